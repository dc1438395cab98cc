//! `bench-sales`: how many sales a second a store takes when several clerks sell from one shelf, each sale committed
//! before the next one is begun. What was sold is held against the ledgers afterwards.
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::ensure;
use clap::Args;

use super::processor_time;
use crate::{
    app::App,
    cli::{Outcome, demo},
    config::Options,
    demo::{self as world, Counter},
    error::Result,
    marketplace::consignment::{
        ledger::check::findings,
        sales::{
            model::{Sold, Source},
            service as sales,
        },
    },
    platform::ids,
};

#[derive(Args)]
pub struct Arguments {
    /// Clerks who sell at the same time
    #[arg(long, default_value_t = 8)]
    clerks: u32,
    /// Sales of one piece each, all together
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=9_000))]
    sales: u32,
}

/// Fills an empty store with the world of the demo, sells, and prints the figures.
pub async fn run(options: Options, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let app = demo::empty(options).await?;
    let counter = Arc::new(world::seed_counter(&app, arguments.sales).await?);
    let left = Arc::new(AtomicU32::new(arguments.sales));
    let (begun, before) = (Instant::now(), processor_time()?);
    let clerks: Vec<_> =
        (0..arguments.clerks.max(1)).map(|_| tokio::spawn(sell(app.clone(), counter.clone(), left.clone()))).collect();
    let mut times = Vec::new();
    for clerk in clerks {
        times.extend(clerk.await??);
    }
    let (seconds, processor) = (begun.elapsed().as_secs_f64(), processor_time()?.saturating_sub(before));
    times.sort_unstable();
    let at = |hundredth: usize| times.get(times.len().saturating_sub(1) * hundredth / 100).copied().unwrap_or_default();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!("store: {:?}, clerks: {}", app.db.get_database_backend(), arguments.clerks);
    println!("sales: {} in {seconds:.2} s, {:.0} a second", times.len(), f64::from(arguments.sales) / seconds);
    println!("milliseconds a sale: median {:.1}, of a hundred the slowest {:.1}", ms(at(50)), ms(at(99)));
    println!("processor of this program: {:.2} ms a sale", ms(processor) / f64::from(arguments.sales));
    ensure!(counter.left(&app).await? == 0, "the shelf is not empty");
    let broken: i64 = findings(&app.db).await?.iter().map(|finding| finding.broken).sum();
    ensure!(broken == 0, "{broken} rows break an invariant");
    println!("the shelf is empty, and no ledger line is broken");
    Ok(Outcome::Done)
}

/// Sells piece after piece as long as there are some. Gives how long each sale took.
async fn sell(app: App, counter: Arc<Counter>, left: Arc<AtomicU32>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        let begun = Instant::now();
        let sold = [Sold { pick: counter.pick, pieces: 1 }];
        sales::record(&app, &counter.clerk, &ids::new_file_key(), &sold, (Source::List, None)).await?;
        times.push(begun.elapsed());
    }
    Ok(times)
}
