//! Pages of those who look after an outlet.
use actix_web::{HttpResponse, http::StatusCode, web as http};
use askama::Template;

use super::{
    super::policy::MayEditOutlet,
    service::{self, Face},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::{self, Action, Facts, Permit},
        model::BodyKind,
        policy::MayEnter,
    },
    moderation::service as moderation,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{HomePage, TaskRow, bodies},
        errors::Failure,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/gerai-kelola", Who::SignedIn, list);
    routes.get("/gerai-kelola/{code}", Who::may::<MayEnter>(), home);
    routes.get("/gerai-kelola/{code}/profil", Who::may::<MayEditOutlet>(), show_face);
    routes.post("/gerai-kelola/{code}/profil", Who::may::<MayEditOutlet>(), submit_face);
}

type Answer = std::result::Result<HttpResponse, Failure>;

async fn may<A: Action>(app: &App, seat: &Seat) -> Result<Permit<A>> {
    access::permit(app, &seat.actor, Facts::body(seat.body)).await
}

async fn list(ui: Ui, Signed(actor): Signed) -> Answer {
    bodies(ui, &actor, BodyKind::Outlet, "outlets-mine-title", None)
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    may::<MayEnter>(&app, &seat).await?;
    let leads = seat.office.administers();
    let mut tasks = Vec::new();
    if leads && moderation::waiting_of(&app.db, seat.body).await?.is_empty() {
        let face = service::face(&app, &may::<MayEditOutlet>(&app, &seat).await?).await?;
        if face.about.is_empty() {
            tasks.push(TaskRow::new(
                &ui,
                "task-outlet-about",
                "task-outlet-about-why",
                format!("{}/profil", seat.base),
            ));
        }
    }
    let (base, code) = (seat.base.clone(), seat.code.clone());
    let mut home = HomePage::of(ui, &seat, "outlet-home-title", tasks);
    if leads {
        home = home.tile(format!("{base}/profil"), "store", "tile-face", "tile-face-text").tile(
            format!("{base}/anggota"),
            "users",
            "tile-members",
            "tile-members-text",
        );
    }
    home.tile(format!("/gerai/{code}"), "search", "tile-public", "tile-public-text").answer()
}

#[derive(Template)]
#[template(path = "pages/areas/outlet_face.html")]
struct FacePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    public_url: String,
    waiting: Vec<(String, String)>,
}

async fn show_face(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = may::<MayEditOutlet>(&app, &seat).await?;
    let face = service::face(&app, &permit).await?;
    let notice = match query.0.get("ok") {
        Some("tunggu") => ui.t("done-waits"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    };
    let form = FormView::with([
        ("nama", face.name),
        ("alamat", face.address),
        ("petunjuk", face.directions),
        ("tentang", face.about),
        ("wa", face.whatsapp),
        ("jam", service::write_hours(&face.hours)),
        ("versi", face.version.to_string()),
    ]);
    face_page(&app, ui, &seat, StatusCode::OK, form.done(notice)).await
}

async fn face_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let waiting = moderation::waiting_of(&app.db, seat.body).await?;
    let body = FacePage {
        head: Head::unlisted(ui.t("face-title"), ui.t("face-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        public_url: format!("/gerai/{}", seat.code),
        waiting: waiting.into_iter().map(|(label, text)| (ui.t(label), text)).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit_face(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = may::<MayEditOutlet>(&app, &seat).await?;
    let present = service::face(&app, &permit).await?.version;
    let text = |name: &str| form.0.get(name).unwrap_or_default().to_owned();
    let saved = match service::read_hours(form.0.raw("jam").unwrap_or_default()) {
        Ok(hours) => {
            let face = Face {
                name: text("nama"),
                address: text("alamat"),
                directions: text("petunjuk"),
                about: text("tentang"),
                whatsapp: text("wa"),
                hours,
                version: form.0.get("versi").and_then(|version| version.parse().ok()).unwrap_or_default(),
            };
            service::save_face(&app, permit, face).await
        }
        Err(faults) => Err(faults.into()),
    };
    match saved {
        Ok(true) => Ok(see_other(&format!("{}/profil?ok=tunggu", seat.base)).finish()),
        Ok(false) => Ok(see_other(&format!("{}/profil?ok=1", seat.base)).finish()),
        Err(Error::Invalid(faults)) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            face_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(Error::Conflict) => {
            let view = FormView::typed(&form.0).at_version(present).faulty(&ui, &Invalid::one("nama", "fault-changed"));
            face_page(&app, ui, &seat, StatusCode::CONFLICT, view).await
        }
        Err(error) => Err(error.into()),
    }
}
