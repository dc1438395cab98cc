# Money of consignment: statements, payments, disputes, summaries, files.
back-money = Back to the statements
back-mediation = Back to the disputes

money-title = Money
money-lede = What was sold, what is yours and what was paid, by outlet.
money-empty = Nothing sold yet. Once your goods sell at an outlet, the money shows here.
money-no-statements = No statement yet. The outlet sends one when the period is over.
money-sold = { $number } sold
money-yours = Yours { $amount }
money-paid-on = Paid { $day }
money-net = Due to the maker { $amount }
money-left = { $amount } left
money-fee = Fee
money-fee-back = Fee given back
money-adjusted = Correction after a dispute
money-loss-back = Loss corrected
money-carried = Carried from statement { $code }

statements-title = Statements and payments
statements-lede = Draft a statement, send it to the maker, then record the payment.
statements-to-draft = Statements to draft
statements-none-to-draft = There is no statement to draft now.
statements-to-send = Check and send
statements-to-pay = To be paid
statements-disputed = Disputed
statements-sent = Waiting for the maker
statements-rest = Finished statements
statements-month = Sales of { $month }
statements-month-empty = Nothing sold in this month yet.
statement-draft = Draft the statement
month-earlier = Month before
month-later = Month after

statement-title = Sales statement
statement-facts = Particulars
statement-maker = Maker
statement-outlet = Outlet
statement-period = Period
statement-code = Code
statement-number = Number of the letter
statement-revision = Revision
statement-due = To be paid by
statement-terms = Terms
statement-terms-version = Version { $version }. { $share }
statement-gross = Takings
statement-outlet-share = Outlet
statement-liability = Losses borne by the outlet
statement-fee = Fee
statement-adjusted = Corrections
statement-carried-in = Carried from before
statement-net = Due to the maker
statement-paid-so-far = Paid
statement-open = Left to pay
statement-carry-out = Carried into the next period
statement-sales = Sales
statement-no-sales = Nothing was sold in this period.
statement-more-lines = { $n ->
    [one] One more line is in the file to download.
   *[other] { $number } more lines are in the file to download.
}
statement-void = Taken back: { $goods }
statement-losses = Damaged, lost, expired
statement-borne = Borne by the outlet
statement-others = Fees, corrections, carried over
statement-goods = Goods at the outlet
statement-start = Start
statement-came = In
statement-sold = Sold
statement-returned = Returned
statement-lost = Lost
statement-end = End
statement-line-disputed = Disputed

statement-drafted = Not sent yet
statement-sent = Waiting for an answer
statement-disputed = Disputed
statement-to-pay = Not paid yet
statement-confirmed = Agreed
statement-paid = Paid
statement-closed = Finished
statement-carried = Carried into the next period
statement-late = { $n ->
    [one] One day late
   *[other] { $number } days late
}

statement-next-drafted-maker = The outlet is correcting this statement. Your home page tells when it is sent again.
statement-next-drafted-outlet = Check this statement, then send it to the maker.
statement-next-sent-maker = Check this statement. Without an answer by { $day } it counts as agreed.
statement-next-sent-outlet = The maker is checking. Without an answer by { $day } it counts as agreed.
statement-next-mediated = The office that runs the outlet is deciding. Both of you will be told.
statement-next-disputed-maker = The outlet is looking into your dispute. Sales and other statements go on.
statement-next-disputed-outlet = The maker disputes this statement. Answer by { $day }.
statement-next-nothing-owed = There is nothing to pay. What is left is carried into the next period.
statement-next-confirmed-maker = The outlet pays by { $day }.
statement-next-confirmed-outlet = Pay by { $day }, then record the payment here.
statement-next-paid-maker = The outlet recorded a payment. Press the button below once you have the money.
statement-next-paid-outlet = Paid. The maker is asked to confirm that the money arrived.
statement-next-carried = This amount is carried into the next period.
statement-next-closed = This statement is finished.

statement-send-text = Once it is sent, the period is closed and its figures stay.
statement-send = Send the statement
statement-confirm-text = Agree when every figure is right.
statement-confirm = Agree

