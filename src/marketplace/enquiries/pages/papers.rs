//! Papers of an enquiry: the quotation and the record of handing over to print, the day for a calendar.
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use askama::Template as Page;
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::{
    marketplace::enquiries::{
        model::{EnquiryView, LineView},
        workflow::State,
    },
    platform::{
        amount_in_words,
        calendar::{self, Calendar, Event, Start},
        ids,
        money::Rupiah,
        qr,
        typeset::Template,
    },
    web::{Cache, Head, Ui, errors::Answer, page, paper::Paper, session::see_other},
};

#[derive(Page)]
#[template(path = "pages/enquiries/print.html")]
struct PrintPage {
    ui: Ui,
    head: Head,
    base: String,
    code: String,
    /// The record of handing over, else the quotation.
    handed_over: bool,
    /// Both papers are there.
    both: bool,
    revision: String,
    date: String,
    /// Address of the same as a file.
    file: String,
    seller: String,
    maker: String,
    organisation: String,
    place: String,
    lines: Vec<Line>,
    total: String,
    terms: Vec<(String, String)>,
}

struct Line {
    number: usize,
    title: String,
    unit: String,
    price: String,
    pieces: String,
    amount: String,
    received: String,
}

/// A paper to print. Which one follows from what is there; after the goods changed hands both are.
pub fn print(ui: Ui, view: &EnquiryView, base: String, wanted: Option<&str>) -> Answer {
    let Some(quoted_at) = view.quoted_at else { return Ok(see_other(&base).finish()) };
    let handed_over = view.handed_over_at.filter(|_| wanted != Some("penawaran"));
    let local = handed_over.unwrap_or(quoted_at).to_offset(view.zone.utc_offset());
    let title = ui.t(if handed_over.is_some() { "print-handed-over" } else { "print-quotation" });
    let body = PrintPage {
        head: Head::unlisted(title.clone(), title),
        file: format!("{base}/surat.pdf?surat={}", if handed_over.is_some() { "serah" } else { "penawaran" }),
        base,
        code: ids::shown_document_code(&view.code),
        handed_over: handed_over.is_some(),
        both: view.handed_over_at.is_some(),
        revision: view.revision.to_string(),
        date: ui.date(&local.date()),
        seller: view.seller_name.clone(),
        maker: format!("{}, {}", view.maker, view.maker_place),
        organisation: view.organisation.clone(),
        place: view.buyer_place.clone(),
        lines: (1..).zip(&view.lines).map(|(number, shown)| line(&ui, number, shown)).collect(),
        total: ui.rupiah(&view.total),
        terms: terms(&ui, view),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn line(ui: &Ui, number: usize, line: &LineView) -> Line {
    let offered = line.offered.and_then(|(unit, pieces)| Some((unit?, pieces)));
    let amount = |(unit, pieces): (Rupiah, i64)| ui.rupiah(&Rupiah(unit.0.saturating_mul(pieces)));
    Line {
        number,
        title: line.title.clone(),
        unit: line.unit.clone(),
        price: offered.map(|(unit, _)| ui.rupiah(&unit)).unwrap_or_default(),
        pieces: offered.map(|(_, pieces)| ui.number(pieces)).unwrap_or_default(),
        amount: offered.map_or_else(|| ui.t("enquiry-cannot"), amount),
        received: line.received.map(|pieces| ui.number(pieces)).unwrap_or_default(),
    }
}

fn terms(ui: &Ui, view: &EnquiryView) -> Vec<(String, String)> {
    let mut terms = Vec::new();
    if let Some(day) = &view.valid_until {
        terms.push((ui.t("enquiry-valid-until"), ui.date(day)));
    }
    if let Some(day) = &view.ready_on {
        terms.push((ui.t("enquiry-ready-on"), ui.date(day)));
    }
    terms.push((ui.t("enquiry-hand-over"), ui.t(view.delivery.key())));
    terms.push((ui.t("print-payment"), ui.t("print-payment-words")));
    terms
}

/// The same as a file. None before the first quotation.
pub fn paper(ui: &Ui, view: &EnquiryView, wanted: Option<&str>) -> Option<Paper> {
    let quoted_at = view.quoted_at?;
    let ui = &ui.on_paper();
    match view.handed_over_at.filter(|_| wanted != Some("penawaran")) {
        Some(at) => Some(record(ui, view, at)),
        None => Some(quotation(ui, view, quoted_at)),
    }
}

fn quotation(ui: &Ui, view: &EnquiryView, at: OffsetDateTime) -> Paper {
    let ready = view.ready_on.map(|day| ui.date(&day)).unwrap_or_default();
    let lines = (1..).zip(&view.lines).map(|(number, shown)| {
        let row = line(ui, number, shown);
        let ready = if row.pieces.is_empty() { "" } else { &*ready };
        json!({ "goods": row.title, "size": row.unit, "price": row.price, "pieces": row.pieces, "amount": row.amount,
                "ready": ready })
    });
    let data = json!({
        "letterhead": letterhead(ui, view),
        "code": ids::shown_document_code(&view.code),
        "revision": view.revision.to_string(),
        "date": day(ui, view, at),
        "recipient": [view.organisation, view.buyer_place],
        "subject": ui.ts("print-subject", "maker", &view.maker),
        "introduction": ui.ts("print-introduction", "day", &day(ui, view, view.created_at)),
        "lines": lines.collect::<Vec<_>>(),
        "sum": ui.rupiah(&view.total),
        "sum_in_words": amount_in_words::rupiah(ui.language(), view.total),
        "terms": terms(ui, view),
        "closing": ui.t("print-closing"),
        "qr": code(ui, view),
    });
    Paper::new(ui, Template::Quotation, titled(ui, "print-quotation", view), QUOTATION, data)
}

const QUOTATION: &[(&str, &str)] = &[
    ("heading", "print-quotation"),
    ("code", "print-code"),
    ("revision", "print-revision"),
    ("date", "print-date"),
    ("subject", "print-about"),
    ("recipient", "print-to"),
    ("scan", "print-scan"),
    ("number", "print-number"),
    ("goods", "enquiry-thing"),
    ("size", "print-unit"),
    ("price", "enquiry-price"),
    ("pieces", "enquiry-offered"),
    ("amount", "enquiry-amount"),
    ("ready", "enquiry-ready-on"),
    ("sum", "enquiry-total"),
    ("terms", "print-terms"),
    ("seller", "enquiry-seller"),
    ("signature", "paper-signature"),
    ("page", "paper-page"),
];

/// The record of handing over.
fn record(ui: &Ui, view: &EnquiryView, at: OffsetDateTime) -> Paper {
    let lines = (1..).zip(&view.lines).filter(|(_, shown)| shown.offered.is_some_and(|(unit, _)| unit.is_some()));
    let lines = lines.map(|(number, shown)| {
        let row = line(ui, number, shown);
        json!({ "goods": row.title, "size": row.unit, "ordered": row.pieces, "delivered": row.received, "note": "" })
    });
    let data = json!({
        "letterhead": letterhead(ui, view),
        "code": ids::shown_document_code(&view.code),
        "date": day(ui, view, at),
        "place": null,
        "receiver": format!("{}, {}", view.organisation, view.buyer_place),
        "introduction": ui.t("print-handed-over-words"),
        "lines": lines.collect::<Vec<_>>(),
        "declaration": ui.t("print-declaration"),
        "qr": code(ui, view),
    });
    Paper::new(ui, Template::Handover, titled(ui, "print-handed-over", view), RECORD, data)
}

const RECORD: &[(&str, &str)] = &[
    ("heading", "print-handed-over"),
    ("code", "print-code"),
    ("date", "print-date"),
    ("place", "print-place"),
    ("receiver", "print-to"),
    ("scan", "print-scan"),
    ("number", "print-number"),
    ("goods", "enquiry-thing"),
    ("size", "print-unit"),
    ("ordered", "print-ordered"),
    ("delivered", "enquiry-received"),
    ("note", "print-note"),
    ("handed_over", "print-gave"),
    ("received", "print-took"),
    ("signature", "paper-signature"),
    ("page", "paper-page"),
];

/// Whoever sells, and whose goods they are.
fn letterhead(ui: &Ui, view: &EnquiryView) -> Value {
    let maker = format!("{}, {}", view.maker, view.maker_place);
    json!({ "name": view.seller_name, "lines": [ui.ts("print-made-by", "maker", &maker)] })
}

/// Leads to the page of whoever asked: the paper is for them.
fn code(ui: &Ui, view: &EnquiryView) -> Vec<String> {
    qr::rows(&ui.absolute(&format!("/permintaan/{}", view.code)))
}

fn titled(ui: &Ui, key: &str, view: &EnquiryView) -> String {
    format!("{} {}", ui.t(key), ids::shown_document_code(&view.code))
}

fn day(ui: &Ui, view: &EnquiryView, at: OffsetDateTime) -> String {
    ui.date(&at.to_offset(view.zone.utc_offset()).date())
}

/// The day on which the goods are ready, for a calendar. It names nobody: calendars are shared.
pub fn calendar(ui: &Ui, view: &EnquiryView, base: &str) -> HttpResponse {
    let agreed = view.state.is_agreed() || view.state == State::Completed;
    let Some(day) = view.ready_on.filter(|_| agreed) else { return see_other(base).finish() };
    let code = ids::shown_document_code(&view.code);
    let event = Event {
        uid: ui.absolute(base),
        sequence: 0,
        start: Start::Day(day),
        summary: ui.ts("calendar-summary", "code", &code),
        link: ui.absolute(base),
        alarm: false,
    };
    let calendar = Calendar { name: ui.site_name(), lang: ui.lang(), stamp: ui.now(), events: vec![event] };
    HttpResponse::Ok()
        .content_type(calendar::CONTENT_TYPE)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", view.code)))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(calendar.text())
}
