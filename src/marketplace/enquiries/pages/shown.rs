//! What both sides see of an enquiry, drawn by one template; and how an act is read from a form.
use actix_web::http::StatusCode;
use askama::Template;
use time::OffsetDateTime;

use crate::{
    identity::address::shown_phone,
    marketplace::enquiries::{
        model::{Act, EnquiryRow, EnquiryView, Entry, Happened, Payment, Reason, Shows, Tier},
        workflow::{Side, State, Step},
    },
    platform::{ids, money::Rupiah, params::Params},
    regions::Zone,
    web::{Cache, FormView, Head, Ui, errors::Answer, page},
};

type Options = Vec<(String, String, bool)>;

/// An enquiry in a list, as it is drawn.
pub struct Row {
    pub url: String,
    pub title: String,
    pub code: String,
    pub other: String,
    pub state: String,
    pub tone: &'static str,
    pub need_by: String,
    pub total: String,
}

impl Row {
    pub fn new(ui: &Ui, base: &str, row: EnquiryRow) -> Self {
        let more = row.lines.saturating_sub(1);
        Self {
            url: format!("{base}/{}", row.code),
            title: if more == 0 {
                row.first
            } else {
                ui.with("enquiry-and-more", &[("first", &row.first), ("more", &more.to_string())])
            },
            code: ids::shown_document_code(&row.code),
            other: row.other,
            state: ui.t(row.state.key()),
            tone: row.state.tone(),
            need_by: ui.date(&row.need_by),
            total: row.total.map(|total| ui.rupiah(&total)).unwrap_or_default(),
        }
    }
}

/// `Mulai 50 buah Rp 20.000 · mulai 100 buah Rp 18.000`.
pub fn tiers(ui: &Ui, tiers: &[Tier]) -> String {
    let tier = |tier: &Tier| {
        ui.with("enquiry-tier", &[("pieces", &ui.number(tier.pieces)), ("price", &ui.rupiah(&tier.price))])
    };
    tiers.iter().map(tier).collect::<Vec<_>>().join(" · ")
}

#[derive(Template)]
#[template(path = "pages/enquiries/enquiry.html")]
struct EnquiryPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// Address of the enquiry on this side.
    base: String,
    back: String,
    maker: bool,
    state: State,
    steps: Vec<Step>,
    state_word: String,
    turn: String,
    /// Name, place and, where there is one, address of the other side.
    other: (String, String, String),
    facts: Vec<(String, String)>,
    lines: Vec<LineRow>,
    total: String,
    total_idr: i64,
    revision: i32,
    version: i32,
    story: Vec<StoryRow>,
    /// What the other side shows of itself.
    contact: Vec<(String, String)>,
    mine: Shows,
    reasons: Options,
    payments: Options,
    hand_over_code: String,
}

struct LineRow {
    number: usize,
    title: String,
    unit: String,
    asked: String,
    tiers: String,
    /// Of the quotation; empty before.
    price: String,
    pieces: String,
    amount: String,
    received: String,
    agreed: i64,
}

struct StoryRow {
    when: String,
    who: String,
    words: String,
    text: String,
}

impl EnquiryPage {
    fn can(&self, step: &str) -> bool {
        Step::parse(step).is_some_and(|step| self.steps.contains(&step))
    }

    fn can_talk(&self) -> bool {
        ["ask", "answer", "write"].iter().any(|step| self.can(step))
    }

    fn can_close(&self) -> bool {
        ["decline", "withdraw", "cancel"].iter().any(|step| self.can(step))
    }

    /// Title of the fold and words of the button that end it.
    fn close_words(&self) -> (&'static str, &'static str) {
        if self.can("cancel") {
            ("close-cancel-fold", "close-cancel")
        } else if self.maker {
            ("close-decline-fold", "close-decline")
        } else {
            ("close-withdraw-fold", "close-withdraw")
        }
    }

