//! Versioned rules: values with the day from which they hold and where they come from.

use chrono::NaiveDate;
use serde::Deserialize;

use super::definitions::Identified;

#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct ParameterFile {
    id: String,
    values: Vec<ParameterValue>,
}

/// A file as it is written: its head says what holds for every value that does not say otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    shape: Option<Shape>,
    on: Option<NaiveDate>,
    unit: Option<String>,
    source: Option<String>,
    mark: Option<Mark>,
    #[serde(rename = "value")]
    values: Vec<WrittenValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenValue {
    name: String,
    value: f64,
    shape: Option<Shape>,
    on: Option<NaiveDate>,
    unit: Option<String>,
    source: Option<String>,
    mark: Option<Mark>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ParameterValue {
    pub name: String,
    pub shape: Shape,
    pub on: NaiveDate,
    pub value: f64,
    pub unit: String,
    pub source: String,
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

/// How sure a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Mark {
    /// Verified in the text itself, or in real data.
    V,
    /// Corroborated: several independent sources or working code, not the text.
    C,
    /// One secondary source.
    #[serde(rename = "1")]
    One,
    /// From memory.
    M,
    /// Unverified.
    U,
}

impl Mark {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V => "V",
            Self::C => "C",
            Self::One => "1",
            Self::M => "M",
            Self::U => "U",
        }
    }
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

    /// What is in force on `day`, with its source: the last step or, of a path, the last of its points.
    #[must_use]
    pub fn in_force(&self, name: &str, day: NaiveDate) -> Option<&ParameterValue> {
        self.values.iter().rfind(|value| value.name == name && value.on <= day)
    }

    /// The value in force on `day`: the last step, or the point of the path.
    #[must_use]
    pub fn on(&self, name: &str, day: NaiveDate) -> Option<f64> {
        let before = self.in_force(name, day)?;
        if before.shape == Shape::Step || before.on == day {
            return Some(before.value);
        }
        let after = self.named(name).find(|value| value.on > day)?;
        let share = (day - before.on).num_days() as f64 / (after.on - before.on).num_days() as f64;
        Some(before.value + share * (after.value - before.value))
    }
}

impl TryFrom<Written> for ParameterFile {
    type Error = String;
    fn try_from(file: Written) -> Result<Self, String> {
        let mut values = Vec::with_capacity(file.values.len());
        for value in file.values {
            let name = value.name;
            let lacks =
                |key: &str| format!("{name}: neither the value nor the head of the file says `{key}`");
            values.push(ParameterValue {
                shape: value.shape.or(file.shape).ok_or_else(|| lacks("shape"))?,
                on: value.on.or(file.on).ok_or_else(|| lacks("on"))?,
                value: value.value,
                unit: value.unit.or_else(|| file.unit.clone()).ok_or_else(|| lacks("unit"))?,
                source: value.source.or_else(|| file.source.clone()).ok_or_else(|| lacks("source"))?,
                mark: value.mark.or(file.mark).ok_or_else(|| lacks("mark"))?,
                name,
            });
        }
        Ok(Self { id: String::new(), values })
    }
}

impl Identified for ParameterFile {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
