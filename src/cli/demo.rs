//! `demo`: an invented world in an empty store, served at once.
use std::{net::SocketAddr, path::Path};

use anyhow::{Context, bail};
use clap::Args;
use migration::{Migrator, MigratorTrait};
use sea_orm::DbBackend;

use super::{Outcome, keys, serve};
use crate::{
    app::{self, App},
    config::{Config, Options},
    demo,
    identity::vault::keys::Keys,
    indexing,
    platform::{backup::Place, db},
};

#[derive(Args)]
pub struct Arguments {
    /// Port to listen on; 0 takes a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Throw away what the data folder and the database hold, and begin anew
    #[arg(long)]
    reset: bool,
    /// Print the accounts of the demo and stop
    #[arg(long)]
    accounts: bool,
    /// Print the accounts as JSON lines
    #[arg(long, requires = "accounts")]
    json: bool,
}

pub async fn run(mut options: Options, arguments: Arguments) -> anyhow::Result<Outcome> {
    if arguments.accounts {
        print_accounts(arguments.json)?;
        return Ok(Outcome::Done);
    }
    if let Some(port) = arguments.port {
        let address = options.listen.map_or([127, 0, 0, 1].into(), |address| address.ip());
        options.listen = Some(SocketAddr::new(address, port));
    }
    let listener = serve::listen(options.listen.unwrap_or_else(|| ([127, 0, 0, 1], 8080).into()))?;
    options.listen = Some(listener.local_addr()?);
    options.shelf_opens_at = options.shelf_opens_at.or(Some(demo::SHELF_OPENS_AT));
    let mut config = options.load()?;
    config.settings.demo = true;
    config.settings.registration_open = true;
    config.keys.get_or_insert_with(|| config.data.join("demo.keys"));
    if config.mail.url.is_none() {
        config.mail.folder.get_or_insert_with(|| config.data.join("mail"));
    }
    if arguments.reset || was_left_half(&config).await? {
        reset(&config).await?;
    }
    let app = open(&config).await?;
    let painting = paint(&config.data)?;
    indexing::settle(&app).await?;
    println!("Tanggui: {}", config.settings.base_url);
    println!("Data contoh di {}. Berhenti dengan Ctrl+C.", config.data.display());
    println!("Email tidak dikirim, tetapi ditulis ke {}.", config.data.join("mail").display());
    print_accounts(false)?;
    serve::until_stopped(app, listener).await?;
    painting.await??;
    Ok(Outcome::Done)
}

/// The node of a demo on a store that is empty still, for measuring.
pub async fn empty(options: Options) -> anyhow::Result<App> {
    let mut config = options.load()?;
    config.settings.demo = true;
    config.keys.get_or_insert_with(|| config.data.join("demo.keys"));
    let app = App::open(&config, demo_keys(&config)?).await?;
    if !demo::seed_world(&app).await? {
        bail!("this store holds a demo world already; measuring wants one of its own");
    }
    Ok(app)
}

async fn open(config: &Config) -> anyhow::Result<App> {
    let app = App::open(config, demo_keys(config)?).await?;
    if !demo::seed(&app).await? {
        tracing::info!("the store has a demo world already; --reset begins anew");
    }
    Ok(app)
}

/// Keys for trying: made in the data folder, which no other command accepts.
fn demo_keys(config: &Config) -> anyhow::Result<Keys> {
    let file = config.keys.clone().context("a demo has a key file")?;
    if !file.exists() {
        std::fs::create_dir_all(&config.data)?;
        Keys::create(&file, true)?;
        println!("Kunci di {} hanya untuk mencoba.", file.display());
    }
    keys::load(config)
}

/// Every account with its password: the same for all, and of no use anywhere else.
fn print_accounts(json: bool) -> anyhow::Result<()> {
    for line in demo::people::table() {
        if json {
            println!("{}", serde_json::to_string(&line)?);
        } else {
            println!("  {:<28} {:<24} {}", line.address, line.password, line.offices.join(", "));
        }
    }
    Ok(())
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

/// Whether the program ended while it wrote the world. Nobody has used such a store, so it is begun anew.
async fn was_left_half(config: &Config) -> anyhow::Result<bool> {
    std::fs::create_dir_all(&config.data)?;
    let database = db::connect(&config.database_url).await?;
    let half = demo::is_half(&database).await;
    database.close().await?;
    Ok(half)
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
        if database.get_database_backend() == DbBackend::Postgres {
            Migrator::fresh(&database).await?;
        }
    }
    database.close().await?;
    // Dropping tables one by one trips over what points to them; a file goes as a whole.
    let place = Place { database_url: config.database_url.clone(), data: config.data.clone() };
    if let Some(file) = place.sqlite_file()? {
        for end in ["", "-wal", "-shm"] {
            let file = std::path::PathBuf::from(format!("{}{end}", file.display()));
            match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("removing {}", file.display()));
                }
                _ => {}
            }
        }
    }
    for folder in ["index", "profiles", "photos", "papers", "mail"] {
        match std::fs::remove_dir_all(config.data.join(folder)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("removing {folder}"));
            }
            _ => {}
        }
    }
    Ok(())
}
