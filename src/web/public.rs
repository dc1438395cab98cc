//! Pages that belong to no slice: home, texts, the style guide, what search engines and browsers ask for.
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, LOCATION},
    },
    web as http,
};
use askama::Template;
use serde_json::json;

use super::{Cache, Head, Routes, Ui, Who, assets, errors::Failure, feeds::escape, language, page, photos};
use crate::{
    app::App,
    funding, jobs,
    marketplace::{goods, outlets},
    platform::i18n::Lang,
};

pub fn routes(routes: &mut Routes) {
    routes.get("/", Who::Everyone, home);
    routes.get("/tentang", Who::Everyone, about);
    routes.get("/privasi", Who::Everyone, privacy);
    routes.get("/bantuan", Who::Everyone, help);
    routes.get("/bahasa/{language}", Who::Everyone, language::switch);
    routes.get("/robots.txt", Who::Everyone, robots);
    routes.get("/sitemap.xml", Who::Everyone, sitemap);
    routes.get("/manifest.webmanifest", Who::Everyone, manifest);
    routes.get("/favicon.ico", Who::Everyone, favicon);
    routes.get("/up", Who::Everyone, up);
    routes.get("/healthz", Who::Everyone, up);
    routes.get("/readyz", Who::Everyone, ready);
    routes.get("/aset/{path:.*}", Who::Everyone, assets::serve);
    routes.get("/foto/{name}", Who::Everyone, photos::serve);
}

#[derive(Template)]
#[template(path = "pages/site/home.html")]
struct HomePage {
    ui: Ui,
    head: Head,
    open: bool,
    tiles: Vec<goods::pages::Tile>,
    openings: Vec<jobs::pages::Row>,
    outlets: Vec<(String, String, String, String)>,
    calls: Vec<funding::pages::Row>,
}

async fn home(app: http::Data<App>, ui: Ui) -> Result<HttpResponse, Failure> {
    let newest = goods::service::newest(&app, 8).await?;
    let open = !newest.is_empty() || goods::service::shelf_is_open(&app).await?;
    let openings = jobs::service::newest(&app, 5).await?;
    let outlets = outlets::service::list(&app.db).await?;
    let calls = funding::service::list(&app).await?;
    let open_calls = calls.into_iter().filter(|call| call.state == funding::model::CallState::Open);
    let body = HomePage {
        head: Head::new(&ui, ui.t("home-title"), ui.t("home-description"), "/"),
        open,
        tiles: newest.into_iter().map(|card| goods::pages::Tile::new(&ui, card)).collect(),
        openings: openings.into_iter().map(|card| jobs::pages::Row::new(&ui, card)).collect(),
        outlets: outlets
            .iter()
            .take(4)
            .map(|outlet| {
                let hours = outlets::pages::today(&ui, outlet);
                (format!("/gerai/{}", outlet.code), outlet.name.clone(), outlet.place.clone(), hours)
            })
            .collect(),
        calls: open_calls.take(3).map(|call| funding::pages::Row::new(&ui, call)).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}

/// A text page in both languages.
macro_rules! text_page {
    ($name:ident, $page:ident, $path:literal, $template:literal, $key:literal) => {
        #[derive(Template)]
        #[template(path = $template)]
        struct $page {
            ui: Ui,
            head: Head,
            indonesian: bool,
        }

        async fn $name(ui: Ui) -> Result<HttpResponse, Failure> {
            let head = Head::new(&ui, ui.t(concat!($key, "-title")), ui.t(concat!($key, "-description")), $path);
            let indonesian = ui.language() == Lang::Id;
            page(StatusCode::OK, Cache::Public, true, &$page { ui, head, indonesian })
        }
    };
}

text_page!(about, AboutPage, "/tentang", "pages/site/about.html", "about");
#[derive(Template)]
#[template(path = "pages/site/privacy.html")]
struct PrivacyPage {
    ui: Ui,
    head: Head,
    indonesian: bool,
    /// Whom to ask about personal data; empty when the operator has named nobody.
    contact: String,
}

async fn privacy(app: http::Data<App>, ui: Ui) -> Result<HttpResponse, Failure> {
    let head = Head::new(&ui, ui.t("privacy-title"), ui.t("privacy-description"), "/privasi");
    let contact = app.settings.privacy_contact.clone();
    let indonesian = ui.language() == Lang::Id;
    page(StatusCode::OK, Cache::Public, true, &PrivacyPage { ui, head, indonesian, contact })
}

text_page!(help, HelpPage, "/bantuan", "pages/site/help.html", "help");

/// Private paths are not named here: that would advertise them. They answer with a header instead.
async fn robots(ui: Ui) -> HttpResponse {
    let body = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", ui.absolute("/sitemap.xml"));
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(body)
}

/// Every public thing in the order of its random code, so that the file tells no order of arrival.
async fn sitemap(app: http::Data<App>, ui: Ui) -> Result<HttpResponse, Failure> {
    let fixed = [
        "/",
        "/barang",
        "/gerai",
        "/lowongan",
        "/cocok",
        "/hibah",
        "/hibah/penerima",
        "/tentang",
        "/privasi",
        "/bantuan",
        "/api",
    ];
    let mut lines: Vec<String> = fixed.iter().map(|path| entry(&ui, path, None)).collect();
    let goods = goods::service::sitemap(&app).await?;
    lines.extend(goods.iter().map(|(code, day)| entry(&ui, &format!("/barang/{code}"), Some(*day))));
    let outlets = outlets::service::sitemap(&app.db).await?;
    lines.extend(outlets.iter().map(|code| entry(&ui, &format!("/gerai/{code}"), None)));
    let openings = jobs::service::sitemap(&app).await?;
    lines.extend(openings.iter().map(|(code, day)| entry(&ui, &format!("/lowongan/{code}"), Some(*day))));
    let calls = funding::service::sitemap(&app.db).await?;
    lines.extend(calls.iter().map(|code| entry(&ui, &format!("/hibah/{code}"), None)));
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        lines.concat()
    );
    Ok(HttpResponse::Ok()
        .content_type("application/xml; charset=utf-8")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(body))
}

fn entry(ui: &Ui, path: &str, day: Option<time::Date>) -> String {
    let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
    format!("<url><loc>{}</loc>{day}</url>\n", escape(&ui.absolute(path)))
}

async fn manifest(ui: Ui) -> HttpResponse {
    let icon = |size: &str| {
        json!({
            "src": ui.asset(&format!("icons/maskable-{size}.png")),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any maskable",
        })
    };
    let manifest = json!({
        "name": ui.site_name(),
        "short_name": ui.site_name(),
        "description": ui.t("home-description"),
        "lang": ui.lang(),
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#fbf7f0",
        "theme_color": "#083f3d",
        "icons": [icon("192"), icon("512")],
    });
    HttpResponse::Ok()
        .content_type("application/manifest+json")
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(manifest.to_string())
}

async fn favicon(ui: Ui) -> HttpResponse {
    HttpResponse::Found().insert_header((LOCATION, ui.asset("icons/favicon.svg"))).finish()
}

/// Whether the store answers, so that requests can be sent here. Without a word of why not.
async fn ready(app: http::Data<App>) -> HttpResponse {
    match crate::platform::db::setting(&app.db, "store").await {
        Ok(_) => HttpResponse::NoContent().finish(),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// Whether the process answers.
async fn up() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
