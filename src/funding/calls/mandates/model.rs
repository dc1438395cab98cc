//! The rules of standing in. Pure; who somebody is and the day it is come with the ground.
//!
//! A mandate is dated, and whoever uses it signs "a.n.": Law 30/2014, article 14, says so of every mandate in government.
use time::{Date, Duration};
use uuid::Uuid;

use crate::{error::Invalid, funding::machine::Duty};

/// Those who name substitutes for everybody on a call.
pub const ARRANGE: [Duty; 3] = [Duty::Lead, Duty::ProgrammeOwner, Duty::Head];
/// Days a mandate lasts at most.
const LONGEST: Duration = Duration::days(366);

/// Who is to stand in for whom, and on which days. Both days are part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    pub principal: Uuid,
    pub duty: Duty,
    pub substitute: Uuid,
    pub first: Date,
    pub last: Date,
}

/// A mandate that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub principal: Uuid,
    pub duty: Duty,
    pub substitute: Uuid,
    pub by: Uuid,
    pub first: Date,
    pub last: Date,
}

/// What decides about a mandate.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub today: Date,
    /// The seats of the panel with those who own them, whether or not they still hold the office.
    pub seats: &'a [(Uuid, Duty)],
    /// Persons of the office with the duties their offices allow.
    pub able: &'a [(Uuid, Vec<Duty>)],
    /// Mandates of the call that are not over.
    pub given: &'a [Given],
}

/// Where a mandate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Coming,
    Running,
    Over,
}

impl Standing {
    pub fn of(first: Date, last: Date, ended: bool, today: Date) -> Self {
        match () {
            () if ended || today > last => Self::Over,
            () if today < first => Self::Coming,
            () => Self::Running,
        }
    }
}

impl Ground<'_> {
    /// The seats somebody may name a substitute for: all, for those who arrange; else their own. Reviewers do not know of
    /// one another, so nobody of them chooses among the others.
    pub fn may_lend(&self, giver: Uuid) -> Vec<(Uuid, Duty)> {
        let arranges = self.arranges(giver);
        let own = |(person, duty): &(Uuid, Duty)| *person == giver && *duty != Duty::Reviewer;
        self.seats.iter().filter(|seat| arranges || own(seat)).copied().collect()
    }

    /// Whether somebody names substitutes for everybody: by a seat of the panel, and an office they still hold. Where
    /// nobody is left of those who arrange, whoever decides does.
    pub fn arranges(&self, person: Uuid) -> bool {
        let hold = |duties: &'static [Duty]| {
            self.seats.iter().filter(|(person, duty)| duties.contains(duty) && self.is_able(*person, *duty))
        };
        let mut left = hold(&ARRANGE).peekable();
        let among = |(known, _): &(Uuid, Duty)| *known == person;
        if left.peek().is_some() { left.any(among) } else { hold(&[Duty::Decider]).any(among) }
    }

    /// Whether somebody may end a mandate before its last day: the two it is about, and those who arrange.
    pub fn may_end(&self, person: Uuid, mandate: &Given) -> bool {
        [mandate.principal, mandate.substitute, mandate.by].contains(&person) || self.arranges(person)
    }

    /// Whether a mandate can be given.
    ///
    /// # Errors
    /// Each field that has to change, with what is wrong.
    pub fn check(&self, giver: Uuid, wish: &Wish) -> Result<(), Invalid> {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field: &'static str, key: &'static str| {
            if wrong && !faults.0.iter().any(|(known, _)| *known == field) {
                faults.0.push((field, key));
            }
        };
        fault(!self.may_lend(giver).contains(&(wish.principal, wish.duty)), "kursi", "error-choice");
        fault(wish.substitute == giver, "pengganti", "mandate-fault-yourself");
        fault(wish.substitute == wish.principal, "pengganti", "mandate-fault-same");
        fault(!self.is_able(wish.substitute, wish.duty), "pengganti", "mandate-fault-office");
        fault(self.seats.contains(&(wish.substitute, wish.duty)), "pengganti", "mandate-fault-sits");
        fault(wish.first < self.today, "mulai", "mandate-fault-past");
        fault(wish.last < wish.first, "sampai", "mandate-fault-backwards");
        fault(wish.last - wish.first >= LONGEST, "sampai", "mandate-fault-long");
        fault(self.given.iter().any(|other| wish.crosses(other)), "mulai", "mandate-fault-twice");
        if faults.0.is_empty() { Ok(()) } else { Err(faults) }
    }

    fn is_able(&self, person: Uuid, duty: Duty) -> bool {
        self.able.iter().any(|(known, duties)| *known == person && duties.contains(&duty))
    }
}

