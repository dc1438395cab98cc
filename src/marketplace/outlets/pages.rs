//! Pages of outlets.
use actix_web::{HttpResponse, http::StatusCode, web as http};
use askama::Template;
use serde_json::json;

use super::{
    model::{OutletCard, OutletView},
    service,
};
use crate::{
    app::App,
    marketplace::goods::{self, pages::Tile},
    web::{Cache, Head, Routes, Ui, Who, errors::Failure, json_ld::JsonLd, links, page, params::Code, ui::WEEKDAYS},
};

pub fn routes(routes: &mut Routes) {
    routes.get("/gerai", Who::Everyone, list);
    routes.get("/gerai/{code}", Who::Everyone, show);
}

/// Whether an outlet is open today: "Buka hari ini 09.00-17.00".
pub fn today(ui: &Ui, outlet: &OutletCard) -> String {
    let day = ui.now().to_offset(outlet.zone.utc_offset()).weekday().number_days_from_monday();
    match outlet.hours.get(usize::from(day)).map(String::as_str) {
        None | Some("") => ui.t("outlet-closed-today"),
        Some(hours) => ui.ts("outlet-open-today", "hours", hours),
    }
}

#[derive(Template)]
#[template(path = "pages/marketplace/outlets.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    outlets: Vec<Row>,
}

struct Row {
    url: String,
    name: String,
    address: String,
    hours: String,
    goods: String,
}

async fn list(app: http::Data<App>, ui: Ui) -> Result<HttpResponse, Failure> {
    let outlets = service::list(&app.db).await?;
    let row = |outlet: OutletCard| Row {
        hours: today(&ui, &outlet),
        goods: ui.tn("count-goods", i64::try_from(outlet.goods).unwrap_or_default()),
        url: format!("/gerai/{}", outlet.code),
        address: format!("{}, {}", outlet.address, outlet.place),
        name: outlet.name,
    };
    let body = ListPage {
        outlets: outlets.into_iter().map(row).collect(),
        head: Head::new(&ui, ui.t("outlets-title"), ui.t("outlets-description"), "/gerai"),
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}

#[derive(Template)]
#[template(path = "pages/marketplace/outlet.html")]
struct OutletPage {
    ui: Ui,
    head: Head,
    outlet: OutletView,
    /// Day, hours, and whether it is today.
    week: Vec<(String, String, bool)>,
    chat: String,
    share_url: String,
    /// The link that passes the page on.
    whatsapp: String,
    tiles: Vec<Tile>,
    count: String,
}

async fn show(app: http::Data<App>, ui: Ui, code: Code) -> Result<HttpResponse, Failure> {
    let outlet = service::show(&app.db, &code.0).await?;
    let cards = goods::service::at_outlet(&app, &code.0).await?;
    let path = format!("/gerai/{}", outlet.code);
    let share_url = ui.absolute(&path);
    let head = Head::new(&ui, outlet.name.clone(), outlet.about.clone(), &path).json_ld(&json_ld(&ui, &outlet, &path));
    let today = usize::from(ui.now().to_offset(outlet.zone.utc_offset()).weekday().number_days_from_monday());
    let week = WEEKDAYS.iter().zip(&outlet.hours).enumerate().map(|(day, (key, hours))| {
        let hours = if hours.is_empty() { ui.t("outlet-closed") } else { format!("{hours} {}", outlet.zone.label()) };
        (ui.t(key), hours, day == today)
    });
    let body = OutletPage {
        week: week.collect(),
        chat: links::chat(&outlet.whatsapp, &format!("{}\n{share_url}", ui.ts("chat-outlet", "name", &outlet.name))),
        whatsapp: links::share(&format!("{}\n{share_url}", outlet.name)),
        share_url,
        count: ui.tn("count-goods", i64::try_from(cards.len()).unwrap_or_default()),
        tiles: cards.into_iter().map(|card| Tile::new(&ui, card)).collect(),
        outlet,
        head,
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}

fn json_ld(ui: &Ui, outlet: &OutletView, path: &str) -> JsonLd {
    JsonLd(json!({
        "@context": "https://schema.org",
        "@type": "Store",
        "name": outlet.name,
        "url": ui.absolute(path),
        "telephone": outlet.whatsapp,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": outlet.address,
            "addressLocality": outlet.place,
            "addressCountry": "ID",
        },
    }))
}
