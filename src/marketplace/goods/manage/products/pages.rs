//! Pages of those who make goods: the list, three steps, the check before sending, and what becomes of a product.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::{
    super::{papers, policy::MayEditGoods},
    model::{Basics, Brief, ChoiceForm, FoodFacts, HalalWord, Orders, Own, State, TIER_FIELDS},
    service::{self, BUTTONS},
    workflow::{self, Event, Refusal, Who},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    marketplace::goods::{self, model::Category},
    platform::sheets::values::folded,
    web::{
        Cache, FormView, Head, Routes, Ui, Who as Visitor,
        areas::{Addition, TaskRow},
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let edit = Visitor::may::<MayEditGoods>();
    routes.get("/saya/usaha/{code}/barang", edit, list);
    routes.get("/saya/usaha/{code}/barang/baru", edit, show_new);
    routes.post("/saya/usaha/{code}/barang/baru", edit, create);
    routes.get("/saya/usaha/{code}/barang/{item}", edit, show);
    routes.get("/saya/usaha/{code}/barang/{item}/nama", edit, show_basics);
    routes.post("/saya/usaha/{code}/barang/{item}/nama", edit, save_basics);
    routes.get("/saya/usaha/{code}/barang/{item}/makanan", edit, show_food);
    routes.post("/saya/usaha/{code}/barang/{item}/makanan", edit, save_food);
    routes.get("/saya/usaha/{code}/barang/{item}/pilihan", edit, show_choices);
    routes.post("/saya/usaha/{code}/barang/{item}/pilihan", edit, save_choice);
    routes.get("/saya/usaha/{code}/barang/{item}/pesanan", edit, show_orders);
    routes.post("/saya/usaha/{code}/barang/{item}/pesanan", edit, save_orders);
    routes.get("/saya/usaha/{code}/barang/{item}/lihat", edit, preview);
    routes.post("/saya/usaha/{code}/barang/{item}/keadaan", edit, act);
}

/// What goods add to the home of their enterprise.
pub fn enterprise_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition>> {
    Box::pin(async move {
        let permit = seat.may::<MayEditGoods>(app).await?;
        let base = format!("{}/barang", seat.base);
        let goods = service::overview(app, &permit).await?;
        let mut tasks = Vec::new();
        if goods.is_empty() {
            tasks.push(TaskRow::new(ui, "task-first-goods", "task-first-goods-why", format!("{base}/baru")));
        }
        for own in goods.iter().filter(|own| own.state == State::ChangesRequested).take(5) {
            let title = ui.ts("task-mend-goods", "name", &own.title);
            tasks.push(task(title, ui.t("task-mend-goods-why"), format!("{base}/{}", own.code)));
        }
        for (kind, left) in papers::service::ending(app, &permit).await? {
            let name = ui.t(kind.key());
            let title = match left {
                ..0 => ui.ts("task-paper-over", "paper", &name),
                left => ui.with("task-paper-near", &[("paper", &name), ("days", &left.to_string())]),
            };
            tasks.push(task(title, ui.t("task-paper-why"), format!("{}/surat", seat.base)));
        }
        let tiles = vec![
            (base, "package", "tile-goods", "tile-goods-text"),
            (format!("{}/surat", seat.base), "shield", "tile-papers", "tile-papers-text"),
        ];
        Ok(Addition { tasks, tiles })
    })
}

fn task(title: String, why: String, url: String) -> TaskRow {
    TaskRow { title, why, url, due: String::new(), done: false }
}

/// A product in the list.
struct Row {
    url: String,
    title: String,
    price: String,
    word: String,
    tone: &'static str,
    /// What holds it back, or what comes next.
    note: String,
}

#[derive(Template)]
#[template(path = "pages/goods/own_list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    base: String,
    rows: Vec<Row>,
    tabs: Vec<(String, String, bool)>,
    /// Word of the chosen tab, and what is looked for.
    tab: &'static str,
    words: String,
    /// So many goods that looking for one by its name helps.
    many: bool,
    number: String,
    previous: String,
    next: String,
    notice: String,
    any: bool,
}

/// Goods of a page of the list.
const PAGE: usize = 24;

/// Word of the address, key of the words, and what belongs there.
type Tab = (&'static str, &'static str, fn(&Brief) -> bool);

