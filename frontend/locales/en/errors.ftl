title-to-mend = Put right: { $title }
error-summary = 
    { $n ->
        [one] One thing to put right
       *[other] { $n } things to put right
    }
error-choice = Choose one that is on the list
error-amount = Write rupiah in figures only, for example: 25000
error-amount-comma = Write rupiah without a comma, for example: 25000
error-price-range = The highest price is below the lowest. Swap the two figures
error-search-long = The search is too long. Write at most 200 letters
error-page = That page does not exist. Start again from the first page
error-region = We do not know that place. Write a province, regency or city, for example: Kota Banjarmasin
error-skills-empty = Write at least one skill, for example: sewing
error-skills-long = The list of skills is too long. Write at most 2,000 letters
error-number = Error { $status }
error-code = Give the code { $code } when you contact us.
error-400-title = We do not understand this address
error-400-text = The link may be cut off. Try the front page, or search for goods below.
error-404-title = This page does not exist
error-404-text = The link may be misspelt or old. Try searching below.
error-405-title = This page is not opened that way
error-405-text = Open it again from the front page. Nothing has changed.
error-410-title = This is no longer here
error-410-text = It was here and has been taken down. Try searching for something else below.
error-413-title = That is too much at once
error-413-text = Send it again with less in it.
error-422-title = Something needs to be put right
error-422-text = We did not understand part of what was written. Try again from the list.
error-429-title = Too many requests
error-429-text = Wait a minute, then try again.
error-500-title = Sorry, something broke on our side
error-500-text = Try again in a few minutes. It is not your fault.
error-503-title = We are at work on the site
error-503-text = Try again in a few minutes.
