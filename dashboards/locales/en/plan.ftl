# The page of the Plan.
nav-plan = Plan
plan-title = Plan for 4,000 MSP: { $count } maisons de santé, { $share } of the goal
plan-title-plain = Plan for 4,000 MSP: five objectives
plan-fresh = Actions reported for the years { $first } to { $last }
plan-fresh-year = Actions reported for the year { $year }
plan-fresh-none = No action of the Plan has been reported yet
plan-csv = Actions (CSV)
plan-month = End of { $month }
plan-year = Year { $year }
plan-years = Years { $first } to { $last }
plan-committed = Euros committed
plan-paid = Euros paid
plan-paid-text = for the measures of the Plan
plan-foreseen = of about { $euros } foreseen by the Plan
plan-reported = Measures reported
plan-of-measures = of { $all } measures of the Plan
plan-reached = Targets reached
plan-of-targets = of { $all } targets with a figure in the year
plan-not-reported = not reported
plan-no-figure = No figure known
plan-no-source = source not told
plan-hidden = hidden
plan-sum = { $source }: sum of { $parts }
plan-territories = { $n ->
    [one] one territory
   *[other] { $count } territories
}
plan-structures = { $n ->
    [one] one structure
   *[other] { $count } structures
}
plan-euros = €{ $n }
plan-millions = €{ $n }M
plan-col-measure = Measure and what follows it
plan-col-foreseen = Foreseen by the Plan
plan-col-year = Year
plan-col-target = Target
plan-col-done = Done
plan-col-committed = Committed
plan-col-paid = Paid
plan-col-source = Source
plan-col-figure = What the Plan says
plan-col-value = Figure
plan-caption = { $name }: for each measure, what the Plan foresaw and what was done
plan-caption-years = { $name }: every year reported
plan-every-year = Every year
plan-followed-value = { $value } ({ $month })
plan-note = Foreseen: { $source }. Target, done and euros: last year reported; a dash means that the source does not say, never zero. “Hidden”: sum of fewer than five structures.
plan-source = Source: actions of the Plan reported by the ministry and the regional agencies.
plan-figures = Figures and targets of the Plan
plan-figures-text = As they were published. No split of the goal by region is known: hypotheses of how to share it out are not shown here.
plan-target = Target { $year }: { $place }
