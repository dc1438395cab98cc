//! The closed list of reasons an office may give, and which step may give which. Their sentences are texts of the
//! languages; whether a typed remark may stand is for the guard over texts.

crate::words! {
    /// Why something is sent back, refused or voided.
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

    /// The key of the sentence that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::IncompleteDoc => "funding-reason-incomplete-doc",
            Self::InvalidDoc => "funding-reason-invalid-doc",
            Self::AccountMismatch => "funding-reason-account-mismatch",
            Self::NotEligibleForm => "funding-reason-not-eligible-form",
            Self::OutOfRegion => "funding-reason-out-of-region",
            Self::OutOfField => "funding-reason-out-of-field",
            Self::DuplicateFunding => "funding-reason-duplicate-funding",
            Self::RepeatedYear => "funding-reason-repeated-year",
            Self::RabUnreasonable => "funding-reason-rab-unreasonable",
            Self::PriceNotCompared => "funding-reason-price-not-compared",
            Self::Late => "funding-reason-late",
            Self::NoBudget => "funding-reason-no-budget",
            Self::PreviousLpjMissing => "funding-reason-previous-lpj-missing",
            Self::Other => "funding-reason-other",
            Self::BelowRank => "funding-reason-below-rank",
            Self::DuplicateFile => "funding-reason-duplicate-file",
            Self::Forged => "funding-reason-forged",
            Self::CallCancelled => "funding-reason-call-cancelled",
            Self::AmountOverRemainder => "funding-reason-amount-over-remainder",
            Self::EarlierFindings => "funding-reason-earlier-findings",
            Self::WrongSignatory => "funding-reason-wrong-signatory",
            Self::ReceiptMissing => "funding-reason-receipt-missing",
            Self::NotAsRab => "funding-reason-not-as-rab",
            Self::RemainderNotReturned => "funding-reason-remainder-not-returned",
        }
    }

    /// The key of the sentence that says how to mend it, or what to do instead.
    pub const fn fix_key(self) -> &'static str {
        match self {
            Self::IncompleteDoc => "funding-fix-incomplete-doc",
            Self::InvalidDoc => "funding-fix-invalid-doc",
            Self::AccountMismatch => "funding-fix-account-mismatch",
            Self::NotEligibleForm => "funding-fix-not-eligible-form",
            Self::OutOfRegion => "funding-fix-out-of-region",
            Self::OutOfField => "funding-fix-out-of-field",
            Self::DuplicateFunding => "funding-fix-duplicate-funding",
            Self::RepeatedYear => "funding-fix-repeated-year",
            Self::RabUnreasonable => "funding-fix-rab-unreasonable",
            Self::PriceNotCompared => "funding-fix-price-not-compared",
            Self::Late => "funding-fix-late",
            Self::NoBudget => "funding-fix-no-budget",
            Self::PreviousLpjMissing => "funding-fix-previous-lpj-missing",
            Self::Other => "funding-fix-other",
            Self::BelowRank => "funding-fix-below-rank",
            Self::DuplicateFile => "funding-fix-duplicate-file",
            Self::Forged => "funding-fix-forged",
            Self::CallCancelled => "funding-fix-call-cancelled",
            Self::AmountOverRemainder => "funding-fix-amount-over-remainder",
            Self::EarlierFindings => "funding-fix-earlier-findings",
            Self::WrongSignatory => "funding-fix-wrong-signatory",
            Self::ReceiptMissing => "funding-fix-receipt-missing",
            Self::NotAsRab => "funding-fix-not-as-rab",
            Self::RemainderNotReturned => "funding-fix-remainder-not-returned",
        }
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
    }

    #[test]
    fn the_keys_of_a_reason_follow_its_word() {
        for reason in Reason::ALL {
            let word = reason.as_str().to_lowercase().replace('_', "-");
            assert_eq!(reason.key(), format!("funding-reason-{word}"));
            assert_eq!(reason.fix_key(), format!("funding-fix-{word}"));
        }
    }
}
