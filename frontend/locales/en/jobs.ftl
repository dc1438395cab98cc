openings-title = Job openings
openings-title-search = Openings: { $words }
openings-description = Openings that state wage, place and skills clearly.
openings-lede = Wage, place and skills, plainly stated.
openings-search-label = Search for a job or a skill
openings-place = Place
openings-place-hint = Province, regency or city, for example: Kota Banjarmasin
openings-wage = Least wage a month
openings-wage-hint = For example: 3500000
openings-wage-more = Wage
openings-contract = Kind of contract
openings-remote = Work from home
openings-remote-any = All
openings-education = Your schooling
openings-education-any = All
openings-experience = Your experience
openings-experience-hint = In years, for example: 2
openings-skill = Skill
openings-skill-any = All skills
openings-empty-title = No openings match yet
openings-empty-text = Try a wider place or a single word.
openings-empty-wider = Search more widely
openings-empty-all = See all openings
openings-feed = Follow this search (Atom)
feed-title = Newest openings
count-openings = 
    { $n ->
        [one] one opening
       *[other] { $number } openings
    }

filter-place = Place: { $name }
filter-wage = Wage from { $amount }
filter-wage-unknown = Show those that state no wage as well
filter-remote-yes = From home
filter-remote-no = At the workplace
filter-education = Schooling: { $name }
filter-experience = Up to { $n } years of experience
filter-skill = Skill: { $name }

contract-permanent = Permanent
contract-fixed-term = Fixed term
contract-casual = Casual
contract-part-time = Part time
contract-piece-rate = Piece work
contract-internship = Internship
education-none = Not required
education-sd = Primary school
education-smp = Lower secondary school
education-sma = Upper secondary school
education-d3 = Diploma
education-s1 = Bachelor
wage-month = month
wage-day = day
wage-hour = hour
wage-piece = piece
wage-by-piece = Paid by the piece
wage-not-stated = Wage to be agreed
experience-none = Not required
experience-years = 
    { $n ->
        [one] At least one year
       *[other] At least { $n } years
    }

opening-new = New
opening-closes-soon = Closes soon
opening-closed = Opening closed
opening-closed-text = This opening takes no more applications.
opening-facts = In brief
opening-description = { $title } at { $employer }, { $place }.
opening-wage = Wage
opening-contract = Contract
opening-needed = Needed
opening-people = 
    { $n ->
        [one] one person
       *[other] { $n } people
    }
opening-education = Schooling
opening-experience = Experience
opening-hours = Hours
opening-closes = Closing time
opening-published = Published
opening-match = Compare with my skills
opening-duties = What you would do
opening-skills = Skills
opening-required = Required
opening-preferred = An advantage
opening-benefits = What you get
opening-about = About { $name }
opening-data = Your data
opening-data-text = This site keeps nothing about you while you read openings. Employers cannot search for people here.

match-title = Match your skills
match-description = Write what you can do. We show the openings that ask for it, and why.
match-lede = Write what you can do. We show the openings that ask for it.
match-notes = Notes
match-private-title = Nothing is stored
match-private-text = Only you see the answers. No account, no name.
match-skills = What can you do?
match-skills-hint = Everyday words will do. Separate them with commas, for example: sewing, driving, cashier
match-often = Often asked for, just tick
match-place = Where?
match-place-hint = Province, regency or city. What is near comes first
match-button = Find openings that suit
match-answers = { $count } for your skills
match-recognised = We recognised:
match-unknown-title = Some words are new to us
match-unknown-text = We still search for them as plain words. Try another word as well.
match-empty-title = No opening asks for this yet
match-empty-text = Try writing another skill, or see all openings.
match-strong = Suits very well
match-good = Suits
match-possible = May suit
match-count = { $band }: { $met } of { $asked } asked for
match-same-regency = In your regency or city
match-same-province = In your province
match-remote = Can be done from home
match-change = Change skills
match-best = We show the { $n } that suit best.
