//! Whether a model is as right, and as useful, for the small and the large, the rural and the urban: levels and recall
//! part by part. A list for the whole country hides the large.

use std::collections::BTreeMap;

use serde::Serialize;

use super::panel::Panel;

/// Columns whose thirds are looked at, where a panel has them.
const THIRDS: [(&str, &str); 4] =
    [("size", "log_list"), ("size", "patients_log"), ("rural", "area_rural"), ("deprivation", "imd")];

/// The columns that parts are made of.
pub fn columns() -> impl Iterator<Item = &'static str> {
    THIRDS.into_iter().map(|(_, column)| column)
}

/// Below so many events a part is too small to raise an alarm.
const ENOUGH: f64 = 20.0;

/// One part of the tested rows, over all tested years.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    pub by: String,
    /// `low`, `middle`, `high`, `unknown`, or the name of a region.
    pub part: String,
    pub n: usize,
    pub events: f64,
    /// Observed over expected; `None` of a rule, which expects nothing.
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
    let expected: Option<f64> = seen.iter().map(|seen| seen.p).sum();
    let oe = expected.map(|expected| events / expected);
    Part {
        by: by.to_owned(),
        part: name.to_owned(),
        n: seen.len(),
        events,
        oe,
        recall_10: (events > 0.0).then(|| listed / events),
        alarm: events >= ENOUGH && oe.is_some_and(|oe| !(0.7..=1.4).contains(&oe)),
    }
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
}
