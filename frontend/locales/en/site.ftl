home-title = Goods and work from local businesses
home-description = Goods of small businesses in visitor outlets, openings by skill, and funding from local government.
home-heading = Goods and work from local businesses
home-lede = See it here, pick it up and pay at the nearest outlet.
home-start = Start here
home-buy = Shop
home-buy-text = Food, cloth and woven goods from small businesses
home-sell = Sell goods
home-sell-text = On the shelf of an outlet near you
home-work = Find work
home-work-text = Openings that suit what you can do
home-funding = Funding
home-funding-text = Tools and capital from local government
home-newest-goods = Newest goods
home-all-goods = All goods
home-newest-openings = Newest openings
home-all-openings = All openings
home-open-calls = Funding open now
home-all-calls = All funding
home-outlets = Outlets
home-all-outlets = All outlets

about-title = About
about-description = What this site is for, and what we never do.
privacy-title = Privacy
privacy-description = What we keep, and what we do not.
help-title = Help
help-description = Answers for buyers, makers and people looking for work.

api-title = Open data for programs
api-description = JSON addresses for reading goods, outlets, openings and funding.
api-lede = What people see on this site, your program can read too.
api-text = No key, no account, read only. The whole description in OpenAPI 3.1:
api-required = required

style-guide-title = Style guide
style-guide-text = Every part of a page, in each of its states.
