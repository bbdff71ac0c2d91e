# Ce que compte une valeur, écrit à côté d’elle.
unit-persons = { $n ->
    [one] personne
   *[other] personnes
}
unit-inhabitants = { $n ->
    [one] habitant
   *[other] habitants
}
unit-patients = { $n ->
    [one] patient
   *[other] patients
}
unit-meetings = { $n ->
    [one] réunion
   *[other] réunions
}
unit-hours = h
unit-points = { $n ->
    [one] point
   *[other] points
}
unit-euros = €
unit-per-structure = par MSP
formula-median = la médiane, structure par structure
