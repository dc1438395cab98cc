//! `migrate` and `reindex`, and waiting for an index that another process writes.
use std::time::{Duration, Instant};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::Outcome;
use crate::{app::App, config::Config, identity::vault::keys::Keys, indexing, jobs};

pub async fn migrate(config: Config) -> anyhow::Result<Outcome> {
    App::open(&config, Keys::ephemeral()).await?;
    eprintln!("the store is up to date");
    Ok(Outcome::Done)
}

#[derive(Args)]
pub struct Reindex {
    /// Which index
    #[arg(value_enum, default_value = "search")]
    which: Which,
}

#[derive(Clone, Copy, ValueEnum)]
enum Which {
    /// What visitors search
    Search,
    /// Those who want to be told of openings
    Profiles,
}

pub async fn reindex(config: Config, arguments: &Reindex) -> anyhow::Result<Outcome> {
    let app = App::open(&config, Keys::ephemeral()).await?;
    let begun = Instant::now();
    let name = match arguments.which {
        Which::Search => {
            indexing::rebuild(&app).await?;
            "the search index"
        }
        Which::Profiles => {
            jobs::seekers::index::rebuild(&app).await?;
            "the index of profiles"
        }
    };
    eprintln!("{name} was built anew in {:.1} s", begun.elapsed().as_secs_f32());
    Ok(Outcome::Done)
}

/// Brings the index to the head of the change sequence. While a server holds the index folder, it is the server
/// that writes, and this waits for it.
pub async fn settle(app: &App) -> anyhow::Result<()> {
    const PATIENCE: Duration = Duration::from_mins(1);
    let begun = Instant::now();
    loop {
        if let Err(error) = indexing::settle(app).await
            && !error.index_is_taken()
        {
            bail!("the search index cannot be written: {error}");
        }
        // A server that writes the index, or a transaction elsewhere, can hold back what is committed already.
        if indexing::is_current(app).await? {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            bail!("the search index is behind");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
