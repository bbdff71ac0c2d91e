//! `observatoire risk backtest` through the front door.

use std::path::Path;

use serde_json::Value;

use crate::harness::{Database, Installation};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk").join(name);
    path.to_str().unwrap().to_owned()
}

fn backtest(installation: &Installation, more: &[&str]) -> crate::harness::Said {
    let (panel, priors) = (fixture("panel.csv"), fixture("priors.json"));
    installation.say([&["risk", "backtest", "--panel", &panel, "--priors", &priors], more].concat())
}

fn reports(said: &str) -> Vec<Value> {
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_back_test_is_one_object_a_model() {
    let installation = Installation::new(Database::Sqlite);
    let asked = ["--target", "y_exit", "--format", "json", "--draws", "60"];
    let said = backtest(&installation, &asked).ok();
    assert_eq!(said, backtest(&installation, &asked).ok(), "the same question has the same answer");
    let reports = reports(&said);
    let models: Vec<&str> = reports.iter().map(|report| report["model"].as_str().unwrap()).collect();
    assert_eq!(models[..3], ["naive_fewest_patients", "naive_fewest_doctors", "scorecard"]);
    for model in ["map", "map_region", "flat"] {
        assert!(models.contains(&model), "{models:?}");
    }
    for report in &reports {
        assert_eq!(report["target"], "exit");
        let origins = report["origins"].as_array().unwrap();
        assert_eq!(
            origins.iter().map(|one| one["origin"].as_i64().unwrap()).collect::<Vec<_>>(),
            [2014, 2015, 2016]
        );
        let sum: f64 = origins.iter().map(|one| one["events"].as_f64().unwrap()).sum();
        assert_eq!(report["events"].as_f64(), Some(sum));
        let mean: f64 = origins.iter().map(|one| one["auc"].as_f64().unwrap()).sum::<f64>() / 3.0;
        assert!((report["mean"]["auc"].as_f64().unwrap() - mean).abs() < 1e-12);
        for key in ["auc", "pr_auc", "lift_2", "lift_5", "lift_10"] {
            assert!(report["mean"][key].is_f64() && origins[0][key].is_f64(), "{key}");
        }
        let gives_probabilities = !report["model"].as_str().unwrap().starts_with("naive_");
        for key in ["brier", "slope", "oe", "log_loss", "ece"] {
            assert_eq!(report["pooled"][key].is_f64(), gives_probabilities, "{key}: {report}");
            assert_eq!(origins[0][key].is_f64(), gives_probabilities, "{key}");
        }
        let interval = &report["intervals"]["auc"];
        assert!(interval["low"].as_f64().unwrap() < mean && mean < interval["high"].as_f64().unwrap());
    }
    let map = reports.iter().find(|report| report["model"] == "map").unwrap();
    assert_eq!(map["against"].as_array().unwrap().len(), 2);
    assert!(map["strata"].as_array().unwrap().iter().any(|part| part["by"] == "region"));
}

#[test]
fn features_and_years_can_be_chosen() {
    let installation = Installation::new(Database::Sqlite);
    let more = [
        "--target",
        "y_exit",
        "--format",
        "json",
        "--draws",
        "0",
        "--origins",
        "2016",
        "--exclude-feature",
        "log_list",
    ];
    let reports = reports(&backtest(&installation, &more).ok());
    assert_eq!(reports[0]["origins"].as_array().unwrap().len(), 1);
    assert_eq!(reports[0]["intervals"], Value::Null);
    assert_eq!(reports[0]["model"], "naive_fewest_patients", "a rule may still use it");
}

#[test]
fn a_named_version_is_one_row_more() {
    let installation = Installation::new(Database::Sqlite);
    let asked = ["--target", "y_exit", "--format", "json", "--draws", "0", "--model", "curved"];
    let reports = reports(&backtest(&installation, &asked).ok());
    let last = reports.last().unwrap();
    assert_eq!(last["model"], "curved");
    assert!(last["mean"]["auc"].as_f64().unwrap() > 0.6);
}

#[test]
fn a_person_reads_a_table() {
    let installation = Installation::new(Database::Sqlite);
    let said = backtest(&installation, &["--target", "y_loss1", "--draws", "20"]).ok();
    for words in ["loss1: ", "naive_most_doctors", "naive_binomial", "map_region", "O/E", "open"] {
        assert!(said.contains(words), "{words}:\n{said}");
    }
}

#[test]
fn wrong_questions_are_answered_plainly() {
    let installation = Installation::new(Database::Sqlite);
    let said = |more: &[&str]| {
        let said = backtest(&installation, more);
        assert_eq!(said.code, 2, "{}", said.err);
        said.err
    };
    assert!(
        said(&["--target", "y_merger"])
            .contains("there are no priors for merger (there are for exit, loss1)")
    );
    assert!(said(&["--target", "exit"]).contains("the header lacks exit"));
    assert!(said(&["--target", "y_exit", "--origins", "2012"]).contains("origin 2012 is the first"));
    assert!(
        said(&["--target", "y_exit", "--origins", "2020"]).contains("there are 2012, 2013, 2014, 2015, 2016")
    );
    assert!(said(&["--target", "y_exit", "--region", "land"]).contains("the header lacks land"));
    assert!(said(&["--target", "y_exit", "--exclude-feature", "age"]).contains("--exclude-feature age"));
    let broken = installation.write("broken.csv", "code,origin,y_exit\nA,2016,maybe\n");
    let missing = installation.say([
        "risk",
        "backtest",
        "--panel",
        broken.to_str().unwrap(),
        "--target",
        "y_exit",
        "--priors",
        &fixture("priors.json"),
    ]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("the header lacks log_list, log_gp"), "{}", missing.err);
}
