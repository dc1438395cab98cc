//! Tables of goods: kept for a day until somebody says yes, then written by the worker, a portion at a time.
use std::collections::{BTreeMap, HashMap, HashSet};

use entity::{
    public::{category, product, variant},
    registry::ops::goods_import,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    columns::Field,
    reading::{self, Fault, ImportedProduct, Reading},
};
use crate::{
    app::App,
    enterprises,
    error::{Error, Result},
    identity::access::Permit,
    marketplace::goods::{
        manage::{
            policy::MayEditGoods,
            products::{
                model::{Basics, MOST_PRODUCTS, Own, State},
                service as products,
                workflow::{self, Event, Facts, Refusal, Who},
            },
        },
        model::Category,
        service as public,
    },
    moderation::service as moderation,
    platform::{
        audit, db, ids,
        sheets::{
            read::{Row, Sheet},
            values::folded,
        },
    },
};

/// What a table comes to, before or after it was written.
#[derive(Clone, Debug)]
pub struct Plan {
    pub code: String,
    /// Number of the row and name of each product that is new.
    pub new: Vec<(u32, String)>,
    /// The same of those that are changed.
    pub changed: Vec<(u32, String)>,
    /// Rows that say what is there already.
    pub same: usize,
    pub wrong: Vec<Wrong>,
    /// Names of columns and of sheets nothing was read from.
    pub ignored: Vec<String>,
    pub other_sheets: Vec<String>,
    pub stage: Stage,
}

/// How far a table has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has said yes.
    Waits,
    /// Of the rows that somebody said yes to, so many are written.
    Working { written: i32, rows: i32 },
    /// Written. `left` rows could not be, and can be tried again.
    Done { added: i32, changed: i32, left: i32 },
}

impl Stage {
    fn of(row: &goods_import::Model) -> Self {
        let written = row.added + row.changed;
        match (row.confirmed_at, row.done_at) {
            (None, _) => Self::Waits,
            (Some(_), None) => Self::Working { written, rows: row.rows_wanted },
            (Some(_), Some(_)) => {
                Self::Done { added: row.added, changed: row.changed, left: (row.rows_wanted - written).max(0) }
            }
        }
    }
}

/// A row that has to be mended.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub row: u32,
    pub why: Vec<Why>,
}

/// Why a row is not taken.
#[derive(Clone, Debug)]
pub enum Why {
    /// A cell of it.
    Cell(Fault),
    /// The row as a whole: the key of a sentence.
    Row(&'static str),
}

/// The rows of a table that have to be mended, with its header.
#[derive(Clone, Debug)]
pub struct WrongRows {
    pub header: Vec<String>,
    /// Cells of each row and why it was not taken. Cells of what must not be stored are not there.
    pub rows: Vec<(Vec<String>, Wrong)>,
}

/// A table as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Kept {
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
    other_sheets: Vec<String>,
    /// Rows whose words must not be stored.
    refused: Vec<u32>,
}

impl Kept {
    fn sheet(self) -> Sheet {
        let rows = self.rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
        Sheet { header: self.header, rows, other_sheets: self.other_sheets }
    }
}

/// Keeps a table that was read. Rows with words that must not be stored are left out, and only their numbers kept. Gives
/// the code of the table.
///
/// # Errors
/// The inner error names the columns that are missing.
pub async fn keep(
    app: &App,
    permit: Permit<MayEditGoods>,
    sheet: Sheet,
) -> Result<std::result::Result<String, Vec<Field>>> {
    if let Err(missing) = reading::read(&sheet, &public::categories(app).await?) {
        return Ok(Err(missing));
    }
    let refused = refused_rows(app, permit.object(), &sheet).await?;
    let rows = sheet.rows.into_iter().filter(|row| !refused.contains(&row.number));
    let kept = Kept {
        header: sheet.header,
        rows: rows.map(|row| (row.number, row.cells)).collect(),
        other_sheets: sheet.other_sheets,
        refused: refused.into_iter().collect(),
    };
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let row = goods_import::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        enterprise_id: Set(permit.object()),
        table_read: Set(serde_json::to_value(kept)?),
        made_at: Set(TimeUnixTimestampMillis(now)),
        confirmed_at: Set(None),
        confirmed_by: Set(None),
        confirmed_role: Set(String::new()),
        rows_wanted: Set(0),
        added: Set(0),
        changed: Set(0),
        tries: Set(0),
        done_at: Set(None),
    };
    goods_import::Entity::insert(row).exec_without_returning(&transaction).await?;
    audit::done(&transaction, now, permit.event("bring_goods", "enterprise")).await?;
    transaction.commit().await?;
    Ok(Ok(code))
}

