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
fact-password-set = Password chosen on
role-msp = Coordination of a health home
role-ars = Regional health agency
role-cpam = Health insurance
role-federation = Federation
role-dgos = Ministry (DGOS)
role-none = none
role-msp-sees = Besides the public pages, you see the members, the declared data and the ACI of your structure.
role-ars-sees = Besides the public pages, you see the members, the declared data and the ACI of the structures in your territories.
role-cpam-sees = Besides the public pages, you see the ACI of the structures in your territories.
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
