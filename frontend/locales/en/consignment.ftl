# Consignment: placements, offers, delivery notes, receiving goods.
back-consignment = Back to consignment
back-note = Back to this consignment
back-receive = Back to receiving goods

consignment-title = Consignment
consignment-lede-maker = Goods of yours that outlets sell for you.
consignment-lede-outlet = Goods that enterprises leave with this outlet.
consignment-waiting = Waiting for you
consignment-all = All consignments
consignment-empty-maker = No consignments yet. Ask an outlet for a placement, then offer goods.
consignment-offers = New offers
consignment-offers-empty = No new offers.
consignment-coming = On the way
consignment-done = Saved.
placements-title = Placements
placements-empty-maker = No placement with an outlet yet.
placements-empty-outlet = No placement with an enterprise yet.
count-pieces = { $n ->
    [one] { $number } piece
   *[other] { $number } pieces
}
count-kinds = { $n ->
    [one] { $number } kind of goods
   *[other] { $number } kinds of goods
}
deliver-before = Deliver before { $day }

offer-new = Offer goods
ask-outlet = Find an outlet
receive-goods = Receive goods
invite-enterprise = Invite an enterprise

note-draft = Draft
note-offered = Offered
note-sample = Sample wanted
note-changes = Needs changes
note-accepted = Accepted
note-accepted-partly = Accepted in part
note-declined = Declined
note-withdrawn = Withdrawn
note-expired = Overdue
note-issued = Sent
note-cancelled = Cancelled
note-received = At the outlet
note-received-difference = At the outlet, with a difference
note-disputed = Disputed
note-closed = Finished

placement-proposed = Proposed
placement-terms-sent = Waiting for agreement
placement-active = Running
placement-paused = Paused
placement-declined = Declined
placement-ending = Being closed
placement-ended = Finished

next-draft = This offer has not been sent. The outlet does not see it yet.
next-offered-maker = The outlet is looking at your offer. Its answer will be on your home page.
next-offered-outlet = Answer this offer: accept, ask for changes, or decline.
next-changes-maker = The outlet asks for changes. Change the offer, then send it again.
next-changes-outlet = The enterprise is changing its offer.
next-accepted-maker = Deliver before { $day }. When the goods are ready, issue the delivery note.
next-accepted-outlet = The goods will come before { $day }.
next-declined-maker = The outlet cannot take these goods now. You can offer others.
next-expired-maker = The goods were not delivered in time. You can offer them again.
next-issued-maker = The goods are on the way. Bring the delivery note; the outlet counts when they arrive.
next-issued-outlet = The goods are on the way. Count them when they arrive.
next-difference-maker = The outlet counted something else than the delivery note says. Check it until { $day }. After that the count of the outlet holds.
next-difference-outlet = The enterprise checks the difference until { $day }. The goods may be sold already.
next-received-maker = The goods are at the outlet and can be sold.
next-received-outlet = The goods are received and may be sold.
next-disputed = Both sides are talking about this difference.
next-nothing = Nothing has to be done.
next-proposed-maker = The outlet is writing terms. They will be on your home page.
next-proposed-outlet = Write terms for this enterprise, or decline.
next-terms-maker = The outlet has sent terms. Read them, then agree or ask for others.
next-terms-outlet = The enterprise is reading your terms.
next-active-maker = The placement is running. You can offer goods.
next-active-outlet = The placement is running. The enterprise can offer goods.
next-paused = Paused: no new offers. Goods on the shelf are still sold.
next-ending = Being closed: goods go back and money is settled first.
next-over = This placement is not running.

term-share = Share
term-share-commission = The outlet gets { $share } % of the selling price, the rest is for the enterprise.
term-share-markup = The enterprise gets its full price. The outlet may sell up to { $share } % dearer.
term-share-fee = The enterprise gets the full selling price and pays a fee of { $fee } each period.
term-share-free = The enterprise gets the full selling price. The outlet takes nothing.
term-pay = Payment
term-close-month-end = Sales are summed up at the end of each month.
term-close-month = Sales are summed up on day { $day } of each month.
term-close-week = Sales are summed up each week, on { $day }.
term-pay-within = { $n ->
    [one] The outlet pays at most { $number } day after sending the statement.
   *[other] The outlet pays at most { $number } days after sending the statement.
}
term-confirm-within = { $n ->
    [one] A statement not answered in { $number } day counts as agreed.
   *[other] A statement not answered in { $number } days counts as agreed.
}
term-shelf = Time on the shelf
term-shelf-days = { $n ->
    [one] Unsold goods are fetched after { $number } day.
   *[other] Unsold goods are fetched after { $number } days.
}
term-shelf-open = Goods may stay on the shelf without limit.
term-pull = { $n ->
    [one] Goods leave the shelf { $number } day before they expire.
   *[other] Goods leave the shelf { $number } days before they expire.
}
term-collect = { $n ->
    [one] Returned goods are fetched within { $number } day.
   *[other] Returned goods are fetched within { $number } days.
}
term-loss = Damaged or missing goods
loss-transit = Lost on the way
loss-damaged = Damaged at the outlet
loss-missing = Missing at the outlet
loss-stolen = Stolen
loss-expired = Expired
loss-maker = borne by the enterprise
loss-outlet = borne by the outlet
loss-shared = the outlet bears { $share } %, the enterprise the rest
loss-line = { $cause }: { $who }.
term-remaining = Time left on arrival
term-quantity = Pieces in one offer
term-quantity-range = { $least } to { $most } pieces
term-min-payout = Least payment
term-rounding = Outlet's share rounded down to
term-review = Reviewed on
term-ends = Ends on
terms-since = In force from { $day }

