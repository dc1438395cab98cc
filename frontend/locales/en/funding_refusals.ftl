# Why a step of funding is not taken: what is missing, then what to do.
funding-refusal-not-this-state = This step cannot be taken now. Reload the page to see where things stand.
funding-refusal-not-your-duty = This step is not your duty. Ask the person whose duty it is.
funding-refusal-not-found = This page does not exist. Check the address.
funding-refusal-second-person-needed = This step needs the agreement of a second person. Ask the colleague on duty to agree first.
funding-refusal-same-person-twice = One person may not take two parts here. Ask somebody else to take this step.
funding-refusal-countersign-stale = The content changed, or the first agreement is older than 5 days. Ask the first person to agree again.
funding-refusal-signature-missing = The lead and the treasurer have not both signed. Ask for the missing signature.
funding-refusal-signature-stale = The content changed after it was signed. Ask the lead and the treasurer to sign again.
funding-refusal-stale = Somebody else has just saved a change. Reload the page, then write your change again.
funding-refusal-not-due-yet = It is too early for this step. Try again after the deadline.
funding-refusal-reason-missing = The reason is missing. Choose a reason or write it.
funding-refusal-reason-of-another-step = This reason belongs to another step. Choose another one from the list.
funding-refusal-due-too-soon = This day is too close. Choose a later one.

# Calls.
funding-refusal-title-missing = The title and the summary of the call are missing. Write both first.
funding-refusal-weights-not-whole = The weights of the criteria do not come to 100. Change them until they do.
funding-refusal-shares-not-whole = The shares of the funders do not come to 100 per cent. Change them until they do.
funding-refusal-ceiling-missing = The money of the call is missing. Write it in rupiah, for example 50000000.
funding-refusal-window-too-short = The call is open for less than 10 days. Choose a later closing day.
funding-refusal-publication-missing = It is not chosen yet what is published about awards. Choose one.
funding-refusal-holidays-missing = The list of holidays of that year is missing. Ask the operator of the site to fill it in.
funding-refusal-panel-incomplete = The call does not have all its officers. Add people for the duties that are empty.
funding-refusal-question-not-allowed = One question may not be asked of applicants. Remove or replace it.
funding-refusal-amendment-not-allowed = Only a later close, more money and plainer words are allowed. Remove the other changes.
funding-refusal-not-ranked = This call has no ranking. Decide in the order in which files were complete.
funding-refusal-proposals-under-way = Some proposals are still being checked or judged. Finish them first.
funding-refusal-objection-possible = An objection is open or still possible. Wait until it is over.
funding-refusal-already-approved = A proposal is already approved. This step is only possible before the first approval.
funding-refusal-proposals-live = Some proposals are not over yet. Finish them first.
funding-refusal-waitlist-open = Some proposals are still on the waiting list. Decide on all of them first.

# Writing and sending.
funding-refusal-call-not-open = This call is not open. Look for another call that is.
funding-refusal-enterprise-inactive = This business is not active. Complete its details, then try again.
funding-refusal-eligibility-not-met = Some conditions are not met. Open the check to see which ones.
funding-refusal-door-not-accepted = This legal form is not accepted in this call. Choose a body that is.
funding-refusal-other-proposal-live = Your business already has a proposal in this call. Go on with that one.
funding-refusal-report-overdue = The report on an earlier grant is long overdue. Send that report first.
funding-refusal-sections-incomplete = Some sections of the proposal are empty. Fill in those that are marked.
funding-refusal-budget-over-ceiling = The budget is above the limit of this call. Lower quantities or prices.
funding-refusal-paper-missing = Some papers are missing. Add those that are marked.
funding-refusal-file-quarantined = One file is not safe to open. Remove it and send another.
funding-refusal-warning-not-acknowledged = There is a warning about the content of a paper. Read it and mark it as read.
funding-refusal-publication-unread = The note on publishing the names of recipients is unread. Read it and mark it as read.
funding-refusal-deadline-passed = The deadline has passed. Your draft is kept and can be copied to another call.
funding-refusal-already-claimed = The check of this proposal has begun. Reload the page to see where things stand.

