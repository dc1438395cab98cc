# The counter of an outlet: sales, counts of the shelf, damaged and lost goods, returns.
back-sell = Back to recording sales
back-sold = Back to the sales of that day

sell-title = Record sales
sell-lede = Fill in how many were sold, then save once.
sell-find = Find goods or an enterprise
sell-to-day = Sales of today
sell-to-list = Use the list
sell-empty = The shelf is still empty
sell-empty-text = Receive goods first, then record their sales here.
sell-none-found = There are no goods of that name.
sell-more = There are more goods. Find them by name.
sell-save = Save
sell-again = Record sales
stepper-less = Less of { $goods }
stepper-more = More of { $goods }
shelf-left = { $n ->
    [one] { $number } piece left
   *[other] { $number } pieces left
  }
shelf-none = Sold out
sale-day = Day of the sale
sale-day-hint = At most 7 days ago.
sale-today = Today
sale-yesterday = Yesterday, { $day }

drafts-title = Not sent yet
drafts-text = These notes are kept on this phone only. Send them when there is signal.
drafts-sum = pieces
drafts-send = Send
drafts-drop = Throw away
drafts-sending = Being sent.
drafts-no-signal = Not sent. Try again when there is signal, or sign in again and open this page.

scan-title = Record a sale
scan-pieces = Pieces sold
scan-empty = The goods of this label are sold out on the shelf.
scan-expired = The goods of this label are past their date and may not be sold. Take them off the shelf.
scan-others = The goods of this label are sold out. { $n ->
    [one] There is { $number } of the same
   *[other] There are { $number } of the same
  } from another delivery; that is what is recorded.
scan-expired-others = The goods of this label are past their date. { $n ->
    [one] There is { $number } of the same
   *[other] There are { $number } of the same
  } from another delivery; that is what is recorded.
scan-pull = Take off the shelf

sale-title = Sale
sale-recorded = The sale is recorded.
sale-voided = The sale is taken back. The goods are on the shelf again.
sale-line = { $pieces } × { $price }
sale-line-void = Taken back
sale-line-voided = { $line } (taken back)
sale-sum = { $pieces }, { $sum }
void-fold = Take back
void-text = The goods go back on the shelf and the money is worked out again. If the number was wrong, take it back and record it anew.
void-why = Why is it taken back?
void-pieces = The number was wrong
void-goods = The goods were wrong
void-returned = The buyer brought it back
void-other = Something else
void-words = Another reason
void = Take the sale back
void-all = Take everything back
void-line = Take back { $goods }
sold-title = Sales
sold-none = No sale was recorded on that day.

fault-sale-unknown = Some of the goods are not at this outlet. Open this page again
fault-sale-numbers = Write the number in digits, for example: 2
fault-sale-day = Choose today or a day at most 7 days ago
fault-say-why = Write the reason in a few words
sale-only-left = { $n ->
    [one] Only { $number } piece is left on the shelf. Check the number
   *[other] Only { $number } pieces are left on the shelf. Check the number
  }
sale-none-left = These goods are sold out on the shelf. Clear the number

tile-sell = Record sales
tile-sell-text = One list for everything on the shelf.
tile-sold = Sales
tile-sold-text = What was recorded, and how to take it back.

back-losses = Back to damaged and lost goods
back-returns = Back to returns
back-counts = Back to counts

pull-title = Take off the shelf
pull-lede = Goods whose day is near, the nearest first.
pull-empty = Nothing has to leave the shelf in the next 30 days.
pull-now = Take off now
pull-week = Within 7 days
pull-fortnight = Within 14 days
pull-month = Within 30 days
pull-held = Put aside
pull-by = Take off by { $day }
pull-expired = Past its date
pull-report = Take off and report as expired
pull-pieces = Pieces to take off
pull-pieces-held = Pieces to put back on the shelf
pull = Take off
unpull = Put back on the shelf
pull-return = Send back to the enterprise

losses-title = Damaged and lost goods
losses-lede = Goods that are damaged, lost, expired or stolen. The enterprise reads every note.
losses-lede-maker = Goods of yours that are damaged, lost, expired or stolen at an outlet.
losses-open = Open
losses-done = Done
losses-proposed = Proposed by assistants
losses-empty = No goods are noted as damaged or lost.
loss-new = Note damaged or lost goods
loss-new-title = Note damaged or lost goods
loss-choose = Choose the goods.
loss-cause = What happened?
loss-pieces = Pieces
loss-note = Words
loss-note-hint = For example: a seam came loose, the package leaks.
loss-seen = The enterprise that made the goods and those who look after the outlet.
loss-report = Report
loss-propose = Propose to the manager
loss-proposed = The manager of the outlet has the proposal. The goods no longer count as on the shelf.
loss-reported = The report is sent. The enterprise has 7 days to check it.
loss-confirm = Report to the enterprise
loss-decline = Put back on the shelf
loss-waits-manager = Waits for the manager
loss-title = Damaged or lost goods
loss-state-reported-maker = Waits for you
loss-state-reported = Being checked by the enterprise
loss-state-accepted = Accepted
loss-state-disputed = Disputed
loss-state-reversed = Taken back
loss-due = The outlet pays { $due }
loss-due-none = The outlet pays nothing
loss-next-maker = Check this note by { $day }. After that it is taken as right.
loss-next-outlet = The enterprise checks this note until { $day }.
loss-next-disputed = Talk it over. One side writes what the outlet pays, the other side agrees.
loss-next-named = You proposed { $sum }. Wait for the answer of the other side.
loss-next-answer = The other side proposed { $sum }. Agree, or write another sum.
loss-acknowledge = That is right
loss-dispute-fold = I do not agree
loss-dispute-text = What is different?
loss-dispute-hint = The outlet reads this.
loss-dispute = Dispute
loss-name = The outlet pays
loss-worth = At most { $worth }, the enterprise's part of the price.
loss-name-send = Propose this sum
loss-agree = Agree to { $sum }
happened-loss-report = Reported
happened-loss-accept = Accepted
happened-loss-name = A sum was proposed
happened-loss-found = The goods were found
happened-loss-settle = Agreed
fault-loss-cause = Choose what happened
fault-loss-rupiah = Write rupiah without a comma, at most the enterprise's part of the price

