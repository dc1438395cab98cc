//! The beginning of money for both sides: what is owed to an enterprise by outlet, and what an outlet has to draft, send
//! and pay by maker.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Date;

use super::{
    super::{Faults, maker_of, manager_of, tried, words::Tag},
    words,
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::{model::PlacementView, service as agreements},
        party::{Party, Side},
        statements::{
            overview::{self, Month, Running, Scope, Turnover, days_late},
            service::{self, StatementView},
            workflow::State,
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

/// Months one can look back.
const MONTHS_BACK: i32 = 24;

/// A statement in a list.
struct Row {
    url: String,
    title: String,
    texts: Vec<String>,
    state: Tag,
}

/// What one outlet owes an enterprise.
struct Shop {
    code: String,
    name: String,
    /// "Terjual 9 · Hak Anda Rp 191.250 · Dibayar 5 Desember".
    line: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/money/maker.html")]
struct MakerPage {
    ui: Ui,
    head: Head,
    base: String,
    home: String,
    shops: Vec<Shop>,
}

pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let places = agreements::list(&app, &party).await?;
    let statements = overview::statements(&app.db, &party, &places).await?;
    let running = overview::running(&app.db, Scope::of(&party)).await?;
    let home = format!("{}/uang", seat.base);
    let mut shops = Vec::new();
    for place in &places {
        let own: Vec<&StatementView> = statements.iter().filter(|one| one.placement == place.id).collect();
        let open = running.iter().find(|row| row.placement == place.id);
        if own.is_empty() && open.is_none() {
            continue;
        }
        let today = agreements::today(&app, &place.regency);
        shops.push(Shop {
            code: place.code.clone(),
            name: place.outlet_name.clone(),
            line: running_line(&ui, open, overview::last_paid(&app.db, place.id).await?),
            rows: own.into_iter().map(|one| row(&ui, &home, String::new(), one, today)).collect(),
        });
    }
    let head = Head::unlisted(ui.t("money-title"), ui.t("money-title"));
    page(StatusCode::OK, Cache::Nobody, false, &MakerPage { head, base: seat.base.clone(), home, shops, ui })
}

/// What is sold since the last statement, and when was paid last.
fn running_line(ui: &Ui, open: Option<&Running>, paid: Option<Date>) -> Vec<String> {
    let (sold, due) = open.map_or((0, 0), |row| (row.sold, row.due));
    let mut line = vec![ui.tn("money-sold", sold), ui.ts("money-yours", "amount", &words::amount(ui, due))];
    if let Some(day) = paid {
        line.push(ui.ts("money-paid-on", "day", &ui.date(&day)));
    }
    line
}

/// The statement with its period as heading, or with a name above the period.
fn row(ui: &Ui, home: &str, name: String, statement: &StatementView, today: Date) -> Row {
    let period = words::period(ui, statement.from, statement.to);
    let net = ui.ts("money-net", "amount", &words::amount(ui, statement.net));
    let (title, mut texts) = if name.is_empty() { (period, vec![net]) } else { (name, vec![period, net]) };
    if statement.paid > 0 && statement.paid < statement.net {
        let left = words::amount(ui, statement.net - statement.paid);
        texts.push(ui.ts("money-left", "amount", &left));
    }
    let state = words::state(ui, statement, days_late(statement, today));
    Row { url: format!("{home}/{}", statement.code), title, texts, state }
}

/// Rows under a heading.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
}

/// A period that is over and has no statement yet.
struct Over {
    placement: String,
    maker: String,
    period: String,
}

/// What one maker's goods came to in a month.
struct Line {
    maker: String,
    cells: [String; 4],
}

#[derive(Template)]
#[template(path = "pages/money/outlet.html")]
struct OutletPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    home: String,
    over: Vec<Over>,
    groups: Vec<Group>,
    month: String,
    /// `2026-11`, for files.
    code: String,
    /// Addresses of the months before and after; "" = none.
    earlier: String,
    later: String,
    lines: Vec<Line>,
    total: [String; 4],
    rest: Vec<Row>,
}

pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    show(&app, ui, &seat, &party, &query.0, (StatusCode::OK, FormView::default())).await
}

/// Drafts the statement of a maker whose period is over.
pub async fn draft(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let Some(placement) = form.0.get("kerja").and_then(ids::read_document_code) else {
        let refused = Faults::one("langkah", "fault-nothing-to-draft").on(&ui, &form.0);
        return show(&app, ui, &seat, &party, &Params::default(), refused).await;
    };
    match tried(service::draft(&app, &party, &placement).await)? {
        Ok(Some(code)) => Ok(see_other(&format!("{}/rekap/{code}?ok=rekap", seat.base)).finish()),
        Ok(None) => {
            let (status, view) = Faults::one("langkah", "fault-nothing-to-draft").on(&ui, &form.0);
            show(&app, ui, &seat, &party, &Params::default(), (status, view)).await
        }
        Err(faults) => {
            let (status, view) = faults.on(&ui, &form.0);
            show(&app, ui, &seat, &party, &Params::default(), (status, view)).await
        }
    }
}

