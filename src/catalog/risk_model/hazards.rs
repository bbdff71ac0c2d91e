//! How likely doctors are to leave and places to be filled again: `jobs/risk/hazards.toml`.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::Fault;

pub(in super::super) const FILE: &str = "jobs/risk/hazards.toml";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazards {
    pub version: u32,
    pub owner: String,
    pub next_review: NaiveDate,
    /// Drawing the pension, a year.
    pub retirement: Ages,
    /// Share of those who leave when they draw it.
    pub leaving: Marked,
    /// Leaving for another place, a year.
    pub moves: Ages,
    pub unknown_age: UnknownAge,
    pub replacement: Replacement,
}

/// On what a figure rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Basis {
    /// Measured on the development panel.
    P,
    /// Published.
    L,
    /// Simulated.
    S,
    /// Assumption.
    A,
}

/// Rates a year, each from an age on; none before the first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    pub mark: Basis,
    pub source: String,
    pub rates: Vec<Rate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    pub from: i32,
    pub rate: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    pub mark: Basis,
    pub source: String,
    pub value: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnknownAge {
    pub mark: Basis,
    pub source: String,
    pub bands: Vec<Band>,
}

/// A share of doctors, evenly between two ages, both included.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub from: i32,
    pub to: i32,
    pub share: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    pub mark: Basis,
    pub source: String,
    /// Probability a month that a vacancy is filled.
    pub filled_a_month: f64,
    /// Doctors a year who come without a vacancy, in a structure.
    pub arrivals_a_year: f64,
    /// What both are multiplied by in an under-dense zone.
    pub under_dense: f64,
}

impl Ages {
    /// The rate a year at an age.
    #[must_use]
    pub fn at(&self, age: i32) -> f64 {
        self.rates.iter().rfind(|rate| rate.from <= age).map_or(0.0, |rate| rate.rate)
    }

    fn problems(&self, name: &str) -> Vec<String> {
        let unordered = self.rates.windows(2).any(|pair| pair[0].from >= pair[1].from);
        let wrong = self.rates.iter().filter(|rate| !is_share(rate.rate));
        let wrong =
            wrong.map(|rate| format!("{name}: {} from {} is not between 0 and 1", rate.rate, rate.from));
        unordered.then(|| format!("{name}: the ages do not ascend")).into_iter().chain(wrong).collect()
    }
}

impl Hazards {
    pub(in super::super) fn faults(&self) -> Vec<Fault> {
        let mut problems = [self.retirement.problems("retirement"), self.moves.problems("moves")].concat();
        let Replacement { filled_a_month, arrivals_a_year, under_dense, .. } = self.replacement;
        for (name, value, is_right) in [
            ("leaving.value", self.leaving.value, is_share(self.leaving.value)),
            ("replacement.filled_a_month", filled_a_month, is_share(filled_a_month)),
            ("replacement.arrivals_a_year", arrivals_a_year, (0.0..=10.0).contains(&arrivals_a_year)),
            ("replacement.under_dense", under_dense, is_share(under_dense)),
        ] {
            if !is_right {
                problems.push(format!("{name}: {value} is out of range"));
            }
        }
        let bands = &self.unknown_age.bands;
        let whole: f64 = bands.iter().map(|band| band.share).sum();
        if (whole - 1.0).abs() > 1e-9 || bands.iter().any(|band| band.to < band.from || !is_share(band.share))
        {
            problems.push(format!(
                "unknown_age.bands: the shares add up to {whole}, not to 1, or a band ends before it begins"
            ));
        }
        problems.into_iter().map(|problem| Fault { file: FILE.into(), problem }).collect()
    }
}

fn is_share(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}
