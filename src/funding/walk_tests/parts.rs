//! What a file, an award and an instalment keep of their way.
use super::*;

impl File {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let price = |dice: &mut Dice| 1_000_000 + rupiah(dice, 10_000_000).0;
        Self {
            state: proposals::State::Draft,
            lines: vec![tests::line(1, price(dice)), tests::line(2, price(dice))],
            marks: tests::marks(),
            verifier: None,
            rounds: 0,
            due: None,
            extended: false,
            lapsed_at: None,
            reopened: false,
            sums: Vec::new(),
            revised: false,
            recommended: None,
            budget: None,
            milestones: Vec::new(),
            rejected_at: None,
            rejected_by: None,
            objected: false,
            recorded_until: None,
            award: None,
        }
    }

    /// Nothing more is expected of it.
    pub(super) fn is_over(&self) -> bool {
        let settled = |award: &Award| award.state.is_end() && award.claimed() == Rupiah(0);
        self.state.is_end() && self.award.as_ref().is_none_or(settled)
    }

    /// Cuts the budget to what was awarded, line by line.
    pub(super) fn reduce(&mut self, amount: Rupiah) {
        let mut over = budget::total(&self.lines).unwrap().0 - amount.0;
        for line in &mut self.lines {
            line.cut = Rupiah(over.clamp(0, line.unit_price.0));
            over -= line.cut.0;
        }
    }

    pub(super) fn stage(&self) -> Stage {
        let parts = || self.award.iter().flat_map(|award| &award.parts);
        let tranches: Vec<_> = parts().map(|part| part.state).collect();
        let reports: Vec<_> = parts().map(|part| ReportStanding { state: part.report, begun: part.begun }).collect();
        let revised = self.rounds.is_multiple_of(2);
        stage(&Standing {
            proposal: self.state,
            milestones: &self.milestones,
            budget: self.budget,
            some_answered: revised,
            unread: self.rounds > 0,
            award: self.award.as_ref().map(|award| award.state),
            tranches: &tranches,
            reports: &reports,
        })
    }
}

impl Award {
    pub(super) fn new(amount: Rupiah, recommended: Rupiah, now: OffsetDateTime) -> Self {
        Self {
            state: awards::State::Offered,
            amount,
            recommended,
            offered_at: now,
            balance: OfAward::default(),
            parts: Vec::new(),
            postings: Vec::new(),
        }
    }

    /// Writes entries; each has to fit.
    pub(super) fn post(&mut self, postings: &[Posting], call: &mut OfCall) {
        for posting in postings {
            let balance = Balance { call: *call, award: self.balance };
            let after = ledger::post(balance, *posting).unwrap_or_else(|refusal| panic!("{posting:?} {refusal:?}"));
            (*call, self.balance) = (after.call, after.award);
            self.postings.push(*posting);
        }
    }

    /// What was claimed back and has not come back yet.
    pub(super) fn claimed(&self) -> Rupiah {
        ledger::open_claim(self.postings.iter().copied())
    }

    /// What accepted reports say was spent.
    pub(super) fn spent(&self) -> Rupiah {
        let accepted = self.parts.iter().filter(|part| part.report == reports::State::Accepted);
        Rupiah(accepted.map(|part| part.spent.0).sum())
    }

    /// What was given counts as it was; the rest is divided among what is not paid, or asks for an instalment more.
    pub(super) fn divide_anew(&mut self, unpaid: Rupiah) {
        if unpaid > Rupiah(0) && !self.parts.iter().any(|part| part.state.is_unpaid()) {
            self.parts.push(Part::new(Rupiah(0)));
        }
        let open = self.parts.iter().filter(|part| part.state.is_unpaid()).count();
        let mut shares = ledger::divide(unpaid, &vec![1; open]).into_iter();
        for part in &mut self.parts {
            part.planned = if part.state.is_unpaid() { shares.next().unwrap_or_default() } else { part.given };
            part.requested = part.requested.min(part.planned);
        }
    }
}

impl Part {
    pub(super) fn new(planned: Rupiah) -> Self {
        Self {
            state: tranches::State::Planned,
            planned,
            requested: Rupiah(0),
            given: Rupiah(0),
            report: reports::State::Due,
            due: None,
            begun: false,
            spent: Rupiah(0),
        }
    }

    /// Nothing is accounted for it.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self.state, tranches::State::Returned | tranches::State::Cancelled)
    }

    /// The one line of its report.
    pub(super) fn line(&self, note: bool) -> account::Line {
        account::Line { number: 1, planned: self.given, spent: self.spent, receipts: self.spent, note }
    }
}

pub(super) fn award_promised(file: &File) -> i64 {
    file.award.as_ref().map_or(0, |award| award.balance.promised())
}

pub(super) fn signatures() -> Signatures {
    let by = |duty| Some(Signature { account: tests::account(duty), content: CONTENT });
    Signatures { content: CONTENT, chair: by(Duty::Chair), treasurer: by(Duty::Treasurer) }
}
