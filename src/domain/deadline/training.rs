//! Approvals to train students, as the last yearly declaration tells them.

use chrono::NaiveDate;

use super::{Deadline, Kind, State};
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::statement::Statement;

const YEARLY: &str = "declaration_annuelle";

/// From the lines of `declaration_annuelle`.
#[must_use]
pub fn of_training(structure: &FinessNumber, declared: &[Statement], today: NaiveDate) -> Vec<Deadline> {
    let Some(last) = declared.iter().max_by_key(|statement| statement.period.end()) else {
        return Vec::new();
    };
    let has_msu =
        last.number("msu_mg").unwrap_or_default() + last.number("msu_autres").unwrap_or_default() > 0.0;
    let is_mspu = last.text("mspu_statut") == Some("conventionne");
    let ends = [
        (Kind::Msu, last.day("date_fin_agrement_msu"), has_msu),
        (Kind::Mspu, last.day("mspu_date_fin").filter(|_| is_mspu), is_mspu),
    ];
    let due = ends.into_iter().filter(|(_, day, has)| day.is_some() || *has).map(|(kind, day, _)| {
        let state = match day {
            None => State::Unknown,
            Some(day) if today <= day => State::ToCome,
            // Declared after it ended, and no other day given.
            Some(day) if last.period.end().is_some_and(|told| day <= told) => State::Overdue,
            Some(_) => State::Unknown,
        };
        let due = day.map_or(Period::Undated, Period::Day);
        let deadline = Deadline::new(structure, kind, due, due, YEARLY);
        Deadline { state, told: Some(last.period), ..deadline }
    });
    due.collect()
}
