//! `demo`: an invented world in an empty store, served at once.
use std::{net::SocketAddr, path::Path};

use anyhow::{Context, bail};
use clap::Args;
use migration::{Migrator, MigratorTrait};

use super::{Outcome, serve};
use crate::{
    app::{self, App},
    config::{Config, Options},
    demo, indexing,
    platform::db,
};

#[derive(Args)]
pub struct Arguments {
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Throw away what the data folder and the database hold, and begin anew
    #[arg(long)]
    reset: bool,
}

pub async fn run(mut options: Options, arguments: Arguments) -> anyhow::Result<Outcome> {
    if let Some(port) = arguments.port {
        let address = options.listen.map_or([127, 0, 0, 1].into(), |address| address.ip());
        options.listen = Some(SocketAddr::new(address, port));
    }
    let listener = serve::listen(options.listen.unwrap_or_else(|| ([127, 0, 0, 1], 8080).into()))?;
    options.listen = Some(listener.local_addr()?);
    options.shelf_opens_at = options.shelf_opens_at.or(Some(demo::SHELF_OPENS_AT));
    let mut config = options.load()?;
    config.settings.demo = true;
    if arguments.reset {
        reset(&config).await?;
    }
    let app = open(&config).await?;
    let painting = paint(&config.data)?;
    indexing::settle(&app).await?;
    println!("Tanggui: {}", config.settings.base_url);
    println!("Data contoh di {}. Berhenti dengan Ctrl+C.", config.data.display());
    serve::until_stopped(app, listener).await?;
    painting.await??;
    Ok(Outcome::Done)
}

async fn open(config: &Config) -> anyhow::Result<App> {
    let app = App::open(config).await?;
    if !demo::seed(&app.db, app.clock.now()).await? {
        tracing::info!("the store has a demo world already; --reset begins anew");
    }
    Ok(app)
}

/// Pictures are painted while the site serves already; each is there a moment after it is first missed.
fn paint(data: &Path) -> anyhow::Result<tokio::task::JoinHandle<anyhow::Result<()>>> {
    let files = app::photos(data)?;
    Ok(tokio::task::spawn_blocking(move || {
        let painted = demo::paint(&files).context("painting the pictures")?;
        if painted > 0 {
            tracing::info!(painted, "pictures are painted");
        }
        Ok(())
    }))
}

/// Empties the store and the folder. Only what the demo made is touched: a store that holds anything else is left
/// alone.
async fn reset(config: &Config) -> anyhow::Result<()> {
    std::fs::create_dir_all(&config.data)?;
    let database = db::connect(&config.database_url).await?;
    if !db::is_bare(&database).await? {
        if db::setting(&database, "demo").await.ok().flatten().is_none() {
            bail!("this store holds no demo world; --reset does not touch it");
        }
        Migrator::fresh(&database).await?;
    }
    database.close().await?;
    for folder in ["index", "photos"] {
        match std::fs::remove_dir_all(config.data.join(folder)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("removing {folder}"));
            }
            _ => {}
        }
    }
    Ok(())
}
