//! Public reads of goods: the list, a search, one thing, the newest, the neighbours of a thing.
use std::collections::HashMap;

use entity::public::{availability, category, enterprise, outlet, product, product_photo, variant};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::{
    index,
    model::{Band, Category, ChoiceView, GoodsFilter, Halal, Photo, ProductCard, ProductView, Shelf, fullest},
};
use crate::{
    app::App,
    error::{Error, Result},
    platform::{
        db,
        listing::{Key, MOST_HITS, PAGE_SIZE, Page, Position, page_size},
        money::Rupiah,
    },
    regions,
};

/// The list of goods: by words from the search engine, else the newest first with sold-out goods last.
pub async fn browse(app: &App, filter: &GoodsFilter) -> Result<Page<ProductCard>> {
    if !shelf_is_open(app).await? {
        return Ok(Page { items: Vec::new(), total: None, previous: None, next: None });
    }
    if !filter.words.is_empty()
        && let Some(page) = search(app, filter).await?
    {
        return Ok(page);
    }
    let total = app.search.count(&index::query(filter))?;
    let rows = newest_rows(app, filter).await?;
    let page = Page::keyed(rows, &filter.position, total, |row| Key {
        first: row.in_stock,
        day: row.published_on.unwrap_or(time::Date::MIN),
        code: row.public_code.clone(),
    });
    let cards = cards(&app.db, &page.items).await?;
    Ok(Page { items: cards, total: page.total, previous: page.previous, next: page.next })
}

/// The newest goods in stock.
pub async fn newest(app: &App, limit: u64) -> Result<Vec<ProductCard>> {
    if !shelf_is_open(app).await? {
        return Ok(Vec::new());
    }
    let rows = published()
        .order_by_desc(product::Column::InStock)
        .order_by_desc(product::Column::PublishedOn)
        .order_by_asc(product::Column::PublicCode)
        .limit(limit)
        .all(&app.db)
        .await?;
    cards(&app.db, &rows).await
}

/// What an enterprise sells.
pub async fn of_enterprise(app: &App, code: &str) -> Result<Vec<ProductCard>> {
    if !shelf_is_open(app).await? {
        return Ok(Vec::new());
    }
    let maker = Query::select()
        .column(enterprise::Column::Id)
        .from(enterprise::Entity)
        .and_where(enterprise::Column::PublicCode.eq(code))
        .take();
    let rows = published()
        .filter(product::Column::EnterpriseId.in_subquery(maker))
        .order_by_desc(product::Column::InStock)
        .order_by_asc(product::Column::Title)
        .limit(200)
        .all(&app.db)
        .await?;
    cards(&app.db, &rows).await
}

/// What stands at an outlet today, the fullest shelves first.
pub async fn at_outlet(app: &App, code: &str) -> Result<Vec<ProductCard>> {
    if !shelf_is_open(app).await? {
        return Ok(Vec::new());
    }
    let rows = published()
        .filter(stands_at(Some(code)))
        .order_by_desc(product::Column::PublishedOn)
        .order_by_asc(product::Column::PublicCode)
        .limit(200)
        .all(&app.db)
        .await?;
    cards(&app.db, &rows).await
}

/// One thing. What was public and is no longer answers [`Error::Gone`]; what never was answers [`Error::NotFound`].
pub async fn show(app: &App, code: &str) -> Result<ProductView> {
    let (row, maker, kind) = product::Entity::find()
        .filter(product::Column::PublicCode.eq(code))
        .find_also_related(enterprise::Entity)
        .find_also_related(category::Entity)
        .one(&app.db)
        .await?
        .and_then(|(row, maker, kind)| Some((row, maker?, kind?)))
        .ok_or(Error::NotFound)?;
    match row.state.as_str() {
        "published" if maker.state == "active" => {}
        "published" => return Err(Error::Gone),
        "held" | "archived" if row.published_on.is_some() => return Err(Error::Gone),
        _ => return Err(Error::NotFound),
    }
    view(&app.db, row, maker, kind).await
}

/// A row as everybody would see it, whatever its state. Whoever asks has shown that they may.
pub(super) async fn view_of(db: &impl ConnectionTrait, row: product::Model) -> Result<ProductView> {
    let maker = enterprise::Entity::find_by_id(row.enterprise_id).one(db).await?.ok_or(Error::NotFound)?;
    let kind = category::Entity::find_by_id(row.category_id).one(db).await?.ok_or(Error::NotFound)?;
    view(db, row, maker, kind).await
}

