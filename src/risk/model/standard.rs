//! Features made comparable: centred and scaled on the training rows, missing at the mean, cut at four deviations.

use super::design::Design;
use super::panel::{Lacking, Panel};

/// Beyond so many standard deviations a value says no more.
pub const CLIP: f64 = 4.0;

/// Beside its mean, a deviation of so little is what rounding leaves of none.
const RESIDUE: f64 = 1e-12;

/// Names of flags begin so: 0 or 1, neither centred nor scaled.
const FLAG: &str = "f_";

/// Names of columns that are log-odds already begin so: centred, neither scaled nor cut.
const LOG_ODDS: &str = "logit_";

#[must_use]
pub fn is_log_odds(feature: &str) -> bool {
    feature.starts_with(LOG_ODDS)
}

#[must_use]
pub fn is_flag(feature: &str) -> bool {
    feature.starts_with(FLAG)
}

/// Means and standard deviations (of the population, ddof = 0) of the features.
#[derive(Clone, Debug, PartialEq)]
pub struct Standard {
    pub features: Vec<String>,
    pub mean: Vec<f64>,
    pub scale: Vec<f64>,
}

impl Standard {
    /// Taken over those of the rows where the feature is known. A flag keeps 0 and 1; so does a feature that is nowhere
    /// known, and one that never varies is only centred.
    ///
    /// # Errors
    /// When the panel lacks a feature.
    pub fn fit(panel: &Panel, features: &[String], rows: &[usize]) -> Result<Self, Lacking> {
        let (mut mean, mut scale) = (Vec::new(), Vec::new());
        for feature in features {
            let column = panel.number(feature)?;
            let (centre, spread) = if is_flag(feature) { (0.0, 1.0) } else { moments(column, rows) };
            let spread = if is_log_odds(feature) { 1.0 } else { spread };
            mean.push(centre);
            scale.push(spread);
        }
        Ok(Self { features: features.to_vec(), mean, scale })
    }

    /// One row each, the intercept first.
    ///
    /// # Errors
    /// When the panel lacks a feature.
    pub fn design(&self, panel: &Panel, rows: &[usize]) -> Result<Design, Lacking> {
        let mut design = Design::new(rows.len(), self.features.len() + 1);
        design.set(0, rows.iter().map(|_| 1.0));
        for (at, feature) in self.features.iter().enumerate() {
            let column = panel.number(feature)?;
            let (mean, scale) = (self.mean[at], self.scale[at]);
            let most = if is_log_odds(feature) { f64::INFINITY } else { CLIP };
            design.set(at + 1, rows.iter().map(|row| standardised(column[*row], mean, scale, most)));
        }
        Ok(design)
    }
}

fn standardised(value: f64, mean: f64, scale: f64, most: f64) -> f64 {
    if value.is_nan() { 0.0 } else { ((value - mean) / scale).clamp(-most, most) }
}

pub fn moments(column: &[f64], rows: &[usize]) -> (f64, f64) {
    let known = || rows.iter().map(|row| column[*row]).filter(|value| !value.is_nan());
    let count = known().count() as f64;
    if count == 0.0 {
        return (0.0, 1.0);
    }
    let mean = known().sum::<f64>() / count;
    let deviation = (known().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
    (mean, if deviation > RESIDUE * mean.abs() { deviation } else { 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_is_the_mean_and_flags_stay_as_they_are() {
        let mut panel = Panel { origins: vec![1; 4], ..Panel::default() };
        panel.numbers.insert("size".into(), vec![1.0, 3.0, f64::NAN, 100.0]);
        panel.numbers.insert("f_new".into(), vec![0.0, 1.0, 1.0, 0.0]);
        panel.numbers.insert("never".into(), vec![f64::NAN, f64::NAN, f64::NAN, 2.5]);
        panel.numbers.insert("logit_layer".into(), vec![-5.0, -1.0, f64::NAN, 4.0]);
        panel.numbers.insert("same".into(), vec![0.1, 0.1, 0.1, 2.1]);
        let features = ["size", "f_new", "never", "same"].map(str::to_owned);
        let standard = Standard::fit(&panel, &features, &[0, 1, 2]).unwrap();
        assert_eq!(standard.mean[..3], [2.0, 0.0, 0.0]);
        assert_eq!(standard.scale, [1.0, 1.0, 1.0, 1.0]);
        let design = standard.design(&panel, &[0, 1, 2, 3]).unwrap();
        let row = |row: usize| design.row(row)[..5].to_vec();
        assert_eq!(row(0)[..4], [1.0, -1.0, 0.0, 0.0]);
        assert_eq!(row(2)[..4], [1.0, 0.0, 1.0, 0.0]);
        assert_eq!(row(3)[..4], [1.0, 4.0, 0.0, 2.5]);
        assert!((row(3)[4] - 2.0).abs() < 1e-12 && row(0)[4].abs() < 1e-12);
        let layer = Standard::fit(&panel, &["logit_layer".into()], &[0, 1, 2]).unwrap();
        let design = layer.design(&panel, &[0, 2, 3]).unwrap();
        assert_eq!([0, 1, 2].map(|row| design.row(row)[1]), [-2.0, 0.0, 7.0], "neither scaled nor cut");
        assert_eq!(Standard::fit(&panel, &["age".into()], &[0]), Err(Lacking("age".into())));
    }
}
