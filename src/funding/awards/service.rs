//! Reads awards whole, and makes them: whoever approves a proposal calls [`offer`] in the same transaction.
use std::collections::HashMap;

use entity::registry::grants::{
    award, award_account, award_file, award_plan, award_signature, grant_entry, grant_report, proposal, report_line,
    report_receipt, tranche,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::TimeUnixTimestampMillis,
};
use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{Account, CONSEQUENCE, FileKind, Grant, Receipt, Report, Rest, RestKind, Terms, Tranche},
    tranches, workflow,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        budget::{Form, Line},
        ledger::{Balance, Entry, Posting, open_claim},
        machine::{Acting, Duty, Signature, Signatures},
        proposals::acts::service::{self as proposals, refused},
        record::{Object, books, countersigns, events, timers},
        reports::workflow as reports,
        stage::ReportStanding,
        versions::ContentHash,
    },
    platform::{db::locking, ids, money::Rupiah},
};

/// What is offered to a proposal that was approved.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    pub proposal: Uuid,
    /// The budget with what was cut of each line; it comes to what is awarded.
    pub lines: &'a [Line],
    pub awarded: Rupiah,
    pub recommended: Rupiah,
    /// Number and day of the decision.
    pub decision: (&'a str, Date),
}

/// Row A1: an approved proposal gets its award, the ledger its promise, and the group two weeks to answer. It belongs
/// into the transaction of the decision, which holds the proposal locked. Gives the id of the award.
///
/// # Errors
/// The refusal of the machine; [`Error::Conflict`] when the ceiling of the call does not hold it.
pub async fn offer(db: &DatabaseTransaction, app: &App, offer: Offer<'_>) -> Result<Uuid> {
    let now = app.clock.now();
    let dossier = proposals::of_id(db, offer.proposal).await?;
    let call = &dossier.call;
    let acting =
        Acting { hand: CONSEQUENCE, countersign: None, payload: countersigns::mark(&json!({})), now, tied: false };
    let facts = workflow::Facts {
        acting,
        terms: &call.terms,
        calendar: &call.calendar,
        awarded: offer.awarded,
        recommended: offer.recommended,
        balance: Balance::default(),
        offered_at: now,
        contacted: false,
        lines: offer.lines,
        signatures: Signatures { content: countersigns::mark(&json!({})), chair: None, treasurer: None },
        account_verified: false,
        tranches: &call.parameters.tranches,
        tranches_open: 0,
        reports_open: 0,
        spent: Rupiah(0),
        claimed: Rupiah(0),
        recorded_until: None,
    };
    let event = workflow::Event::Create { amount: offer.awarded };
    let plan = workflow::decide(None, &event, &facts).map_err(refused)?;
    let id = ids::new_id();
    insert(db, id, &offer, (call.row.id, plan.to, now)).await?;
    let step = events::Step {
        event: event.kind().as_str(),
        from: None,
        to: plan.to.as_str(),
        hand: CONSEQUENCE,
        payload: &json!({}),
        at: now,
    };
    events::note(db, Object::Award, id, step).await?;
    let clock = call.terms.zone.utc_offset();
    timers::change(db, Object::Award, id, &plan.deadlines, timers::Moment { now, calendar: &call.calendar, clock })
        .await?;
    if call.terms.has_ledger() {
        let place = books::Place { call: call.row.id, award: Some(id), tranche: None };
        let promise = Posting { entry: Entry::Commit, amount: offer.awarded };
        let balance = books::lock(db, place).await?;
        books::post(db, place, balance, &[promise], (None, now)).await?;
    }
    Ok(id)
}

async fn insert(
    db: &impl ConnectionTrait,
    id: Uuid,
    offer: &Offer<'_>,
    (call, state, now): (Uuid, workflow::State, OffsetDateTime),
) -> Result<()> {
    let row = award::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        call_id: Set(call),
        proposal_id: Set(offer.proposal),
        state: Set(state.as_str().to_owned()),
        made_at: Set(TimeUnixTimestampMillis(now)),
        row_version: Set(1),
    };
    award::Entity::insert(row).exec_without_returning(db).await?;
    let plan = award_plan::ActiveModel {
        award_id: Set(id),
        lines: Set(serde_json::to_string(offer.lines)?),
        awarded_idr: Set(offer.awarded.0),
        recommended_idr: Set(offer.recommended.0),
        decision_number: Set(offer.decision.0.to_owned()),
        decision_day: Set(offer.decision.1),
        contacted_at: Set(None),
        agreement_number: Set(String::new()),
        body_number: Set(String::new()),
        agency_reference: Set(String::new()),
        report_by: Set(None),
    };
    award_plan::Entity::insert(plan).exec_without_returning(db).await?;
    Ok(())
}

