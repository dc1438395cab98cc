//! Return notes: asked for, set aside, fetched.
use std::collections::BTreeMap;

use entity::registry::trade::{lot, return_line, return_note};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{LineView, ReturnView, Wanted},
    workflow::{self, Event, Facts, State, decide},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::{
            model::{LossCause, PlacementView},
            service::{self as agreements, day_at, of_id, version},
        },
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Goods, Operation, Place, post},
        losses::service::{self as losses, Loss},
        party::{Party, Side},
        shelf::{self, LotView},
    },
    platform::{db, ids},
};

pub const KIND: &str = "return_note";
/// Tries with the code of whoever fetches the goods.
pub const HANDOVER_TRIES: i32 = 5;
/// Lines of one note.
const MOST_LINES: usize = 60;

/// Return notes of a side, the newest first, with their placements. At most 200.
pub async fn list(app: &App, party: &Party) -> Result<Vec<(ReturnView, PlacementView)>> {
    let places = agreements::list(app, party).await?;
    let own = return_note::Column::PlacementId.is_in(places.iter().map(|place| place.id));
    let notes = views(&app.db, Condition::all().add(own)).await?;
    let with = |note: ReturnView| {
        let place = places.iter().find(|place| place.id == note.placement)?.clone();
        Some((note, place))
    };
    Ok(notes.into_iter().filter_map(with).collect())
}

/// One note with its placement; a foreign one does not exist.
pub async fn show(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<(ReturnView, PlacementView)> {
    let found = views(db, Condition::all().add(return_note::Column::PublicCode.eq(code))).await?;
    let note = found.into_iter().next().ok_or(Error::NotFound)?;
    let place = of_id(db, party, note.placement).await?;
    Ok((note, place))
}

/// What of it a party may do now.
pub fn allowed(party: &Party, note: &ReturnView, today: Date) -> Vec<Event> {
    let facts = facts(note, today);
    Event::ALL.iter().copied().filter(|event| decide(note.state, *event, party.hand(), &facts).is_ok()).collect()
}

/// Pieces of a placement that can go home: what stands on the shelf, and what was put aside.
pub async fn at_hand(app: &App, place: &PlacementView) -> Result<Vec<(LotView, Place)>> {
    let mut all = Vec::new();
    for from in [Place::Hold, Place::Shelf] {
        let lots = shelf::lots(&app.db, shelf::Among::Placement(place.id), from).await?;
        all.extend(lots.into_iter().map(|lot| (lot, from)));
    }
    Ok(all)
}

/// Asks for pieces to go home. The form names the note it makes: pressing twice gives the first. Gives its code.
pub async fn request(
    app: &App,
    party: &Party,
    id: Uuid,
    placement: &str,
    wanted: &[Wanted],
    words: &str,
) -> Result<String> {
    let now = app.clock.now();
    let to = workflow::may_request(party.hand())?;
    tell(app, "catatan", words).await?;
    let transaction = db::begin(&app.db).await?;
    let place = agreements::find(&transaction, party, placement).await?;
    if let Some(known) = return_note::Entity::find_by_id(id).one(&transaction).await? {
        return if known.placement_id == place.id { Ok(known.public_code) } else { Err(Error::Conflict) };
    }
    ledger::lock(&transaction, vec![place.id]).await?;
    if wanted.is_empty() || wanted.len() > MOST_LINES {
        return Err(Invalid::one("jumlah", "fault-return-lines").into());
    }
    let code = ids::new_document_code();
    let row = return_note::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        placement_id: Set(place.id),
        official_number: Set(None),
        state: Set(to.as_str().to_owned()),
        asked_by: Set(party.side().as_str().to_owned()),
        created_at: Set(TimeUnixTimestampMillis(now)),
        collect_before: Set(None),
        picked_at: Set(None),
        picked_by: Set(None),
        received_at: Set(None),
        note: Set(words.trim().to_owned()),
        handover_tries: Set(0),
        row_version: Set(1),
    };
    return_note::Entity::insert(row).exec_without_returning(&transaction).await?;
    for want in wanted {
        let lot = standing(&transaction, &place, want).await?;
        let row = return_line::ActiveModel {
            return_note_id: Set(id),
            lot_id: Set(lot.lot),
            placement_id: Set(place.id),
            from_place: Set(want.from.as_str().to_owned()),
            qty: Set(want.pieces),
            received: Set(None),
            missing: Set(None),
        };
        return_line::Entity::insert(row).exec_without_returning(&transaction).await?;
    }
    let what = Happened { kind: KIND, document: id, event: "request", from: "", to: to.as_str(), note: words };
    happened(&transaction, now, party, what).await?;
    transaction.commit().await?;
    Ok(code)
}