async fn show(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    query: &Params,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let places = agreements::list(app, party).await?;
    let statements = overview::statements(&app.db, party, &places).await?;
    let running = overview::running(&app.db, Scope::of(party)).await?;
    let home = format!("{}/rekap", seat.base);
    let today = today_of(app, &places);
    let named = |one: &StatementView| row(&ui, &home, maker_name(&places, one), one, today);
    let group = |id, title: &str, fits: &dyn Fn(&StatementView) -> bool| Group {
        id,
        title: ui.t(title),
        rows: statements.iter().filter(|one| fits(one)).map(named).collect(),
    };
    let to_pay = |one: &StatementView| one.state == State::Confirmed && one.net > one.paid;
    let groups = vec![
        group("disputed", "statements-disputed", &|one| one.state == State::Disputed),
        group("pay", "statements-to-pay", &to_pay),
        group("send", "statements-to-send", &|one| one.state == State::Drafted),
        group("sent", "statements-sent", &|one| one.state == State::Sent),
    ];
    let rest = statements.iter().filter(|one| {
        matches!(one.state, State::Paid | State::Closed) || one.state == State::Confirmed && !to_pay(one)
    });
    let month = month_of(query, today);
    let (lines, total) = month_table(app, &ui, party, &places, month).await?;
    let body = OutletPage {
        head: Head::unlisted(ui.t("statements-title"), ui.t("statements-title")).to_mend(&ui, form.faults().len()),
        over: over(app, &ui, &places, &statements, &running).await?,
        groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        rest: rest.take(60).map(named).collect(),
        month: words::month(&ui, month),
        code: month.to_string(),
        earlier: if month > Month::of(today).back(MONTHS_BACK) {
            format!("{home}?bulan={}", month.back(1))
        } else {
            String::new()
        },
        later: if month < Month::of(today) { format!("{home}?bulan={}", month.back(-1)) } else { String::new() },
        lines,
        total,
        base: seat.base.clone(),
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// The day it is at the outlet.
pub fn today_of(app: &App, places: &[PlacementView]) -> Date {
    agreements::today(app, places.first().map_or("", |place| place.regency.as_str()))
}

/// The month asked for; this one when none is, or one that has not come.
pub fn month_of(query: &Params, today: Date) -> Month {
    let this = Month::of(today);
    let asked = query.get("bulan").and_then(Month::parse).unwrap_or(this);
    if asked > this || asked < this.back(MONTHS_BACK) { this } else { asked }
}

pub fn maker_name(places: &[PlacementView], statement: &StatementView) -> String {
    places
        .iter()
        .find(|place| place.id == statement.placement)
        .map(|place| place.enterprise_name.clone())
        .unwrap_or_default()
}

async fn over(
    app: &App,
    ui: &Ui,
    places: &[PlacementView],
    statements: &[StatementView],
    running: &[Running],
) -> Result<Vec<Over>> {
    let drafted =
        |place: &PlacementView| statements.iter().any(|one| one.placement == place.id && one.state == State::Drafted);
    let open: Vec<PlacementView> = places.iter().filter(|place| !drafted(place)).cloned().collect();
    let rows = overview::to_draft(app, &open, running).await?;
    let row = |(placement, from, to): (String, Date, Date)| Over {
        maker: open
            .iter()
            .find(|place| place.code == placement)
            .map(|place| place.enterprise_name.clone())
            .unwrap_or_default(),
        period: words::period(ui, from, to),
        placement,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Takings, the outlet's part, the maker's part and what was paid, by maker.
async fn month_table(
    app: &App,
    ui: &Ui,
    party: &Party,
    places: &[PlacementView],
    month: Month,
) -> Result<(Vec<Line>, [String; 4])> {
    let rows = overview::turnover(&app.db, Scope::of(party), (month.first(), month.last())).await?;
    let figures = |row: &Turnover| [row.gross, row.outlet_share, row.maker_share, row.paid];
    let told = |figures: [i64; 4]| figures.map(|rupiah| words::amount(ui, rupiah));
    let line = |row: &Turnover| {
        let place = places.iter().find(|place| place.id == row.placement)?;
        let name = if party.side() == Side::Outlet { &place.enterprise_name } else { &place.outlet_name };
        Some(Line { maker: name.clone(), cells: told(figures(row)) })
    };
    let mut lines: Vec<Line> = rows.iter().filter_map(line).collect();
    lines.sort_by(|a, b| a.maker.cmp(&b.maker));
    let total = rows.iter().map(figures).fold([0; 4], |sum, row| std::array::from_fn(|at| sum[at] + row[at]));
    Ok((lines, told(total)))
}
