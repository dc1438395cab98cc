//! How an enquiry goes on: one table of steps, and what has to be true for each. Pure; the clock comes with the facts.
use time::{Date, Duration};

use super::list::MOST_LINES;
use crate::platform::money::Rupiah;

crate::words! {
    /// Where an enquiry stands.
    pub enum State {
        Sent = "sent",
        Clarifying = "clarifying",
        Quoted = "quoted",
        Accepted = "accepted",
        Ready = "ready",
        HandedOver = "handed_over",
        Completed = "completed",
        Declined = "declined",
        Withdrawn = "withdrawn",
        Expired = "expired",
        Cancelled = "cancelled",
    }
}

crate::words! {
    /// Who takes a step.
    pub enum Side {
        Buyer = "buyer",
        Maker = "maker",
        System = "system",
    }
}

crate::words! {
    /// A step, without what comes with it.
    pub enum Step {
        Send = "send",
        /// The enterprise wants to know something.
        Ask = "ask",
        /// The buyer answers, or adds something.
        Answer = "answer",
        /// A message that changes nothing else.
        Write = "write",
        Quote = "quote",
        /// The buyer wants another quotation.
        Counter = "counter",
        Accept = "accept",
        Decline = "decline",
        Withdraw = "withdraw",
        Expire = "expire",
        Reopen = "reopen",
        Ready = "ready",
        Cancel = "cancel",
        HandOver = "hand_over",
        /// The payment is noted.
        Pay = "pay",
        TimeOut = "time_out",
    }
}

/// Every step there is: from, step, who, to.
pub const TABLE: &[(Option<State>, Step, Side, State)] = {
    use Side::{Buyer, Maker, System};
    use State::{
        Accepted, Cancelled, Clarifying, Completed, Declined, Expired, HandedOver, Quoted, Ready, Sent, Withdrawn,
    };
    &[
        (None, Step::Send, Buyer, Sent),
        (Some(Sent), Step::Ask, Maker, Clarifying),
        (Some(Clarifying), Step::Ask, Maker, Clarifying),
        (Some(Sent), Step::Answer, Buyer, Sent),
        (Some(Clarifying), Step::Answer, Buyer, Sent),
        (Some(Sent), Step::Quote, Maker, Quoted),
        (Some(Clarifying), Step::Quote, Maker, Quoted),
        (Some(Quoted), Step::Counter, Buyer, Clarifying),
        (Some(Quoted), Step::Accept, Buyer, Accepted),
        (Some(Sent), Step::Decline, Maker, Declined),
        (Some(Clarifying), Step::Decline, Maker, Declined),
        (Some(Quoted), Step::Decline, Maker, Declined),
        (Some(Sent), Step::Withdraw, Buyer, Withdrawn),
        (Some(Clarifying), Step::Withdraw, Buyer, Withdrawn),
        (Some(Quoted), Step::Withdraw, Buyer, Withdrawn),
        (Some(Sent), Step::Expire, System, Expired),
        (Some(Clarifying), Step::Expire, System, Expired),
        (Some(Quoted), Step::Expire, System, Expired),
        (Some(Expired), Step::Reopen, Buyer, Sent),
        (Some(Expired), Step::Reopen, Maker, Quoted),
        (Some(Accepted), Step::Ready, Maker, Ready),
        (Some(Accepted), Step::Cancel, Maker, Cancelled),
        (Some(Accepted), Step::Cancel, Buyer, Cancelled),
        (Some(Ready), Step::Cancel, Maker, Cancelled),
        (Some(Ready), Step::Cancel, Buyer, Cancelled),
        // The enterprise gives the code out of its hand, and the buyer types it: both are there.
        (Some(Ready), Step::HandOver, Buyer, HandedOver),
        (Some(HandedOver), Step::Pay, Maker, Completed),
        (Some(HandedOver), Step::Pay, Buyer, Completed),
        (Some(HandedOver), Step::TimeOut, System, Completed),
        // People talk on after a quotation; that moves nothing.
        (Some(Quoted), Step::Write, Maker, Quoted),
        (Some(Accepted), Step::Write, Maker, Accepted),
        (Some(Accepted), Step::Write, Buyer, Accepted),
        (Some(Ready), Step::Write, Maker, Ready),
        (Some(Ready), Step::Write, Buyer, Ready),
        (Some(HandedOver), Step::Write, Maker, HandedOver),
        (Some(HandedOver), Step::Write, Buyer, HandedOver),
    ]
};

