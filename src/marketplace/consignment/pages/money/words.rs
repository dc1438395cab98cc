//! Statements and payments in words, and the rows of a statement as both sides read them.
use time::Date;

use super::super::{
    proof::ProofView,
    shown,
    words::{self, HistoryRow, Tag},
};
use crate::{
    marketplace::consignment::{
        agreements::model::{LossCause, PlacementView},
        documents::EventView,
        party::Side,
        statements::{
            disputes::{DisputeView, Voice},
            overview::Month,
            paper::{LossRow, OtherRow, Paper, PaymentRow, SaleRow},
            payouts::Method,
            service::StatementView,
            workflow::{DisputeState, PayoutState, State},
        },
    },
    web::Ui,
};

/// Lines of a statement on its page; the file has all.
const LINES: usize = 300;

/// `Rp 25.000`, with a long minus before what is below 0.
pub fn amount(ui: &Ui, rupiah: i64) -> String {
    let words = words::rupiah(ui, rupiah.saturating_abs());
    if rupiah < 0 { format!("−{words}") } else { words }
}

/// `1 – 30 November 2026`.
pub fn period(ui: &Ui, from: Date, to: Date) -> String {
    if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{} – {}", from.day(), ui.date(&to))
    } else {
        format!("{} – {}", ui.date(&from), ui.date(&to))
    }
}

/// `November 2026`.
pub fn month(ui: &Ui, month: Month) -> String {
    ui.date(&month.first()).split_once(' ').map_or_else(String::new, |(_, words)| words.to_owned())
}

/// The state of a statement; `late` days over the day to pay.
pub fn state(ui: &Ui, statement: &StatementView, late: i64) -> Tag {
    if late > 0 {
        return ("stop", ui.tn("statement-late", late));
    }
    let (tone, key) = match statement.state {
        State::Drafted => ("idle", "statement-drafted"),
        State::Sent => ("moving", "statement-sent"),
        State::Disputed => ("yours", "statement-disputed"),
        State::Confirmed if statement.net > 0 => ("moving", "statement-to-pay"),
        State::Confirmed => ("good", "statement-confirmed"),
        State::Paid => ("good", "statement-paid"),
        State::Closed if statement.carry_out.is_some_and(|rupiah| rupiah != 0) => ("good", "statement-carried"),
        State::Closed => ("good", "statement-closed"),
    };
    (tone, ui.t(key))
}

/// What comes next, for one side.
pub fn next(ui: &Ui, side: Side, statement: &StatementView, dispute: Option<&DisputeView>) -> String {
    let maker = side == Side::Enterprise;
    let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| ui.date(&day));
    let mediated = dispute.is_some_and(|dispute| dispute.state == DisputeState::Mediation);
    match (statement.state, maker) {
        (State::Drafted, true) => ui.t("statement-next-drafted-maker"),
        (State::Drafted, false) => ui.t("statement-next-drafted-outlet"),
        (State::Sent, true) => ui.ts("statement-next-sent-maker", "day", &day(statement.confirm_by)),
        (State::Sent, false) => ui.ts("statement-next-sent-outlet", "day", &day(statement.confirm_by)),
        (State::Disputed, _) if mediated => ui.t("statement-next-mediated"),
        (State::Disputed, true) => ui.t("statement-next-disputed-maker"),
        (State::Disputed, false) => {
            ui.ts("statement-next-disputed-outlet", "day", &day(dispute.map(|dispute| dispute.answer_before)))
        }
        (State::Confirmed, _) if statement.net <= 0 => ui.t("statement-next-nothing-owed"),
        (State::Confirmed, true) => ui.ts("statement-next-confirmed-maker", "day", &day(statement.due_on)),
        (State::Confirmed, false) => ui.ts("statement-next-confirmed-outlet", "day", &day(statement.due_on)),
        (State::Paid, true) => ui.t("statement-next-paid-maker"),
        (State::Paid, false) => ui.t("statement-next-paid-outlet"),
        (State::Closed, _) => ui.t(if statement.carry_out.is_some_and(|rupiah| rupiah != 0) {
            "statement-next-carried"
        } else {
            "statement-next-closed"
        }),
    }
}

