//! How far a feature has moved: the population stability index between two months, in classes of a tenth of the first.

use serde::{Deserialize, Serialize};

use super::super::model::standard::is_flag;

const CLASSES: usize = 10;
/// Counted in each class beside what is there, so that an empty one is no infinite distance.
const FLOOR: f64 = 0.5;
/// Of the standard normal law, exceeded once in a thousand.
const RARE: f64 = 3.09;

/// The values of one feature over the structures of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    pub feature: String,
    /// Upper ends of all classes but the last, ascending; of equal values there is one.
    pub ends: Vec<f64>,
    /// Structures in each class, one more than ends.
    pub counts: Vec<usize>,
    /// Sorted; not kept, since other months are counted in the classes of the reference.
    #[serde(skip)]
    values: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stability {
    pub index: f64,
    /// What chance alone exceeds once in a thousand, were both months drawn from the same law.
    pub chance: f64,
}

impl Spread {
    pub(super) fn of(feature: &str, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let ends = if is_flag(feature) { vec![0.5] } else { tenths(&values) };
        let counts = count(&ends, &values);
        Self { feature: feature.to_owned(), ends, counts, values }
    }

    pub(super) fn known(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Of a later month beside this one; none where fewer than `least` are known in either.
    pub(super) fn stability(&self, later: &Self, least: usize) -> Option<Stability> {
        let (then, now) = (self.known(), later.known());
        if then < least || now < least {
            return None;
        }
        let classes = self.counts.len() as f64;
        let share = |count: usize, all: usize| (count as f64 + FLOOR) / (all as f64 + FLOOR * classes);
        let pairs = self.counts.iter().zip(count(&self.ends, &later.values));
        let index = pairs
            .map(|(before, after)| (share(*before, then), share(after, now)))
            .map(|(before, after)| (after - before) * (after / before).ln())
            .sum();
        // χ² with one degree less than classes, divided by the sizes (Yurdakul 2018); its quantile by Wilson and Hilferty.
        let degrees = (classes - 1.0).max(1.0);
        let tail = 2.0 / (9.0 * degrees);
        let quantile = degrees * (1.0 - tail + RARE * tail.sqrt()).powi(3);
        Some(Stability { index, chance: quantile * (1.0 / then as f64 + 1.0 / now as f64) })
    }
}

/// Ends of tenths of sorted values, each half-way to the next value: whatever is read again from text, a value is on its side.
fn tenths(values: &[f64]) -> Vec<f64> {
    let after = |tenth: usize| {
        let end = values[(tenth * values.len()).div_ceil(CLASSES).max(1) - 1];
        let next = values.get(values.partition_point(|value| *value <= end))?;
        Some(0.5 * (end + next))
    };
    let tenths = if values.is_empty() { 1..1 } else { 1..CLASSES };
    let mut ends: Vec<f64> = tenths.filter_map(after).collect();
    ends.dedup();
    ends
}

/// Of sorted values, how many are in each class.
fn count(ends: &[f64], values: &[f64]) -> Vec<usize> {
    let below = ends.iter().map(|end| values.partition_point(|value| value <= end));
    let below: Vec<usize> = below.chain([values.len()]).collect();
    let before = [0].into_iter().chain(below.iter().copied());
    below.iter().zip(before).map(|(to, from)| to - from).collect()
}
