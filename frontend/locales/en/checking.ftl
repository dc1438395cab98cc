# Officers check proposals.
tile-inbox = Proposals to check
tile-inbox-text = Proposals that wait for you, the nearest deadline first.
back-inbox = Back to the proposals
inbox-title = Proposals to check
inbox-lede = Proposals for the calls you work on, the nearest deadline first.
inbox-call = Call
inbox-stage = Stage
inbox-any = All
inbox-none = No proposals here
inbox-none-text = A proposal shows up once it is sent, if you work on its call.
inbox-days-left =
    { $n ->
       [0] Last day,
       [one] { $n } working day left,
      *[other] { $n } working days left,
    }
inbox-late = Overdue,
checking-claim = Begin the check
checking-claim-text = One proposal is checked by one person. Once you begin, you alone can open its sealed papers.
checking-no-tie = I have no tie to the applicant
checking-no-tie-hint = No family, no partner in business, no earlier place of work. If there is a tie, let a colleague check it.
checking-claim-button = Take this proposal
checking-not-yours = A colleague holds this proposal. Only the officer who checks it sees its content.
checking-papers-text = Whenever a sealed paper is opened, the applicant sees when and why.
checking-open-why = Why is this paper opened?
checking-open = Open the paper
opening-reason-point = To check a point of the list
opening-reason-validity = To check whether it is still valid
opening-reason-compare = To compare it with another paper
opening-reason-after-revision = To check what was mended
checking-list = Checklist
checking-group-content = 1. Content
checking-group-papers = 2. Papers
checking-group-fit = 3. Fit
checking-group-continuity = 4. Not year after year
checking-present = There
checking-absent = Not there
checking-not-needed = Not needed
checking-verdict = Verdict
checking-fine = Fine
checking-lacking = Lacking
checking-note = Note to the applicant
checking-save = Save
checking-not-seen = Not checked yet
checking-known-lines =
    { $n ->
       [0] On record: no lines of the budget yet.
       [one] On record: { $n } line of the budget.
      *[other] On record: { $n } lines of the budget.
    }
checking-known-total = On record: a total of { $sum }.
checking-known-quotes =
    { $n ->
       [0] On record: enough comparisons of prices.
       [one] On record: { $n } line lacks comparisons of prices.
      *[other] On record: { $n } lines lack comparisons of prices.
    }
checking-known-awards =
    { $n ->
       [0] On record: no help received here so far.
       [one] On record: help received here once.
      *[other] On record: help received here { $n } times.
    }
checking-known-papers =
    { $n ->
       [0] On record: no paper uploaded.
       [one] On record: { $n } paper uploaded.
      *[other] On record: { $n } papers uploaded.
    }
checking-others =
    { $n ->
       [0] No other proposal is under way.
       [one] { $n } other proposal of this applicant is under way.
      *[other] { $n } other proposals of this applicant are under way.
    }
checking-duplicates = Funding from elsewhere
checking-duplicates-note = What did you find?
checking-duplicates-hint = Needed. For example: no other help for the same goods.
checking-steps = Next step
checking-step-return = Ask for a revision
checking-step-extend = Give more time
checking-step-complete = The papers are complete
checking-step-propose = Propose: not eligible
checking-step-confirm = Decide: not eligible
checking-step-pass = Pass to another officer
checking-lede-return = Everything that is lacking goes out at once, in one letter.
checking-lede-extend = More time can be given once.
checking-lede-complete = Points 1.1 to 2.12 have to be fine.
checking-lede-propose = You propose, the lead of the call decides.
checking-lede-confirm = The officer who checks proposed it, you decide. The applicant may object.
checking-lede-pass = The next officer goes on with the checklist as it stands.
checking-due = Last day of the revision
checking-due-hint = That day still counts.
checking-reasons = Reasons
checking-text = Explanation for the applicant
checking-text-hint = This text can go into a letter. Write nothing personal.
checking-pass-to = Next officer
checking-pass-reason = Why is it passed on?
checking-look = See what it does
checking-do = Do it
checking-propose-effect = The lead of the call is told. There is no letter yet; the proposal stands for 5 days.
checking-list-open = Check every point of groups 1 and 2 first, so that the list is whole
checking-fault-reason = Choose a reason why this point is lacking
checking-fault-not-needed = A point that is not needed cannot be lacking
checking-fault-note = This reason needs an explanation
checking-fault-long = Too long. 500 characters at most
checking-fault-duplicates = Write what you found, 500 characters at most
