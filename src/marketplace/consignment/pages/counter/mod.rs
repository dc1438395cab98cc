//! Pages of the counter: what is sold and was sold, what is counted, pulled, lost and sent home. Losses and returns have
//! a page for the maker too.
mod back;
mod count;
mod loss;
mod pull;
mod scan;
mod sell;
mod sold;

use uuid::Uuid;

use super::{
    Faults, Parts, home, item, key_of, maker_of, manager_of, new_key, placement::other, proof, shop_of, shown, tried,
    whole, words,
};
use crate::{
    marketplace::consignment::policy::{MayKeepShop, MayManageShop, MayTrade},
    platform::{ids, params::Params},
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
    routes.get("/gerai-kelola/{code}/tarik", shop, pull::show);
    routes.post("/gerai-kelola/{code}/tarik", shop, pull::submit);
    routes.get("/gerai-kelola/{code}/hitung", shop, count::list);
    routes.post("/gerai-kelola/{code}/hitung", shop, count::start);
    routes.get("/gerai-kelola/{code}/hitung/{item}", shop, count::show);
    routes.post("/gerai-kelola/{code}/hitung/{item}", shop, count::submit);
    let (manager, maker) = (Who::may::<MayManageShop>(), Who::may::<MayTrade>());
    routes.get("/gerai-kelola/{code}/rusak", shop, loss::outlet);
    routes.post("/gerai-kelola/{code}/rusak", manager, loss::answer);
    routes.get("/gerai-kelola/{code}/rusak/baru", shop, loss::show_new);
    routes.post("/gerai-kelola/{code}/rusak/baru", shop, loss::submit_new);
    routes.get("/gerai-kelola/{code}/rusak/{item}", shop, loss::show_outlet);
    routes.post("/gerai-kelola/{code}/rusak/{item}", manager, loss::submit_outlet);
    routes.get("/gerai-kelola/{code}/rusak/{item}/foto", shop, loss::photo_outlet);
    routes.post("/gerai-kelola/{code}/rusak/{item}/foto", shop, loss::prove);
    routes.get("/saya/usaha/{code}/rusak", maker, loss::maker);
    routes.get("/saya/usaha/{code}/rusak/{item}", maker, loss::show_maker);
    routes.post("/saya/usaha/{code}/rusak/{item}", maker, loss::submit_maker);
    routes.get("/saya/usaha/{code}/rusak/{item}/foto", maker, loss::photo_maker);
    routes.get("/gerai-kelola/{code}/kembali", shop, back::outlet);
    routes.get("/gerai-kelola/{code}/kembali/baru", manager, back::show_new_outlet);
    routes.post("/gerai-kelola/{code}/kembali/baru", manager, back::submit_new_outlet);
    routes.get("/gerai-kelola/{code}/kembali/{item}", shop, back::show_outlet);
    routes.post("/gerai-kelola/{code}/kembali/{item}", shop, back::submit_outlet);
    routes.get("/saya/usaha/{code}/kembali", maker, back::maker);
    routes.get("/saya/usaha/{code}/kembali/baru", maker, back::show_new_maker);
    routes.post("/saya/usaha/{code}/kembali/baru", maker, back::submit_new_maker);
    routes.get("/saya/usaha/{code}/kembali/{item}", maker, back::show_maker);
    routes.post("/saya/usaha/{code}/kembali/{item}", maker, back::submit_maker);
}

/// The name of the document a form makes, which the form carries so that pressing twice makes one.
pub fn once(typed: &Params) -> Uuid {
    typed.get("kunci").and_then(|key| Uuid::try_parse(key).ok()).unwrap_or_else(ids::new_id)
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
