//! One number of one subject, quoted or declared, with where it comes from.

use super::territory::Territory;

/// A figure quoted from a publication. Figures that contradict each other are all kept.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedFigure {
    /// What is counted: `msp_en_fonctionnement`, `contrats_aci_actifs` …
    pub code: String,
    pub territory: Territory,
    pub period: Period,
    pub value: f64,
    pub unit: String,
    /// `publie`, `publie_arrondi`, `publie_minorant`, `derive`, `objectif`.
    pub nature: String,
    /// The publication, with its date.
    pub citation: String,
}

/// The date a published figure speaks of, as finely as the publication says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Undated,
    Year(i32),
    Month(super::month::Month),
    Day(chrono::NaiveDate),
}

impl Period {
    /// The day at which a chart may place the figure: the end of its period.
    #[must_use]
    pub fn end(self) -> Option<chrono::NaiveDate> {
        match self {
            Self::Undated => None,
            Self::Year(year) => chrono::NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Month(month) => Some(month.last_day()),
            Self::Day(day) => Some(day),
        }
    }

    /// Reads `2024-12-31`, `2025-07`, `2023`, or nothing.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.len() {
            0 => Some(Self::Undated),
            4 => text.parse().ok().filter(|year| (1900..2200).contains(year)).map(Self::Year),
            7 => text.parse().ok().map(Self::Month),
            _ => text.parse().ok().map(Self::Day),
        }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Undated => Ok(()),
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(month) => write!(f, "{month}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}