    fn message_hint(&self) -> &'static str {
        if self.agreed() { "message-hint-agreed" } else { "message-hint" }
    }

    fn tone(&self) -> &'static str {
        self.state.tone()
    }

    fn agreed(&self) -> bool {
        self.state.is_agreed()
    }

    fn quoted(&self) -> bool {
        self.revision > 0
    }

    fn received(&self) -> bool {
        self.lines.iter().any(|line| !line.received.is_empty())
    }

    fn dated(&self) -> bool {
        self.agreed() || self.state == State::Completed
    }
}

/// Draws an enquiry for one of its sides.
pub fn enquiry_page(ui: Ui, status: StatusCode, view: EnquiryView, side: Side, base: String, form: FormView) -> Answer {
    let maker = side == Side::Maker;
    let code = ids::shown_document_code(&view.code);
    let title = ui.ts("enquiry-title", "code", &code);
    let option = |chosen: bool, value: &str, key: &str| (value.to_owned(), ui.t(key), chosen);
    let body = EnquiryPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        back: base.rsplit_once('/').map_or("/", |(list, _)| list).to_owned() + if maker { "" } else { "/saya" },
        maker,
        turn: turn(&ui, &view, maker),
        state_word: ui.t(view.state.key()),
        other: if maker {
            (view.organisation.clone(), view.buyer_place.clone(), String::new())
        } else {
            (view.maker.clone(), view.maker_place.clone(), format!("/usaha/{}", view.maker_code))
        },
        facts: facts(&ui, &view),
        lines: lines(&ui, &view),
        total: ui.rupiah(&view.total),
        total_idr: view.total.0,
        revision: view.revision,
        version: view.version,
        contact: contact(&ui, &view),
        mine: view.mine,
        reasons: Reason::by(side)
            .iter()
            .map(|reason| option(form.v("alasan") == reason.as_str(), reason.as_str(), reason.key()))
            .collect(),
        payments: Payment::ALL
            .iter()
            .map(|how| option(form.v("cara") == how.as_str(), how.as_str(), how.key()))
            .collect(),
        hand_over_code: view.hand_over_code.clone().unwrap_or_default(),
        state: view.state,
        story: view.story.iter().map(|entry| story_row(&ui, &view, maker, entry)).collect(),
        steps: view.steps,
        base,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Whose turn it is, and until when.
fn turn(ui: &Ui, view: &EnquiryView, maker: bool) -> String {
    let until =
        |key: &str, day: Option<time::Date>| ui.ts(key, "date", &day.map(|day| ui.date(&day)).unwrap_or_default());
    match (view.state, maker) {
        (State::Sent, true) => until("turn-sent-maker", Some(view.answer_by)),
        (State::Sent, false) => until("turn-sent-buyer", Some(view.answer_by)),
        (State::Clarifying, true) if view.revision > 0 => until("turn-sent-maker", Some(view.answer_by)),
        (State::Clarifying, false) if view.revision > 0 => until("turn-sent-buyer", Some(view.answer_by)),
        (State::Clarifying, true) => ui.t("turn-clarifying-maker"),
        (State::Clarifying, false) => ui.t("turn-clarifying-buyer"),
        (State::Quoted, true) => until("turn-quoted-maker", view.valid_until),
        (State::Quoted, false) if view.steps.contains(&Step::Accept) => until("turn-quoted-buyer", view.valid_until),
        (State::Quoted, false) => until("turn-quoted-over", view.valid_until),
        (State::Accepted, true) => until("turn-accepted-maker", view.ready_on),
        (State::Accepted, false) => until("turn-accepted-buyer", view.ready_on),
        (State::Ready, true) => ui.t("turn-ready-maker"),
        (State::Ready, false) => ui.t("turn-ready-buyer"),
        (State::HandedOver, _) => ui.t("turn-handed-over"),
        (State::Completed, _) if view.paid.is_none() => ui.t("turn-unpaid"),
        (State::Completed, _) => ui.t("turn-completed"),
        (State::Expired, _) if view.steps.contains(&Step::Reopen) => ui.t("turn-expired"),
        _ => ui.t("turn-closed"),
    }
}

fn facts(ui: &Ui, view: &EnquiryView) -> Vec<(String, String)> {
    let day = |day: &time::Date| ui.date(day);
    let mut facts = vec![
        (ui.t("enquiry-organisation"), format!("{} ({})", view.organisation, ui.t(view.kind.key()))),
        (ui.t("enquiry-buyer-place"), view.buyer_place.clone()),
        (ui.t("enquiry-need-by"), day(&view.need_by)),
        (ui.t("enquiry-hand-over"), ui.t(view.delivery.key())),
    ];
    if !view.papers.is_empty() {
        let papers: Vec<String> = view.papers.iter().map(|paper| ui.t(paper.key())).collect();
        facts.push((ui.t("enquiry-papers"), papers.join(", ")));
    }
    if let (Some(ready_on), Some(valid_until)) = (&view.ready_on, &view.valid_until) {
        facts.push((ui.t("enquiry-ready-on"), day(ready_on)));
        facts.push((ui.t("enquiry-valid-until"), day(valid_until)));
        facts.push((ui.t("enquiry-seller"), view.seller_name.clone()));
    }
    if let Some(paid) = &view.paid {
        let paid = [("amount", &*ui.rupiah(&paid.amount)), ("how", &ui.t(paid.how.key())), ("date", &day(&paid.on))];
        facts.push((ui.t("enquiry-paid"), ui.with("enquiry-paid-words", &paid)));
    }
    facts
}

fn lines(ui: &Ui, view: &EnquiryView) -> Vec<LineRow> {
    let row = |(number, line): (usize, &crate::marketplace::enquiries::model::LineView)| {
        let (price, pieces, amount) = match line.offered {
            Some((Some(unit), pieces)) => {
                let amount = Rupiah(unit.0.saturating_mul(pieces));
                (ui.rupiah(&unit), ui.number(pieces), ui.rupiah(&amount))
            }
            Some((None, _)) => (ui.t("enquiry-cannot"), String::new(), String::new()),
            None => (String::new(), String::new(), String::new()),
        };
        LineRow {
            number,
            title: line.title.clone(),
            unit: line.unit.clone(),
            asked: ui.number(line.asked),
            tiers: tiers(ui, &line.tiers),
            received: line.received.map(|pieces| ui.number(pieces)).unwrap_or_default(),
            agreed: line.offered.map(|(_, pieces)| pieces).unwrap_or_default(),
            price,
            pieces,
            amount,
        }
    };
    (1..).zip(&view.lines).map(row).collect()
}

fn story_row(ui: &Ui, view: &EnquiryView, maker: bool, entry: &Entry) -> StoryRow {
    let who = match entry.side {
        Side::Buyer if maker => view.organisation.clone(),
        Side::Maker if !maker => view.maker.clone(),
        Side::System => ui.t("story-by-itself"),
        _ => ui.t("story-you"),
    };
    let (words, text) = match &entry.what {
        Happened::Said(text) => (String::new(), text.clone()),
        Happened::Step { step, reason, revision, total } => {
            let total = total.map(|total| ui.rupiah(&total)).unwrap_or_default();
            let number = revision.to_string();
            let words = match step {
                Step::Quote => ui.with("story-quote", &[("number", &number), ("total", &total)]),
                Step::Accept => ui.with("story-accept", &[("number", &number), ("total", &total)]),
                step => ui.t(step.key()),
            };
            (words, reason.map(|reason| ui.t(reason.key())).unwrap_or_default())
        }
    };
    StoryRow { when: moment(ui, &entry.at, view.zone), who, words, text }
}

fn moment(ui: &Ui, at: &OffsetDateTime, zone: Zone) -> String {
    ui.moment(at, zone)
}

fn contact(ui: &Ui, view: &EnquiryView) -> Vec<(String, String)> {
    let theirs = &view.theirs;
    let phone = if theirs.phone.is_empty() { String::new() } else { shown_phone(&theirs.phone) };
    [("contact-name", theirs.name.clone()), ("contact-phone", phone), ("contact-email", theirs.email.clone())]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (ui.t(key), value))
        .collect()
}

