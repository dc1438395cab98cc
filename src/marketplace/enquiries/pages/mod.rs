//! Pages of enquiries: the list that is being made, the side of the buyer, the side of the enterprise.
mod buyer;
mod list;
mod maker;
mod papers;
mod quote;
mod shown;

use super::policy::{MayAnswerEnquiries, MayUseOwnEnquiry};
use crate::web::{Routes, Who};

pub fn routes(routes: &mut Routes) {
    routes.get("/permintaan", Who::Everyone, list::show);
    routes.post("/permintaan", Who::SignedIn, list::send);
    routes.post("/permintaan/daftar", Who::Everyone, list::change);
    routes.get("/permintaan/saya", Who::SignedIn, buyer::list);
    routes.get("/permintaan/{item}", Who::may::<MayUseOwnEnquiry>(), buyer::show);
    routes.post("/permintaan/{item}", Who::may::<MayUseOwnEnquiry>(), buyer::act);
    routes.get("/permintaan/{item}/cetak", Who::may::<MayUseOwnEnquiry>(), buyer::print);
    routes.get("/permintaan/{item}/surat.pdf", Who::may::<MayUseOwnEnquiry>(), buyer::paper);
    routes.get("/permintaan/{item}/kalender.ics", Who::may::<MayUseOwnEnquiry>(), buyer::calendar);
    routes.get("/saya/usaha/{code}/permintaan", Who::may::<MayAnswerEnquiries>(), maker::list);
    routes.get("/saya/usaha/{code}/permintaan/{item}", Who::may::<MayAnswerEnquiries>(), maker::show);
    routes.post("/saya/usaha/{code}/permintaan/{item}", Who::may::<MayAnswerEnquiries>(), maker::act);
    routes.get("/saya/usaha/{code}/permintaan/{item}/tawar", Who::may::<MayAnswerEnquiries>(), quote::show);
    routes.post("/saya/usaha/{code}/permintaan/{item}/tawar", Who::may::<MayAnswerEnquiries>(), quote::submit);
    routes.get("/saya/usaha/{code}/permintaan/{item}/cetak", Who::may::<MayAnswerEnquiries>(), maker::print);
    routes.get("/saya/usaha/{code}/permintaan/{item}/surat.pdf", Who::may::<MayAnswerEnquiries>(), maker::paper);
    routes.get("/saya/usaha/{code}/permintaan/{item}/kalender.ics", Who::may::<MayAnswerEnquiries>(), maker::calendar);
}
