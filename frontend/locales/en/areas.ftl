# The areas after sign-in: tasks, members, public pages of organisations, checks, operation.
back-home-of-area = Back to start
back-members = Back to members
back-enterprises = Back to my enterprises
back-employers = Back to my companies
back-operator = Back to operator

tasks-none = Nothing is waiting for you
tasks-none-text = When something needs doing, it is listed here.
tasks-open =
    { $n ->
        [one] One thing for you to do
       *[other] { $n } things for you to do
    }
tasks-done = Done
waiting-title = Waiting to be checked
waiting-text = Others cannot see these changes yet. We check them within 3 working days.
area-facts = Summary
area-tiles = Other parts
doors-lede = What would you like to do now?
doors-enterprise = Enterprise
doors-enterprise-text = Goods, consignments, money and papers.
doors-found-text = Make a page for your enterprise here.
doors-invite-text = Do you have an invitation code? Enter it here.
doors-work = Work
doors-work-text = Your own skills and applications.
bodies-code = Enter an invitation code

members-now = Members now
members-name = Name
members-role = Role
members-since = Since
members-body = Organisation
members-you = You
members-help = Help to sign in
members-remove = Remove
members-invite = Invite somebody
members-invite-text = You get an invitation sheet to print or to show. One sheet is for one person.
members-invite-role = Role of that person
members-invite-role-hint = Give only the role the person really has.
members-invite-make = Make invitation
members-invites = Invitations not used yet
members-until = Valid until
members-invite-cancel = Cancel invitation
members-leave-fold = Leave this organisation
members-leave-text = You can no longer open this organisation. To come back you need a new invitation.
members-leave-told = The lead is told that you left. A last lead hands over first.
members-leave = Leave this organisation

invited-lede = Give this sheet to the person directly.
invited-once = This code is shown only once
invited-once-text = Print this page or copy the code now.
invited-role = Invitation as { $role }
invited-role-body = Invitation as { $role } at { $body }
invited-code = Invitation code
invited-step-open = Open the invitation page
invited-step-open-text = Point the camera of a phone at the square above. Without a camera, open
invited-step-code = Enter the invitation code
invited-step-code-text = With the camera the code is filled in already. Capital or small letters make no difference.
invited-step-name = Enter a name and an e-mail address
invited-step-name-text = We send a code to that address. You sign in with it.
invited-link = The link behind the square:
invited-until = Valid until { $until }.
invited-one-person = For one person only.
invited-done = I have kept the sheet

remove-ends = This person can no longer open this organisation.
remove-stays = Their account stays. What they wrote for the organisation stays too.
remove-told = They are told by e-mail.
remove-back = To come back they need a new invitation.
remove-button = Remove this person
remove-keep = Keep this person

help-sure = Make sure you know the person
help-sure-text = Meet them, or hear their voice on the phone. Do not act on a written message alone.
help-first = We record you as the first helper.
help-first-wait = Then one more person helps from their own account.
help-second = You are the second helper. We show one code for this person.
help-second-old = Once the code is used, their old e-mail address is replaced.
help-told = A note goes to the old e-mail address of this person.
help-private = You cannot see what is in their account.
help-button = Help this person sign in
help-no = Not now
help-once-text = Print this page or copy the code. Give it to the person directly.
help-sheet = Code for { $name }
help-code = Sign-in code
help-step-open = Open this site and choose Sign in
help-step-open-text = Press "Cannot sign in?" below the form.
help-step-code = Enter this code and a new e-mail address
help-step-code-text = After that you sign in as usual.
help-until = Valid until { $until }. It works only once.
help-done = I have handed over the code

network-members = Enterprises in the network
network-members-none = There are no enterprises in this network yet.

face-lede = Buyers and visitors see this page.
face-look = See the page as a visitor does
face-place = Regency or city
face-place-hint = Example: Kabupaten Banjar

enterprise-found-lede = Four fields are enough. Everything can be changed later.
enterprise-name = Name of the enterprise
enterprise-name-hint = The trade name buyers see. Do not use the full name of a person.
enterprise-sector = Kind of enterprise
enterprise-sector-any = Choose a kind
enterprise-story = Story of the enterprise
enterprise-story-hint = What you make and how. Write nothing private about anybody.
enterprise-found = Create enterprise
enterprise-save = Save enterprise page

