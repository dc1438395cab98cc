//! Payments of a statement, as they were recorded: no money moves here. A payment that was acknowledged can still turn
//! out to have failed.
use entity::registry::trade::{payout, settlement};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    service::{StatementView, facts, locked, note, set_state},
    workflow::{Event, PayoutEvent, PayoutState, State, decide, decide_payout},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::vault::photos,
    marketplace::consignment::{
        agreements::service::{day_at, of_id},
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Account, Money, Operation, post},
        party::{Hand, Party},
        proofs::{self, Owner, Taken},
    },
    platform::{db, ids},
};

pub const KIND: &str = "payout";

crate::words! {
    /// How it was paid.
    pub enum Method {
        Cash = "cash",
        Transfer = "transfer",
        Qris = "qris",
    }
}

/// A payment to record.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Rupiah, at most what is open.
    pub rupiah: i64,
    pub method: Method,
    pub happened_on: Date,
    /// Number of the transfer; at most 60 letters.
    pub reference: String,
}

/// A payment as both sides read it.
#[derive(Clone, Debug)]
pub struct PayoutView {
    pub code: String,
    pub rupiah: i64,
    pub method: Method,
    pub happened_on: Date,
    pub reference: String,
    pub state: PayoutState,
    pub recorded_by: Option<Uuid>,
    pub recorded_at: OffsetDateTime,
    /// Whether a photo of the slip or the receipt lies beside it.
    pub proven: bool,
}

/// Payments of a statement, the oldest first.
pub async fn of_statement(db: &impl ConnectionTrait, statement: Uuid) -> Result<Vec<PayoutView>> {
    let rows = payout::Entity::find()
        .filter(payout::Column::SettlementId.eq(statement))
        .order_by_asc(payout::Column::RecordedAt)
        .limit(100)
        .all(db)
        .await?;
    let proven = photos::among(db, Owner::Payout, rows.iter().map(|row| row.id).collect()).await?;
    rows.into_iter().map(|row| view(row, &proven)).collect()
}

/// Which of some statements have a payment that the maker has not acknowledged yet.
pub async fn handed_over(db: &impl ConnectionTrait, statements: Vec<Uuid>) -> Result<Vec<Uuid>> {
    let found = payout::Entity::find()
        .select_only()
        .column(payout::Column::SettlementId)
        .filter(payout::Column::State.eq(PayoutState::HandedOver.as_str()))
        .filter(payout::Column::SettlementId.is_in(statements))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found)
}

/// Lays a photo of the slip or the receipt beside a payment that was not acknowledged yet. A new one takes the place of
/// the one before.
pub async fn prove(app: &App, party: &Party, payment: &str, photo: Vec<u8>) -> Result<Taken> {
    let row = find(app, party, payment).await?;
    if party.hand() != Hand::Manager {
        return Err(Refusal::NotYours.into());
    }
    if PayoutState::of(&row.state)? != PayoutState::HandedOver {
        return Err(Refusal::WrongState.into());
    }
    proofs::take(app, (Owner::Payout, row.id), photo).await
}

/// The photo beside a payment.
pub async fn proof(app: &App, party: &Party, payment: &str) -> Result<Vec<u8>> {
    proofs::show(app, (Owner::Payout, find(app, party, payment).await?.id)).await
}

/// The code of the statement a payment is of.
pub async fn statement_of(app: &App, party: &Party, payment: &str) -> Result<String> {
    let statement = find(app, party, payment).await?.settlement_id;
    Ok(settlement::Entity::find_by_id(statement).one(&app.db).await?.ok_or(Error::NotFound)?.public_code)
}

/// A payment; a foreign one does not exist.
async fn find(app: &App, party: &Party, payment: &str) -> Result<payout::Model> {
    let found = payout::Entity::find().filter(payout::Column::PublicCode.eq(payment)).one(&app.db).await?;
    let row = found.ok_or(Error::NotFound)?;
    of_id(&app.db, party, row.placement_id).await?;
    Ok(row)
}

