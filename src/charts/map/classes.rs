//! Where one class of values ends and the next begins.

/// Classes of values, each from its bound on; the first holds what is below all bounds.
///
/// The bounds are the roundest numbers near the quantiles that leave each class at least three fifths of its fair share:
/// as many classes as asked for, or fewer where the values do not allow it.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes {
    pub bounds: Vec<f64>,
    decimals: usize,
}

impl Classes {
    /// Classes of values as they are read, with `decimals` digits; values that are no number are left out.
    #[must_use]
    pub fn of(values: &[f64], most: usize, decimals: usize) -> Self {
        let mut values: Vec<f64> =
            values.iter().filter(|value| value.is_finite()).map(|value| rounded(*value, decimals)).collect();
        values.sort_by(f64::total_cmp);
        let bounds = (2..=most).rev().find_map(|classes| {
            steps(decimals).find_map(|step| {
                let bounds = near_quantiles(&values, classes, step, decimals)?;
                let counts = counts(&values, &bounds);
                let is_fair =
                    counts.iter().all(|count| *count > 0 && count * 5 * classes >= values.len() * 3);
                is_fair.then_some(bounds)
            })
        });
        Self { bounds: bounds.unwrap_or_default(), decimals }
    }

    /// Classes whose bounds are known beforehand, in rising order.
    #[must_use]
    pub fn between(bounds: Vec<f64>, decimals: usize) -> Self {
        Self { bounds, decimals }
    }

    /// How many there are.
    #[must_use]
    pub fn number(&self) -> usize {
        self.bounds.len() + 1
    }

    /// The class of a value, from 0.
    #[must_use]
    pub fn class(&self, value: f64) -> usize {
        let value = rounded(value, self.decimals);
        self.bounds.iter().filter(|bound| **bound <= value).count()
    }
}

fn rounded(value: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(decimals as i32);
    (value * scale).round() / scale
}

/// 500, 250, 200, 100, 50 … down to the last digit that is read.
fn steps(decimals: usize) -> impl Iterator<Item = f64> {
    let least = 10f64.powi(-(decimals as i32));
    let powers = (-(decimals as i32)..=3).rev().map(|power| 10f64.powi(power));
    powers.flat_map(|power| [5.0 * power, 2.5 * power, 2.0 * power, power]).filter(move |step| {
        let steps = step / least;
        *step >= least && (steps - steps.round()).abs() < 1e-6
    })
}

/// Rising bounds, multiples of the step; none when two quantiles round to one.
fn near_quantiles(values: &[f64], classes: usize, step: f64, decimals: usize) -> Option<Vec<f64>> {
    let quantile = |class: usize| values.get(class * values.len() / classes);
    // A bound at the least value would leave nothing below it: many departments may share that value.
    let least = values.first().map(|least| (least / step).floor() + 1.0)?;
    let bounds: Vec<f64> = (1..classes)
        .map(|class| quantile(class).map(|value| (value / step).round().max(least)))
        .map(|steps| steps.map(|steps| rounded(steps * step, decimals)))
        .collect::<Option<_>>()?;
    bounds.is_sorted_by(|a, b| a < b).then_some(bounds)
}

fn counts(values: &[f64], bounds: &[f64]) -> Vec<usize> {
    let below = |bound: &f64| values.partition_point(|value| value < bound);
    let ends = bounds.iter().map(below).chain([values.len()]);
    let starts = std::iter::once(0).chain(bounds.iter().map(below));
    starts.zip(ends).map(|(start, end)| end.saturating_sub(start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rounds_bounds_as_far_as_they_stay_fair() {
        let densities: Vec<f64> = (0..101).map(|n| 1.0 + f64::from(n) * 0.13).collect();
        assert_eq!(Classes::of(&densities, 5, 1).bounds, [4.0, 6.0, 8.0, 12.0]);
        let counts: Vec<f64> = (0..101).map(|n| f64::from(n * n) / 120.0).collect();
        assert_eq!(Classes::of(&counts, 5, 0).bounds, [5.0, 15.0, 30.0, 55.0]);
    }

    #[test]
    fn makes_fewer_classes_of_few_values() {
        assert_eq!(Classes::of(&[0.0, 0.0, 1.0, 1.0, 2.0, 2.0], 5, 0).bounds, [1.0, 2.0]);
        assert_eq!(Classes::of(&[3.0; 20], 5, 1).bounds, [] as [f64; 0]);
        assert_eq!(Classes::of(&[f64::NAN], 5, 1).bounds, [] as [f64; 0]);
        assert_eq!(Classes::of(&[], 5, 1).number(), 1);
    }

    #[test]
    fn puts_a_value_where_it_reads() {
        let classes = Classes::between(vec![2.5, 4.0], 1);
        assert_eq!([2.44, 2.46, 3.96, 9.0].map(|value| classes.class(value)), [0, 1, 2, 2]);
    }

    proptest! {
        #[test]
        fn leaves_no_class_empty(values in prop::collection::vec(0.0..200.0f64, 1..120), decimals in 0usize..2) {
            let classes = Classes::of(&values, 5, decimals);
            prop_assert!(classes.bounds.is_sorted_by(|a, b| a < b));
            for class in 0..classes.number() {
                prop_assert!(values.iter().any(|value| classes.class(*value) == class), "{classes:?}");
            }
        }
    }
}
