//! Pages of the counter: what is sold, and what was sold.
mod scan;
mod sell;
mod sold;

use super::{Faults, Parts, item, key_of, new_key, shop_of, shown, tried, whole, words};
use crate::{
    marketplace::consignment::policy::MayKeepShop,
    web::{FormView, Routes, Ui, Who},
};

pub fn routes(routes: &mut Routes) {
    let shop = Who::may::<MayKeepShop>();
    routes.get("/gerai-kelola/{code}/jual", shop, sell::show);
    routes.post("/gerai-kelola/{code}/jual", shop, sell::submit);
    routes.get("/gerai-kelola/{code}/jual/{item}", shop, scan::show);
    routes.post("/gerai-kelola/{code}/jual/{item}", shop, scan::submit);
    routes.get("/gerai-kelola/{code}/penjualan", shop, sold::day);
    routes.get("/gerai-kelola/{code}/penjualan/{item}", shop, sold::show);
    routes.post("/gerai-kelola/{code}/penjualan/{item}", shop, sold::submit);
    routes.get("/b/{code}", Who::Everyone, scan::label);
}

/// A field for pieces with a − and a + beside it.
pub struct Stepper {
    pub name: String,
    pub goods: String,
    pub meta: Vec<String>,
    pub value: String,
    pub fault: String,
    /// What the filter looks at, in small letters.
    pub find: String,
}

/// The key of the form: the one it came with, or a new one.
pub fn key(form: &FormView) -> String {
    Some(form.v("kunci")).filter(|key| !key.is_empty()).map_or_else(new_key, str::to_owned)
}

/// Goods with what one piece is.
pub fn named(goods: &str, unit: &str) -> String {
    if unit.is_empty() { goods.to_owned() } else { format!("{goods} ({unit})") }
}

/// Pieces that may be sold, and until when.
pub fn left(ui: &Ui, pieces: i64) -> String {
    if pieces == 0 { ui.t("shelf-none") } else { ui.tn("shelf-left", pieces) }
}
