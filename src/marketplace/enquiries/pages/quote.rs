//! The form of a quotation: a price or a "cannot" for every line, days, and whose name stands on the papers.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::{Date, Duration};

use super::{
    buyer::{done_at, faulty},
    maker::base,
};
use crate::{
    app::App,
    enterprises::{policy::MayUseLegalPapers, service as enterprises},
    error::Error,
    marketplace::enquiries::{
        acts,
        list::read_pieces,
        model::{Act, EnquiryView, LineView, Quote, Seller},
        policy::MayAnswerEnquiries,
        views,
        workflow::{LineOffer, Offer, Step},
    },
    platform::{ids, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

/// Days a quotation holds unless something else is typed.
const USUAL: i64 = 14;

type Faults = Vec<(String, &'static str)>;

#[derive(Template)]
#[template(path = "pages/enquiries/quote.html")]
struct QuotePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    organisation: String,
    need_by: String,
    lines: Vec<Line>,
    sellers: Vec<(String, String, bool)>,
    /// The registered name, for whoever thinks of releasing it; empty when none was written down.
    legal_name: String,
}

struct Line {
    title: String,
    hint: String,
    price_name: String,
    price: String,
    price_error: String,
    pieces_name: String,
    pieces: String,
    pieces_error: String,
    cannot_name: String,
    cannot: bool,
}

/// Everything the form needs to know.
struct Around {
    view: EnquiryView,
    operators: Vec<(String, String)>,
    legal_name: String,
}

async fn around(app: &App, seat: &Seat, code: &str) -> Result<Around, Error> {
    let permit = seat.may::<MayAnswerEnquiries>(app).await?;
    Ok(Around {
        view: views::service::as_maker(app, &permit, code).await?,
        operators: views::service::operators(app, &permit).await?,
        legal_name: enterprises::legal(app, &seat.may::<MayUseLegalPapers>(app).await?).await?.legal_name,
    })
}

fn can_quote(view: &EnquiryView) -> bool {
    view.steps.contains(&Step::Quote) || view.steps.contains(&Step::Reopen)
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let around = around(&app, &seat, &item.0).await?;
    if !can_quote(&around.view) {
        return Ok(see_other(&base(&seat, &item.0)).finish());
    }
    let form = begun(&ui, &around);
    quote_page(ui, StatusCode::OK, &around, base(&seat, &item.0), form)
}

/// The quotation before, or what stands on show.
fn begun(ui: &Ui, around: &Around) -> FormView {
    let view = &around.view;
    let today = ui.now().to_offset(view.zone.utc_offset()).date();
    let mut values: Vec<(String, String)> = vec![("versi".to_owned(), view.version.to_string())];
    for (number, line) in (1..).zip(&view.lines) {
        let (price, pieces) = match line.offered {
            Some((Some(unit), pieces)) => (Some(unit), pieces),
            Some((None, _)) => {
                values.push((format!("tidak-{number}"), "1".to_owned()));
                (None, line.asked)
            }
            None => (usual_price(line), line.asked),
        };
        values.push((format!("harga-{number}"), price.map(|price| price.0.to_string()).unwrap_or_default()));
        values.push((format!("banyak-{number}"), pieces.to_string()));
    }
    put_day(&mut values, "siap", view.ready_on.filter(|day| *day >= today).unwrap_or(view.need_by));
    put_day(&mut values, "berlaku", today + Duration::days(USUAL));
    let seller = match view.seller {
        Some(Seller::Cooperative) => {
            values.push(("koperasi".to_owned(), view.seller_name.clone()));
            "koperasi".to_owned()
        }
        Some(Seller::Outlet) => {
            let known = around.operators.iter().find(|(_, name)| *name == view.seller_name);
            known.map(|(code, _)| format!("gerai-{code}")).unwrap_or_default()
        }
        // The own name is released anew each time.
        _ => around.operators.first().map(|(code, _)| format!("gerai-{code}")).unwrap_or_default(),
    };
    values.push(("penjual".to_owned(), seller));
    FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The price for so many, else the one on show.
fn usual_price(line: &LineView) -> Option<Rupiah> {
    let tier = line.tiers.iter().rev().find(|tier| tier.pieces <= line.asked);
    tier.map(|tier| tier.price).or(line.shown_price)
}

fn put_day(values: &mut Vec<(String, String)>, name: &str, day: Date) {
    values.push((format!("{name}-hari"), day.day().to_string()));
    values.push((format!("{name}-bulan"), u8::from(day.month()).to_string()));
    values.push((format!("{name}-tahun"), day.year().to_string()));
}

fn quote_page(ui: Ui, status: StatusCode, around: &Around, base: String, form: FormView) -> Answer {
    let view = &around.view;
    let title = ui.ts("quote-title", "code", &ids::shown_document_code(&view.code));
    let line = |(number, line): (usize, &LineView)| {
        let field = |name: &str| format!("{name}-{number}");
        Line {
            hint: hint(&ui, line),
            price: form.v(&field("harga")).to_owned(),
            price_error: form.e(&field("harga")).to_owned(),
            pieces: form.v(&field("banyak")).to_owned(),
            pieces_error: form.e(&field("banyak")).to_owned(),
            cannot: form.on(&field("tidak")),
            title: line.title.clone(),
            price_name: field("harga"),
            pieces_name: field("banyak"),
            cannot_name: field("tidak"),
        }
    };
    let body = QuotePage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        organisation: view.organisation.clone(),
        need_by: ui.date(&view.need_by),
        lines: (1..).zip(&view.lines).map(line).collect(),
        sellers: sellers(&ui, around, &form),
        legal_name: around.legal_name.clone(),
        base,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn hint(ui: &Ui, line: &LineView) -> String {
    let mut parts = vec![ui.with("quote-asked", &[("pieces", &ui.number(line.asked)), ("unit", &line.unit)])];
    parts.extend(line.per_week.map(|pieces| ui.tn("quote-per-week", pieces)));
    let tiers = super::shown::tiers(ui, &line.tiers);
    if !tiers.is_empty() {
        parts.push(tiers);
    }
    parts.join(" · ")
}

fn sellers(ui: &Ui, around: &Around, form: &FormView) -> Vec<(String, String, bool)> {
    let chosen = form.v("penjual");
    let mut options: Vec<(String, String, bool)> = around
        .operators
        .iter()
        .map(|(code, name)| {
            let value = format!("gerai-{code}");
            let on = chosen == value;
            (value, ui.with("seller-operator", &[("kind", &ui.t(Seller::Outlet.key())), ("name", name)]), on)
        })
        .collect();
    for (value, seller) in [("koperasi", Seller::Cooperative), ("usaha", Seller::Enterprise)] {
        options.push((value.to_owned(), ui.t(seller.key()), chosen == value));
    }
    options
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let around = around(&app, &seat, &item.0).await?;
    let (typed, base) = (form.0, base(&seat, &item.0));
    let (status, form) = match read_quote(&typed, &around) {
        Ok(quote) => {
            let permit = seat.may::<MayAnswerEnquiries>(&app).await?;
            let done = acts::service::by_maker(&app, permit, &item.0, version(&typed), Act::Quote(quote)).await;
            match mend_version(done, &ui, &typed, around.view.version, "barang")? {
                Ok(()) => return Ok(done_at(&base, Some("tawar"))),
                Err(mended) => mended,
            }
        }
        Err(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faulty(&ui, FormView::typed(&typed), faults)),
    };
    quote_page(ui, status, &around, base, form)
}

fn read_quote(typed: &Params, around: &Around) -> Result<Quote, Faults> {
    let mut faults = Faults::new();
    let lines = (1..=around.view.lines.len()).map(|number| read_line(typed, number, &mut faults)).collect();
    let mut day = |name: &str, key| {
        let day = typed.day(name);
        if day.is_none() {
            faults.push((name.to_owned(), key));
        }
        day.unwrap_or(Date::MIN)
    };
    let ready_on = day("siap", "enquiry-fault-ready-on");
    let valid_until = day("berlaku", "enquiry-fault-valid-until");
    let (seller, seller_name) = read_seller(typed, around, &mut faults);
    let quote = Quote { offer: Offer { lines, ready_on, valid_until }, seller, seller_name };
    if faults.is_empty() { Ok(quote) } else { Err(faults) }
}

fn read_line(typed: &Params, number: usize, faults: &mut Faults) -> LineOffer {
    let field = |name: &str| format!("{name}-{number}");
    if typed.get(&field("tidak")).is_some() {
        return LineOffer::Cannot;
    }
    let price = typed.get(&field("harga")).and_then(Rupiah::parse).filter(|price| price.0 > 0);
    let pieces = typed.get(&field("banyak")).and_then(read_pieces);
    if price.is_none() {
        faults.push((field("harga"), "enquiry-fault-price"));
    }
    if pieces.is_none() {
        faults.push((field("banyak"), "enquiry-fault-pieces"));
    }
    LineOffer::At(price.unwrap_or_default(), i64::from(pieces.unwrap_or_default()))
}

/// Whose name stands on the papers. The own registered name only with the tick, and only when there is one.
fn read_seller(typed: &Params, around: &Around, faults: &mut Faults) -> (Seller, String) {
    let mut fault = |field: &str, key| faults.push((field.to_owned(), key));
    let chosen = typed.get("penjual").unwrap_or_default();
    if chosen == "koperasi" {
        return (Seller::Cooperative, typed.get("koperasi").unwrap_or_default().to_owned());
    }
    if chosen == "usaha" {
        if around.legal_name.is_empty() {
            fault("penjual", "enquiry-fault-no-legal-name");
        } else if typed.get("lepas").is_none() {
            fault("lepas", "enquiry-fault-release");
        }
        return (Seller::Enterprise, around.legal_name.clone());
    }
    let operator = around.operators.iter().find(|(code, _)| chosen.strip_prefix("gerai-") == Some(code.as_str()));
    if operator.is_none() {
        fault("penjual", "enquiry-fault-seller");
    }
    (Seller::Outlet, operator.map(|(_, name)| name.clone()).unwrap_or_default())
}
