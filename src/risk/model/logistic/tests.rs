use super::*;

/// Two features that pull in opposite directions, twenty rows.
fn small() -> (Design, Vec<f64>) {
    let mut design = Design::new(20, 3);
    design.set(0, (0..20).map(|_| 1.0));
    design.set(1, (0..20).map(|row| f64::from(row) / 10.0 - 1.0));
    design.set(2, (0..20).map(|row| f64::from(row * 7 % 5) - 2.0));
    let y = (0..20).map(|row| f64::from(u8::from(row % 3 == 0 || row > 15))).collect();
    (design, y)
}

fn prior(size: usize, sd: f64) -> Prior {
    Prior { mean: (0..size).map(|at| 0.1 * at as f64).collect(), sd: vec![sd; size] }
}

#[test]
fn the_gradient_is_nil_at_the_mode() {
    let (design, y) = small();
    let prior = prior(3, 0.5);
    let fit = fit(&design, &y, None, &prior).unwrap();
    let p = fit.probabilities(&design);
    for at in 0..3 {
        let of_data: f64 = (0..20).map(|row| design.row(row)[at] * (y[row] - p[row])).sum();
        assert!((of_data - (fit.beta[at] - prior.mean[at]) / 0.25).abs() < 1e-7);
    }
}

#[test]
fn without_a_label_the_prior_stays() {
    let design = Design::new(0, 3);
    let prior = prior(3, 0.5);
    let fit = fit(&design, &[], None, &prior).unwrap();
    assert_eq!(fit.beta, prior.mean);
    assert!(fit.deviations().iter().all(|sd| (sd - 0.5).abs() < 1e-12));
}

#[test]
fn a_row_of_weight_two_counts_like_two_rows() {
    let (design, y) = small();
    let mut twice = Design::new(40, 3);
    for column in 0..3 {
        twice.set(column, (0..40).map(|row| design.row(row % 20)[column]));
    }
    let heavy = fit(&design, &y, Some(&[2.0; 20]), &prior(3, 1.0)).unwrap();
    let long = fit(&twice, &[y.clone(), y].concat(), None, &prior(3, 1.0)).unwrap();
    for (heavy, long) in heavy.beta.iter().zip(&long.beta) {
        assert!((heavy - long).abs() < 1e-9);
    }
}

#[test]
fn perfect_separation_ends_too() {
    let mut design = Design::new(10, 2);
    design.set(0, (0..10).map(|_| 1.0));
    design.set(1, (0..10).map(|row| f64::from(row) - 4.5));
    let y: Vec<f64> = (0..10).map(|row| f64::from(u8::from(row > 4))).collect();
    let wide = Prior { mean: vec![0.0; 2], sd: vec![1e3; 2] };
    assert!(fit(&design, &y, None, &wide).unwrap().beta[1] > 3.0);
}

#[test]
fn what_is_not_finite_is_an_error() {
    let (mut design, y) = small();
    design.set(1, (0..20).map(|_| f64::INFINITY));
    assert_eq!(fit(&design, &y, None, &prior(3, 1.0)), Err(Diverged));
}

#[test]
fn the_band_widens_away_from_what_was_seen() {
    let (design, y) = small();
    let fit = fit(&design, &y, None, &prior(3, 1.0)).unwrap();
    let mut far = Design::new(2, 3);
    far.set(0, [1.0, 1.0].into_iter());
    far.set(1, [0.0, 4.0].into_iter());
    let (near, far) = (fit.band(&far, 0), fit.band(&far, 1));
    let reach = |band: Band| logit(band.high) - logit(band.low);
    assert!(reach(near) < reach(far));
    assert!(near.low < near.probability && near.probability < near.high);
}
