//! Openings that wait for a moderator.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        model::{LONGEST_NOTE, Phrase},
        policy::MayReviewOpenings,
        service::{BUTTONS, unsure},
        workflow::Event,
    },
    service::{self, Reviewed, Verdict, Waiting},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
    },
    jobs::pages as public,
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Code, QueryParams},
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let review = Who::may::<MayReviewOpenings>();
    routes.get("/moderasi/lowongan", review, queue);
    routes.get("/moderasi/lowongan/{code}", review, show);
    routes.post("/moderasi/lowongan/{code}", review, decide);
    routes.get("/moderasi/lowongan/{code}/lihat", review, preview);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayReviewOpenings>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

struct Row {
    url: String,
    title: String,
    employer: String,
    since: String,
    objection: bool,
}

#[derive(Template)]
#[template(path = "pages/desk/review_queue.html")]
struct QueuePage {
    ui: Ui,
    head: Head,
    rows: Vec<Row>,
    notice: String,
}

async fn queue(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let row = |waiting: Waiting| Row {
        url: format!("/moderasi/lowongan/{}", waiting.code),
        title: waiting.title,
        employer: format!("{}, {}", waiting.employer, waiting.place),
        since: ui.moment(&waiting.since, Zone::Wita),
        objection: waiting.objection,
    };
    let body = QueuePage {
        head: Head::unlisted(ui.t("opening-queue-title"), ui.t("opening-queue-title")),
        rows: service::queue(&app, &permit).await?.into_iter().map(row).collect(),
        notice: if query.0.get("ok").is_some() { ui.t("queue-done") } else { String::new() },
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/desk/review_opening.html")]
struct ReviewPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    title: String,
    employer: String,
    objection: String,
    /// Words found, and what is said of them.
    notes: Vec<(String, String)>,
    /// Label and text of each field.
    texts: Vec<(String, String)>,
    phrases: Vec<(String, String, bool)>,
    may_approve: bool,
    may_return: bool,
    version: i32,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let permit = may(&app, &actor).await?;
    let reviewed = service::find(&app, &permit, &code.0).await?;
    review_page(ui, reviewed, StatusCode::OK, FormView::default(), &[])
}

/// `chosen` are the phrases that were ticked.
fn review_page(ui: Ui, reviewed: Reviewed, status: StatusCode, form: FormView, chosen: &[Phrase]) -> Answer {
    let Reviewed { own, employer, place, objection, open } = reviewed;
    let phrase = |phrase: &Phrase| (phrase.as_str().to_owned(), ui.t(phrase.key()), chosen.contains(phrase));
    let body = ReviewPage {
        head: Head::unlisted(ui.t("opening-review-title"), ui.t("opening-review-title"))
            .to_mend(&ui, form.faults().len()),
        here: format!("/moderasi/lowongan/{}", own.code),
        title: own.form.title.clone(),
        employer: format!("{employer}, {place}"),
        objection,
        notes: own
            .notes
            .notes
            .iter()
            .map(|note| (note.passage.clone(), ui.t(note.key)))
            .chain(unsure(&own.form).into_iter().map(|text| (text.to_owned(), ui.t("queue-why"))))
            .collect(),
        texts: texts(&ui, &own.form),
        phrases: Phrase::ALL.iter().map(phrase).collect(),
        may_approve: open.contains(&Event::Approve),
        may_return: open.contains(&Event::Return),
        version: own.form.version,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Everything there is to read.
fn texts(ui: &Ui, form: &super::super::model::OpeningForm) -> Vec<(String, String)> {
    let reason = form.reason.map(|reason| ui.t(reason.key())).unwrap_or_default();
    [
        ("opening-duties", form.duties.clone()),
        ("opening-required", form.required.join(", ")),
        ("opening-preferred", form.preferred.join(", ")),
        ("opening-demands", form.requirements.clone()),
        ("desk-reason", [reason, form.reason_words.clone()].join(" ").trim().to_owned()),
        ("opening-hours", form.hours.clone()),
        ("opening-benefits", form.benefits.join(", ")),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| (ui.t(label), text))
    .collect()
}

async fn preview(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let permit = may(&app, &actor).await?;
    let opening = service::preview(&app, &permit, &code.0).await?;
    public::preview(ui, opening, format!("/moderasi/lowongan/{}", code.0))
}

async fn decide(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let present = service::find(&app, &permit, &code.0).await?;
    let done = match verdict(&form) {
        Ok(verdict) => service::decide(&app, permit, &code.0, version(&form.0), verdict).await,
        Err(fault) => Err(fault),
    };
    match mend_version(done, &ui, &form.0, present.own.form.version, BUTTONS)? {
        Ok(()) => Ok(see_other("/moderasi/lowongan?ok").finish()),
        Err((status, view)) => {
            let chosen: Vec<Phrase> = form.0.all("alasan").filter_map(Phrase::parse).collect();
            review_page(ui, present, status, view, &chosen)
        }
    }
}

fn verdict(form: &FormParams) -> Result<Verdict> {
    match form.0.get("putusan") {
        Some("setujui") => Ok(Verdict::Approve),
        Some("perbaiki") => {
            let phrases = form.0.all("alasan").filter_map(Phrase::parse).collect();
            let note = form.0.get("catatan").unwrap_or_default().to_owned();
            if note.chars().count() > LONGEST_NOTE {
                return Err(Invalid::one("catatan", "fault-text-long").into());
            }
            Ok(Verdict::Return(phrases, note))
        }
        _ => Err(Invalid::one(BUTTONS, "error-choice").into()),
    }
}
