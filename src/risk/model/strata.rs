//! Whether a model is as right, and as useful, for the small and the large, the rural and the urban: levels and recall
//! part by part. A list for the whole country hides the large.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::panel::Panel;
use crate::domain::suppression;

/// Columns whose thirds are looked at, where a panel has them.
const THIRDS: [(&str, &str); 4] =
    [("size", "log_list"), ("size", "patients_log"), ("rural", "area_rural"), ("deprivation", "imd")];

/// The columns that parts are made of.
pub fn columns() -> impl Iterator<Item = &'static str> {
    THIRDS.into_iter().map(|(_, column)| column)
}

/// What parts that are too small to be told apart are called together.
pub const OTHERS: &str = "others";

/// Below so many events a part is too small to raise an alarm.
const ENOUGH: f64 = 20.0;

/// One part of the tested rows, over all tested years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub by: String,
    /// `low`, `middle`, `high`, `unknown`, the name of a region, or [`OTHERS`].
    pub part: String,
    pub n: usize,
    pub events: f64,
    /// Events; `None` of a rule, which expects nothing.
    pub expected: Option<f64>,
    /// Observed over expected.
    pub oe: Option<f64>,
    /// Share of its events among the first tenth of the national list.
    pub recall_10: Option<f64>,
    /// Observed over expected has left 0.7-1.4, with 20 events or more.
    pub alarm: bool,
}

/// A tested row: its row in the panel, what happened, what was foretold, whether it was among the first tenth.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub row: usize,
    pub y: f64,
    pub p: Option<f64>,
    pub is_listed: bool,
}

/// `years` are cut into thirds one by one: what is small changes with time.
#[must_use]
pub fn parts(panel: &Panel, region: Option<&str>, years: &[Vec<Seen>]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (by, column) in THIRDS {
        let Ok(column) = panel.number(column) else { continue };
        let mut found: BTreeMap<usize, Vec<Seen>> = BTreeMap::new();
        for year in years {
            let cuts = cuts(year.iter().map(|seen| column[seen.row]));
            for seen in year {
                found.entry(third(column[seen.row], cuts)).or_default().push(*seen);
            }
        }
        parts.extend(found.into_iter().map(|(third, seen)| part(by, NAMES[third], &seen)));
    }
    if let Some((by, words)) = region.and_then(|region| Some((region, panel.word(region).ok()?))) {
        let mut found: BTreeMap<&str, Vec<Seen>> = BTreeMap::new();
        for seen in years.iter().flatten() {
            found.entry(&words.names[words.of[seen.row] as usize]).or_default().push(*seen);
        }
        parts.extend(found.into_iter().map(|(name, seen)| part(by, name, &seen)));
    }
    parts
}

const NAMES: [&str; 4] = ["low", "middle", "high", "unknown"];

/// Place in [`NAMES`].
fn third(value: f64, (first, second): (f64, f64)) -> usize {
    match value {
        _ if value.is_nan() => 3,
        _ if value <= first => 0,
        _ if value <= second => 1,
        _ => 2,
    }
}

fn cuts(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut known: Vec<f64> = values.filter(|value| !value.is_nan()).collect();
    known.sort_by(f64::total_cmp);
    let at = |third: usize| known.get((known.len() * third).div_ceil(3).saturating_sub(1)).copied();
    (at(1).unwrap_or(f64::NAN), at(2).unwrap_or(f64::NAN))
}

fn part(by: &str, name: &str, seen: &[Seen]) -> Part {
    let events: f64 = seen.iter().map(|seen| seen.y).sum();
    let listed: f64 = seen.iter().filter(|seen| seen.is_listed).map(|seen| seen.y).sum();
    Part::new(by, name, seen.len(), events, seen.iter().map(|seen| seen.p).sum(), listed)
}

impl Part {
    fn new(by: &str, part: &str, n: usize, events: f64, expected: Option<f64>, listed: f64) -> Self {
        let oe = expected.map(|expected| events / expected);
        Self {
            by: by.to_owned(),
            part: part.to_owned(),
            n,
            events,
            expected,
            oe,
            recall_10: (events > 0.0).then(|| listed / events),
            alarm: events >= ENOUGH && oe.is_some_and(|oe| !(0.7..=1.4).contains(&oe)),
        }
    }

    /// Both together.
    fn with(&self, other: &Self) -> Self {
        let listed = |part: &Self| part.recall_10.unwrap_or_default() * part.events;
        let expected = self.expected.zip(other.expected).map(|(one, other)| one + other);
        let (n, events) = (self.n + other.n, self.events + other.events);
        Self::new(&self.by, OTHERS, n, events, expected, listed(self) + listed(other))
    }
}

/// The parts that the public may see: of each division, those in which too few are, or too few of an event, are put together
/// until none is too small, so that no difference tells them. In one part nothing is divided: it is left out.
#[must_use]
pub fn public(parts: &[Part]) -> Vec<Part> {
    let shown = parts.chunk_by(|one, other| one.by == other.by).map(|division| {
        let mut division = division.to_vec();
        while let Some(small) = division.iter().position(is_small) {
            let small = division.remove(small);
            // With those put together before, or else with the smallest.
            let size =
                |at: &usize| (division[*at].part != OTHERS, division[*at].events as usize, division[*at].n);
            let Some(with) = (0..division.len()).min_by_key(size) else { break };
            let with = division.remove(with);
            division.push(with.with(&small));
        }
        division
    });
    shown.filter(|division| division.len() > 1).flatten().collect()
}

fn is_small(part: &Part) -> bool {
    let (n, others) = (part.n as f64, part.n as f64 - part.events);
    suppression::is_small(n) || suppression::is_small(part.events) || suppression::is_small(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_are_of_equal_size_and_the_unknown_stand_apart() {
        let mut panel = Panel { origins: vec![1; 10], ..Panel::default() };
        let sizes = (0..10).map(|row| if row == 9 { f64::NAN } else { f64::from(row) });
        panel.numbers.insert("log_list".into(), sizes.collect());
        let seen =
            |row: usize| Seen { row, y: f64::from(u8::from(row < 4)), p: Some(0.4), is_listed: row == 0 };
        let parts = parts(&panel, None, &[(0..10).map(seen).collect()]);
        let told: Vec<_> = parts.iter().map(|part| (part.part.as_str(), part.n, part.events)).collect();
        assert_eq!(told, [("low", 3, 3.0), ("middle", 3, 1.0), ("high", 3, 0.0), ("unknown", 1, 0.0)]);
        assert_eq!(parts[0].recall_10, Some(1.0 / 3.0));
        assert!((parts[0].oe.unwrap() - 2.5).abs() < 1e-12);
        assert!(!parts[0].alarm);
    }

    #[test]
    fn the_public_is_told_of_no_part_that_is_too_small() {
        let part = |by: &str, name: &str, n: usize, events: f64| {
            Part::new(by, name, n, events, Some(10.0), events / 2.0)
        };
        let parts = [
            part("size", "low", 40, 12.0),
            part("size", "high", 4, 0.0),
            part("region", "A", 50, 20.0),
            part("region", "B", 30, 3.0),
            part("region", "C", 30, 1.0),
            part("region", "D", 30, 0.0),
            part("region", "E", 30, 9.0),
        ];
        let shown = public(&parts);
        let told: Vec<_> = shown.iter().map(|part| (part.part.as_str(), part.n, part.events)).collect();
        assert_eq!(told, [("A", 50, 20.0), ("others", 120, 13.0)]);
        assert_eq!((shown[1].expected, shown[1].recall_10), (Some(40.0), Some(0.5)));
    }
}
