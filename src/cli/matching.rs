//! `match`: openings for skills, with reasons; or a run over a file of queries.
use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::{Outcome, store};
use crate::{
    app::App,
    config::Config,
    identity::vault::keys::Keys,
    jobs::{
        import::{self, Corpus},
        model::OpeningFilter,
        service,
    },
    language::ANALYSER_VERSION,
    matching::{Band, Explanation, How, Part, Seeker, Weights, explanation::Near},
    platform::listing::Position,
    regions,
};

#[derive(Args)]
pub struct Arguments {
    /// Skills, parted by commas: "menjahit, obras, potong kain"
    #[arg(required_unless_present = "queries")]
    skills: Option<String>,
    /// Province or regency, by code or name
    #[arg(long)]
    region: Option<String>,
    /// Openings to print
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=200))]
    limit: u16,
    /// Which openings to search [default: the imported ones if there are any, else those of the site]
    #[arg(long, value_enum)]
    among: Option<Among>,
    /// File of queries, one JSON object a line: id, skills[] or text, region, lang
    #[arg(long, requires = "run", conflicts_with = "skills")]
    queries: Option<PathBuf>,
    /// File to write the answers to, in the TREC run format
    #[arg(long, requires = "queries")]
    run: Option<PathBuf>,
    /// Answers a query
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    depth: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Among {
    Imported,
    Site,
}

pub async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Outcome> {
    let region = match arguments.region.as_deref().map(|typed| (typed, regions::find(typed))) {
        Some((typed, None)) => {
            eprintln!(
                "unknown region \"{typed}\": give a code such as 63 or 6371, or a name such as \"Kota Banjarmasin\""
            );
            return Ok(Outcome::BadInput);
        }
        Some((_, found)) => found,
        None => None,
    };
    let app = App::open(&config, Keys::ephemeral()).await?;
    store::settle(&app).await?;
    if let (Some(queries), Some(run)) = (&arguments.queries, &arguments.run) {
        return answer(&app, queries, run, arguments.depth as usize).await;
    }
    let skills = arguments.skills.unwrap_or_default();
    let seeker = Seeker::new(Seeker::split(&skills), region.map(|region| region.code.to_owned()));
    if seeker.wishes.is_empty() {
        eprintln!("no skill given: write for example \"menjahit, obras\"");
        return Ok(Outcome::BadInput);
    }
    let imported = match arguments.among {
        Some(among) => among == Among::Imported,
        None => !import::is_empty(&app.db).await?,
    };
    let limit = usize::from(arguments.limit);
    if imported { print_imported(&app, &seeker, limit).await } else { print_own(&app, &seeker, limit).await }
}

async fn print_imported(app: &App, seeker: &Seeker, limit: usize) -> anyhow::Result<Outcome> {
    let corpus = Corpus::load(&app.db).await?;
    let found = corpus.matches(app, seeker, Weights::PERSON, 200)?.unwrap_or_default();
    for (rank, found) in found.iter().take(limit).enumerate() {
        println!("{:3}. {}  {}", rank + 1, found.code, corpus.title(found.id));
        print_reasons(&found.explanation);
    }
    if found.is_empty() {
        eprintln!("no opening answers these skills");
    }
    Ok(Outcome::Done)
}

async fn print_own(app: &App, seeker: &Seeker, limit: usize) -> anyhow::Result<Outcome> {
    let mut found = Vec::new();
    for number in 1.. {
        let filter = OpeningFilter { position: Position::Number(number), ..OpeningFilter::default() };
        let Some(page) = service::best(app, seeker, &filter).await? else { break };
        found.extend(page.items);
        if page.next.is_none() || found.len() >= limit {
            break;
        }
    }
    for (rank, card) in found.iter().take(limit).enumerate() {
        println!(
            "{:3}. {}  {}, {}, {}",
            rank + 1,
            card.code,
            card.title,
            card.employer.as_deref().unwrap_or("-"),
            card.place
        );
        if let Some(explanation) = &card.explanation {
            print_reasons(explanation);
        }
    }
    if found.is_empty() {
        eprintln!("no opening answers these skills");
    }
    Ok(Outcome::Done)
}

