//! Papers of an enquiry: the quotation and the record of handing over to print, the day for a calendar.
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use askama::Template;

use crate::{
    marketplace::enquiries::{
        model::{EnquiryView, LineView},
        workflow::State,
    },
    platform::{ids, money::Rupiah},
    web::{Cache, Head, Ui, errors::Answer, page, session::see_other},
};

#[derive(Template)]
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

/// The day on which the goods are ready, for a calendar. It names nobody: calendars are shared.
pub fn calendar(ui: &Ui, view: &EnquiryView, base: &str) -> HttpResponse {
    let agreed = view.state.is_agreed() || view.state == State::Completed;
    let Some(day) = view.ready_on.filter(|_| agreed) else { return see_other(base).finish() };
    let code = ids::shown_document_code(&view.code);
    let stamp = ui.now();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        format!("PRODID:-//{}//{}", ui.site_name(), ui.lang().to_uppercase()),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", ui.absolute(base)),
        format!("DTSTAMP:{}T{:02}{:02}{:02}Z", compact(stamp.date()), stamp.hour(), stamp.minute(), stamp.second()),
        format!("DTSTART;VALUE=DATE:{}", compact(day)),
        format!("SUMMARY:{}", ui.ts("calendar-summary", "code", &code)),
        format!("URL:{}", ui.absolute(base)),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", view.code)))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(lines.join("\r\n") + "\r\n")
}

fn compact(day: time::Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), u8::from(day.month()), day.day())
}
