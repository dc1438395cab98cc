//! Consignments: written and offered by the maker, answered by the outlet, issued, received.
use std::collections::BTreeMap;

use entity::registry::trade::{consignment, consignment_line as line, lot, write_off};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{CountedLine, LineView, NoteRow, NoteView, OfferLine, OwnGoods, Reason, Reply, TakenLine},
    rows::{checked_lines, event_of, lots_of, open_lot, other_name, own, view, whole, write_counts, write_lines},
    workflow::{Event, Facts, State, decide},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::{
            model::{LossCause, PlacementView, Pricing},
            service::{self as agreements, day_at, in_force, of_id, version},
            workflow::State as PlacementState,
        },
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Goods, Operation, Place, post, price::Piece},
        losses::service::{self as losses, Loss},
        party::{Party, Side},
        shelf::{self, Among},
    },
    platform::{db, ids},
};

pub const KIND: &str = "consignment";
/// Days in which the maker may object to a receipt.
pub const OBJECTION_DAYS: i64 = 7;
/// Tries with the code from the paper.
pub const HANDOVER_TRIES: i32 = 5;
/// Lines of one offer.
pub const MOST_LINES: usize = 30;
/// Days after the promised one on which an offer that never came lapses.
const GRACE_DAYS: i64 = 7;

/// Consignments of one side, those that wait first; of one placement, or all. At most 200.
pub async fn list(app: &App, party: &Party, of: Option<&PlacementView>) -> Result<Vec<NoteRow>> {
    let placements: BTreeMap<Uuid, PlacementView> = match of {
        Some(one) => BTreeMap::from([(one.id, one.clone())]),
        None => agreements::list(app, party).await?.into_iter().map(|view| (view.id, view)).collect(),
    };
    let mut select = consignment::Entity::find()
        .filter(consignment::Column::PlacementId.is_in(placements.keys().copied()))
        .order_by_desc(consignment::Column::CreatedAt)
        .limit(200);
    if party.side() == Side::Outlet {
        // What the maker has not offered yet is none of the outlet's.
        select = select.filter(consignment::Column::State.ne(State::Draft.as_str()));
    }
    let rows = select.all(&app.db).await?;
    let lines = line::Entity::find()
        .filter(line::Column::ConsignmentId.is_in(rows.iter().map(|row| row.id)))
        .all(&app.db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let own: Vec<_> = lines.iter().filter(|line| line.consignment_id == row.id).collect();
            let pieces = own.iter().map(|l| i64::from(l.received.or(l.issued).or(l.accepted).unwrap_or(l.offered)));
            let place = placements.get(&row.placement_id).ok_or(Error::NotFound)?;
            Ok(NoteRow {
                code: row.public_code,
                state: State::of(&row.state)?,
                with: other_name(party, place),
                pieces: pieces.sum(),
                goods: i64::try_from(own.len()).unwrap_or_default(),
                since: row.created_at.0,
                deliver_before: row.deliver_before,
                partly: own.iter().any(|line| line.accepted.is_some_and(|accepted| accepted < line.offered)),
                sample: Reply::read(&row.answer).reason == Some(Reason::Sample),
            })
        })
        .collect()
}

