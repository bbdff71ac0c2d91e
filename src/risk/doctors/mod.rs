//! Who of the doctors will be there in one, two and three years: hazards by age, departures by an exact recursion
//! (Poisson-binomial), vacancies filled and arrivals on top.

mod distribution;
mod hazard;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Name;
use super::record::{Announced, Record};
use crate::catalog::Hazards;
use crate::domain::measure::Period;
use crate::domain::point::State;

pub use distribution::{departures, fewer_than, filled};
pub use hazard::{leaves, leaves_at_unknown_age};

/// Months ahead.
pub const HORIZONS: [u32; 3] = [12, 24, 36];

/// The doctors of a structure on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// Present now.
    pub count: u32,
    /// Years of birth, as far as they are told; as many as the doctors of the day on which they were.
    pub births: Vec<i32>,
    /// Departures that the count does not show yet, and whether somebody comes in the place.
    pub announced: Vec<Announced>,
    /// In a zone where places are harder to fill, or where the zone is not known.
    pub is_under_dense: bool,
}

/// What is to be expected within some months.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Horizon {
    pub months: u32,
    /// Probability that fewer doctors than the legal minimum are there at the end.
    pub below_minimum: f64,
    /// Probability that at least one leaves.
    pub any_leaves: f64,
    pub expected_departures: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// None, like the two that follow, where it is withheld from whoever reads.
    pub doctors: Option<u32>,
    /// Of them, those whose age is not known: integrated over the ages of the country, which is less sure.
    pub unknown_ages: Option<u32>,
    pub announced: Option<u32>,
    /// Every age is known and the count is declared.
    pub is_sure: bool,
    pub horizons: [Horizon; 3],
    /// Inputs that it rests on.
    pub inputs: Vec<Name>,
    /// State of each, in their order.
    pub states: Vec<State>,
    /// An input has gone missing: what was higher before stands.
    pub is_carried: bool,
    /// Whence its inputs come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Name>,
}

impl Cohort {
    /// What the record tells; none when nobody counted the doctors.
    fn read(record: &Record) -> Option<(Self, Vec<Name>, bool)> {
        let gps = record.gp_births.value.as_ref();
        let others = record.other_births.value.as_ref();
        let births: Vec<i32> = gps.into_iter().chain(others).flatten().copied().collect();
        let told = record.doctors.value.map(|count| (count, record.doctors.name));
        let by_ages = gps.map(|_| (births.len() as u32, record.gp_births.name));
        let shown = || record.rpps_doctors.value.map(|count| (count, record.rpps_doctors.name));
        let (count, name) = told.or(by_ages).or_else(shown)?;
        let mut inputs: Vec<Name> = vec![name.into()];
        let known = [
            (record.gp_births.name, gps.is_some()),
            (record.other_births.name, others.is_some()),
            (record.announced.name, record.announced.value.is_some()),
            (record.announced_doctors.name, record.announced_doctors.value.is_some()),
            (record.next_departure.name, record.next_departure.value.is_some()),
            (record.zone.name, record.zone.value.is_some()),
        ];
        inputs.extend(
            known
                .into_iter()
                .filter(|(input, is_known)| *is_known && *input != name)
                .map(|(input, _)| input.into()),
        );
        let zone = record.zone.value.as_deref();
        let is_declared = told.is_some() && record.doctors.state != State::Estimated;
        let is_under_dense = zone != Some("HZ");
        Some((Self { count, births, announced: announced(record), is_under_dense }, inputs, is_declared))
    }

    /// Probabilities of leaving within some months, the likeliest first, one for each doctor.
    fn leaving(&self, hazards: &Hazards, day: NaiveDate, months: u32) -> Vec<f64> {
        let mut leaving: Vec<f64> =
            self.births.iter().map(|born| leaves(hazards, day.year() - born, months)).collect();
        let count = self.count as usize;
        if leaving.len() < count {
            leaving.resize(count, leaves_at_unknown_age(hazards, months));
        }
        leaving.sort_by(|a, b| b.total_cmp(a));
        // Where more ages are told than doctors are left, nobody knows who went: prudently, those likely to stay.
        leaving.truncate(count);
        for certain in leaving.iter_mut().take(self.leaving_by(day, months).len()) {
            *certain = 1.0;
        }
        leaving
    }

    fn leaving_by(&self, day: NaiveDate, months: u32) -> Vec<Announced> {
        let end = day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        let within = self.announced.iter().filter(|one| one.day <= end).copied();
        within.take(self.count as usize).collect()
    }

