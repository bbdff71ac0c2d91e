# Ce qui a changé depuis une date, et pourquoi.
revisions-nav = Révisions
revisions-title = { $n ->
    [0] Aucun chiffre publié n’a changé depuis le { $day }
    [one] Un chiffre publié a changé depuis le { $day }
   *[other] { $count } chiffres publiés ont changé depuis le { $day }
}
revisions-compared = Édition de { $edition } comparée à ce qui se lit aujourd’hui ; France, régions et départements
revisions-csv = Tous les changements (CSV)
revisions-since = Depuis l’édition de
revisions-indicator = { $n ->
    [one] { $name } : un chiffre
   *[other] { $name } : { $count } chiffres
}
revisions-caption = Par territoire : mois qui ont changé, et le dernier d’entre eux avant et après
revisions-territory = Territoire
revisions-when = Mois qui ont changé
revisions-latest = Dernier de ces mois
revisions-before = Publié
revisions-after = Aujourd’hui
revisions-months = de { $first } à { $last }, { $count } mois
revisions-departments = { $n ->
    [one] Un département a changé aussi ; il est dans le fichier.
   *[other] { $count } départements ont changé aussi ; ils sont dans le fichier.
}
revisions-causes = Ce qui est arrivé depuis
revisions-causes-note = Fichiers lus, lignes corrigées et définitions changées depuis le dernier calcul de cette édition.
revisions-corrections = Corrections
revisions-corrected = { $n ->
    [one] { $source } : une ligne corrigée
   *[other] { $source } : { $count } lignes corrigées
}
revisions-column = { $column } : { $before } devient { $after }
revisions-yes = oui
revisions-no = non
revisions-definitions = Définitions
revisions-definition = version { $before }, puis { $after }
revisions-definition-new = nouvelle définition
revisions-definition-gone = définition retirée
revisions-files = Fichiers lus
revisions-no-import = Aucun fichier n’a été lu depuis.
revisions-source = Source
revisions-file = Fichier
revisions-day = Données au
revisions-imported = Lu le
revisions-observed = observé
revisions-estimated = estimé
revisions-late = en retard
revisions-suppressed = masqué, petits nombres
revisions-empty-title = Aucune édition n’est encore publiée
revisions-empty-text = L’édition d’un mois est figée quand commence le calcul du mois suivant. Ce qui change ensuite se lit ici.
