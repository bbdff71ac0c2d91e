//! The rules of the weak signals, what may be done about them, and the hazards of the doctor layer: `jobs/risk/*.toml`.

mod hazards;
mod thresholds;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Catalog, Fault, Language, Named};

pub use hazards::{Ages, Band, Basis, Hazards, Marked, Rate, Replacement, UnknownAge};
pub use thresholds::Thresholds;

const RULES: &str = "jobs/risk/rules.toml";
const LEVERS: &str = "jobs/risk/levers.toml";

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
        let (rules, levers, hazards) = (rules?, levers?, hazards?);
        let thresholds = Thresholds::read(|name| {
            let (id, threshold) = name.split_once('_')?;
            let rule = rules.all.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))?;
            rule.thresholds.get(threshold).copied()
        });
        Some(Self { rules, levers, hazards, thresholds })
    }

    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.all.iter().find(|rule| rule.id == id)
    }

    #[must_use]
    pub fn lever(&self, id: &str) -> Option<&Lever> {
        self.levers.all.iter().find(|lever| lever.id == id)
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let of = |file: &'static str| move |problem| Fault { file: file.into(), problem };
        let rules = self
            .table_problems()
            .into_iter()
            .chain(self.rules.all.iter().flat_map(|rule| self.problems(rule)));
        let mut faults: Vec<Fault> = rules.map(of(RULES)).collect();
        let texts = self.levers.all.iter().flat_map(|lever| {
            let texts = [&lever.fr.name, &lever.fr.holder, &lever.en.name, &lever.en.holder, &lever.source];
            texts
                .into_iter()
                .filter(|text| text.trim().is_empty())
                .map(|_| format!("{}: a text is empty", lever.id))
        });
        faults.extend(
            texts.chain(twice(self.levers.all.iter().map(|lever| lever.id.as_str()))).map(of(LEVERS)),
        );
        faults.extend(self.hazards.faults());
        faults
    }

    fn table_problems(&self) -> Vec<String> {
        let written = || self.rules.all.iter().map(|rule| rule.id.as_str());
        let mut problems: Vec<String> = twice(written());
        let unknown = written().filter(|id| !RULE_IDS.contains(id));
        problems.extend(unknown.map(|id| format!("no rule is called “{id}”")));
        let missing = RULE_IDS.into_iter().filter(|id| !written().any(|written| written == *id));
        problems.extend(missing.map(|id| format!("{id}: is missing")));
        problems.extend(twice(self.rules.themes.iter().map(|theme| theme.id.as_str())));
        let Grades { below_minimum, common, .. } = self.rules.grades;
        if ![below_minimum, common].iter().all(|share| (0.0..=1.0).contains(share)) {
            problems.push("grades: below_minimum and common are shares from 0 to 1".into());
        }
        problems
    }

    fn problems(&self, rule: &Rule) -> Vec<String> {
        let id = &rule.id;
        let mut problems = Vec::new();
        if !self.rules.themes.iter().any(|theme| theme.id == rule.theme) {
            problems.push(format!("{id}: no theme is called “{}”", rule.theme));
        }
        let unknown = rule.levers.iter().filter(|lever| self.lever(lever).is_none());
        problems.extend(unknown.map(|lever| format!("{id}: no lever is called “{lever}”")));
        let protects = id.starts_with('P');
        let range = if protects { -3..=-1 } else { 0..=5 };
        if !range.contains(&rule.weight) {
            problems.push(format!(
                "{id}: weight {} is not between {} and {}",
                rule.weight,
                range.start(),
                range.end()
            ));
        }
        if rule.levers.is_empty() && !protects {
            problems.push(format!("{id}: levers: name at least one"));
        }
        if rule.lead.is_some_and(|[from, to]| to < from) {
            problems.push(format!("{id}: lead: ends before it begins"));
        }
        if let Some(demoted) =
            rule.demoted.as_ref().filter(|it| it.from <= rule.weight || it.reason.trim().is_empty())
        {
            problems.push(format!(
                "{id}: demoted: from {} to {}, or without a reason",
                demoted.from, rule.weight
            ));
        }
        let start = format!("{}_", id.to_lowercase());
        let known: Vec<&str> =
            Thresholds::NAMES.iter().filter_map(|name| name.strip_prefix(&start)).collect();
        let given = rule.thresholds.iter();
        let strange = given.clone().filter(|(name, _)| !known.contains(&name.as_str()));
        problems.extend(strange.map(|(name, _)| format!("{id}: no threshold is called “{name}”")));
        let wrong = given.filter(|(_, value)| !(value.is_finite() && **value >= 0.0));
        problems
            .extend(wrong.map(|(name, value)| format!("{id}: {name}: {value} is not a number from 0 on")));
        let missing = known.iter().filter(|name| !rule.thresholds.contains_key(**name));
        problems.extend(missing.map(|name| format!("{id}: the threshold “{name}” is missing")));
        let texts = [&rule.fr.name, &rule.fr.sentence, &rule.en.name, &rule.en.sentence];
        if texts.into_iter().any(|text| text.trim().is_empty()) {
            problems.push(format!("{id}: a text is empty"));
        }
        problems
    }

    /// Files whose review is overdue.
    pub(super) fn overdue(&self, today: NaiveDate) -> impl Iterator<Item = Fault> {
        let files = [
            (RULES, self.rules.next_review, &self.rules.owner),
            (hazards::FILE, self.hazards.next_review, &self.hazards.owner),
        ];
        files.into_iter().filter(move |(_, review, _)| *review < today).map(|(file, review, owner)| Fault {
            file: file.into(),
            problem: format!("next_review: was due on {review}; ask {owner}"),
        })
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).map(|id| format!("“{id}” stands twice")).collect()
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
