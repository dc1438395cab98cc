//! Recording sales and taking them back.
use std::collections::HashMap;

use entity::{
    public::outlet,
    registry::trade::{sale, sale_line},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    Statement, prelude::TimeUnixTimestampMillis,
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{Pick, SaleLineView, SaleView, Sold, Source, business_day},
    workflow::{Event, State, decide},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::service::{day_at, of_id},
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Account, Goods, Money, Operation, Place, allocate::allocate, post, price::Piece},
        notes::goods_name,
        party::Party,
        shelf::{self, Among, LotView},
    },
    platform::{db, ids},
    regions::{self, Zone},
};

pub const KIND: &str = "sale";
/// Lines of one sale.
const MOST_LINES: usize = 100;

/// Records what was sold. Pressing twice with the same key records once and gives the first sale.
pub async fn record(
    app: &App,
    party: &Party,
    key: &str,
    sold: &[Sold],
    (source, happened_on): (Source, Option<Date>),
) -> Result<String> {
    let now = app.clock.now();
    if sold.is_empty() || sold.len() > MOST_LINES || sold.iter().any(|one| !(1..=9_999).contains(&one.pieces)) {
        return Err(Invalid::one("jumlah", "fault-sale-pieces").into());
    }
    let shop = outlet::Entity::find_by_id(party.body()).one(&app.db).await?.ok_or(Error::NotFound)?;
    let transaction = db::begin(&app.db).await?;
    if let Some(known) = recorded(&transaction, key).await? {
        return Ok(known);
    }
    let wanted = shelf::lots(&transaction, Among::Outlet(shop.id), Place::Shelf).await?;
    let placements = sold.iter().filter_map(|one| find(&wanted, one.pick)).map(|lot| lot.placement).collect();
    let placements = ledger::lock(&transaction, placements).await?;
    // What stood there before the lock may be sold.
    let standing = shelf::lots(&transaction, Among::Outlet(shop.id), Place::Shelf).await?;
    let today = day_at(now, &shop.regency_code);
    let closed = placements.iter().map(|row| row.closed_through).max().unwrap_or(Date::MIN);
    let day = business_day(happened_on.unwrap_or(today), today, closed)?;
    let taken = choose(&standing, sold, day)?;
    let at = happened_at(happened_on, today, now, &shop.regency_code);
    match write(&transaction, party, key, (source, now, day), (shop.id, &taken), at).await {
        Ok(code) => {
            transaction.commit().await?;
            Ok(code)
        }
        // The same press of the button came by another way a moment ago.
        Err(Error::Conflict) => {
            drop(transaction);
            recorded(&app.db, key).await?.ok_or(Error::Conflict)
        }
        Err(other) => Err(other),
    }
}

/// When it was sold. Of another day only the day is known: its noon at the outlet.
fn happened_at(on: Option<Date>, today: Date, now: OffsetDateTime, regency: &str) -> OffsetDateTime {
    match on.filter(|day| *day != today) {
        Some(day) => {
            let zone = regions::get(regency).map_or(Zone::Wib, |region| region.zone);
            day.midnight().assume_offset(zone.utc_offset()) + Duration::hours(12)
        }
        None => now,
    }
}

/// Takes pieces and writes the sale, within a transaction that holds the locks. Gives its code.
pub async fn write(
    db: &DatabaseTransaction,
    party: &Party,
    key: &str,
    (source, now, day): (Source, OffsetDateTime, Date),
    (shop, taken): (Uuid, &[(LotView, i64)]),
    happened_at: OffsetDateTime,
) -> Result<String> {
    let (id, code) = (ids::new_id(), ids::new_document_code());
    let goods: Vec<Goods> = taken
        .iter()
        .map(|(lot, pieces)| Goods { lot: lot.lot, kind: "sell", from: Place::Shelf, to: Place::Sold, pieces: *pieces })
        .collect();
    let money: Vec<Money> = taken.iter().flat_map(|(lot, pieces)| split(lot, *pieces)).collect();
    let operation = Operation {
        key: key.to_owned(),
        command: "sell",
        document_kind: KIND,
        document: id,
        party,
        at: now,
        business_day: day,
        reason: source.as_str().to_owned(),
        reverses: None,
    };
    let posted = post(db, operation, &goods, &money).await?;
    let row = sale::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        outlet_id: Set(shop),
        business_day: Set(day),
        happened_at: Set(TimeUnixTimestampMillis(happened_at)),
        source: Set(source.as_str().to_owned()),
        recorded_by: Set(party.actor()),
        op_id: Set(posted.operation),
    };
    sale::Entity::insert(row).exec_without_returning(db).await?;
    let mut entries = posted.money.iter().copied();
    for ((lot, pieces), stock) in taken.iter().zip(&posted.goods) {
        let entries = Entries::next(lot.piece(), *pieces, *stock, &mut entries)?;
        write_line(db, id, lot, *pieces, day, entries).await?;
    }
    shelf::refresh(db, shop, taken.iter().map(|(lot, _)| lot.variant).collect()).await?;
    Ok(code)
}

