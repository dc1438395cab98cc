//! The door of enterprises: home, public face, legal papers.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Face, Legal, LegalForm, Sector},
    policy::{MayEditEnterprise, MayUseLegalPapers},
    service,
};
use crate::{
    app::App,
    error::Error,
    identity::{
        members,
        model::BodyKind,
        policy::{MayEnter, MaySeeMembers},
    },
    moderation::service as moderation,
    platform::params::Params,
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{Additions, HomePage, Signals, TaskRow, bodies, saved, saved_words},
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::QueryParams,
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/saya", Who::SignedIn, doors);
    routes.get("/saya/usaha", Who::SignedIn, list);
    routes.get("/saya/usaha/baru", Who::SignedIn, show_founding);
    routes.post("/saya/usaha/baru", Who::SignedIn, submit_founding);
    routes.get("/saya/usaha/{code}", Who::may::<MayEnter>(), home);
    routes.get("/saya/usaha/{code}/profil", Who::may::<MayEditEnterprise>(), show_face);
    routes.post("/saya/usaha/{code}/profil", Who::may::<MayEditEnterprise>(), submit_face);
    routes.get("/saya/usaha/{code}/izin", Who::may::<MayUseLegalPapers>(), show_legal);
    routes.post("/saya/usaha/{code}/izin", Who::may::<MayUseLegalPapers>(), submit_legal);
}

#[derive(Template)]
#[template(path = "pages/areas/doors.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct DoorsPage {
    ui: Ui,
    head: Head,
    has_enterprise: bool,
    may_found: bool,
    work: bool,
    /// There is news somewhere; never of what.
    news: bool,
}

