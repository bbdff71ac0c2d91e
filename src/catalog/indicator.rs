//! The definition of one indicator: a closed vocabulary, no query language.

use chrono::NaiveDate;
use serde::Deserialize;

use super::Language;
use super::definitions::Identified;
use crate::domain::finess::Kind;
use crate::domain::legal_entity::LegalForm;
use crate::domain::register::Stage;
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
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Up,
    Down,
    None,
}

/// What a numerator or denominator counts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "count", rename_all = "lowercase", deny_unknown_fields)]
pub enum Term {
    /// Structures open at the end of the month.
    Structures { kind: Kind, form: Option<FormFilter> },
    /// Openings over the last `months` months.
    Openings { kind: Kind, months: i32 },
    /// Closures over the last `months` months.
    Closures { kind: Kind, months: i32 },
    /// Structures that came from another category or territory less those that went, over the last `months` months.
    Transfers { kind: Kind, months: i32 },
    /// Structures that the register calls open at the end of the month.
    Registered {},
    /// Open structures of the register where the ARS keeps one, of FINESS elsewhere (architecture: the headline).
    Headline {},
    /// Projects of the register under way at the end of the month.
    Projects {},
    /// Projects given up over the last `months` months.
    Abandoned { months: i32 },
    /// Projects that passed a stage over the last `months` months.
    Passed { stage: Stage, months: i32 },
    /// Days that the stage took them, in all.
    Waited { stage: Stage, months: i32 },
    /// Inhabitants of the territory.
    Population {},
    /// A value of `jobs/parameters` in force on the last day of the month.
    Parameter { name: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormFilter {
    Sisa,
    /// Any legal form, provided it is known.
    Known,
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

impl FormFilter {
    #[must_use]
    pub fn admits(self, form: LegalForm) -> bool {
        match self {
            Self::Sisa => form == LegalForm::Sisa,
            Self::Known => form != LegalForm::Unknown,
        }
    }
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

    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        std::iter::once(&self.numerator).chain(&self.denominator)
    }
}

impl Term {
    /// Whether only the register can tell it: elsewhere it is not supplied.
    #[must_use]
    pub fn needs_register(&self) -> bool {
        matches!(
            self,
            Self::Registered {}
                | Self::Projects {}
                | Self::Abandoned { .. }
                | Self::Passed { .. }
                | Self::Waited { .. }
        )
    }
}

impl Identified for Indicator {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
