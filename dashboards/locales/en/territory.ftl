# The territories: list, page of a region or department, page of a structure.
territories-title = { $n ->
    [one] { $count } department out of { $all } has more maisons de santé than a year ago
   *[other] { $count } departments out of { $all } have more maisons de santé than a year ago
 }
territories-title-plain = Maisons de santé by territory
territories-lead = Choose a region or a department: its figures, its map, its openings and closures, the list of its structures.
territories-caption = Maisons de santé open, per 100,000 inhabitants and change over 12 months
territories-whole = Whole region
territory-absent = This address names neither a region nor a department. The page of territories lists them all.
territory-none = No maison de santé open { $place }
territory-open = { $n ->
    [one] { $count } maison de santé { $place }
   *[other] { $count } maisons de santé { $place }
 }
territory-more = , { $count } more in a year
territory-fewer = , { $count } fewer in a year
territory-same = , as many as a year before
territory-csv-structures = Structures (CSV)
territory-ten-years = { $n ->
    [one] From { $from } to { $to } maison de santé in ten years
   *[other] From { $from } to { $to } maisons de santé in ten years
 }
territory-since = { $n ->
    [one] From { $from } to { $to } maison de santé since { $month }
   *[other] From { $from } to { $to } maisons de santé since { $month }
 }
territory-trajectory-subtitle = Maisons de santé open at the end of each month: our count in FINESS
territory-rank-region = Rank { $rank } of { $all } regions
territory-rank-department = Rank { $rank } of { $all } departments
territory-rank-text = for maisons de santé per inhabitant.
territory-times = { $times } times the national mean
territory-above = { $share } above the national mean
territory-below = { $share } below the national mean
territory-alike = Close to the national mean
territory-beside = { $own } per 100,000 inhabitants, { $mean } in France.
territory-last = { "Last opening: " }{ $day }
territory-last-text = { $name }, { $place }.
source-of = { "Source: FINESS, " }{ $day }.

dots-title = { $n ->
    [0] No commune has a maison de santé
    [one] { $count } commune has at least one maison de santé
   *[other] { $count } communes have at least one maison de santé
 }
dots-title-plain = Where the maisons de santé are
dots-subtitle = One dot for each maison de santé open at the end of the month
dots-desc = { $name }, { $month }: one dot for each open maison de santé. The list below gives the same structures.
dots-old = open for more than 12 months
dots-new = open for 12 months or less
dots-missing = { $n ->
    [one] { $count } structure is not on the map: its coordinates are missing or fall outside the department.
   *[other] { $count } structures are not on the map: their coordinates are missing or fall outside the department.
 }
dots-undrawn = This territory is not drawn: the list below gives its structures.
dots-department = { $n ->
    [one] { $name }: { $count } maison de santé
   *[other] { $name }: { $count } maisons de santé
 }
dots-precision = Places within one or two kilometres.

departments-title-plain = Where does each department stand?
departments-subtitle = { $n ->
    [one] { $count } department; the mark is the national mean ({ $mean } per 100,000 inhabitants)
   *[other] The { $count } departments; the mark is the national mean ({ $mean } per 100,000 inhabitants)
 }
departments-caption = { $name }: maisons de santé by department, end of { $month }
departments-svg-title = { $name }: maisons de santé per 100,000 inhabitants, { $month }
departments-note = The change over 12 months also counts structures that move to another department or category.

moves-title = { $opened } and { $closed } in twelve months
moves-subtitle = Until { $month }; a date between two editions is that of the first one that shows the change
moves-openings = { $n ->
    [0] No opening
    [one] { $count } opening
   *[other] { $count } openings
 }
moves-closures = { $n ->
    [0] no closure
    [one] { $count } closure
   *[other] { $count } closures
 }
moves-no-openings = No maison de santé opened here in twelve months.
moves-no-closures = No maison de santé closed here in twelve months.
moves-list-openings = Openings
moves-list-closures = Closures
moves-unknown = Openings and closures: not available
moves-unknown-text = The twelve months asked for begin before the first known edition of FINESS.
event-estimated = estimated, to be confirmed by a second edition
commune-unknown = commune not known
col-day = Day
col-structure = Maison de santé
col-commune = Commune
col-form = Legal form
col-opened-on = Open since
col-standing = State

list-filters = Filter the list
list-search = Name, commune or FINESS number
list-form = Legal form
list-standing = State
list-opened = Opening
list-show = Filter
list-chips = Active filters
chip-search = “{ $text }”
chip-remove = { "Remove the filter: " }{ $name }
form-any = any
form-sisa = SISA
form-sisa-full = SISA (société interprofessionnelle de soins ambulatoires)
form-other = another form
form-unknown = not known
state-open = open
state-ended = no longer open
state-all = all
opened-any = at any date
opened-12m = for 12 months or less
opened-year = in { $year } or later
list-title-open = { $n ->
    [0] No structure open
    [one] { $count } structure open
   *[other] The { $count } structures open
 }
list-title-open-found = { $n ->
    [0] No open structure matches
    [one] { $count } open structure matches
   *[other] { $count } open structures match
 }
list-title-ended-found = { $n ->
    [0] No structure that is no longer open
    [one] { $count } structure that is no longer open
   *[other] { $count } structures that are no longer open
 }
list-title-all-found = { $n ->
    [0] No structure matches
    [one] { $count } structure matches
   *[other] { $count } structures match
 }
list-subtitle = Each name leads to the page of the structure
list-caption = Maisons de santé of the territory, end of { $month }
list-empty = No maison de santé is open here at the end of { $month }. See those that no longer are, or another month.
list-empty-filtered = No structure matches all the filters at once.
list-unfiltered = Remove all filters
list-page = Page { $page } of { $pages }
list-pages = Pages of the list
list-before = Previous
list-after = Next
end-open = open
end-closed = closed on { $day }
end-closed-estimated = gone on { $day }, to be confirmed
end-left = another category since { $day }
end-renumbered = took another number on { $day }
end-gone = no longer in FINESS
end-lost = not found again in FINESS+
