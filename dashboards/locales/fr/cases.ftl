# Les dossiers d’un service.
fact-desk = Ma liste
desk-title = Structures à suivre
desk-lead = { $n ->
    [0] Aucun dossier ouvert dans vos territoires.
    [one] { $count } dossier ouvert dans vos territoires.
   *[other] { $count } dossiers ouverts dans vos territoires.
}
desk-text = Les structures critiques, puis autant d’autres que le service peut en suivre, de toutes les tailles ; les plus urgentes d’abord.
desk-found = { $n ->
    [0] Aucun dossier
    [one] { $count } dossier
   *[other] { $count } dossiers
}
desk-ways = Raccourcis
desk-way-all = Tous les dossiers ouverts
desk-way-mine = Les miens
desk-way-nobody = Sans personne
desk-way-overdue = En retard
desk-way-replied = Réponse reçue
desk-way-worse = Qui s’aggravent
desk-way-first = Première alerte
desk-way-idle = Rien fait depuis 14 jours
desk-state = Où en est le dossier
desk-state-open = Ouvert
desk-any = Tous
desk-anybody = Tout le monde
desk-department = Département
desk-idle = Rien fait depuis (jours)
desk-top = Au plus, cette semaine
desk-order = Ordre
desk-order-level = Les plus urgents d’abord
desk-order-due = L’échéance d’abord
desk-order-opened = Les derniers arrivés d’abord
desk-structure = Structure
desk-where = Niveau et dossier
desk-who = Qui, et pour quand
desk-signals = Signaux vus
desk-reasons = Ce qui pèse dans le rang
desk-tick = Choisir
desk-bulk = Pour les dossiers cochés
desk-watch = Mettre sous surveillance
desk-pages = Pages de la liste
desk-before = Dossiers précédents
desk-after = Dossiers suivants
desk-done-all = C’est fait, et écrit dans chaque dossier.
desk-done-some = C’est fait là où c’était possible ; les autres dossiers sont restés en l’état.
desk-done-none = Aucun dossier n’était coché.

monday-title = Lundi : ce qui a changé
monday-lead = Depuis le lundi { $since }, et rien d’autre.
monday-what = Ce qui a changé
monday-due = Attendu pour le { $day }, rien n’a été fait depuis.
monday-entered = { $n ->
    [0] Aucune entrée
    [one] { $count } entrée
   *[other] { $count } entrées
}
monday-worse = { $n ->
    [0] Aucune aggravation
    [one] { $count } aggravation
   *[other] { $count } aggravations
}
monday-replied = { $n ->
    [0] Aucune réponse d’une structure
    [one] { $count } réponse d’une structure
   *[other] { $count } réponses de structures
}
monday-overdue = { $n ->
    [0] Aucun dossier en retard
    [one] { $count } dossier en retard
   *[other] { $count } dossiers en retard
}
monday-left = { $n ->
    [0] Aucune sortie
    [one] { $count } sortie, et pourquoi
   *[other] { $count } sorties, et pourquoi
}

committee-title = Ordre du jour et relevé
committee-lead = Pour le comité du { $day }. Cette page est faite pour être imprimée.
committee-since = Relevé depuis le
committee-agenda = À l’ordre du jour
committee-agenda-text = Les dossiers ouverts, critiques puis en tension ; quarante au plus.
committee-record = Relevé de ce qui a été décidé et fait
committee-record-text = Ce que les personnes ont fait, tel que l’historique le garde.
committee-nothing = Rien sur cette période.

leave-title = Mon absence
leave-lead = Pendant une absence, un collègue voit vos dossiers parmi les siens ; ils restent à votre nom.
leave-known = Absences connues
leave-none = Aucune.
leave-one = { $absent } : du { $from } au { $to }, remplacement par { $deputy }
leave-end = Je suis de retour
leave-new = Prévoir une absence
leave-alone = Aucun autre compte n’est ouvert dans vos territoires.
leave-deputy = Qui vous remplace
leave-from = Du
leave-to = Au (inclus)
leave-button = Enregistrer
leave-wrong = Nommez un collègue de vos territoires, et un dernier jour qui suit le premier et n’est pas passé.

