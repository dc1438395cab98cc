//! A step of a proposal, and what is written down of it.
use super::*;

impl World {
    pub(super) fn start(&mut self, dice: &mut Dice, seen: &mut Seen) {
        let mut file = File::new(dice);
        file.state = proposals::State::Draft;
        self.files.push(file);
        let at = self.files.len() - 1;
        let acting = somebody(dice, proposals::TABLE, (None, &proposals::Kind::Start), self.now);
        let answer = proposals::decide(None, &proposals::Event::Start, &self.facts(at, acting, dice));
        hold(proposals::TABLE, (None, &proposals::Kind::Start), &acting, &answer, seen);
        if answer.is_err() {
            self.files.pop();
        }
    }

    pub(super) fn step_file(&mut self, at: usize, dice: &mut Dice, seen: &mut Seen) {
        use proposals::Kind as K;
        let state = self.files[at].state;
        let external = self.terms.is_external();
        let meets = state.meets();
        let mut kind = if chance(dice, 90) && !meets.is_empty() { picked(dice, meets) } else { picked(dice, K::ALL) };
        // Few leave or turn back, or nothing would ever come to an end of another kind.
        let leaves = |kind| matches!(kind, K::Withdraw | K::Void | K::Ineligible | K::Recall | K::Correct);
        if leaves(kind) && chance(dice, 93) || kind == K::RecordOutside && !external {
            let stays: Vec<_> = meets.iter().copied().filter(|kind| !leaves(*kind)).collect();
            kind = if stays.is_empty() { kind } else { picked(dice, &stays) };
        }
        if state == proposals::State::Recommended && chance(dice, 40) {
            kind = K::Approve;
        }
        let event = self.event(at, kind, dice);
        let acting = somebody(dice, proposals::TABLE, (Some(state), &kind), self.now);
        let answer = proposals::decide(Some(state), &event, &self.facts(at, acting, dice));
        hold(proposals::TABLE, (Some(state), &kind), &acting, &answer, seen);
        let Ok(plan) = answer else { return };
        let leaves_an_end = state.is_end() && plan.to != state;
        assert!(!leaves_an_end || matches!(kind, K::Object | K::Reopen), "{state:?} {kind:?}");
        let refused = plan.to == proposals::State::Rejected && state != plan.to;
        assert!(!refused || acting.hand.duty != Duty::Clock, "the clock refuses nobody");
        self.apply(at, &event, &plan, &acting, seen);
    }

