# Le catalogue des indicateurs, et la page de chacun.
nav-indicators = Indicateurs
catalogue-title = { $n ->
    [one] { $count } indicateur, chacun avec sa définition, sa source et sa date
   *[other] { $count } indicateurs, chacun avec sa définition, sa source et sa date
 }
catalogue-lead = Chaque indicateur mène à sa page : tendance, carte, classement des régions, répartition des départements et fichiers.
catalogue-csv = Catalogue (CSV)
catalogue-search = Rechercher
catalogue-theme = Thème
catalogue-all-themes = Tous les thèmes
catalogue-count = { $n ->
    [one] { $count } indicateur.
   *[other] { $count } indicateurs.
 }
catalogue-found = { $n ->
    [0] Aucun indicateur sur { $all }.
    [one] { $count } indicateur sur { $all }.
   *[other] { $count } indicateurs sur { $all }.
 }
catalogue-everything = Voir tous les indicateurs
catalogue-nothing = Aucun indicateur ne correspond à cette recherche.
col-indicator = Indicateur
col-trend = Depuis 2015
col-good = Sens souhaité
col-owner = Responsable
col-class = De … à moins de …
col-departments = Départements
good-up = à la hausse
good-down = à la baisse
good-none = sans préférence
state-short-suppressed = masqué
state-short-undefined = sans objet
range = { $low } à { $high }
in-regions = dans { $count } régions
in-departments = dans { $count } départements
in-france = en France
error-territory = Ce territoire n’a pas de page : choisissez la France, une région ou un département.
indicator-unknown = Aucun indicateur ne s’appelle « { $id } ».
indicator-title = { $name } : { $value } { $place }, { $change } sur douze mois
indicator-title-same = { $name } : { $value } { $place }, sans changement sur douze mois
indicator-title-plain = { $name } : { $value } { $place }
indicator-title-missing = { $name } : { $state } { $place }, { $month }
indicator-month = { $month } · { $source }
indicator-csv-trend = Série (CSV)
figure-title = Le chiffre
fact-interval = Intervalle à 95 %
fact-numerator = Numérateur
fact-denominator = Dénominateur
fact-structures = Structures derrière ce chiffre
fact-coverage = Couverture
trend-since = Tendance depuis
trend-title = De { $from } en { $first } à { $to } en { $last }
trend-title-one = { $value } en { $month }
trend-title-none = Aucune valeur pour cette période
trend-subtitle = Mois par mois, { $place } ; un mois sans valeur reste vide
trend-observed = Observé
trend-estimated = Estimé ou en retard
trend-interval = Intervalle à 95 %
trend-desc = { $name }, { $place } : la courbe mois par mois. Le tableau donne les mêmes valeurs.
trend-table = Les douze derniers mois, puis la fin de chaque année
spread-title = De { $least } { $leastIn } à { $most } { $mostIn }
spread-title-same = Partout la même valeur : { $value }
regions-title-none = Aucune valeur par région
whiskers-subtitle = Les 18 régions, de la plus haute valeur à la plus basse{ $shown }. { $nation }
whiskers-desc = { $name } : un point par région, et son intervalle à 95 % quand la définition en a un. { $nation }.
regions-table = Valeurs du mois affiché, région par région
departments-table = Valeurs du mois affiché, département par département
area-title-none = Aucune valeur par département
area-subtitle = Par département, { $month }{ $shown }
area-desc = Carte des 101 départements : { $name }, { $month }.
area-hint = Les flèches du clavier vont d’un département à l’autre ; Entrée affiche sa série.
area-label = { $place } : { $value }, rang { $rank } sur { $total }
area-label-unknown = { $place } : { $state }
half-title = La moitié des départements sont entre { $low } et { $high }
half-title-same = La moitié des départements sont à { $value }
spread-subtitle = Nombre de départements par classe de valeurs
spread-desc = { $name } : nombre de départements par classe de valeurs.
spread-class = de { $from } à moins de { $to }
spread-table = Départements par classe de valeurs
sheet-title = Définition
sheet-why = Pourquoi cet indicateur
sheet-sources = Sources, dans l’ordre de préférence
source-edition = dernière édition : { $day }
def-good = Sens souhaité
formula-share = numérateur ÷ dénominateur
departments-heading = Les 101 départements
departments-order = De la plus haute valeur à la plus basse
cuts-title = De quoi ce chiffre est fait
cuts-subtitle = Les petits effectifs sont masqués, et avec eux ce qui les ferait deviner
cuts-zone = Par zone du zonage médecins
cuts-group = Par profession
cuts-size = Par nombre de membres
col-part = Part
zone-ZIP = Zones d’intervention prioritaire
zone-ZAC = Zones d’action complémentaire
zone-HZ = Hors zonage
size-1-5 = 1 à 5 membres
size-6-10 = 6 à 10 membres
size-11-20 = 11 à 20 membres
size-21-more = 21 membres ou plus
interval-wilson = de Wilson, pour une part
interval-poisson = de Poisson, pour un taux
term-structures = MSP ouvertes à la fin du mois
term-sisa = portées par une SISA
term-form-known = dont la forme juridique est connue
term-zone = en zone { $zones }
term-qpv = en quartier prioritaire
term-not-qpv = hors quartier prioritaire
term-qpv-known = dont on sait si elles sont en quartier prioritaire
term-openings = Ouvertures
term-closures = Fermetures
term-transfers = Arrivées moins départs vers une autre catégorie ou un autre territoire
term-over = { $n ->
    [one] { $what } sur { $count } mois
   *[other] { $what } sur { $count } mois
 }
