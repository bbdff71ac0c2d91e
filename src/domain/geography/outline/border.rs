//! The borders of regions: what two departments of different regions share.

use std::collections::{BTreeMap, BTreeSet};

use super::extent::sides;
use super::{Outline, Spot};

/// A point as whole hundredths of a unit, as the table gives it, so that it can be compared.
type Key = (i64, i64);

fn key((x, y): Spot) -> Key {
    ((x * 100.0).round() as i64, (y * 100.0).round() as i64)
}

fn spot((x, y): Key) -> Spot {
    (x as f64 / 100.0, y as f64 / 100.0)
}

/// Sides shared by two departments of different regions, joined into lines as long as no third one meets them.
pub(super) fn between<'a>(outlines: &[Outline], region: impl Fn(&str) -> Option<&'a str>) -> Vec<Vec<Spot>> {
    let mut regions: BTreeMap<(Key, Key), BTreeSet<&str>> = BTreeMap::new();
    for outline in outlines {
        let Some(region) = region(outline.department) else { continue };
        for (a, b) in outline.rings.iter().flat_map(|ring| sides(ring)) {
            let (a, b) = (key(a), key(b));
            regions.entry((a.min(b), a.max(b))).or_default().insert(region);
        }
    }
    let mut next: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for ((a, b), _) in regions.iter().filter(|(_, regions)| regions.len() > 1) {
        next.entry(*a).or_default().insert(*b);
        next.entry(*b).or_default().insert(*a);
    }
    let ends: Vec<Key> = next.iter().filter(|(_, others)| others.len() != 2).map(|(key, _)| *key).collect();
    let mut lines = Vec::new();
    // Lines first, from where three meet or one ends; what is left are closed rings (an enclave).
    for start in ends.iter().copied().chain(next.clone().into_keys()) {
        while let Some(line) = walk(start, &mut next, &ends) {
            lines.push(line.into_iter().map(spot).collect());
        }
    }
    lines
}

/// Takes the sides of one line out of those that are left.
fn walk(start: Key, next: &mut BTreeMap<Key, BTreeSet<Key>>, ends: &[Key]) -> Option<Vec<Key>> {
    let mut line = vec![start];
    let mut at = start;
    while let Some(to) = next.get_mut(&at).and_then(BTreeSet::pop_first) {
        if let Some(others) = next.get_mut(&to) {
            others.remove(&at);
        }
        line.push(to);
        at = to;
        if ends.binary_search(&at).is_ok() {
            break;
        }
    }
    (line.len() > 1).then_some(line)
}
