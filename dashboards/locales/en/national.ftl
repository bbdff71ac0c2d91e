# The national page.
national-title = { $open } maisons de santé open, { $share } of the goal
national-empty-title = No data yet
national-empty-text = Import an edition of FINESS, then run the monthly update:
national-csv-regions = Regions (CSV)
national-csv-trajectory = Trajectory (CSV)
fresh-data = { "FINESS data as of " }{ $day }
fresh-next = next edition expected in { $month }
fresh-late = edition expected since { $month }; the last known figures are carried on
fresh-known = As published with the edition of { $month }
fresh-replay = View stopped at { $month }
fresh-latest = back to the latest month

filters = Filters
filter-month = Month
filter-since = Trajectory since
filter-since-all = the beginning (2008)
filter-show = Show

tiles-title = Key indicators
hero-goal = / { $goal } by end { $year }
hero-progress = { $share } of the goal reached; { $expected } would be on the path
hero-share = { $share } of the goal
hero-expected = { $count } today to be on the path
hero-expected-then = { $count } on that day to be on the path
hero-expected-lead = it would take
hero-register = { $n ->
    [one] { $line }: one region of { $all }; elsewhere, { $beside }. FINESS everywhere: { $finess }.
   *[other] { $line }: { $count } regions of { $all }; elsewhere, { $beside }. FINESS everywhere: { $finess }.
}
hero-pace = { $count } a month until end { $year }
hero-pace-lead = Pace needed:
hero-pace-now = (net over twelve months: { $count } a month)
badge-ahead = Ahead
badge-on-path = On the path
badge-behind = Behind
change-12m = over 12 months
change-points = { $n ->
    [one] { $change } pt
   *[other] { $change } pts
}
unit-structures = MSP
unit-projects = { $n ->
    [one] project
   *[other] projects
}
unit-months = months
source-line = { $source }, { $day }
source-line-read = { $source }, read on { $day }
source-population = FINESS, { $day }; population { $vintage }

trajectory-behind = At the pace of the last twelve months, { $gap } maisons de santé would be missing at the end of { $year }
trajectory-reached = At the pace of the last twelve months, the goal would be reached by the end of { $year }
trajectory-unknown = Maisons de santé open since { $year }
trajectory-subtitle = Open maisons de santé: our count in FINESS, the published figures, the path to the goal
trajectory-desc = From { $first } to { $last }: { $value } open maisons de santé, for a goal of { $goal } at the end of { $year }.
trajectory-desc-plain = From { $first } to { $last }: { $value } maisons de santé open.
trajectory-observed = FINESS count
trajectory-estimated = Estimated between editions
trajectory-published = Published figures
trajectory-published-detail = published, { $period }
trajectory-required = Path to the goal
trajectory-goal = { "Goal: " }{ $goal }
trajectory-goal-detail = end { $year }
trajectory-open = open, { $month }
trajectory-empty = No data
show-data = Show the data
trajectory-table = Maisons de santé open at the end of each year
trajectory-table-label = Table of the trajectory
col-year = Year
col-count = FINESS count
col-state = State
col-required = Path
published-table = Published figures; those that contradict each other are all kept
col-date = Date
col-value = Value
col-nature = Nature
col-source = Source
nature-publie = published
nature-publie_arrondi = rounded
nature-publie_minorant = at least
nature-derive = derived
nature-objectif = goal
trajectory-source = Source: FINESS, { $day }; published figures, each with its source in the data.
actions-chart = Actions on this chart
actions-table = Actions on this table

brief-title = In short
brief-pace-slower = The pace must rise.
brief-pace-faster = The pace is enough.
brief-pace = { $now } more maisons de santé a month on average over a year; { $needed } are needed to meet the goal.
brief-gap = A gap of 1 to { $ratio }.
brief-gap-text = Among the regions that have any: { $top } maisons de santé per 100,000 inhabitants { $topIn }, { $bottom } { $bottomIn }.
brief-moves = Openings: { $opened }, closures: { $closed }
brief-moves-text = in twelve months, up to { $month }.
brief-sisa = { $share } run by a SISA.
brief-sisa-text = Only this legal form can receive the team payment (ACI); having it does not prove that it is signed.
note-published = Two counts, two figures.
note-published-text = Published figures come from other counts than FINESS; both are shown, never mixed.