pub fn reason_key(reason: &str) -> &'static str {
    match reason {
        "count" => "dispute-count",
        "price" => "dispute-price",
        "unpaid" => "dispute-unpaid",
        "damaged" => "dispute-damaged",
        "unrecorded" => "dispute-unrecorded",
        _ => "dispute-other",
    }
}

pub fn cause(ui: &Ui, cause: Option<LossCause>) -> String {
    ui.t(match cause {
        Some(LossCause::MissingInTransit) => "loss-transit",
        Some(LossCause::Damaged) => "loss-damaged",
        Some(LossCause::Missing) => "loss-missing",
        Some(LossCause::Stolen) => "loss-stolen",
        Some(LossCause::Expired) => "loss-expired",
        None => "money-loss-back",
    })
}

/// A fee or a correction.
pub fn other(ui: &Ui, row: &OtherRow) -> String {
    let words = ui.t(match row.kind.as_str() {
        "fee" => "money-fee",
        "fee_back" => "money-fee-back",
        _ => "money-adjusted",
    });
    if row.reference.is_empty() { words } else { format!("{words} {}", shown(&row.reference)) }
}

pub fn method(ui: &Ui, method: Method) -> String {
    ui.t(match method {
        Method::Cash => "method-cash",
        Method::Transfer => "method-transfer",
        Method::Qris => "method-qris",
    })
}

pub fn payment_state(ui: &Ui, state: PayoutState) -> Tag {
    let (tone, key) = match state {
        PayoutState::HandedOver => ("moving", "payment-handed-over"),
        PayoutState::Acknowledged => ("good", "payment-acknowledged"),
        PayoutState::Failed => ("stop", "payment-failed"),
    };
    (tone, ui.t(key))
}

/// What happened to a statement, the newest first.
pub fn history(ui: &Ui, events: &[EventView], place: &PlacementView) -> Vec<HistoryRow> {
    let row = |event: &EventView| HistoryRow {
        when: words::moment(ui, &event.at, place),
        what: ui.t(event_key(event)),
        who: match event.side {
            Side::Enterprise => place.enterprise_name.clone(),
            Side::Outlet => place.outlet_name.clone(),
            Side::Platform if mediates(event) => ui.t("voice-mediator"),
            Side::Platform => ui.t("happened-by-itself"),
        },
        note: match event.event.as_str() {
            "propose" | "redraft" => event.note.parse().map(|rupiah| amount(ui, rupiah)).unwrap_or_default(),
            "uphold" => String::new(),
            _ => event.note.clone(),
        },
    };
    events.iter().rev().map(row).collect()
}

fn mediates(event: &EventView) -> bool {
    matches!(event.event.as_str(), "uphold" | "redraft")
}

fn event_key(event: &EventView) -> &'static str {
    match event.event.as_str() {
        "draft" => "statement-happened-draft",
        "send" => "statement-happened-send",
        "confirm" => "statement-happened-confirm",
        "timeout" => "statement-happened-timeout",
        "dispute" => "statement-happened-dispute",
        "answer" => "statement-happened-answer",
        "propose" => "statement-happened-propose",
        "escalate" => "statement-happened-escalate",
        "redraft" => "statement-happened-redraft",
        "uphold" if event.side == Side::Platform => "statement-happened-upheld",
        "uphold" => "statement-happened-withdrawn",
        "paid_in_full" => "statement-happened-paid",
        "carry" => "statement-happened-carry",
        "payment_failed" => "statement-happened-failed",
        _ => "statement-happened-close",
    }
}

/// What was written in a dispute: who, when, what.
pub struct MessageRow {
    pub who: String,
    pub when: String,
    pub text: String,
}

