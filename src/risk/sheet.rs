//! An assessment as it is kept, in two parts that are not for the same people: the structure itself reads its signals and
//! no score.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assess::Assessment;
use super::consequence::Consequence;
use super::doctors::Outlook;
use super::drift::Reason;
use super::record::Record;
use super::score::Score;
use super::{Finding, Name};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::legal_clock::Clock;
use crate::domain::measure::Period;
use crate::domain::month::Month;

#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub signals: Signals,
    pub standing: Standing,
}

/// What is seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signals {
    pub finess: FinessNumber,
    pub month: Month,
    pub clock: Clock,
    /// One for each rule, in their order.
    pub findings: Vec<Finding>,
    /// Its neighbours are left to whoever shows them; none where it is withheld from whoever reads.
    pub consequence: Option<Consequence>,
    /// Of each source that speaks of it, the last period that was used.
    pub fresh: Vec<(Name, String)>,
    /// Some of it is withheld from whoever reads.
    #[serde(skip)]
    pub is_partial: bool,
}

/// What is made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The higher of rules and model.
    pub level: Grade,
    /// That of the last month assessed before; none when there was none.
    pub before: Option<Grade>,
    pub by_rules: Grade,
    pub by_model: Grade,
    /// On the list of its desk, now and the last month assessed before.
    #[serde(default)]
    pub is_listed: bool,
    #[serde(default)]
    pub was_listed: bool,
    /// The level of an earlier month stands: an input has gone missing since, or the model has stepped back.
    pub is_held: bool,
    pub weight: i32,
    pub outlook: Option<Outlook>,
    /// As computed, which later months need, though the model has stepped back: [`Standing::shown`] is for readers.
    pub score: Score,
    /// Why the model has stepped back that month: rules, and the list by the doctor layer alone. Empty when it has not.
    #[serde(default)]
    pub steps_back: Vec<Reason>,
}

impl Standing {
    /// The score that may be shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Score> {
        self.steps_back.is_empty().then_some(&self.score)
    }

    /// On the list of its desk, and not the month before; nobody is new the first time.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.is_listed && !self.was_listed && self.before.is_some()
    }
}

impl Signals {
    #[must_use]
    pub fn of(assessment: &Assessment, record: &Record, consequence: Consequence) -> Self {
        let mut fresh: BTreeMap<&'static str, Period> = BTreeMap::new();
        for (source, period) in record.sources().filter(|(_, period)| period.end().is_some()) {
            let last = fresh.entry(source).or_insert(period);
            // What a source tells of days to come is no sign of freshness.
            let is_later = period.end() > last.end() && period.end() <= Some(record.day);
            if is_later || last.end() > Some(record.day) {
                *last = period;
            }
        }
        Self {
            finess: assessment.finess.clone(),
            month: assessment.month,
            clock: assessment.clock.clone(),
            findings: assessment.findings.clone(),
            consequence: Some(consequence),
            fresh: fresh.into_iter().map(|(source, period)| (source.into(), period.to_string())).collect(),
            is_partial: false,
        }
    }
}