/// Days without a word after which an enquiry lapses.
pub const SILENCE: i64 = 14;
/// Days for which a quotation may hold, and within which what lapsed can be opened again.
pub const LONGEST: i64 = 60;
/// Days after which an order without a payment noted counts as done.
pub const PATIENCE: i64 = 60;
/// Days ahead for which anything can be wanted or promised.
pub const HORIZON: i64 = 366;

/// What an enterprise offers for one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOffer {
    /// Rupiah a piece, and how many pieces.
    At(Rupiah, i64),
    Cannot,
}

/// A quotation: every line in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub lines: Vec<LineOffer>,
    pub ready_on: Date,
    pub valid_until: Date,
}

impl Offer {
    /// What all lines cost together. Nothing, when that is more than any column holds.
    pub fn total(&self) -> Option<Rupiah> {
        let amounts = self.lines.iter().map(|line| match line {
            LineOffer::At(unit, pieces) => unit.0.checked_mul(*pieces),
            LineOffer::Cannot => Some(0),
        });
        let total = amounts.sum::<Option<i64>>().map(Rupiah)?;
        (total <= Rupiah::MAX).then_some(total)
    }
}

/// A step with what comes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Send,
    Ask,
    Answer,
    Write,
    Quote(Offer),
    Counter,
    /// Of this revision at this total.
    Accept(i32, Rupiah),
    Decline,
    Withdraw,
    Expire,
    /// With a new quotation, when the enterprise does it.
    Reopen(Option<Offer>),
    Ready,
    Cancel,
    /// Whether the code was right, and the pieces received of each line.
    HandOver(bool, Vec<i64>),
    /// On this day.
    Pay(Date),
    TimeOut,
}

impl Event {
    pub fn step(&self) -> Step {
        match self {
            Self::Send => Step::Send,
            Self::Ask => Step::Ask,
            Self::Answer => Step::Answer,
            Self::Write => Step::Write,
            Self::Quote(_) => Step::Quote,
            Self::Counter => Step::Counter,
            Self::Accept(..) => Step::Accept,
            Self::Decline => Step::Decline,
            Self::Withdraw => Step::Withdraw,
            Self::Expire => Step::Expire,
            Self::Reopen(_) => Step::Reopen,
            Self::Ready => Step::Ready,
            Self::Cancel => Step::Cancel,
            Self::HandOver(..) => Step::HandOver,
            Self::Pay(_) => Step::Pay,
            Self::TimeOut => Step::TimeOut,
        }
    }
}

/// What has to be known to decide.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Today where the enterprise is.
    pub today: Date,
    /// The day by which the goods are needed.
    pub need_by: Date,
    /// Pieces asked for, line by line.
    pub asked: Vec<i64>,
    /// Pieces agreed on, line by line; empty before a quotation.
    pub agreed: Vec<i64>,
    /// Everything that is asked for is still on show.
    pub published: bool,
    /// More than can be made until the day that is offered.
    pub over_capacity: bool,
    /// The day that is offered comes before the first piece can be ready.
    pub too_soon: bool,
    /// The quotation in force: its number, total and last day.
    pub revision: i32,
    pub total: Rupiah,
    pub valid_until: Option<Date>,
    /// Whole days since the clock of the present state started.
    pub days_since: i64,
}

/// Why a step is not taken. Each has a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such step from here, or not by this side.
    NotNow,
    TooManyLines,
    NeedBy,
    NotPublished,
    /// A line has neither a price nor a "cannot".
    OpenLines,
    NothingOffered,
    TooManyPieces,
    TooMuch,
    ReadyOn,
    ValidUntil,
    OverCapacity,
    TooSoon,
    QuoteOver,
    /// The quotation is another one than the buyer looked at.
    QuoteChanged,
    /// A deadline that has not passed.
    NotYet,
    ReopenLate,
    WrongCode,
    Received,
    PaidOn,
}

