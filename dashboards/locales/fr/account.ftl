# La connexion, le compte, et ce qui n’est pas public d’une structure.
sign-in-title = Connexion
sign-in-lead = Pour les agences régionales, les caisses, les fédérations, le ministère et les équipes. Les pages publiques se lisent sans compte.
sign-in-email = Adresse électronique
sign-in-password = Mot de passe
sign-in-button = Se connecter
sign-in-lost = Mot de passe perdu, ou pas de compte ? Demandez un nouveau mot de passe ou un compte à la personne qui administre l’observatoire. Le site lui-même n’envoie aucun courriel.
sign-in-cookie = Un seul témoin de connexion (cookie), qui ne sert qu’à cela et disparaît avec le navigateur. Chaque lecture de données réservées est notée : qui, quand, quoi.
sign-in-wrong = L’adresse ou le mot de passe ne convient pas.
sign-in-shut = { $n ->
    [one] Trop d’essais sans succès. Réessayez dans { $count } minute.
   *[other] Trop d’essais sans succès. Réessayez dans { $count } minutes.
 }
openid-or = ou
openid-button = Se connecter avec { $name }
openid-silent = Le service d’identité ne répond pas. Réessayez dans un moment, ou utilisez votre mot de passe.
openid-stale = Cette connexion a expiré, ou vient d’un autre navigateur. Recommencez.
openid-refused = La connexion n’a pas abouti. Recommencez, ou utilisez votre mot de passe.
openid-no-account = Votre identité est reconnue, mais aucun compte de l’observatoire ne vous est ouvert sous cette adresse. Demandez-le à la personne qui administre l’observatoire.
code-title = Code à usage unique
code-lead = Votre mot de passe convient. Ouvrez votre application de codes et recopiez les six chiffres.
code-field = Code à six chiffres, ou code de secours
code-button = Continuer
code-lost = Téléphone perdu ? Un code de secours le remplace, une fois. Sinon, la personne qui administre l’observatoire peut retirer cette demande.
code-wrong = Ce code ne convient pas, ou a déjà servi. Attendez le suivant.
factor-title = Second facteur
factor-lead = Un code de votre téléphone, demandé après le mot de passe. Une connexion par votre service d’identité ne le demande pas.
factor-off = Non activé
factor-off-text = Il faut une application de codes (TOTP) sur un téléphone ou un gestionnaire de mots de passe.
factor-begin = Commencer
factor-begun = Relier l’application
factor-begun-text = Ce secret n’est montré que jusqu’à la confirmation, puis plus jamais.
factor-qr = Code QR à lire avec l’application
factor-text = Sans appareil photo, tapez ce secret dans l’application :
factor-code = Code que montre l’application
factor-confirm = Activer
factor-confirmed = Activé
factor-codes-text = Gardez ces codes de secours hors de votre téléphone : chacun remplace une fois le code à six chiffres. Ils ne seront plus montrés.
factor-done = C’est noté
factor-on = Activé
factor-left = { $n ->
    [0] Il ne reste aucun code de secours : retirez le second facteur, puis activez-le à nouveau.
    [one] Il reste { $count } code de secours.
   *[other] Il reste { $count } codes de secours.
}
factor-remove = Retirer
fact-factor = Second facteur
factor-state-on = activé
factor-state-off = non activé
account-title = Mon compte
account-who = Qui je suis
account-sessions = Sessions ouvertes
account-sessions-text = Une session se termine après trente minutes sans activité, et au plus tard dix heures après la connexion.
account-password = Changer de mot de passe
account-password-text = Douze caractères au moins : plusieurs mots valent mieux qu’un mot compliqué. Les autres sessions seront fermées.
account-sign-out = Se déconnecter
fact-name = Nom
fact-email = Adresse
fact-role = Rôle
fact-territories = Territoires
fact-structure = Structure
fact-journal = Contrôle
fact-password-set = Mot de passe choisi le
role-msp = Coordination d’une maison de santé
role-ars = Agence régionale de santé
role-cpam = Assurance maladie
role-federation = Fédération
role-dgos = Ministère (DGOS)
role-administrator = Administration de l’observatoire
role-none = aucun
role-msp-sees = En plus des pages publiques, vous voyez les membres, les données déclarées et l’ACI de votre structure.
role-ars-sees = En plus des pages publiques, vous voyez les membres, les données déclarées et l’ACI des structures de vos territoires.
role-cpam-sees = En plus des pages publiques, vous voyez l’ACI des structures de vos territoires.
role-administrator-sees = En plus des pages publiques, vous voyez les comptes et le journal des accès ; rien de ce qui est réservé sur une structure.
role-public-sees = Vous voyez ce que voit le public : les faits de chaque structure et les agrégats, petits effectifs masqués.
col-opened-at = Ouverte
col-seen-at = Dernière activité, et d’où
col-action = Action
session-this = cette session
session-end = Fermer
session-end-label = Fermer la session ouverte le { $moment }
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Encore une fois
password-button = Changer
password-changed = Votre mot de passe est changé ; les autres sessions sont fermées.
password-wrong = Le mot de passe actuel ne convient pas.
password-not-same = Les deux saisies du nouveau mot de passe diffèrent.
password-short = Le nouveau mot de passe est trop court : douze caractères au moins.
password-long = Le nouveau mot de passe est trop long : deux cents caractères au plus.
password-login = Votre adresse n’est pas un mot de passe.
password-common = Ce mot de passe est de ceux que l’on essaie en premier. Choisissez-en un autre.
members-title = { $name } : membres et données déclarées
members-short = Membres et données déclarées
members-file = Tout ce que nous tenons sur votre structure (JSON)
members-lead = Accès réservé. Votre lecture de cette page est notée.
members-team = { $n ->
    [0] Aucun membre dans la dernière édition du RPPS
    [one] { $count } membre dans la dernière édition du RPPS
   *[other] { $count } membres dans la dernière édition du RPPS
 }
members-team-text = Le RPPS ne dit pas la structure de chacun : c’est un plancher. Les personnes y sont des clés, jamais des noms.
members-group = Profession
members-all = Ensemble
members-liberal = Libéraux
members-employed = Salariés
members-other = Autres
members-nothing = Rien n’a été transmis.
members-since = depuis le { $day }
members-events = Les douze derniers mois, et ce qui est annoncé
members-no-event = Rien sur les douze derniers mois, rien d’annoncé.
