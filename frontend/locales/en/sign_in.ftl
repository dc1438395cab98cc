# Words of the quick exit, of the way in, and of the fields for secrets and codes.
exit-button = Quick exit
exit-hint = Or press Shift 3 times
exit-once-pressed = Press Shift 2 more times to leave.
exit-twice-pressed = Press Shift once more to leave.
nav-sign-in = Sign in
nav-account = Account
areas-label = Your areas

seen-by = Who can see this?
password = Password
password-show = Show
password-hide = Hide
shared-phone = This phone is shared
shared-phone-hint = We sign you out after 10 minutes without activity.
paper-code-hint = Example: 7K4M-2QXD-9HTR. Small letters are fine too.

sign-in-address = Your email
sign-in-address-hint = Example: name@example.org
sign-in-send-code = Email me a code
sign-in-by-password = Sign in with a password
sign-in-invited = Do you have an invitation code?
sign-in-lost = Can’t sign in?
sign-in-back = Back to sign-in
sign-in-samples = Sample accounts
sign-in-samples-password = All of these accounts use the password

code-lede = If that address is registered, we have emailed you a code. It works for 10 minutes.
code-label = Code from the email
code-hint = Enter the 8 digits. You can leave out the space.
code-missing = Has no code arrived?
code-missing-text = Wait 2 minutes first, and look in your spam folder. A new code switches the old one off.
code-again = Send another code

link-lede = One more step: press the button below.
link-hint = This link works only once. Open it on the phone or computer that asked for the code.

app-code = Code from your app
app-code-hint = Enter the 6 digits shown right now.
second-lede = Open the authenticator app on your phone. The code changes every 30 seconds.
second-spare = Don’t have that phone? Use a recovery code
second-spare-label = Recovery code
second-spare-hint = One code from the list you kept. Each code works only once.
second-refused = Is the code always refused?
second-clock = Set the clock of your phone
second-clock-text = The code follows the clock. Open Settings, then Date and time, and turn on automatic time.
second-new = Wait for the next code
second-new-text = Enter it as soon as the digits change.
second-help-text = Two people can help you get back in.

sign-up-lede = The code is printed on your invitation: 12 letters and digits.
sign-up-code = Invitation code
sign-up-open-invitation = Open the invitation
sign-up-none = No code yet?
sign-up-none-text = Ask the lead of your business, outlet or office for one.
sign-up-without = Sign up without an invitation
sign-up-back = Back to the invitation code
sign-up-open-lede = We email you a code, and you sign in with it.
own-name = Your name on this site
own-name-hint = A nickname is fine. You can change it later.
own-name-seen = People in the same business or office.
own-address = Your email
own-address-hint = We send your sign-in codes here.
own-address-seen = Nobody else.

invitation-body = You are invited to
invitation-role = Your role
invitation-founding = Once you have signed in, you fill in its name and details.
invitation-accept = Accept the invitation
invitation-later = Not now
invitation-account = Do you have an account already?
invitation-sign-in = Sign in first, then open this invitation again.

lost-lede = Two people can help you together. One person alone cannot.
lost-ask = Ask two leads for help
lost-ask-text = Both are leads in your business or office. If there are not two, ask whoever runs this site.
lost-press = Each of them presses a button
lost-press-text = They use their own accounts and never see your password.
lost-paper = The second person gets a code
lost-paper-text = They write it on paper for you.
lost-write = Enter the code here
lost-write-text = Then you sign in with your new email.
lost-code = Code on the paper
lost-address = Your new email
lost-address-hint = Your old one is fine, if you can still open it.
lost-button = Open my account

confirm-lede = The next step matters, so we ask you once more.
confirm-button = Continue
confirm-cancel = Cancel
confirm-send = Email me a code
