//! The numeric gate of the risk model: coefficients, probabilities and every line of a back-test beside a reference that
//! was computed elsewhere. `make test` holds it on a small synthetic panel (`tests/fixtures/risk/make.py`, in numpy);
//! `make gate PANEL=…` on any other, with what lies beside it.

mod lines;
mod reference;

use std::path::{Path, PathBuf};

/// A panel, and what is known of it.
pub(crate) struct Files {
    pub(crate) panel: PathBuf,
    pub(crate) priors: PathBuf,
    /// Coefficients and predictions of one fit, to the last digit.
    pub(crate) reference: Option<PathBuf>,
    /// The printed lines of a back-test.
    pub(crate) baseline: Option<PathBuf>,
}

impl Files {
    fn of(panel: PathBuf, given: impl Fn(&str) -> Option<PathBuf>) -> Self {
        let folder = panel.parent().unwrap_or(Path::new("")).to_owned();
        let beside = |key: &str, name: &str| {
            given(key).or_else(|| Some(folder.join(name)).filter(|path| path.is_file()))
        };
        let priors =
            beside("PRIORS", "priors.json").expect("priors.json stands beside the panel, or PRIORS names it");
        let (reference, baseline) =
            (beside("REFERENCE", "reference_map.json"), beside("BASELINE", "baseline_dev.txt"));
        Self { panel, priors, reference, baseline }
    }

    /// Columns of the panel that the priors speak of: `y_` and the name of a target.
    fn targets(&self) -> Vec<String> {
        let priors: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&self.priors).unwrap()).unwrap();
        let panel = std::fs::read_to_string(&self.panel).unwrap();
        let header: Vec<&str> =
            panel.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
        let of_priors = priors.as_object().unwrap().iter().filter(|(_, said)| said.is_object());
        of_priors
            .map(|(target, _)| format!("y_{target}"))
            .filter(|column| header.contains(&column.as_str()))
            .collect()
    }
}

fn compare(files: &Files) {
    let targets = files.targets();
    assert!(!targets.is_empty(), "the panel has no column y_… of a target that the priors name");
    let mut problems = Vec::new();
    match &files.reference {
        Some(reference) => problems.extend(reference::compare(files, reference, &targets)),
        None => eprintln!(
            "no reference_map.json beside the panel: coefficients and probabilities are not compared"
        ),
    }
    problems.extend(lines::compare(files, &targets));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn a_synthetic_panel_gives_what_numpy_gives() {
    let panel = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk/panel.csv");
    compare(&Files::of(panel, |_| None));
}

#[test]
fn a_panel_with_priors_alone_is_run_and_says_what_it_lacks() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk");
    compare(&Files {
        panel: fixtures.join("panel.csv"),
        priors: fixtures.join("priors.json"),
        reference: None,
        baseline: None,
    });
}

#[test]
#[ignore = "needs a panel: make gate PANEL=…"]
fn a_given_panel() {
    let given = |key: &str| std::env::var_os(key).filter(|path| !path.is_empty()).map(PathBuf::from);
    let panel = given("PANEL").expect("PANEL names a file: make gate PANEL=…");
    compare(&Files::of(panel, given));
}
