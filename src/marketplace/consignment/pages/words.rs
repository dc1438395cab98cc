//! Documents of consignment in words: states with their tones, what comes next, terms, history.
use time::{Date, Duration, OffsetDateTime};

use crate::{
    marketplace::consignment::{
        agreements::{
            model::{Cycle, PlacementView, Pricing, Terms},
            service::day_at,
            workflow::State as PlacementState,
        },
        documents::EventView,
        notes::{
            model::{NoteView, Reason, Reply},
            service::OBJECTION_DAYS,
            workflow::State,
        },
        party::Side,
    },
    platform::money::Rupiah,
    regions::{self, Zone},
    web::{Ui, ui::WEEKDAYS},
};

/// Tone and word of a state.
pub type Tag = (&'static str, String);

/// The state of a consignment. `partly`: the outlet takes less than was offered. `sample`: it wants to see a piece.
pub fn note_state(ui: &Ui, state: State, partly: bool, sample: bool) -> Tag {
    let (tone, key) = match state {
        State::Draft => ("idle", "note-draft"),
        State::Offered => ("moving", "note-offered"),
        State::ChangesRequested if sample => ("yours", "note-sample"),
        State::ChangesRequested => ("yours", "note-changes"),
        State::Accepted if partly => ("good", "note-accepted-partly"),
        State::Accepted => ("good", "note-accepted"),
        State::Declined => ("stop", "note-declined"),
        State::Withdrawn => ("idle", "note-withdrawn"),
        State::Expired => ("stop", "note-expired"),
        State::Issued => ("moving", "note-issued"),
        State::Cancelled => ("idle", "note-cancelled"),
        State::ReceivedWithDifference => ("yours", "note-received-difference"),
        State::Received => ("moving", "note-received"),
        State::Disputed => ("yours", "note-disputed"),
        State::Closed => ("good", "note-closed"),
    };
    (tone, ui.t(key))
}

/// The state of a consignment on its own page.
pub fn state_of(ui: &Ui, note: &NoteView) -> Tag {
    let partly = note.lines.iter().any(|line| line.accepted.is_some_and(|accepted| accepted < line.offered));
    note_state(ui, note.state, partly, Reply::read(&note.answer).reason == Some(Reason::Sample))
}

pub fn placement_state(ui: &Ui, state: PlacementState) -> Tag {
    let (tone, key) = match state {
        PlacementState::Proposed => ("moving", "placement-proposed"),
        PlacementState::TermsSent => ("moving", "placement-terms-sent"),
        PlacementState::Declined => ("stop", "placement-declined"),
        PlacementState::Active => ("good", "placement-active"),
        PlacementState::Paused => ("idle", "placement-paused"),
        PlacementState::Ending => ("idle", "placement-ending"),
        PlacementState::Ended => ("good", "placement-ended"),
    };
    (tone, ui.t(key))
}

/// What comes next, for one side, and by when.
pub fn next_of_note(ui: &Ui, side: Side, note: &NoteView, place: &PlacementView) -> String {
    let maker = side == Side::Enterprise;
    let by = |key: &str, day: Option<Date>| match day {
        Some(day) => ui.ts(key, "day", &ui.date(&day)),
        None => ui.ts(key, "day", "-"),
    };
    let objection = note.received_at.map(|at| day_at(at + Duration::days(OBJECTION_DAYS), &place.regency));
    match (note.state, maker) {
        (State::Draft, _) => ui.t("next-draft"),
        (State::Offered, true) => ui.t("next-offered-maker"),
        (State::Offered, false) => ui.t("next-offered-outlet"),
        (State::ChangesRequested, true) => ui.t("next-changes-maker"),
        (State::ChangesRequested, false) => ui.t("next-changes-outlet"),
        (State::Accepted, true) => by("next-accepted-maker", note.deliver_before),
        (State::Accepted, false) => by("next-accepted-outlet", note.deliver_before),
        (State::Declined, true) => ui.t("next-declined-maker"),
        (State::Expired, true) => ui.t("next-expired-maker"),
        (State::Issued, true) => ui.t("next-issued-maker"),
        (State::Issued, false) => ui.t("next-issued-outlet"),
        (State::ReceivedWithDifference, true) => by("next-difference-maker", objection),
        (State::ReceivedWithDifference, false) => by("next-difference-outlet", objection),
        (State::Received, true) => ui.t("next-received-maker"),
        (State::Received, false) => ui.t("next-received-outlet"),
        (State::Disputed, _) => ui.t("next-disputed"),
        (State::Declined | State::Withdrawn | State::Expired | State::Cancelled | State::Closed, _) => {
            ui.t("next-nothing")
        }
    }
}

pub fn next_of_placement(ui: &Ui, side: Side, state: PlacementState) -> String {
    let maker = side == Side::Enterprise;
    ui.t(match (state, maker) {
        (PlacementState::Proposed, true) => "next-proposed-maker",
        (PlacementState::Proposed, false) => "next-proposed-outlet",
        (PlacementState::TermsSent, true) => "next-terms-maker",
        (PlacementState::TermsSent, false) => "next-terms-outlet",
        (PlacementState::Active, true) => "next-active-maker",
        (PlacementState::Active, false) => "next-active-outlet",
        (PlacementState::Paused, _) => "next-paused",
        (PlacementState::Ending, _) => "next-ending",
        (PlacementState::Declined | PlacementState::Ended, _) => "next-over",
    })
}

pub fn zone(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}

/// A day and an hour at the outlet.
pub fn moment(ui: &Ui, at: &OffsetDateTime, place: &PlacementView) -> String {
    ui.moment(at, zone(&place.regency))
}

pub fn rupiah(ui: &Ui, amount: i64) -> String {
    ui.rupiah(&Rupiah(amount))
}

/// Basis points as percent: `15`, `12,5`.
pub fn percent(ui: &Ui, basis_points: i32) -> String {
    let (whole, rest) = (basis_points / 100, basis_points % 100);
    let comma = ui.pick(",", ".");
    match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole}{comma}{}", rest / 10),
        _ => format!("{whole}{comma}{rest:02}"),
    }
}

