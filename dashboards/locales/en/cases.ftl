# The cases of a desk.
fact-desk = My list
desk-title = Structures to follow
desk-lead = { $n ->
    [0] No open case in your territories.
    [one] { $count } open case in your territories.
   *[other] { $count } open cases in your territories.
}
desk-text = The critical structures, then as many others as the desk can take up, of all sizes; the most urgent first.
desk-found = { $n ->
    [0] No case
    [one] { $count } case
   *[other] { $count } cases
}
desk-ways = Shortcuts
desk-way-all = All open cases
desk-way-mine = Mine
desk-way-nobody = Nobody’s
desk-way-overdue = Overdue
desk-way-replied = Answered
desk-way-worse = Getting worse
desk-way-first = First alert
desk-way-idle = Nothing done for 14 days
desk-state = State of the case
desk-state-open = Open
desk-any = All
desk-anybody = Everybody
desk-department = Department
desk-idle = Nothing done for (days)
desk-top = At most, this week
desk-order = Order
desk-order-level = The most urgent first
desk-order-due = The next deadline first
desk-order-opened = The newest first
desk-structure = Structure
desk-where = Level and case
desk-who = Who, and by when
desk-signals = Signals seen
desk-reasons = What weighs in the rank
desk-tick = Choose
desk-bulk = For the cases ticked
desk-watch = Put under watch
desk-pages = Pages of the list
desk-before = Cases before
desk-after = Cases after
desk-done-all = Done, and written in each case.
desk-done-some = Done where it could be; the other cases are as they were.
desk-done-none = No case was ticked.

monday-title = Monday: what changed
monday-lead = Since Monday { $since }, and nothing else.
monday-what = What changed
monday-due = Expected by { $day }; nothing has been done since.
monday-entered = { $n ->
    [0] Nobody entered
    [one] { $count } entered
   *[other] { $count } entered
}
monday-worse = { $n ->
    [0] Nobody is worse
    [one] { $count } is worse
   *[other] { $count } are worse
}
monday-replied = { $n ->
    [0] No structure answered
    [one] { $count } structure answered
   *[other] { $count } structures answered
}
monday-overdue = { $n ->
    [0] No case is overdue
    [one] { $count } case is overdue
   *[other] { $count } cases are overdue
}
monday-left = { $n ->
    [0] Nobody left
    [one] { $count } left, and why
   *[other] { $count } left, and why
}

committee-title = Agenda and record
committee-lead = For the committee of { $day }. This page is made to be printed.
committee-since = Record since
committee-agenda = On the agenda
committee-agenda-text = The open cases, critical then in tension; forty at most.
committee-record = Record of what was decided and done
committee-record-text = What people did, as the history keeps it.
committee-nothing = Nothing in this period.

leave-title = My leave
leave-lead = During a leave a colleague sees your cases among theirs; they stay in your name.
leave-known = Known leaves
leave-none = None.
leave-one = { $absent }: from { $from } to { $to }, { $deputy } stands in
leave-end = I am back
leave-new = Plan a leave
leave-alone = No other account is open in your territories.
leave-deputy = Who stands in for you
leave-from = From
leave-to = To (included)
leave-button = Save
leave-wrong = Name a colleague of your territories, and a last day that follows the first and is not past.