/// The outlet paid: in cash, or with the number of the transfer. Pressing twice records once.
pub async fn record(app: &App, party: &Party, code: &str, key: &str, payment: &Payment) -> Result<()> {
    let now = app.clock.now();
    tell(app, "nomor", &payment.reference).await?;
    let transaction = db::begin(&app.db).await?;
    let (statement, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    if party.hand() != Hand::Manager {
        return Err(Refusal::NotYours.into());
    }
    if statement.state != State::Confirmed {
        return Err(Refusal::WrongState.into());
    }
    check(payment, &statement, day_at(now, &place.regency)).finish()?;
    let id = ids::new_id();
    let operation = operation(key, "pay", id, party, (now, day_at(now, &place.regency)), "");
    let money = Money::new(place.id, "payout", Account::MakerDue, Account::Clearing, payment.rupiah);
    post(&transaction, operation, &[], &[money.for_statement(statement.id)]).await?;
    let row = payout::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        settlement_id: Set(statement.id),
        placement_id: Set(place.id),
        amount_idr: Set(payment.rupiah),
        method: Set(payment.method.as_str().to_owned()),
        happened_on: Set(payment.happened_on),
        reference: Set(payment.reference.clone()),
        state: Set(PayoutState::HandedOver.as_str().to_owned()),
        recorded_by: Set(party.actor()),
        recorded_at: Set(TimeUnixTimestampMillis(now)),
        acknowledged_by: Set(None),
        acknowledged_at: Set(None),
        row_version: Set(1),
    };
    payout::Entity::insert(row).exec_without_returning(&transaction).await?;
    let paid = StatementView { paid: statement.paid + payment.rupiah, ..statement };
    let facts = facts(&transaction, &paid, &place, now).await?;
    if let Ok(to) = decide(paid.state, Event::PaidInFull, party.hand(), &facts) {
        set_state(&transaction, &paid, to).await?;
        note(&transaction, now, party, &paid, (Event::PaidInFull, to), "").await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The maker has the money, or it came back.
pub async fn act(app: &App, party: &Party, payment: &str, event: PayoutEvent, reason: &str) -> Result<()> {
    let now = app.clock.now();
    tell(app, "alasan", reason).await?;
    let transaction = db::begin(&app.db).await?;
    let row = payout::Entity::find()
        .filter(payout::Column::PublicCode.eq(payment))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let place = of_id(&transaction, party, row.placement_id).await?;
    ledger::lock(&transaction, vec![place.id]).await?;
    let row = payout::Entity::find_by_id(row.id).one(&transaction).await?.ok_or(Error::NotFound)?;
    let state = PayoutState::of(&row.state)?;
    let to = decide_payout(state, event, party.hand(), (party.actor(), row.recorded_by))?;
    let (kind, from, into) = match (event, state) {
        (PayoutEvent::Acknowledge, _) => ("payout_ack", Account::Clearing, Account::Paid),
        (PayoutEvent::Fail, PayoutState::Acknowledged) => ("payout_failed", Account::Paid, Account::MakerDue),
        (PayoutEvent::Fail, _) => ("payout_failed", Account::Clearing, Account::MakerDue),
    };
    if event == PayoutEvent::Fail && reason.trim().is_empty() {
        return Err(Invalid::one("alasan", "fault-reason").into());
    }
    let key = format!("{}-{}", event.as_str(), row.id.simple());
    let operation = operation(&key, kind, row.id, party, (now, day_at(now, &place.regency)), reason);
    let money = Money::new(place.id, kind, from, into, row.amount_idr).for_statement(row.settlement_id);
    let statement = super::service::of_id_locked(&transaction, row.settlement_id).await?;
    let facts = facts(&transaction, &statement, &place, now).await?;
    let next = match event {
        PayoutEvent::Fail => {
            Some((Event::PaymentFailed, decide(statement.state, Event::PaymentFailed, party.hand(), &facts)?))
        }
        PayoutEvent::Acknowledge => None,
    };
    post(&transaction, operation, &[], &[money]).await?;
    let acknowledged = (event == PayoutEvent::Acknowledge).then_some(TimeUnixTimestampMillis(now));
    payout::Entity::update_many()
        .col_expr(payout::Column::State, Expr::value(to.as_str()))
        .col_expr(payout::Column::AcknowledgedAt, Expr::value(acknowledged.or(row.acknowledged_at)))
        .col_expr(payout::Column::AcknowledgedBy, Expr::value(acknowledged.and(party.actor()).or(row.acknowledged_by)))
        .filter(payout::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    let what = Happened {
        kind: KIND,
        document: row.id,
        event: event.as_str(),
        from: state.as_str(),
        to: to.as_str(),
        note: reason,
    };
    happened(&transaction, now, party, what).await?;
    if let Some((event, to)) = next {
        set_state(&transaction, &statement, to).await?;
        note(&transaction, now, party, &statement, (event, to), reason).await?;
    } else if statement.state == State::Paid {
        let facts = super::service::facts(&transaction, &statement, &place, now).await?;
        if let Ok(to) = decide(statement.state, Event::Close, party.hand(), &facts) {
            set_state(&transaction, &statement, to).await?;
            note(&transaction, now, party, &statement, (Event::Close, to), "").await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}

fn check(payment: &Payment, statement: &StatementView, today: Date) -> Invalid {
    let mut faults = Invalid::default();
    if !(1..=statement.net - statement.paid).contains(&payment.rupiah) {
        faults.0.push(("rupiah", "fault-payment-amount"));
    }
    if payment.happened_on > today || payment.happened_on < statement.to {
        faults.0.push(("tanggal", "fault-payment-day"));
    }
    let letters = payment.reference.chars().count();
    if letters > 60 || (payment.method == Method::Transfer && letters < 3) {
        faults.0.push(("nomor", "fault-payment-reference"));
    }
    faults
}

fn operation<'a>(
    key: &str,
    command: &'static str,
    document: Uuid,
    party: &'a Party,
    (at, business_day): (OffsetDateTime, Date),
    reason: &str,
) -> Operation<'a> {
    Operation {
        key: key.to_owned(),
        command,
        document_kind: KIND,
        document,
        party,
        at,
        business_day,
        reason: reason.to_owned(),
        reverses: None,
    }
}

fn view(row: payout::Model, proven: &[Uuid]) -> Result<PayoutView> {
    Ok(PayoutView {
        proven: proven.contains(&row.id),
        code: row.public_code,
        rupiah: row.amount_idr,
        method: Method::of(&row.method)?,
        happened_on: row.happened_on,
        reference: row.reference,
        state: PayoutState::of(&row.state)?,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at.0,
    })
}
