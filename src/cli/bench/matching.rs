//! `bench-match`: very many openings and profiles in an empty store, and what finding, telling and indexing take there.
use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use anyhow::Context;
use clap::Args;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::processor_time;
use crate::{
    app::App,
    cli::{Outcome, demo},
    config::Options,
    demo::scale,
    indexing,
    jobs::{index, model::OpeningFilter, seekers, service},
    matching::Seeker,
    platform::{money::Rupiah, search::Query},
    regions,
};

#[derive(Args)]
pub struct Arguments {
    /// Openings
    #[arg(long, default_value_t = 100_000)]
    openings: usize,
    /// People who want to be told
    #[arg(long, default_value_t = 100_000)]
    profiles: usize,
    /// Questions of eight skills
    #[arg(long, default_value_t = 500)]
    questions: usize,
    /// Begins the same world each time
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Fill the store and stop there
    #[arg(long)]
    only_fill: bool,
}

/// Rounds of a change until it is found.
const CHANGES: usize = 40;
/// Answers wanted of every engine.
const TOP: usize = 10;

/// Fills an empty store, asks, changes, builds anew, and prints the figures.
pub async fn run(options: Options, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let data = options.clone().load()?.data;
    let app = demo::empty(options).await?;
    let begun = Instant::now();
    scale::fill(&app, arguments.openings, arguments.profiles, arguments.seed).await?;
    println!(
        "store: {:?}, {} openings and {} profiles written in {:.0} s",
        app.db.get_database_backend(),
        arguments.openings,
        arguments.profiles,
        begun.elapsed().as_secs_f32()
    );
    build(&app, &data, arguments).await?;
    if arguments.only_fill {
        return Ok(Outcome::Done);
    }
    let questions = scale::questions(arguments.questions, arguments.seed + 1);
    ask(&app, &questions).await?;
    rival(&app.db, &questions, &app).await?;
    change(&app).await?;
    while_building(&app, &questions).await?;
    Ok(Outcome::Done)
}

async fn build(app: &App, data: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let (begun, before) = (Instant::now(), processor_time()?);
    indexing::rebuild(app).await?;
    let processor = processor_time()?.saturating_sub(before);
    println!(
        "index of openings built anew in {:.1} s, {:.1} s of processor",
        begun.elapsed().as_secs_f32(),
        processor.as_secs_f32()
    );
    let begun = Instant::now();
    seekers::index::rebuild(app).await?;
    println!("index of profiles built anew and in memory after {:.1} s", begun.elapsed().as_secs_f32());
    let bytes = |folder: &str| size(&data.join(folder));
    println!(
        "bytes on disk: {} an opening, {} a profile",
        bytes("index")? / arguments.openings.max(1) as u64,
        bytes("profiles")? / arguments.profiles.max(1) as u64
    );
    Ok(())
}

/// Questions to the index alone, and whole answers with rows and reasons.
async fn ask(app: &App, questions: &[Vec<&str>]) -> anyhow::Result<()> {
    let now = app.clock.now().unix_timestamp();
    let narrow =
        OpeningFilter { region: regions::get("63"), wage: Some(Rupiah(3_500_000)), ..OpeningFilter::default() };
    for (name, filter) in [("plain", OpeningFilter::default()), ("filtered", narrow)] {
        let query = |phrases: &[&str]| {
            let seeker = Seeker::new(phrases.iter().copied(), None);
            let query = index::query(&seeker, &filter, now);
            (seeker, Query { limit: TOP, ..query })
        };
        let mut finding = Times::default();
        let mut whole = Times::default();
        for question in questions {
            let (seeker, query) = query(question);
            finding.take(|| app.search.find(&query).map(|_| ()))?;
            let begun = Instant::now();
            service::best(app, &seeker, &filter).await?;
            whole.0.push(begun.elapsed());
        }
        println!("{name}: {TOP} best of the index {} of processor", finding.words());
        println!("{name}: whole answer with reasons {} of the clock", whole.words());
    }
    Ok(())
}

/// The same questions to the text search of the store itself.
async fn rival(db: &DatabaseConnection, questions: &[Vec<&str>], app: &App) -> anyhow::Result<()> {
    let backend = db.get_database_backend();
    let begun = Instant::now();
    for sql in rival_tables(backend) {
        db.execute_unprepared(sql).await?;
    }
    println!("text index of the store made in {:.1} s", begun.elapsed().as_secs_f32());
    let now = app.clock.now().unix_timestamp();
    let (mut theirs, mut ours) = (Times::default(), Times::default());
    for question in questions {
        let seeker = Seeker::new(question.iter().copied(), None);
        let query = Query { limit: TOP, ..index::query(&seeker, &OpeningFilter::default(), now) };
        let mut words: Vec<String> =
            question.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        let begun = Instant::now();
        db.query_all_raw(rival_question(backend, &words)).await?;
        theirs.0.push(begun.elapsed());
        let begun = Instant::now();
        app.search.find(&query)?;
        ours.0.push(begun.elapsed());
    }
    let ratio = theirs.at(50).as_secs_f64() / ours.at(50).as_secs_f64().max(f64::EPSILON);
    println!("text search of the store: {} of the clock", theirs.words());
    println!("our index in the same run: {} of the clock, {ratio:.0} times as fast", ours.words());
    Ok(())
}

