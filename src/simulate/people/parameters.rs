//! What moves people. Marks: \[L\] published, \[S\] the simulation's own check, \[A\] assumption. Each world draws its own
//! values around these, so that no finding rests on one setting.

use rand::{Rng, RngExt};

use super::super::chance::chance;

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Parameters {
    /// General practitioners of a founding team: negative binomial, at least two. \[L\] 4.9 in 2017, 4.65 in 2023.
    pub gps: f64,
    pub gps_size: f64,
    /// Spread of the logarithm of the hazards, of a structure and of a region. \[A\]
    pub frailty: f64,
    pub region_frailty: f64,
    /// Probability a month that a vacancy is filled; arrivals a year without one, in a team of usual size: a small one
    /// draws fewer. \[A\]
    pub replacement: f64,
    pub arrivals: f64,
    /// Both, in an under-dense zone. \[A\]
    pub under_dense: f64,
    /// Share of those who never draw their pension before very late. \[S\]
    pub stayers: f64,
    /// Hazard of the others during the year after a departure. \[A\]
    pub contagion: f64,
    /// Share of the arriving doctors who come with a partner; whom a leaver takes along. \[A\]
    pub couples: f64,
    pub taken_along: f64,
    /// Memory of the climate of a team from month to month, and what one unit less does to the hazards. \[A\]
    pub memory: f64,
    pub climate: f64,
    /// A year of reform and its hazards. \[A\]
    pub reform: i32,
    pub reform_factor: f64,
    /// Leaving a year, of those who are no doctors. \[A\]
    pub others_leave: f64,
}

impl Parameters {
    /// The values of the world of this seed.
    pub(in super::super) fn drawn(seed: u64) -> Self {
        let mut rng = chance(seed, "world", "parameters");
        let mut about = |value: f64, spread: f64| value * (1.0 + spread * rng.random_range(-1.0..1.0));
        Self {
            gps: about(3.2, 0.02),
            gps_size: about(4.0, 0.15),
            frailty: about(0.65, 0.2),
            region_frailty: about(0.3, 0.2),
            replacement: about(0.06, 0.15),
            arrivals: about(0.19, 0.2),
            under_dense: about(0.6, 0.1),
            stayers: about(0.12, 0.1),
            contagion: about(1.5, 0.1),
            couples: about(0.06, 0.3),
            taken_along: about(0.6, 0.2),
            memory: about(0.95, 0.02),
            climate: about(0.2, 0.25),
            reform: chance(seed, "world", "reform").random_range(2019..2025),
            reform_factor: about(1.4, 0.05),
            others_leave: about(0.06, 0.15),
        }
    }
}

/// Retirement a year of a doctor of this age who is no stayer: the simulator's own table. \[S\] Mean age at the end 67.1.
pub(in super::super) fn retirement(age: i32) -> f64 {
    match age {
        ..60 => 0.0,
        60..62 => 0.06,
        62..65 => 0.10,
        65 => 0.18,
        66 => 0.22,
        67..69 => 0.25,
        69 => 0.28,
        _ => 0.15,
    }
}

/// Leaving for another place, a year. \[A\]
pub(in super::super) fn moving(age: i32) -> f64 {
    match age {
        ..35 => 0.07,
        35..45 => 0.04,
        45..55 => 0.025,
        _ => 0.015,
    }
}

/// Ages of a founding team: it leans to one cohort. Younger
/// than the 43 % under 40, 35 % of 40 to 54 and 22 % from 55 that the teams of 2024 have become.
pub(in super::super) struct Cohorts([f64; 3]);

impl Cohorts {
    pub(in super::super) fn founded(rng: &mut impl Rng) -> Self {
        // A Dirichlet law of concentration 4: gamma weights around the shares.
        let weights = [0.52, 0.28, 0.20].map(|share: f64| {
            let strength = 4.0 * share;
            // Below a shape of 1 the law is that of one more, shrunk.
            let draw = super::super::chance::gamma(rng, strength + 1.0) * (strength + 1.0);
            draw * rng.random::<f64>().powf(1.0 / strength)
        });
        Self(weights)
    }

    pub(in super::super) fn age(&self, rng: &mut impl Rng) -> i32 {
        let mark = rng.random::<f64>() * self.0.iter().sum::<f64>();
        let [young, middle, _] = self.0;
        if mark < young {
            rng.random_range(30..40)
        } else if mark < young + middle {
            rng.random_range(40..55)
        } else {
            rng.random_range(55..67)
        }
    }
}

/// The age of one who arrives later: mostly the first years of practice. \[A\]
pub(in super::super) fn arriving(rng: &mut impl Rng) -> i32 {
    match rng.random_range(0..100) {
        0..65 => rng.random_range(28..35),
        65..85 => rng.random_range(35..45),
        85..96 => rng.random_range(45..55),
        _ => rng.random_range(55..63),
    }
}
