//! Pages of calls.
mod calendar;
pub(in crate::funding) mod check;
pub mod preview;
pub(in crate::funding) mod step;

use actix_web::{HttpResponse, http::StatusCode, web as http};
use askama::Template;
use time::OffsetDateTime;

use super::{
    model::{Amended, CallCard, CallState, CallView, FundingKind},
    service,
};
use crate::{
    app::App,
    platform::money::Rupiah,
    regions::Zone,
    web::{Cache, Head, Routes, Ui, Who, errors::Failure, links, page, params::Code},
};

pub fn routes(routes: &mut Routes) {
    routes.get("/hibah", Who::Everyone, list);
    routes.get("/hibah/{code}.ics", Who::Everyone, calendar::show);
    routes.get("/hibah/{code}", Who::Everyone, show);
    routes.get("/hibah/{code}/cek", Who::Everyone, check::show);
    routes.post("/hibah/{code}/cek", Who::Everyone, check::answer);
}

/// A call in a list as it is drawn.
pub struct Row {
    pub url: String,
    pub title: String,
    pub owner: String,
    pub summary: String,
    pub per_proposal: String,
    pub ceiling: String,
    pub form: String,
    pub kind: String,
    pub place: String,
    pub closes: String,
    pub tag: String,
    pub tone: &'static str,
}

impl Row {
    pub fn new(ui: &Ui, card: CallCard) -> Self {
        let (tag, tone) = (ui.t(card.state.key()), card.state.tone());
        let closes = match (card.state, card.closes_at) {
            (CallState::Scheduled, _) => ui.ts("opens-on", "when", &ui.moment(&card.opens_at, card.zone)),
            (_, Some(at)) => ui.closes(&at, card.zone),
            (_, None) => ui.t("no-closing-day"),
        };
        Self {
            url: format!("/hibah/{}", card.code),
            per_proposal: ui.rupiah(&card.per_proposal_idr),
            ceiling: ui.ts("call-whole", "amount", &ui.rupiah(&card.ceiling_idr)),
            form: ui.t(card.form.key()),
            kind: ui.t(match card.kind {
                FundingKind::Grant => "funding-grant",
                FundingKind::BusinessAid => "funding-business-aid",
                FundingKind::Emergency => "funding-emergency",
                FundingKind::Competition => "funding-competition",
            }),
            place: card.place.unwrap_or_else(|| ui.t("place-anywhere")),
            title: card.name,
            owner: card.owner,
            summary: card.summary,
            closes,
            tag,
            tone,
        }
    }
}

#[derive(Template)]
#[template(path = "pages/funding/calls.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    open: Vec<Row>,
    coming: Vec<Row>,
    over: Vec<Row>,
}

async fn list(app: http::Data<App>, ui: Ui) -> Result<HttpResponse, Failure> {
    let (mut open, mut coming, mut over) = (Vec::new(), Vec::new(), Vec::new());
    for card in service::list(&app).await? {
        let group = match card.state {
            CallState::Open => &mut open,
            CallState::Scheduled => &mut coming,
            _ => &mut over,
        };
        group.push(Row::new(&ui, card));
    }
    let head = Head::new(&ui, ui.t("calls-title"), ui.t("calls-description"), "/hibah");
    page(StatusCode::OK, Cache::Public, true, &ListPage { ui, head, open, coming, over })
}

#[derive(Template)]
#[template(path = "pages/funding/call.html")]
struct CallPage {
    ui: Ui,
    head: Head,
    row: Row,
    call: CallView,
    quota: String,
    legal_basis: String,
    whatsapp: String,
    share_url: String,
    back: String,
    back_words: String,
    /// When, and what was changed.
    amendments: Vec<(String, Vec<String>)>,
}

async fn show(app: http::Data<App>, ui: Ui, code: Code) -> Result<HttpResponse, Failure> {
    let shown = service::show_whole(&app, &code.0).await?;
    let call = &shown.0;
    let path = format!("/hibah/{}", call.card.code);
    let head = Head::new(&ui, call.card.name.clone(), call.card.summary.clone(), &path);
    let back = ("/hibah".to_owned(), ui.t("back-calls"));
    call_page(ui, head, shown, back, Cache::Public)
}

/// The page of a call as everybody would see it, for its office. The tab does not name it.
pub fn preview(ui: Ui, shown: (CallView, Vec<Amended>), back: String) -> Result<HttpResponse, Failure> {
    let mut head = Head::unlisted(shown.0.card.name.clone(), ui.t("calls-preview-title"));
    head.tab = ui.t("calls-preview-title");
    let back = (back, ui.t("back-call-own"));
    call_page(ui, head, shown, back, Cache::Nobody)
}

fn call_page(
    ui: Ui,
    head: Head,
    (call, changed): (CallView, Vec<Amended>),
    back: (String, String),
    cache: Cache,
) -> Result<HttpResponse, Failure> {
    let share_url = ui.absolute(&format!("/hibah/{}", call.card.code));
    let body = CallPage {
        head,
        row: Row::new(&ui, call.card.clone()),
        quota: call.quota.map(|quota| ui.tn("call-quota", quota)).unwrap_or_default(),
        legal_basis: call.legal_basis.clone().unwrap_or_else(|| ui.t("call-no-legal-basis")),
        whatsapp: links::share(&format!("{} ({share_url})", call.card.name)),
        share_url,
        back: back.0,
        back_words: back.1,
        amendments: changed.iter().map(|change| amended(&ui, change, call.card.zone)).collect(),
        call,
        ui,
    };
    page(StatusCode::OK, cache, cache == Cache::Public, &body)
}

fn amended(ui: &Ui, change: &Amended, zone: Zone) -> (String, Vec<String>) {
    (ui.moment(&change.at, zone), changes(ui, change.closes_at.as_ref(), change.ceiling.as_ref(), &change.why, zone))
}

/// What an amendment changes, in sentences.
pub fn changes(
    ui: &Ui,
    closes_at: Option<&OffsetDateTime>,
    ceiling: Option<&Rupiah>,
    why: &str,
    zone: Zone,
) -> Vec<String> {
    let closes = closes_at.map(|at| ui.ts("call-amended-closes", "when", &ui.moment(at, zone)));
    let ceiling = ceiling.map(|amount| ui.ts("call-amended-ceiling", "amount", &ui.rupiah(amount)));
    closes.into_iter().chain(ceiling).chain((!why.is_empty()).then(|| why.to_owned())).collect()
}
