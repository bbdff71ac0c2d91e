//! One fit, to the last digit.

use std::path::Path;

use observatoire::ingest::panel::{Wanted, read};
use observatoire::risk::model::level::Level;
use observatoire::risk::model::logistic::fit;
use observatoire::risk::model::panel::{Panel, Sample};
use observatoire::risk::model::priors::Priors;
use observatoire::risk::model::ranking::Ranking;
use observatoire::risk::model::standard::Standard;
use serde::Deserialize;

use super::Files;

#[derive(Deserialize)]
struct Reference {
    train: String,
    test: String,
    n_train: usize,
    events_train: f64,
    n_test: usize,
    events_test: f64,
    features: Vec<String>,
    mu: Vec<f64>,
    scale: Vec<f64>,
    prior_mean: Vec<f64>,
    prior_sd: Vec<f64>,
    beta: Vec<f64>,
    posterior_sd: Vec<f64>,
    first_test_rows: Vec<Row>,
    auc_pooled: f64,
    ap_pooled: f64,
    logloss: f64,
    brier: f64,
    calibration_intercept_slope: [f64; 2],
}

#[derive(Deserialize)]
struct Row {
    code: String,
    origin: i32,
    p: f64,
}

/// Of `origin 2016-2018`.
fn years(text: &str) -> std::ops::RangeInclusive<i32> {
    let (first, last) = text.strip_prefix("origin ").unwrap().split_once('-').unwrap();
    first.parse().unwrap()..=last.parse().unwrap()
}

pub(super) fn compare(files: &Files, reference: &Path, targets: &[String]) -> Vec<String> {
    let reference: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(reference).unwrap()).unwrap();
    let mut problems = Vec::new();
    for target in targets {
        let Some(known) = reference.get(target.trim_start_matches("y_")) else {
            eprintln!("{target}: the reference does not speak of it");
            continue;
        };
        let known: Reference = serde_json::from_value(known.clone()).unwrap();
        problems.extend(of_target(files, target, &known));
    }
    problems
}

fn of_target(files: &Files, target: &str, known: &Reference) -> Vec<String> {
    let priors = Priors::read(&std::fs::read_to_string(&files.priors).unwrap(), target).unwrap();
    let features = priors.features();
    assert_eq!(features, known.features, "{target}: the priors name other features than the reference");
    let numbers = features.iter().map(String::as_str).collect();
    let wanted = Wanted { outcome: target, numbers, ..Wanted::default() };
    let panel: Panel = read(std::fs::File::open(&files.panel).unwrap(), &wanted).unwrap();
    let all = panel.labelled(target).unwrap();
    let of = |years: &str| -> Sample {
        let years = self::years(years);
        all.kept(|row| years.contains(&panel.origins[row]))
    };
    let (train, test) = (of(&known.train), of(&known.test));
    let standard = Standard::fit(&panel, &features, &train.rows).unwrap();
    let prior = priors.prior(0);
    let fitted = fit(&standard.design(&panel, &train.rows).unwrap(), &train.y, None, &prior).unwrap();
    let p = fitted.probabilities(&standard.design(&panel, &test.rows).unwrap());
    let ranked = Ranking::new(&p, &test.y).measure();
    let level = Level::of(&p, &test.y);
    let rows = known.first_test_rows.iter().map(|row| {
        let is_it = |at: &usize| {
            panel.units.names[panel.units.of[*at] as usize] == row.code && panel.origins[*at] == row.origin
        };
        let at = test.rows.iter().position(is_it);
        (at.map_or(f64::NAN, |at| p[at]), row.p)
    });
    let rows: Vec<(f64, f64)> = rows.collect();
    let [intercept, slope] = known.calibration_intercept_slope;
    let line = [(level.intercept, intercept), (level.slope, slope)];
    let line: Vec<(f64, f64)> = line.map(|(ours, theirs)| (ours.unwrap_or(f64::NAN), theirs)).into();
    let count = |n: usize| n as f64;
    let counted = vec![
        (count(train.y.len()), count(known.n_train)),
        (train.events(), known.events_train),
        (count(test.y.len()), count(known.n_test)),
        (test.events(), known.events_test),
    ];
    let pairs = |ours: &[f64], theirs: &[f64]| -> Vec<(f64, f64)> {
        assert_eq!(ours.len(), theirs.len());
        ours.iter().copied().zip(theirs.iter().copied()).collect()
    };
    let checks = [
        ("rows and events", counted, 0.0),
        ("mu", pairs(&standard.mean, &known.mu), 1e-8),
        ("scale", pairs(&standard.scale, &known.scale), 1e-8),
        ("prior means", pairs(&prior.mean, &known.prior_mean), 1e-12),
        ("prior sd", pairs(&prior.sd, &known.prior_sd), 1e-12),
        ("coefficients", pairs(&fitted.beta, &known.beta), 1e-6),
        ("posterior sd", pairs(&fitted.deviations(), &known.posterior_sd), 1e-6),
        ("probabilities", rows, 1e-8),
        ("AUC", vec![(ranked.auc, known.auc_pooled)], 1e-6),
        ("average precision", vec![(ranked.pr_auc, known.ap_pooled)], 1e-6),
        ("log-loss", vec![(level.log_loss.unwrap_or(f64::NAN), known.logloss)], 1e-6),
        ("Brier", vec![(level.brier.unwrap_or(f64::NAN), known.brier)], 1e-6),
        ("calibration", line, 1e-6),
    ];
    eprintln!(
        "{target}: {} for training, {} for testing, fit in {} steps",
        known.train, known.test, fitted.steps
    );
    let mut problems = Vec::new();
    for (what, pairs, allowed) in checks {
        let off = |(ours, theirs): &(f64, f64)| (ours - theirs).abs();
        let most =
            pairs.iter().map(off).fold(0.0, |most: f64, off| if off.is_nan() { off } else { most.max(off) });
        eprintln!(
            "  {what:18} {:>3} compared, off by at most {most:.1e} (allowed {allowed:.0e})",
            pairs.len()
        );
        if !pairs.iter().all(|pair| off(pair) <= allowed) {
            problems.push(format!("{target}: {what} are off by {most:.1e}, allowed {allowed:.0e}"));
        }
    }
    problems
}