impl Wish {
    /// Two at once for one seat, or two seats of one duty for one person: nobody could tell for whom a step was taken.
    fn crosses(&self, other: &Given) -> bool {
        let same = other.principal == self.principal || other.substitute == self.substitute;
        same && other.duty == self.duty && self.first <= other.last && other.first <= self.last
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const LEAD: Uuid = Uuid::from_u128(1);
    const VERIFIER: Uuid = Uuid::from_u128(2);
    const OTHER: Uuid = Uuid::from_u128(3);
    const REVIEWER: Uuid = Uuid::from_u128(4);
    const DECIDER: Uuid = Uuid::from_u128(5);
    const TODAY: Date = date!(2026 - 11 - 24);

    const SEATS: [(Uuid, Duty); 4] =
        [(LEAD, Duty::Lead), (VERIFIER, Duty::Verifier), (REVIEWER, Duty::Reviewer), (DECIDER, Duty::Decider)];

    fn able() -> Vec<(Uuid, Vec<Duty>)> {
        let decides = vec![Duty::Decider, Duty::SecondDecider];
        vec![
            (LEAD, vec![Duty::Lead, Duty::Verifier]),
            (VERIFIER, vec![Duty::Verifier]),
            (OTHER, [vec![Duty::Verifier, Duty::Reviewer, Duty::Lead], decides.clone()].concat()),
            (REVIEWER, vec![Duty::Reviewer]),
            (DECIDER, decides),
        ]
    }

    fn ground<'a>(able: &'a [(Uuid, Vec<Duty>)], given: &'a [Given]) -> Ground<'a> {
        Ground { today: TODAY, seats: &SEATS, able, given }
    }

    fn wish(principal: Uuid, duty: Duty) -> Wish {
        Wish { principal, duty, substitute: OTHER, first: TODAY, last: date!(2026 - 12 - 05) }
    }

    fn given(wish: Wish) -> Given {
        let Wish { principal, duty, substitute, first, last } = wish;
        Given { principal, duty, substitute, by: LEAD, first, last }
    }

    fn faults(ground: &Ground<'_>, giver: Uuid, wish: Wish) -> Vec<(&'static str, &'static str)> {
        ground.check(giver, &wish).err().map(|faults| faults.0).unwrap_or_default()
    }

    #[test]
    fn who_arranges_lends_every_seat_and_others_their_own() {
        let able = able();
        let ground = ground(&able, &[]);
        assert_eq!(ground.may_lend(LEAD), SEATS);
        assert_eq!(ground.may_lend(VERIFIER), [(VERIFIER, Duty::Verifier)]);
        assert!(ground.may_lend(REVIEWER).is_empty(), "reviewers do not choose among reviewers");
        assert!(ground.may_lend(OTHER).is_empty());
        let without: Vec<_> = able.iter().filter(|(person, _)| *person != LEAD).cloned().collect();
        let gone = Ground { able: &without, ..ground };
        assert_eq!(gone.may_lend(LEAD), [(LEAD, Duty::Lead)], "a seat ends with the office");
        assert_eq!(gone.may_lend(DECIDER), SEATS, "nobody else is left to arrange it");
        assert_eq!(ground.may_lend(DECIDER), [(DECIDER, Duty::Decider)]);
    }

    #[test]
    fn a_mandate_needs_a_seat_an_office_and_two_people() {
        let able = able();
        let ground = ground(&able, &[]);
        assert_eq!(faults(&ground, LEAD, wish(VERIFIER, Duty::Verifier)), []);
        assert_eq!(faults(&ground, DECIDER, wish(DECIDER, Duty::Decider)), []);
        let to = |substitute: Uuid| Wish { substitute, ..wish(VERIFIER, Duty::Verifier) };
        assert_eq!(faults(&ground, LEAD, to(LEAD)), [("pengganti", "mandate-fault-yourself")]);
        assert_eq!(faults(&ground, LEAD, to(VERIFIER)), [("pengganti", "mandate-fault-same")]);
        assert_eq!(faults(&ground, LEAD, to(REVIEWER)), [("pengganti", "mandate-fault-office")]);
        assert_eq!(faults(&ground, VERIFIER, wish(LEAD, Duty::Lead)), [("kursi", "error-choice")]);
        assert!(
            faults(&ground, LEAD, wish(OTHER, Duty::Verifier)).contains(&("kursi", "error-choice")),
            "no seat of theirs"
        );
        let both = [SEATS.as_slice(), &[(OTHER, Duty::Verifier)]].concat();
        let sits = Ground { seats: &both, ..ground };
        assert_eq!(faults(&sits, LEAD, to(OTHER)), [("pengganti", "mandate-fault-sits")]);
    }

    #[test]
    fn its_days_lie_ahead_and_in_order() {
        let able = able();
        let ground = ground(&able, &[]);
        let on = |first: Date, last: Date| Wish { first, last, ..wish(VERIFIER, Duty::Verifier) };
        assert_eq!(faults(&ground, LEAD, on(TODAY, TODAY)), []);
        let yesterday = date!(2026 - 11 - 23);
        assert_eq!(faults(&ground, LEAD, on(yesterday, TODAY)), [("mulai", "mandate-fault-past")]);
        let (late, early) = (date!(2026 - 12 - 02), date!(2026 - 12 - 01));
        assert_eq!(faults(&ground, LEAD, on(late, early)), [("sampai", "mandate-fault-backwards")]);
        assert_eq!(faults(&ground, LEAD, on(TODAY, date!(2027 - 11 - 24))), []);
        assert_eq!(faults(&ground, LEAD, on(TODAY, date!(2027 - 11 - 25))), [("sampai", "mandate-fault-long")]);
    }

    #[test]
    fn one_seat_has_one_substitute_and_one_substitute_one_seat_of_a_duty() {
        let able = able();
        let known = [given(wish(VERIFIER, Duty::Verifier))];
        let ground = ground(&able, &known);
        let again = wish(VERIFIER, Duty::Verifier);
        assert_eq!(faults(&ground, LEAD, again), [("mulai", "mandate-fault-twice")]);
        let touching = Wish { first: again.last, last: again.last, ..again };
        assert_eq!(faults(&ground, LEAD, touching), [("mulai", "mandate-fault-twice")]);
        let after = Wish { first: date!(2026 - 12 - 06), last: date!(2026 - 12 - 06), ..again };
        assert_eq!(faults(&ground, LEAD, after), []);
        assert_eq!(faults(&ground, LEAD, wish(LEAD, Duty::Lead)), []);
        assert_eq!(faults(&ground, DECIDER, wish(DECIDER, Duty::Decider)), [], "another duty is another seat");
    }

    #[test]
    fn the_two_it_is_about_and_those_who_arrange_end_it() {
        let able = able();
        let ground = ground(&able, &[]);
        let mandate = Given { by: DECIDER, ..given(wish(VERIFIER, Duty::Verifier)) };
        for (person, may) in [(VERIFIER, true), (OTHER, true), (DECIDER, true), (LEAD, true), (REVIEWER, false)] {
            assert_eq!(ground.may_end(person, &mandate), may, "{person}");
        }
    }

    #[test]
    fn it_comes_runs_and_is_over() {
        let (first, last) = (date!(2026 - 11 - 25), date!(2026 - 11 - 27));
        assert_eq!(Standing::of(first, last, false, TODAY), Standing::Coming);
        assert_eq!(Standing::of(first, last, false, first), Standing::Running);
        assert_eq!(Standing::of(first, last, false, last), Standing::Running);
        assert_eq!(Standing::of(first, last, false, date!(2026 - 11 - 28)), Standing::Over);
        assert_eq!(Standing::of(first, last, true, first), Standing::Over);
    }
}
