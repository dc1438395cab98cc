//! The public page of the register, and its files.
mod desk;

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    web as http,
};
use askama::Template;

use super::{
    Change, Quarter,
    release::{Release, government},
    releases::service::{self as store, Known},
    words,
};
use crate::{
    app::App,
    error::{Error, Result},
    platform::{params::Params, sheets::write},
    regions::{self, Zone},
    web::{Cache, Head, Routes, Ui, Who, errors::Answer, page, params::QueryParams},
};

pub fn routes(routes: &mut Routes) {
    routes.get("/hibah/penerima", Who::Everyone, show);
    routes.get("/hibah/penerima.csv", Who::Everyone, file);
    desk::routes(routes);
}

/// Lines of a table on a page; all of them are in the files.
const SHOWN: usize = 25;

/// A figure as it is drawn.
pub struct Figure {
    pub when: String,
    pub place: String,
    pub sector: String,
    pub awards: String,
    pub amount: String,
}

/// A row as it is drawn.
pub struct Line {
    pub id: String,
    pub sector: String,
    pub place: String,
    pub band: String,
    pub when: String,
    pub form: String,
    pub government: String,
}

/// What a release says, as it is drawn.
#[derive(Default)]
pub struct Drawn {
    pub figures: Vec<Figure>,
    pub lines: Vec<Line>,
    /// How many lines stand here at most.
    pub shown: String,
    /// Not all of it is here.
    pub cut: bool,
}

impl Drawn {
    pub fn new(ui: &Ui, release: &Release) -> Self {
        let when = |quarter, change: Change| match change {
            Change::Made => words::quarter(ui, quarter),
            Change::TakenBack => format!("{} ({})", words::quarter(ui, quarter), ui.t(change.key())),
        };
        let figures = release.totals.iter().take(SHOWN).map(|total| Figure {
            when: when(total.quarter, total.change),
            place: words::place(total.place.as_deref()),
            sector: words::sector(ui, total.sector),
            awards: ui.count(usize::try_from(total.awards).unwrap_or(usize::MAX)),
            amount: ui.rupiah(&total.rupiah),
        });
        let lines = release.rows.iter().take(SHOWN).map(|row| Line {
            id: row.id.clone(),
            sector: ui.t(row.sector.key()),
            place: regions::name(&row.regency),
            band: words::band(ui, row.band),
            when: when(row.quarter, row.change),
            form: ui.t(row.form.key()),
            government: government(&row.government).unwrap_or_default(),
        });
        Self {
            figures: figures.collect(),
            lines: lines.collect(),
            shown: SHOWN.to_string(),
            cut: release.totals.len() > SHOWN || release.rows.len() > SHOWN,
        }
    }
}

#[derive(Template)]
#[template(path = "pages/register/receivers.html")]
struct ReceiversPage {
    ui: Ui,
    head: Head,
    /// The quarter that is shown, in words and as `2026-Q4`; empty when nothing is released.
    quarter: String,
    word: String,
    published: String,
    mark: String,
    /// The first day on which there can be a release.
    first: String,
    drawn: Drawn,
    /// The other releases: address and quarter.
    others: Vec<(String, String)>,
}

async fn show(app: http::Data<App>, ui: Ui, query: QueryParams) -> Answer {
    let known = store::list(&app.db).await?;
    let head = Head::new(&ui, ui.t("register-title"), ui.t("register-lede"), "/hibah/penerima");
    let today = ui.now().to_offset(Zone::Wib.utc_offset()).date();
    let mut body = ReceiversPage {
        quarter: String::new(),
        word: String::new(),
        published: String::new(),
        mark: String::new(),
        first: ui.date(&Quarter::of(today).days().1),
        drawn: Drawn::default(),
        others: Vec::new(),
        head,
        ui,
    };
    if let Some(chosen) = chosen(&known, &query.0)? {
        let ui = &body.ui;
        let other =
            |known: &Known| (format!("/hibah/penerima?triwulan={}", known.quarter), words::quarter(ui, known.quarter));
        body.others = known.iter().filter(|known| known.quarter != chosen.quarter).map(other).collect();
        body.drawn = Drawn::new(ui, &store::read(&app.db, chosen.quarter).await?);
        body.quarter = words::quarter(ui, chosen.quarter);
        body.word = chosen.quarter.to_string();
        body.published = ui.date(&chosen.published_at.to_offset(Zone::Wib.utc_offset()).date());
        body.mark.clone_from(&chosen.mark);
    }
    page(StatusCode::OK, Cache::Public, true, &body)
}

/// The release that is asked for, or the latest; none while there is none.
///
/// # Errors
/// [`Error::NotFound`] for a quarter without one.
pub fn chosen<'a>(known: &'a [Known], query: &Params) -> Result<Option<&'a Known>> {
    let Some(asked) = query.get("triwulan") else { return Ok(known.first()) };
    let asked = Quarter::parse(asked).ok_or(Error::NotFound)?;
    known.iter().find(|known| known.quarter == asked).map(Some).ok_or(Error::NotFound)
}

/// The figures, or the rows when they are asked for.
async fn file(app: http::Data<App>, ui: Ui, query: QueryParams) -> Answer {
    let known = store::list(&app.db).await?;
    let chosen = chosen(&known, &query.0)?.ok_or(Error::NotFound)?;
    let release = store::read(&app.db, chosen.quarter).await?;
    let (table, name) = match query.0.get("isi") {
        Some("baris") => (words::rows(&ui, &release.rows), "penerima"),
        _ => (words::totals(&ui, &release.totals), "jumlah"),
    };
    let bytes = tokio::task::spawn_blocking(move || write::csv(&table)).await;
    let bytes = bytes.map_err(anyhow::Error::from).map_err(Error::from)?.map_err(Error::from)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"));
    let name = format!("attachment; filename=\"{name}-{}.csv\"", release.quarter);
    answer.insert_header((CONTENT_DISPOSITION, name));
    answer.insert_header((CACHE_CONTROL, Cache::Public.header()));
    Ok(answer.body(bytes))
}
