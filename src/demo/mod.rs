//! The demo world: invented enterprises, outlets, employers and offices with everything they offer, drawn the same
//! each time but for the dates, which are relative to the day it is made.
mod consignments;
mod enquiries;
mod money;
pub mod painter;
pub mod people;
mod rows;
mod world;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{
    app::App,
    error::Result,
    platform::{
        db,
        files::{self, Files},
        photos,
    },
};

pub use world::World;

/// The streams from which ids and codes of the world follow.
pub mod streams {
    pub use super::world::{ENQUIRIES, FUNDING, GOODS, JOBS, NETWORKS, OUTLETS};
}

/// The shelf of the demo opens at so many enterprises; it has twelve.
pub const SHELF_OPENS_AT: u64 = 10;

/// Writes the world into an empty store. A store that has it already is left alone, and one that holds anything else is
/// refused: the demo lets people in without a second factor. What enterprises and outlets do with each other follows
/// act by act, once the world is there.
pub async fn seed(app: &App) -> Result<bool> {
    let fresh = seed_world(app).await?;
    if fresh {
        let placements = seed_consignments(app).await?;
        money::write(app, &placements).await?;
    }
    Ok(fresh)
}

/// Goods on their way and on shelves, of which nothing was sold yet. Gives the codes of the placements by the keys of
/// the two sides.
pub async fn seed_consignments(app: &App) -> Result<BTreeMap<(&'static str, &'static str), String>> {
    consignments::write(app).await
}

/// The world as it is before enterprises and outlets begin to work together.
pub async fn seed_world(app: &App) -> Result<bool> {
    let (database, keys, now) = (&app.db, &*app.keys, app.clock.now());
    if db::setting(database, "demo").await?.is_some() {
        return Ok(false);
    }
    let world = World::read()?;
    let transaction = db::begin(database).await?;
    if rows::holds_anything(&transaction).await? {
        return Err(anyhow::anyhow!("this store holds something else; the demo wants one of its own").into());
    }
    rows::write(&transaction, &world, now).await?;
    people::write(&transaction, keys, &world, now).await?;
    enquiries::write(&transaction, &world, now).await?;
    db::remember(&transaction, "demo", now.unix_timestamp().to_string()).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Pixels a side: the widest file is as wide.
const SIDE: u32 = 1600;

/// Paints the pictures that are not there yet, on all processors, in the order they are looked at.
pub fn paint(files: &Files) -> Result<usize> {
    let world = World::read()?;
    let mut wanted = world.pictures();
    let is_there = |key: &str| photos::Size::ALL.iter().all(|size| files::now(files.has(&size.file(key))));
    wanted.retain(|(key, _)| !is_there(key));
    let next = AtomicUsize::new(0);
    let work = || -> Result<()> {
        while let Some((key, picture)) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let rgba = painter::paint(picture, SIDE).take();
            photos::store(files, key, photos::Pixels { width: SIDE, height: SIDE, rgba })?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let painters: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        for painter in painters {
            painter.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a painter stopped").into()))?;
        }
        Ok(wanted.len())
    })
}