impl Refusal {
    /// The field the sentence stands beside, and its key.
    pub fn sentence(self) -> (&'static str, &'static str) {
        match self {
            Self::NotNow => ("pesan", "enquiry-fault-not-now"),
            Self::TooManyLines => ("daftar", "enquiry-fault-full"),
            Self::NeedBy => ("perlu", "enquiry-fault-need-by"),
            Self::NotPublished => ("daftar", "enquiry-fault-gone"),
            Self::OpenLines => ("barang", "enquiry-fault-open-lines"),
            Self::NothingOffered => ("barang", "enquiry-fault-nothing"),
            Self::TooManyPieces => ("barang", "enquiry-fault-pieces-offered"),
            Self::TooMuch => ("barang", "enquiry-fault-too-much"),
            Self::ReadyOn => ("siap", "enquiry-fault-ready-on"),
            Self::ValidUntil => ("berlaku", "enquiry-fault-valid-until"),
            Self::OverCapacity => ("siap", "enquiry-fault-capacity"),
            Self::TooSoon => ("siap", "enquiry-fault-too-soon"),
            Self::QuoteOver => ("setuju", "enquiry-fault-quote-over"),
            Self::QuoteChanged => ("setuju", "enquiry-fault-quote-changed"),
            Self::NotYet => ("pesan", "enquiry-fault-not-yet"),
            Self::ReopenLate => ("buka", "enquiry-fault-reopen-late"),
            Self::WrongCode => ("kode", "enquiry-fault-code"),
            Self::Received => ("diterima", "enquiry-fault-received"),
            Self::PaidOn => ("bayar", "enquiry-fault-paid-on"),
        }
    }
}

/// Where a step leads, or why it is not taken.
pub fn decide(from: Option<State>, event: &Event, side: Side, facts: &Facts) -> Result<State, Refusal> {
    let to = leads_to(from, event.step(), side).ok_or(Refusal::NotNow)?;
    match event {
        Event::Send => may_send(facts)?,
        Event::Quote(offer) => may_offer(offer, facts)?,
        Event::Accept(revision, total) => {
            refuse(!holds(facts), Refusal::QuoteOver)?;
            refuse(*revision != facts.revision || *total != facts.total, Refusal::QuoteChanged)?;
        }
        Event::Expire => {
            let silent = from != Some(State::Quoted) && facts.days_since >= SILENCE;
            let over = from == Some(State::Quoted) && !holds(facts);
            refuse(!silent && !over, Refusal::NotYet)?;
        }
        Event::Reopen(offer) => {
            refuse(!can_reopen(facts), Refusal::ReopenLate)?;
            refuse(!facts.published, Refusal::NotPublished)?;
            match (side, offer) {
                (Side::Maker, Some(offer)) => may_offer(offer, facts)?,
                (Side::Maker, None) => return Err(Refusal::OpenLines),
                _ => {}
            }
        }
        Event::HandOver(code_fits, received) => {
            refuse(!code_fits, Refusal::WrongCode)?;
            let fits = received.len() == facts.agreed.len()
                && received.iter().zip(&facts.agreed).all(|(received, agreed)| (0..=*agreed).contains(received))
                && received.iter().any(|pieces| *pieces > 0);
            refuse(!fits, Refusal::Received)?;
        }
        Event::Pay(day) => refuse(*day > facts.today || *day < facts.today - Duration::days(HORIZON), Refusal::PaidOn)?,
        Event::TimeOut => refuse(facts.days_since < PATIENCE, Refusal::NotYet)?,
        _ => {}
    }
    Ok(to)
}

/// The steps a side may take now: the buttons it sees.
pub fn open_steps(state: State, side: Side, facts: &Facts) -> Vec<Step> {
    let open = |step: Step| match step {
        Step::Accept => holds(facts),
        Step::Reopen => can_reopen(facts) && facts.published,
        _ => true,
    };
    let steps = TABLE.iter().filter(|(from, _, who, _)| *from == Some(state) && *who == side);
    steps.map(|(_, step, ..)| *step).filter(|step| open(*step)).collect()
}

