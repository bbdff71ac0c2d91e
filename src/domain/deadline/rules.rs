//! The dates as they are set on a day.

/// Read from `jobs/parameters/calendar.toml`, which names the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Of the year after: the last day for the balance.
    pub balance_month: u32,
    pub balance_day: u32,
    /// Months after the signature: for the first advance, and to become a SISA.
    pub advance_months: u32,
    pub sisa_months: u32,
    /// Months that the agreement runs, where the contract does not say until when.
    pub term_months: u32,
    /// Days ahead that a reminder speaks of.
    pub near_days: u32,
}

/// Dates of which these values are not known.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("the calendar lacks {}", .0.join(", "))]
pub struct Incomplete(pub Vec<&'static str>);

impl Rules {
    /// Reads every value by its name: `calendar_balance_month` …
    ///
    /// # Errors
    /// The names of all values that are not known, or are no count.
    pub fn read(value: impl Fn(&str) -> Option<f64>) -> Result<Self, Incomplete> {
        let mut missing = Vec::new();
        let mut read = |name: &'static str| match value(name) {
            Some(number) if number >= 1.0 => number as u32,
            _ => {
                missing.push(name);
                0
            }
        };
        let rules = Self {
            balance_month: read("calendar_balance_month"),
            balance_day: read("calendar_balance_day"),
            advance_months: read("calendar_advance_months"),
            sisa_months: read("calendar_sisa_months"),
            term_months: read("calendar_term_months"),
            near_days: read("calendar_near_days"),
        };
        if missing.is_empty() { Ok(rules) } else { Err(Incomplete(missing)) }
    }
}