regions-title = { $times } times as many maisons de santé per inhabitant { $topIn } { $bottomThan }
regions-title-plain = Where does each region stand?
regions-subtitle = The 18 regions; the tick marks the national mean ({ $mean } per 100,000 inhabitants)
regions-caption = Maisons de santé by region at the end of { $month }
regions-svg-title = Maisons de santé per 100,000 inhabitants, { $month }
col-region = Region
col-open = MSP
col-density = Per 100,000
col-net = 12 months
col-opened = Opened
col-opened-full = Openings over 12 months
col-closed = Closed
col-closed-full = Closures over 12 months
col-spark = Since { $year }
col-sisa = SISA
sort-by = { "Sort by: " }{ $name }
regions-note = The change over 12 months also counts structures that change region or category.
row-france = France
row-com = Overseas collectivities
national-mean = France: { $mean }

map-title-density = { $top } maisons de santé per 100,000 inhabitants { $topIn }, { $bottom } { $bottomIn }
map-title-density-none = { $top } maisons de santé per 100,000 inhabitants { $topIn }, { $n ->
    [one] none { $bottomIn }
   *[other] none in { $count } departments
}
map-title-number = { $n ->
    [one] One department alone has half of the maisons de santé
   *[other] { $count } departments of { $total } have half of the maisons de santé
}
map-title-change = { $gained }, { $lost }
map-gained = { $n ->
    [0] In twelve months no department gained maisons de santé
    [one] In twelve months one department gained maisons de santé
   *[other] In twelve months { $count } departments gained maisons de santé
}
map-lost = { $n ->
    [0] none lost any
    [one] one lost some
   *[other] { $count } lost some
}
map-title-plain = Maisons de santé by department
map-subtitle = { $measure }, by department, { $month }
map-caption = Maisons de santé by department, { $month }
map-desc = Map of the 101 departments. { $measure }, { $month }. { $nation }.
map-file-heading = { $title } ({ $month })
map-choices = What the map shows
map-choice-density = Density
map-choice-number = Number
map-choice-change = Change
map-measure-density = Maisons de santé per 100,000 inhabitants
map-measure-number = Number of maisons de santé
map-measure-change = Change in the number of maisons de santé over 12 months
map-skip = Skip the map
map-hint = Arrow keys go from one department to the next; Enter opens its page.
map-inset-paris = Paris zoom
map-insets = Overseas and zoom on Paris: each to its own scale.
map-legend = Legend
map-departments = { $count } dep.
map-class-under = under { $to }
map-class-to = { $from } to { $to }
map-class-over = { $from } or more
map-class-all = all values
map-class-loss = fewer
map-class-same = unchanged
map-place = { $name } ({ $code })
map-number = { $n ->
    [one] { $count } maison de santé
   *[other] { $count } maisons de santé
}
map-label-density = { $place }: { $value } per 100,000 inhabitants, { $number }, rank { $rank } of { $total }
map-label-number = { $place }: { $number }, { $value } per 100,000 inhabitants, rank { $rank } of { $total }
map-label-change = { $place }: { $value } over 12 months, { $number }, rank { $rank } of { $total }
map-label-unknown = { $place }: not available
map-source = Source: FINESS, { $day }.
map-source-population = Source: FINESS, { $day }; population { $vintage }.
map-credit = Map: svg-maps/MapSVG (CC BY 4.0), Natural Earth.
map-table = Show the data of the 101 departments
map-all = All 101 departments
ranking-title = Ranking of departments
ranking-density = The { $ends } best and the { $ends } least endowed, per inhabitant
ranking-number = The first { $ends } and the last { $ends }, by number
ranking-change = The first { $ends } and the last { $ends }, by the change over 12 months
ranking-cut = … { $n ->
    [one] { $count } department
   *[other] { $count } departments
} · France { $nation } · median { $median }
ranking-note = Equal figures share a rank.
col-rank = Rank
col-department = Department
