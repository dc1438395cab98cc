//! A step of the call, and what follows for its files.
use super::*;

impl World {
    pub(super) fn step_call(&mut self, dice: &mut Dice, seen: &mut Seen) {
        let meets = calls::meets(self.call);
        let mut kind =
            if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, calls::Kind::ALL) };
        if kind == calls::Kind::Cancel && chance(dice, 97) {
            kind = meets.first().copied().unwrap_or(kind);
        }
        let later = self.terms.closes_at.map(|close| close + Duration::days(3));
        let event = match kind {
            calls::Kind::Create => calls::Event::Create,
            calls::Kind::Edit => calls::Event::Edit { version: i64::from(!mostly(dice)) },
            calls::Kind::Publish => calls::Event::Publish,
            calls::Kind::Open => calls::Event::Open,
            calls::Kind::Amend => {
                let ceiling = chance(dice, 10).then_some(Rupiah(self.terms.ceiling.0 + 1_000_000));
                let closes_at = later.filter(|_| chance(dice, 5));
                let touches_frozen = !mostly(dice);
                let amendment = calls::Amendment { closes_at, ceiling, texts: written(dice), touches_frozen };
                calls::Event::Amend { amendment }
            }
            calls::Kind::Close => calls::Event::Close,
            calls::Kind::FreezeRanking => calls::Event::FreezeRanking,
            calls::Kind::Unfreeze => calls::Event::Unfreeze { reason: written(dice) },
            calls::Kind::Finish => calls::Event::Finish,
            calls::Kind::Cancel => calls::Event::Cancel { reason: written(dice) },
        };
        let acting = somebody(dice, calls::TABLE, (self.call, &kind), self.now);
        let facts = calls::Facts {
            acting,
            terms: &self.terms,
            rubric: &self.rubric,
            calendar: &self.calendar,
            version: 0,
            texts: written(dice),
            questions_allowed: mostly(dice),
            shares: if mostly(dice) { &[5_000, 5_000] } else { &[1] },
            panel: &self.panel,
            proposals: self.counts(),
            balance: self.balance,
        };
        let answer = calls::decide(self.call, &event, &facts);
        hold(calls::TABLE, (self.call, &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        self.call = Some(plan.to);
        for posting in &plan.ledger {
            let balance = Balance { call: self.balance, award: OfAward::default() };
            self.balance = ledger::post(balance, *posting).unwrap().call;
        }
        if let calls::Event::Amend { amendment } = event {
            self.terms.ceiling = amendment.ceiling.unwrap_or(self.terms.ceiling);
            self.terms.closes_at = amendment.closes_at.or(self.terms.closes_at);
        }
        for effect in &plan.effects {
            match effect {
                Effect::LapseDrafts => {
                    self.follow(proposals::State::Draft, &proposals::Event::ClosePassed, Duty::Clock, seen);
                }
                Effect::VoidProposals => {
                    let void = proposals::Event::Void { reason: Reason::CallCancelled };
                    for state in proposals::State::ALL.iter().filter(|state| !state.is_end()) {
                        self.follow(*state, &void, Duty::Consequence, seen);
                    }
                }
                _ => {}
            }
        }
    }

    /// What follows for every file in a state: it must be possible.
    pub(super) fn follow(&mut self, state: proposals::State, event: &proposals::Event, duty: Duty, seen: &mut Seen) {
        for at in 0..self.files.len() {
            if self.files[at].state != state {
                continue;
            }
            let mut acting = consequence(self.now);
            acting.hand.duty = duty;
            let answer = proposals::decide(Some(state), event, &self.facts(at, acting, &mut Dice::new(0)));
            hold(proposals::TABLE, (Some(state), &event.kind()), &acting, &answer, seen);
            let plan = answer.unwrap_or_else(|refusal| panic!("{state:?} {event:?} {refusal:?}"));
            self.apply(at, event, &plan, &acting, seen);
        }
    }

    pub(super) fn counts(&self) -> calls::Proposals {
        use proposals::State as S;
        let count = |wanted: &dyn Fn(&File) -> bool| {
            u32::try_from(self.files.iter().filter(|file| wanted(file)).count()).unwrap()
        };
        let under_way = [S::Submitted, S::AdminCheck, S::AdminRevision, S::FieldVisit, S::InReview, S::ContentRevision];
        calls::Proposals {
            under_way: count(&|file| under_way.contains(&file.state)),
            may_object: count(&|file| {
                file.rejected_by == Some(proposals::RejectedBy::Check) && file.state == S::Objected
            }),
            live: count(&|file| !file.state.is_end()),
            waitlisted: count(&|file| file.state == S::Waitlisted),
            approved: self.awards(),
        }
    }

    pub(super) fn awards(&self) -> u32 {
        let alive = |file: &&File| file.award.as_ref().is_some_and(|award| award.state != awards::State::Declined);
        u32::try_from(self.files.iter().filter(alive).count()).unwrap()
    }
}
