//! The trades of a team: codes of TRE_G15, how many there are for each general practitioner, how they behave.

#[derive(Debug, PartialEq)]
pub(in super::super) struct Trade {
    pub code: &'static str,
    pub label: &'static str,
    /// Members that a team has work for, for each founding general practitioner: such that the teams of 2023 show the
    /// mix of that year (sources.md, section 13); the trades that it does not name share what remains.
    pub each: f64,
    pub kind: Kind,
    /// Practising outside a maison de santé in the whole country, in thousands: written at a reduced scale, but for
    /// general practitioners.
    pub outside: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    GeneralPractitioner,
    Specialist,
    Auxiliary,
    Pharmacist,
    Dentist,
    Midwife,
    /// No profession of the code: never an associate of a SISA.
    TitleUser,
}

pub(in super::super) const GP: &Trade =
    &Trade { code: "10", label: "Médecin", each: 1.0, kind: Kind::GeneralPractitioner, outside: 47.0 };

/// All others.
pub(in super::super) const OTHERS: [Trade; 13] = [
    trade("10", "Médecin", 0.15, Kind::Specialist, 50.0),
    trade("60", "Infirmier", 1.13, Kind::Auxiliary, 90.0),
    trade("70", "Masseur-Kinésithérapeute", 0.44, Kind::Auxiliary, 70.0),
    trade("21", "Pharmacien", 0.215, Kind::Pharmacist, 25.0),
    trade("91", "Orthophoniste", 0.108, Kind::Auxiliary, 19.0),
    trade("80", "Pédicure-Podologue", 0.105, Kind::Auxiliary, 13.0),
    trade("95", "Diététicien", 0.08, Kind::Auxiliary, 5.0),
    trade("50", "Sage-Femme", 0.075, Kind::Midwife, 7.0),
    trade("93", "Psychologue", 0.068, Kind::TitleUser, 20.0),
    trade("40", "Chirurgien-Dentiste", 0.052, Kind::Dentist, 36.0),
    trade("94", "Ergothérapeute", 0.022, Kind::Auxiliary, 3.0),
    trade("96", "Psychomotricien", 0.022, Kind::Auxiliary, 4.0),
    trade("92", "Orthoptiste", 0.01, Kind::Auxiliary, 3.0),
];

const fn trade(code: &'static str, label: &'static str, each: f64, kind: Kind, outside: f64) -> Trade {
    Trade { code, label, each, kind, outside }
}

impl Kind {
    pub(in super::super) fn is_doctor(self) -> bool {
        matches!(self, Self::GeneralPractitioner | Self::Specialist)
    }
}
