# Going on after the time was over.
reopening-text = The time for mending is over. You can ask once to go on.
reopening-ask = Ask to go on
reopening-waits = You asked to go on. The answer will stand here.
reopening-refused = Your wish to go on was refused: { $reason }
reopening-asked = The applicant asks to go on with this proposal.
reopening-refuse-effect = The proposal stays closed. The applicant reads your reason.
reopening-reason = Reason, read by the applicant
checking-step-reopen = Open again
checking-lede-reopen = The applicant gets time again for the same list. Once only.
checking-step-refuse-reopen = Refuse to open again
checking-lede-refuse-reopen = Write down why. The applicant reads it on the page of the proposal.
