//! Holds the ledger of the clients against the store. Lost: acknowledged and not there. Torn: a part of a write without
//! the rest of it, since each write is one transaction over several tables.
use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;

use crate::{
    store::{Face, Facts},
    writers::{Ledger, Profile},
};

/// What is wrong with a store after a kill.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub lost: Vec<String>,
    pub torn: Vec<String>,
}

/// What the store held before the first write, and what one write adds.
pub struct Baseline {
    pub day_counters: u64,
    pub faces: Vec<Face>,
    /// For each enterprise: places of the change sequence that one write takes.
    pub changes_per_write: Vec<u64>,
}

/// Judges a store. A write that was under way when the program died may be there or not; what is found is noted in
/// the ledger, and from then on it must stay.
pub fn judge(ledger: &mut Ledger, baseline: &Baseline, facts: &Facts) -> Verdict {
    let mut verdict = Verdict::default();
    verdict.judge_flows(ledger, baseline, facts);
    for (at, profile) in ledger.profiles.iter_mut().enumerate() {
        verdict.judge_face(profile, &facts.faces[at]);
        verdict.judge_traces(profile, &baseline.faces[at], baseline.changes_per_write[at], &facts.faces[at]);
    }
    verdict
}

impl Verdict {
    /// One attempt, one mail and one counter for each address that asked.
    fn judge_flows(&mut self, ledger: &Ledger, baseline: &Baseline, facts: &Facts) {
        let present: HashSet<&[u8]> = facts.attempts.iter().map(|(_, flow)| flow.as_slice()).collect();
        let lost = ledger.flows.iter().filter(|flow| !present.contains(flow.as_slice()));
        self.lost.extend(lost.map(|flow| format!("the flow {}", HEXLOWER.encode(flow))));
        let mut mails: HashMap<_, usize> = facts.attempts.iter().map(|(id, _)| (*id, 0)).collect();
        for attempt in &facts.mails {
            match mails.get_mut(attempt) {
                Some(count) => *count += 1,
                None => self.torn.push(format!("a mail for the attempt {attempt}, which is not there")),
            }
        }
        let torn = mails.iter().filter(|(_, count)| **count != 1);
        self.torn.extend(torn.map(|(attempt, count)| format!("the attempt {attempt} has {count} mails")));
        let counted = facts.day_counters - baseline.day_counters;
        if counted != facts.attempts.len() as u64 {
            self.torn.push(format!("{counted} addresses were counted, {} attempts are there", facts.attempts.len()));
        }
    }

    /// The last acknowledged text stands there, or the one that was under way.
    fn judge_face(&mut self, profile: &mut Profile, face: &Face) {
        let found = Profile::number(&face.story);
        if found == profile.sent && found != profile.stands {
            profile.stands = found;
            profile.written += 1;
        }
        if found != profile.stands {
            self.lost.push(format!("{}: {found} stands there, {} was acknowledged", face.code, profile.stands));
        }
        if !face.trade_name.ends_with(&Profile::word(found)) {
            self.torn.push(format!("{}: the name is not of the story {found}", face.code));
        }
    }

    /// Version, trail and change sequence tell of the same number of writes.
    fn judge_traces(&mut self, profile: &Profile, before: &Face, changes_per_write: u64, face: &Face) {
        let written = u64::from(profile.written);
        let counts = [
            ("versions", face.version - before.version, written),
            ("lines of the trail", face.audited - before.audited, written),
            ("places of the sequence", face.changes - before.changes, written * changes_per_write),
        ];
        let wrong = counts.iter().filter(|(_, found, due)| found != due);
        self.torn.extend(wrong.map(|(what, found, due)| format!("{}: {found} {what}, not {due}", face.code)));
    }
}
