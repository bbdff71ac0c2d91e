# Messages: short, readable without pictures, nothing that judges.
mail-simulated = Simulated data: none of these structures exists.
mail-simulated-mark = [Simulation]
mail-finess = FINESS number
mail-month = Assessment
mail-level-none = no signal
mail-level-vigilance = vigilance
mail-level-tension = tension
mail-level-critique = critical
mail-reasons = What it rests on
mail-reason-grave = enough by itself
mail-reason-seen = seen: { $period }
mail-reason-carried = seen in { $month }, data missing since
mail-reason-to-confirm = to be confirmed
mail-levers = What may be done, and with whom
mail-open-assessment = Open the assessment
mail-signal-no-verdict = A signal, not a verdict: it suggests a call or a visit; it judges neither people nor the quality of care.
mail-desk-why = This message goes to the desk in charge of the maisons de santé of this territory. Details are read after signing in.
mail-critical-subject = Critical: { $name } ({ $month })
mail-critical-title = { $name }: critical
mail-critical-lead = At the end of { $month }, this maison de santé is at the critical level.
mail-critical-before = The month before: { $level }.
mail-below-since = Below the legal minimum since
mail-request-possible = The court may be asked from
mail-doctors = Associated doctors, as declared at the end of each month
mail-doctors-said = Associated doctors declared: { $then } in { $first }, { $now } in { $last }.
mail-digest-subject = Week of { $since }: { $territory }
mail-digest-title = Maisons de santé followed: { $territory }
mail-digest-period = Week
mail-digest-period-text = from { $since } to { $until }
mail-digest-list = List
mail-digest-listed = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
mail-digest-assessed = { $n ->
    [one] of { $count } assessed.
   *[other] of { $count } assessed.
}
mail-digest-nothing = Nothing changed on the list this week.
mail-digest-entered = New on the list
mail-digest-entered-count = { $n ->
    [one] { $count } new
   *[other] { $count } new
}
mail-digest-worse = Getting worse
mail-digest-worse-count = { $n ->
    [one] { $count } worse
   *[other] { $count } worse
}
mail-digest-held = Level held, for want of data
mail-digest-held-count = { $n ->
    [one] { $count } level held
   *[other] { $count } levels held
}
mail-digest-left = Off the list
mail-digest-left-count = { $n ->
    [one] { $count } off the list
   *[other] { $count } off the list
}
mail-digest-moved = { $before } → { $now }
mail-digest-due = To take up again
mail-digest-due-on = expected by { $day }
mail-digest-more = { $n ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
mail-digest-levels = Structures by level, and the change since { $since }
mail-digest-levels-said = By level, with the change since { $since }: { $levels }.
mail-digest-why = This weekly message goes to the desk in charge of the maisons de santé of this territory: { $territory }.
mail-digest-unsubscribe = To stop receiving it, answer this message or use the unsubscribe link of your mail program.
mail-overview-subject = Overview: { $name } ({ $month })
mail-overview-title = Overview: { $name }
mail-overview-hello = Hello,
mail-overview-lead = This is what we have seen of your maison de santé, with an offer of support should it be useful to you.
mail-overview-seen = What we have seen
mail-overview-nothing = We have not received a declaration from your team yet.
mail-overview-correct = Is something inaccurate? Tell us and we will correct it.
mail-overview-contact = Whom to contact
mail-overview-reply = Answer or ask for a call
mail-overview-why = This message comes to your team from the regional health agency, which supports the maisons de santé of the region.
mail-seen-team-meetings = Team meetings in the month
mail-seen-coordination-hours = Hours of coordination in the month
mail-seen-students = Students and interns hosted
mail-seen-vacant-rooms = Rooms free
mail-seen-professionals = Associated professionals
mail-seen-months-since-declaration = Months since the last declaration received
mail-seen-when = { $value } ({ $period })
mail-leave = Do not send me this letter any more
mail-open-calendar = Open the calendar
mail-reminder-subject = { $n ->
    [0] A legal delay begins: { $name }
   *[other] Legal delay running, { $count } months: { $name }
}
mail-reminder-title = { $name }: minimum composition not reached, legal delay running
mail-reminder-lead = { $n ->
    [0] The SISA no longer reaches its minimum composition: the legal delay begins.
    [one] The SISA has not reached its minimum composition for { $count } month.
   *[other] The SISA has not reached its minimum composition for { $count } months.
}
mail-reminder-over = The SISA does not reach its minimum composition and the legal delay is over: anybody concerned may go to court.
mail-reminder-next = Next step
mail-reminder-reformed = The rule applied is in force since { $day }, after this period began: whether it applies is not established.
mail-reminder-law = Article L4041-4 of the public health code: at least two doctors and one auxiliaire médical among the associates. The court cannot dissolve a company that reaches the minimum again on the day of its ruling.
mail-dates-fund-title = Dates of the ACI: { $territory }, { $month }
mail-dates-fund-subject = Dates of the ACI, { $month }: { $territory }
mail-dates-desk-title = Calendar of the maisons de santé: { $territory }, { $month }
mail-dates-desk-subject = Calendar, { $month }: { $territory }
mail-dates-late = { $n ->
    [0] Nothing is late.
    [one] { $count } date is late.
   *[other] { $count } dates are late.
}
mail-dates-soon = { $n ->
    [0] Nothing is due by { $until }.
    [one] { $count } date is due by { $until }.
   *[other] { $count } dates are due by { $until }.
}
mail-dates-since = was due on { $day }
mail-dates-on = on { $day }
mail-dates-in-year = in the course of the year, no day is set
mail-dates-in = no day is set, at the latest: { $day }
mail-dates-basis = Late is what the statements received do not show as done; what no source tells is not counted.
mail-dates-why = This monthly message goes to the service in charge of the maisons de santé of this territory: { $territory }.
mail-bulletin-subject = Bulletin of the maisons de santé, { $month }
mail-bulletin-title = Bulletin of the maisons de santé, { $month }
mail-bulletin-lead = { $open } maisons de santé open, towards { $goal } in { $year }.
mail-bulletin-change = Change over twelve months
mail-bulletin-path = Expected by then, on a straight line to the goal
mail-bulletin-projects = Projects under way
mail-bulletin-agreements = ACI contracts in force
mail-bulletin-levels = Structures by level
mail-bulletin-regions = By region
mail-bulletin-opened = { $n ->
    [one] { $count } open
   *[other] { $count } open
}
mail-bulletin-unknown = number unknown
mail-bulletin-listed = on a list { $count }
mail-bulletin-picture = Maisons de santé open, by region
mail-bulletin-said = Maisons de santé open, by region: { $regions }.
mail-bulletin-open = Open the national page
mail-bulletin-small = A dash is a number that is unknown, below five, or would tell one that is. A level is a signal, not a verdict.
mail-bulletin-why = This monthly message goes to the service of the ministry that follows the Plan. It names no structure.
