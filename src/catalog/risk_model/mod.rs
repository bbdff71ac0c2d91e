//! The rules of the weak signals, what may be done about them, the hazards of the doctor layer, the priors of the
//! model, when it is not to be believed, and how long a case may take: `jobs/risk/*.toml`.

mod check;
mod hazards;
mod limits;
mod priors;
mod thresholds;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Catalog, Fault, Language, Named};
use crate::domain::case::Terms;

pub use hazards::{Ages, Band, Basis, Hazards, Marked, Rate, Replacement, UnknownAge};
pub use limits::{Limit, Limits, Ratio, Reference};
pub use priors::{Aim, Base, Experts, FEATURE_IDS, Feature, Labels, Layer, Lists, Share};
pub use thresholds::Thresholds;

const RULES: &str = "jobs/risk/rules.toml";
const LEVERS: &str = "jobs/risk/levers.toml";
const CASES: &str = "jobs/risk/cases.toml";

/// Every rule that is written in `src/risk/rules`: the weak signals W, and what protects P.
pub const RULE_IDS: [&str; 29] = [
    "W01", "W02", "W03", "W04", "W05", "W06", "W07", "W08", "W09", "W10", "W11", "W12", "W13", "W14", "W15",
    "W16", "W17", "W18", "W19", "W20", "W21", "W22", "P01", "P02", "P03", "P04", "P05", "P06", "P07",
];

#[derive(Clone, Debug)]
pub struct RiskModel {
    pub rules: Rules,
    pub levers: Levers,
    pub hazards: Hazards,
    pub experts: Experts,
    pub limits: Limits,
    /// How long things may take in a case.
    pub cases: Terms,
    pub thresholds: Thresholds,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    pub version: u32,
    pub owner: String,
    pub next_review: NaiveDate,
    pub grades: Grades,
    #[serde(rename = "theme")]
    pub themes: Vec<Theme>,
    #[serde(rename = "rule")]
    pub all: Vec<Rule>,
}

/// How signals combine.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grades {
    /// From this weight on a signal counts for a grade.
    pub heavy: i32,
    /// Probability of fewer than two doctors within 24 months from which it counts as tension.
    pub below_minimum: f64,
    /// A rule that fires on this share of structures is no signal.
    pub common: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub id: String,
    pub fr: Named,
    pub en: Named,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub theme: String,
    /// 1 to 5; of what protects, −1 to −3.
    pub weight: i32,
    /// Whether it makes a grade when nothing else fires.
    #[serde(default = "yes")]
    pub alone: bool,
    /// Months, from and to, by which it comes before the trouble.
    #[serde(default)]
    pub lead: Option<[u32; 2]>,
    #[serde(default)]
    pub levers: Vec<String>,
    #[serde(default)]
    pub thresholds: BTreeMap<String, f64>,
    #[serde(default)]
    pub demoted: Option<Demotion>,
    /// Why its thresholds are no longer those first meant.
    #[serde(default)]
    pub retuned: Option<String>,
    pub fr: RuleText,
    pub en: RuleText,
}

/// Why a rule weighs less than it was first meant to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demotion {
    pub from: i32,
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    pub name: String,
    /// What has been seen when it fires.
    pub sentence: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levers {
    #[serde(rename = "lever")]
    pub all: Vec<Lever>,
}

/// What may be done, and by whom.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lever {
    pub id: String,
    pub source: String,
    pub mark: super::Mark,
    pub fr: LeverText,
    pub en: LeverText,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverText {
    pub name: String,
    /// Whom to ask.
    pub holder: String,
}

fn yes() -> bool {
    true
}

impl RiskModel {
    pub(super) fn load(definitions: &super::Definitions, faults: &mut Vec<Fault>) -> Option<Self> {
        let rules: Option<Rules> = definitions.read_one(RULES, faults);
        let levers: Option<Levers> = definitions.read_one(LEVERS, faults);
        let hazards: Option<Hazards> = definitions.read_one(hazards::FILE, faults);
        let experts: Option<Experts> = definitions.read_one(priors::FILE, faults);
        let limits: Option<Limits> = definitions.read_one(limits::FILE, faults);
        let cases: Option<Terms> = definitions.read_one(CASES, faults);
        let (rules, levers, hazards, experts, limits) = (rules?, levers?, hazards?, experts?, limits?);
        let thresholds = Thresholds::read(|name| {
            let (id, threshold) = name.split_once('_')?;
            let rule = rules.all.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))?;
            rule.thresholds.get(threshold).copied()
        });
        Some(Self { rules, levers, hazards, experts, limits, cases: cases?, thresholds })
    }

    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.all.iter().find(|rule| rule.id == id)
    }

    #[must_use]
    pub fn lever(&self, id: &str) -> Option<&Lever> {
        self.levers.all.iter().find(|lever| lever.id == id)
    }
}

impl Rule {
    #[must_use]
    pub fn text(&self, language: Language) -> &RuleText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    /// Whether it tells of what protects rather than of what threatens.
    #[must_use]
    pub fn protects(&self) -> bool {
        self.weight < 0
    }
}

impl Theme {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr.name,
            Language::English => &self.en.name,
        }
    }
}

impl Lever {
    #[must_use]
    pub fn text(&self, language: Language) -> &LeverText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl Catalog {
    /// Definitions whose review is overdue on `today`.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> Vec<Fault> {
        self.indicators_overdue(today).chain(self.risk.overdue(today)).collect()
    }
}
