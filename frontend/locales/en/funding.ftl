calls-title = Funding for small businesses
calls-description = Tools and capital from local government for small businesses: who may apply, with which papers, and until when.
calls-lede = Tools and capital from local government for small businesses.
calls-open = Open now
calls-coming = Opening soon
calls-over = Closed
calls-empty-title = No funding is open yet
calls-empty-text = Try again next month.
call-draft = Draft
call-scheduled = Scheduled
call-open = Open
call-closed = Closed
call-ranked = Ranked
call-finished = Finished
call-cancelled = Cancelled
call-facts = In brief
call-each = At most for one business
call-whole = { $amount } in all
call-kind = Kind
call-form = Form
call-sum = Funds
call-quota = 
    { $n ->
        [one] one business
       *[other] { $n } businesses
    }
call-quota-label = Number of recipients
call-place = For businesses in
call-time = Time
call-instalments = Payment
call-legal-basis = Legal basis
call-no-legal-basis = None yet
call-purpose = What it is for
call-who = Who may apply
call-papers = Papers to prepare
call-criteria = What is judged
call-funders = Where the money comes from
call-steps = How it goes
call-names-title = Names of recipients are published
call-names-text = Recipients are named in a decree of the head of the region. Choose a business name that is safe for you.
form-goods = Goods
form-money = Money
funding-grant = Grant
funding-business-aid = Business aid
funding-emergency = Emergency aid for businesses
funding-competition = Competition
