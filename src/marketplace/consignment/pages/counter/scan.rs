//! The label of goods read with a telephone: for a clerk of the outlet a sale of one piece in three presses, for
//! everybody else the page of the goods.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{Faults, Parts, Stepper, item, key, key_of, left, named, shop_of, tried, whole, words};
use crate::{
    app::App,
    error::{Error, Result},
    identity::model::BodyKind,
    marketplace::{
        consignment::{
            party::Party,
            sales::{
                counter::{self, Label},
                model::{Sold, Source},
                service,
            },
        },
        goods,
    },
    platform::ids,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::{Code, QueryParams},
        session::{self, Seat, see_other},
    },
};

/// The address on a label: `/b/K7Q2MX?l=7K2M9QPW`. Whoever sells that lot comes to its panel, everybody else to the goods,
/// in the same bytes with and without the lot.
pub async fn label(app: http::Data<App>, request: HttpRequest, code: Code, query: QueryParams) -> Answer {
    if let Some(panel) = panel(&app, &request, &query).await? {
        return Ok(see_other(&panel).finish());
    }
    match goods::service::show(&app, &code.0).await {
        Ok(_) | Err(Error::Gone) => Ok(see_other(&format!("/barang/{}", code.0)).finish()),
        Err(other) => Err(other.into()),
    }
}

/// The address of the panel, for somebody of the outlet where the lot is.
async fn panel(app: &App, request: &HttpRequest, query: &QueryParams) -> Result<Option<String>> {
    let Some(actor) = session::actor(request) else { return Ok(None) };
    let Some(lot) = query.0.get("l").and_then(ids::read_document_code) else { return Ok(None) };
    let Some(outlet) = counter::outlet_of_label(app, &lot).await? else { return Ok(None) };
    let hat = actor.hats_of(BodyKind::Outlet).find(|hat| hat.body.id == outlet);
    Ok(hat.map(|hat| format!("{}/{}/jual/{lot}", BodyKind::Outlet.area(), hat.code)))
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/scan.html")]
struct ScanPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    action: String,
    goods: String,
    maker: String,
    price: String,
    /// What hinders or has to be known; else empty.
    notice: String,
    pieces: Option<Stepper>,
    pull: bool,
    key: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let form = FormView::with([("jumlah", "1".to_owned())]);
    scan_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

async fn scan_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, mut form): (StatusCode, FormView),
) -> Answer {
    let regency = counter::regency(app, party).await?;
    let label = counter::label(app, party, code, &regency).await?;
    let typed = whole(form.v("jumlah")).map(i64::from);
    let too_many = typed.is_some_and(|pieces| pieces > label.sellable());
    if status != StatusCode::OK && label.sellable() > 0 && form.e("jumlah").is_empty() && too_many {
        form = form.fault(&ui, "jumlah", ui.tn("sale-only-left", label.sellable()));
    }
    let body = ScanPage {
        head: Head::unlisted(ui.t("scan-title"), ui.t("scan-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        action: format!("{}/jual/{code}", seat.base),
        goods: named(&label.lot.goods(), &label.lot.unit_text),
        maker: label.lot.maker.clone(),
        price: words::rupiah(&ui, label.lot.unit_idr),
        notice: notice(&ui, &label),
        pieces: (label.sellable() > 0).then(|| stepper(&ui, &form, &label)),
        pull: label.expired && label.lot.pieces > 0,
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn stepper(ui: &Ui, form: &FormView, label: &Label) -> Stepper {
    Stepper {
        name: "jumlah".to_owned(),
        goods: ui.t("scan-pieces"),
        meta: vec![left(ui, label.sellable())],
        value: form.v("jumlah").to_owned(),
        fault: form.e("jumlah").to_owned(),
        find: String::new(),
    }
}

fn notice(ui: &Ui, label: &Label) -> String {
    match (label.expired && label.lot.pieces > 0, label.others) {
        (true, 0) => ui.t("scan-expired"),
        (true, others) => ui.tn("scan-expired-others", others),
        (false, 0) if label.lot.pieces == 0 => ui.t("scan-empty"),
        (false, 0) => String::new(),
        (false, others) => ui.tn("scan-others", others),
    }
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    let regency = counter::regency(&app, &party).await?;
    let label = counter::label(&app, &party, &code, &regency).await?;
    let typed = &form.0;
    let done = match (key_of(typed, "scan", &code), typed.get("jumlah").and_then(whole)) {
        (None, _) => Err(Faults::one("langkah", "fault-open-again")),
        (_, None | Some(0)) => Err(Faults::one("jumlah", "fault-pieces")),
        (Some(key), Some(pieces)) => {
            let sold = [Sold { pick: label.pick(), pieces: i64::from(pieces) }];
            tried(service::record(&app, &party, &key, &sold, (Source::Scan, None)).await)?
        }
    };
    match done {
        Ok(sale) => Ok(see_other(&format!("{}/penjualan/{sale}?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, typed);
            scan_page(&app, ui, &seat, &party, &code, view).await
        }
    }
}
