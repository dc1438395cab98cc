//! Carries out steps on awards, their instalments and their reports. Every step goes through [`apply`], in one
//! transaction with what follows from it; what moves another object goes through the machine of that object.
use std::collections::BTreeMap;

use entity::registry::grants::{award, award_plan, award_signature, grant_report, report_version, tranche};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    letters::service as letters,
    model::{CONSEQUENCE, Grant, Step},
    tranches::{Event as TrancheEvent, State as TrancheState},
    workflow::Event as AwardEvent,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        budget::Form,
        calls::mandates::service as mandates,
        deadlines::{Change, Timer},
        machine::{Acting, Countersign, Duty, Effect, Hand, Plan, Refusal, Who},
        notices::service as notices,
        proposals::acts::service::{readers, refused},
        record::{Object, books, countersigns, events, timers},
        reports::workflow::{Event as ReportEvent, State as ReportState},
        ties::service as ties,
        versions::ContentHash,
    },
    platform::{
        ids,
        money::Rupiah,
        work_days::{day_at, end_of},
    },
};

/// Days a report has at least, when its instalment comes late.
const LEAST_FOR_A_REPORT: Duration = Duration::days(14);

/// A step, who takes it, and what is kept of it.
#[derive(Clone, Debug)]
pub struct Taken<'a> {
    pub step: &'a Step,
    pub hand: Hand,
    pub payload: &'a Value,
    /// What the second person had before them; nothing asks for what is kept.
    pub seen: Option<ContentHash>,
}

/// Carries out a step. The award has to be locked.
///
/// # Errors
/// The refusal of the machine, beside the buttons; [`Error::Conflict`] when the row changed since it was read.
pub async fn apply(db: &DatabaseTransaction, app: &App, grant: &Grant, taken: Taken<'_>) -> Result<()> {
    let hand = mandates::behind(db, grant.dossier.call.row.id, taken.hand, app.clock.now()).await?;
    let taken = Taken { hand, ..taken };
    let (object, id, _) = grant.object(taken.step).ok_or(Error::NotFound)?;
    let acting = acting(db, app, grant, &taken).await?;
    let plan = grant.decide(taken.step, acting).map_err(refused)?;
    if acting.countersign.is_some() {
        countersigns::forget(db, (object, id), taken.step.word()).await?;
    }
    write(db, app, grant, &taken, &plan).await?;
    if let Step::Report(at, ReportEvent::Return { .. }) = taken.step
        && let Some(report) = grant.reports.get(*at)
    {
        // What came back is signed anew, also where nothing was changed.
        clear_signatures(db, (Object::Report, report.id)).await?;
    }
    for effect in &plan.effects {
        if let Effect::Issue { letter } = effect {
            letters::issue(db, app, grant, *letter, (taken.step, taken.payload, taken.hand)).await?;
        } else {
            carry_out(db, app, grant, effect, &taken).await?;
        }
    }
    tell(db, app, grant, &plan).await
}

/// What a step would lead to now, and nothing happens.
///
/// # Errors
/// As [`apply`].
pub async fn plan(
    db: &impl ConnectionTrait,
    app: &App,
    grant: &Grant,
    taken: &Taken<'_>,
) -> Result<Plan<&'static str>> {
    let acting = acting(db, app, grant, taken).await?;
    grant.decide(taken.step, acting).map_err(refused)
}

