//! `import openings`: reads a file of openings, keeps the good lines and says what is wrong with the others.
use std::{
    fs::File,
    io::{BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Outcome, store};
use crate::{
    app::App,
    config::Config,
    identity::vault::keys::Keys,
    jobs::import::{self, Report},
};

#[derive(Subcommand)]
pub enum Command {
    /// Openings to try the matching on; they are searched by `match` and never published
    Openings(Arguments),
}

#[derive(Args)]
pub struct Arguments {
    /// One opening a line: id, title, description, `required_skills`, `preferred_skills`, region, …
    file: PathBuf,
    /// Look through the file and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write nothing when any line is refused
    #[arg(long)]
    strict: bool,
}

pub async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Outcome> {
    if arguments.dry_run || arguments.strict {
        let report = import::check(open(&arguments.file)?, |_| {})?;
        if arguments.dry_run || !report.refused.is_empty() {
            let verb = if arguments.dry_run { "a dry run" } else { "some lines are refused" };
            return Ok(tell(&report, Some(verb)));
        }
    }
    let app = App::open(&config, Keys::ephemeral()).await?;
    let bar = progress(&arguments.file)?;
    let report = import::import(&app.db, open(&arguments.file)?, |bytes| bar.inc(bytes)).await?;
    bar.finish_and_clear();
    store::settle(&app).await?;
    Ok(tell(&report, None))
}

fn open(file: &Path) -> anyhow::Result<BufReader<File>> {
    let opened = File::open(file).with_context(|| format!("opening {}", file.display()))?;
    Ok(BufReader::with_capacity(1 << 16, opened))
}

/// A bar on a terminal, nothing elsewhere.
fn progress(file: &Path) -> anyhow::Result<ProgressBar> {
    if !std::io::stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let style = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}")?;
    Ok(ProgressBar::new(std::fs::metadata(file)?.len()).with_style(style))
}

/// Reasons on the standard error, a line each, and the sums at the end.
fn tell(report: &Report, nothing_written: Option<&str>) -> Outcome {
    let mut out = std::io::stderr().lock();
    for refused in &report.refused {
        let _ = writeln!(out, "line {}: {}", refused.line, refused.reason);
    }
    let taken = report.read - report.refused.len();
    let _ = match nothing_written {
        Some(why) => {
            writeln!(
                out,
                "read {}, good {taken}, refused {}; nothing written: {why}",
                report.read,
                report.refused.len()
            )
        }
        None => writeln!(
            out,
            "read {}, new {}, changed {}, unchanged {}, refused {}",
            report.read,
            report.new,
            report.changed,
            report.unchanged,
            report.refused.len()
        ),
    };
    if report.refused.is_empty() { Outcome::Done } else { Outcome::BadInput }
}
