//! The definition of one indicator: a closed vocabulary, no query language.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Language;
use super::definitions::Identified;
use super::term::Term;
use crate::domain::territory::Level;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    #[serde(skip)]
    pub id: String,
    /// Raised when the definition changes.
    pub version: u32,
    pub formula: Formula,
    #[serde(default = "one")]
    pub scale: f64,
    pub unit: Unit,
    pub decimals: usize,
    pub good: Direction,
    pub levels: Vec<Level>,
    /// Sources it needs, preferred first.
    pub source: Vec<String>,
    /// Parts for which it is computed besides, for France, regions and departments.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// Whether it is computed by zone besides, for France, regions and departments.
    #[serde(default)]
    pub zones: bool,
    /// The interval that is shown around its value, from numerator and denominator.
    pub interval: Option<Interval>,
    pub owner: String,
    pub next_review: NaiveDate,
    pub numerator: Term,
    pub denominator: Option<Term>,
    pub fr: IndicatorText,
    pub en: IndicatorText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Formula {
    /// The numerator.
    Count,
    /// `scale` × numerator / denominator.
    Ratio,
    /// Denominator − numerator.
    Shortfall,
    /// Of the numerator's values, structure by structure.
    Median,
}

/// By what a number is broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breakdown {
    /// By family of professions.
    Group,
    /// By number of members of the structure.
    Size,
}

/// How sure a value is, at 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interval {
    /// Of a share.
    Wilson,
    /// Of a rate of events by exposure.
    Poisson,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Unit {
    #[serde(rename = "structures")]
    Structures,
    #[serde(rename = "share")]
    Share,
    #[serde(rename = "per_100k")]
    Per100k,
    #[serde(rename = "months")]
    Months,
    #[serde(rename = "projects")]
    Projects,
    #[serde(rename = "persons")]
    Persons,
    #[serde(rename = "inhabitants")]
    Inhabitants,
    #[serde(rename = "patients")]
    Patients,
    #[serde(rename = "meetings")]
    Meetings,
    #[serde(rename = "hours")]
    Hours,
    #[serde(rename = "points")]
    Points,
    #[serde(rename = "euros")]
    Euros,
    /// A mean by structure; the name of the indicator says of what.
    #[serde(rename = "per_structure")]
    PerStructure,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
    None,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorText {
    pub name: String,
    pub definition: String,
    pub why: String,
}

fn one() -> f64 {
    1.0
}

impl Indicator {
    #[must_use]
    pub fn text(&self, language: Language) -> &IndicatorText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    /// Communes are computed on request for whatever is given for departments.
    #[must_use]
    pub fn is_given_for(&self, level: Level) -> bool {
        let level = if level == Level::Commune { Level::Department } else { level };
        self.levels.contains(&level)
    }

    /// Every source that it may read, FINESS among them when it needs to know which structures are open.
    #[must_use]
    pub fn sources_read(&self) -> Vec<&str> {
        let named = self.source.iter().map(String::as_str);
        let sources: std::collections::BTreeSet<&str> =
            named.chain(self.terms().flat_map(Term::sources)).collect();
        sources.into_iter().collect()
    }

    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.numerator).chain(&self.denominator)
    }
}

impl Identified for Indicator {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}

impl Unit {
    /// The sentence that names it beside a value; none when the value or the indicator's name says it.
    #[must_use]
    pub fn label(self) -> Option<&'static str> {
        Some(match self {
            Self::Share | Self::Per100k => return None,
            Self::Structures => "unit-structures",
            Self::Months => "unit-months",
            Self::Projects => "unit-projects",
            Self::Persons => "unit-persons",
            Self::Inhabitants => "unit-inhabitants",
            Self::Patients => "unit-patients",
            Self::Meetings => "unit-meetings",
            Self::Hours => "unit-hours",
            Self::Points => "unit-points",
            Self::Euros => "unit-euros",
            Self::PerStructure => "unit-per-structure",
        })
    }
}