fn rival_tables(backend: DbBackend) -> &'static [&'static str] {
    match backend {
        DbBackend::Postgres => &[
            "CREATE TABLE bench_text AS SELECT opening.id, to_tsvector('simple', title || ' ' || title || ' ' || \
             COALESCE((SELECT string_agg(phrase, ' ') FROM opening_item WHERE opening_id = opening.id), '') || ' ' || \
             body) AS words FROM opening",
            "CREATE INDEX bench_text_words ON bench_text USING gin (words)",
            "ANALYZE bench_text",
        ],
        _ => &[
            "CREATE VIRTUAL TABLE bench_text USING fts5(words)",
            "INSERT INTO bench_text (words) SELECT title || ' ' || title || ' ' || \
             COALESCE((SELECT group_concat(phrase, ' ') FROM opening_item WHERE opening_id = opening.id), '') || ' ' || \
             body FROM opening",
        ],
    }
}

fn rival_question(backend: DbBackend, words: &[String]) -> Statement {
    let plain = words.iter().map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let plain: Vec<String> = plain.filter(|word| !word.is_empty()).collect();
    let (sql, typed) = match backend {
        DbBackend::Postgres => (
            "SELECT id::text FROM bench_text, to_tsquery('simple', $1) asked WHERE words @@ asked \
             ORDER BY ts_rank(words, asked) DESC LIMIT 10",
            plain.join(" | "),
        ),
        _ => (
            "SELECT rowid FROM bench_text WHERE bench_text MATCH $1 ORDER BY rank LIMIT 10",
            plain.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR "),
        ),
    };
    Statement::from_sql_and_values(backend, sql, [typed.into()])
}

/// A changed title until it is found.
async fn change(app: &App) -> anyhow::Result<()> {
    let (now, mut times) = (app.clock.now().unix_timestamp(), Times::default());
    for round in 0..CHANGES {
        let word = format!("gondorukem{round}");
        let id = scale::retitle(app, round, &format!("Juru {word}")).await?;
        let begun = Instant::now();
        indexing::settle(app).await?;
        let seeker = Seeker::new([word.as_str()], None);
        let found = app.search.find(&index::query(&seeker, &OpeningFilter::default(), now))?.unwrap_or_default();
        anyhow::ensure!(found.iter().any(|hit| hit.id == id), "a changed title is not found");
        times.0.push(begun.elapsed());
    }
    println!(
        "committed to the store until found: {} of the clock, and at most 1 s until the follower looks",
        times.words()
    );
    Ok(())
}

/// Whole answers while the index is built anew beside them.
async fn while_building(app: &App, questions: &[Vec<&str>]) -> anyhow::Result<()> {
    let done = std::sync::Arc::new(AtomicBool::new(false));
    let building = tokio::spawn({
        let (app, done) = (app.clone(), done.clone());
        async move {
            let built = indexing::rebuild(&app).await;
            done.store(true, Ordering::Relaxed);
            built
        }
    });
    let mut times = Times::default();
    for question in questions.iter().cycle() {
        if done.load(Ordering::Relaxed) {
            break;
        }
        let seeker = Seeker::new(question.iter().copied(), None);
        let begun = Instant::now();
        service::best(app, &seeker, &OpeningFilter::default()).await?.context("no answer while the index is built")?;
        times.0.push(begun.elapsed());
    }
    building.await??;
    println!("while the index was built anew: {} answers, {} of the clock", times.0.len(), times.words());
    Ok(())
}

/// How long things took.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// Takes the processor time of this thread.
    fn take(&mut self, work: impl FnOnce() -> crate::error::Result<()>) -> anyhow::Result<()> {
        let before = thread_time()?;
        work()?;
        self.0.push(thread_time()?.saturating_sub(before));
        Ok(())
    }

    fn at(&self, hundredth: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        sorted.get(sorted.len().saturating_sub(1) * hundredth / 100).copied().unwrap_or_default()
    }

    fn words(&self) -> String {
        format!("p50 {:.2?}, p95 {:.2?}", self.at(50), self.at(95))
    }
}

/// Processor time this thread has used. Linux only.
fn thread_time() -> anyhow::Result<Duration> {
    let figures = fs::read_to_string("/proc/thread-self/schedstat")?;
    let used = figures.split_whitespace().next().context("no figure of processor time")?;
    Ok(Duration::from_nanos(used.parse()?))
}

/// Bytes of everything in a folder.
fn size(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { size(&entry.path())? } else { about.len() };
    }
    Ok(bytes)
}
