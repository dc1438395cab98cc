# Files and numbers of an office.
export-list = List of proposals
export-list-xlsx = Take this list (Excel)
export-list-csv = Take this list (CSV)
export-too-many = One file holds at most 10,000 proposals. If there are more, take them call by call.
export-proposal = Take this proposal (Excel)
export-code = Code of the proposal
export-maker = Name of the business
export-place = Regency or city
export-sent = Sent
export-asked = Amount asked for
export-due = Deadline
export-days = Working days left
export-part = Part
export-question = Question
export-answer = Answer
export-budget = Budget
export-number = Line
export-subtotal = Subtotal
tile-numbers = Proposals in numbers
tile-numbers-text = How many, from where, and how long.
numbers-title = Proposals in numbers
numbers-lede = The proposals of your list in numbers.
numbers-all = All proposals
numbers-files = { $n ->
    [one] { $number } proposal
   *[other] { $number } proposals
  }
numbers-late = Overdue
numbers-stages = Proposals by stage
numbers-months = Proposals sent by month
numbers-places = Proposals by regency and city
numbers-map = Proposals by province
numbers-province = Province
numbers-provinces = Proposals came from { $n ->
    [one] { $number } province
   *[other] { $number } provinces
  }.
numbers-none = None
numbers-days = How long each step took (working days)
numbers-days-text = Half of the proposals left the step within so many working days.
numbers-step-visit = Field visit
numbers-step-review = Review
numbers-step-scored = Waiting for a recommendation
numbers-wait = { $days } ({ $files } proposals)
numbers-waited = Working days
numbers-proposals = Number of proposals
numbers-most = Most: { $what }, { $number }.
