//! Pages of officers who check proposals.
mod file;
pub(in crate::funding) mod inbox;
mod steps;

use super::desk::service::File;
use crate::{
    funding::{
        deadlines::Timer,
        machine::Plan,
        pages::preview::sentences,
        preview::{Around, Names, preview},
        proposals::{policy::MayCheckProposals, workflow::State},
    },
    platform::ids::shown_document_code,
    web::{Routes, Ui, Who, session::Seat},
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

/// What comes of a step on a file, in sentences.
pub(in crate::funding::proposals) fn foreseen(ui: &Ui, file: &File, plan: &Plan<State>) -> Vec<String> {
    let dossier = &file.dossier;
    let seen = plan.to.seen().key();
    let running: Vec<Timer> = file.running.iter().map(|(timer, _)| *timer).collect();
    let (before, after) = (dossier.state.editable(), plan.to.editable());
    let around = Around {
        state: (plan.to != dossier.state).then_some(Names { group: seen, office: seen }),
        editable: (after != before).then_some(after),
        people: &[],
        running: &running,
    };
    sentences(ui, &preview(plan, &around), dossier.call.terms.zone)
}

/// Where a proposal stands on the desk of an office.
fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, shown_document_code(code))
}
