//! `keys`: the file with the keys of the vault, which lies outside the data folder and outside every backup.
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Subcommand;

use super::Outcome;
use crate::{
    app::App,
    config::Config,
    identity::vault::{self, keys::Keys},
};

#[derive(Subcommand)]
pub enum Command {
    /// Make a key file, readable for its owner alone
    Create {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Add a key to the file; it wraps what is written after the servers are started again
    Add,
    /// Wrap every person's key anew with the newest key, while the site runs. Every server must know that key already
    Rotate,
    /// Take a key that wraps nothing any more out of the file
    Drop {
        #[arg(value_name = "ID")]
        id: u32,
    },
}

pub async fn run(config: Config, command: Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Create { file } => {
            Keys::create(&file, false)?;
            println!("{} holds the keys. Keep a copy on another medium than the backups.", file.display());
        }
        Command::Add => {
            let fresh = Keys::add_key(&path(&config)?)?;
            println!("key {fresh} is in the file; start every server again, then: tanggui keys rotate");
        }
        Command::Rotate => {
            let file = path(&config)?;
            let app = App::open(&config, Keys::load(&file)?).await?;
            let rotated = vault::rotate(&app.db, &app.keys).await?;
            let newest = app.keys.newest();
            println!(
                "key {newest} wraps the keys of all persons now, {rotated} of them anew; older ones can be dropped"
            );
        }
        Command::Drop { id } => {
            let file = path(&config)?;
            let app = App::open(&config, Keys::load(&file)?).await?;
            let left = vault::wrapped_with(&app.db, id).await?;
            if left > 0 {
                bail!("key {id} still wraps the keys of {left} persons; rotate first");
            }
            Keys::drop_key(&file, id)?;
            println!("key {id} is gone from {}", file.display());
        }
    }
    Ok(Outcome::Done)
}

/// The keys a server works with. A file for trying is refused: whoever knows it opens every vault made with it.
pub fn load(config: &Config) -> anyhow::Result<Keys> {
    let file = path(config)?;
    let keys = Keys::load(&file).with_context(|| format!("reading the keys in {}", file.display()))?;
    if keys.is_demo() && !config.settings.demo {
        bail!("the keys in {} are for trying; make others with: tanggui keys create FILE", file.display());
    }
    if !config.settings.demo && is_inside(&file, &config.data) {
        bail!("the keys must not lie in the data folder {}", config.data.display());
    }
    Ok(keys)
}

fn path(config: &Config) -> anyhow::Result<PathBuf> {
    config.keys.clone().context("no key file: name it with --keys, or make one with: tanggui keys create FILE")
}

fn is_inside(file: &Path, folder: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    real(file).starts_with(real(folder))
}
