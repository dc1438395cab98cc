# Words of the frame and of the shared parts.
skip-link = Skip to content
nav-label = Main menu
nav-goods = Goods
nav-jobs = Jobs
nav-outlets = Outlets
nav-funding = Funding
nav-match = Match
language-short = ID
language-other = Bahasa Indonesia
demo-label = About the data
demo-strip = Sample data, not real goods or jobs.
footer-label = About this site
footer-line = Goods and work from small local businesses. Browse here, collect at the nearest outlet.
footer-about = About
footer-help = Help
footer-privacy = Privacy
footer-api = API
footer-version = Version

search-button = Search
filter-title = Filter
filter-apply = Apply filters
filter-active = Filters in use
filter-remove = Remove filter
filter-clear = Remove all

pager-label = Pages of this list
pager-page = Page
pager-previous = Previous
pager-next = Next

field-optional = (may be left empty)
field-fix = Please fix:

share-whatsapp = Send by WhatsApp
share-native = Share
share-copy = Copy link
share-copied = Link copied

call-ceiling = Up to

match-covered = Matches:
match-near = Close to:
match-near-said = you wrote
match-missing = Not mentioned yet:

back-home = To the front page
back-goods = Back to goods
back-outlets = Back to outlets
back-openings = Back to openings
back-calls = Back to funding
place-anywhere = All of Indonesia
place-or-remote = { $place } or from home

moment = { $weekday }, { $date } at { $clock } { $zone }
closes-today = Closes today, { $when }
closes-tomorrow = Closes tomorrow, { $when }
closes-in = Closes in { $days } days, { $when }
closes-on = Closes { $when }
closed-on = Closed { $when }
opens-on = Opens { $when }
no-closing-day = Open all year
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
search-resting = The search is being prepared. For now the newest are shown.

day-day = Day
day-month = Month
day-year = Year
