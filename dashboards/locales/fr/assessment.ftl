# La page d’évaluation d’une structure, pour ceux que la matrice des droits y autorise.
assessment-title = Fragilité : { $name }
assessment-short = Fragilité
assessment-lead = Fin { $month }, avec ce que l’on en savait.
assessment-none = Aucune évaluation de cette structure n’a encore été faite.
assessment-note = Ce qui suit oriente un appel ou une visite ; il ne juge ni les personnes, ni la qualité des soins.
assessment-level = Niveau
assessment-no-percentage = Aucun événement réel n’a encore été observé : le modèle ne donne qu’un rang parmi les structures, et aucune probabilité.
assessment-by-rules = D’après les règles
assessment-by-model = D’après le modèle
assessment-list = Liste du service
assessment-listed = sur la liste
assessment-listed-new = sur la liste, entrée ce mois-ci
assessment-unlisted = hors de la liste
assessment-rank = Rang en France
assessment-band = Ce rang est incertain
assessment-band-same = Dans quatre cas sur cinq, il ne sort pas de cette tranche.
assessment-band-text = Quatre cas sur cinq vont de « { $high } » à « { $low } ».
assessment-held = Niveau maintenu
assessment-held-text = Une donnée a cessé d’arriver : le niveau précédent reste tant qu’elle n’est pas revenue.
assessment-before = Mois précédent
assessment-by-doctors = D’après les médecins
steps-back = Le modèle s’est effacé ce mois-ci.
steps-back-text = Le niveau vient des règles publiées et des seuls médecins, sans score ni rang. Aucun niveau ne baisse pour autant ; le modèle reviendra de lui-même. Pourquoi :
steps-back-stale = { $name } : plus aucune édition depuis celle du { $day }.
steps-back-lost = { $name } : absent pour { $now } % des structures, { $before } % auparavant.
steps-back-shifted = { $name } : les structures ne se répartissent plus comme un an avant.
steps-back-events = { $observed } structures passées sous deux médecins, { $expected } attendues.
steps-back-no-fit = Les scores n’ont pas pu être calculés.
steps-back-held = Le modèle s’est effacé : le niveau précédent reste jusqu’à son retour.
assessment-lost = Données qui n’arrivent plus
rank-fiftieth = parmi les 2 % les plus fragiles
rank-twentieth = parmi les 5 % les plus fragiles
rank-fifth = parmi les 20 % les plus fragiles
rank-first-half = dans la moitié la plus fragile
rank-second-half = dans la moitié la moins fragile
assessment-reasons = Ce qui pèse
assessment-reasons-text = Écart à la structure moyenne du mois, par thème, en log-cotes : à droite ce qui élève la fragilité, à gauche ce qui l’abaisse. Les écarts s’additionnent.
assessment-no-difference = Rien ne la distingue de la structure moyenne.
assessment-sum = Le calcul, ligne à ligne
assessment-sum-part = Part
assessment-sum-value = Log-cotes
assessment-sum-base = Structure moyenne du mois
assessment-sum-total = Total
assessment-around = Les plus proches
assessment-around-text = Autres maisons de santé ouvertes, à vol d’oiseau.
assessment-kilometres = { $distance } km
assessment-missing = Données manquantes pour le modèle
assessment-doctor-layer = Médecins : âges, départs annoncés, remplacements
assessment-reason-carried = { $name } (dernière valeur connue)
assessment-threats = Signaux vus
assessment-no-threat = Aucune règle n’a rien vu, parmi celles qui peuvent se prononcer.
assessment-protections = Ce qui protège
assessment-untold = Ce que l’on ne peut pas dire
assessment-untold-text = Ces règles ne se prononcent pas, faute des données nommées. Ce n’est pas une bonne nouvelle.
assessment-lacks = Données manquantes
assessment-from = { $value } ({ $source })
assessment-ages = { $young } avant 40 ans, { $middle } de 40 à 54 ans, { $aged } à partir de 55 ans
legal-form-sisa = SISA
legal-form-other = autre
assessment-nothing = aucun
assessment-clock = Horloge légale
assessment-clock-state = État
assessment-clock-since = Depuis le
assessment-clock-end = Saisine possible à partir du
assessment-clock-left = Il reste
assessment-clock-reminder = Prochain rappel
assessment-clock-plan = Cas du Plan
assessment-clock-plan-text = Il reste un médecin et au moins deux auxiliaires médicaux.
assessment-clock-reform = Loi applicable
assessment-clock-reform-text = Le manquement a commencé avant la loi du { $day }, dont l’application n’est pas établie.
assessment-clock-aci = Accord (ACI)
assessment-days = { $n ->
    [one] { $count } jour
   *[other] { $count } jours
}
assessment-doctors = Les médecins, demain
assessment-doctors-text = D’après les âges, les départs annoncés et les remplacements habituels. Non étalonné.
assessment-doctors-now = Médecins aujourd’hui
assessment-doctors-unknown = Dont d’âge inconnu
assessment-doctors-announced = Départs annoncés
assessment-doctors-sure = Certitude
assessment-doctors-unsure = Moindre : des âges manquent, ou le compte n’est pas déclaré.
assessment-doctors-carried = Moindre : une donnée a cessé d’arriver, ce qui précédait reste.
assessment-within = { $n ->
    [one] Dans { $count } mois
   *[other] Dans { $count } mois
}
assessment-outlook = Un départ au moins : { $leaves }. Moins de deux médecins : { $below }.
likely-very = très probable
likely = probable
likely-maybe = possible
likely-hardly = peu probable
likely-not = très peu probable
assessment-departure = Si un généraliste partait
assessment-average = Un départ moyen
assessment-heaviest = Celui qui suit le plus de patients
assessment-leaving = { $patients } patients, { $share } de la patientèle.
assessment-leaving-aci = { $euros } € d’ACI par an en moins.
assessment-charges = Charges fixes
assessment-charges-text = { $after } € par an pour chacun de ceux qui restent, { $now } € aujourd’hui.
assessment-minimum = Composition minimale
assessment-minimum-kept = Encore réunie
assessment-minimum-lost = Perdue
assessment-minimum-not = Non réunie, comme aujourd’hui
assessment-levers = Que faire
assessment-ways = Ce qui abaisserait le risque
assessment-fresh = Fraîcheur des données
structure-assessment = Signaux et évaluation (accès réservé)

# La liste d’un service.
desk-title = Structures à suivre
fact-desk = Ma liste
desk-none = Aucune structure n’est sur la liste de ce service, ou aucune évaluation n’a encore été faite.
desk-text = Les structures critiques, puis autant d’autres que le service peut en suivre, de toutes les tailles ; les plus urgentes d’abord.
desk-count = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
desk-structure = Structure
desk-signals = Signaux vus
desk-reasons = Ce qui pèse dans le rang
desk-new = Entrée ce mois-ci
