//! Offering goods to an outlet: a new offer, one like an earlier one, or a changed one.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Date;
use uuid::Uuid;

use super::{
    Faults, Parts, item, maker_of, new_key, note, tried, whole,
    words::{self, Term},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{
            model::{Agreement, PlacementView, Pricing},
            service as agreements,
            workflow::State as PlacementState,
        },
        notes::{
            model::{NoteView, OfferLine, OwnGoods},
            service,
            workflow::{Event, State},
        },
        party::Party,
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Ui, days,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

/// Goods that can be offered, with their fields.
struct GoodsRow {
    key: String,
    name: String,
    /// Price, and what of it is the maker's.
    price: String,
    spoils: bool,
    pieces_name: String,
    pieces: String,
    pieces_fault: String,
    day_name: String,
    /// Day, month and year.
    day: [String; 3],
    day_fault: String,
}

#[derive(Template)]
#[template(path = "pages/consignment/offer.html")]
struct OfferPage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    /// Where a placement is asked for.
    ask: String,
    action: String,
    /// Placements to choose from; empty once one is chosen.
    places: Vec<(String, String)>,
    placement: String,
    with: String,
    terms: Vec<Term>,
    goods: Vec<GoodsRow>,
    /// An offer there is already.
    change: bool,
    key: String,
}

/// A placement that takes goods, with the terms in force.
struct Open {
    place: PlacementView,
    agreement: Agreement,
}

/// The placement to offer at: the one that was chosen, or the only one there is. None: one has to be chosen first.
async fn chosen(app: &App, party: &Party, typed: Option<&str>) -> Result<Option<PlacementView>> {
    if let Some(typed) = typed {
        let code = ids::read_document_code(typed).ok_or(Error::NotFound)?;
        return agreements::find(&app.db, party, &code).await.map(Some);
    }
    let mut open = active(app, party).await?;
    Ok(if open.len() == 1 { open.pop() } else { None })
}

async fn active(app: &App, party: &Party) -> Result<Vec<PlacementView>> {
    let places = agreements::list(app, party).await?;
    Ok(places.into_iter().filter(|place| place.state == PlacementState::Active).collect())
}

async fn open(app: &App, place: PlacementView) -> Result<Option<Open>> {
    let today = agreements::today(app, &place.regency);
    let agreement = agreements::in_force(&app.db, place.id, today).await?;
    Ok(agreement.filter(|_| place.state == PlacementState::Active).map(|agreement| Open { place, agreement }))
}

pub async fn show_new(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let home = format!("{}/titipan", seat.base);
    let Some(place) = chosen(&app, &party, query.0.get("kerja")).await? else {
        return choose_page(&app, ui, &party, home, StatusCode::OK).await;
    };
    let there = format!("{home}/kerja-sama/{}", place.code);
    let Some(open) = open(&app, place).await? else { return Ok(see_other(&there).finish()) };
    let form = match query.0.get("seperti").and_then(ids::read_document_code) {
        Some(earlier) => {
            let (earlier, _) = service::show(&app.db, &party, &earlier).await?;
            let goods = service::own_goods(&app, &open.place).await?;
            like(&goods, &earlier, false)
        }
        None => FormView::default(),
    };
    offer_page(&app, ui, home, &open, None, (StatusCode::OK, form)).await
}

