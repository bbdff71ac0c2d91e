//! From scores to levels: each desk can take up so many structures, some of each size, and one that is on the list stays on
//! it for a while. Strong is tension, moderate vigilance; rules alone make critique. The higher of rules and model counts.

use std::collections::BTreeMap;

use super::assess::Grade;
use crate::catalog::{Lists, Share};

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
}

/// The level of the model for each, in their order.
#[must_use]
pub fn levels(places: &[Place], lists: &Lists) -> Vec<Grade> {
    let mut desks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        desks.entry(place.region).or_default().push(at);
    }
    let mut levels = vec![Grade::None; places.len()];
    for (region, desk) in desks {
        let capacity = lists.capacity(region) as usize;
        for (share, level) in [(lists.moderate, Grade::Vigilance), (lists.strong, Grade::Tension)] {
            for at in listed(places, &desk, share, capacity, level) {
                levels[at] = level;
            }
        }
    }
    levels
}

/// Those that enter, and those that were there and are not yet out.
fn listed(places: &[Place], desk: &[usize], share: Share, capacity: usize, level: Grade) -> Vec<usize> {
    // Of a small desk that may be nobody: the rules still speak.
    let count = |share: f64| (share * desk.len() as f64).round() as usize;
    let entering = first(places, desk, count(share.enters).min(capacity));
    let kept = (capacity as f64 * share.keeps / share.enters).round() as usize;
    let kept = first(places, desk, count(share.keeps).min(kept));
    let staying = kept.into_iter().filter(|at| places[*at].before >= level && !entering.contains(at));
    let staying: Vec<usize> = staying.collect();
    [entering, staying].concat()
}

/// So many structures of a desk: a third of the places for each third by size, those left over for whoever comes first.
fn first(places: &[Place], desk: &[usize], count: usize) -> Vec<usize> {
    let mut ranked = desk.to_vec();
    ranked.sort_by(|a, b| places[*b].log_odds.total_cmp(&places[*a].log_odds).then(a.cmp(b)));
    let thirds = thirds(places, desk);
    let mut taken: Vec<usize> = Vec::new();
    for third in 0..3 {
        let own = ranked.iter().filter(|at| thirds[at] == third);
        taken.extend(own.take(count / 3));
    }
    let others: Vec<usize> = ranked.into_iter().filter(|at| !taken.contains(at)).collect();
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