const TABS: [Tab; 6] = [
    ("", "goods-tab-all", |_| true),
    ("draf", "goods-tab-drafts", |brief| matches!(brief.state, State::Draft | State::ChangesRequested)),
    ("menunggu", "goods-tab-waiting", |brief| brief.state == State::Submitted),
    ("tayang", "goods-tab-published", |brief| brief.state == State::Published && brief.in_stock),
    ("habis", "goods-tab-sold-out", |brief| brief.state == State::Published && !brief.in_stock),
    ("berhenti", "goods-tab-stopped", |brief| matches!(brief.state, State::Paused | State::Held | State::Archived)),
];

async fn list(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let goods = service::overview(&app, &permit).await?;
    let base = format!("{}/barang", seat.base);
    let chosen = query.0.get("keadaan").unwrap_or_default();
    let chosen = TABS.iter().find(|(word, ..)| *word == chosen).unwrap_or(&TABS[0]);
    let tab = |(word, key, fits): &Tab| {
        let count = goods.iter().filter(|brief| fits(brief)).count();
        let url = if word.is_empty() { base.clone() } else { format!("{base}?keadaan={word}") };
        (ui.with(key, &[("count", &count.to_string())]), url, *word == chosen.0)
    };
    let words = query.0.get("q").unwrap_or_default();
    let wanted = folded(words);
    let fits = |brief: &&Brief| chosen.2(brief) && folded(&brief.title).contains(&wanted);
    let fitting: Vec<Uuid> = goods.iter().filter(fits).map(|brief| brief.id).collect();
    let last = fitting.len().div_ceil(PAGE).max(1);
    let number = query.0.get("halaman").and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, last);
    let shown: Vec<Uuid> = fitting.into_iter().skip((number - 1) * PAGE).take(PAGE).collect();
    let rows = service::some(&app, &permit, &shown).await?;
    let address = |number: usize| {
        let kept = query.0.without(&["halaman", "ok"], None);
        format!("{base}{}", kept.with("halaman", &number.to_string()).to_query())
    };
    let body = ListPage {
        head: Head::unlisted(ui.t("goods-own-title"), ui.t("goods-own-title")),
        home: seat.base.clone(),
        tabs: TABS.iter().map(tab).collect(),
        tab: chosen.0,
        words: words.to_owned(),
        many: goods.len() > PAGE,
        number: number.to_string(),
        previous: if number > 1 { address(number - 1) } else { String::new() },
        next: if number < last { address(number + 1) } else { String::new() },
        rows: rows.iter().map(|own| row(&ui, &base, own)).collect(),
        notice: if query.0.get("ok").is_some() { ui.t("goods-done-archived") } else { String::new() },
        any: !goods.is_empty(),
        base,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, base: &str, own: &Own) -> Row {
    let (word, tone) = state_of(ui, own);
    let note = match own.blockers().first() {
        Some(refusal) => blocker(ui, own, *refusal),
        None => ui.t(own.state.next_key(own.hold)),
    };
    Row {
        url: format!("{base}/{}", own.code),
        title: own.title.clone(),
        price: format!("{} / {}", ui.rupiah(&own.price_idr), own.unit),
        word,
        tone,
        note,
    }
}

fn state_of(ui: &Ui, own: &Own) -> (String, &'static str) {
    if own.state == State::Published && !own.in_stock {
        return (ui.t("goods-sold-out"), "idle");
    }
    (ui.t(own.state.key(own.hold)), own.state.tone())
}

/// The sentence about something that is missing, with its names.
fn blocker(ui: &Ui, own: &Own, refusal: Refusal) -> String {
    let names =
        |kinds: &[papers::model::PaperKind]| kinds.iter().map(|kind| ui.t(kind.key())).collect::<Vec<_>>().join(", ");
    match refusal {
        Refusal::PapersMissing => ui.ts("goods-lacks-papers", "papers", &names(&own.lacking.held)),
        Refusal::PapersWrong => ui.ts("goods-wrong-papers", "papers", &names(&own.lacking.not_allowed)),
        other => ui.t(other.key()),
    }
}

/// What every page of one product knows.
struct Place {
    own: Own,
    /// Address of the product among those of its enterprise.
    here: String,
}

async fn place(app: &App, seat: &Seat, item: &Item) -> Result<Place> {
    let permit = seat.may::<MayEditGoods>(app).await?;
    let own = service::find(app, &permit, &item.0).await?;
    Ok(Place { here: format!("{}/barang/{}", seat.base, own.code), own })
}

