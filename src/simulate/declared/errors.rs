//! Mistakes of those who type: a few lines of each file that a reader must refuse.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::super::row::Row;
use super::columns::{DOCTORS, GPS, MEETINGS, MONTH};

/// One of each kind for this many lines, at most once a file.
const LINES: usize = 400;

/// Lines to add to a file of monthly declarations: a number that no structure bears, a word for a number, an
/// impossible month, more general practitioners than doctors, and a line that contradicts another of the same key.
pub(super) fn mistakes(rng: &mut ChaCha8Rng, rows: &[Row]) -> Vec<Row> {
    let mut mistakes = Vec::new();
    let mut add = |rng: &mut ChaCha8Rng, spoil: &dyn Fn(&Row) -> Row| {
        let at = rng.random_range(0..rows.len().max(1) as u32) as usize;
        let is_planted = rng.random_bool((rows.len() as f64 / LINES as f64).min(0.8));
        if let Some(row) = rows.get(at).filter(|_| is_planted) {
            mistakes.push(spoil(row));
        }
    };
    add(rng, &|row| row.with(0, "99000000").with(MEETINGS, "1"));
    add(rng, &|row| row.with(0, "999999999").with(MEETINGS, "deux"));
    add(rng, &|row| row.with(0, "999999998").with(MONTH, "2025-13"));
    add(rng, &|row| row.with(0, "999999997").with(DOCTORS, "1").with(GPS, "4"));
    // Two lines of one key: a reader keeps neither.
    add(rng, &|row| row.with(MEETINGS, "9"));
    mistakes
}