/// Sales of a day, the newest first. At most 500 lines.
pub async fn of_day(app: &App, party: &Party, day: Date) -> Result<Vec<SaleView>> {
    let rows = lines(&app.db, "s.outlet_id = $1 AND s.business_day = $2", [party.body().into(), day.into()]).await?;
    Ok(grouped(rows))
}

/// One sale of the outlet; a foreign one does not exist.
pub async fn show(app: &App, party: &Party, code: &str) -> Result<SaleView> {
    let rows = lines(&app.db, "s.outlet_id = $1 AND s.public_code = $2", [party.body().into(), code.into()]).await?;
    grouped(rows).pop().ok_or(Error::NotFound)
}

/// Takes back every line of a sale that still stands. Pressing twice takes it back once.
pub async fn void_all(app: &App, party: &Party, key: &str, code: &str, reason: &str) -> Result<()> {
    for line in show(app, party, code).await?.lines.iter().filter(|line| !line.voided) {
        void(app, party, &format!("{key}-{}", line.id.simple()), line.id, reason).await?;
    }
    Ok(())
}

fn grouped(rows: Vec<LineRow>) -> Vec<SaleView> {
    let mut sales: Vec<SaleView> = Vec::new();
    for row in rows {
        let line = SaleLineView {
            id: row.id,
            lot: row.lot,
            goods: goods_name(&row.title, &row.variant_name),
            maker: row.maker,
            pieces: row.qty,
            unit_idr: row.unit_idr,
            maker_idr: row.maker_idr,
            voided: row.voided,
        };
        match sales.iter_mut().find(|sale| sale.code == row.code) {
            Some(sale) => sale.lines.push(line),
            None => sales.push(SaleView {
                code: row.code,
                day: row.business_day,
                at: moment(row.happened_at),
                recorded_at: moment(row.recorded_at),
                lines: vec![line],
            }),
        }
    }
    sales
}

/// Takes a line of a sale back: the pieces stand on the shelf again, today. Whoever assists may do so on the day of the
/// sale, whoever looks after the outlet later too.
pub async fn void(app: &App, party: &Party, key: &str, line: Uuid, reason: &str) -> Result<()> {
    let now = app.clock.now();
    if reason.trim().is_empty() {
        return Err(Invalid::one("alasan", "fault-reason").into());
    }
    tell(app, "alasan", reason).await?;
    let transaction = db::begin(&app.db).await?;
    let row = sale_line::Entity::find_by_id(line).one(&transaction).await?.ok_or(Error::NotFound)?;
    let place = of_id(&transaction, party, row.placement_id).await?;
    ledger::lock(&transaction, vec![row.placement_id]).await?;
    if ledger::was_posted(&transaction, key).await?.is_some() {
        return Ok(());
    }
    let today = day_at(now, &place.regency);
    let voided =
        sale_line::Entity::find().filter(sale_line::Column::ReversesId.eq(row.id)).one(&transaction).await?.is_some();
    let state = if voided || row.kind != "sell" { State::Voided } else { State::Recorded };
    decide(state, Event::Void, party.hand(), row.business_day == today)?;
    let known = sale::Entity::find_by_id(row.sale_id).one(&transaction).await?.ok_or(Error::NotFound)?;
    take_back(&transaction, party, (key, reason), (now, today), &row).await?;
    let what = Happened {
        kind: KIND,
        document: known.id,
        event: Event::Void.as_str(),
        from: State::Recorded.as_str(),
        to: State::Voided.as_str(),
        note: reason,
    };
    happened(&transaction, now, party, what).await?;
    let variant = variant_of(&transaction, row.lot_id).await?;
    shelf::refresh(&transaction, place.outlet, vec![variant]).await?;
    transaction.commit().await?;
    Ok(())
}

