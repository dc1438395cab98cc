//! The report of one instalment: its sums, one line of the budget at a time, receipts, and what becomes of the rest.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{Eyes, address, award::ways, group, office, place, view};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        awards::{
            accounts::service::{self, NewReceipt},
            acts::model::{About, returned},
            desk::service::{View, is_open},
            model::{Receipt, RestKind},
        },
        proposals::{pages::refusal, policy::MayWriteProposals},
        reports::account,
    },
    platform::{
        ids::{read_document_code, shown_document_code},
        money::Rupiah,
        params::Params,
    },
    web::{
        Cache, FormView, Head, Ui,
        days::{self, Typed},
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
        upload::Upload,
    },
};

struct LineRow {
    /// Empty when nothing can be changed.
    url: String,
    name: String,
    planned: String,
    spent: String,
    /// Money without receipts, or receipts above what was spent.
    lacks: String,
    note: String,
    /// What the office wants mended.
    wanted: String,
    receipts: Vec<ReceiptRow>,
}

struct ReceiptRow {
    url: String,
    code: String,
    what: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "pages/awards/report.html")]
struct ReportPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    word: String,
    tone: &'static str,
    due: String,
    wanted: String,
    sums: Vec<(String, String)>,
    lines: Vec<LineRow>,
    told: String,
    rest: String,
    editable: bool,
    version: i32,
    rests: Vec<(String, String, bool)>,
    ways: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/awards/line.html")]
struct LinePage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    report: String,
    name: String,
    planned: String,
    lacks: String,
    version: i32,
    receipts: Vec<ReceiptRow>,
    /// What was typed about a receipt that was not taken.
    receipt: FormView,
}

pub async fn of_group(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    query: QueryParams,
) -> Answer {
    let eyes = group(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, (&item.0, &request), &query.0).await
}

pub async fn of_office(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    query: QueryParams,
) -> Answer {
    let eyes = office(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, (&item.0, &request), &query.0).await
}

async fn show(
    app: &App,
    ui: Ui,
    seat: &Seat,
    eyes: &Eyes,
    (code, request): (&str, &HttpRequest),
    query: &Params,
) -> Answer {
    let view = view(app, eyes, code).await?;
    let at = place(&view.grant, &named(request)?)?;
    let report = &view.grant.reports[at];
    let rest = report.rest.as_ref();
    let boxes = days::boxes("tanggal", rest.and_then(|rest| rest.day));
    let typed = [
        ("uraian", report.told.clone()),
        ("nomor", rest.map(|rest| rest.number.clone()).unwrap_or_default()),
        ("sisa", rest.map(|rest| rest.kind.as_str().to_owned()).unwrap_or_default()),
    ];
    let boxes = boxes.iter().map(|(name, value)| (name.as_str(), value.clone()));
    let notice = query.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let form = FormView::with(typed.into_iter().chain(boxes)).done(notice);
    draw(ui, seat, eyes, (&view, at), StatusCode::OK, form)
}

fn named(request: &HttpRequest) -> Result<String, Error> {
    read_document_code(request.match_info().query("report")).ok_or(Error::NotFound)
}

fn number(request: &HttpRequest) -> Result<u16, Error> {
    request.match_info().query("line").parse().map_err(|_| Error::NotFound)
}

