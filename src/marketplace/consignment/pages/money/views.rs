//! What it all comes to: for an enterprise by outlet and month, for an outlet by month with what waits for it.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Duration;

use super::{
    super::{maker_of, manager_of},
    lists::{month_of, today_of},
    words,
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::{model::PlacementView, service as agreements},
        ledger::Place,
        notes::{service as notes, workflow::State as NoteState},
        party::Party,
        shelf::{self, Among, LotView},
        statements::{
            overview::{self, Month, Scope, Turnover, days_late},
            workflow::State,
        },
    },
    web::{
        Cache, Head, Ui,
        charts::{self, Bar, Heading},
        errors::Answer,
        page,
        params::QueryParams,
        session::Seat,
    },
};

/// Months of a chart.
pub const MONTHS: i32 = 6;
/// Days before expiry on which goods are named.
const SOON: i64 = 14;

/// A month in a table: its name and figures.
pub struct MonthRow {
    pub month: String,
    pub cells: Vec<String>,
}

/// A chart with its table.
pub struct Chart {
    pub id: String,
    pub title: String,
    pub svg: String,
    pub columns: Vec<String>,
    pub rows: Vec<MonthRow>,
}

/// The months of a chart, the oldest first.
pub fn months(last: Month) -> Vec<Month> {
    (0..MONTHS).rev().map(|back| last.back(back)).collect()
}

/// Bars of one figure by month, with the sentence of what is highest; the id is that of the section.
pub fn chart(ui: &Ui, (id, title): (&str, &str), values: &[(Month, Option<i64>)]) -> String {
    let told = values.iter().filter_map(|(month, rupiah)| Some((month, (*rupiah)?)));
    let finding = told.max_by_key(|(_, rupiah)| *rupiah).filter(|(_, rupiah)| *rupiah > 0).map_or_else(
        || ui.t("chart-nothing"),
        |(month, rupiah)| {
            ui.with("chart-highest", &[("month", &words::month(ui, *month)), ("amount", &words::amount(ui, rupiah))])
        },
    );
    let bars: Vec<Bar> = values
        .iter()
        .map(|(month, rupiah)| Bar { label: words::month(ui, *month), value: *rupiah, shown: sum(ui, *rupiah) })
        .collect();
    charts::bars(Heading { id: &format!("g-{id}"), title, finding: &finding }, &bars).svg
}

/// A sum, or that it comes from too few to be told.
pub fn sum(ui: &Ui, rupiah: Option<i64>) -> String {
    rupiah.map_or_else(|| ui.t("agency-few"), |rupiah| words::amount(ui, rupiah))
}

#[derive(Template)]
#[template(path = "pages/money/summary.html")]
struct MakerPage {
    ui: Ui,
    head: Head,
    home: String,
    /// Label and figure: stock, sold, owed, paid.
    facts: Vec<(String, String)>,
    charts: Vec<Chart>,
}

/// Stock, sold, owed and paid by outlet and month.
pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let scope = Scope::of(&party);
    let places = agreements::list(&app, &party).await?;
    let today = today_of(&app, &places);
    let months = months(Month::of(today));
    let rows = overview::turnover(&app.db, scope, (months[0].first(), today)).await?;
    let standing = overview::standing(&app.db, scope).await?;
    let running = overview::running(&app.db, scope).await?;
    let statements = overview::statements(&app.db, &party, &places).await?;
    let owed: i64 = running.iter().map(|row| row.due).sum::<i64>()
        + statements
            .iter()
            .filter(|one| one.state != State::Closed && one.state != State::Drafted)
            .map(|one| one.net - one.paid)
            .sum::<i64>();
    let facts = vec![
        (ui.t("summary-standing"), ui.tn("count-pieces", standing.iter().map(|(_, pieces)| pieces).sum::<i64>())),
        (ui.t("summary-sold"), ui.tn("count-pieces", rows.iter().map(|row| row.pieces).sum::<i64>())),
        (ui.t("summary-owed"), words::amount(&ui, owed)),
        (ui.t("summary-paid"), words::amount(&ui, rows.iter().map(|row| row.paid).sum())),
    ];
    let mut charts = Vec::new();
    for place in &places {
        let own: Vec<&Turnover> = rows.iter().filter(|row| row.placement == place.id).collect();
        let stock = standing.iter().find(|(id, _)| *id == place.id).map_or(0, |(_, pieces)| *pieces);
        if !own.is_empty() || stock > 0 {
            charts.push(of_outlet(&ui, place, &own, (stock, &months)));
        }
    }
    let head = Head::unlisted(ui.t("summary-title"), ui.t("summary-title"));
    page(
        StatusCode::OK,
        Cache::Nobody,
        false,
        &MakerPage { head, home: format!("{}/uang", seat.base), facts, charts, ui },
    )
}

