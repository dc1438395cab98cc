# What a step will do, before it is taken. Each line stands in a list under the title.
funding-preview-title = What this will do
funding-preview-nothing = This step is only written into the history

# What a counted thing is called.
funding-people =
    { $n ->
        [one] 1 person
       *[other] { $number } people
    }
funding-days =
    { $n ->
        [one] 1 day
       *[other] { $number } days
    }
funding-reports =
    { $n ->
        [one] 1 report on the use
       *[other] { $number } reports on the use
    }

# The new state.
funding-preview-state = New state: { $state }
funding-preview-state-group = New state for the applicant: { $state }
funding-preview-state-office = New state for the office: { $state }

# Who is told. The message says that there is news and nothing more.
funding-preview-tell = Sends a notice to { $who }
funding-preview-tell-people = Sends a notice to { $who } ({ $people })

# Clocks.
funding-preview-clock-start = Starts a clock: { $timer }, until { $until }
funding-preview-clock-move = Changes a deadline: { $timer }, now { $until }
funding-preview-clock-pause = Pauses a clock: { $timer }
funding-preview-clock-resume = Resumes a clock: { $timer }. Its end moves by the working days it stood
funding-preview-clock-end = Stops a clock: { $timer }
funding-preview-clock-end-all = Stops every clock

# Entries of the ledger.
funding-preview-entry-ceiling = Records { $amount } as money of the call
funding-preview-entry-commit = Records a commitment of { $amount }
funding-preview-entry-release = Releases { $amount } of the commitment
funding-preview-entry-pay = Records a payment of { $amount }
funding-preview-entry-hand-over = Records a hand-over worth { $amount }
funding-preview-entry-return = Records that { $amount } came back
funding-preview-entry-refund = Records { $amount } of unspent money returned
funding-preview-entry-recover = Records a claim for { $amount }

# What the applicant may edit.
funding-preview-editable-all = The applicant can edit everything again
funding-preview-editable-nothing = The applicant can no longer edit anything

# Letters, papers, amounts.
funding-preview-issue = Issues a letter: { $letter }
funding-preview-purge-papers = Removes the papers { $days } after the matter has ended
funding-preview-keep-draft = Keeps the draft for { $days }. It can be copied to another call
funding-preview-assign-reviewers = Asks { $count } to review
funding-preview-create-reports = Schedules { $count }
funding-preview-replace-reviewer = Replaces one reviewer by another
funding-preview-release-reviewer = Releases one reviewer. There is no other yet
funding-preview-record-budget-fine = Records the answer of the budget team: { $amount } is there
funding-preview-record-budget-cut = Records the answer of the budget team: cut to { $amount }
funding-preview-record-budget-struck = Records the answer of the budget team: struck
funding-preview-record-milestone = Records an official paper: { $paper }
funding-preview-create-award = Offers a grant of { $amount }
funding-preview-create-award-certificate = Offers a certificate
funding-preview-create-tranches = Makes the instalments: { $amounts }
funding-preview-divide-anew = Divides { $amount } anew among instalments that are not paid
funding-preview-update-calendars = Updates private calendars: { $day }

# Other things that happen.
funding-preview-open-papers = Opens the sealed papers to the verifier
funding-preview-sign = Records the signature under the present content
funding-preview-draw-code = Gives it a code
funding-preview-clear-signatures = Clears the signatures of the lead and the treasurer
funding-preview-freeze-version = Keeps this content as a version that does not change
funding-preview-begin-checklist = Begins the checklist
funding-preview-close-papers = Closes the access of officers to sealed papers
funding-preview-open-listed = Opens what is listed for the applicant to change. The rest is locked
funding-preview-keep-papers = Calls off the planned removal of the papers
funding-preview-render-packet = Makes the packet for reviewers, without the name of the applicant
funding-preview-free-reviewers = Ends the tasks of reviewers
funding-preview-seal-score = Keeps this score sealed from other reviewers
funding-preview-unseal-scores = Opens all scores to the call lead
funding-preview-suggest-review = Suggests one more review, because the scores are far apart
funding-preview-mark-scores-stale = Marks the scores as those of an old version
funding-preview-restore-scores = Uses the scores of the version before again
funding-preview-supersede-note = Marks the recommendation note as superseded
funding-preview-make-batch-sheet = This proposal joins the covering list for the budget team
funding-preview-ask-sipd-number = Asks for the number in the government system (SIPD)
funding-preview-forget-budget = Sets aside the earlier answer of the budget team
funding-preview-assign-second-decider = Gives the objection to another official
funding-preview-mark-own-record = Marks this step as "recorded by the applicant"
funding-preview-audit = Writes this step into the audit trail
funding-preview-supersede-agreement = Marks the old agreement as superseded
funding-preview-freeze-tranches = Holds the instalments that are not paid
funding-preview-unfreeze-tranches = Frees the instalments that were held
funding-preview-cancel-tranches = Cancels the instalments that are not paid
funding-preview-register-award = Puts this grant into the next register, by the rules of the call
funding-preview-set-report-due = Sets the day of the report by the agreement
funding-preview-account-tranche = Marks the instalment as accounted for
funding-preview-list-overdue = Puts the report on the overdue list
funding-preview-lift-block = Allows the business to apply again
funding-preview-freeze-form = Locks the form, the criteria and the checklist
funding-preview-show-call = Shows the call on public pages
funding-preview-show-amendment = Shows the change on the page of the call
funding-preview-lapse-drafts = Ends the drafts that were not sent
funding-preview-freeze-ranking = Fixes the ranking of the whole call. Ties stay ties
funding-preview-supersede-ranking = Marks this ranking as superseded
funding-preview-void-proposals = Voids every proposal that is not over
funding-preview-release-register = Prepares the register of this call
