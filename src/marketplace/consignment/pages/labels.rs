//! Price labels: which goods of the shelf get how many, and where on a half-used sheet the first one goes.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{papers, shop_of, whole};
use crate::{
    app::App,
    error::{Invalid, Result},
    marketplace::consignment::{
        ledger::Place,
        notes::{goods_name, service as notes},
        party::Party,
        shelf::{Among, LotView, lots},
    },
    platform::{ids, params::Params},
    web::{Cache, FormView, Head, Ui, errors::Answer, page, params::QueryParams, session::Seat},
};

/// Labels on a sheet.
const A_SHEET: u32 = 24;
/// Labels in one file: 50 sheets.
const MOST: u32 = 50 * A_SHEET;

/// Goods of the shelf with the field for their labels.
struct Row {
    name: String,
    label: String,
    hint: String,
    value: String,
    fault: String,
}

/// The goods of one maker.
struct Group {
    maker: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/consignment/labels.html")]
struct LabelsPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    /// The delivery note the list is narrowed to, or nothing.
    note: String,
    groups: Vec<Group>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let shelf = shelf(&app, &party, &query.0).await?;
    let narrowed = query.0.get("surat").is_some();
    // For goods that came just now every piece gets one; for the rest of the shelf people choose.
    let counts = shelf.iter().filter(|_| narrowed).map(|lot| (field(lot), lot.pieces.to_string()));
    let form = FormView::with(
        counts
            .collect::<Vec<_>>()
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .chain([("mulai", "1".to_owned())]),
    );
    labels_page(ui, &seat, &query.0, &shelf, (StatusCode::OK, form))
}

/// The sheet itself.
pub async fn sheet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let shelf = shelf(&app, &party, &query.0).await?;
    match read(&query.0, &shelf) {
        Ok((wanted, start)) => papers::labels(&ui, &wanted, start).answer(&app).await,
        Err(faults) => {
            let form = FormView::typed(&query.0).faulty(&ui, &faults);
            labels_page(ui, &seat, &query.0, &shelf, (StatusCode::UNPROCESSABLE_ENTITY, form))
        }
    }
}

fn labels_page(
    ui: Ui,
    seat: &Seat,
    query: &Params,
    shelf: &[LotView],
    (status, form): (StatusCode, FormView),
) -> Answer {
    let groups = shelf.chunk_by(|one, next| one.enterprise == next.enterprise);
    let body = LabelsPage {
        head: Head::unlisted(ui.t("labels-title"), ui.t("labels-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        note: query.get("surat").and_then(ids::read_document_code).unwrap_or_default(),
        groups: groups
            .map(|lots| Group {
                maker: lots[0].maker.clone(),
                rows: lots.iter().map(|lot| row(&ui, &form, lot)).collect(),
            })
            .collect(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, form: &FormView, lot: &LotView) -> Row {
    let name = field(lot);
    let expires = lot.expires_on.map(|day| ui.ts("labels-expires", "day", &ui.date(&day)));
    let on_shelf = ui.tn("labels-on-shelf", lot.pieces);
    Row {
        label: goods_name(&lot.title, &lot.variant_name),
        hint: expires.map_or_else(|| on_shelf.clone(), |expires| format!("{on_shelf} · {expires}")),
        value: form.v(&name).to_owned(),
        fault: form.e(&name).to_owned(),
        name,
    }
}

/// The name of the field of a lot.
fn field(lot: &LotView) -> String {
    format!("label-{}", lot.code)
}

/// The goods that stand on the shelf; of one delivery note, when the address names one of this outlet.
async fn shelf(app: &App, party: &Party, query: &Params) -> Result<Vec<LotView>> {
    let note = match query.get("surat").and_then(ids::read_document_code) {
        Some(code) => Some(notes::show(&app.db, party, &code).await?.0.id),
        None => None,
    };
    lots(&app.db, note.map_or(Among::Outlet(party.body()), Among::Note), Place::Shelf).await
}

/// Labels that were asked for, and the place of the first one.
fn read(typed: &Params, shelf: &[LotView]) -> Result<(Vec<(LotView, u32)>, u32), Invalid> {
    let mut faults = Invalid::default();
    let mut wanted = Vec::new();
    for lot in shelf {
        let count = match typed.get(&field(lot)).filter(|typed| !typed.is_empty()) {
            Some(text) => whole(text).and_then(|count| u32::try_from(count).ok()),
            None => Some(0),
        };
        match count {
            Some(0) => {}
            Some(count) if count <= MOST => wanted.push((lot.clone(), count)),
            _ => return Err(Invalid::one("mulai", "fault-labels-many")),
        }
    }
    let start = typed.get("mulai").and_then(whole).and_then(|start| u32::try_from(start).ok());
    let start = start.filter(|start| (1..=A_SHEET).contains(start)).unwrap_or_else(|| {
        faults.0.push(("mulai", "fault-labels-start"));
        1
    });
    match wanted.iter().map(|(_, count)| count).sum::<u32>() {
        0 => faults.0.push(("mulai", "fault-labels-none")),
        count if count > MOST => faults.0.push(("mulai", "fault-labels-many")),
        _ => {}
    }
    if faults.0.is_empty() { Ok((wanted, start)) } else { Err(faults) }
}
