//! Goods that go home, on the pages of both sides.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    Faults, Parts, Stepper,
    home::{self, Group, Row},
    item, key, key_of, left, maker_of, manager_of, named, once, other, shop_of, shown, tried, whole,
    words::{self, HistoryRow, Tag},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{model::PlacementView, service as agreements, workflow::State as PlacementState},
        documents::{EventView, Refusal, history},
        ledger::Place,
        party::{Hand, Party, Side},
        returns::{
            model::{LineView, ReturnView, Wanted},
            service::{self, KIND},
            workflow::{Event, State},
        },
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

fn state_tag(ui: &Ui, side: Side, state: State) -> Tag {
    let maker = side == Side::Enterprise;
    let (tone, key) = match state {
        State::Requested => (if maker { "moving" } else { "yours" }, "return-requested"),
        State::Picked => (if maker { "yours" } else { "moving" }, "return-picked"),
        State::Received | State::Closed => ("good", "return-received"),
        State::Disposed => ("stop", "return-disposed"),
        State::Cancelled => ("idle", "return-cancelled"),
    };
    (tone, ui.t(key))
}

pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = maker_of(&app, &seat).await?;
    list(&app, ui, &seat, &party).await
}

pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = shop_of(&app, &seat).await?;
    list(&app, ui, &seat, &party).await
}

async fn list(app: &App, ui: Ui, seat: &Seat, party: &Party) -> Answer {
    let all = service::list(app, party).await?;
    let row = |(note, place): &(ReturnView, PlacementView)| {
        let (tone, word) = state_tag(&ui, party.side(), note.state);
        Row {
            url: format!("{}/kembali/{}", seat.base, note.code),
            title: other(party, place).to_owned(),
            texts: vec![ui.tn("count-pieces", note.pieces()), shown(&note.code)],
            tone,
            word,
        }
    };
    let (open, done): (Vec<_>, Vec<_>) =
        all.iter().partition(|(note, _)| matches!(note.state, State::Requested | State::Picked));
    let groups = vec![
        Group {
            id: "open",
            title: ui.t("returns-open"),
            rows: open.into_iter().map(row).collect(),
            empty: ui.t("returns-empty"),
        },
        Group {
            id: "done",
            title: ui.t("returns-done"),
            rows: done.into_iter().map(row).collect(),
            empty: String::new(),
        },
    ];
    let (ask, lede) = match party.hand() {
        Hand::Maker => ("return-ask-maker", "returns-lede-maker"),
        _ => ("return-ask-outlet", "returns-lede-outlet"),
    };
    let asks = party.hand() != Hand::Assistant;
    let ways = if asks { vec![(format!("{}/kembali/baru", seat.base), "plus", ui.t(ask))] } else { Vec::new() };
    home::list_page(ui, seat, ("returns-title", lede), ways, groups)
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/return_new.html")]
struct NewPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    /// Placements to choose from; empty once one is chosen.
    places: Vec<(String, String)>,
    placement: String,
    with: String,
    shelf: Vec<Stepper>,
    held: Vec<Stepper>,
    maker: bool,
    key: String,
}

pub async fn show_new_maker(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    new_page(&app, ui, &seat, &party, query.0.get("kerja"), (StatusCode::OK, FormView::default())).await
}

pub async fn show_new_outlet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    new_page(&app, ui, &seat, &party, query.0.get("kerja"), (StatusCode::OK, FormView::default())).await
}

async fn chosen(app: &App, party: &Party, typed: Option<&str>) -> Result<Option<PlacementView>> {
    let Some(typed) = typed else { return Ok(None) };
    let code = ids::read_document_code(typed).ok_or(Error::NotFound)?;
    agreements::find(&app.db, party, &code).await.map(Some)
}