placement-title = Placement
terms-asked = Terms waiting for agreement
terms-present = Present terms
terms-read-and-tick = Read them one by one. Tick each term you agree to.
terms-more = Other terms
terms-more-present = Other terms in force
terms-agree = Agree to these terms
counter-fold = Ask for other terms
counter-what = What would you like to change?
counter-hint = Example: a share of 10 %, or weekly payment.
counter-send = Ask for other terms
pause-text = While paused there are no new offers. Goods on the shelf are still sold.
pause = Pause placement
resume = Resume placement
placement-decline-fold = Decline placement
placement-decline-why = Reason
placement-decline = Decline placement
end-fold = End placement
end-text = Goods on the shelf go back and money is settled first. Then the placement is over. This cannot be undone.
end = End placement

terms-write = Write terms
terms-write-new = Change terms
terms-pricing = How sales are shared
pricing-commission = The outlet takes a share of the selling price
pricing-markup = The outlet sells dearer than the enterprise's price
pricing-fee = The enterprise pays a fee
pricing-free = The outlet takes nothing
terms-share = Outlet's share (%)
terms-share-hint = For the first way. Example: 15
terms-pay = Pay within (days)
terms-pay-hint = Counted from sending the statement, 1 to 30.
terms-shelf = Time on the shelf (days)
terms-shelf-hint = Write 0 for no limit.
terms-losses = Losses the outlet bears (%)
terms-losses-hint = 0 means the enterprise bears them, 100 means the outlet does.
terms-from = In force from
terms-rest = Set other terms
terms-cycle = Statements are made
cycle-monthly = Each month
cycle-weekly = Each week
terms-close = Day of the statement
terms-close-hint = For monthly statements. 31 means the end of the month.
terms-weekday = Day of weekly statements
terms-confirm = Time to check a statement (days)
terms-confirm-hint = After that it counts as agreed, 3 to 30.
terms-markup = At most dearer by (%)
terms-markup-hint = For the second way. Example: 20
terms-fee = Fee each period
terms-fee-hint = For the third way. Example: 50000
terms-rounding = Round the outlet's share
terms-rounding-hint = Always down; the rest is for the enterprise.
terms-min-payout = Least payment
terms-min-payout-hint = Less is carried into the next period.
terms-remaining = Time left on arrival (%)
terms-remaining-hint = For goods that expire. Example: 30
terms-pull = Leave the shelf before expiry (days)
terms-pull-hint = Example: 3
terms-collect = Time to fetch returned goods (days)
terms-collect-hint = Example: 14
terms-quantity = Pieces of each kind in one offer
terms-quantity-least = At least
terms-quantity-most = At most
terms-review = Review on
terms-ends = Ends on
terms-send-text = The enterprise hears of it and reads these terms. They hold once it has agreed.
terms-send = Send terms

ask-title = Ask an outlet
ask-lede = Choose an outlet. It answers with terms; nothing binds you before you agree.
ask-which = Outlet
ask-seen = The outlet you choose sees your trade name and goods.
ask-send = Ask for a placement
ask-empty = You have asked every outlet
ask-empty-text = Your placements are on the page of consignment.
invite-title = Invite an enterprise
invite-lede = Write the code of the enterprise. It stands in the address of its page.
invite-code = Code of the enterprise
invite-code-hint = Six letters and digits, example: K7Q2MX. The address of its page will do too.
invite-send = Invite this enterprise

offer-title = Offer goods
offer-change-title = Change the offer
offer-choose = Choose an outlet.
offer-no-placement = No placement is running yet
offer-no-placement-text = Ask an outlet for a placement first. Once you have agreed on terms you can offer goods.
offer-no-goods = There are no goods to offer yet. Add goods first.
offer-how-many = Write a number for the goods you offer. Leave the others empty.
offer-pieces = Pieces
offer-price = { $price }, of which yours { $part }
offer-expires = Expires on
offer-expires-hint = See the date on the package.
offer-seen = The outlet sees your trade name, these goods, numbers and prices.
offer-send = Send to the outlet
offer-draft = Keep as draft
offer-keep = Keep changes
offer-change = Change the offer
offer-again = Offer again

