//! The steps of the legal clock (article L4041-4 of the public health code), as the last assessment read it.

use chrono::NaiveDate;

use super::{Deadline, Kind, State, after};
use crate::domain::finess::FinessNumber;
use crate::domain::legal_clock::{self, Clock};
use crate::domain::measure::Period;
use crate::domain::month::Month;

/// The clock is read from what the team declares.
const SOURCE: &str = "declaration_mensuelle";

/// What is due while the minimum is not reached; nothing once the court decides.
#[must_use]
pub fn of_clock(
    structure: &FinessNumber,
    (clock, month): (&Clock, Month),
    rules: &legal_clock::Rules,
    today: NaiveDate,
) -> Vec<Deadline> {
    use legal_clock::State as Stands;
    let Some(start) = clock.breach_start else { return Vec::new() };
    let is_known = match clock.state {
        Stands::BelowMinimum | Stands::RequestPossible => true,
        // Counts that stopped coming do not tell that the minimum is reached again.
        Stands::Unknown => false,
        _ => return Vec::new(),
    };
    let reminders = rules.reminders.iter().copied().filter(|months| *months < rules.delay);
    let steps = reminders.map(|months| (Kind::ClockStep, months)).chain([(Kind::ClockEnd, rules.delay)]);
    let due = steps.filter_map(|(kind, months)| {
        let due = after(start, months)?;
        let state = match (today < due, kind) {
            _ if !is_known => State::Unknown,
            (true, _) => State::ToCome,
            (false, Kind::ClockEnd) => State::Overdue,
            (false, _) => State::Passed,
        };
        let deadline = Deadline::new(structure, kind, Period::Day(start), Period::Day(due), SOURCE);
        Some(Deadline { step: Some(months), state, told: Some(Period::Month(month)), ..deadline })
    });
    due.collect()
}
