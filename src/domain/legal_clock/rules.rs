//! The law as it stands on a day.

use chrono::NaiveDate;

/// The figures of one version of the law, of the Plan beside it and of the reminders. Delays in months.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// From which the delay holds.
    pub since: NaiveDate,
    /// Associated doctors, and auxiliaires médicaux, that are needed.
    pub doctors: u32,
    pub auxiliaries: u32,
    /// From the first day below the minimum until the court may be asked.
    pub delay: u32,
    /// What the judge may grant at most.
    pub judge: u32,
    /// What is granted by right when the company employs those who are missing.
    pub substitute: u32,
    pub plan_doctors: u32,
    pub plan_auxiliaries: u32,
    pub plan_months: u32,
    /// Ascending.
    pub reminders: Vec<u32>,
}

/// A version of which these values are not known.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("the legal clock lacks {}", .0.join(", "))]
pub struct Incomplete(pub Vec<&'static str>);

const REMINDERS: [&str; 6] = [
    "legal_clock_reminder_1",
    "legal_clock_reminder_2",
    "legal_clock_reminder_3",
    "legal_clock_reminder_4",
    "legal_clock_reminder_5",
    "legal_clock_reminder_6",
];

impl Rules {
    /// Reads every value by its name, with the day from which it holds: `legal_clock_delay` …
    ///
    /// # Errors
    /// The names of all values that are not known; a reminder may be absent.
    pub fn read(value: impl Fn(&str) -> Option<(f64, NaiveDate)>) -> Result<Self, Incomplete> {
        let mut missing = Vec::new();
        let mut read = |name: &'static str| match value(name) {
            Some((number, _)) => number as u32,
            None => {
                missing.push(name);
                0
            }
        };
        let mut rules = Self {
            since: value("legal_clock_delay").map_or(NaiveDate::MIN, |(_, on)| on),
            doctors: read("legal_clock_doctors"),
            auxiliaries: read("legal_clock_auxiliaries"),
            delay: read("legal_clock_delay"),
            judge: read("legal_clock_judge"),
            substitute: read("legal_clock_substitute"),
            plan_doctors: read("legal_clock_plan_doctors"),
            plan_auxiliaries: read("legal_clock_plan_auxiliaries"),
            plan_months: read("legal_clock_plan_months"),
            reminders: REMINDERS.into_iter().filter_map(|name| Some(value(name)?.0 as u32)).collect(),
        };
        rules.reminders.sort_unstable();
        if missing.is_empty() { Ok(rules) } else { Err(Incomplete(missing)) }
    }
}
