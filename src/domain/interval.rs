//! How far chance alone may carry a number: 95 % intervals of shares and of rates.

/// Of the normal law: 2.5 % beyond on each side.
const Z: f64 = 1.959_963_985;

/// Of the share `numerator / denominator` (Wilson, 1927), within 0 and 1. Of nothing, everything is possible.
#[must_use]
pub fn wilson(numerator: f64, denominator: f64) -> (f64, f64) {
    if !(denominator > 0.0 && numerator.is_finite()) {
        return (0.0, 1.0);
    }
    let share = (numerator / denominator).clamp(0.0, 1.0);
    let square = Z * Z / denominator;
    let middle = (share + square / 2.0) / (1.0 + square);
    let reach =
        Z / (1.0 + square) * (share * (1.0 - share) / denominator + square / (4.0 * denominator)).sqrt();
    // At 0 and at 1 the bound is the share itself, but for rounding.
    ((middle - reach).clamp(0.0, share), (middle + reach).clamp(share, 1.0))
}

/// Of the rate `events / exposure` (Byar's approximation of the exact interval of Poisson, within 1 % of it from one
/// event on), never below 0. Without exposure there is no rate.
#[must_use]
pub fn poisson(events: f64, exposure: f64) -> (f64, f64) {
    if !(exposure > 0.0 && events.is_finite() && events >= 0.0) {
        return (0.0, f64::INFINITY);
    }
    let cube = |count: f64, z: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        count * root.max(0.0).powi(3)
    };
    let low = if events > 0.0 { cube(events, -Z) } else { 0.0 };
    (low / exposure, cube(events + 1.0, Z) / exposure)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_near(found: (f64, f64), low: f64, high: f64, within: f64) -> bool {
        (found.0 - low).abs() < within && (found.1 - high).abs() < within
    }

    #[test]
    fn agrees_with_the_tables() {
        // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        assert!(is_near(wilson(81.0, 263.0), 0.2553, 0.3662, 5e-5));
        assert!(is_near(wilson(15.0, 148.0), 0.0624, 0.1605, 5e-5));
        assert!(is_near(wilson(0.0, 20.0), 0.0, 0.1611, 5e-5));
        assert!(is_near(wilson(1.0, 29.0), 0.0061, 0.1718, 5e-5));
        // Exact limits (Garwood 1936): 0 → 3.689; 1 → 0.025, 5.572; 10 → 4.795, 18.390; 100 → 81.364, 121.627.
        assert!(is_near(poisson(0.0, 1.0), 0.0, 3.689, 0.04));
        assert!(is_near(poisson(1.0, 1.0), 0.025, 5.572, 0.03));
        assert!(is_near(poisson(10.0, 1.0), 4.795, 18.390, 0.01));
        assert!(is_near(poisson(100.0, 1.0), 81.364, 121.627, 0.01));
    }

    #[test]
    fn knows_nothing_of_nothing() {
        assert_eq!(wilson(0.0, 0.0), (0.0, 1.0));
        assert_eq!(poisson(0.0, 0.0), (0.0, f64::INFINITY));
    }

    proptest! {
        #[test]
        fn a_share_lies_in_its_interval(n in 0_u32..5_000, more in 0_u32..5_000) {
            let (n, d) = (f64::from(n), f64::from((n + more).max(1)));
            let (low, high) = wilson(n, d);
            prop_assert!(0.0 <= low && low <= n / d && n / d <= high && high <= 1.0, "{low} {high}");
            prop_assert!(high - low > 0.0, "a share is never certain");
            let (closer, nearer) = wilson(4.0 * n, 4.0 * d);
            prop_assert!(nearer - closer < high - low, "more structures tell more");
            let (other, another) = wilson(d - n, d);
            prop_assert!((1.0 - other - high).abs() < 1e-9 && (1.0 - another - low).abs() < 1e-9, "mirrored");
        }

        #[test]
        fn a_rate_lies_in_its_interval(n in 0_u32..100_000, exposure in 0.5_f64..1e7) {
            let n = f64::from(n);
            let (low, high) = poisson(n, exposure);
            prop_assert!(0.0 <= low && low <= n / exposure && n / exposure < high, "{low} {high}");
            let (closer, nearer) = poisson(4.0 * n, 4.0 * exposure);
            prop_assert!(nearer - closer < high - low, "more exposure tells more");
        }
    }
}
