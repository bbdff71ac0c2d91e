# The page of the register.
nav-register = Register
source-finess = FINESS
source-register = Register of the ARS
register-title = { $n ->
    [one] { $count } project of a maison de santé under way
   *[other] { $count } projects of maisons de santé under way
}
register-title-delay = { $n ->
    [one] { $count } project under way, about { $months } months from the idea to the opening
   *[other] { $count } projects under way, about { $months } months from the idea to the opening
}
register-fresh = Register as of { $day }
register-kept = { $n ->
    [0] No region keeps a register
    [one] kept in one region of { $all }
   *[other] kept in { $count } regions of { $all }
}
register-whole = France, regions with a register
register-none = no register
register-csv-regions = Regions (CSV)
register-csv-queue = Contradictions (CSV)
register-regions = The register and FINESS, region by region
register-regions-title = { $open } structures open in the register; FINESS shows { $finess } in the same regions
register-regions-caption = By region: structures in the register and in FINESS, projects, projects given up, duration and contradictions
register-regions-subtitle = The { $all } regions; where the ARS keeps no register, FINESS alone counts.
register-note = The register covers only the regions whose ARS keeps one; the two counts do not add up. From the idea to the opening: sum of the mean durations of the { $stages } stages, each over its own projects.
register-empty-title = No register has been read yet
register-empty-text = In it the ARS keeps the list of projects and structures, from the idea to the closure. As long as there is none, FINESS alone counts.
col-registered = In the register
col-finess = In FINESS
col-projects = Projects
col-abandoned = Given up, 12 months
col-delay = Months, from idea to opening
col-waiting = To be decided
queue-title = { $n ->
    [0] No contradiction between the register and FINESS waits for a decision
    [one] One contradiction between the register and FINESS waits for a decision
   *[other] { $count } contradictions between the register and FINESS wait for a decision
}
queue-subtitle = What each side says, and the resolution proposed; delays of less than { $months } months are none.
queue-range = From { $first } to { $last }, of { $all }
queue-empty = No contradiction matches these filters.
queue-kind = Contradiction
queue-region = Region
queue-register = Register
queue-proposal = Proposed
queue-found = Seen since
queue-pages = Pages
queue-all-kinds = All
queue-all-regions = All
queue-since = { " since " }{ $day }
queue-open-since = open since { $day }
queue-closed-on = closed on { $day }
queue-note = The ARS decides; the decision is dated, reasoned and kept. What was decided comes back only when the facts change.
page-before = Previous page
page-after = Next page
decisions-title = The latest decisions
decisions-about = Subject
decisions-resolution = Decision
kind-missing_in_register = Open in FINESS, missing in the register
kind-missing_in_finess = Open in the register, unknown to FINESS
kind-duplicate = Two lines of the register for one number
kind-sisa_twin = Two numbers for one team
kind-moved = Two different communes
kind-closed_in_register = Closed in the register, open in FINESS
kind-closed_in_finess = Open in the register, closed in FINESS
resolution-add_entry = Add it to the register
resolution-link_number = Give it this FINESS number
resolution-not_a_structure = Tell FINESS that it is no maison de santé
resolution-await_finess = Ask FINESS to register it
resolution-withdraw = Withdraw the second line
resolution-keep_both = Keep both lines and ask for a second number
resolution-take_sisa_number = Take the number of the SISA and have the older one closed
resolution-two_teams = Recognise two teams
resolution-take_commune = Take the commune of FINESS
resolution-keep_commune = Have the commune corrected in FINESS
resolution-close_entry = Close the line of the register
resolution-keep_open = Have the number reopened in FINESS
resolution-ask_closure = Have the number closed in FINESS
resolution-reopen = Open the line of the register again
status-project = project
status-recognised = recognised
status-open = open
status-closed = closed
status-merged = merged
status-abandoned = given up
