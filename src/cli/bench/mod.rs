//! Commands that measure, for `docs/BENCHMARKS.md`.
pub mod letters;
pub mod matching;
pub mod percolation;
pub mod photo;
pub mod sales;

use std::{fs, time::Duration};

use anyhow::Context;

/// Processor time this process has used. Linux only.
fn processor_time() -> anyhow::Result<Duration> {
    ticks_from(11)
}

/// Processor time of the child processes that have ended. Linux only.
fn processor_time_of_children() -> anyhow::Result<Duration> {
    ticks_from(13)
}

/// The sum of two figures of this process, in the program and in the system, counted after its name.
fn ticks_from(first: usize) -> anyhow::Result<Duration> {
    /// Ticks a second that Linux reports to programs, on every machine of today.
    const TICKS: u64 = 100;
    let status = fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold spaces.
    let figures = status.rsplit_once(')').context("no figure of processor time")?.1;
    let figures = figures.split_whitespace().skip(first).take(2);
    let ticks: u64 = figures.filter_map(|figure| figure.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 1_000 / TICKS))
}

/// The most memory this process ever had, in KiB, since the last look: looking begins anew. Linux only.
fn peak_memory() -> anyhow::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no figure of memory")?;
    let figure =
        line.split_whitespace().nth(1).and_then(|figure| figure.parse().ok()).context("no figure of memory")?;
    fs::write("/proc/self/clear_refs", "5")?;
    Ok(figure)
}
