//! Which unknowns a system of linear equations determines.

use std::collections::{BTreeMap, BTreeSet};

/// Coefficients by unknown; the constant does not matter.
pub(super) type Row = BTreeMap<usize, f64>;

/// Sums of coefficients of 1 and −1, divided by each other a few times.
const ZERO: f64 = 1e-9;

/// The unknowns that have one value only, whatever the constants: Gauss and Jordan.
pub(super) fn determined(rows: impl IntoIterator<Item = Row>) -> BTreeSet<usize> {
    let mut reduced: BTreeMap<usize, Row> = BTreeMap::new();
    for mut row in rows {
        let known: Vec<usize> = row.keys().copied().filter(|unknown| reduced.contains_key(unknown)).collect();
        for pivot in known {
            if let Some(factor) = row.get(&pivot).copied() {
                subtract(&mut row, &reduced[&pivot], factor);
            }
        }
        let Some((pivot, scale)) = row.iter().map(|(unknown, factor)| (*unknown, *factor)).next() else {
            continue;
        };
        row.values_mut().for_each(|factor| *factor /= scale);
        for other in reduced.values_mut() {
            if let Some(factor) = other.get(&pivot).copied() {
                subtract(other, &row, factor);
            }
        }
        reduced.insert(pivot, row);
    }
    reduced.into_iter().filter(|(_, row)| row.len() == 1).map(|(pivot, _)| pivot).collect()
}

fn subtract(row: &mut Row, other: &Row, factor: f64) {
    for (unknown, theirs) in other {
        let left = row.get(unknown).copied().unwrap_or(0.0) - factor * theirs;
        if left.abs() < ZERO {
            row.remove(unknown);
        } else {
            row.insert(*unknown, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_two_equations_tell_together() {
        let row = |cells: &[(usize, f64)]| cells.iter().copied().collect::<Row>();
        let both = [row(&[(1, 1.0), (2, 1.0)]), row(&[(1, 1.0), (2, 1.0), (3, 1.0)])];
        assert_eq!(determined(both), BTreeSet::from([3]));
        let square = [
            row(&[(1, 1.0), (2, 1.0)]),
            row(&[(3, 1.0), (4, 1.0)]),
            row(&[(1, 1.0), (3, 1.0)]),
            row(&[(2, 1.0), (4, 1.0)]),
        ];
        assert!(determined(square.clone()).is_empty());
        let broken = square.into_iter().chain([row(&[(1, 1.0), (4, 1.0)])]);
        assert_eq!(determined(broken), BTreeSet::from([1, 2, 3, 4]));
    }
}
