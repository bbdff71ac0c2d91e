//! Whether probabilities are what happened: as many events as foretold, on the whole and from low to high.

use serde::{Deserialize, Serialize};

use super::calibration::line;
use crate::domain::interval::wilson;

/// Of equal size, from the least probable rows to the most.
const TENTHS: usize = 10;

/// No logarithm is taken of less than this.
const LEAST: f64 = 1e-15;

/// `None` where it cannot be told: no row, or outcomes of one kind only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// Mean squared error.
    pub brier: Option<f64>,
    /// 1 - Brier / that of the observed rate said of everyone.
    pub brier_skill: Option<f64>,
    /// Of the calibration line, on log-odds.
    pub slope: Option<f64>,
    pub intercept: Option<f64>,
    /// Observed over expected events.
    pub oe: Option<f64>,
    pub log_loss: Option<f64>,
    /// Expected calibration error: mean gap of the tenths.
    pub ece: Option<f64>,
}

impl Level {
    #[must_use]
    pub fn of(p: &[f64], y: &[f64]) -> Self {
        let count = y.len() as f64;
        let mean = |of: &dyn Fn(f64, f64) -> f64| {
            let sum: f64 = p.iter().zip(y).map(|(p, y)| of(*p, *y)).sum();
            Some(sum / count).filter(|mean| mean.is_finite())
        };
        let brier = mean(&|p, y| (p - y).powi(2));
        let rate = mean(&|_, y| y);
        let line = line(p, y);
        Self {
            brier,
            brier_skill: brier
                .zip(rate)
                .map(|(b, r)| 1.0 - b / (r * (1.0 - r)))
                .filter(|skill| skill.is_finite()),
            slope: line.map(|line| line.slope),
            intercept: line.map(|line| line.intercept),
            oe: rate.zip(mean(&|p, _| p)).map(|(r, p)| r / p).filter(|oe| oe.is_finite()),
            log_loss: mean(&loss),
            ece: error(&tenths(p, y)),
        }
    }
}

/// What one row adds to the log-loss.
pub(super) fn loss(p: f64, y: f64) -> f64 {
    -if y > 0.5 { p } else { 1.0 - p }.max(LEAST).ln()
}

/// A tenth of the rows: what was foretold of them on average, and what happened. The interval is Wilson's, row by row: a unit
/// that stands there in several years counts as several.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tenth {
    pub n: usize,
    pub predicted: f64,
    pub observed: f64,
    pub low: f64,
    pub high: f64,
}

/// By rising probability; fewer than ten where there are fewer rows.
#[must_use]
pub fn tenths(p: &[f64], y: &[f64]) -> Vec<Tenth> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (size, longer) = (p.len() / TENTHS, p.len() % TENTHS);
    let mut rest = order.as_slice();
    let mut tenths = Vec::new();
    for tenth in 0..TENTHS {
        let (these, others) = rest.split_at(size + usize::from(tenth < longer));
        rest = others;
        if these.is_empty() {
            continue;
        }
        let n = these.len() as f64;
        let sum = |of: &[f64]| these.iter().map(|row| of[*row]).sum::<f64>();
        let (low, high) = wilson(sum(y), n);
        tenths.push(Tenth { n: these.len(), predicted: sum(p) / n, observed: sum(y) / n, low, high });
    }
    tenths
}

fn error(tenths: &[Tenth]) -> Option<f64> {
    let rows: usize = tenths.iter().map(|tenth| tenth.n).sum();
    let gaps = tenths.iter().map(|tenth| tenth.n as f64 * (tenth.predicted - tenth.observed).abs());
    Some(gaps.sum::<f64>() / rows as f64).filter(|error| error.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_that_comes_true_is_level() {
        let p: Vec<f64> = (0..100).map(|row| if row < 50 { 0.2 } else { 0.6 }).collect();
        let y: Vec<f64> =
            (0..100).map(|row| f64::from(u8::from(row % 5 < if row < 50 { 1 } else { 3 }))).collect();
        let level = Level::of(&p, &y);
        assert!((level.oe.unwrap() - 1.0).abs() < 1e-12);
        assert!((level.slope.unwrap() - 1.0).abs() < 1e-9 && level.intercept.unwrap().abs() < 1e-9);
        assert!((level.brier.unwrap() - 0.2).abs() < 1e-12);
        assert!((level.brier_skill.unwrap() - (1.0 - 0.2 / 0.24)).abs() < 1e-12);
        assert!(level.ece.unwrap() < 1e-12);
    }

    #[test]
    fn tenths_rise_and_hold_all_rows() {
        let p: Vec<f64> = (0..23).map(|row| f64::from(row * 7 % 23) / 23.0).collect();
        let y: Vec<f64> = p.iter().map(|p| f64::from(u8::from(*p > 0.5))).collect();
        let tenths = tenths(&p, &y);
        assert_eq!(tenths.iter().map(|tenth| tenth.n).collect::<Vec<_>>(), [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]);
        assert!(tenths.windows(2).all(|pair| pair[0].predicted < pair[1].predicted));
        assert!(tenths.iter().all(|tenth| tenth.low <= tenth.observed && tenth.observed <= tenth.high));
        assert_eq!(super::tenths(&[0.2, 0.1], &[0.0, 1.0]).len(), 2);
    }

    #[test]
    fn of_nothing_nothing_is_told() {
        assert_eq!(Level::of(&[], &[]), Level::default());
        let never = Level::of(&[0.1, 0.2], &[0.0, 0.0]);
        assert_eq!((never.brier_skill, never.slope, never.oe), (None, None, Some(0.0)));
    }
}
