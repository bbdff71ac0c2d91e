//! How long things may take: `jobs/risk/cases.toml`. Days are days of the calendar.

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::{Gates, Outcome, State};
use crate::domain::grade::Grade;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    pub version: u32,
    pub owner: String,
    pub next_review: NaiveDate,
    /// From an alert to somebody taking it up.
    pub acknowledge: Within,
    /// From one thing done to the next, as long as the case is not closed.
    pub follow: Within,
    /// The same while a structure is only watched.
    pub watch: Within,
    /// From an answer of the structure to somebody reading it.
    pub reply_days: u64,
    /// Months after a case is closed in which only something worse makes an alert.
    pub cooldown: Cooldown,
    pub launch: Gates,
}

/// Days by level.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    pub vigilance: u64,
    pub tension: u64,
    pub critique: u64,
}

/// Months by outcome.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cooldown {
    pub improved: i32,
    pub unfounded: i32,
    pub merged: i32,
    pub closed_structure: i32,
}

impl Within {
    #[must_use]
    pub fn from(self, day: NaiveDate, level: Grade) -> NaiveDate {
        let days = match level {
            Grade::Critique => self.critique,
            Grade::Tension => self.tension,
            Grade::Vigilance | Grade::None => self.vigilance,
        };
        day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
    }
}

impl Cooldown {
    #[must_use]
    pub fn after(self, outcome: Outcome) -> i32 {
        match outcome {
            Outcome::Improved => self.improved,
            Outcome::Unfounded => self.unfounded,
            Outcome::Merged => self.merged,
            Outcome::ClosedStructure => self.closed_structure,
        }
    }
}

impl Terms {
    /// Until when the next thing is expected, once something was done on a day.
    pub(super) fn next(&self, state: State, level: Grade, day: NaiveDate) -> Option<NaiveDate> {
        match state {
            State::New => Some(self.acknowledge.from(day, level)),
            State::Acknowledged | State::InSupport => Some(self.follow.from(day, level)),
            State::UnderWatch => Some(self.watch.from(day, level)),
            State::Closed => None,
        }
    }

    /// What is wrong with them.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, within) in
            [("acknowledge", self.acknowledge), ("follow", self.follow), ("watch", self.watch)]
        {
            if !(1 <= within.critique
                && within.critique <= within.tension
                && within.tension <= within.vigilance)
            {
                problems.push(format!("{name}: from 1 day on, and never more for what is more urgent"));
            }
        }
        if self.reply_days == 0 {
            problems.push("reply_days: from 1 day on".into());
        }
        let Cooldown { improved, unfounded, merged, closed_structure } = self.cooldown;
        if [improved, unfounded, merged, closed_structure].iter().any(|months| !(0..=60).contains(months)) {
            problems.push("cooldown: months from 0 to 60".into());
        }
        if self.launch.most_open == 0 || !(0.0..=1.0).contains(&self.launch.least_useful) {
            problems.push("launch: most_open from 1 on, least_useful a share from 0 to 1".into());
        }
        problems
    }
}
