# The calendar: what is due, when, and by what.
calendar-title = Calendar
calendar-title-of = Calendar: { $name }
calendar-lead = What the ACI, the legal clock of SISA and the hosting of students set the structures that you follow. Your reading of this page is noted.
calendar-note = A date without a day is one that no verified text sets to the day. Late is what the statements received do not show as done; what no source tells is “unknown”, never “late”.
calendar-empty = Nothing matches these filters.
calendar-ics = Diary (ICS)
calendar-late = Late
calendar-soon = Due within { $days } days
calendar-unpaid = ACI not paid
calendar-unknown = Not supplied
calendar-open = Late, and due within twelve months
calendar-all = All
calendar-kind = What is due
calendar-count = { $n ->
    [0] No date
    [one] { $count } date
   *[other] { $count } dates
}
calendar-structures = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
calendar-more = { $n ->
    [one] And { $count } other
   *[other] And { $count } others
}
deadline-advance = Advance of the ACI
deadline-advance-basis = Within three months of the signature; in later years in the course of the year: no day is set.
deadline-balance = Balance of the ACI
deadline-balance-basis = By 30 April of the following year.
deadline-evidence = Evidence for the ACI
deadline-evidence-basis = Before the balance; no verified text sets the day.
deadline-sisa = Becoming a SISA
deadline-sisa-basis = Within six months of the signature of the ACI. To be checked in the text of the agreement.
deadline-term = End of the ACI contract
deadline-term-basis = Last day of the contract, or five years after it took effect.
deadline-roc-meeting = Yearly meeting with the referent of the fund
deadline-roc-meeting-basis = Once a year, in the course of the year.
deadline-clock-step = Legal delay running
deadline-clock-step-basis = Minimum composition not reached, article L4041-4 of the public health code. A step for reminding, chosen by the observatory.
deadline-clock-end = End of the legal delay
deadline-clock-end-basis = Article L4041-4 of the public health code: from that day anybody concerned may go to court.
deadline-msu = End of a supervisor’s approval
deadline-msu-basis = The earliest end of an approval that the team declared.
deadline-mspu = End of the university agreement (MSPU)
deadline-mspu-basis = Declared by the team; an agreement of five years, order of 18 October 2017.
deadline-of = { $name } { $year }
deadline-step = { $n ->
    [one] { $name }: { $count } month
   *[other] { $name }: { $count } months
}
deadline-no-day = { $period }, no day set
deadline-no-date = Date not supplied
deadline-unpaid = nothing was paid for the year
deadline-met-on = done on { $day }
deadline-state-overdue = late
deadline-state-to-come = to come
deadline-state-unknown = unknown
deadline-state-met = done
deadline-state-passed = step gone by
agenda-title = Personal diary
agenda-lead = A secret address by which your diary reads the calendar and keeps up to date.
agenda-address = Subscription address
agenda-text = It gives what you may see at the moment of reading, to whoever knows it: do not pass it on. It ends with your account, or when you stop it. The first reading of each day is noted.
agenda-made = Copy this address into your diary: it is shown once only.
agenda-since = Address made on
agenda-read = Read last on
agenda-never-read = never
agenda-make = Make an address
agenda-replace = Replace the address
agenda-stop = Stop