/// An award by its code. Whoever asks has to be allowed to know of it.
pub async fn of_code(db: &impl ConnectionTrait, code: &str) -> Result<Grant> {
    let row = award::Entity::find().filter(award::Column::PublicCode.eq(code)).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let balance = books::seen(db, row.call_id, row.id).await?;
    whole(db, row, balance).await
}

/// The same by its id.
pub async fn of_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Grant> {
    let row = award::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    let balance = books::seen(db, row.call_id, row.id).await?;
    whole(db, row, balance).await
}

/// The same, with its row and its sums locked until the transaction ends.
pub async fn locked(db: &DatabaseTransaction, id: Uuid) -> Result<Grant> {
    let row = locking(award::Entity::find_by_id(id), db).one(db).await?.ok_or(Error::NotFound)?;
    let place = books::Place { call: row.call_id, award: Some(id), tranche: None };
    let balance = books::lock(db, place).await?;
    whole(db, row, balance).await
}

/// The award an instalment or a report belongs to; an award belongs to itself.
pub async fn award_of(db: &impl ConnectionTrait, object: Object, id: Uuid) -> Result<Uuid> {
    let found: Option<Uuid> = match object {
        Object::Award => Some(id),
        Object::Tranche => tranche::Entity::find_by_id(id).one(db).await?.map(|row| row.award_id),
        Object::Report => grant_report::Entity::find_by_id(id).one(db).await?.map(|row| row.award_id),
        Object::Call | Object::Proposal => None,
    };
    found.ok_or(Error::NotFound)
}

