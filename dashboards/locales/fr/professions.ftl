# Les professions des équipes.
group-general_practitioner = Médecins généralistes
group-other_doctor = Autres médecins
group-nurse = Infirmiers
group-physiotherapist = Masseurs-kinésithérapeutes
group-pharmacist = Pharmaciens
group-other_auxiliary = Autres auxiliaires médicaux
group-other = Autres professions
