//! Lost, damaged and expired pieces, on the pages of both sides.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Duration;

use super::{
    Faults, Parts, Stepper,
    home::{self, Group, Row},
    item, key, key_of, left, maker_of, manager_of, named, other,
    proof::{self, ProofView},
    shop_of, shown, tried, whole,
    words::{self, HistoryRow, Tag},
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{
            model::{LossCause, PlacementView},
            service::{day_at, today},
        },
        documents::{EventView, Refusal, history},
        ledger::Place,
        losses::{
            disputes::{self, Named},
            proposals,
            service::{self, KIND, LossView},
            workflow::{Came, Event, OBJECTION_DAYS, State},
        },
        party::{Hand, Party, Side},
        sales::counter,
        shelf::{self, Among},
    },
    platform::{ids, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
        upload::Upload,
    },
};

type Tried = std::result::Result<std::result::Result<(), Faults>, Failure>;

pub fn cause_key(cause: LossCause) -> &'static str {
    match cause {
        LossCause::MissingInTransit => "loss-transit",
        LossCause::Damaged => "loss-damaged",
        LossCause::Missing => "loss-missing",
        LossCause::Stolen => "loss-stolen",
        LossCause::Expired => "loss-expired",
    }
}

fn state_tag(ui: &Ui, side: Side, state: State) -> Tag {
    let (tone, key) = match state {
        State::Reported if side == Side::Enterprise => ("yours", "loss-state-reported-maker"),
        State::Reported => ("moving", "loss-state-reported"),
        State::Accepted => ("good", "loss-state-accepted"),
        State::Disputed => ("yours", "loss-state-disputed"),
        State::Reversed => ("idle", "loss-state-reversed"),
    };
    (tone, ui.t(key))
}

/// Who bears how much.
fn due(ui: &Ui, loss: &LossView) -> String {
    match loss.due_idr {
        0 => ui.t("loss-due-none"),
        due => ui.ts("loss-due", "due", &words::rupiah(ui, due)),
    }
}

fn row(ui: &Ui, base: &str, party: &Party, loss: &LossView, place: &PlacementView) -> Row {
    let (tone, word) = state_tag(ui, party.side(), loss.state);
    let cause = ui.t(cause_key(loss.cause));
    Row {
        url: format!("{base}/rusak/{}", loss.code),
        title: loss.goods.clone(),
        texts: vec![
            format!("{}, {cause}", ui.tn("count-pieces", loss.pieces)),
            other(party, place).to_owned(),
            due(ui, loss),
        ],
        tone,
        word,
    }
}

async fn groups(app: &App, ui: &Ui, seat: &Seat, party: &Party) -> Result<Vec<Group>> {
    let all = service::all(app, party).await?;
    let (open, done): (Vec<_>, Vec<_>) =
        all.iter().partition(|(loss, _)| matches!(loss.state, State::Reported | State::Disputed));
    let rows = |of: Vec<&(LossView, PlacementView)>| {
        of.into_iter().map(|(loss, place)| row(ui, &seat.base, party, loss, place)).collect::<Vec<_>>()
    };
    let empty = if done.is_empty() { ui.t("losses-empty") } else { String::new() };
    Ok(vec![
        Group { id: "open", title: ui.t("losses-open"), rows: rows(open), empty },
        Group { id: "done", title: ui.t("losses-done"), rows: rows(done), empty: String::new() },
    ])
}

pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let groups = groups(&app, &ui, &seat, &party).await?;
    home::list_page(ui, &seat, ("losses-title", "losses-lede-maker"), Vec::new(), groups)
}

/// A loss an assistant found.
struct ProposalRow {
    mark: String,
    goods: String,
    texts: Vec<String>,
    note: String,
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/losses.html")]
struct LossesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    proposals: Vec<ProposalRow>,
    /// Whoever looks may answer them.
    answers: bool,
    groups: Vec<Group>,
    key: String,
}

pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let notice = match query.0.get("ok") {
        Some("usul") => ui.t("loss-proposed"),
        Some("lapor") => ui.t("loss-reported"),
        Some(_) => ui.t("consignment-done"),
        None => String::new(),
    };
    losses_page(&app, ui, &seat, &party, (StatusCode::OK, FormView::default().done(notice))).await
}