/// The same reasons as on the site: what is covered, by which word, and what is missing.
fn print_reasons(explanation: &Explanation) {
    let band = match explanation.band() {
        Band::Strong => "Sangat cocok",
        Band::Good => "Cocok",
        Band::Possible => "Mungkin cocok",
    };
    let asked: Vec<_> = explanation.required().collect();
    let met: Vec<String> = asked.iter().filter_map(|(item, how)| covered(item, how)).collect();
    println!("     {band} ({} dari {})", met.len(), asked.len());
    if !met.is_empty() {
        println!("     Cocok: {}", met.join("; "));
    }
    let missing: Vec<&str> = asked.iter().filter(|(_, how)| **how == How::Missing).map(|(item, _)| *item).collect();
    if !missing.is_empty() {
        println!("     Belum ada: {}", missing.join("; "));
    }
    let more: Vec<String> = explanation.preferred().filter_map(|(item, how)| covered(item, how)).collect();
    if !more.is_empty() {
        println!("     Nilai tambah: {}", more.join("; "));
    }
    match explanation.near() {
        Some(Near::Regency) => println!("     Satu kabupaten/kota dengan Anda"),
        Some(Near::Province) => println!("     Satu provinsi dengan Anda"),
        Some(Near::Remote) => println!("     Bisa dari jauh"),
        None => {}
    }
    let points: Vec<String> = explanation.parts.iter().filter_map(points).collect();
    println!("     Nilai {:.2} = {}", explanation.total(), points.join(" + "));
}

fn covered(item: &str, how: &How) -> Option<String> {
    match how {
        How::Missing => None,
        How::Same | How::Words => Some(item.to_owned()),
        How::Other { yours } | How::Related { yours } => Some(format!("{yours} → {item}")),
        How::Misspelt { yours } => Some(format!("{yours} → {item} (ejaan)")),
    }
}

fn points(part: &Part) -> Option<String> {
    let name = match part {
        Part::Text { .. } => "kata",
        Part::Required { .. } => "wajib",
        Part::Preferred { .. } => "nilai tambah",
        Part::Place { .. } => "tempat",
        Part::Licence { .. } => "izin",
    };
    let points = part.points();
    (points.abs() >= 0.005 || matches!(part, Part::Text { .. })).then(|| format!("{points:.2} {name}"))
}

/// What a query file gives. Other fields of its lines are never looked at.
#[derive(Deserialize)]
struct Asked {
    id: String,
    #[serde(default)]
    skills: Vec<String>,
    #[serde(default)]
    text: String,
}

async fn answer(app: &App, queries: &Path, run: &Path, depth: usize) -> anyhow::Result<Outcome> {
    if import::is_empty(&app.db).await? {
        bail!("no openings are imported; first run `tanggui import openings FILE.jsonl`");
    }
    let file = BufReader::new(File::open(queries).with_context(|| format!("opening {}", queries.display()))?);
    let mut asked: Vec<Asked> = Vec::new();
    for (number, line) in (1..).zip(file.lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&line) {
            Ok(query) => asked.push(query),
            Err(error) => {
                eprintln!("line {number}: {error}");
                return Ok(Outcome::BadInput);
            }
        }
    }
    let corpus = Corpus::load(&app.db).await?;
    let mut out = BufWriter::new(File::create(run).with_context(|| format!("writing {}", run.display()))?);
    let mut times = Vec::with_capacity(asked.len());
    for query in &asked {
        let begun = Instant::now();
        let phrases: Vec<&str> = if query.skills.is_empty() {
            Seeker::split(&query.text).collect()
        } else {
            query.skills.iter().map(String::as_str).collect()
        };
        let seeker = Seeker::new(phrases, None);
        let mut found: Vec<(String, f64)> = corpus
            .matches(app, &seeker, Weights::SKILLS_ONLY, depth)?
            .unwrap_or_default()
            .into_iter()
            .map(|found| (found.code, rounded(found.explanation.total())))
            .collect();
        times.push(begun.elapsed());
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (rank, (reference, score)) in (1..).zip(&found) {
            let version = env!("CARGO_PKG_VERSION");
            writeln!(out, "{} Q0 {reference} {rank} {score:.6} tanggui-{version}-a{ANALYSER_VERSION}", query.id)?;
        }
    }
    out.flush()?;
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    eprintln!("{} queries, p50 {:.1?}, p95 {:.1?} a query", asked.len(), at(50), at(95));
    Ok(Outcome::Done)
}

/// The score as it is printed, so that the order of the lines is the order of the numbers on them.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e6).round() / 1e6
}