/// Whether an enterprise has a report that is so late that it may begin no proposal (row 1).
pub async fn holds(db: &impl ConnectionTrait, enterprise: Uuid, now: OffsetDateTime) -> Result<bool> {
    let own = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::EnterpriseId.eq(enterprise))
        .filter(proposal::Column::State.eq("approved"));
    let proposals: Vec<Uuid> = own.into_tuple().all(db).await?;
    if proposals.is_empty() {
        return Ok(false);
    }
    let awards = award::Entity::find().filter(award::Column::ProposalId.is_in(proposals)).all(db).await?;
    let late = grant_report::Entity::find()
        .filter(grant_report::Column::AwardId.is_in(awards.iter().map(|award| award.id)))
        .filter(grant_report::Column::State.eq(reports::State::Overdue.as_str()))
        .all(db)
        .await?;
    for row in late {
        let zone = of_id(db, row.award_id).await?.dossier.call.terms.zone;
        if reports::holds(reports::State::Overdue, row.due, row.hold_lifted, now, zone.utc_offset()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How far what was awarded to a proposal has come.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    pub award: Option<workflow::State>,
    pub tranches: Vec<tranches::State>,
    pub reports: Vec<ReportStanding>,
}

/// How far the award of a proposal has come.
pub async fn progress(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Progress> {
    let Some(row) = award::Entity::find().filter(award::Column::ProposalId.eq(proposal)).one(db).await? else {
        return Ok(Progress::default());
    };
    let report = |report: Report| ReportStanding {
        begun: !report.typed.is_empty() || !report.receipts.is_empty() || !report.told.is_empty(),
        state: report.state,
    };
    Ok(Progress {
        award: Some(workflow::State::of(&row.state)?),
        tranches: tranches_of(db, row.id, &[]).await?.into_iter().map(|tranche| tranche.state).collect(),
        reports: reports_of(db, row.id).await?.into_iter().map(report).collect(),
    })
}

async fn whole(db: &impl ConnectionTrait, row: award::Model, balance: Balance) -> Result<Grant> {
    let plan = award_plan::Entity::find_by_id(row.id).one(db).await?.ok_or(Error::NotFound)?;
    let account = award_account::Entity::find_by_id(row.id).one(db).await?;
    let files = award_file::Entity::find()
        .filter(award_file::Column::AwardId.eq(row.id))
        .order_by_asc(award_file::Column::Id)
        .all(db)
        .await?;
    let reports = reports_of(db, row.id).await?;
    let entries = grant_entry::Entity::find()
        .filter(grant_entry::Column::AwardId.eq(row.id))
        .order_by_asc(grant_entry::Column::Id)
        .all(db)
        .await?;
    let tranches = tranches_of(db, row.id, &entries).await?;
    // In the order of the instalments.
    let mut by_tranche: HashMap<Uuid, Report> = reports.into_iter().map(|report| (report.tranche, report)).collect();
    let reports = tranches.iter().filter_map(|tranche| by_tranche.remove(&tranche.id)).collect();
    Ok(Grant {
        id: row.id,
        code: row.public_code,
        state: workflow::State::of(&row.state)?,
        version: row.row_version,
        offered_at: row.made_at.0,
        dossier: proposals::of_id(db, row.proposal_id).await?,
        terms: Terms {
            lines: serde_json::from_str(&plan.lines)?,
            awarded: Rupiah(plan.awarded_idr),
            recommended: Rupiah(plan.recommended_idr),
            decision: (plan.decision_number, plan.decision_day),
            contacted: plan.contacted_at.is_some(),
            agreement_number: plan.agreement_number,
            body_number: plan.body_number,
            agency_reference: plan.agency_reference,
            report_by: plan.report_by,
        },
        account: account.map(|row| Account { paper: row.paper_id, verifier: row.checked_by, disburser: row.disburser }),
        files: files
            .into_iter()
            .map(|file| Ok((FileKind::of(&file.kind)?, file.public_code)))
            .collect::<Result<_>>()?,
        signed: signed(db, Object::Award, row.id).await?,
        tranches,
        reports,
        balance,
        claimed: claimed(&entries)?,
    })
}

/// What was claimed back and has not come back yet.
fn claimed(entries: &[grant_entry::Model]) -> Result<Rupiah> {
    let posting =
        |row: &grant_entry::Model| Ok(Posting { entry: Entry::of(&row.kind)?, amount: Rupiah(row.amount_idr) });
    Ok(open_claim(entries.iter().map(posting).collect::<Result<Vec<_>>>()?))
}

async fn tranches_of(db: &impl ConnectionTrait, award: Uuid, entries: &[grant_entry::Model]) -> Result<Vec<Tranche>> {
    let rows = tranche::Entity::find()
        .filter(tranche::Column::AwardId.eq(award))
        .order_by_asc(tranche::Column::Number)
        .all(db)
        .await?;
    let mut given: HashMap<Uuid, i64> = HashMap::new();
    for row in entries {
        let sum = row.tranche_id.map(|tranche| given.entry(tranche).or_default());
        match (Entry::of(&row.kind)?, sum) {
            (Entry::Pay | Entry::HandOver, Some(sum)) => *sum += row.amount_idr,
            (Entry::Return, Some(sum)) => *sum -= row.amount_idr,
            _ => {}
        }
    }
    let read = |row: tranche::Model| {
        Ok(Tranche {
            number: u8::try_from(row.number).unwrap_or(u8::MAX),
            state: tranches::State::of(&row.state)?,
            form: Form::of(&row.form)?,
            planned: Rupiah(row.planned_idr),
            requested: Rupiah(row.requested_idr),
            given: Rupiah(given.get(&row.id).copied().unwrap_or_default()),
            verifier: row.checked_by,
            decider: row.decider,
            order_number: row.order_number,
            order_day: row.order_day,
            acknowledged: row.acknowledged_at.is_some(),
            version: row.row_version,
            id: row.id,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn reports_of(db: &impl ConnectionTrait, award: Uuid) -> Result<Vec<Report>> {
    let rows = grant_report::Entity::find().filter(grant_report::Column::AwardId.eq(award)).all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let lines = report_line::Entity::find().filter(report_line::Column::ReportId.is_in(ids.clone())).all(db).await?;
    let receipts = report_receipt::Entity::find()
        .filter(report_receipt::Column::ReportId.is_in(ids))
        .order_by_asc(report_receipt::Column::Line)
        .order_by_asc(report_receipt::Column::Id)
        .all(db)
        .await?;
    let number = |number: i32| u16::try_from(number).unwrap_or(u16::MAX);
    let mut read = Vec::new();
    for row in rows {
        let own = lines.iter().filter(|line| line.report_id == row.id);
        let rest = row.rest.as_deref().map(RestKind::of).transpose()?;
        let receipt = |receipt: &report_receipt::Model| Receipt {
            code: receipt.public_code.clone(),
            line: number(receipt.line),
            day: receipt.day,
            shop: receipt.shop.clone(),
            amount: Rupiah(receipt.amount_idr),
            stored: receipt.stored.clone(),
        };
        read.push(Report {
            id: row.id,
            tranche: row.tranche_id,
            state: reports::State::of(&row.state)?,
            due: row.due,
            rest: rest.map(|kind| Rest { kind, number: row.rest_number.clone(), day: row.rest_day }),
            lifted: row.hold_lifted,
            version: row.row_version,
            typed: own.map(|line| (number(line.number), (Rupiah(line.spent_idr), line.note.clone()))).collect(),
            receipts: receipts.iter().filter(|known| known.report_id == row.id).map(receipt).collect(),
            signed: signed(db, Object::Report, row.id).await?,
            code: row.public_code,
            told: row.told,
        });
    }
    Ok(read)
}

async fn signed(db: &impl ConnectionTrait, object: Object, id: Uuid) -> Result<Vec<(Duty, Signature)>> {
    let rows = award_signature::Entity::find()
        .filter(award_signature::Column::Object.eq(object.as_str()))
        .filter(award_signature::Column::ObjectId.eq(id))
        .all(db)
        .await?;
    let read = |row: award_signature::Model| {
        let content = ContentHash::from_hex(&row.content).ok_or_else(|| Error::unknown_word("ContentHash"))?;
        Ok((Duty::of(&row.duty)?, Signature { account: row.person_id, content }))
    };
    rows.into_iter().map(read).collect()
}
