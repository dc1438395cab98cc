//! Pages of money: statements and payments for both sides, what it all comes to, files to take away, and the office that
//! runs an outlet. Both sides read the same statement; the buttons are what the workflow allows whoever looks.
mod agency;
mod home;
mod lists;
mod mediation;
mod print;
mod sheets;
mod statement;
mod views;
mod words;

pub use home::{maker_tasks, outlet_tasks};

use crate::{
    marketplace::consignment::policy::{MayManageShop, MayMediate, MaySeeOutletSums, MayTrade},
    web::{Routes, Who},
};

pub fn routes(routes: &mut Routes) {
    let maker = Who::may::<MayTrade>();
    routes.get("/saya/usaha/{code}/uang", maker, lists::maker);
    routes.get("/saya/usaha/{code}/uang/ringkasan", maker, views::maker);
    routes.get("/saya/usaha/{code}/uang/unduh", maker, sheets::maker);
    routes.get("/saya/usaha/{code}/uang/{item}", maker, statement::show_maker);
    routes.post("/saya/usaha/{code}/uang/{item}", maker, statement::submit_maker);
    routes.get("/saya/usaha/{code}/uang/{item}/unduh", maker, sheets::statement_maker);
    routes.get("/saya/usaha/{code}/bukti/{item}/foto", maker, statement::proof_maker);
    let manager = Who::may::<MayManageShop>();
    routes.get("/gerai-kelola/{code}/rekap", manager, lists::outlet);
    routes.post("/gerai-kelola/{code}/rekap", manager, lists::draft);
    routes.get("/gerai-kelola/{code}/rekap/laporan", manager, views::outlet);
    routes.get("/gerai-kelola/{code}/rekap/unduh", manager, sheets::outlet);
    routes.get("/gerai-kelola/{code}/rekap/{item}", manager, statement::show_outlet);
    routes.post("/gerai-kelola/{code}/rekap/{item}", manager, statement::submit_outlet);
    routes.get("/gerai-kelola/{code}/rekap/{item}/unduh", manager, sheets::statement_outlet);
    routes.get("/gerai-kelola/{code}/bukti/{item}/foto", manager, statement::proof_outlet);
    routes.post("/gerai-kelola/{code}/bukti/{item}/foto", manager, statement::prove);
    routes.get("/instansi/{code}/gerai", Who::may::<MaySeeOutletSums>(), agency::show);
    let mediator = Who::may::<MayMediate>();
    routes.get("/instansi/{code}/sanggahan", mediator, mediation::list);
    routes.get("/instansi/{code}/sanggahan/{item}", mediator, mediation::show);
    routes.post("/instansi/{code}/sanggahan/{item}", mediator, mediation::submit);
}
