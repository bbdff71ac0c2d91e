//! The 12-month fragility of the structures of a month, side by side: log-odds on top of those of the doctor layer, what
//! each feature adds to them, and how sure that is. While there are few labels the coefficients are those of experts × 0.6
//! and the level is the published rate (`model::ladder`).

mod inputs;

use serde::{Deserialize, Serialize};

use super::doctors::Outlook;
use super::features::{self, Reading};
use super::model::ladder::{Rung, SHRINK};
use super::model::logistic::{BAND, logit, sigmoid};
use super::model::standard::{CLIP, is_flag, moments};
use super::record::Record;
use crate::catalog::{Experts, RiskModel};
use inputs::Inputs;

/// One structure to be scored, with its score of an earlier month.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub record: &'a Record,
    pub outlook: Option<&'a Outlook>,
    pub before: Option<&'a Score>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    pub rung: Rung,
    /// Log-odds of a structure that is like the mean in everything.
    pub base: f64,
    /// What it differs by, the doctor layer first: together with `base` they are `log_odds`.
    pub contributions: Vec<Contribution>,
    pub log_odds: f64,
    /// Half of the 80 % band, in log-odds.
    pub half: f64,
    pub rank: Rank,
    /// Inputs that it rests on, or rested on before they went missing.
    pub inputs: Vec<String>,
    /// Of them, those that have gone missing since, or for which a less direct source stands in since.
    pub lost: Vec<String>,
    /// Of them, those for which a less direct source stood in from the first.
    #[serde(default)]
    pub indirect: Vec<String>,
    /// Of all that it asks, those that are missing.
    pub missing: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Of a feature, or [`DOCTORS`].
    pub feature: String,
    pub theme: String,
    /// As it was read, before it is made comparable.
    pub value: Option<f64>,
    /// Read in an earlier month: it has gone missing since.
    pub is_carried: bool,
    pub log_odds: f64,
}

/// Among all structures of the month, 1 being the most fragile; `low` and `high` are those of the ends of the 80 % band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    pub at: usize,
    pub low: usize,
    pub high: usize,
    pub of: usize,
}

/// What is shown in the place of a probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    Fiftieth,
    Twentieth,
    Fifth,
    FirstHalf,
    SecondHalf,
}

/// The doctor layer among the contributions, and its theme.
pub const DOCTORS: &str = "doctors";

/// One column over all structures, made comparable.
struct Column {
    feature: String,
    theme: String,
    values: Vec<(Option<f64>, bool)>,
    mean: f64,
    scale: f64,
    /// The farthest that counts.
    most: f64,
    /// Mean square of what the structures differ by.
    between: f64,
    beta: f64,
    sd: f64,
}

/// Scores all structures of a month, in their order.
#[must_use]
pub fn score(subjects: &[Subject], model: &RiskModel) -> Vec<Score> {
    let experts = &model.experts;
    let readings: Vec<Vec<Reading>> =
        subjects.iter().map(|subject| features::read(subject.record, &model.thresholds)).collect();
    let inputs: Vec<Inputs> =
        subjects.iter().zip(&readings).map(|(subject, readings)| Inputs::of(subject, readings)).collect();
    let columns = columns(subjects, &readings, &inputs, experts);
    let rows: Vec<(Vec<Contribution>, f64)> =
        (0..subjects.len()).map(|row| (contributions(&columns, row), spread(&columns, row))).collect();
    let sums: Vec<f64> = rows.iter().map(|(contributions, _)| sum(contributions)).collect();
    let base = anchored(&sums, experts.base.rate);
    let log_odds: Vec<f64> = sums.iter().map(|sum| base + sum).collect();
    let mut sorted = log_odds.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let place = |log_odds: f64| sorted.partition_point(|other| *other > log_odds) + 1;
    let each = rows.into_iter().zip(inputs).zip(&log_odds);
    each.map(|(((contributions, variance), inputs), log_odds)| {
        let half = BAND * (variance + experts.base.sd.powi(2)).sqrt();
        Score {
            rung: Rung::of(experts.labels.events),
            base,
            contributions,
            log_odds: *log_odds,
            half,
            rank: Rank {
                at: place(*log_odds),
                low: place(log_odds - half).min(sorted.len()),
                high: place(log_odds + half),
                of: sorted.len(),
            },
            inputs: inputs.all,
            lost: inputs.lost,
            indirect: inputs.indirect,
            missing: inputs.missing,
        }
    })
    .collect()
}

