//! The rules, each a small function: what it asks of a record, whether that fires, whether gravely. Their weights,
//! thresholds and words stand in `jobs/risk/rules.toml`.

mod agreement;
mod doctors;
mod organisation;
mod premises;
mod protective;
mod surroundings;
mod team;

use chrono::{Months, NaiveDate};

use super::look::{Answer, Finding, Look};

/// A rule: the look it takes at a record, and its answer.
type Rule = fn(&Look) -> Answer;

/// All of them, in the order of `catalog::RULE_IDS`.
const TABLE: [(&str, Rule); 29] = [
    ("W01", doctors::minimum_lost),
    ("W02", |look| doctors::at_the_edge(look).into()),
    ("W03", |look| doctors::retirements(look).into()),
    ("W04", |look| doctors::single_doctor(look).into()),
    ("W05", doctors::announced_departure),
    ("W06", |look| team::outflow(look).into()),
    ("W07", |look| organisation::coordinator(look).into()),
    ("W08", |look| organisation::leader(look).into()),
    ("W09", |look| organisation::meetings(look).into()),
    ("W10", agreement::points),
    ("W11", |look| agreement::contract(look).into()),
    ("W12", |look| team::training(look).into()),
    ("W13", |look| premises::empty_rooms(look).into()),
    ("W14", |look| premises::load(look).into()),
    ("W15", |look| organisation::conflict(look).into()),
    ("W16", |look| surroundings::territory(look).into()),
    ("W17", |look| surroundings::demand(look).into()),
    ("W18", |look| organisation::software(look).into()),
    ("W19", |look| surroundings::young(look).into()),
    ("W20", |look| surroundings::silence(look).into()),
    ("W21", surroundings::legal_life),
    ("W22", |look| agreement::opening_hours(look).into()),
    ("P01", |look| protective::university(look).into()),
    ("P02", |look| protective::advanced_nurse(look).into()),
    ("P03", |look| protective::arrivals(look).into()),
    ("P04", |look| protective::junior_doctor(look).into()),
    ("P05", |look| protective::coordination(look).into()),
    ("P06", |look| protective::many_doctors(look).into()),
    ("P07", |look| protective::community(look).into()),
];

/// What each rule finds; `look` gives a fresh one.
pub(super) fn find<'a>(look: impl Fn() -> Look<'a>) -> Vec<Finding> {
    let each = TABLE.into_iter().map(|(id, rule)| {
        let look = look();
        let answer = rule(&look);
        look.conclude(id, answer)
    });
    each.collect()
}

/// That many months before or after a day; a part of a month does not count.
fn months_before(day: NaiveDate, months: f64) -> NaiveDate {
    day.checked_sub_months(Months::new(months as u32)).unwrap_or(NaiveDate::MIN)
}

fn months_after(day: NaiveDate, months: f64) -> NaiveDate {
    day.checked_add_months(Months::new(months as u32)).unwrap_or(NaiveDate::MAX)
}

/// By what share `now` is below `before`; none when there was nothing to lose.
fn fall(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| 1.0 - now / before)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::house;