/// What somebody wants to do, or the fields to mend.
pub fn read_act(typed: &Params, side: Side, lines: usize) -> Result<Act, Vec<(String, &'static str)>> {
    let text = |name: &str| typed.get(name).unwrap_or_default().to_owned();
    let fault = |field: &str, key| Err(vec![(field.to_owned(), key)]);
    match typed.get("tindakan") {
        Some("pesan") => Ok(Act::Say(text("pesan"))),
        Some("ubah") => Ok(Act::Counter(text("ubah"))),
        Some("setuju") => {
            let number = |name: &str| typed.get(name).and_then(|number| number.parse::<i64>().ok()).unwrap_or(-1);
            let revision = i32::try_from(number("revisi")).unwrap_or(-1);
            Ok(Act::Accept { revision, total: Rupiah(number("total")), shows: read_shows(typed) })
        }
        Some("tutup") => match typed.get("alasan").and_then(Reason::parse) {
            Some(reason) if Reason::by(side).contains(&reason) => Ok(Act::Close(reason, text("catatan"))),
            _ => fault("alasan", "enquiry-fault-reason"),
        },
        Some("buka") => Ok(Act::Reopen),
        Some("siap") => Ok(Act::Ready),
        Some("serah") => read_hand_over(typed, lines),
        Some("bayar") => read_payment(typed),
        Some("kontak") => Ok(Act::Share(read_shows(typed))),
        _ => fault("pesan", "enquiry-fault-not-now"),
    }
}

