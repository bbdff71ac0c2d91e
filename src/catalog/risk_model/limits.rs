//! When the model is no longer to be believed: `jobs/risk/drift.toml`.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::Fault;
use super::Basis;
use crate::domain::month::Month;

pub(in super::super) const FILE: &str = "jobs/risk/drift.toml";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub version: u32,
    pub owner: String,
    pub next_review: NaiveDate,
    pub reference: Reference,
    pub stability: Limit,
    pub missing: Limit,
    pub events: Ratio,
}

/// With what a month is compared.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Before it, at least.
    pub months: i32,
    /// Nothing before that month counts any more: somebody has looked.
    pub accepted: Option<Month>,
}

/// Past `watch` somebody looks, past `act` the model steps back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub mark: Basis,
    pub source: String,
    pub watch: f64,
    pub act: f64,
    /// With fewer structures nothing can be told.
    pub least: usize,
}

/// Observed over expected.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    pub mark: Basis,
    pub source: String,
    pub low: f64,
    pub high: f64,
    /// With fewer events nothing can be told.
    pub least: usize,
}

impl Limits {
    pub(in super::super) fn faults(&self) -> Vec<Fault> {
        let is_limit = |limit: &Limit| {
            0.0 < limit.watch && limit.watch <= limit.act && limit.act.is_finite() && limit.least > 0
        };
        let Ratio { low, high, least, .. } = self.events;
        let is_ratio = 0.0 < low && low < 1.0 && 1.0 < high && high.is_finite() && least > 0;
        let rights = [
            ("reference.months: is at least 1", self.reference.months > 0),
            ("stability: 0 < watch <= act, and least is at least 1", is_limit(&self.stability)),
            ("missing: 0 < watch <= act <= 1, and least is at least 1", {
                is_limit(&self.missing) && self.missing.act <= 1.0
            }),
            ("events: 0 < low < 1 < high, and least is at least 1", is_ratio),
        ];
        let wrong = rights.into_iter().filter(|(_, is_right)| !is_right);
        wrong.map(|(problem, _)| Fault { file: FILE.into(), problem: problem.into() }).collect()
    }
}
