//! What may become of an opening. Pure. The rows are those of the design of matching, 10.2.
use super::model::State;

/// What happens to an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Create,
    /// Something is written while nobody else reads it.
    Save,
    Submit,
    /// A refused demand is defended with a sentence, and a moderator decides.
    Appeal,
    Approve,
    Return,
    Withdraw,
    /// Something is changed while everybody reads it.
    Edit,
    Pause,
    Resume,
    /// The pledge lapsed, or the employer was suspended.
    Shut,
    /// What shut it is no longer so.
    Unshut,
    Extend,
    Fill,
    Close,
    Expire,
    Remove,
    Reopen,
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Employer,
    Moderator,
    /// Whoever answers complaints, once a breach of the pledge is found.
    Ethics,
    System,
}

/// What has to be known of an opening and of what is done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Facts {
    pub suspended: bool,
    pub verified: bool,
    /// The employer stands by the pledge.
    pub pledged: bool,
    pub complete: bool,
    /// The last day lies ahead, and not too far.
    pub until_fits: bool,
    /// The last day is over.
    pub expired: bool,
    /// A demand that may not stand.
    pub refused: bool,
    /// A demand that asks for a reason somebody has to weigh.
    pub asks: bool,
    /// One that has none.
    pub unanswered: bool,
    /// The wage lies below the minimum and nobody ticked that it was seen.
    pub wage_unseen: bool,
    /// No opening of this employer was ever shown.
    pub first: bool,
    /// One of them was removed within a year.
    pub removed_lately: bool,
    /// The sentence that defends a refused demand, or the reason of whoever closes, returns or removes.
    pub reasoned: bool,
    /// The moderator posted it.
    pub own: bool,
    /// It ended at most thirty days ago.
    pub ended_lately: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The opening does not stand where this can happen, or not by whoever asks.
    NotNow,
    Suspended,
    Unverified,
    NotPledged,
    Incomplete,
    UntilWrong,
    Refused,
    Unanswered,
    WageUnseen,
    NothingRefused,
    NoReason,
    Own,
    Expired,
    TooLate,
}

impl Refusal {
    /// The key of the sentence that says what to do.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotNow => "desk-refusal-not-now",
            Self::Suspended => "desk-refusal-suspended",
            Self::Unverified => "desk-refusal-unverified",
            Self::NotPledged => "desk-refusal-pledge",
            Self::Incomplete => "desk-refusal-incomplete",
            Self::UntilWrong => "desk-refusal-until",
            Self::Refused => "desk-refusal-demand",
            Self::Unanswered => "desk-refusal-unanswered",
            Self::WageUnseen => "desk-refusal-wage",
            Self::NothingRefused => "desk-refusal-nothing",
            Self::NoReason => "fault-reason",
            Self::Own => "desk-refusal-own",
            Self::Expired => "desk-refusal-expired",
            Self::TooLate => "desk-refusal-late",
        }
    }
}

use Event::{
    Appeal, Approve, Close, Create, Edit, Expire, Extend, Fill, Pause, Remove, Reopen, Resume, Return, Save, Shut,
    Submit, Unshut, Withdraw,
};
use Party::{Employer, Ethics, Moderator, System};
use State::{Draft, Expired, Filled, Open, Paused, Removed, Returned, Review, Shut as ShutDown, Withdrawn};