/// What a table would do now, or what it did.
pub async fn plan(app: &App, permit: &Permit<MayEditGoods>, code: &str) -> Result<Plan> {
    let row = row_of(&app.db, permit.object(), code).await?;
    let known = products::all(app, permit).await?;
    let categories = public::categories(app).await?;
    let work = Work::of(&row, &known, &categories)?;
    Ok(Plan {
        new: work.new.iter().map(|product| (product.row, product.title.clone())).collect(),
        changed: work.changes.iter().map(|(product, _)| (product.row, product.title.clone())).collect(),
        same: work.same,
        wrong: work.wrong,
        ignored: work.ignored,
        other_sheets: work.other_sheets,
        code: code.to_owned(),
        stage: Stage::of(&row),
    })
}

/// The rows to mend, as they came.
pub async fn wrong_rows(app: &App, permit: &Permit<MayEditGoods>, code: &str) -> Result<WrongRows> {
    let row = row_of(&app.db, permit.object(), code).await?;
    let kept: Kept = serde_json::from_value(row.table_read.clone())?;
    let known = products::all(app, permit).await?;
    let work = Work::of(&row, &known, &public::categories(app).await?)?;
    let cells: HashMap<u32, &Vec<String>> = kept.rows.iter().map(|(number, cells)| (*number, cells)).collect();
    let rows = work.wrong.into_iter();
    let rows = rows.map(|wrong| (cells.get(&wrong.row).map(|cells| (*cells).clone()).unwrap_or_default(), wrong));
    Ok(WrongRows { rows: rows.collect(), header: kept.header.clone() })
}

/// Says yes to the good rows of a table: the worker writes them. Said twice it counts once.
pub async fn confirm(app: &App, permit: Permit<MayEditGoods>, code: &str) -> Result<()> {
    let now = app.clock.now();
    let known = products::all(app, &permit).await?;
    let categories = public::categories(app).await?;
    let transaction = db::begin(&app.db).await?;
    let row = row_of(&transaction, permit.object(), code).await?;
    let work = Work::of(&row, &known, &categories)?;
    let rows = work.new.len() + work.changes.len();
    if rows == 0 || matches!(Stage::of(&row), Stage::Working { .. }) {
        return Ok(());
    }
    let event = permit.event("import_goods", "enterprise");
    let said = goods_import::ActiveModel {
        confirmed_at: Set(Some(TimeUnixTimestampMillis(now))),
        confirmed_by: Set(event.actor),
        confirmed_role: Set(event.role.to_owned()),
        rows_wanted: Set(count(rows)),
        added: Set(0),
        changed: Set(0),
        tries: Set(0),
        done_at: Set(None),
        ..Default::default()
    };
    let not_yet = Condition::any()
        .add(goods_import::Column::ConfirmedAt.is_null())
        .add(goods_import::Column::DoneAt.is_not_null());
    let only = goods_import::Column::Id.eq(row.id);
    let set = goods_import::Entity::update_many().set(said).filter(only).filter(not_yet).exec(&transaction).await?;
    if set.rows_affected == 0 {
        return Ok(());
    }
    audit::done(&transaction, now, event).await?;
    Ok(transaction.commit().await?)
}

/// Rows written in one transaction.
const PORTION: usize = 100;
/// How often writing may fail before what is left waits for another yes.
const MOST_TRIES: i32 = 5;