# Checking.
funding-refusal-declaration-missing = The statement that you have no tie to the applicant is not ticked. Tick it if it is true.
funding-refusal-not-your-claim = Another verifier holds this proposal. Ask the call lead to pass it on if needed.
funding-refusal-nothing-listed = The list of things to mend is empty. Mark at least one.
funding-refusal-rounds-used-up = No more rounds of changes are left. Decide whether the file is complete or not eligible.
funding-refusal-not-listed = Nobody asked for changes to this part, so it cannot be changed now.
funding-refusal-items-unanswered = Some things on the list are not answered. Answer all of them first.
funding-refusal-extension-used = This deadline was extended before. It can be extended only once.
funding-refusal-extension-too-long = This extension is too long. Choose an earlier day.
funding-refusal-reminders-not-sent = Not every reminder to the applicant was sent. Wait until they are.
funding-refusal-checklist-incomplete = Some points of the checklist are open. Fill in all of them, or ask for changes.
funding-refusal-duplicate-not-checked = Double funding was not checked. Check it and write down the result first.
funding-refusal-minutes-missing = The number or the date of the minutes is missing. Fill in both.
funding-refusal-photos-not-ready = The photos of the visit are not ready. Wait a moment, or send them again.
funding-refusal-visit-not-announced = The applicant was not told of the visit. Tell them the day first.
funding-refusal-confidentiality-missing = Not both officers have promised to keep it confidential. Ask both to agree.
funding-refusal-not-reopenable = This proposal cannot be reopened. The applicant can copy it to another call.
funding-refusal-reopen-too-late = The 10 working days to reopen it are over. The applicant can copy it to another call.
funding-refusal-reopen-used = This proposal was reopened before. It can be reopened only once.

# Reviewing.
funding-refusal-others-seen = You have seen the scores of others. Ask the call lead for another reviewer.
funding-refusal-score-incomplete = Some criteria have no score. Score every criterion.
funding-refusal-justification-missing = Very low and very high scores need a reason. Write at least 30 letters.
funding-refusal-reviews-missing = Not enough reviews are in. Wait, or replace the reviewer who is late.
funding-refusal-content-revision-not-allowed = This call allows no change of content. Judge the proposal as it is.
funding-refusal-content-revision-used = A change of content was asked for before. It can be asked for only once.
funding-refusal-ranking-frozen = The ranking is fixed. This step is only possible before.
funding-refusal-not-far-apart = The reviews do not lie far apart. Close the round without one more.
funding-refusal-no-replacement = No other reviewer can step in. Add a reviewer to this call.

# Recommending and deciding.
funding-refusal-ranking-not-frozen = The ranking is not fixed. Fix the ranking of the whole call first.
funding-refusal-order-skipped = Another proposal comes first. Keep the order, or write the reason.
funding-refusal-evaluation-incomplete = The evaluation is not complete. Fill in every point of parts 3 and 4 of the checklist.
funding-refusal-amount-missing = The amount is missing. Write a number above zero, for example 2500000.
funding-refusal-amount-above-asked = This is more than was asked for. Write at most that amount.
funding-refusal-amount-above-recommended = This is more than was recommended. Write at most that amount.
funding-refusal-cuts-do-not-add-up = The cuts of the lines do not lead to this amount. Work them out again.
funding-refusal-milestone-missing = An official paper is not recorded. Record its number and date first.
funding-refusal-budget-check-not-needed = This call needs no check by the budget team. Go on to the decision.
funding-refusal-budget-struck = The budget for this proposal was struck. What is left is the waiting list or a refusal.
funding-refusal-letter-missing = The number or the file of the budget team's letter is missing. Fill in the number and add the file.
funding-refusal-budget-result-missing = The result of the budget team is not recorded. Record it first.
funding-refusal-recommendation-negative = This proposal is not recommended for approval. Choose the waiting list or a refusal.
funding-refusal-ceiling-exceeded = Not enough money of the call is left. Lower the amount, or choose the waiting list.
funding-refusal-quota-full = The number of awards is reached. Choose the waiting list or a refusal.
funding-refusal-decree-missing = The number or the date of the decree is missing. Fill in both.
funding-refusal-rank-missing = The place on the waiting list is missing. Write a number from 1 on.
funding-refusal-nothing-released = No money or place is free. Wait until something is released.
funding-refusal-decider-has-acted = The decision is taken. This recommendation can no longer be changed.
funding-refusal-objection-window-closed = The time for an objection is over. You can still send a proposal to another call.
funding-refusal-objection-used = An objection was made before. There is one for each proposal.