fn draw(ui: Ui, seat: &Seat, eyes: &Eyes, (view, at): (&View, usize), status: StatusCode, form: FormView) -> Answer {
    let (report, tranche) = (&view.grant.reports[at], &view.grant.tranches[at]);
    let above = address(seat, &view.grant.code);
    let here = format!("{above}/laporan/{}", shown_document_code(&report.code));
    let editable = eyes.is_group() && is_open(report.state) && tranche.given.0 > 0;
    let lines = view.grant.account_lines(at);
    let spent = account::spent(&lines);
    let sum = |key: &'static str, amount: i64| (ui.t(key), ui.rupiah(&Rupiah(amount)));
    let sent_back = view.returned.iter().find(|(place, _)| *place == at).map(|(_, kept)| kept);
    let body = ReportPage {
        head: Head::unlisted(ui.t("award-report-title"), ui.t("award-report-title")).to_mend(&ui, form.faults().len()),
        back: above.clone(),
        code: shown_document_code(&report.code),
        word: ui.t(report.state.key(true)),
        tone: report.state.tone(true),
        due: report.due.map(|day| ui.date(&day)).unwrap_or_default(),
        wanted: sent_back.and_then(|kept| kept["text"].as_str()).unwrap_or_default().to_owned(),
        sums: vec![
            sum("report-given", tranche.given.0),
            sum("report-spent", spent.0),
            sum("report-rest", view.grant.unspent(at)),
        ],
        lines: lines.iter().map(|line| row(&ui, view, (at, editable), (&above, &here), line)).collect(),
        told: report.told.clone(),
        rest: report.rest.as_ref().map(|rest| ui.t(rest_key(rest.kind))).unwrap_or_default(),
        editable,
        version: report.version,
        rests: RestKind::ALL
            .iter()
            .map(|kind| (kind.as_str().to_owned(), ui.t(rest_key(*kind)), form.v("sisa") == kind.as_str()))
            .collect(),
        ways: ways(&ui, view, &above, About::Report, at),
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

const fn rest_key(kind: RestKind) -> &'static str {
    match kind {
        RestKind::Promised => "report-rest-promised",
        RestKind::Returned => "report-rest-returned",
    }
}

fn row(
    ui: &Ui,
    view: &View,
    (at, editable): (usize, bool),
    (above, here): (&str, &str),
    line: &account::Line,
) -> LineRow {
    let report = &view.grant.reports[at];
    let sent_back = view.returned.iter().find(|(place, _)| *place == at);
    let wanted = sent_back.and_then(|(_, kept)| returned(kept).into_iter().find(|(known, _)| *known == line.number));
    let receipts = report.receipts.iter().filter(|receipt| receipt.line == line.number);
    LineRow {
        url: if editable { format!("{here}/baris/{}", line.number) } else { String::new() },
        name: name(view, line.number),
        planned: ui.rupiah(&line.planned),
        spent: ui.rupiah(&line.spent),
        lacks: lacks(ui, line),
        note: report.typed.get(&line.number).map(|(_, note)| note.clone()).unwrap_or_default(),
        wanted: wanted.map(|(_, reason)| ui.t(reason.key())).unwrap_or_default(),
        receipts: receipts.map(|receipt| receipt_row(ui, above, receipt)).collect(),
    }
}

fn name(view: &View, number: u16) -> String {
    let line = view.grant.terms.lines.iter().find(|line| line.number == number);
    line.map(|line| line.description.clone()).unwrap_or_default()
}

/// "Kurang bukti Rp350.000".
fn lacks(ui: &Ui, line: &account::Line) -> String {
    let left = line.spent.0 - line.receipts.0;
    match left {
        0 => String::new(),
        left if left > 0 => ui.ts("report-lacks", "amount", &ui.rupiah(&Rupiah(left))),
        left => ui.ts("report-too-much", "amount", &ui.rupiah(&Rupiah(-left))),
    }
}

fn receipt_row(ui: &Ui, above: &str, receipt: &Receipt) -> ReceiptRow {
    ReceiptRow {
        url: format!("{above}/berkas/{}", shown_document_code(&receipt.code)),
        code: receipt.code.clone(),
        what: format!("{}, {}", receipt.shop, ui.date(&receipt.day)),
        amount: ui.rupiah(&receipt.amount),
    }
}

pub async fn save(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    form: FormParams,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let report = named(&request)?;
    let saved = match rest(&form.0) {
        Ok(rest) => {
            let told = form.0.get("uraian").unwrap_or_default();
            service::save_rest(&app, &permit, (&item.0, &report), version(&form.0), told, rest).await
        }
        Err(faults) => Err(faults.into()),
    };
    match saved {
        Ok(()) => {
            let to = format!("{}/laporan/{}?ok=1", address(&seat, &item.0), shown_document_code(&report));
            Ok(see_other(&to).finish())
        }
        Err(error) => {
            let view_form = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            let eyes = group(&app, &seat).await?;
            let seen = view(&app, &eyes, &item.0).await?;
            let at = place(&seen.grant, &report)?;
            draw(ui, &seat, &eyes, (&seen, at), StatusCode::UNPROCESSABLE_ENTITY, view_form)
        }
    }
}

type RestTyped = Option<(RestKind, String, Option<time::Date>)>;

fn rest(form: &Params) -> Result<RestTyped, Invalid> {
    if form.get("tombol") != Some("simpan") {
        return Err(Invalid::one("tindakan", "error-choice"));
    }
    let day = match days::read(form, "tanggal") {
        Typed::Day(day) => Some(day),
        Typed::Nothing => None,
        Typed::Wrong => return Err(Invalid::one("tanggal", "proposal-fault-date")),
    };
    let number = form.get("nomor").unwrap_or_default().trim().to_owned();
    Ok(form.get("sisa").and_then(RestKind::parse).map(|kind| (kind, number, day)))
}

fn version(form: &Params) -> i32 {
    form.get("versi").and_then(|version| version.parse().ok()).unwrap_or_default()
}

pub async fn line(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    query: QueryParams,
) -> Answer {
    let eyes = group(&app, &seat).await?;
    let seen = view(&app, &eyes, &item.0).await?;
    let at = place(&seen.grant, &named(&request)?)?;
    let number = number(&request)?;
    let typed = seen.grant.reports[at].typed.get(&number).cloned();
    let (spent, note) = typed.map(|(spent, note)| (spent.0.to_string(), note)).unwrap_or_default();
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let form = FormView::with([("jumlah", spent), ("catatan", note)]).done(notice);
    draw_line(ui, &seat, (&seen, at, number), StatusCode::OK, (form, FormView::default()))
}

fn draw_line(
    ui: Ui,
    seat: &Seat,
    (view, at, number): (&View, usize, u16),
    status: StatusCode,
    (form, receipt): (FormView, FormView),
) -> Answer {
    let report = &view.grant.reports[at];
    let above = address(seat, &view.grant.code);
    let back = format!("{above}/laporan/{}", shown_document_code(&report.code));
    let lines = view.grant.account_lines(at);
    let line = lines.iter().find(|line| line.number == number).ok_or(Error::NotFound)?;
    if !is_open(report.state) {
        return Ok(see_other(&back).finish());
    }
    let receipts = report.receipts.iter().filter(|receipt| receipt.line == number);
    let faults = form.faults().len() + receipt.faults().len();
    let body = LinePage {
        head: Head::unlisted(ui.t("report-line-title"), ui.t("report-line-title")).to_mend(&ui, faults),
        here: format!("{back}/baris/{number}"),
        report: shown_document_code(&report.code),
        name: name(view, number),
        planned: ui.rupiah(&line.planned),
        lacks: lacks(&ui, line),
        version: report.version,
        receipts: receipts.map(|receipt| receipt_row(&ui, &above, receipt)).collect(),
        back,
        form,
        receipt,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn save_line(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    form: FormParams,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let (report, number) = (named(&request)?, number(&request)?);
    let saved = match (form.0.get("tombol"), form.0.get("jumlah").and_then(Rupiah::parse)) {
        (Some("simpan"), Some(spent)) => {
            let note = form.0.get("catatan").unwrap_or_default().trim();
            service::save_line(&app, &permit, (&item.0, &report, number), version(&form.0), (spent, note)).await
        }
        (Some("simpan"), None) => Err(Invalid::one("jumlah", "award-fault-amount").into()),
        (Some("hapus"), _) => {
            let receipt = form.0.get("bukti").unwrap_or_default();
            service::remove_receipt(&app, &permit, (&item.0, &report), receipt).await
        }
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    let typed = FormView::typed(&form.0);
    after_line(&app, ui, &seat, (&item.0, &report, number), saved, (typed, FormView::default())).await
}

pub async fn add_receipt(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    upload: Upload,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let (report, number) = (named(&request)?, number(&request)?);
    let typed = FormView::typed(&upload.params);
    let saved = match receipt(&upload.params) {
        Ok(new) => {
            let file = (upload.name.as_str(), upload.file);
            service::add_receipt(&app, &permit, (&item.0, &report, number), new, file).await
        }
        Err(faults) => Err(faults.into()),
    };
    after_line(&app, ui, &seat, (&item.0, &report, number), saved, (FormView::default(), typed)).await
}

fn receipt(form: &Params) -> Result<NewReceipt, Invalid> {
    let mut faults = Invalid::default();
    let day = match days::read(form, "tanggal") {
        Typed::Day(day) => Some(day),
        Typed::Nothing | Typed::Wrong => {
            faults.0.push(("tanggal", "proposal-fault-date"));
            None
        }
    };
    let amount = form.get("nilai").and_then(Rupiah::parse).filter(|amount| amount.0 > 0);
    if amount.is_none() {
        faults.0.push(("nilai", "award-fault-amount"));
    }
    match (day, amount) {
        (Some(day), Some(amount)) => {
            Ok(NewReceipt { day, amount, shop: form.get("toko").unwrap_or_default().trim().to_owned() })
        }
        _ => Err(faults),
    }
}

/// Back to the line: with what was saved, or with what was typed and why it was not taken.
async fn after_line(
    app: &App,
    ui: Ui,
    seat: &Seat,
    (code, report, number): (&str, &str, u16),
    saved: Result<(), Error>,
    (form, receipt): (FormView, FormView),
) -> Answer {
    match saved {
        Ok(()) => {
            let above = address(seat, code);
            let to = format!("{above}/laporan/{}/baris/{number}?ok=1", shown_document_code(report));
            Ok(see_other(&to).finish())
        }
        Err(error) => {
            let faults = refusal(error)?;
            let of_receipt = !receipt.v("nilai").is_empty() || !receipt.v("toko").is_empty();
            let (form, receipt) =
                if of_receipt { (form, receipt.faulty(&ui, &faults)) } else { (form.faulty(&ui, &faults), receipt) };
            let eyes = group(app, seat).await?;
            let seen = view(app, &eyes, code).await?;
            let at = place(&seen.grant, report)?;
            draw_line(ui, seat, (&seen, at, number), StatusCode::UNPROCESSABLE_ENTITY, (form, receipt))
        }
    }
}
