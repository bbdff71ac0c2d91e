# The catalogue of indicators, and the page of each.
nav-indicators = Indicators
catalogue-title = { $n ->
    [one] { $count } indicator, each with its definition, its source and its date
   *[other] { $count } indicators, each with its definition, its source and its date
 }
catalogue-lead = Each indicator leads to its page: trend, map, ranking of regions, spread of departments, and files.
catalogue-csv = Catalogue (CSV)
catalogue-search = Search
catalogue-theme = Theme
catalogue-all-themes = All themes
catalogue-count = { $n ->
    [one] { $count } indicator.
   *[other] { $count } indicators.
 }
catalogue-found = { $n ->
    [0] None of { $all } indicators.
    [one] { $count } of { $all } indicators.
   *[other] { $count } of { $all } indicators.
 }
catalogue-everything = Show all indicators
catalogue-nothing = No indicator matches this search.
col-indicator = Indicator
col-trend = Since 2015
col-good = Better when
col-owner = Owner
col-class = From … to below …
col-departments = Departments
good-up = it rises
good-down = it falls
good-none = no preference
state-short-suppressed = hidden
state-short-undefined = not applicable
range = { $low } to { $high }
in-regions = in { $count } regions
in-departments = in { $count } departments
in-france = in France
error-territory = This territory has no page: choose France, a region or a department.
indicator-unknown = No indicator is called “{ $id }”.
indicator-title = { $name }: { $value } { $place }, { $change } over twelve months
indicator-title-same = { $name }: { $value } { $place }, unchanged over twelve months
indicator-title-plain = { $name }: { $value } { $place }
indicator-title-missing = { $name }: { $state } { $place }, { $month }
indicator-month = { $month } · { $source }
indicator-csv-trend = Series (CSV)
figure-title = The figure
fact-interval = 95% interval
fact-numerator = Numerator
fact-denominator = Denominator
fact-structures = Structures behind this figure
fact-coverage = Coverage
trend-since = Trend since
trend-title = From { $from } in { $first } to { $to } in { $last }
trend-title-one = { $value } in { $month }
trend-title-none = No value for this period
trend-subtitle = Month by month, { $place }; a month without a value stays empty
trend-observed = Observed
trend-estimated = Estimated or late
trend-interval = 95% interval
trend-desc = { $name }, { $place }: the line month by month. The table gives the same values.
trend-table = The last twelve months, then the end of each year
spread-title = From { $least } { $leastIn } to { $most } { $mostIn }
spread-title-same = The same value everywhere: { $value }
regions-title-none = No value by region
whiskers-subtitle = The 18 regions, from the highest value to the lowest{ $shown }. { $nation }
whiskers-desc = { $name }: one dot a region, with its 95% interval where the definition has one. { $nation }.
regions-table = Values of the month shown, region by region
departments-table = Values of the month shown, department by department
area-title-none = No value by department
area-subtitle = By department, { $month }{ $shown }
area-desc = Map of the 101 departments: { $name }, { $month }.
area-hint = Arrow keys go from department to department; Enter shows its series.
area-label = { $place }: { $value }, rank { $rank } of { $total }
area-label-unknown = { $place }: { $state }
half-title = Half of the departments are between { $low } and { $high }
half-title-same = Half of the departments are at { $value }
spread-subtitle = Number of departments by class of values
spread-desc = { $name }: number of departments by class of values.
spread-class = from { $from } to below { $to }
spread-table = Departments by class of values
sheet-title = Definition
sheet-why = Why this indicator
sheet-sources = Sources, in order of preference
source-edition = last edition: { $day }
def-good = Better when
formula-share = numerator ÷ denominator
departments-heading = The 101 departments
departments-order = From the highest value to the lowest
cuts-title = What this figure is made of
cuts-subtitle = Small numbers are hidden, and with them what would let them be guessed
cuts-zone = By zone of the zoning of doctors
cuts-group = By profession
cuts-size = By number of members
col-part = Part
zone-ZIP = Priority zones (ZIP)
zone-ZAC = Complementary zones (ZAC)
zone-HZ = Outside the zoning
size-1-5 = 1 to 5 members
size-6-10 = 6 to 10 members
size-11-20 = 11 to 20 members
size-21-more = 21 members or more
interval-wilson = Wilson, of a share
interval-poisson = Poisson, of a rate
term-structures = MSP open at the end of the month
term-sisa = run by a SISA
term-form-known = whose legal form is known
term-zone = in zone { $zones }
term-qpv = in a priority district
term-not-qpv = outside priority districts
term-qpv-known = of which it is known whether they are in a priority district
term-openings = Openings
term-closures = Closures
term-transfers = Arrivals less departures to another category or territory
term-over = { $n ->
    [one] { $what } over { $count } month
   *[other] { $what } over { $count } months
 }
term-registered = MSP open by the register
term-headline = Open MSP: the register where one is kept, FINESS elsewhere
term-projects = Projects under way at the end of the month
term-abandoned = Projects given up
term-passed = Projects that passed the stage
term-waited = Days spent in the stage
term-population = Inhabitants of the territory
term-near-commune = Inhabitants of communes with an open MSP
term-near-epci = Inhabitants of inter-municipal bodies with an open MSP
term-parameter = Value of a parameter
term-persons = Persons who are members of an open MSP
term-members = Memberships of open MSP
term-arrivals = Arrivals in an MSP
term-departures = Departures from an MSP
term-professionals = Liberal professionals of the territory
term-of = { $what }: { $groups }
term-column = { $what } ({ $columns })
term-sum = Sum of the declared values
term-answered = MSP that answered
term-meeting = MSP that meet the condition
term-aged = Persons by year of birth
term-attainable = Points that the ACI scale would give at most
term-contracts-signed = Open MSP that signed the ACI
term-contracts-active = Open MSP whose ACI is active
term-contracts-ended = Open MSP whose ACI has ended
method-catalogue = Each indicator has its page: definition, computation, sources, values and files.
source-rpps = RPPS
source-declaration_mensuelle = Monthly declarations
source-declaration_annuelle = Yearly declarations
source-mouvements = Declared movements
source-aci_contrats = ACI contracts
source-aci_releves = ACI statements
source-aci_releves_indicateurs = ACI statements by indicator
source-actions_plan = Actions of the Plan
source-zonage = Zoning of the ARS
source-objectifs = Goals
source-apl = APL (DREES)
source-published = Published figures
state-because = { $state }: { $text }
title-few = Too few values shown to compare
shown-of = { $n ->
    [0] { "; no value shown" }
    [one] { "; one value shown of " }{ $all }
   *[other] { "; values shown: " }{ $count } of { $all }
 }
sheet-lineage = Where this figure comes from (CSV)
sheet-revisions = Revisions