    /// What is to be expected, `minimum` doctors being needed. Of an announced departure nobody knows whose it is: it is
    /// taken to be that of the doctor likeliest to leave.
    #[must_use]
    pub fn horizon(&self, hazards: &Hazards, minimum: u32, day: NaiveDate, months: u32) -> Horizon {
        let leaving = self.leaving(hazards, day, months);
        let succeeded = self.leaving_by(day, months);
        let succeeded = succeeded.iter().filter(|one| one.is_succeeded == Some(true)).count();
        let eased = if self.is_under_dense { hazards.replacement.under_dense } else { 1.0 };
        let is_filled = filled(hazards.replacement.filled_a_month * eased, months);
        let arrivals = hazards.replacement.arrivals_a_year * eased * f64::from(months) / 12.0;
        let stay: f64 = leaving.iter().map(|leaves| 1.0 - leaves).product();
        Horizon {
            months,
            below_minimum: fewer_than(
                minimum,
                self.count,
                &departures(&leaving),
                succeeded,
                is_filled,
                arrivals,
            ),
            any_leaves: 1.0 - stay,
            expected_departures: leaving.iter().sum(),
        }
    }
}

/// The day for which the doctors were last counted: who leaves after it is still in the count. That of the record where
/// nobody counted.
#[must_use]
pub fn counted_on(record: &Record) -> NaiveDate {
    // In the order of `Cohort::read`.
    let periods = [
        record.doctors.value.map(|_| record.doctors.period),
        record.gp_births.value.as_ref().map(|_| record.gp_births.period),
        record.rpps_doctors.value.map(|_| record.rpps_doctors.period),
    ];
    let day = periods.into_iter().flatten().next().and_then(Period::end);
    day.map_or(record.day, |day| day.min(record.day))
}

/// Departures of doctors to come: told one by one, and those that only the monthly count knows; without a day they are
/// taken to be now.
pub(super) fn announced(record: &Record) -> Vec<Announced> {
    let mut announced = record.announced.value.clone().unwrap_or_default();
    let counted = record.announced_doctors.value.unwrap_or_default() as usize;
    let day = record.next_departure.value.unwrap_or(record.day);
    let more = counted.saturating_sub(announced.len());
    announced.extend(std::iter::repeat_n(Announced { day, is_succeeded: None }, more));
    announced.sort_by_key(|one| (one.day, one.is_succeeded));
    announced
}

impl Outlook {
    /// Of a structure on the day of its record; none when nobody counted its doctors.
    #[must_use]
    pub fn of(record: &Record, hazards: &Hazards, minimum: u32) -> Option<Self> {
        let (cohort, inputs, is_declared) = Cohort::read(record)?;
        let states = inputs
            .iter()
            .filter_map(|input| record.states().find(|(name, _)| *name == *input).map(|(_, state)| state));
        let states = states.collect();
        let unknown_ages = cohort.count.saturating_sub(cohort.births.len() as u32);
        Some(Self {
            doctors: Some(cohort.count),
            unknown_ages: Some(unknown_ages),
            announced: Some(cohort.announced.len() as u32),
            is_sure: unknown_ages == 0 && is_declared,
            horizons: HORIZONS.map(|months| cohort.horizon(hazards, minimum, record.day, months)),
            sources: record.sources_of(&inputs),
            inputs,
            states,
            is_carried: false,
        })
    }

    /// Within that many months.
    #[must_use]
    pub fn within(&self, months: u32) -> Option<&Horizon> {
        self.horizons.iter().find(|horizon| horizon.months == months)
    }

    /// Whether that input was told when the doctors were counted, and not only estimated.
    #[must_use]
    pub fn counts(&self, input: &str) -> bool {
        self.state(input).is_some_and(|state| state != State::Estimated)
    }

    fn state(&self, input: &str) -> Option<State> {
        self.inputs.iter().zip(&self.states).find(|(name, _)| **name == input).map(|(_, state)| *state)
    }

    /// What stands when an input of `before` has gone missing, or is only estimated now: the graver of the two, horizon by
    /// horizon.
    #[must_use]
    pub(super) fn carry(mut self, before: &Self) -> Self {
        let is_told = |input: &str| match self.state(input) {
            Some(State::Estimated) => before.state(input) == Some(State::Estimated),
            now => now.is_some(),
        };
        if before.inputs.iter().all(|input| is_told(input)) {
            return self;
        }
        for (now, before) in self.horizons.iter_mut().zip(&before.horizons) {
            self.is_carried |= before.below_minimum > now.below_minimum;
            now.below_minimum = now.below_minimum.max(before.below_minimum);
            now.any_leaves = now.any_leaves.max(before.any_leaves);
            now.expected_departures = now.expected_departures.max(before.expected_departures);
        }
        self.is_sure = false;
        // Until they are told again.
        let gone = before.inputs.iter().filter(|input| !self.inputs.contains(input)).cloned();
        self.inputs.extend(gone.collect::<Vec<_>>());
        let states = self.inputs.iter().filter_map(|input| match self.state(input) {
            None | Some(State::Estimated) => before.state(input).or(self.state(input)),
            now => now,
        });
        self.states = states.collect();
        self
    }
}

#[cfg(test)]
mod tests;
