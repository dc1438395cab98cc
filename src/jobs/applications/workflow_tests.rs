//! The table, every guard, and what no sequence of steps may bring about.
use proptest::prelude::*;
use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-22 01:00 UTC);

/// Facts to which nothing can be objected.
fn good(step: Step, stage: Option<Stage>) -> Facts {
    Facts {
        now: NOW,
        opening_open: true,
        alive: false,
        as_previewed: true,
        consented: true,
        skilled: true,
        sent_today: 1,
        person: true,
        named: true,
        pledged: true,
        invited: step != Step::Invite && stage != Some(Stage::Sent),
        replied: !matches!(step, Step::Refuse | Step::Lapse),
        refused: false,
        invite_ends_at: Some(if step == Step::Lapse { NOW } else { NOW + INVITATION }),
        words: Words::Fine,
        stated: true,
        reasoned: true,
        fields: 1,
        shows_phone: true,
        fresh: true,
        clock_at: Some(NOW - KEPT),
    }
}

/// A step the design does not know.
struct Untold;

/// The table of the design, told once more by hand.
fn told(from: Option<State>, step: Step, party: Party) -> Result<Option<State>, Untold> {
    use Party::{Applicant, Employer, System};
    use Stage::{Declined, Ended, Hired, Invited, Offered, Sent, Withdrawn};
    let Some(state) = from else {
        let sent = State { stage: Sent, release: Release::Sealed };
        return if step == Step::Send && party == Applicant { Ok(Some(sent)) } else { Err(Untold) };
    };
    let open = matches!(state.stage, Sent | Invited | Offered);
    let shown = state.release == Release::Released;
    let stage = |stage| Ok(Some(State { stage, ..state }));
    let closed = |stage| Ok(Some(State { stage, release: Release::Sealed }));
    let release = |release| Ok(Some(State { release, ..state }));
    match (step, party, state.stage) {
        (Step::Look, Employer, Sent | Invited | Offered | Hired)
        | (Step::Message, Applicant | Employer, Invited | Offered) => Ok(from),
        (Step::Invite, Employer, Sent) => stage(Invited),
        (Step::Refuse, Applicant, Invited) | (Step::Lapse, System, Invited) => stage(Sent),
        (Step::Offer, Employer, Invited) => stage(Offered),
        (Step::Accept, Applicant, Offered) if shown => stage(Hired),
        (Step::TurnDown, Applicant, Offered) => closed(Withdrawn),
        (Step::Decline, Employer, _) if open => closed(Declined),
        (Step::Withdraw, Applicant, _) if open => closed(Withdrawn),
        (Step::OpeningEnded, System, _) if open => closed(Ended),
        (Step::Erase, Applicant, Hired | Declined | Withdrawn | Ended) | (Step::Erase, System, _) => Ok(None),
        (Step::Release, Applicant, Invited | Offered) if !shown => release(Release::Released),
        (Step::Change, Applicant, Invited | Offered | Hired) if shown => Ok(from),
        (Step::WithdrawRelease, Applicant, _) | (Step::EmployerSuspended, System, _) if shown => {
            release(Release::Sealed)
        }
        _ => Err(Untold),
    }
}

fn states() -> impl Iterator<Item = Option<State>> {
    let all = Stage::ALL
        .iter()
        .flat_map(|stage| Release::ALL.iter().map(|release| Some(State { stage: *stage, release: *release })));
    std::iter::once(None).chain(all)
}

