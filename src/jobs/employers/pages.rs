//! Pages of those who look after an employer.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{EmployerForm, EmployerState},
    policy::MayEditEmployer,
    service,
};
use crate::{
    app::App,
    error::Error,
    identity::{model::BodyKind, policy::MayEnter},
    jobs::{applications, desk},
    moderation::service as moderation,
    platform::params::Params,
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{HomePage, TaskRow, bodies, saved, saved_words},
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::QueryParams,
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/perekrut", Who::SignedIn, list);
    routes.get("/perekrut/baru", Who::SignedIn, show_founding);
    routes.post("/perekrut/baru", Who::SignedIn, submit_founding);
    routes.get("/perekrut/{code}", Who::may::<MayEnter>(), home);
    routes.get("/perekrut/{code}/profil", Who::may::<MayEditEmployer>(), show_face);
    routes.post("/perekrut/{code}/profil", Who::may::<MayEditEmployer>(), submit_face);
}

async fn list(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let new = app.settings.registration_open.then_some(("/perekrut/baru", "employer-found"));
    bodies(ui, &actor, BodyKind::Employer, "employers-title", new)
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    seat.may::<MayEnter>(&app).await?;
    let leads = seat.office.administers();
    let state = EmployerState::of(&seat.state)?;
    let mut tasks = Vec::new();
    if leads && seat.actor.has_factor() {
        let form = service::form(&app, &seat.may::<MayEditEmployer>(&app).await?).await?;
        if form.nib.is_empty() {
            tasks.push(TaskRow::new(&ui, "task-employer", "task-employer-why", format!("{}/profil", seat.base)));
        }
    }
    let more = desk::pages::employer_home(&app, &ui, &seat).await?;
    tasks.extend(more.tasks);
    let base = seat.base.clone();
    let state_words = ui.t(state.key());
    let mut home = HomePage::of(ui, &seat, "employer-home-title", tasks).fact("employer-state", state_words);
    if query.0.get("baru").is_some() {
        home.notice = home.ui.t("employer-registered");
    }
    if leads {
        home = home.tile(format!("{base}/profil"), "building", "tile-employer", "tile-employer-text");
    }
    let applied = applications::pages::employer_home(&app, &home.ui, &seat).await?;
    home.tasks.extend(applied.tasks);
    home.tiles(applied.tiles)
        .tile(format!("{base}/anggota"), "users", "tile-members", "tile-members-text")
        .tiles(more.tiles)
        .answer()
}

#[derive(Template)]
#[template(path = "pages/areas/employer_face.html")]
struct FacePage {
    ui: Ui,
    head: Head,
    form: FormView,
    founding: bool,
    base: String,
    action: String,
    public_url: String,
    waiting: Vec<(String, String)>,
    state: String,
}

async fn show_face(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let form = service::form(&app, &seat.may::<MayEditEmployer>(&app).await?).await?;
    let notice = saved_words(&ui, &query.0);
    let view = FormView::with([
        ("nama", form.trade_name),
        ("wilayah", regions::name(&form.regency_code)),
        ("tentang", form.about),
        ("nama_resmi", form.legal_name),
        ("nib", form.nib),
        ("wlkp", form.wlkp),
        ("alamat", form.business_address),
        ("versi", form.version.to_string()),
    ]);
    face_page(&app, ui, &seat, StatusCode::OK, view.done(notice)).await
}

async fn face_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let waiting = moderation::waiting_of(&app.db, seat.body).await?;
    let body = FacePage {
        head: Head::unlisted(ui.t("employer-profile-title"), ui.t("employer-profile-title"))
            .to_mend(&ui, form.faults().len()),
        founding: false,
        base: seat.base.clone(),
        action: format!("{}/profil", seat.base),
        public_url: String::new(),
        waiting: waiting.into_iter().map(|(label, text)| (ui.t(label), text)).collect(),
        state: ui.t(EmployerState::of(&seat.state)?.key()),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn typed(params: &Params) -> EmployerForm {
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let region = params.get("wilayah").and_then(regions::find);
    EmployerForm {
        trade_name: text("nama"),
        regency_code: region.map(|region| region.code.to_owned()).unwrap_or_default(),
        about: text("tentang"),
        legal_name: text("nama_resmi"),
        nib: text("nib").chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect(),
        wlkp: text("wlkp"),
        business_address: text("alamat"),
        version: version(params),
    }
}

async fn submit_face(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditEmployer>(&app).await?;
    let present = service::form(&app, &permit).await?.version;
    let result = service::save(&app, permit, typed(&form.0)).await;
    match mend_version(result, &ui, &form.0, present, "nama")? {
        Ok(waits) => Ok(saved(&seat.base, waits)),
        Err((status, view)) => face_page(&app, ui, &seat, status, view).await,
    }
}

async fn show_founding(app: http::Data<App>, ui: Ui, Signed(_): Signed, query: QueryParams) -> Answer {
    let invitation = query.0.get("undangan").unwrap_or_default().to_owned();
    if invitation.is_empty() && !app.settings.registration_open {
        return Err(Error::NotFound.into());
    }
    founding_page(ui, StatusCode::OK, FormView::with([("undangan", invitation)]))
}

fn founding_page(ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let body = FacePage {
        head: Head::unlisted(ui.t("employer-found"), ui.t("employer-found")).to_mend(&ui, form.faults().len()),
        founding: true,
        base: "/perekrut".to_owned(),
        action: "/perekrut/baru".to_owned(),
        public_url: String::new(),
        waiting: Vec::new(),
        state: String::new(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit_founding(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let invitation = form.0.get("undangan").unwrap_or_default();
    match mend(service::register(&app, &actor, typed(&form.0), invitation).await)? {
        Ok(code) => Ok(see_other(&format!("/perekrut/{code}?baru=1")).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            founding_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}
