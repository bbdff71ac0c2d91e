//! What an edition changes in what is known. Pure.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;

use crate::domain::timeline::{Version, overlay};
use crate::store::Stored;

/// Rows whose knowledge ends, and versions that take their place.
#[derive(Debug)]
pub(super) struct Changes<T> {
    pub(super) closed: Vec<i64>,
    pub(super) added: Vec<Version<T>>,
}

/// The days that an edition speaks of: from its own to the next one known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

/// Lays an edition over what is stored. What is known under a key that it does not show ends, unless it is held: it may
/// stand in a line that could not be read.
pub(super) fn merge<T: Clone + PartialEq, K: Hash + Ord>(
    stored: Vec<Stored<T>>,
    shown: Vec<T>,
    is_held: impl Fn(&T) -> bool,
    reach: Reach,
    key: impl Fn(&T) -> K,
) -> Changes<T> {
    let mut timelines: HashMap<K, Vec<Stored<T>>> = HashMap::new();
    for row in stored {
        timelines.entry(key(&row.version.content)).or_default().push(row);
    }
    let mut changes = Changes { closed: Vec::new(), added: Vec::new() };
    for content in shown {
        let rows = timelines.remove(&key(&content)).unwrap_or_default();
        changes.lay(rows, Some(content), reach);
    }
    let is_ended = |rows: &[Stored<T>]| !rows.iter().any(|row| is_held(&row.version.content));
    let mut absent: Vec<_> = timelines.into_iter().filter(|(_, rows)| is_ended(rows)).collect();
    absent.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (_, rows) in absent {
        changes.lay(rows, None, reach);
    }
    changes
}

impl<T: Clone + PartialEq> Changes<T> {
    fn lay(&mut self, rows: Vec<Stored<T>>, content: Option<T>, reach: Reach) {
        let before: Vec<Version<T>> = rows.iter().map(|row| row.version.clone()).collect();
        let after = overlay(&before, reach.from, reach.to, content);
        if before == after {
            return;
        }
        self.closed.extend(rows.iter().filter(|row| !after.contains(&row.version)).map(|row| row.id));
        self.added.extend(after.into_iter().filter(|version| !before.contains(version)));
    }
}
