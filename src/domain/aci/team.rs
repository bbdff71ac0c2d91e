//! What a team is and what it did in a civil year.

/// One team in one civil year.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Whose médecin traitant is an associate of the SISA.
    pub patients: f64,
    /// Associates of the SISA.
    pub professionals: u32,
    /// Of the contract within the year, 1 to 12.
    pub months: u32,
    /// By how much the shares of patients under C2S and under AME exceed those of the country, added up; 0 when they
    /// do not.
    pub precarity: f64,
    pub done: Done,
}

/// What is achieved of each indicator. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// None when the minimum of A01 is not reached.
    pub opening: Option<Opening>,
    pub crisis_plan: bool,
    /// There was a crisis, and the team acted.
    pub crisis_actions: bool,
    /// Levels reached, 0 to 2.
    pub diversity: u32,
    /// Levels reached, 0 to 2.
    pub second_recourse: u32,
    pub solidarity_doctor: bool,
    pub missions: u32,
    /// Level reached, 0 to 2.
    pub users: u32,
    /// 0, 1 (half of the doctors) or 2 (all).
    pub access_service: u32,
    pub coordination: bool,
    pub protocols: u32,
    /// Of these, with an infirmier en pratique avancée.
    pub protocols_ipa: u32,
    /// A year, with a written record.
    pub meetings: u32,
    /// Share, 0 to 1, of the patients spoken of in them.
    pub rate: f64,
    /// An infirmier en pratique avancée takes part.
    pub ipa: bool,
    pub trainees: u32,
    pub outside: bool,
    /// Level reached, 0 to 3.
    pub quality: u32,
    pub cooperation_protocols: u32,
    pub heart_failure: bool,
    pub overweight: bool,
    /// Shared software, labelled standard at least.
    pub software: bool,
    pub advanced_software: bool,
}

/// How far a team is open; the default is 8 to 20 o’clock, Saturday morning, all the year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opening {
    /// A day, from Monday to Friday.
    pub hours: f64,
    pub saturday: bool,
    /// Closed for up to three weeks in the year.
    pub closes: bool,
}

impl Default for Opening {
    fn default() -> Self {
        Self { hours: 12.0, saturday: true, closes: false }
    }
}

impl Done {
    /// Everything that counts in the advance, with as many protocols and that share of patients spoken of.
    #[must_use]
    pub fn socle(protocols: u32, rate: f64) -> Self {
        Self {
            opening: Some(Opening::default()),
            crisis_plan: true,
            coordination: true,
            protocols,
            meetings: 12,
            rate,
            software: true,
            ..Self::default()
        }
    }

    /// Every option besides, but for crises and for what asks for an infirmier en pratique avancée.
    #[must_use]
    pub fn everything(protocols: u32, rate: f64) -> Self {
        Self {
            diversity: 2,
            second_recourse: 2,
            solidarity_doctor: true,
            missions: 2,
            users: 2,
            access_service: 2,
            trainees: 4,
            outside: true,
            quality: 3,
            cooperation_protocols: 6,
            heart_failure: true,
            overweight: true,
            advanced_software: true,
            ..Self::socle(protocols, rate)
        }
    }
}
