//! What was true when: contents over half-open ranges of days, and how a new edition changes them.
//!
//! A range starts at the edition that first showed its content and ends at the first edition that showed
//! something else. So a day is covered exactly when the latest edition on or before it showed the content.

use chrono::NaiveDate;

/// The open end of a range: no edition has said otherwise yet.
pub const FOREVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Version<T> {
    pub from: NaiveDate,
    /// First day on which the content no longer holds.
    pub to: NaiveDate,
    pub content: T,
}

/// Writes `content` (or its absence) over the days `[from, to)` of a sorted timeline; equal neighbours join.
#[must_use]
pub fn overlay<T: Clone + PartialEq>(
    timeline: &[Version<T>],
    from: NaiveDate,
    to: NaiveDate,
    content: Option<T>,
) -> Vec<Version<T>> {
    let before = timeline.iter().filter(|v| v.from < from).map(|v| Version {
        from: v.from,
        to: v.to.min(from),
        content: v.content.clone(),
    });
    let after = timeline.iter().filter(|v| v.to > to).map(|v| Version {
        from: v.from.max(to),
        to: v.to,
        content: v.content.clone(),
    });
    let now = content.map(|content| Version { from, to, content });
    let mut joined: Vec<Version<T>> = Vec::new();
    for version in before.chain(now).chain(after) {
        match joined.last_mut() {
            Some(last) if last.to == version.from && last.content == version.content => last.to = version.to,
            _ => joined.push(version),
        }
    }
    joined
}

/// The content that held on `day`.
#[must_use]
pub fn at<T>(timeline: &[Version<T>], day: NaiveDate) -> Option<&T> {
    timeline.iter().find(|v| v.from <= day && day < v.to).map(|v| &v.content)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(730_000 + n as i32).unwrap()
    }

    proptest! {
        /// In whatever order editions arrive, a day shows what the latest edition on or before it showed.
        #[test]
        fn the_order_of_editions_does_not_matter(
            contents in proptest::collection::vec(proptest::option::of(0u8..3), 1..8),
            order in proptest::collection::vec(any::<u16>(), 8),
        ) {
            let mut editions: Vec<(u32, Option<u8>)> =
                contents.into_iter().enumerate().map(|(i, c)| (i as u32 * 10, c)).collect();
            let expected = editions.clone();
            editions.sort_by_key(|(d, _)| order[*d as usize / 10]);
            let mut known: Vec<u32> = Vec::new();
            let mut timeline: Vec<Version<u8>> = Vec::new();
            for (d, content) in editions {
                let next = known.iter().copied().filter(|k| *k > d).min().map_or(FOREVER, day);
                timeline = overlay(&timeline, day(d), next, content);
                known.push(d);
            }
            for (d, content) in &expected {
                prop_assert_eq!(at(&timeline, day(*d)), content.as_ref());
                prop_assert_eq!(at(&timeline, day(*d + 9)), content.as_ref());
            }
            for pair in timeline.windows(2) {
                prop_assert!(pair[0].to < pair[1].from
                    || (pair[0].to == pair[1].from && pair[0].content != pair[1].content));
            }
        }
    }
}
