//! The budget of a proposal: its lines with their sums, and one line on a page of its own, as fits a telephone.
use std::collections::BTreeMap;

use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;

use super::{address, refusal};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        budget::{self, Fault, FaultKind, Field, Form, Line},
        proposals::{
            acts::{Dossier, Typed, dossier::read_line},
            drafts::service::{self, Saved},
            mending::model::Place,
            policy::MayWriteProposals,
        },
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, version},
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

/// The fields of a line, as the form names them.
const FIELDS: [&str; 12] = [
    "kegiatan",
    "uraian",
    "bentuk",
    "volume",
    "satuan",
    "harga",
    "toko_1",
    "banding_1",
    "toko_2",
    "banding_2",
    "toko_3",
    "banding_3",
];
/// The path of a line that does not exist yet.
const NEW: &str = "baru";

struct Row {
    url: String,
    title: String,
    what: String,
    sum: String,
    subtotal: String,
    /// What is missing; empty when nothing is.
    fault: String,
}

#[derive(Template)]
#[template(path = "pages/proposals/budget.html")]
struct BudgetPage {
    ui: Ui,
    head: Head,
    back: String,
    add: String,
    rows: Vec<Row>,
    total: String,
    most: String,
    over: bool,
    editable: bool,
}

pub async fn list(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let dossier = service::find(&app, &permit, &item.0).await?.dossier;
    let base = format!("{}/rab", address(&seat, &item.0));
    let unquoted = dossier.lines_without_quotes();
    let rows = dossier.budget.typed.iter().map(|(number, typed)| row(&ui, &base, *number, typed, &dossier, &unquoted));
    let rows: Vec<Row> = rows.collect();
    let total = budget::total(&dossier.budget.lines);
    let most = dossier.call.terms.ask_max.min(dossier.call.terms.ceiling);
    let body = BudgetPage {
        head: Head::unlisted(ui.t("budget-title"), ui.t("budget-title")),
        back: address(&seat, &item.0),
        add: format!("{base}/{NEW}"),
        rows,
        total: total.map_or_else(|| ui.t("budget-too-large"), |total| ui.rupiah(&total)),
        most: ui.rupiah(&most),
        over: total.is_none_or(|total| total > most),
        editable: dossier.may_write(Place::Budget),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, base: &str, number: u16, typed: &Typed, dossier: &Dossier, unquoted: &[u16]) -> Row {
    let text = |field: Field| typed.fields.get(field.as_str()).cloned().unwrap_or_default();
    let line = dossier.budget.lines.iter().find(|line| line.number == number);
    let fault = match (line, unquoted.contains(&number)) {
        (None, _) => ui.t("budget-line-open"),
        (Some(_), true) => ui.tn("budget-line-quotes", dossier.call.parameters.quotes),
        (Some(_), false) => String::new(),
    };
    Row {
        url: format!("{base}/{number}"),
        title: text(Field::Description),
        what: text(Field::Activity),
        sum: line.map(|line| sum(ui, line)).unwrap_or_default(),
        subtotal: line.and_then(Line::subtotal).map(|subtotal| ui.rupiah(&subtotal)).unwrap_or_default(),
        fault,
    }
}

/// "2,5 meter × Rp 40.000".
pub(in crate::funding) fn sum(ui: &Ui, line: &Line) -> String {
    format!("{} {} × {}", budget::shown_quantity(line.quantity), line.unit, ui.rupiah(&line.unit_price))
}

#[derive(Template)]
#[template(path = "pages/proposals/line.html")]
struct LinePage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    forms: Vec<(String, String, bool)>,
    version: i32,
    is_new: bool,
    /// Somebody else saved in between: what stands there now, field by field.
    theirs: Vec<(String, String)>,
    quotes_hint: String,
    editable: bool,
}

