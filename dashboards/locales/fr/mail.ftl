# Les messages : courts, lisibles sans image, rien qui juge.
mail-simulated = Données simulées : aucune de ces structures n’existe.
mail-simulated-mark = [Simulation]
mail-finess = Numéro FINESS
mail-month = Évaluation
mail-level-none = aucun signal
mail-level-vigilance = vigilance
mail-level-tension = tension
mail-level-critique = critique
mail-reasons = Ce qui le motive
mail-reason-grave = suffit à lui seul
mail-reason-seen = vu : { $period }
mail-reason-carried = vu en { $month }, une donnée manque depuis
mail-reason-to-confirm = à confirmer
mail-levers = Ce que l’on peut faire, et avec qui
mail-open-assessment = Ouvrir l’évaluation
mail-signal-no-verdict = Un signal, pas un verdict : il oriente un appel ou une visite, il ne juge ni les personnes, ni la qualité des soins.
mail-desk-why = Ce message est adressé au service chargé des maisons de santé de ce territoire. Le détail se lit après connexion.
mail-critical-subject = Critique : { $name } ({ $month })
mail-critical-title = { $name } : niveau critique
mail-critical-lead = Fin { $month }, cette maison de santé est au niveau critique.
mail-critical-before = Le mois précédent : { $level }.
mail-below-since = Composition minimale non réunie depuis le
mail-request-possible = Saisine du tribunal possible à partir du
mail-doctors = Médecins associés, déclarés en fin de mois
mail-doctors-said = Médecins associés déclarés : { $then } en { $first }, { $now } en { $last }.
mail-digest-subject = Semaine du { $since } : { $territory }
mail-digest-title = Maisons de santé suivies : { $territory }
mail-digest-period = Semaine
mail-digest-period-text = du { $since } au { $until }
mail-digest-list = Liste
mail-digest-listed = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
mail-digest-assessed = { $n ->
    [one] sur { $count } évaluée.
   *[other] sur { $count } évaluées.
}
mail-digest-nothing = Rien n’a changé sur la liste cette semaine.
mail-digest-entered = Entrées sur la liste
mail-digest-entered-count = { $n ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
mail-digest-worse = En aggravation
mail-digest-worse-count = { $n ->
    [one] { $count } aggravation
   *[other] { $count } aggravations
}
mail-digest-held = Niveau maintenu, faute de données
mail-digest-held-count = { $n ->
    [one] { $count } niveau maintenu
   *[other] { $count } niveaux maintenus
}
mail-digest-left = Sorties de la liste
mail-digest-left-count = { $n ->
    [one] { $count } sortie
   *[other] { $count } sorties
}
mail-digest-moved = { $before } → { $now }
mail-digest-due = À reprendre
mail-digest-due-on = attendu pour le { $day }
mail-digest-more = { $n ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
}
mail-digest-levels = Structures par niveau, et l’écart depuis le { $since }
mail-digest-levels-said = Par niveau, avec l’écart depuis le { $since } : { $levels }.
mail-digest-why = Ce message hebdomadaire est adressé au service chargé des maisons de santé de ce territoire : { $territory }.
mail-digest-unsubscribe = Pour ne plus le recevoir, répondez à ce message ou utilisez le désabonnement de votre messagerie.
mail-overview-subject = Point de situation : { $name } ({ $month })
mail-overview-title = Point de situation : { $name }
mail-overview-hello = Bonjour,
mail-overview-lead = Voici ce que nous avons vu de votre maison de santé, et une proposition d’appui si elle vous est utile.
mail-overview-seen = Ce que nous avons vu
mail-overview-nothing = Nous n’avons pas encore reçu de déclaration de votre équipe.
mail-overview-correct = Une de ces données est inexacte ? Dites-le-nous : nous la corrigerons.
mail-overview-contact = Votre interlocuteur
mail-overview-reply = Répondre ou demander un appel
mail-overview-why = Ce message est adressé à votre équipe par l’agence régionale de santé, qui accompagne les maisons de santé de la région.
mail-seen-team-meetings = Réunions d’équipe dans le mois
mail-seen-coordination-hours = Heures de coordination dans le mois
mail-seen-students = Étudiants et internes accueillis
mail-seen-vacant-rooms = Salles libres
mail-seen-professionals = Professionnels associés
mail-seen-months-since-declaration = Mois depuis la dernière déclaration reçue
mail-seen-when = { $value } ({ $period })
mail-leave = Ne plus recevoir cette lettre
mail-open-calendar = Ouvrir l’échéancier
mail-reminder-subject = { $n ->
    [0] Début d’un délai légal : { $name }
   *[other] Délai légal en cours, { $count } mois : { $name }
}
mail-reminder-title = { $name } : composition minimale non réunie, délai légal en cours
mail-reminder-lead = { $n ->
    [0] La composition minimale de la SISA n’est plus réunie : le délai légal commence.
    [one] La composition minimale de la SISA n’est pas réunie depuis { $count } mois.
   *[other] La composition minimale de la SISA n’est pas réunie depuis { $count } mois.
}
mail-reminder-over = La composition minimale de la SISA n’est pas réunie et le délai légal est terminé : toute personne intéressée peut saisir le tribunal.
mail-reminder-next = Prochaine étape
mail-reminder-reformed = La règle appliquée est en vigueur depuis le { $day }, après le début de cette période : son application n’est pas établie.
mail-reminder-law = Article L4041-4 du code de la santé publique : deux médecins et un auxiliaire médical au moins parmi les associés. Le tribunal ne peut pas dissoudre une société qui réunit de nouveau ce minimum le jour où il statue.
mail-dates-fund-title = Dates de l’ACI : { $territory }, { $month }
mail-dates-fund-subject = Dates de l’ACI, { $month } : { $territory }
mail-dates-desk-title = Échéancier des maisons de santé : { $territory }, { $month }
mail-dates-desk-subject = Échéancier, { $month } : { $territory }
mail-dates-late = { $n ->
    [0] Rien en retard.
    [one] { $count } échéance en retard.
   *[other] { $count } échéances en retard.
}
mail-dates-soon = { $n ->
    [0] Rien à venir d’ici le { $until }.
    [one] { $count } échéance d’ici le { $until }.
   *[other] { $count } échéances d’ici le { $until }.
}
mail-dates-since = était attendu le { $day }
mail-dates-on = le { $day }
mail-dates-in-year = en cours d’année, jour non fixé
mail-dates-in = jour non fixé, au plus tard : { $day }
mail-dates-basis = Un retard est ce que les relevés transmis ne montrent pas fait ; ce qu’aucune source ne dit n’est pas compté.
mail-dates-why = Ce message mensuel est adressé au service chargé des maisons de santé de ce territoire : { $territory }.
mail-bulletin-subject = Bulletin des maisons de santé, { $month }
mail-bulletin-title = Bulletin des maisons de santé, { $month }
mail-bulletin-lead = { $open } maisons de santé ouvertes, pour un objectif de { $goal } en { $year }.
mail-bulletin-change = Évolution sur douze mois
mail-bulletin-path = Attendu à cette date, sur une ligne droite vers l’objectif
mail-bulletin-projects = Projets en cours
mail-bulletin-agreements = Contrats ACI actifs
mail-bulletin-levels = Structures par niveau
mail-bulletin-regions = Par région
mail-bulletin-opened = { $n ->
    [one] { $count } ouverte
   *[other] { $count } ouvertes
}
mail-bulletin-unknown = nombre inconnu
mail-bulletin-listed = sur une liste { $count }
mail-bulletin-picture = Maisons de santé ouvertes, par région
mail-bulletin-said = Maisons de santé ouvertes, par région : { $regions }.
mail-bulletin-open = Ouvrir la page nationale
mail-bulletin-small = Un tiret est un nombre inconnu, inférieur à cinq, ou qui permettrait d’en retrouver un. Un niveau est un signal, pas un verdict.
mail-bulletin-why = Ce message mensuel est adressé au service du ministère qui suit le Plan. Il ne nomme aucune structure.