fn of_outlet(ui: &Ui, place: &PlacementView, rows: &[&Turnover], (stock, months): (i64, &[Month])) -> Chart {
    let of = |month: Month| rows.iter().find(|row| row.month == month.to_string());
    let values: Vec<(Month, Option<i64>)> =
        months.iter().map(|month| (*month, Some(of(*month).map_or(0, |row| row.maker_share)))).collect();
    let row = |month: &Month| {
        let figures = of(*month).map_or([0; 3], |row| [row.pieces, row.maker_share, row.paid]);
        let [pieces, share, paid] = figures;
        let cells = vec![ui.number(pieces), words::amount(ui, share), words::amount(ui, paid)];
        MonthRow { month: words::month(ui, *month), cells }
    };
    let title = ui.with("summary-outlet", &[("outlet", &place.outlet_name), ("pieces", &ui.number(stock))]);
    Chart {
        id: place.code.clone(),
        svg: chart(ui, (&place.code, &title), &values),
        title,
        columns: ["statement-sold", "summary-share", "summary-paid-month"].iter().map(|key| ui.t(key)).collect(),
        rows: months.iter().map(row).collect(),
    }
}

/// Goods that expire soon.
struct Expiring {
    goods: String,
    maker: String,
    pieces: String,
    day: String,
}

#[derive(Template)]
#[template(path = "pages/money/report.html")]
struct OutletPage {
    ui: Ui,
    head: Head,
    home: String,
    month: String,
    code: String,
    earlier: String,
    later: String,
    /// What waits: words and address.
    waiting: Vec<(String, String)>,
    expiring: Vec<Expiring>,
    facts: Vec<(String, String)>,
    /// Goods, pieces, takings.
    best: Vec<(String, String, String)>,
    chart: Chart,
}

