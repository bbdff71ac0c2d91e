//! What happened beside what was expected: structures below two doctors twelve months after they were scored.

use serde::{Deserialize, Serialize};

use super::alarm::{Alarm, Reason};
use crate::catalog::Ratio;

/// Of each tail of the interval: 95 % are in between.
const TAIL: f64 = 0.025;

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Events {
    /// Structures that had two doctors or more when they were scored, and whose doctors are counted now.
    pub structures: usize,
    pub observed: usize,
    /// Sum of the probabilities of then.
    pub expected: f64,
    /// Interval of Poisson (95 %) around what was observed.
    pub low: f64,
    pub high: f64,
}

impl Events {
    /// Of each structure, its probability then and whether it happened; none of nobody.
    #[must_use]
    pub fn of(all: &[(f64, bool)]) -> Option<Self> {
        if all.is_empty() {
            return None;
        }
        let observed = all.iter().filter(|(_, happened)| *happened).count();
        let expected = all.iter().map(|(expected, _)| expected).sum();
        let (low, high) = interval(observed);
        Some(Self { structures: all.len(), observed, expected, low, high })
    }

    /// None where too little has happened to tell.
    #[must_use]
    pub fn ratio(&self, limits: &Ratio) -> Option<f64> {
        ((self.observed as f64).max(self.expected).round() >= limits.least as f64 && self.expected > 0.0)
            .then(|| self.observed as f64 / self.expected)
    }

    pub(super) fn alarm(&self, limits: &Ratio) -> Option<Alarm> {
        let ratio = self.ratio(limits)?;
        let is_chance = self.low <= self.expected && self.expected <= self.high;
        let is_out = ratio < limits.low || limits.high < ratio;
        let Self { observed, expected, .. } = *self;
        (is_out && !is_chance).then(|| Alarm::act(Reason::Events { observed, expected }))
    }
}

/// Means under which so few, or so many, are seen once in forty: the exact interval (Garwood 1936), by halving.
fn interval(observed: usize) -> (f64, f64) {
    let solve = |is_too_high: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (0.0, 2.0 * observed as f64 + 20.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if is_too_high(middle) { high = middle } else { low = middle }
        }
        0.5 * (low + high)
    };
    let low = match observed.checked_sub(1) {
        Some(fewer) => solve(&|mean| 1.0 - at_most(fewer, mean) > TAIL),
        None => 0.0,
    };
    (low, solve(&|mean| at_most(observed, mean) < TAIL))
}

/// Probability that a Poisson variable of that mean is at most `count`.
fn at_most(count: usize, mean: f64) -> f64 {
    let mut term = -mean;
    let mut sum = term.exp();
    for at in 1..=count {
        term += mean.ln() - (at as f64).ln();
        sum += term.exp();
    }
    sum.min(1.0)
}
