//! The stages of a project, and how long each took.

use chrono::NaiveDate;

use super::entry::Entry;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// From the idea to the filing of the health project.
    Filing,
    /// From the filing to the recognition by the ARS.
    Recognition,
    /// From the recognition to the opening.
    Opening,
}

/// One stage behind one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The day on which the stage ended.
    pub day: NaiveDate,
    /// How long it took.
    pub days: i64,
}

impl Entry {
    /// How the project passed a stage; nothing while it has not, or when one of its two dates is unknown.
    #[must_use]
    pub fn passage(&self, stage: Stage) -> Option<Passage> {
        let (from, to) = match stage {
            Stage::Filing => (self.imagined_on, self.filed_on),
            Stage::Recognition => (self.filed_on, self.recognised_on),
            Stage::Opening => (self.recognised_on, self.opened_on),
        };
        let (from, day) = from.zip(to)?;
        Some(Passage { day, days: (day - from).num_days() })
    }
}