    pub(super) fn event(&self, at: usize, kind: proposals::Kind, dice: &mut Dice) -> proposals::Event {
        use proposals::{Event as E, Kind as K};
        let file = &self.files[at];
        let asked = budget::total(&file.lines).unwrap();
        let soon = self.calendar.after(self.today(), u16::try_from(3 + dice.below(10)).unwrap());
        let paper = proposals::Official { number: mostly(dice), date: Some(self.today()), file: mostly(dice) };
        let wanted = some_of(dice, asked);
        let cuts = |amount: Rupiah| {
            vec![Cut { number: 1, amount: Rupiah((asked.0 - amount.0).clamp(0, file.lines[0].unit_price.0)) }]
        };
        match kind {
            K::Start => E::Start,
            K::Edit => E::Edit { version: i64::from(!mostly(dice)), listed: mostly(dice) },
            K::Sign => E::Sign { content: CONTENT },
            K::Submit => E::Submit,
            K::ClosePassed => E::ClosePassed,
            K::Recall => E::Recall,
            K::Claim => E::Claim { declares_no_tie: mostly(dice) },
            K::Return => {
                let grounds = grounds(dice, &[Reason::IncompleteDoc, Reason::PriceNotCompared]);
                E::Return { items: vec![proposals::Defect { point: Point::Deed, grounds }], due: soon }
            }
            K::Resubmit => E::Resubmit,
            K::Extend => E::Extend {
                due: file.due.map_or(soon, |due| self.calendar.after(due, u16::try_from(dice.below(12)).unwrap())),
            },
            K::DuePassed => E::DuePassed,
            K::Ineligible => E::Ineligible { grounds: grounds(dice, &[Reason::OutOfRegion, Reason::Late]) },
            K::Complete => E::Complete,
            K::Record => E::Record { minutes: paper },
            K::DeclareConflict => E::DeclareConflict,
            K::Score => {
                let score =
                    |dice: &mut Dice| Score { score: u16::try_from(dice.below(102)).unwrap(), justification: 30 };
                E::Score { scores: (0..3).map(|_| score(dice)).collect() }
            }
            K::CloseReview => E::CloseReview,
            K::AskContent => E::AskContent { sections: vec![written(dice)], due: soon },
            K::Recommend if chance(dice, 80) => {
                let amount = if self.terms.certificate { Rupiah(0) } else { wanted };
                E::Recommend {
                    advice: proposals::Advice::Yes { amount, cuts: cuts(amount) },
                    out_of_order: written(dice),
                }
            }
            K::Recommend => {
                let advice = proposals::Advice::No { grounds: grounds(dice, &[Reason::NoBudget, Reason::BelowRank]) };
                E::Recommend { advice, out_of_order: written(dice) }
            }
            K::SendBudget => E::SendBudget,
            K::BudgetOk => E::BudgetOk { letter: paper },
            K::BudgetCut => {
                let amount = some_of(dice, file.recommended.map_or(asked, |advice| advice.amount));
                E::BudgetCut { letter: paper, amount, cuts: cuts(amount) }
            }
            K::BudgetNone => E::BudgetNone { letter: paper },
            K::Approve => {
                let amount = some_of(dice, file.recommended.map_or(asked, |advice| advice.amount));
                E::Approve { amount, decree: paper, tie_reason: written(dice) }
            }
            K::Waitlist => E::Waitlist { rank: u32::try_from(dice.below(9)).unwrap() },
            K::Promote => E::Promote { out_of_order: written(dice) },
            K::Reject => E::Reject { grounds: grounds(dice, &[Reason::NoBudget, Reason::OutOfField]) },
            K::Object => E::Object,
            K::Uphold => E::Uphold { reasons: written(dice) },
            K::Overturn => E::Overturn { reasons: written(dice) },
            K::Withdraw => E::Withdraw,
            K::Void => E::Void { reason: picked(dice, &[Reason::DuplicateFile, Reason::Forged, Reason::Late]) },
            K::Reopen => E::Reopen { due: soon },
            K::Correct => E::Correct { reason: written(dice) },
            K::RecordMilestone => E::RecordMilestone { milestone: picked(dice, Milestone::ALL), paper },
            K::Reassign => E::Reassign { reviewer: tests::account(Duty::Reviewer), reason: written(dice) },
            K::AddReviewer => E::AddReviewer,
            K::PassClaim => {
                E::PassClaim { to: tests::account(Duty::Verifier), to_is_tied: !mostly(dice), reason: written(dice) }
            }
            K::RecordOutside => {
                let to = picked(dice, proposals::State::ALL);
                E::RecordOutside { to, date: self.today(), proof: mostly(dice), amount: wanted }
            }
            K::ExtendWaitlist => E::ExtendWaitlist { until: soon + Duration::days(200), reason: written(dice) },
        }
    }

