//! Whether the model is still to be believed in a month: what it reads beside what it read a year before, what is no longer
//! supplied, how much happened beside what was expected. Past a limit to act on, the model steps back to the rules.

mod alarm;
mod events;
mod stability;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::record::Record;
use super::score::Score;
use crate::catalog::{Limit, Limits};
use crate::domain::month::Month;

pub use alarm::{Alarm, Reason};
pub use events::Events;
pub use stability::{Spread, Stability};

/// An input that a source makes by telling nothing.
const SILENCE: &str = "silent_months";

/// What the model read of all structures of a month.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readings {
    pub structures: usize,
    /// The doctor layer first. What is carried from an earlier month is not known.
    pub features: Vec<Spread>,
    /// Structures of which each source told something that the model read.
    pub sources: BTreeMap<String, usize>,
}

/// One feature beside what it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    pub feature: String,
    /// Share of structures, 0 to 1.
    pub missing: f64,
    /// At the reference.
    pub missing_before: f64,
    /// None where too few are known.
    pub stability: Option<Stability>,
}

/// One source beside what it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supplied {
    pub source: String,
    /// Share of structures of which it tells nothing, 0 to 1.
    pub missing: f64,
    pub missing_before: f64,
}

/// What is kept of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    pub month: Month,
    /// None where there is nothing to compare with.
    pub reference: Option<Month>,
    pub features: Vec<Moved>,
    pub sources: Vec<Supplied>,
    /// None while nobody was scored twelve months before.
    pub events: Option<Events>,
    pub alarms: Vec<Alarm>,
    pub readings: Readings,
}

/// What a month is judged by, beside its readings.
#[derive(Debug, Default)]
pub struct Beside<'a> {
    pub reference: Option<&'a Drift>,
    /// Sources whose editions have stopped for longer than their patience, with the day of the last one.
    pub stale: Vec<(&'a str, NaiveDate)>,
    pub events: Option<Events>,
    /// Every score is a number, and their mean is the published rate.
    pub is_fitted: bool,
}

impl Readings {
    #[must_use]
    pub fn of<'a>(all: impl Iterator<Item = (&'a Record, &'a Score)>) -> Self {
        let all: Vec<_> = all.collect();
        let mut values: Vec<(&str, Vec<f64>)> = Vec::new();
        let mut sources: BTreeMap<String, usize> = BTreeMap::new();
        for (record, score) in &all {
            for (at, one) in score.contributions.iter().enumerate() {
                if values.len() == at {
                    values.push((&one.feature, Vec::new()));
                }
                values[at].1.extend(one.value.filter(|_| !one.is_carried));
            }
            let told = score.inputs.iter().filter(|input| *input != SILENCE);
            let told = told.filter_map(|input| record.source(input));
            for source in told.collect::<BTreeSet<_>>() {
                *sources.entry(source.to_owned()).or_default() += 1;
            }
        }
        let features = values.into_iter().map(|(feature, values)| Spread::of(feature, values)).collect();
        Self { structures: all.len(), features, sources }
    }

    fn missing(&self, known: usize) -> f64 {
        1.0 - known as f64 / self.structures.max(1) as f64
    }

    fn told(&self, source: &str) -> usize {
        self.sources.get(source).copied().unwrap_or_default()
    }

    /// Sources that the model reads, or read at the reference.
    pub fn read_with<'a>(&'a self, reference: Option<&'a Drift>) -> BTreeSet<&'a str> {
        let before = reference.into_iter().flat_map(|before| before.readings.sources.keys());
        self.sources.keys().chain(before).map(String::as_str).collect()
    }
}

impl Drift {
    #[must_use]
    pub fn of(month: Month, readings: Readings, beside: Beside, limits: &Limits) -> Self {
        let mut drift = Self {
            month,
            reference: beside.reference.map(|before| before.month),
            features: Vec::new(),
            sources: Vec::new(),
            events: beside.events,
            alarms: Vec::new(),
            readings,
        };
        let mut alarms: Vec<Alarm> = Vec::new();
        alarms.extend((!beside.is_fitted).then(|| Alarm::act(Reason::NoFit)));
        let stale = beside.stale.into_iter();
        alarms.extend(stale.map(|(source, last)| {
            let source = source.to_owned();
            Alarm::act(Reason::Stale { source, last })
        }));
        if let Some(before) = beside.reference {
            drift.compare(&before.readings, limits, &mut alarms);
        }
        alarms.extend(beside.events.and_then(|events| events.alarm(&limits.events)));
        // What stops the model first.
        alarms.sort_by_key(|alarm| !alarm.is_to_act);
        drift.alarms = alarms;
        drift
    }

    fn compare(&mut self, before: &Readings, limits: &Limits, alarms: &mut Vec<Alarm>) {
        let now = &self.readings;
        for source in before.sources.keys() {
            let (known, known_before) = (now.told(source), before.told(source));
            let (missing, missing_before) = (now.missing(known), before.missing(known_before));
            let one = Supplied { source: source.clone(), missing, missing_before };
            alarms.extend(lost(known_before, missing, missing_before, &limits.missing, || {
                Reason::SourceLost { source: source.clone(), missing, missing_before }
            }));
            self.sources.push(one);
        }
        for spread in &now.features {
            let Some(then) = before.features.iter().find(|then| then.feature == spread.feature) else {
                continue;
            };
            let (missing, missing_before) = (now.missing(spread.known()), before.missing(then.known()));
            let feature = || spread.feature.clone();
            let stability = then.stability(spread, limits.stability.least);
            alarms.extend(lost(then.known(), missing, missing_before, &limits.missing, || {
                Reason::FeatureLost { feature: feature(), missing, missing_before }
            }));
            alarms.extend(stability.and_then(|found| {
                let reason = || Reason::Shifted { feature: feature(), index: found.index };
                let index = if found.index > found.chance { found.index } else { 0.0 };
                Alarm::past(index, &limits.stability, reason)
            }));
            self.features.push(Moved { feature: feature(), missing, missing_before, stability });
        }
    }

    /// Why the model steps back; empty when it does not. What follows from the loss of a source is not told again.
    #[must_use]
    pub fn steps_back(&self) -> Vec<Reason> {
        let to_act = || self.alarms.iter().filter(|alarm| alarm.is_to_act).map(|alarm| &alarm.reason);
        let is_stale = |lost: &str| {
            to_act().any(|reason| matches!(reason, Reason::Stale { source, .. } if source == lost))
        };
        let is_lost = to_act().any(|it| matches!(it, Reason::Stale { .. } | Reason::SourceLost { .. }));
        let follows = |reason: &&Reason| match reason {
            Reason::SourceLost { source, .. } => is_stale(source),
            Reason::FeatureLost { .. } => is_lost,
            _ => false,
        };
        to_act().filter(|reason| !follows(reason)).cloned().collect()
    }
}

/// An alarm where too much of what was known is not known any more.
fn lost(
    known_before: usize,
    missing: f64,
    missing_before: f64,
    limit: &Limit,
    reason: impl FnOnce() -> Reason,
) -> Option<Alarm> {
    if known_before < limit.least {
        return None;
    }
    Alarm::past((missing - missing_before) / (1.0 - missing_before), limit, reason)
}

#[cfg(test)]
mod tests;
