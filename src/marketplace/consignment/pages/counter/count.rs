//! Counting the shelf: numbers first, what they differ from after, and last what it brings each maker.
use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    Faults, Parts, Stepper,
    home::Row,
    item, key, named, once, shop_of, shown, tried, whole,
    words::{self, Tag},
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::service as agreements,
        counts::{
            model::{CountView, Counted, Group},
            service::{self, Effect},
            workflow::{Event, Resolution, State, fits},
        },
        documents::Refusal,
        party::Party,
        sales::counter,
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

const FIELD: &str = "n-";
const WHY: &str = "sebab-";
/// Goods of one page: a form has at most two hundred fields, and each may have two. Whoever has more counts by enterprise.
const MOST: usize = 95;

fn state_tag(ui: &Ui, state: State) -> Tag {
    let (tone, key) = match state {
        State::Counting => ("yours", "count-counting"),
        State::Review => ("moving", "count-review"),
        State::Posted => ("good", "count-posted"),
        State::Discarded => ("idle", "count-discarded"),
    };
    (tone, ui.t(key))
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/counts.html")]
struct CountsPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    rows: Vec<Row>,
    makers: Vec<(String, String, bool)>,
    key: String,
}

pub async fn list(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = shop_of(&app, &seat).await?;
    counts_page(&app, ui, &seat, &party, (StatusCode::OK, FormView::default())).await
}

