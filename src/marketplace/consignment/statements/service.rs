//! Statements: drafted when a period is over, sent once they tie out, answered, and closed.
use entity::registry::trade::{payout, placement, settlement, settlement_line};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::json;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    disputes,
    figures::{Entry, Sums, Which, entries},
    workflow::{Event, Facts, State, decide},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{
            model::{PlacementView, Pricing, Terms},
            service::{self as agreements, day_at, last_agreed, of_id},
        },
        documents::{Happened, happened},
        ledger::{self, Account, Money, Operation, post},
        party::{Party, Side},
    },
    platform::{db, ids},
};

pub use super::paper::paper;

pub const KIND: &str = "settlement";

/// A statement as both sides read it.
#[derive(Clone, Debug)]
pub struct StatementView {
    pub id: Uuid,
    pub code: String,
    pub placement: Uuid,
    pub from: Date,
    pub to: Date,
    pub revision: i32,
    pub state: State,
    pub sums: Sums,
    pub carried_in: i64,
    pub net: i64,
    pub paid: i64,
    pub carry_out: Option<i64>,
    pub due_on: Option<Date>,
    pub confirm_by: Option<Date>,
    pub by_timeout: bool,
    pub sent_at: Option<OffsetDateTime>,
    /// Goes up with every step.
    pub version: i32,
}

/// Statements of a placement, the newest first; for the maker only those that were sent. At most 120.
pub async fn list(db: &impl ConnectionTrait, party: &Party, placement: Uuid) -> Result<Vec<StatementView>> {
    let rows = settlement::Entity::find()
        .filter(settlement::Column::PlacementId.eq(placement))
        .order_by_desc(settlement::Column::PeriodTo)
        .limit(120)
        .all(db)
        .await?;
    let views = rows.into_iter().map(view).collect::<Result<Vec<_>>>()?;
    Ok(views.into_iter().filter(|view| visible(party, view)).collect())
}

/// One statement with its placement and its entries; a foreign one does not exist, nor does a first draft for the maker.
pub async fn show(
    db: &impl ConnectionTrait,
    party: &Party,
    code: &str,
) -> Result<(StatementView, PlacementView, Vec<Entry>)> {
    let row = settlement::Entity::find()
        .filter(settlement::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let place = of_id(db, party, row.placement_id).await?;
    let view = view(row)?;
    if !visible(party, &view) {
        return Err(Error::NotFound);
    }
    let entries = entries(db, Which::Of(view.id)).await?;
    Ok((view, place, entries))
}

/// Drafts the statement of the period that is over, if something belongs on it; periods with nothing in them close
/// silently. Gives the code of the draft.
pub async fn draft(app: &App, party: &Party, placement: &str) -> Result<Option<String>> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (row, place) = agreements::locked(&transaction, party, placement).await?;
    let code = draft_next(&transaction, party, now, row, &place).await?;
    transaction.commit().await?;
    Ok(code)
}

