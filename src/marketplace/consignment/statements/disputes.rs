//! Disputes of statements: what the maker sees otherwise, what both sides write about it, and how it ends. Nothing else is
//! held up meanwhile.
use entity::{
    public::outlet,
    registry::trade::{dispute, dispute_line, dispute_message, placement, settlement, settlement_line},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    paper::{Paper, paper},
    service::{KIND, StatementView, insert_line, locked, note, set_state, write_sums},
    workflow::{DisputeEvent, DisputeState, Event, Facts, State, decide, decide_dispute},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::access::Permit,
    marketplace::consignment::{
        agreements::{
            model::PlacementView,
            service::{day_at, of_id},
        },
        documents::{Happened, Refusal, happened, tell},
        ledger::{Account, Money, Operation, post},
        party::{Hand, Party, Side},
        policy::MayMediate,
        statements::figures::{Sums, Which, entries},
    },
    platform::{db, ids},
};

/// Why a statement is disputed.
pub const REASONS: [&str; 6] = ["count", "price", "unpaid", "damaged", "unrecorded", "other"];
/// Reasons that need not name lines: what is missing stands on none.
const WITHOUT_LINES: [&str; 3] = ["unpaid", "unrecorded", "other"];
/// Days in which the outlet is to answer.
const ANSWER_DAYS: i64 = 7;

/// What the maker sees otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Objection<'a> {
    /// One of [`REASONS`].
    pub reason: &'a str,
    /// Entries of the statement.
    pub lines: &'a [i64],
    /// 3 to 500 letters.
    pub text: &'a str,
}

/// A dispute as both sides read it.
#[derive(Clone, Debug)]
pub struct DisputeView {
    pub code: String,
    pub reason: String,
    pub state: DisputeState,
    pub opened_at: OffsetDateTime,
    pub answer_before: Date,
    /// Rupiah more for the maker, or less.
    pub proposed: Option<i64>,
    /// Entries it is about.
    pub lines: Vec<i64>,
    pub messages: Vec<Message>,
}

crate::words! {
    /// Who wrote in a dispute.
    pub enum Voice {
        Enterprise = "enterprise",
        Outlet = "outlet",
        Mediator = "mediator",
    }
}

/// Something that was written.
#[derive(Clone, Debug)]
pub struct Message {
    pub voice: Voice,
    pub text: String,
    pub at: OffsetDateTime,
}

/// The newest dispute of a statement.
pub async fn of_statement(db: &impl ConnectionTrait, statement: Uuid) -> Result<Option<DisputeView>> {
    let row = dispute::Entity::find()
        .filter(dispute::Column::SubjectId.eq(statement))
        .order_by_desc(dispute::Column::OpenedAt)
        .one(db)
        .await?;
    match row {
        Some(row) => Ok(Some(read(db, row).await?)),
        None => Ok(None),
    }
}

/// What may be done with a dispute now.
pub fn allowed(party: &Party, dispute: &DisputeView, now: OffsetDateTime) -> Vec<DisputeEvent> {
    let facts = (dispute.proposed.is_some(), (now - dispute.opened_at).whole_days());
    let fits = |event: &DisputeEvent| decide_dispute(dispute.state, *event, party.hand(), facts).is_ok();
    DisputeEvent::ALL.iter().copied().filter(fits).collect()
}

