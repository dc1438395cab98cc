//! Pages of those who look after an outlet.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::policy::MayEditOutlet,
    service::{self, Face},
};
use crate::{
    app::App,
    identity::{model::BodyKind, policy::MayEnter},
    marketplace::consignment::pages::outlet_home,
    moderation::service as moderation,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{HomePage, TaskRow, bodies, saved, saved_words},
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::QueryParams,
        session::{Seat, Signed},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/gerai-kelola", Who::SignedIn, list);
    routes.get("/gerai-kelola/{code}", Who::may::<MayEnter>(), home);
    routes.get("/gerai-kelola/{code}/profil", Who::may::<MayEditOutlet>(), show_face);
    routes.post("/gerai-kelola/{code}/profil", Who::may::<MayEditOutlet>(), submit_face);
}

async fn list(ui: Ui, Signed(actor): Signed) -> Answer {
    bodies(ui, &actor, BodyKind::Outlet, "outlets-mine-title", None)
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayEnter>(&app).await?;
    let leads = seat.office.administers();
    let mut tasks = Vec::new();
    if leads && moderation::waiting_of(&app.db, seat.body).await?.is_empty() {
        let face = service::face(&app, &seat.may::<MayEditOutlet>(&app).await?).await?;
        if face.about.is_empty() {
            tasks.push(TaskRow::new(
                &ui,
                "task-outlet-about",
                "task-outlet-about-why",
                format!("{}/profil", seat.base),
            ));
        }
    }
    let added = outlet_home(&app, &ui, &seat).await?;
    tasks.extend(added.tasks);
    let (base, code) = (seat.base.clone(), seat.code.clone());
    let mut home = HomePage::of(ui, &seat, "outlet-home-title", tasks).tiles(added.tiles);
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
    let permit = seat.may::<MayEditOutlet>(&app).await?;
    let face = service::face(&app, &permit).await?;
    let notice = saved_words(&ui, &query.0);
    let form = FormView::with([
        ("nama", face.name),
        ("alamat", face.address),
        ("petunjuk", face.directions),
        ("tentang", face.about),
        ("wa", face.whatsapp),
        ("jam", face.hours),
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
    let permit = seat.may::<MayEditOutlet>(&app).await?;
    let present = service::face(&app, &permit).await?.version;
    let text = |name: &str| form.0.get(name).unwrap_or_default().to_owned();
    let face = Face {
        name: text("nama"),
        address: text("alamat"),
        directions: text("petunjuk"),
        about: text("tentang"),
        whatsapp: text("wa"),
        hours: form.0.raw("jam").unwrap_or_default().to_owned(),
        version: version(&form.0),
    };
    let result = service::save_face(&app, permit, face).await;
    match mend_version(result, &ui, &form.0, present, "nama")? {
        Ok(waits) => Ok(saved(&seat.base, waits)),
        Err((status, view)) => face_page(&app, ui, &seat, status, view).await,
    }
}
