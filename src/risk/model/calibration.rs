//! Levels of probability: how far predicted ones are from what happened, and what brings them back.

use super::logistic::{logit, sigmoid};

/// No probability is taken for surer than this when its logarithm is needed.
const SUREST: f64 = 1e-6;

const STEPS: usize = 200;
const STEP: f64 = 1e-12;

/// `logit P(y) = intercept + slope logit p`: 0 and 1 of a model whose level and spread are right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub intercept: f64,
    pub slope: f64,
}

#[must_use]
pub fn clipped_logit(p: f64) -> f64 {
    logit(p.clamp(SUREST, 1.0 - SUREST))
}

/// The line of greatest likelihood. Nothing when there is none: outcomes of one kind only, probabilities all alike,
/// or all events above all others.
#[must_use]
pub fn line(p: &[f64], y: &[f64]) -> Option<Line> {
    let scores: Vec<f64> = p.iter().map(|p| clipped_logit(*p)).collect();
    let events: f64 = y.iter().sum();
    if events <= 0.0 || events >= y.len() as f64 {
        return None;
    }
    let mut line = Line { intercept: 0.0, slope: 1.0 };
    for _ in 0..STEPS {
        let (mut g, mut h) = ([0.0; 2], [0.0; 3]);
        for (score, y) in scores.iter().zip(y) {
            let p = sigmoid(line.intercept + line.slope * score);
            let w = p * (1.0 - p);
            g[0] += y - p;
            g[1] += (y - p) * score;
            h[0] += w;
            h[1] += w * score;
            h[2] += w * score * score;
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        let by = [(h[2] * g[0] - h[1] * g[1]) / determinant, (h[0] * g[1] - h[1] * g[0]) / determinant];
        if !(by[0].is_finite() && by[1].is_finite()) || determinant <= 1e-12 * h[0] * h[2] {
            return None;
        }
        // Newton may overshoot from afar; one step never turns the line round.
        let part = (1.0 / by[1].abs()).min(1.0);
        line.intercept += part * by[0];
        line.slope += part * by[1];
        if by[0].abs().max(by[1].abs()) < STEP {
            return Some(line);
        }
    }
    None
}

/// What to add to every score so that the mean probability is `rate`: the anchor of a model without labels.
/// Nothing without scores, or with a rate that is not within 0 and 1.
#[must_use]
pub fn anchor(scores: &[f64], rate: f64) -> Option<f64> {
    if scores.is_empty() || !(rate > 0.0 && rate < 1.0) {
        return None;
    }
    let mean =
        |shift: f64| scores.iter().map(|score| sigmoid(score + shift)).sum::<f64>() / scores.len() as f64;
    let largest = scores.iter().fold(0.0, |most: f64, score| most.max(score.abs()));
    let reach = largest + logit(rate).abs() + 1.0;
    let (mut low, mut high) = (-reach, reach);
    for _ in 0..STEPS {
        let middle = 0.5 * (low + high);
        if mean(middle) < rate { low = middle } else { high = middle }
    }
    Some(0.5 * (low + high))
}

/// What to add to every score when only the level may have moved, and is believed to have moved by `N(0, sd²)`.
#[must_use]
pub fn drift(scores: &[f64], y: &[f64], sd: f64) -> f64 {
    let precision = sd.powi(-2);
    let mut shift = 0.0;
    for _ in 0..STEPS {
        let (mut gradient, mut curvature) = (-precision * shift, precision);
        for (score, y) in scores.iter().zip(y) {
            let p = sigmoid(score + shift);
            gradient += y - p;
            curvature += p * (1.0 - p);
        }
        let step: f64 = gradient / curvature;
        shift += step.clamp(-1.0, 1.0);
        if step.abs() < STEP {
            break;
        }
    }
    shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        // Ten rows at each of three levels, events exactly as the line 0.3 + 0.5 logit p says.
        let mut rows = Vec::new();
        for p in [0.1, 0.4, 0.8] {
            let truth = sigmoid(0.3 + 0.5 * logit(p));
            rows.push((p, truth));
        }
        let (p, y): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let line = line(&p, &y).unwrap();
        assert!((line.intercept - 0.3).abs() < 1e-9 && (line.slope - 0.5).abs() < 1e-9);
    }

    #[test]
    fn there_is_no_line_without_contrast() {
        assert_eq!(line(&[0.1, 0.1], &[0.0, 1.0]), None);
        assert_eq!(line(&[0.1, 0.2], &[0.0, 0.0]), None);
        assert_eq!(line(&[], &[]), None);
    }

    #[test]
    fn the_anchor_meets_the_rate() {
        let scores = [-3.0, 0.5, 1.0, 9.0];
        let shift = anchor(&scores, 0.02).unwrap();
        let mean = scores.iter().map(|score| sigmoid(score + shift)).sum::<f64>() / 4.0;
        assert!((mean - 0.02).abs() < 1e-12);
        assert_eq!(anchor(&[], 0.1), None);
        assert_eq!(anchor(&scores, 0.0), None);
    }

    #[test]
    fn a_drift_is_held_back_by_its_prior() {
        let scores = vec![-3.0; 100];
        let mut y = vec![0.0; 100];
        y[..20].fill(1.0);
        let free = logit(0.2) + 3.0;
        assert!((drift(&scores, &y, 100.0) - free).abs() < 1e-3);
        let held = drift(&scores, &y, 0.3);
        assert!(held > 0.0 && held < free);
        assert_eq!(drift(&[], &[], 0.3), 0.0);
    }
}
