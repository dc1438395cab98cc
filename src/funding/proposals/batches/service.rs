//! The proposals of a call that are with the budget team, and who takes which list of them.
use std::collections::HashMap;

use entity::{
    public::enterprise,
    registry::grants::{milestone, proposal, proposal_version, recommendation},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{acts::service::refused, form, policy::MayCheckProposals, workflow::State};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::{
            mandates::service as mandates,
            service::{self as calls, Known},
        },
        documents::service as documents,
        letters::{
            parts::{OfficialNumber, Signer},
            recommendation::{Batched, BudgetBatch},
            template,
        },
        machine::{Duty, Hand, Letter, Milestone, Refusal},
        notices::service as notices,
        record::{
            Object,
            countersigns::{self, Waiting},
        },
        ties::service as ties,
        versions::Content,
    },
    identity::access::Permit,
    platform::{audit, db, money::Rupiah, work_days::day_at},
};

/// Proposals of one list. A local government has one budget a year and sends what fits it.
const MOST: u64 = 500;
/// Who reads the list of a call, and of whom two take the sheet with names.
const READERS: [Duty; 4] = [Duty::Lead, Duty::ProgrammeOwner, Duty::Decider, Duty::SecondDecider];
/// Under what the word of the first officer is kept.
const SHEET: &str = "budget_sheet";
/// How long that word counts.
const COUNTS: Duration = Duration::days(7);
/// The answer of a proposal that says what it is for.
const PURPOSE: &str = "tujuan";

/// A proposal that is with the budget team.
#[derive(Clone, Debug)]
pub struct Row {
    id: Uuid,
    enterprise: Uuid,
    pub code: String,
    /// Empty as long as none is recorded.
    pub sipd: String,
    pub asked: Rupiah,
    pub recommended: Rupiah,
}

/// A row of the sheet that names applicants.
#[derive(Clone, Debug)]
pub struct Named {
    pub row: Row,
    /// The name under which it was made, as it was sent last.
    pub applicant: String,
    pub place: String,
    pub purpose: String,
}

/// Whether the sheet with names may be taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Nobody gave a word that counts for this list.
    No,
    /// Whoever looks gave it: another officer takes the sheet.
    ByOneself(OffsetDateTime),
    ByAnother(OffsetDateTime),
}

/// The list of a call.
#[derive(Debug)]
pub struct Batch {
    pub known: Known,
    pub rows: Vec<Row>,
    /// What the first officer has before them; the second one takes the same.
    pub mark: String,
    pub allowed: Allowed,
}

/// The list of a call whose proposals go to the budget team. For whoever is tied to one of its applicants it does not
/// exist: what is left would tell.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Batch> {
    let (known, _) = admitted(app, &app.db, permit, code).await?;
    let rows = rows(&app.db, known.row.id).await?;
    let payload = payload(&rows);
    let waiting = word(&app.db, &known, &payload, app.clock.now()).await?;
    let allowed = waiting.map_or(Allowed::No, |waiting| {
        let Waiting { countersign, .. } = waiting;
        if countersign.hand.account == permit.actor() {
            Allowed::ByOneself(countersign.at)
        } else {
            Allowed::ByAnother(countersign.at)
        }
    });
    Ok(Batch { known, rows, mark: countersigns::mark(&payload).hex(), allowed })
}

/// The covering list as it is printed, under a number of the agency or none. It names no applicant.
pub async fn print(
    app: &App,
    permit: &Permit<MayCheckProposals>,
    code: &str,
    number: OfficialNumber,
) -> Result<Vec<u8>> {
    let Batch { known, rows, .. } = taken(app, permit, code).await?;
    let day = day_at(app.clock.now(), known.terms.zone.utc_offset());
    let office = calls::office(&app.db, &known.row).await?;
    let list = BudgetBatch {
        head: documents::head(&office, "", number, day)?,
        call: known.row.name.clone(),
        fiscal_year: known.fiscal_year(),
        rows: rows.into_iter().map(batched).collect(),
        signer: Signer { position: "Ketua pembukaan usulan".to_owned(), on_behalf_of: None },
    };
    app.typesetter.typeset(template(Letter::RecommendationNote), &list.sheet().data(None)).await
}

