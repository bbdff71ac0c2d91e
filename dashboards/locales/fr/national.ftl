# La page nationale.
national-title = { $open } maisons de santé en fonctionnement, { $share } de l’objectif
national-empty-title = Aucune donnée pour le moment
national-empty-text = Importez une édition de FINESS, puis lancez la mise à jour mensuelle :
national-csv-regions = Régions (CSV)
national-csv-trajectory = Trajectoire (CSV)
fresh-data = { "Données FINESS au " }{ $day }
fresh-next = édition suivante attendue en { $month }
fresh-late = édition attendue depuis { $month }, les derniers chiffres connus sont reconduits
fresh-known = Tel que publié avec l’édition de { $month }
fresh-replay = Vue arrêtée à { $month }
fresh-latest = revenir au dernier mois

filters = Filtres
filter-month = Mois
filter-since = Trajectoire depuis
filter-since-all = le début (2008)
filter-show = Afficher

tiles-title = Indicateurs clés
hero-goal = / { $goal } fin { $year }
hero-progress = { $share } de l’objectif atteint ; il en faudrait { $expected } pour être sur la trajectoire
hero-share = { $share } de l’objectif
hero-expected = { $count } aujourd’hui pour être sur la trajectoire
hero-expected-then = { $count } à cette date pour être sur la trajectoire
hero-expected-lead = il en faudrait
hero-register = { $n ->
    [one] { $line } : une région sur { $all } ; ailleurs, { $beside }. FINESS partout : { $finess }.
   *[other] { $line } : { $count } régions sur { $all } ; ailleurs, { $beside }. FINESS partout : { $finess }.
}
hero-pace = { $count } par mois d’ici fin { $year }
hero-pace-lead = Rythme nécessaire :
hero-pace-now = (net sur douze mois : { $count } par mois)
badge-ahead = En avance
badge-on-path = Dans le rythme
badge-behind = En retard
change-12m = sur 12 mois
change-points = { $n ->
    [one] { $change } pt
   *[other] { $change } pts
}
unit-structures = MSP
unit-projects = { $n ->
    [one] projet
   *[other] projets
}
unit-months = mois
source-line = { $source }, { $day }
source-line-read = { $source }, lu le { $day }
source-population = FINESS, { $day } ; population { $vintage }

trajectory-behind = Au rythme des douze derniers mois, il manquerait { $gap } maisons de santé fin { $year }
trajectory-reached = Au rythme des douze derniers mois, l’objectif serait atteint fin { $year }
trajectory-unknown = Maisons de santé ouvertes depuis { $year }
trajectory-subtitle = Maisons de santé ouvertes : notre compte dans FINESS, les chiffres publiés, la trajectoire vers l’objectif
trajectory-desc = De { $first } à { $last } : { $value } maisons de santé ouvertes, pour un objectif de { $goal } fin { $year }.
trajectory-desc-plain = De { $first } à { $last } : { $value } maisons de santé ouvertes.
trajectory-observed = Compte FINESS
trajectory-estimated = Estimé entre deux éditions
trajectory-published = Chiffres publiés
trajectory-published-detail = publié, { $period }
trajectory-required = Trajectoire vers l’objectif
trajectory-goal = { "Objectif : " }{ $goal }
trajectory-goal-detail = fin { $year }
trajectory-open = ouvertes, { $month }
trajectory-empty = Aucune donnée
show-data = Voir les données
trajectory-table = Maisons de santé ouvertes à la fin de chaque année
trajectory-table-label = Tableau de la trajectoire
col-year = Année
col-count = Compte FINESS
col-state = État
col-required = Trajectoire
published-table = Chiffres publiés ; ceux qui se contredisent sont tous gardés
col-date = Date
col-value = Valeur
col-nature = Nature
col-source = Source
nature-publie = publié
nature-publie_arrondi = arrondi
nature-publie_minorant = au moins
nature-derive = dérivé
nature-objectif = objectif
trajectory-source = Source : FINESS, { $day } ; chiffres publiés, chacun avec sa source dans les données.
actions-chart = Actions sur ce graphique
actions-table = Actions sur ce tableau

brief-title = À retenir
brief-pace-slower = Il faut accélérer.
brief-pace-faster = Le rythme suffit.
brief-pace = { $now } maisons de santé de plus par mois en moyenne sur un an ; il en faudrait { $needed } pour tenir l’objectif.
brief-gap = Un écart de 1 à { $ratio }.
brief-gap-text = Parmi les régions qui en ont : { $top } maisons de santé pour 100 000 habitants { $topIn }, { $bottom } { $bottomIn }.
brief-moves = Ouvertures : { $opened }, fermetures : { $closed }
brief-moves-text = en douze mois, jusqu’à { $month }.
brief-sisa = { $share } en SISA.
brief-sisa-text = Seule cette forme juridique peut recevoir la rémunération d’équipe (ACI) ; l’avoir ne prouve pas qu’il est signé.
note-published = Deux comptes, deux chiffres.
note-published-text = Les chiffres publiés viennent d’autres dénombrements que FINESS ; nous montrons les deux sans les mêler.

