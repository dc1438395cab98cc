//! Pages of reviewers, and of the lead whose round it is.
mod list;
mod packet;
mod ranking;
mod round;

use crate::{
    funding::proposals::policy::{MayCheckProposals, MayReviewProposals},
    web::{Routes, Who},
};

pub fn routes(routes: &mut Routes) {
    let review = Who::may::<MayReviewProposals>();
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/penilaian", review, list::show);
    routes.get("/instansi/{code}/penilaian/{item}", review, packet::show);
    routes.post("/instansi/{code}/penilaian/{item}", review, packet::act);
    routes.get("/instansi/{code}/penilaian/{item}/ikatan", review, packet::ask_leave);
    routes.post("/instansi/{code}/penilaian/{item}/ikatan", review, packet::leave);
    routes.get("/instansi/{code}/proposal/{item}/nilai", check, round::show);
    routes.post("/instansi/{code}/proposal/{item}/nilai", check, round::act);
    routes.get("/instansi/{code}/pembukaan/{item}/peringkat", check, ranking::show);
    routes.post("/instansi/{code}/pembukaan/{item}/peringkat", check, ranking::freeze);
}
