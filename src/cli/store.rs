//! `migrate` and `reindex`, and waiting for an index that another process writes.
use std::time::{Duration, Instant};

use anyhow::bail;

use super::Outcome;
use crate::{app::App, config::Config, identity::vault::keys::Keys, indexing};

pub async fn migrate(config: Config) -> anyhow::Result<Outcome> {
    App::open(&config, Keys::ephemeral()).await?;
    eprintln!("the store is up to date");
    Ok(Outcome::Done)
}

pub async fn reindex(config: Config) -> anyhow::Result<Outcome> {
    let app = App::open(&config, Keys::ephemeral()).await?;
    let begun = Instant::now();
    indexing::rebuild(&app).await?;
    eprintln!("the search index was built anew in {:.1} s", begun.elapsed().as_secs_f32());
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
