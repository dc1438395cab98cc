//! The statement on paper: the same figures as its page and its sheet, all of them, for the files of both sides.
use serde_json::{Value, json};

use super::{
    super::{shown, words::share},
    words,
};
use crate::{
    marketplace::consignment::statements::paper::Paper as Statement,
    platform::{qr, typeset::Template},
    web::{Ui, paper::Paper},
};

/// A statement to print. What it says follows from the statement alone, so both sides hold the same file.
pub fn statement(ui: &Ui, paper: &Statement) -> Paper {
    let ui = &ui.on_paper();
    let sums = &paper.sums;
    let rupiah = |amount: i64| words::amount(ui, amount);
    let others = words::others(ui, paper);
    let data = json!({
        "letterhead": { "name": paper.outlet, "lines": [paper.outlet_address, paper.outlet_place] },
        "code": shown(&paper.code),
        "office_number": paper.official_number,
        "revision": paper.revision.to_string(),
        "trade_name": paper.maker,
        "period": words::period(ui, paper.from, paper.to),
        "pay_by": paper.due_on.map_or_else(|| "–".to_owned(), |day| ui.date(&day)),
        "agreement": agreement(ui, paper),
        "qr": qr::rows(&ui.absolute(&format!("/saya/usaha/{}/uang/{}", paper.maker_code, paper.code))),
        "sales": paper.sales.iter().map(|row| sale(&words::sale(ui, row, false))).collect::<Vec<_>>(),
        "sales_total": {
            "pieces": ui.number(paper.pieces()),
            "gross": rupiah(sums.gross),
            "outlet_share": rupiah(sums.outlet_share),
            "maker_share": rupiah(sums.gross - sums.outlet_share),
        },
        "losses": paper.losses.iter().map(|row| loss(&words::loss(ui, row, false))).collect::<Vec<_>>(),
        "losses_total": { "amount": rupiah(sums.liability) },
        "others": others.iter().map(|(day, what, amount)| booking(day, what, amount)).collect::<Vec<_>>(),
        "others_total": { "amount": rupiah(sums.adjustments - sums.fee + paper.carried_in) },
        "net": rupiah(paper.net),
        "net_in_words": paper.net_in_words,
        "stock": paper.goods.iter().map(|row| stock(&words::goods(ui, row))).collect::<Vec<_>>(),
        "payments": paper
            .counted()
            .map(|row| words::payment(ui, row))
            .map(|row| booking(&row.day, &row.what, &row.amount))
            .collect::<Vec<_>>(),
        "payments_total": { "amount": rupiah(paper.paid) },
    });
    let title = format!("{} {}", ui.t("statement-title"), shown(&paper.code));
    Paper::new(ui, Template::Statement, title, WORDS, data)
}

fn agreement(ui: &Ui, paper: &Statement) -> String {
    let (version, share) = (paper.agreement.to_string(), share(ui, &paper.terms));
    ui.with("paper-agreement", &[("version", &version), ("share", &share)])
}

fn sale(row: &words::SaleCells) -> Value {
    json!({
        "date": row.day, "goods": row.goods, "pieces": row.pieces, "price": row.price, "gross": row.gross,
        "outlet_share": row.outlet_share, "maker_share": row.maker_share,
    })
}

fn loss(row: &words::LossCells) -> Value {
    json!({ "cause": row.cause, "goods": row.goods, "pieces": row.pieces, "share": row.borne, "amount": row.due })
}

fn booking(day: &str, what: &str, amount: &str) -> Value {
    json!({ "date": day, "what": what, "amount": amount })
}

fn stock(row: &words::GoodsCells) -> Value {
    let [start, came, sold, returned, lost, end] = &row.counts;
    json!({
        "lot": row.lot, "goods": row.goods, "start": start, "in": came, "sold": sold, "returned": returned,
        "lost": lost, "end": end,
    })
}

const WORDS: &[(&str, &str)] = &[
    ("heading", "statement-title"),
    ("code", "statement-code"),
    ("office_number", "statement-number"),
    ("revision", "paper-revision"),
    ("trade_name", "paper-trade-name"),
    ("period", "statement-period"),
    ("pay_by", "statement-due"),
    ("agreement", "paper-terms"),
    ("scan", "paper-scan-statement"),
    ("sales", "statement-sales"),
    ("losses", "statement-losses"),
    ("others", "statement-others"),
    ("net", "statement-net"),
    ("stock", "statement-goods"),
    ("payments", "payments-title"),
    ("date", "column-date"),
    ("goods", "column-goods"),
    ("pieces", "column-pieces"),
    ("price", "column-price"),
    ("gross", "statement-gross"),
    ("outlet_share", "statement-outlet-share"),
    ("maker_share", "statement-net"),
    ("cause", "paper-cause"),
    ("share", "statement-borne"),
    ("amount", "column-rupiah"),
    ("what", "column-what"),
    ("lot", "paper-code"),
    ("start", "statement-start"),
    ("in", "statement-came"),
    ("sold", "statement-sold"),
    ("returned", "statement-returned"),
    ("lost", "statement-lost"),
    ("end", "statement-end"),
    ("total", "column-total"),
    ("nothing", "paper-nothing"),
    ("outlet", "paper-outlet"),
    ("maker", "statement-maker"),
    ("signature", "paper-signature"),
    ("page", "paper-page"),
];