/// Writes a portion of the table that has waited longest since its yes, if one does. Gives the rows that were written.
/// A portion is there as a whole or not at all, and what is written already is known by its code or name: wherever the
/// work was cut off, it goes on.
pub async fn work(app: &App) -> Result<usize> {
    let waiting = goods_import::Entity::find()
        .filter(goods_import::Column::ConfirmedAt.is_not_null())
        .filter(goods_import::Column::DoneAt.is_null())
        .order_by_asc(goods_import::Column::ConfirmedAt)
        .limit(1)
        .one(&app.db)
        .await?;
    let Some(row) = waiting else { return Ok(0) };
    let (id, tries) = (row.id, row.tries + 1);
    match write(app, row).await {
        Ok(rows) => Ok(rows),
        Err(error) => {
            let over = Some(TimeUnixTimestampMillis(app.clock.now())).filter(|_| tries >= MOST_TRIES);
            let failed = goods_import::ActiveModel { tries: Set(tries), done_at: Set(over), ..Default::default() };
            let only = goods_import::Column::Id.eq(id);
            goods_import::Entity::update_many().set(failed).filter(only).exec(&app.db).await?;
            Err(error)
        }
    }
}

async fn write(app: &App, row: goods_import::Model) -> Result<usize> {
    let now = app.clock.now();
    let known = products::living(&app.db, row.enterprise_id).await?;
    let categories = public::categories(app).await?;
    let work = Work::of(&row, &known, &categories)?;
    let kinds: HashMap<String, i32> =
        category::Entity::find().all(&app.db).await?.into_iter().map(|row| (row.key, row.id)).collect();
    let new = &work.new[..work.new.len().min(PORTION)];
    let changes = &work.changes[..work.changes.len().min(PORTION - new.len())];
    let author = Author {
        enterprise: row.enterprise_id,
        event: audit::Event {
            actor: row.confirmed_by,
            role: &row.confirmed_role,
            object_kind: "product",
            ..audit::Event::default()
        },
    };
    let transaction = db::begin(&app.db).await?;
    for product in new {
        insert(&transaction, now, &author, product).await?;
    }
    for (product, own) in changes {
        update(&transaction, now, &author, &kinds, product, own).await?;
    }
    let (added, changed) = (row.added + count(new.len()), row.changed + count(changes.len()));
    let is_over = work.new.len() + work.changes.len() <= PORTION || added + changed >= row.rows_wanted;
    let written = goods_import::ActiveModel {
        added: Set(added),
        changed: Set(changed),
        done_at: Set(Some(TimeUnixTimestampMillis(now)).filter(|_| is_over)),
        ..Default::default()
    };
    // Another worker may have written the same portion meanwhile; then this one never was.
    let counted = goods_import::Entity::update_many()
        .set(written)
        .filter(goods_import::Column::Id.eq(row.id))
        .filter(goods_import::Column::Added.eq(row.added))
        .filter(goods_import::Column::Changed.eq(row.changed))
        .filter(goods_import::Column::DoneAt.is_null())
        .exec(&transaction)
        .await?;
    if counted.rows_affected == 0 {
        return Ok(0);
    }
    transaction.commit().await?;
    Ok(new.len() + changes.len())
}

fn count(items: usize) -> i32 {
    i32::try_from(items).unwrap_or(i32::MAX)
}

/// Whose goods are written, and who said yes to it.
struct Author<'a> {
    enterprise: Uuid,
    /// A line of the trail without action and object.
    event: audit::Event<'a>,
}

/// What a table means beside the goods there are.
struct Work<'a> {
    new: Vec<ImportedProduct>,
    changes: Vec<(ImportedProduct, &'a Own)>,
    same: usize,
    wrong: Vec<Wrong>,
    ignored: Vec<String>,
    other_sheets: Vec<String>,
}

