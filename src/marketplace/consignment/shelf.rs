//! What stands where: lots with their pieces and prices, and the bands that visitors see instead of numbers.
use entity::{
    public::{availability, product},
    registry::trade::placement,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult,
    QueryFilter, Statement, Value, prelude::Expr, sea_query::OnConflict,
};
use time::Date;
use uuid::Uuid;

use super::{
    ledger::{Place, allocate::OnShelf, price::Piece},
    notes::goods_name,
};
use crate::{
    error::{Error, Result},
    marketplace::goods::model::Band,
    platform::{changes, search::Kind},
};

/// At most this many pieces are "few".
const FEW: i64 = 3;

/// Pieces of a lot at a place.
#[derive(Clone, Debug, FromQueryResult)]
pub struct LotView {
    pub lot: Uuid,
    pub code: String,
    pub placement: Uuid,
    pub agreement: Uuid,
    pub variant: Uuid,
    pub product: Uuid,
    /// Title of the goods.
    pub title: String,
    /// Name of the variant.
    pub variant_name: String,
    pub unit_text: String,
    pub product_code: String,
    pub maker: String,
    pub enterprise: Uuid,
    pub expires_on: Option<Date>,
    pub pull_on: Option<Date>,
    pub received_on: Option<Date>,
    pub price_seq: i32,
    pub unit_idr: i64,
    pub maker_unit_idr: i64,
    pub pieces: i64,
}

impl LotView {
    /// Name of the goods as both sides know them.
    pub fn goods(&self) -> String {
        goods_name(&self.title, &self.variant_name)
    }

    /// Whether it may not be sold on a day.
    pub fn expired(&self, day: Date) -> bool {
        self.expires_on.is_some_and(|last| last < day)
    }

    pub fn piece(&self) -> Piece {
        Piece { unit: self.unit_idr, maker: self.maker_unit_idr }
    }

    pub fn on_shelf(&self) -> OnShelf {
        OnShelf { lot: self.lot, expires_on: self.expires_on, received_on: self.received_on, pieces: self.pieces }
    }
}

/// What narrows a list of lots.
#[derive(Clone, Copy, Debug)]
pub enum Among {
    Outlet(Uuid),
    Placement(Uuid),
    /// What came with a consignment.
    Note(Uuid),
    Lot(Uuid),
}

/// Lots with pieces at a place, by maker, goods and day of expiry. At most 2,000.
pub async fn lots(db: &impl ConnectionTrait, among: Among, place: Place) -> Result<Vec<LotView>> {
    let (column, id) = match among {
        Among::Outlet(id) => ("p.outlet_id", id),
        Among::Placement(id) => ("p.id", id),
        Among::Note(id) => ("(SELECT n.consignment_id FROM consignment_line n WHERE n.id = l.consignment_line_id)", id),
        Among::Lot(id) => ("l.id", id),
    };
    select(db, &format!("{column} = $1 AND a.place = $2 AND a.qty > 0"), [id.into(), place.as_str().into()]).await
}

/// The lot of a label with its pieces at a place, which may be none.
pub async fn labelled(db: &impl ConnectionTrait, code: &str, place: Place) -> Result<Option<LotView>> {
    Ok(select(db, "l.public_code = $1 AND a.place = $2", [code.into(), place.as_str().into()]).await?.pop())
}

/// The lot of an id with its pieces at a place, which may be none.
pub async fn of_id(db: &impl ConnectionTrait, lot: Uuid, place: Place) -> Result<Option<LotView>> {
    Ok(select(db, "l.id = $1 AND a.place = $2", [lot.into(), place.as_str().into()]).await?.pop())
}

/// How many kinds of goods of an enterprise are fewer on the shelf of an outlet, or on their way there, than it wants to
/// be reminded at. Goods that no outlet received since a day are not meant to come again. At most 100.
pub async fn running_low(db: &impl ConnectionTrait, enterprise: Uuid, since: Date) -> Result<usize> {
    let sql = "SELECT l.variant_id AS variant FROM stock_account a JOIN lot l ON l.id = a.lot_id \
               JOIN placement p ON p.id = l.placement_id JOIN variant v ON v.id = l.variant_id \
               JOIN product g ON g.id = v.product_id \
               WHERE p.enterprise_id = $1 AND p.state = 'active' AND g.state = 'published' \
               AND a.place IN ('shelf', 'transit') \
               GROUP BY p.id, l.variant_id, v.low_stock_at \
               HAVING SUM(a.qty) < v.low_stock_at AND MAX(l.received_on) >= $2 LIMIT 100";
    let values: [Value; 2] = [enterprise.into(), since.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.query_all_raw(statement).await?.len())
}

/// The outlet at which a lot is, or was.
pub async fn outlet_of(db: &impl ConnectionTrait, lot: &LotView) -> Result<Uuid> {
    let row = placement::Entity::find_by_id(lot.placement).one(db).await?;
    Ok(row.ok_or(Error::NotFound)?.outlet_id)
}

