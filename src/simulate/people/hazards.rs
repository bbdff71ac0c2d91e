//! How fast people leave: what lives are drawn from, and the probability that follows from it, which nobody in the world
//! knows.

use crate::domain::month::Month;

use super::parameters::{Parameters, moving, retirement};
use super::person::Person;
use super::team::Team;
use super::trades::Kind;

/// What a crisis does to the hazards, and to the climate each month.
const CRISIS: f64 = 6.0;
const FALL: f64 = 0.12;

/// By how much the climate of a team falls in a month, beside what it forgets.
pub(super) fn fall(team: &Team, month: Month) -> f64 {
    if team.is_in_crisis(month) { FALL } else { 0.0 }
}

/// What multiplies the hazards of all in a month, retirement apart, under a climate that does so much to them.
pub(super) fn strain(p: &Parameters, team: &Team, month: Month, climate: f64, is_shaken: bool) -> f64 {
    let shaken = if is_shaken { p.contagion } else { 1.0 };
    let reform = if month.year() == p.reform { p.reform_factor } else { 1.0 };
    let crisis = if team.is_in_crisis(month) { CRISIS } else { 1.0 };
    // Against what one would expect: those who open long and those who teach much leave a little more.
    let busy = if team.traits.opening > 0.6 { 1.15 } else { 1.0 };
    let teaching = if team.traits.teaching > 0.6 { 1.1 } else { 1.0 };
    team.frailty * climate * shaken * reform * crisis * busy * teaching
}

/// A year: drawing the pension; leaving for another reason.
pub(super) fn yearly(p: &Parameters, person: &Person, month: Month, strain: f64) -> [f64; 2] {
    let age = person.age(month);
    let retires = retirement(age) * if person.stayer && age < 70 { 0.2 } else { 1.0 };
    let moves = match person.trade.kind {
        Kind::GeneralPractitioner => moving(age) * 0.72,
        _ => p.others_leave * 0.75,
    };
    [retires * strain.powf(0.25), moves * strain]
}

/// The probability that one at least of the general practitioners of a month leaves within the next twelve, for whoever
/// knows all of that month: frailty, climate, shocks under way, a crisis to come. Before the first of them goes nobody is
/// shaken anew nor taken along, so that it is exact but for the path of the climate, of which the mean is taken.
pub(in super::super) fn any_leaves(p: &Parameters, team: &Team, now: Month) -> f64 {
    let gps: Vec<&Person> = team.present(now).filter(|one| one.is(Kind::GeneralPractitioner)).collect();
    let (mut mean, mut spread) = (team.climate(now), 0.0);
    let mut hazard = 0.0;
    for month in Month::range(now + 1, now + 12) {
        mean = p.memory * mean - fall(team, month);
        spread = p.memory * p.memory * spread + 1.0 - p.memory * p.memory;
        let climate = (p.climate * p.climate * spread / 2.0 - p.climate * mean).exp();
        let strain = strain(p, team, month, climate, month < team.shaken_until(now));
        hazard += gps.iter().flat_map(|one| yearly(p, one, month, strain)).sum::<f64>() / 12.0;
    }
    1.0 - (-hazard).exp()
}
