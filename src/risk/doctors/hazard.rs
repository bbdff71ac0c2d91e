//! How likely a doctor of an age is to leave within some months.

use crate::catalog::Hazards;

/// Within whole years from now, the age growing by one each year: a year’s `1 − (1 − r)(1 − m)` of retirement and move.
#[must_use]
pub fn leaves(hazards: &Hazards, age: i32, months: u32) -> f64 {
    let years = (months / 12) as i32;
    let stays: f64 = (age..age + years)
        .map(|age| {
            let retires = hazards.leaving.value * hazards.retirement.at(age);
            (1.0 - retires) * (1.0 - hazards.moves.at(age))
        })
        .product();
    1.0 - stays
}

/// The same where nobody told the age: the mean over the ages that it may be.
#[must_use]
pub fn leaves_at_unknown_age(hazards: &Hazards, months: u32) -> f64 {
    let bands = hazards.unknown_age.bands.iter();
    bands
        .map(|band| {
            let ages = band.from..=band.to;
            let sum: f64 = ages.map(|age| leaves(hazards, age, months)).sum();
            band.share * sum / f64::from((band.to - band.from + 1).max(1))
        })
        .sum()
}