note-title = Consignment of goods
note-lines = List of goods
note-price = Price { $price }
note-part = For the enterprise { $part }
note-expires = Expires on { $day }
note-reason = Remark:
note-placement = See the terms of the placement
answer-of-outlet = Answer of the outlet:
live-transit = On the way:
live-outlet = At the outlet now:
count-offered = Offered
count-accepted = Accepted
count-issued = Sent
count-received = Received
count-refused = Damaged
count-missing = Not there
pieces-offered = Offered: { $number }.
pieces-accepted = Accepted by the outlet: { $number }.
pieces-sent = Sent: { $number }
shelf-price = Selling price of { $goods }
shelf-price-hint = Price of the enterprise { $price }.

accept-title = Accept the offer
accept-text = Change the numbers to accept a part. Write 0 for what you do not take.
accept-before = Delivered before
accept-before-hint = The enterprise is told this day.
accept = Accept these goods
ask-changes-fold = Ask for a sample or changes
ask-changes-what = What do you ask for?
ask-changes-words = Explanation for the enterprise
ask-changes-hint = Write nothing personal about anybody.
ask-changes = Send the request
decline-fold = Decline the offer
decline-why = Reason to decline
decline-words = Explanation for the enterprise
decline = Decline the offer
reason-shelf-full = Shelf is full
reason-papers = Licence not complete
reason-packaging = Quality of the packaging
reason-similar = Similar goods are there already
reason-sample = Sample first
reason-other = Something else

issue-title = Issue the delivery note
issue-text = Write how many pieces you really send. After that, prices and numbers no longer change.
issue = Issue the delivery note
acknowledge-title = Is the count of the outlet right?
acknowledge-text = If you agree, the difference is booked as the terms say.
acknowledge = Yes, the count is right
send-again = Send the same again
withdraw-fold = Withdraw the offer
withdraw-text = The outlet no longer sees this offer. You can write a new one.
withdraw = Withdraw the offer
cancel-fold = Cancel the delivery note
cancel-text = The goods are booked back to the enterprise. The code of this delivery note cannot be used again.
cancel = Cancel the delivery note
done-offered = The offer was sent to the outlet.
done-issued = The delivery note is issued. Bring it with the goods.
done-received = The goods are received. Thank you.

sheet-title = Delivery note
sheet-lede = Print it or show it at the outlet.
sheet-bring = Show this when you deliver
sheet-code = Code of the delivery note
sheet-handover = Hand-over code
sheet-handover-text = Type the hand-over code on the outlet's screen after the goods are counted. Do not give it away before.
sheet-open = Print the delivery note
sheet-from-to = From { $from } to { $to }
sheet-terms = Terms, version { $version }: { $share }
sheet-goods = Goods
sheet-price = Price
sheet-expires = Expires on
sheet-pieces = Pieces
sheet-sign-from = Signature of the deliverer
sheet-sign-to = Signature of the outlet

receive-title = Receive goods
receive-lede = Type the code on the delivery note, or point the camera at its square.
receive-code = Code of the delivery note
receive-code-hint = Eight letters and digits, example: 7K2M-9QPW
receive-find = Find the delivery note
receive-coming = On the way
receive-start = Count and receive
receive-count-title = Count the goods
receive-count-text = The numbers are those of the delivery note. Change them if something else came.
receive-refused-hint = Handed back to the deliverer at once.
receive-reason = Remark if there is a difference
receive-reason-hint = Example: not in the box.
receive-check = Check the count
receive-check-title = Check the count
counted-all = { $n ->
    [one] The { $number } piece agrees with the delivery note.
   *[other] All { $number } pieces agree with the delivery note.
}
counted-part = Counted { $came } of { $all } pieces. The enterprise will check the difference.
receive-handover = Hand-over code of the deliverer
receive-handover-hint = Six digits. Leave it empty if the deliverer has none.
receive-after = Once saved, the goods are on the shelf and the enterprise hears of it.
receive-save = Save the receipt
receive-back = Change the count
received-already = We received this already: { $when }.

history-title = History
happened-by-itself = By itself
happened-write = Draft written
happened-offer = Goods offered
happened-accept = Offer accepted
happened-ask-changes = Changes asked for
happened-decline = Declined
happened-withdraw = Offer withdrawn
happened-expire = Overdue
happened-issue = Delivery note issued
happened-cancel = Delivery note cancelled
happened-receive = Goods received
happened-receive-difference = Goods received with a difference
happened-acknowledge = Difference confirmed
happened-dispute = Disputed
happened-timeout = Difference holds because nobody answered
happened-resolve = Dispute resolved
happened-propose = Placement proposed
happened-send-terms = Terms sent
happened-agree = Terms agreed to
happened-counter = Other terms asked for
happened-pause = Placement paused
happened-resume = Placement resumed
happened-end = Closing of the placement begun
happened-ended = Placement finished
happened-close = Consignment finished

