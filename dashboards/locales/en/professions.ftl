# The professions of the teams.
group-general_practitioner = General practitioners
group-other_doctor = Other doctors
group-nurse = Nurses
group-physiotherapist = Physiotherapists
group-pharmacist = Pharmacists
group-other_auxiliary = Other allied professions
group-other = Other professions

professions-title = { $first } and { $second }: { $share } of professionals in MSP
professions-title-none = What teams are made of
professions-subtitle = Share of each family of professions among professionals in MSP; a floor, since the RPPS does not tell everybody’s structure
professions-nothing = What teams are made of is not supplied yet: no edition of the RPPS was imported for this month.
professions-hidden = Hidden (small numbers)
professions-beside = per MSP
professions-desc = One bar a territory, cut into families of professions. The table gives the same numbers.
professions-table = Professionals by family and by territory
professions-total = All
panel-teams = Teamwork
panel-students = Students and training
panel-aci = National agreement (ACI)
panel-access = Access to care
panel-title = { $panel } – { $name }: { $value }
panel-nothing = None of these data is supplied yet for this month. What is missing is never counted as zero.
panel-parts = { $n } of { $d }
panel-coverage = coverage { $share }
panel-subtitle = Each line leads to its definition, its trend and its files
professions-suppressed = What teams are made of is hidden for this month: it would let small numbers be guessed.
