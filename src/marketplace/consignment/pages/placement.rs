//! A placement: asking for one, its terms, and its end.
use actix_web::{HttpResponse, http::StatusCode, web as http};
use askama::Template;
use time::Duration;

use super::{
    Parts, item, maker_of, manager_of, shown,
    terms::{self, Choices},
    tried,
    words::{self, HistoryRow, Tag, Term},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::{
        consignment::{
            agreements::{
                model::{Agreement, PlacementView},
                service::{self, KIND},
                workflow::{Event, State},
            },
            documents::{Refusal, history},
            party::{Party, Side},
        },
        outlets,
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/consignment/ask.html")]
struct AskPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    outlets: Vec<(String, String, bool)>,
}

pub async fn show_ask(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = FormView::with([("gerai", query.0.get("gerai").unwrap_or_default().to_owned())]);
    ask_page(&app, ui, &seat, &party, StatusCode::OK, form).await
}

async fn ask_page(app: &App, ui: Ui, seat: &Seat, party: &Party, status: StatusCode, form: FormView) -> Answer {
    let known = service::list(app, party).await?;
    let there = |code: &str| {
        known.iter().any(|place| place.outlet_code == code && !matches!(place.state, State::Declined | State::Ended))
    };
    let outlets = outlets::service::list(&app.db).await?.into_iter().filter(|outlet| !there(&outlet.code));
    let choice = |outlet: outlets::model::OutletCard| {
        let chosen = form.v("gerai") == outlet.code;
        (outlet.code, format!("{} – {}, {}", outlet.name, outlet.address, outlet.place), chosen)
    };
    let body = AskPage {
        head: Head::unlisted(ui.t("ask-title"), ui.t("ask-title")).to_mend(&ui, form.faults().len()),
        outlets: outlets.map(choice).collect(),
        base: format!("{}/titipan", seat.base),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn ask(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    if let Some(code) = propose(&app, &party, form.0.get("gerai")).await? {
        return Ok(see_other(&format!("{}/titipan/kerja-sama/{code}?ok=1", seat.base)).finish());
    }
    let view = FormView::typed(&form.0).faulty(&ui, &Invalid::one("gerai", "fault-choose-outlet"));
    ask_page(&app, ui, &seat, &party, StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// The code of the placement; None when the other side is not there.
async fn propose(app: &App, party: &Party, typed: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(other) = typed.and_then(ids::read_public_code) else { return Ok(None) };
    Ok(mend(service::propose(app, party, &other).await)?.ok())
}

#[derive(Template)]
#[template(path = "pages/consignment/invite.html")]
struct InvitePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
}

pub async fn show_invite(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    manager_of(&app, &seat).await?;
    invite_page(ui, &seat, StatusCode::OK, FormView::default())
}

fn invite_page(ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let body = InvitePage {
        head: Head::unlisted(ui.t("invite-title"), ui.t("invite-title")).to_mend(&ui, form.faults().len()),
        base: format!("{}/titipan", seat.base),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn invite(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    // The address of the public page does as well as its code.
    let typed = form.0.get("usaha").and_then(|typed| typed.rsplit('/').next());
    if let Some(code) = propose(&app, &party, typed).await? {
        return Ok(see_other(&format!("{}/titipan/kerja-sama/{code}", seat.base)).finish());
    }
    let view = FormView::typed(&form.0).faulty(&ui, &Invalid::one("usaha", "fault-no-such-body"));
    invite_page(ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, view)
}

/// A version of the terms in words.
struct Told {
    title: String,
    since: String,
    terms: Vec<Term>,
    more: Vec<(String, String)>,
}

impl Told {
    fn of(ui: &Ui, title: &str, agreement: &Agreement) -> Self {
        Self {
            title: ui.t(title),
            since: ui.ts("terms-since", "day", &ui.date(&agreement.valid_from)),
            terms: words::key_terms(ui, &agreement.terms),
            more: words::more_terms(ui, &agreement.terms),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/consignment/placement.html")]
struct PlacementPage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    action: String,
    /// Where an offer begins; empty where none may.
    offer: String,
    with: String,
    code: String,
    state: Tag,
    next: String,
    /// The version that waits for the maker, with its number.
    asked: Option<(i32, Told)>,
    present: Option<Told>,
    /// Terms may be written, and whether they are the first.
    writes: bool,
    first: bool,
    choices: Choices,
    maker: bool,
    may: Vec<Event>,
    history: Vec<HistoryRow>,
}

impl PlacementPage {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

pub async fn show_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = FormView::default().done(notice(&ui, &query.0));
    show(&app, ui, &seat, &party, &item(&parts)?, StatusCode::OK, form).await
}

pub async fn show_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let code = item(&parts)?;
    let notice = notice(&ui, &query.0);
    let form = outlet_form(&app, &ui, &party, &code).await?.done(notice);
    show(&app, ui, &seat, &party, &code, StatusCode::OK, form).await
}

fn notice(ui: &Ui, query: &Params) -> String {
    query.get("ok").map(|_| ui.t("consignment-done")).unwrap_or_default()
}

/// The form for terms: filled with those of the newest version, or with the usual ones.
async fn outlet_form(app: &App, ui: &Ui, party: &Party, code: &str) -> Result<FormView> {
    let place = service::find(&app.db, party, code).await?;
    let newest = service::versions(&app.db, place.id).await?.into_iter().next();
    let today = service::today(app, &place.regency);
    let from = if place.state == State::Active { today + Duration::DAY } else { today };
    Ok(terms::filled(ui, &newest.map(|agreement| agreement.terms).unwrap_or_default(), from))
}

async fn show(app: &App, ui: Ui, seat: &Seat, party: &Party, code: &str, status: StatusCode, form: FormView) -> Answer {
    let place = service::find(&app.db, party, code).await?;
    let versions = service::versions(&app.db, place.id).await?;
    let events = history(&app.db, KIND, place.id).await?;
    let may = service::allowed(party, &place);
    let maker = party.side() == Side::Enterprise;
    let waits = |agreement: &&Agreement| {
        !agreement.maker_agreed && matches!(place.state, State::TermsSent | State::Active | State::Paused)
    };
    let newest = versions.first();
    let asked = newest.filter(waits).map(|agreement| {
        let mut told = Told::of(&ui, "terms-asked", agreement);
        for term in &mut told.terms {
            form.e(term.field).clone_into(&mut term.fault);
        }
        (agreement.version, told)
    });
    let agreed = versions.iter().find(|agreement| agreement.maker_agreed);
    let home = format!("{}/titipan", seat.base);
    let body = PlacementPage {
        head: Head::unlisted(ui.t("placement-title"), ui.t("placement-title")).to_mend(&ui, form.faults().len()),
        action: format!("{home}/kerja-sama/{}", place.code),
        offer: if maker && place.state == State::Active {
            format!("{home}/baru?kerja={}", place.code)
        } else {
            String::new()
        },
        with: other(party, &place).to_owned(),
        code: shown(&place.code),
        state: words::placement_state(&ui, place.state),
        next: words::next_of_placement(&ui, party.side(), place.state),
        asked,
        present: agreed.map(|agreement| Told::of(&ui, "terms-present", agreement)),
        writes: may.contains(&Event::SendTerms) || may.contains(&Event::Renew),
        first: place.state == State::Proposed,
        choices: Choices::of(&ui, &form),
        history: words::history(&ui, &events, &place),
        maker,
        may,
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// The name of the other side.
pub fn other<'a>(party: &Party, place: &'a PlacementView) -> &'a str {
    if party.side() == Side::Enterprise { &place.outlet_name } else { &place.enterprise_name }
}

pub async fn submit_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let code = item(&parts)?;
    let result = match form.0.get("langkah") {
        Some("agree") => agree(&app, &party, &code, &form.0).await,
        other => step(&app, &party, &code, other, &form.0).await,
    };
    match tried(result)? {
        Ok(()) => Ok(back(&seat, &code)),
        Err(faults) => {
            let (status, view) = faults.on(&ui, &form.0);
            show(&app, ui, &seat, &party, &code, status, view).await
        }
    }
}

pub async fn submit_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let code = item(&parts)?;
    let writes = form.0.get("langkah") == Some("send_terms");
    let result = if writes {
        let (terms, from, faults) = terms::read(&form.0);
        // That the placement is there comes first.
        service::find(&app.db, &party, &code).await?;
        match faults.finish() {
            Ok(()) => service::send_terms(&app, &party, &code, from, &terms).await,
            Err(faults) => Err(faults),
        }
    } else {
        step(&app, &party, &code, form.0.get("langkah"), &form.0).await
    };
    match tried(result)? {
        Ok(()) => Ok(back(&seat, &code)),
        Err(faults) => {
            let (status, view) = faults.on(&ui, &form.0);
            // A form that was not the one for terms leaves that one as it was.
            let view = if writes { view } else { outlet_form(&app, &ui, &party, &code).await?.joined(view) };
            show(&app, ui, &seat, &party, &code, status, view).await
        }
    }
}

fn back(seat: &Seat, code: &str) -> HttpResponse {
    see_other(&format!("{}/titipan/kerja-sama/{code}?ok=1", seat.base)).finish()
}

/// Each key term is read and ticked.
async fn agree(app: &App, party: &Party, code: &str, typed: &Params) -> Result<()> {
    service::find(&app.db, party, code).await?;
    let ticks = words::TICKS.iter().filter(|field| typed.get(field).is_none());
    Invalid(ticks.map(|field| (*field, "fault-term-unread")).collect()).finish()?;
    let version = typed.get("syarat").and_then(|typed| typed.parse().ok()).unwrap_or_default();
    service::agree(app, party, code, version).await
}

async fn step(app: &App, party: &Party, code: &str, step: Option<&str>, typed: &Params) -> Result<()> {
    service::find(&app.db, party, code).await?;
    let event = step.and_then(Event::parse).filter(|event| *event != Event::Close).ok_or(Refusal::WrongState)?;
    let text = |name: &str| typed.get(name).unwrap_or_default().to_owned();
    let (field, reason) = match event {
        Event::Counter => ("alasan", text("alasan")),
        Event::Decline => ("sebab", text("sebab")),
        _ => ("alasan", String::new()),
    };
    if event == Event::Counter && reason.is_empty() {
        return Err(Invalid::one("alasan", "fault-say-what").into());
    }
    match service::act(app, party, code, event, &reason).await {
        Err(Error::Invalid(faults)) => {
            let named = faults.0.into_iter().map(|(name, key)| (if name == "alasan" { field } else { name }, key));
            Err(Invalid(named.collect()).into())
        }
        other => other,
    }
}
