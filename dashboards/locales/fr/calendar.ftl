# L’échéancier : ce qui est attendu, quand, et d’après quoi.
calendar-title = Échéancier
calendar-title-of = Échéancier : { $name }
calendar-lead = Ce que l’ACI, l’horloge légale des SISA et l’accueil des étudiants fixent aux structures que vous suivez. Votre lecture de cette page est notée.
calendar-note = Une date sans jour est une date qu’aucun texte vérifié ne fixe au jour près. Un retard est ce que les relevés transmis ne montrent pas fait ; ce qu’aucune source ne dit est « inconnu », jamais « en retard ».
calendar-empty = Rien ne correspond à ces filtres.
calendar-ics = Agenda (ICS)
calendar-late = En retard
calendar-soon = À venir sous { $days } jours
calendar-unpaid = ACI non versé
calendar-unknown = Non renseigné
calendar-open = En retard et à venir (douze mois)
calendar-all = Toutes
calendar-kind = Échéance
calendar-count = { $n ->
    [0] Aucune échéance
    [one] { $count } échéance
   *[other] { $count } échéances
}
calendar-structures = { $n ->
    [one] { $count } structure
   *[other] { $count } structures
}
calendar-more = { $n ->
    [one] Et { $count } autre
   *[other] Et { $count } autres
}
deadline-advance = Avance de l’ACI
deadline-advance-basis = Dans les trois mois de la signature ; les années suivantes, en cours d’année : aucun jour n’est fixé.
deadline-balance = Solde de l’ACI
deadline-balance-basis = Au plus tard le 30 avril de l’année suivante.
deadline-evidence = Justificatifs de l’ACI
deadline-evidence-basis = Avant le solde ; aucun texte vérifié ne fixe le jour.
deadline-sisa = Constitution en SISA
deadline-sisa-basis = Dans les six mois de la signature de l’ACI. À vérifier dans le texte de l’accord.
deadline-term = Fin du contrat ACI
deadline-term-basis = Dernier jour du contrat, ou cinq ans après sa prise d’effet.
deadline-roc-meeting = Entretien annuel avec le référent de la caisse
deadline-roc-meeting-basis = Une fois par an, en cours d’année.
deadline-clock-step = Délai légal en cours
deadline-clock-step-basis = Composition minimale non réunie, article L4041-4 du code de la santé publique. Étape de rappel, choisie par l’observatoire.
deadline-clock-end = Fin du délai légal
deadline-clock-end-basis = Article L4041-4 du code de la santé publique : à partir de ce jour, toute personne intéressée peut saisir le tribunal.
deadline-msu = Fin d’un agrément de maître de stage
deadline-msu-basis = Première fin d’agrément déclarée par l’équipe.
deadline-mspu = Fin de la convention universitaire (MSPU)
deadline-mspu-basis = Date déclarée par l’équipe ; convention de cinq ans, arrêté du 18 octobre 2017.
deadline-of = { $name } { $year }
deadline-step = { $n ->
    [one] { $name } : { $count } mois
   *[other] { $name } : { $count } mois
}
deadline-no-day = { $period }, jour non fixé
deadline-no-date = Date non transmise
deadline-unpaid = rien n’a été versé pour l’année
deadline-met-on = fait le { $day }
deadline-state-overdue = en retard
deadline-state-to-come = à venir
deadline-state-unknown = inconnu
deadline-state-met = fait
deadline-state-passed = étape franchie
agenda-title = Agenda personnel
agenda-lead = Une adresse secrète, par laquelle votre agenda lit l’échéancier et se met à jour.
agenda-address = Adresse d’abonnement
agenda-text = Elle donne ce que vous avez le droit de voir au moment de la lecture, à qui la connaît : ne la transmettez pas. Elle cesse avec votre compte, ou quand vous l’arrêtez. La première lecture de chaque jour est notée.
agenda-made = Copiez cette adresse dans votre agenda : elle n’est montrée qu’une fois.
agenda-since = Adresse créée le
agenda-read = Lue pour la dernière fois le
agenda-never-read = jamais
agenda-make = Créer une adresse
agenda-replace = Remplacer l’adresse
agenda-stop = Arrêter
