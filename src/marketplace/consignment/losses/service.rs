//! Write-offs: reported with the move of the goods, accepted once, and only then in the money.
use entity::registry::trade::write_off;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    proposals,
    workflow::{self, Came, Event, OBJECTION_DAYS, State, decide},
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::vault::photos,
    marketplace::consignment::{
        agreements::{
            model::{LossCause, PlacementView},
            service::{self as agreements, day_at, of_id, version},
        },
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Account, Goods, Money, Operation, Place, post},
        notes::goods_name,
        party::{Party, Side},
        proofs::{self, Owner, Taken},
        shelf::{self, Among, LotView},
    },
    platform::{db, ids},
};

pub const KIND: &str = "write_off";

/// What is lost of a lot.
#[derive(Clone, Debug)]
pub struct Loss<'a> {
    pub lot: &'a LotView,
    pub pieces: i64,
    pub cause: LossCause,
    pub note: &'a str,
    /// The move that took the pieces off.
    pub stock_entry: i64,
}

/// A write-off as both sides read it.
#[derive(Clone, Debug)]
pub struct LossView {
    pub id: Uuid,
    pub code: String,
    pub placement: Uuid,
    pub goods: String,
    pub pieces: i64,
    pub cause: LossCause,
    /// Rupiah the outlet bears.
    pub due_idr: i64,
    /// The part the outlet bears by the terms, basis points.
    pub liability: i32,
    /// Rupiah the pieces would have brought the maker: the most the outlet can bear.
    pub worth_idr: i64,
    pub state: State,
    /// Accepted because nobody objected in time.
    pub by_timeout: bool,
    pub note: String,
    pub reported_at: OffsetDateTime,
}

/// Lays a photo of the damage beside a loss that still waits for an answer. A new one takes the place of the one before.
pub async fn prove(app: &App, party: &Party, code: &str, photo: Vec<u8>) -> Result<Taken> {
    let (loss, _) = show(&app.db, party, code).await?;
    if party.side() != Side::Outlet {
        return Err(Refusal::NotYours.into());
    }
    if !matches!(loss.state, State::Reported | State::Disputed) {
        return Err(Refusal::WrongState.into());
    }
    proofs::take(app, (Owner::WriteOff, loss.id), photo).await
}

/// The photo beside a loss.
pub async fn proof(app: &App, party: &Party, code: &str) -> Result<Vec<u8>> {
    let (loss, _) = show(&app.db, party, code).await?;
    proofs::show(app, (Owner::WriteOff, loss.id)).await
}

/// Whether a photo lies beside a loss.
pub async fn is_proven(app: &App, loss: &LossView) -> Result<bool> {
    Ok(!photos::among(&app.db, Owner::WriteOff, vec![loss.id]).await?.is_empty())
}

/// Opens the document of a loss, in the transaction of the move. Nothing is owed before it is accepted.
pub async fn open(db: &DatabaseTransaction, now: OffsetDateTime, party: &Party, loss: Loss<'_>) -> Result<Uuid> {
    let terms = version(db, loss.lot.agreement).await?.terms;
    let liability = terms.borne(loss.cause);
    let id = ids::new_id();
    let row = write_off::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        placement_id: Set(loss.lot.placement),
        lot_id: Set(loss.lot.lot),
        qty: Set(loss.pieces),
        cause: Set(loss.cause.as_str().to_owned()),
        liability_bp: Set(liability),
        due_idr: Set(loss.lot.piece().borne(loss.pieces, liability)),
        note: Set(loss.note.to_owned()),
        state: Set(State::Reported.as_str().to_owned()),
        reported_by: Set(party.actor()),
        reported_at: Set(TimeUnixTimestampMillis(now)),
        by_timeout: Set(false),
        stock_entry_id: Set(loss.stock_entry),
        money_entry_id: Set(None),
        row_version: Set(1),
    };
    write_off::Entity::insert(row).exec_without_returning(db).await?;
    let what = Happened {
        kind: KIND,
        document: id,
        event: "report",
        from: "",
        to: State::Reported.as_str(),
        note: loss.cause.as_str(),
    };
    happened(db, now, party, what).await?;
    Ok(id)
}

