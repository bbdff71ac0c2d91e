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
