//! Pages of officers who check proposals.
mod file;
pub(in crate::funding) mod inbox;
mod steps;

use crate::{
    funding::proposals::policy::MayCheckProposals,
    platform::ids::shown_document_code,
    web::{Routes, Who, session::Seat},
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal", check, inbox::show);
    routes.get("/instansi/{code}/proposal/{item}", check, file::show);
    routes.post("/instansi/{code}/proposal/{item}/ambil", check, file::claim);
    routes.post("/instansi/{code}/proposal/{item}/periksa", check, file::mark);
    routes.post("/instansi/{code}/proposal/{item}/buka", check, file::open);
    routes.get("/instansi/{code}/proposal/{item}/langkah", check, steps::show);
    routes.post("/instansi/{code}/proposal/{item}/langkah", check, steps::act);
}

/// Where a proposal stands on the desk of an office.
fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, shown_document_code(code))
}
