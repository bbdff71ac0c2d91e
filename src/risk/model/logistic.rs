//! Logistic regression with normal priors: the most probable coefficients (MAP), found by Newton's method, and how far
//! they may be off (Laplace's approximation: normal, with the inverse Hessian as covariance).

use super::cholesky::Cholesky;
use super::design::Design;

/// Newton stops when no coefficient moves by this much.
const STEP: f64 = 1e-8;

/// Newton doubles its exact digits at each step; who is not there after so many is not going anywhere.
const STEPS: usize = 100;

/// Halvings of a step that would make the fit worse.
const HALVINGS: usize = 40;

/// Standard deviations of the normal law on each side of its middle 80 %.
pub const BAND: f64 = 1.281_551_565_544_6;

/// What is believed of each coefficient before any label: `N(mean, sd²)`, independent of each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prior {
    pub mean: Vec<f64>,
    pub sd: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    pub beta: Vec<f64>,
    /// Of the Hessian of the negative log-posterior at `beta`.
    hessian: Cholesky,
    /// Logarithm of the posterior density at `beta`, but for a constant of the data.
    pub log_posterior: f64,
    pub steps: usize,
    /// How often a whole step would have made the fit worse: there plain Newton leads nowhere, or elsewhere first.
    pub halvings: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the fit does not converge: a feature is not finite, or far too large")]
pub struct Diverged;

/// Probability and its 80 % band, from the uncertainty of the coefficients alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    pub low: f64,
    pub probability: f64,
    pub high: f64,
}

#[must_use]
pub fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

#[must_use]
pub fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

/// `y` is 0 or 1 for each row; `weights`, where given, is how much each row counts (a quarter for each of four landmarks
/// a year). Starts at the mean of the prior.
///
/// # Errors
/// When there is no finite maximum: the design holds something that is not finite.
pub fn fit(design: &Design, y: &[f64], weights: Option<&[f64]>, prior: &Prior) -> Result<Fit, Diverged> {
    let weight = |row: usize| weights.map_or(1.0, |weights| weights[row]);
    let mut halvings = 0;
    let mut here = Place::at(prior.mean.clone(), design, y, &weight, prior);
    for steps in 1..=STEPS {
        let (gradient, hessian) = here.slopes(design, y, &weight, prior)?;
        let step = hessian.solve(gradient);
        let largest = step.iter().fold(0.0, |most: f64, one| most.max(one.abs()));
        let moved = |by: f64| {
            let beta = here.beta.iter().zip(&step).map(|(beta, step)| beta + by * step).collect();
            Place::at(beta, design, y, &weight, prior)
        };
        let mut next = moved(1.0);
        // Rounding may make the last steps look worse by a hair.
        let hair = 1e-12 * here.log_posterior.abs();
        for halving in 1..=HALVINGS {
            if next.log_posterior >= here.log_posterior - hair {
                break;
            }
            next = moved(0.5_f64.powi(halving as i32));
            halvings += 1;
        }
        here = next;
        if !here.log_posterior.is_finite() {
            return Err(Diverged);
        }
        if largest < STEP {
            return Ok(Fit { beta: here.beta, hessian, log_posterior: here.log_posterior, steps, halvings });
        }
    }
    Err(Diverged)
}

/// Coefficients on the way, with what they predict.
struct Place {
    beta: Vec<f64>,
    p: Vec<f64>,
    log_posterior: f64,
}

impl Place {
    fn at(beta: Vec<f64>, design: &Design, y: &[f64], weight: &impl Fn(usize) -> f64, prior: &Prior) -> Self {
        let mut p = design.scores(&beta);
        let mut log_posterior = 0.0;
        for (row, (p, y)) in p.iter_mut().zip(y).enumerate() {
            // ln p of an event, ln (1 - p) of none: with the sign turned, one softplus of the score.
            let wrong = if *y > 0.5 { -*p } else { *p };
            let small = (-wrong.abs()).exp();
            log_posterior -= weight(row) * (wrong.max(0.0) + small.ln_1p());
            *p = if *p >= 0.0 { 1.0 } else { small } / (1.0 + small);
        }
        for ((beta, mean), sd) in beta.iter().zip(&prior.mean).zip(&prior.sd) {
            log_posterior -= 0.5 * ((beta - mean) / sd).powi(2);
        }
        Self { beta, p, log_posterior }
    }

    /// `X'(y - p) - S^-1 (beta - m)`, and `X' W X + S^-1` with `W = p (1 - p)`.
    fn slopes(
        &self,
        design: &Design,
        y: &[f64],
        weight: &impl Fn(usize) -> f64,
        prior: &Prior,
    ) -> Result<(Vec<f64>, Cholesky), Diverged> {
        let (residuals, w): (Vec<f64>, Vec<f64>) = self
            .p
            .iter()
            .zip(y)
            .enumerate()
            .map(|(row, (p, y))| (weight(row) * (y - p), weight(row) * p * (1.0 - p)))
            .unzip();
        let mut gradient = design.gradient(&residuals);
        let mut hessian = design.curvature(&w);
        let size = design.width();
        for at in 0..size {
            let precision = prior.sd[at].powi(-2);
            gradient[at] -= precision * (self.beta[at] - prior.mean[at]);
            hessian[at * size + at] += precision;
        }
        Ok((gradient, Cholesky::of(hessian, size).ok_or(Diverged)?))
    }
}

impl Fit {
    /// Probability of each row.
    #[must_use]
    pub fn probabilities(&self, design: &Design) -> Vec<f64> {
        design.scores(&self.beta).into_iter().map(sigmoid).collect()
    }

    /// Of each coefficient, its posterior standard deviation.
    #[must_use]
    pub fn deviations(&self) -> Vec<f64> {
        let unit = |at: usize| {
            let mut unit = vec![0.0; self.beta.len()];
            unit[at] = 1.0;
            self.hessian.variance(&unit).sqrt()
        };
        (0..self.beta.len()).map(unit).collect()
    }

    /// Of one row of the design: `eta ± 1.28 sqrt(x' Sigma x)`, then as probabilities.
    #[must_use]
    pub fn band(&self, design: &Design, row: usize) -> Band {
        let mut x = design.row(row)[..design.columns()].to_vec();
        x.resize(self.beta.len(), 0.0);
        for group in design.groups(row) {
            x[group] = 1.0;
        }
        let score: f64 = x.iter().zip(&self.beta).map(|(x, beta)| x * beta).sum();
        let reach = BAND * self.hessian.variance(&x).sqrt();
        Band { low: sigmoid(score - reach), probability: sigmoid(score), high: sigmoid(score + reach) }
    }

    /// Logarithm of the probability of the labels under the prior as a whole (Laplace), but for a constant of the data:
    /// what priors are compared by.
    #[must_use]
    pub fn log_evidence(&self, prior: &Prior) -> f64 {
        let spread: f64 = prior.sd.iter().map(|sd| sd.ln()).sum();
        self.log_posterior - spread - 0.5 * self.hessian.log_determinant()
    }
}

#[cfg(test)]
mod tests;
