//! Files to take away: a statement, sales, and the ledger as double entry.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    web as http,
};

use super::{
    super::{Parts, item, maker_of, manager_of, shown},
    lists::today_of,
    print, words,
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::service as agreements,
        notes::goods_name,
        party::Party,
        statements::{
            overview::{self, Month, Scope},
            paper::Paper,
            service,
        },
    },
    platform::{
        params::Params,
        sheets::write::{self, Cell, Column, Kind, Table},
    },
    web::{Ui, errors::Answer, params::QueryParams, session::Seat},
};

/// Months a file without a month goes back.
const MONTHS: i32 = 12;

pub async fn statement_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    statement(&app, &ui, &party, &item(&parts)?, &query.0).await
}

pub async fn statement_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    statement(&app, &ui, &party, &item(&parts)?, &query.0).await
}

async fn statement(app: &App, ui: &Ui, party: &Party, code: &str, query: &Params) -> Answer {
    let paper = service::paper(&app.db, party, code).await?;
    if query.get("jenis") == Some("pdf") {
        return print::statement(ui, &paper).answer(app).await;
    }
    answer(app, query, &format!("rekap-{}-{}", paper.code, paper.revision), &table_of(ui, &paper))
}

pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    book(&app, &ui, &party, &query.0).await
}

pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    book(&app, &ui, &party, &query.0).await
}

/// Sales or the ledger of a month, or of the last twelve.
async fn book(app: &App, ui: &Ui, party: &Party, query: &Params) -> Answer {
    let today = today_of(app, &agreements::list(app, party).await?);
    let month = query.get("bulan").and_then(Month::parse);
    let (span, name) = match month {
        Some(month) => ((month.first(), month.last()), month.to_string()),
        None => ((Month::of(today).back(MONTHS - 1).first(), today), "12-bulan".to_owned()),
    };
    let scope = Scope::of(party);
    if query.get("isi") == Some("buku") {
        let rows = overview::postings(&app.db, scope, span).await?;
        return answer(app, query, &format!("buku-{name}"), &ledger(ui, &rows));
    }
    let rows = overview::sold(&app.db, scope, span).await?;
    answer(app, query, &format!("penjualan-{name}"), &sales(ui, &rows))
}

/// One row a line of the statement, and what they come to; the last column sums to the net.
fn table_of(ui: &Ui, paper: &Paper) -> Table {
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut rows = Vec::new();
    for row in &paper.sales {
        let what = ui.t(if row.voided { "sheet-row-void" } else { "sheet-row-sale" });
        rows.push(vec![
            Cell::Date(row.day),
            Cell::Text(what),
            Cell::Text(shown(&row.reference)),
            text(&row.goods),
            Cell::Number(row.pieces),
            Cell::Number(row.unit),
            Cell::Number(row.gross),
            Cell::Number(row.outlet_share),
            Cell::Number(row.maker_share),
        ]);
    }
    let plain = |day, what: String, document: &str, goods: &str, pieces: Option<i64>, due: i64| {
        vec![
            Cell::Date(day),
            Cell::Text(what),
            if document.is_empty() { Cell::Empty } else { Cell::Text(shown(document)) },
            text(goods),
            pieces.map_or(Cell::Empty, Cell::Number),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Number(due),
        ]
    };
    for row in &paper.losses {
        rows.push(plain(row.day, words::cause(ui, row.cause), &row.reference, &row.goods, None, row.due));
    }
    for row in &paper.others {
        rows.push(plain(row.day, words::other(ui, row), &row.reference, "", None, row.due));
    }
    if paper.carried_in != 0 {
        let from = paper.carried_from.as_deref().unwrap_or_default();
        rows.push(plain(paper.from, ui.t("statement-carried-in"), from, "", None, paper.carried_in));
    }
    Table {
        title: format!("{} {}", ui.t("statement-title"), shown(&paper.code)),
        columns: vec![
            Column::new(ui.t("column-date"), Kind::Date),
            Column::new(ui.t("column-what"), Kind::Text),
            Column::new(ui.t("column-document"), Kind::Text),
            Column::new(ui.t("column-goods"), Kind::Text),
            Column::new(ui.t("column-pieces"), Kind::Number).summed(),
            Column::new(ui.t("column-price"), Kind::Rupiah),
            Column::new(ui.t("statement-gross"), Kind::Rupiah).summed(),
            Column::new(ui.t("statement-outlet-share"), Kind::Rupiah).summed(),
            Column::new(ui.t("statement-net"), Kind::Rupiah).summed(),
        ],
        rows,
        total: Some(ui.t("column-total")),
    }
}