async fn losses_page(app: &App, ui: Ui, seat: &Seat, party: &Party, (status, form): (StatusCode, FormView)) -> Answer {
    let row = |proposal: proposals::Proposal| ProposalRow {
        texts: vec![
            format!("{}, {}", ui.tn("count-pieces", proposal.pieces), ui.t(cause_key(proposal.cause))),
            proposal.maker,
        ],
        mark: proposal.mark,
        goods: proposal.goods,
        note: proposal.note,
    };
    let body = LossesPage {
        head: Head::unlisted(ui.t("losses-title"), ui.t("losses-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        proposals: proposals::list(&app.db, party).await?.into_iter().map(row).collect(),
        answers: party.hand() == Hand::Manager,
        groups: groups(app, &ui, seat, party).await?,
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Whoever looks after the outlet answers a proposal.
pub async fn answer(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let typed = &form.0;
    let mark = typed.get("usul").unwrap_or_default();
    let done = match (typed.get("langkah"), key_of(typed, "decline", mark)) {
        (Some("lapor"), _) => proposals::confirm(&app, &party, mark).await,
        (Some("batal"), Some(key)) => proposals::decline(&app, &party, &key, mark).await,
        _ => Err(Refusal::WrongState.into()),
    };
    match tried(done)? {
        Ok(()) => Ok(see_other(&format!("{}/rusak?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, typed);
            losses_page(&app, ui, &seat, &party, view).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/loss_new.html")]
struct NewPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    /// Lots to choose from; empty once one is chosen.
    lots: Vec<(String, String, Vec<String>)>,
    lot: String,
    goods: String,
    maker: String,
    pieces: Option<Stepper>,
    causes: Vec<(String, String, bool)>,
    /// An assistant proposes it.
    proposes: bool,
    key: String,
}

pub async fn show_new(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let lot = query.0.get("lot").and_then(ids::read_document_code);
    let mut values = vec![("jumlah", query.0.get("jumlah").unwrap_or("1").to_owned())];
    values.extend(query.0.get("sebab").map(|cause| ("sebab", cause.to_owned())));
    new_page(&app, ui, &seat, &party, lot, (StatusCode::OK, FormView::with(values))).await
}

async fn new_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    lot: Option<String>,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let chosen = match &lot {
        Some(code) => {
            let lot = shelf::labelled(&app.db, code, Place::Shelf).await?.ok_or(Error::NotFound)?;
            if shelf::outlet_of(&app.db, &lot).await? != party.body() {
                return Err(Error::NotFound.into());
            }
            Some(lot)
        }
        None => None,
    };
    let lots = match chosen {
        Some(_) => Vec::new(),
        None => shelf::lots(&app.db, Among::Outlet(party.body()), Place::Shelf).await?,
    };
    let causes = [LossCause::Damaged, LossCause::Missing, LossCause::Expired, LossCause::Stolen];
    let body = NewPage {
        head: Head::unlisted(ui.t("loss-new-title"), ui.t("loss-new-title")).to_mend(&ui, form.faults().len()),
        base: seat.base.clone(),
        lots: lots
            .iter()
            .map(|lot| {
                let url = format!("{}/rusak/baru?lot={}", seat.base, lot.code);
                let mut texts = vec![lot.maker.clone(), left(&ui, lot.pieces)];
                texts.extend(lot.expires_on.map(|day| ui.ts("note-expires", "day", &ui.date(&day))));
                (url, named(&lot.goods(), &lot.unit_text), texts)
            })
            .collect(),
        lot: lot.unwrap_or_default(),
        goods: chosen.as_ref().map(|lot| named(&lot.goods(), &lot.unit_text)).unwrap_or_default(),
        maker: chosen.as_ref().map(|lot| lot.maker.clone()).unwrap_or_default(),
        pieces: chosen.as_ref().map(|lot| Stepper {
            name: "jumlah".to_owned(),
            goods: ui.t("loss-pieces"),
            meta: vec![left(&ui, lot.pieces)],
            value: form.v("jumlah").to_owned(),
            fault: form.e("jumlah").to_owned(),
            find: String::new(),
        }),
        causes: causes
            .iter()
            .map(|cause| (cause.as_str().to_owned(), ui.t(cause_key(*cause)), form.v("sebab") == cause.as_str()))
            .collect(),
        proposes: party.hand() == Hand::Assistant,
        key: key(&form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn submit_new(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let typed = &form.0;
    let lot = typed.get("lot").and_then(ids::read_document_code);
    match report(&app, &party, lot.as_deref(), typed).await? {
        Ok(came) => {
            let done = if came == Came::Document { "lapor" } else { "usul" };
            Ok(see_other(&format!("{}/rusak?ok={done}", seat.base)).finish())
        }
        Err(faults) => {
            let view = faults.on(&ui, typed);
            new_page(&app, ui, &seat, &party, lot, view).await
        }
    }
}

async fn report(
    app: &App,
    party: &Party,
    lot: Option<&str>,
    typed: &Params,
) -> std::result::Result<std::result::Result<Came, Faults>, Failure> {
    let mut faults = Faults::default();
    let pieces = typed.get("jumlah").and_then(whole).filter(|pieces| *pieces > 0);
    let cause = typed.get("sebab").and_then(LossCause::parse).filter(|cause| *cause != LossCause::MissingInTransit);
    if pieces.is_none() {
        faults.add("jumlah".to_owned(), "fault-pieces");
    }
    if cause.is_none() {
        faults.add("sebab".to_owned(), "fault-loss-cause");
    }
    let (Some(pieces), Some(cause), Some(code)) = (pieces, cause, lot) else { return Ok(Err(faults)) };
    let Some(key) = key_of(typed, "loss", code) else { return Ok(Err(Faults::one("langkah", "fault-open-again"))) };
    let lot = shelf::labelled(&app.db, code, Place::Shelf).await?.ok_or(Error::NotFound)?;
    let note = typed.get("catatan").unwrap_or_default();
    let mut done = tried(service::report(app, party, &key, lot.lot, i64::from(pieces), (cause, note)).await)?;
    if let Err(faults) = &mut done {
        faults.list.iter_mut().filter(|(_, key)| *key == "refusal-not-enough").for_each(|(field, _)| {
            "jumlah".clone_into(field);
        });
    }
    Ok(done)
}

#[derive(Template)]
#[template(path = "pages/consignment/counter/loss.html")]
struct LossPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    code: String,
    with: String,
    state: Tag,
    goods: String,
    pieces: String,
    cause: String,
    due: String,
    note: String,
    next: String,
    /// The most the outlet can bear.
    worth: String,
    acknowledges: bool,
    disputes: bool,
    /// Whoever looks may name a sum.
    names: bool,
    /// The sum the other side named, as it is shown and as it is sent.
    named: Option<(String, i64)>,
    proof: ProofView,
    history: Vec<HistoryRow>,
}

pub async fn show_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let form = done(&ui, &query);
    loss_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

pub async fn show_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = done(&ui, &query);
    loss_page(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

fn done(ui: &Ui, query: &QueryParams) -> FormView {
    FormView::default().done(query.0.get("ok").map(|_| ui.t("consignment-done")).unwrap_or_default())
}

async fn loss_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let (loss, place) = service::show(&app.db, party, code).await?;
    let events = history(&app.db, KIND, loss.id).await?;
    let may = service::allowed(party, &loss, app.clock.now());
    let named = disputes::named(&app.db, loss.id).await?;
    let proven = service::is_proven(app, &loss).await?;
    let shows = party.side() == Side::Outlet && matches!(loss.state, State::Reported | State::Disputed);
    let photo = format!("{}/rusak/{code}/foto", seat.base);
    let body = LossPage {
        proof: ProofView::new(&ui, &form, &photo, code, proven, shows),
        head: Head::unlisted(ui.t("loss-title"), ui.t("loss-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/rusak", seat.base),
        action: format!("{}/rusak/{code}", seat.base),
        code: shown(code),
        with: other(party, &place).to_owned(),
        state: state_tag(&ui, party.side(), loss.state),
        goods: loss.goods.clone(),
        pieces: ui.tn("count-pieces", loss.pieces),
        cause: ui.t(cause_key(loss.cause)),
        due: due(&ui, &loss),
        note: loss.note.clone(),
        next: next(&ui, party, &loss, &place, named),
        worth: ui.ts("loss-worth", "worth", &words::rupiah(&ui, loss.worth_idr)),
        acknowledges: may.contains(&Event::Acknowledge),
        disputes: may.contains(&Event::Dispute),
        names: may.contains(&Event::Uphold),
        named: named
            .filter(|named| named.side != party.side() && may.contains(&Event::Uphold))
            .map(|named| (words::rupiah(&ui, named.rupiah), named.rupiah)),
        history: rows(&ui, &events, &place),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn rows(ui: &Ui, events: &[EventView], place: &PlacementView) -> Vec<HistoryRow> {
    let mut rows = words::history_with(ui, events, place, |event| match event.event.as_str() {
        "report" => "happened-loss-report",
        "acknowledge" | "timeout" => "happened-loss-accept",
        "dispute" => "happened-dispute",
        "propose" => "happened-loss-name",
        "found" => "happened-loss-found",
        _ => "happened-loss-settle",
    });
    // The newest is first in the rows, the oldest first in the events.
    for (row, event) in rows.iter_mut().zip(events.iter().rev()) {
        row.note = match event.event.as_str() {
            "report" => String::new(),
            "propose" => event.note.parse().map(|sum| words::rupiah(ui, sum)).unwrap_or_default(),
            _ => event.note.clone(),
        };
    }
    rows
}

fn next(ui: &Ui, party: &Party, loss: &LossView, place: &PlacementView, named: Option<Named>) -> String {
    let until = ui.date(&day_at(loss.reported_at + Duration::days(OBJECTION_DAYS), &place.regency));
    match (loss.state, party.side()) {
        (State::Reported, Side::Enterprise) => ui.ts("loss-next-maker", "day", &until),
        (State::Reported, _) => ui.ts("loss-next-outlet", "day", &until),
        (State::Disputed, side) => match named {
            Some(named) if named.side == side => ui.ts("loss-next-named", "sum", &words::rupiah(ui, named.rupiah)),
            Some(named) => ui.ts("loss-next-answer", "sum", &words::rupiah(ui, named.rupiah)),
            None => ui.t("loss-next-disputed"),
        },
        (State::Accepted | State::Reversed, _) => ui.t("next-nothing"),
    }
}

pub async fn submit_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

pub async fn submit_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

async fn submit(app: &App, ui: Ui, seat: &Seat, party: &Party, code: &str, typed: &Params) -> Answer {
    match act(app, party, code, typed).await? {
        Ok(()) => Ok(see_other(&format!("{}/rusak/{code}?ok=1", seat.base)).finish()),
        Err(faults) => {
            let view = faults.on(&ui, typed);
            loss_page(app, ui, seat, party, code, view).await
        }
    }
}

async fn act(app: &App, party: &Party, code: &str, typed: &Params) -> Tried {
    // A foreign one is not there, whatever is asked of it.
    service::show(&app.db, party, code).await?;
    let sum = typed.get("rupiah").and_then(Rupiah::parse).map(|sum| sum.0);
    let done = match (typed.get("langkah"), sum) {
        (Some("benar"), _) => service::act(app, party, code, Event::Acknowledge).await,
        (Some("sanggah"), _) => disputes::object(app, party, code, typed.get("isi").unwrap_or_default()).await,
        (Some("usul"), Some(sum)) => disputes::propose(app, party, code, sum).await,
        (Some("setuju"), Some(sum)) => disputes::agree(app, party, code, sum).await,
        (Some("usul"), None) => return Ok(Err(Faults::one("rupiah", "fault-loss-rupiah"))),
        _ => Err(Refusal::WrongState.into()),
    };
    tried(done)
}

pub async fn photo_outlet(app: http::Data<App>, seat: Seat, parts: Parts) -> Answer {
    let party = shop_of(&app, &seat).await?;
    Ok(proof::answer(service::proof(&app, &party, &item(&parts)?).await?))
}

pub async fn photo_maker(app: http::Data<App>, seat: Seat, parts: Parts) -> Answer {
    let party = maker_of(&app, &seat).await?;
    Ok(proof::answer(service::proof(&app, &party, &item(&parts)?).await?))
}

/// A photo of the damage.
pub async fn prove(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, upload: Upload) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    let view = match tried(service::prove(&app, &party, &code, upload.file).await)? {
        Ok(Ok(())) => return Ok(see_other(&format!("{}/rusak/{code}?ok=1", seat.base)).finish()),
        Ok(Err(refusal)) => proof::refused(&ui, &code, refusal),
        Err(faults) => faults.on(&ui, &upload.params),
    };
    loss_page(&app, ui, &seat, &party, &code, view).await
}

/// The day it is at the outlet of a seat.
pub async fn today_of(app: &App, party: &Party) -> Result<time::Date> {
    Ok(today(app, &counter::regency(app, party).await?))
}