async fn take_back(
    db: &DatabaseTransaction,
    party: &Party,
    (key, reason): (&str, &str),
    (now, today): (OffsetDateTime, Date),
    row: &sale_line::Model,
) -> Result<()> {
    let goods = [Goods { lot: row.lot_id, kind: "void_sale", from: Place::Sold, to: Place::Shelf, pieces: row.qty }];
    let mut money = vec![Money::new(row.placement_id, "void_maker", Account::MakerDue, Account::Buyers, row.maker_idr)];
    if row.outlet_idr > 0 {
        money.push(Money::new(row.placement_id, "void_outlet", Account::OutletShare, Account::Buyers, row.outlet_idr));
    }
    let operation = Operation {
        key: key.to_owned(),
        command: "void_sale",
        document_kind: KIND,
        document: row.sale_id,
        party,
        at: now,
        business_day: today,
        reason: reason.to_owned(),
        reverses: None,
    };
    let posted = post(db, operation, &goods, &money).await?;
    let line = sale_line::ActiveModel {
        id: Set(ids::new_id()),
        sale_id: Set(row.sale_id),
        kind: Set("void_sale".to_owned()),
        maker_kind: Set("void_maker".to_owned()),
        outlet_kind: Set(row.outlet_kind.as_ref().map(|_| "void_outlet".to_owned())),
        business_day: Set(today),
        stock_entry_id: Set(posted.goods[0]),
        maker_entry_id: Set(posted.money[0]),
        outlet_entry_id: Set(posted.money.get(1).copied()),
        reverses_id: Set(Some(row.id)),
        ..row.clone().into()
    };
    sale_line::Entity::insert(line).exec_without_returning(db).await?;
    Ok(())
}

/// The pieces that go, lot by lot: those of the label exactly, else those that expire first.
pub fn choose(standing: &[LotView], sold: &[Sold], today: Date) -> Result<Vec<(LotView, i64)>> {
    let mut wanted: HashMap<Pick, i64> = HashMap::new();
    for one in sold {
        *wanted.entry(one.pick).or_default() += one.pieces;
    }
    let mut left: Vec<LotView> = standing.to_vec();
    let mut taken: Vec<(LotView, i64)> = Vec::new();
    // Labels first, so that those who take any do not take theirs away.
    let mut picks: Vec<(Pick, i64)> = wanted.into_iter().collect();
    picks.sort_by_key(|(pick, _)| match pick {
        Pick::Lot(lot) => (0, *lot, 0),
        Pick::Goods { variant, unit_idr } => (1, *variant, *unit_idr),
    });
    for (pick, pieces) in picks {
        let shelf: Vec<_> = left.iter().filter(|lot| fits(lot, pick)).map(LotView::on_shelf).collect();
        if shelf.is_empty() {
            return Err(Refusal::NotEnough.into());
        }
        for (lot, pieces) in allocate(&shelf, pieces, today).map_err(|_| Refusal::NotEnough)? {
            let found = left.iter_mut().find(|view| view.lot == lot).ok_or(Error::NotFound)?;
            found.pieces -= pieces;
            match taken.iter_mut().find(|(view, _)| view.lot == lot) {
                Some((_, known)) => *known += pieces,
                None => taken.push((found.clone(), pieces)),
            }
        }
    }
    taken.sort_by_key(|(view, _)| view.lot);
    Ok(taken)
}

fn fits(lot: &LotView, pick: Pick) -> bool {
    match pick {
        Pick::Lot(id) => lot.lot == id,
        Pick::Goods { variant, unit_idr } => lot.variant == variant && lot.unit_idr == unit_idr,
    }
}

fn find(standing: &[LotView], pick: Pick) -> Option<&LotView> {
    standing.iter().find(|lot| fits(lot, pick))
}

