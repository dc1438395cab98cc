//! An award as it was read from the store, with its instalments and reports, and what a step on one of them leads to.
//! Pure.
use std::collections::BTreeMap;

use serde_json::json;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{tranches, workflow};
use crate::{
    funding::{
        budget::{Form, Line},
        ledger::{self, Balance},
        machine::{Acting, Duty, Hand, Plan, Refusal, Row, Signature, Signatures, Who},
        proposals::acts::Dossier,
        record::Object,
        reports::{account, workflow as reports},
        versions::{ContentHash, canonical},
    },
    platform::money::Rupiah,
};

crate::words! {
    /// What a file of an award is.
    pub enum FileKind {
        Agreement = "perjanjian",
        HandOver = "serah-terima",
        Refund = "setoran",
    }
}

crate::words! {
    /// What becomes of money that is left.
    pub enum RestKind {
        Promised = "promised",
        Returned = "returned",
    }
}

/// What was promised line by line, and the agreement about it.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The budget as it was reduced to the award.
    pub lines: Vec<Line>,
    pub awarded: Rupiah,
    pub recommended: Rupiah,
    pub decision: (String, Date),
    pub contacted: bool,
    pub agreement_number: String,
    pub body_number: String,
    pub agency_reference: String,
    pub report_by: Option<Date>,
}

/// Who entered the account, and which officers saw that its name is that of the body.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    pub paper: Uuid,
    pub verifier: Option<Uuid>,
    pub disburser: Option<Uuid>,
}

#[derive(Clone, Debug)]
pub struct Tranche {
    pub id: Uuid,
    /// From 1.
    pub number: u8,
    pub state: tranches::State,
    pub form: Form,
    pub planned: Rupiah,
    pub requested: Rupiah,
    /// Paid or handed over, less what came back as a failed payment.
    pub given: Rupiah,
    pub verifier: Option<Uuid>,
    pub decider: Option<Uuid>,
    pub order_number: String,
    pub order_day: Option<Date>,
    pub acknowledged: bool,
    pub version: i32,
}

#[derive(Clone, Debug)]
pub struct Receipt {
    pub code: String,
    pub line: u16,
    pub day: Date,
    pub shop: String,
    pub amount: Rupiah,
    pub stored: String,
}

/// What becomes of the rest, with number and day of the proof.
#[derive(Clone, Debug)]
pub struct Rest {
    pub kind: RestKind,
    pub number: String,
    pub day: Option<Date>,
}

#[derive(Clone, Debug)]
pub struct Report {
    pub id: Uuid,
    pub code: String,
    pub tranche: Uuid,
    pub state: reports::State,
    pub due: Option<Date>,
    pub told: String,
    pub rest: Option<Rest>,
    pub lifted: bool,
    pub version: i32,
    /// Spent and why it differs, by number of the line.
    pub typed: BTreeMap<u16, (Rupiah, String)>,
    pub receipts: Vec<Receipt>,
    pub signed: Vec<(Duty, Signature)>,
}

/// An award, whole.
#[derive(Clone, Debug)]
pub struct Grant {
    pub id: Uuid,
    pub code: String,
    pub state: workflow::State,
    pub version: i32,
    pub offered_at: OffsetDateTime,
    pub dossier: Dossier,
    pub terms: Terms,
    pub account: Option<Account>,
    /// Kind and code of each file, the oldest first.
    pub files: Vec<(FileKind, String)>,
    pub tranches: Vec<Tranche>,
    /// One for each instalment, in the same order.
    pub reports: Vec<Report>,
    pub signed: Vec<(Duty, Signature)>,
    pub balance: Balance,
    /// Claimed back and not come back yet.
    pub claimed: Rupiah,
}

/// A step on an award, on one of its instalments or on one of its reports, by their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Award(workflow::Event),
    Tranche(usize, tranches::Event),
    Report(usize, reports::Event),
}

impl Grant {
    /// What both signatures of the group stand under before there is an agreement.
    pub fn budget_mark(&self) -> ContentHash {
        ContentHash::of(canonical(&json!({ "award": self.code, "lines": self.terms.lines })).as_bytes())
    }

    pub fn has_file(&self, kind: FileKind) -> bool {
        self.files.iter().any(|(known, _)| *known == kind)
    }

    /// Goods are handed over; everything else is paid.
    pub fn is_paid_in_money(&self) -> bool {
        self.dossier.call.row.form == "money"
    }

    /// Two officers saw that the account is that of the body. Goods need none.
    pub fn account_is_verified(&self) -> bool {
        let seen = |account: &Account| account.verifier.is_some() && account.disburser.is_some();
        !self.is_paid_in_money() || self.account.as_ref().is_some_and(seen)
    }

