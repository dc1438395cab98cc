//! The page of one statement, for both sides: what stands on it, and what whoever looks may do.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        Faults, Parts, item, key_of, maker_of, manager_of, new_key,
        placement::other,
        proof::{self, ProofView},
        shown, tried,
        words::{HistoryRow, Tag},
    },
    words::{self, MessageRow, PaperView},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::{model::PlacementView, service as agreements},
        documents::{Refusal, history},
        party::{Hand, Party, Side},
        statements::{
            disputes::{self, DisputeView, Objection, REASONS},
            overview::days_late,
            paper::Paper,
            payouts::{self, Method, Payment},
            service::{self, KIND, StatementView},
            workflow::{DisputeEvent, DisputeState, Event, PayoutEvent, PayoutState, State, decide_payout},
        },
    },
    platform::{money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Ui, days,
        errors::{Answer, Failure},
        forms::{FormParams, version},
        page,
        params::QueryParams,
        session::{Seat, see_other},
        upload::Upload,
    },
};

/// Lines that can be named in a dispute on the page.
const LINES: usize = 100;

#[derive(Template)]
#[template(path = "pages/money/statement.html")]
struct StatementPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// The list, and its words.
    home: String,
    action: String,
    with: String,
    placement: String,
    code: String,
    period: String,
    state: Tag,
    next: String,
    version: i32,
    paper: PaperView,
    may: Vec<Event>,
    /// Payments can be recorded; what is open.
    pays: bool,
    open: String,
    methods: Vec<(String, String, bool)>,
    key: String,
    dispute: Option<Talk>,
    /// Ways of a correction.
    ways: Vec<(String, String, bool)>,
    reasons: Vec<(String, String, bool)>,
    /// Lines to name: number of the entry, words, ticked.
    lines: Vec<(i64, String, bool)>,
    history: Vec<HistoryRow>,
}

impl StatementPage {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

/// An open dispute, or the last one.
struct Talk {
    open: bool,
    reason: String,
    messages: Vec<MessageRow>,
    /// What the outlet proposes, as a figure and in words.
    proposed: Option<(i64, String)>,
    /// What it would come to.
    after: String,
    may: Vec<DisputeEvent>,
}

impl Talk {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

pub async fn show_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = FormView::default().done(notice(&ui, query.0.get("ok")));
    show(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form, &Params::default())).await
}

pub async fn show_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let form = FormView::default().done(notice(&ui, query.0.get("ok")));
    show(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form, &Params::default())).await
}

pub async fn submit_maker(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

pub async fn submit_outlet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    submit(&app, ui, &seat, &party, &item(&parts)?, &form.0).await
}

pub async fn proof_maker(app: http::Data<App>, seat: Seat, parts: Parts) -> Answer {
    let party = maker_of(&app, &seat).await?;
    Ok(proof::answer(payouts::proof(&app, &party, &item(&parts)?).await?))
}

pub async fn proof_outlet(app: http::Data<App>, seat: Seat, parts: Parts) -> Answer {
    let party = manager_of(&app, &seat).await?;
    Ok(proof::answer(payouts::proof(&app, &party, &item(&parts)?).await?))
}

/// A photo of the slip or the receipt.
pub async fn prove(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, upload: Upload) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let payment = item(&parts)?;
    let code = payouts::statement_of(&app, &party, &payment).await?;
    let (status, form) = match tried(payouts::prove(&app, &party, &payment, upload.file).await)? {
        Ok(Ok(())) => return Ok(see_other(&format!("{}/{code}?ok=bukti", home(&seat, &party))).finish()),
        Ok(Err(refusal)) => proof::refused(&ui, &payment, refusal),
        Err(faults) => faults.on(&ui, &upload.params),
    };
    show(&app, ui, &seat, &party, &code, (status, form, &Params::default())).await
}

fn home(seat: &Seat, party: &Party) -> String {
    format!("{}/{}", seat.base, if party.side() == Side::Enterprise { "uang" } else { "rekap" })
}

async fn submit(app: &App, ui: Ui, seat: &Seat, party: &Party, code: &str, typed: &Params) -> Answer {
    match act(app, party, code, typed).await? {
        Ok(done) => Ok(see_other(&format!("{}/{code}?ok={done}", home(seat, party))).finish()),
        Err(faults) => {
            let (status, form) = faults.on(&ui, typed);
            show(app, ui, seat, party, code, (status, form, typed)).await
        }
    }
}