async fn select(db: &impl ConnectionTrait, condition: &str, values: [Value; 2]) -> Result<Vec<LotView>> {
    let sql = format!(
        "SELECT l.id AS lot, l.public_code AS code, l.placement_id AS placement, l.agreement_id AS agreement, \
         l.variant_id AS variant, g.id AS product, g.title, v.name AS variant_name, g.unit_text, \
         g.public_code AS product_code, e.trade_name AS maker, e.id AS enterprise, l.expires_on, l.pull_on, \
         l.received_on, c.seq AS price_seq, c.unit_idr, c.maker_unit_idr, a.qty AS pieces \
         FROM stock_account a JOIN lot l ON l.id = a.lot_id JOIN placement p ON p.id = l.placement_id \
         JOIN lot_price c ON c.lot_id = l.id \
         AND c.seq = (SELECT MAX(seq) FROM lot_price WHERE lot_id = l.id) \
         JOIN variant v ON v.id = l.variant_id JOIN product g ON g.id = v.product_id \
         JOIN enterprise e ON e.id = p.enterprise_id \
         WHERE {condition} ORDER BY e.trade_name, g.title, v.position, l.expires_on, l.id LIMIT 2000"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(LotView::find_by_statement(statement).all(db).await?)
}

/// Brings the bands of variants at an outlet up to date, in the transaction of the move. The index hears of it only
/// when a band flips or a price changes: how often something is sold shows nowhere.
pub async fn refresh(db: &DatabaseTransaction, outlet: Uuid, mut variants: Vec<Uuid>) -> Result<()> {
    variants.sort_unstable();
    variants.dedup();
    let mut flipped = Vec::new();
    for variant in variants {
        let band = band_of(standing(db, outlet, variant).await?);
        let known = availability::Entity::find_by_id((variant, outlet)).one(db).await?;
        let same = known.as_ref().map_or(band == Band::None, |row| row.band == band.as_str());
        if same {
            continue;
        }
        let row = availability::ActiveModel {
            variant_id: Set(variant),
            outlet_id: Set(outlet),
            band: Set(band.as_str().to_owned()),
        };
        let replace = OnConflict::columns([availability::Column::VariantId, availability::Column::OutletId])
            .update_column(availability::Column::Band)
            .to_owned();
        availability::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
        flipped.push(variant);
    }
    renew(db, &flipped).await
}

fn band_of(pieces: i64) -> Band {
    match pieces {
        0 => Band::None,
        1..=FEW => Band::Few,
        _ => Band::Plenty,
    }
}

async fn standing(db: &impl ConnectionTrait, outlet: Uuid, variant: Uuid) -> Result<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(a.qty), 0) AS BIGINT) AS pieces FROM stock_account a \
               JOIN lot l ON l.id = a.lot_id JOIN placement p ON p.id = l.placement_id \
               WHERE p.outlet_id = $1 AND l.variant_id = $2 AND a.place = 'shelf'";
    number(db, sql, [outlet, variant]).await
}

/// The price that is shown and whether it stands anywhere follow from the shelves.
async fn renew(db: &DatabaseTransaction, variants: &[Uuid]) -> Result<()> {
    let mut products = Vec::new();
    for variant in variants {
        let found = "SELECT product_id AS id FROM variant WHERE id = $1";
        let statement = Statement::from_sql_and_values(db.get_database_backend(), found, [(*variant).into()]);
        if let Some(row) = db.query_one_raw(statement).await? {
            products.push(row.try_get::<Uuid>("", "id")?);
        }
    }
    products.sort_unstable();
    products.dedup();
    for product in &products {
        let stands = "SELECT CAST(COUNT(*) AS BIGINT) AS pieces FROM availability a JOIN variant v ON v.id = a.variant_id \
                      WHERE v.product_id = $1 AND a.band <> 'none' AND v.product_id = $2";
        let in_stock = number(db, stands, [*product, *product]).await? > 0;
        let lowest = "SELECT CAST(COALESCE(\
                      (SELECT MIN(c.unit_idr) FROM lot_price c JOIN lot l ON l.id = c.lot_id \
                      JOIN variant v ON v.id = l.variant_id JOIN stock_account a ON a.lot_id = l.id \
                      WHERE v.product_id = $1 AND a.place = 'shelf' AND a.qty > 0 \
                      AND c.seq = (SELECT MAX(seq) FROM lot_price WHERE lot_id = l.id)), \
                      (SELECT MIN(retail_idr) FROM variant WHERE product_id = $2)) AS BIGINT) AS pieces";
        let price = number(db, lowest, [*product, *product]).await?;
        product::Entity::update_many()
            .col_expr(product::Column::InStock, Expr::value(in_stock))
            .col_expr(product::Column::PriceIdr, Expr::value(price))
            .filter(product::Column::Id.eq(*product))
            .filter(product::Column::InStock.ne(in_stock).or(product::Column::PriceIdr.ne(price)))
            .exec(db)
            .await?;
    }
    changes::note(db, Kind::Product, products).await
}

async fn number(db: &impl ConnectionTrait, sql: &str, ids: [Uuid; 2]) -> Result<i64> {
    let values = ids.map(Into::into);
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get("", "pieces")).transpose()?.unwrap_or_default())
}