async fn new_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    placement: Option<&str>,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let place = chosen(app, party, placement).await?;
    let action = format!("{}/kembali/baru", seat.base);
    let open = |place: &&PlacementView| {
        matches!(place.state, PlacementState::Active | PlacementState::Paused | PlacementState::Ending)
    };
    let places = match place {
        Some(_) => Vec::new(),
        None => agreements::list(app, party).await?,
    };
    let link = |place: &PlacementView| (format!("{action}?kerja={}", place.code), other(party, place).to_owned());
    let (mut shelf, mut held) = (Vec::new(), Vec::new());
    if let Some(place) = &place {
        for (lot, from) in service::at_hand(app, place).await? {
            let name = format!("{}-{}", from.as_str(), lot.code);
            let mut meta = vec![words::rupiah(&ui, lot.unit_idr), left(&ui, lot.pieces)];
            meta.extend(lot.expires_on.map(|day| ui.ts("note-expires", "day", &ui.date(&day))));
            let stepper = Stepper {
                goods: named(&lot.goods(), &lot.unit_text),
                meta,
                value: form.v(&name).to_owned(),
                fault: form.e(&name).to_owned(),
                find: String::new(),
                name,
            };
            if from == Place::Hold { held.push(stepper) } else { shelf.push(stepper) }
        }
    }
    let body = NewPage {
        head: Head::unlisted(ui.t("return-new-title"), ui.t("return-new-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/kembali", seat.base),
        places: places.iter().filter(open).map(link).collect(),
        placement: place.as_ref().map(|place| place.code.clone()).unwrap_or_default(),
        with: place.as_ref().map(|place| other(party, place).to_owned()).unwrap_or_default(),
        action,
        shelf,
        held,
        maker: party.side() == Side::Enterprise,
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn submit_new_maker(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    submit_new(&app, ui, &seat, &party, &form.0).await
}

pub async fn submit_new_outlet(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    submit_new(&app, ui, &seat, &party, &form.0).await
}

async fn submit_new(app: &App, ui: Ui, seat: &Seat, party: &Party, typed: &Params) -> Answer {
    let Some(place) = chosen(app, party, typed.get("kerja")).await? else {
        let none = (StatusCode::UNPROCESSABLE_ENTITY, FormView::typed(typed));
        return new_page(app, ui, seat, party, None, none).await;
    };
    let (mut wanted, mut faults) = (Vec::new(), Faults::default());
    for (lot, from) in service::at_hand(app, &place).await? {
        let name = format!("{}-{}", from.as_str(), lot.code);
        match typed.get(&name).filter(|typed| *typed != "0").map(whole) {
            None => {}
            Some(Some(pieces)) if i64::from(pieces) <= lot.pieces => {
                wanted.push(Wanted { lot: lot.code, from, pieces });
            }
            Some(Some(_)) => faults.add(name, "refusal-not-enough"),
            Some(None) => faults.add(name, "fault-pieces"),
        }
    }
    let words = typed.get("catatan").unwrap_or_default();
    let done = match faults.finish() {
        Ok(()) => tried(service::request(app, party, once(typed), &place.code, &wanted, words).await)?,
        Err(faults) => Err(faults),
    };
    match done {
        Ok(code) => Ok(see_other(&format!("{}/kembali/{code}?ok=1", seat.base)).finish()),
        Err(mut faults) => {
            faults.rename("jumlah", "langkah");
            let view = faults.on(&ui, typed);
            new_page(app, ui, seat, party, Some(&place.code), view).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/return.html")]
struct ReturnPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    with: String,
    code: String,
    state: Tag,
    next: String,
    note: String,
    /// Goods, and where they are taken from.
    lines: Vec<(String, Vec<String>)>,
    /// A number for each line: to set aside, or that came.
    pieces: Vec<Stepper>,
    /// Six digits for whoever fetches them, three and three.
    handover: String,
    key: String,
    may: Vec<Event>,
    history: Vec<HistoryRow>,
}

impl ReturnPage {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

pub async fn show_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let form = FormView::default().done(query.0.get("ok").map(|_| ui.t("consignment-done")).unwrap_or_default());
    return_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

pub async fn show_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = FormView::default().done(query.0.get("ok").map(|_| ui.t("consignment-done")).unwrap_or_default());
    return_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

async fn return_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let (note, place) = service::show(&app.db, party, code).await?;
    let events = history(&app.db, KIND, note.id).await?;
    let may = service::allowed(party, &note, agreements::today(app, &place.regency));
    let counts = may.contains(&Event::Pick) || may.contains(&Event::Receive);
    let digits = service::handover_code(app, &note);
    let (first, last) = digits.split_at(3);
    let fetches = party.side() == Side::Enterprise && note.state == State::Picked;
    let numbered = (1..).zip(&note.lines).filter(|_| counts);
    let body = ReturnPage {
        head: Head::unlisted(ui.t("return-title"), ui.t("return-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/kembali", seat.base),
        action: format!("{}/kembali/{code}", seat.base),
        with: other(party, &place).to_owned(),
        code: shown(code),
        state: state_tag(&ui, party.side(), note.state),
        next: next(&ui, party, &note),
        note: note.note.clone(),
        lines: note.lines.iter().map(|line| line_words(&ui, line)).collect(),
        pieces: numbered.map(|(n, line)| stepper(&ui, &form, n, line)).collect(),
        handover: if fetches { format!("{first} {last}") } else { String::new() },
        key: key(&form),
        history: rows(&ui, &events, &place),
        may,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn line_words(ui: &Ui, line: &LineView) -> (String, Vec<String>) {
    let from = if line.from == Place::Hold { "return-from-hold" } else { "return-from-shelf" };
    let mut words = vec![ui.tn("count-pieces", line.pieces), ui.t(from)];
    if let Some(missing) = line.missing.filter(|missing| *missing > 0) {
        words.push(ui.tn("return-missing", missing));
    }
    (named(&line.goods, &line.unit_text), words)
}

fn stepper(ui: &Ui, form: &FormView, n: usize, line: &LineView) -> Stepper {
    let name = format!("jumlah-{n}");
    let typed = form.v(&name);
    Stepper {
        goods: named(&line.goods, &line.unit_text),
        meta: line_words(ui, line).1,
        value: if typed.is_empty() { line.pieces.to_string() } else { typed.to_owned() },
        fault: form.e(&name).to_owned(),
        find: String::new(),
        name,
    }
}

fn next(ui: &Ui, party: &Party, note: &ReturnView) -> String {
    let maker = party.side() == Side::Enterprise;
    let day = note.collect_before.map(|day| ui.date(&day)).unwrap_or_default();
    match (note.state, maker) {
        (State::Requested, true) => ui.t("return-next-requested-maker"),
        (State::Requested, false) => ui.t("return-next-requested-outlet"),
        (State::Picked, true) => ui.ts("return-next-picked-maker", "day", &day),
        (State::Picked, false) => ui.ts("return-next-picked-outlet", "day", &day),
        _ => ui.t("next-nothing"),
    }
}

fn rows(ui: &Ui, events: &[EventView], place: &PlacementView) -> Vec<HistoryRow> {
    words::history_with(ui, events, place, |event| match event.event.as_str() {
        "request" => "happened-return-request",
        "pick" => "happened-return-pick",
        "cancel" => "happened-return-cancel",
        "dispose" => "happened-return-dispose",
        "close" => "happened-return-close",
        _ => "happened-return-receive",
    })
}

pub async fn submit_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

pub async fn submit_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

async fn submit(app: &App, ui: Ui, seat: &Seat, party: &Party, code: &str, typed: &Params) -> Answer {
    match act(app, party, code, typed).await? {
        Ok(()) => Ok(see_other(&format!("{}/kembali/{code}?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, typed);
            return_page(app, ui, seat, party, code, view).await
        }
    }
}

async fn act(
    app: &App,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<(), Faults>, Failure> {
    let (note, _) = service::show(&app.db, party, code).await?;
    let Some(event) = typed.get("langkah").and_then(Event::parse) else {
        return tried(Err(Refusal::WrongState.into()));
    };
    if event == Event::Cancel {
        return tried(service::cancel(app, party, code).await);
    }
    let Some(key) = key_of(typed, event.as_str(), code) else {
        return Ok(Err(Faults::one("langkah", "fault-open-again")));
    };
    let mut faults = Faults::default();
    let mut counted = Vec::new();
    for (n, line) in (1..).zip(&note.lines) {
        let name = format!("jumlah-{n}");
        match typed.get(&name).map_or(Some(line.pieces), whole) {
            Some(pieces) if pieces <= line.pieces => counted.push(pieces),
            Some(_) => faults.add(name, "fault-return-more"),
            None => faults.add(name, "fault-pieces"),
        }
    }
    if let Err(faults) = faults.finish() {
        return Ok(Err(faults));
    }
    let digits = typed.get("kode").unwrap_or_default();
    let done = match event {
        Event::Pick => service::pick(app, party, code, &key, &counted).await,
        Event::Receive => service::receive(app, party, code, &key, &counted).await,
        Event::ReceiveByCode => service::receive_by_code(app, party, code, &key, digits).await,
        Event::Dispose => service::dispose(app, party, code, &key, typed.get("catatan").unwrap_or_default()).await,
        Event::Cancel | Event::Close => Err(Refusal::WrongState.into()),
    };
    Ok(tried(done)?.map_err(|mut faults| {
        faults.rename("jumlah", "langkah");
        faults
    }))
}
