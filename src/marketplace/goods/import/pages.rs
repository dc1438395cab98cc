//! Bringing goods as a table, and taking them away as one.
use actix_web::{HttpResponse, http::StatusCode, http::header, web as http};
use askama::Template;

use super::{
    columns::Field,
    service::{self, Plan, Stage, Why, Wrong},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::goods::manage::{
        policy::MayEditGoods,
        products::{model::Own, service as products},
    },
    platform::{
        i18n::Lang,
        sheets::{
            read,
            write::{self, Cell, Column, Kind, Table},
        },
    },
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
        upload::{TABLE, Upload},
    },
};

pub fn routes(routes: &mut Routes) {
    let edit = Who::may::<MayEditGoods>();
    routes.get("/saya/usaha/{code}/barang/unduh", edit, take);
    routes.get("/saya/usaha/{code}/barang/impor", edit, show);
    routes.post("/saya/usaha/{code}/barang/impor", edit, bring);
    routes.get("/saya/usaha/{code}/barang/impor/{item}", edit, show_plan);
    routes.post("/saya/usaha/{code}/barang/impor/{item}", edit, confirm);
    routes.get("/saya/usaha/{code}/barang/impor/{item}/salah", edit, take_wrong);
}

#[derive(Template)]
#[template(path = "pages/goods/import.html")]
struct ImportPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayEditGoods>(&app).await?;
    import_page(ui, &seat, StatusCode::OK, FormView::default())
}