    /// Lines of a report: what was planned of each for this instalment, what was spent, and what receipts come to.
    pub fn account_lines(&self, at: usize) -> Vec<account::Line> {
        let (Some(report), Some(tranche)) = (self.reports.get(at), self.tranches.get(at)) else { return Vec::new() };
        let net = |line: &Line| line.subtotal().unwrap_or_default().0 - line.cut.0;
        let weights: Vec<u32> =
            self.terms.lines.iter().map(|line| u32::try_from(net(line)).unwrap_or(u32::MAX)).collect();
        let planned = ledger::divide(tranche.planned, &weights);
        let line = |(line, planned): (&Line, Rupiah)| {
            let (spent, note) = report.typed.get(&line.number).cloned().unwrap_or_default();
            account::Line {
                number: line.number,
                planned,
                spent,
                receipts: report.receipts_of(line.number),
                note: !note.is_empty(),
            }
        };
        self.terms.lines.iter().zip(planned).map(line).collect()
    }

    /// What is left of an instalment, as its report says. Below 0 when more was spent.
    pub fn unspent(&self, at: usize) -> i64 {
        account::unspent(&self.account_lines(at), self.tranches.get(at).map_or(Rupiah(0), |tranche| tranche.given))
    }

    /// What came back of an instalment by a proof of return.
    pub fn refund(&self, at: usize) -> Rupiah {
        let rest = self.reports.get(at).and_then(|report| report.rest.as_ref());
        let returned = rest.is_some_and(|rest| rest.kind == RestKind::Returned);
        Rupiah(if returned { self.unspent(at).max(0) } else { 0 })
    }

    /// What both signatures stand under a report.
    pub fn report_mark(&self, at: usize) -> ContentHash {
        ContentHash::of(self.report_content(at).as_bytes())
    }

    /// A report in its canonical form.
    pub fn report_content(&self, at: usize) -> String {
        let (Some(report), Some(tranche)) = (self.reports.get(at), self.tranches.get(at)) else {
            return String::new();
        };
        let receipt = |receipt: &Receipt| {
            json!([receipt.line, receipt.day.to_string(), receipt.shop, receipt.amount.0, receipt.stored])
        };
        let lines: Vec<_> = report.typed.iter().map(|(number, (spent, note))| json!([number, spent.0, note])).collect();
        let rest = report.rest.as_ref();
        let rest = rest.map(|rest| json!([rest.kind.as_str(), rest.number, rest.day.map(|day| day.to_string())]));
        canonical(&json!({
            "report": report.code,
            "given": tranche.given.0,
            "told": report.told,
            "lines": lines,
            "receipts": report.receipts.iter().map(receipt).collect::<Vec<_>>(),
            "rest": rest,
        }))
    }

