# Les territoires : liste, page d’une région ou d’un département, page d’une structure.
territories-title = { $n ->
    [one] { $count } département sur { $all } a plus de maisons de santé qu’il y a un an
   *[other] { $count } départements sur { $all } ont plus de maisons de santé qu’il y a un an
 }
territories-title-plain = Les maisons de santé par territoire
territories-lead = Choisissez une région ou un département : ses chiffres, sa carte, ses ouvertures et ses fermetures, la liste de ses structures.
territories-caption = Maisons de santé ouvertes, pour 100 000 habitants et variation sur 12 mois
territories-whole = Ensemble
territory-absent = Cette adresse ne désigne ni une région ni un département. La page des territoires donne la liste de tous.
territory-none = Aucune maison de santé ouverte { $place }
territory-open = { $n ->
    [one] { $count } maison de santé { $place }
   *[other] { $count } maisons de santé { $place }
 }
territory-more = , { $count } de plus en un an
territory-fewer = , { $count } de moins en un an
territory-same = , autant qu’un an plus tôt
territory-csv-structures = Structures (CSV)
territory-ten-years = { $n ->
    [one] De { $from } à { $to } maison de santé en dix ans
   *[other] De { $from } à { $to } maisons de santé en dix ans
 }
territory-since = { $n ->
    [one] De { $from } à { $to } maison de santé depuis { $month }
   *[other] De { $from } à { $to } maisons de santé depuis { $month }
 }
territory-trajectory-subtitle = Maisons de santé ouvertes à la fin de chaque mois : notre compte dans FINESS
territory-rank-region = Rang { $rank } sur { $all } régions
territory-rank-department = Rang { $rank } sur { $all } départements
territory-rank-text = pour le nombre de maisons de santé par habitant.
territory-times = { $times } fois la moyenne nationale
territory-above = { $share } au-dessus de la moyenne nationale
territory-below = { $share } en dessous de la moyenne nationale
territory-alike = Proche de la moyenne nationale
territory-beside = { $own } pour 100 000 habitants, contre { $mean } en France.
territory-last = { "Dernière ouverture : " }{ $day }
territory-last-text = { $name }, { $place }.
source-of = { "Source : FINESS, " }{ $day }.

dots-title = { $n ->
    [0] Aucune commune n’a de maison de santé
    [one] { $count } commune a au moins une maison de santé
   *[other] { $count } communes ont au moins une maison de santé
 }
dots-title-plain = Où sont les maisons de santé
dots-subtitle = Un point par maison de santé ouverte à la fin du mois
dots-desc = { $name }, { $month } : un point par maison de santé ouverte. La liste plus bas donne les mêmes structures.
dots-old = ouverte depuis plus de 12 mois
dots-new = ouverte depuis 12 mois ou moins
dots-missing = { $n ->
    [one] { $count } structure n’est pas sur la carte : ses coordonnées manquent ou tombent hors du département.
   *[other] { $count } structures ne sont pas sur la carte : leurs coordonnées manquent ou tombent hors du département.
 }
dots-undrawn = Ce territoire n’est pas dessiné : la liste plus bas donne ses structures.
dots-department = { $n ->
    [one] { $name } : { $count } maison de santé
   *[other] { $name } : { $count } maisons de santé
 }
dots-precision = Position à un ou deux kilomètres près.

departments-title-plain = Où en est chaque département ?
departments-subtitle = { $n ->
    [one] { $count } département ; le trait repère la moyenne nationale ({ $mean } pour 100 000 habitants)
   *[other] Les { $count } départements ; le trait repère la moyenne nationale ({ $mean } pour 100 000 habitants)
 }
departments-caption = { $name } : maisons de santé par département, fin { $month }
departments-svg-title = { $name } : maisons de santé pour 100 000 habitants, { $month }
departments-note = La variation sur 12 mois compte aussi les structures qui changent de département ou de catégorie.

moves-title = { $opened } et { $closed } en douze mois
moves-subtitle = Jusqu’à { $month } ; une date entre deux éditions est celle de la première qui montre le changement
moves-openings = { $n ->
    [0] Aucune ouverture
    [one] { $count } ouverture
   *[other] { $count } ouvertures
 }
moves-closures = { $n ->
    [0] aucune fermeture
    [one] { $count } fermeture
   *[other] { $count } fermetures
 }
moves-no-openings = Aucune maison de santé n’a ouvert ici en douze mois.
moves-no-closures = Aucune maison de santé n’a fermé ici en douze mois.
moves-list-openings = Ouvertures
moves-list-closures = Fermetures
moves-unknown = Ouvertures et fermetures : non disponible
moves-unknown-text = Les douze mois demandés commencent avant la première édition connue de FINESS.
event-estimated = estimée, à confirmer par une seconde édition
commune-unknown = commune inconnue
col-day = Jour
col-structure = Maison de santé
col-commune = Commune
col-form = Forme juridique
col-opened-on = Ouverte le
col-standing = État

list-filters = Filtrer la liste
list-search = Nom, commune ou numéro FINESS
list-form = Forme juridique
list-standing = État
list-opened = Ouverture
list-show = Filtrer
list-chips = Filtres actifs
chip-search = « { $text } »
chip-remove = { "Retirer le filtre : " }{ $name }
form-any = toutes
form-sisa = SISA
form-sisa-full = SISA (société interprofessionnelle de soins ambulatoires)
form-other = autre forme
form-unknown = non connue
state-open = ouvertes
state-ended = qui ne le sont plus
state-all = toutes
opened-any = à toute date
opened-12m = depuis 12 mois ou moins
opened-year = en { $year } ou après
list-title-open = { $n ->
    [0] Aucune structure ouverte
    [one] { $count } structure ouverte
   *[other] Les { $count } structures ouvertes
 }
list-title-open-found = { $n ->
    [0] Aucune structure ouverte ne correspond
    [one] { $count } structure ouverte correspond
   *[other] { $count } structures ouvertes correspondent
 }
list-title-ended-found = { $n ->
    [0] Aucune structure qui n’est plus ouverte
    [one] { $count } structure qui n’est plus ouverte
   *[other] { $count } structures qui ne sont plus ouvertes
 }
list-title-all-found = { $n ->
    [0] Aucune structure ne correspond
    [one] { $count } structure correspond
   *[other] { $count } structures correspondent
 }
list-subtitle = Chaque nom mène à la page de la structure
list-caption = Maisons de santé du territoire, fin { $month }
list-empty = Aucune maison de santé n’est ouverte ici fin { $month }. Voyez celles qui ne le sont plus, ou un autre mois.
list-empty-filtered = Aucune structure ne correspond à tous les filtres à la fois.
list-unfiltered = Retirer tous les filtres
list-page = Page { $page } sur { $pages }
list-pages = Pages de la liste
list-before = Précédente
list-after = Suivante
end-open = ouverte
end-closed = fermée le { $day }
end-closed-estimated = disparue le { $day }, à confirmer
end-left = autre catégorie depuis le { $day }
end-renumbered = a pris un autre numéro le { $day }
end-gone = n’est plus dans FINESS
end-lost = non retrouvée dans FINESS+