/// Other goods of the same kind, for the page of a thing that is gone or sold out.
pub async fn similar(app: &App, code: &str, limit: u64) -> Result<Vec<ProductCard>> {
    let same = Query::select()
        .column(product::Column::CategoryId)
        .from(product::Entity)
        .and_where(product::Column::PublicCode.eq(code))
        .take();
    let rows = published()
        .filter(product::Column::CategoryId.in_subquery(same))
        .filter(product::Column::PublicCode.ne(code))
        .filter(product::Column::InStock.eq(true))
        .order_by_desc(product::Column::PublishedOn)
        .order_by_asc(product::Column::PublicCode)
        .limit(limit)
        .all(&app.db)
        .await?;
    cards(&app.db, &rows).await
}

/// All kinds of goods, by name.
pub async fn categories(app: &App) -> Result<Vec<Category>> {
    let rows = category::Entity::find().order_by_asc(category::Column::NameId).all(&app.db).await?;
    Ok(rows.into_iter().map(category_view).collect())
}

/// Whether enough enterprises have published goods for the shelf to be open. It counts public facts only.
pub async fn shelf_is_open(app: &App) -> Result<bool> {
    let makers: Vec<Uuid> = published()
        .select_only()
        .column(product::Column::EnterpriseId)
        .distinct()
        .limit(app.settings.shelf_opens_at)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(makers.len() as u64 >= app.settings.shelf_opens_at)
}

/// Codes of published goods with the Monday of their publication, for the sitemap.
pub async fn sitemap(app: &App) -> Result<Vec<(String, time::Date)>> {
    if !shelf_is_open(app).await? {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, Option<time::Date>)> = published()
        .select_only()
        .columns([product::Column::PublicCode, product::Column::PublishedOn])
        .order_by_asc(product::Column::PublicCode)
        .limit(20_000)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().filter_map(|(code, day)| Some((code, day?))).collect())
}

/// Published goods of enterprises that are still there.
fn published() -> sea_orm::Select<product::Entity> {
    offered().filter(product::Column::State.eq("published"))
}

/// Those of these goods that are published.
fn published_among(ids: impl IntoIterator<Item = Uuid>) -> sea_orm::Select<product::Entity> {
    offered().filter(db::is(product::Column::State, "published")).filter(product::Column::Id.is_in(ids))
}

/// Goods of enterprises that are still there.
fn offered() -> sea_orm::Select<product::Entity> {
    let closed = Query::select()
        .column(enterprise::Column::Id)
        .from(enterprise::Entity)
        .and_where(enterprise::Column::State.ne("active"))
        .take();
    product::Entity::find().filter(product::Column::EnterpriseId.not_in_subquery(closed))
}

async fn search(app: &App, filter: &GoodsFilter) -> Result<Option<Page<ProductCard>>> {
    let Some(hits) = app.search.find(&index::query(filter))? else { return Ok(None) };
    let number = filter.position.number();
    let wanted: Vec<Uuid> = hits.iter().skip((number - 1) * page_size()).take(page_size()).map(|hit| hit.id).collect();
    let rows = published_among(wanted.iter().copied()).all(&app.db).await?;
    let mut by_id: HashMap<Uuid, product::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let ordered: Vec<_> = wanted.iter().filter_map(|id| by_id.remove(id)).collect();
    let total = if hits.len() < MOST_HITS { Some(hits.len()) } else { app.search.count(&index::query(filter))? };
    Ok(Some(Page::numbered(cards(&app.db, &ordered).await?, number, hits.len(), total)))
}

/// One row more than a page holds, in the order of the list or, for a page before a key, reversed.
async fn newest_rows(app: &App, filter: &GoodsFilter) -> Result<Vec<product::Model>> {
    use product::Column::{InStock, PublicCode, PublishedOn};
    let mut rows = published().filter(condition(filter));
    rows = match &filter.position {
        Position::Before(key) => {
            rows.filter(before(key)).order_by_asc(InStock).order_by_asc(PublishedOn).order_by_desc(PublicCode)
        }
        Position::After(key) => {
            rows.filter(after(key)).order_by_desc(InStock).order_by_desc(PublishedOn).order_by_asc(PublicCode)
        }
        _ => rows.order_by_desc(InStock).order_by_desc(PublishedOn).order_by_asc(PublicCode),
    };
    Ok(rows.limit(PAGE_SIZE + 1).all(&app.db).await?)
}

