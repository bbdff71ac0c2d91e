//! Versioned rules: values with the day from which they hold and where they come from.

use chrono::NaiveDate;
use serde::Deserialize;

use super::definitions::Identified;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterFile {
    #[serde(skip)]
    id: String,
    #[serde(rename = "value")]
    values: Vec<ParameterValue>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParameterValue {
    pub name: String,
    pub shape: Shape,
    pub on: NaiveDate,
    pub value: f64,
    pub unit: String,
    pub source: String,
    /// V verified, 1 one secondary source, M from memory, U unverified.
    pub mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Holds until the next value.
    Step,
    /// Straight line between its days; nothing outside them.
    Path,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Mark {
    V,
    #[serde(rename = "1")]
    One,
    M,
    U,
}

/// All parameters, by name, oldest first.
#[derive(Debug)]
pub struct Parameters {
    values: Vec<ParameterValue>,
}

impl Parameters {
    pub(super) fn new(files: Vec<ParameterFile>) -> Self {
        let mut values: Vec<_> = files.into_iter().flat_map(|file| file.values).collect();
        values.sort_by(|a, b| (&a.name, a.on).cmp(&(&b.name, b.on)));
        Self { values }
    }

    pub fn named<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = &'a ParameterValue> {
        self.values.iter().filter(move |value| value.name == name)
    }

    pub(super) fn all(&self) -> &[ParameterValue] {
        &self.values
    }

    /// The value in force on `day`: the last step, or the point of the path.
    #[must_use]
    pub fn on(&self, name: &str, day: NaiveDate) -> Option<f64> {
        let before = self.named(name).rfind(|value| value.on <= day)?;
        if before.shape == Shape::Step || before.on == day {
            return Some(before.value);
        }
        let after = self.named(name).find(|value| value.on > day)?;
        let share = (day - before.on).num_days() as f64 / (after.on - before.on).num_days() as f64;
        Some(before.value + share * (after.value - before.value))
    }
}

impl Identified for ParameterFile {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
