//! Who reviews what: round robin over the panel of a call, without those who are tied to the applicant. Whether
//! somebody is tied, it is told and does not ask.
use time::OffsetDateTime;
use uuid::Uuid;

use super::versions::ContentHash;

/// A reviewer of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub account: Uuid,
    /// Assignments that are not finished.
    pub open: u32,
    /// How many may be open at once.
    pub capacity: u32,
    pub last_assigned: Option<OffsetDateTime>,
    /// On duty, or with a mandate.
    pub on_duty: bool,
    /// Tied to the applicant, already at work on the proposal, or its verifier or lead.
    pub excluded: bool,
}

/// Whom to assign, and how many are missing. Nothing is ever taken from outside the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    pub reviewers: Vec<Uuid>,
    /// The lead is warned when this is above 0.
    pub missing: usize,
}

/// So many reviewers of a proposal: those with the fewest open ones, then those who waited longest, then as the hash of
/// both identities has it. The same panel gives the same answer, in whatever order it comes.
pub fn assign(panel: &[Candidate], needed: usize, proposal: Uuid) -> Assigned {
    let mut free: Vec<&Candidate> = panel.iter().filter(|candidate| candidate.is_free()).collect();
    // No assignment at all is the longest wait: None comes before every moment.
    free.sort_by_key(|candidate| (candidate.open, candidate.last_assigned, lot(candidate.account, proposal)));
    let mut reviewers: Vec<Uuid> = Vec::new();
    for candidate in free {
        // Somebody who stands on the panel twice is one person.
        if reviewers.len() < needed && !reviewers.contains(&candidate.account) {
            reviewers.push(candidate.account);
        }
    }
    Assigned { missing: needed - reviewers.len(), reviewers }
}

impl Candidate {
    const fn is_free(&self) -> bool {
        self.on_duty && !self.excluded && self.open < self.capacity
    }
}

fn lot(reviewer: Uuid, proposal: Uuid) -> ContentHash {
    ContentHash::of(&[reviewer.into_bytes(), proposal.into_bytes()].concat())
}

#[cfg(test)]
#[path = "assignment_tests.rs"]
mod tests;