fn condition(filter: &GoodsFilter) -> Condition {
    let kind = filter.category.as_ref().map(|key| {
        let id = Query::select()
            .column(category::Column::Id)
            .from(category::Entity)
            .and_where(category::Column::Key.eq(key))
            .take();
        product::Column::CategoryId.in_subquery(id)
    });
    Condition::all()
        .add_option(kind)
        .add_option(filter.outlet.as_ref().map(|code| stands_at(Some(code))))
        .add_option(filter.price_min.map(|least| product::Column::PriceIdr.gte(least.0)))
        .add_option(filter.price_max.map(|most| product::Column::PriceIdr.lte(most.0)))
        .add_option(filter.in_stock.then(|| product::Column::InStock.eq(true)))
        .add_option(filter.halal.then(|| product::Column::Halal.eq(Halal::Certified.as_str())))
}

fn after(key: &Key) -> Condition {
    use product::Column::{InStock, PublicCode, PublishedOn};
    let same_stock = || Condition::all().add(InStock.eq(key.first));
    Condition::any()
        .add(InStock.lt(key.first))
        .add(same_stock().add(PublishedOn.lt(key.day)))
        .add(same_stock().add(PublishedOn.eq(key.day)).add(PublicCode.gt(&key.code)))
}

fn before(key: &Key) -> Condition {
    use product::Column::{InStock, PublicCode, PublishedOn};
    let same_stock = || Condition::all().add(InStock.eq(key.first));
    Condition::any()
        .add(InStock.gt(key.first))
        .add(same_stock().add(PublishedOn.gt(key.day)))
        .add(same_stock().add(PublishedOn.eq(key.day)).add(PublicCode.lt(&key.code)))
}

/// The product stands at the outlet of a code, or at any.
fn stands_at(code: Option<&str>) -> Expr {
    let mut shelf = Query::select();
    shelf
        .column((variant::Entity, variant::Column::ProductId))
        .from(availability::Entity)
        .join(
            JoinType::InnerJoin,
            variant::Entity,
            Expr::col((variant::Entity, variant::Column::Id))
                .equals((availability::Entity, availability::Column::VariantId)),
        )
        .and_where(Expr::col((availability::Entity, availability::Column::Band)).ne(Band::None.as_str()));
    if let Some(code) = code {
        shelf
            .join(
                JoinType::InnerJoin,
                outlet::Entity,
                Expr::col((outlet::Entity, outlet::Column::Id))
                    .equals((availability::Entity, availability::Column::OutletId)),
            )
            .and_where(Expr::col((outlet::Entity, outlet::Column::PublicCode)).eq(code));
    }
    product::Column::Id.in_subquery(shelf.take())
}

/// Cards of rows, in their order: three statements for any number of rows.
async fn cards(db: &impl ConnectionTrait, rows: &[product::Model]) -> Result<Vec<ProductCard>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let makers = makers_of(db, rows).await?;
    let mut photos = photos_of(db, &ids).await?;
    let mut shelves = bands_of(db, &ids).await?;
    rows.iter()
        .map(|row| {
            let shelves = shelves.remove(&row.id).unwrap_or_default();
            let best = fullest(shelves.iter().map(|(_, band)| *band));
            let outlet = shelves.into_iter().find(|(_, band)| *band == best && best != Band::None);
            Ok(ProductCard {
                code: row.public_code.clone(),
                title: row.title.clone(),
                unit: row.unit_text.clone(),
                price_idr: Rupiah(row.price_idr),
                maker: makers.get(&row.enterprise_id).cloned().unwrap_or_default(),
                outlet: outlet.map(|(name, _)| name),
                band: best,
                photo: photos.remove(&row.id).and_then(|photos| photos.into_iter().next()),
                published_on: row.published_on.ok_or(Error::NotFound)?,
            })
        })
        .collect()
}