term-registered = MSP ouvertes d’après le registre
term-headline = MSP ouvertes : registre là où il est tenu, FINESS ailleurs
term-projects = Projets en cours à la fin du mois
term-abandoned = Projets abandonnés
term-passed = Projets ayant franchi l’étape
term-waited = Jours passés dans l’étape
term-population = Habitants du territoire
term-near-commune = Habitants des communes où une MSP est ouverte
term-near-epci = Habitants des intercommunalités où une MSP est ouverte
term-parameter = Valeur d’un paramètre
term-persons = Personnes membres d’une MSP ouverte
term-members = Appartenances à une MSP ouverte
term-arrivals = Arrivées dans une MSP
term-departures = Départs d’une MSP
term-professionals = Professionnels libéraux du territoire
term-of = { $what } : { $groups }
term-column = { $what } ({ $columns })
term-sum = Somme des valeurs déclarées
term-answered = MSP qui ont répondu
term-meeting = MSP qui remplissent la condition
term-aged = Personnes d’après leur année de naissance
term-attainable = Points que le barème de l’ACI permettrait au plus
term-contracts-signed = MSP ouvertes ayant signé l’ACI
term-contracts-active = MSP ouvertes dont l’ACI est actif
term-contracts-ended = MSP ouvertes dont l’ACI a pris fin
method-catalogue = Chaque indicateur a sa page : définition, calcul, sources, valeurs et fichiers.
source-rpps = RPPS
source-declaration_mensuelle = Déclarations mensuelles
source-declaration_annuelle = Déclarations annuelles
source-mouvements = Mouvements déclarés
source-aci_contrats = Contrats ACI
source-aci_releves = Relevés ACI
source-aci_releves_indicateurs = Relevés ACI par indicateur
source-actions_plan = Actions du Plan
source-zonage = Zonage des ARS
source-objectifs = Objectifs
source-apl = APL (DREES)
source-published = Chiffres publiés
state-because = { $state } : { $text }
title-few = Trop peu de valeurs affichées pour comparer
shown-of = { $n ->
    [0] { " ; aucune valeur affichée" }
    [one] { " ; une valeur affichée sur " }{ $all }
   *[other] { " ; valeurs affichées : " }{ $count } sur { $all }
 }
sheet-lineage = D’où vient ce chiffre (CSV)
sheet-revisions = Révisions