/// What the first of two persons agrees to: looked at as if the second one did it at once, so that nothing waits that
/// could never be done.
///
/// # Errors
/// The refusal the second person would get.
pub fn rehearse(app: &App, grant: &Grant, taken: &Taken<'_>) -> Result<Plan<&'static str>> {
    let Some(Who::Two { first, then }) = grant.who(taken.step) else { return Err(refused(Refusal::NotThisState)) };
    let second = then.first().copied().filter(|_| first.contains(&taken.hand.duty));
    let duty = second.ok_or_else(|| refused(Refusal::NotYourDuty))?;
    let (now, payload) = (app.clock.now(), countersigns::mark(taken.payload));
    let acting = Acting {
        hand: Hand { account: Uuid::nil(), duty, on_behalf_of: None },
        countersign: Some(Countersign { hand: taken.hand, payload, at: now }),
        payload,
        now,
        tied: false,
    };
    grant.decide(taken.step, acting).map_err(refused)
}

async fn acting(db: &impl ConnectionTrait, app: &App, grant: &Grant, taken: &Taken<'_>) -> Result<Acting> {
    let now = app.clock.now();
    let (object, id, _) = grant.object(taken.step).ok_or(Error::NotFound)?;
    let waiting = countersigns::find(db, (object, id), taken.step.word()).await?;
    Ok(Acting {
        hand: taken.hand,
        countersign: waiting.map(|waiting| waiting.countersign),
        payload: taken.seen.unwrap_or_else(|| countersigns::mark(taken.payload)),
        now,
        tied: taken.hand.duty.is_officer() && ties::tie(db, taken.hand.account, grant.dossier.id, now).await?,
    })
}

/// The new state, a line of what happened, timers, and entries of the ledger.
async fn write(
    db: &DatabaseTransaction,
    app: &App,
    grant: &Grant,
    taken: &Taken<'_>,
    plan: &Plan<&'static str>,
) -> Result<()> {
    let now = app.clock.now();
    let (object, id, from) = grant.object(taken.step).ok_or(Error::NotFound)?;
    move_row(db, grant, taken, plan.to).await?;
    if !matches!(taken.step, Step::Report(_, ReportEvent::Edit { .. })) {
        let line = events::Step {
            event: taken.step.word(),
            from: Some(from),
            to: plan.to,
            hand: taken.hand,
            payload: taken.payload,
            at: now,
        };
        events::note(db, object, id, line).await?;
    }
    change_timers(db, grant, taken.step, &plan.deadlines, now).await?;
    if !plan.ledger.is_empty() {
        let tranche = match taken.step {
            Step::Award(_) => None,
            Step::Tranche(at, _) | Step::Report(at, _) => grant.tranches.get(*at).map(|tranche| tranche.id),
        };
        let place = books::Place { call: grant.dossier.call.row.id, award: Some(grant.id), tranche };
        let somebody = (taken.hand.duty != Duty::Consequence).then_some(taken.hand.account);
        books::post(db, place, grant.balance, &plan.ledger, (somebody, now)).await?;
    }
    Ok(())
}

/// Timers of the object; the day of a report runs on the report, whatever moved it.
async fn change_timers(
    db: &impl ConnectionTrait,
    grant: &Grant,
    step: &Step,
    changes: &[Change],
    now: OffsetDateTime,
) -> Result<()> {
    let call = &grant.dossier.call;
    let moment = timers::Moment { now, calendar: &call.calendar, clock: call.terms.zone.utc_offset() };
    let (object, id, _) = grant.object(step).ok_or(Error::NotFound)?;
    timers::change(db, object, id, changes, moment).await?;
    if let Step::Tranche(at, event) = step
        && matches!(event, TrancheEvent::Fail { .. } | TrancheEvent::GiveBack { .. })
        && let Some(report) = grant.reports.get(*at)
    {
        let ended = [Change::End { timer: Timer::ReportDue }];
        timers::change(db, Object::Report, report.id, &ended, moment).await?;
        set_due(db, report.id, None).await?;
    }
    Ok(())
}

/// Writes the state of what moves, and who did it where the row says so. The version says that nobody else did meanwhile.
async fn move_row(db: &impl ConnectionTrait, grant: &Grant, taken: &Taken<'_>, to: &'static str) -> Result<()> {
    let moved = match taken.step {
        Step::Award(event) => {
            write_agreement(db, grant, event, taken.payload).await?;
            let row = award::ActiveModel {
                state: Set(to.to_owned()),
                row_version: Set(grant.version + 1),
                ..Default::default()
            };
            let own = award::Entity::update_many().set(row).filter(award::Column::Id.eq(grant.id));
            own.filter(award::Column::RowVersion.eq(grant.version)).exec(db).await?
        }
        Step::Tranche(at, event) => {
            let known = grant.tranches.get(*at).ok_or(Error::NotFound)?;
            let row = tranche_row(event, taken, to, known.version);
            let own = tranche::Entity::update_many().set(row).filter(tranche::Column::Id.eq(known.id));
            own.filter(tranche::Column::RowVersion.eq(known.version)).exec(db).await?
        }
        Step::Report(at, event) => {
            let known = grant.reports.get(*at).ok_or(Error::NotFound)?;
            let mut row = grant_report::ActiveModel {
                state: Set(to.to_owned()),
                row_version: Set(known.version + 1),
                ..Default::default()
            };
            if let ReportEvent::Return { due, .. } = event {
                row.due = Set(Some(*due));
            }
            if matches!(event, ReportEvent::LiftBlock { .. }) {
                row.hold_lifted = Set(true);
            }
            let own = grant_report::Entity::update_many().set(row).filter(grant_report::Column::Id.eq(known.id));
            own.filter(grant_report::Column::RowVersion.eq(known.version)).exec(db).await?
        }
    };
    if moved.rows_affected == 0 { Err(Error::Conflict) } else { Ok(()) }
}

fn tranche_row(event: &TrancheEvent, taken: &Taken<'_>, to: &'static str, version: i32) -> tranche::ActiveModel {
    let mut row =
        tranche::ActiveModel { state: Set(to.to_owned()), row_version: Set(version + 1), ..Default::default() };
    let person = taken.hand.account;
    let order = |row: &mut tranche::ActiveModel, day: Option<Date>| {
        row.order_number = Set(taken.payload["number"].as_str().unwrap_or_default().to_owned());
        row.order_day = Set(day);
        row.acknowledged_at = Set(None);
    };
    match event {
        TrancheEvent::Request { amount } => {
            // Asked for anew, it is looked at anew.
            (row.requested_idr, row.checked_by, row.decider) = (Set(amount.0), Set(None), Set(None));
        }
        TrancheEvent::Verify => row.checked_by = Set(Some(person)),
        TrancheEvent::Approve => row.decider = Set(Some(person)),
        TrancheEvent::Pay { order: paid } => order(&mut row, paid.date),
        TrancheEvent::HandOver { note } => order(&mut row, note.date),
        TrancheEvent::Reject { .. }
        | TrancheEvent::Fail { .. }
        | TrancheEvent::Retry
        | TrancheEvent::GiveBack { .. }
        | TrancheEvent::Account
        | TrancheEvent::Cancel
        | TrancheEvent::RecordOutside { .. } => {}
    }
    row
}

/// Numbers of the agreement, as they become known.
async fn write_agreement(db: &impl ConnectionTrait, grant: &Grant, event: &AwardEvent, payload: &Value) -> Result<()> {
    let number = payload["number"].as_str().unwrap_or_default().to_owned();
    let mut row = award_plan::ActiveModel::default();
    match event {
        AwardEvent::DraftAgreement => {
            row.agreement_number = Set(number);
            row.report_by = Set(super::model::kept_day(payload));
        }
        AwardEvent::SignBoth { .. } => row.body_number = Set(number),
        _ => return Ok(()),
    }
    let own = award_plan::Entity::update_many().set(row).filter(award_plan::Column::AwardId.eq(grant.id));
    own.exec(db).await?;
    Ok(())
}

async fn carry_out(
    db: &DatabaseTransaction,
    app: &App,
    grant: &Grant,
    effect: &Effect,
    taken: &Taken<'_>,
) -> Result<()> {
    let now = app.clock.now();
    match (effect, taken.step) {
        (Effect::CreateTranches { amounts }, _) => create_tranches(db, grant, amounts).await,
        (Effect::CancelTranches, _) => {
            for (at, tranche) in grant.tranches.iter().enumerate() {
                if tranche.state.is_unpaid() {
                    follow(db, app, grant, &Step::Tranche(at, TrancheEvent::Cancel)).await?;
                }
            }
            Ok(())
        }
        (Effect::SetReportDue, Step::Tranche(at, _)) => begin_report(db, grant, *at, now).await,
        (Effect::AccountTranche, Step::Report(at, _)) => {
            let mut accepted = grant.clone();
            if let Some(report) = accepted.reports.get_mut(*at) {
                report.state = ReportState::Accepted;
            }
            follow(db, app, &accepted, &Step::Tranche(*at, TrancheEvent::Account)).await
        }
        (Effect::FreezeVersion, Step::Report(at, _)) => freeze(db, grant, *at, now).await,
        (Effect::ClearSignatures, Step::Report(at, _)) => {
            let report = grant.reports.get(*at).ok_or(Error::NotFound)?;
            award_signature::Entity::delete_many()
                .filter(award_signature::Column::ObjectId.eq(report.id))
                .exec(db)
                .await?;
            Ok(())
        }
        (Effect::SupersedeAgreement, _) => letters::revoke_agreement(db, grant, now).await,
        // Reports are made with their instalments. Lists, registers and calendars read where things stand; the row of
        // the report says that it is held no more. Papers go with their proposal.
        (
            Effect::CreateReports { .. }
            | Effect::RegisterAward
            | Effect::UpdateCalendars { .. }
            | Effect::ListOverdue
            | Effect::LiftBlock
            | Effect::PurgePapers { .. },
            _,
        ) => Ok(()),
        (other, _) => Err(anyhow::anyhow!("an award cannot carry out {other:?} yet").into()),
    }
}

/// An instalment follows what happened to its award or its report, through its own machine.
async fn follow(db: &DatabaseTransaction, app: &App, grant: &Grant, step: &Step) -> Result<()> {
    let payload = json!({});
    let taken = Taken { step, hand: CONSEQUENCE, payload: &payload, seen: None };
    let acting = acting(db, app, grant, &taken).await?;
    let plan = grant.decide(step, acting).map_err(refused)?;
    write(db, app, grant, &taken, &plan).await
}

/// Instalments as the agreement plans them, each with the report that will account for it.
async fn create_tranches(db: &impl ConnectionTrait, grant: &Grant, amounts: &[Rupiah]) -> Result<()> {
    let form = if grant.is_paid_in_money() { Form::Money } else { Form::Goods };
    for (number, amount) in (1..).zip(amounts) {
        let id = ids::new_id();
        let row = tranche::ActiveModel {
            id: Set(id),
            award_id: Set(grant.id),
            number: Set(number),
            state: Set(TrancheState::Planned.as_str().to_owned()),
            form: Set(form.as_str().to_owned()),
            planned_idr: Set(amount.0),
            requested_idr: Set(0),
            checked_by: Set(None),
            decider: Set(None),
            order_number: Set(String::new()),
            order_day: Set(None),
            acknowledged_at: Set(None),
            row_version: Set(1),
        };
        tranche::Entity::insert(row).exec_without_returning(db).await?;
        let report = grant_report::ActiveModel {
            id: Set(ids::new_id()),
            public_code: Set(ids::new_document_code()),
            award_id: Set(grant.id),
            tranche_id: Set(id),
            state: Set(ReportState::Due.as_str().to_owned()),
            due: Set(None),
            told: Set(String::new()),
            rest: Set(None),
            rest_number: Set(String::new()),
            rest_day: Set(None),
            hold_lifted: Set(false),
            row_version: Set(1),
        };
        grant_report::Entity::insert(report).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Something was given: its report is due on the day of the agreement, and later when that is too near.
async fn begin_report(db: &impl ConnectionTrait, grant: &Grant, at: usize, now: OffsetDateTime) -> Result<()> {
    let report = grant.reports.get(at).ok_or(Error::NotFound)?;
    let call = &grant.dossier.call;
    let clock = call.terms.zone.utc_offset();
    let least = day_at(now + LEAST_FOR_A_REPORT, clock);
    let due = grant.terms.report_by.map_or(least, |day| day.max(least));
    set_due(db, report.id, Some(due)).await?;
    let start = [Change::Start { timer: Timer::ReportDue, due: end_of(due, clock) }];
    timers::change(db, Object::Report, report.id, &start, timers::Moment { now, calendar: &call.calendar, clock }).await
}

async fn set_due(db: &impl ConnectionTrait, report: Uuid, due: Option<Date>) -> Result<()> {
    let row = grant_report::ActiveModel { due: Set(due), ..Default::default() };
    grant_report::Entity::update_many().set(row).filter(grant_report::Column::Id.eq(report)).exec(db).await?;
    Ok(())
}

/// Keeps what a report says when it is sent, for good.
async fn freeze(db: &impl ConnectionTrait, grant: &Grant, at: usize, now: OffsetDateTime) -> Result<()> {
    let report = grant.reports.get(at).ok_or(Error::NotFound)?;
    let row = report_version::ActiveModel {
        report_id: Set(report.id),
        number: Set(last_version(db, report.id).await? + 1),
        content: Set(grant.report_content(at)),
        mark: Set(grant.report_mark(at).hex()),
        made_at: Set(TimeUnixTimestampMillis(now)),
    };
    report_version::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// How often a report was sent.
pub async fn last_version(db: &impl ConnectionTrait, report: Uuid) -> Result<i32> {
    let sent = report_version::Entity::find().filter(report_version::Column::ReportId.eq(report)).count(db).await?;
    Ok(i32::try_from(sent).unwrap_or(i32::MAX))
}

/// Puts a signature of the group under what stands there.
pub async fn sign(
    db: &impl ConnectionTrait,
    (object, id): (Object, Uuid),
    hand: Hand,
    content: ContentHash,
    now: OffsetDateTime,
) -> Result<()> {
    use award_signature::Column;
    let row = award_signature::ActiveModel {
        object: Set(object.as_str().to_owned()),
        object_id: Set(id),
        duty: Set(hand.duty.as_str().to_owned()),
        person_id: Set(hand.account),
        content: Set(content.hex()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    let replace = OnConflict::columns([Column::Object, Column::ObjectId, Column::Duty])
        .update_columns([Column::PersonId, Column::Content, Column::At])
        .to_owned();
    award_signature::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

async fn clear_signatures(db: &impl ConnectionTrait, (object, id): (Object, Uuid)) -> Result<()> {
    award_signature::Entity::delete_many()
        .filter(award_signature::Column::Object.eq(object.as_str()))
        .filter(award_signature::Column::ObjectId.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

async fn tell(db: &impl ConnectionTrait, app: &App, grant: &Grant, plan: &Plan<&'static str>) -> Result<()> {
    let mut told = BTreeMap::new();
    for notice in &plan.notices {
        for person in readers(db, app, &grant.dossier, notice.to).await? {
            told.entry(person).or_insert(notice.news);
        }
    }
    for (person, news) in told {
        notices::tell(db, app.clock.now(), person, Some(news)).await?;
    }
    Ok(())
}
