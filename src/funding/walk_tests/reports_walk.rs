//! A step of a report.
use super::*;

impl World {
    /// Row R1, as a consequence of row A7.
    pub(super) fn create_reports(&self, at: usize, seen: &mut Seen) {
        let acting = consequence(self.now);
        for part in 0..self.files[at].award.as_ref().unwrap().parts.len() {
            let facts = self.report_facts((at, part), acting, &[], &mut Dice::new(0));
            let answer = reports::decide(None, &reports::Event::Create, &facts);
            hold(reports::TABLE, (None, &reports::Kind::Create), &acting, &answer, seen);
            assert_eq!(answer.unwrap().to, reports::State::Due);
        }
    }

    pub(super) fn report_facts<'a>(
        &'a self,
        (at, part): (usize, usize),
        acting: Acting,
        lines: &'a [account::Line],
        dice: &mut Dice,
    ) -> reports::Facts<'a> {
        let award = self.files[at].award.as_ref().unwrap();
        let here = &award.parts[part];
        reports::Facts {
            acting,
            terms: &self.terms,
            calendar: &self.calendar,
            version: 0,
            due: here.due,
            signatures: signatures(),
            lines,
            given: here.given,
            refund: Rupiah(here.given.0 - here.spent.0),
            rest_stated: mostly(dice),
            balance: Balance { call: self.balance, award: award.balance },
            tranche_open: matches!(here.state, tranches::State::Paid | tranches::State::HandedOver),
            recorded_until: self.files[at].recorded_until,
        }
    }

    pub(super) fn step_report(&mut self, place: (usize, usize), dice: &mut Dice, seen: &mut Seen) {
        use reports::{Event as E, Kind as K};
        let (at, part) = place;
        let award = self.files[at].award.as_ref().unwrap();
        let here = &award.parts[part];
        let state = here.report;
        let meets = state.meets();
        let kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        let soon = self.calendar.after(self.today(), u16::try_from(3 + dice.below(5)).unwrap());
        let event = match kind {
            K::Create => E::Create,
            K::Edit => E::Edit { version: i64::from(!mostly(dice)) },
            K::Submit => E::Submit,
            K::Return => E::Return { items: vec![grounds(dice, &[Reason::ReceiptMissing])], due: soon },
            K::Accept => E::Accept,
            K::DuePassed => E::DuePassed,
            K::LiftBlock => E::LiftBlock { reason: written(dice) },
            K::RecordOutside => {
                E::RecordOutside { to: picked(dice, reports::State::ALL), date: self.today(), proof: mostly(dice) }
            }
        };
        let acting = somebody(dice, reports::TABLE, (Some(state), &kind), self.now);
        let lines = [self.files[at].award.as_ref().unwrap().parts[part].line(mostly(dice))];
        let answer = reports::decide(Some(state), &event, &self.report_facts(place, acting, &lines, dice));
        hold(reports::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let award = self.files[at].award.as_mut().unwrap();
        award.post(&plan.ledger, &mut self.balance);
        let here = &mut award.parts[part];
        here.report = plan.to;
        match event {
            E::Edit { .. } => (here.spent, here.begun) = (rupiah(dice, here.given.0), true),
            E::Return { due, .. } => here.due = Some(due),
            _ => {}
        }
        if plan.effects.contains(&Effect::AccountTranche) {
            self.consequence_of_tranche(place, &tranches::Event::Account, self.now, seen);
        }
    }
}
