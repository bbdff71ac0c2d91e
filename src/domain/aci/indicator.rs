//! The 19 indicators of avenant 1.

use std::fmt;
use std::str::FromStr;

/// What an indicator is to the payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Without any one of them nothing is paid that year.
    #[serde(rename = "prerequis")]
    Prerequisite,
    /// Counts in the advance, as the prerequisites do.
    Socle,
    #[serde(rename = "optionnel")]
    Optional,
}

/// By the numbers of this project; the agreement itself only has titles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Indicator {
    /// Opening hours and unscheduled care each working day.
    A01,
    /// Answer to grave health crises.
    A02,
    /// Diversity of the professions of associates.
    A03,
    /// Second-recourse consultations by outside professionals.
    A04,
    /// A doctor under a contrat de solidarité territoriale médecin.
    A05,
    /// Public-health missions.
    A06,
    /// Users have a say.
    A07,
    /// Unscheduled care with the service d’accès aux soins.
    A08,
    /// Coordination.
    A09,
    /// Care protocols of several professions.
    A10,
    /// Meetings on patient files.
    A11,
    /// Trainees.
    A12,
    /// Coordination with others outside.
    A13,
    /// Quality.
    A14,
    /// National protocols of cooperation for unscheduled care.
    A15,
    /// Pathway: heart failure.
    A16,
    /// Pathway: children of 3 to 12 years who weigh too much.
    A17,
    /// Shared information system, standard level.
    A18,
    /// The same, advanced level.
    A19,
}

use Indicator::*;

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not an indicator of the ACI (A01 to A19)")]
pub struct NotAnIndicator(String);

impl Indicator {
    pub const ALL: [Self; 19] =
        [A01, A02, A03, A04, A05, A06, A07, A08, A09, A10, A11, A12, A13, A14, A15, A16, A17, A18, A19];

    pub const PREREQUISITES: [Self; 4] = [A01, A02, A09, A18];

    #[must_use]
    pub fn class(self) -> Class {
        match self {
            A01 | A02 | A09 | A18 => Class::Prerequisite,
            A10 | A11 => Class::Socle,
            _ => Class::Optional,
        }
    }
}

impl fmt::Display for Indicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl FromStr for Indicator {
    type Err = NotAnIndicator;
    fn from_str(text: &str) -> Result<Self, NotAnIndicator> {
        let found = Self::ALL.into_iter().find(|indicator| indicator.to_string() == text);
        found.ok_or_else(|| NotAnIndicator(text.to_owned()))
    }
}
