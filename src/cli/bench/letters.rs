//! `bench-letters`: what the letters of funding take: processor time of the children that typeset them, and the memory of
//! the node that asks for them.
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;

use super::{peak_memory, processor_time_of_children};
use crate::{
    cli::Outcome,
    platform::typeset::{Template, Typesetter, samples::sample},
};

#[derive(Args)]
pub struct Arguments {
    /// How many letters of each kind
    #[arg(long, default_value_t = 200)]
    letters: u32,
}

/// What is typeset: a letter with a list, a record of several parts, a certificate.
const SAMPLES: [Template; 3] = [Template::Letter, Template::Record, Template::Certificate];

/// Typesets each sample as often as wished, and prints the figures.
pub async fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let typesetter = Typesetter::own()?;
    for template in SAMPLES {
        let found = figures(&typesetter, template, &sample(template, "id")?, arguments.letters.max(1)).await?;
        println!("{}: {found}", template.as_str());
    }
    Ok(Outcome::Done)
}

async fn figures(typesetter: &Typesetter, template: Template, data: &Value, letters: u32) -> anyhow::Result<String> {
    let bytes = typesetter.typeset(template, data).await?.len();
    let (before, used) = (peak_memory()?, processor_time_of_children()?);
    let mut times = Vec::new();
    for _ in 0..letters {
        let begun = Instant::now();
        typesetter.typeset(template, data).await?;
        times.push(begun.elapsed());
    }
    let used = processor_time_of_children()?.saturating_sub(used) / letters;
    times.sort_unstable();
    let milliseconds = |time: Duration| time.as_millis();
    Ok(format!(
        "{bytes} bytes, {} ms of processor each, median {} ms of the clock (from {} to {}); the node's memory at its \
         highest {} KiB after the first and {} KiB after {letters}",
        milliseconds(used),
        milliseconds(times[times.len() / 2]),
        milliseconds(times[0]),
        milliseconds(times[times.len() - 1]),
        before,
        peak_memory()?,
    ))
}