payment-title = Record a payment
payment-open = Not paid yet: { $amount }.
payment-text = No money moves through this site. Pay first, then record it here.
payment-amount = Amount paid
payment-method = How it was paid
payment-day = Day of payment
payment-reference = Number or text of the transfer
payment-reference-hint = Needed for a transfer. Write no name and no account number.
payment-record = Paid
payments-title = Payments
payment-handed-over = Paid, not confirmed yet
payment-acknowledged = Received
payment-failed = Failed, money came back
payment-acknowledge = I have received it
payment-fail-fold = The money did not arrive or came back
payment-fail-text = The payment is marked as failed and can be recorded again.
payment-fail-why = What happened?
payment-fail-hint = For example: the bank returned the transfer.
proof-look = Look at the photo
proof-fold = Add a photo
proof-replace = Replace the photo
proof-choose = Photo
proof-hint = The slip, the receipt or the goods. Only the two sides can see it.
done-proof-added = The photo is kept.
payment-fail = Mark as come back
method-cash = Cash
method-transfer = Transfer
method-qris = QRIS

dispute-title = Dispute
dispute-last = Last dispute
dispute-fold = Dispute this statement
dispute-text = Name the lines that are wrong, or say that something is missing. Sales go on.
dispute-why = What is wrong?
dispute-count = The number differs
dispute-price = The price differs
dispute-unpaid = Not paid
dispute-damaged = Damaged goods
dispute-unrecorded = Something is missing
dispute-other = Something else
dispute-lines = Lines it is about
dispute-lines-hint = May stay empty when something is missing.
dispute-what = Tell it in short
dispute-text-hint = Write about goods and money only. Write nothing personal.
dispute-send = Send the dispute
dispute-proposed = The outlet proposes a correction of { $amount }. The maker would be due { $after }.
dispute-agree = Agree to this
dispute-answer-fold = Write to the other side
dispute-answer-text = Message
dispute-answer = Send the message
dispute-withdraw-fold = Withdraw the dispute
dispute-withdraw-text = The statement then counts as agreed by you.
dispute-withdraw = Withdraw the dispute
dispute-escalate-fold = Ask the office to mediate
dispute-escalate-text = An officer of the office that runs the outlet reads this statement and these messages, and decides.
dispute-escalate = Ask for mediation
propose-title = Propose a correction
propose-text = When the maker agrees, it is recorded today and the statement is sent again.
propose-way = The maker is due
propose-more = More
propose-less = Less
propose-amount = Amount of the correction
propose-send = Propose
voice-mediator = Mediator

statement-happened-draft = Statement drafted
statement-happened-send = Statement sent
statement-happened-confirm = Statement agreed
statement-happened-timeout = Agreed because nobody answered
statement-happened-dispute = Statement disputed
statement-happened-answer = Message written
statement-happened-propose = Correction proposed
statement-happened-escalate = Mediation asked for
statement-happened-redraft = Correction recorded
statement-happened-upheld = Statement found right
statement-happened-withdrawn = Dispute withdrawn
statement-happened-paid = Paid in full
statement-happened-carry = Carried into the next period
statement-happened-failed = Payment failed
statement-happened-close = Statement finished

done-statement-drafted = The statement is drafted. Check it, then send it.
done-statement-sent = The statement was sent to the maker.
done-statement-confirmed = You agreed to the statement.
done-statement-disputed = The dispute was sent to the outlet.
done-statement-agreed = The correction is recorded. The outlet sends the corrected statement.
done-payment-recorded = The payment is recorded. The maker is asked to confirm it.
done-payment-acknowledged = Thank you. The payment is recorded as received.
done-payment-failed = The payment is marked as failed. A new one can be recorded.
done-mediated = The decision was sent to both sides.

summary-open = Summary by month
summary-title = Money in short
summary-lede = The last six months, by outlet.
summary-standing = At outlets now
summary-sold = Sold in six months
summary-owed = Not paid yet
summary-paid = Paid in six months
summary-outlet = Yours at { $outlet } ({ $pieces } pieces there)
summary-share = Yours
summary-paid-month = Paid
chart-highest = Highest { $month }, { $amount }
chart-nothing = Nothing sold yet.
chart-table = Show the figures
column-month = Month

