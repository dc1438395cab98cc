goods-title = Goods from local businesses
goods-title-search = Goods: { $words }
goods-description = Food, cloth, woven goods and crafts of small businesses, on shelves near you.
goods-lede = See it here, pick it up at the nearest outlet.
goods-search-label = Search goods
goods-category = Kind
goods-category-any = All kinds
goods-outlet = Outlet
goods-outlet-any = All outlets
goods-price-min = Lowest price
goods-price-max = Highest price
goods-show = Show
goods-papers = Papers
goods-all = All
goods-kinds = Kinds of goods
goods-empty-title = No goods match yet
goods-empty-text = Try a shorter word, or take off a filter.
goods-empty-all = See all goods
goods-empty-clear = Take off all filters
goods-gone-title = This is no longer sold
goods-gone-text = Its maker has taken it off the shelf. These are similar.
count-goods = 
    { $n ->
        [one] One product
       *[other] { $number } products
    }
shelf-closed-title = The shelf opens soon
shelf-closed-text = Goods from local businesses are on their way.

filter-category = Kind: { $name }
filter-outlet = Outlet: { $name }
filter-price-min = From { $amount }
filter-price-max = Up to { $amount }
filter-in-stock = In stock only
filter-halal = Certified halal

band-plenty = In stock
band-few = Only a few left
band-none = Sold out

product-by = by
product-where = Where it is
product-nowhere = Not on any shelf just now. Try again next week.
product-pay-there = Pick it up and pay at the outlet.
product-ask = Ask { $name }
product-about = About this product
product-kind = Kind
product-unit = Contents
product-ingredients = Ingredients
product-keeps = Keeps
product-licence = Food licence
product-halal = Halal
product-order = Orders
product-made-to-order = Made to order
product-code = Code
product-similar = Similar goods
keeps-days = 
    { $n ->
        [one] one day
       *[other] { $number } days
    }
licence-until = Yes, valid until { $year }
halal-certified = Certified halal
halal-in-process = Halal certificate in process
chat-ask = Hello, I would like to ask about { $thing }
chat-thing = { $name } ({ $unit }), { $price }, code { $code }
chat-outlet = Hello { $name }, I have a question.

enterprise-goods = Goods of this business
enterprise-empty-title = Nothing on show just now
enterprise-empty-text = This business is preparing its goods.

outlets-title = Outlets
outlets-description = Visitor outlets and galleries where goods of small businesses are seen, paid for and picked up.
outlets-lede = Where you see goods, pay for them and take them home.
outlets-empty-title = No outlets yet
outlets-empty-text = The first outlet is on its way.
outlet-open-today = Open today { $hours }
outlet-closed-today = Closed today
outlet-closed = Closed
outlet-facts = About the outlet
outlet-address = Address
outlet-place = Regency or city
outlet-hours = Opening hours
outlet-directions = How to get there
outlet-phone = Telephone of the outlet
outlet-operator = Run by
outlet-ask = Ask on WhatsApp
outlet-goods = On the shelves here
outlet-empty-title = The shelves here are empty just now
outlet-empty-text = New goods are on their way.
