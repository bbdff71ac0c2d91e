# Les comptes, pour qui en répond.
accounts-title = Comptes
accounts-lead = Chaque compte est confirmé tous les six mois par quelqu’un qui sait que la personne en a encore besoin.
accounts-text = Sans confirmation dans les trente jours qui suivent l’échéance, le compte est désactivé. Ouvrir, réactiver ou modifier un compte se fait en ligne de commande.
accounts-count = { $n ->
    [one] { $count } compte
   *[other] { $count } comptes
}
accounts-person = Personne
accounts-signed-in = Dernière connexion
accounts-never = jamais
accounts-idle = plus de six mois
accounts-reviewed = Confirmé le
accounts-current = à jour
accounts-due = à confirmer avant le { $day }
accounts-lapsed = échéance passée
accounts-disabled = désactivé
accounts-confirm = Confirmer
accounts-confirm-label = Confirmer le compte { $who }
accounts-disable = Désactiver
accounts-disable-label = Désactiver le compte { $who }
fact-accounts = Administration
