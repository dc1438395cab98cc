//! What leaves the shelf by its day, and what was put aside.
use time::{Date, Duration};

use super::{
    agreements::service::{day_at, of_id},
    documents::Refusal,
    ledger::{self, Goods, Operation, Place, post},
    party::{Hand, Party},
    shelf::{self, Among, LotView},
};
use crate::{
    app::App,
    error::{Error, Result},
    platform::db,
};

/// Days before the day of pulling on which goods are told of.
const NEAR: [i64; 3] = [7, 14, 30];

/// How near a lot is to its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// It may not be sold any more.
    Expired,
    /// Its day has come.
    Now,
    /// Within so many days: 7, 14 or 30.
    Within(i64),
}

/// How near a lot is to its day; None when it is far.
pub fn when(lot: &LotView, today: Date) -> Option<When> {
    if lot.expired(today) {
        return Some(When::Expired);
    }
    let day = lot.pull_on?;
    if day <= today {
        return Some(When::Now);
    }
    NEAR.iter().find(|days| day <= today + Duration::days(**days)).map(|days| When::Within(*days))
}

/// Lots on the shelf that are near their day, the nearest first.
pub async fn due(app: &App, party: &Party, today: Date) -> Result<Vec<(When, LotView)>> {
    let lots = shelf::lots(&app.db, Among::Outlet(party.body()), Place::Shelf).await?;
    let mut due: Vec<_> = lots.into_iter().filter_map(|lot| Some((when(&lot, today)?, lot))).collect();
    due.sort_by_key(|(when, lot)| (*when, lot.pull_on));
    Ok(due)
}

/// Lots that were put aside.
pub async fn held(app: &App, party: &Party) -> Result<Vec<LotView>> {
    shelf::lots(&app.db, Among::Outlet(party.body()), Place::Hold).await
}

/// Puts pieces aside: they can no longer be sold, and nobody owes anything for them. Pressing twice does it once.
pub async fn pull(app: &App, party: &Party, key: &str, lot: &str, pieces: i64) -> Result<()> {
    shift(app, party, key, lot, pieces, ("pull", Place::Shelf, Place::Hold)).await
}

/// Puts pieces back on the shelf that were put aside by mistake. What has expired stays aside.
pub async fn unpull(app: &App, party: &Party, key: &str, lot: &str, pieces: i64) -> Result<()> {
    shift(app, party, key, lot, pieces, ("unpull", Place::Hold, Place::Shelf)).await
}

async fn shift(
    app: &App,
    party: &Party,
    key: &str,
    lot: &str,
    pieces: i64,
    (kind, from, to): (&'static str, Place, Place),
) -> Result<()> {
    if !matches!(party.hand(), Hand::Manager | Hand::Assistant) {
        return Err(Refusal::NotYours.into());
    }
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let found = shelf::labelled(&transaction, lot, from).await?.ok_or(Error::NotFound)?;
    let place = of_id(&transaction, party, found.placement).await?;
    ledger::lock(&transaction, vec![place.id]).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let found = shelf::labelled(&transaction, lot, from).await?.ok_or(Error::NotFound)?;
    let today = day_at(now, &place.regency);
    if to == Place::Shelf && found.expired(today) {
        return Err(Refusal::NotNow.into());
    }
    if !(1..=found.pieces).contains(&pieces) {
        return Err(Refusal::NotEnough.into());
    }
    let operation = Operation {
        key: key.to_owned(),
        command: kind,
        document_kind: "lot",
        document: found.lot,
        party,
        at: now,
        business_day: today,
        reason: String::new(),
        reverses: None,
    };
    post(&transaction, operation, &[Goods { lot: found.lot, kind, from, to, pieces }], &[]).await?;
    shelf::refresh(&transaction, place.outlet, vec![found.variant]).await?;
    transaction.commit().await?;
    Ok(())
}