/// The worker's part: drafts what is over everywhere, confirms what nobody answered, carries what is too little.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let system = Party::system();
    let mut done = 0;
    let open = placement::Entity::find()
        .filter(placement::Column::State.is_in(["active", "paused", "ending"]))
        .order_by_asc(placement::Column::Id)
        .limit(5_000)
        .all(&app.db)
        .await?;
    for row in open {
        let drafted = waits_to_be_sent(&app.db, row.id).await?;
        done += usize::from(!drafted && draft(app, &system, &row.public_code).await?.is_some());
    }
    let waiting = settlement::Entity::find()
        .filter(settlement::Column::State.is_in(["sent", "confirmed", "paid"]))
        .order_by_asc(settlement::Column::CreatedAt)
        .limit(5_000)
        .all(&app.db)
        .await?;
    for row in waiting {
        let events: &[Event] = match State::of(&row.state)? {
            State::Sent => &[Event::Timeout, Event::Carry],
            State::Confirmed => &[Event::Carry],
            _ => &[Event::Close],
        };
        for event in events {
            match act_at(app, &system, &row.public_code, (*event, None), "", now).await {
                Ok(()) => done += 1,
                Err(Error::Invalid(_)) => break,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(done + disputes::escalate_by_silence(app, now).await?)
}

async fn waits_to_be_sent(db: &impl ConnectionTrait, placement: Uuid) -> Result<bool> {
    let drafted = settlement::Entity::find()
        .filter(settlement::Column::PlacementId.eq(placement))
        .filter(settlement::Column::State.eq(State::Drafted.as_str()));
    Ok(drafted.one(db).await?.is_some())
}

/// Sends a draft: what came to the period since is added, the figures are frozen, the period is closed.
pub async fn send(app: &App, party: &Party, code: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (statement, place) = locked(&transaction, party, code).await?;
    let to = decide(statement.state, Event::Send, party.hand(), &Facts::default())?;
    let today = day_at(now, &place.regency);
    let terms = terms_on(&transaction, place.id, statement.to).await?;
    add_lines(&transaction, &statement, statement.to).await?;
    let entries = entries(&transaction, Which::Of(statement.id)).await?;
    let sums = Sums::of(&entries);
    write_sums(&transaction, statement.id, &sums, statement.carried_in).await?;
    settlement::Entity::update_many()
        .col_expr(settlement::Column::State, Expr::value(to.as_str()))
        .col_expr(settlement::Column::Snapshot, Expr::value(snapshot(&statement, &place, &sums, &entries)))
        .col_expr(settlement::Column::DueOn, Expr::value(today + Duration::days(i64::from(terms.pay_within))))
        .col_expr(settlement::Column::ConfirmBy, Expr::value(today + Duration::days(i64::from(terms.confirm_within))))
        .col_expr(settlement::Column::SentAt, Expr::value(TimeUnixTimestampMillis(now)))
        .col_expr(settlement::Column::RowVersion, Expr::col(settlement::Column::RowVersion).add(1))
        .filter(settlement::Column::Id.eq(statement.id))
        .exec(&transaction)
        .await?;
    note(&transaction, now, party, &statement, (Event::Send, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// A step that moves no money: confirm, or take a dispute back.
pub async fn act(app: &App, party: &Party, code: &str, event: Event, reason: &str) -> Result<()> {
    act_at(app, party, code, (event, None), reason, app.clock.now()).await
}

/// The maker agrees to the statement as it was at a version. [`Error::Conflict`] when it is another by now.
pub async fn confirm(app: &App, party: &Party, code: &str, version: i32) -> Result<()> {
    act_at(app, party, code, (Event::Confirm, Some(version)), "", app.clock.now()).await
}

/// What may be done with a statement now.
pub async fn allowed(app: &App, party: &Party, statement: &StatementView, place: &PlacementView) -> Result<Vec<Event>> {
    let facts = facts(&app.db, statement, place, app.clock.now()).await?;
    let fits = |event: &Event| decide(statement.state, *event, party.hand(), &facts).is_ok();
    Ok(Event::ALL.iter().copied().filter(fits).collect())
}

/// The canonical form of what a statement says: what its paper is made of, and can be made of again.
pub fn snapshot(statement: &StatementView, place: &PlacementView, sums: &Sums, entries: &[Entry]) -> String {
    let lines: Vec<_> = entries
        .iter()
        .map(|entry| {
            json!({
                "day": entry.business_day.to_string(),
                "kind": entry.kind,
                "goods": entry.goods,
                "reference": entry.reference,
                "pieces": entry.pieces,
                "unit": entry.unit_idr,
                "gross": entry.gross_idr,
                "outlet": entry.outlet_idr,
                "due": entry.due_delta,
            })
        })
        .collect();
    json!({
        "code": statement.code,
        "revision": statement.revision,
        "maker": place.enterprise_name,
        "outlet": place.outlet_name,
        "from": statement.from.to_string(),
        "to": statement.to.to_string(),
        "sums": sums,
        "carried": statement.carried_in,
        "net": sums.lines + statement.carried_in,
        "lines": lines,
    })
    .to_string()
}

async fn act_at(
    app: &App,
    party: &Party,
    code: &str,
    (event, version): (Event, Option<i32>),
    reason: &str,
    now: OffsetDateTime,
) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let (statement, place) = locked(&transaction, party, code).await?;
    if version.is_some_and(|version| version != statement.version) {
        return Err(Error::Conflict);
    }
    let facts = facts(&transaction, &statement, &place, now).await?;
    let to = decide(statement.state, event, party.hand(), &facts)?;
    if event == Event::Uphold {
        disputes::close(&transaction, now, party, statement.id, reason).await?;
    }
    let mut update = settlement::Entity::update_many()
        .col_expr(settlement::Column::State, Expr::value(to.as_str()))
        .col_expr(settlement::Column::RowVersion, Expr::col(settlement::Column::RowVersion).add(1))
        .filter(settlement::Column::Id.eq(statement.id));
    if event == Event::Timeout {
        update = update.col_expr(settlement::Column::ByTimeout, Expr::value(true));
    }
    if event == Event::Carry && statement.net != 0 {
        update = update.col_expr(settlement::Column::CarryOutIdr, Expr::value(statement.net - statement.paid));
    }
    update.exec(&transaction).await?;
    note(&transaction, now, party, &statement, (event, to), reason).await?;
    transaction.commit().await?;
    Ok(())
}

async fn draft_next(
    db: &DatabaseTransaction,
    party: &Party,
    now: OffsetDateTime,
    mut row: placement::Model,
    place: &PlacementView,
) -> Result<Option<String>> {
    let today = day_at(now, &place.regency);
    // A placement that slept for ten years has 120 periods.
    for _ in 0..600 {
        let drafted = settlement::Entity::find()
            .filter(settlement::Column::PlacementId.eq(row.id))
            .filter(settlement::Column::State.eq(State::Drafted.as_str()))
            .one(db)
            .await?;
        if let Some(drafted) = drafted {
            return Ok(Some(drafted.public_code));
        }
        let from = row.closed_through + Duration::DAY;
        let Some(agreement) = last_agreed(db, row.id, today).await? else { return Ok(None) };
        let to = agreement.terms.period_end(from);
        if to >= today {
            return Ok(None);
        }
        fee(db, party, now, (row.id, to), &agreement.terms).await?;
        let waiting = entries(db, Which::Unsettled { placement: row.id, until: to }).await?;
        if !waiting.is_empty() {
            return Ok(Some(insert(db, party, now, row.id, (from, to), &waiting).await?));
        }
        placement::Entity::update_many()
            .col_expr(placement::Column::ClosedThrough, Expr::value(to))
            .filter(placement::Column::Id.eq(row.id))
            .exec(db)
            .await?;
        row.closed_through = to;
    }
    Ok(None)
}

/// The fee of a period, dated its last day, once.
async fn fee(
    db: &DatabaseTransaction,
    party: &Party,
    now: OffsetDateTime,
    (placement, to): (Uuid, Date),
    terms: &Terms,
) -> Result<()> {
    let key = format!("fee-{}-{to}", placement.simple());
    if terms.pricing != Pricing::MonthlyFee || terms.monthly_fee == 0 || ledger::was_posted(db, &key).await?.is_some() {
        return Ok(());
    }
    let operation = Operation {
        key,
        command: "fee",
        document_kind: "placement",
        document: placement,
        party,
        at: now,
        business_day: to,
        reason: String::new(),
        reverses: None,
    };
    let money = [Money::new(placement, "fee", Account::MakerDue, Account::OutletFee, terms.monthly_fee)];
    post(db, operation, &[], &money).await?;
    Ok(())
}

async fn insert(
    db: &DatabaseTransaction,
    party: &Party,
    now: OffsetDateTime,
    placement: Uuid,
    (from, to): (Date, Date),
    waiting: &[Entry],
) -> Result<String> {
    let carried = settlement::Entity::find()
        .filter(settlement::Column::PlacementId.eq(placement))
        .filter(settlement::Column::CarryOutIdr.is_not_null())
        .filter(settlement::Column::CarryOutIdr.ne(0))
        .order_by_desc(settlement::Column::PeriodTo)
        .one(db)
        .await?;
    let taken = match &carried {
        Some(carried) => {
            settlement::Entity::find().filter(settlement::Column::CarriedFromId.eq(carried.id)).one(db).await?.is_some()
        }
        None => true,
    };
    let carried = carried.filter(|_| !taken);
    let carried_in = carried.as_ref().and_then(|row| row.carry_out_idr).unwrap_or_default();
    let sums = Sums::of(waiting);
    let (id, code) = (ids::new_id(), ids::new_document_code());
    let row = settlement::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        placement_id: Set(placement),
        period_from: Set(from),
        period_to: Set(to),
        revision: Set(1),
        state: Set(State::Drafted.as_str().to_owned()),
        gross_idr: Set(sums.gross),
        outlet_share_idr: Set(sums.outlet_share),
        fee_idr: Set(sums.fee),
        liability_idr: Set(sums.liability),
        adjustments_idr: Set(sums.adjustments),
        lines_idr: Set(sums.lines),
        carried_from_id: Set(carried.map(|row| row.id)),
        carried_in_idr: Set(carried_in),
        net_idr: Set(sums.lines + carried_in),
        paid_idr: Set(0),
        snapshot: Set(String::new()),
        by_timeout: Set(false),
        created_at: Set(TimeUnixTimestampMillis(now)),
        row_version: Set(1),
        ..Default::default()
    };
    settlement::Entity::insert(row).exec_without_returning(db).await?;
    for entry in waiting {
        line_row(db, (id, placement), entry.id, entry.due_delta).await?;
    }
    let what = Happened { kind: KIND, document: id, event: "draft", from: "", to: State::Drafted.as_str(), note: "" };
    happened(db, now, party, what).await?;
    Ok(code)
}

async fn add_lines(db: &DatabaseTransaction, statement: &StatementView, until: Date) -> Result<()> {
    for entry in entries(db, Which::Unsettled { placement: statement.placement, until }).await? {
        insert_line(db, statement, entry.id, entry.due_delta).await?;
    }
    Ok(())
}

pub(super) async fn insert_line(
    db: &DatabaseTransaction,
    statement: &StatementView,
    entry: i64,
    due: i64,
) -> Result<()> {
    line_row(db, (statement.id, statement.placement), entry, due).await
}

async fn line_row(db: &DatabaseTransaction, (statement, placement): (Uuid, Uuid), entry: i64, due: i64) -> Result<()> {
    let row = settlement_line::ActiveModel {
        money_entry_id: Set(entry),
        settlement_id: Set(statement),
        placement_id: Set(placement),
        due_delta: Set(due),
    };
    settlement_line::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub(super) async fn write_sums(db: &DatabaseTransaction, id: Uuid, sums: &Sums, carried_in: i64) -> Result<()> {
    settlement::Entity::update_many()
        .col_expr(settlement::Column::GrossIdr, Expr::value(sums.gross))
        .col_expr(settlement::Column::OutletShareIdr, Expr::value(sums.outlet_share))
        .col_expr(settlement::Column::FeeIdr, Expr::value(sums.fee))
        .col_expr(settlement::Column::LiabilityIdr, Expr::value(sums.liability))
        .col_expr(settlement::Column::AdjustmentsIdr, Expr::value(sums.adjustments))
        .col_expr(settlement::Column::LinesIdr, Expr::value(sums.lines))
        .col_expr(settlement::Column::NetIdr, Expr::value(sums.lines + carried_in))
        .filter(settlement::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn set_state(db: &DatabaseTransaction, statement: &StatementView, to: State) -> Result<()> {
    settlement::Entity::update_many()
        .col_expr(settlement::Column::State, Expr::value(to.as_str()))
        .col_expr(settlement::Column::RowVersion, Expr::col(settlement::Column::RowVersion).add(1))
        .filter(settlement::Column::Id.eq(statement.id))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) async fn note(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    statement: &StatementView,
    (event, to): (Event, State),
    note: &str,
) -> Result<()> {
    let what = Happened {
        kind: KIND,
        document: statement.id,
        event: event.as_str(),
        from: statement.state.as_str(),
        to: to.as_str(),
        note,
    };
    happened(db, now, party, what).await
}

pub(super) async fn locked(
    db: &DatabaseTransaction,
    party: &Party,
    code: &str,
) -> Result<(StatementView, PlacementView)> {
    let row = settlement::Entity::find()
        .filter(settlement::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let place = of_id(db, party, row.placement_id).await?;
    ledger::lock(db, vec![place.id]).await?;
    let row = settlement::Entity::find_by_id(row.id).one(db).await?.ok_or(Error::NotFound)?;
    let view = view(row)?;
    if !visible(party, &view) {
        return Err(Error::NotFound);
    }
    Ok((view, place))
}

/// The statement of an id, for callers that hold the lock of its placement.
pub(super) async fn of_id_locked(db: &DatabaseTransaction, id: Uuid) -> Result<StatementView> {
    view(settlement::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?)
}

pub(super) async fn facts(
    db: &impl ConnectionTrait,
    statement: &StatementView,
    place: &PlacementView,
    now: OffsetDateTime,
) -> Result<Facts> {
    let today = day_at(now, &place.regency);
    let terms = terms_on(db, place.id, statement.to).await?;
    let unacknowledged = payout::Entity::find()
        .filter(payout::Column::SettlementId.eq(statement.id))
        .filter(payout::Column::State.eq("handed_over"))
        .one(db)
        .await?;
    let last = if statement.state == State::Sent { statement.confirm_by } else { None };
    let month_over = |at: TimeUnixTimestampMillis| now - at.0 > Duration::days(30);
    Ok(Facts {
        net: statement.net,
        paid: statement.paid,
        min_payout: terms.min_payout,
        silence: last.is_some_and(|day| today > day)
            || unacknowledged.as_ref().is_some_and(|payment| month_over(payment.recorded_at)),
        unacknowledged: unacknowledged.is_some(),
        carried: statement.carry_out.is_some(),
    })
}

async fn terms_on(db: &impl ConnectionTrait, placement: Uuid, day: Date) -> Result<Terms> {
    let agreement = last_agreed(db, placement, day).await?;
    Ok(agreement.map(|agreement| agreement.terms).unwrap_or_default())
}

/// A first draft is the outlet's own.
fn visible(party: &Party, view: &StatementView) -> bool {
    party.side() != Side::Enterprise || view.state != State::Drafted || view.revision > 1
}

/// A row as both sides read it.
pub(in crate::marketplace::consignment) fn view(row: settlement::Model) -> Result<StatementView> {
    Ok(StatementView {
        id: row.id,
        code: row.public_code,
        placement: row.placement_id,
        from: row.period_from,
        to: row.period_to,
        revision: row.revision,
        state: State::of(&row.state)?,
        sums: Sums {
            gross: row.gross_idr,
            outlet_share: row.outlet_share_idr,
            fee: row.fee_idr,
            liability: row.liability_idr,
            adjustments: row.adjustments_idr,
            lines: row.lines_idr,
        },
        carried_in: row.carried_in_idr,
        net: row.net_idr,
        paid: row.paid_idr,
        carry_out: row.carry_out_idr,
        due_on: row.due_on,
        confirm_by: row.confirm_by,
        by_timeout: row.by_timeout,
        sent_at: row.sent_at.map(|at| at.0),
        version: row.row_version,
    })
}
