//! The side of the recruiters. Whatever stands here is told by the day, and an invitation that was refused looks like
//! one that nobody answered.
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    web as http,
};
use askama::Template;

use super::shown::{self, StoryRow, contact_words, facts};
use crate::{
    app::App,
    error::{Error, Invalid},
    identity::address::shown_phone,
    jobs::applications::{
        acts,
        model::{Act, ApplicantRow, ApplicantView, OpeningRow, Reason},
        policy::MayReadApplications,
        views,
        workflow::{Party, Release, Seen, Step},
    },
    platform::{
        ids,
        listing::Position,
        params::Params,
        sheets::write::{self, Cell, Column, Kind, Table},
    },
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend},
        listing::Listing,
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/applications/closed.html")]
struct ClosedPage {
    ui: Ui,
    head: Head,
    home: String,
}

/// Applications stay shut until the pledge is accepted again.
fn closed(ui: Ui, seat: &Seat) -> Answer {
    let body = ClosedPage {
        head: Head::unlisted(ui.t("applicants-title"), ui.t("applicants-lede")),
        home: seat.base.clone(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/applications/openings.html")]
struct OpeningsPage {
    ui: Ui,
    head: Head,
    home: String,
    base: String,
    rows: Vec<OpeningRow>,
}

pub async fn openings(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayReadApplications>(&app).await?;
    if !views::service::may_read(&app, &permit).await? {
        return closed(ui, &seat);
    }
    let body = OpeningsPage {
        head: Head::unlisted(ui.t("applicants-title"), ui.t("applicants-lede")),
        rows: views::service::answered(&app, &permit).await?,
        base: format!("{}/lowongan", seat.base),
        home: seat.base,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/applications/applicants.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    back: String,
    base: String,
    states: Options,
    rows: Vec<Row>,
    listing: Listing,
}

struct Row {
    /// Empty for what may no longer be read.
    url: String,
    code: String,
    state: String,
    tone: &'static str,
    contact: String,
    when: String,
    facts: Vec<String>,
}

impl Row {
    fn new(ui: &Ui, base: &str, row: &ApplicantRow) -> Self {
        let readable = row.coverage.is_some();
        Self {
            url: if readable { format!("{base}/pelamar/{}", row.item) } else { String::new() },
            code: ids::shown_document_code(&row.code),
            state: ui.t(row.seen.key()),
            tone: row.seen.tone(),
            contact: contact_words(ui, row.release, false),
            when: ui.date(&row.sent_on),
            facts: row.coverage.as_ref().map(|coverage| facts(ui, coverage)).unwrap_or_default(),
        }
    }
}

pub async fn list(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let permit = seat.may::<MayReadApplications>(&app).await?;
    let (opening, title) = views::service::opening_of(&app, &permit, &item.0).await?;
    if !views::service::may_read(&app, &permit).await? {
        return closed(ui, &seat);
    }
    let mut invalid = Invalid::default();
    let seen = query.0.word("status", Seen::parse, &mut invalid);
    let position = Position::read(&query.0, &mut invalid);
    let found = views::service::applicants(&app, opening, seen, &position).await?;
    let listing = Listing::new(&ui, &found, &position, &query.0, &invalid, "count-applicants");
    let body = ListPage {
        head: Head::unlisted(title, ui.t("applicants-lede")).to_mend(&ui, listing.errors.len()),
        back: format!("{}/pelamar", seat.base),
        base: format!("{}/lowongan/{}/pelamar", seat.base, item.0),
        states: Seen::ALL
            .iter()
            .map(|state| (state.as_str().to_owned(), ui.t(state.key()), seen == Some(*state)))
            .collect(),
        rows: found.items.iter().map(|row| Row::new(&ui, &seat.base, row)).collect(),
        listing,
        ui,
    };
    page(body.listing.status, Cache::Nobody, false, &body)
}

pub async fn download(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let permit = seat.may::<MayReadApplications>(&app).await?;
    let (opening, title) = views::service::opening_of(&app, &permit, &item.0).await?;
    if !views::service::may_read(&app, &permit).await? {
        return closed(ui, &seat);
    }
    let rows = views::service::all_applicants(&app, opening).await?;
    let table = table(&ui, title, &rows);
    let (kind, ending, bytes) = if query.0.get("jenis") == Some("xlsx") {
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        (kind, "xlsx", write::xlsx(&table, app.clock.now()).map_err(Error::from)?)
    } else {
        ("text/csv; charset=utf-8", "csv", write::csv(&table).map_err(Error::from)?)
    };
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, kind));
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"pelamar-{}.{ending}\"", item.0)));
    answer.insert_header((CACHE_CONTROL, "no-store"));
    Ok(answer.body(bytes))
}

