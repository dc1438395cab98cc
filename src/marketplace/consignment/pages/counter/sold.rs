//! What was sold: one sale, and the sales of a day, with the way to take a line back.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::{Date, Duration, macros::format_description};
use uuid::Uuid;

use super::{Faults, Parts, item, key, key_of, shop_of, shown, tried, words};
use crate::{
    app::App,
    marketplace::consignment::{
        agreements::service::today,
        documents::Refusal,
        party::Party,
        sales::{
            counter,
            model::{LATE_DAYS, SaleLineView, SaleView, VoidReason},
            service,
            workflow::{Event, State, decide},
        },
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

fn why_key(why: VoidReason) -> &'static str {
    match why {
        VoidReason::Pieces => "void-pieces",
        VoidReason::Goods => "void-goods",
        VoidReason::Returned => "void-returned",
        VoidReason::Other => "void-other",
    }
}

/// A line of a sale on a page.
struct LineRow {
    n: usize,
    goods: String,
    maker: String,
    pieces: String,
    sum: String,
    voided: bool,
    /// Whoever looks may take it back now.
    open: bool,
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/sale.html")]
struct SalePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    day_url: String,
    action: String,
    code: String,
    when: String,
    sum: String,
    lines: Vec<LineRow>,
    reasons: Vec<(String, String, bool)>,
    /// Some line can be taken back.
    open: bool,
    key: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let notice = match query.0.get("ok") {
        Some("batal") => ui.t("sale-voided"),
        Some(_) => ui.t("sale-recorded"),
        None => String::new(),
    };
    let form = FormView::default().done(notice);
    sale_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

async fn sale_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let sale = service::show(app, party, code).await?;
    let regency = counter::regency(app, party).await?;
    let same_day = today(app, &regency) == sale.day;
    let lines: Vec<LineRow> = (1..)
        .zip(&sale.lines)
        .map(|(n, line)| {
            let state = if line.voided { State::Voided } else { State::Recorded };
            LineRow { open: decide(state, Event::Void, party.hand(), same_day).is_ok(), ..line_row(&ui, n, line) }
        })
        .collect();
    let body = SalePage {
        head: Head::unlisted(ui.t("sale-title"), ui.t("sale-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        day_url: day_url(seat, sale.day),
        action: format!("{}/penjualan/{code}", seat.base),
        code: shown(code),
        when: when(&ui, &sale, &regency),
        sum: sum(&ui, &[&sale]),
        open: lines.iter().any(|line| line.open),
        lines,
        reasons: VoidReason::ALL
            .iter()
            .map(|why| (why.as_str().to_owned(), ui.t(why_key(*why)), form.v("sebab") == why.as_str()))
            .collect(),
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn line_row(ui: &Ui, n: usize, line: &SaleLineView) -> LineRow {
    LineRow {
        n,
        goods: line.goods.clone(),
        maker: line.maker.clone(),
        pieces: ui
            .with("sale-line", &[("pieces", &ui.number(line.pieces)), ("price", &words::rupiah(ui, line.unit_idr))]),
        sum: words::rupiah(ui, line.pieces * line.unit_idr),
        voided: line.voided,
        open: false,
    }
}

/// The hour of a sale, or only its day when it was recorded later.
fn when(ui: &Ui, sale: &SaleView, regency: &str) -> String {
    let zone = words::zone(regency);
    let recorded_on = sale.recorded_at.to_offset(zone.utc_offset()).date();
    if recorded_on == sale.day { ui.moment(&sale.recorded_at, zone) } else { ui.date(&sale.day) }
}

/// Pieces and rupiah that stand.
fn sum(ui: &Ui, sales: &[&SaleView]) -> String {
    let lines = || sales.iter().flat_map(|sale| &sale.lines).filter(|line| !line.voided);
    let pieces: i64 = lines().map(|line| line.pieces).sum();
    let rupiah: i64 = lines().map(|line| line.pieces * line.unit_idr).sum();
    ui.with("sale-sum", &[("pieces", &ui.tn("count-pieces", pieces)), ("sum", &words::rupiah(ui, rupiah))])
}

fn day_url(seat: &Seat, day: Date) -> String {
    format!("{}/penjualan?hari={day}", seat.base)
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    match void(&app, &party, &code, &form.0).await? {
        Ok(()) => Ok(see_other(&format!("{}/penjualan/{code}?ok=batal", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, &form.0);
            sale_page(&app, ui, &seat, &party, &code, view).await
        }
    }
}

async fn void(
    app: &App,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<(), Faults>, Failure> {
    let sale = service::show(app, party, code).await?;
    let Some(key) = key_of(typed, "void", code) else { return Ok(Err(Faults::one("langkah", "fault-open-again"))) };
    let reason = match reason(typed) {
        Ok(reason) => reason,
        Err(faults) => return Ok(Err(faults)),
    };
    let done = match typed.get("langkah") {
        Some("semua") => service::void_all(app, party, &key, code, &reason).await,
        Some(line) => match nth(&sale, line) {
            Some(line) => service::void(app, party, &key, line, &reason).await,
            None => Err(Refusal::WrongState.into()),
        },
        None => Err(Refusal::WrongState.into()),
    };
    Ok(tried(done)?.map_err(|mut faults| {
        faults.rename("alasan", "cerita");
        faults
    }))
}

/// The line of a button, `baris-2`.
fn nth(sale: &SaleView, button: &str) -> Option<Uuid> {
    let n: usize = button.strip_prefix("baris-")?.parse().ok()?;
    sale.lines.get(n.checked_sub(1)?).map(|line| line.id)
}

/// A reason from the list, and words where there is none.
fn reason(typed: &Params) -> std::result::Result<String, Faults> {
    let why =
        typed.get("sebab").and_then(VoidReason::parse).ok_or_else(|| Faults::one("sebab", "fault-choose-reason"))?;
    match (why, typed.get("cerita")) {
        (VoidReason::Other, None) => Err(Faults::one("cerita", "fault-say-why")),
        (VoidReason::Other, Some(words)) => Ok(words.to_owned()),
        _ => Ok(why.as_str().to_owned()),
    }
}

/// A sale in the list of a day.
struct SaleRow {
    url: String,
    when: String,
    sum: String,
    goods: Vec<String>,
    voided: bool,
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/day.html")]
struct DayPage {
    ui: Ui,
    head: Head,
    base: String,
    day: String,
    sum: String,
    rows: Vec<SaleRow>,
    /// Address and words of the day before and the day after.
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}

pub async fn day(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let regency = counter::regency(&app, &party).await?;
    let now = today(&app, &regency);
    let asked = query.0.get("hari").and_then(|day| Date::parse(day, format_description!("[year]-[month]-[day]")).ok());
    let day = asked.unwrap_or(now).min(now);
    let sales = service::of_day(&app, &party, day).await?;
    let link = |to: Date| (day_url(&seat, to), ui.date(&to));
    let body = DayPage {
        head: Head::unlisted(ui.t("sold-title"), ui.t("sold-title")),
        base: seat.base.clone(),
        day: ui.date(&day),
        sum: sum(&ui, &sales.iter().collect::<Vec<_>>()),
        rows: sales.iter().map(|sale| sale_row(&ui, &seat, sale, &regency)).collect(),
        before: (day > now - Duration::days(31.max(LATE_DAYS))).then(|| link(day - Duration::DAY)),
        after: (day < now).then(|| link(day + Duration::DAY)),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn sale_row(ui: &Ui, seat: &Seat, sale: &SaleView, regency: &str) -> SaleRow {
    let goods = |line: &SaleLineView| {
        let words = format!("{} × {}", ui.number(line.pieces), line.goods);
        if line.voided { ui.ts("sale-line-voided", "line", &words) } else { words }
    };
    SaleRow {
        url: format!("{}/penjualan/{}", seat.base, sale.code),
        when: when(ui, sale, regency),
        sum: sum(ui, &[sale]),
        goods: sale.lines.iter().map(goods).collect(),
        voided: sale.lines.iter().all(|line| line.voided),
    }
}
