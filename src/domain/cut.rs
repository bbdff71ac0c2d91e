//! Which part of a territory's structures a number speaks of: a zone, a breakdown, or all of them.

use std::fmt;
use std::str::FromStr;

use super::profession::Group;

/// Zoning of doctors by the ARS (arrêté of 9 May 2025): the zone in force that month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Zone {
    /// Zone d'intervention prioritaire.
    #[serde(rename = "ZIP")]
    Zip,
    /// Zone d'action complémentaire.
    #[serde(rename = "ZAC")]
    Zac,
    /// Hors zonage.
    #[serde(rename = "HZ")]
    Outside,
}

/// A class of a breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Of professionals, by profession.
    Group(Group),
    /// Of structures, by number of members.
    Size(Size),
}

/// Members of a structure as the RPPS shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    UpTo5,
    From6To10,
    From11To20,
    Over20,
}

/// All structures of a territory when both are none; never both at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cut {
    pub zone: Option<Zone>,
    pub class: Option<Class>,
}

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not {1}")]
pub struct NotACut(String, &'static str);

impl Zone {
    pub const ALL: [Self; 3] = [Self::Zip, Self::Zac, Self::Outside];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zip => "ZIP",
            Self::Zac => "ZAC",
            Self::Outside => "HZ",
        }
    }
}

impl Size {
    pub const ALL: [Self; 4] = [Self::UpTo5, Self::From6To10, Self::From11To20, Self::Over20];

    #[must_use]
    pub fn of(members: usize) -> Self {
        match members {
            0..=5 => Self::UpTo5,
            6..=10 => Self::From6To10,
            11..=20 => Self::From11To20,
            _ => Self::Over20,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UpTo5 => "1-5",
            Self::From6To10 => "6-10",
            Self::From11To20 => "11-20",
            Self::Over20 => "21+",
        }
    }
}

impl FromStr for Zone {
    type Err = NotACut;
    fn from_str(text: &str) -> Result<Self, NotACut> {
        let found = Self::ALL.into_iter().find(|zone| zone.as_str() == text);
        found.ok_or_else(|| NotACut(text.to_owned(), "a zone (ZIP, ZAC or HZ)"))
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group(group) => write!(f, "group={}", group.as_str()),
            Self::Size(size) => write!(f, "size={}", size.as_str()),
        }
    }
}

impl FromStr for Class {
    type Err = NotACut;
    fn from_str(text: &str) -> Result<Self, NotACut> {
        let found = match text.split_once('=') {
            Some(("group", name)) => {
                Group::ALL.into_iter().find(|group| group.as_str() == name).map(Self::Group)
            }
            Some(("size", name)) => Size::ALL.into_iter().find(|size| size.as_str() == name).map(Self::Size),
            _ => None,
        };
        found.ok_or_else(|| NotACut(text.to_owned(), "a class of a breakdown (group=nurse, size=6-10 …)"))
    }
}