/// From, event, who, to. Two rows of the same beginning differ by what a reader has to weigh: see [`decide`].
pub const TRANSITIONS: &[(Option<State>, Event, Party, State)] = &[
    (None, Create, Employer, Draft),
    (Some(Draft), Save, Employer, Draft),
    (Some(Returned), Save, Employer, Returned),
    (Some(Draft), Submit, Employer, Review),
    (Some(Draft), Submit, Employer, Open),
    (Some(Returned), Submit, Employer, Review),
    (Some(Returned), Submit, Employer, Open),
    (Some(Draft), Appeal, Employer, Review),
    (Some(Returned), Appeal, Employer, Review),
    (Some(Review), Approve, Moderator, Open),
    (Some(Review), Return, Moderator, Returned),
    (Some(Review), Withdraw, Employer, Draft),
    (Some(Open), Edit, Employer, Open),
    (Some(Open), Edit, Employer, Review),
    (Some(Open), Pause, Employer, Paused),
    (Some(Paused), Resume, Employer, Open),
    (Some(Open), Shut, System, ShutDown),
    (Some(ShutDown), Unshut, System, Open),
    (Some(Open), Extend, Employer, Open),
    (Some(Paused), Extend, Employer, Paused),
    (Some(Open), Fill, Employer, Filled),
    (Some(Paused), Fill, Employer, Filled),
    (Some(ShutDown), Fill, Employer, Filled),
    (Some(Expired), Fill, Employer, Filled),
    (Some(Open), Close, Employer, Withdrawn),
    (Some(Paused), Close, Employer, Withdrawn),
    (Some(ShutDown), Close, Employer, Withdrawn),
    (Some(Expired), Close, Employer, Withdrawn),
    (Some(Open), Expire, System, Expired),
    (Some(Paused), Expire, System, Expired),
    (Some(ShutDown), Expire, System, Expired),
    (Some(Review), Remove, Ethics, Removed),
    (Some(Open), Remove, Ethics, Removed),
    (Some(Paused), Remove, Ethics, Removed),
    (Some(ShutDown), Remove, Ethics, Removed),
    (Some(Filled), Remove, Ethics, Removed),
    (Some(Expired), Remove, Ethics, Removed),
    (Some(Withdrawn), Remove, Ethics, Removed),
    (Some(Expired), Reopen, Employer, Open),
];

/// What becomes of an opening, or why nothing does.
pub fn decide(from: Option<State>, event: Event, party: Party, facts: &Facts) -> Result<State, Refusal> {
    let rows = TRANSITIONS.iter().filter(|row| (row.0, row.1, row.2) == (from, event, party));
    let to: Vec<State> = rows.map(|row| row.3).collect();
    let (Some(first), Some(last)) = (to.first(), to.last()) else { return Err(Refusal::NotNow) };
    if let Some(refusal) = against(event, facts) {
        return Err(refusal);
    }
    let weighed = facts.asks || (event == Submit && (facts.first || facts.removed_lately));
    Ok(match event {
        Submit | Edit if weighed => Review,
        Submit | Edit => Open,
        _ => {
            debug_assert_eq!(first, last);
            *first
        }
    })
}

/// The first guard that speaks against an event.
fn against(event: Event, facts: &Facts) -> Option<Refusal> {
    let first = |guards: &[(bool, Refusal)]| guards.iter().find(|(stops, _)| *stops).map(|(_, refusal)| *refusal);
    match event {
        Create | Save => first(&[(facts.suspended, Refusal::Suspended)]),
        Submit | Edit => before_showing(facts).into_iter().next(),
        Appeal => before_showing(facts)
            .into_iter()
            .find(|refusal| *refusal != Refusal::Refused)
            .or_else(|| first(&[(!facts.refused, Refusal::NothingRefused), (!facts.reasoned, Refusal::NoReason)])),
        Approve => first(&[
            (facts.own, Refusal::Own),
            (facts.suspended, Refusal::Suspended),
            (!facts.pledged, Refusal::NotPledged),
            (facts.expired, Refusal::Expired),
        ]),
        Return => first(&[(facts.own, Refusal::Own), (!facts.reasoned, Refusal::NoReason)]),
        Resume | Unshut => first(&[
            (facts.suspended, Refusal::Suspended),
            (!facts.pledged, Refusal::NotPledged),
            (facts.expired, Refusal::Expired),
        ]),
        Extend => first(&[
            (facts.suspended, Refusal::Suspended),
            (facts.expired, Refusal::Expired),
            (!facts.until_fits, Refusal::UntilWrong),
        ]),
        Close | Remove => first(&[(!facts.reasoned, Refusal::NoReason)]),
        Expire => first(&[(!facts.expired, Refusal::NotNow)]),
        Reopen => first(&[
            (facts.suspended, Refusal::Suspended),
            (!facts.ended_lately, Refusal::TooLate),
            (!facts.pledged, Refusal::NotPledged),
            (!facts.until_fits, Refusal::UntilWrong),
            (facts.refused, Refusal::Refused),
            (facts.unanswered, Refusal::Unanswered),
        ]),
        Withdraw | Pause | Shut | Fill => None,
    }
}

