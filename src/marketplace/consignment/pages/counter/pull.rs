//! What has to leave the shelf, what will soon, and what was put aside.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{Faults, key, key_of, left, loss::today_of, named, shop_of, tried, whole};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::service as agreements,
        documents::Refusal,
        party::{Hand, Party},
        pulls::{self, When},
        shelf::LotView,
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

/// A lot with what can be done with it.
struct LotRow {
    lot: String,
    goods: String,
    texts: Vec<String>,
    name: String,
    value: String,
    fault: String,
    /// It has expired: leaving the shelf is a loss.
    expired: bool,
    /// Where the maker is asked to fetch it.
    back: String,
}

/// Lots under a heading.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<LotRow>,
    /// Put aside already.
    held: bool,
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/pull.html")]
struct PullPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    groups: Vec<Group>,
    key: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let form = FormView::default().done(query.0.get("ok").map(|_| ui.t("consignment-done")).unwrap_or_default());
    pull_page(&app, ui, &seat, &party, (StatusCode::OK, form)).await
}

async fn pull_page(app: &App, ui: Ui, seat: &Seat, party: &Party, (status, form): (StatusCode, FormView)) -> Answer {
    let body = PullPage {
        head: Head::unlisted(ui.t("pull-title"), ui.t("pull-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        groups: groups(app, &ui, seat, party, &form).await?,
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// The field of a lot: it can stand on the shelf and be put aside, too.
fn field(lot: &str, held: bool) -> String {
    format!("{}-{lot}", if held { "ditarik" } else { "jumlah" })
}

async fn groups(app: &App, ui: &Ui, seat: &Seat, party: &Party, form: &FormView) -> Result<Vec<Group>> {
    let places = if party.hand() == Hand::Manager { agreements::list(app, party).await? } else { Vec::new() };
    let back = |lot: &LotView| {
        let place = places.iter().find(|place| place.id == lot.placement);
        place.map(|place| format!("{}/kembali/baru?kerja={}", seat.base, place.code)).unwrap_or_default()
    };
    let row = |lot: &LotView, expired: bool, held: bool| {
        let name = field(&lot.code, held);
        let typed = form.v(&name);
        let mut texts = vec![lot.maker.clone(), left(ui, lot.pieces)];
        texts.extend(lot.pull_on.map(|day| ui.ts("pull-by", "day", &ui.date(&day))));
        texts.extend(lot.expires_on.map(|day| ui.ts("note-expires", "day", &ui.date(&day))));
        LotRow {
            lot: lot.code.clone(),
            goods: named(&lot.goods(), &lot.unit_text),
            texts,
            value: if typed.is_empty() { lot.pieces.to_string() } else { typed.to_owned() },
            fault: form.e(&name).to_owned(),
            name,
            expired,
            back: back(lot),
        }
    };
    let due = pulls::due(app, party, today_of(app, party).await?).await?;
    let of = |wanted: &[When]| {
        let own = due.iter().filter(|(when, _)| wanted.contains(when));
        own.map(|(when, lot)| row(lot, *when == When::Expired, false)).collect::<Vec<_>>()
    };
    let group = |id, title: &str, rows| Group { id, title: ui.t(title), rows, held: false };
    let held = pulls::held(app, party).await?.iter().map(|lot| row(lot, false, true)).collect();
    let groups = vec![
        group("now", "pull-now", of(&[When::Expired, When::Now])),
        group("week", "pull-week", of(&[When::Within(7)])),
        group("fortnight", "pull-fortnight", of(&[When::Within(14)])),
        group("month", "pull-month", of(&[When::Within(30)])),
        Group { held: true, ..group("held", "pull-held", held) },
    ];
    Ok(groups.into_iter().filter(|group| !group.rows.is_empty()).collect())
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    match act(&app, &party, &form.0).await? {
        Ok(()) => Ok(see_other(&format!("{}/tarik?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, &form.0);
            pull_page(&app, ui, &seat, &party, view).await
        }
    }
}

async fn act(
    app: &App,
    party: &Party,
    typed: &Params,
) -> std::result::Result<std::result::Result<(), Faults>, Failure> {
    let Some(lot) = typed.get("lot").and_then(ids::read_document_code) else {
        return Ok(Err(Faults::one("langkah", "fault-open-again")));
    };
    let step = typed.get("langkah").unwrap_or_default();
    let field = field(&lot, step == "batal");
    let Some(pieces) = typed.get(&field).and_then(whole).map(i64::from) else {
        return Ok(Err(Faults::one(&field, "fault-pieces")));
    };
    let Some(key) = key_of(typed, step, &lot) else { return Ok(Err(Faults::one("langkah", "fault-open-again"))) };
    let done = match step {
        "tarik" => pulls::pull(app, party, &key, &lot, pieces).await,
        "batal" => pulls::unpull(app, party, &key, &lot, pieces).await,
        _ => Err(Refusal::WrongState.into()),
    };
    Ok(tried(done)?.map_err(|mut faults| {
        faults.list.iter_mut().filter(|(_, key)| *key == "refusal-not-enough").for_each(|(name, _)| {
            field.clone_into(name);
        });
        faults
    }))
}