impl State {
    /// Nothing is waited for any more.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Completed | Self::Declined | Self::Withdrawn | Self::Expired | Self::Cancelled)
    }

    /// Both sides have agreed: what is written is between them.
    pub fn is_agreed(self) -> bool {
        matches!(self, Self::Accepted | Self::Ready | Self::HandedOver)
    }
}

fn leads_to(from: Option<State>, step: Step, side: Side) -> Option<State> {
    let row = TABLE.iter().find(|(state, known, who, _)| *state == from && *known == step && *who == side);
    row.map(|(.., to)| *to)
}

fn may_send(facts: &Facts) -> Result<(), Refusal> {
    refuse(facts.asked.len() > MOST_LINES, Refusal::TooManyLines)?;
    refuse(!facts.published || facts.asked.is_empty(), Refusal::NotPublished)?;
    let days = (facts.need_by - facts.today).whole_days();
    refuse(!(1..=HORIZON).contains(&days), Refusal::NeedBy)
}

fn may_offer(offer: &Offer, facts: &Facts) -> Result<(), Refusal> {
    refuse(offer.lines.len() != facts.asked.len(), Refusal::OpenLines)?;
    refuse(offer.lines.iter().all(|line| *line == LineOffer::Cannot), Refusal::NothingOffered)?;
    let fits = |(line, asked): (&LineOffer, &i64)| match line {
        LineOffer::At(_, pieces) => (1..=*asked).contains(pieces),
        LineOffer::Cannot => true,
    };
    refuse(!offer.lines.iter().zip(&facts.asked).all(fits), Refusal::TooManyPieces)?;
    refuse(offer.total().is_none(), Refusal::TooMuch)?;
    let ready_in = (offer.ready_on - facts.today).whole_days();
    refuse(!(0..=HORIZON).contains(&ready_in), Refusal::ReadyOn)?;
    let holds_for = (offer.valid_until - facts.today).whole_days();
    refuse(!(0..=LONGEST).contains(&holds_for), Refusal::ValidUntil)?;
    refuse(facts.too_soon, Refusal::TooSoon)?;
    refuse(facts.over_capacity, Refusal::OverCapacity)
}

/// A quotation holds on its last day too.
fn holds(facts: &Facts) -> bool {
    facts.valid_until.is_some_and(|last| facts.today <= last)
}

fn can_reopen(facts: &Facts) -> bool {
    facts.days_since <= LONGEST
}

