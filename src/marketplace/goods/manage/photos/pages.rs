//! Step two: photos of a product.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        policy::MayEditGoods,
        products::{
            model::{MOST_PHOTOS, Own, State},
            service::{self as products, BUTTONS},
            workflow::{self, Event, Who as Doer},
        },
    },
    service::{self, Change},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    marketplace::goods,
    platform::photos::Size,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
        upload::{self, PHOTO, Upload},
    },
};

pub fn routes(routes: &mut Routes) {
    let edit = Who::may::<MayEditGoods>();
    routes.get("/saya/usaha/{code}/barang/{item}/foto", edit, show);
    routes.post("/saya/usaha/{code}/barang/{item}/foto", edit, add);
    routes.post("/saya/usaha/{code}/barang/{item}/foto/ubah", edit, change);
}

struct Row {
    key: String,
    url: String,
    alt: String,
    edit: String,
    first: bool,
    last: bool,
}

#[derive(Template)]
#[template(path = "pages/goods/own_photos.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct PhotosPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    rows: Vec<Row>,
    /// Key of the photo that is described; empty while one is added.
    chosen: String,
    may_edit: bool,
    may_add: bool,
    draft: bool,
    again: bool,
    version: i32,
}

async fn find(app: &App, seat: &Seat, item: &Item) -> Result<Own, Error> {
    products::find(app, &seat.may::<MayEditGoods>(app).await?, &item.0).await
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let own = find(&app, &seat, &item).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    let chosen = own.photos.iter().find(|photo| query.0.get("ubah") == Some(&photo.key));
    let form = match chosen {
        Some(photo) => FormView::with([("foto_ini", photo.key.clone()), ("alt", photo.alt.clone())]),
        None => FormView::default().done(notice),
    };
    photos_page(ui, &seat, &own, StatusCode::OK, form)
}

fn photos_page(ui: Ui, seat: &Seat, own: &Own, status: StatusCode, form: FormView) -> Answer {
    let here = format!("{}/barang/{}", seat.base, own.code);
    let last = own.photos.len().saturating_sub(1);
    let row = |(at, photo): (usize, &goods::model::Photo)| Row {
        url: goods::pages::photo_url(Size::Card, &photo.key),
        key: photo.key.clone(),
        alt: photo.alt.clone(),
        edit: format!("{here}/foto?ubah={}#isian", photo.key),
        first: at == 0,
        last: at == last,
    };
    let may_edit = workflow::open_to(own.state, Doer::Maker, &own.facts).contains(&Event::EditShown);
    let body = PhotosPage {
        head: Head::unlisted(ui.t("goods-photos"), ui.t("goods-photos")).to_mend(&ui, form.faults().len()),
        rows: own.photos.iter().enumerate().map(row).collect(),
        chosen: form.v("foto_ini").to_owned(),
        may_add: may_edit && own.photos.len() < MOST_PHOTOS,
        draft: own.state == State::Draft,
        again: own.state == State::Published,
        version: own.version,
        may_edit,
        form,
        here,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn add(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, upload: Upload) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let words = upload.params.get("alt").unwrap_or_default().to_owned();
    let done = service::add(&app, permit, &item.0, upload.file, words, version(&upload.params)).await;
    let own = find(&app, &seat, &item).await?;
    match mend_version(done, &ui, &upload.params, own.version, PHOTO)? {
        Ok(Ok(())) => Ok(see_other(&format!("{}/barang/{}/foto?ok=1", seat.base, own.code)).finish()),
        Ok(Err(refusal)) => {
            let view = FormView::typed(&upload.params).fault(&ui, PHOTO, ui.t(refusal.key()));
            photos_page(ui, &seat, &own, upload::status(refusal), view)
        }
        Err((status, view)) => {
            let view = beside(view, &ui);
            photos_page(ui, &seat, &own, status, view)
        }
    }
}

async fn change(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let act = match form.0.get("tindakan") {
        Some("simpan") => Ok(Change::Describe(form.0.get("alt").unwrap_or_default().to_owned())),
        Some("naik") => Ok(Change::Earlier),
        Some("turun") => Ok(Change::Later),
        Some("hapus") => Ok(Change::Remove),
        _ => Err(Error::from(Invalid::one(BUTTONS, "error-choice"))),
    };
    let key = form.0.get("foto_ini").unwrap_or_default();
    let done = match act {
        Ok(act) => service::change(&app, permit, &item.0, key, act, version(&form.0)).await,
        Err(fault) => Err(fault),
    };
    let own = find(&app, &seat, &item).await?;
    match mend_version(done, &ui, &form.0, own.version, PHOTO)? {
        Ok(()) => Ok(see_other(&format!("{}/barang/{}/foto?ok=1", seat.base, own.code)).finish()),
        Err((status, view)) => {
            let view = beside(view, &ui);
            photos_page(ui, &seat, &own, status, view)
        }
    }
}

/// A refusal of the whole act stands beside the photo.
fn beside(view: FormView, ui: &Ui) -> FormView {
    let words = view.e(BUTTONS).to_owned();
    if words.is_empty() { view } else { view.fault(ui, PHOTO, words) }
}