/// The number an address names; none for a new line.
fn named(request: &HttpRequest) -> Result<Option<u16>, Error> {
    match request.match_info().query("line") {
        NEW => Ok(None),
        number => number.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let number = named(&request)?;
    let dossier = service::find(&app, &permit, &item.0).await?.dossier;
    let typed = match number {
        Some(number) => dossier.budget.typed.get(&number).cloned().ok_or(Error::NotFound)?,
        None => Typed::default(),
    };
    let form = filled(&ui, number, &typed);
    draw(ui, &seat, &dossier, (number, typed.version), StatusCode::OK, form, None)
}

pub async fn save(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    form: FormParams,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let number = named(&request)?;
    let list = format!("{}/rab", address(&seat, &item.0));
    let button = form.0.get("tombol").unwrap_or("simpan").to_owned();
    if let ("hapus", Some(number)) = (button.as_str(), number) {
        return match service::remove_line(&app, permit, &item.0, number).await {
            Ok(()) => Ok(see_other(&list).finish()),
            Err(error) => {
                again(&app, ui, &seat, &item.0, number_and_version(Some(number), &form.0), &form.0, refusal(error)?)
                    .await
            }
        };
    }
    let here = number_and_version(number, &form.0);
    if !matches!(button.as_str(), "simpan" | "tambah") {
        return again(&app, ui, &seat, &item.0, here, &form.0, Invalid::one("tindakan", "error-choice")).await;
    }
    let fields = fields(&form.0);
    if fields.is_empty() {
        return again(&app, ui, &seat, &item.0, here, &form.0, Invalid::one("kegiatan", "budget-fault-empty")).await;
    }
    match service::save_line(&app, permit, &item.0, number, fields.clone(), here.1).await {
        Ok((number, Saved::Done(version))) => {
            if read_line(number, &fields).is_ok() {
                let next = if button == "tambah" { format!("{list}/{NEW}") } else { list };
                return Ok(see_other(&next).finish());
            }
            // Kept, and told what is still missing.
            let dossier = service::find(&app, &seat.may::<MayWriteProposals>(&app).await?, &item.0).await?.dossier;
            let typed = Typed { fields, version, changed: None };
            let view = filled(&ui, Some(number), &typed);
            draw(ui, &seat, &dossier, (Some(number), version), StatusCode::UNPROCESSABLE_ENTITY, view, None)
        }
        Ok((number, Saved::Changed(theirs))) => {
            let dossier = service::find(&app, &seat.may::<MayWriteProposals>(&app).await?, &item.0).await?.dossier;
            let view = FormView::typed(&form.0);
            let here = (Some(number), theirs.version);
            draw(ui, &seat, &dossier, here, StatusCode::CONFLICT, view, Some(&theirs))
        }
        Err(error) => again(&app, ui, &seat, &item.0, here, &form.0, refusal(error)?).await,
    }
}

fn number_and_version(number: Option<u16>, form: &Params) -> (Option<u16>, i32) {
    (number, version(form))
}

/// The form once more, with what was typed and what has to be mended.
async fn again(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    here: (Option<u16>, i32),
    form: &Params,
    faults: Invalid,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(app).await?;
    let dossier = service::find(app, &permit, code).await?.dossier;
    let view = FormView::typed(form).faulty(&ui, &faults);
    draw(ui, seat, &dossier, here, StatusCode::UNPROCESSABLE_ENTITY, view, None)
}

fn draw(
    ui: Ui,
    seat: &Seat,
    dossier: &Dossier,
    (number, version): (Option<u16>, i32),
    status: StatusCode,
    form: FormView,
    theirs: Option<&Typed>,
) -> Answer {
    let list = format!("{}/rab", address(seat, &dossier.code));
    let path = number.map_or_else(|| NEW.to_owned(), |number| number.to_string());
    let title = ui.t(if number.is_none() { "budget-new-line" } else { "budget-line" });
    let forms = dossier.call.parameters.forms.iter();
    let rule = dossier.call.parameters.quote_rule();
    let quotes_hint = if rule.standard_prices {
        ui.t("budget-standard-prices")
    } else {
        ui.ts("budget-quotes-hint", "amount", &ui.rupiah(&rule.threshold))
    };
    let body = LinePage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        action: format!("{list}/{path}"),
        back: list,
        forms: forms
            .map(|known| (known.as_str().to_owned(), ui.t(form_key(*known)), form.v("bentuk") == known.as_str()))
            .collect(),
        version,
        is_new: number.is_none(),
        theirs: theirs.map(|theirs| differing(&ui, &form, theirs)).unwrap_or_default(),
        quotes_hint,
        editable: dossier.may_write(Place::Budget),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What somebody else wrote, where it differs.
fn differing(ui: &Ui, form: &FormView, theirs: &Typed) -> Vec<(String, String)> {
    let labelled = FIELDS.into_iter().zip(LABELS);
    labelled
        .filter_map(|(name, label)| Some((name, ui.t(label), theirs.fields.get(name)?.clone())))
        .filter(|(name, _, theirs)| form.v(name) != theirs)
        .map(|(_, label, theirs)| (label, theirs))
        .collect()
}

/// Labels of [`FIELDS`].
const LABELS: [&str; 12] = [
    "budget-activity",
    "budget-description",
    "budget-form",
    "budget-quantity",
    "budget-unit",
    "budget-price",
    "budget-shop",
    "budget-shop-price",
    "budget-shop",
    "budget-shop-price",
    "budget-shop",
    "budget-shop-price",
];

pub(in crate::funding) const fn form_key(form: Form) -> &'static str {
    match form {
        Form::Money => "budget-form-money",
        Form::Goods => "budget-form-goods",
        Form::Services => "budget-form-services",
    }
}

/// A line as it is kept, with what is still missing in it.
fn filled(ui: &Ui, number: Option<u16>, typed: &Typed) -> FormView {
    let mut view = FormView::with(typed.fields.iter().map(|(name, text)| (name.as_str(), text.clone())));
    let faults = number.and_then(|number| read_line(number, &typed.fields).err()).unwrap_or_default();
    for Fault { field, kind, .. } in faults {
        let key = match kind {
            FaultKind::Missing => "proposal-fault-missing",
            FaultKind::Unreadable => "budget-fault-unreadable",
            FaultKind::TooLarge => "budget-fault-large",
        };
        view = view.fault(ui, field.as_str(), ui.t(key));
    }
    view
}

fn fields(form: &Params) -> BTreeMap<String, String> {
    let field =
        |name: &&str| Some(((*name).to_owned(), form.get(name)?.to_owned())).filter(|(_, text)| !text.is_empty());
    let fields: BTreeMap<String, String> = FIELDS.iter().filter_map(field).collect();
    // The kind comes from a list and says nothing by itself.
    if fields.keys().all(|name| name == "bentuk") { BTreeMap::new() } else { fields }
}
