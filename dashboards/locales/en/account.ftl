# Signing in, one’s account, and what is not public of a structure.
sign-in-title = Sign in
sign-in-lead = For regional agencies, health insurance, federations, the ministry and teams. Public pages need no account.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-lost = Lost password, or no account? Ask the person who runs the observatory for a new password or an account. The site itself sends no e-mail.
sign-in-cookie = A single cookie, which serves for this alone and goes with the browser. Each reading of restricted data is written down: who, when, what.
sign-in-wrong = The address or the password is not right.
sign-in-shut = { $n ->
    [one] Too many wrong attempts. Try again in { $count } minute.
   *[other] Too many wrong attempts. Try again in { $count } minutes.
 }
openid-or = or
openid-button = Sign in with { $name }
openid-silent = The identity service does not answer. Try again in a moment, or use your password.
openid-stale = This sign-in has expired, or comes from another browser. Begin again.
openid-refused = You are not signed in. Begin again, or use your password.
openid-no-account = Your identity is known, but no account of the observatory is open to you under this address. Ask the person who runs the observatory.
code-title = One-time code
code-lead = Your password is right. Open your application of codes and copy the six digits.
code-field = Code of six digits, or recovery code
code-button = Continue
code-lost = Telephone lost? A recovery code stands in for it, once. Otherwise the person who runs the observatory can take this question away.
code-wrong = This code is not right, or was used already. Wait for the next one.
factor-title = Second factor
factor-lead = A code of your telephone, asked for after the password. Signing in through your identity service does not ask for it.
factor-off = Not in use
factor-off-text = You need an application of codes (TOTP) on a telephone or in a password manager.
factor-begin = Begin
factor-begun = Connect the application
factor-begun-text = This secret is shown until you confirm, and never again.
factor-qr = QR code to be read by the application
factor-text = Without a camera, type this secret into the application:
factor-code = Code that the application shows
factor-confirm = Use it
factor-confirmed = In use
factor-codes-text = Keep these recovery codes away from your telephone: each stands in for the six digits once. They will not be shown again.
factor-done = I kept them
factor-on = In use
factor-left = { $n ->
    [0] No recovery code is left: take the second factor away, then set it up again.
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
}
factor-remove = Take away
fact-factor = Second factor
factor-state-on = in use
factor-state-off = not in use
account-title = My account
account-who = Who I am
account-sessions = Open sessions
account-sessions-text = A session ends after thirty minutes without activity, and ten hours after signing in at the latest.
account-password = Change the password
account-password-text = Twelve characters or more: several words are better than a complicated one. Other sessions will be closed.
account-sign-out = Sign out
fact-name = Name
fact-email = Address
fact-role = Role
fact-territories = Territories
fact-structure = Structure
fact-journal = Oversight
fact-password-set = Password chosen on
role-msp = Coordination of a health home
role-ars = Regional health agency
role-cpam = Health insurance
role-federation = Federation
role-dgos = Ministry (DGOS)
role-administrator = Administration of the observatory
role-none = none
role-msp-sees = Besides the public pages, you see the members, the declared data and the ACI of your structure.
role-ars-sees = Besides the public pages, you see the members, the declared data and the ACI of the structures in your territories.
role-cpam-sees = Besides the public pages, you see the ACI of the structures in your territories.
role-administrator-sees = Besides the public pages, you see the accounts and the audit; nothing that is not public of a structure.
role-public-sees = You see what the public sees: the facts of each structure and the aggregates, small numbers hidden.
col-opened-at = Opened
col-seen-at = Last activity, and from where
col-action = Action
session-this = this session
session-end = Close
session-end-label = Close the session opened on { $moment }
password-current = Current password
password-new = New password
password-again = Once again
password-button = Change
password-changed = Your password is changed; the other sessions are closed.
password-wrong = The current password is not right.
password-not-same = The new password was typed in two different ways.
password-short = The new password is too short: twelve characters or more.
password-long = The new password is too long: two hundred characters at most.
password-login = Your address is no password.
password-common = This password is one of those that are tried first. Choose another.
members-title = { $name }: members and declared data
members-short = Members and declared data
members-file = All that we hold on your structure (JSON)
members-lead = Restricted. Your reading of this page is written down.
members-team = { $n ->
    [0] No member in the last edition of the RPPS
    [one] { $count } member in the last edition of the RPPS
   *[other] { $count } members in the last edition of the RPPS
 }
members-team-text = The RPPS does not tell everybody’s structure: it is a floor. Persons in it are keys, never names.
members-group = Profession
members-all = All
members-liberal = Liberal
members-employed = Employed
members-other = Other
members-nothing = Nothing was sent.
members-since = since { $day }
members-events = The last twelve months, and what is announced
members-no-event = Nothing in the last twelve months, nothing announced.
