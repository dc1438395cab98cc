//! `bench-letters`: what the letters of funding take: processor time of the children that typeset them, and the memory of
//! the node that asks for them.
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::Value;

use super::{peak_memory, processor_time_of_children};
use crate::{
    cli::Outcome,
    platform::typeset::{Template, Typesetter},
};

#[derive(Args)]
pub struct Arguments {
    /// How many letters of each kind
    #[arg(long, default_value_t = 200)]
    letters: u32,
}

/// What is typeset: a letter with a list, a record of several parts, a certificate.
const SAMPLES: [(Template, &str); 3] = [
    (Template::Letter, include_str!("../../platform/typeset/samples/letter.json")),
    (Template::Record, include_str!("../../platform/typeset/samples/record.json")),
    (Template::Certificate, include_str!("../../platform/typeset/samples/certificate.json")),
];

/// Typesets each sample as often as wished, and prints the figures.
pub async fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let typesetter = Typesetter::own()?;
    for (template, sample) in SAMPLES {
        let data = serde_json::from_str(sample)?;
        let found = figures(&typesetter, template, &data, arguments.letters.max(1)).await?;
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
