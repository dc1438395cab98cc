//! Pages of those who write proposals for an enterprise.
mod begin;
mod budget;
mod list;
mod section;
mod send;
mod tasks;

use crate::{
    error::{Error, Invalid},
    funding::proposals::{
        policy::{MaySignProposals, MayWriteProposals},
        workflow::State,
    },
    web::{Routes, Ui, Who, session::Seat},
};

pub(in crate::funding) use budget::{form_key, sum as line_sum};
pub use list::enterprise_home;
pub(in crate::funding) use send::{answers, in_words, label};

pub fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteProposals>();
    let sign = Who::may::<MaySignProposals>();
    routes.get("/hibah/{code}/ajukan", Who::SignedIn, begin::choose);
    routes.get("/saya/usaha/{code}/proposal", write, list::show);
    routes.get("/saya/usaha/{code}/proposal/mulai/{item}", write, begin::show);
    routes.post("/saya/usaha/{code}/proposal/mulai/{item}", write, begin::start);
    routes.get("/saya/usaha/{code}/proposal/{item}", write, tasks::show);
    routes.get("/saya/usaha/{code}/proposal/{item}/isi/{section}", write, section::show);
    routes.post("/saya/usaha/{code}/proposal/{item}/isi/{section}", write, section::save);
    routes.get("/saya/usaha/{code}/proposal/{item}/rab", write, budget::list);
    routes.get("/saya/usaha/{code}/proposal/{item}/rab/{line}", write, budget::show);
    routes.post("/saya/usaha/{code}/proposal/{item}/rab/{line}", write, budget::save);
    routes.get("/saya/usaha/{code}/proposal/{item}/kirim", write, send::show);
    routes.post("/saya/usaha/{code}/proposal/{item}/kirim", sign, send::act);
    super::mending::pages::routes(routes);
}

/// Where a proposal of the enterprise of a seat lives.
pub(in crate::funding) fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, crate::platform::ids::shown_document_code(code))
}

/// The word and the tone of where a proposal stands, as its group sees it.
fn seen(ui: &Ui, state: State) -> (String, &'static str) {
    (ui.t(state.seen().key()), state.tone())
}

/// Why something is refused that is not the fault of one field.
pub(in crate::funding) fn refusal(error: Error) -> Result<Invalid, Error> {
    match error {
        Error::Invalid(faults) => Ok(faults),
        Error::Conflict => Ok(Invalid::one("tindakan", "fault-changed")),
        other => Err(other),
    }
}
