# The professions of the teams.
group-general_practitioner = General practitioners
group-other_doctor = Other doctors
group-nurse = Nurses
group-physiotherapist = Physiotherapists
group-pharmacist = Pharmacists
group-other_auxiliary = Other allied professions
group-other = Other professions