/// Takes damaged, expired, missing or stolen goods off the shelf. Damaged and expired goods are put aside, the others are
/// gone. Reported by whoever looks after the outlet, the document is open at once; an assistant proposes it. Pressing
/// twice reports once.
pub async fn report(
    app: &App,
    party: &Party,
    key: &str,
    lot: Uuid,
    pieces: i64,
    (cause, note): (LossCause, &str),
) -> Result<Came> {
    let now = app.clock.now();
    let came = workflow::report(party.hand())?;
    if cause == LossCause::MissingInTransit {
        return Err(Refusal::WrongState.into());
    }
    tell(app, "catatan", note).await?;
    let transaction = db::begin(&app.db).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(came);
    }
    let found = shelf::lots(&transaction, Among::Lot(lot), Place::Shelf).await?.pop().ok_or(Refusal::NotEnough)?;
    let place = of_id(&transaction, party, found.placement).await?;
    ledger::lock(&transaction, vec![found.placement]).await?;
    let found = shelf::lots(&transaction, Among::Lot(lot), Place::Shelf).await?.pop().ok_or(Refusal::NotEnough)?;
    if !(1..=found.pieces).contains(&pieces) {
        return Err(Refusal::NotEnough.into());
    }
    let (kind, to) = move_of(cause);
    let reason = match came {
        Came::Document => cause.as_str().to_owned(),
        Came::Proposal => proposals::reason(cause, note),
    };
    let operation = Operation {
        key: key.to_owned(),
        command: if came == Came::Document { "report_loss" } else { proposals::COMMAND },
        document_kind: KIND,
        document: lot,
        party,
        at: now,
        business_day: day_at(now, &place.regency),
        reason,
        reverses: None,
    };
    let moved = [Goods { lot, kind, from: Place::Shelf, to, pieces }];
    let posted = post(&transaction, operation, &moved, &[]).await?;
    if came == Came::Document {
        open(&transaction, now, party, Loss { lot: &found, pieces, cause, note, stock_entry: posted.goods[0] }).await?;
    }
    shelf::refresh(&transaction, place.outlet, vec![found.variant]).await?;
    transaction.commit().await?;
    Ok(came)
}

/// How goods leave the shelf: put aside, or gone.
pub fn move_of(cause: LossCause) -> (&'static str, Place) {
    match cause {
        LossCause::Damaged | LossCause::Expired => ("pull", Place::Hold),
        LossCause::Missing | LossCause::Stolen | LossCause::MissingInTransit => ("count_loss", Place::Lost),
    }
}

/// Write-offs of a placement, the newest first. At most 200.
pub async fn list(db: &impl ConnectionTrait, placement: Uuid) -> Result<Vec<LossView>> {
    views(db, Condition::all().add(write_off::Column::PlacementId.eq(placement))).await
}

/// Write-offs of every placement of a side, the newest first. At most 200.
pub async fn all(app: &App, party: &Party) -> Result<Vec<(LossView, PlacementView)>> {
    let places = agreements::list(app, party).await?;
    let own = write_off::Column::PlacementId.is_in(places.iter().map(|place| place.id));
    let losses = views(&app.db, Condition::all().add(own)).await?;
    let with = |loss: LossView| {
        let place = places.iter().find(|place| place.id == loss.placement)?.clone();
        Some((loss, place))
    };
    Ok(losses.into_iter().filter_map(with).collect())
}

/// One write-off with its placement; a foreign one does not exist.
pub async fn show(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<(LossView, PlacementView)> {
    let found = views(db, Condition::all().add(write_off::Column::PublicCode.eq(code))).await?;
    let loss = found.into_iter().next().ok_or(Error::NotFound)?;
    let place = of_id(db, party, loss.placement).await?;
    Ok((loss, place))
}

/// What of it a party may do now.
pub fn allowed(party: &Party, loss: &LossView, now: OffsetDateTime) -> Vec<Event> {
    let over = now - loss.reported_at > Duration::days(OBJECTION_DAYS);
    let may = |event: &Event| decide(loss.state, *event, party.hand(), over).is_ok();
    Event::ALL.iter().copied().filter(may).collect()
}

async fn views(db: &impl ConnectionTrait, condition: Condition) -> Result<Vec<LossView>> {
    use entity::{
        public::{product, variant},
        registry::trade::{lot, lot_price},
    };
    let rows = write_off::Entity::find()
        .filter(condition)
        .order_by_desc(write_off::Column::ReportedAt)
        .order_by_desc(write_off::Column::Id)
        .limit(200)
        .all(db)
        .await?;
    let lots = lot::Entity::find().filter(lot::Column::Id.is_in(rows.iter().map(|row| row.lot_id))).all(db).await?;
    let prices = lot_price::Entity::find()
        .filter(lot_price::Column::LotId.is_in(rows.iter().map(|row| row.lot_id)))
        .order_by_desc(lot_price::Column::Seq)
        .all(db)
        .await?;
    let goods = variant::Entity::find()
        .filter(variant::Column::Id.is_in(lots.iter().map(|lot| lot.variant_id)))
        .find_also_related(product::Entity)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let variant = lots.iter().find(|lot| lot.id == row.lot_id).map(|lot| lot.variant_id);
            let known = goods.iter().find(|(v, _)| Some(v.id) == variant);
            let title = known.and_then(|(variant, product)| Some(goods_name(&product.as_ref()?.title, &variant.name)));
            let unit = prices.iter().find(|price| price.lot_id == row.lot_id).map_or(0, |price| price.maker_unit_idr);
            Ok(LossView {
                id: row.id,
                code: row.public_code,
                placement: row.placement_id,
                goods: title.unwrap_or_default(),
                pieces: row.qty,
                cause: LossCause::of(&row.cause)?,
                due_idr: row.due_idr,
                liability: row.liability_bp,
                worth_idr: row.qty * unit,
                state: State::of(&row.state)?,
                by_timeout: row.by_timeout,
                note: row.note,
                reported_at: row.reported_at.0,
            })
        })
        .collect()
}