report-title = Monthly report
report-open = Monthly report
report-waiting = What waits
report-offers = { $n ->
    [one] One new offer
   *[other] { $number } new offers
}
report-to-pay = { $n ->
    [one] One statement to pay
   *[other] { $number } statements to pay
}
report-late = { $n ->
    [one] One late payment
   *[other] { $number } late payments
}
report-disputed = { $n ->
    [one] One disputed statement
   *[other] { $number } disputed statements
}
report-expiring = Expires within 14 days
report-none-expiring = Nothing on the shelf expires soon.
report-expires = Expires
report-month = Results of { $month }
report-makers = Makers whose goods sold
report-came = Goods received
report-lost = Damaged, lost, expired
report-best = Goods sold most
report-by-month = Takings by month (rupiah)

files-title = Download
files-text = The last twelve months.
files-sales = Sales (XLSX)
files-sales-month = Sales of this month (XLSX)
files-ledger = Ledger (CSV)
download-xlsx = Download XLSX
download-csv = Download CSV
sheet-sales = Sales
sheet-ledger = Ledger
sheet-row-sale = Sold
sheet-row-void = Taken back
column-date = Date
column-what = What
column-document = Document
column-goods = Goods
column-pieces = Pieces
column-price = Price
column-rupiah = Rupiah
column-from = From
column-to = To
column-total = Total
account-buyers = Buyers
account-maker-due = Owed to the maker
account-outlet-share = Outlet share
account-outlet-fee = Outlet fee
account-outlet-loss = Losses of the outlet
account-adjustment = Corrections
account-clearing = Payments on their way
account-paid = Payments received

agency-sums-title = Results of the outlets
agency-sums-lede = All outlets this office runs, added up. No figure is of a single maker.
agency-makers = Makers whose goods sold
agency-few = fewer than 5
agency-few-text = The goods sold come from fewer than 5 makers, so they are not listed yet.
agency-losses = Goods damaged and lost
agency-no-goods = no goods received yet
agency-by-month = Takings of all outlets (rupiah)
tile-outlet-sums = Results of the outlets
tile-outlet-sums-text = Takings by month, goods sold most, and losses.

mediation-title = Disputes
mediation-lede = Statements a maker or an outlet asked this office to mediate.
mediation-none = No dispute is waiting.
mediation-one = Mediate a dispute
mediation-between = { $maker } and { $outlet }
mediation-since = Since { $day }
mediation-proposed = The outlet had proposed a correction of { $amount }.
mediate-title = Decision
mediate-way = What do you decide?
mediate-right = The statement is right
mediate-more = The maker is due more
mediate-less = The maker is due less
mediate-amount-hint = Leave it empty when the statement is right.
mediate-why = Reason
mediate-seen = The maker and the outlet read this reason.
mediate-send = Send the decision

task-statement = { $n ->
    [one] One statement waits for your answer
   *[other] { $number } statements wait for your answer
}
task-statement-why = Check the figures, then agree or dispute.
task-payment = { $n ->
    [one] One payment to confirm
   *[other] { $number } payments to confirm
}
task-payment-why = Press the button once you have the money.
task-draft = { $n ->
    [one] One statement to draft
   *[other] { $number } statements to draft
}
task-draft-why = The period is over.
task-send = { $n ->
    [one] One statement not sent yet
   *[other] { $number } statements not sent yet
}
task-send-why = Check it, then send it to the maker.
task-dispute = { $n ->
    [one] One disputed statement
   *[other] { $number } disputed statements
}
task-dispute-why = Answer, or propose a correction.
task-pay = { $n ->
    [one] One statement to pay
   *[other] { $number } statements to pay
}
task-pay-why = Pay, then record the payment.
tile-money = Money
tile-money-text = What was sold, what is yours and what was paid.
tile-statements = Statements and payments
tile-statements-text = Statements by maker, payments, and the monthly report.

refusal-same-payer = You recorded this payment. Ask somebody else of the enterprise to confirm it
fault-nothing-to-draft = The period of this maker is not over yet. Try again after its closing day
fault-dispute-reason = Choose what is wrong
fault-dispute-lines = Tick at least one line, or say that something is missing
fault-direction = Choose one
fault-payment-method = Choose how it was paid
fault-payment-reason = Say in short what became of the money
