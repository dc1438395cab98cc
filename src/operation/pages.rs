//! Pages of the operator.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::office::service::{self as offices, AgencyKind},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        members::{pages::invited_page, service as members},
        model::{Body, BodyKind, Office},
        policy::MayOperate,
    },
    jobs::employers::{
        model::{EmployerRow as Employer, EmployerState},
        service as employers,
    },
    moderation::service as moderation,
    platform::{audit, db, outbox},
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{HomePage, TaskRow},
        errors::Answer,
        forms::FormParams,
        page,
        params::{Code, QueryParams},
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let operate = Who::may::<MayOperate>();
    routes.get("/operator", operate, home);
    routes.get("/operator/lembaga", operate, show_bodies);
    routes.post("/operator/lembaga", operate, add_agency);
    routes.post("/operator/gerai", operate, add_outlet);
    routes.get("/operator/perusahaan", operate, show_employers);
    routes.post("/operator/perusahaan/{code}", operate, decide_employer);
    routes.get("/operator/orang", operate, show_people);
    routes.post("/operator/undang", operate, invite_founder);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    may(&app, &seat.actor).await?;
    let (waiting, dead) = outbox::standing(&app.db).await?;
    let employers = employers::count_waiting(&app.db).await?;
    let texts = moderation::count(&app.db).await?;
    let mut tasks = Vec::new();
    if employers > 0 {
        tasks.push(TaskRow::new(
            &ui,
            "task-check-employers",
            "task-check-employers-why",
            "/operator/perusahaan".to_owned(),
        ));
    }
    if dead > 0 {
        tasks.push(TaskRow::new(&ui, "task-dead-mail", "task-dead-mail-why", "/operator/orang".to_owned()));
    }
    HomePage::of(ui, &seat, "operator-title", tasks)
        .fact("fact-mail-waiting", waiting.to_string())
        .fact("fact-mail-dead", dead.to_string())
        .fact("fact-employers-waiting", employers.to_string())
        .fact("fact-texts-waiting", texts.to_string())
        .tile("/operator/lembaga".to_owned(), "building", "operator-bodies-title", "tile-bodies-text")
        .tile("/operator/perusahaan".to_owned(), "briefcase", "operator-employers-title", "tile-employers-text")
        .tile("/operator/upah".to_owned(), "money", "wages-title", "tile-wages-text")
        .tile("/operator/libur".to_owned(), "calendar", "holidays-title", "tile-holidays-text")
        .tile("/operator/penerima".to_owned(), "funding", "register-desk-title", "tile-register-text")
        .tile("/operator/ikrar".to_owned(), "shield", "pledge-versions-title", "tile-pledges-text")
        .tile("/operator/kosakata".to_owned(), "tag", "skills-title", "tile-skills-text")
        .tile("/operator/kata".to_owned(), "match", "unknown-words-title", "tile-words-text")
        .tile("/operator/orang".to_owned(), "settings", "operator-people-title", "tile-people-text")
        .tile("/operator/anggota".to_owned(), "users", "tile-members", "tile-members-text")
        .answer()
}

#[derive(Template)]
#[template(path = "pages/areas/operator_bodies.html")]
struct BodiesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    agencies: Vec<(String, String, String)>,
    outlets: Vec<(String, String)>,
    kinds: Vec<(String, String, bool)>,
    offices: Vec<(String, String, bool)>,
}

async fn show_bodies(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    bodies_page(&app, ui, &actor, StatusCode::OK, FormView::default()).await
}