/// The maker agrees to a write-off. Acceptance posts what the outlet bears. Disputes go their own way
/// ([`super::disputes`]).
pub async fn act(app: &App, party: &Party, code: &str, event: Event) -> Result<()> {
    if event != Event::Acknowledge {
        return Err(Refusal::WrongState.into());
    }
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = write_off::Entity::find()
        .filter(write_off::Column::PublicCode.eq(code))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let place = of_id(&transaction, party, row.placement_id).await?;
    ledger::lock(&transaction, vec![row.placement_id]).await?;
    take(&transaction, now, day_at(now, &place.regency), party, row.id, (event, "")).await?;
    transaction.commit().await?;
    Ok(())
}

/// A step within a transaction that holds the lock of the placement.
pub async fn take(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    today: Date,
    party: &Party,
    id: Uuid,
    (event, note): (Event, &str),
) -> Result<()> {
    let row = write_off::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    let state = State::of(&row.state)?;
    let over = now - row.reported_at.0 > Duration::days(OBJECTION_DAYS);
    let to = decide(state, event, party.hand(), over)?;
    let entry = if to == State::Accepted && row.due_idr > 0 {
        let operation = Operation {
            key: format!("write-off-{}", row.id.simple()),
            command: "accept_write_off",
            document_kind: KIND,
            document: row.id,
            party,
            at: now,
            business_day: today,
            reason: row.cause.clone(),
            reverses: None,
        };
        let money = Money::new(row.placement_id, "liability", Account::OutletLoss, Account::MakerDue, row.due_idr);
        post(db, operation, &[], &[money]).await?.money.first().copied()
    } else {
        None
    };
    write_off::Entity::update_many()
        .col_expr(write_off::Column::State, Expr::value(to.as_str()))
        .col_expr(write_off::Column::ByTimeout, Expr::value(event == Event::Timeout))
        .col_expr(write_off::Column::MoneyEntryId, Expr::value(entry))
        .col_expr(write_off::Column::RowVersion, Expr::col(write_off::Column::RowVersion).add(1))
        .filter(write_off::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    let what =
        Happened { kind: KIND, document: row.id, event: event.as_str(), from: &row.state, to: to.as_str(), note };
    happened(db, now, party, what).await
}

/// Accepts what nobody objected to in time. Gives how many.
pub async fn accept_by_silence(app: &App, now: OffsetDateTime) -> Result<usize> {
    let before = now - Duration::days(OBJECTION_DAYS);
    let due = write_off::Entity::find()
        .filter(write_off::Column::State.eq(State::Reported.as_str()))
        .filter(write_off::Column::ReportedAt.lt(TimeUnixTimestampMillis(before)))
        .limit(500)
        .all(&app.db)
        .await?;
    let system = Party::system();
    for row in &due {
        let transaction = db::begin(&app.db).await?;
        ledger::lock(&transaction, vec![row.placement_id]).await?;
        let place = of_id(&transaction, &system, row.placement_id).await?;
        take(&transaction, now, day_at(now, &place.regency), &system, row.id, (Event::Timeout, "")).await?;
        transaction.commit().await?;
    }
    Ok(due.len())
}