/// The monthly report, and what waits for those who look after the outlet.
pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let scope = Scope::of(&party);
    let places = agreements::list(&app, &party).await?;
    let today = today_of(&app, &places);
    let month = month_of(&query.0, today);
    let months = months(month);
    let rows = overview::turnover(&app.db, scope, (months[0].first(), month.last())).await?;
    let span = (month.first(), month.last());
    let best = overview::best(&app.db, scope, span).await?;
    let losses = overview::losses(&app.db, scope, span).await?;
    let lots = shelf::lots(&app.db, Among::Outlet(party.body()), Place::Shelf).await?;
    let soon = today + Duration::days(SOON);
    let expiring = lots.iter().filter(|lot| lot.expires_on.is_some_and(|day| day <= soon));
    let home = format!("{}/rekap", seat.base);
    let address = |month: Month| format!("{home}/laporan?bulan={month}");
    let body = OutletPage {
        head: Head::unlisted(ui.t("report-title"), ui.t("report-title")),
        waiting: waiting(&app, &ui, &seat, &party, &places).await?,
        expiring: expiring.map(|lot| expiring_row(&ui, lot)).collect(),
        facts: facts(&ui, &rows, month, losses),
        best: best
            .iter()
            .map(|row| (row.title.clone(), ui.number(row.pieces), words::amount(&ui, row.gross)))
            .collect(),
        chart: by_month(&ui, &rows, &months),
        month: words::month(&ui, month),
        code: month.to_string(),
        earlier: if month > Month::of(today).back(MONTHS) { address(month.back(1)) } else { String::new() },
        later: if month < Month::of(today) { address(month.back(-1)) } else { String::new() },
        home,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn expiring_row(ui: &Ui, lot: &LotView) -> Expiring {
    Expiring {
        goods: crate::marketplace::consignment::notes::goods_name(&lot.title, &lot.variant_name),
        maker: lot.maker.clone(),
        pieces: ui.tn("count-pieces", lot.pieces),
        day: lot.expires_on.map(|day| ui.date(&day)).unwrap_or_default(),
    }
}

async fn waiting(
    app: &App,
    ui: &Ui,
    seat: &Seat,
    party: &Party,
    places: &[PlacementView],
) -> Result<Vec<(String, String)>> {
    let offers = notes::list(app, party, None).await?.iter().filter(|row| row.state == NoteState::Offered).count();
    let statements = overview::statements(&app.db, party, places).await?;
    let today = today_of(app, places);
    let to_pay = statements.iter().filter(|one| one.state == State::Confirmed && one.net > one.paid).count();
    let late = statements.iter().filter(|one| days_late(one, today) > 0).count();
    let disputed = statements.iter().filter(|one| one.state == State::Disputed).count();
    let rekap = format!("{}/rekap", seat.base);
    let rows = [
        ("report-offers", offers, format!("{}/titipan", seat.base)),
        ("report-to-pay", to_pay, rekap.clone()),
        ("report-late", late, rekap.clone()),
        ("report-disputed", disputed, rekap),
    ];
    Ok(rows.into_iter().map(|(key, count, url)| (ui.tn(key, count), url)).collect())
}

fn facts(ui: &Ui, rows: &[Turnover], month: Month, losses: overview::Losses) -> Vec<(String, String)> {
    let own: Vec<&Turnover> = rows.iter().filter(|row| row.month == month.to_string()).collect();
    let sum = |figure: fn(&Turnover) -> i64| own.iter().map(|row| figure(row)).sum::<i64>();
    vec![
        (ui.t("report-makers"), ui.number(i64::try_from(own.len()).unwrap_or(i64::MAX))),
        (ui.t("statement-sold"), ui.tn("count-pieces", sum(|row| row.pieces))),
        (ui.t("statement-gross"), words::amount(ui, sum(|row| row.gross))),
        (ui.t("statement-outlet-share"), words::amount(ui, sum(|row| row.outlet_share))),
        (ui.t("statement-net"), words::amount(ui, sum(|row| row.maker_share))),
        (ui.t("statement-paid-so-far"), words::amount(ui, sum(|row| row.paid))),
        (ui.t("report-came"), ui.tn("count-pieces", losses.came)),
        (ui.t("report-lost"), ui.tn("count-pieces", losses.lost)),
    ]
}

/// Takings of all makers by month.
pub fn by_month(ui: &Ui, rows: &[Turnover], months: &[Month]) -> Chart {
    let total = |month: &Month, figure: fn(&Turnover) -> i64| {
        rows.iter().filter(|row| row.month == month.to_string()).map(figure).sum::<i64>()
    };
    let values: Vec<(Month, Option<i64>)> =
        months.iter().map(|month| (*month, Some(total(month, |row| row.gross)))).collect();
    let row = |month: &Month| MonthRow {
        month: words::month(ui, *month),
        cells: vec![
            ui.number(total(month, |row| row.pieces)),
            words::amount(ui, total(month, |row| row.gross)),
            words::amount(ui, total(month, |row| row.outlet_share)),
        ],
    };
    let (id, title) = ("bulan", ui.t("report-by-month"));
    Chart {
        id: id.to_owned(),
        svg: chart(ui, (id, &title), &values),
        title,
        columns: ["statement-sold", "statement-gross", "statement-outlet-share"].iter().map(|key| ui.t(key)).collect(),
        rows: months.iter().map(row).collect(),
    }
}
