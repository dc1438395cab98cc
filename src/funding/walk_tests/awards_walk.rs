//! A step of an award.
use super::*;

impl World {
    /// Row A1, as a consequence of row 23.
    pub(super) fn create_award(&self, at: usize, seen: &mut Seen) {
        let award = self.files[at].award.as_ref().unwrap();
        let create = awards::Event::Create { amount: award.amount };
        let acting = consequence(self.now);
        let answer = awards::decide(None, &create, &self.award_facts(at, acting, &mut Dice::new(0)));
        hold(awards::TABLE, (None, &awards::Kind::Create), &acting, &answer, seen);
        assert_eq!(answer.unwrap().to, awards::State::Offered);
    }

    pub(super) fn award_facts<'a>(&'a self, at: usize, acting: Acting, dice: &mut Dice) -> awards::Facts<'a> {
        let file = &self.files[at];
        let award = file.award.as_ref().unwrap();
        let count = |wanted: &dyn Fn(&Part) -> bool| {
            u32::try_from(award.parts.iter().filter(|part| wanted(part)).count()).unwrap()
        };
        awards::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            awarded: award.amount,
            recommended: award.recommended,
            balance: Balance { call: self.balance, award: award.balance },
            offered_at: award.offered_at,
            contacted: mostly(dice),
            lines: if mostly(dice) { &file.lines } else { &[] },
            signatures: signatures(),
            account_verified: mostly(dice),
            tranches: &[4_000, 3_000, 3_000][..=at % 3],
            tranches_open: count(&|part| !part.state.is_end()),
            reports_open: count(&|part| !part.is_gone() && part.report != reports::State::Accepted),
            spent: award.spent(),
            claimed: award.claimed(),
            recorded_until: file.recorded_until,
        }
    }

    pub(super) fn step_award(&mut self, at: usize, dice: &mut Dice, seen: &mut Seen) {
        use awards::{Event as E, Kind as K};
        let award = self.files[at].award.as_ref().unwrap();
        let (state, amount) = (award.state, award.amount);
        let given = award.balance.given();
        let meets = state.meets();
        let mut kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        // Some wait for weeks.
        if state == awards::State::Offered && chance(dice, 60) {
            kind = K::NotTakenUp;
        }
        // What is ended after something was given has a claim to settle.
        let stays = match kind {
            K::Terminate if given > 0 => 70,
            K::Terminate | K::Renounce | K::Decline => 93,
            _ => 0,
        };
        if stays > 0 && chance(dice, stays) {
            kind = if state == awards::State::Active { K::Finish } else { meets.first().copied().unwrap_or(kind) };
        }
        let event = match kind {
            K::Create => E::Create { amount },
            K::Accept => E::Accept,
            K::Decline => E::Decline,
            K::NotTakenUp => E::NotTakenUp,
            K::DraftAgreement => E::DraftAgreement,
            K::Redraft => E::Redraft { grounds: grounds(dice, &[Reason::WrongSignatory]) },
            K::SignBoth => {
                let agreement =
                    awards::Agreement { scans: mostly(dice), numbers: mostly(dice), integrity_pact: mostly(dice) };
                E::SignBoth { agreement }
            }
            K::Amend => {
                let amount = if chance(dice, 50) { Rupiah(given) } else { some_of(dice, award.recommended) };
                E::Amend { amount, reason: written(dice) }
            }
            K::Suspend => E::Suspend { reason: written(dice), hearing: mostly(dice) },
            K::Resume => E::Resume { reason: written(dice) },
            K::Terminate => E::Terminate { reason: written(dice), hearing: mostly(dice), recover: rupiah(dice, given) },
            K::Settle => E::Settle { note: mostly(dice), amount: some_of(dice, award.claimed()) },
            K::Finish => E::Finish,
            K::Renounce => E::Renounce,
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, awards::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        if kind == K::DraftAgreement {
            let promised = if self.terms.has_ledger() { award_promised(&self.files[at]) } else { amount.0 };
            self.files[at].reduce(Rupiah(promised));
        }
        let acting = somebody(dice, awards::TABLE, (Some(state), &kind), self.now);
        let answer = awards::decide(Some(state), &event, &self.award_facts(at, acting, dice));
        hold(awards::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        assert!(plan.to != awards::State::Declined || acting.hand.duty != Duty::Clock);
        let now = self.now;
        let file = &mut self.files[at];
        let award = file.award.as_mut().unwrap();
        award.state = plan.to;
        award.post(&plan.ledger, &mut self.balance);
        for effect in &plan.effects {
            match effect {
                Effect::CreateTranches { amounts } => {
                    award.parts = amounts.iter().map(|amount| Part::new(*amount)).collect();
                }
                Effect::DivideAnew { unpaid } => award.divide_anew(*unpaid),
                _ => {}
            }
        }
        if plan.effects.iter().any(|effect| matches!(effect, Effect::CreateReports { .. })) {
            self.create_reports(at, seen);
        }
        if plan.effects.contains(&Effect::CancelTranches) {
            self.cancel(at, now, seen);
        }
    }

    /// Row T11, as a consequence of rows A11 and A13.
    pub(super) fn cancel(&mut self, at: usize, now: OffsetDateTime, seen: &mut Seen) {
        for part in 0..self.files[at].award.as_ref().unwrap().parts.len() {
            let state = self.files[at].award.as_ref().unwrap().parts[part].state;
            if state.is_unpaid() {
                self.consequence_of_tranche((at, part), &tranches::Event::Cancel, now, seen);
            }
        }
    }
}
