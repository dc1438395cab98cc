//! The pledge for everybody to read, for employers to accept, and for the operator to renew.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Standing, Version},
    policy::MaySignPledge,
    service::{self, Acceptance},
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::{MayEnter, MayOperate},
    },
    platform::{i18n::Lang, params::Params},
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed},
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/janji-pemberi-kerja", Who::Everyone, read);
    routes.get("/perekrut/{code}/ikrar", Who::may::<MayEnter>(), show);
    routes.post("/perekrut/{code}/ikrar", Who::may::<MaySignPledge>(), accept);
    routes.get("/operator/ikrar", Who::may::<MayOperate>(), show_versions);
    routes.post("/operator/ikrar", Who::may::<MayOperate>(), renew);
}

fn clauses(ui: &Ui, version: &Version) -> Vec<String> {
    if ui.language() == Lang::En { version.clauses_en.clone() } else { version.clauses_id.clone() }
}

#[derive(Template)]
#[template(path = "pages/pledge/public.html")]
struct PublicPage {
    ui: Ui,
    head: Head,
    version: String,
    clauses: Vec<String>,
}

async fn read(app: http::Data<App>, ui: Ui) -> Answer {
    let version = service::present(&app.db, app.clock.now()).await?.ok_or(Error::NotFound)?;
    let body = PublicPage {
        head: Head::new(&ui, ui.t("pledge-public-title"), ui.t("pledge-public-text"), "/janji-pemberi-kerja"),
        version: ui.ts("pledge-version", "number", &version.number.to_string()),
        clauses: clauses(&ui, &version),
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}

#[derive(Template)]
#[template(path = "pages/pledge/sign.html")]
struct SignPage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    action: String,
    standing: String,
    tone: &'static str,
    version: i32,
    version_words: String,
    /// Number, words and whether it is ticked.
    clauses: Vec<(String, String, bool)>,
    /// The version in force still has to be accepted, and whoever reads this may.
    may_sign: bool,
    signed: Vec<(String, String)>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    seat.may::<MayEnter>(&app).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("pledge-done") } else { String::new() };
    sign_page(&app, ui, &seat, StatusCode::OK, FormView::default().done(notice), &[]).await
}

async fn sign_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView, ticked: &[usize]) -> Answer {
    let now = app.clock.now();
    let version = service::present(&app.db, now).await?.ok_or(Error::NotFound)?;
    let standing = service::standing(&app.db, seat.body.id, now).await?;
    let (words, tone) = match standing {
        Standing::None => (ui.t("pledge-none"), "yours"),
        Standing::Current => (ui.t("pledge-current"), "good"),
        Standing::Grace { until } => (ui.ts("pledge-grace", "when", &ui.moment(&until, Zone::Wita)), "yours"),
        Standing::Lapsed => (ui.t("pledge-lapsed"), "stop"),
    };
    let signed = service::signed(&app.db, seat.body.id).await?;
    let line = |signed: service::Signed| {
        let version = ui.ts("pledge-version", "number", &signed.version.to_string());
        let who = format!("{}, {}. {}", signed.name, signed.position, ui.moment(&signed.at, Zone::Wita));
        (version, who)
    };
    let body = SignPage {
        head: Head::unlisted(ui.t("pledge-title"), ui.t("pledge-title")).to_mend(&ui, form.faults().len()),
        home: seat.base.clone(),
        action: format!("{}/ikrar", seat.base),
        standing: words,
        tone,
        version: version.number,
        version_words: ui.ts("pledge-version", "number", &version.number.to_string()),
        clauses: clauses(&ui, &version)
            .into_iter()
            .enumerate()
            .map(|(number, clause)| (number.to_string(), clause, ticked.contains(&number)))
            .collect(),
        may_sign: standing != Standing::Current && seat.office.administers() && seat.actor.has_factor(),
        signed: signed.into_iter().map(line).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn accept(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MaySignPledge>(&app).await?;
    let text = |name: &str| form.0.get(name).unwrap_or_default().to_owned();
    let acceptance = Acceptance {
        version: form.0.get("versi_ikrar").and_then(|typed| typed.parse().ok()).unwrap_or_default(),
        ticked: form.0.all("ikrar").filter_map(|typed| typed.parse().ok()).collect(),
        name: text("nama"),
        position: text("kedudukan"),
    };
    let ticked = acceptance.ticked.clone();
    match mend(service::accept(&app, permit, acceptance).await)? {
        Ok(()) => Ok(see_other(&format!("{}/ikrar?ok", seat.base)).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            sign_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view, &ticked).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/pledge/versions.html")]
struct VersionsPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// Number, from when on, and the clauses.
    versions: Vec<(String, String, Vec<String>)>,
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

async fn show_versions(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    may(&app, &actor).await?;
    let latest = service::versions(&app.db).await?.into_iter().next();
    let lines = |clauses: Option<&Vec<String>>| clauses.map(|clauses| clauses.join("\n\n")).unwrap_or_default();
    let view = FormView::with([
        ("ikrar_id", lines(latest.as_ref().map(|version| &version.clauses_id))),
        ("ikrar_en", lines(latest.as_ref().map(|version| &version.clauses_en))),
    ]);
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    versions_page(&app, ui, StatusCode::OK, view.done(notice)).await
}

async fn versions_page(app: &App, ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let version = |version: &Version| {
        let number = ui.ts("pledge-version", "number", &version.number.to_string());
        let from = ui.ts("pledge-from", "when", &ui.moment(&version.valid_from, Zone::Wita));
        (number, from, clauses(&ui, version))
    };
    let body = VersionsPage {
        head: Head::unlisted(ui.t("pledge-versions-title"), ui.t("pledge-versions-title"))
            .to_mend(&ui, form.faults().len()),
        versions: service::versions(&app.db).await?.iter().map(version).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn renew(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let from = match days::read(&form.0, "mulai") {
        Typed::Day(day) => day.midnight().assume_offset(Zone::Wita.utc_offset()),
        Typed::Nothing | Typed::Wrong => app.clock.now(),
    };
    let done = service::renew(&app, &permit, paragraphs(&form.0, "ikrar_id"), paragraphs(&form.0, "ikrar_en"), from);
    match mend(done.await)? {
        Ok(()) => Ok(see_other("/operator/ikrar?ok").finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            versions_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

/// A clause a paragraph.
fn paragraphs(params: &Params, name: &str) -> Vec<String> {
    let text = params.raw(name).unwrap_or_default().replace("\r\n", "\n");
    let clauses = text.split("\n\n").map(|clause| clause.split_whitespace().collect::<Vec<_>>().join(" "));
    clauses.filter(|clause| !clause.is_empty()).collect()
}
