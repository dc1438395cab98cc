//! What a step brings about beside its new state: letters, notices, doors that open and shut. A service carries them
//! out; here they are only named, so that a preview and the act cannot differ.
use time::Date;
use uuid::Uuid;

use super::kinds::kinds;
use crate::{funding::versions::ContentHash, platform::money::Rupiah};

crate::words! {
    /// A document that is issued.
    pub enum Letter {
        ProposalReceipt = "proposal_receipt",
        RevisionNotice = "revision_notice",
        VisitMinutes = "visit_minutes",
        RecommendationNote = "recommendation_note",
        Ineligible = "ineligible",
        Approved = "approved",
        Waitlisted = "waitlisted",
        Rejected = "rejected",
        ObjectionDecision = "objection_decision",
        Agreement = "agreement",
        Addendum = "addendum",
        Suspension = "suspension",
        Termination = "termination",
        Closing = "closing",
        Certificate = "certificate",
        TrancheRefused = "tranche_refused",
        HandOverNote = "hand_over_note",
        ReportReceipt = "report_receipt",
        ReportReturned = "report_returned",
        ReportAccepted = "report_accepted",
    }
}

crate::words! {
    /// What the office above said of the budget.
    pub enum BudgetResult {
        Fine = "ok",
        Cut = "cut",
        /// Struck: nothing can be paid from it.
        Struck = "none",
    }
}

crate::words! {
    /// Something official that happened outside.
    pub enum Milestone {
        Agenda = "agenda",
        SipdNumber = "sipd_number",
        ApipReview = "apip_review",
        KuaPpas = "kua_ppas",
        TapdLetter = "tapd_letter",
        BudgetAct = "budget_act",
        DecreeExcerpt = "decree_excerpt",
        SppLs = "spp_ls",
        SpmLs = "spm_ls",
        Sts = "sts",
    }
}

kinds! {
    /// Something to carry out in the transaction of a step, or from the outbox after it.
    pub enum Effect as
    /// The word of an effect, for the preview.
    EffectKind {
        // Of a proposal.
        DrawCode = "draw_code",
        ClearSignatures = "clear_signatures",
        Sign { content: ContentHash } = "sign",
        /// A version is frozen: its text, the hashes of its files, its hash.
        FreezeVersion = "freeze_version",
        Issue { letter: Letter } = "issue",
        BeginChecklist = "begin_checklist",
        OpenPapers { to: Uuid } = "open_papers",
        ClosePapers = "close_papers",
        /// Only what is listed may be edited.
        OpenListed = "open_listed",
        /// Days after the step; after the end of the objection window where there is one.
        PurgePapers { days: u16 } = "purge_papers",
        /// A removal that was planned is called off.
        KeepPapers = "keep_papers",
        KeepDraft { days: u16 } = "keep_draft",
        AssignReviewers { count: u8 } = "assign_reviewers",
        RenderPacket = "render_packet",
        ReplaceReviewer { from: Uuid, to: Option<Uuid> } = "replace_reviewer",
        FreeReviewers = "free_reviewers",
        SealScore = "seal_score",
        UnsealScores = "unseal_scores",
        SuggestReview = "suggest_review",
        MarkScoresStale = "mark_scores_stale",
        RestoreScores = "restore_scores",
        SupersedeNote = "supersede_note",
        MakeBatchSheet = "make_batch_sheet",
        AskSipdNumber = "ask_sipd_number",
        RecordBudget { result: BudgetResult, amount: Rupiah } = "record_budget",
        ForgetBudget = "forget_budget",
        AssignSecondDecider = "assign_second_decider",
        RecordMilestone { milestone: Milestone } = "record_milestone",
        MarkOwnRecord = "mark_own_record",
        Audit = "audit",
        CreateAward { amount: Rupiah } = "create_award",

        // Of an award.
        SupersedeAgreement = "supersede_agreement",
        CreateTranches { amounts: Vec<Rupiah> } = "create_tranches",
        CreateReports { count: u8 } = "create_reports",
        /// Instalments that are not paid yet come to a new sum; each of the others counts as what it gave.
        DivideAnew { unpaid: Rupiah } = "divide_anew",
        FreezeTranches = "freeze_tranches",
        UnfreezeTranches = "unfreeze_tranches",
        CancelTranches = "cancel_tranches",
        RegisterAward = "register_award",

        // Of an instalment and its report.
        SetReportDue = "set_report_due",
        AccountTranche = "account_tranche",
        ListOverdue = "list_overdue",
        LiftBlock = "lift_block",

        // Of a call.
        FreezeForm = "freeze_form",
        ShowCall = "show_call",
        ShowAmendment = "show_amendment",
        LapseDrafts = "lapse_drafts",
        FreezeRanking = "freeze_ranking",
        SupersedeRanking = "supersede_ranking",
        VoidProposals = "void_proposals",
        ReleaseRegister = "release_register",
        /// The private calendar feeds carry a new day.
        UpdateCalendars { day: Date } = "update_calendars",
    }
}

crate::words! {
    /// What somebody is told about. The mail says that there is news and nothing more.
    pub enum News {
        Submitted = "submitted",
        Returned = "returned",
        Resubmitted = "resubmitted",
        Extended = "extended",
        Lapsed = "lapsed",
        Reopened = "reopened",
        Decided = "decided",
        Promoted = "promoted",
        WaitlistExtended = "waitlist_extended",
        ObjectionOpened = "objection_opened",
        ObjectionDecided = "objection_decided",
        Voided = "voided",
        Assigned = "assigned",
        TaskClosed = "task_closed",
        ConflictDeclared = "conflict_declared",
        RevisionOver = "revision_over",
        CallAmended = "call_amended",
        AwardAccepted = "award_accepted",
        /// Money is free again: somebody may be promoted from the waiting list.
        MoneyFree = "money_free",
        AgreementSigned = "agreement_signed",
        Suspended = "suspended",
        Resumed = "resumed",
        Terminated = "terminated",
        TrancheRequested = "tranche_requested",
        TrancheRefused = "tranche_refused",
        PaymentFailed = "payment_failed",
        ReportReturned = "report_returned",
        ReportAccepted = "report_accepted",
        ReportOverdue = "report_overdue",
    }
}

crate::words! {
    /// Who is told.
    pub enum Reader {
        /// P and B.
        Signatories = "signatories",
        /// P, B and W.
        Group = "group",
        /// The group of every draft of the call.
        Drafts = "drafts",
        Verifier = "verifier",
        Reviewers = "reviewers",
        FormerReviewer = "former_reviewer",
        Lead = "lead",
        Decider = "decider",
        SecondDecider = "second_decider",
    }
}

/// A notice to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub news: News,
    pub to: Reader,
}
