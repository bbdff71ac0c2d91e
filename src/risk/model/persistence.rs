//! Lists over the years: how long before an event a unit was on them, and how many files they open.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A file is opened in the first 5 % of the list, and closed outside the first 10 %.
pub const ENTER: f64 = 0.05;
pub const LEAVE: f64 = 0.10;

/// One tested year: its units, which of them had an event, which stood in the first 5 and 10 %.
#[derive(Clone, Debug, Default)]
pub struct Year {
    pub units: BTreeSet<u32>,
    pub events: BTreeSet<u32>,
    pub enter: BTreeSet<u32>,
    pub leave: BTreeSet<u32>,
}

/// Means over the tested years; `new` over those after the first, in which all are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Files {
    pub active: f64,
    pub new: Option<f64>,
    /// Of the events of all years, the share that had an open file.
    pub recall: Option<f64>,
    /// Of the open files of all years, the share with an event.
    pub precision: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alerts {
    /// Whoever is in the first 5 % this year.
    pub plain: Files,
    /// In at 5 %, out at 10 %.
    pub hysteresis: Files,
}

#[must_use]
pub fn alerts(years: &[Year]) -> Alerts {
    let plain: Vec<BTreeSet<u32>> = years.iter().map(|year| year.enter.clone()).collect();
    let mut held = Vec::new();
    let mut before: BTreeSet<u32> = BTreeSet::new();
    for year in years {
        before = year.enter.iter().chain(before.intersection(&year.leave)).copied().collect();
        held.push(before.clone());
    }
    Alerts { plain: files(years, &plain), hysteresis: files(years, &held) }
}

fn files(years: &[Year], open: &[BTreeSet<u32>]) -> Files {
    let active: usize = open.iter().map(BTreeSet::len).sum();
    let new: usize = open.windows(2).map(|pair| pair[1].difference(&pair[0]).count()).sum();
    let found: usize =
        years.iter().zip(open).map(|(year, open)| year.events.intersection(open).count()).sum();
    let events: usize = years.iter().map(|year| year.events.len()).sum();
    let share = |of: usize| (of > 0).then(|| found as f64 / of as f64);
    Files {
        active: active as f64 / years.len() as f64,
        new: (years.len() > 1).then(|| new as f64 / (years.len() - 1) as f64),
        recall: share(events),
        precision: share(active),
    }
}

/// Of the events of the last year, how many were tested in that year, the year before, and so on, and which share of these
/// stood in the first 10 % then.
#[must_use]
pub fn lead(years: &[Year]) -> Vec<(usize, Option<f64>)> {
    let Some(last) = years.last() else { return Vec::new() };
    let share = |year: &Year| {
        let there = last.events.intersection(&year.units).count();
        let listed = last.events.intersection(&year.leave).count();
        (there, (there > 0).then(|| listed as f64 / there as f64))
    };
    years.iter().rev().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(units: &[u32], events: &[u32], enter: &[u32], leave: &[u32]) -> Year {
        let set = |these: &[u32]| these.iter().copied().collect();
        Year { units: set(units), events: set(events), enter: set(enter), leave: set(leave) }
    }

    #[test]
    fn a_file_stays_open_until_it_leaves_the_first_tenth() {
        let years = [year(&[1, 2, 3, 4], &[4], &[1], &[1, 2]), year(&[1, 2, 3], &[1, 3], &[2], &[1, 2])];
        let alerts = alerts(&years);
        assert_eq!(
            alerts.plain,
            Files { active: 1.0, new: Some(1.0), recall: Some(0.0), precision: Some(0.0) }
        );
        let held = alerts.hysteresis;
        assert_eq!((held.active, held.new, held.recall), (1.5, Some(1.0), Some(1.0 / 3.0)));
        assert_eq!(lead(&years), [(2, Some(0.5)), (2, Some(0.5))]);
        assert_eq!(lead(&[]), []);
    }
}