task-terms = Read the outlet's terms
task-terms-why = Agree, or ask for others.
task-difference = { $n ->
    [one] { $number } difference to check
   *[other] { $number } differences to check
}
task-difference-why = The outlet counted something else than the delivery note says.
task-deliver = { $n ->
    [one] { $number } offer was accepted
   *[other] { $number } offers were accepted
}
task-deliver-why = Prepare the goods and issue the delivery note.
task-changes = { $n ->
    [one] { $number } offer needs changes
   *[other] { $number } offers need changes
}
task-changes-why = The outlet asks for a sample or changes.
task-low = { $n ->
    [one] { $number } kind of goods is running low at an outlet
   *[other] { $number } kinds of goods are running low at outlets
}
task-low-why = Offer more, so that the shelf is not empty.
task-offers = { $n ->
    [one] { $number } new offer
   *[other] { $number } new offers
}
task-offers-why = Accept, ask for changes, or decline.
task-write-terms = Write terms for a placement
task-write-terms-why = An enterprise would like to leave goods with you.
task-receive = { $n ->
    [one] { $number } delivery on the way
   *[other] { $number } deliveries on the way
}
task-receive-why = Count when the goods arrive.
tile-consignment = Consignment
tile-consignment-text = Offer goods to outlets and see what is there already.
tile-consignment-outlet-text = Offers, deliveries and placements of enterprises.
tile-receive = Receive goods
tile-receive-text = Count goods that come with a delivery note.

refusal-wrong-state = This step is no longer possible. See how things stand on this page
refusal-not-yours = The other side takes this step. Wait, or ask them
refusal-same-person = You issued this delivery note. Let somebody else at the outlet receive it
refusal-not-active = This placement is not, or no longer, running. Look at the placement first
refusal-not-enough = There are not so many pieces. Write a smaller number
refusal-period-closed = That day is on a statement already. Choose a day after the last statement
refusal-not-now = The time for it is over or has not come. See the day on this page

fault-choose-outlet = Choose an outlet
fault-no-such-body = There is no enterprise with this code. Check the code
fault-valid-from = Choose a first day that is not over. To change terms, tomorrow at the earliest
fault-term-unread = Read and tick this term
fault-say-what = Write in short what you ask for
fault-choose-reason = Choose a reason
fault-open-again = Open this page again, then press the button once more
fault-share = Write a share between 0 and 50 percent, example: 15
fault-markup = Write between 0 and 100 percent, example: 20
fault-fee = Write rupiah without a comma, example: 50000
fault-close-day = Write a day from 1 to 31
fault-pay-days = Write 1 to 30 days
fault-confirm-days = Write 3 to 30 days
fault-shelf-days = Write 0 to 730 days
fault-percent = Write between 0 and 100 percent
fault-pull-days = Write 0 to 90 days
fault-collect-days = Write 1 to 90 days
fault-quantity-range = Write 1 to 9,999 pieces. The most must not be less than the least
fault-day = Write day, month and year, example: 24 11 2026
fault-pieces = Write the number in digits, example: 20
fault-offer-lines = Write a number for at least one kind of goods, at most 30
fault-not-yours = Some of the goods cannot be offered. Open this page again
fault-quantity = This number is outside what the outlet takes. See the terms
fault-expiry-missing = Write the day of expiry on the package
fault-expiry-near = It expires too soon for this outlet. Offer fresher goods
fault-shelf-price = Write a selling price not below the enterprise's and not above what the terms allow
fault-deliver-before = Write a day from today on, at most 90 days ahead
fault-more-than-offered = No more than was offered
fault-nothing-taken = Accept at least one piece, or decline the offer
fault-more-than-accepted = No more than the outlet accepted
fault-nothing-sent = Send at least one piece
fault-counts = Received, damaged and not there must make up what was sent
fault-difference-reason = Write in short what differs, example: not in the box
fault-handover-code = The hand-over code does not fit. Try again, or leave it empty
fault-no-such-note = This outlet has no delivery note with this code. Check the code
fault-adjustment = Write the correction in rupiah, more than zero, for example: 10000
fault-dispute-text = Say what is different, in 3 to 500 letters
fault-payment-amount = At most what is not paid yet
fault-payment-day = The day of the payment is neither after today nor before the end of the period
fault-payment-reference = For a transfer, write its number or message, in 3 to 60 letters
fault-sale-pieces = Write how many were sold, 1 to 9,999 of each
