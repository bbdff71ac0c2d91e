//! What experts expect before any label, and how many structures a desk can take up: `jobs/risk/model.toml`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::{Fault, Language, Named};
use super::{Basis, RiskModel};
use crate::domain::geography::france;

pub(in super::super) const FILE: &str = "jobs/risk/model.toml";

/// Every feature that is read in `src/risk/features.rs`. Flags (`f_…`) are 0 or 1, the others are standardised.
pub const FEATURE_IDS: [&str; 17] = [
    "patients_log",
    "patients_per_gp_log",
    "patients_growth",
    "gps_log",
    "f_one_gp",
    "f_two_gps",
    "outflow",
    "f_trains",
    "f_no_agreement",
    "funding_log",
    "aci_share",
    "f_no_coordinator",
    "f_no_monthly_meeting",
    "f_conflict",
    "area_exits",
    "f_young_or_old",
    "f_silent",
];

/// What may be foretold besides fewer than two doctors, of which `base` speaks.
const TARGET_IDS: [&str; 4] = ["aci_ended", "closed", "serious", "doctor_lost"];

/// From so many outcomes on the coefficients would have to be fitted, which nothing here does yet.
const FITTED: usize = 25;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Experts {
    pub version: u32,
    pub owner: String,
    pub next_review: NaiveDate,
    pub labels: Labels,
    pub base: Base,
    pub doctors: Layer,
    pub lists: Lists,
    #[serde(rename = "target")]
    pub targets: Vec<Aim>,
    #[serde(rename = "feature")]
    pub features: Vec<Feature>,
}

/// Another outcome that past years may be foretold for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    pub id: String,
    pub mark: Basis,
    pub source: String,
    /// Share of structures a year, 0 to 1.
    pub rate: f64,
    /// Whether experts expect the same of the features as for fewer than two doctors; otherwise nothing.
    pub has_experts: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Outcomes known.
    pub events: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    pub mark: Basis,
    pub source: String,
    /// Share of structures a year, 0 to 1.
    pub rate: f64,
    /// Of the intercept, in log-odds.
    pub sd: f64,
}

/// The weight of the doctor layer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    pub mark: Basis,
    pub source: String,
    pub mean: f64,
    pub sd: f64,
    /// Its probabilities are taken to lie between this and one minus it.
    pub floor: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    pub mark: Basis,
    pub source: String,
    pub strong: Share,
    pub moderate: Share,
    pub capacity: Capacity,
    /// What desks said otherwise, by code of region.
    pub capacity_of: BTreeMap<String, u32>,
    pub cooldown_months: u32,
    /// Factor on the odds.
    pub again: f64,
}

/// Structures that a desk can take up: a share of its own, 0 to 1, within bounds.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    pub share: f64,
    pub least: u32,
    pub most: u32,
}

/// Of the structures of a desk, 0 to 1.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub enters: f64,
    pub keeps: f64,
}

/// What is expected of one feature: `N(mean, sd²)`, in log-odds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    pub id: String,
    pub theme: String,
    pub mark: Basis,
    pub mean: f64,
    pub sd: f64,
    /// What may be done about it; none when nothing can.
    #[serde(default)]
    pub levers: Vec<String>,
    pub fr: Named,
    pub en: Named,
}

impl Feature {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr.name,
            Language::English => &self.en.name,
        }
    }
}

impl Lists {
    #[must_use]
    pub fn capacity(&self, region: &str, structures: usize) -> u32 {
        let Capacity { share, least, most } = self.capacity;
        let usual = (share * structures as f64).round() as u32;
        self.capacity_of.get(region).copied().unwrap_or(usual.min(most).max(least))
    }
}

impl Experts {
    #[must_use]
    pub fn feature(&self, id: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.id == id)
    }

    pub(in super::super) fn faults(&self, model: &RiskModel) -> Vec<Fault> {
        let mut problems = self.number_problems();
        let known: BTreeSet<&str> = self.features.iter().map(|feature| feature.id.as_str()).collect();
        if known.len() < self.features.len() {
            problems.push("a feature stands twice".into());
        }
        let strange = known.iter().filter(|id| !FEATURE_IDS.contains(id));
        problems.extend(strange.map(|id| format!("no feature is called “{id}”")));
        let missing = FEATURE_IDS.into_iter().filter(|id| !known.contains(id));
        problems.extend(missing.map(|id| format!("{id}: is missing")));
        let targets: BTreeSet<&str> = self.targets.iter().map(|target| target.id.as_str()).collect();
        if targets.len() < self.targets.len() || targets != BTreeSet::from(TARGET_IDS) {
            problems.push(format!("targets: are {}, each once", TARGET_IDS.join(", ")));
        }
        let is_rate = |target: &&Aim| target.rate > 0.0 && target.rate < 1.0;
        let wrong = self.targets.iter().filter(|target| !is_rate(target));
        problems.extend(wrong.map(|target| format!("{}: rate is a share between 0 and 1", target.id)));
        for feature in &self.features {
            let Feature { id, theme, mean, sd, levers, fr, en, .. } = feature;
            if !(mean.is_finite() && *sd > 0.0 && sd.is_finite()) {
                problems.push(format!("{id}: N({mean}, {sd}²) is no prior; a standard deviation is above 0"));
            }
            if !model.rules.themes.iter().any(|known| known.id == *theme) {
                problems.push(format!("{id}: no theme is called “{theme}”"));
            }
            let unknown = levers.iter().filter(|lever| model.lever(lever).is_none());
            problems.extend(unknown.map(|lever| format!("{id}: no lever is called “{lever}”")));
            if [fr, en].into_iter().any(|text| text.name.trim().is_empty()) {
                problems.push(format!("{id}: a text is empty"));
            }
        }
        problems.into_iter().map(|problem| Fault { file: FILE.into(), problem }).collect()
    }

    fn number_problems(&self) -> Vec<String> {
        let Lists { strong, moderate, again, .. } = self.lists;
        let is_inside = |share: f64| share > 0.0 && share < 1.0;
        let mut problems = Vec::new();
        let rights = [
            ("base.rate: is a share between 0 and 1", is_inside(self.base.rate)),
            ("base.sd, doctors.sd: are above 0", self.base.sd > 0.0 && self.doctors.sd > 0.0),
            ("doctors.mean: is above 0", self.doctors.mean > 0.0),
            ("doctors.floor: is between 0 and a half", self.doctors.floor > 0.0 && self.doctors.floor < 0.5),
            (
                "lists: shares are between 0 and 1, strong within moderate, and what is kept not below what enters",
                [strong, moderate]
                    .iter()
                    .all(|it| is_inside(it.enters) && it.enters <= it.keeps && it.keeps < 1.0)
                    && strong.enters <= moderate.enters,
            ),
            ("lists.again: is at least 1", again >= 1.0),
            (
                "labels.events: from 25 on the coefficients must be fitted, which is not done yet",
                self.labels.events < FITTED,
            ),
        ];
        problems.extend(
            rights.into_iter().filter(|(_, is_right)| !is_right).map(|(problem, _)| problem.to_owned()),
        );
        let regions = &france().departments;
        let unknown = self.lists.capacity_of.keys();
        let unknown =
            unknown.filter(|code| !regions.iter().any(|department| department.region == code.as_str()));
        problems.extend(unknown.map(|code| format!("lists.capacity_of: no region has the code “{code}”")));
        problems
    }
}
