//! What becomes of the truth on its way: who answers, when, and how wrong.

use rand::{Rng, RngExt};

use crate::domain::month::Month;

use super::super::chance::wait;
use super::super::people::team::Team;

/// Shares, each an assumption of the design. Missing at random; and because the team lives badly.
const MISSING: f64 = 0.08;
const SILENT: f64 = 0.05;
/// Declarations that come after their month; how many months more they wait on average.
const LATE: f64 = 0.15;
const DELAY: f64 = 1.0;
/// Head-counts that are wrong by one.
const MISCOUNTED: f64 = 0.03;
/// Declarations that are put right later.
const CORRECTED: f64 = 0.02;
/// No declaration comes, and none is corrected, after more months than these.
pub(super) const PATIENCE: i32 = 12;

/// When something is declared, and when it is corrected, in months after its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub declared: i32,
    pub corrected: Option<i32>,
}

/// Share of the teams that answer at all: it grew from the first declarations on.
fn willing(month: Month) -> f64 {
    let years = f64::from(month.index()) / 12.0 - 2021.0;
    (0.80 + 0.034 * years).clamp(0.75, 0.98)
}

/// None when nobody will ever declare it.
pub(super) fn course(rng: &mut impl Rng, team: &Team, month: Month) -> Option<Course> {
    let silence = SILENT * (-0.9 * team.climate(month) - 0.4).clamp(-4.0, 3.0).exp();
    let is_missing = rng.random_bool(MISSING) || rng.random_bool(silence.min(0.9));
    let is_late = rng.random_bool(LATE * (-0.4 * team.climate(month)).clamp(-1.5, 1.5).exp().min(3.0));
    let declared = if is_late { 1 + wait(rng, DELAY) } else { 0 };
    let corrected = declared + rng.random_range(1..5);
    let corrected = Some(corrected).filter(|_| rng.random_bool(CORRECTED));
    let answers = team.traits.answers < willing(month) && !is_missing && declared <= PATIENCE;
    answers.then_some(Course { declared, corrected: corrected.filter(|months| *months <= PATIENCE) })
}

/// A head-count as somebody counted it.
pub(super) fn counted(rng: &mut impl Rng, count: u32) -> u32 {
    match rng.random_bool(MISCOUNTED) {
        true if rng.random_bool(0.5) => count + 1,
        true => count.saturating_sub(1),
        false => count,
    }
}
