//! `typeset`: reads a template's name and its data as JSON, writes the PDF. A node starts it for every file it prints.
use std::io::{Read, Write};

use super::Outcome;
use crate::platform::typeset::{self, Job};

/// The largest input, in bytes. A statement of a busy year has less than two million.
const LARGEST: u64 = 16 << 20;

pub fn run() -> anyhow::Result<Outcome> {
    let mut input = Vec::new();
    std::io::stdin().lock().take(LARGEST).read_to_end(&mut input)?;
    let job: Job = match serde_json::from_slice(&input) {
        Ok(job) => job,
        Err(error) => {
            eprintln!("tanggui: {error}");
            return Ok(Outcome::BadInput);
        }
    };
    let pdf = typeset::render(job.template, &job.data)?;
    std::io::stdout().lock().write_all(&pdf)?;
    Ok(Outcome::Done)
}
