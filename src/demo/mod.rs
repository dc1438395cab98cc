//! The demo world: invented enterprises, outlets, employers and offices with everything they offer, drawn the same
//! each time but for the dates, which are relative to the day it is made.
pub mod painter;
mod rows;
mod world;

use std::thread;

use sea_orm::DatabaseConnection;
use time::OffsetDateTime;

use crate::{
    error::Result,
    platform::{db, files::Files, photos},
};

pub use world::World;

/// The shelf of the demo opens at so many enterprises; it has twelve.
pub const SHELF_OPENS_AT: u64 = 10;

/// Writes the world into an empty store. A store that has it already is left alone.
pub async fn seed(database: &DatabaseConnection, now: OffsetDateTime) -> Result<bool> {
    if db::setting(database, "demo").await?.is_some() {
        return Ok(false);
    }
    let world = World::read()?;
    let transaction = db::begin(database).await?;
    rows::write(&transaction, &world, now).await?;
    db::remember(&transaction, "demo", now.unix_timestamp().to_string()).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Paints the pictures that are not there yet, on all processors.
pub fn paint(files: &Files) -> Result<usize> {
    let world = World::read()?;
    let wanted: Vec<_> = world.pictures().filter(|(key, _)| !files.has(&photos::Size::Share.file(key))).collect();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let share = wanted.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let painters: Vec<_> = wanted.chunks(share).map(|share| scope.spawn(move || paint_all(files, share))).collect();
        for painter in painters {
            painter.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a painter stopped").into()))?;
        }
        Ok(wanted.len())
    })
}

/// Pixels a side: the widest file is as wide.
const SIDE: u32 = 1200;

fn paint_all(files: &Files, pictures: &[(String, &painter::Picture)]) -> Result<()> {
    for (key, picture) in pictures {
        let pixmap = painter::paint(picture, SIDE);
        photos::store(files, key, photos::Pixels { width: SIDE, height: SIDE, rgba: pixmap.take() })?;
    }
    Ok(())
}