async fn bodies_page(app: &App, ui: Ui, actor: &Actor, status: StatusCode, form: FormView) -> Answer {
    let permit = may(app, actor).await?;
    let known = offices::list(app, &permit).await?;
    let kind = |word: &str| AgencyKind::parse(word).map(|kind| ui.t(kind.key())).unwrap_or_default();
    let body = BodiesPage {
        head: Head::unlisted(ui.t("operator-bodies-title"), ui.t("operator-bodies-title"))
            .to_mend(&ui, form.faults().len()),
        agencies: known.iter().map(|row| (row.name.clone(), kind(&row.kind), row.code.clone())).collect(),
        outlets: offices::outlets(app, &permit).await?,
        kinds: AgencyKind::ALL
            .iter()
            .map(|kind| (kind.as_str().to_owned(), ui.t(kind.key()), form.v("jenis") == kind.as_str()))
            .collect(),
        offices: known.iter().map(|row| (row.code.clone(), row.name.clone(), form.v("lembaga") == row.code)).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn add_agency(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let name = form.0.get("nama").unwrap_or_default();
    let kind = form.0.get("jenis").and_then(AgencyKind::parse);
    let region = form.0.get("wilayah").and_then(regions::find).map(|region| region.code).unwrap_or_default();
    let transaction = db::begin(&app.db).await.map_err(Error::from)?;
    let added = offices::add(&transaction, name, kind, region).await;
    let founded = Founded { kind: BodyKind::Agency, office: Office::ProgrammeOwner, name };
    finish_founding(&app, ui, &actor, permit, transaction, added, founded, &form).await
}

async fn add_outlet(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let text = |name: &str| form.0.get(name).unwrap_or_default();
    let region = form.0.get("wilayah_gerai").and_then(regions::find).map(|region| region.code).unwrap_or_default();
    let transaction = db::begin(&app.db).await.map_err(Error::from)?;
    let name = text("nama_gerai");
    let added = offices::add_outlet(&transaction, name, text("lembaga"), text("alamat"), region).await;
    let founded = Founded { kind: BodyKind::Outlet, office: Office::OutletManager, name };
    finish_founding(&app, ui, &actor, permit, transaction, added, founded, &form).await
}

/// What the operator has added, and for whom the first invitation is.
struct Founded<'a> {
    kind: BodyKind,
    office: Office,
    name: &'a str,
}

/// The first invitation of a new body, in the same transaction, or the form with what has to be mended.
#[expect(clippy::too_many_arguments, reason = "one form, its transaction and what came of it")]
async fn finish_founding(
    app: &App,
    ui: Ui,
    actor: &Actor,
    permit: Permit<MayOperate>,
    transaction: sea_orm::DatabaseTransaction,
    added: Result<uuid::Uuid>,
    founded: Founded<'_>,
    form: &FormParams,
) -> Answer {
    let id = match added {
        Ok(id) => id,
        Err(Error::Invalid(faults)) => {
            transaction.rollback().await.map_err(Error::from)?;
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            return bodies_page(app, ui, actor, StatusCode::UNPROCESSABLE_ENTITY, view).await;
        }
        Err(error) => return Err(error.into()),
    };
    let Founded { kind, office, name } = founded;
    let invitation = members::write_invite(app, &transaction, kind, Some(id), office, Some(permit.actor())).await?;
    note(app, &transaction, &permit, "add_body", kind.as_str(), Some(id)).await?;
    transaction.commit().await.map_err(Error::from)?;
    invited_page(ui, invitation, name.to_owned(), "/operator/lembaga".to_owned())
}

async fn note(
    app: &App,
    db: &impl sea_orm::ConnectionTrait,
    permit: &Permit<MayOperate>,
    action: &str,
    object_kind: &str,
    object: Option<uuid::Uuid>,
) -> Result<()> {
    let event = audit::Event {
        actor: Some(permit.actor()),
        role: permit.role().trail(),
        action,
        object_kind,
        object,
        reason: None,
    };
    audit::done(db, app.clock.now(), event).await
}

struct EmployerRow {
    code: String,
    name: String,
    legal_name: String,
    nib: String,
    place: String,
    state: String,
    waiting: bool,
    suspended: bool,
}

#[derive(Template)]
#[template(path = "pages/areas/operator_employers.html")]
struct EmployersPage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<EmployerRow>,
}

async fn show_employers(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let row = |row: Employer| EmployerRow {
        state: ui.t(row.state.key()),
        waiting: row.state == EmployerState::Unverified,
        suspended: row.state == EmployerState::Suspended,
        legal_name: if row.legal_name.is_empty() { ui.t("field-empty") } else { row.legal_name },
        nib: if row.nib.is_empty() { ui.t("field-empty") } else { row.nib },
        code: row.code,
        name: row.trade_name,
        place: row.place,
    };
    let rows = employers::list(&app, &permit).await?.into_iter().map(row).collect();
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let body = EmployersPage {
        head: Head::unlisted(ui.t("operator-employers-title"), ui.t("operator-employers-title")),
        form: FormView::default().done(notice),
        rows,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

async fn decide_employer(app: http::Data<App>, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let to = match form.0.get("putusan") {
        Some("setujui" | "buka") => EmployerState::Active,
        Some("tangguhkan") => EmployerState::Suspended,
        _ => return Err(Error::NotFound.into()),
    };
    employers::decide(&app, permit, &code.0, to).await?;
    Ok(see_other("/operator/perusahaan?ok").finish())
}

#[derive(Template)]
#[template(path = "pages/areas/operator_people.html")]
struct PeoplePage {
    ui: Ui,
    head: Head,
    form: FormView,
    roles: Vec<(String, String, bool)>,
    settings: Vec<(String, String)>,
}

async fn show_people(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    may(&app, &actor).await?;
    people_page(&app, ui, StatusCode::OK, FormView::default())
}

/// Kinds of bodies that somebody invited may found.
const FOUNDED: [(BodyKind, &str); 2] =
    [(BodyKind::Enterprise, "founder-enterprise"), (BodyKind::Employer, "founder-employer")];

fn people_page(app: &App, ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let settings = &app.settings;
    let open = if settings.registration_open { "setting-everyone" } else { "setting-invited" };
    let facts = [
        ("setting-site-name", settings.site_name.clone()),
        ("setting-address", settings.base_url.clone()),
        ("setting-registration", ui.t(open)),
        ("setting-shelf", settings.shelf_opens_at.to_string()),
        ("setting-exit", settings.exit_target.clone()),
    ];
    let body = PeoplePage {
        head: Head::unlisted(ui.t("operator-people-title"), ui.t("operator-people-title"))
            .to_mend(&ui, form.faults().len()),
        roles: FOUNDED.iter().map(|(kind, key)| (kind.as_str().to_owned(), ui.t(key), false)).collect(),
        settings: facts.into_iter().map(|(label, value)| (ui.t(label), value)).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn invite_founder(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let kind = form.0.get("peran").and_then(BodyKind::parse);
    let Some(kind) = kind.filter(|kind| FOUNDED.iter().any(|(known, _)| known == kind)) else {
        let view = FormView::typed(&form.0).faulty(&ui, &Invalid::one("peran", "fault-office"));
        return people_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view);
    };
    let office = kind.founder().ok_or(Error::NotFound)?;
    let transaction = db::begin(&app.db).await.map_err(Error::from)?;
    let invitation = members::write_invite(&app, &transaction, kind, None, office, Some(permit.actor())).await?;
    note(&app, &transaction, &permit, "invite_founder", kind.as_str(), None).await?;
    transaction.commit().await.map_err(Error::from)?;
    invited_page(ui, invitation, String::new(), "/operator/orang".to_owned())
}
