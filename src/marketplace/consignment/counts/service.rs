//! Counts: started, entered, looked through, posted. What is sold while a count goes on does not disturb it: a difference
//! is that of the moment in which its number was entered.
use std::collections::BTreeMap;

use entity::registry::trade::{stock_count, stock_count_line as line};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{CountView, Counted, Group, spread},
    workflow::{self, Event, Resolution, State, decide, fits},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::{
            model::LossCause,
            service::{day_at, version},
        },
        documents::{Happened, happened},
        ledger::{self, Goods, Operation, Place, allocate::allocate, post},
        losses::{
            found,
            service::{self as losses, Loss, move_of},
        },
        party::Party,
        sales::{
            counter::{self, pick_of},
            model::{Pick, Sold, Source},
            service as sales,
        },
        shelf::{self, Among, LotView},
    },
    platform::{db, ids},
};

pub const KIND: &str = "stock_count";

/// Counts of the outlet, the newest first, without their lines. At most 50.
pub async fn list(app: &App, party: &Party) -> Result<Vec<CountView>> {
    let rows = stock_count::Entity::find()
        .filter(stock_count::Column::OutletId.eq(party.body()))
        .order_by_desc(stock_count::Column::StartedAt)
        .limit(50)
        .all(&app.db)
        .await?;
    rows.into_iter().map(|row| head(&row)).collect()
}