/// Gives the word for what was done.
async fn act(
    app: &App,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<&'static str, Faults>, Failure> {
    let (view, ..) = service::show(&app.db, party, code).await?;
    let step = typed.get("langkah").unwrap_or_default();
    let text = typed.get("isi").unwrap_or_default();
    let result: Result<&'static str> = match step {
        "send" => service::send(app, party, code).await.map(|()| "kirim"),
        "confirm" => service::confirm(app, party, code, version(typed)).await.map(|()| "setuju"),
        "dispute" => {
            let lines: Vec<i64> = typed.all("baris").filter_map(|entry| entry.parse().ok()).collect();
            let reason = typed.get("sebab").unwrap_or_default();
            disputes::open(app, party, code, &Objection { reason, lines: &lines, text }).await.map(|()| "sanggah")
        }
        "answer" => disputes::answer(app, party, code, text).await.map(|()| "1"),
        "propose" => propose(app, party, code, typed).await.map(|()| "1"),
        "agree" => {
            let rupiah = typed.get("rupiah").and_then(|typed| typed.parse().ok()).unwrap_or_default();
            disputes::agree(app, party, code, rupiah).await.map(|()| "sepakat")
        }
        "withdraw" => service::act(app, party, code, Event::Uphold, "").await.map(|()| "setuju"),
        "escalate" => disputes::escalate(app, party, code).await.map(|()| "1"),
        "pay" => {
            let Some(key) = key_of(typed, "pay", code) else {
                return Ok(Err(Faults::one("langkah", "fault-open-again")));
            };
            pay(app, party, code, &key, typed).await.map(|()| "bayar")
        }
        "acknowledge" | "fail" => return settle(app, party, &view, step, typed).await,
        _ => Err(Refusal::WrongState.into()),
    };
    tried(result)
}

async fn propose(app: &App, party: &Party, code: &str, typed: &Params) -> Result<()> {
    let rupiah = typed.get("rupiah").and_then(Rupiah::parse).map(|rupiah| rupiah.0);
    let (Some(rupiah), Some(way)) = (rupiah, typed.get("arah")) else {
        let field = if rupiah.is_none() { ("rupiah", "fault-adjustment") } else { ("arah", "fault-direction") };
        return Err(Invalid::one(field.0, field.1).into());
    };
    disputes::propose(app, party, code, if way == "kurang" { -rupiah } else { rupiah }).await
}

async fn pay(app: &App, party: &Party, code: &str, key: &str, typed: &Params) -> Result<()> {
    let mut faults = Invalid::default();
    let rupiah = typed.get("rupiah").and_then(Rupiah::parse).map(|rupiah| rupiah.0);
    if rupiah.is_none() {
        faults.0.push(("rupiah", "fault-payment-amount"));
    }
    let method = typed.get("cara").and_then(Method::parse);
    if method.is_none() {
        faults.0.push(("cara", "fault-payment-method"));
    }
    let happened_on = match days::read(typed, "tanggal") {
        days::Typed::Day(day) => Some(day),
        days::Typed::Nothing | days::Typed::Wrong => {
            faults.0.push(("tanggal", "fault-day"));
            None
        }
    };
    let (Some(rupiah), Some(method), Some(happened_on)) = (rupiah, method, happened_on) else {
        return Err(faults.into());
    };
    let reference = typed.get("nomor").unwrap_or_default().to_owned();
    payouts::record(app, party, code, key, &Payment { rupiah, method, happened_on, reference }).await
}

/// The maker has the money, or it came back.
async fn settle(
    app: &App,
    party: &Party,
    view: &StatementView,
    step: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<&'static str, Faults>, Failure> {
    let code = typed.get("bayaran").unwrap_or_default();
    let payments = payouts::of_statement(&app.db, view.id).await?;
    if !payments.iter().any(|payment| payment.code == code) {
        return Err(Error::NotFound.into());
    }
    let field = format!("alasan-{code}");
    let (event, reason, done) = if step == "fail" {
        (PayoutEvent::Fail, typed.get(&field).unwrap_or_default(), "gagal")
    } else {
        (PayoutEvent::Acknowledge, "", "terima")
    };
    let result = payouts::act(app, party, code, event, reason).await;
    Ok(tried(result)?.map(|()| done).map_err(|mut faults| {
        faults.rename("alasan", &field);
        for (_, key) in &mut faults.list {
            *key = match *key {
                key if key == Refusal::SamePerson.key() => "refusal-same-payer",
                "fault-reason" => "fault-payment-reason",
                key => key,
            };
        }
        faults
    }))
}

