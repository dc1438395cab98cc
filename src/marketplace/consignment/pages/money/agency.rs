//! What the outlets of an office come to: sums only, and nothing from which a single maker could be read.
use std::collections::BTreeSet;

use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    views::{Chart, MonthRow, chart, months, sum},
    words,
};
use crate::{
    app::App,
    marketplace::consignment::{
        policy::{MayMediate, MaySeeOutletSums},
        statements::overview::{self, Month, Scope, Turnover},
    },
    platform::few::FEW,
    web::{Cache, Head, Ui, errors::Answer, page, session::Seat},
};

#[derive(Template)]
#[template(path = "pages/money/agency.html")]
struct AgencyPage {
    ui: Ui,
    head: Head,
    base: String,
    facts: Vec<(String, String)>,
    chart: Chart,
    /// Goods and pieces; none when too few makers sold.
    best: Vec<(String, String)>,
    few: bool,
    mediates: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MaySeeOutletSums>(&app).await?;
    let scope = Scope::of_agency(&permit);
    let today = ui.now().date();
    let months = months(Month::of(today));
    let span = (months[0].first(), today);
    let rows = overview::turnover(&app.db, scope, span).await?;
    let losses = overview::losses(&app.db, scope, span).await?;
    let makers = makers(rows.iter());
    let few = makers < FEW;
    let best = if few { Vec::new() } else { overview::best(&app.db, scope, span).await? };
    let lost = if few { ui.t("agency-few") } else { rate(&ui, losses) };
    let facts = vec![(ui.t("agency-makers"), ui.count(makers)), (ui.t("agency-losses"), lost)];
    let body = AgencyPage {
        head: Head::unlisted(ui.t("agency-sums-title"), ui.t("agency-sums-title")),
        base: seat.base.clone(),
        facts,
        chart: by_month(&ui, &rows, &months),
        best: best.iter().map(|row| (row.title.clone(), ui.number(row.pieces))).collect(),
        few,
        mediates: seat.may::<MayMediate>(&app).await.is_ok(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn makers<'a>(rows: impl Iterator<Item = &'a Turnover>) -> usize {
    rows.filter(|row| row.pieces > 0).map(|row| row.enterprise).collect::<BTreeSet<_>>().len()
}

/// Pieces lost of a hundred that came.
fn rate(ui: &Ui, losses: overview::Losses) -> String {
    if losses.came == 0 {
        return ui.t("agency-no-goods");
    }
    let hundredths = losses.lost * 10_000 / losses.came;
    format!("{} %", super::super::words::percent(ui, i32::try_from(hundredths).unwrap_or(i32::MAX)))
}

fn by_month(ui: &Ui, rows: &[Turnover], months: &[Month]) -> Chart {
    let own = |month: &Month| {
        let name = month.to_string();
        rows.iter().filter(move |row| row.month == name)
    };
    // What one or two makers sold in a month would be their own figure.
    let gross = |month: &Month| match makers(own(month)) {
        1..FEW => None,
        _ => Some(own(month).map(|row| row.gross).sum::<i64>()),
    };
    let values: Vec<(Month, Option<i64>)> = months.iter().map(|month| (*month, gross(month))).collect();
    let row = |month: &Month| MonthRow {
        month: words::month(ui, *month),
        cells: vec![sum(ui, gross(month)), ui.count(makers(own(month)))],
    };
    let (id, title) = ("bulan", ui.t("agency-by-month"));
    Chart {
        id: id.to_owned(),
        svg: chart(ui, (id, &title), &values),
        title,
        columns: ["statement-gross", "agency-makers"].iter().map(|key| ui.t(key)).collect(),
        rows: months.iter().map(row).collect(),
    }
}
