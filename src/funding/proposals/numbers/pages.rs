//! The numbers of an office as charts, each with its table.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Date;

use super::model::{Counts, counts};
use crate::{
    app::App,
    funding::{
        calls::service as calls,
        clocks::{Reader, Spread, spreads},
        proposals::{
            checks::{
                desk::inbox::service::{self, Wanted},
                pages::inbox::SEEN,
            },
            policy::MayCheckProposals,
            workflow::State,
        },
        stage::{Standing, stage},
    },
    platform::{money::Rupiah, work_days::day_at},
    regions::{self, Zone},
    web::{
        Cache, Head, Routes, Ui, Who,
        charts::{self, Bar, Drawn, Heading, Row, Tile},
        errors::Answer,
        page,
        session::Seat,
    },
};

/// Files that are counted; an office has fewer.
const MOST: u64 = 10_000;
/// Bars of the chart of places; its table has them all.
const PLACES: usize = 10;
/// Where the five colours of the map begin: an officer may know of each file that is counted.
const STEPS: [i64; 5] = [1, 5, 10, 25, 50];
/// Days begin where most offices are.
const CLOCK: Zone = Zone::Wita;

pub fn routes(routes: &mut Routes) {
    routes.get("/instansi/{code}/angka", Who::may::<MayCheckProposals>(), show);
}

