//! Notes of schemes elsewhere on a phone: a list, a form, and one page for a note with its stages.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Stage, Step, Typed, next},
    service::{self, Note},
};
use crate::{
    app::App,
    enterprises::model::Sector,
    error::{Error, Invalid, Result},
    funding::proposals::{pages::refusal, policy::MayWriteProposals},
    platform::{ids::shown_document_code, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed as Day},
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteProposals>();
    routes.get("/saya/usaha/{code}/luar", write, list);
    routes.get("/saya/usaha/{code}/luar/baru", write, new);
    routes.post("/saya/usaha/{code}/luar/baru", write, begin);
    routes.get("/saya/usaha/{code}/luar/{item}", write, show);
    routes.post("/saya/usaha/{code}/luar/{item}", write, act);
    routes.get("/saya/usaha/{code}/luar/{item}/ubah", write, edit);
    routes.post("/saya/usaha/{code}/luar/{item}/ubah", write, save);
}

/// The title of a scheme: nothing of it is typed.
fn title(ui: &Ui, sector: Sector) -> String {
    ui.ts("outside-scheme", "sector", &ui.t(sector.key()))
}

/// Where a note lives.
fn address(seat: &Seat, code: &str) -> String {
    format!("{}/luar/{}", seat.base, shown_document_code(code))
}

struct Row {
    url: String,
    title: String,
    agency: String,
    due: String,
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/outside/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    rows: Vec<Row>,
    notice: String,
}