case-title = Dossier de { $name }
case-none = Cette structure n’a pas de dossier : aucune alerte n’a été faite à son sujet.
case-shadow = Marche à blanc.
case-shadow-text = Personne n’est averti de ce dossier. Dites s’il était utile : la mise en service en dépend.
case-first = Première alerte
case-worse = S’aggrave
case-replied = Réponse reçue
case-unlisted = Sortie de la liste
case-overdue = En retard :
case-overdue-text = Quelque chose était attendu avant aujourd’hui.
case-nobody = Personne
case-never = Jamais
case-by-observatory = L’observatoire
case-by-structure = La structure
case-state-new = Nouveau
case-state-acknowledged = Pris en compte
case-state-in_support = En accompagnement
case-state-under_watch = Sous surveillance
case-state-closed = Clos
outcome-improved = La situation s’est améliorée
outcome-unfounded = Il n’y avait pas lieu
outcome-merged = L’équipe a rejoint une autre structure
outcome-closed-structure = La structure a fermé
judgement-useful = Alerte utile
judgement-already-known = Pas utile : nous le savions déjà
judgement-wrong-data = Pas utile : les données sont fausses ou trop vieilles
judgement-too-late = Pas utile : c’était déjà fini
judgement-no-lever = Pas utile : nous n’y pouvons rien
judgement-no-trouble = Pas utile : l’équipe va bien
partner-cpam = Référent de l’assurance maladie (ROC)
partner-federation = Fédération
partner-dgos = Ministère (DGOS)
case-why = Pourquoi ce dossier
case-more = Pour en savoir plus
case-assessment = Toute l’évaluation, avec ses preuves
case-structure = La structure
case-take = Je prends
case-assign = Confier
case-assign-to = Confier à
case-assignee = Suivi par
case-opened = Ouvert
case-touched = Dernier geste du service
case-due = Attendu pour le
case-outcome = Issue
case-judged = Avis du service
case-shared = Partagé avec
case-do = Noter une action
case-do-text = Les leviers que ses signaux appellent viennent en premier.
case-lever = Levier
case-lever-other = Autre action
case-on = Le
case-text = Ce qui a été fait
case-plain = Pas de nom, pas de donnée de santé.
case-act = Noter l’action
case-call = Noter un appel
case-whom = Qui a répondu
case-said = Ce qui a été dit
case-call-button = Noter l’appel
case-judge = Dire si l’alerte était utile
case-judge-what = Votre avis
case-judge-because = Parce que
case-judge-button = Donner cet avis
case-close = Clore le dossier
case-close-why = Pourquoi
case-close-button = Clore
case-reopen = Rouvrir le dossier
case-reopen-why = Pourquoi
case-reopen-button = Rouvrir
case-history = Historique
case-history-text = Rien ne s’y efface ni ne s’y corrige ; le plus récent d’abord.
case-comment = Ajouter une remarque
case-comment-button = Ajouter
case-where = Où en est le dossier
case-move = Changer l’état
case-move-button = Changer
case-share = Partager ce dossier
case-share-text = Ce partenaire lira ce dossier et l’évaluation de cette structure, tant que le dossier est ouvert.
case-share-button = Partager
case-unshare-button = Ne plus partager
case-packs = Preuves
case-packs-text = Ce que l’on savait au moment de l’alerte, figé alors ; l’empreinte permet de le vérifier.
case-pack-of = Évaluation de { $month }, figée le { $at }
case-earlier = Dossiers précédents
case-earlier-one = Du { $from } au { $to } : { $outcome }
case-refused-changed = Quelqu’un a agi sur ce dossier depuis que vous l’avez ouvert. Le voici à jour : voulez-vous encore faire cela ?
case-refused-closed = Ce dossier est clos : rouvrez-le d’abord.
case-refused-open = Ce dossier n’est pas clos.
case-refused-already = C’est déjà le cas.
case-refused-no-way = On ne revient pas à cet état ; pour clore, dites pourquoi.
case-refused-empty = Écrivez quelques mots : ils resteront dans l’historique.
case-refused-future = Ce jour n’est pas encore venu.
case-refused-long = C’est trop long : deux mille signes au plus.
case-refused-day = Écrivez un jour, par exemple 2026-11-23.
case-refused-judgement = Choisissez un avis.
case-refused-outcome = Choisissez une issue.
case-gone-better = sa situation s’est améliorée
case-gone-crowded = d’autres structures passent avant elle
case-gone-unseen = elle n’est plus évaluée : fermée, ou sous un autre numéro
case-did-raised-first = Première alerte : { $level }, évaluation de { $month }
case-did-raised = Nouvelle alerte : { $level }, évaluation de { $month }
case-did-worsened = S’aggrave : { $before }, puis { $level }, évaluation de { $month }
case-did-eased = S’améliore : { $before }, puis { $level }, évaluation de { $month }
case-did-left-list = Sort de la liste : { $why } (évaluation de { $month })
case-did-returned = De retour sur la liste : { $level }, évaluation de { $month }
case-did-reminded = Rappel : attendu pour le { $day }
case-did-replied = A répondu : { $kind }
case-did-wrote = Message écrit : { $letter }
case-did-put-aside = Message en attente, faute de contact vérifié : { $letter }
case-did-acknowledged = A pris le dossier en compte
case-did-assigned = Confié à { $name }
case-did-unassigned = N’est plus confié à personne
case-did-moved = Nouvel état : { $state }
case-did-acted = Action du { $day } : { $lever }
case-did-called = Appel du { $day } : { $whom }
case-did-commented = Remarque
case-did-judged = Avis : { $judgement }
case-did-shared = Partagé avec : { $with }
case-did-unshared = N’est plus partagé avec : { $with }
case-did-closed = Dossier clos : { $outcome }
case-did-reopened = Dossier rouvert
letter-critical = au service, structure critique
letter-overview = à la structure, point de situation
letter-digest = au service, lettre hebdomadaire

