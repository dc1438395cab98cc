//! Who acts and who is told, by duty and never by name.
use crate::{
    funding::{
        machine::{Duty, Reader},
        record::events::By,
    },
    web::Ui,
};

impl Duty {
    /// The key of its name, as officers and groups read it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Chair => "office-lead",
            Self::Treasurer => "office-treasurer",
            Self::Writer => "office-writer",
            Self::Verifier => "office-verifier",
            Self::Reviewer => "office-reviewer",
            Self::Lead => "office-call-lead",
            Self::ProgrammeOwner => "office-programme-owner",
            Self::Decider => "office-decider",
            Self::SecondDecider => "funding-duty-second-decider",
            Self::Disburser => "office-disburser",
            Self::Head => "funding-duty-head",
            Self::Clock => "funding-duty-clock",
            Self::Consequence => "funding-duty-consequence",
        }
    }
}

impl By {
    /// Who did something: a duty, or whoever had a mandate for it.
    pub fn words(self, ui: &Ui) -> String {
        let duty = ui.t(self.duty.key());
        if self.is_lent { ui.ts("funding-by-mandate", "duty", &duty) } else { duty }
    }
}

impl Reader {
    /// The key of who that is, as a part of a sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Signatories => "funding-reader-signatories",
            Self::Group => "funding-reader-group",
            Self::Drafts => "funding-reader-drafts",
            Self::Verifier => "funding-reader-verifier",
            Self::Reviewers => "funding-reader-reviewers",
            Self::FormerReviewer => "funding-reader-former-reviewer",
            Self::Lead => "funding-reader-lead",
            Self::Decider => "funding-reader-decider",
            Self::SecondDecider => "funding-reader-second-decider",
        }
    }
}
