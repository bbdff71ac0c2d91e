//! The lines of a back-test, as the command prints them and as a baseline has them.

use std::collections::BTreeMap;

use observatoire::ingest::panel::{Wanted, read};
use observatoire::risk::model::logistic::fit;
use observatoire::risk::model::priors::Priors;
use observatoire::risk::model::standard::Standard;
use serde_json::Value;

use super::Files;
use crate::harness::{Database, Installation};

/// How a baseline calls a model, and how we do; of two the one that the back-test has.
const MODELS: [(&str, &[&str]); 7] = [
    ("naive: fewest patients", &["naive_fewest_patients", "naive_most_doctors"]),
    ("naive: fewest GPs, then pat./GP", &["naive_fewest_doctors"]),
    ("binomial rule 1-(1-h)^GPs", &["naive_binomial"]),
    ("prior scorecard, ZERO labels", &["scorecard"]),
    ("MAP logistic hazard, expert prior", &["map"]),
    ("+ region effects N(0,.3)", &["map_region"]),
    (FLAT, &["flat"]),
];

const FLAT: &str = "logistic hazard, flat prior";

/// How a baseline calls a measure, where ours stands, and by how much it may be off besides the rounding of print.
const MEASURES: [(&str, &str, f64); 12] = [
    ("AUC", "/mean/auc", 0.003),
    ("PR-AUC", "/mean/pr_auc", 0.003),
    ("lift5", "/mean/lift_5", 0.0),
    ("lift10", "/mean/lift_10", 0.0),
    ("prec@5%", "/mean/precision_5", 0.0),
    ("recall@10%", "/mean/recall_10", 0.0),
    ("Brier", "/pooled/brier", 0.0),
    ("(skill", "/pooled/brier_skill", 0.0),
    ("slope", "/pooled/slope", 0.0),
    ("O/E", "/pooled/oe", 0.0),
    ("ECE", "/pooled/ece", 0.0),
    ("logloss", "/pooled/log_loss", 0.0),
];

pub(super) fn compare(files: &Files, targets: &[String]) -> Vec<String> {
    let baseline = files.baseline.as_ref().map(|path| std::fs::read_to_string(path).unwrap());
    if baseline.is_none() {
        eprintln!("no baseline_dev.txt beside the panel: the lines of the back-test are not compared");
    }
    targets.iter().flat_map(|target| of_target(files, baseline.as_deref(), target)).collect()
}

fn of_target(files: &Files, baseline: Option<&str>, target: &str) -> Vec<String> {
    let reports = backtest(files, target);
    let title = format!("TARGET {}:", target.trim_start_matches("y_"));
    let lines =
        baseline.into_iter().flat_map(|text| text.split("===== ")).find(|part| part.starts_with(&title));
    let Some(lines) = lines else {
        for (model, report) in &reports {
            let auc = report.pointer("/mean/auc").and_then(Value::as_f64).unwrap_or(f64::NAN);
            eprintln!("{target}: {model:24} AUC {auc:.3}: no line to compare it with");
        }
        let is_told = |report: &Value| report.pointer("/mean/auc").is_some_and(Value::is_f64);
        return if reports.values().all(is_told) { Vec::new() } else { vec![format!("{target}: no AUC")] };
    };
    let mut problems = Vec::new();
    for line in lines.lines().skip(1).filter(|line| line.contains(" AUC ")) {
        let (name, figures) = line.split_once(" AUC ").unwrap();
        let name = name.trim();
        let ours = MODELS.iter().find(|(theirs, _)| *theirs == name);
        let report = ours.and_then(|(_, ours)| ours.iter().find_map(|ours| reports.get(*ours)));
        let Some(report) = report else {
            eprintln!("{target}: “{name}” is not compared: not a model of ours");
            continue;
        };
        let wrong = compared(report, &format!("AUC {figures}"));
        match wrong.as_slice() {
            [] => eprintln!("{target}: “{name}”: the printed digits"),
            _ if name == FLAT && !plain_newton_arrives(files, target, report) => {
                eprintln!(
                    "{target}: “{name}” DIFFERS and is let pass: plain Newton overshoots there, so that line may be no maximum ({})",
                    wrong.join(", ")
                );
            }
            _ => problems.push(format!("{target}: “{name}”: {}", wrong.join(", "))),
        }
    }
    problems
}

fn backtest(files: &Files, target: &str) -> BTreeMap<String, Value> {
    let installation = Installation::new(Database::Sqlite);
    let (panel, priors) = (files.panel.to_str().unwrap(), files.priors.to_str().unwrap());
    let said = installation.ok(&[
        "risk", "backtest", "--panel", panel, "--target", target, "--priors", priors, "--draws", "0",
        "--format", "json",
    ]);
    let reports = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    reports.map(|report| (report["model"].as_str().unwrap().to_owned(), report)).collect()
}

/// What differs by more than the rounding of print, and what is allowed besides.
fn compared(report: &Value, figures: &str) -> Vec<String> {
    let words: Vec<&str> = figures.split_whitespace().collect();
    let mut wrong = Vec::new();
    for (name, place, allowed) in MEASURES {
        let Some(at) = words.iter().position(|word| *word == name) else { continue };
        let printed = words[at + 1].trim_end_matches(')');
        let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
        let half = 0.5 * 0.1_f64.powi(digits as i32);
        let ours = report.pointer(place).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let off = (ours - printed.parse::<f64>().unwrap()).abs();
        if off.is_nan() || off > half.max(allowed) + 1e-9 {
            wrong.push(format!("{name} is {ours:.*}, not {printed}", digits + 1));
        }
    }
    wrong
}

/// A reference by plain Newton is no maximum where the method overshoots: with a flag that few rows bear and hardly any
/// prior, it may leave for thousands. Ours then halved a step.
fn plain_newton_arrives(files: &Files, target: &str, report: &Value) -> bool {
    let priors = Priors::read(&std::fs::read_to_string(&files.priors).unwrap(), target).unwrap();
    let features = priors.features();
    let numbers = features.iter().map(String::as_str).collect();
    let wanted = Wanted { outcome: target, numbers, ..Wanted::default() };
    let panel = read(std::fs::File::open(&files.panel).unwrap(), &wanted).unwrap();
    report["origins"].as_array().unwrap().iter().all(|origin| {
        let origin = origin["origin"].as_i64().unwrap();
        let train = panel.labelled(target).unwrap().kept(|row| i64::from(panel.origins[row]) < origin);
        let design =
            Standard::fit(&panel, &features, &train.rows).unwrap().design(&panel, &train.rows).unwrap();
        fit(&design, &train.y, None, &priors.flat()).unwrap().halvings == 0
    })
}
