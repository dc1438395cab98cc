//! Pages of awards, for their groups and for offices: one list, one page for an award, one page for each act, and the
//! report line by line.
mod award;
mod files;
mod list;
mod report;
mod step;

use crate::{
    error::Error,
    funding::{
        awards::{
            desk::service::{Side, View, find},
            model::Grant,
            policy::MayMoveAwards,
        },
        proposals::policy::{MayCheckProposals, MaySignProposals, MayWriteProposals},
    },
    identity::access::Permit,
    platform::ids::shown_document_code,
    web::{Routes, Who, session::Seat},
};

pub use list::enterprise_home;

pub fn routes(routes: &mut Routes) {
    let (write, sign) = (Who::may::<MayWriteProposals>(), Who::may::<MaySignProposals>());
    routes.get("/saya/usaha/{code}/bantuan", write, list::of_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}", write, award::of_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}/langkah", write, step::of_group);
    routes.post("/saya/usaha/{code}/bantuan/{item}/langkah", sign, step::act_of_group);
    routes.post("/saya/usaha/{code}/bantuan/{item}/berkas", write, files::add_of_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}/berkas/{paper}", write, files::give_to_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}/surat/{letter}", write, files::print_for_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}/laporan/{report}", write, report::of_group);
    routes.post("/saya/usaha/{code}/bantuan/{item}/laporan/{report}", write, report::save);
    routes.get("/saya/usaha/{code}/bantuan/{item}/laporan/{report}/cetak", write, files::print_report_for_group);
    routes.get("/saya/usaha/{code}/bantuan/{item}/laporan/{report}/baris/{line}", write, report::line);
    routes.post("/saya/usaha/{code}/bantuan/{item}/laporan/{report}/baris/{line}", write, report::save_line);
    routes.post("/saya/usaha/{code}/bantuan/{item}/laporan/{report}/baris/{line}/berkas", write, report::add_receipt);
    let (see, moves) = (Who::may::<MayCheckProposals>(), Who::may::<MayMoveAwards>());
    routes.get("/instansi/{code}/bantuan", see, list::of_office);
    routes.get("/instansi/{code}/bantuan/{item}", see, award::of_office);
    routes.get("/instansi/{code}/bantuan/{item}/langkah", see, step::of_office);
    routes.post("/instansi/{code}/bantuan/{item}/langkah", moves, step::act_of_office);
    routes.post("/instansi/{code}/bantuan/{item}/berkas", moves, files::add_of_office);
    routes.get("/instansi/{code}/bantuan/{item}/berkas/{paper}", see, files::give_to_office);
    routes.get("/instansi/{code}/bantuan/{item}/surat/{letter}", see, files::print_for_office);
    routes.get("/instansi/{code}/bantuan/{item}/laporan/{report}", see, report::of_office);
    routes.get("/instansi/{code}/bantuan/{item}/laporan/{report}/cetak", see, files::print_report_for_office);
}

/// Where an award lives, below the group or the office of a seat.
fn address(seat: &Seat, code: &str) -> String {
    format!("{}/bantuan/{}", seat.base, shown_document_code(code))
}

/// Who looks: the permit of the group, or that of an officer.
enum Eyes {
    Group(Permit<MayWriteProposals>),
    Office(Permit<MayCheckProposals>),
}

impl Eyes {
    const fn side(&self) -> Side<'_> {
        match self {
            Self::Group(permit) => Side::Group(permit),
            Self::Office(permit) => Side::Office(permit),
        }
    }

    const fn is_group(&self) -> bool {
        matches!(self, Self::Group(_))
    }
}

async fn group(app: &crate::app::App, seat: &Seat) -> Result<Eyes, Error> {
    Ok(Eyes::Group(seat.may::<MayWriteProposals>(app).await?))
}

async fn office(app: &crate::app::App, seat: &Seat) -> Result<Eyes, Error> {
    Ok(Eyes::Office(seat.may::<MayCheckProposals>(app).await?))
}

async fn view(app: &crate::app::App, eyes: &Eyes, code: &str) -> Result<View, Error> {
    find(app, eyes.side(), code).await
}

/// The place of a report, by its code.
fn place(grant: &Grant, report: &str) -> Result<usize, Error> {
    grant.reports.iter().position(|known| known.code == report).ok_or(Error::NotFound)
}
