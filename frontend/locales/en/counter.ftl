# The counter of an outlet: sales, counts of the shelf, damaged and lost goods, returns.
back-sell = Back to recording sales
back-sold = Back to the sales of that day

sell-title = Record sales
sell-lede = Fill in how many were sold, then save once.
sell-find = Find goods or an enterprise
sell-find-button = Find
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