# Beside the main line.
funding-refusal-milestone-not-here = This paper does not belong to this stage. Choose the kind that does.
funding-refusal-milestone-incomplete = The number or the date of the paper is missing. Fill in both.
funding-refusal-not-external = In this call the officers record the stages. You need not record them yourself.
funding-refusal-not-later = This stage does not come after the present one. Choose a later stage.
funding-refusal-date-in-future = This day has not come yet. Choose today or an earlier day.
funding-refusal-date-goes-back = This day is before the last one recorded. Choose the same day or a later one.
funding-refusal-proof-missing = The proof is missing. Add a photo or a file of the office's letter.

# Awards and instalments.
funding-refusal-contact-missing = No attempt to reach the recipient is recorded. Call them, then record the day.
funding-refusal-certificate-only = This call gives a certificate only. No agreement is needed.
funding-refusal-not-a-certificate = This grant is money or goods. Finish the agreement and the payments first.
funding-refusal-budget-not-award = The budget does not come to what was approved. Adjust its lines, then sign again.
funding-refusal-scan-missing = The copies signed by both sides are missing. Add both scans.
funding-refusal-agreement-number-missing = A number of the agreement is missing. Fill in the numbers of both sides.
funding-refusal-integrity-pact-missing = The integrity pact is missing. Add the signed pact.
funding-refusal-account-not-verified = Two officers have not checked the account. Compare its name with the name of the body.
funding-refusal-amount-below-paid = This is less than was already given. Write at least that amount.
funding-refusal-hearing-missing = The record of hearing the recipient is missing. Hear them and add the record.
funding-refusal-recovery-too-high = This is more than the recipient still holds. Lower the amount.
funding-refusal-tranches-open = Some instalments are not settled. Settle them first.
funding-refusal-report-not-accepted = The report on the use of the grant is not accepted. Finish that report first.
funding-refusal-ledger-not-zero = The ledger still has something left. Record what was released or returned first.
funding-refusal-already-paid = Money or goods were already given. Talk with the office about giving them back first.
funding-refusal-award-not-active = The agreement is not active. Wait until it is.
funding-refusal-amount-above-remainder = This is more than can still be paid. Write at most what is left.
funding-refusal-form-differs = The form of the grant does not fit. Record money as a payment, goods as a hand-over.
funding-refusal-payment-order-missing = The number or the date of the payment order (SP2D) is missing. Fill in both.
funding-refusal-hand-over-incomplete = The hand-over note is not complete. Fill in number, date, list of goods and photo.
funding-refusal-note-missing = The number of the return is missing. Write the number on the deposit slip or return note.

# Reports.
funding-refusal-receipts-do-not-add-up = The receipts do not come to what each line spent. Add receipts, or correct the amounts.
funding-refusal-variance-unexplained = One line differs much from the plan. Write an explanation beside it.
funding-refusal-unspent-missing = Some money is left. Write whether it was returned or will be.
funding-refusal-accounts-do-not-balance = What was spent and returned is not what was received. Check the amounts, or send the report back.
funding-refusal-ledger-refused = The ledger does not take this amount. Check what was paid and returned.