returns-title = Returns
returns-lede-maker = Goods of yours that come back from an outlet.
returns-lede-outlet = Goods that go back to their enterprise.
returns-open = Under way
returns-done = Done
returns-empty = There are no returns.
return-ask-maker = Ask for goods back
return-ask-outlet = Send goods back
return-new-title = Send goods back
return-choose-outlet = From which outlet?
return-choose-maker = To which enterprise?
return-no-place = There is no consignment yet.
return-nothing = There are no goods to send back.
return-from-shelf = On the shelf
return-from-hold = Put aside
return-note = Note
return-title = Return
return-requested = Asked for
return-picked = Ready to be fetched
return-received = Fetched
return-disposed = Thrown away
return-cancelled = Cancelled
return-next-requested-maker = The outlet sets the goods aside. Your home page tells when they are ready.
return-next-requested-outlet = Count the goods and set them aside, then press Set aside.
return-next-picked-maker = The goods are ready. Fetch them by { $day }.
return-next-picked-outlet = The enterprise fetches the goods by { $day }.
return-handover = Code to fetch them
return-handover-text = Say this code at the outlet. Whoever has it may fetch the goods.
return-pick-text = Count the goods you set aside.
return-pick = Set aside
return-receive-text = Count the goods you received.
return-receive = I have fetched them
return-code = Code to fetch them
return-code-hint = 6 digits from whoever fetches the goods. All of them are handed over.
return-give = Hand over
return-dispose-fold = Not fetched
return-dispose-words = How were the goods thrown away?
return-dispose = Throw away
return-cancel-fold = Cancel the return
return-cancel = Cancel the return
happened-return-request = Asked for
happened-return-pick = Set aside
happened-return-receive = Fetched
happened-return-dispose = Thrown away
happened-return-cancel = Cancelled
happened-return-close = Done
fault-return-lines = Fill in a number for at least one of the goods, at most 60
fault-return-nothing = Set aside at least one piece, or cancel
fault-return-more = It cannot be more than the note says
fault-return-code = The code does not fit. After 5 times the enterprise presses the button on its own phone
fault-dispose-words = Write in a few words how the goods were thrown away

count-title = Count the shelf
count-lede = Count the goods on the shelf and compare them with the books.
count-whose = Whose goods?
count-all = All goods
count-start = Start counting
count-list = Counts
count-counting = Being counted
count-review = Waits to be checked
count-posted = Posted
count-discarded = Thrown away
count-progress = { $done } of { $all } goods
count-text = Write the number you see on the shelf. What the books say shows once it is saved.
count-many = There are many goods. Count one enterprise at a time to see all of them.
count-same = As the books say: { $expected } pieces.
count-less = The books say { $expected }, { $difference } fewer.
count-more = The books say { $expected }, { $difference } more.
count-why = The difference was
count-why-sold = Sold
count-why-lost = Lost
count-why-damaged = Damaged
count-why-found = Found
count-save = Save the numbers
count-kept = The numbers are saved.
count-finish = Done counting
count-review-words = The count is done. The manager of the outlet checks it.
count-posted-words = The differences are posted. The enterprises can see them.
count-nothing-differs = Everything that was counted is as the books say.
count-effects = What it brings each enterprise
count-effect-sold = Sold { $pieces }: { $sum } for the enterprise.
count-effect-lost = Lost or damaged { $pieces }: the outlet pays { $sum }.
count-effect-found = Found { $pieces }.
count-post = Post the differences
count-waits = The manager of the outlet checks and posts this count.
count-discard-fold = Throw the count away
count-discard-text = The numbers are thrown away. Goods and money stay as they are.
count-discard = Throw the count away
fault-count-empty = There are no goods on the shelf to count
fault-count-nothing = Fill in the number of at least one of the goods first
fault-count-resolution = That does not fit the difference. Save again, then choose
fault-count-moved = Since the count, goods have left the shelf or passed their date. Throw this count away and count again

task-loss = Check a note of damaged or lost goods
task-loss-why = An outlet noted goods of yours as damaged or lost.
task-fetch = Fetch goods from an outlet
task-fetch-why = An outlet has set goods aside for you.
task-proposals = Answer a proposal of an assistant
task-proposals-why = There are damaged or lost goods to report.
task-pull = Take goods off the shelf
task-pull-why = The day of some goods has come.
task-pick = Set goods aside to go back
task-pick-why = An enterprise will fetch goods.
tile-count = Count the shelf
tile-count-text = Compare the shelf with the books.
tile-pull = Take off the shelf
tile-pull-text = Goods whose day is near.
tile-losses = Damaged and lost goods
tile-losses-text = Report to the enterprise.
tile-losses-maker-text = Check the notes of outlets.
tile-returns = Returns
tile-returns-text = Goods that go back.
tile-returns-maker-text = Ask an outlet for goods back.
return-missing = { $n ->
    [one] { $number } piece short
   *[other] { $number } pieces short
  }
count-too-many = { $n ->
    [one] The books know of { $number } piece at most. Count again
   *[other] The books know of { $number } pieces at most. Count again
  }
