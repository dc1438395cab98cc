//! Pages of complaints: making one, reading the answer, answering.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{About, Complaint, ComplaintForm, Event, Row, State, decide},
    service::{self, BUTTONS},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::MayAnswerComplaints,
    },
    platform::limits::Act,
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::{Code, QueryParams},
        session::{self, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let answer = Who::may::<MayAnswerComplaints>();
    routes.get("/lapor", Who::Everyone, show);
    routes.post("/lapor", Who::Everyone, submit);
    routes.post("/lapor/jawaban", Who::Everyone, read);
    routes.get("/pengaduan", answer, list);
    routes.get("/pengaduan/{code}", answer, show_one);
    routes.post("/pengaduan/{code}", answer, act);
}

#[derive(Template)]
#[template(path = "pages/complaints/report.html")]
struct ReportPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// Day, state and words of the complaint whose code was typed.
    found: Option<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "pages/complaints/sent.html")]
struct SentPage {
    ui: Ui,
    head: Head,
    code: String,
}

async fn show(ui: Ui, query: QueryParams) -> Answer {
    let opening = query.0.get("lowongan").unwrap_or_default().to_owned();
    report_page(ui, StatusCode::OK, FormView::with([("lowongan", opening)]), None)
}

fn report_page(ui: Ui, status: StatusCode, form: FormView, found: Option<super::model::Answer>) -> Answer {
    let found = found.map(|found| (ui.date(&found.made_on), ui.t(found.state.key()), found.answer));
    let body = ReportPage {
        head: Head::unlisted(ui.t("complaint-report-title"), ui.t("complaint-report-lede"))
            .to_mend(&ui, form.faults().len()),
        form,
        found,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    let typed = ComplaintForm::read(&form.0);
    let faults = typed.check();
    // What cannot be kept does not count against whoever mends it.
    if faults.0.is_empty() {
        slow_down(&request, &app, Act::Complaint)?;
    }
    match mend(service::make(&app, &typed).await)? {
        Ok(code) => {
            let body = SentPage {
                head: Head::unlisted(ui.t("complaint-report-sent"), ui.t("complaint-report-sent")),
                code,
                ui,
            };
            page(StatusCode::OK, Cache::Nobody, false, &body)
        }
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            report_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view, None)
        }
    }
}

async fn read(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    slow_down(&request, &app, Act::AskCode)?;
    let found = service::read(&app, form.0.get("kode").unwrap_or_default()).await?;
    if found.is_some() {
        return report_page(ui, StatusCode::OK, FormView::default(), found);
    }
    let view = FormView::default().faulty(&ui, &Invalid::one("kode", "complaint-report-fault-code"));
    report_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view, None)
}

fn slow_down(request: &HttpRequest, app: &App, act: Act) -> Result<()> {
    let key = session::net(request, app);
    app.limits.allow(act, &key).map_err(|wait| Error::TooMany(wait.seconds()))
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayAnswerComplaints>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

struct Line {
    url: String,
    title: String,
    about: String,
    state: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/complaints/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    rows: Vec<Line>,
}

async fn list(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let permit = may(&app, &actor).await?;
    let line = |row: Row| Line {
        url: format!("/pengaduan/{}", row.code),
        title: ui.ts("complaint-of", "date", &ui.date(&row.made_on)),
        about: row.about.map_or_else(|| ui.t("complaint-general"), |(title, employer)| format!("{title}, {employer}")),
        state: ui.t(row.state.key()),
        tone: if row.state == State::Waiting { "yours" } else { "good" },
    };
    let body = ListPage {
        head: Head::unlisted(ui.t("complaints-title"), ui.t("complaints-lede")),
        rows: service::list(&app, &permit).await?.into_iter().map(line).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/complaints/complaint.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct ComplaintPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    body: String,
    answer: String,
    state: String,
    /// Label and words.
    facts: Vec<(String, String)>,
    /// Address of the opening; empty without one.
    opening: String,
    may_answer: bool,
    may_remove: bool,
    may_suspend: bool,
    may_reinstate: bool,
    version: i32,
}

async fn show_one(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let complaint = service::find(&app, &permit, &code.0).await?;
    let key = match query.0.get("ok") {
        Some("jawab") => "complaint-done-answer",
        Some("tarik") => "complaint-done-removed",
        Some("tangguhkan") => "complaint-done-suspended",
        Some("buka") => "complaint-done-reinstated",
        _ => "",
    };
    let notice = if key.is_empty() { String::new() } else { ui.t(key) };
    complaint_page(ui, StatusCode::OK, complaint, FormView::default().done(notice))
}

fn complaint_page(ui: Ui, status: StatusCode, complaint: Complaint, form: FormView) -> Answer {
    let standing = complaint.about.as_ref().map(|about| (about.opening_state, about.employer_state));
    let can = |event: Event| decide(complaint.state, standing, event).is_ok();
    let body = ComplaintPage {
        head: Head::unlisted(ui.ts("complaint-of", "date", &ui.date(&complaint.made_on)), ui.t("complaints-title"))
            .to_mend(&ui, form.faults().len()),
        here: format!("/pengaduan/{}", complaint.code),
        state: ui.t(complaint.state.key()),
        facts: complaint.about.as_ref().map(|about| facts(&ui, about)).unwrap_or_default(),
        opening: complaint.about.as_ref().map(|about| format!("/lowongan/{}", about.opening)).unwrap_or_default(),
        may_answer: can(Event::Answer),
        may_remove: can(Event::RemoveOpening),
        may_suspend: can(Event::SuspendEmployer),
        may_reinstate: can(Event::ReinstateEmployer),
        version: complaint.version,
        body: complaint.body,
        answer: complaint.answer,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn facts(ui: &Ui, about: &About) -> Vec<(String, String)> {
    let signed = match &about.pledged {
        Some((name, position, at)) => format!("{name}, {position}, {}", ui.moment(at, Zone::Wita)),
        None => ui.t("complaint-not-pledged"),
    };
    vec![
        (ui.t("complaint-opening"), about.title.clone()),
        (ui.t("complaint-opening-state"), ui.t(about.opening_state.key())),
        (ui.t("complaint-employer"), about.employer.clone()),
        (ui.t("employer-state"), ui.t(about.employer_state.key())),
        (ui.t("complaint-pledge"), signed),
    ]
}

async fn act(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let present = service::find(&app, &permit, &code.0).await?;
    let pressed = form.0.get(BUTTONS).unwrap_or_default().to_owned();
    let answer = form.0.get("jawaban").unwrap_or_default();
    let done = match event(&pressed) {
        Some(event) => service::act(&app, permit, &code.0, event, answer, version(&form.0)).await,
        None => Err(Invalid::one(BUTTONS, "error-choice").into()),
    };
    match mend_version(done, &ui, &form.0, present.version, BUTTONS)? {
        Ok(()) => Ok(see_other(&format!("/pengaduan/{}?ok={pressed}", code.0)).finish()),
        Err((status, view)) => complaint_page(ui, status, present, view),
    }
}

fn event(pressed: &str) -> Option<Event> {
    match pressed {
        "jawab" => Some(Event::Answer),
        "tarik" => Some(Event::RemoveOpening),
        "tangguhkan" => Some(Event::SuspendEmployer),
        "buka" => Some(Event::ReinstateEmployer),
        _ => None,
    }
}