launch-title = Bilan des services
launch-lead = { $open } dans le pays. Des nombres seulement : aucune structure n’est nommée ici.
launch-desks = Service par service
launch-desks-text = Dossiers ouverts depuis le début, charge d’aujourd’hui, et avis des services sur les alertes.
launch-cases = Dossiers
launch-open = Ouverts
launch-taken = Dont pris en compte
launch-judged = Alertes jugées
launch-useful = Jugées utiles
launch-gate = Mise en service
launch-gates = Conditions de mise en service
launch-gates-text = Elles disent quand décider d’écrire aux services ; l’installation le décide (réglage « alerts »), rien ne part avant.
launch-most-open = Dossiers ouverts, au plus
launch-least-judged = Alertes jugées, au moins
launch-least-useful = Part jugée utile, au moins
launch-ready = Prêt
launch-too-many = Trop de dossiers ouverts
launch-too-few-judged = Trop peu d’alertes jugées pour le dire
launch-too-few-useful = Trop peu d’alertes utiles

overview-title = Point de situation à la structure
overview-case = Le dossier
overview-lead = Voici ce que la structure lirait, tel quel. Rien ne part sans vous : lisez, puis envoyez, ou appelez d’abord.
overview-send = Envoyer
overview-send-text = Une fois par mois au plus. La structure pourra répondre sans compte, par un lien qui vaut soixante jours.
overview-read = J’ai lu ce message
overview-button = Envoyer à la structure
overview-structure = Échanges avec la structure
overview-structure-text = Un message factuel et une offre d’appui, que vous relisez avant l’envoi.
overview-open = Lire le point de situation avant l’envoi
overview-written = Le message est parti vers l’envoi ; le dossier le dit, et la preuve de remise s’y attache.
overview-before = Le message de ce mois avait déjà été envoyé.
overview-aside = Le message attend : aucune adresse vérifiée n’est connue pour cette structure.
overview-paused = La structure a répondu : aucun autre message avant le { $until }.
overview-unknown = Aucune édition de FINESS ne montre cette structure : rien ne peut lui être dit.
overview-no-desk = Aucun service vérifié ne répond pour ce territoire : le message n’aurait pas d’interlocuteur.
overview-shadow = Marche à blanc : aucune structure n’est contactée.
