//! The side of the applicant.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::shown::{self, StoryRow, contact_words};
use crate::{
    app::App,
    error::Error,
    identity::{
        Actor,
        access::{self, Permit},
        address::shown_phone,
        model::Office,
    },
    jobs::applications::{
        acts,
        model::{Act, Looked, OwnRow, OwnView, Shows},
        policy::MayUseOwnApplication,
        views,
        workflow::{Party, Step},
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Item, QueryParams},
        session::{Signed, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/applications/mine.html")]
struct MinePage {
    ui: Ui,
    head: Head,
    rows: Vec<Row>,
    notice: String,
}

struct Row {
    url: String,
    title: String,
    employer: String,
    state: String,
    tone: &'static str,
    contact: String,
    when: String,
}

impl Row {
    fn new(ui: &Ui, row: OwnRow) -> Self {
        Self {
            url: format!("/saya/kerja/lamaran/{}", row.code),
            employer: named(ui, &row.employer),
            state: ui.t(row.stage.key()),
            tone: row.stage.tone(),
            contact: contact_words(ui, row.release, false),
            when: ui.date(&row.sent_at.to_offset(row.zone.utc_offset()).date()),
            title: row.title,
        }
    }
}

fn named(ui: &Ui, employer: &str) -> String {
    if employer.is_empty() { ui.t("application-some-employer") } else { employer.to_owned() }
}

pub async fn list(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let rows = views::service::mine(&app, &actor).await?;
    let body = MinePage {
        head: Head::unlisted(ui.t("applications-title"), ui.t("applications-lede")),
        rows: rows.into_iter().map(|row| Row::new(&ui, row)).collect(),
        notice: done_words(&ui, query.0.get("ok")),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/applications/own.html")]
struct OwnPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    opening: String,
    opening_code: String,
    employer: String,
    state: String,
    tone: &'static str,
    contact: String,
    turn: String,
    card: String,
    offer: Option<(String, String)>,
    reason: String,
    /// Name of the field, label, value.
    fields: Vec<(&'static str, String, String, bool)>,
    story: Vec<StoryRow>,
    /// Office, what, when.
    looks: Vec<(String, String, String)>,
    steps: Vec<Step>,
    removal: String,
    version: i32,
}

impl OwnPage {
    fn can(&self, step: &str) -> bool {
        Step::parse(step).is_some_and(|step| self.steps.contains(&step))
    }

    fn can_share(&self) -> bool {
        self.can("release") || self.can("change")
    }
}

async fn may(app: &App, actor: &Actor, code: &str) -> Result<Permit<MayUseOwnApplication>, Error> {
    let facts = views::service::access_facts(&app.db, code).await?;
    access::permit(app, actor, facts).await
}

pub async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, item: Item, query: QueryParams) -> Answer {
    let view = views::service::own(&app, &may(&app, &actor, &item.0).await?).await?;
    let form = FormView::default().done(done_words(&ui, query.0.get("ok")));
    own_page(ui, StatusCode::OK, view, form)
}

pub async fn act(app: http::Data<App>, ui: Ui, Signed(actor): Signed, item: Item, form: FormParams) -> Answer {
    let permit = may(&app, &actor, &item.0).await?;
    let present = views::service::own(&app, &permit).await?.version;
    let typed = form.0;
    let (status, form) = if let Some(act) = read_act(&ui, &typed) {
        let erases = act == Act::Erase;
        let done = acts::service::by_applicant(&app, permit, actor.is_fresh(), version(&typed), act).await;
        match mend_version(done, &ui, &typed, present, "pesan")? {
            Ok(()) if erases => return Ok(see_other("/saya/kerja/lamaran?ok=hapus").finish()),
            Ok(()) => {
                let what = typed.get("tindakan").unwrap_or_default();
                return Ok(see_other(&format!("/saya/kerja/lamaran/{}?ok={what}", item.0)).finish());
            }
            Err(mended) => mended,
        }
    } else {
        let form = FormView::typed(&typed).fault(&ui, "pesan", ui.t("application-fault-not-now"));
        (StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    let view = views::service::own(&app, &may(&app, &actor, &item.0).await?).await?;
    own_page(ui, status, view, form)
}

/// What somebody wants to do. Saying yes to an invitation is a message in words that are always the same.
fn read_act(ui: &Ui, typed: &Params) -> Option<Act> {
    let on = |name: &str| typed.get(name).is_some();
    Some(match typed.get("tindakan")? {
        "pesan" => Act::Say(typed.get("pesan").unwrap_or_default().to_owned()),
        "mau" => Act::Say(ui.in_language(crate::platform::i18n::Lang::Id).t("application-yes")),
        "tolak" => Act::Refuse,
        "terima" => Act::Accept,
        "tidak" => Act::TurnDown,
        "tarik" => Act::Withdraw,
        "bagikan" => Act::Share(Shows { name: on("lihat-nama"), phone: on("lihat-telepon"), email: on("lihat-email") }),
        "tarik-kontak" => Act::Unshare,
        "hapus" => Act::Erase,
        _ => return None,
    })
}

fn own_page(ui: Ui, status: StatusCode, view: OwnView, form: FormView) -> Answer {
    let moment = |at: &time::OffsetDateTime| ui.moment(at, view.zone);
    let phone = if view.contact.phone.is_empty() { String::new() } else { shown_phone(&view.contact.phone) };
    let look = |(office, what, at): &(String, Looked, time::OffsetDateTime)| {
        let office = Office::parse(office).map_or_else(String::new, |office| ui.t(office.key()));
        let what = ui.t(if *what == Looked::Card { "looked-card" } else { "looked-contact" });
        (office, what, moment(at))
    };
    let body = OwnPage {
        head: Head::unlisted(view.title.clone(), ui.t("application-own-lede")).to_mend(&ui, form.faults().len()),
        base: format!("/saya/kerja/lamaran/{}", view.code),
        opening: format!("/lowongan/{}", view.opening_code),
        opening_code: view.opening_code.clone(),
        employer: named(&ui, &view.employer),
        state: ui.t(view.stage.key()),
        tone: view.stage.tone(),
        contact: contact_words(&ui, view.release, view.taken_back),
        turn: turn(&ui, &view),
        card: shown::card(&ui, &view.shown_code, &view.card)?,
        offer: view.offer.clone(),
        reason: view.reason.as_ref().map(|(reason, words)| reason_words(&ui, *reason, words)).unwrap_or_default(),
        fields: vec![
            ("lihat-nama", ui.t("contact-name"), view.contact.name.clone(), view.shows.name),
            ("lihat-telepon", ui.t("contact-phone"), phone, view.shows.phone),
            ("lihat-email", ui.t("contact-email"), view.contact.email.clone(), view.shows.email),
        ],
        story: view
            .entries
            .iter()
            .map(|entry| StoryRow::new(&ui, Party::Applicant, entry, moment(&entry.at)))
            .collect(),
        looks: view.views.iter().map(look).collect(),
        removal: view.days_left.map(|days| ui.tn("application-removal", days)).unwrap_or_default(),
        version: view.version,
        steps: view.steps,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn reason_words(ui: &Ui, reason: crate::jobs::applications::model::Reason, words: &str) -> String {
    if words.is_empty() { ui.t(reason.key()) } else { words.to_owned() }
}

/// What is to be done next.
fn turn(ui: &Ui, view: &OwnView) -> String {
    use crate::jobs::applications::workflow::Stage;
    match view.stage {
        Stage::Sent => ui.t("turn-sent"),
        Stage::Invited => match view.invite_ends_at {
            Some(end) => ui.ts("turn-invited", "date", &ui.date(&end.to_offset(view.zone.utc_offset()).date())),
            None => ui.t("turn-talking"),
        },
        Stage::Offered => ui.t("turn-offered"),
        Stage::Hired => ui.t("turn-hired"),
        Stage::Declined => ui.t("turn-declined"),
        Stage::Withdrawn => ui.t("turn-withdrawn"),
        Stage::Ended => ui.t("turn-ended"),
    }
}

/// What was just done, from the address.
fn done_words(ui: &Ui, done: Option<&str>) -> String {
    let key = match done {
        Some("kirim") => "done-application-sent",
        Some("pesan" | "mau") => "done-application-said",
        Some("tolak") => "done-application-refused",
        Some("terima") => "done-application-accepted",
        Some("tidak" | "tarik") => "done-application-withdrawn",
        Some("bagikan") => "done-application-shared",
        Some("tarik-kontak") => "done-application-unshared",
        Some("hapus") => "done-application-erased",
        _ => return String::new(),
    };
    ui.t(key)
}
