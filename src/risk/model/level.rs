//! Whether probabilities are what happened: as many events as foretold, on the whole and from low to high.

use serde::Serialize;

use super::calibration::line;

/// Of the expected calibration error.
const BINS: usize = 10;

/// No logarithm is taken of less than this.
const LEAST: f64 = 1e-15;

/// `None` where it cannot be told: no row, or outcomes of one kind only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
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
    /// Expected calibration error: mean gap of ten bins of equal size.
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
        let certain = |p: f64| p.max(LEAST).ln();
        Self {
            brier,
            brier_skill: brier
                .zip(rate)
                .map(|(b, r)| 1.0 - b / (r * (1.0 - r)))
                .filter(|skill| skill.is_finite()),
            slope: line.map(|line| line.slope),
            intercept: line.map(|line| line.intercept),
            oe: rate.zip(mean(&|p, _| p)).map(|(r, p)| r / p).filter(|oe| oe.is_finite()),
            log_loss: mean(&|p, y| -certain(if y > 0.5 { p } else { 1.0 - p })),
            ece: bins(p, y),
        }
    }
}

fn bins(p: &[f64], y: &[f64]) -> Option<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (size, longer) = (p.len() / BINS, p.len() % BINS);
    let mut rest = order.as_slice();
    let mut gaps = 0.0;
    for bin in 0..BINS {
        let (these, others) = rest.split_at(size + usize::from(bin < longer));
        gaps += these.iter().map(|row| p[*row] - y[*row]).sum::<f64>().abs();
        rest = others;
    }
    Some(gaps / p.len() as f64).filter(|ece| ece.is_finite())
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
    fn of_nothing_nothing_is_told() {
        assert_eq!(Level::of(&[], &[]), Level::default());
        let never = Level::of(&[0.1, 0.2], &[0.0, 0.0]);
        assert_eq!((never.brier_skill, never.slope, never.oe), (None, None, Some(0.0)));
    }
}
