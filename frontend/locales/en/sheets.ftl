sheet-empty = This file is empty. Fill in the table, then send it again
sheet-too-large = This file is larger than { $limit } MB. Take out the pictures in it, or split it into several files
sheet-too-many-rows = This table has more than { $limit } rows. Split it into several files
sheet-too-many-columns = This table has more than { $limit } columns. Delete the columns you do not need, and anything typed far to the right
sheet-too-much-inside = This file comes to more than { $limit } MB when it is opened. Copy only the table into a new file, then send that one
sheet-old-or-locked = This file is in an old format or locked with a password. Open it, save it as .xlsx without a password, then send it again
sheet-not-a-table = This file is not a table. Send an .xlsx, .ods or .csv file
sheet-damaged = This file cannot be opened; it may have been cut off on the way. Save it once more, then send it again
value-not-a-number = “{ $value }” is not a number. Write figures only, for example: 25000
value-fraction = “{ $value }” has a fraction. Write a whole number, for example: 25000
value-groups = The dots and commas in “{ $value }” are not clear. Write figures only, for example: 25000
value-negative = “{ $value }” is below zero. Write it without the minus sign
value-too-large = “{ $value }” is too large. Check how many zeros it has
value-not-a-day = We do not understand “{ $value }” as a date. Write it like this: 22/11/2026
value-short-year = The year in “{ $value }” is not complete. Write four figures, for example: 22/11/2026
value-no-such-day = There is no date “{ $value }”. Write the day first, then the month and the year, for example: 22/11/2026
value-not-yes-or-no = We do not understand “{ $value }”. Write yes or no
import-missing = The column { $column } is empty here. Fill it in
import-too-short = “{ $value }” is too short. Write at least { $least } letters
import-too-long = The column { $column } is too long here. Write at most { $most } letters
import-out-of-range = { $value } is outside the limits. Write a number from { $least } to { $most }
import-unknown-category = There is no kind “{ $value }”. Choose one from the list of kinds
import-not-a-code = “{ $value }” is not a product code. Copy the code from your list of goods, or leave it empty for something new
import-code-twice = The code { $value } already stands in row { $row }. Delete one of the two rows
import-name-twice = The name “{ $value }” already stands in row { $row }. Delete one of the two rows, or give them different names
import-columns-missing = These columns are missing: { $columns }. Add them to the first row of the table
import-columns-ignored = We do not read these columns: { $columns }
import-sheets-ignored = We read the first sheet only. These sheets are not read: { $sheets }
import-column-code = Code
import-column-title = Product name
import-column-category = Kind
import-column-price = Price
import-column-unit = Unit
import-column-keeps = Keeps (days)
import-column-body = Description
import-column-ingredients = Ingredients
import-column-weight = Weight (g)
import-column-capacity = Capacity per week
import-column-lead-time = Lead time (days)
# bringing and taking away goods
import-title = Goods from a table
import-lede = Many goods at once from Excel or CSV. Nothing is saved before you agree.
import-step-table = Prepare the table
import-empty-xlsx = Empty table (Excel)
import-empty-csv = Empty table (CSV)
import-step-send = Send the table
import-step-send-text = One row for one product. Goods that are there already are known by their code or their name.
import-step-check = Look it over, then agree
import-step-check-text = Wrong rows can be put right and sent again. New goods become drafts.
import-file = Choose a table
import-file-hint = A file .xlsx, .ods or .csv of at most 5 MB
import-send = Send the table
import-plan-title = Look the table over
import-good = Good
import-new = New
import-changed = Changed
import-same =
    { $n ->
        [one] One row says what is there already
       *[other] { $number } rows say what is there already
    }
import-wrong =
    { $n ->
        [one] One row has to be put right
       *[other] { $number } rows have to be put right
    }
import-wrong-caption = To put right
import-wrong-take = Take the wrong rows (CSV)
import-row = Row
import-why = What to put right
import-confirm =
    { $n ->
        [one] Save one product
       *[other] Save { $number } products
    }
import-done = Saved: { $added } new goods, { $changed } changed goods
import-working = Saving: { $written } of { $rows } products
import-working-text = You may close this page. Saving goes on.
import-look-again = Look again
import-left =
    { $n ->
        [one] One product is not saved yet. Press save once more
       *[other] { $number } products are not saved yet. Press save once more
    }
import-more-rows =
    { $n ->
        [one] And one more row
       *[other] And { $number } more rows
    }
import-again = Send another table
import-no-such-code = This code is not among your goods. Leave it empty for a new product
export-title = Take your goods away
export-xlsx = My goods (Excel)
export-csv = My goods (CSV)
goods-bring = Goods from a table