legal-lede = Fill in only what you already have. The rest can follow.
legal-body = Enterprise
legal-name = Official name
legal-name-hint = As in the deed or the business papers
legal-form = Legal form
legal-address = Business address
legal-address-hint = The place of work, not the home of a person
legal-district = District (kecamatan)
legal-papers = Numbers of papers
legal-deed = Number of the deed
legal-deed-hint = Deed of foundation by a notary
legal-nib = NIB
legal-nib-hint = Business registration number, 13 digits
legal-npwp = NPWP
legal-npwp-hint = Tax number of the enterprise, 15 or 16 digits
legal-account = Business account
legal-account-text = Used for funding and for payments from outlets. Use the account of the enterprise, not of a person.
legal-bank = Name of the bank
legal-number = Account number
legal-holder = Account holder
legal-holder-hint = Exactly as in the bank book
legal-seen = The lead and the treasurer of your enterprise. Officers only when it applies for funding. Outlets see the official name and the account on the consignment paper.
legal-save = Save business papers

outlet-name = Name of the outlet
outlet-street = Address of the outlet
outlet-way = How to find it
outlet-way-hint = Example: opposite the market, green door
outlet-about = About the outlet
outlet-about-hint = One or two sentences. Write nothing private about anybody.
outlet-whatsapp = WhatsApp number of the outlet
outlet-whatsapp-hint = Buyers ask at this number. Example: 0812-3456-7890
outlet-opening = Opening hours
outlet-opening-hint = One line for each day. Example: Senin–Jumat 08.00–16.00
outlet-save = Save outlet page

employer-found-lede = We check it before the first opening appears. This takes up to 3 working days.
employer-lede = Job seekers see the name and the story of the company.
employer-state = State
employer-shown = What job seekers see
employer-name = Name of the company
employer-name-hint = The name people know
employer-about = About the company
employer-about-hint = What is done there. Write nothing private about anybody.
employer-checked = What we check
employer-legal-name = Official name
employer-legal-name-hint = As in the NIB, for example: CV Jarum Rapi
employer-wlkp = WLKP number
employer-wlkp-hint = Labour report number, if there is one
employer-address = Office address
employer-seen = Those who manage this company and the operator of the site.
employer-found = Register company
employer-save = Save company data

agency-lede = This name appears on the funding and the outlets you run.
agency-name = Name of the office
agency-name-hint = The full name without abbreviations
agency-save = Save office name

queue-lede = What has waited longest comes first.
queue-empty = Nothing is waiting to be checked
queue-empty-text = New texts that need reading appear here.
queue-empty-way = See the goods on show
queue-before = { $field }, now
queue-after = { $field }, proposed
queue-reason = Reason if it goes back
queue-reason-any = Choose a reason
queue-publish = Publish text
queue-return = Send text back

operator-bodies-lede = Agencies and outlets on this site.
operator-agencies = Agencies
operator-agencies-none = There are no agencies yet.
operator-name = Name
operator-kind = Kind
operator-code = Code
operator-place = Place
operator-outlets = Outlets
operator-outlets-none = There are no outlets yet.
operator-agency = Run by
operator-agency-new = Add an agency
operator-agency-name = Name of the agency
operator-agency-add = Add agency
operator-outlet-new = Add an outlet
operator-outlet-name = Name of the outlet
operator-outlet-agency = Run by
operator-outlet-agency-any = Choose an agency
operator-outlet-address = Address of the outlet
operator-outlet-add = Add outlet
operator-bodies-after = After that you get an invitation sheet for its first manager.

operator-employers-lede = Those waiting to be checked come first.
operator-employers-empty = There are no companies yet
operator-employers-empty-text = Companies that register appear here.
operator-employer-agree = Approve company
operator-employer-open = Reopen company
operator-employer-suspend-fold = Suspend this company
operator-employer-suspend-text = Its openings disappear from the site at once. Its managers are told and cannot post openings. You can reopen it.
operator-employer-suspend = Suspend company

operator-people-lede = Invite the first person of an enterprise or company. After that they invite others themselves.
operator-invite-role = Invitation for
operator-invite-hint = One invitation sheet is for one person.
operator-settings = Settings
operator-settings-text = Changed in the settings file on the server.