/// One consignment with its placement; a foreign one does not exist, nor does a draft for the outlet.
pub async fn show(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<(NoteView, PlacementView)> {
    let row = consignment::Entity::find()
        .filter(consignment::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let place = of_id(db, party, row.placement_id).await?;
    let view = view(db, row).await?;
    if party.side() == Side::Outlet && view.state == State::Draft {
        return Err(Error::NotFound);
    }
    Ok((view, place))
}

/// What of it a party may do now.
pub fn allowed(party: &Party, note: &NoteView, place: &PlacementView, now: OffsetDateTime) -> Vec<Event> {
    let facts = facts(party, note, place, now);
    Event::ALL.iter().copied().filter(|event| decide(note.state, *event, party.hand(), &facts).is_ok()).collect()
}

/// Writes a draft. Prices and terms are those of today; they are frozen when it is accepted. Gives its code.
pub async fn write(app: &App, party: &Party, placement: &str, lines: &[OfferLine]) -> Result<String> {
    write_once(app, party, ids::new_id(), placement, lines).await
}

/// The same for one press of a button: the form names the draft it makes, and pressing twice gives the first.
pub async fn write_once(app: &App, party: &Party, id: Uuid, placement: &str, lines: &[OfferLine]) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let place = agreements::find(&transaction, party, placement).await?;
    if let Some(known) = consignment::Entity::find_by_id(id).one(&transaction).await? {
        return if known.placement_id == place.id { Ok(known.public_code) } else { Err(Error::Conflict) };
    }
    let today = day_at(now, &place.regency);
    let agreement = in_force(&transaction, place.id, today).await?.ok_or(Refusal::NotActive)?;
    if place.state != PlacementState::Active {
        return Err(Refusal::NotActive.into());
    }
    let rows = checked_lines(&transaction, &place, &agreement, today, lines).await?;
    let code = ids::new_document_code();
    let row = consignment::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        placement_id: Set(place.id),
        agreement_id: Set(agreement.id),
        state: Set(State::Draft.as_str().to_owned()),
        answer: Set(String::new()),
        created_at: Set(TimeUnixTimestampMillis(now)),
        handover_tries: Set(0),
        row_version: Set(1),
        ..Default::default()
    };
    consignment::Entity::insert(row).exec_without_returning(&transaction).await?;
    write_lines(&transaction, (id, place.id), rows).await?;
    let what = Happened { kind: KIND, document: id, event: "write", from: "", to: State::Draft.as_str(), note: "" };
    happened(&transaction, now, party, what).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Writes the lines of a draft anew, or of an offer the outlet wants changed, under the terms of today.
pub async fn rewrite(app: &App, party: &Party, code: &str, lines: &[OfferLine]) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    decide(note.state, Event::Offer, party.hand(), &facts(party, &note, &place, now))?;
    let today = day_at(now, &place.regency);
    replace_lines(&transaction, &note, &place, today, lines).await?;
    transaction.commit().await?;
    Ok(())
}

/// A line as it was offered.
fn offered(line: &LineView) -> OfferLine {
    OfferLine { variant: line.variant, pieces: line.offered, expires_on: line.expires_on }
}

