//! How much of a model labels may change, by how many of them there are: first its level, then its coefficients
//! (Steyerberg 2004, Statistics in Medicine 23:2567: recalibrate before refitting).

use serde::{Deserialize, Serialize};

/// Below so many events the level is the published rate; coefficients of experts are too sure of themselves, and are shrunk.
pub const FEW: usize = 25;
/// From so many events on the coefficients are fitted.
pub const ENOUGH: usize = 100;
/// Beyond so many a step function may be tried, judged by out-of-time log-loss; never before.
const MANY: usize = 1_000;

/// What coefficients of experts are multiplied by: slopes of raw scorecards were .58 and .54 on the English panel.
pub const SHRINK: f64 = 0.6;

/// Standard deviation of the yearly drift of the intercept, in log-odds.
pub const DRIFT: f64 = 0.3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Coefficients of experts × 0.6, intercept solved so that the mean probability is the published rate.
    Anchored,
    /// The same, and the intercept drifts by `N(0, 0.3²)` towards the labels.
    Drifting,
    /// All coefficients are fitted (MAP).
    Refitted,
    /// Fitted; an isotonic calibration may be tried.
    Isotonic,
}

impl Rung {
    /// By the number of labelled events.
    #[must_use]
    pub fn of(events: usize) -> Self {
        match events {
            ..FEW => Self::Anchored,
            FEW..ENOUGH => Self::Drifting,
            ENOUGH..=MANY => Self::Refitted,
            _ => Self::Isotonic,
        }
    }

    /// Before the first real labels a screen shows bands of ranks, and no percentage.
    #[must_use]
    pub fn shows_probabilities(events: usize) -> bool {
        events > 0
    }

    /// Whether the spread of a fitted model may be corrected (Platt): its slope has left 0.8-1.2.
    #[must_use]
    pub fn corrects_slope(self, slope: f64) -> bool {
        self >= Self::Refitted && !(0.8..=1.2).contains(&slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rungs_are_climbed_one_by_one() {
        let rungs = [0, 24, 25, 99, 100, 1_000, 1_001].map(Rung::of);
        use Rung::{Anchored, Drifting, Isotonic, Refitted};
        assert_eq!(rungs, [Anchored, Anchored, Drifting, Drifting, Refitted, Refitted, Isotonic]);
        assert!(Refitted.corrects_slope(0.7) && !Refitted.corrects_slope(0.9));
        assert!(!Drifting.corrects_slope(0.5));
        assert!(!Rung::shows_probabilities(0) && Rung::shows_probabilities(1));
    }
}
