//! The risk model beside numpy, scikit-learn and LightGBM in the same run: one fit with its scores, the back-test of a whole
//! panel with 500 draws of the bootstrap, and how fast models learn. `PANEL=file` names a panel (its priors beside it);
//! else the synthetic one of the tests is taken.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod curve;
mod given;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use given::Given;
use observatoire::risk::model::backtest::{Question, run};
use observatoire::risk::model::design::Design;
use observatoire::risk::model::logistic::{Prior, fit, sigmoid};
use observatoire::risk::model::models::Model;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

const ROWS: usize = 3_000;
const FEATURES: usize = 40;
const ROUNDS: usize = 15;
const DRAWS: usize = 500;

/// Python with its peers, in a folder that `cargo clean` removes.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers");
    let python = folder.join("bin/python");
    let peers = ["numpy", "scikit-learn", "lightgbm"];
    let has_peers = || {
        let mut asked = Command::new(&python);
        asked.args(["-c", "import numpy, sklearn, lightgbm"]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if !has_peers() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status().expect("python3");
        assert!(made.success(), "a virtual environment can be made");
        let pip = Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(peers).status();
        assert!(pip.is_ok_and(|status| status.success()), "the peers can be installed");
    }
    python
}

/// What the peer says of a task.
fn peer(python: &Path, arguments: &[&str]) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/risk.py");
    let mut command = Command::new(python);
    command.args(["-W", "ignore"]).arg(script).args(arguments).stderr(Stdio::inherit());
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}");
    serde_json::from_slice(&output.stdout).expect("what it says")
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn timed<R>(work: impl FnOnce() -> R) -> (f64, R) {
    let started = Instant::now();
    let result = work();
    (started.elapsed().as_secs_f64(), result)
}

/// Fit and score 3,000 rows of 40 features.
fn one_fit(python: &Path, folder: &Path) {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut normal = move || (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    let mut design = Design::new(ROWS, FEATURES + 1);
    design.set(0, (0..ROWS).map(|_| 1.0));
    for column in 1..=FEATURES {
        design.set(column, (0..ROWS).map(|_| normal().clamp(-4.0, 4.0)).collect::<Vec<_>>().into_iter());
    }
    let prior = Prior {
        mean: [-3.5].into_iter().chain((0..FEATURES).map(|at| 0.02 * at as f64 - 0.4)).collect(),
        sd: [1.0].into_iter().chain([0.35; FEATURES]).collect(),
    };
    let truth: Vec<f64> = prior.mean.iter().map(|mean| mean + 0.2).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(8);
    let happens = |score: f64| f64::from(u8::from(rng.random::<f64>() < sigmoid(score)));
    let y: Vec<f64> = design.scores(&truth).into_iter().map(happens).collect();
    let mut text = String::new();
    let mut line = |numbers: &mut dyn Iterator<Item = f64>, last: f64| {
        numbers.for_each(|number| write!(text, "{number:?},").expect("text"));
        writeln!(text, "{last}").expect("text");
    };
    line(&mut prior.mean.iter().copied(), 0.0);
    line(&mut prior.sd.iter().copied(), 0.0);
    (0..ROWS).for_each(|row| line(&mut design.row(row)[..=FEATURES].iter().copied(), y[row]));
    let file = folder.join("fit.csv");
    std::fs::write(&file, text).expect("it is written");

    let mut seconds = Vec::new();
    let mut sum = 0.0;
    for _ in 0..ROUNDS {
        let (took, p) =
            timed(|| fit(&design, &y, None, &prior).expect("it converges").probabilities(&design));
        seconds.push(took);
        sum = p.iter().sum();
    }
    let theirs = peer(python, &["fit", file.to_str().expect("a path")]);
    let of = |key: &str| theirs[key].as_f64().expect("a number");
    assert!((sum - of("sum")).abs() < 1e-6, "both find the same probabilities");
    let ours = median(seconds);
    println!(
        "fit and score, {ROWS} rows of {FEATURES} features, {:.0} events, medians of {ROUNDS}",
        y.iter().sum::<f64>()
    );
    println!("ours:   {:.1} ms (target: below 50)", 1e3 * ours);
    println!(
        "numpy:  {:.1} ms, the same probabilities; ratio ours / numpy: {:.2}",
        1e3 * of("seconds"),
        ours / of("seconds")
    );
    println!("scikit-learn ridge: {:.1} ms; ratio {:.2}", 1e3 * of("ridge"), ours / of("ridge"));
}

/// Reading the panel included, on both sides.
fn whole_panel(python: &Path, given: &Given) {
    println!("\nback-test of {} ({DRAWS} draws), reading included", given.panel.display());
    for target in given.targets() {
        let back_test = |more: &[Model]| {
            let (panel, priors) = given.read(&target);
            let question = Question {
                panel: &panel,
                target: &target,
                priors: &priors,
                places: given.places(&panel),
                more,
                origins: None,
                draws: DRAWS,
                seed: 42,
            };
            run(&question).expect("a back-test")
        };
        // The peer has no curved model: it is not timed.
        let ours = median((0..3).map(|_| timed(|| back_test(&[])).0).collect());
        let report = back_test(&[Model::Curved]);
        let map = report.iter().find(|report| report.model == "map").expect("the bar");
        let (panel, priors) = given.paths();
        let theirs = peer(python, &["backtest", panel, priors, &target, &DRAWS.to_string()]);
        let without = peer(python, &["backtest", panel, priors, &target, "0"]);
        let of = |said: &Value, key: &str| said[key].as_f64().expect("a number");
        assert!((map.mean.auc - of(&theirs, "auc")).abs() < 1e-9, "both find the same areas");
        let boosted = peer(python, &["boosted", panel, priors, &target]);
        println!(
            "{target}: ours {ours:.2} s, numpy {:.1} s ({:.1} s without draws), {:.0} times faster (target: 20)",
            of(&theirs, "seconds"),
            of(&without, "seconds"),
            of(&theirs, "seconds") / ours
        );
        for report in report.iter().filter(|report| report.pooled.brier.is_some()) {
            println!("  {:20} AUC {:.4}  PR-AUC {:.4}", report.model, report.mean.auc, report.mean.pr_auc);
        }
        for model in ["LightGBM", "LightGBM monotone"] {
            let of = |at: usize| boosted[model][at].as_f64().expect("a number");
            println!("  {model:20} AUC {:.4}  PR-AUC {:.4}", of(0), of(1));
        }
    }
}

fn main() {
    let folder = std::env::temp_dir().join("observatoire-bench-risk");
    std::fs::create_dir_all(&folder).expect("a folder");
    let python = python();
    one_fit(&python, &folder);
    let given = Given::from_environment();
    whole_panel(&python, &given);
    for target in given.targets() {
        curve::compare(&given, &target, &folder, |arguments| peer(&python, arguments));
    }
    let _ = std::fs::remove_dir_all(folder);
}
