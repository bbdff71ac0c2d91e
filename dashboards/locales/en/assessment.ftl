# The page of the assessment of a structure, for those whom the matrix of rights lets see it.
assessment-title = Fragility: { $name }
assessment-short = Fragility
assessment-lead = At the end of { $month }, with what was known of it.
assessment-none = This structure has not been assessed yet.
assessment-note = What follows leads to a call or a visit; it judges neither persons nor the quality of care.
assessment-level = Level
assessment-no-percentage = No real event has been observed yet: the model gives a rank among the structures, and no probability.
assessment-by-rules = By rules
assessment-by-model = By the model
assessment-list = List of the desk
assessment-listed = on the list
assessment-listed-new = on the list, entered this month
assessment-unlisted = not on the list
assessment-rank = Rank in France
assessment-band = This rank is uncertain
assessment-band-same = In four cases out of five it stays within that band.
assessment-band-text = Four cases out of five go from “{ $high }” to “{ $low }”.
assessment-held = Level held
assessment-held-text = An input has gone missing: the level before stands until it is back.
assessment-before = Month before
assessment-by-doctors = By the doctors
steps-back = The model has stepped back this month.
steps-back-text = The level comes from the published rules and from the doctors alone, without score or rank. No level falls for that; the model comes back by itself. Why:
steps-back-stale = { $name }: no edition since that of { $day }.
steps-back-lost = { $name }: missing for { $now } % of structures, { $before } % before.
steps-back-shifted = { $name }: structures are no longer spread as a year before.
steps-back-events = { $observed } structures fell below two doctors, { $expected } were expected.
steps-back-no-fit = The scores could not be computed.
steps-back-held = The model has stepped back: the level before stands until it returns.
assessment-lost = Inputs that have gone missing
rank-fiftieth = among the most fragile 2%
rank-twentieth = among the most fragile 5%
rank-fifth = among the most fragile 20%
rank-first-half = in the more fragile half
rank-second-half = in the less fragile half
assessment-reasons = What weighs
assessment-reasons-text = Difference from the mean structure of the month, by theme, in log-odds: to the right what raises the fragility, to the left what lowers it. Differences add up.
assessment-no-difference = Nothing sets it apart from the mean structure.
assessment-sum = The calculation, line by line
assessment-sum-part = Part
assessment-sum-value = Log-odds
assessment-sum-base = Mean structure of the month
assessment-sum-total = Total
assessment-around = The nearest
assessment-around-text = Other maisons de santé that are open, in a straight line.
assessment-kilometres = { $distance } km
assessment-missing = Inputs that the model lacks
assessment-doctor-layer = Doctors: ages, announced departures, replacements
assessment-reason-carried = { $name } (last value known)
assessment-threats = Signals seen
assessment-no-threat = No rule has seen anything, among those that can tell.
assessment-protections = What protects
assessment-untold = What cannot be told
assessment-untold-text = These rules cannot tell, for want of the inputs named. That is no good news.
assessment-lacks = Missing
assessment-from = { $value } ({ $source })
assessment-ages = { $young } under 40, { $middle } from 40 to 54, { $aged } from 55 on
legal-form-sisa = SISA
legal-form-other = other
assessment-nothing = none
assessment-clock = Legal clock
assessment-clock-state = State
assessment-clock-since = Since
assessment-clock-end = The court may be asked from
assessment-clock-left = Left
assessment-clock-reminder = Next reminder
assessment-clock-plan = Case of the Plan
assessment-clock-plan-text = One doctor is left, with at least two auxiliaires médicaux.
assessment-clock-reform = Law that applies
assessment-clock-reform-text = The breach began before the law of { $day }, of which it is not established whether it applies.
assessment-clock-aci = Agreement (ACI)
assessment-days = { $n ->
    [one] { $count } day
   *[other] { $count } days
}
assessment-doctors = The doctors to come
assessment-doctors-text = From ages, announced departures and usual replacements. Not calibrated.
assessment-doctors-now = Doctors today
assessment-doctors-unknown = Of unknown age
assessment-doctors-announced = Announced departures
assessment-doctors-sure = Certainty
assessment-doctors-unsure = Less: ages are missing, or the count is not declared.
assessment-doctors-carried = Less: an input has gone missing, what was there before stands.
assessment-within = { $n ->
    [one] Within { $count } month
   *[other] Within { $count } months
}
assessment-outlook = At least one departure: { $leaves }. Fewer than two doctors: { $below }.
likely-very = very likely
likely = likely
likely-maybe = possible
likely-hardly = unlikely
likely-not = very unlikely
assessment-departure = If one general practitioner left
assessment-average = An average departure
assessment-heaviest = The one with most patients
assessment-leaving = { $patients } patients, { $share } of all.
assessment-leaving-aci = { $euros } € of the ACI a year less.
assessment-charges = Fixed charges
assessment-charges-text = { $after } € a year for each who stays, { $now } € today.
assessment-minimum = Legal minimum
assessment-minimum-kept = Still reached
assessment-minimum-lost = Lost
assessment-minimum-not = Not reached, as today
assessment-levers = What may be done
assessment-ways = What would lower the risk
assessment-fresh = Freshness of the data
structure-assessment = Signals and assessment (restricted)

# The list of a desk.
desk-title = Structures to look after
fact-desk = My list
desk-none = No structure is on the list of this desk, or nothing has been assessed yet.
desk-text = The critical structures, then as many others as the desk can take up, of every size; the most urgent first.
desk-count = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
desk-structure = Structure
desk-signals = Signals seen
desk-reasons = What weighs in the rank
desk-new = Entered this month
