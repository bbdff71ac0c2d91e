# La page du registre.
nav-register = Registre
source-finess = FINESS
source-register = Registre des ARS
register-title = { $n ->
    [one] { $count } projet de maison de santé en cours
   *[other] { $count } projets de maisons de santé en cours
}
register-title-delay = { $n ->
    [one] { $count } projet en cours, environ { $months } mois de l’idée à l’ouverture
   *[other] { $count } projets en cours, environ { $months } mois de l’idée à l’ouverture
}
register-fresh = Registre au { $day }
register-kept = { $n ->
    [0] Aucune région ne tient de registre
    [one] tenu dans une région sur { $all }
   *[other] tenu dans { $count } régions sur { $all }
}
register-whole = France, régions au registre
register-none = pas de registre
register-csv-regions = Régions (CSV)
register-csv-queue = Écarts (CSV)
register-regions = Le registre et FINESS, région par région
register-regions-title = { $open } structures ouvertes au registre ; FINESS en montre { $finess } dans les mêmes régions
register-regions-subtitle = Les { $all } régions ; là où l’ARS ne tient pas de registre, seul FINESS compte.
register-regions-caption = Par région : structures au registre et dans FINESS, projets, abandons, durée et écarts à trancher
register-note = Le registre ne couvre que les régions dont l’ARS en tient un ; les deux comptes ne s’additionnent pas. De l’idée à l’ouverture : somme des durées moyennes des { $stages } étapes, chacune sur ses propres projets.
register-empty-title = Aucun registre n’a encore été lu
register-empty-text = L’ARS y tient la liste des projets et des structures, de l’idée à la fermeture. Tant qu’il n’y en a pas, FINESS seul compte.
col-registered = Au registre
col-finess = Dans FINESS
col-projects = Projets
col-abandoned = Abandons, 12 mois
col-delay = Mois, de l’idée à l’ouverture
col-waiting = Écarts à trancher
queue-title = { $n ->
    [0] Aucun écart entre le registre et FINESS n’attend de décision
    [one] Un écart entre le registre et FINESS attend une décision
   *[other] { $count } écarts entre le registre et FINESS attendent une décision
}
queue-subtitle = Ce que dit chaque côté, et la résolution proposée ; les retards de moins de { $months } mois n’en sont pas.
queue-range = De { $first } à { $last }, sur { $all }
queue-empty = Aucun écart ne répond à ces filtres.
queue-kind = Écart
queue-region = Région
queue-register = Registre
queue-proposal = Proposition
queue-found = Vu depuis
queue-pages = Pages
queue-all-kinds = Tous
queue-all-regions = Toutes
queue-since = { " depuis le " }{ $day }
queue-open-since = ouverte depuis le { $day }
queue-closed-on = fermée le { $day }
queue-note = L’ARS décide ; la décision est datée, motivée et gardée. Un écart tranché ne revient que si les faits changent.
page-before = Page précédente
page-after = Page suivante
decisions-title = Les dernières décisions
decisions-about = Sujet
decisions-resolution = Décision
kind-missing_in_register = Ouverte dans FINESS, absente du registre
kind-missing_in_finess = Ouverte au registre, inconnue de FINESS
kind-duplicate = Deux lignes du registre pour un numéro
kind-sisa_twin = Deux numéros pour une même équipe
kind-moved = Deux communes différentes
kind-closed_in_register = Fermée au registre, ouverte dans FINESS
kind-closed_in_finess = Ouverte au registre, fermée dans FINESS
resolution-add_entry = L’inscrire au registre
resolution-link_number = Lui rattacher ce numéro FINESS
resolution-not_a_structure = Signaler à FINESS que ce n’est pas une maison de santé
resolution-await_finess = Demander son enregistrement dans FINESS
resolution-withdraw = Retirer la seconde ligne
resolution-keep_both = Garder les deux lignes et demander un second numéro
resolution-take_sisa_number = Prendre le numéro de la SISA et faire fermer l’ancien
resolution-two_teams = Reconnaître deux équipes
resolution-take_commune = Prendre la commune de FINESS
resolution-keep_commune = Faire corriger la commune dans FINESS
resolution-close_entry = Fermer la ligne du registre
resolution-keep_open = Faire rouvrir le numéro dans FINESS
resolution-ask_closure = Faire fermer le numéro dans FINESS
resolution-reopen = Rouvrir la ligne du registre
status-project = projet
status-recognised = validée
status-open = ouverte
status-closed = fermée
status-merged = fusionnée
status-abandoned = abandonnée
