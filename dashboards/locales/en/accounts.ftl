# The accounts, for those who answer for them.
accounts-title = Accounts
accounts-lead = Each account is confirmed every six months by somebody who knows that its owner still needs it.
accounts-text = Not confirmed within thirty days after that, an account is disabled. Accounts are opened, enabled and changed on the command line.
accounts-count = { $n ->
    [one] { $count } account
   *[other] { $count } accounts
}
accounts-person = Person
accounts-signed-in = Last signed in
accounts-never = never
accounts-idle = over six months ago
accounts-reviewed = Confirmed on
accounts-current = in order
accounts-due = to be confirmed by { $day }
accounts-lapsed = past its term
accounts-disabled = disabled
accounts-confirm = Confirm
accounts-confirm-label = Confirm the account { $who }
accounts-disable = Disable
accounts-disable-label = Disable the account { $who }
fact-accounts = Administration
