//! A release is made by two persons: one proposes it, which draws its ids and its order, and another one confirms the
//! very same. After that nothing changes it.
use entity::registry::grants::register_draft;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    Award, Quarter,
    counted::service::{self as awards, Counted},
    release::{Draw, Fault, Release, compose},
    releases::service as store,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::versions::ContentHash,
    identity::{access::Permit, policy::MayOperate},
    platform::{audit, db, ids},
    regions::Zone,
};

/// Publisher in the ids of the register.
pub const PREFIX: &str = "hibah";

/// The field faults of the page are told at.
const FIELD: &str = "tindakan";

/// Where the next release stands.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The quarter that can be released; none as long as the present one is the first that has no release.
    pub due: Option<Quarter>,
    pub waiting: Option<Waiting>,
}

/// A release that waits for a second person.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub release: Release,
    /// Whoever looks has proposed it.
    pub own: bool,
    pub at: OffsetDateTime,
}

/// What can be released now, and what waits.
pub async fn standing(app: &App, permit: &Permit<MayOperate>) -> Result<Standing> {
    let Some(due) = due(&app.db, app.clock.now()).await? else { return Ok(Standing { due: None, waiting: None }) };
    let Some(row) = register_draft::Entity::find_by_id(due.to_string()).one(&app.db).await? else {
        return Ok(Standing { due: Some(due), waiting: None });
    };
    let release = read(&row)?;
    let waiting = Waiting { release, own: row.person_id == permit.actor(), at: row.at.0 };
    Ok(Standing { due: Some(due), waiting: Some(waiting) })
}

/// Proposes the release of the quarter that ended, in the place of one that waits.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing to release yet, or an award has no place.
pub async fn propose(app: &App, permit: &Permit<MayOperate>) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let due = due(&transaction, now).await?.ok_or_else(|| refused("fault-register-none"))?;
    let (counted, awards): (Vec<Counted>, Vec<Award>) = awards::waiting(&transaction, due).await?.into_iter().unzip();
    let published = store::all(&transaction).await?;
    let seed = Sha256::digest(ids::new_token()).into();
    let draw = Draw { prefix: PREFIX, seed, code: &mut ids::new_register_code };
    let release = compose(due, &awards, &published, draw).map_err(faulty)?;
    register_draft::Entity::delete_by_id(due.to_string()).exec(&transaction).await?;
    let row = register_draft::ActiveModel {
        quarter: Set(due.to_string()),
        content: Set(release.canonical()),
        counts: Set(serde_json::to_string(&counted)?),
        person_id: Set(permit.actor()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    register_draft::Entity::insert(row).exec_without_returning(&transaction).await?;
    audit::done(&transaction, now, permit.event("propose_register", "platform")).await?;
    Ok(transaction.commit().await?)
}

/// Publishes what waits, if it is what the second person has read and still counts what there is.
///
/// # Errors
/// [`Error::Invalid`] for the person who proposed it, for something else than waits, and when awards came or went since.
pub async fn confirm(app: &App, permit: &Permit<MayOperate>, seen: &str) -> Result<Quarter> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let due = due(&transaction, now).await?.ok_or_else(|| refused("fault-register-none"))?;
    let row = register_draft::Entity::find_by_id(due.to_string()).one(&transaction).await?;
    let row = row.ok_or_else(|| refused("fault-register-other"))?;
    if row.person_id == permit.actor() {
        return Err(refused("fault-register-same"));
    }
    let release = read(&row)?;
    let counted: Vec<Counted> = serde_json::from_str(&row.counts)?;
    let present = awards::waiting(&transaction, due).await?;
    if release.hash().hex() != seen || !present.keys().eq(&counted) {
        return Err(refused("fault-register-other"));
    }
    store::write(&transaction, &release, now).await?;
    awards::note(&transaction, due, &counted).await?;
    register_draft::Entity::delete_by_id(due.to_string()).exec(&transaction).await?;
    audit::done(&transaction, now, permit.event("publish_register", "platform")).await?;
    transaction.commit().await?;
    Ok(due)
}

/// The quarter that ended last, by the clock that is last in the country to end it, unless it is released.
async fn due(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<Option<Quarter>> {
    let today = now.to_offset(Zone::Wib.utc_offset()).date();
    let ended = Quarter::of(today).days().0.previous_day().map(Quarter::of);
    let last = store::list(db).await?.first().map(|known| known.quarter);
    Ok(ended.filter(|ended| last.is_none_or(|last| last < *ended)))
}

fn read(row: &register_draft::Model) -> Result<Release> {
    let hash = ContentHash::of(row.content.as_bytes()).hex();
    Release::read(&row.content, &hash).ok_or_else(|| Error::unknown_word("Release"))
}

fn refused(why: &'static str) -> Error {
    Invalid::one(FIELD, why).into()
}

/// Why nothing could be composed. The address of an enterprise or an office can be mended; the rest is a fault of ours.
fn faulty(fault: Fault) -> Error {
    match fault {
        Fault::Regency(_) | Fault::Government(_) => refused("fault-register-place"),
        Fault::Released => refused("fault-register-none"),
        other => anyhow::anyhow!("no release could be composed: {other:?}").into(),
    }
}

/// What an account had proposed goes with it: the next one proposes anew.
pub async fn forget(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    register_draft::Entity::delete_many().filter(register_draft::Column::PersonId.eq(person)).exec(db).await?;
    Ok(())
}
