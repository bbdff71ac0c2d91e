//! How far chance carries the level of a model: the same draws of units as for its ranking. Brier score, level and log-loss
//! are sums over units; the slope of a draw is one step of Newton from the line of all rows. The expected calibration error
//! has no interval: drawing anew only adds to it.

use super::bootstrap::{Interval, interval};
use super::calibration::{clipped_logit, line};
use super::level::loss;
use super::logistic::sigmoid;

/// Middle 95 % of the draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    pub brier: Option<Interval>,
    pub brier_skill: Option<Interval>,
    pub slope: Option<Interval>,
    pub oe: Option<Interval>,
    pub log_loss: Option<Interval>,
}

/// Sums over some rows: rows, events, probabilities, squared errors, losses, and the two first derivatives of the line
/// (two and three numbers).
type Sums = [f64; 10];

/// `units` is of each row its unit; a draw says of each unit how often it was drawn.
#[must_use]
pub fn spread(units: &[u32], p: &[f64], y: &[f64], draws: &[Vec<u32>]) -> Spread {
    let Some(count) = draws.first().map(Vec::len) else { return Spread::default() };
    let line = line(p, y);
    let mut of_units = vec![Sums::default(); count];
    for ((unit, p), y) in units.iter().zip(p).zip(y) {
        let mut row = [1.0, *y, *p, (p - y).powi(2), loss(*p, *y), 0.0, 0.0, 0.0, 0.0, 0.0];
        if let Some(line) = line {
            let score = clipped_logit(*p);
            let fitted = sigmoid(line.intercept + line.slope * score);
            let (gap, weight) = (y - fitted, fitted * (1.0 - fitted));
            row[5..].copy_from_slice(&[gap, gap * score, weight, weight * score, weight * score * score]);
        }
        of_units[*unit as usize].iter_mut().zip(row).for_each(|(sum, one)| *sum += one);
    }
    let drawn = |copies: &Vec<u32>| {
        let mut sums = Sums::default();
        for (copies, of_unit) in copies.iter().zip(&of_units) {
            let copies = f64::from(*copies);
            sums.iter_mut().zip(of_unit).for_each(|(sum, one)| *sum += copies * one);
        }
        sums
    };
    let drawn: Vec<Sums> = draws.iter().map(drawn).collect();
    let of = |measure: &dyn Fn(&Sums) -> f64| interval(drawn.iter().map(measure));
    Spread {
        brier: of(&|[n, _, _, brier, ..]| brier / n),
        brier_skill: of(&|[n, events, _, brier, ..]| 1.0 - brier * n / (events * (n - events))),
        oe: of(&|[_, events, expected, ..]| events / expected),
        log_loss: of(&|[n, _, _, _, loss, ..]| loss / n),
        slope: line.and_then(|line| {
            of(&|[.., g0, g1, h0, h1, h2]| line.slope + (h0 * g1 - h1 * g0) / (h0 * h2 - h1 * h1))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bootstrap::copies;
    use super::super::level::Level;
    use super::*;

    #[test]
    fn intervals_hold_what_all_rows_say() {
        // Two rows a unit, events about as often as foretold.
        let rows = 0..4_000_u32;
        let units: Vec<u32> = rows.clone().map(|row| row / 2).collect();
        let p: Vec<f64> = rows.clone().map(|row| 0.05 + f64::from(row % 10) / 20.0).collect();
        let y: Vec<f64> = rows
            .map(|row| f64::from(u8::from(f64::from(row * 7_919 % 1_000) < 1_000.0 * p[row as usize])))
            .collect();
        let level = Level::of(&p, &y);
        let spread = spread(&units, &p, &y, &copies(2_000, 200, 3));
        let told = [
            (level.brier, spread.brier),
            (level.brier_skill, spread.brier_skill),
            (level.slope, spread.slope),
            (level.oe, spread.oe),
            (level.log_loss, spread.log_loss),
        ];
        for (value, interval) in told {
            let (value, Interval { low, high }) = (value.unwrap(), interval.unwrap());
            assert!(low < value && value < high && high - low < 0.3, "{low} {value} {high}");
        }
    }

    #[test]
    fn without_draws_or_contrast_nothing_is_told() {
        assert_eq!(spread(&[0, 1], &[0.1, 0.2], &[0.0, 1.0], &[]), Spread::default());
        let never = spread(&[0, 1], &[0.1, 0.2], &[0.0, 0.0], &copies(2, 20, 1));
        assert_eq!((never.slope, never.brier_skill), (None, None));
    }
}
