//! How a series changes from one evaluation to the next without losing what stood in a frozen edition.

use std::collections::BTreeMap;

use super::month::Month;
use super::point::Span;

/// A span that holds, and the edition in which it first stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub span: Span,
    pub since: Month,
}

/// Where the editions are: the one that evaluations change, and the last that they must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub current: Month,
    /// Earlier than the current one.
    pub frozen: Option<Month>,
}

/// What turns the spans kept into those that hold now. Spans are named by their first months.
#[derive(Debug, Default, PartialEq)]
pub struct Revision {
    /// They stood in a frozen edition and stand there for ever, but no longer hold.
    pub closed: Vec<Month>,
    /// They stood in no frozen edition.
    pub removed: Vec<Month>,
    /// New, or to be put in the place of the one that holds and has the same first month.
    pub written: Vec<Kept>,
}

/// Compares the spans kept with those of a new evaluation. Months after an edition are cut off when it is read, so that
/// a span which stood in it may still grow: a new month costs one row a series, the same input none.
#[must_use]
pub fn revise(kept: &[Kept], now: &[Span], standing: Standing) -> Revision {
    let mut revision = Revision::default();
    let mut left: BTreeMap<Month, &Kept> = kept.iter().map(|kept| (kept.span.first, kept)).collect();
    for span in now {
        let Some(before) = left.remove(&span.first) else {
            revision.written.push(Kept { span: span.clone(), since: standing.current });
            continue;
        };
        if before.span == *span {
            continue;
        }
        let is_published = before.since < standing.current;
        let is_as_published = before.span.reading == span.reading
            && standing.frozen.is_none_or(|frozen| before.span.last.min(span.last) >= frozen);
        let since = if is_published && is_as_published { before.since } else { standing.current };
        if is_published && !is_as_published {
            revision.closed.push(span.first);
        }
        revision.written.push(Kept { span: span.clone(), since });
    }
    for (first, gone) in left {
        let list = if gone.since < standing.current { &mut revision.closed } else { &mut revision.removed };
        list.push(first);
    }
    revision
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::point::{Reading, State, spans};

    #[derive(Clone)]
    struct Row {
        kept: Kept,
        until: Option<Month>,
    }

    fn evaluation(values: &[u8], start: usize, last: Month) -> Vec<Span> {
        let first = Month::from_index(24_000) + start as i32;
        let readings = Month::range(first, last).zip(values.iter().cycle()).map(|(_, value)| Reading {
            numerator: Some(f64::from(*value)),
            denominator: None,
            value: Some(f64::from(*value)),
            structures: 1,
            coverage: None,
            state: State::Observed,
        });
        spans(first, readings)
    }

    fn apply(rows: &mut Vec<Row>, now: &[Span], standing: Standing) -> usize {
        let kept: Vec<Kept> = rows.iter().filter(|r| r.until.is_none()).map(|r| r.kept.clone()).collect();
        let revision = revise(&kept, now, standing);
        let touched = revision.closed.len() + revision.removed.len() + revision.written.len();
        for row in rows.iter_mut().filter(|r| r.until.is_none()) {
            if revision.closed.contains(&row.kept.span.first) {
                row.until = Some(standing.current);
            }
        }
        let replaced = |r: &Row| {
            let first = r.kept.span.first;
            let is_written = revision.written.iter().any(|w| w.span.first == first);
            r.until.is_none() && (is_written || revision.removed.contains(&first))
        };
        rows.retain(|row| !replaced(row));
        rows.extend(revision.written.into_iter().map(|kept| Row { kept, until: None }));
        rows.sort_by_key(|row| row.kept.span.first);
        touched
    }

    fn holding(rows: &[Row]) -> Vec<Span> {
        rows.iter().filter(|row| row.until.is_none()).map(|row| row.kept.span.clone()).collect()
    }

    fn read(rows: &[Row], edition: Month) -> Vec<Span> {
        let stood = rows
            .iter()
            .filter(|row| row.kept.since <= edition && row.until.is_none_or(|until| edition < until));
        let cut = stood
            .filter(|row| row.kept.span.first <= edition)
            .map(|row| Span { last: row.kept.span.last.min(edition), ..row.kept.span.clone() });
        cut.collect()
    }

    proptest! {
        /// Whatever is evaluated afterwards, an edition reads as it stood when it was frozen.
        #[test]
        fn an_edition_is_for_ever(
            steps in proptest::collection::vec(
                (0i32..3, proptest::collection::vec(0u8..3, 1..5), 0usize..4), 1..25),
        ) {
            let mut standing = Standing { current: Month::from_index(24_003), frozen: None };
            let mut rows: Vec<Row> = Vec::new();
            let mut editions: Vec<(Month, Vec<Span>)> = Vec::new();
            for (months, values, start) in steps {
                if months > 0 {
                    editions.push((standing.current, holding(&rows)));
                    standing =
                        Standing { current: standing.current + months, frozen: Some(standing.current) };
                }
                let now = evaluation(&values, start, standing.current);
                apply(&mut rows, &now, standing);
                prop_assert_eq!(holding(&rows), now.clone());
                prop_assert_eq!(apply(&mut rows, &now, standing), 0);
                for (month, stood) in &editions {
                    prop_assert_eq!(&read(&rows, *month), stood, "edition {}", month);
                }
            }
        }
    }

    #[test]
    fn a_new_month_costs_one_row() {
        let mut rows = Vec::new();
        let mut standing = Standing { current: Month::from_index(24_010), frozen: None };
        apply(&mut rows, &evaluation(&[1, 2], 0, standing.current), standing);
        for _ in 0..5 {
            standing = Standing { current: standing.current + 1, frozen: Some(standing.current) };
            assert_eq!(apply(&mut rows, &evaluation(&[1, 2], 0, standing.current), standing), 1);
        }
        let mut standing = Standing { current: Month::from_index(24_010), frozen: None };
        let mut rows = Vec::new();
        apply(&mut rows, &evaluation(&[1], 0, standing.current), standing);
        standing = Standing { current: standing.current + 1, frozen: Some(standing.current) };
        assert_eq!(apply(&mut rows, &evaluation(&[1], 0, standing.current), standing), 1);
        assert_eq!(rows.len(), 1);
    }
}
