//! From scores to levels, and from levels to lists. Strong is tension, moderate vigilance; rules alone make critique. The
//! higher of rules and model counts. Each desk gets as many as it can take up, some of each size, and one that is there
//! stays for a while.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Lists;
use crate::domain::grade::Grade;

/// One structure among those of its desk.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Code of the region: whose desk it is.
    pub region: &'a str,
    /// Patients, or what else tells large from small.
    pub size: Option<f64>,
    /// By which they are ranked.
    pub log_odds: f64,
    /// Level of the model the month before.
    pub before: Grade,
    /// On the list of its desk the month before.
    pub was_listed: bool,
}

/// The level of the model for each, in their order.
#[must_use]
pub fn levels(places: &[Place], lists: &Lists) -> Vec<Grade> {
    let mut levels = vec![Grade::None; places.len()];
    for desk in desks(places).values() {
        let ranked = ranked(desk, |at| places[at].log_odds);
        let thirds = thirds(places, desk);
        for (share, level) in [(lists.moderate, Grade::Vigilance), (lists.strong, Grade::Tension)] {
            // Of a small desk that may be nobody: the rules still speak.
            let [enter, keep] = [share.enters, share.keeps].map(|share| (share * desk.len() as f64).round());
            let stays = |at: usize| places[at].before >= level;
            for at in chosen(&ranked, &thirds, [enter, keep].map(|count| count as usize), stays) {
                levels[at] = level;
            }
        }
    }
    levels
}

/// Whether each is on the list of its desk, `levels` being the higher of rules and model: whoever is critical, and of the
/// others as many as the desk can take up, the higher level first and within it by score. Those of the list before stay a
/// little longer.
#[must_use]
pub fn listed(places: &[Place], levels: &[Grade], lists: &Lists) -> Vec<bool> {
    let mut listed: Vec<bool> = levels.iter().map(|level| *level == Grade::Critique).collect();
    for (region, desk) in desks(places) {
        let capacity = lists.capacity(region, desk.len());
        let kept = (f64::from(capacity) * lists.moderate.keeps / lists.moderate.enters).round() as usize;
        let asked: Vec<usize> =
            desk.into_iter().filter(|at| levels[*at] > Grade::None && !listed[*at]).collect();
        let mut ranked = ranked(&asked, |at| places[at].log_odds);
        ranked.sort_by_key(|at| std::cmp::Reverse(levels[*at]));
        let thirds = thirds(places, &asked);
        for at in chosen(&ranked, &thirds, [capacity as usize, kept], |at| places[at].was_listed) {
            listed[at] = true;
        }
    }
    listed
}

fn desks<'a>(places: &[Place<'a>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut desks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        desks.entry(place.region).or_default().push(at);
    }
    desks
}

/// The highest first.
fn ranked(desk: &[usize], value: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut ranked = desk.to_vec();
    ranked.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(a.cmp(b)));
    ranked
}

/// Those that enter, and those that were there and are not yet out.
fn chosen(
    ranked: &[usize],
    thirds: &BTreeMap<usize, usize>,
    [enter, keep]: [usize; 2],
    stays: impl Fn(usize) -> bool,
) -> BTreeSet<usize> {
    let mut chosen: BTreeSet<usize> = first(ranked, thirds, enter).into_iter().collect();
    chosen.extend(first(ranked, thirds, keep).into_iter().filter(|at| stays(*at)));
    chosen
}

/// So many of a ranking: a third of the places for each third by size, those left over for whoever comes first.
fn first(ranked: &[usize], thirds: &BTreeMap<usize, usize>, count: usize) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::new();
    for third in 0..3 {
        let own = ranked.iter().filter(|at| thirds[at] == third);
        taken.extend(own.take(count / 3));
    }
    let others: Vec<usize> = ranked.iter().filter(|at| !taken.contains(at)).copied().collect();
    let left = count.saturating_sub(taken.len());
    taken.extend(others.into_iter().take(left));
    taken
}

/// 0 for the smallest third, 2 for the largest; those of unknown size are in the middle.
fn thirds(places: &[Place], desk: &[usize]) -> BTreeMap<usize, usize> {
    let mut sized: Vec<usize> = desk.iter().copied().filter(|at| places[*at].size.is_some()).collect();
    sized.sort_by(|a, b| {
        let size = |at: &usize| places[*at].size.unwrap_or_default();
        size(a).total_cmp(&size(b)).then(a.cmp(b))
    });
    let mut thirds: BTreeMap<usize, usize> = desk.iter().map(|at| (*at, 1)).collect();
    thirds.extend(sized.iter().enumerate().map(|(position, at)| (*at, 3 * position / sized.len().max(1))));
    thirds
}

/// The level of a structure: the higher of rules and model; that of the month before where it is higher and may not fall, since
/// an input has gone missing or the model has stepped back. The second says whether it stands for that reason alone.
#[must_use]
pub fn level(by_rules: Grade, by_model: Grade, before: Option<Grade>, stands: bool) -> (Grade, bool) {
    let now = by_rules.max(by_model);
    match before {
        Some(before) if stands && before > now => (before, true),
        _ => (now, false),
    }
}

#[cfg(test)]
mod tests;
