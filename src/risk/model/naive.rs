//! Rules that fit on one line: what a model must beat to be worth its trouble.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::panel::{Lacking, Panel, Sample};
use super::priors::Priors;

/// A rule gives a score, the higher the more at risk; only the binomial one gives probabilities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// The weighted sum of some columns.
    Sum { name: String, terms: Vec<Term> },
    /// `1 - (1 - h)^n`: each of the `count` doctors leaves with the same probability `h`.
    Binomial { name: String, count: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub column: String,
    pub weight: f64,
    /// What a missing value stands for.
    #[serde(default)]
    pub missing: f64,
    /// The column holds logarithms, and the number itself is meant.
    #[serde(default)]
    pub exp: bool,
}

/// No probability of the binomial rule is surer than this.
const SUREST: f64 = 1e-4;

/// Columns of the usual rules: the logarithms of the patient list, of the number of general practitioners and of the
/// patients for each of their full-time equivalents, and that number itself.
const LIST: &str = "log_list";
const LOG_DOCTORS: &str = "log_gp";
const LOAD: &str = "log_pat_per_gp";
const DOCTORS: &str = "gp";

/// Fewest patients; fewest doctors, then most patients for each. Where experts hold that *more* doctors mean more risk
/// (a doctor lost, rather than too few left), most doctors and the binomial rule stand in the place of the first. Only
/// rules whose columns are there.
#[must_use]
pub fn usual(priors: &Priors, has: impl Fn(&str) -> bool) -> Vec<Rule> {
    let term = |column: &str, weight, missing, exp| Term { column: column.to_owned(), weight, missing, exp };
    let more_is_worse = priors.means.iter().any(|(feature, mean)| feature == LOG_DOCTORS && *mean > 0.0);
    let size = if more_is_worse {
        Rule::Sum { name: "most_doctors".into(), terms: vec![term(LOG_DOCTORS, 1.0, 0.0, false)] }
    } else {
        Rule::Sum { name: "fewest_patients".into(), terms: vec![term(LIST, -1.0, 0.0, false)] }
    };
    let doctors = Rule::Sum {
        name: "fewest_doctors".into(),
        terms: vec![term(DOCTORS, -1.0, 3.0, false), term(LOAD, 1e-4, 7.5, true)],
    };
    let mut rules = vec![size, doctors];
    if more_is_worse {
        rules.push(Rule::Binomial { name: "binomial".into(), count: DOCTORS.into() });
    }
    rules.retain(|rule| rule.columns().iter().all(|column| has(column)));
    rules
}

/// What a rule says of some rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub scores: Vec<f64>,
    pub are_probabilities: bool,
}

impl Rule {
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Sum { name, .. } | Self::Binomial { name, .. } => name,
        }
    }

    #[must_use]
    pub fn columns(&self) -> BTreeSet<&str> {
        match self {
            Self::Sum { terms, .. } => terms.iter().map(|term| term.column.as_str()).collect(),
            Self::Binomial { count, .. } => BTreeSet::from([count.as_str()]),
        }
    }

    /// # Errors
    /// When the panel lacks a column.
    pub fn say(&self, panel: &Panel, train: &Sample, rows: &[usize]) -> Result<Said, Lacking> {
        match self {
            Self::Sum { terms, .. } => {
                let mut scores = vec![0.0; rows.len()];
                for term in terms {
                    let column = panel.number(&term.column)?;
                    for (score, row) in scores.iter_mut().zip(rows) {
                        let value = if column[*row].is_nan() { term.missing } else { column[*row] };
                        *score += term.weight * if term.exp { value.exp() } else { value };
                    }
                }
                Ok(Said { scores, are_probabilities: false })
            }
            Self::Binomial { count, .. } => {
                let column = panel.number(count)?;
                let known: Vec<f64> =
                    train.rows.iter().map(|row| column[*row]).filter(|n| !n.is_nan()).collect();
                let mean = known.iter().sum::<f64>() / known.len() as f64;
                // Of the mean team, the share of events that was seen.
                let stays = (1.0 - train.rate()).powf(1.0 / mean);
                let said = |row: &usize| {
                    let n = if column[*row].is_nan() { mean } else { column[*row] };
                    (1.0 - stays.powf(n)).clamp(SUREST, 1.0 - SUREST)
                };
                Ok(Said { scores: rows.iter().map(said).collect(), are_probabilities: true })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel() -> Panel {
        let mut panel = Panel { origins: vec![1; 3], ..Panel::default() };
        panel.numbers.insert("gp".into(), vec![2.0, 2.0, f64::NAN]);
        panel.numbers.insert("log_pat_per_gp".into(), vec![8.0, 7.0, f64::NAN]);
        panel
    }

    fn priors(more: f64) -> Priors {
        let json = format!(
            r#"{{"t": {{"intercept_rate": 0.1, "sd": 1, "sd_flag": 1, "sd_intercept": 1, "mean": {{"log_gp": {more}}}}}}}"#
        );
        Priors::read(&json, "t").unwrap()
    }

    #[test]
    fn the_usual_rules_follow_the_columns_and_the_experts() {
        let names = |more: f64, missing: &str| {
            usual(&priors(more), |column| column != missing)
                .iter()
                .map(|r| r.name().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(-1.0, ""), ["fewest_patients", "fewest_doctors"]);
        assert_eq!(names(0.6, ""), ["most_doctors", "fewest_doctors", "binomial"]);
        assert_eq!(names(-1.0, "log_list"), ["fewest_doctors"]);
    }

    #[test]
    fn among_as_many_doctors_the_busier_come_first() {
        let rule = &usual(&priors(-1.0), |_| true)[1];
        let said = rule.say(&panel(), &Sample::default(), &[0, 1, 2]).unwrap();
        assert!(said.scores[0] > said.scores[1] && said.scores[1] > said.scores[2]);
        assert!(!said.are_probabilities);
    }

    #[test]
    fn each_doctor_leaves_alike() {
        let train = Sample { rows: vec![0, 1], y: vec![0.0, 1.0] };
        let rule = Rule::Binomial { name: "binomial".into(), count: "gp".into() };
        let said = rule.say(&panel(), &train, &[0, 1, 2]).unwrap();
        assert!(said.scores.iter().all(|p| (p - 0.5).abs() < 1e-12), "{said:?}");
    }
}