/// Every state x step x party.
#[test]
fn the_table_is_the_whole_truth() {
    let mut cells = 0;
    for from in states() {
        for step in Step::ALL {
            for party in Party::ALL {
                let facts = good(*step, from.map(|state| state.stage));
                let decided = decide(from, *step, *party, &facts);
                match told(from, *step, *party) {
                    Ok(to) => assert_eq!(decided, Ok(to), "{from:?} {step:?} {party:?}"),
                    Err(Untold) => assert!(decided.is_err(), "{from:?} {step:?} {party:?} gives {decided:?}"),
                }
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 15 * Step::ALL.len() * 3);
}

#[test]
fn no_step_of_the_system_declines_and_running_out_ends_nothing() {
    for from in states().flatten() {
        for step in Step::ALL {
            let to = decide(Some(from), *step, Party::System, &good(*step, Some(from.stage)));
            let stage = to.ok().flatten().map(|state| state.stage);
            let declined = stage == Some(Stage::Declined) && from.stage != Stage::Declined;
            assert!(!declined, "{from:?} {step:?}");
            assert!(stage != Some(Stage::Ended) || *step == Step::OpeningEnded || from.stage == Stage::Ended);
        }
    }
}

/// Each guard has a refusal of its own.
#[test]
fn each_guard_says_what_is_wrong() {
    use Party::{Applicant, Employer, System};
    type Wrong = fn(&mut Facts);
    let cases: &[(Option<Stage>, Step, Party, Wrong, Refusal)] = &[
        (None, Step::Send, Applicant, |f| f.opening_open = false, Refusal::OpeningClosed),
        (None, Step::Send, Applicant, |f| f.alive = true, Refusal::Alive),
        (None, Step::Send, Applicant, |f| f.skilled = false, Refusal::Skills),
        (None, Step::Send, Applicant, |f| f.as_previewed = false, Refusal::PreviewChanged),
        (None, Step::Send, Applicant, |f| f.consented = false, Refusal::Consent),
        (None, Step::Send, Applicant, |f| f.sent_today = 21, Refusal::TooMany),
        (Some(Stage::Sent), Step::Look, Employer, |f| f.named = false, Refusal::NotNamed),
        (Some(Stage::Sent), Step::Look, Employer, |f| f.pledged = false, Refusal::NoPledge),
        (Some(Stage::Sent), Step::Invite, Employer, |f| f.pledged = false, Refusal::NoPledge),
        (Some(Stage::Sent), Step::Invite, Employer, |f| f.invited = true, Refusal::AlreadyInvited),
        (Some(Stage::Sent), Step::Invite, Employer, |f| f.words = Words::Demand, Refusal::WordsDemand),
        (Some(Stage::Invited), Step::Refuse, Applicant, |f| f.replied = true, Refusal::Answered),
        (Some(Stage::Invited), Step::Lapse, System, |f| f.replied = true, Refusal::Answered),
        (
            Some(Stage::Invited),
            Step::Lapse,
            System,
            |f| f.invite_ends_at = Some(NOW + Duration::SECOND),
            Refusal::NotYet,
        ),
        (Some(Stage::Invited), Step::Message, Applicant, |f| f.words = Words::Contact, Refusal::WordsContact),
        (Some(Stage::Invited), Step::Message, Employer, |f| f.words = Words::Guarded, Refusal::WordsGuarded),
        (Some(Stage::Offered), Step::Message, Employer, |f| f.words = Words::Empty, Refusal::WordsEmpty),
        (Some(Stage::Invited), Step::Offer, Employer, |f| f.replied = false, Refusal::WaitForAnswer),
        (Some(Stage::Invited), Step::Offer, Employer, |f| f.stated = false, Refusal::Terms),
        (Some(Stage::Offered), Step::Accept, Applicant, |_| {}, Refusal::NotReleased),
        (Some(Stage::Sent), Step::Decline, Employer, |f| f.person = false, Refusal::NotAPerson),
        (Some(Stage::Sent), Step::Decline, Employer, |f| f.reasoned = false, Refusal::Reason),
        (
            Some(Stage::Ended),
            Step::Erase,
            System,
            |f| f.clock_at = Some(NOW - KEPT + Duration::SECOND),
            Refusal::NotYet,
        ),
        (Some(Stage::Sent), Step::Erase, System, |f| f.clock_at = None, Refusal::NotYet),
        (Some(Stage::Invited), Step::Release, Applicant, |f| f.fields = 0, Refusal::NothingChosen),
        (Some(Stage::Invited), Step::Release, Applicant, |f| f.fresh = false, Refusal::SignInAgain),
    ];
    for (stage, step, party, wrong, refusal) in cases {
        let from = stage.map(|stage| State { stage, release: Release::Sealed });
        let mut facts = good(*step, *stage);
        wrong(&mut facts);
        assert_eq!(decide(from, *step, *party, &facts), Err(*refusal), "{stage:?} {step:?} {party:?}");
    }
}

#[test]
fn buttons_are_the_steps_that_are_taken() {
    for state in states().flatten() {
        for party in [Party::Applicant, Party::Employer] {
            for step in Step::ALL {
                let facts = good(*step, Some(state.stage));
                let shown = open_steps(state, party, &facts).contains(step);
                assert_eq!(shown, decide(Some(state), *step, party, &facts).is_ok(), "{state:?} {step:?} {party:?}");
            }
        }
    }
}

/// An application as the store keeps it.
#[derive(Clone, Copy)]
struct Kept {
    state: State,
    facts: Facts,
}

impl Kept {
    fn new() -> Self {
        let state = State { stage: Stage::Sent, release: Release::Sealed };
        let mut facts = good(Step::Invite, Some(Stage::Sent));
        (facts.invited, facts.replied, facts.invite_ends_at, facts.clock_at) = (false, false, None, None);
        Self { state, facts }
    }

    /// Takes a step as the service does. Whether it was taken, or why not.
    fn take(&mut self, step: Step, party: Party) -> Result<(), Refusal> {
        let Some(to) = decide(Some(self.state), step, party, &self.facts)? else { return Ok(()) };
        self.state = to;
        match step {
            Step::Invite => {
                self.facts.invited = true;
                self.facts.invite_ends_at = Some(self.facts.now + INVITATION);
            }
            Step::Refuse => self.facts.refused = true,
            Step::Message if party == Party::Applicant => self.facts.replied = true,
            Step::Release => self.facts.replied = true,
            _ => {}
        }
        Ok(())
    }
}

fn any_step() -> impl Strategy<Value = (Step, Party, bool, bool, i64)> {
    let step = (0..Step::ALL.len()).prop_map(|at| Step::ALL[at]);
    let party = (0..Party::ALL.len()).prop_map(|at| Party::ALL[at]);
    (step, party, any::<bool>(), any::<bool>(), 0..72i64)
}

proptest! {
    /// Nobody is shown without a release that the applicant gave and did not take back, a pledge and a named recruiter.
    #[test]
    fn no_way_leads_to_an_identity_that_was_not_given(steps in prop::collection::vec(any_step(), 0..60)) {
        let mut kept = Kept::new();
        let mut given = false;
        for (step, party, pledged, named, hours) in steps {
            (kept.facts.pledged, kept.facts.named) = (pledged, named);
            kept.facts.now += Duration::hours(hours);
            if kept.take(step, party).is_ok() {
                match step {
                    Step::Release => given = true,
                    Step::WithdrawRelease | Step::EmployerSuspended | Step::Decline | Step::Withdraw
                    | Step::TurnDown | Step::OpeningEnded | Step::Erase => given = false,
                    _ => {}
                }
            }
            if shows_identity(kept.state, &kept.facts) {
                prop_assert!(given && pledged && named);
                prop_assert!(matches!(kept.state.stage, Stage::Invited | Stage::Offered | Stage::Hired));
            }
        }
    }

    /// One applicant refuses at some hour, another one says nothing: whatever the employer tries and whenever, the
    /// answers, the words and the buttons are the same. Whether the daily job came by makes no difference either.
    #[test]
    fn a_refusal_and_silence_look_the_same_at_every_moment(
        refused_after in 0..400i64,
        acts in prop::collection::vec((0..5usize, 0..120i64, any::<bool>()), 0..40),
    ) {
        const TRIED: [Step; 5] = [Step::Look, Step::Invite, Step::Message, Step::Offer, Step::Decline];
        let (mut refuses, mut silent) = (Kept::new(), Kept::new());
        for kept in [&mut refuses, &mut silent] {
            prop_assert!(kept.take(Step::Invite, Party::Employer).is_ok());
        }
        let refuse_at = NOW + Duration::hours(refused_after);
        for (act, hours, swept) in acts {
            for kept in [&mut refuses, &mut silent] {
                kept.facts.now += Duration::hours(hours);
            }
            if !refuses.facts.refused && refuses.facts.now >= refuse_at {
                let at = refuses.facts.now;
                refuses.facts.now = refuse_at.min(at);
                let _ = refuses.take(Step::Refuse, Party::Applicant);
                refuses.facts.now = at;
            }
            if swept {
                let _ = refuses.take(Step::Lapse, Party::System);
                let _ = silent.take(Step::Lapse, Party::System);
            }
            prop_assert_eq!(seen(refuses.state.stage, &refuses.facts), seen(silent.state.stage, &silent.facts));
            prop_assert_eq!(
                open_steps(refuses.state, Party::Employer, &refuses.facts),
                open_steps(silent.state, Party::Employer, &silent.facts)
            );
            prop_assert_eq!(refuses.take(TRIED[act], Party::Employer), silent.take(TRIED[act], Party::Employer));
        }
    }
}
