# La page du Plan.
nav-plan = Plan
plan-title = Plan 4 000 MSP : { $count } maisons de santé, { $share } de l’objectif
plan-title-plain = Plan 4 000 MSP : cinq objectifs
plan-fresh = Actions transmises pour les années { $first } à { $last }
plan-fresh-year = Actions transmises pour l’année { $year }
plan-fresh-none = Aucune action du Plan n’a encore été transmise
plan-csv = Actions (CSV)
plan-month = Fin { $month }
plan-year = Année { $year }
plan-years = Années { $first } à { $last }
plan-committed = Euros engagés
plan-paid = Euros payés
plan-paid-text = pour les mesures du Plan
plan-foreseen = sur environ { $euros } prévus par le Plan
plan-reported = Mesures renseignées
plan-of-measures = sur { $all } mesures du Plan
plan-reached = Cibles atteintes
plan-of-targets = sur { $all } cibles chiffrées de l’année
plan-not-reported = non transmis
plan-no-figure = Aucun chiffre connu
plan-no-source = source non précisée
plan-hidden = masqué
plan-sum = { $source } : somme de { $parts }
plan-territories = { $n ->
    [one] un territoire
   *[other] { $count } territoires
}
plan-structures = { $n ->
    [one] une structure
   *[other] { $count } structures
}
plan-euros = { $n }{ "\u00A0" }€
plan-millions = { $n }{ "\u00A0" }M€
plan-col-measure = Mesure et suivi
plan-col-foreseen = Prévu par le Plan
plan-col-year = Année
plan-col-target = Cible
plan-col-done = Réalisé
plan-col-committed = Engagés
plan-col-paid = Payés
plan-col-source = Source
plan-col-figure = Ce que dit le Plan
plan-col-value = Chiffre
plan-caption = { $name } : par mesure, ce que le Plan prévoyait et ce qui a été fait
plan-caption-years = { $name } : toutes les années transmises
plan-every-year = Toutes les années
plan-followed-value = { $value } ({ $month })
plan-note = Prévu : { $source }. Cible, réalisé et euros : dernière année transmise ; un tiret veut dire que la source ne le dit pas, jamais zéro. « Masqué » : somme de moins de cinq structures.
plan-source = Source : actions du Plan transmises par la DGOS et les ARS.
plan-figures = Les chiffres et les cibles du Plan
plan-figures-text = Tels qu’ils ont été publiés. Aucune répartition de l’objectif par région n’est connue : les hypothèses de répartition ne sont pas montrées ici.
plan-target = Cible { $year } : { $place }
