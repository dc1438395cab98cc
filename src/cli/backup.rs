//! `backup` and `restore`: one checked file out of a running node, and back into an empty one.
use std::{path::PathBuf, time::Instant};

use clap::Args;

use super::Outcome;
use crate::{
    config::Config,
    identity::sessions,
    platform::{
        backup::{self, Manifest, Place, Refused},
        db,
    },
};

#[derive(Args)]
pub struct Arguments {
    /// The file of the backup
    file: PathBuf,
}

pub async fn backup(config: Config, arguments: Arguments) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let written = match backup::write(&place(&config), &arguments.file, config.clock.now()).await {
        Ok(written) => written,
        Err(error) => return refuse(error),
    };
    for path in &written.left_out {
        eprintln!("left out, because the site keeps no such thing there: {}", path.display());
    }
    println!("{}: {}, {}", arguments.file.display(), size(written.bytes), sums(&written.manifest));
    println!("Every part was read again and is sound. {:.1} s.", begun.elapsed().as_secs_f32());
    println!("No key is in it: keep the key file apart from it, and keep both.");
    Ok(Outcome::Done)
}

pub async fn restore(config: Config, arguments: Arguments) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let manifest = match backup::restore(&place(&config), &arguments.file).await {
        Ok(manifest) => manifest,
        Err(error) => return refuse(error),
    };
    end_what_lets_in(&config).await?;
    println!("{}: as of {}, {}", arguments.file.display(), manifest.made_at, sums(&manifest));
    println!("The store holds the same rows. {:.1} s.", begun.elapsed().as_secs_f32());
    println!("The search index is built anew when the site starts. The key file is put in its place by you.");
    Ok(Outcome::Done)
}

/// Sessions and codes of the time of the backup may have ended since: nobody is in, and everybody signs in again.
async fn end_what_lets_in(config: &Config) -> anyhow::Result<()> {
    let database = db::connect(&config.database_url).await?;
    sessions::end_all(&database, config.clock.now()).await?;
    database.close().await?;
    Ok(())
}

fn place(config: &Config) -> Place {
    Place { database_url: config.database_url.clone(), data: config.data.clone() }
}

/// What was asked for cannot be done: that is bad input. Everything else is a failure.
fn refuse(error: anyhow::Error) -> anyhow::Result<Outcome> {
    if !error.is::<Refused>() {
        return Err(error);
    }
    eprintln!("tanggui: {error:#}");
    Ok(Outcome::BadInput)
}

fn sums(manifest: &Manifest) -> String {
    let (rows, tables, files) = (manifest.total_rows(), manifest.rows.len(), manifest.parts.len() - 1);
    format!("{rows} rows in {tables} tables, {files} files of pictures")
}

fn size(bytes: u64) -> String {
    let tenths = bytes * 10 / (1 << 20);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
