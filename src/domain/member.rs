//! Professionals as the RPPS shows them: who works in which structure, and how many work in each commune. A floor: the
//! RPPS does not tell the structure of everybody.

use super::finess::FinessNumber;
use super::profession::{Group, Profession};

/// One professional in one structure. The person is a keyed hash, never a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub person: PersonKey,
    /// The site (category 603).
    pub structure: FinessNumber,
    pub profession: Profession,
    /// A doctor with one of the savoir-faire SM26, SM53, SM54.
    pub is_gp: bool,
    pub mode: Mode,
}

/// HMAC-SHA256 of the national identifier under the secret of the installation, its first 128 bits in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub String);

/// Mode d'exercice; liberal wins when a person has several in one structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Liberal,
    Employed,
    /// Volunteer, or not said.
    Other,
}

/// The distinct liberal professionals of one profession in one commune: what a share of the territory divides by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Professionals {
    /// INSEE code of today.
    pub commune: String,
    pub profession: Profession,
    pub is_gp: bool,
    pub count: u32,
}

impl Member {
    #[must_use]
    pub fn group(&self) -> Group {
        self.profession.group(self.is_gp)
    }
}

impl Mode {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Liberal => "liberal",
            Self::Employed => "employed",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Liberal, Self::Employed, Self::Other].into_iter().find(|mode| mode.as_str() == text)
    }
}
