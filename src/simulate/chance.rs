//! Chance: a stream of draws for each subject, and the laws that nature draws from.
//!
//! A subject's stream depends on the seed and on its name alone, so that what happens to one structure never moves
//! what happens to another, nor where the run ends.

use rand::{Rng, RngExt};
use rand_chacha::ChaCha8Rng;

use super::place::fixed;

/// The draws that a world of `seed` makes about `what` of a subject.
pub(super) fn chance(seed: u64, subject: &str, what: &str) -> ChaCha8Rng {
    fixed(&format!("{seed}/{subject}/{what}"))
}

/// The standard normal law (Box and Muller).
pub(super) fn normal(rng: &mut impl Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
    radius * (std::f64::consts::TAU * rng.random::<f64>()).cos()
}

/// A factor of mean 1 whose logarithm is spread by `sd`.
pub(super) fn factor(rng: &mut impl Rng, sd: f64) -> f64 {
    (sd * normal(rng) - sd * sd / 2.0).exp()
}

/// Of mean 1 (Marsaglia and Tsang, for a shape of 1 or more).
pub(super) fn gamma(rng: &mut impl Rng, shape: f64) -> f64 {
    let d = shape - 1.0 / 3.0;
    loop {
        let x = normal(rng);
        let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
        let u = 1.0 - rng.random::<f64>();
        if v > 0.0 && u.ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v / shape;
        }
    }
}

/// Knuth's method: the means here are small.
pub(super) fn poisson(rng: &mut impl Rng, mean: f64) -> u32 {
    let limit = (-mean).exp();
    let (mut count, mut product) = (0, rng.random::<f64>());
    while product > limit {
        count += 1;
        product *= rng.random::<f64>();
    }
    count
}

/// Months waited, 0 among them, of the given mean.
pub(super) fn wait(rng: &mut impl Rng, mean: f64) -> i32 {
    let next = 1.0 / (1.0 + mean);
    let draw = 1.0 - rng.random::<f64>();
    (draw.ln() / (1.0 - next).ln()) as i32
}

/// One of the choices, by weight.
pub(super) fn weighted<T: Copy>(rng: &mut impl Rng, choices: &[(f64, T)]) -> Option<T> {
    let mut mark = rng.random::<f64>() * choices.iter().map(|(weight, _)| weight).sum::<f64>();
    for (weight, choice) in choices {
        if mark < *weight {
            return Some(*choice);
        }
        mark -= weight;
    }
    choices.last().map(|(_, choice)| *choice)
}

/// Whether something that happens `yearly` times a year happens this month.
pub(super) fn strikes(rng: &mut impl Rng, yearly: f64) -> bool {
    rng.random::<f64>() < 1.0 - (-yearly / 12.0).exp()
}