async fn replace_lines(
    db: &DatabaseTransaction,
    note: &NoteView,
    place: &PlacementView,
    today: Date,
    lines: &[OfferLine],
) -> Result<()> {
    let agreement = in_force(db, place.id, today).await?.ok_or(Refusal::NotActive)?;
    let rows = checked_lines(db, place, &agreement, today, lines).await?;
    line::Entity::delete_many().filter(line::Column::ConsignmentId.eq(note.id)).exec(db).await?;
    write_lines(db, (note.id, place.id), rows).await?;
    consignment::Entity::update_many()
        .col_expr(consignment::Column::AgreementId, Expr::value(agreement.id))
        .col_expr(consignment::Column::RowVersion, Expr::col(consignment::Column::RowVersion).add(1))
        .filter(consignment::Column::Id.eq(note.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Goods of one's own that can be offered at a placement.
pub async fn own_goods(app: &App, place: &PlacementView) -> Result<Vec<OwnGoods>> {
    own(&app.db, place).await
}

/// A step that moves nothing: offer, ask for changes, decline, withdraw, offer again.
pub async fn act(app: &App, party: &Party, code: &str, event: Event, reason: &str) -> Result<()> {
    let by_people = [Event::Offer, Event::AskChanges, Event::Decline, Event::Withdraw, Event::OfferAgain];
    if !by_people.contains(&event) && !matches!(event, Event::Expire | Event::Close) {
        return Err(Refusal::WrongState.into());
    }
    let now = app.clock.now();
    tell(app, "alasan", reason).await?;
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    let to = decide(note.state, event, party.hand(), &facts(party, &note, &place, now))?;
    if matches!(event, Event::Offer | Event::OfferAgain) {
        // Since it was written days have gone by, and terms may have changed.
        let lines: Vec<OfferLine> = note.lines.iter().map(offered).collect();
        replace_lines(&transaction, &note, &place, day_at(now, &place.regency), &lines).await?;
    }
    let answer = matches!(event, Event::AskChanges | Event::Decline).then_some(reason);
    change(&transaction, now, party, &note, (event, to), Change { answer, ..Change::default() }).await?;
    transaction.commit().await?;
    Ok(())
}

/// The outlet takes the offer, or part of it, to be delivered before a day.
pub async fn accept(
    app: &App,
    party: &Party,
    code: &str,
    taken: &BTreeMap<Uuid, TakenLine>,
    deliver_before: Date,
) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    let to = decide(note.state, Event::Accept, party.hand(), &facts(party, &note, &place, now))?;
    let today = day_at(now, &place.regency);
    if deliver_before < today || deliver_before > today + Duration::days(90) {
        return Err(Invalid::one("antar", "fault-deliver-before").into());
    }
    let terms = version(&transaction, note.agreement).await?.terms;
    let mut total = 0;
    for line in &note.lines {
        let take = taken.get(&line.id).copied().unwrap_or(TakenLine { pieces: 0, shelf_price: None });
        if !(0..=line.offered).contains(&take.pieces) {
            return Err(Invalid::one("jumlah", "fault-more-than-offered").into());
        }
        let piece = match take.shelf_price.filter(|_| terms.pricing == Pricing::Markup) {
            Some(price) => terms.piece(line.maker_unit_idr, Some(price)),
            None => Some(Piece { unit: line.unit_idr, maker: line.maker_unit_idr }),
        };
        let piece = piece.ok_or_else(|| Invalid::one("harga", "fault-shelf-price"))?;
        total += take.pieces;
        line::Entity::update_many()
            .col_expr(line::Column::Accepted, Expr::value(take.pieces))
            .col_expr(line::Column::UnitIdr, Expr::value(piece.unit))
            .col_expr(line::Column::MakerUnitIdr, Expr::value(piece.maker))
            .filter(line::Column::Id.eq(line.id))
            .exec(&transaction)
            .await?;
    }
    if total == 0 {
        return Err(Invalid::one("jumlah", "fault-nothing-taken").into());
    }
    let set = Change { deliver_before: Some(deliver_before), ..Change::default() };
    change(&transaction, now, party, &note, (Event::Accept, to), set).await?;
    transaction.commit().await?;
    Ok(())
}

/// The maker sends the goods off: lots and their prices are frozen, the pieces are on the way. Pressing twice sends
/// once.
pub async fn issue(app: &App, party: &Party, code: &str, key: &str, sent: &BTreeMap<Uuid, i32>) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let to = decide(note.state, Event::Issue, party.hand(), &facts(party, &note, &place, now))?;
    let today = day_at(now, &place.regency);
    let mut moves = Vec::new();
    for line in &note.lines {
        let accepted = line.accepted.unwrap_or_default();
        let pieces = sent.get(&line.id).copied().unwrap_or(accepted);
        if !(0..=accepted).contains(&pieces) {
            return Err(Invalid::one("jumlah", "fault-more-than-accepted").into());
        }
        line::Entity::update_many()
            .col_expr(line::Column::Issued, Expr::value(pieces))
            .filter(line::Column::Id.eq(line.id))
            .exec(&transaction)
            .await?;
        if pieces > 0 {
            let lot = open_lot(&transaction, &note, line, today).await?;
            moves.push(Goods {
                lot,
                kind: "issue",
                from: Place::Origin,
                to: Place::Transit,
                pieces: i64::from(pieces),
            });
        }
    }
    if moves.is_empty() {
        return Err(Invalid::one("jumlah", "fault-nothing-sent").into());
    }
    post(&transaction, operation(key, "issue", &note, party, (now, today)), &moves, &[]).await?;
    change(&transaction, now, party, &note, (Event::Issue, to), Change { issued: true, ..Change::default() }).await?;
    transaction.commit().await?;
    Ok(())
}

/// What was sent off comes back before anybody received it.
pub async fn cancel(app: &App, party: &Party, code: &str, key: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    let to = decide(note.state, Event::Cancel, party.hand(), &facts(party, &note, &place, now))?;
    let today = day_at(now, &place.regency);
    let mut moves = Vec::new();
    for (lot, line) in lots_of(&transaction, &note).await? {
        let pieces = i64::from(line.issued.unwrap_or_default());
        moves.push(Goods { lot: lot.id, kind: "cancel_issue", from: Place::Transit, to: Place::Origin, pieces });
    }
    post(&transaction, operation(key, "cancel_issue", &note, party, (now, today)), &moves, &[]).await?;
    change(&transaction, now, party, &note, (Event::Cancel, to), Change::default()).await?;
    transaction.commit().await?;
    Ok(())
}

/// The outlet counts what came. With a difference the maker is asked; the goods may be sold at once. Receiving twice
/// with the same key shows the first receipt.
pub async fn receive(
    app: &App,
    party: &Party,
    code: &str,
    key: &str,
    counted: &BTreeMap<Uuid, CountedLine>,
    proof: &str,
) -> Result<State> {
    let now = app.clock.now();
    for count in counted.values() {
        tell(app, "alasan", &count.reason).await?;
    }
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(note.state);
    }
    let event = event_of(&note, counted)?;
    let to = decide(note.state, event, party.hand(), &facts(party, &note, &place, now))?;
    let by_code = match paper_code(app, &transaction, &note, proof).await {
        Err(wrong @ Error::Invalid(_)) => {
            transaction.commit().await?;
            return Err(wrong);
        }
        other => other?,
    };
    let today = day_at(now, &place.regency);
    let lots = lots_of(&transaction, &note).await?;
    let (mut moves, mut missing) = (Vec::new(), Vec::new());
    for (lot, line) in &lots {
        let count = counted.get(&line.id).cloned().unwrap_or_else(|| whole(line));
        let mut take = |kind, to, pieces: i32| {
            if pieces > 0 {
                moves.push(Goods { lot: lot.id, kind, from: Place::Transit, to, pieces: i64::from(pieces) });
            }
        };
        take("receive", Place::Shelf, count.received);
        take("refuse", Place::Returned, count.refused);
        take("missing", Place::Lost, count.missing);
        if count.missing > 0 {
            missing.push((lot.id, moves.len() - 1, i64::from(count.missing)));
        }
        write_counts(&transaction, line.id, &count).await?;
    }
    let posted = post(&transaction, operation(key, "receive", &note, party, (now, today)), &moves, &[]).await?;
    let terms = version(&transaction, note.agreement).await?.terms;
    for (lot, _) in &lots {
        lot::Entity::update_many()
            .col_expr(lot::Column::ReceivedOn, Expr::value(today))
            .col_expr(lot::Column::PullOn, Expr::value(terms.pull_on(today, lot.expires_on)))
            .filter(lot::Column::Id.eq(lot.id))
            .exec(&transaction)
            .await?;
    }
    for (lot, at, pieces) in missing {
        let found = shelf::lots(&transaction, Among::Lot(lot), Place::Lost).await?.pop().ok_or(Error::NotFound)?;
        let loss =
            Loss { lot: &found, pieces, cause: LossCause::MissingInTransit, note: "", stock_entry: posted.goods[at] };
        losses::open(&transaction, now, party, loss).await?;
    }
    let set = Change { received: true, proof: Some(if by_code { "paper_code" } else { "none" }), ..Change::default() };
    change(&transaction, now, party, &note, (event, to), set).await?;
    shelf::refresh(&transaction, place.outlet, note.lines.iter().map(|line| line.variant).collect()).await?;
    transaction.commit().await?;
    Ok(to)
}

