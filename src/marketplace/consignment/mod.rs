//! Goods on consignment: what an enterprise and an outlet agree on, what moves between them, what was sold and what is
//! owed. No money moves here; the ledgers record what happened, and both sides read the same rows.
pub mod agreements;
pub mod counts;
pub mod documents;
pub mod ledger;
pub mod losses;
pub mod notes;
pub mod pages;
pub mod party;
pub mod policy;
pub mod proofs;
pub mod pulls;
pub mod returns;
pub mod sales;
pub mod shelf;
pub mod statements;

use crate::{app::App, error::Result};

/// What a day brings by itself: receipts and losses nobody objected to, returns that
/// were fetched, offers that never came, statements that are due.
/// Gives how many documents moved.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let moved = notes::service::lapse(app).await?;
    let accepted = losses::service::accept_by_silence(app, now).await?;
    let fetched = returns::service::lapse(app).await?;
    Ok(moved + accepted + fetched + statements::service::lapse(app).await?)
}