/// Whether these scores can be used: numbers, whose mean is the published rate.
#[must_use]
pub fn is_sound(scores: &[Score], experts: &Experts) -> bool {
    let mean = scores.iter().map(|score| sigmoid(score.log_odds)).sum::<f64>() / scores.len() as f64;
    scores.is_empty() || (mean - experts.base.rate).abs() < 1e-6
}

fn sum(contributions: &[Contribution]) -> f64 {
    contributions.iter().map(|contribution| contribution.log_odds).sum()
}

/// The doctor layer first, then the features.
fn columns(
    subjects: &[Subject],
    readings: &[Vec<Reading>],
    inputs: &[Inputs],
    experts: &Experts,
) -> Vec<Column> {
    let layer = &experts.doctors;
    let doctors = subjects.iter().map(|subject| {
        let now = subject.outlook.and_then(|outlook| Some((outlook.within(12)?, outlook.is_carried)));
        let now = now.map(|(within, is_carried)| {
            (logit(within.below_minimum.clamp(layer.floor, 1.0 - layer.floor)), is_carried)
        });
        let before = || Some((subject.before?.value(DOCTORS)?, true));
        now.or_else(before).map_or((None, false), |(log_odds, is_carried)| (Some(log_odds), is_carried))
    });
    // In log-odds already: centred, not scaled.
    let doctors = Column::new((DOCTORS, DOCTORS), doctors.collect(), (layer.mean, layer.sd), true);
    let features = experts.features.iter().map(|expected| {
        let values = subjects.iter().zip(readings).zip(inputs).map(|((subject, readings), inputs)| {
            let reading = readings.iter().find(|it| it.feature == expected.id);
            let now = reading.and_then(|it| it.value);
            let before = subject.before.and_then(|before| before.value(&expected.id));
            let is_indirect = reading.is_some_and(|it| inputs.have_lost_any(it));
            // What stands in for an input that went missing does not reassure.
            match (now, before) {
                (Some(now), Some(before)) if is_indirect && expected.mean * now < expected.mean * before => {
                    (Some(before), true)
                }
                (Some(now), _) => (Some(now), false),
                (None, before) => (before, before.is_some()),
            }
        });
        let beta = (SHRINK * expected.mean, expected.sd);
        Column::new((&expected.id, &expected.theme), values.collect(), beta, is_flag(&expected.id))
    });
    std::iter::once(doctors).chain(features).collect()
}

impl Column {
    /// Means and deviations are those of the structures of the month of which the value is known.
    fn new(
        (feature, theme): (&str, &str),
        values: Vec<(Option<f64>, bool)>,
        (beta, sd): (f64, f64),
        is_plain: bool,
    ) -> Self {
        let known: Vec<f64> = values.iter().map(|(value, _)| value.unwrap_or(f64::NAN)).collect();
        let rows: Vec<usize> = (0..known.len()).collect();
        let (mean, scale) = moments(&known, &rows);
        let (scale, most) = if is_plain { (1.0, f64::INFINITY) } else { (scale, CLIP) };
        let (feature, theme) = (feature.to_owned(), theme.to_owned());
        let mut column = Self { feature, theme, values, mean, scale, most, between: 0.0, beta, sd };
        let squares: f64 = rows.iter().map(|row| column.at(*row).powi(2)).sum();
        column.between = squares / rows.len().max(1) as f64;
        column
    }

