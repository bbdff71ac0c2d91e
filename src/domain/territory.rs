//! The territories that a number is given for.

use std::fmt;
use std::str::FromStr;

/// `FR`, `REG-84`, `DEP-2A`, `EPCI-200000172`, `COM-01004`. Codes are INSEE's (an EPCI's is its SIREN).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Territory {
    France,
    Region(String),
    Department(String),
    Epci(String),
    Commune(String),
}

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not a territory; write FR, REG-84, DEP-2A, EPCI-200000172 or COM-01004")]
pub struct NotATerritory(String);

/// A level of territory for which points are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
pub enum Level {
    #[serde(rename = "FR")]
    France,
    #[serde(rename = "REG")]
    Region,
    #[serde(rename = "DEP")]
    Department,
    #[serde(rename = "EPCI")]
    Epci,
    #[serde(rename = "COM")]
    Commune,
}

impl Territory {
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            Self::France => Level::France,
            Self::Region(_) => Level::Region,
            Self::Department(_) => Level::Department,
            Self::Epci(_) => Level::Epci,
            Self::Commune(_) => Level::Commune,
        }
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::France => write!(f, "FR"),
            Self::Region(code) => write!(f, "REG-{code}"),
            Self::Department(code) => write!(f, "DEP-{code}"),
            Self::Epci(code) => write!(f, "EPCI-{code}"),
            Self::Commune(code) => write!(f, "COM-{code}"),
        }
    }
}

impl FromStr for Territory {
    type Err = NotATerritory;
    fn from_str(text: &str) -> Result<Self, NotATerritory> {
        let refuse = || NotATerritory(text.to_owned());
        if text == "FR" {
            return Ok(Self::France);
        }
        let (level, code) = text.split_once('-').ok_or_else(refuse)?;
        let plain = |min, max| {
            let fits = (min..=max).contains(&code.len())
                && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
            if fits { Ok(code.to_owned()) } else { Err(refuse()) }
        };
        match level {
            "REG" => plain(2, 3).map(Self::Region),
            "DEP" => plain(2, 3).map(Self::Department),
            "EPCI" => plain(9, 9).map(Self::Epci),
            "COM" => plain(5, 5).map(Self::Commune),
            _ => Err(refuse()),
        }
    }
}