async fn list(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let notes = service::list(&app, &permit).await?;
    let row = |note: &Note| {
        let (word, tone) = stands(&ui, note);
        let due = note.typed.due.filter(|_| !is_over(note));
        Row {
            url: address(&seat, &note.code),
            title: title(&ui, note.typed.sector),
            agency: note.typed.agency.clone(),
            due: due.map(|day| ui.ts("outside-until", "day", &ui.date(&day))).unwrap_or_default(),
            word,
            tone,
        }
    };
    let body = ListPage {
        head: Head::unlisted(ui.t("outside-title"), ui.t("outside-title")),
        home: seat.base.clone(),
        rows: notes.iter().map(row).collect(),
        notice: query.0.get("ok").map(|_| ui.t("outside-removed")).unwrap_or_default(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// The word and the tone of where a scheme stands.
fn stands(ui: &Ui, note: &Note) -> (String, &'static str) {
    let last = note.steps.last();
    (ui.t(last.map_or("outside-none", |step| step.stage.key())), last.map_or("idle", |step| step.stage.tone()))
}

fn is_over(note: &Note) -> bool {
    note.steps.last().is_some_and(|step| step.stage.is_end())
}

#[derive(Template)]
#[template(path = "pages/outside/form.html")]
struct FormPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// Where the form goes, and where the page leads back to.
    here: String,
    back: String,
    version: i32,
    sectors: Vec<(String, String, bool)>,
}

async fn new(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayWriteProposals>(&app).await?;
    form_page(ui, &seat, None, StatusCode::OK, FormView::default())
}

async fn begin(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let done = match typed(&form.0) {
        Ok(typed) => service::begin(&app, &permit, &typed).await,
        Err(faults) => Err(faults.into()),
    };
    match done {
        Ok(code) => Ok(see_other(&format!("{}?ok=1", address(&seat, &code))).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            form_page(ui, &seat, None, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}

async fn edit(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let note = service::find(&app.db, &permit, &item.0).await?;
    let typed = &note.typed;
    let texts = [
        ("bidang", typed.sector.as_str().to_owned()),
        ("instansi", typed.agency.clone()),
        ("nomor", typed.registration.clone()),
    ];
    let days = [days::boxes("tenggat", typed.due), days::boxes("laporan", typed.report_by)].concat();
    let values = texts.iter().map(|(name, value)| (*name, value.clone()));
    let form = FormView::with(values.chain(days.iter().map(|(name, value)| (name.as_str(), value.clone()))));
    form_page(ui, &seat, Some(&note), StatusCode::OK, form)
}

async fn save(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let note = service::find(&app.db, &permit, &item.0).await?;
    let done = match typed(&form.0) {
        Ok(typed) => service::save(&app, &permit, (&item.0, version(&form.0)), &typed).await,
        Err(faults) => Err(faults.into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", address(&seat, &note.code))).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            form_page(ui, &seat, Some(&note), StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}

fn form_page(ui: Ui, seat: &Seat, note: Option<&Note>, status: StatusCode, form: FormView) -> Answer {
    let key = if note.is_some() { "outside-edit" } else { "outside-new" };
    let option =
        |sector: &Sector| (sector.as_str().to_owned(), title(&ui, *sector), form.v("bidang") == sector.as_str());
    let list = format!("{}/luar", seat.base);
    let body = FormPage {
        head: Head::unlisted(ui.t(key), ui.t("outside-title")).to_mend(&ui, form.faults().len()),
        here: note.map_or_else(|| format!("{list}/baru"), |note| format!("{}/ubah", address(seat, &note.code))),
        back: note.map_or(list, |note| address(seat, &note.code)),
        version: note.map_or(0, |note| note.version),
        sectors: Sector::ALL.iter().map(option).collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

struct StepRow {
    word: String,
    tone: &'static str,
    day: String,
    number: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "pages/outside/note.html")]
struct NotePage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    here: String,
    version: i32,
    title: String,
    word: String,
    tone: &'static str,
    /// What the note says of its scheme: label and value.
    facts: Vec<(String, String)>,
    steps: Vec<StepRow>,
    /// What may be recorded next: value, words, chosen.
    stages: Vec<(String, String, bool)>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let note = service::find(&app.db, &permit, &item.0).await?;
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    note_page(ui, &seat, &note, StatusCode::OK, FormView::default().done(notice))
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let note = service::find(&app.db, &permit, &item.0).await?;
    let which = (note.code.as_str(), version(&form.0));
    let here = address(&seat, &note.code);
    let done = match form.0.get("tombol") {
        Some("catat") => match step(&form.0) {
            Ok(step) => service::record(&app, &permit, which, &step).await.map(|()| here),
            Err(faults) => Err(faults.into()),
        },
        Some("urung") => service::take_back(&app, &permit, which).await.map(|()| here),
        Some("hapus") => service::remove(&app, &permit, which).await.map(|()| format!("{}/luar", seat.base)),
        _ => Err(Error::from(Invalid::one("tindakan", "error-choice"))),
    };
    match done {
        Ok(to) => Ok(see_other(&format!("{to}?ok=1")).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            note_page(ui, &seat, &note, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}

fn note_page(ui: Ui, seat: &Seat, note: &Note, status: StatusCode, form: FormView) -> Answer {
    let day = |day: Option<time::Date>| day.map(|day| ui.date(&day)).unwrap_or_default();
    let typed = &note.typed;
    let facts = [
        ("outside-agency", typed.agency.clone()),
        ("outside-number", typed.registration.clone()),
        ("outside-due", day(typed.due)),
        ("outside-report-by", day(typed.report_by)),
    ];
    let row = |step: &Step| StepRow {
        word: ui.t(step.stage.key()),
        tone: step.stage.tone(),
        day: ui.date(&step.day),
        number: step.number.clone(),
        amount: if step.stage.has_amount() { ui.rupiah(&step.amount) } else { String::new() },
    };
    let option = |stage: &Stage| (stage.as_str().to_owned(), ui.t(stage.key()), form.v("tahap") == stage.as_str());
    let (word, tone) = stands(&ui, note);
    let body = NotePage {
        head: Head::unlisted(title(&ui, typed.sector), ui.t("outside-title")).to_mend(&ui, form.faults().len()),
        home: format!("{}/luar", seat.base),
        here: address(seat, &note.code),
        version: note.version,
        title: title(&ui, typed.sector),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (ui.t(key), value))
            .collect(),
        steps: note.steps.iter().map(row).collect(),
        stages: next(&note.steps).iter().map(option).collect(),
        word,
        tone,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn version(form: &Params) -> i32 {
    form.get("versi").and_then(|version| version.parse().ok()).unwrap_or_default()
}

/// What a form says of a scheme.
fn typed(form: &Params) -> Result<Typed, Invalid> {
    let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let mut faults = Invalid::default();
    let (agency, registration) = (text("instansi"), text("nomor"));
    if !(3..=120).contains(&agency.chars().count()) {
        faults.0.push(("instansi", "fault-outside-agency"));
    }
    if registration.chars().count() > 60 {
        faults.0.push(("nomor", "fault-outside-number"));
    }
    let mut day = |name: &'static str| match days::read(form, name) {
        Day::Day(day) => Some(day),
        Day::Nothing => None,
        Day::Wrong => {
            faults.0.push((name, "proposal-fault-date"));
            None
        }
    };
    let (due, report_by) = (day("tenggat"), day("laporan"));
    let sector = form.get("bidang").and_then(Sector::parse);
    if sector.is_none() {
        faults.0.push(("bidang", "error-choice"));
    }
    match sector {
        Some(sector) if faults.0.is_empty() => Ok(Typed { sector, agency, registration, due, report_by }),
        _ => Err(faults),
    }
}

/// What a form says of a stage.
fn step(form: &Params) -> Result<Step, Invalid> {
    let mut faults = Invalid::default();
    let stage = form.get("tahap").and_then(Stage::parse);
    if stage.is_none() {
        faults.0.push(("tahap", "error-choice"));
    }
    let day = if let Day::Day(day) = days::read(form, "tanggal") { Some(day) } else { None };
    if day.is_none() {
        faults.0.push(("tanggal", "proposal-fault-date"));
    }
    let number = form.get("nomor").unwrap_or_default().trim().to_owned();
    if number.chars().count() > 60 {
        faults.0.push(("nomor", "fault-outside-number"));
    }
    let wanted = stage.is_some_and(Stage::has_amount);
    let amount = if wanted { form.get("jumlah").and_then(Rupiah::parse) } else { Some(Rupiah(0)) };
    if amount.is_none() {
        faults.0.push(("jumlah", "award-fault-amount"));
    }
    match (stage, day, amount) {
        (Some(stage), Some(day), Some(amount)) if faults.0.is_empty() => Ok(Step { stage, day, number, amount }),
        _ => Err(faults),
    }
}