/// Everything that keeps an opening from being shown, in the order in which it is told.
pub fn before_showing(facts: &Facts) -> Vec<Refusal> {
    [
        (facts.suspended, Refusal::Suspended),
        (!facts.verified, Refusal::Unverified),
        (!facts.pledged, Refusal::NotPledged),
        (!facts.complete, Refusal::Incomplete),
        (!facts.until_fits, Refusal::UntilWrong),
        (facts.refused, Refusal::Refused),
        (facts.unanswered, Refusal::Unanswered),
        (facts.wage_unseen, Refusal::WageUnseen),
    ]
    .into_iter()
    .filter_map(|(stops, refusal)| stops.then_some(refusal))
    .collect()
}

/// What somebody may do now: the buttons of a page. Reasons are typed beside them.
pub fn open_to(from: State, party: Party, facts: &Facts) -> Vec<Event> {
    let facts = Facts { reasoned: true, until_fits: true, ..*facts };
    let mut open: Vec<Event> = Vec::new();
    for row in TRANSITIONS.iter().filter(|row| row.0 == Some(from) && row.2 == party) {
        if !open.contains(&row.1) && decide(Some(from), row.1, party, &facts).is_ok() {
            open.push(row.1);
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: [Event; 18] = [
        Create, Save, Submit, Appeal, Approve, Return, Withdraw, Edit, Pause, Resume, Shut, Unshut, Extend, Fill,
        Close, Expire, Remove, Reopen,
    ];
    const PARTIES: [Party; 4] = [Employer, Moderator, Ethics, System];

    /// Facts under which nothing but the table refuses.
    fn easy(event: Event) -> Facts {
        Facts {
            verified: true,
            pledged: true,
            complete: true,
            until_fits: true,
            reasoned: true,
            ended_lately: true,
            refused: event == Appeal,
            expired: event == Expire,
            ..Facts::default()
        }
    }

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        let mut accepted = 0;
        for from in State::ALL.iter().copied().map(Some).chain([None]) {
            for event in EVENTS {
                for party in PARTIES {
                    let rows: Vec<_> =
                        TRANSITIONS.iter().filter(|row| (row.0, row.1, row.2) == (from, event, party)).collect();
                    let decided = decide(from, event, party, &easy(event));
                    match decided {
                        Ok(to) => assert!(rows.iter().any(|row| row.3 == to), "{from:?} {event:?} {party:?} {to:?}"),
                        Err(refusal) => {
                            assert!(rows.is_empty(), "{from:?} {event:?} {party:?} {refusal:?}");
                            assert_eq!(refusal, Refusal::NotNow);
                        }
                    }
                    accepted += rows.len();
                }
            }
        }
        assert_eq!(accepted, TRANSITIONS.len(), "no line of the table stands twice");
    }

    #[test]
    fn who_reads_it_first_depends_on_what_has_to_be_weighed() {
        type Case = (fn(&mut Facts), State);
        let cases: [Case; 5] = [
            (|_| {}, Open),
            (|facts| facts.first = true, Review),
            (|facts| facts.removed_lately = true, Review),
            (|facts| facts.asks = true, Review),
            (|facts| (facts.asks, facts.first) = (true, true), Review),
        ];
        for (change, to) in cases {
            let mut facts = easy(Submit);
            change(&mut facts);
            for from in [Draft, Returned] {
                assert_eq!(decide(Some(from), Submit, Employer, &facts), Ok(to), "{facts:?}");
            }
        }
        let asks = Facts { asks: true, ..easy(Edit) };
        assert_eq!(decide(Some(Open), Edit, Employer, &asks), Ok(Review));
        let not_the_first_edit = Facts { first: true, removed_lately: true, ..easy(Edit) };
        assert_eq!(decide(Some(Open), Edit, Employer, &not_the_first_edit), Ok(Open));
    }

    #[test]
    fn each_guard_refuses_with_its_own_sentence() {
        type Case = (Option<State>, Event, Party, fn(&mut Facts), Refusal);
        let cases: [Case; 34] = [
            (None, Create, Employer, |f| f.suspended = true, Refusal::Suspended),
            (Some(Draft), Save, Employer, |f| f.suspended = true, Refusal::Suspended),
            (Some(Draft), Submit, Employer, |f| f.suspended = true, Refusal::Suspended),
            (Some(Draft), Submit, Employer, |f| f.verified = false, Refusal::Unverified),
            (Some(Draft), Submit, Employer, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Draft), Submit, Employer, |f| f.complete = false, Refusal::Incomplete),
            (Some(Draft), Submit, Employer, |f| f.until_fits = false, Refusal::UntilWrong),
            (Some(Draft), Submit, Employer, |f| f.refused = true, Refusal::Refused),
            (Some(Draft), Submit, Employer, |f| f.unanswered = true, Refusal::Unanswered),
            (Some(Draft), Submit, Employer, |f| f.wage_unseen = true, Refusal::WageUnseen),
            (Some(Returned), Appeal, Employer, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Returned), Appeal, Employer, |f| f.unanswered = true, Refusal::Unanswered),
            (Some(Returned), Appeal, Employer, |f| f.refused = false, Refusal::NothingRefused),
            (Some(Returned), Appeal, Employer, |f| f.reasoned = false, Refusal::NoReason),
            (Some(Review), Approve, Moderator, |f| f.own = true, Refusal::Own),
            (Some(Review), Approve, Moderator, |f| f.suspended = true, Refusal::Suspended),
            (Some(Review), Approve, Moderator, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Review), Approve, Moderator, |f| f.expired = true, Refusal::Expired),
            (Some(Review), Return, Moderator, |f| f.own = true, Refusal::Own),
            (Some(Review), Return, Moderator, |f| f.reasoned = false, Refusal::NoReason),
            (Some(Open), Edit, Employer, |f| f.refused = true, Refusal::Refused),
            (Some(Open), Edit, Employer, |f| f.unanswered = true, Refusal::Unanswered),
            (Some(Paused), Resume, Employer, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Paused), Resume, Employer, |f| f.expired = true, Refusal::Expired),
            (Some(ShutDown), Unshut, System, |f| f.suspended = true, Refusal::Suspended),
            (Some(ShutDown), Unshut, System, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Open), Extend, Employer, |f| f.until_fits = false, Refusal::UntilWrong),
            (Some(Open), Extend, Employer, |f| f.expired = true, Refusal::Expired),
            (Some(Open), Close, Employer, |f| f.reasoned = false, Refusal::NoReason),
            (Some(Open), Expire, System, |f| f.expired = false, Refusal::NotNow),
            (Some(Open), Remove, Ethics, |f| f.reasoned = false, Refusal::NoReason),
            (Some(Expired), Reopen, Employer, |f| f.ended_lately = false, Refusal::TooLate),
            (Some(Expired), Reopen, Employer, |f| f.pledged = false, Refusal::NotPledged),
            (Some(Expired), Reopen, Employer, |f| f.refused = true, Refusal::Refused),
        ];
        for (from, event, party, spoil, refusal) in cases {
            let mut facts = easy(event);
            spoil(&mut facts);
            assert_eq!(decide(from, event, party, &facts), Err(refusal), "{from:?} {event:?}");
        }
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let facts = Facts { verified: true, complete: true, until_fits: true, unanswered: true, ..Facts::default() };
        assert_eq!(before_showing(&facts), [Refusal::NotPledged, Refusal::Unanswered]);
    }

    #[test]
    fn nothing_but_a_person_ends_an_opening_for_good_and_the_clock_only_closes_it() {
        for row in TRANSITIONS.iter().filter(|row| row.2 == System) {
            assert!(matches!(row.3, Expired | ShutDown | Open), "{row:?}");
        }
        assert_eq!(decide(Some(Expired), Reopen, Employer, &easy(Reopen)), Ok(Open));
    }

    #[test]
    fn the_buttons_are_what_can_be_done() {
        let facts = easy(Submit);
        assert_eq!(open_to(Open, Employer, &facts), [Edit, Pause, Extend, Fill, Close]);
        assert_eq!(open_to(Review, Moderator, &facts), [Approve, Return]);
        assert_eq!(open_to(Removed, Employer, &facts), []);
        let refused = Facts { refused: true, ..facts };
        assert_eq!(open_to(Draft, Employer, &refused), [Save, Appeal]);
    }
}