#[derive(Template)]
#[template(path = "pages/goods/own_product.html")]
struct ProductPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    here: String,
    title: String,
    word: String,
    tone: &'static str,
    next: String,
    /// What a moderator asks to have mended.
    phrases: Vec<String>,
    words: String,
    /// What is missing and where to put it right.
    blockers: Vec<(String, String)>,
    /// What is asked for and holds nothing back.
    warnings: Vec<String>,
    /// Label, value and address of each part.
    parts: Vec<(String, String, String)>,
    /// Value, words and look of each button.
    buttons: Vec<(&'static str, String, &'static str)>,
    may_archive: bool,
    public_url: String,
    version: i32,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let place = place(&app, &seat, &item).await?;
    let notice = match query.0.get("ok") {
        Some("kirim") => ui.t("goods-done-sent"),
        Some("jeda") => ui.t("goods-done-paused"),
        Some("tayangkan") => ui.t("goods-done-resumed"),
        Some(_) if place.own.state == State::Draft => ui.t("goods-done-draft"),
        Some(_) if place.own.state == State::Submitted => ui.t("goods-done-again"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    };
    product_page(&app, ui, &seat, place, StatusCode::OK, FormView::default().done(notice)).await
}

async fn product_page(app: &App, ui: Ui, seat: &Seat, place: Place, status: StatusCode, form: FormView) -> Answer {
    let Place { own, here } = place;
    let permit = seat.may::<MayEditGoods>(app).await?;
    let (phrases, words) = match own.state {
        State::ChangesRequested => service::last_words(app, &permit, &own.code).await?,
        _ => Default::default(),
    };
    let open = workflow::open_to(own.state, Who::Maker, &own.facts);
    let (word, tone) = state_of(&ui, &own);
    let blockers = own.blockers();
    let lead = |refusal: Refusal| match refusal {
        Refusal::NoPhoto | Refusal::PhotoWithoutWords => format!("{here}/foto"),
        Refusal::PapersMissing | Refusal::PapersWrong => format!("{here}/makanan"),
        _ => String::new(),
    };
    let warnings =
        if blockers.is_empty() && own.state != State::Archived { own.lacking.warnings.clone() } else { Vec::new() };
    let warning = |kind: papers::model::PaperKind| ui.ts("goods-asks-paper", "paper", &ui.t(kind.key()));
    let button = |event: &Event| match event {
        Event::Submit => Some(("kirim", ui.t("goods-submit"), "")),
        Event::Pause => Some(("jeda", ui.t("goods-pause"), " button--secondary")),
        Event::Resume => Some(("tayangkan", ui.t("goods-resume"), "")),
        _ => None,
    };
    let body = ProductPage {
        head: Head::unlisted(ui.t("goods-one-title"), ui.t("goods-one-title")).to_mend(&ui, form.faults().len()),
        base: format!("{}/barang", seat.base),
        title: own.title.clone(),
        next: ui.t(own.state.next_key(own.hold)),
        phrases: phrases.into_iter().map(|phrase| ui.t(phrase.key())).collect(),
        words,
        blockers: blockers.into_iter().map(|refusal| (blocker(&ui, &own, refusal), lead(refusal))).collect(),
        warnings: warnings.into_iter().map(warning).collect(),
        parts: parts(&ui, &own, &here, open.contains(&Event::EditFigures)),
        buttons: open.iter().filter_map(button).collect(),
        may_archive: open.contains(&Event::Archive),
        public_url: if own.state == State::Published { format!("/barang/{}", own.code) } else { String::new() },
        version: own.version,
        word,
        tone,
        form,
        here,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Every part of a product in one line, with the way to change it while it can be changed.
fn parts(ui: &Ui, own: &Own, here: &str, open: bool) -> Vec<(String, String, String)> {
    let url = |page: &str| if open { format!("{here}/{page}") } else { String::new() };
    let price = ui.rupiah(&own.price_idr);
    let name = format!("{}. {price} / {}", own.title, own.unit);
    let photos = ui.tn("goods-photo-count", own.photos.len());
    let mut parts = vec![(ui.t("goods-step-name"), name, url("nama")), (ui.t("goods-step-photo"), photos, url("foto"))];
    let papers = own.papers.iter().filter(|paper| !paper.kind.of_enterprise());
    let papers = papers.map(|paper| format!("{}: {}", ui.t(paper.kind.key()), ui.t(paper.state.key())));
    let papers = if own.food { papers.collect::<Vec<_>>().join(". ") } else { ui.t("goods-no-food") };
    let papers = if papers.is_empty() { ui.t("goods-no-papers") } else { papers };
    parts.push((ui.t("goods-step-food"), papers, url("makanan")));
    let choices = match own.variants.as_slice() {
        [only] if only.name.is_empty() => ui.t("goods-one-choice"),
        all => all.iter().map(|choice| choice.name.clone()).collect::<Vec<_>>().join(", "),
    };
    parts.push((ui.t("goods-choices"), choices, url("pilihan")));
    let capacity = own.capacity_per_week.map(|pieces| ui.tn("goods-capacity", pieces));
    let lead = own.lead_time_days.map(|days| ui.tn("goods-lead", days));
    let order = own.made_to_order.then(|| ui.t("product-made-to-order"));
    let orders: Vec<String> = [order, capacity, lead].into_iter().flatten().collect();
    let orders = if orders.is_empty() { ui.t("goods-no-orders") } else { orders.join(". ") };
    parts.push((ui.t("goods-orders"), orders, url("pesanan")));
    parts
}

async fn preview(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let product = service::preview(&app, &permit, &item.0).await?;
    goods::pages::preview(&app, ui, product, format!("{}/barang/{}", seat.base, item.0)).await
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let word = form.0.get("tindakan").unwrap_or_default();
    let event = match word {
        "kirim" => Some(Event::Submit),
        "jeda" => Some(Event::Pause),
        "tayangkan" => Some(Event::Resume),
        "tarik" => Some(Event::Archive),
        _ => None,
    };
    let done = match event {
        Some(event) => service::act(&app, permit, &item.0, event, version(&form.0)).await.map(|_| ()),
        None => Err(Invalid::one(BUTTONS, "error-choice").into()),
    };
    let place = place(&app, &seat, &item).await?;
    match mend_version(done, &ui, &form.0, place.own.version, BUTTONS)? {
        Ok(()) if word == "tarik" => Ok(see_other(&format!("{}/barang?ok=tarik", seat.base)).finish()),
        Ok(()) => Ok(see_other(&format!("{}?ok={word}", place.here)).finish()),
        Err((status, view)) => product_page(&app, ui, &seat, place, status, view).await,
    }
}

#[derive(Template)]
#[template(path = "pages/goods/own_basics.html")]
struct BasicsPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    kinds: Vec<(String, String, bool)>,
    /// The price stands here: there is one choice only.
    priced: bool,
    /// A new product, or a draft that goes on to the next step.
    new: bool,
    /// Changed words go to a moderator again.
    again: bool,
}

async fn show_new(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayEditGoods>(&app).await?;
    basics_page(&app, ui, &seat, None, StatusCode::OK, FormView::default()).await
}

async fn basics_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    place: Option<&Place>,
    status: StatusCode,
    form: FormView,
) -> Answer {
    let kinds = goods::service::categories(app).await?;
    let kind = |known: &Category| {
        (known.key.clone(), ui.pick(&known.name_id, &known.name_en).to_owned(), form.v("jenis") == known.key)
    };
    let body = BasicsPage {
        head: Head::unlisted(ui.t("goods-step-name"), ui.t("goods-step-name")).to_mend(&ui, form.faults().len()),
        kinds: kinds.iter().map(kind).collect(),
        back: place.map_or_else(|| format!("{}/barang", seat.base), |place| place.here.clone()),
        action: place.map_or_else(|| format!("{}/barang/baru", seat.base), |place| format!("{}/nama", place.here)),
        priced: place.is_none_or(|place| place.own.variants.len() == 1),
        new: place.is_none(),
        again: place.is_some_and(|place| place.own.state == State::Published),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn create(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let (basics, faults) = Basics::read(&form.0, 0, true);
    let done = match faults.finish() {
        Ok(()) => service::create(&app, permit, basics).await,
        Err(faults) => Err(faults),
    };
    match mend_version(done, &ui, &form.0, 0, "nama")? {
        Ok(code) => Ok(see_other(&format!("{}/barang/{code}/foto", seat.base)).finish()),
        Err((status, view)) => basics_page(&app, ui, &seat, None, status, view).await,
    }
}

async fn show_basics(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let place = place(&app, &seat, &item).await?;
    let own = &place.own;
    let form = FormView::with([
        ("nama", own.title.clone()),
        ("jenis", own.category.key.clone()),
        ("isi", own.unit.clone()),
        ("harga", own.price_idr.0.to_string()),
        ("keterangan", own.body.clone()),
        ("versi", own.version.to_string()),
    ]);
    basics_page(&app, ui, &seat, Some(&place), StatusCode::OK, form).await
}

async fn save_basics(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let place = place(&app, &seat, &item).await?;
    let (basics, faults) = Basics::read(&form.0, version(&form.0), place.own.variants.len() == 1);
    let done = match faults.finish() {
        Ok(()) => service::save_basics(&app, permit, &item.0, basics).await,
        Err(faults) => Err(faults),
    };
    match mend_version(done, &ui, &form.0, place.own.version, "nama")? {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", place.here)).finish()),
        Err((status, view)) => {
            let view = beside(view, &ui, "nama");
            basics_page(&app, ui, &seat, Some(&place), status, view).await
        }
    }
}

/// A refusal of the whole act stands beside the first field, where no button of the product is.
fn beside(view: FormView, ui: &Ui, field: &str) -> FormView {
    let words = view.e(BUTTONS).to_owned();
    if words.is_empty() { view } else { view.fault(ui, field, words) }
}

/// A need of a product with how it is met.
struct NeedRow {
    name: String,
    word: String,
    tone: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "pages/goods/own_food.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct FoodPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    papers: String,
    food: bool,
    halal: Vec<(String, String, bool)>,
    needs: Vec<NeedRow>,
    halal_missing: bool,
    draft: bool,
    again: bool,
}

async fn show_food(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let place = place(&app, &seat, &item).await?;
    let own = &place.own;
    let tick = |on: bool| if on { "1".to_owned() } else { String::new() };
    let form = FormView::with([
        ("bahan", own.ingredients.clone()),
        ("tahan", own.keeps_days.map(|days| days.to_string()).unwrap_or_default()),
        ("siap", tick(own.ready_to_eat)),
        ("dingin", tick(own.cold)),
        ("halal", own.halal.map(|word| word.as_str().to_owned()).unwrap_or_default()),
        ("versi", own.version.to_string()),
    ]);
    food_page(ui, &seat, &place, StatusCode::OK, form)
}

fn food_page(ui: Ui, seat: &Seat, place: &Place, status: StatusCode, form: FormView) -> Answer {
    let own = &place.own;
    let option = |word: &HalalWord| (word.as_str().to_owned(), ui.t(word.key()), form.v("halal") == word.as_str());
    let body = FoodPage {
        head: Head::unlisted(ui.t("goods-step-food"), ui.t("goods-step-food")).to_mend(&ui, form.faults().len()),
        here: place.here.clone(),
        papers: format!("{}/surat?barang={}", seat.base, own.code),
        food: own.food,
        halal: HalalWord::ALL.iter().map(option).collect(),
        needs: need_rows(&ui, own),
        halal_missing: own.lacking.held.contains(&papers::model::PaperKind::Halal),
        draft: matches!(own.state, State::Draft),
        again: own.state == State::Published,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn need_rows(ui: &Ui, own: &Own) -> Vec<NeedRow> {
    use papers::needs::Need;
    let lines = own.needs.iter().filter(|line| line.need != Need::None);
    lines
        .map(|line| {
            let (key, tone) = match line.need {
                Need::NotAllowed if own.lacking.not_allowed.contains(&line.paper) => ("need-wrong", "stop"),
                Need::NotAllowed => ("need-not-allowed", "idle"),
                _ if own.lacking.held.contains(&line.paper) => ("need-missing", "yours"),
                _ if own.lacking.warnings.contains(&line.paper) => ("need-asked", "moving"),
                _ if own.lacking.unchecked.contains(&line.paper) => ("need-unchecked", "moving"),
                _ => ("need-there", "good"),
            };
            NeedRow { name: ui.t(line.paper.key()), word: ui.t(key), tone, note: line.note.clone() }
        })
        .collect()
}

async fn save_food(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let place = place(&app, &seat, &item).await?;
    let (food, faults) = FoodFacts::read(&form.0, version(&form.0));
    let done = match faults.finish() {
        Ok(()) => service::save_food(&app, permit, &item.0, food).await,
        Err(faults) => Err(faults),
    };
    match mend_version(done, &ui, &form.0, place.own.version, "bahan")? {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", place.here)).finish()),
        Err((status, view)) => {
            let view = beside(view, &ui, "bahan");
            food_page(ui, &seat, &place, status, view)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/goods/own_choices.html")]
struct ChoicesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    /// Name, price and address of each choice.
    rows: Vec<(String, String, String)>,
    /// The choice that is changed; empty while one is added.
    chosen: String,
    removable: bool,
    tiers: Vec<(&'static str, &'static str)>,
    again: bool,
    notice: String,
}

async fn show_choices(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let place = place(&app, &seat, &item).await?;
    let chosen = query.0.get("ubah").unwrap_or_default();
    let mut values = vec![("versi", place.own.version.to_string()), ("batas", "3".to_owned())];
    if let Some(choice) = place.own.variants.iter().find(|choice| choice.code == chosen) {
        values = vec![
            ("versi", place.own.version.to_string()),
            ("pilihan", choice.code.clone()),
            ("nama", choice.name.clone()),
            ("harga", choice.price_idr.0.to_string()),
            ("berat", choice.weight_g.map(|grams| grams.to_string()).unwrap_or_default()),
            ("batas", choice.low_stock_at.to_string()),
        ];
        for ((count, amount), (pieces, price)) in TIER_FIELDS.iter().zip(&choice.tiers) {
            values.extend([(*count, pieces.to_string()), (*amount, price.0.to_string())]);
        }
    }
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    choices_page(ui, &place, StatusCode::OK, FormView::with(values).done(notice))
}

fn choices_page(ui: Ui, place: &Place, status: StatusCode, form: FormView) -> Answer {
    let own = &place.own;
    let row = |choice: &super::model::Choice| {
        let name = if choice.name.is_empty() { ui.t("goods-one-choice") } else { choice.name.clone() };
        (name, ui.rupiah(&choice.price_idr), format!("{}/pilihan?ubah={}#isian", place.here, choice.code))
    };
    let body = ChoicesPage {
        head: Head::unlisted(ui.t("goods-choices"), ui.t("goods-choices")).to_mend(&ui, form.faults().len()),
        here: place.here.clone(),
        rows: own.variants.iter().map(row).collect(),
        chosen: form.v("pilihan").to_owned(),
        removable: !form.v("pilihan").is_empty() && own.variants.len() > 1,
        tiers: TIER_FIELDS.to_vec(),
        again: own.state == State::Published,
        notice: form.notice().to_owned(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn save_choice(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let place = place(&app, &seat, &item).await?;
    let done = if form.0.get("putusan") == Some("hapus") {
        let choice = form.0.get("pilihan").unwrap_or_default();
        service::remove_choice(&app, permit, &item.0, choice, version(&form.0)).await
    } else {
        let (choice, faults) = ChoiceForm::read(&form.0, version(&form.0));
        match faults.finish() {
            Ok(()) => service::save_choice(&app, permit, &item.0, choice).await,
            Err(faults) => Err(faults),
        }
    };
    match mend_version(done, &ui, &form.0, place.own.version, "nama")? {
        Ok(()) => Ok(see_other(&format!("{}/pilihan?ok=1", place.here)).finish()),
        Err((status, view)) => {
            let view = beside(view, &ui, "nama");
            choices_page(ui, &place, status, view)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/goods/own_orders.html")]
struct OrdersPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
}

async fn show_orders(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let place = place(&app, &seat, &item).await?;
    let own = &place.own;
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let form = FormView::with([
        ("pesanan", if own.made_to_order { "1".to_owned() } else { String::new() }),
        ("kapasitas", number(own.capacity_per_week)),
        ("lama", number(own.lead_time_days)),
        ("versi", own.version.to_string()),
    ]);
    orders_page(ui, &place, StatusCode::OK, form)
}

fn orders_page(ui: Ui, place: &Place, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("goods-orders"), ui.t("goods-orders")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &OrdersPage { head, here: place.here.clone(), form, ui })
}

async fn save_orders(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditGoods>(&app).await?;
    let place = place(&app, &seat, &item).await?;
    let (orders, faults) = Orders::read(&form.0, version(&form.0));
    let done = match faults.finish() {
        Ok(()) => service::save_orders(&app, permit, &item.0, orders).await,
        Err(faults) => Err(faults),
    };
    match mend_version(done, &ui, &form.0, place.own.version, "kapasitas")? {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", place.here)).finish()),
        Err((status, view)) => {
            let view = beside(view, &ui, "kapasitas");
            orders_page(ui, &place, status, view)
        }
    }
}
