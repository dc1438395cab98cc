//! The letters of funding. Each is a struct of plain values, whose `sheet` gives the letter with all its words; what
//! the typesetter takes follows from the sheet. Nothing here reads a store or a clock.
//!
//! They are official letters, so they are written in Indonesian only, whatever language a reader chose. What a person
//! typed is always data and never part of a template. No name of an officer stands in a letter that gives reasons.
pub mod agreement;
pub mod certificate;
pub mod decisions;
pub mod ending;
pub mod hand_over;
pub mod objection;
pub mod parts;
pub mod receipt;
pub mod recommendation;
pub mod reports;
pub mod revision;
pub mod sheet;
pub mod tranches;
pub mod visit;

#[cfg(test)]
mod tests;

use crate::{funding::machine::Letter, platform::typeset::Template};

/// What a letter is printed with.
pub const fn template(letter: Letter) -> Template {
    match letter {
        Letter::RevisionNotice
        | Letter::Ineligible
        | Letter::Approved
        | Letter::Waitlisted
        | Letter::Rejected
        | Letter::ObjectionDecision
        | Letter::Suspension
        | Letter::Termination
        | Letter::Closing
        | Letter::TrancheRefused
        | Letter::ReportReturned
        | Letter::ReportAccepted => Template::Letter,
        Letter::ProposalReceipt
        | Letter::VisitMinutes
        | Letter::RecommendationNote
        | Letter::Agreement
        | Letter::Addendum
        | Letter::HandOverNote
        | Letter::ReportReceipt => Template::Record,
        Letter::Certificate => Template::Certificate,
    }
}
