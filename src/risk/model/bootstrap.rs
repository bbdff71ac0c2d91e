//! How far a measure may be off by chance: units (with all their years) drawn anew with replacement, the same draws for
//! every model, so that differences between models are paired.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::parallel::each;
use super::ranking::{Ranked, Ranking, Top};

/// The middle 95 % of the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// One tested origin: of each row its unit, and the ranking of each model.
#[derive(Clone, Debug)]
pub struct Year {
    pub units: Vec<u32>,
    pub rankings: Vec<Ranking>,
}

/// For each draw, how often each of so many units was drawn. Each draw has a stream of its own, so that the number of cores
/// changes nothing.
#[must_use]
pub fn copies(units: usize, draws: usize, seed: u64) -> Vec<Vec<u32>> {
    let streams: Vec<u64> = (0..draws as u64).collect();
    each(&streams, |stream| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(*stream);
        let mut copies = vec![0; units];
        for _ in 0..units {
            copies[rng.random_range(0..units)] += 1;
        }
        copies
    })
}

/// For each draw and model, the means over the years.
#[must_use]
pub fn draws(years: &[Year], copies: &[Vec<u32>]) -> Vec<Vec<Ranked>> {
    let models = years.first().map_or(0, |year| year.rankings.len());
    // Models that differ by their level alone rank alike: one of them is measured.
    let alike =
        |one: usize, other: usize| years.iter().all(|year| year.rankings[one] == year.rankings[other]);
    let first: Vec<usize> =
        (0..models).map(|model| (0..model).find(|other| alike(*other, model)).unwrap_or(model)).collect();
    each(copies, |copies| draw(years, copies, &first))
}

/// `first` is, for each model, the first that ranks like it.
fn draw(years: &[Year], copies: &[u32], first: &[usize]) -> Vec<Ranked> {
    let of_rows: Vec<Vec<u32>> =
        years.iter().map(|year| year.units.iter().map(|unit| copies[*unit as usize]).collect()).collect();
    let measured = |model: usize| {
        let of_year = |(year, copies): (&Year, &Vec<u32>)| year.rankings[model].weighed(copies);
        mean(&years.iter().zip(&of_rows).map(of_year).collect::<Vec<_>>())
    };
    let mut found: Vec<Ranked> = Vec::with_capacity(first.len());
    for (model, first) in first.iter().enumerate() {
        found.push(if *first < model { found[*first] } else { measured(model) });
    }
    found
}

/// Of the years in which something can be said.
#[must_use]
pub fn mean(years: &[Ranked]) -> Ranked {
    let mean = |of: &dyn Fn(&Ranked) -> f64| {
        let known: Vec<f64> = years.iter().map(of).filter(|value| value.is_finite()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    };
    Ranked {
        auc: mean(&|year| year.auc),
        pr_auc: mean(&|year| year.pr_auc),
        top: std::array::from_fn(|at| Top {
            precision: mean(&|year| year.top[at].precision),
            recall: mean(&|year| year.top[at].recall),
            lift: mean(&|year| year.top[at].lift),
        }),
    }
}

/// Nothing when there was no draw, or nothing could be said in any.
#[must_use]
pub fn interval(values: impl Iterator<Item = f64>) -> Option<Interval> {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| {
        let place = share * last as f64;
        let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
        below + (above - below) * place.fract()
    };
    Some(Interval { low: at(0.025), high: at(0.975) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years() -> Vec<Year> {
        let y: Vec<f64> = (0..200).map(|row| f64::from(u8::from(row % 7 == 0))).collect();
        let good: Vec<f64> = (0..200).map(|row| y[row] + (row * 37 % 11) as f64 / 6.0).collect();
        let bad: Vec<f64> = (0..200).map(|row| (row * 53 % 17) as f64).collect();
        let rankings = vec![Ranking::new(&good, &y), Ranking::new(&bad, &y), Ranking::new(&good, &y)];
        vec![Year { units: (0..200).collect(), rankings }; 2]
    }

    #[test]
    fn the_same_seed_draws_the_same_and_pairs_are_narrower() {
        let once = draws(&years(), &copies(200, 60, 7));
        assert_eq!(once, draws(&years(), &copies(200, 60, 7)));
        assert_ne!(once, draws(&years(), &copies(200, 60, 8)));
        assert!(once.iter().all(|models| models[2] == models[0]));
        let plain = years()[0].rankings[0].measure().auc;
        let of_good = interval(once.iter().map(|models| models[0].auc)).unwrap();
        assert!(of_good.low < plain && plain < of_good.high);
        let gap = interval(once.iter().map(|models| models[0].auc - models[1].auc)).unwrap();
        assert!(gap.low > 0.0);
    }

    #[test]
    fn quantiles_are_between_the_draws() {
        let interval = interval((0..=40).map(f64::from)).unwrap();
        assert_eq!((interval.low, interval.high), (1.0, 39.0));
        assert_eq!(super::interval([f64::NAN].into_iter()), None);
    }
}