/// The maker agrees to what was counted: what was missing is written off.
pub async fn acknowledge(app: &App, party: &Party, code: &str) -> Result<()> {
    settle_receipt(app, party, code, Event::Acknowledge).await
}

/// The six digits with which whoever brings the goods proves the handing over; on the maker's pages and on the paper.
pub fn handover_code(app: &App, note: &NoteView) -> String {
    format!("{:06}", app.keys.short_code("handover", note.id) % 1_000_000)
}

/// The worker's part: receipts nobody objected to, offers that never came, notes of which nothing is left.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let system = Party::system();
    let waiting = consignment::Entity::find()
        .filter(consignment::Column::State.is_in(["received_with_difference", "accepted", "received"]))
        .order_by_asc(consignment::Column::CreatedAt)
        .limit(1_000)
        .all(&app.db)
        .await?;
    let mut done = 0;
    for row in waiting {
        let event = match State::of(&row.state)? {
            State::ReceivedWithDifference => Event::Timeout,
            State::Accepted => Event::Expire,
            _ => Event::Close,
        };
        match settle_receipt_or_lapse(app, &system, &row, event, now).await {
            Ok(true) => done += 1,
            Ok(false) | Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

async fn settle_receipt_or_lapse(
    app: &App,
    system: &Party,
    row: &consignment::Model,
    event: Event,
    now: OffsetDateTime,
) -> Result<bool> {
    match event {
        Event::Timeout => {
            let over = row.received_at.is_some_and(|at| now - at.0 > Duration::days(OBJECTION_DAYS));
            if over {
                settle_receipt(app, system, &row.public_code, event).await?;
            }
            Ok(over)
        }
        Event::Expire => {
            let place = of_id(&app.db, system, row.placement_id).await?;
            let today = day_at(now, &place.regency);
            let over = row.deliver_before.is_some_and(|day| today > day + Duration::days(GRACE_DAYS));
            if over {
                act(app, system, &row.public_code, event, "").await?;
            }
            Ok(over)
        }
        _ => {
            act(app, system, &row.public_code, event, "").await?;
            Ok(true)
        }
    }
}

async fn settle_receipt(app: &App, party: &Party, code: &str, event: Event) -> Result<()> {
    use crate::marketplace::consignment::losses::workflow::Event as LossEvent;
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    let to = decide(note.state, event, party.hand(), &facts(party, &note, &place, now))?;
    let own = if event == Event::Timeout { LossEvent::Timeout } else { LossEvent::Acknowledge };
    for loss in open_losses(&transaction, &note).await? {
        losses::take(&transaction, now, day_at(now, &place.regency), party, loss, (own, "")).await?;
    }
    change(&transaction, now, party, &note, (event, to), Change::default()).await?;
    transaction.commit().await?;
    Ok(())
}

async fn open_losses(db: &impl ConnectionTrait, note: &NoteView) -> Result<Vec<Uuid>> {
    let lots: Vec<Uuid> = lots_of(db, note).await?.into_iter().map(|(lot, _)| lot.id).collect();
    Ok(write_off::Entity::find()
        .select_only()
        .column(write_off::Column::Id)
        .filter(write_off::Column::LotId.is_in(lots))
        .filter(write_off::Column::State.eq("reported"))
        .filter(write_off::Column::Cause.eq(LossCause::MissingInTransit.as_str()))
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether the code from the paper was given. A wrong one is a fault; after five the receipt goes on without.
async fn paper_code(app: &App, db: &DatabaseTransaction, note: &NoteView, typed: &str) -> Result<bool> {
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    if typed.is_empty() {
        return Ok(false);
    }
    if note.handover_tries < HANDOVER_TRIES && typed == handover_code(app, note) {
        return Ok(true);
    }
    // Counted for good, although nothing else of this step is.
    consignment::Entity::update_many()
        .col_expr(consignment::Column::HandoverTries, Expr::col(consignment::Column::HandoverTries).add(1))
        .filter(consignment::Column::Id.eq(note.id))
        .exec(db)
        .await?;
    Err(Invalid::one("kode", "fault-handover-code").into())
}

/// The consignment with its placement locked.
async fn locked(db: &DatabaseTransaction, party: &Party, code: &str) -> Result<(NoteView, PlacementView)> {
    let (note, place) = show(db, party, code).await?;
    ledger::lock(db, vec![place.id]).await?;
    // What it was before the lock may be over.
    let (note, place) = if db.get_database_backend() == sea_orm::DbBackend::Postgres {
        show(db, party, &note.code).await?
    } else {
        (note, place)
    };
    Ok((note, place))
}

fn facts(party: &Party, note: &NoteView, place: &PlacementView, now: OffsetDateTime) -> Facts {
    Facts {
        active: place.state == PlacementState::Active,
        actor: party.actor(),
        issued_by: note.issued_by,
        objection_over: note.received_at.is_some_and(|at| now - at > Duration::days(OBJECTION_DAYS)),
        by_paper: note.by_paper,
        live_pieces: note.live_pieces,
    }
}

fn operation<'a>(
    key: &str,
    command: &'static str,
    note: &NoteView,
    party: &'a Party,
    (at, business_day): (OffsetDateTime, Date),
) -> Operation<'a> {
    Operation {
        key: key.to_owned(),
        command,
        document_kind: KIND,
        document: note.id,
        party,
        at,
        business_day,
        reason: String::new(),
        reverses: None,
    }
}

/// What a step changes beside the state.
#[derive(Debug, Default)]
struct Change<'a> {
    answer: Option<&'a str>,
    deliver_before: Option<Date>,
    issued: bool,
    received: bool,
    proof: Option<&'a str>,
}

async fn change(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    note: &NoteView,
    (event, to): (Event, State),
    set: Change<'_>,
) -> Result<()> {
    let mut update = consignment::Entity::update_many()
        .col_expr(consignment::Column::State, Expr::value(to.as_str()))
        .col_expr(consignment::Column::RowVersion, Expr::col(consignment::Column::RowVersion).add(1))
        .filter(consignment::Column::Id.eq(note.id));
    if let Some(answer) = set.answer {
        update = update.col_expr(consignment::Column::Answer, Expr::value(answer));
    }
    if let Some(day) = set.deliver_before {
        update = update.col_expr(consignment::Column::DeliverBefore, Expr::value(day));
    }
    if set.issued {
        update = update
            .col_expr(consignment::Column::IssuedAt, Expr::value(TimeUnixTimestampMillis(now)))
            .col_expr(consignment::Column::IssuedBy, Expr::value(party.actor()));
    }
    if set.received {
        update = update
            .col_expr(consignment::Column::ReceivedAt, Expr::value(TimeUnixTimestampMillis(now)))
            .col_expr(consignment::Column::ReceivedBy, Expr::value(party.actor()))
            .col_expr(consignment::Column::Proof, Expr::value(set.proof));
    }
    update.exec(db).await?;
    let what = Happened {
        kind: KIND,
        document: note.id,
        event: event.as_str(),
        from: note.state.as_str(),
        to: to.as_str(),
        note: set.answer.unwrap_or_default(),
    };
    happened(db, now, party, what).await
}