/// A form filled like an earlier offer. New pieces have new days of expiry: those of the earlier ones are kept for a
/// change only.
fn like(goods: &[OwnGoods], earlier: &NoteView, same_pieces: bool) -> FormView {
    let mut values = Vec::new();
    for known in goods {
        if let Some(line) = earlier.lines.iter().find(|line| line.variant == known.variant) {
            values.push((format!("jumlah-{}", known.key), line.offered.to_string()));
            if same_pieces {
                values.extend(days::boxes(&format!("habis-{}", known.key), line.expires_on));
            }
        }
    }
    FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

async fn choose_page(app: &App, ui: Ui, party: &Party, home: String, status: StatusCode) -> Answer {
    let places = active(app, party).await?.into_iter();
    let body = OfferPage {
        head: Head::unlisted(ui.t("offer-title"), ui.t("offer-title")),
        form: FormView::default(),
        action: format!("{home}/baru"),
        places: places.map(|place| (format!("{home}/baru?kerja={}", place.code), place.outlet_name)).collect(),
        placement: String::new(),
        with: String::new(),
        terms: Vec::new(),
        goods: Vec::new(),
        change: false,
        key: String::new(),
        ask: format!("{home}/ajukan"),
        home,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn offer_page(
    app: &App,
    ui: Ui,
    home: String,
    open: &Open,
    change: Option<&NoteView>,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let goods = service::own_goods(app, &open.place).await?;
    let row = |goods: OwnGoods| goods_row(&ui, &form, &open.agreement, goods);
    let title = ui.t(if change.is_some() { "offer-change-title" } else { "offer-title" });
    let body = OfferPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        action: change.map_or_else(|| format!("{home}/baru"), |note| format!("{home}/{}/ubah", note.code)),
        places: Vec::new(),
        placement: open.place.code.clone(),
        with: open.place.outlet_name.clone(),
        terms: words::key_terms(&ui, &open.agreement.terms),
        goods: goods.into_iter().map(row).collect(),
        change: change.is_some(),
        key: Some(form.v("kunci")).filter(|key| !key.is_empty()).map_or_else(new_key, str::to_owned),
        ask: format!("{home}/ajukan"),
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn goods_row(ui: &Ui, form: &FormView, agreement: &Agreement, goods: OwnGoods) -> GoodsRow {
    let (pieces_name, day_name) = (format!("jumlah-{}", goods.key), format!("habis-{}", goods.key));
    GoodsRow {
        pieces: form.v(&pieces_name).to_owned(),
        pieces_fault: form.e(&pieces_name).to_owned(),
        day: ["tgl", "bln", "thn"].map(|end| form.v(&format!("{day_name}_{end}")).to_owned()),
        day_fault: form.e(&day_name).to_owned(),
        price: price(ui, agreement, &goods),
        spoils: goods.keeps_days.is_some(),
        name: if goods.unit_text.is_empty() { goods.name } else { format!("{} ({})", goods.name, goods.unit_text) },
        key: goods.key,
        pieces_name,
        day_name,
    }
}

/// The price of goods, and what of it is the maker's.
fn price(ui: &Ui, agreement: &Agreement, goods: &OwnGoods) -> String {
    let part = match agreement.terms.pricing {
        Pricing::Commission => agreement.terms.piece(goods.price, None).map_or(goods.price, |piece| piece.maker),
        Pricing::Markup | Pricing::MonthlyFee | Pricing::Free => goods.price,
    };
    ui.with("offer-price", &[("price", &words::rupiah(ui, goods.price)), ("part", &words::rupiah(ui, part))])
}

pub async fn submit_new(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let home = format!("{}/titipan", seat.base);
    let Some(place) = chosen(&app, &party, form.0.get("kerja")).await? else {
        return choose_page(&app, ui, &party, home, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let there = format!("{home}/kerja-sama/{}", place.code);
    let Some(open) = open(&app, place).await? else { return Ok(see_other(&there).finish()) };
    let lines = match lines(&app, &open, &form.0).await? {
        Ok(lines) => lines,
        Err(faults) => return offer_page(&app, ui.clone(), home, &open, None, faults.on(&ui, &form.0)).await,
    };
    match tried(service::write_once(&app, &party, once(&form.0), &open.place.code, &lines).await)? {
        Ok(code) if form.0.get("langkah") == Some("simpan") => Ok(see_other(&format!("{home}/{code}?ok=1")).finish()),
        Ok(code) => {
            let (note, _) = service::show(&app.db, &party, &code).await?;
            // Pressed twice: it is offered already.
            if note.state == State::Draft {
                service::act(&app, &party, &code, Event::Offer, "").await?;
            }
            Ok(see_other(&format!("{home}/{code}?ok=ajukan")).finish())
        }
        Err(faults) => offer_page(&app, ui.clone(), home, &open, None, faults.on(&ui, &form.0)).await,
    }
}

/// The name of the draft this form makes, which the form carries so that pressing twice makes one.
fn once(typed: &Params) -> Uuid {
    typed.get("kunci").and_then(|key| Uuid::try_parse(key).ok()).unwrap_or_else(ids::new_id)
}

/// The lines that were filled in.
async fn lines(app: &App, open: &Open, typed: &Params) -> Result<std::result::Result<Vec<OfferLine>, Faults>> {
    let today = agreements::today(app, &open.place.regency);
    let mut faults = Faults::default();
    let mut lines = Vec::new();
    for goods in service::own_goods(app, &open.place).await? {
        if let Some(line) = line(open, today, &goods, typed, &mut faults) {
            lines.push(line);
        }
    }
    if lines.is_empty() && faults.list.is_empty() {
        faults.add("barang".to_owned(), "fault-offer-lines");
    }
    Ok(faults.finish().map(|()| lines))
}

fn line(open: &Open, today: Date, goods: &OwnGoods, typed: &Params, faults: &mut Faults) -> Option<OfferLine> {
    let (pieces_field, day_field) = (format!("jumlah-{}", goods.key), format!("habis-{}", goods.key));
    let typed_pieces = typed.get(&pieces_field).filter(|typed| *typed != "0")?;
    let Some(pieces) = whole(typed_pieces) else {
        faults.add(pieces_field, "fault-pieces");
        return None;
    };
    let expires_on = match days::read(typed, &day_field) {
        days::Typed::Day(day) => Some(day),
        days::Typed::Nothing => None,
        days::Typed::Wrong => {
            faults.add(day_field, "fault-day");
            return None;
        }
    };
    let line =
        OfferLine { variant: goods.variant, pieces, expires_on: expires_on.filter(|_| goods.keeps_days.is_some()) };
    let wrong = line.check(&open.agreement.terms, goods.keeps_days, today);
    faults.of_line(wrong, |field| if field == "jumlah" { pieces_field.clone() } else { day_field.clone() });
    Some(line)
}

/// A draft, or an offer the outlet wants changed.
async fn changeable(app: &App, party: &Party, code: &str) -> Result<(NoteView, Option<Open>)> {
    let (found, place) = service::show(&app.db, party, code).await?;
    let open = open(app, place).await?.filter(|_| matches!(found.state, State::Draft | State::ChangesRequested));
    Ok((found, open))
}

pub async fn show_change(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let home = format!("{}/titipan", seat.base);
    let (found, open) = changeable(&app, &party, &item(&parts)?).await?;
    let Some(open) = open else { return Ok(see_other(&format!("{home}/{}", found.code)).finish()) };
    let goods = service::own_goods(&app, &open.place).await?;
    let form = like(&goods, &found, true);
    offer_page(&app, ui, home, &open, Some(&found), (StatusCode::OK, form)).await
}

pub async fn submit_change(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let home = format!("{}/titipan", seat.base);
    let (found, open) = changeable(&app, &party, &item(&parts)?).await?;
    let Some(open) = open else {
        let faults = Faults::one("langkah", "refusal-wrong-state").on(&ui, &form.0);
        return note::show(&app, ui, &seat, &party, &found.code, faults).await;
    };
    let lines = match lines(&app, &open, &form.0).await? {
        Ok(lines) => lines,
        Err(faults) => return offer_page(&app, ui.clone(), home, &open, Some(&found), faults.on(&ui, &form.0)).await,
    };
    let done = match tried(service::rewrite(&app, &party, &found.code, &lines).await)? {
        Ok(()) if form.0.get("langkah") == Some("simpan") => Ok("1"),
        Ok(()) => tried(service::act(&app, &party, &found.code, Event::Offer, "").await)?.map(|()| "ajukan"),
        Err(faults) => Err(faults),
    };
    match done {
        Ok(done) => Ok(see_other(&format!("{home}/{}?ok={done}", found.code)).finish()),
        Err(faults) => offer_page(&app, ui.clone(), home, &open, Some(&found), faults.on(&ui, &form.0)).await,
    }
}