impl<'a> Work<'a> {
    fn of(row: &goods_import::Model, known: &'a [Own], categories: &[Category]) -> Result<Self> {
        let kept: Kept = serde_json::from_value(row.table_read.clone())?;
        let refused = kept.refused.clone();
        let sheet = kept.sheet();
        let Reading { products, faults, ignored } = reading::read(&sheet, categories).unwrap_or_default();
        let mut wrong: BTreeMap<u32, Vec<Why>> = BTreeMap::new();
        for fault in faults {
            wrong.entry(fault.row).or_default().push(Why::Cell(fault));
        }
        for number in refused {
            wrong.entry(number).or_default().push(Why::Row("guard-block"));
        }
        let mut work = Self {
            new: Vec::new(),
            changes: Vec::new(),
            same: 0,
            wrong: Vec::new(),
            ignored,
            other_sheets: sheet.other_sheets,
        };
        let living: Vec<&Own> = known.iter().filter(|own| own.state != State::Archived).collect();
        let by_code: HashMap<&str, &Own> = living.iter().map(|own| (own.code.as_str(), *own)).collect();
        let by_name: HashMap<String, &Own> = living.iter().map(|own| (folded(&own.title), *own)).collect();
        for product in products {
            let own = match &product.code {
                Some(code) => by_code.get(code.as_str()).copied().map(Some).ok_or("import-no-such-code"),
                None => Ok(by_name.get(&folded(&product.title)).copied()),
            };
            match own {
                Err(key) => wrong.entry(product.row).or_default().push(Why::Row(key)),
                Ok(None) if living.len() + work.new.len() >= MOST_PRODUCTS => {
                    wrong.entry(product.row).or_default().push(Why::Row(Refusal::Full.key()));
                }
                Ok(None) => work.new.push(product),
                Ok(Some(own)) if is_same(&product, own) => work.same += 1,
                Ok(Some(own)) => {
                    match workflow::decide(Some(own.state), event_of(&product, own), Who::Maker, &Facts::default()) {
                        Ok(_) => work.changes.push((product, own)),
                        Err(refusal) => wrong.entry(product.row).or_default().push(Why::Row(refusal.key())),
                    }
                }
            }
        }
        work.wrong = wrong.into_iter().map(|(row, why)| Wrong { row, why }).collect();
        Ok(work)
    }
}

/// A product as a row leaves it: what the table does not say stays.
struct Target<'a> {
    title: &'a str,
    category: &'a str,
    unit: &'a str,
    body: &'a str,
    ingredients: &'a str,
    keeps_days: Option<i32>,
    price: i64,
    weight_g: Option<i32>,
    capacity_per_week: Option<i32>,
    lead_time_days: Option<i32>,
}

impl<'a> Target<'a> {
    fn of(product: &'a ImportedProduct, own: &'a Own) -> Self {
        let or = |new: &'a str, present: &'a str| if new.is_empty() { present } else { new };
        // A product of several choices has a price for each, which a row cannot say.
        let only = match own.variants.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        Self {
            title: &product.title,
            category: &product.category_key,
            unit: &product.unit,
            body: or(&product.body, &own.body),
            ingredients: or(product.ingredients.as_deref().unwrap_or_default(), &own.ingredients),
            keeps_days: product.keeps_days.or(own.keeps_days),
            price: if only.is_some() { product.price_idr.0 } else { own.price_idr.0 },
            weight_g: only.and_then(|only| product.weight_g.or(only.weight_g)),
            capacity_per_week: product.capacity_per_week.or(own.capacity_per_week),
            lead_time_days: product.lead_time_days.or(own.lead_time_days),
        }
    }

    /// What everybody reads stays as it is.
    fn shows_the_same(&self, own: &Own) -> bool {
        (self.title, self.category, self.unit, self.body, self.ingredients, self.keeps_days)
            == (
                own.title.as_str(),
                own.category.key.as_str(),
                own.unit.as_str(),
                own.body.as_str(),
                own.ingredients.as_str(),
                own.keeps_days,
            )
    }
}

fn is_same(product: &ImportedProduct, own: &Own) -> bool {
    let target = Target::of(product, own);
    let weight = if let [only] = own.variants.as_slice() { only.weight_g } else { None };
    target.shows_the_same(own)
        && (target.price, target.weight_g, target.capacity_per_week, target.lead_time_days)
            == (own.price_idr.0, weight, own.capacity_per_week, own.lead_time_days)
}

fn event_of(product: &ImportedProduct, own: &Own) -> Event {
    if Target::of(product, own).shows_the_same(own) { Event::EditFigures } else { Event::EditShown }
}

