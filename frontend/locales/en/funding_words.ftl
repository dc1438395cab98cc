# Words of funding: who, where something stands, clocks, papers, entries.

# Who acts. Duties that are an office have the name of the office.
funding-duty-second-decider = Official who decides objections
funding-duty-head = Head of the office
funding-duty-clock = Automatic
funding-duty-consequence = Follows from another step
funding-by-mandate = Mandate holder, on behalf of: { $duty }

# Who is told, within a sentence.
funding-reader-signatories = the lead and the treasurer of the applicant
funding-reader-group = the lead, the treasurer and the writers of the applicant
funding-reader-drafts = everybody who is writing a draft
funding-reader-verifier = the verifier
funding-reader-reviewers = the reviewers
funding-reader-former-reviewer = the reviewer whose task ends
funding-reader-lead = the call lead
funding-reader-decider = the official who decides
funding-reader-second-decider = the official who decides objections

# The seven names of where a proposal stands, as the applicant reads them.
funding-seen-draft = Draft
funding-seen-sent = Sent
funding-seen-checked = Being checked
funding-seen-needs-revision = Needs changes
funding-seen-judged = Being judged
funding-seen-decided = Decided
funding-seen-over = Over

# Where an award stands.
funding-award-offered = Offered
funding-award-accepted = Accepted
funding-award-declined = Not taken
funding-award-agreement-draft = Agreement drafted
funding-award-active = Active
funding-award-suspended = Suspended
funding-award-terminated = Terminated
funding-award-closed = Closed

# Where an instalment stands.
funding-tranche-planned = Planned
funding-tranche-requested = Requested
funding-tranche-verified = Checked
funding-tranche-approved = Approved
funding-tranche-paid = Paid
funding-tranche-handed-over = Handed over
funding-tranche-accounted = Accounted for
funding-tranche-rejected = Refused
funding-tranche-failed = Payment failed
funding-tranche-returned = Given back
funding-tranche-cancelled = Cancelled

# Where a report stands. Two weeks before its day it is called due.
funding-report-due-later = Not yet due
funding-report-due = Due
funding-report-submitted = Sent
funding-report-returned = Sent back
funding-report-accepted = Accepted
funding-report-overdue = Overdue

# The official names of the stages, as offices use them.
funding-stage-draft = Draft
funding-stage-submitted = Submitted
funding-stage-registered = Registered
funding-stage-admin-check = Administrative check
funding-stage-needs-revision = Needs changes
funding-stage-revised = Changes begun
funding-stage-revision-sent = Changes sent
funding-stage-evaluation = Evaluation
funding-stage-recommended = Recommendation
funding-stage-recommended-apip = Recommendation (reviewed by the internal auditor, APIP)
funding-stage-tapd-review = With the budget team (TAPD)
funding-stage-budgeted = In the draft budget (KUA-PPAS)
funding-stage-budget-act = In the budget act (APBD)
funding-stage-decreed = Decree of recipients
funding-stage-nphd-requested = Grant agreement (NPHD) requested
funding-stage-nphd-signed = Grant agreement (NPHD) signed
funding-stage-disbursement-requested = Payment requested
funding-stage-disbursed = Paid
funding-stage-reporting = Report on the use (LPJ)
funding-stage-closed = Closed
funding-stage-rejected = Refused
funding-stage-withdrawn = Withdrawn
funding-stage-cancelled = Cancelled
funding-stage-lapsed = Out of time
funding-stage-objected = Objection
funding-stage-waitlisted = Waiting list
funding-stage-suspended = Suspended

# What a clock runs for, within a sentence.
funding-timer-call-opens = the opening
funding-timer-call-closes = the close
funding-timer-claim = the answer of the office to a proposal
funding-timer-admin-check = the check of the papers
funding-timer-revision-due = the changes by the applicant
funding-timer-field-visit = the field visit
funding-timer-reviewer = the review
funding-timer-decision = the decision
funding-timer-budget-check = the check by the budget team
funding-timer-objection-window = the time for an objection
funding-timer-objection-decision = the decision on the objection
funding-timer-waitlist = the waiting list
funding-timer-offer = the answer to the offer
funding-timer-tranche-check = the check of the payment request
funding-timer-report-due = the report on the use

# Titles of letters.
funding-letter-proposal-receipt = Receipt of a proposal
funding-letter-revision-notice = Notice of changes needed
funding-letter-visit-minutes = Minutes of the field visit
funding-letter-recommendation-note = Recommendation note
funding-letter-ineligible = Decision: not eligible
funding-letter-approved = Decision: approved
funding-letter-waitlisted = Decision: waiting list
funding-letter-rejected = Decision: not approved
funding-letter-objection-decision = Decision on the objection
funding-letter-agreement = Grant agreement (NPHD)
funding-letter-addendum = Addendum to the agreement
funding-letter-suspension = Letter of suspension
funding-letter-termination = Letter of termination
funding-letter-closing = Closing letter
funding-letter-certificate = Certificate
funding-letter-tranche-refused = Refusal of a payment request
funding-letter-hand-over-note = Hand-over note (BAST)
funding-letter-report-receipt = Receipt of a report sent
funding-letter-report-returned = Return of a report
funding-letter-report-accepted = Acceptance of a report (LPJ)

# Official papers from outside.
funding-milestone-agenda = Agenda number
funding-milestone-sipd-number = Number in the government system (SIPD)
funding-milestone-apip-review = Note of the internal auditor (APIP)
funding-milestone-kua-ppas = Draft budget (KUA-PPAS)
funding-milestone-tapd-letter = Letter of the budget team (TAPD)
funding-milestone-budget-act = Budget act (APBD)
funding-milestone-decree-excerpt = Excerpt of the decree
funding-milestone-spp-ls = Payment request (SPP-LS)
funding-milestone-spm-ls = Payment instruction (SPM-LS)
funding-milestone-sts = Deposit slip (STS)

# Entries of the ledger.
funding-ledger-ceiling = Money of the call
funding-ledger-commit = Commitment
funding-ledger-release = Commitment released
funding-ledger-pay = Payment
funding-ledger-hand-over = Goods or services handed over
funding-ledger-return = Payment came back
funding-ledger-refund = Unspent money returned
funding-ledger-recover = Claim for repayment
