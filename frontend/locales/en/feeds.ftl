# Deadlines in one's own calendar.
own-calendar-title = Deadlines in your calendar
own-calendar-link-text = Important dates go into the calendar of your phone.
own-calendar-lede = Copy one secret address into the calendar of your phone or computer. Your deadlines show up there.
own-calendar-what = That calendar says "A deadline for papers" and the date. No names, amounts or contents.
own-calendar-once = Copy this address now
own-calendar-once-text = It is shown once only. Do not share it: whoever has it can see your dates.
own-calendar-since = Your address has been valid since { $when }.
own-calendar-make = Make an address
own-calendar-renew = Replace it with a new one
own-calendar-revoke = Revoke the address
own-calendar-revoked = The address was revoked.
own-calendar-event = A deadline for papers
