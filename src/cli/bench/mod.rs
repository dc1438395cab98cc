//! Commands that measure, for `docs/BENCHMARKS.md`.
pub mod matching;
pub mod percolation;
pub mod photo;
pub mod sales;

use std::{fs, time::Duration};

use anyhow::Context;

/// Processor time this process has used. Linux only.
fn processor_time() -> anyhow::Result<Duration> {
    /// Ticks a second that Linux reports to programs, on every machine of today.
    const TICKS: u64 = 100;
    let status = fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold spaces; figures 14 and 15 come after it.
    let figures = status.rsplit_once(')').context("no figure of processor time")?.1;
    let ticks: u64 = figures.split_whitespace().skip(11).take(2).filter_map(|figure| figure.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 1_000 / TICKS))
}
