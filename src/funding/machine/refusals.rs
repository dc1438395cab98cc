//! Why a step is not taken: one closed list for the five machines. Their sentences
//! are in `funding::words`.
use crate::funding::{budget::CutFault, ledger, ranking};

crate::words! {
    /// Why not.
    pub enum Refusal {
        /// No such step from here.
        NotThisState = "not_this_state",
        NotYourDuty = "not_your_duty",
        /// A conflict of interest is told to nobody: the answer is that of something that does not exist.
        NotFound = "not_found",
        SecondPersonNeeded = "second_person_needed",
        SamePersonTwice = "same_person_twice",
        /// What the first person agreed to has changed, or is older than five days.
        CountersignStale = "countersign_stale",
        SignatureMissing = "signature_missing",
        SignatureStale = "signature_stale",
        /// Somebody else saved in between.
        Stale = "stale",
        /// The moment of a step of the clock has not come.
        NotDueYet = "not_due_yet",
        ReasonMissing = "reason_missing",
        /// A reason of another step.
        ReasonOfAnotherStep = "reason_of_another_step",
        /// The guard over texts found something.
        TextBlocked = "text_blocked",
        DueTooSoon = "due_too_soon",

        // Calls.
        TitleMissing = "title_missing",
        WeightsNotWhole = "weights_not_whole",
        SharesNotWhole = "shares_not_whole",
        CeilingMissing = "ceiling_missing",
        WindowTooShort = "window_too_short",
        PublicationMissing = "publication_missing",
        HolidaysMissing = "holidays_missing",
        PanelIncomplete = "panel_incomplete",
        QuestionNotAllowed = "question_not_allowed",
        AmendmentNotAllowed = "amendment_not_allowed",
        NotRanked = "not_ranked",
        ProposalsUnderWay = "proposals_under_way",
        ObjectionPossible = "objection_possible",
        AlreadyApproved = "already_approved",
        ProposalsLive = "proposals_live",
        WaitlistOpen = "waitlist_open",

        // Writing and sending.
        CallNotOpen = "call_not_open",
        EnterpriseInactive = "enterprise_inactive",
        EligibilityNotMet = "eligibility_not_met",
        DoorNotAccepted = "door_not_accepted",
        OtherProposalLive = "other_proposal_live",
        ReportOverdue = "report_overdue",
        SectionsIncomplete = "sections_incomplete",
        BudgetOverCeiling = "budget_over_ceiling",
        PaperMissing = "paper_missing",
        FileQuarantined = "file_quarantined",
        WarningNotAcknowledged = "warning_not_acknowledged",
        PublicationUnread = "publication_unread",
        DeadlinePassed = "deadline_passed",
        AlreadyClaimed = "already_claimed",

        // Checking.
        DeclarationMissing = "declaration_missing",
        /// Another verifier holds the file.
        NotYourClaim = "not_your_claim",
        NothingListed = "nothing_listed",
        RoundsUsedUp = "rounds_used_up",
        /// The list that was sent back does not name this part.
        NotListed = "not_listed",
        ItemsUnanswered = "items_unanswered",
        ExtensionUsed = "extension_used",
        ExtensionTooLong = "extension_too_long",
        RemindersNotSent = "reminders_not_sent",
        ChecklistIncomplete = "checklist_incomplete",
        DuplicateNotChecked = "duplicate_not_checked",
        MinutesMissing = "minutes_missing",
        PhotosNotReady = "photos_not_ready",
        VisitNotAnnounced = "visit_not_announced",
        ConfidentialityMissing = "confidentiality_missing",
        NotReopenable = "not_reopenable",
        ReopenTooLate = "reopen_too_late",
        ReopenUsed = "reopen_used",

        // Reviewing.
        OthersSeen = "others_seen",
        ScoreIncomplete = "score_incomplete",
        JustificationMissing = "justification_missing",
        ReviewsMissing = "reviews_missing",
        ContentRevisionNotAllowed = "content_revision_not_allowed",
        ContentRevisionUsed = "content_revision_used",
        RankingFrozen = "ranking_frozen",
        NoReplacement = "no_replacement",
        /// Reviews agree well enough without one more.
        NotFarApart = "not_far_apart",

        // Recommending and deciding.
        RankingNotFrozen = "ranking_not_frozen",
        OrderSkipped = "order_skipped",
        EvaluationIncomplete = "evaluation_incomplete",
        AmountMissing = "amount_missing",
        AmountAboveAsked = "amount_above_asked",
        AmountAboveRecommended = "amount_above_recommended",
        CutsDoNotAddUp = "cuts_do_not_add_up",
        MilestoneMissing = "milestone_missing",
        BudgetCheckNotNeeded = "budget_check_not_needed",
        /// The item was struck from the budget: only waiting or a refusal remain.
        BudgetStruck = "budget_struck",
        LetterMissing = "letter_missing",
        BudgetResultMissing = "budget_result_missing",
        RecommendationNegative = "recommendation_negative",
        CeilingExceeded = "ceiling_exceeded",
        QuotaFull = "quota_full",
        DecreeMissing = "decree_missing",
        RankMissing = "rank_missing",
        NothingReleased = "nothing_released",
        DeciderHasActed = "decider_has_acted",
        ObjectionWindowClosed = "objection_window_closed",
        ObjectionUsed = "objection_used",

        // Beside the main line.
        MilestoneNotHere = "milestone_not_here",
        MilestoneIncomplete = "milestone_incomplete",
        NotExternal = "not_external",
        NotLater = "not_later",
        DateInFuture = "date_in_future",
        DateGoesBack = "date_goes_back",
        ProofMissing = "proof_missing",

        // Awards and instalments.
        ContactMissing = "contact_missing",
        CertificateOnly = "certificate_only",
        NotACertificate = "not_a_certificate",
        BudgetNotAward = "budget_not_award",
        ScanMissing = "scan_missing",
        AgreementNumberMissing = "agreement_number_missing",
        IntegrityPactMissing = "integrity_pact_missing",
        AccountNotVerified = "account_not_verified",
        AmountBelowPaid = "amount_below_paid",
        HearingMissing = "hearing_missing",
        RecoveryTooHigh = "recovery_too_high",
        TranchesOpen = "tranches_open",
        ReportNotAccepted = "report_not_accepted",
        LedgerNotZero = "ledger_not_zero",
        AlreadyPaid = "already_paid",
        AwardNotActive = "award_not_active",
        AmountAboveRemainder = "amount_above_remainder",
        FormDiffers = "form_differs",
        PaymentOrderMissing = "payment_order_missing",
        HandOverIncomplete = "hand_over_incomplete",
        NoteMissing = "note_missing",

        // Reports.
        ReceiptsDoNotAddUp = "receipts_do_not_add_up",
        VarianceUnexplained = "variance_unexplained",
        UnspentMissing = "unspent_missing",
        AccountsDoNotBalance = "accounts_do_not_balance",
        /// The ledger takes no such entry.
        LedgerRefused = "ledger_refused",
    }
}

impl From<ledger::Refusal> for Refusal {
    fn from(refusal: ledger::Refusal) -> Self {
        match refusal {
            ledger::Refusal::NoAmount => Self::AmountMissing,
            ledger::Refusal::AboveCeiling => Self::CeilingExceeded,
            ledger::Refusal::AboveCommitment | ledger::Refusal::AboveGiven => Self::LedgerRefused,
        }
    }
}

impl From<ranking::Fault> for Refusal {
    fn from(fault: ranking::Fault) -> Self {
        match fault {
            ranking::Fault::Incomplete => Self::ScoreIncomplete,
            ranking::Fault::Unjustified(_) => Self::JustificationMissing,
        }
    }
}

impl From<CutFault> for Refusal {
    fn from(_: CutFault) -> Self {
        Self::CutsDoNotAddUp
    }
}