/// Code, day, state, facts: what the list says, and no contact.
fn table(ui: &Ui, title: String, rows: &[ApplicantRow]) -> Table {
    let row = |row: &ApplicantRow| {
        let facts = row.coverage.as_ref().map(|coverage| facts(ui, coverage).join(". ")).unwrap_or_default();
        vec![
            Cell::Text(ids::shown_document_code(&row.code)),
            Cell::Date(row.sent_on),
            Cell::Text(ui.t(row.seen.key())),
            Cell::Text(facts),
        ]
    };
    Table {
        title,
        columns: vec![
            Column::new(ui.t("column-applicant"), Kind::Text),
            Column::new(ui.t("column-date"), Kind::Date),
            Column::new(ui.t("column-state"), Kind::Text),
            Column::new(ui.t("column-facts"), Kind::Text),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}

#[derive(Template)]
#[template(path = "pages/applications/applicant.html")]
struct ApplicantPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    back: String,
    title: String,
    state: String,
    tone: &'static str,
    contact_state: String,
    when: String,
    card: String,
    facts: Vec<String>,
    offer: Option<(String, String)>,
    /// Label and value of what is shared.
    contact: Vec<(String, String)>,
    /// Who opened the contact, and when.
    opened: String,
    story: Vec<StoryRow>,
    reasons: Options,
    steps: Vec<Step>,
    /// Invited and nothing heard.
    waits: bool,
    removal: String,
}

impl ApplicantPage {
    fn can(&self, step: &str) -> bool {
        Step::parse(step).is_some_and(|step| self.steps.contains(&step))
    }
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let permit = seat.may::<MayReadApplications>(&app).await?;
    let Some(view) = views::service::applicant(&app, &permit, &item.0).await? else { return closed(ui, &seat) };
    let form = FormView::default().done(done_words(&ui, query.0.get("ok")));
    applicant_page(ui, &seat, StatusCode::OK, view, form)
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayReadApplications>(&app).await?;
    let typed = form.0;
    let faults = match read_act(&typed) {
        Some(act) => {
            let declines = matches!(act, Act::Decline(..));
            let done = acts::service::by_recruiter(&app, permit, &item.0, act).await;
            let done = match done {
                Err(Error::Conflict) => Err(Invalid::one("pesan", "fault-changed").into()),
                done => done,
            };
            match mend(done)? {
                Ok(()) if declines => return Ok(see_other(&format!("{}/pelamar", seat.base)).finish()),
                Ok(()) => {
                    let what = typed.get("tindakan").unwrap_or_default();
                    return Ok(see_other(&format!("{}/pelamar/{}?ok={what}", seat.base, item.0)).finish());
                }
                Err(faults) => faults,
            }
        }
        None => Invalid::one("pesan", "application-fault-not-now"),
    };
    let permit = seat.may::<MayReadApplications>(&app).await?;
    let Some(view) = views::service::applicant(&app, &permit, &item.0).await? else { return closed(ui, &seat) };
    let form = FormView::typed(&typed).faulty(&ui, &faults);
    applicant_page(ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view, form)
}

fn read_act(typed: &Params) -> Option<Act> {
    let text = |name: &str| typed.get(name).unwrap_or_default().to_owned();
    Some(match typed.get("tindakan")? {
        "undang" => Act::Invite(text("undang")),
        "pesan" => Act::Say(text("pesan")),
        "tawar" => Act::Offer(text("upah"), text("mulai")),
        "tidak" => Act::Decline(typed.get("alasan").and_then(Reason::parse), text("catatan")),
        _ => return None,
    })
}

fn applicant_page(ui: Ui, seat: &Seat, status: StatusCode, view: ApplicantView, form: FormView) -> Answer {
    let day = |at: &time::OffsetDateTime| ui.date(&at.to_offset(view.zone.utc_offset()).date());
    let contact = view.contact.clone().unwrap_or_default();
    let phone = if contact.phone.is_empty() { String::new() } else { shown_phone(&contact.phone) };
    let shared = [("contact-name", contact.name), ("contact-phone", phone), ("contact-email", contact.email)];
    let code = ids::shown_document_code(&view.row.code);
    let released = view.row.release == Release::Released;
    let opened = view.reader.as_ref().map(|(name, at)| {
        let when = ui.moment(at, view.zone);
        ui.with("contact-opened", &[("name", name.as_str()), ("when", when.as_str())])
    });
    let body = ApplicantPage {
        head: Head::unlisted(ui.ts("applicant-title", "code", &code), ui.t("applicants-lede"))
            .to_mend(&ui, form.faults().len()),
        base: format!("{}/pelamar/{}", seat.base, view.row.item),
        back: format!("{}/lowongan/{}/pelamar", seat.base, view.opening_code),
        title: view.title.clone(),
        state: ui.t(view.row.seen.key()),
        tone: view.row.seen.tone(),
        contact_state: contact_words(&ui, view.row.release, view.taken_back && !released),
        when: ui.date(&view.row.sent_on),
        card: shown::card(&ui, &view.row.code, &view.card)?,
        facts: view.row.coverage.as_ref().map(|coverage| facts(&ui, coverage)).unwrap_or_default(),
        offer: view.offer.clone(),
        contact: shared
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (ui.t(key), value))
            .collect(),
        opened: opened.unwrap_or_default(),
        story: view.entries.iter().map(|entry| StoryRow::new(&ui, Party::Employer, entry, day(&entry.at))).collect(),
        reasons: Reason::ALL
            .iter()
            .map(|reason| (reason.as_str().to_owned(), ui.t(reason.key()), form.v("alasan") == reason.as_str()))
            .collect(),
        waits: view.row.seen == Seen::Waiting,
        removal: view.days_left.map(|days| ui.tn("application-removal", days)).unwrap_or_default(),
        steps: view.steps,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What was just done, from the address.
fn done_words(ui: &Ui, done: Option<&str>) -> String {
    let key = match done {
        Some("undang") => "done-applicant-invited",
        Some("pesan") => "done-application-said",
        Some("tawar") => "done-applicant-offered",
        _ => return String::new(),
    };
    ui.t(key)
}