case-title = Case of { $name }
case-none = This structure has no case: no alert was raised about it.
case-shadow = Shadow run.
case-shadow-text = Nobody is told of this case. Say whether it was useful: the launch depends on it.
case-first = First alert
case-worse = Getting worse
case-replied = Answered
case-unlisted = Left the list
case-overdue = Overdue:
case-overdue-text = Something was expected before today.
case-nobody = Nobody
case-never = Never
case-by-observatory = The observatory
case-by-structure = The structure
case-state-new = New
case-state-acknowledged = Acknowledged
case-state-in_support = In support
case-state-under_watch = Under watch
case-state-closed = Closed
outcome-improved = The situation has improved
outcome-unfounded = There was no reason
outcome-merged = The team has joined another structure
outcome-closed-structure = The structure has closed
judgement-useful = A useful alert
judgement-already-known = Not useful: we knew
judgement-wrong-data = Not useful: the data are wrong or too old
judgement-too-late = Not useful: it was over
judgement-no-lever = Not useful: nothing can be done about it
judgement-no-trouble = Not useful: the team is well
partner-cpam = Adviser of the health insurance (ROC)
partner-federation = Federation
partner-dgos = Ministry (DGOS)
case-why = Why this case
case-more = To know more
case-assessment = The whole assessment, with its evidence
case-structure = The structure
case-take = I take it
case-assign = Hand over
case-assign-to = Hand over to
case-assignee = Followed by
case-opened = Opened
case-touched = Last done by the desk
case-due = Expected by
case-outcome = Outcome
case-judged = Opinion of the desk
case-shared = Shared with
case-do = Write down an action
case-do-text = The levers that its signals call for come first.
case-lever = Lever
case-lever-other = Another action
case-on = On
case-text = What was done
case-plain = No names, no health data.
case-act = Write the action down
case-call = Write down a call
case-whom = Who answered
case-said = What was said
case-call-button = Write the call down
case-judge = Say whether the alert was useful
case-judge-what = Your opinion
case-judge-because = Because
case-judge-button = Give this opinion
case-close = Close the case
case-close-why = Why
case-close-button = Close
case-reopen = Reopen the case
case-reopen-why = Why
case-reopen-button = Reopen
case-history = History
case-history-text = Nothing in it is erased or corrected; the newest first.
case-comment = Add a remark
case-comment-button = Add
case-where = Where the case stands
case-move = Change the state
case-move-button = Change
case-share = Share this case
case-share-text = This partner will read this case and the assessment of this structure, as long as the case is open.
case-share-button = Share
case-unshare-button = Share no more
case-packs = Evidence
case-packs-text = What was known when the alert was raised, frozen then; its fingerprint lets one check it.
case-pack-of = Assessment of { $month }, frozen on { $at }
case-earlier = Earlier cases
case-earlier-one = From { $from } to { $to }: { $outcome }
case-refused-changed = Somebody has acted on this case since you opened it. Here it is as it stands: do you still want to do that?
case-refused-closed = This case is closed: reopen it first.
case-refused-open = This case is not closed.
case-refused-already = It is so already.
case-refused-no-way = One does not go back to that state; to close, say why.
case-refused-empty = Write a few words: they stay in the history.
case-refused-future = That day has not come yet.
case-refused-long = That is too long: two thousand characters at most.
case-refused-day = Write a day, such as 2026-11-23.
case-refused-judgement = Choose an opinion.
case-refused-outcome = Choose an outcome.
case-gone-better = its situation has improved
case-gone-crowded = other structures come before it
case-gone-unseen = it is no longer assessed: closed, or under another number
case-did-raised-first = First alert: { $level }, assessment of { $month }
case-did-raised = New alert: { $level }, assessment of { $month }
case-did-worsened = Worse: { $before }, then { $level }, assessment of { $month }
case-did-eased = Better: { $before }, then { $level }, assessment of { $month }
case-did-left-list = Leaves the list: { $why } (assessment of { $month })
case-did-returned = Back on the list: { $level }, assessment of { $month }
case-did-reminded = Reminder: expected by { $day }
case-did-replied = Answered: { $kind }
case-did-wrote = Message written: { $letter }
case-did-put-aside = Message waiting, for want of a verified contact: { $letter }
case-did-acknowledged = Acknowledged the case
case-did-assigned = Handed over to { $name }
case-did-unassigned = Handed over to nobody
case-did-moved = New state: { $state }
case-did-acted = Action of { $day }: { $lever }
case-did-called = Call of { $day }: { $whom }
case-did-commented = Remark
case-did-judged = Opinion: { $judgement }
case-did-shared = Shared with: { $with }
case-did-unshared = No longer shared with: { $with }
case-did-closed = Case closed: { $outcome }
case-did-reopened = Case reopened
letter-critical = to the desk, critical structure
letter-overview = to the structure, review of its situation
letter-digest = to the desk, weekly letter

launch-title = How the desks stand
launch-lead = { $open } in the country. Numbers only: no structure is named here.
launch-desks = Desk by desk
launch-desks-text = Cases opened since the beginning, the load of today, and what desks think of their alerts.
launch-cases = Cases
launch-open = Open
launch-taken = Of them taken up
launch-judged = Alerts judged
launch-useful = Judged useful
launch-gate = Launch
launch-gates = Gates of the launch
launch-gates-text = They say when to decide that desks are written to; the installation decides (setting “alerts”), and nothing leaves before.
launch-most-open = Open cases, at most
launch-least-judged = Alerts judged, at least
launch-least-useful = Share judged useful, at least
launch-ready = Ready
launch-too-many = Too many open cases
launch-too-few-judged = Too few alerts judged to tell
launch-too-few-useful = Too few useful alerts

overview-title = Review of its situation, to the structure
overview-case = The case
overview-lead = This is what the structure would read, word for word. Nothing leaves without you: read, then send, or call first.
overview-send = Send
overview-send-text = Once a month at most. The structure can answer without an account, by a link that lives sixty days.
overview-read = I have read this message
overview-button = Send it to the structure
overview-structure = Exchanges with the structure
overview-structure-text = A factual message and an offer of support, which you read before it leaves.
overview-open = Read the message before it is sent
overview-written = The message is on its way; the case says so, and the proof of delivery comes with it.
overview-before = The message of this month had been sent.
overview-aside = The message waits: no verified address is known for this structure.
overview-paused = The structure has answered: no other message before { $until }.
overview-unknown = No edition of FINESS shows this structure: it can be told nothing.
overview-no-desk = No verified desk answers for this territory: the message would name nobody to call.
overview-shadow = Shadow run: no structure is contacted.
