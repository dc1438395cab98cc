//! Papers of consignment: the delivery note that travels with the goods, and the labels that go on them.
use serde_json::json;

use super::{shown, words};
use crate::{
    app::App,
    marketplace::consignment::{
        agreements::model::{Agreement, PlacementView},
        notes::{goods_name, model::NoteView, service::handover_code},
        shelf::LotView,
    },
    platform::{money::Rupiah, qr, typeset::Template},
    web::{Ui, paper::Paper},
};

/// The delivery note with the code for whoever hands the goods over. None before it is issued.
pub fn delivery_note(app: &App, ui: &Ui, note: &NoteView, place: &PlacementView, terms: &Agreement) -> Option<Paper> {
    let ui = &ui.on_paper();
    let issued_at = note.issued_at?;
    let went = || note.lines.iter().filter(|line| line.issued.unwrap_or_default() > 0);
    let lines: Vec<_> = went()
        .map(|line| {
            json!({
                "goods": line.goods,
                "size": line.unit_text,
                "price": ui.rupiah(&Rupiah(line.unit_idr)),
                "pieces": ui.number(line.issued.unwrap_or_default().into()),
                "expiry": line.expires_on.map_or_else(|| "–".to_owned(), |day| ui.date(&day)),
            })
        })
        .collect();
    let pieces: i64 = went().map(|line| i64::from(line.issued.unwrap_or_default())).sum();
    let version = [("version", &*terms.version.to_string()), ("share", &*words::share(ui, &terms.terms))];
    let digits = handover_code(app, note);
    let (first, last) = digits.split_at(3);
    let data = json!({
        "code": shown(&note.code),
        "outlet": place.outlet_name,
        "trade_name": place.enterprise_name,
        "date": words::moment(ui, &issued_at, place),
        "agreement": ui.with("paper-agreement", &version),
        "lines": lines,
        "pieces": ui.number(pieces),
        "qr": qr::rows(&ui.absolute(&format!("/gerai-kelola/{}/terima/{}", place.outlet_code, note.code))),
        "handover_code": format!("{first} {last}"),
    });
    let title = format!("{} {}", ui.t("paper-delivery-note"), shown(&note.code));
    Some(Paper::new(ui, Template::DeliveryNote, title, DELIVERY_NOTE, data))
}

const DELIVERY_NOTE: &[(&str, &str)] = &[
    ("heading", "paper-delivery-note"),
    ("code", "paper-code"),
    ("outlet", "paper-outlet"),
    ("trade_name", "paper-trade-name"),
    ("date", "paper-date"),
    ("agreement", "paper-terms"),
    ("scan", "paper-scan-receive"),
    ("number", "paper-number"),
    ("goods", "paper-goods"),
    ("size", "paper-size"),
    ("price", "paper-price"),
    ("pieces", "paper-pieces"),
    ("expiry", "paper-expiry"),
    ("total", "paper-total"),
    ("handed_over", "paper-handed-over"),
    ("received", "paper-received"),
    ("signature", "paper-signature"),
    ("tear_off", "paper-handover-code"),
    ("tear_off_use", "paper-handover-use"),
    ("page", "paper-page"),
];

/// Labels for lots, each so many times. `start` is the place of the first one on the sheet, 1 to 24.
pub fn labels(ui: &Ui, lots: &[(LotView, u32)], start: u32) -> Paper {
    let ui = &ui.on_paper();
    let one = |(lot, count): &(LotView, u32)| {
        json!({
            "goods": goods_name(&lot.title, &lot.variant_name),
            "unit": lot.unit_text,
            "price": ui.rupiah(&Rupiah(lot.unit_idr)),
            "trade_name": lot.maker,
            "expiry": lot.expires_on.map(|day| ui.date(&day)),
            "code": lot.product_code,
            "qr": qr::rows(&ui.absolute(&format!("/b/{}?l={}", lot.product_code, lot.code))),
            "count": count,
        })
    };
    let data = json!({ "labels": lots.iter().map(one).collect::<Vec<_>>(), "start": start });
    Paper::new(ui, Template::Labels, ui.t("paper-labels"), &[("expiry", "paper-expiry")], data)
}