async fn makers_of(db: &impl ConnectionTrait, rows: &[product::Model]) -> Result<HashMap<Uuid, String>> {
    let makers = enterprise::Entity::find()
        .select_only()
        .columns([enterprise::Column::Id, enterprise::Column::TradeName])
        .filter(enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?;
    Ok(makers.into_iter().collect())
}

pub(super) async fn photos_of(db: &impl ConnectionTrait, products: &[Uuid]) -> Result<HashMap<Uuid, Vec<Photo>>> {
    let rows = product_photo::Entity::find()
        .filter(product_photo::Column::ProductId.is_in(products.iter().copied()))
        .filter(product_photo::Column::State.eq("ready"))
        .order_by_asc(product_photo::Column::Position)
        .all(db)
        .await?;
    let mut photos: HashMap<Uuid, Vec<Photo>> = HashMap::new();
    for row in rows {
        photos.entry(row.product_id).or_default().push(Photo {
            key: row.file_key,
            alt: row.alt_text,
            width: u32::try_from(row.width).unwrap_or(1),
            height: u32::try_from(row.height).unwrap_or(1),
        });
    }
    Ok(photos)
}

/// Outlet names and bands of products, by name of the outlet.
async fn bands_of(db: &impl ConnectionTrait, products: &[Uuid]) -> Result<HashMap<Uuid, Vec<(String, Band)>>> {
    let rows: Vec<(Uuid, String, String)> = availability::Entity::find()
        .select_only()
        .column_as(variant::Column::ProductId, "product_id")
        .column_as(outlet::Column::Name, "name")
        .column(availability::Column::Band)
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .join(JoinType::InnerJoin, availability::Relation::Outlet.def())
        .filter(variant::Column::ProductId.is_in(products.iter().copied()))
        .filter(outlet::Column::State.eq("open"))
        .order_by_asc(outlet::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let mut bands: HashMap<Uuid, Vec<(String, Band)>> = HashMap::new();
    for (product, outlet, band) in rows {
        bands.entry(product).or_default().push((outlet, Band::of(&band)?));
    }
    Ok(bands)
}

async fn shelves_of(db: &impl ConnectionTrait, product: Uuid) -> Result<Vec<Shelf>> {
    let rows: Vec<(String, String, String, String)> = availability::Entity::find()
        .select_only()
        .column_as(outlet::Column::PublicCode, "code")
        .column_as(outlet::Column::Name, "name")
        .column_as(outlet::Column::RegencyCode, "regency")
        .column(availability::Column::Band)
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .join(JoinType::InnerJoin, availability::Relation::Outlet.def())
        .filter(variant::Column::ProductId.eq(product))
        .filter(outlet::Column::State.eq("open"))
        .order_by_asc(outlet::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let shelf = |(outlet_code, outlet, regency, band): (String, String, String, String)| {
        Ok(Shelf { outlet_code, outlet, place: regions::name(&regency), band: Band::of(&band)? })
    };
    rows.into_iter().map(shelf).collect()
}

/// What can be bought of a product, in the order of its maker.
async fn choices_of(db: &impl ConnectionTrait, product: Uuid) -> Result<Vec<ChoiceView>> {
    let rows = variant::Entity::find()
        .filter(variant::Column::ProductId.eq(product))
        .filter(variant::Column::State.eq("active"))
        .order_by_asc(variant::Column::Position)
        .limit(100)
        .all(db)
        .await?;
    let choice =
        |row: variant::Model| ChoiceView { code: row.public_code, name: row.name, price_idr: Rupiah(row.retail_idr) };
    Ok(rows.into_iter().map(choice).collect())
}

async fn view(
    db: &impl ConnectionTrait,
    row: product::Model,
    maker: enterprise::Model,
    kind: category::Model,
) -> Result<ProductView> {
    let photos = photos_of(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let shelves = shelves_of(db, row.id).await?;
    let choices = choices_of(db, row.id).await?;
    Ok(ProductView {
        code: row.public_code,
        title: row.title,
        body: row.body,
        unit: row.unit_text,
        price_idr: Rupiah(row.price_idr),
        category: category_view(kind),
        maker_code: maker.public_code,
        maker: maker.trade_name,
        place: regions::name(&maker.regency_code),
        ingredients: row.ingredients,
        keeps_days: row.keeps_days,
        made_to_order: row.made_to_order,
        choices,
        halal: row.halal.as_deref().map(Halal::of).transpose()?,
        not_halal: row.not_halal,
        licence_until: row.licence_until,
        photos,
        shelves,
    })
}

pub(super) fn category_view(row: category::Model) -> Category {
    Category { key: row.key, name_id: row.name_id, name_en: row.name_en }
}