fn split(lot: &LotView, pieces: i64) -> Vec<Money> {
    let (maker, outlet) = lot.piece().of(pieces);
    let mut money = vec![Money::new(lot.placement, "sale_maker", Account::Buyers, Account::MakerDue, maker)];
    if outlet > 0 {
        money.push(Money::new(lot.placement, "sale_outlet", Account::Buyers, Account::OutletShare, outlet));
    }
    money
}

/// The entries behind a line.
struct Entries {
    stock: i64,
    maker: i64,
    outlet: Option<i64>,
}

impl Entries {
    /// The next of the numbers that [`post`] gave, in the order of [`split`].
    fn next(piece: Piece, pieces: i64, stock: i64, money: &mut impl Iterator<Item = i64>) -> Result<Self> {
        let maker = money.next().ok_or(Error::NotFound)?;
        let outlet = if piece.of(pieces).1 > 0 { money.next() } else { None };
        Ok(Self { stock, maker, outlet })
    }
}

async fn write_line(
    db: &DatabaseTransaction,
    sale: Uuid,
    lot: &LotView,
    pieces: i64,
    day: Date,
    entries: Entries,
) -> Result<()> {
    let (maker, outlet) = lot.piece().of(pieces);
    let row = sale_line::ActiveModel {
        id: Set(ids::new_id()),
        sale_id: Set(sale),
        kind: Set("sell".to_owned()),
        placement_id: Set(lot.placement),
        lot_id: Set(lot.lot),
        price_seq: Set(lot.price_seq),
        unit_idr: Set(lot.unit_idr),
        maker_unit_idr: Set(lot.maker_unit_idr),
        qty: Set(pieces),
        maker_idr: Set(maker),
        outlet_idr: Set(outlet),
        maker_kind: Set("sale_maker".to_owned()),
        outlet_kind: Set((outlet > 0).then(|| "sale_outlet".to_owned())),
        business_day: Set(day),
        stock_entry_id: Set(entries.stock),
        maker_entry_id: Set(entries.maker),
        outlet_entry_id: Set(entries.outlet),
        reverses_id: Set(None),
    };
    sale_line::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The sale of a key, if it was recorded.
async fn recorded(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>> {
    let Some(operation) = ledger::was_posted(db, key).await? else { return Ok(None) };
    let row = sale::Entity::find().filter(sale::Column::OpId.eq(operation.id)).one(db).await?;
    Ok(Some(row.ok_or(Error::Conflict)?.public_code))
}

async fn variant_of(db: &impl ConnectionTrait, lot: Uuid) -> Result<Uuid> {
    use entity::registry::trade::lot as lots;
    Ok(lots::Entity::find_by_id(lot).one(db).await?.ok_or(Error::NotFound)?.variant_id)
}

#[derive(Debug, FromQueryResult)]
struct LineRow {
    id: Uuid,
    code: String,
    business_day: Date,
    happened_at: i64,
    recorded_at: i64,
    lot: String,
    title: String,
    variant_name: String,
    maker: String,
    qty: i64,
    unit_idr: i64,
    maker_idr: i64,
    voided: bool,
}

async fn lines(db: &impl ConnectionTrait, condition: &str, values: [sea_orm::Value; 2]) -> Result<Vec<LineRow>> {
    let sql = format!(
        "SELECT x.id, s.public_code AS code, s.business_day, s.happened_at, o.at AS recorded_at, l.public_code AS lot, \
         g.title, v.name AS variant_name, e.trade_name AS maker, x.qty, x.unit_idr, x.maker_idr, \
         EXISTS (SELECT 1 FROM sale_line y WHERE y.reverses_id = x.id) AS voided \
         FROM sale s JOIN ledger_op o ON o.id = s.op_id JOIN sale_line x ON x.sale_id = s.id JOIN lot l ON l.id = x.lot_id \
         JOIN variant v ON v.id = l.variant_id JOIN product g ON g.id = v.product_id \
         JOIN placement p ON p.id = x.placement_id JOIN enterprise e ON e.id = p.enterprise_id \
         WHERE x.kind = 'sell' AND {condition} ORDER BY s.happened_at DESC, s.id DESC, e.trade_name, g.title, x.id LIMIT 500"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(LineRow::find_by_statement(statement).all(db).await?)
}

/// A moment as the store counts it.
pub fn moment(milliseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