async fn counts_page(app: &App, ui: Ui, seat: &Seat, party: &Party, (status, form): (StatusCode, FormView)) -> Answer {
    let regency = counter::regency(app, party).await?;
    let places = agreements::list(app, party).await?;
    let maker = |count: &CountView| {
        let place = places.iter().find(|place| Some(place.enterprise) == count.enterprise);
        place.map_or_else(|| ui.t("count-all"), |place| place.enterprise_name.clone())
    };
    let row = |count: CountView| {
        let (tone, word) = state_tag(&ui, count.state);
        Row {
            url: format!("{}/hitung/{}", seat.base, count.code),
            title: maker(&count),
            texts: vec![ui.moment(&count.started_at, words::zone(&regency))],
            tone,
            word,
        }
    };
    let body = CountsPage {
        head: Head::unlisted(ui.t("count-title"), ui.t("count-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        rows: service::list(app, party).await?.into_iter().map(row).collect(),
        makers: places
            .iter()
            .map(|place| {
                let chosen = form.v("usaha") == place.enterprise_code;
                (place.enterprise_code.clone(), place.enterprise_name.clone(), chosen)
            })
            .collect(),
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn start(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let places = agreements::list(&app, &party).await?;
    let enterprise = match form.0.get("usaha") {
        None => Ok(None),
        Some(code) => {
            let place = places.iter().find(|place| place.enterprise_code == code);
            place.map(|place| Some(place.enterprise)).ok_or_else(|| Faults::one("usaha", "fault-no-such-body"))
        }
    };
    let done = match enterprise {
        Ok(enterprise) => tried(service::start(&app, &party, once(&form.0), enterprise).await)?,
        Err(faults) => Err(faults),
    };
    match done {
        Ok(code) => Ok(see_other(&format!("{}/hitung/{code}", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, &form.0);
            counts_page(&app, ui, &seat, &party, view).await
        }
    }
}

/// Goods of a count on a page.
struct GoodsRow {
    stepper: Stepper,
    /// What was counted, in words; empty before.
    counted: String,
    /// Where it differs: what became of it.
    why: Vec<(String, String, bool)>,
    why_name: String,
    why_fault: String,
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/count.html")]
struct CountPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    action: String,
    code: String,
    state: Tag,
    /// A maker with its goods.
    groups: Vec<(String, Vec<GoodsRow>)>,
    more: bool,
    counted: String,
    effects: Vec<(String, Vec<String>)>,
    may: Vec<Event>,
    review: bool,
}

impl CountPage {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let notice = match query.0.get("ok") {
        Some("masuk") => ui.t("count-posted-words"),
        Some("periksa") => ui.t("count-review-words"),
        Some(_) => ui.t("count-kept"),
        None => String::new(),
    };
    let form = FormView::default().done(notice);
    count_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

async fn count_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let count = service::show(&app.db, party, code).await?;
    let may = service::allowed(party, &count);
    let effects = if count.state == State::Counting { Vec::new() } else { service::effects(&app.db, &count).await? };
    let mut groups: Vec<(String, Vec<GoodsRow>)> = Vec::new();
    // What is looked through is what differs; what was counted right is not in the way.
    let looked = count.state != State::Counting;
    let seen = count.groups.iter().filter(|group| !looked || group.counted.is_some_and(|one| one.difference() != 0));
    let more = count.groups.len() > MOST && !looked;
    for group in seen.take(MOST) {
        let row = goods_row(&ui, &form, group);
        match groups.iter_mut().find(|(maker, _)| *maker == group.maker) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group.maker.clone(), vec![row])),
        }
    }
    let body = CountPage {
        head: Head::unlisted(ui.t("count-title"), ui.t("count-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        action: format!("{}/hitung/{code}", seat.base),
        code: shown(code),
        state: state_tag(&ui, count.state),
        counted: ui.with(
            "count-progress",
            &[("done", &count.counted().to_string()), ("all", &count.groups.len().to_string())],
        ),
        groups,
        more,
        effects: effects.iter().map(|effect| effect_words(&ui, effect)).collect(),
        review: looked,
        may,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What stands in the books shows only once a number was entered.
fn goods_row(ui: &Ui, form: &FormView, group: &Group) -> GoodsRow {
    let (name, why_name) = (format!("{FIELD}{}", group.code), format!("{WHY}{}", group.code));
    let typed = form.v(&name);
    let known = group.counted.map(|counted| counted.counted.to_string()).unwrap_or_default();
    let differs = group.counted.filter(|counted| counted.difference() != 0);
    let chosen = |resolution: Resolution| {
        let typed = form.v(&why_name);
        let stored = differs.and_then(|counted| counted.resolution) == Some(resolution);
        if typed.is_empty() { stored } else { typed == resolution.as_str() }
    };
    let fitting = |counted: Counted| {
        let all = Resolution::ALL.iter().filter(move |resolution| fits(**resolution, counted.difference()));
        all.map(|resolution| (resolution.as_str().to_owned(), ui.t(resolution_key(*resolution)), chosen(*resolution)))
            .collect::<Vec<_>>()
    };
    GoodsRow {
        stepper: Stepper {
            goods: named(&group.goods, &group.unit_text),
            meta: vec![words::rupiah(ui, group.unit_idr)],
            value: if typed.is_empty() { known } else { typed.to_owned() },
            fault: form.e(&name).to_owned(),
            find: String::new(),
            name,
        },
        counted: group.counted.map(|counted| counted_words(ui, counted)).unwrap_or_default(),
        why: differs.map(fitting).unwrap_or_default(),
        why_fault: form.e(&why_name).to_owned(),
        why_name,
    }
}

fn resolution_key(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Sold => "count-why-sold",
        Resolution::Lost => "count-why-lost",
        Resolution::Damaged => "count-why-damaged",
        Resolution::Found => "count-why-found",
    }
}

fn counted_words(ui: &Ui, counted: Counted) -> String {
    let key = match counted.difference() {
        0 => "count-same",
        1.. => "count-more",
        _ => "count-less",
    };
    let difference = ui.number(counted.difference().abs());
    ui.with(key, &[("expected", &ui.number(counted.expected)), ("difference", &difference)])
}

fn effect_words(ui: &Ui, effect: &Effect) -> (String, Vec<String>) {
    let sum = |rupiah| words::rupiah(ui, rupiah);
    let mut lines = Vec::new();
    if effect.sold > 0 {
        let pieces = ui.tn("count-pieces", effect.sold);
        lines.push(ui.with("count-effect-sold", &[("pieces", &pieces), ("sum", &sum(effect.sold_idr))]));
    }
    if effect.lost > 0 {
        let pieces = ui.tn("count-pieces", effect.lost);
        lines.push(ui.with("count-effect-lost", &[("pieces", &pieces), ("sum", &sum(effect.borne_idr))]));
    }
    if effect.found > 0 {
        lines.push(ui.ts("count-effect-found", "pieces", &ui.tn("count-pieces", effect.found)));
    }
    (effect.maker.clone(), lines)
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    let typed = &form.0;
    service::show(&app.db, &party, &code).await?;
    match act(&app, &ui, &party, &code, typed).await? {
        Ok(done) => Ok(see_other(&format!("{}/hitung/{code}?ok={done}", seat.base)).finish()),
        Err(view) => count_page(&app, ui, &seat, &party, &code, view).await,
    }
}

type View = (StatusCode, FormView);

/// Gives the word for what was done, or the page with what has to be mended.
async fn act(
    app: &App,
    ui: &Ui,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<&'static str, View>, Failure> {
    let step = typed.get("langkah").unwrap_or_default();
    let view = |faults: Faults| faults.on(ui, typed);
    if matches!(step, "simpan" | "selesai") {
        if let Err(view) = keep(app, ui, party, code, typed).await? {
            return Ok(Err(view));
        }
        if step == "simpan" {
            return Ok(Ok("simpan"));
        }
    }
    let done: Result<&'static str> = match step {
        "selesai" => service::finish(app, party, code).await.map(|()| "periksa"),
        "masukkan" => service::settle(app, party, code).await.map(|()| "masuk"),
        "buang" => service::discard(app, party, code).await.map(|()| "1"),
        _ => Err(Refusal::WrongState.into()),
    };
    Ok(tried(done)?.map_err(view))
}

/// Enters the numbers and the reasons of a form.
async fn keep(
    app: &App,
    ui: &Ui,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<(), View>, Failure> {
    let (mut numbers, mut faults) = (BTreeMap::new(), Faults::default());
    for name in typed.names().filter(|name| name.starts_with(FIELD)) {
        match typed.get(name).map(whole) {
            None => {}
            Some(Some(pieces)) => {
                numbers.insert(name[FIELD.len()..].to_owned(), i64::from(pieces));
            }
            Some(None) => faults.add(name.to_owned(), "fault-pieces"),
        }
    }
    let before = service::show(&app.db, party, code).await?;
    let why = |group: &Group| {
        let word = typed.get(&format!("{WHY}{}", group.code)).and_then(Resolution::parse)?;
        let same = group.counted.map(|counted| counted.counted) == numbers.get(&group.code).copied();
        same.then_some((group.code.clone(), word))
    };
    // A reason was chosen for the number that was shown; another number begins anew.
    let reasons: Vec<(String, Resolution)> = before.groups.iter().filter_map(why).collect();
    if let Err(faults) = faults.finish() {
        return Ok(Err(faults.on(ui, typed)));
    }
    let numbers: Vec<(String, i64)> = numbers.into_iter().collect();
    let refused = match tried(service::enter(app, party, code, &numbers).await)? {
        Ok(refused) => refused,
        Err(faults) => return Ok(Err(faults.on(ui, typed))),
    };
    if let Err(faults) = tried(service::resolve(app, party, code, &reasons).await)? {
        return Ok(Err(faults.on(ui, typed)));
    }
    if refused.is_empty() {
        return Ok(Ok(()));
    }
    let form = FormView::typed(typed);
    let told = |form: FormView, (code, most): &(String, i64)| {
        form.fault(ui, &format!("{FIELD}{code}"), ui.tn("count-too-many", *most))
    };
    Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, refused.iter().fold(form, told))))
}