pub fn messages(ui: &Ui, dispute: &DisputeView, place: &PlacementView) -> Vec<MessageRow> {
    let row = |message: &crate::marketplace::consignment::statements::disputes::Message| MessageRow {
        who: match message.voice {
            Voice::Enterprise => place.enterprise_name.clone(),
            Voice::Outlet => place.outlet_name.clone(),
            Voice::Mediator => ui.t("voice-mediator"),
        },
        when: words::moment(ui, &message.at, place),
        text: message.text.clone(),
    };
    dispute.messages.iter().map(row).collect()
}

/// A statement as it is written on its page, the same for both sides.
pub struct PaperView {
    pub facts: Vec<(String, String)>,
    /// Label, rupiah, whether it is the sum of those above.
    pub summary: Vec<(String, String, bool)>,
    pub net: String,
    pub words: String,
    pub sales: Vec<SaleCells>,
    /// Pieces, takings, the outlet's part and the maker's of all sales.
    pub sales_total: [String; 4],
    /// How many lines only the file has; else empty.
    pub sales_more: String,
    pub losses: Vec<LossCells>,
    /// Day, what, rupiah.
    pub others: Vec<(String, String, String)>,
    pub goods: Vec<GoodsCells>,
    pub payments: Vec<PaymentCells>,
}

pub struct SaleCells {
    pub day: String,
    pub goods: String,
    pub reference: String,
    pub pieces: String,
    pub price: String,
    pub gross: String,
    pub outlet_share: String,
    pub maker_share: String,
    pub disputed: bool,
}

pub struct LossCells {
    pub day: String,
    pub cause: String,
    pub goods: String,
    pub pieces: String,
    pub borne: String,
    pub due: String,
    pub disputed: bool,
}

pub struct GoodsCells {
    pub lot: String,
    pub goods: String,
    /// Start, came, sold, returned, lost, end.
    pub counts: [String; 6],
}

pub struct PaymentCells {
    pub code: String,
    pub day: String,
    pub what: String,
    pub amount: String,
    pub state: Tag,
    pub may_acknowledge: bool,
    pub may_fail: bool,
    /// Name of the field for the reason of a failure, what was typed there, and what is wrong with it.
    pub field: String,
    pub reason: String,
    pub fault: String,
    pub proof: Option<ProofView>,
}

impl PaperView {
    pub fn of(ui: &Ui, paper: &Paper, disputed: &[i64]) -> Self {
        let marked = |entry: i64| disputed.contains(&entry);
        let sums = &paper.sums;
        let more = paper.sales.len().saturating_sub(LINES);
        Self {
            facts: facts(ui, paper),
            summary: summary(ui, paper),
            net: amount(ui, paper.net),
            words: paper.net_in_words.clone(),
            sales: paper.sales.iter().take(LINES).map(|row| sale(ui, row, marked(row.entry))).collect(),
            sales_total: [
                ui.number(paper.pieces()),
                amount(ui, sums.gross),
                amount(ui, sums.outlet_share),
                amount(ui, sums.gross - sums.outlet_share),
            ],
            sales_more: if more == 0 { String::new() } else { ui.tn("statement-more-lines", more) },
            losses: paper.losses.iter().take(LINES).map(|row| loss(ui, row, marked(row.entry))).collect(),
            others: others(ui, paper),
            goods: paper.goods.iter().take(LINES).map(|row| goods(ui, row)).collect(),
            payments: paper.payments.iter().map(|row| payment(ui, row)).collect(),
        }
    }
}

fn facts(ui: &Ui, paper: &Paper) -> Vec<(String, String)> {
    let mut facts = vec![
        (ui.t("statement-maker"), paper.maker.clone()),
        (ui.t("statement-outlet"), format!("{}, {}", paper.outlet, paper.outlet_place)),
        (ui.t("statement-period"), period(ui, paper.from, paper.to)),
        (ui.t("statement-code"), shown(&paper.code)),
    ];
    if let Some(number) = &paper.official_number {
        facts.push((ui.t("statement-number"), number.clone()));
    }
    if paper.revision > 1 {
        facts.push((ui.t("statement-revision"), paper.revision.to_string()));
    }
    if let Some(day) = paper.due_on {
        facts.push((ui.t("statement-due"), ui.date(&day)));
    }
    if paper.agreement > 0 {
        let terms = words::share(ui, &paper.terms);
        let version = paper.agreement.to_string();
        facts.push((
            ui.t("statement-terms"),
            ui.with("statement-terms-version", &[("version", &version), ("share", &terms)]),
        ));
    }
    facts
}

