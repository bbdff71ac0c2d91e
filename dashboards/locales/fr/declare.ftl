# La page des tables à remplir.
declare-title = Déclarer : les tables, leurs colonnes et leurs modèles
declare-short = Déclarer
declare-intro = Les structures, les caisses et les agences envoient à l’observatoire des tables simples. Chacune a un modèle à télécharger, à remplir dans un tableur.
declare-contents = Tables
declare-rules = Règles communes
declare-rule-form = CSV en UTF-8, séparé par des points-virgules, ou classeur XLSX. L’en-tête nomme les colonnes ; une date s’écrit AAAA-MM-JJ, un mois AAAA-MM, un oui ou un non en toutes lettres, une liste avec des barres |.
declare-rule-empty = Une case vide veut dire « inconnu », jamais zéro.
declare-rule-partial = Une ligne impossible est rejetée avec sa raison, sa ligne et sa colonne ; les autres sont gardées. Deux lignes de même clé sont rejetées toutes les deux, sauf parmi les mouvements.
declare-rule-correction = Pour corriger, renvoyez la ligne : la nouvelle remplace l’ancienne, qui reste dans l’historique. Une ligne ou une colonne absente ne change rien.
declare-rule-names = Aucun nom, aucun numéro RPPS, aucune date de naissance : un fichier qui désigne des personnes est refusé. L’âge des médecins se dit par une liste d’années de naissance.
declare-sender = Qui l’envoie
declare-when = Quand
declare-class = Accès
declare-name = Nom de la table
declare-class-open = données ouvertes
declare-class-declared = aux institutions selon leurs droits ; le public ne voit que des agrégats
declare-class-restricted = données restreintes ; le public ne voit que des agrégats
declare-xlsx = Modèle XLSX, avec explications
declare-csv = Modèle CSV
declare-columns = { $n ->
    [one] { $count } colonne
   *[other] { $count } colonnes
}
declare-col-column = Colonne
declare-col-form = Ce qu’on y écrit
declare-col-rules = Règles