/// A chart with the table beside it.
struct Chart {
    id: &'static str,
    title: String,
    svg: String,
    first: String,
    second: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/checks/numbers.html")]
struct NumbersPage {
    ui: Ui,
    head: Head,
    home: String,
    facts: Vec<(String, String)>,
    charts: Vec<Chart>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let rows = service::every(&app, &permit, &Wanted::default(), MOST).await?;
    let stays = service::stays(&app, &permit, MOST).await?;
    let clock = CLOCK.utc_offset();
    let waits = spreads(&stays, Reader::Own, &calls::calendar(&app.db).await?, clock);
    let counts = counts(&rows, day_at(ui.now(), clock), &SEEN);
    let facts = vec![
        (ui.t("numbers-all"), ui.tn("numbers-files", counts.all)),
        (ui.t("export-asked"), ui.rupiah(&Rupiah(counts.asked))),
        (ui.t("numbers-late"), ui.tn("numbers-files", counts.late)),
    ];
    let charts = if rows.is_empty() { Vec::new() } else { charts(&ui, &counts, &waits) };
    let head = Head::unlisted(ui.t("numbers-title"), ui.t("numbers-title"));
    let body = NumbersPage { head, home: seat.base.clone(), facts, charts, ui };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn charts(ui: &Ui, counts: &Counts, waits: &[Spread]) -> Vec<Chart> {
    let mut charts = vec![stages(ui, counts), months(ui, counts), places(ui, counts), map(ui, counts)];
    if !waits.is_empty() {
        charts.push(days(ui, waits));
    }
    charts
}

fn stages(ui: &Ui, counts: &Counts) -> Chart {
    let bars: Vec<Bar> = counts.stages.iter().map(|(seen, many)| bar(ui, ui.t(seen.key()), *many)).collect();
    let title = ui.t("numbers-stages");
    let drawn = charts::bars(Heading { id: "g-tahap", title: &title, finding: &most(ui, &bars) }, &bars);
    chart(ui, ("tahap", title), ui.t("inbox-stage"), drawn)
}

/// The columns have three letters of a month, the table its name.
fn months(ui: &Ui, counts: &Counts) -> Chart {
    let name = |first: &Date| ui.date(first).split_once(' ').map_or_else(String::new, |(_, words)| words.to_owned());
    let bars: Vec<Bar> = counts.months.iter().map(|(first, many)| bar(ui, name(first), *many)).collect();
    let short = |bar: &Bar| Bar { label: bar.label.chars().take(3).collect(), ..bar.clone() };
    let title = ui.t("numbers-months");
    let heading = Heading { id: "g-bulan", title: &title, finding: &most(ui, &bars) };
    let svg = charts::columns(heading, &bars.iter().map(short).collect::<Vec<_>>()).svg;
    let rows = bars.iter().map(Row::from).collect();
    chart(ui, ("bulan", title), ui.t("column-month"), Drawn { svg, rows })
}

fn places(ui: &Ui, counts: &Counts) -> Chart {
    let bars: Vec<Bar> = counts.regencies.iter().map(|(code, many)| bar(ui, regions::name(code), *many)).collect();
    let title = ui.t("numbers-places");
    let heading = Heading { id: "g-tempat", title: &title, finding: &most(ui, &bars) };
    let svg = charts::bars(heading, &bars[..bars.len().min(PLACES)]).svg;
    let rows = bars.iter().map(Row::from).collect();
    chart(ui, ("tempat", title), ui.t("export-place"), Drawn { svg, rows })
}

fn map(ui: &Ui, counts: &Counts) -> Chart {
    let tile = |(code, many): (&String, &usize)| Tile {
        code: code.clone(),
        value: i64::try_from(*many).ok(),
        shown: number(ui, *many),
    };
    let tiles: Vec<Tile> = counts.provinces.iter().map(tile).collect();
    let (title, none) = (ui.t("numbers-map"), ui.t("numbers-none"));
    let finding = ui.tn("numbers-provinces", tiles.len());
    let mut drawn = charts::tiles(Heading { id: "g-peta", title: &title, finding: &finding }, &tiles, &STEPS, &none);
    drawn.rows.retain(|row| row.shown != none);
    chart(ui, ("peta", title), ui.t("numbers-province"), drawn)
}

/// Half of the files waited no longer than this.
fn days(ui: &Ui, waits: &[Spread]) -> Chart {
    let bar = |wait: &Spread| {
        let standing = Standing {
            proposal: wait.state,
            milestones: &[],
            budget: None,
            some_answered: false,
            unread: false,
            award: None,
            tranches: &[],
            reports: &[],
        };
        let days = format!("{},{}", wait.median / 10, wait.median % 10);
        Bar {
            label: ui.t(step_key(wait.state, stage(&standing).key())),
            value: Some(wait.median.into()),
            shown: ui.with("numbers-wait", &[("days", &days), ("files", &number(ui, wait.files))]),
        }
    };
    let bars: Vec<Bar> = waits.iter().map(bar).collect();
    let title = ui.t("numbers-days");
    let drawn = charts::bars(Heading { id: "g-lama", title: &title, finding: &ui.t("numbers-days-text") }, &bars);
    Chart { second: ui.t("numbers-waited"), ..chart(ui, ("lama", title), ui.t("inbox-stage"), drawn) }
}

/// What a step is called where the official stage has one name for three of them.
fn step_key(state: State, stage: &'static str) -> &'static str {
    match state {
        State::FieldVisit => "numbers-step-visit",
        State::InReview => "numbers-step-review",
        State::Scored => "numbers-step-scored",
        _ => stage,
    }
}

fn chart(ui: &Ui, (id, title): (&'static str, String), first: String, drawn: Drawn) -> Chart {
    Chart { id, title, svg: drawn.svg, first, second: ui.t("numbers-proposals"), rows: drawn.rows }
}

fn bar(ui: &Ui, label: String, many: usize) -> Bar {
    Bar { label, value: i64::try_from(many).ok(), shown: number(ui, many) }
}

fn number(ui: &Ui, many: usize) -> String {
    ui.number(i64::try_from(many).unwrap_or(i64::MAX))
}

/// "Paling banyak: Terkirim, 12."
fn most(ui: &Ui, bars: &[Bar]) -> String {
    let best = bars.iter().filter(|bar| bar.value > Some(0)).max_by_key(|bar| bar.value);
    best.map_or_else(
        || ui.t("numbers-none"),
        |bar| ui.with("numbers-most", &[("what", &bar.label), ("number", &bar.shown)]),
    )
}
