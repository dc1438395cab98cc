//! `lint`: what the rules for openings say of phrases in a file.
use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;
use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::jobs::lint::{Section, lint};

#[derive(Args)]
pub struct Arguments {
    /// File of phrases, one JSON object a line: text
    #[arg(long = "in", value_name = "FILE")]
    phrases: PathBuf,
    /// File to write to, one JSON object a line: text, labels[]
    #[arg(long = "out", value_name = "FILE")]
    judged: PathBuf,
}

#[derive(Deserialize)]
struct Phrase {
    text: String,
}

#[derive(Serialize)]
struct Judged {
    text: String,
    labels: Vec<&'static str>,
}

/// Judges phrase by phrase, in the order of the file. A line that is no phrase ends it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let phrases = File::open(&arguments.phrases).with_context(|| format!("opening {}", arguments.phrases.display()))?;
    let judged = File::create(&arguments.judged).with_context(|| format!("writing {}", arguments.judged.display()))?;
    let mut judged = BufWriter::new(judged);
    for (at, line) in BufReader::new(phrases).lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let Phrase { text } = match serde_json::from_str(&line) {
            Ok(phrase) => phrase,
            Err(error) => {
                eprintln!("line {}: {error}", at + 1);
                return Ok(Outcome::BadInput);
            }
        };
        let mut labels: Vec<_> = lint(&text, Section::Unknown).iter().map(|finding| finding.label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        writeln!(judged, "{}", serde_json::to_string(&Judged { text, labels })?)?;
    }
    judged.flush()?;
    Ok(Outcome::Done)
}