    /// By how much a structure differs from the mean: not at all where nobody knows.
    fn at(&self, row: usize) -> f64 {
        let value = self.values[row].0.unwrap_or(self.mean);
        ((value - self.mean) / self.scale).clamp(-self.most, self.most)
    }

    /// What the coefficient and the value may be off by, in log-odds, squared. A value that is missing or carried may be
    /// anything that the other structures are.
    fn variance(&self, row: usize) -> f64 {
        let (value, is_carried) = self.values[row];
        let known = (self.sd * self.at(row)).powi(2);
        if value.is_some() && !is_carried {
            return known;
        }
        known + (self.beta.powi(2) + self.sd.powi(2)) * self.between
    }
}

fn contributions(columns: &[Column], row: usize) -> Vec<Contribution> {
    let each = columns.iter().map(|column| {
        let (value, is_carried) = column.values[row];
        Contribution {
            feature: column.feature.clone(),
            theme: column.theme.clone(),
            value,
            is_carried,
            log_odds: column.beta * column.at(row),
        }
    });
    each.collect()
}

fn spread(columns: &[Column], row: usize) -> f64 {
    columns.iter().map(|column| column.variance(row)).sum()
}

/// The intercept under which the mean probability is the rate, by halving: the mean only grows with it.
fn anchored(sums: &[f64], rate: f64) -> f64 {
    let mean = |base: f64| sums.iter().map(|sum| sigmoid(base + sum)).sum::<f64>() / sums.len() as f64;
    let (mut low, mut high) = (-60.0, 60.0);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if mean(middle) < rate { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

impl Score {
    /// As it was read, or carried; of a flag 0 or 1.
    #[must_use]
    pub fn value(&self, feature: &str) -> Option<f64> {
        self.contributions.iter().find(|contribution| contribution.feature == feature)?.value
    }

    /// What adds most to the log-odds, the most first.
    #[must_use]
    pub fn top(&self, count: usize) -> Vec<&Contribution> {
        let mut raising: Vec<&Contribution> =
            self.contributions.iter().filter(|contribution| contribution.log_odds > 0.0).collect();
        raising.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds));
        raising.truncate(count);
        raising
    }

    /// Log-odds by theme, in the order in which the themes come first.
    #[must_use]
    pub fn themes(&self) -> Vec<(&str, f64)> {
        let mut themes: Vec<(&str, f64)> = Vec::new();
        for Contribution { theme, log_odds, .. } in &self.contributions {
            match themes.iter_mut().find(|(known, _)| known == theme) {
                Some((_, sum)) => *sum += log_odds,
                None => themes.push((theme, *log_odds)),
            }
        }
        themes
    }

    /// What would lower the risk: features that raise it and of which something can be done, the most first.
    #[must_use]
    pub fn actionable<'a>(&'a self, experts: &'a Experts) -> Vec<(&'a Contribution, &'a [String])> {
        let ways = |one: &'a Contribution| Some((one, experts.feature(&one.feature)?.levers.as_slice()));
        self.top(usize::MAX).into_iter().filter_map(ways).filter(|(_, levers)| !levers.is_empty()).collect()
    }
}

impl Rank {
    #[must_use]
    pub fn band(self) -> Band {
        Band::of(self.at, self.of)
    }
}

impl Band {
    /// Of the structure at a rank.
    #[must_use]
    pub fn of(rank: usize, of: usize) -> Self {
        let share = rank as f64 / of.max(1) as f64;
        match share {
            _ if share <= 0.02 => Self::Fiftieth,
            _ if share <= 0.05 => Self::Twentieth,
            _ if share <= 0.20 => Self::Fifth,
            _ if share <= 0.50 => Self::FirstHalf,
            _ => Self::SecondHalf,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fiftieth => "fiftieth",
            Self::Twentieth => "twentieth",
            Self::Fifth => "fifth",
            Self::FirstHalf => "first-half",
            Self::SecondHalf => "second-half",
        }
    }
}

#[cfg(test)]
mod tests;
