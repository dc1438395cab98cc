# The history of a file, as the applicant reads it. No line names a person.

# Of a call.
funding-happened-call-create = The call was made
funding-happened-call-edit = The draft of the call was changed
funding-happened-call-publish = The call was published
funding-happened-call-open = The call opened
funding-happened-call-amend = The call was amended
funding-happened-call-close = The call closed
funding-happened-call-freeze-ranking = The ranking was fixed
funding-happened-call-unfreeze = The ranking was opened again
funding-happened-call-finish = The call was finished
funding-happened-call-cancel = The call was cancelled

# Of a proposal.
funding-happened-proposal-start = A draft was begun
funding-happened-proposal-edit = The draft was saved
funding-happened-proposal-sign = The proposal was signed
funding-happened-proposal-submit = The proposal was sent
funding-happened-proposal-close-passed = The call closed before the draft was sent
funding-happened-proposal-recall = The proposal was taken back to a draft
funding-happened-proposal-claim = An officer began to check the papers
funding-happened-proposal-return = An officer asked for changes
funding-happened-proposal-resubmit = The changes were sent
funding-happened-proposal-extend = The deadline for changes was extended
funding-happened-proposal-due-passed = The deadline for changes passed
funding-happened-proposal-ineligible = Decided: not eligible
funding-happened-proposal-complete = The papers were found complete
funding-happened-proposal-record = The field visit was recorded
funding-happened-proposal-declare-conflict = A reviewer stepped back
funding-happened-proposal-score = A review was handed in
funding-happened-proposal-close-review = The review was closed
funding-happened-proposal-ask-content = An officer asked for a change of content
funding-happened-proposal-recommend = A recommendation was made
funding-happened-proposal-send-budget = Passed on to the budget team
funding-happened-proposal-budget-answered = The budget team answered
funding-happened-proposal-approve = Decided: approved
funding-happened-proposal-waitlist = Decided: waiting list
funding-happened-proposal-promote = Moved up from the waiting list
funding-happened-proposal-reject = Decided: not approved
funding-happened-proposal-object = An objection was made
funding-happened-proposal-uphold = Objection decided: the decision stands
funding-happened-proposal-overturn = Objection decided: the decision was set aside
funding-happened-proposal-withdraw = The proposal was withdrawn
funding-happened-proposal-void = The proposal was voided
funding-happened-proposal-reopen = The proposal was reopened for changes
funding-happened-proposal-correct = The recommendation was taken up again
funding-happened-proposal-record-milestone = An official paper was recorded
funding-happened-proposal-reassign = A reviewer was replaced
funding-happened-proposal-add-reviewer = One more reviewer was asked
funding-happened-proposal-pass-claim = Another officer went on with the check
funding-happened-own-record = Recorded by the applicant from what the office told
funding-happened-proposal-extend-waitlist = The waiting list was extended

# Of an award.
funding-happened-award-create = The grant was offered
funding-happened-award-accept = The offer was accepted
funding-happened-award-decline = The offer was declined
funding-happened-award-not-taken-up = The offer ended without an answer
funding-happened-award-draft-agreement = The agreement was drafted
funding-happened-award-redraft = The agreement was drafted anew
funding-happened-award-sign-both = Both sides signed the agreement
funding-happened-award-amend = The agreement was changed
funding-happened-award-suspend = The grant was suspended
funding-happened-award-resume = The grant went on
funding-happened-award-terminate = The grant was terminated
funding-happened-award-settle = Money that was claimed back came back
funding-happened-award-finish = The grant was closed
funding-happened-award-renounce = The recipient gave up the grant

# Of an instalment.
funding-happened-tranche-request = A payment was requested
funding-happened-tranche-verify = The request was checked
funding-happened-tranche-reject = The request was refused
funding-happened-tranche-approve = The request was approved
funding-happened-tranche-pay = The money was paid
funding-happened-tranche-hand-over = Goods or services were handed over
funding-happened-tranche-fail = The payment failed
funding-happened-tranche-retry = The payment is tried again
funding-happened-tranche-give-back = Money or goods were given back
funding-happened-tranche-account = The instalment was accounted for
funding-happened-tranche-cancel = The instalment was cancelled

# Of a report.
funding-happened-report-create = A report was scheduled
funding-happened-report-edit = The report was saved
funding-happened-report-submit = The report was sent
funding-happened-report-return = The report was sent back to be completed
funding-happened-report-accept = The report was accepted
funding-happened-report-due-passed = The report became overdue
funding-happened-report-lift-block = The business may apply again
