# Papers: written in Indonesian only, because both sides hold the same one. These words are for whoever reads along.
paper-delivery-note = Delivery note
paper-agreement = Agreement { $version }: { $share }
paper-code = Code
paper-outlet = Outlet
paper-trade-name = Trade name
paper-date = Date
paper-terms = Agreement
paper-scan-receive = Scan, or type the code, to receive the goods
paper-number = No.
paper-goods = Goods
paper-size = Size
paper-price = Price
paper-pieces = Pieces
paper-expiry = Best before
paper-total = Altogether
paper-handed-over = Handed over by
paper-received = Received by
paper-signature = Signature and date
paper-handover-code = Hand-over code
paper-handover-use = Tear off along this line and keep it. When the goods were counted together, type this code into the device of the outlet.
paper-page = Page { "{" }page{ "}" } of { "{" }pages{ "}" }
paper-revision = Revision
paper-scan-statement = The page of this statement, after signing in
paper-cause = Cause
paper-nothing = Nothing.
paper-file = Download PDF
paper-labels = Price labels

labels-title = Price labels
labels-lede = Fill in how many labels each of the goods gets. An A4 sheet holds 24 labels.
labels-empty = The shelf is still empty. Labels are printed once goods were received.
labels-on-shelf =
    { $n ->
        [one] { $number } piece on the shelf
       *[other] { $number } pieces on the shelf
    }
labels-expires = best before { $day }
labels-start = Start at label number
labels-start-hint = 1 for a new sheet. For a sheet that was used before, the number of the first empty label, counted from the top left.
labels-print = Make the sheet of labels
labels-open = Print labels
fault-labels-start = Fill in a number from 1 to 24.
fault-labels-none = Fill in how many labels for at least one of the goods.
fault-labels-many = At most 1,200 labels at a time. Ask for fewer.