fn sales(ui: &Ui, rows: &[overview::Sold]) -> Table {
    let row = |row: &overview::Sold| {
        vec![
            Cell::Date(row.business_day),
            Cell::Text(shown(&row.document)),
            Cell::Text(row.outlet.clone()),
            Cell::Text(row.maker.clone()),
            Cell::Text(goods_name(&row.title, &row.variant)),
            Cell::Number(row.pieces),
            Cell::Number(row.unit_idr),
            Cell::Number(row.maker_idr + row.outlet_idr),
            Cell::Number(row.outlet_idr),
            Cell::Number(row.maker_idr),
        ]
    };
    Table {
        title: ui.t("sheet-sales"),
        columns: vec![
            Column::new(ui.t("column-date"), Kind::Date),
            Column::new(ui.t("column-document"), Kind::Text),
            Column::new(ui.t("statement-outlet"), Kind::Text),
            Column::new(ui.t("statement-maker"), Kind::Text),
            Column::new(ui.t("column-goods"), Kind::Text),
            Column::new(ui.t("column-pieces"), Kind::Number).summed(),
            Column::new(ui.t("column-price"), Kind::Rupiah),
            Column::new(ui.t("statement-gross"), Kind::Rupiah).summed(),
            Column::new(ui.t("statement-outlet-share"), Kind::Rupiah).summed(),
            Column::new(ui.t("statement-net"), Kind::Rupiah).summed(),
        ],
        rows: rows.iter().map(row).collect(),
        total: Some(ui.t("column-total")),
    }
}

fn ledger(ui: &Ui, rows: &[overview::Posting]) -> Table {
    let row = |row: &overview::Posting| {
        vec![
            Cell::Date(row.business_day),
            Cell::Text(shown(&row.document)),
            Cell::Text(ui.t(account_key(&row.from_account))),
            Cell::Text(ui.t(account_key(&row.to_account))),
            Cell::Number(row.amount_idr),
            Cell::Text(row.maker.clone()),
            Cell::Text(row.outlet.clone()),
        ]
    };
    Table {
        title: ui.t("sheet-ledger"),
        columns: vec![
            Column::new(ui.t("column-date"), Kind::Date),
            Column::new(ui.t("column-document"), Kind::Text),
            Column::new(ui.t("column-from"), Kind::Text),
            Column::new(ui.t("column-to"), Kind::Text),
            Column::new(ui.t("column-rupiah"), Kind::Rupiah),
            Column::new(ui.t("statement-maker"), Kind::Text),
            Column::new(ui.t("statement-outlet"), Kind::Text),
        ],
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}

fn account_key(account: &str) -> &'static str {
    match account {
        "buyers" => "account-buyers",
        "maker_due" => "account-maker-due",
        "outlet_share" => "account-outlet-share",
        "outlet_fee" => "account-outlet-fee",
        "outlet_loss" => "account-outlet-loss",
        "adjustment" => "account-adjustment",
        "clearing" => "account-clearing",
        _ => "account-paid",
    }
}

fn answer(app: &App, query: &Params, name: &str, table: &Table) -> Answer {
    let (kind, ending, bytes) = file(app, query, table)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, kind));
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{ending}\"")));
    answer.insert_header((CACHE_CONTROL, "no-store"));
    Ok(answer.body(bytes))
}

fn file(app: &App, query: &Params, table: &Table) -> Result<(&'static str, &'static str, Vec<u8>)> {
    if query.get("jenis") == Some("xlsx") {
        let bytes = write::xlsx(table, app.clock.now()).map_err(Error::from)?;
        return Ok(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", bytes));
    }
    Ok(("text/csv; charset=utf-8", "csv", write::csv(table).map_err(Error::from)?))
}
