//! How urgent a structure is: the level of an assessment, of a case and of a letter.

use serde::{Deserialize, Serialize};

/// In rising order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    None,
    Vigilance,
    Tension,
    Critique,
}

impl Grade {
    pub const ALL: [Self; 4] = [Self::None, Self::Vigilance, Self::Tension, Self::Critique];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Vigilance => "vigilance",
            Self::Tension => "tension",
            Self::Critique => "critique",
        }
    }
}