fn refuse(wrong: bool, refusal: Refusal) -> Result<(), Refusal> {
    if wrong { Err(refusal) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    fn facts() -> Facts {
        Facts {
            today: TODAY,
            need_by: date!(2026 - 12 - 20),
            asked: vec![60, 30],
            agreed: vec![60, 0],
            published: true,
            over_capacity: false,
            too_soon: false,
            revision: 2,
            total: Rupiah(1_440_000),
            valid_until: Some(TODAY),
            days_since: 0,
        }
    }

    fn offer() -> Offer {
        Offer {
            lines: vec![LineOffer::At(Rupiah(24_000), 60), LineOffer::Cannot],
            ready_on: date!(2026 - 12 - 10),
            valid_until: date!(2026 - 12 - 6),
        }
    }

    /// An event of a step to which nothing can be objected, with the facts it needs.
    fn good(step: Step, from: Option<State>, side: Side) -> (Event, Facts) {
        let mut facts = facts();
        let event = match step {
            Step::Send => Event::Send,
            Step::Ask => Event::Ask,
            Step::Answer => Event::Answer,
            Step::Write => Event::Write,
            Step::Quote => Event::Quote(offer()),
            Step::Counter => Event::Counter,
            Step::Accept => Event::Accept(2, Rupiah(1_440_000)),
            Step::Decline => Event::Decline,
            Step::Withdraw => Event::Withdraw,
            Step::Expire => {
                facts.days_since = SILENCE;
                facts.valid_until = (from == Some(State::Quoted)).then_some(date!(2026 - 11 - 21));
                Event::Expire
            }
            Step::Reopen => Event::Reopen((side == Side::Maker).then(offer)),
            Step::Ready => Event::Ready,
            Step::Cancel => Event::Cancel,
            Step::HandOver => Event::HandOver(true, vec![58, 0]),
            Step::Pay => Event::Pay(TODAY),
            Step::TimeOut => {
                facts.days_since = PATIENCE;
                Event::TimeOut
            }
        };
        (event, facts)
    }

    /// Every state x step x side: what the table lists is taken, everything else is not.
    #[test]
    fn the_table_is_the_whole_truth() {
        let states = std::iter::once(None).chain(State::ALL.iter().copied().map(Some));
        let mut taken = 0;
        for from in states {
            for step in Step::ALL {
                for side in Side::ALL {
                    let (event, facts) = good(*step, from, *side);
                    assert_eq!(event.step(), *step);
                    let listed = TABLE.iter().find(|(a, b, c, _)| *a == from && b == step && c == side);
                    let expected = listed.map(|(.., to)| *to).ok_or(Refusal::NotNow);
                    assert_eq!(decide(from, &event, *side, &facts), expected, "{from:?} {step:?} {side:?}");
                    taken += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(taken, TABLE.len(), "a line of the table stands twice");
    }

    #[test]
    fn every_state_has_a_way_in_and_every_open_one_a_way_out() {
        for state in State::ALL {
            assert!(TABLE.iter().any(|(.., to)| to == state), "{state:?}");
            let leaves = TABLE.iter().any(|(from, _, _, to)| *from == Some(*state) && to != state);
            assert_eq!(leaves, !state.is_closed() || *state == State::Expired, "{state:?}");
        }
    }

    #[test]
    fn buttons_are_the_steps_that_are_taken() {
        for state in State::ALL {
            for side in [Side::Buyer, Side::Maker] {
                for step in Step::ALL {
                    let (event, mut facts) = good(*step, Some(*state), side);
                    for days in [0, LONGEST, LONGEST + 1] {
                        facts.days_since = days;
                        let shown = open_steps(*state, side, &facts).contains(step);
                        assert_eq!(shown, decide(Some(*state), &event, side, &facts).is_ok(), "{state:?} {step:?}");
                    }
                }
            }
        }
    }

    fn sending(change: impl Fn(&mut Facts)) -> Result<State, Refusal> {
        let mut facts = facts();
        change(&mut facts);
        decide(None, &Event::Send, Side::Buyer, &facts)
    }

    #[test]
    fn a_list_is_sent_whole_and_in_time() {
        assert_eq!(sending(|facts| facts.need_by = TODAY), Err(Refusal::NeedBy));
        assert_eq!(sending(|facts| facts.need_by = date!(2026 - 11 - 23)), Ok(State::Sent));
        assert_eq!(sending(|facts| facts.need_by = date!(2028 - 01 - 01)), Err(Refusal::NeedBy));
        assert_eq!(sending(|facts| facts.asked = vec![1; 31]), Err(Refusal::TooManyLines));
        assert_eq!(sending(|facts| facts.asked = vec![]), Err(Refusal::NotPublished));
        assert_eq!(sending(|facts| facts.published = false), Err(Refusal::NotPublished));
    }

    fn quoting(change: impl Fn(&mut Offer, &mut Facts)) -> Result<State, Refusal> {
        let (mut offer, mut facts) = (offer(), facts());
        change(&mut offer, &mut facts);
        decide(Some(State::Sent), &Event::Quote(offer), Side::Maker, &facts)
    }

    #[test]
    fn a_quotation_prices_every_line_within_what_can_be_made() {
        assert_eq!(quoting(|offer, _| offer.lines.truncate(1)), Err(Refusal::OpenLines));
        assert_eq!(quoting(|offer, _| offer.lines[0] = LineOffer::Cannot), Err(Refusal::NothingOffered));
        assert_eq!(quoting(|offer, _| offer.lines[0] = LineOffer::At(Rupiah(1), 61)), Err(Refusal::TooManyPieces));
        assert_eq!(quoting(|offer, _| offer.lines[0] = LineOffer::At(Rupiah(1), 0)), Err(Refusal::TooManyPieces));
        assert_eq!(quoting(|offer, _| offer.lines[0] = LineOffer::At(Rupiah(1), 20)), Ok(State::Quoted));
        assert_eq!(quoting(|offer, _| offer.lines[0] = LineOffer::At(Rupiah::MAX, 2)), Err(Refusal::TooMuch));
        assert_eq!(quoting(|offer, _| offer.ready_on = date!(2026 - 11 - 21)), Err(Refusal::ReadyOn));
        assert_eq!(quoting(|offer, _| offer.valid_until = date!(2026 - 11 - 21)), Err(Refusal::ValidUntil));
        assert_eq!(quoting(|offer, _| offer.valid_until = date!(2027 - 01 - 21)), Ok(State::Quoted));
        assert_eq!(quoting(|offer, _| offer.valid_until = date!(2027 - 01 - 22)), Err(Refusal::ValidUntil));
        assert_eq!(quoting(|_, facts| facts.over_capacity = true), Err(Refusal::OverCapacity));
        assert_eq!(quoting(|_, facts| facts.too_soon = true), Err(Refusal::TooSoon));
    }

    #[test]
    fn one_agrees_to_the_quotation_one_looked_at_and_until_its_last_day() {
        let accept = |revision, total, today| {
            let facts = Facts { today, ..facts() };
            decide(Some(State::Quoted), &Event::Accept(revision, Rupiah(total)), Side::Buyer, &facts)
        };
        assert_eq!(accept(2, 1_440_000, TODAY), Ok(State::Accepted));
        assert_eq!(accept(1, 1_440_000, TODAY), Err(Refusal::QuoteChanged));
        assert_eq!(accept(2, 1_440_001, TODAY), Err(Refusal::QuoteChanged));
        assert_eq!(accept(2, 1_440_000, date!(2026 - 11 - 23)), Err(Refusal::QuoteOver));
    }

    #[test]
    fn deadlines_pass_when_they_have_passed() {
        let expire =
            |from, days_since| decide(Some(from), &Event::Expire, Side::System, &Facts { days_since, ..facts() });
        assert_eq!(expire(State::Sent, 13), Err(Refusal::NotYet));
        assert_eq!(expire(State::Clarifying, 14), Ok(State::Expired));
        assert_eq!(expire(State::Quoted, 50), Err(Refusal::NotYet), "it holds until the day it says");
        let reopen = |days_since, published| {
            let facts = Facts { published, days_since, ..facts() };
            decide(Some(State::Expired), &Event::Reopen(None), Side::Buyer, &facts)
        };
        assert_eq!(reopen(60, true), Ok(State::Sent));
        assert_eq!(reopen(61, true), Err(Refusal::ReopenLate));
        assert_eq!(reopen(1, false), Err(Refusal::NotPublished));
        let by_maker = decide(Some(State::Expired), &Event::Reopen(None), Side::Maker, &facts());
        assert_eq!(by_maker, Err(Refusal::OpenLines), "with a new quotation only");
    }

    #[test]
    fn goods_change_hands_with_the_code_and_not_more_than_agreed() {
        let hand_over = |fits, received: &[i64]| {
            let event = Event::HandOver(fits, received.to_vec());
            decide(Some(State::Ready), &event, Side::Buyer, &facts())
        };
        assert_eq!(hand_over(true, &[60, 0]), Ok(State::HandedOver));
        assert_eq!(hand_over(true, &[1, 0]), Ok(State::HandedOver));
        assert_eq!(hand_over(false, &[60, 0]), Err(Refusal::WrongCode));
        for received in [&[61, 0][..], &[60, 1], &[60], &[0, 0], &[-1, 0]] {
            assert_eq!(hand_over(true, received), Err(Refusal::Received), "{received:?}");
        }
    }

    #[test]
    fn a_payment_is_not_noted_before_it_was_made() {
        let pay = |day| decide(Some(State::HandedOver), &Event::Pay(day), Side::Buyer, &facts());
        assert_eq!(pay(TODAY), Ok(State::Completed));
        assert_eq!(pay(date!(2026 - 11 - 23)), Err(Refusal::PaidOn));
        assert_eq!(pay(date!(2025 - 11 - 01)), Err(Refusal::PaidOn));
    }
}