/// From what was taken to what is left to pay; what is nothing is left out.
fn summary(ui: &Ui, paper: &Paper) -> Vec<(String, String, bool)> {
    let sums = &paper.sums;
    let parts = [
        ("statement-gross", sums.gross, true),
        ("statement-outlet-share", -sums.outlet_share, false),
        ("statement-liability", sums.liability, false),
        ("statement-fee", -sums.fee, false),
        ("statement-adjusted", sums.adjustments, false),
        ("statement-carried-in", paper.carried_in, false),
    ];
    let row = |key: &str, rupiah: i64, strong: bool| (ui.t(key), amount(ui, rupiah), strong);
    let mut rows: Vec<_> = parts
        .into_iter()
        .filter(|(_, rupiah, always)| *always || *rupiah != 0)
        .map(|(key, rupiah, _)| row(key, rupiah, false))
        .collect();
    rows.push(row("statement-net", paper.net, true));
    rows.push(row("statement-paid-so-far", paper.paid, false));
    match paper.carry_out {
        Some(rupiah) if rupiah != 0 => rows.push(row("statement-carry-out", rupiah, true)),
        _ => rows.push(row("statement-open", paper.open, true)),
    }
    rows
}

pub fn sale(ui: &Ui, row: &SaleRow, disputed: bool) -> SaleCells {
    SaleCells {
        day: ui.date(&row.day),
        goods: if row.voided { ui.ts("statement-void", "goods", &row.goods) } else { row.goods.clone() },
        reference: shown(&row.reference),
        pieces: ui.number(row.pieces).replace('-', "−"),
        price: amount(ui, row.unit),
        gross: amount(ui, row.gross),
        outlet_share: amount(ui, row.outlet_share),
        maker_share: amount(ui, row.maker_share),
        disputed,
    }
}

pub fn loss(ui: &Ui, row: &LossRow, disputed: bool) -> LossCells {
    LossCells {
        day: ui.date(&row.day),
        cause: cause(ui, row.cause),
        goods: row.goods.clone(),
        pieces: ui.number(row.pieces),
        borne: format!("{} %", words::percent(ui, row.borne)),
        due: amount(ui, row.due),
        disputed,
    }
}

pub fn others(ui: &Ui, paper: &Paper) -> Vec<(String, String, String)> {
    let row = |row: &OtherRow| (ui.date(&row.day), other(ui, row), amount(ui, row.due));
    let mut rows: Vec<_> = paper.others.iter().map(row).collect();
    if paper.carried_in != 0 {
        let from = shown(paper.carried_from.as_deref().unwrap_or_default());
        rows.push((ui.date(&paper.from), ui.ts("money-carried", "code", &from), amount(ui, paper.carried_in)));
    }
    rows
}

pub fn goods(ui: &Ui, row: &crate::marketplace::consignment::statements::paper::LotRow) -> GoodsCells {
    GoodsCells {
        lot: shown(&row.lot),
        goods: row.goods.clone(),
        counts: [row.start, row.came, row.sold, row.returned, row.lost, row.end].map(|pieces| ui.number(pieces)),
    }
}

pub fn payment(ui: &Ui, row: &PaymentRow) -> PaymentCells {
    let reference = if row.reference.is_empty() { String::new() } else { format!(", {}", row.reference) };
    PaymentCells {
        code: row.code.clone(),
        day: ui.date(&row.day),
        what: format!("{}{reference}", method(ui, row.method)),
        amount: amount(ui, row.rupiah),
        state: payment_state(ui, row.state),
        may_acknowledge: false,
        may_fail: false,
        field: format!("alasan-{}", row.code),
        reason: String::new(),
        fault: String::new(),
        proof: None,
    }
}
