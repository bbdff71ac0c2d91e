//! Who coordinates a team: holders who come, leave and are found again.

use rand::{Rng, RngExt};

use crate::domain::month::Month;

use super::super::chance::strikes;
use super::team::{Coordinator, Team};

/// Teams that have the post; those who leave it in a year; months it stays empty. \[A\] Hours: AVECsanté, end of 2024.
const POSTS: f64 = 0.86;
const TURNOVER: f64 = 0.18;
const VACANT: std::ops::Range<i32> = 1..7;

pub(super) fn fill(rng: &mut impl Rng, team: &mut Team, until: Month) {
    let has_post = rng.random_bool(POSTS) && !team.is_antenna;
    let mut free = team.opened + rng.random_range(0..10);
    let mut holder: Option<Coordinator> = None;
    for month in Month::range(team.opened, until) {
        let strain = (-0.3 * team.climate(month)).exp();
        let leaves = strikes(rng, TURNOVER * strain);
        match &mut holder {
            None if has_post && month >= free => {
                let structures = if rng.random_bool(0.8) { rng.random_range(1..3) } else { 3 };
                holder = Some(Coordinator { from: month, to: None, hours_a_week: hours(rng), structures });
            }
            Some(held) if leaves => {
                held.to = Some(month);
                team.coordinators.extend(holder.take());
                free = month + rng.random_range(VACANT);
            }
            _ => {}
        }
    }
    team.coordinators.extend(holder);
}

/// 68 % work 5 to 19 hours a week, 6 % more than 35.
fn hours(rng: &mut impl Rng) -> f64 {
    f64::from(match rng.random_range(0..100) {
        0..10 => rng.random_range(2..5),
        10..78 => rng.random_range(5..20),
        78..94 => rng.random_range(20..36),
        _ => rng.random_range(36..40),
    })
}