async fn show(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form, typed): (StatusCode, FormView, &Params),
) -> Answer {
    let (view, place, _) = service::show(&app.db, party, code).await?;
    let paper = service::paper(&app.db, party, code).await?;
    let dispute = disputes::of_statement(&app.db, view.id).await?;
    let may = service::allowed(app, party, &view, &place).await?;
    let events = history(&app.db, KIND, view.id).await?;
    let today = agreements::today(app, &place.regency);
    let named = dispute.as_ref().filter(|dispute| is_open(dispute)).map(|dispute| dispute.lines.clone());
    let mut shown_paper = PaperView::of(&ui, &paper, &named.unwrap_or_default());
    payment_buttons(&ui, &mut shown_paper, &paper, party, &form, &seat.base);
    let pays = party.hand() == Hand::Manager && view.state == State::Confirmed && paper.open > 0;
    let form = if pays && form.v("langkah") != "pay" { with_payment(form, &paper, today) } else { form };
    let chosen = |name: &str, word: &str, key: &str| (word.to_owned(), ui.t(key), form.v(name) == word);
    let home = home(seat, party);
    let body = StatementPage {
        head: Head::unlisted(ui.t("statement-title"), ui.t("statement-title")).to_mend(&ui, form.faults().len()),
        action: format!("{home}/{}", view.code),
        with: other(party, &place).to_owned(),
        placement: format!("{}/titipan/kerja-sama/{}", seat.base, place.code),
        code: shown(&view.code),
        period: words::period(&ui, view.from, view.to),
        state: words::state(&ui, &view, days_late(&view, today)),
        next: words::next(&ui, party.side(), &view, dispute.as_ref()),
        version: view.version,
        open: words::amount(&ui, paper.open),
        methods: [(Method::Transfer, "method-transfer"), (Method::Cash, "method-cash"), (Method::Qris, "method-qris")]
            .iter()
            .map(|(method, key)| (method.as_str().to_owned(), ui.t(key), form.v("cara") == method.as_str()))
            .collect(),
        key: Some(form.v("kunci")).filter(|key| !key.is_empty()).map_or_else(new_key, str::to_owned),
        dispute: dispute.map(|dispute| talk(app, &ui, party, &dispute, (&place, &paper))),
        ways: vec![chosen("arah", "tambah", "propose-more"), chosen("arah", "kurang", "propose-less")],
        reasons: REASONS.iter().map(|reason| chosen("sebab", reason, words::reason_key(reason))).collect(),
        lines: if may.contains(&Event::Dispute) { lines(&ui, &paper, typed) } else { Vec::new() },
        history: words::history(&ui, &events, &place),
        paper: shown_paper,
        may,
        pays,
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub fn is_open(dispute: &DisputeView) -> bool {
    matches!(dispute.state, DisputeState::Open | DisputeState::Answered | DisputeState::Mediation)
}

/// The form of a payment: all that is open, today.
fn with_payment(form: FormView, paper: &Paper, today: time::Date) -> FormView {
    let day = days::boxes("tanggal", Some(today));
    let fields = day.iter().map(|(name, value)| (name.as_str(), value.clone()));
    FormView::with(fields.chain([("rupiah", paper.open.to_string())])).joined(form)
}

fn payment_buttons(ui: &Ui, view: &mut PaperView, paper: &Paper, party: &Party, form: &FormView, base: &str) {
    for (cells, row) in view.payments.iter_mut().zip(&paper.payments) {
        let who = (party.actor(), row.recorded_by);
        let may = |event| decide_payout(row.state, event, party.hand(), who).is_ok();
        cells.may_acknowledge = may(PayoutEvent::Acknowledge);
        cells.may_fail = may(PayoutEvent::Fail) && paper.carry_out.is_none();
        form.v(&cells.field).clone_into(&mut cells.reason);
        form.e(&cells.field).clone_into(&mut cells.fault);
        let (photo, sends) = (format!("{base}/bukti/{}/foto", row.code), party.hand() == Hand::Manager);
        let may_send = sends && row.state == PayoutState::HandedOver;
        cells.proof = Some(ProofView::new(ui, form, &photo, &row.code, row.proven, may_send));
    }
}

fn talk(app: &App, ui: &Ui, party: &Party, dispute: &DisputeView, (place, paper): (&PlacementView, &Paper)) -> Talk {
    Talk {
        open: is_open(dispute),
        reason: ui.t(words::reason_key(&dispute.reason)),
        messages: words::messages(ui, dispute, place),
        proposed: dispute.proposed.map(|rupiah| (rupiah, words::amount(ui, rupiah))),
        after: words::amount(ui, paper.net + dispute.proposed.unwrap_or_default()),
        may: disputes::allowed(party, dispute, app.clock.now()),
    }
}

/// Lines to name in a dispute: the sales first.
fn lines(ui: &Ui, paper: &Paper, typed: &Params) -> Vec<(i64, String, bool)> {
    let ticked: Vec<i64> = typed.all("baris").filter_map(|entry| entry.parse().ok()).collect();
    let row = |entry: i64, day: &time::Date, what: &str, rupiah: i64| {
        let words = format!("{}, {what}, {}", ui.date(day), words::amount(ui, rupiah));
        (entry, words, ticked.contains(&entry))
    };
    let pieces = |goods: &str, pieces: i64| format!("{goods}, {}", ui.tn("count-pieces", pieces));
    let sales =
        paper.sales.iter().map(|sale| row(sale.entry, &sale.day, &pieces(&sale.goods, sale.pieces), sale.maker_share));
    let losses =
        paper.losses.iter().map(|loss| row(loss.entry, &loss.day, &pieces(&loss.goods, loss.pieces), loss.due));
    let others = paper.others.iter().map(|one| row(one.entry, &one.day, &words::other(ui, one), one.due));
    losses.chain(others).chain(sales).take(LINES).collect()
}

fn notice(ui: &Ui, done: Option<&str>) -> String {
    let Some(done) = done else { return String::new() };
    ui.t(match done {
        "kirim" => "done-statement-sent",
        "setuju" => "done-statement-confirmed",
        "sanggah" => "done-statement-disputed",
        "sepakat" => "done-statement-agreed",
        "bayar" => "done-payment-recorded",
        "terima" => "done-payment-acknowledged",
        "gagal" => "done-payment-failed",
        "bukti" => "done-proof-added",
        "rekap" => "done-statement-drafted",
        _ => "consignment-done",
    })
}