/// The covering list for a table, with the note that it was taken.
pub async fn taken(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Batch> {
    let batch = find(app, permit, code).await?;
    let event = audit::Event { reason: Some("covering_list"), ..permit.event("export_proposals", "agency") };
    audit::done(&app.db, app.clock.now(), event).await?;
    Ok(batch)
}

/// One officer lets another one take the sheet with names, once, as long as the list stays the same.
///
/// # Errors
/// The list is another one than they had before them, or an empty one.
pub async fn allow(app: &App, permit: Permit<MayCheckProposals>, code: &str, seen: &str) -> Result<()> {
    let (person, now) = (permit.actor(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    let (known, duty) = admitted(app, &transaction, &permit, code).await?;
    let id = calls::locked(&transaction, known.row.id).await?.row.id;
    let rows = rows(&transaction, id).await?;
    let payload = payload(&rows);
    if rows.is_empty() || countersigns::mark(&payload).hex() != seen {
        return Err(refused(Refusal::CountersignStale));
    }
    let hand = Hand { account: person, duty, on_behalf_of: None };
    mandates::countersign(&transaction, id, (Object::Call, id), SHEET, hand, &payload, now).await?;
    for (other, duty) in calls::panel(&transaction, id, now).await? {
        if other != person && READERS.contains(&duty) {
            notices::tell(&transaction, now, other, None).await?;
        }
    }
    audit::done(&transaction, now, permit.event("allow_budget_sheet", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}

/// The other officer takes the sheet with names. The word of the first one is used up by it.
///
/// # Errors
/// Nobody else let them, it was too long ago, or the list changed since.
pub async fn take(app: &App, permit: Permit<MayCheckProposals>, code: &str) -> Result<(Known, Vec<Named>)> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (known, _) = admitted(app, &transaction, &permit, code).await?;
    let id = calls::locked(&transaction, known.row.id).await?.row.id;
    let rows = rows(&transaction, id).await?;
    match word(&transaction, &known, &payload(&rows), now).await? {
        None => return Err(refused(Refusal::SecondPersonNeeded)),
        Some(waiting) if waiting.countersign.hand.account == permit.actor() => {
            return Err(refused(Refusal::SecondPersonNeeded));
        }
        Some(_) => countersigns::forget(&transaction, (Object::Call, id), SHEET).await?,
    }
    let named = named(&transaction, rows).await?;
    audit::done(&transaction, now, permit.event("export_budget_sheet", "agency")).await?;
    transaction.commit().await?;
    Ok((known, named))
}

/// The call, and as what whoever asks reads its list.
async fn admitted(
    app: &App,
    db: &impl ConnectionTrait,
    permit: &Permit<MayCheckProposals>,
    code: &str,
) -> Result<(Known, Duty)> {
    let known = calls::of_code(db, code).await?;
    if known.row.agency_id != permit.object() || !known.terms.needs_tapd {
        return Err(Error::NotFound);
    }
    if ties::is_tied_to_an_applicant(db, permit.actor(), known.row.id, app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    let held = calls::duties(db, known.row.id, permit.actor(), app.clock.now()).await?;
    let duty = READERS.into_iter().find(|duty| held.contains(duty)).ok_or(Error::NotFound)?;
    Ok((known, duty))
}

/// The word of an officer that counts for this list: not too old, and of somebody who still works on the call.
async fn word(
    db: &impl ConnectionTrait,
    known: &Known,
    payload: &Value,
    now: OffsetDateTime,
) -> Result<Option<Waiting>> {
    let Some(waiting) = countersigns::find(db, (Object::Call, known.row.id), SHEET).await? else { return Ok(None) };
    let given = &waiting.countersign;
    let held = calls::duties(db, known.row.id, given.hand.account, now).await?;
    let counts = given.payload == countersigns::mark(payload)
        && now < given.at + COUNTS
        && held.iter().any(|duty| READERS.contains(duty));
    Ok(counts.then_some(waiting))
}

/// What both officers agree on: which proposals, with which sums.
fn payload(rows: &[Row]) -> Value {
    json!(rows.iter().map(|row| json!([row.code, row.asked.0, row.recommended.0])).collect::<Vec<_>>())
}

async fn rows(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<Row>> {
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.eq(State::BudgetCheck.as_str()))
        .order_by_asc(proposal::Column::PublicCode)
        .limit(MOST)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = proposals.iter().map(|row| row.id).collect();
    let stands = recommendation::Column::ProposalId.is_in(ids.iter().copied());
    let stands = recommendation::Entity::find().filter(stands).all(db).await?;
    let recommended: HashMap<Uuid, i64> = stands.into_iter().map(|row| (row.proposal_id, row.amount_idr)).collect();
    let numbers = milestone::Entity::find()
        .filter(milestone::Column::ProposalId.is_in(ids))
        .filter(milestone::Column::Kind.eq(Milestone::SipdNumber.as_str()))
        .all(db)
        .await?;
    let mut numbers: HashMap<Uuid, String> = numbers.into_iter().map(|row| (row.proposal_id, row.number)).collect();
    let row = |row: proposal::Model| Row {
        id: row.id,
        enterprise: row.enterprise_id,
        code: row.public_code,
        sipd: numbers.remove(&row.id).unwrap_or_default(),
        asked: Rupiah(row.asked_idr.unwrap_or_default()),
        recommended: Rupiah(recommended.get(&row.id).copied().unwrap_or_default()),
    };
    Ok(proposals.into_iter().map(row).collect())
}

/// The rows with the names that were sent last.
async fn named(db: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<Named>> {
    // In order of their numbers, so that the last version of each stays.
    let versions = proposal_version::Entity::find()
        .filter(proposal_version::Column::ProposalId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(proposal_version::Column::Number)
        .all(db)
        .await?;
    let sent: HashMap<Uuid, String> = versions.into_iter().map(|row| (row.proposal_id, row.content)).collect();
    let makers = enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise));
    let makers = enterprise::Entity::find().filter(makers).all(db).await?;
    let places: HashMap<Uuid, String> = makers.into_iter().map(|row| (row.id, row.regency_code)).collect();
    let named = |row: Row| {
        let content: Content =
            sent.get(&row.id).map(|text| serde_json::from_str(text)).transpose()?.unwrap_or_default();
        let answer = |name: &str| content.answers.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Named {
            applicant: answer(form::APPLICANT),
            purpose: answer(PURPOSE),
            place: places.get(&row.enterprise).cloned().unwrap_or_default(),
            row,
        })
    };
    rows.into_iter().map(named).collect()
}

fn batched(row: Row) -> Batched {
    Batched { code: row.code, sipd: row.sipd, asked: row.asked, recommended: row.recommended }
}