/// Two doors. What lies behind one is not told beside the other.
async fn doors(app: http::Data<App>, signals: http::Data<Signals>, ui: Ui, Signed(actor): Signed) -> Answer {
    let staff = actor.hats().iter().map(|hat| hat.body.kind).find(|kind| *kind != BodyKind::Enterprise);
    let has_enterprise = actor.hats_of(BodyKind::Enterprise).next().is_some();
    if let Some(kind) = staff.filter(|_| !has_enterprise) {
        return Ok(see_other(first_page(&actor, kind)).finish());
    }
    let body = DoorsPage {
        head: Head::unlisted(ui.t("doors-title"), ui.t("doors-title")),
        has_enterprise,
        may_found: app.settings.registration_open,
        work: true,
        news: signals.any(&app, &actor).await?,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// Where somebody begins who works for others.
fn first_page(actor: &crate::identity::Actor, kind: BodyKind) -> &'static str {
    use crate::identity::model::Office;
    let holds = |office: Office| actor.hats().iter().any(|hat| hat.office == office);
    match kind {
        BodyKind::Platform if holds(Office::Operator) => "/operator",
        BodyKind::Platform if holds(Office::Moderator) => "/moderasi",
        BodyKind::Platform => "/pengaduan",
        kind => kind.area(),
    }
}

async fn list(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let new = app.settings.registration_open.then_some(("/saya/usaha/baru", "enterprise-found"));
    bodies(ui, &actor, BodyKind::Enterprise, "enterprises-title", new)
}

async fn home(
    app: http::Data<App>,
    additions: http::Data<Additions>,
    ui: Ui,
    seat: Seat,
    query: QueryParams,
) -> Answer {
    let entered = seat.may::<MayEnter>(&app).await?;
    let id = entered.object();
    let mut tasks = Vec::new();
    let mut facts = Vec::new();
    if seat.office.administers() {
        let permit = seat.may::<MayEditEnterprise>(&app).await?;
        let face = service::face(&app, &permit).await?;
        if face.story.is_empty() {
            tasks.push(TaskRow::new(&ui, "task-story", "task-story-why", format!("{}/profil", seat.base)));
        }
        if !service::has_legal(&app.db, id).await? {
            tasks.push(TaskRow::new(&ui, "task-legal", "task-legal-why", format!("{}/izin", seat.base)));
        }
        let roster = members::service::roster(&app, seat.may::<MaySeeMembers>(&app).await?).await?;
        if roster.iter().filter(|member| member.office.administers()).count() < 2 {
            tasks.push(TaskRow::new(&ui, "task-second", "task-second-why", format!("{}/anggota", seat.base)));
        }
        facts.push(("fact-members", roster.len().to_string()));
        let waiting = moderation::waiting_of(&app.db, seat.body).await?.len();
        if waiting > 0 {
            facts.push(("fact-texts-waiting", waiting.to_string()));
        }
    }
    let added = additions.gather(&app, &ui, &seat).await?;
    tasks.extend(added.tasks);
    let public = format!("/usaha/{}", seat.code);
    let leads = seat.office.administers();
    let mut home = HomePage::of(ui, &seat, "enterprise-home-title", tasks);
    if query.0.get("baru").is_some() {
        home.notice = home.ui.t("enterprise-founded");
    }
    for (label, value) in facts {
        home = home.fact(label, value);
    }
    home = home.tiles(added.tiles);
    if leads {
        home = home
            .tile(format!("{}/permintaan", seat.base), "message", "tile-enquiries", "tile-enquiries-text")
            .tile(format!("{}/profil", seat.base), "store", "tile-face", "tile-face-text")
            .tile(format!("{}/izin", seat.base), "file-text", "tile-legal", "tile-legal-text");
    }
    home.tile(format!("{}/anggota", seat.base), "users", "tile-members", "tile-members-text")
        .tile(public, "search", "tile-public", "tile-public-text")
        .answer()
}

#[derive(Template)]
#[template(path = "pages/areas/enterprise_face.html")]
struct FacePage {
    ui: Ui,
    head: Head,
    form: FormView,
    sectors: Vec<(String, String, bool)>,
    public_url: String,
    base: String,
    action: String,
    founding: bool,
    waiting: Vec<(String, String)>,
}

async fn show_face(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayEditEnterprise>(&app).await?;
    let face = service::face(&app, &permit).await?;
    let notice = saved_words(&ui, &query.0);
    face_page(&app, ui, &seat, StatusCode::OK, face_form(&face).done(notice)).await
}

fn face_form(face: &Face) -> FormView {
    FormView::with([
        ("nama", face.trade_name.clone()),
        ("sektor", face.sector.clone()),
        ("wilayah", regions::name(&face.regency_code)),
        ("cerita", face.story.clone()),
        ("versi", face.version.to_string()),
    ])
}

async fn face_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let waiting = moderation::waiting_of(&app.db, seat.body).await?;
    let body = FacePage {
        head: Head::unlisted(ui.t("face-title"), ui.t("face-title")).to_mend(&ui, form.faults().len()),
        sectors: sectors(&ui, &form),
        public_url: format!("/usaha/{}", seat.code),
        base: seat.base.clone(),
        action: format!("{}/profil", seat.base),
        founding: false,
        waiting: waiting.into_iter().map(|(label, text)| (ui.t(label), text)).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn sectors(ui: &Ui, form: &FormView) -> Vec<(String, String, bool)> {
    let option =
        |sector: &Sector| (sector.as_str().to_owned(), ui.t(sector.key()), form.v("sektor") == sector.as_str());
    Sector::ALL.iter().map(option).collect()
}

fn typed_face(params: &Params) -> Face {
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    Face {
        trade_name: text("nama"),
        sector: text("sektor"),
        regency_code: params
            .get("wilayah")
            .and_then(regions::find)
            .map(|region| region.code.to_owned())
            .unwrap_or_default(),
        story: text("cerita"),
        version: version(params),
    }
}

async fn submit_face(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditEnterprise>(&app).await?;
    let present = service::face(&app, &permit).await?.version;
    let result = service::save_face(&app, permit, typed_face(&form.0)).await;
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
        head: Head::unlisted(ui.t("enterprise-found"), ui.t("enterprise-found")).to_mend(&ui, form.faults().len()),
        sectors: sectors(&ui, &form),
        public_url: String::new(),
        base: "/saya/usaha".to_owned(),
        action: "/saya/usaha/baru".to_owned(),
        founding: true,
        waiting: Vec::new(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit_founding(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let invitation = form.0.get("undangan").unwrap_or_default();
    match mend(service::found(&app, &actor, typed_face(&form.0), invitation).await)? {
        Ok(code) => Ok(see_other(&format!("/saya/usaha/{code}?baru=1")).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            founding_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/areas/enterprise_legal.html")]
struct LegalPage {
    ui: Ui,
    head: Head,
    form: FormView,
    forms: Vec<(String, String, bool)>,
    base: String,
}

async fn show_legal(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayUseLegalPapers>(&app).await?;
    let legal = service::legal(&app, &permit).await?;
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let form = FormView::with([
        ("nama_resmi", legal.legal_name),
        ("bentuk", legal.legal_form),
        ("akta", legal.deed_number),
        ("nib", legal.nib),
        ("npwp", legal.npwp),
        ("bank", legal.bank_name),
        ("rekening", legal.bank_account),
        ("atas_nama", legal.bank_holder),
        ("alamat_usaha", legal.business_address),
        ("kecamatan", legal.district),
        ("versi", legal.version.to_string()),
    ]);
    legal_page(ui, &seat, StatusCode::OK, form.done(notice))
}

fn legal_page(ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let option = |known: &LegalForm| (known.as_str().to_owned(), ui.t(known.key()), form.v("bentuk") == known.as_str());
    let body = LegalPage {
        head: Head::unlisted(ui.t("legal-title"), ui.t("legal-title")).to_mend(&ui, form.faults().len()),
        forms: LegalForm::ALL.iter().map(option).collect(),
        base: seat.base.clone(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit_legal(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayUseLegalPapers>(&app).await?;
    let present = service::legal(&app, &permit).await?.version;
    let text = |name: &str| form.0.get(name).unwrap_or_default().to_owned();
    let number = |name: &str| text(name).chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect::<String>();
    let legal = Legal {
        legal_name: text("nama_resmi"),
        legal_form: text("bentuk"),
        deed_number: text("akta"),
        nib: number("nib"),
        npwp: number("npwp"),
        bank_name: text("bank"),
        bank_account: number("rekening"),
        bank_holder: text("atas_nama"),
        business_address: text("alamat_usaha"),
        district: text("kecamatan"),
        version: version(&form.0),
    };
    let result = service::save_legal(&app, permit, legal).await;
    match mend_version(result, &ui, &form.0, present, "nama_resmi")? {
        Ok(()) => Ok(see_other(&format!("{}/izin?ok=1", seat.base)).finish()),
        Err((status, view)) => legal_page(ui, &seat, status, view),
    }
}
