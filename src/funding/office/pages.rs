//! Pages of those who work in an office.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{policy::MayEditAgency, service};
use crate::{
    app::App,
    identity::{model::BodyKind, policy::MayEnter},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{HomePage, bodies},
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/instansi", Who::SignedIn, list);
    routes.get("/instansi/{code}", Who::may::<MayEnter>(), home);
    routes.get("/instansi/{code}/profil", Who::may::<MayEditAgency>(), show_face);
    routes.post("/instansi/{code}/profil", Who::may::<MayEditAgency>(), submit_face);
}

async fn list(ui: Ui, Signed(actor): Signed) -> Answer {
    bodies(ui, &actor, BodyKind::Agency, "agencies-title", None)
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayEnter>(&app).await?;
    let base = seat.base.clone();
    let mut home = HomePage::of(ui, &seat, "agency-home-title", Vec::new());
    if seat.office.administers() {
        home = home.tile(format!("{base}/profil"), "building", "tile-agency", "tile-agency-text");
    }
    if seat.office != crate::identity::model::Office::Reviewer {
        home = home.tile(format!("{base}/anggota"), "users", "tile-members", "tile-members-text");
    }
    if seat.office == crate::identity::model::Office::Reviewer {
        home = home.tile(format!("{base}/penilaian"), "list-checks", "tile-reviews", "tile-reviews-text");
    }
    if seat.office.role() == crate::identity::model::Role::Officer {
        home = home.tile(format!("{base}/pembukaan"), "funding", "tile-own-calls", "tile-own-calls-text");
        if !seat.office.administers() {
            home = home.tile(format!("{base}/proposal"), "file-text", "tile-inbox", "tile-inbox-text");
            home = home.tile(format!("{base}/bantuan"), "funding", "tile-office-awards", "tile-office-awards-text");
            home = home.tile(format!("{base}/angka"), "list-checks", "tile-numbers", "tile-numbers-text");
        }
        home = home.tile(format!("{base}/gerai"), "store", "tile-outlet-sums", "tile-outlet-sums-text");
    }
    home.tile("/hibah".to_owned(), "search", "tile-calls", "tile-calls-text").answer()
}

#[derive(Template)]
#[template(path = "pages/areas/agency_face.html")]
struct FacePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
}

async fn show_face(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let name = service::name(&app, &seat.may::<MayEditAgency>(&app).await?).await?;
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    face_page(ui, &seat, StatusCode::OK, FormView::with([("nama", name)]).done(notice))
}

fn face_page(ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("agency-profile-title"), ui.t("agency-profile-title"));
    let head = head.to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &FacePage { head, base: seat.base.clone(), form, ui })
}

async fn submit_face(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditAgency>(&app).await?;
    match mend(service::rename(&app, permit, form.0.get("nama").unwrap_or_default()).await)? {
        Ok(()) => Ok(see_other(&format!("{}/profil?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            face_page(ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}
