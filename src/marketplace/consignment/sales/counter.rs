//! What a clerk sees at the counter: the shelf by maker, a row for each kind of goods and price, and the lot of a label.
use std::collections::HashMap;

use sea_orm::{ConnectionTrait, Statement};
use time::{Date, Duration};
use uuid::Uuid;

use super::model::Pick;
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::service::today,
        ledger::Place,
        party::Party,
        shelf::{self, Among, LotView},
    },
};

/// Days whose sales say what is sold most.
const LATELY: i64 = 30;

/// Goods of one kind and price on the shelf.
#[derive(Clone, Debug)]
pub struct Row {
    /// Code of one of its lots, which names the goods in forms and drafts.
    pub code: String,
    pub pick: Pick,
    pub goods: String,
    pub unit_text: String,
    pub maker: String,
    pub unit_idr: i64,
    /// Pieces that may be sold today.
    pub pieces: i64,
    /// The first day of expiry among them.
    pub expires_on: Option<Date>,
    /// Pieces sold lately.
    sold: i64,
}

impl Row {
    fn of(lot: &LotView, pieces: i64) -> Self {
        Self {
            code: lot.code.clone(),
            pick: pick_of(lot),
            goods: lot.goods(),
            unit_text: lot.unit_text.clone(),
            maker: lot.maker.clone(),
            unit_idr: lot.unit_idr,
            pieces,
            expires_on: lot.expires_on,
            sold: 0,
        }
    }
}

/// The goods of a lot at its price.
pub fn pick_of(lot: &LotView) -> Pick {
    Pick::Goods { variant: lot.variant, unit_idr: lot.unit_idr }
}

/// What may be sold today, by maker, and of each what is sold most first.
pub async fn rows(app: &App, party: &Party, regency: &str) -> Result<Vec<Row>> {
    let day = today(app, regency);
    let mut rows: Vec<Row> = Vec::new();
    for lot in shelf::lots(&app.db, Among::Outlet(party.body()), Place::Shelf).await? {
        if lot.expired(day) {
            continue;
        }
        match rows.iter_mut().find(|row| row.pick == pick_of(&lot)) {
            Some(row) => row.pieces += lot.pieces,
            None => rows.push(Row::of(&lot, lot.pieces)),
        }
    }
    let sold = sold_lately(app, party.body(), day).await?;
    for row in &mut rows {
        if let Pick::Goods { variant, .. } = row.pick {
            row.sold = sold.get(&variant).copied().unwrap_or_default();
        }
    }
    rows.sort_by(|a, b| a.maker.cmp(&b.maker).then(b.sold.cmp(&a.sold)).then_with(|| a.goods.cmp(&b.goods)));
    Ok(rows)
}

async fn sold_lately(app: &App, outlet: Uuid, day: Date) -> Result<HashMap<Uuid, i64>> {
    let sql = "SELECT l.variant_id AS variant, CAST(SUM(x.qty) AS BIGINT) AS pieces FROM sale s \
               JOIN sale_line x ON x.sale_id = s.id JOIN lot l ON l.id = x.lot_id \
               WHERE s.outlet_id = $1 AND s.business_day >= $2 AND x.kind = 'sell' GROUP BY l.variant_id LIMIT 2000";
    let values = [outlet.into(), (day - Duration::days(LATELY)).into()];
    let rows = app.db.query_all_raw(Statement::from_sql_and_values(app.db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "variant")?, row.try_get("", "pieces")?))).collect()
}

/// The goods that a code in a form or a draft names, with what they are called, although none may be left. None for a
/// lot of another outlet.
pub async fn named(app: &App, party: &Party, code: &str) -> Result<Option<Row>> {
    let Some(lot) = shelf::labelled(&app.db, code, Place::Shelf).await? else { return Ok(None) };
    let own = shelf::outlet_of(&app.db, &lot).await? == party.body();
    Ok(own.then(|| Row::of(&lot, 0)))
}

/// What a label leads to.
#[derive(Clone, Debug)]
pub struct Label {
    pub lot: LotView,
    pub expired: bool,
    /// Pieces of the same goods and price in other lots, when none of this one may be sold.
    pub others: i64,
}

impl Label {
    /// What is sold when this label was read: the lot exactly, or others like it.
    pub fn pick(&self) -> Pick {
        if self.others > 0 { pick_of(&self.lot) } else { Pick::Lot(self.lot.lot) }
    }

    /// Pieces that may be sold.
    pub fn sellable(&self) -> i64 {
        match self.others {
            0 if self.expired => 0,
            0 => self.lot.pieces,
            others => others,
        }
    }
}

/// The lot of a label at the outlet; one of another outlet does not exist.
pub async fn label(app: &App, party: &Party, code: &str, regency: &str) -> Result<Label> {
    let lot = shelf::labelled(&app.db, code, Place::Shelf).await?.ok_or(Error::NotFound)?;
    if shelf::outlet_of(&app.db, &lot).await? != party.body() {
        return Err(Error::NotFound);
    }
    let expired = lot.expired(today(app, regency));
    let mut others = 0;
    if lot.pieces == 0 || expired {
        let like = rows(app, party, regency).await?.into_iter().find(|row| row.pick == pick_of(&lot));
        others = like.map_or(0, |row| row.pieces);
    }
    Ok(Label { lot, expired, others })
}

/// The outlet where the goods of a label are, by the code on it.
pub async fn outlet_of_label(app: &App, code: &str) -> Result<Option<Uuid>> {
    match shelf::labelled(&app.db, code, Place::Shelf).await? {
        Some(lot) => shelf::outlet_of(&app.db, &lot).await.map(Some),
        None => Ok(None),
    }
}

/// The regency of the outlet, which decides what day it is there.
pub async fn regency(app: &App, party: &Party) -> Result<String> {
    use entity::public::outlet;
    use sea_orm::EntityTrait;
    Ok(outlet::Entity::find_by_id(party.body()).one(&app.db).await?.ok_or(Error::NotFound)?.regency_code)
}
