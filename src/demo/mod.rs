//! The demo world: invented enterprises, outlets, employers and offices with everything they offer, drawn the same
//! each time but for the dates, which are relative to the day it is made.
mod applications;
mod awards;
mod complaints;
mod consignments;
mod desk;
pub mod dice;
mod enquiries;
mod funding;
mod money;
pub mod painter;
pub mod people;
mod proposals;
mod register;
mod rows;
pub mod scale;
mod seekers;
mod world;

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use sea_orm::DatabaseConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        ledger::Place,
        party::Party,
        sales::model::Pick,
        shelf::{self, Among},
    },
    platform::{
        clock::Clock,
        db,
        files::{self, Files},
        photos,
    },
};

pub use world::World;

/// The streams from which ids and codes of the world follow.
pub mod streams {
    pub use super::proposals::{OUTSIDE, PROPOSALS};
    pub use super::world::{APPLICATIONS, COMPLAINTS, ENQUIRIES, FUNDING, GOODS, JOBS, NETWORKS, OUTLETS};
}

/// The shelf of the demo opens at so many enterprises; it has twelve.
pub const SHELF_OPENS_AT: u64 = 10;

/// Writes the world into an empty store. A store that has it already is left alone, and one that holds anything else is
/// refused: the demo lets people in without a second factor. What enterprises and outlets do with each other follows
/// act by act, once the world is there.
pub async fn seed(app: &App) -> Result<bool> {
    let fresh = seed_trade(app).await?;
    if fresh {
        seed_awards(app).await?;
        db::forget(&app.db, HALF).await?;
    }
    Ok(fresh)
}

/// Help that was awarded, on a store that holds the rest of the world.
pub async fn seed_awards(app: &App) -> Result<()> {
    awards::write(app).await
}

/// The same without help that was awarded.
pub async fn seed_trade(app: &App) -> Result<bool> {
    let fresh = seed_world(app).await?;
    if fresh {
        let placements = seed_consignments(app).await?;
        money::write(app, &placements).await?;
    }
    Ok(fresh)
}

/// Stands in the store while the world is written: a store that still has it was left in the middle, before anybody
/// could look at it.
const HALF: &str = "demo_half";

/// Whether the writing of the world broke off in this store.
pub async fn is_half(db: &DatabaseConnection) -> bool {
    matches!(db::setting(db, HALF).await, Ok(Some(_)))
}

/// Goods on their way and on shelves, of which nothing was sold yet. Gives the codes of the placements by the keys of
/// the two sides.
pub async fn seed_consignments(app: &App) -> Result<BTreeMap<(&'static str, &'static str), String>> {
    consignments::write(app).await
}

/// A shelf full of one kind of goods, and who sells from it.
pub struct Counter {
    pub clerk: Party,
    pub pick: Pick,
    placement: Uuid,
}

impl Counter {
    /// Pieces on the shelf.
    pub async fn left(&self, app: &App) -> Result<i64> {
        let lots = shelf::lots(&app.db, Among::Placement(self.placement), Place::Shelf).await?;
        Ok(lots.iter().map(|lot| lot.pieces).sum())
    }
}

/// Fills a shelf in a world in which nobody works together yet. At most 9,999 pieces.
pub async fn seed_counter(app: &App, pieces: u32) -> Result<Counter> {
    let (clerk, placement) = consignments::fill(app, i32::try_from(pieces).unwrap_or(i32::MAX)).await?;
    let lots = shelf::lots(&app.db, Among::Placement(placement), Place::Shelf).await?;
    let lot = lots.first().ok_or(Error::NotFound)?;
    Ok(Counter { clerk, pick: Pick::Lot(lot.lot), placement })
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
    seekers::write(&transaction, now).await?;
    enquiries::write(&transaction, &world, now).await?;
    desk::write(&transaction, &world, now).await?;
    funding::write(&transaction, &world, now).await?;
    applications::write(&transaction, keys, &world, now).await?;
    complaints::write(&transaction, keys, &world, now).await?;
    proposals::write(&transaction, now).await?;
    register::write(&transaction, now).await?;
    db::remember(&transaction, "demo", now.unix_timestamp().to_string()).await?;
    db::remember(&transaction, HALF, String::new()).await?;
    transaction.commit().await?;
    Ok(true)
}

/// The node as it was at a moment.
fn on(app: &App, moment: OffsetDateTime) -> App {
    App { clock: Clock::Fixed(moment), ..app.clone() }
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