/// The lot of a line, if as many pieces are there.
async fn standing(db: &impl ConnectionTrait, place: &PlacementView, want: &Wanted) -> Result<LotView> {
    let lot = shelf::labelled(db, &want.lot, want.from).await?.filter(|lot| lot.placement == place.id);
    let lot = lot.ok_or(Error::NotFound)?;
    if matches!(want.from, Place::Shelf | Place::Hold) && (1..=lot.pieces).contains(&i64::from(want.pieces)) {
        Ok(lot)
    } else {
        Err(Refusal::NotEnough.into())
    }
}

/// What was asked for is not wanted any more.
pub async fn cancel(app: &App, party: &Party, code: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    let to = decide(note.state, Event::Cancel, party.hand(), &facts(&note, day_at(now, &place.regency)))?;
    change(&transaction, now, party, &note, (Event::Cancel, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// The outlet sets the pieces aside: they can no longer be sold. `counted` by the line, in the order of the note; none
/// is as many as were asked for.
pub async fn pick(app: &App, party: &Party, code: &str, key: &str, counted: &[i32]) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let today = day_at(now, &place.regency);
    let to = decide(note.state, Event::Pick, party.hand(), &facts(&note, today))?;
    let mut moves = Vec::new();
    for (at, line) in note.lines.iter().enumerate() {
        let pieces = counted.get(at).copied().unwrap_or(line.pieces);
        if !(0..=line.pieces).contains(&pieces) {
            return Err(Refusal::NotEnough.into());
        }
        let own = Condition::all()
            .add(return_line::Column::ReturnNoteId.eq(note.id))
            .add(return_line::Column::LotId.eq(line.lot))
            .add(return_line::Column::FromPlace.eq(line.from.as_str()));
        if pieces == 0 {
            return_line::Entity::delete_many().filter(own).exec(&transaction).await?;
            continue;
        }
        let want = Wanted { lot: line.lot_code.clone(), from: line.from, pieces };
        standing(&transaction, &place, &want).await?;
        return_line::Entity::update_many()
            .col_expr(return_line::Column::Qty, Expr::value(pieces))
            .filter(own)
            .exec(&transaction)
            .await?;
        let pieces = i64::from(pieces);
        moves.push(Goods { lot: line.lot, kind: "send_back", from: line.from, to: Place::Back, pieces });
    }
    let Some(first) = note.lines.first().filter(|_| !moves.is_empty()) else {
        return Err(Invalid::one("jumlah", "fault-return-nothing").into());
    };
    let days = version(&transaction, first.agreement).await?.terms.collect_within;
    post(&transaction, operation(key, "send_back", &note, party, (now, today), ""), &moves, &[]).await?;
    return_note::Entity::update_many()
        .col_expr(return_note::Column::CollectBefore, Expr::value(today + Duration::days(days.into())))
        .col_expr(return_note::Column::PickedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .col_expr(return_note::Column::PickedBy, Expr::value(party.actor()))
        .filter(return_note::Column::Id.eq(note.id))
        .exec(&transaction)
        .await?;
    change(&transaction, now, party, &note, (Event::Pick, to), "").await?;
    shelf::refresh(&transaction, place.outlet, note.lines.iter().map(|line| line.variant).collect()).await?;
    transaction.commit().await?;
    Ok(())
}

/// The maker has the goods. What is short is a loss on the way, with its own document. `counted` by the line.
pub async fn receive(app: &App, party: &Party, code: &str, key: &str, counted: &[i32]) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let today = day_at(now, &place.regency);
    let to = decide(note.state, Event::Receive, party.hand(), &facts(&note, today))?;
    arrive(&transaction, party, (now, today), key, &note, counted).await?;
    change(&transaction, now, party, &note, (Event::Receive, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// Whoever fetches the goods says the six digits of the maker's page: all of it is handed over.
pub async fn receive_by_code(app: &App, party: &Party, code: &str, key: &str, typed: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let today = day_at(now, &place.regency);
    let to = decide(note.state, Event::ReceiveByCode, party.hand(), &facts(&note, today))?;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if note.handover_tries >= HANDOVER_TRIES || digits != handover_code(app, &note) {
        // Counted for good, although nothing else of this step is.
        return_note::Entity::update_many()
            .col_expr(return_note::Column::HandoverTries, Expr::col(return_note::Column::HandoverTries).add(1))
            .filter(return_note::Column::Id.eq(note.id))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        return Err(Invalid::one("kode", "fault-return-code").into());
    }
    arrive(&transaction, party, (now, today), key, &note, &[]).await?;
    change(&transaction, now, party, &note, (Event::ReceiveByCode, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// The six digits with which whoever fetches the goods proves the handing over; on the maker's page.
pub fn handover_code(app: &App, note: &ReturnView) -> String {
    format!("{:06}", app.keys.short_code("return", note.id) % 1_000_000)
}

/// Nobody fetched the goods in time: they are thrown away, with a word on how. Nobody owes anything for them.
pub async fn dispose(app: &App, party: &Party, code: &str, key: &str, words: &str) -> Result<()> {
    let now = app.clock.now();
    if words.trim().chars().count() < 3 {
        return Err(Invalid::one("catatan", "fault-dispose-words").into());
    }
    tell(app, "catatan", words).await?;
    let transaction = db::begin(&app.db).await?;
    let (note, place) = locked(&transaction, party, code).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let today = day_at(now, &place.regency);
    let to = decide(note.state, Event::Dispose, party.hand(), &facts(&note, today))?;
    let gone = |(lot, pieces)| Goods { lot, kind: "scrap", from: Place::Back, to: Place::Scrapped, pieces };
    let moves: Vec<Goods> = by_lot(&note, |line| line.pieces).into_iter().map(gone).collect();
    post(&transaction, operation(key, "scrap", &note, party, (now, today), words), &moves, &[]).await?;
    change(&transaction, now, party, &note, (Event::Dispose, to), words).await?;
    transaction.commit().await?;
    Ok(())
}

/// The worker's part: what was fetched is closed.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let system = Party::system();
    let received =
        views(&app.db, Condition::all().add(return_note::Column::State.eq(State::Received.as_str()))).await?;
    let mut done = 0;
    for note in received {
        let transaction = db::begin(&app.db).await?;
        let (note, place) = locked(&transaction, &system, &note.code).await?;
        if let Ok(to) = decide(note.state, Event::Close, system.hand(), &facts(&note, day_at(now, &place.regency))) {
            change(&transaction, now, &system, &note, (Event::Close, to), "").await?;
            transaction.commit().await?;
            done += 1;
        }
    }
    Ok(done)
}

/// Pieces of each lot of a note: one from the shelf and one put aside go home together.
fn by_lot(note: &ReturnView, pieces: impl Fn(&LineView) -> i32) -> BTreeMap<Uuid, i64> {
    let mut all = BTreeMap::new();
    for line in &note.lines {
        *all.entry(line.lot).or_default() += i64::from(pieces(line));
    }
    all.retain(|_, pieces| *pieces > 0);
    all
}

async fn arrive(
    db: &DatabaseTransaction,
    party: &Party,
    (now, today): (OffsetDateTime, Date),
    key: &str,
    note: &ReturnView,
    counted: &[i32],
) -> Result<()> {
    let mut lines = note.lines.clone();
    for (at, line) in lines.iter_mut().enumerate() {
        let came = counted.get(at).copied().unwrap_or(line.pieces);
        if !(0..=line.pieces).contains(&came) {
            return Err(Refusal::NotEnough.into());
        }
        (line.received, line.missing) = (Some(came), Some(line.pieces - came));
        return_line::Entity::update_many()
            .col_expr(return_line::Column::Received, Expr::value(line.received))
            .col_expr(return_line::Column::Missing, Expr::value(line.missing))
            .filter(return_line::Column::ReturnNoteId.eq(note.id))
            .filter(return_line::Column::LotId.eq(line.lot))
            .filter(return_line::Column::FromPlace.eq(line.from.as_str()))
            .exec(db)
            .await?;
    }
    let note = ReturnView { lines, ..note.clone() };
    let mut moves = Vec::new();
    for (lot, pieces) in by_lot(&note, |line| line.received.unwrap_or_default()) {
        moves.push(Goods { lot, kind: "back_received", from: Place::Back, to: Place::Returned, pieces });
    }
    for (lot, pieces) in by_lot(&note, |line| line.missing.unwrap_or_default()) {
        moves.push(Goods { lot, kind: "back_missing", from: Place::Back, to: Place::Lost, pieces });
    }
    let posted = post(db, operation(key, "back_received", &note, party, (now, today), ""), &moves, &[]).await?;
    for (moved, entry) in moves.iter().zip(posted.goods).filter(|(moved, _)| moved.kind == "back_missing") {
        let code = note.lines.iter().find(|line| line.lot == moved.lot).map(|line| line.lot_code.as_str());
        let lot = shelf::labelled(db, code.unwrap_or_default(), Place::Lost).await?.ok_or(Error::NotFound)?;
        let cause = LossCause::MissingInTransit;
        let loss = Loss { lot: &lot, pieces: moved.pieces, cause, note: "", stock_entry: entry };
        losses::open(db, now, party, loss).await?;
    }
    return_note::Entity::update_many()
        .col_expr(return_note::Column::ReceivedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(return_note::Column::Id.eq(note.id))
        .exec(db)
        .await?;
    Ok(())
}

fn facts(note: &ReturnView, today: Date) -> Facts {
    Facts { asked_by: note.asked_by, overdue: note.collect_before.is_some_and(|day| today > day) }
}

fn operation<'a>(
    key: &str,
    command: &'static str,
    note: &ReturnView,
    party: &'a Party,
    (at, business_day): (OffsetDateTime, Date),
    reason: &str,
) -> Operation<'a> {
    Operation {
        key: key.to_owned(),
        command,
        document_kind: KIND,
        document: note.id,
        party,
        at,
        business_day,
        reason: reason.to_owned(),
        reverses: None,
    }
}

async fn locked(db: &DatabaseTransaction, party: &Party, code: &str) -> Result<(ReturnView, PlacementView)> {
    let (_, place) = show(db, party, code).await?;
    ledger::lock(db, vec![place.id]).await?;
    show(db, party, code).await
}

async fn change(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    note: &ReturnView,
    (event, to): (Event, State),
    words: &str,
) -> Result<()> {
    return_note::Entity::update_many()
        .col_expr(return_note::Column::State, Expr::value(to.as_str()))
        .col_expr(return_note::Column::RowVersion, Expr::col(return_note::Column::RowVersion).add(1))
        .filter(return_note::Column::Id.eq(note.id))
        .exec(db)
        .await?;
    let (from, to) = (note.state.as_str(), to.as_str());
    let what = Happened { kind: KIND, document: note.id, event: event.as_str(), from, to, note: words };
    happened(db, now, party, what).await
}

async fn views(db: &impl ConnectionTrait, condition: Condition) -> Result<Vec<ReturnView>> {
    use entity::public::{product, variant};
    let rows = return_note::Entity::find()
        .filter(condition)
        .order_by_desc(return_note::Column::CreatedAt)
        .order_by_desc(return_note::Column::Id)
        .limit(200)
        .all(db)
        .await?;
    let lines = return_line::Entity::find()
        .filter(return_line::Column::ReturnNoteId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(return_line::Column::LotId)
        .order_by_asc(return_line::Column::FromPlace)
        .all(db)
        .await?;
    let lots = lot::Entity::find().filter(lot::Column::Id.is_in(lines.iter().map(|line| line.lot_id))).all(db).await?;
    let goods = variant::Entity::find()
        .filter(variant::Column::Id.is_in(lots.iter().map(|lot| lot.variant_id)))
        .find_also_related(product::Entity)
        .all(db)
        .await?;
    let line_view = |line: &return_line::Model| -> Result<LineView> {
        let lot = lots.iter().find(|lot| lot.id == line.lot_id).ok_or(Error::NotFound)?;
        let (variant, product) = goods.iter().find(|(row, _)| row.id == lot.variant_id).ok_or(Error::NotFound)?;
        let product = product.as_ref().ok_or(Error::NotFound)?;
        Ok(LineView {
            lot: lot.id,
            lot_code: lot.public_code.clone(),
            agreement: lot.agreement_id,
            variant: variant.id,
            from: Place::of(&line.from_place)?,
            goods: super::super::notes::goods_name(&product.title, &variant.name),
            unit_text: product.unit_text.clone(),
            pieces: line.qty,
            received: line.received,
            missing: line.missing,
        })
    };
    rows.into_iter()
        .map(|row| {
            let own = lines.iter().filter(|line| line.return_note_id == row.id);
            Ok(ReturnView {
                lines: own.map(line_view).collect::<Result<_>>()?,
                id: row.id,
                code: row.public_code,
                placement: row.placement_id,
                state: State::of(&row.state)?,
                asked_by: if row.asked_by == "system" { Side::Platform } else { Side::of(&row.asked_by)? },
                created_at: row.created_at.0,
                collect_before: row.collect_before,
                note: row.note,
                handover_tries: row.handover_tries,
            })
        })
        .collect()
}