regions-title = { $times } fois plus de maisons de santé par habitant { $topIn } { $bottomThan }
regions-title-plain = Où en est chaque région ?
regions-subtitle = Les 18 régions ; le trait repère la moyenne nationale ({ $mean } pour 100 000 habitants)
regions-caption = Maisons de santé par région, fin { $month }
regions-svg-title = Maisons de santé pour 100 000 habitants, { $month }
col-region = Région
col-open = MSP
col-density = Pour 100 000 hab.
col-net = 12 mois
col-opened = Ouv.
col-opened-full = Ouvertures sur 12 mois
col-closed = Ferm.
col-closed-full = Fermetures sur 12 mois
col-spark = Depuis { $year }
col-sisa = En SISA
sort-by = { "Trier par : " }{ $name }
regions-note = La variation sur 12 mois compte aussi les structures qui changent de région ou de catégorie.
row-france = France
row-com = Collectivités d’outre-mer
national-mean = France : { $mean }

map-title-density = { $top } maisons de santé pour 100 000 habitants { $topIn }, { $bottom } { $bottomIn }
map-title-density-none = { $top } maisons de santé pour 100 000 habitants { $topIn }, { $n ->
    [one] aucune { $bottomIn }
   *[other] aucune dans { $count } départements
}
map-title-number = { $n ->
    [one] Un seul département réunit la moitié des maisons de santé
   *[other] { $count } départements sur { $total } réunissent la moitié des maisons de santé
}
map-title-change = { $gained }, { $lost }
map-gained = { $n ->
    [0] En douze mois, aucun département n’a gagné de maison de santé
    [one] En douze mois, un département a gagné des maisons de santé
   *[other] En douze mois, { $count } départements ont gagné des maisons de santé
}
map-lost = { $n ->
    [0] aucun n’en a perdu
    [one] un en a perdu
   *[other] { $count } en ont perdu
}
map-title-plain = Les maisons de santé par département
map-subtitle = { $measure }, par département, { $month }
map-caption = Maisons de santé par département, { $month }
map-desc = Carte des 101 départements. { $measure }, { $month }. { $nation }.
map-file-heading = { $title } ({ $month })
map-choices = Ce que montre la carte
map-choice-density = Densité
map-choice-number = Nombre
map-choice-change = Évolution
map-measure-density = Maisons de santé pour 100 000 habitants
map-measure-number = Nombre de maisons de santé
map-measure-change = Variation du nombre de maisons de santé sur 12 mois
map-skip = Passer la carte
map-hint = Les flèches du clavier vont d’un département à l’autre ; Entrée ouvre sa page.
map-inset-paris = Zoom Paris
map-insets = Outre-mer et zoom sur Paris : chacun à son échelle.
map-legend = Légende
map-departments = { $count } dép.
map-class-under = moins de { $to }
map-class-to = { $from } à { $to }
map-class-over = { $from } et plus
map-class-all = toutes les valeurs
map-class-loss = en baisse
map-class-same = inchangé
map-place = { $name } ({ $code })
map-number = { $n ->
    [one] { $count } maison de santé
   *[other] { $count } maisons de santé
}
map-label-density = { $place } : { $value } pour 100 000 habitants, { $number }, rang { $rank } sur { $total }
map-label-number = { $place } : { $number }, { $value } pour 100 000 habitants, rang { $rank } sur { $total }
map-label-change = { $place } : { $value } sur 12 mois, { $number }, rang { $rank } sur { $total }
map-label-unknown = { $place } : non disponible
map-source = Source : FINESS, { $day }.
map-source-population = Source : FINESS, { $day } ; population { $vintage }.
map-credit = Fond : svg-maps/MapSVG (CC BY 4.0), Natural Earth.
map-table = Voir les données des 101 départements
map-all = Les 101 départements
ranking-title = Classement des départements
ranking-density = Les { $ends } mieux et les { $ends } moins dotés, par habitant
ranking-number = Les { $ends } premiers et les { $ends } derniers, en nombre
ranking-change = Les { $ends } premiers et les { $ends } derniers, par l’évolution sur 12 mois
ranking-cut = … { $n ->
    [one] { $count } département
   *[other] { $count } départements
} · France { $nation } · médiane { $median }
ranking-note = À égalité, même rang.
col-rank = Rang
col-department = Département
