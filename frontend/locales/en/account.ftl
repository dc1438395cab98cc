# The account of a person: name, ways in, devices, own data.
back-account = Back to account
back-address = Back to e-mail address
back-data = Back to My data
answer-edit = Change
answer-add = Add
answer-look = View
table-action = Action
seen-nobody = Only you.
seen-everyone = Anyone can see everything written here.
confirm-happens = What will happen

account-lede = Your name, your ways to sign in, and your data.
account-factor-needed = Add a code from an app
account-factor-needed-text = Your role asks for two proofs when you sign in. Its pages open once this is done.
account-factor-set-up = Set up codes from an app
account-you = About you
account-name = Name your colleagues see
account-language = Language
account-language-switch = Switch
account-way-in = Ways to sign in
account-address = E-mail address
account-phone = Mobile number
account-phone-none = None yet
account-password = Password
account-password-set = Set
account-password-none = None yet. You sign in with a code.
account-factor = Code from an app
account-factor-on =
    { $n ->
        [one] On, one recovery code left
       *[other] On, { $n } recovery codes left
    }
account-factor-off = Not set up
account-devices = Phones and computers
account-devices-count = { $n } signed in
account-shared = Shared phone
account-shared-on = This phone is shared. We sign you out after 10 minutes without activity.
account-shared-off = This phone is yours alone. You stay signed in for longer.
account-shared-turn-off = This phone is mine alone
account-shared-turn-on = This phone is shared
account-data = Your data and rights
account-data-link = My data
account-data-text = See it, correct it, keep a copy, or delete it
account-seen-link = Who has seen my data
account-seen-text = A record of who opened your data, when and why
account-sign-out = Sign out

name-lede = Enter the name your colleagues know you by.
name-label = Your name
name-hint = A first name or nickname is fine. Example: Rina
name-seen = Colleagues in the same organisation. Visitors to the site do not see it.
name-save = Save name

address-lede = We send a code to the new address. The old one stays in use until you enter that code.
address-label = New e-mail address
address-hint = Example: rina@surel.example
address-send = Send a code to the new address
address-code-lede = We have sent a code to your new address.
address-code-label = Code from the e-mail
address-code-hint = 8 digits. The code works for 10 minutes.
address-code-save = Save e-mail address

phone-lede = Together with a password you can sign in with this number.
phone-label = Mobile number
phone-hint = Example: 0812-3456-7890
phone-save = Save mobile number

password-lede = A password can take the place of the code we send by e-mail.
password-label = New password
password-hint = At least { $n } characters. Several words in a row are easy to remember.
password-others = Sign out other phones and computers
password-others-hint = Only this phone or computer stays signed in.
password-save = Save password
password-remove-fold = Sign in without a password
password-remove-text = Your password is deleted. From then on you sign in with a code sent by e-mail.
password-remove = Delete password

factor-lede = A code from an app protects your account even if somebody knows your password.
factor-state = Code from an app
factor-since = On since { $day }
factor-codes = Recovery codes
factor-codes-left = { $n } left
factor-codes-text = Recovery codes help when your phone is lost. Each code works once.
factor-codes-few = You are almost out of recovery codes. Make new ones now.
factor-codes-new = Make new recovery codes
factor-remove-fold = Stop using codes from an app
factor-remove-text = Your account will be less safe. The recovery codes stop working too.
factor-remove = Remove codes from an app
factor-stays = Your role asks for two proofs, so this cannot be removed.
factor-step-app = Put a code app on your phone
factor-step-app-text = Look for "authenticator" in the app store. Many are free.
factor-step-scan = Scan this square with that app
factor-step-type = Or type this key into the app:
factor-step-code = Enter the 6 digits it shows
factor-step-code-text = They change every 30 seconds. The clock of the phone must be right.
factor-code = Code from the app
factor-code-hint = 6 digits
factor-turn-on = Set up codes from an app

codes-lede = Keep these codes in a safe place, away from your phone.
codes-once = These codes are shown only once
codes-once-text = Print them or copy them onto paper now. Earlier recovery codes no longer work.
codes-title = Recovery codes
codes-use = Use one code when you do not have the app. Cross out each code you have used.
codes-kept = I have kept the codes

devices-lede = Phones and computers that are signed in to your account.
devices-caption = Phones and computers signed in
devices-name = Phone or computer
devices-since = Signed in since
devices-last = Last used
devices-shared = Shared
devices-this = In use now
devices-sign-out = Sign out
devices-others-text = See one you do not know? Sign out all of them, then change your password.
devices-others = Sign out all others
devices-only = Only this phone or computer is signed in.

data-lede = Everything we hold about you, and who can see it.
data-held = What we hold
data-what = Data
data-value = Content
data-seen-by = Who can see it
data-empty = Not filled in
data-correct = Correct my data
data-log = Who has seen my data
data-bodies = Your organisations
data-consents = Your consent
data-consents-none = We have not asked for any yet.
data-consents-text = You may agree or not. You may change your mind at any time.
data-version = Version { $version }
data-consent-page = Open the page
data-withdraw = Withdraw consent
data-agree = I agree
data-copy = A copy of your data
data-copy-text = All your data in one file. On a shared phone, delete the file after use.
data-copy-csv = Save as a table (CSV)
data-copy-json = Save as JSON
data-kept = What is kept
data-kept-how = How long and why
data-erase = Delete account
data-erase-text = Your account and your data are gone for good. Before that we explain everything.
data-erase-link = See how to delete the account

correct-lede = Fill in only what is needed, for a funding letter for example. Leave empty to delete.
correct-name = Full name
correct-name-hint = As on your official card
correct-phone = Mobile number for letters
correct-address = Home address
correct-address-hint = Street, number, village, town and postcode
correct-seen = Only you. We store it encrypted.
correct-save = Save my data

erase-gone = What disappears
erase-gone-account = Your account, e-mail address, mobile number and password
erase-gone-data = The full name and address you stored
erase-gone-bodies = Your membership in every organisation. Their leads are told.
erase-gone-work = Your list of skills. Applications still under way are withdrawn.
erase-remains = What stays
erase-final = This cannot be undone
erase-final-text = We cannot bring it back either. Save a copy of your data first if you need it.
erase-agree = I understand that this account cannot come back
erase-button = Delete my account
erase-stay = Keep my account
erase-blocked = Hand over your duties first
erase-blocked-text = You are the last lead of these organisations. Without a lead your colleagues cannot run them.
erase-hand-over = Choose a new lead on the members page

log-lede = Whenever somebody else opens your data, it is recorded here.
log-empty = Nobody has opened your data
log-empty-text = If somebody does, you will see here when, who and why.
log-empty-way = See My data
log-caption = Who opened your data
log-when = When
log-what = What was opened
log-who = By
log-why = Reason