fn read_shows(typed: &Params) -> Shows {
    let on = |name: &str| typed.get(name).is_some();
    Shows { name: on("lihat-nama"), phone: on("lihat-telepon"), email: on("lihat-email") }
}

fn read_hand_over(typed: &Params, lines: usize) -> Result<Act, Vec<(String, &'static str)>> {
    let code: String = typed.get("kode").unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let pieces = |number: usize| typed.get(&format!("diterima-{number}")).and_then(|typed| typed.parse::<u16>().ok());
    let received: Option<Vec<i64>> = (1..=lines).map(|number| pieces(number).map(i64::from)).collect();
    let mut faults = Vec::new();
    if code.len() != 6 {
        faults.push(("kode".to_owned(), "enquiry-fault-code"));
    }
    match received {
        Some(received) if faults.is_empty() => Ok(Act::HandOver(code, received)),
        Some(_) => Err(faults),
        None => {
            faults.push(("diterima".to_owned(), "enquiry-fault-received"));
            Err(faults)
        }
    }
}

fn read_payment(typed: &Params) -> Result<Act, Vec<(String, &'static str)>> {
    let (on, how) = (typed.day("bayar"), typed.get("cara").and_then(Payment::parse));
    let amount = typed.get("nilai").and_then(Rupiah::parse);
    if let (Some(on), Some(how), Some(amount)) = (on, how, amount) {
        return Ok(Act::Pay { on, how, amount });
    }
    let missing = [
        (on.is_none(), "bayar", "enquiry-fault-paid-on"),
        (how.is_none(), "cara", "enquiry-fault-paid-how"),
        (amount.is_none(), "nilai", "error-amount"),
    ];
    Err(missing.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, key)| (field.to_owned(), key)).collect())
}

/// What was just done, from the address.
pub fn done_words(ui: &Ui, done: Option<&str>) -> String {
    let key = match done {
        Some("kirim") => "done-enquiry-sent",
        Some("pesan") => "done-enquiry-said",
        Some("ubah") => "done-enquiry-counter",
        Some("setuju") => "done-enquiry-accepted",
        Some("tutup") => "done-enquiry-closed",
        Some("buka") => "done-enquiry-reopened",
        Some("siap") => "done-enquiry-ready",
        Some("serah") => "done-enquiry-handed-over",
        Some("bayar") => "done-enquiry-paid",
        Some("kontak") => "done-enquiry-contact",
        Some("tawar") => "done-enquiry-quoted",
        _ => return String::new(),
    };
    ui.t(key)
}