    pub(super) fn facts<'a>(&'a self, at: usize, acting: Acting, dice: &mut Dice) -> proposals::Facts<'a> {
        let file = &self.files[at];
        let verifier = file.verifier;
        let mut signatures = signatures();
        if !mostly(dice) {
            signatures.treasurer = None;
        }
        proposals::Facts {
            acting,
            terms: &self.terms,
            rubric: &self.rubric,
            calendar: &self.calendar,
            call: proposals::CallFacts {
                state: self.call.unwrap(),
                balance: self.balance,
                awards: self.awards(),
                tied_at_the_line: chance(dice, 10),
                is_next: mostly(dice),
            },
            applicant: proposals::Applicant {
                active: mostly(dice),
                eligible: mostly(dice),
                door_accepted: mostly(dice),
                other_live: !mostly(dice),
                held: !mostly(dice),
            },
            file: proposals::File {
                version: 0,
                opened_at: self.now - Duration::hours(i64::try_from(dice.below(3)).unwrap()),
                sections_complete: mostly(dice),
                papers_complete: mostly(dice),
                quarantined: !mostly(dice),
                warnings_acknowledged: mostly(dice),
                publication_read: mostly(dice),
                signatures,
                listed_answered: mostly(dice),
                recorded_until: file.recorded_until,
            },
            check: proposals::Check {
                verifier,
                marks: if mostly(dice) { &file.marks } else { &[] },
                duplicates_checked: mostly(dice),
                rounds_used: file.rounds,
                due: file.due,
                extended: file.extended,
                reminders_sent: mostly(dice),
                visit_announced: mostly(dice),
                photos_ready: mostly(dice),
                confidentiality: mostly(dice),
                lapsed_at: file.lapsed_at,
                reopened: file.reopened,
            },
            review: proposals::Review {
                assigned: mostly(dice),
                saw_others: !mostly(dice),
                sums: &file.sums,
                reviewers: &[],
                content_revised: file.revised,
                replacement: mostly(dice).then(|| Uuid::from_u128(99)),
                late: chance(dice, 30),
            },
            decision: proposals::Decision {
                lines: &file.lines,
                recommended: file.recommended,
                budget: file.budget,
                milestones: &file.milestones,
                lead: Some(tests::account(Duty::Lead)),
                decider: Some(tests::account(Duty::Decider)),
                decider_for: None,
                decider_has_acted: chance(dice, 10),
                rejected_at: file.rejected_at,
                rejected_by: file.rejected_by,
                objected: file.objected,
            },
        }
    }

    /// Writes down what a step of a file brings about.
    pub(super) fn apply(
        &mut self,
        at: usize,
        event: &proposals::Event,
        plan: &Plan<proposals::State>,
        acting: &Acting,
        seen: &mut Seen,
    ) {
        use proposals::{Advice, Event as E, RejectedBy, State as S};
        let now = self.now;
        let file = &mut self.files[at];
        let before = file.state;
        file.state = plan.to;
        match event {
            E::Claim { .. } => file.verifier = Some(acting.hand.account),
            E::PassClaim { to, .. } => file.verifier = Some(*to),
            E::Recall => file.verifier = None,
            E::Return { due, .. } => {
                (file.due, file.rounds, file.extended) = (Some(*due), file.rounds + 1, false);
            }
            E::AskContent { due, .. } => {
                (file.due, file.revised) = (Some(*due), true);
                file.sums.clear();
            }
            E::Extend { due } => (file.due, file.extended) = (Some(*due), true),
            E::Reopen { due } => (file.due, file.reopened) = (Some(*due), true),
            E::DuePassed if before == S::AdminRevision => file.lapsed_at = Some(now),
            E::Score { scores } => file.sums.extend(self.rubric.judge(scores)),
            E::Recommend { advice, .. } => {
                let amount = if let Advice::Yes { amount, .. } = advice { Some(*amount) } else { None };
                let positive = amount.is_some();
                file.recommended = Some(proposals::Recommended { positive, amount: amount.unwrap_or_default() });
            }
            E::Ineligible { .. } => (file.rejected_at, file.rejected_by) = (Some(now), Some(RejectedBy::Check)),
            E::Reject { .. } => (file.rejected_at, file.rejected_by) = (Some(now), Some(RejectedBy::Decision)),
            E::Object => file.objected = true,
            E::RecordMilestone { milestone, .. } => file.milestones.push(*milestone),
            E::RecordOutside { date, .. } => file.recorded_until = Some(*date),
            _ => {}
        }
        let approved = file.recommended.map_or(Rupiah(0), |advice| advice.amount);
        for effect in &plan.effects {
            match effect {
                Effect::RecordBudget { result, amount } => {
                    file.budget = Some(*result);
                    if let (Some(advice), BudgetResult::Cut) = (&mut file.recommended, result) {
                        advice.amount = *amount;
                    }
                }
                Effect::ForgetBudget => file.budget = None,
                Effect::CreateAward { amount } => file.award = Some(Award::new(*amount, approved, now)),
                _ => {}
            }
        }
        if let Some(award) = &mut file.award {
            award.post(&plan.ledger, &mut self.balance);
        }
        if plan.effects.iter().any(|effect| matches!(effect, Effect::CreateAward { .. })) {
            self.create_award(at, seen);
        }
    }
}