/// The maker sees it otherwise. The outlet is to answer within a week.
pub async fn open(app: &App, party: &Party, code: &str, objection: &Objection<'_>) -> Result<()> {
    let now = app.clock.now();
    check(objection).finish()?;
    tell(app, "isi", objection.text).await?;
    let transaction = db::begin(&app.db).await?;
    let (statement, place) = locked(&transaction, party, code).await?;
    let to = decide(statement.state, Event::Dispute, party.hand(), &Facts::default())?;
    let known = settlement_line::Entity::find()
        .filter(settlement_line::Column::SettlementId.eq(statement.id))
        .filter(settlement_line::Column::MoneyEntryId.is_in(objection.lines.iter().copied()))
        .count(&transaction)
        .await?;
    if usize::try_from(known) != Ok(objection.lines.len()) {
        return Err(Invalid::one("baris", "fault-dispute-lines").into());
    }
    let id = ids::new_id();
    let row = dispute::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        placement_id: Set(place.id),
        subject: Set(KIND.to_owned()),
        subject_id: Set(statement.id),
        reason: Set(objection.reason.to_owned()),
        state: Set(DisputeState::Open.as_str().to_owned()),
        opened_side: Set(Side::Enterprise.as_str().to_owned()),
        opened_by: Set(party.actor()),
        opened_at: Set(TimeUnixTimestampMillis(now)),
        answer_before: Set(day_at(now, &place.regency) + Duration::days(ANSWER_DAYS)),
        row_version: Set(1),
        ..Default::default()
    };
    dispute::Entity::insert(row).exec_without_returning(&transaction).await?;
    for entry in objection.lines {
        let row = dispute_line::ActiveModel { dispute_id: Set(id), money_entry_id: Set(*entry) };
        dispute_line::Entity::insert(row).exec_without_returning(&transaction).await?;
    }
    write(&transaction, now, party, id, objection.text).await?;
    set_state(&transaction, &statement, to).await?;
    note(&transaction, now, party, &statement, (Event::Dispute, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

fn check(objection: &Objection<'_>) -> Invalid {
    let mut faults = Invalid::default();
    if !REASONS.contains(&objection.reason) {
        faults.0.push(("sebab", "fault-dispute-reason"));
    } else if objection.lines.is_empty() && !WITHOUT_LINES.contains(&objection.reason) {
        faults.0.push(("baris", "fault-dispute-lines"));
    }
    if !(3..=500).contains(&objection.text.trim().chars().count()) {
        faults.0.push(("isi", "fault-dispute-text"));
    }
    faults
}

/// One side writes to the other.
pub async fn answer(app: &App, party: &Party, code: &str, text: &str) -> Result<()> {
    step(app, party, code, DisputeEvent::Answer, text, None).await
}

/// What the outlet proposes: so many rupiah more for the maker, or less.
pub async fn propose(app: &App, party: &Party, code: &str, rupiah: i64) -> Result<()> {
    check_difference(rupiah)?;
    step(app, party, code, DisputeEvent::Propose, "", Some(rupiah)).await
}

/// One side asks the office that runs the outlet.
pub async fn escalate(app: &App, party: &Party, code: &str) -> Result<()> {
    step(app, party, code, DisputeEvent::Escalate, "", None).await
}

/// The maker agrees to what was proposed: the difference is posted today, and the statement drafted anew with it.
pub async fn agree(app: &App, party: &Party, code: &str, rupiah: i64) -> Result<()> {
    adjust_by(app, party, code, (DisputeEvent::Agree, rupiah), "").await
}

/// The mediator names the difference, with a reason both sides read.
pub async fn adjust(
    app: &App,
    permit: &Permit<MayMediate>,
    dispute: &str,
    (rupiah, reason): (i64, &str),
) -> Result<()> {
    check_difference(rupiah)?;
    check_reason(app, reason).await?;
    let statement = mediated(&app.db, permit, dispute).await?;
    adjust_by(app, &Party::mediator(permit), &statement, (DisputeEvent::Adjust, rupiah), reason).await
}

/// The mediator finds that the statement is right, with a reason both sides read.
pub async fn uphold(app: &App, permit: &Permit<MayMediate>, dispute: &str, reason: &str) -> Result<()> {
    check_reason(app, reason).await?;
    let statement = mediated(&app.db, permit, dispute).await?;
    super::service::act(app, &Party::mediator(permit), &statement, Event::Uphold, reason).await
}

async fn check_reason(app: &App, reason: &str) -> Result<()> {
    if !(3..=500).contains(&reason.trim().chars().count()) {
        return Err(Invalid::one("isi", "fault-dispute-text").into());
    }
    tell(app, "isi", reason).await
}

fn check_difference(rupiah: i64) -> Result<()> {
    let fine = rupiah != 0 && rupiah.abs() <= 999_999_999;
    if fine { Ok(()) } else { Err(Invalid::one("rupiah", "fault-adjustment").into()) }
}

/// A dispute that waits for a mediator.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub code: String,
    pub statement: String,
    pub maker: String,
    pub outlet: String,
    pub reason: String,
    pub opened_at: OffsetDateTime,
}

/// Disputes that wait for a mediator of an office, the oldest first. At most 100.
pub async fn waiting(db: &impl ConnectionTrait, permit: &Permit<MayMediate>) -> Result<Vec<Waiting>> {
    let system = Party::system();
    let mut found = Vec::new();
    for row in in_mediation(db, permit.object()).await? {
        let place = of_id(db, &system, row.placement_id).await?;
        let statement = settlement::Entity::find_by_id(row.subject_id).one(db).await?.ok_or(Error::NotFound)?;
        found.push(Waiting {
            code: row.public_code,
            statement: statement.public_code,
            maker: place.enterprise_name,
            outlet: place.outlet_name,
            reason: row.reason,
            opened_at: row.opened_at.0,
        });
    }
    Ok(found)
}

/// The statement of a dispute a mediator of the office decides; any other does not exist. Gives its code.
pub async fn mediated(db: &impl ConnectionTrait, permit: &Permit<MayMediate>, dispute: &str) -> Result<String> {
    let rows = in_mediation(db, permit.object()).await?;
    let row = rows.into_iter().find(|row| row.public_code == dispute).ok_or(Error::NotFound)?;
    let statement = settlement::Entity::find_by_id(row.subject_id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(statement.public_code)
}

/// A dispute with its statement and its placement, for the mediator who decides it.
pub async fn before_mediator(
    db: &impl ConnectionTrait,
    permit: &Permit<MayMediate>,
    dispute: &str,
) -> Result<(Paper, PlacementView, DisputeView)> {
    let party = Party::mediator(permit);
    let code = mediated(db, permit, dispute).await?;
    let (statement, place, _) = super::service::show(db, &party, &code).await?;
    let talk = of_statement(db, statement.id).await?.ok_or(Error::NotFound)?;
    Ok((paper(db, &party, &code).await?, place, talk))
}

async fn in_mediation(db: &impl ConnectionTrait, agency: Uuid) -> Result<Vec<dispute::Model>> {
    let shops: Vec<Uuid> = outlet::Entity::find()
        .select_only()
        .column(outlet::Column::Id)
        .filter(outlet::Column::AgencyId.eq(agency))
        .into_tuple()
        .all(db)
        .await?;
    let places: Vec<Uuid> = placement::Entity::find()
        .select_only()
        .column(placement::Column::Id)
        .filter(placement::Column::OutletId.is_in(shops))
        .into_tuple()
        .all(db)
        .await?;
    Ok(dispute::Entity::find()
        .filter(dispute::Column::PlacementId.is_in(places))
        .filter(dispute::Column::Subject.eq(KIND))
        .filter(dispute::Column::State.eq(DisputeState::Mediation.as_str()))
        .order_by_asc(dispute::Column::OpenedAt)
        .limit(100)
        .all(db)
        .await?)
}

/// Hands disputes that stay open too long to the mediator. Gives how many.
pub async fn escalate_by_silence(app: &App, now: OffsetDateTime) -> Result<usize> {
    let before = now - Duration::days(super::workflow::ESCALATION_DAYS);
    let rows = dispute::Entity::find()
        .filter(dispute::Column::Subject.eq(KIND))
        .filter(dispute::Column::State.is_in(["open", "answered"]))
        .filter(dispute::Column::OpenedAt.lte(TimeUnixTimestampMillis(before)))
        .limit(500)
        .all(&app.db)
        .await?;
    for row in &rows {
        let statement = settlement::Entity::find_by_id(row.subject_id).one(&app.db).await?.ok_or(Error::NotFound)?;
        escalate(app, &Party::system(), &statement.public_code).await?;
    }
    Ok(rows.len())
}

/// The open dispute of a statement.
pub(super) async fn open_of(db: &impl ConnectionTrait, statement: Uuid) -> Result<dispute::Model> {
    dispute::Entity::find()
        .filter(dispute::Column::SubjectId.eq(statement))
        .filter(dispute::Column::State.is_in(["open", "answered", "mediation"]))
        .one(db)
        .await?
        .ok_or_else(|| Refusal::WrongState.into())
}

/// Ends the dispute of a statement that stays as it is: withdrawn by the maker, or not right by the mediator.
pub(super) async fn close(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    statement: Uuid,
    reason: &str,
) -> Result<()> {
    let row = open_of(db, statement).await?;
    let event = if party.hand() == Hand::Mediator { DisputeEvent::Uphold } else { DisputeEvent::Withdraw };
    let to = decide_dispute(DisputeState::of(&row.state)?, event, party.hand(), (false, 0))?;
    if party.hand() == Hand::Mediator {
        write(db, now, party, row.id, reason).await?;
    }
    set(db, row.id, to, None).await
}

/// A step that leaves the statement as it is.
async fn step(
    app: &App,
    party: &Party,
    code: &str,
    event: DisputeEvent,
    text: &str,
    proposed: Option<i64>,
) -> Result<()> {
    let now = app.clock.now();
    if event == DisputeEvent::Answer {
        check_reason(app, text).await?;
    }
    let transaction = db::begin(&app.db).await?;
    let (statement, _) = locked(&transaction, party, code).await?;
    if statement.state != State::Disputed {
        return Err(Refusal::WrongState.into());
    }
    let row = open_of(&transaction, statement.id).await?;
    let days = (now - row.opened_at.0).whole_days();
    let to = decide_dispute(DisputeState::of(&row.state)?, event, party.hand(), (row.proposed_idr.is_some(), days))?;
    if !text.is_empty() {
        write(&transaction, now, party, row.id, text).await?;
    }
    set(&transaction, row.id, to, proposed.map(|rupiah| (rupiah, party.side()))).await?;
    let what = Happened {
        kind: KIND,
        document: statement.id,
        event: event.as_str(),
        from: statement.state.as_str(),
        to: statement.state.as_str(),
        note: &proposed.map(|rupiah| rupiah.to_string()).unwrap_or_default(),
    };
    happened(&transaction, now, party, what).await?;
    transaction.commit().await?;
    Ok(())
}

/// Posts a difference, and drafts the statement anew with it.
async fn adjust_by(
    app: &App,
    party: &Party,
    code: &str,
    (event, rupiah): (DisputeEvent, i64),
    reason: &str,
) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (statement, place) = locked(&transaction, party, code).await?;
    let to = decide(statement.state, Event::Redraft, party.hand(), &Facts::default())?;
    let row = open_of(&transaction, statement.id).await?;
    if event == DisputeEvent::Agree && (party.side() != Side::Enterprise || row.proposed_idr != Some(rupiah)) {
        return Err(Error::Conflict);
    }
    let proposed = row.proposed_idr.is_some();
    let ended = decide_dispute(DisputeState::of(&row.state)?, event, party.hand(), (proposed, 0))?;
    let entry = post_difference(&transaction, party, &row, (&place, now), rupiah).await?;
    if !reason.is_empty() {
        write(&transaction, now, party, row.id, reason).await?;
    }
    set(&transaction, row.id, ended, None).await?;
    dispute::Entity::update_many()
        .col_expr(dispute::Column::MoneyEntryId, Expr::value(entry))
        .filter(dispute::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    draft_anew(&transaction, &statement, to, (entry, rupiah)).await?;
    note(&transaction, now, party, &statement, (Event::Redraft, to), &rupiah.to_string()).await?;
    transaction.commit().await?;
    Ok(())
}

async fn post_difference(
    db: &DatabaseTransaction,
    party: &Party,
    row: &dispute::Model,
    (place, now): (&PlacementView, OffsetDateTime),
    rupiah: i64,
) -> Result<i64> {
    let (kind, from, into) = if rupiah > 0 {
        ("adjust_up", Account::Adjustment, Account::MakerDue)
    } else {
        ("adjust_down", Account::MakerDue, Account::Adjustment)
    };
    let operation = Operation {
        key: format!("dispute-{}", row.id.simple()),
        command: "adjust",
        document_kind: "dispute",
        document: row.id,
        party,
        at: now,
        business_day: day_at(now, &place.regency),
        reason: row.reason.clone(),
        reverses: None,
    };
    let posted = post(db, operation, &[], &[Money::new(place.id, kind, from, into, rupiah.abs())]).await?;
    posted.money.first().copied().ok_or(Error::NotFound)
}

async fn draft_anew(
    db: &DatabaseTransaction,
    statement: &StatementView,
    to: State,
    (entry, rupiah): (i64, i64),
) -> Result<()> {
    settlement::Entity::update_many()
        .col_expr(settlement::Column::State, Expr::value(to.as_str()))
        .col_expr(settlement::Column::Revision, Expr::col(settlement::Column::Revision).add(1))
        .col_expr(settlement::Column::RowVersion, Expr::col(settlement::Column::RowVersion).add(1))
        .filter(settlement::Column::Id.eq(statement.id))
        .exec(db)
        .await?;
    insert_line(db, statement, entry, rupiah).await?;
    let sums = Sums::of(&entries(db, Which::Of(statement.id)).await?);
    write_sums(db, statement.id, &sums, statement.carried_in).await
}

async fn set(db: &impl ConnectionTrait, id: Uuid, to: DisputeState, proposed: Option<(i64, Side)>) -> Result<()> {
    let mut update = dispute::Entity::update_many()
        .col_expr(dispute::Column::State, Expr::value(to.as_str()))
        .col_expr(dispute::Column::RowVersion, Expr::col(dispute::Column::RowVersion).add(1))
        .filter(dispute::Column::Id.eq(id));
    if let Some((rupiah, side)) = proposed {
        update = update
            .col_expr(dispute::Column::ProposedIdr, Expr::value(rupiah))
            .col_expr(dispute::Column::ProposedSide, Expr::value(side.as_str()));
    }
    update.exec(db).await?;
    Ok(())
}

async fn write(db: &impl ConnectionTrait, now: OffsetDateTime, party: &Party, id: Uuid, text: &str) -> Result<()> {
    let written = dispute_message::Entity::find().filter(dispute_message::Column::DisputeId.eq(id)).count(db).await?;
    let voice = match party.side() {
        Side::Enterprise => Voice::Enterprise,
        Side::Outlet => Voice::Outlet,
        Side::Platform => Voice::Mediator,
    };
    let row = dispute_message::ActiveModel {
        dispute_id: Set(id),
        seq: Set(i32::try_from(written).unwrap_or(i32::MAX - 1) + 1),
        side: Set(voice.as_str().to_owned()),
        text: Set(text.to_owned()),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    dispute_message::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn read(db: &impl ConnectionTrait, row: dispute::Model) -> Result<DisputeView> {
    let lines = dispute_line::Entity::find()
        .filter(dispute_line::Column::DisputeId.eq(row.id))
        .order_by_asc(dispute_line::Column::MoneyEntryId)
        .limit(500)
        .all(db)
        .await?;
    let messages = dispute_message::Entity::find()
        .filter(dispute_message::Column::DisputeId.eq(row.id))
        .order_by_asc(dispute_message::Column::Seq)
        .limit(200)
        .all(db)
        .await?;
    let message =
        |row: dispute_message::Model| Ok(Message { voice: Voice::of(&row.side)?, text: row.text, at: row.at.0 });
    Ok(DisputeView {
        code: row.public_code,
        reason: row.reason,
        state: DisputeState::of(&row.state)?,
        opened_at: row.opened_at.0,
        answer_before: row.answer_before,
        proposed: row.proposed_idr,
        lines: lines.into_iter().map(|line| line.money_entry_id).collect(),
        messages: messages.into_iter().map(message).collect::<Result<_>>()?,
    })
}