/// One of the terms that whoever agrees to them has to read.
#[derive(Clone, Debug)]
pub struct Term {
    /// Name of its tick.
    pub field: &'static str,
    pub title: String,
    pub sentences: Vec<String>,
    /// What has to be mended; else empty.
    pub fault: String,
}

impl Term {
    fn new(ui: &Ui, field: &'static str, title: &str, sentences: Vec<String>) -> Self {
        Self { field, title: ui.t(title), sentences, fault: String::new() }
    }
}

/// Names of the ticks beside the key terms.
pub const TICKS: [&str; 4] = ["setuju_bagian", "setuju_bayar", "setuju_rak", "setuju_rugi"];

/// The terms that decide who gets what and when.
pub fn key_terms(ui: &Ui, terms: &Terms) -> Vec<Term> {
    let [share_tick, pay_tick, shelf_tick, loss_tick] = TICKS;
    vec![
        Term::new(ui, share_tick, "term-share", vec![share(ui, terms)]),
        Term::new(ui, pay_tick, "term-pay", pay(ui, terms)),
        Term::new(ui, shelf_tick, "term-shelf", shelf(ui, terms)),
        Term::new(ui, loss_tick, "term-loss", losses(ui, terms)),
    ]
}

/// The share in one sentence.
pub fn share(ui: &Ui, terms: &Terms) -> String {
    match terms.pricing {
        Pricing::Commission => ui.ts("term-share-commission", "share", &percent(ui, terms.outlet_share)),
        Pricing::Markup => ui.ts("term-share-markup", "share", &percent(ui, terms.max_markup)),
        Pricing::MonthlyFee => ui.ts("term-share-fee", "fee", &rupiah(ui, terms.monthly_fee)),
        Pricing::Free => ui.t("term-share-free"),
    }
}

fn pay(ui: &Ui, terms: &Terms) -> Vec<String> {
    let closes = match terms.cycle {
        Cycle::Monthly if terms.close_day >= 31 => ui.t("term-close-month-end"),
        Cycle::Monthly => ui.ts("term-close-month", "day", &terms.close_day.to_string()),
        Cycle::Weekly => {
            let day = usize::try_from(terms.close_day - 1).unwrap_or_default().min(6);
            ui.ts("term-close-week", "day", &ui.t(WEEKDAYS[day]))
        }
    };
    vec![closes, ui.tn("term-pay-within", terms.pay_within), ui.tn("term-confirm-within", terms.confirm_within)]
}

fn shelf(ui: &Ui, terms: &Terms) -> Vec<String> {
    let stay = if terms.max_shelf_days == 0 {
        ui.t("term-shelf-open")
    } else {
        ui.tn("term-shelf-days", terms.max_shelf_days)
    };
    vec![stay, ui.tn("term-pull", terms.pull_before), ui.tn("term-collect", terms.collect_within)]
}