fn import_page(ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("import-title"), ui.t("import-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &ImportPage { head, base: format!("{}/barang", seat.base), form, ui })
}

async fn bring(app: http::Data<App>, ui: Ui, seat: Seat, upload: Upload) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let refuse = |ui: Ui, words: String| {
        let view = FormView::default().fault(&ui, TABLE, words);
        import_page(ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view)
    };
    let bytes = upload.file;
    let read = tokio::task::spawn_blocking(move || read::read(&bytes)).await;
    let sheet = match read.map_err(anyhow::Error::from).map_err(Error::from)? {
        Ok(sheet) => sheet,
        Err(refusal) => {
            let limit = refusal.limit().map(|limit| limit.to_string()).unwrap_or_default();
            let words = ui.ts(refusal.key(), "limit", &limit);
            return refuse(ui, words);
        }
    };
    match service::keep(&app, permit, sheet).await? {
        Ok(code) => Ok(see_other(&format!("{}/barang/impor/{code}", seat.base)).finish()),
        Err(missing) => {
            let names: Vec<String> = missing.into_iter().map(|field| ui.t(field.key())).collect();
            let words = ui.ts("import-columns-missing", "columns", &names.join(", "));
            refuse(ui, words)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/goods/import_plan.html")]
struct PlanPage {
    ui: Ui,
    head: Head,
    base: String,
    here: String,
    notice: String,
    /// What could not be written.
    left: String,
    /// While rows are being written: the words, how many are, and of how many.
    progress: Option<(String, i32, i32)>,
    /// Number of the row, name, and whether it is new.
    good: Vec<(u32, String, bool)>,
    /// How many more there are.
    more_good: String,
    same: String,
    /// Number of the row and its sentences.
    wrong: Vec<(u32, Vec<String>)>,
    wrong_count: usize,
    more_wrong: String,
    /// What was not read.
    notes: Vec<String>,
    confirm: String,
}

/// Rows on the page: the good ones are a sample, the others can be taken away as a file too.
const SHOWN_GOOD: usize = 20;
const SHOWN_WRONG: usize = 200;

async fn show_plan(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let Plan { code, new, changed, same, wrong, ignored, other_sheets, stage } =
        service::plan(&app, &permit, &item.0).await?;
    let mut notes = Vec::new();
    if !ignored.is_empty() {
        notes.push(ui.ts("import-columns-ignored", "columns", &ignored.join(", ")));
    }
    if !other_sheets.is_empty() {
        notes.push(ui.ts("import-sheets-ignored", "sheets", &other_sheets.join(", ")));
    }
    let (mut notice, mut left, mut progress, mut open) = (String::new(), String::new(), None, false);
    match stage {
        Stage::Waits => open = true,
        Stage::Working { written, rows } => {
            let words = [("written", ui.number(written.into())), ("rows", ui.number(rows.into()))];
            progress = Some((
                ui.with("import-working", &words.each_ref().map(|(name, n)| (*name, n.as_str()))),
                written,
                rows,
            ));
        }
        Stage::Done { added, changed, left: rows } => {
            let words = [("added", ui.number(added.into())), ("changed", ui.number(changed.into()))];
            notice = ui.with("import-done", &words.each_ref().map(|(name, n)| (*name, n.as_str())));
            if rows > 0 {
                left = ui.tn("import-left", rows);
                open = true;
            }
        }
    }
    let good = if open { new.len() + changed.len() } else { 0 };
    let rows = new.into_iter().map(|row| (row, true)).chain(changed.into_iter().map(|row| (row, false)));
    let more =
        |all: usize, shown: usize| if all > shown { ui.tn("import-more-rows", all - shown) } else { String::new() };
    let body = PlanPage {
        head: Head::unlisted(ui.t("import-plan-title"), ui.t("import-plan-title")),
        here: format!("{}/barang/impor/{code}", seat.base),
        base: format!("{}/barang", seat.base),
        confirm: if good > 0 { ui.tn("import-confirm", good) } else { String::new() },
        same: if open && same > 0 { ui.tn("import-same", same) } else { String::new() },
        good: rows.take(good.min(SHOWN_GOOD)).map(|((row, name), new)| (row, name, new)).collect(),
        more_good: more(good, SHOWN_GOOD),
        wrong: wrong.iter().take(SHOWN_WRONG).map(|wrong| (wrong.row, sentences(&ui, wrong))).collect(),
        wrong_count: wrong.len(),
        more_wrong: more(wrong.len(), SHOWN_WRONG),
        notice,
        left,
        progress,
        notes,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// Why a row is not taken, one sentence each.
fn sentences(ui: &Ui, wrong: &Wrong) -> Vec<String> {
    let separator = if ui.language() == Lang::Id { '.' } else { ',' };
    let sentence = |why: &Why| match why {
        Why::Row(key) => ui.t(key),
        Why::Cell(fault) => {
            let args = fault.args(separator);
            let args: Vec<(&'static str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            ui.with(fault.key(), &args)
        }
    };
    wrong.why.iter().map(sentence).collect()
}

async fn confirm(app: http::Data<App>, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    service::confirm(&app, permit, &item.0).await?;
    Ok(see_other(&format!("{}/barang/impor/{}", seat.base, item.0)).finish())
}

async fn take_wrong(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let wrong = service::wrong_rows(&app, &permit, &item.0).await?;
    let first = [ui.t("import-row"), ui.t("import-why")];
    let names = first.into_iter().chain(wrong.header.iter().cloned());
    let columns: Vec<Column> = names.map(|name| Column::new(name, Kind::Text)).collect();
    let width = columns.len();
    let rows = wrong.rows.into_iter().map(|(cells, wrong)| {
        let first = [wrong.row.to_string(), sentences(&ui, &wrong).join(". ")];
        let mut row: Vec<Cell> = first.into_iter().chain(cells).map(Cell::Text).collect();
        row.resize(width, Cell::Empty);
        row
    });
    let table = Table { title: ui.t("import-title"), rows: rows.collect(), columns, total: None };
    file(&table, "csv", &app)
}

/// Goods as a table that can be brought again; `kosong` gives one to fill in.
async fn take(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let goods = if query.0.get("kosong").is_some() { Vec::new() } else { products::all(&app, &permit).await? };
    let column = |field: &Field| {
        let kind = match field {
            Field::Price => Kind::Rupiah,
            Field::Keeps | Field::Weight | Field::Capacity | Field::LeadTime => Kind::Number,
            _ => Kind::Text,
        };
        Column::new(ui.t(field.key()), kind)
    };
    let table = Table {
        title: ui.t("goods-own-title"),
        columns: Field::ALL.iter().map(column).collect(),
        rows: goods.iter().map(|own| cells(&ui, own)).collect(),
        total: None,
    };
    file(&table, query.0.get("jenis").unwrap_or("csv"), &app)
}

fn cells(ui: &Ui, own: &Own) -> Vec<Cell> {
    let number = |number: Option<i32>| number.map_or(Cell::Empty, |number| Cell::Number(number.into()));
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let weight = match own.variants.as_slice() {
        [only] => only.weight_g,
        _ => None,
    };
    let cell = |field: &Field| match field {
        Field::Code => text(&own.code),
        Field::Title => text(&own.title),
        Field::Category => text(ui.pick(&own.category.name_id, &own.category.name_en)),
        Field::Price => Cell::Number(own.price_idr.0),
        Field::Unit => text(&own.unit),
        Field::Keeps => number(own.keeps_days),
        Field::Body => text(&own.body),
        Field::Ingredients => text(&own.ingredients),
        Field::Weight => number(weight),
        Field::Capacity => number(own.capacity_per_week),
        Field::LeadTime => number(own.lead_time_days),
    };
    Field::ALL.iter().map(cell).collect()
}

fn file(table: &Table, kind: &str, app: &App) -> Answer {
    let made = |table: &Table| -> Result<(Vec<u8>, &'static str, &'static str)> {
        if kind == "xlsx" {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            return Ok((write::xlsx(table, app.clock.now())?, kind, "barang.xlsx"));
        }
        Ok((write::csv(table)?, "text/csv; charset=utf-8", "barang.csv"))
    };
    let (bytes, kind, name) = made(table)?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(bytes))
}
