//! The closed list of reasons an office may give, and which step may give which. Their sentences are texts of the
//! languages; whether a typed remark may stand is for the guard over texts.

crate::words! {
    /// Why something is sent back, refused or voided (section 6.2).
    pub enum Reason {
        IncompleteDoc = "INCOMPLETE_DOC",
        InvalidDoc = "INVALID_DOC",
        AccountMismatch = "ACCOUNT_MISMATCH",
        NotEligibleForm = "NOT_ELIGIBLE_FORM",
        OutOfRegion = "OUT_OF_REGION",
        OutOfField = "OUT_OF_FIELD",
        DuplicateFunding = "DUPLICATE_FUNDING",
        RepeatedYear = "REPEATED_YEAR",
        RabUnreasonable = "RAB_UNREASONABLE",
        PriceNotCompared = "PRICE_NOT_COMPARED",
        Late = "LATE",
        NoBudget = "NO_BUDGET",
        PreviousLpjMissing = "PREVIOUS_LPJ_MISSING",
        Other = "OTHER",
        BelowRank = "BELOW_RANK",
        DuplicateFile = "DUPLICATE_FILE",
        Forged = "FORGED",
        CallCancelled = "CALL_CANCELLED",
        AmountOverRemainder = "AMOUNT_OVER_REMAINDER",
        EarlierFindings = "EARLIER_FINDINGS",
        WrongSignatory = "WRONG_SIGNATORY",
        ReceiptMissing = "RECEIPT_MISSING",
        NotAsRab = "NOT_AS_RAB",
        RemainderNotReturned = "REMAINDER_NOT_RETURNED",
    }
}

crate::words! {
    /// The step that gives a reason, with its row.
    pub enum Use {
        /// A point of the checklist, in the list of row 8.
        Item = "item",
        /// Row 12.
        Ineligible = "ineligible",
        /// Row 26, and a recommendation against it in row 20.
        Reject = "reject",
        /// Row 30.
        Void = "void",
        /// Row T3.
        RefuseTranche = "refuse_tranche",
        /// Row A6.
        Redraft = "redraft",
        /// Row R4.
        ReturnReport = "return_report",
    }
}

impl Reason {
    /// The steps that may give this reason.
    pub const fn uses(self) -> &'static [Use] {
        use Use::{Ineligible, Item, Redraft, RefuseTranche, Reject, ReturnReport, Void};
        match self {
            Self::IncompleteDoc | Self::InvalidDoc | Self::AccountMismatch => &[Item, Ineligible, RefuseTranche],
            Self::NotEligibleForm
            | Self::OutOfRegion
            | Self::OutOfField
            | Self::DuplicateFunding
            | Self::RepeatedYear
            | Self::Late => &[Ineligible, Reject],
            Self::RabUnreasonable => &[Item, Reject],
            Self::PriceNotCompared => &[Item],
            Self::NoBudget | Self::BelowRank => &[Reject],
            Self::PreviousLpjMissing => &[Ineligible, Reject, RefuseTranche],
            // Voiding is the one step that must fit a reason of the list.
            Self::Other => &[Item, Ineligible, Reject, RefuseTranche, Redraft, ReturnReport],
            Self::DuplicateFile | Self::Forged | Self::CallCancelled => &[Void],
            Self::AmountOverRemainder | Self::EarlierFindings => &[RefuseTranche],
            Self::WrongSignatory => &[Redraft],
            Self::ReceiptMissing | Self::NotAsRab | Self::RemainderNotReturned => &[ReturnReport],
        }
    }

    /// Whether a step of a call may give it. A rank is a reason only where there are ranks.
    pub fn fits(self, step: Use, ranked: bool) -> bool {
        self.uses().contains(&step) && (ranked || self != Self::BelowRank)
    }

    /// Whether it says nothing without a text.
    pub const fn needs_text(self) -> bool {
        matches!(self, Self::Other)
    }

    /// The key of the sentence that names it. The sentence how to mend it has the same key with `-mend` behind.
    pub fn key(self) -> String {
        format!("funding-reason-{}", self.as_str().to_lowercase().replace('_', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_given_by_some_step_and_each_step_has_a_reason() {
        for reason in Reason::ALL {
            assert!(!reason.uses().is_empty(), "{reason:?}");
            assert_eq!(Reason::parse(reason.as_str()), Some(*reason));
        }
        for step in Use::ALL {
            assert!(Reason::ALL.iter().any(|reason| reason.fits(*step, false)), "{step:?}");
        }
    }

    #[test]
    fn the_steps_of_the_table_of_reasons_are_these() {
        let given = |step| Reason::ALL.iter().filter(|reason| reason.fits(step, true)).count();
        assert_eq!(Use::ALL.iter().map(|step| given(*step)).collect::<Vec<_>>(), [6, 11, 11, 3, 7, 2, 4]);
    }

    #[test]
    fn a_rank_is_a_reason_only_where_there_are_ranks() {
        assert!(Reason::BelowRank.fits(Use::Reject, true));
        assert!(!Reason::BelowRank.fits(Use::Reject, false));
        assert!(!Reason::BelowRank.fits(Use::Ineligible, true));
    }

    #[test]
    fn only_other_says_nothing_without_a_text() {
        assert_eq!(Reason::ALL.iter().filter(|reason| reason.needs_text()).count(), 1);
        assert_eq!(Reason::IncompleteDoc.key(), "funding-reason-incomplete-doc");
    }
}
