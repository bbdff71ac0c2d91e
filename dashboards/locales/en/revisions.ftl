# What changed since a day, and why.
revisions-nav = Revisions
revisions-title = { $n ->
    [0] No published figure has changed since { $day }
    [one] One published figure has changed since { $day }
   *[other] { $count } published figures have changed since { $day }
}
revisions-compared = Edition of { $edition } beside what is read today; France, regions and departments
revisions-csv = All changes (CSV)
revisions-since = Since the edition of
revisions-indicator = { $n ->
    [one] { $name }: one figure
   *[other] { $name }: { $count } figures
}
revisions-caption = By territory: months that changed, and the last of them before and after
revisions-territory = Territory
revisions-when = Months that changed
revisions-latest = Last of these months
revisions-before = Published
revisions-after = Today
revisions-months = from { $first } to { $last }, { $count } months
revisions-departments = { $n ->
    [one] One department changed too; it is in the file.
   *[other] { $count } departments changed too; they are in the file.
}
revisions-causes = What came in since
revisions-causes-note = Files read, lines corrected and definitions changed since that edition was last computed.
revisions-corrections = Corrections
revisions-corrected = { $n ->
    [one] { $source }: one line corrected
   *[other] { $source }: { $count } lines corrected
}
revisions-column = { $column }: { $before } becomes { $after }
revisions-yes = yes
revisions-no = no
revisions-definitions = Definitions
revisions-definition = version { $before }, then { $after }
revisions-definition-new = new definition
revisions-definition-gone = definition withdrawn
revisions-files = Files read
revisions-no-import = No file was read since.
revisions-source = Source
revisions-file = File
revisions-day = Data of
revisions-imported = Read on
revisions-observed = observed
revisions-estimated = estimated
revisions-late = late
revisions-suppressed = hidden, small numbers
revisions-empty-title = No edition is published yet
revisions-empty-text = The edition of a month is frozen when the computation of the next month starts. What changes afterwards is read here.