    /// What a step leads to.
    ///
    /// # Errors
    /// The refusal of the machine.
    pub fn decide(&self, step: &Step, acting: Acting) -> Result<Plan<&'static str>, Refusal> {
        match step {
            Step::Award(event) => self.decide_award(event, acting),
            Step::Tranche(at, event) => self.decide_tranche(*at, event, acting),
            Step::Report(at, event) => self.decide_report(*at, event, acting),
        }
    }

    /// Who takes a step where the object stands now; nobody when it cannot be taken.
    pub fn who(&self, step: &Step) -> Option<Who> {
        fn of<S: PartialEq + Copy, K: PartialEq>(table: &[Row<S, K>], at: S, kind: &K) -> Option<Who> {
            table.iter().find(|row| row.meets(Some(at), kind)).map(|row| row.who)
        }
        match step {
            Step::Award(event) => of(workflow::TABLE, self.state, &event.kind()),
            Step::Tranche(at, event) => of(tranches::TABLE, self.tranches.get(*at)?.state, &event.kind()),
            Step::Report(at, event) => of(reports::TABLE, self.reports.get(*at)?.state, &event.kind()),
        }
    }

    /// What moves, and where it stands now.
    pub fn object(&self, step: &Step) -> Option<(Object, Uuid, &'static str)> {
        match step {
            Step::Award(_) => Some((Object::Award, self.id, self.state.as_str())),
            Step::Tranche(at, _) => {
                self.tranches.get(*at).map(|tranche| (Object::Tranche, tranche.id, tranche.state.as_str()))
            }
            Step::Report(at, _) => {
                self.reports.get(*at).map(|report| (Object::Report, report.id, report.state.as_str()))
            }
        }
    }

    fn decide_award(&self, event: &workflow::Event, acting: Acting) -> Result<Plan<&'static str>, Refusal> {
        let call = &self.dossier.call;
        let gone = |tranche: &Tranche| matches!(tranche.state, tranches::State::Returned | tranches::State::Cancelled);
        let pairs = || self.tranches.iter().zip(&self.reports);
        let open = |(tranche, report): &(&Tranche, &Report)| !gone(tranche) && report.state != reports::State::Accepted;
        let spent = (0..self.reports.len())
            .filter(|at| self.reports[*at].state == reports::State::Accepted)
            .map(|at| account::spent(&self.account_lines(at)).0)
            .sum();
        let facts = workflow::Facts {
            acting,
            terms: &call.terms,
            calendar: &call.calendar,
            awarded: self.terms.awarded,
            recommended: self.terms.recommended,
            balance: self.balance,
            offered_at: self.offered_at,
            contacted: self.terms.contacted,
            lines: &self.terms.lines,
            signatures: signatures(&self.signed, self.budget_mark()),
            account_verified: self.account_is_verified(),
            tranches: &call.parameters.tranches,
            tranches_open: count(self.tranches.iter().filter(|tranche| !tranche.state.is_end()).count()),
            reports_open: count(pairs().filter(open).count()),
            spent: Rupiah(spent),
            claimed: self.claimed,
            recorded_until: None,
        };
        workflow::decide(Some(self.state), event, &facts).map(|plan| worded(plan, workflow::State::as_str))
    }

    fn decide_tranche(
        &self,
        at: usize,
        event: &tranches::Event,
        acting: Acting,
    ) -> Result<Plan<&'static str>, Refusal> {
        let tranche = self.tranches.get(at).ok_or(Refusal::NotFound)?;
        let accepted = |at: usize| self.reports.get(at).is_some_and(|report| report.state == reports::State::Accepted);
        let call = &self.dossier.call;
        let facts = tranches::Facts {
            acting,
            terms: &call.terms,
            calendar: &call.calendar,
            award_active: self.state == workflow::State::Active,
            form: tranche.form,
            planned: tranche.planned,
            requested: tranche.requested,
            given: tranche.given,
            balance: self.balance,
            earlier_accounted: at == 0 || accepted(at - 1),
            papers_complete: true,
            account_verified: self.account_is_verified(),
            needs_orders: false,
            milestones: &[],
            verifier: tranche.verifier,
            decider: tranche.decider,
            report_accepted: accepted(at),
            recorded_until: None,
        };
        tranches::decide(tranche.state, event, &facts).map(|plan| worded(plan, tranches::State::as_str))
    }

    fn decide_report(&self, at: usize, event: &reports::Event, acting: Acting) -> Result<Plan<&'static str>, Refusal> {
        let (Some(report), Some(tranche)) = (self.reports.get(at), self.tranches.get(at)) else {
            return Err(Refusal::NotFound);
        };
        let lines = self.account_lines(at);
        let call = &self.dossier.call;
        let facts = reports::Facts {
            acting,
            terms: &call.terms,
            calendar: &call.calendar,
            version: i64::from(report.version),
            due: report.due,
            signatures: signatures(&report.signed, self.report_mark(at)),
            lines: &lines,
            given: tranche.given,
            refund: self.refund(at),
            rest_stated: report.rest.is_some(),
            balance: self.balance,
            tranche_open: matches!(tranche.state, tranches::State::Paid | tranches::State::HandedOver),
            recorded_until: None,
        };
        reports::decide(Some(report.state), event, &facts).map(|plan| worded(plan, reports::State::as_str))
    }
}

impl Report {
    /// What the receipts of a line come to.
    pub fn receipts_of(&self, line: u16) -> Rupiah {
        Rupiah(self.receipts.iter().filter(|receipt| receipt.line == line).map(|receipt| receipt.amount.0).sum())
    }
}

impl Step {
    /// The word of its event.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Award(event) => event.kind().as_str(),
            Self::Tranche(_, event) => event.kind().as_str(),
            Self::Report(_, event) => event.kind().as_str(),
        }
    }
}

/// The hand of what follows from another object.
pub const CONSEQUENCE: Hand = Hand { account: Uuid::nil(), duty: Duty::Consequence, on_behalf_of: None };

fn signatures(signed: &[(Duty, Signature)], content: ContentHash) -> Signatures {
    let by = |duty| signed.iter().find(|(known, _)| *known == duty).map(|(_, signature)| *signature);
    Signatures { content, chair: by(Duty::Chair), treasurer: by(Duty::Treasurer) }
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The same plan, with the word of the state it leads to.
fn worded<S: Copy>(plan: Plan<S>, word: impl Fn(S) -> &'static str) -> Plan<&'static str> {
    let Plan { to, ledger, deadlines, notices, effects } = plan;
    Plan { to: word(to), ledger, deadlines, notices, effects }
}
