//! How many leave, and how many are left.

/// Probability of each number of departures, from none to all, of doctors who leave independently (Poisson-binomial,
/// by exact recursion).
#[must_use]
pub fn departures(leaving: &[f64]) -> Vec<f64> {
    let mut of_number = vec![0.0; leaving.len() + 1];
    of_number[0] = 1.0;
    for (before, leaves) in leaving.iter().enumerate() {
        for k in (1..=before + 1).rev() {
            of_number[k] = of_number[k] * (1.0 - leaves) + of_number[k - 1] * leaves;
        }
        of_number[0] *= 1.0 - leaves;
    }
    of_number
}

/// Probability that a place that falls vacant in some month of the horizon, any of them, is filled by its end.
#[must_use]
pub fn filled(a_month: f64, months: u32) -> f64 {
    let stays_vacant: f64 = (1..=months).map(|left| (1.0 - a_month).powi(left as i32)).sum();
    1.0 - stays_vacant / f64::from(months.max(1))
}

/// Probability that fewer than `minimum` doctors are there at the end, out of `count`: `departures` of each number,
/// `succeeded` of them in whose place somebody is known to come, each other vacancy `filled` with that probability, and
/// `arrivals` more on average (Poisson).
#[must_use]
pub fn fewer_than(
    minimum: u32,
    count: u32,
    departures: &[f64],
    succeeded: usize,
    filled: f64,
    arrivals: f64,
) -> f64 {
    let mut whole = 0.0;
    for (gone, probability) in departures.iter().enumerate().filter(|(_, probability)| **probability > 0.0) {
        let succeeded = succeeded.min(gone);
        // So many must come, of those who are not certain, for the minimum to be reached.
        let needed = i64::from(minimum) - i64::from(count) + gone as i64 - succeeded as i64;
        if needed > 0 {
            whole += probability * come_less_than(needed as usize, gone - succeeded, filled, arrivals);
        }
    }
    whole.clamp(0.0, 1.0)
}

/// P(Binomial(vacancies, filled) + Poisson(arrivals) < needed).
fn come_less_than(needed: usize, vacancies: usize, filled: f64, arrivals: f64) -> f64 {
    let of_vacancies = departures(&vec![filled; vacancies]);
    let mut arriving = (-arrivals).exp();
    let (mut at_most, mut sums) = (0.0, Vec::with_capacity(needed));
    for number in 0..needed {
        at_most += arriving;
        sums.push(at_most);
        arriving *= arrivals / (number + 1) as f64;
    }
    let pairs = of_vacancies.iter().take(needed).zip(sums.iter().rev());
    pairs.map(|(filled, others)| filled * others).sum()
}
