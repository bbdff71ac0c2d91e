# Les professions des équipes.
group-general_practitioner = Médecins généralistes
group-other_doctor = Autres médecins
group-nurse = Infirmiers
group-physiotherapist = Masseurs-kinésithérapeutes
group-pharmacist = Pharmaciens
group-other_auxiliary = Autres auxiliaires médicaux
group-other = Autres professions

professions-title = { $first } et { $second } : { $share } des professionnels en MSP
professions-title-none = La composition des équipes
professions-subtitle = Part de chaque famille de professions parmi les professionnels exerçant en MSP ; un plancher, le RPPS ne dit pas la structure de chacun
professions-nothing = La composition des équipes n’est pas encore fournie : aucune édition du RPPS n’a été importée pour ce mois.
professions-hidden = Masqué (petits effectifs)
professions-beside = par MSP
professions-desc = Une barre par territoire, partagée entre familles de professions. Le tableau donne les mêmes nombres.
professions-table = Professionnels par famille et par territoire
professions-total = Ensemble
panel-teams = Travail en équipe
panel-students = Étudiants et formation
panel-aci = Accord conventionnel (ACI)
panel-access = Accès aux soins
panel-title = { $panel } – { $name } : { $value }
panel-nothing = Aucune de ces données n’est encore fournie pour ce mois. Une donnée absente n’est jamais comptée comme zéro.
panel-parts = { $n } sur { $d }
panel-coverage = couverture { $share }
panel-subtitle = Chaque ligne mène à sa définition, sa tendance et ses fichiers
professions-suppressed = La composition des équipes est masquée pour ce mois : elle ferait deviner de petits effectifs.
