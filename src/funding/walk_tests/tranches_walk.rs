//! A step of an instalment.
use super::*;

impl World {
    pub(super) fn consequence_of_tranche(
        &mut self,
        (at, part): (usize, usize),
        event: &tranches::Event,
        now: OffsetDateTime,
        seen: &mut Seen,
    ) {
        let acting = consequence(now);
        let state = self.files[at].award.as_ref().unwrap().parts[part].state;
        let facts = self.tranche_facts((at, part), acting, &mut Dice::new(0));
        let answer = tranches::decide(state, event, &tranches::Facts { report_accepted: true, ..facts });
        hold(tranches::TABLE, (Some(state), &event.kind()), &acting, &answer, seen);
        let plan = answer.unwrap();
        self.files[at].award.as_mut().unwrap().parts[part].state = plan.to;
    }

    pub(super) fn tranche_facts<'a>(
        &'a self,
        (at, part): (usize, usize),
        acting: Acting,
        dice: &mut Dice,
    ) -> tranches::Facts<'a> {
        let file = &self.files[at];
        let award = file.award.as_ref().unwrap();
        let here = &award.parts[part];
        let earlier = part.checked_sub(1).map(|before| award.parts[before].report);
        tranches::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            award_active: award.state == awards::State::Active,
            form: if at.is_multiple_of(2) { budget::Form::Money } else { budget::Form::Goods },
            planned: here.planned,
            requested: here.requested,
            given: here.given,
            balance: Balance { call: self.balance, award: award.balance },
            earlier_accounted: earlier.is_none_or(|report| report == reports::State::Accepted),
            papers_complete: mostly(dice),
            account_verified: mostly(dice),
            needs_orders: mostly(dice),
            milestones: if mostly(dice) { &[Milestone::SppLs, Milestone::SpmLs] } else { &[] },
            verifier: Some(tests::account(Duty::Verifier)),
            decider: Some(tests::account(Duty::Decider)),
            report_accepted: here.report == reports::State::Accepted,
            recorded_until: file.recorded_until,
        }
    }

    pub(super) fn step_tranche(&mut self, place: (usize, usize), dice: &mut Dice, seen: &mut Seen) {
        use tranches::{Event as E, Kind as K};
        let (at, part) = place;
        let here = &self.files[at].award.as_ref().unwrap().parts[part];
        let state = here.state;
        let (planned, requested) = (here.planned, here.requested);
        let meets = state.meets();
        let kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        let date = Some(self.today());
        let event = match kind {
            K::Request => E::Request { amount: some_of(dice, planned) },
            K::Verify => E::Verify,
            K::Reject => E::Reject { grounds: grounds(dice, &[Reason::EarlierFindings]) },
            K::Approve => E::Approve,
            K::Pay => E::Pay {
                order: tranches::PaymentOrder { number: mostly(dice), date, amount: some_of(dice, requested) },
            },
            K::HandOver => {
                let value = some_of(dice, requested);
                let note = tranches::HandOverNote {
                    number: mostly(dice),
                    date,
                    goods_listed: true,
                    photo: mostly(dice),
                    value,
                };
                E::HandOver { note }
            }
            K::Fail => E::Fail { reason: written(dice) },
            K::Retry => E::Retry,
            K::GiveBack if chance(dice, 20) => E::GiveBack { note: true },
            K::GiveBack => E::GiveBack { note: false },
            K::Account => E::Account,
            K::Cancel => E::Cancel,
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, tranches::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        let acting = somebody(dice, tranches::TABLE, (Some(state), &kind), self.now);
        let answer = tranches::decide(state, &event, &self.tranche_facts(place, acting, dice));
        hold(tranches::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let due = self.today() + Duration::days(30);
        let award = self.files[at].award.as_mut().unwrap();
        award.post(&plan.ledger, &mut self.balance);
        let here = &mut award.parts[part];
        here.state = plan.to;
        match event {
            E::Request { amount } => here.requested = amount,
            E::Pay { order } => here.given = order.amount,
            E::HandOver { note } => here.given = note.value,
            E::Fail { .. } | E::GiveBack { .. } => (here.given, here.spent) = (Rupiah(0), Rupiah(0)),
            E::RecordOutside { to: tranches::State::Paid | tranches::State::HandedOver, .. } => {
                here.given = here.planned;
            }
            _ => {}
        }
        if plan.effects.contains(&Effect::SetReportDue) {
            here.due = Some(due);
        }
    }
}
