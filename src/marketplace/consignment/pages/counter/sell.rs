//! The list of the shelf on which a clerk writes what was sold.
use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::{Date, Duration, OffsetDateTime, macros::format_description};

use super::{Faults, Stepper, key, key_of, left, named, shop_of, tried, whole, words};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::service::{day_at, today},
        party::Party,
        sales::{
            counter::{self, Row},
            model::{LATE_DAYS, Sold, Source},
            service,
        },
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

/// Rows of the list: a form has at most two hundred fields. Whoever has more finds the rest by name.
const MOST_ROWS: usize = 150;
/// From more rows than this on, a field narrows the list.
const SEARCHED: usize = 8;
/// How fields of pieces begin; the code of a lot follows.
const FIELD: &str = "n-";

#[derive(Template)]
#[template(path = "pages/consignment/counter/sell.html")]
struct SellPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    action: String,
    /// Name of a draft on this telephone: the outlet.
    outlet: String,
    words: String,
    /// A maker with its goods.
    groups: Vec<(String, Vec<Stepper>)>,
    /// More goods than a phone shows on a few screens: they can be searched.
    long: bool,
    /// More goods than the list shows.
    more: bool,
    days: Vec<(String, String, bool)>,
    key: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let words = query.0.get("cari").unwrap_or_default().to_owned();
    sell_page(&app, ui, &seat, &party, words, (StatusCode::OK, FormView::default()), &BTreeMap::new()).await
}