/// One count with its goods; a foreign one does not exist.
pub async fn show(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<CountView> {
    let row = row_of(db, party, code).await?;
    let mut count = head(&row)?;
    let lines = lines_of(db, row.id).await?;
    let mut lots = standing(db, party, count.enterprise).await?;
    for line in &lines {
        if lots.iter().all(|lot| lot.lot != line.lot_id) {
            lots.extend(shelf::of_id(db, line.lot_id, Place::Shelf).await?);
        }
    }
    let over = matches!(count.state, State::Posted | State::Discarded);
    for lot in &lots {
        if count.groups.iter().all(|group| group.pick != pick_of(lot)) {
            count.groups.push(group(lot, &lots, &lines)?);
        }
    }
    if over {
        count.groups.retain(|group| group.counted.is_some());
    }
    Ok(count)
}

/// What of it a party may do now.
pub fn allowed(party: &Party, count: &CountView) -> Vec<Event> {
    let open = open_lines(count);
    Event::ALL.iter().copied().filter(|event| decide(count.state, *event, party.hand(), open).is_ok()).collect()
}

fn open_lines(count: &CountView) -> usize {
    count.differing().filter(|(_, counted)| counted.resolution.is_none()).count()
}

fn head(row: &stock_count::Model) -> Result<CountView> {
    Ok(CountView {
        id: row.id,
        code: row.public_code.clone(),
        state: State::of(&row.state)?,
        enterprise: row.enterprise_id,
        started_at: row.started_at.0,
        posted_at: row.posted_at.map(|at| at.0),
        groups: Vec::new(),
    })
}

fn group(lot: &LotView, lots: &[LotView], lines: &[line::Model]) -> Result<Group> {
    let pick = pick_of(lot);
    let own = |line: &&line::Model| lots.iter().any(|lot| lot.lot == line.lot_id && pick_of(lot) == pick);
    let own: Vec<&line::Model> = lines.iter().filter(own).collect();
    let word = own.iter().find_map(|line| line.resolution.as_deref());
    let counted = Counted {
        expected: own.iter().map(|line| i64::from(line.expected)).sum(),
        counted: own.iter().map(|line| i64::from(line.counted)).sum(),
        resolution: word.map(Resolution::of).transpose()?,
    };
    let first = lots.iter().filter(|lot| pick_of(lot) == pick).min_by_key(|lot| lot.lot).unwrap_or(lot);
    Ok(Group {
        code: first.code.clone(),
        pick,
        goods: lot.goods(),
        unit_text: lot.unit_text.clone(),
        maker: lot.maker.clone(),
        unit_idr: lot.unit_idr,
        counted: (!own.is_empty()).then_some(counted),
    })
}

/// Lots on the shelf, and those of which pieces are gone and can turn up; pieces are those on the shelf.
async fn standing(db: &impl ConnectionTrait, party: &Party, enterprise: Option<Uuid>) -> Result<Vec<LotView>> {
    let mut lots = shelf::lots(db, Among::Outlet(party.body()), Place::Shelf).await?;
    for lot in shelf::lots(db, Among::Outlet(party.body()), Place::Lost).await? {
        if lots.iter().all(|known| known.lot != lot.lot) {
            lots.push(LotView { pieces: 0, ..lot });
        }
    }
    lots.retain(|lot| enterprise.is_none_or(|only| lot.enterprise == only));
    lots.sort_by(|a, b| (&a.maker, &a.title, a.lot).cmp(&(&b.maker, &b.title, b.lot)));
    Ok(lots)
}

async fn row_of(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<stock_count::Model> {
    stock_count::Entity::find()
        .filter(stock_count::Column::PublicCode.eq(code))
        .filter(stock_count::Column::OutletId.eq(party.body()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

async fn lines_of(db: &impl ConnectionTrait, count: Uuid) -> Result<Vec<line::Model>> {
    Ok(line::Entity::find().filter(line::Column::CountId.eq(count)).order_by_asc(line::Column::LotId).all(db).await?)
}

/// Starts a count of the whole outlet, or of one enterprise on its shelf. The form names the count it makes: pressing
/// twice gives the first. Gives its code.
pub async fn start(app: &App, party: &Party, id: Uuid, enterprise: Option<Uuid>) -> Result<String> {
    let now = app.clock.now();
    let to = workflow::may_start(party.hand())?;
    let transaction = db::begin(&app.db).await?;
    if let Some(known) = stock_count::Entity::find_by_id(id).one(&transaction).await? {
        return if known.outlet_id == party.body() { Ok(known.public_code) } else { Err(Error::Conflict) };
    }
    if standing(&transaction, party, enterprise).await?.is_empty() {
        return Err(Invalid::one("usaha", "fault-count-empty").into());
    }
    let code = ids::new_document_code();
    let row = stock_count::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        outlet_id: Set(party.body()),
        enterprise_id: Set(enterprise),
        state: Set(to.as_str().to_owned()),
        started_by: Set(party.actor()),
        started_at: Set(TimeUnixTimestampMillis(now)),
        posted_at: Set(None),
        row_version: Set(1),
    };
    stock_count::Entity::insert(row).exec_without_returning(&transaction).await?;
    let what = Happened { kind: KIND, document: id, event: "start", from: "", to: to.as_str(), note: "" };
    happened(&transaction, now, party, what).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Enters numbers, by the code of a lot of the goods. A number that stands there already is left as it is. Gives the
/// codes whose number is more than can be there, with the most: those are not entered.
pub async fn enter(app: &App, party: &Party, code: &str, numbers: &[(String, i64)]) -> Result<Vec<(String, i64)>> {
    let now = app.clock.now();
    let today = day_at(now, &counter::regency(app, party).await?);
    let transaction = db::begin(&app.db).await?;
    let count = locked(&transaction, party, code).await?;
    decide(count.state, Event::Count, party.hand(), 0)?;
    let lots = standing(&transaction, party, count.enterprise).await?;
    let mut refused = Vec::new();
    for (name, number) in numbers {
        let lot = shelf::labelled(&transaction, name, Place::Shelf).await?.ok_or(Error::NotFound)?;
        let known = count.groups.iter().find(|group| group.pick == pick_of(&lot)).ok_or(Error::NotFound)?;
        if known.counted.is_some_and(|counted| counted.counted == *number) {
            continue;
        }
        let own: Vec<&LotView> = lots.iter().filter(|lot| pick_of(lot) == known.pick).collect();
        let on_shelf: Vec<_> = own.iter().filter(|lot| lot.pieces > 0).map(|lot| lot.on_shelf()).collect();
        let mut gone = Vec::new();
        for lot in &own {
            gone.push((lot.lot, found::findable(&transaction, lot.lot).await?));
        }
        match spread(&on_shelf, &gone, *number, today) {
            Ok(lines) => write_lines(&transaction, &count, known, now, &lines).await?,
            Err(most) => refused.push((name.clone(), most)),
        }
    }
    transaction.commit().await?;
    Ok(refused)
}

async fn write_lines(
    db: &DatabaseTransaction,
    count: &CountView,
    group: &Group,
    now: OffsetDateTime,
    lines: &[(Uuid, i64, i64)],
) -> Result<()> {
    for lot in lots_of_group(db, count, group).await? {
        line::Entity::delete_by_id((count.id, lot)).exec(db).await?;
    }
    for (lot, expected, counted) in lines {
        let usual = match counted.cmp(expected) {
            std::cmp::Ordering::Less => Some(Resolution::Sold),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Resolution::Found),
        };
        let row = line::ActiveModel {
            count_id: Set(count.id),
            lot_id: Set(*lot),
            expected: Set(i32::try_from(*expected).unwrap_or(i32::MAX)),
            counted: Set(i32::try_from(*counted).unwrap_or(i32::MAX)),
            counted_at: Set(TimeUnixTimestampMillis(now)),
            resolution: Set(usual.map(|usual| usual.as_str().to_owned())),
        };
        line::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Lots of goods that have a line in the count.
async fn lots_of_group(db: &impl ConnectionTrait, count: &CountView, group: &Group) -> Result<Vec<Uuid>> {
    let mut own = Vec::new();
    for line in lines_of(db, count.id).await? {
        let lot = shelf::of_id(db, line.lot_id, Place::Shelf).await?;
        own.extend(lot.filter(|lot| pick_of(lot) == group.pick).map(|lot| lot.lot));
    }
    Ok(own)
}

/// Says what became of the differences of goods, by the code of a lot.
pub async fn resolve(app: &App, party: &Party, code: &str, words: &[(String, Resolution)]) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let count = locked(&transaction, party, code).await?;
    decide(count.state, Event::Count, party.hand(), 0)?;
    for (name, resolution) in words {
        let Some(group) = count.groups.iter().find(|group| group.code == *name) else { continue };
        let difference = group.counted.map_or(0, Counted::difference);
        if !fits(*resolution, difference) {
            return Err(Invalid::one("langkah", "fault-count-resolution").into());
        }
        for lot in lots_of_group(&transaction, &count, group).await? {
            line::Entity::update_many()
                .col_expr(line::Column::Resolution, Expr::value(resolution.as_str()))
                .filter(line::Column::CountId.eq(count.id))
                .filter(line::Column::LotId.eq(lot))
                .filter(Expr::col(line::Column::Counted).ne(Expr::col(line::Column::Expected)))
                .exec(&transaction)
                .await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}

/// The numbers are entered; somebody who looks after the outlet looks through them.
pub async fn finish(app: &App, party: &Party, code: &str) -> Result<()> {
    step(app, party, code, Event::Finish).await
}

/// The count is thrown away; nothing happens to the goods.
pub async fn discard(app: &App, party: &Party, code: &str) -> Result<()> {
    step(app, party, code, Event::Discard).await
}

async fn step(app: &App, party: &Party, code: &str, event: Event) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let count = locked(&transaction, party, code).await?;
    let to = decide(count.state, event, party.hand(), open_lines(&count))?;
    if event == Event::Finish && count.counted() == 0 {
        return Err(Invalid::one("langkah", "fault-count-nothing").into());
    }
    change(&transaction, now, party, &count, (event, to)).await?;
    transaction.commit().await?;
    Ok(())
}

/// What posting a count brings a maker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    pub maker: String,
    pub sold: i64,
    /// Rupiah of the sold pieces that are the maker's.
    pub sold_idr: i64,
    pub lost: i64,
    /// Rupiah the outlet bears of lost and damaged pieces by the terms.
    pub borne_idr: i64,
    pub found: i64,
}

/// What posting brings each maker, in the order of their names.
pub async fn effects(db: &impl ConnectionTrait, count: &CountView) -> Result<Vec<Effect>> {
    let mut all: BTreeMap<String, Effect> = BTreeMap::new();
    for line in lines_of(db, count.id).await? {
        let Some(lot) = shelf::of_id(db, line.lot_id, Place::Shelf).await? else { continue };
        let difference = i64::from(line.counted) - i64::from(line.expected);
        let Some(resolution) = line.resolution.as_deref().and_then(Resolution::parse) else { continue };
        let effect = all.entry(lot.maker.clone()).or_default();
        effect.maker.clone_from(&lot.maker);
        match resolution {
            Resolution::Sold => {
                effect.sold -= difference;
                effect.sold_idr += lot.piece().of(-difference).0;
            }
            Resolution::Lost | Resolution::Damaged => {
                let terms = version(db, lot.agreement).await?.terms;
                effect.lost -= difference;
                effect.borne_idr += lot.piece().borne(-difference, terms.borne(cause_of(resolution)));
            }
            Resolution::Found => effect.found += difference,
        }
    }
    Ok(all.into_values().collect())
}

fn cause_of(resolution: Resolution) -> LossCause {
    if resolution == Resolution::Damaged { LossCause::Damaged } else { LossCause::Missing }
}

/// Posts the differences: sold pieces as a sale, lost and damaged ones with their documents, found ones back. What was
/// sold since stays as it is; a difference larger than what still stands there is refused.
pub async fn settle(app: &App, party: &Party, code: &str) -> Result<()> {
    let now = app.clock.now();
    let today = day_at(now, &counter::regency(app, party).await?);
    let transaction = db::begin(&app.db).await?;
    let count = locked(&transaction, party, code).await?;
    let to = decide(count.state, Event::Post, party.hand(), 0)?;
    let lines = lines_of(&transaction, count.id).await?;
    let mut lots = Vec::new();
    for line in &lines {
        lots.extend(shelf::of_id(&transaction, line.lot_id, Place::Shelf).await?);
    }
    ledger::lock(&transaction, lots.iter().map(|lot| lot.placement).collect()).await?;
    let standing = shelf::lots(&transaction, Among::Outlet(party.body()), Place::Shelf).await?;
    let key = format!("count-{}", count.id.simple());
    sold(&transaction, party, &key, (now, today), &count, &standing).await?;
    lost(&transaction, party, &key, (now, today), &count, &standing).await?;
    for line in lines.iter().filter(|line| line.counted > line.expected) {
        let lot = lots.iter().find(|lot| lot.lot == line.lot_id).ok_or(Error::NotFound)?;
        let pieces = i64::from(line.counted - line.expected);
        found::take_back(&transaction, party, &key, (now, today), (lot, pieces)).await?;
    }
    stock_count::Entity::update_many()
        .col_expr(stock_count::Column::PostedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(stock_count::Column::Id.eq(count.id))
        .exec(&transaction)
        .await?;
    change(&transaction, now, party, &count, (Event::Post, to)).await?;
    shelf::refresh(&transaction, party.body(), lots.iter().map(|lot| lot.variant).collect()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Pieces of each goods that are fewer, with what became of them.
fn fewer(count: &CountView) -> impl Iterator<Item = (Pick, i64, Resolution)> {
    count.differing().filter_map(|(group, counted)| {
        let pieces = -counted.difference();
        (pieces > 0).then_some((group.pick, pieces, counted.resolution?))
    })
}

async fn sold(
    db: &DatabaseTransaction,
    party: &Party,
    key: &str,
    (now, today): (OffsetDateTime, Date),
    count: &CountView,
    standing: &[LotView],
) -> Result<()> {
    let wanted = fewer(count).filter(|(.., resolution)| *resolution == Resolution::Sold);
    let sold: Vec<Sold> = wanted.map(|(pick, pieces, _)| Sold { pick, pieces }).collect();
    if sold.is_empty() {
        return Ok(());
    }
    // What has expired is not sold, and goods that are gone by now are no sale.
    let taken = sales::choose(standing, &sold, today).map_err(|_| Invalid::one("langkah", "fault-count-moved"))?;
    sales::write(db, party, &format!("{key}-sold"), (Source::Count, now, today), (party.body(), &taken), now).await?;
    Ok(())
}

async fn lost(
    db: &DatabaseTransaction,
    party: &Party,
    key: &str,
    (now, today): (OffsetDateTime, Date),
    count: &CountView,
    standing: &[LotView],
) -> Result<()> {
    let mut gone: Vec<(LotView, i64, LossCause)> = Vec::new();
    for (pick, pieces, resolution) in fewer(count).filter(|(.., resolution)| *resolution != Resolution::Sold) {
        let own: Vec<_> = standing.iter().filter(|lot| pick_of(lot) == pick).map(LotView::on_shelf).collect();
        // What has expired can be lost too.
        let taken = allocate(&own, pieces, Date::MIN).map_err(|_| Invalid::one("langkah", "fault-count-moved"))?;
        for (lot, pieces) in taken {
            let lot = standing.iter().find(|known| known.lot == lot).ok_or(Error::NotFound)?;
            gone.push((lot.clone(), pieces, cause_of(resolution)));
        }
    }
    if gone.is_empty() {
        return Ok(());
    }
    let moves: Vec<Goods> = gone
        .iter()
        .map(|(lot, pieces, cause)| {
            let (kind, to) = move_of(*cause);
            Goods { lot: lot.lot, kind, from: Place::Shelf, to, pieces: *pieces }
        })
        .collect();
    let operation = Operation {
        key: format!("{key}-lost"),
        command: "post_count",
        document_kind: KIND,
        document: count.id,
        party,
        at: now,
        business_day: today,
        reason: String::new(),
        reverses: None,
    };
    let posted = post(db, operation, &moves, &[]).await?;
    for ((lot, pieces, cause), stock_entry) in gone.iter().zip(posted.goods) {
        losses::open(db, now, party, Loss { lot, pieces: *pieces, cause: *cause, note: "", stock_entry }).await?;
    }
    Ok(())
}

/// The count with its row locked, as it is after the lock.
async fn locked(db: &DatabaseTransaction, party: &Party, code: &str) -> Result<CountView> {
    let row = row_of(db, party, code).await?;
    stock_count::Entity::update_many()
        .col_expr(stock_count::Column::RowVersion, Expr::col(stock_count::Column::RowVersion).add(1))
        .filter(stock_count::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    show(db, party, code).await
}

async fn change(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    count: &CountView,
    (event, to): (Event, State),
) -> Result<()> {
    stock_count::Entity::update_many()
        .col_expr(stock_count::Column::State, Expr::value(to.as_str()))
        .filter(stock_count::Column::Id.eq(count.id))
        .exec(db)
        .await?;
    let (from, to) = (count.state.as_str(), to.as_str());
    let what = Happened { kind: KIND, document: count.id, event: event.as_str(), from, to, note: "" };
    happened(db, now, party, what).await
}