/// Who bears which loss, a sentence each.
fn losses(ui: &Ui, terms: &Terms) -> Vec<String> {
    const CAUSES: [&str; 5] = ["loss-transit", "loss-damaged", "loss-missing", "loss-stolen", "loss-expired"];
    let bearer = |part: i32| match part {
        0 => ui.t("loss-maker"),
        10_000 => ui.t("loss-outlet"),
        part => ui.ts("loss-shared", "share", &percent(ui, part)),
    };
    let line = |(cause, part): (&&str, &i32)| ui.with("loss-line", &[("cause", &ui.t(cause)), ("who", &bearer(*part))]);
    CAUSES.iter().zip(&terms.liability).map(line).collect()
}

/// The rest of the terms: label and value.
pub fn more_terms(ui: &Ui, terms: &Terms) -> Vec<(String, String)> {
    let mut facts = vec![
        (ui.t("term-remaining"), format!("{} %", percent(ui, terms.min_remaining))),
        (
            ui.t("term-quantity"),
            ui.with(
                "term-quantity-range",
                &[("least", &terms.quantity.0.to_string()), ("most", &ui.number(terms.quantity.1.into()))],
            ),
        ),
        (ui.t("term-min-payout"), rupiah(ui, terms.min_payout)),
        (ui.t("term-rounding"), rupiah(ui, terms.rounding.into())),
    ];
    if let Some(day) = terms.review_on {
        facts.push((ui.t("term-review"), ui.date(&day)));
    }
    if let Some(day) = terms.ends_on {
        facts.push((ui.t("term-ends"), ui.date(&day)));
    }
    facts
}

/// What the outlet answered, in one text; empty when it wrote nothing.
pub fn reply(ui: &Ui, stored: &str) -> String {
    let reply = Reply::read(stored);
    let reason = reply.reason.filter(|reason| *reason != Reason::Other).map(|reason| ui.t(reason_key(reason)));
    match reason {
        Some(reason) if reply.text.is_empty() => reason,
        Some(reason) => format!("{reason}. {}", reply.text),
        None => reply.text,
    }
}

pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::ShelfFull => "reason-shelf-full",
        Reason::PapersMissing => "reason-papers",
        Reason::Packaging => "reason-packaging",
        Reason::Similar => "reason-similar",
        Reason::Sample => "reason-sample",
        Reason::Other => "reason-other",
    }
}

/// A line of a history.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    pub when: String,
    pub what: String,
    pub who: String,
    pub note: String,
}

/// What happened, the newest first.
pub fn history(ui: &Ui, events: &[EventView], place: &PlacementView) -> Vec<HistoryRow> {
    history_with(ui, events, place, |event| event_key(&event.event, &event.to))
}

/// The same in the words of another kind of document.
pub fn history_with(
    ui: &Ui,
    events: &[EventView],
    place: &PlacementView,
    key: impl Fn(&EventView) -> &'static str,
) -> Vec<HistoryRow> {
    let row = |event: &EventView| HistoryRow {
        when: moment(ui, &event.at, place),
        what: ui.t(key(event)),
        who: match event.side {
            Side::Enterprise => place.enterprise_name.clone(),
            Side::Outlet => place.outlet_name.clone(),
            Side::Platform => ui.t("happened-by-itself"),
        },
        note: reply(ui, &event.note),
    };
    events.iter().rev().map(row).collect()
}

fn event_key(event: &str, to: &str) -> &'static str {
    match event {
        "write" => "happened-write",
        "offer" | "offer_again" => "happened-offer",
        "accept" => "happened-accept",
        "ask_changes" => "happened-ask-changes",
        "decline" => "happened-decline",
        "withdraw" => "happened-withdraw",
        "expire" => "happened-expire",
        "issue" => "happened-issue",
        "cancel" => "happened-cancel",
        "receive" => "happened-receive",
        "receive_with_difference" => "happened-receive-difference",
        "acknowledge" => "happened-acknowledge",
        "dispute" => "happened-dispute",
        "timeout" => "happened-timeout",
        "resolve" => "happened-resolve",
        "propose" => "happened-propose",
        "send_terms" | "renew" => "happened-send-terms",
        "agree" | "agree_renewal" => "happened-agree",
        "counter" => "happened-counter",
        "pause" => "happened-pause",
        "resume" => "happened-resume",
        "end" => "happened-end",
        _ if to == "ended" => "happened-ended",
        _ => "happened-close",
    }
}