async fn sell_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    words: String,
    (status, mut form): (StatusCode, FormView),
    typed: &BTreeMap<String, String>,
) -> Answer {
    let regency = counter::regency(app, party).await?;
    let mut rows = counter::rows(app, party, &regency).await?;
    // What was typed for goods of which none is left stays on the page.
    let mut values: Vec<(Row, String)> = Vec::new();
    for (code, value) in typed {
        if let Some(row) = counter::named(app, party, code).await? {
            if rows.iter().all(|known| known.pick != row.pick) {
                rows.insert(0, row.clone());
            }
            values.push((row, value.clone()));
        }
    }
    let sought = words.to_lowercase();
    let long = rows.len() > SEARCHED;
    let mut groups: Vec<(String, Vec<Stepper>)> = Vec::new();
    let (mut shown, mut more) = (0, false);
    for row in rows {
        let value = values.iter().find(|(known, _)| known.pick == row.pick).map_or("", |(_, value)| value);
        let mut stepper = stepper(&ui, &row, value);
        if value.is_empty() && !stepper.find.contains(&sought) {
            continue;
        }
        if shown == MOST_ROWS {
            more = true;
            break;
        }
        shown += 1;
        if status != StatusCode::OK && !value.is_empty() {
            stepper.fault = fault(&ui, &row, value);
            if !stepper.fault.is_empty() {
                form = form.fault(&ui, &stepper.name, stepper.fault.clone());
            }
        }
        match groups.iter_mut().find(|(maker, _)| *maker == row.maker) {
            Some((_, steppers)) => steppers.push(stepper),
            None => groups.push((row.maker, vec![stepper])),
        }
    }
    let body = SellPage {
        head: Head::unlisted(ui.t("sell-title"), ui.t("sell-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        action: format!("{}/jual", seat.base),
        outlet: seat.code.clone(),
        words,
        groups,
        long,
        more,
        days: days(&ui, today(app, &regency), form.v("hari")),
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn stepper(ui: &Ui, row: &Row, value: &str) -> Stepper {
    let mut meta = vec![words::rupiah(ui, row.unit_idr), left(ui, row.pieces)];
    meta.extend(row.expires_on.map(|day| ui.ts("note-expires", "day", &ui.date(&day))));
    Stepper {
        name: format!("{FIELD}{}", row.code),
        goods: named(&row.goods, &row.unit_text),
        meta,
        value: value.to_owned(),
        fault: String::new(),
        find: format!("{} {}", row.goods, row.maker).to_lowercase(),
    }
}

/// What is wrong with a number that was typed.
fn fault(ui: &Ui, row: &Row, value: &str) -> String {
    match whole(value) {
        None => ui.t("fault-pieces"),
        Some(_) if row.pieces == 0 => ui.t("sale-none-left"),
        Some(pieces) if i64::from(pieces) > row.pieces => ui.tn("sale-only-left", row.pieces),
        Some(_) => String::new(),
    }
}

/// Today, and the days before on which a sale may still be recorded. Today has no value: it is the day of the press.
fn days(ui: &Ui, today: Date, chosen: &str) -> Vec<(String, String, bool)> {
    let mut days = vec![(String::new(), ui.t("sale-today"), chosen.is_empty())];
    for back in 1..=LATE_DAYS {
        let day = today - Duration::days(back);
        let name = if back == 1 { ui.ts("sale-yesterday", "day", &ui.date(&day)) } else { ui.date(&day) };
        days.push((day.to_string(), name, chosen == day.to_string()));
    }
    days
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let typed = &form.0;
    let (numbers, sold) = read(&app, &party, typed).await?;
    let answer = match sold {
        Ok(sold) => record(&app, &seat, &party, typed, &sold).await?,
        Err(faults) => Err(faults),
    };
    match answer {
        Ok(code) => Ok(see_other(&format!("{}/penjualan/{code}?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, typed);
            sell_page(&app, ui, &seat, &party, String::new(), view, &numbers).await
        }
    }
}

type Tried<T> = std::result::Result<T, Faults>;

async fn record(
    app: &App,
    seat: &Seat,
    party: &Party,
    typed: &Params,
    sold: &[Sold],
) -> std::result::Result<Tried<String>, crate::web::errors::Failure> {
    let Some(key) = key_of(typed, "sell", &seat.code) else {
        return Ok(Err(Faults::one("langkah", "fault-open-again")));
    };
    let regency = counter::regency(app, party).await?;
    let Ok(when) = day(typed, &regency, app.clock.now()) else { return Ok(Err(Faults::one("hari", "fault-sale-day"))) };
    let source = if typed.get("waktu").is_some() { Source::Offline } else { Source::List };
    let done = tried(service::record(app, party, &key, sold, (source, when)).await)?;
    Ok(done.map_err(|mut faults| {
        // The day is the only thing here that can be too early or too late.
        if faults.list.iter().any(|(_, key)| *key == "refusal-not-now") {
            faults = Faults::one("hari", "fault-sale-day");
        }
        faults
    }))
}

/// The day of the sale: the one that was chosen, or that of the moment at which a draft was written on the telephone. A
/// telephone whose clock is fast means today.
fn day(typed: &Params, regency: &str, now: OffsetDateTime) -> std::result::Result<Option<Date>, ()> {
    if let Some(day) = typed.get("hari") {
        return Date::parse(day, format_description!("[year]-[month]-[day]")).map(Some).map_err(|_| ());
    }
    let Some(moment) = typed.get("waktu") else { return Ok(None) };
    let seconds = moment.parse::<i64>().map_err(|_| ())? / 1000;
    let at = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| ())?;
    Ok(Some(day_at(at.min(now), regency)))
}

/// What was typed, by the code of a lot, and what of it is a sale.
async fn read(app: &App, party: &Party, typed: &Params) -> Result<(BTreeMap<String, String>, Tried<Vec<Sold>>)> {
    let mut numbers = BTreeMap::new();
    let mut sold = Vec::new();
    let mut faults = Faults::default();
    for name in typed.names().filter(|name| name.starts_with(FIELD)) {
        let Some(value) = typed.get(name).filter(|value| *value != "0") else { continue };
        let Some(code) = ids::read_document_code(&name[FIELD.len()..]) else { continue };
        let Some(row) = counter::named(app, party, &code).await? else {
            faults.add("langkah".to_owned(), "fault-sale-unknown");
            continue;
        };
        numbers.insert(code, value.to_owned());
        match whole(value) {
            Some(pieces) if pieces > 0 => sold.push(Sold { pick: row.pick, pieces: i64::from(pieces) }),
            Some(_) => {}
            None => faults.add("langkah".to_owned(), "fault-sale-numbers"),
        }
    }
    faults.list.dedup();
    if sold.is_empty() && faults.list.is_empty() {
        faults.add("langkah".to_owned(), "fault-sale-pieces");
    }
    Ok((numbers, faults.finish().map(|()| sold)))
}
