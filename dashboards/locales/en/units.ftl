# What a value counts, written beside it.
unit-persons = { $n ->
    [one] person
   *[other] persons
}
unit-inhabitants = { $n ->
    [one] inhabitant
   *[other] inhabitants
}
unit-patients = { $n ->
    [one] patient
   *[other] patients
}
unit-meetings = { $n ->
    [one] meeting
   *[other] meetings
}
unit-hours = h
unit-points = { $n ->
    [one] point
   *[other] points
}
unit-euros = €
unit-per-structure = per MSP
formula-median = the median, structure by structure
