# La page où une structure répond, sans compte. Aucun mot qui juge : celui des messages vaut ici aussi.
reply-short = Votre réponse
reply-lead = Cette page est à votre équipe : dites-nous ce qui est inexact, ce qui change, ou demandez un appel. Aucun compte n’est nécessaire. Elle reste ouverte jusqu’au { $until }.
reply-source = Source : ce que votre équipe a déclaré, tel que notre message de { $month } vous l’a dit.
reply-answer = Répondre
reply-answer-text = Ouvrez ce qui vous convient ; vous pouvez répondre plusieurs fois.
reply-kind-inexact = Une donnée est inexacte
reply-kind-replacement = Un remplacement est assuré
reply-kind-new-associate = Un nouvel associé arrive
reply-kind-unconfirmed = Un changement dont on parle n’est pas confirmé
reply-kind-handled = C’est déjà suivi
reply-kind-call = Rappelez-moi
reply-kind-words = Autre chose à nous dire
reply-kind-declaration = Déclaration
reply-fact-other = Une autre
reply-field-fact = La donnée
reply-field-value = La bonne valeur
reply-field-profession = Profession
reply-field-until = Jusqu’au
reply-field-from = Dès le
reply-field-phone = Votre téléphone
reply-field-when = Quand vous appeler
reply-field-words = Précisions
reply-field-words-words = Votre message
reply-field-unconfirmed-words = De quoi s’agit-il
reply-field-handled-words = Par qui, comment
reply-help-value = Si vous ne la connaissez pas, laissez vide : nous noterons que la donnée est contestée.
reply-help-words = 1 000 signes au plus. Ne nommez personne.
reply-help-when = Par exemple : mardi entre 12 h et 14 h
reply-help-month = Écrit AAAA-MM, par exemple 2026-09
reply-optional = (facultatif)
reply-needed = (nécessaire)
reply-send = Envoyer
reply-problems = Rien n’a encore été envoyé. À corriger :
reply-problem = { $field } : { $text }
reply-wrong-missing = à remplir
reply-wrong-too-long = trop long
reply-wrong-not-a-day = une date est attendue
reply-wrong-too-far = cette date est trop éloignée d’aujourd’hui
reply-wrong-not-a-number = un nombre est attendu
reply-wrong-not-a-phone = un numéro de téléphone est attendu
reply-wrong-empty = Aucune donnée n’est remplie : il en faut une au moins.
reply-thanks = Merci, votre réponse est arrivée. Votre interlocuteur la lit ; nous ne vous enverrons pas d’autre message avant le { $until }.
reply-thanks-data = Merci, votre réponse est arrivée. La donnée sera lue dans les minutes qui viennent et comptera dès la prochaine mise à jour, datée d’aujourd’hui. Nous ne vous enverrons pas d’autre message avant le { $until }.
reply-thanks-call = Merci, votre demande est arrivée. Votre interlocuteur vous rappellera ; nous ne vous enverrons pas d’autre message avant le { $until }.
reply-given = Ce que nous avons reçu
reply-declare = Déclarer vos données
reply-declare-text = Le formulaire se remplit en plusieurs fois : le brouillon est gardé avec ce lien.
reply-draft-of = brouillon du { $moment }
reply-use = Vos réponses sont lues par l’agence régionale de santé et gardées avec leur date. Elles servent à corriger les données et à vous aider, à rien d’autre.
reply-declaration-lead = Une case vide veut dire « inconnu », jamais zéro, et ne change rien à ce que nous avons déjà.
reply-figures = Vos données
reply-figures-text = Des nombres seulement : ni nom, ni numéro de professionnel.
reply-others = { $n ->
    [0] { "" }
    [one] { $count } colonne de cette table n’est pas demandée ici ; elle s’envoie dans le fichier.
   *[other] { $count } colonnes de cette table ne sont pas demandées ici ; elles s’envoient dans le fichier.
}
reply-send-declaration = Envoyer la déclaration
reply-save = Garder le brouillon
reply-saved = Le brouillon est gardé. Vous pouvez fermer cette page et la rouvrir par le même lien.
reply-resumed = Voici votre brouillon, tel que vous l’avez laissé.
reply-closed = Ce lien n’est plus ouvert : il vaut soixante jours. Votre réponse reste bienvenue : répondez simplement au message que vous avez reçu, ou demandez un nouveau lien à votre interlocuteur de l’agence régionale de santé.
reply-unknown = Ce lien n’est pas complet, ou n’existe pas. Ouvrez-le depuis le message que vous avez reçu, en entier ; à défaut, répondez à ce message.
reply-shut = { $n ->
    [one] Trop de liens inconnus ont été essayés depuis votre réseau. Réessayez dans { $count } minute.
   *[other] Trop de liens inconnus ont été essayés depuis votre réseau. Réessayez dans { $count } minutes.
}
reply-too-many = Ce lien a déjà servi à beaucoup de réponses. Pour la suite, appelez votre interlocuteur ou répondez au message.