async fn insert(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    author: &Author<'_>,
    product: &ImportedProduct,
) -> Result<()> {
    let form = Basics {
        title: product.title.clone(),
        category: product.category_key.clone(),
        unit: product.unit.clone(),
        price: Some(product.price_idr.0),
        body: product.body.clone(),
        version: 0,
    };
    let event = audit::Event { action: "create_product", ..author.event };
    let (id, _) = products::insert(db, now, (author.enterprise, event), form, product.price_idr.0).await?;
    let more = product::ActiveModel {
        ingredients: Set(product.ingredients.clone()),
        keeps_days: Set(product.keeps_days),
        capacity_per_week: Set(product.capacity_per_week),
        lead_time_days: Set(product.lead_time_days),
        ..Default::default()
    };
    product::Entity::update_many().set(more).filter(product::Column::Id.eq(id)).exec(db).await?;
    weigh(db, id, product.weight_g).await
}

async fn update(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    author: &Author<'_>,
    kinds: &HashMap<String, i32>,
    product: &ImportedProduct,
    own: &Own,
) -> Result<()> {
    let target = Target::of(product, own);
    let row = products::row_of(db, author.enterprise, &own.code).await?;
    let to = workflow::decide(Some(own.state), event_of(product, own), Who::Maker, &Facts::default())
        .map_err(|refusal| products::refused(products::BUTTONS, refusal))?;
    let change = product::ActiveModel {
        title: Set(target.title.to_owned()),
        category_id: Set(kinds.get(target.category).copied().ok_or(Error::NotFound)?),
        unit_text: Set(target.unit.to_owned()),
        body: Set(target.body.to_owned()),
        ingredients: Set(Some(target.ingredients.to_owned()).filter(|text| !text.is_empty())),
        keeps_days: Set(target.keeps_days),
        price_idr: Set(target.price),
        capacity_per_week: Set(target.capacity_per_week),
        lead_time_days: Set(target.lead_time_days),
        ..Default::default()
    };
    if own.variants.len() == 1 {
        variant::Entity::update_many()
            .col_expr(variant::Column::RetailIdr, Expr::value(target.price))
            .filter(variant::Column::ProductId.eq(own.id))
            .filter(variant::Column::State.eq("active"))
            .exec(db)
            .await?;
        weigh(db, own.id, target.weight_g).await?;
    }
    products::move_to(db, now, &row, own.version, to, change).await?;
    let event = audit::Event { action: "edit_product", object: Some(own.id), ..author.event };
    audit::done(db, now, event).await
}

async fn weigh(db: &impl ConnectionTrait, product: Uuid, grams: Option<i32>) -> Result<()> {
    let Some(grams) = grams else { return Ok(()) };
    variant::Entity::update_many()
        .col_expr(variant::Column::WeightG, Expr::value(grams))
        .filter(variant::Column::ProductId.eq(product))
        .filter(variant::Column::State.eq("active"))
        .exec(db)
        .await?;
    Ok(())
}

/// Rows with words that must not be stored, in whichever column they stand.
async fn refused_rows(app: &App, enterprise: Uuid, sheet: &Sheet) -> Result<HashSet<u32>> {
    let legal_name = enterprises::service::legal_name(&app.db, enterprise).await?;
    let mut refused = HashSet::new();
    for row in &sheet.rows {
        let cells = row.cells.iter().filter(|cell| cell.chars().any(char::is_alphabetic));
        let words = cells.map(String::as_str).collect::<Vec<_>>().join("\n");
        if moderation::judge(app, &words, &legal_name).await?.is_err() {
            refused.insert(row.number);
        }
    }
    Ok(refused)
}

/// A table of an enterprise.
async fn row_of(db: &impl ConnectionTrait, enterprise: Uuid, code: &str) -> Result<goods_import::Model> {
    goods_import::Entity::find()
        .filter(goods_import::Column::EnterpriseId.eq(enterprise))
        .filter(goods_import::Column::PublicCode.eq(code))
        .order_by_desc(goods_import::Column::MadeAt)
        .limit(1)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}
