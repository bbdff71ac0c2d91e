//! A small simulated world, back-tested through the real path: no model knows more than the simulator does.

#[path = "../../benches/worlds/world.rs"]
mod world;

use std::collections::HashMap;
use std::sync::LazyLock;

use observatoire::risk::model::panel::Panel;
use observatoire::risk::model::report::{Against, Report};
use observatoire::risk::outcome::Target;

use crate::harness::{Database, Installation, Said, objects};
use world::{LEFT, World, above, report, url};

/// All that tells of doctors; what takes long to read is left out.
const SOURCES: [&str; 6] =
    ["finess", "aci_contrats", "aci_releves", "declaration_annuelle", "declaration_mensuelle", "mouvements"];
const DRAWS: usize = 200;

static WORLD: LazyLock<World> = LazyLock::new(|| World::new(11, 200, &SOURCES));

/// How general practitioners and patients will have changed a year later, in the place of what is known of them.
fn knowing_tomorrow(panel: &Panel) -> Panel {
    let mut tomorrow = panel.clone();
    for feature in ["gps_log", "patients_log"] {
        let now = panel.number(feature).unwrap();
        let at: HashMap<(u32, i32), f64> =
            (0..now.len()).map(|row| ((panel.units.of[row], panel.origins[row]), now[row])).collect();
        let next = |row: usize| at.get(&(panel.units.of[row], panel.origins[row] + 1)).copied();
        let change = (0..now.len()).map(|row| next(row).map_or(f64::NAN, |next| next - now[row]));
        tomorrow.numbers.insert(feature.into(), change.collect());
    }
    tomorrow
}

/// Above the ceiling by more than chance explains, in either measure of a ranking.
fn leaks(of: &Report) -> bool {
    let Against { auc_interval, pr_auc_interval, .. } = above(of);
    [auc_interval, pr_auc_interval].into_iter().flatten().any(|interval| interval.low > 0.0)
}

#[test]
fn no_model_knows_more_than_the_simulator() {
    let world = &*WORLD;
    let reports = world.reports(&world.panel, LEFT, Target::DoctorLost, DRAWS);
    let oracle = report(&reports, "naive_oracle");
    assert!((0.66..0.84).contains(&oracle.mean.auc), "the ceiling is {}", oracle.mean.auc);
    for of in reports.iter().filter(|of| of.model != oracle.model) {
        assert!(!leaks(of), "{} is above the ceiling: {:?}", of.model, above(of));
    }
    let leaky = world.reports(&knowing_tomorrow(&world.panel), LEFT, Target::DoctorLost, DRAWS);
    let leaky = report(&leaky, "map");
    assert!(leaks(leaky), "a leak goes unseen: {:?}", above(leaky));
}

#[test]
fn what_nobody_can_tell_is_counted_apart() {
    let tallies = &WORLD.tallies[Target::BelowMinimum.name()];
    assert_eq!(tallies.iter().map(|tally| tally.origin).collect::<Vec<_>>(), [2021, 2022, 2023, 2024, 2025]);
    let (now, past) = tallies.split_last().unwrap();
    assert_eq!(now.not_over, now.structures, "the twelve months are to come");
    for tally in past {
        assert!(tally.did_not > tally.structures / 2 && tally.silent > 0 && tally.not_over == 0, "{tally:?}");
    }
}

/// On the store of the world, in January 2026.
fn back_test(more: &[&str]) -> Said {
    let installation = Installation::new(Database::Sqlite);
    let mut command = installation.command();
    command.env("DATABASE_URL", url(WORLD.folder.path())).env("OBSERVATOIRE_NOW", "2026-01-15T09:00:00Z");
    Said::from(
        command.args([&["risk", "backtest", "--store", "--draws", "0"], more].concat()).output().unwrap(),
    )
}

#[test]
fn the_store_is_a_panel_of_its_own() {
    let reports = objects(&back_test(&["--target", "doctor_lost", "--format", "json"]).ok());
    let models: Vec<&str> = reports.iter().map(|report| report["model"].as_str().unwrap()).collect();
    let rules = ["naive_fewest_patients", "naive_fewest_doctors", "naive_doctor_layer", "naive_most_doctors"];
    assert_eq!(models[..4], rules);
    for model in ["scorecard", "ladder", "map", "map_region", "flat"] {
        assert!(models.contains(&model), "{models:?}");
    }
    for report in &reports {
        assert_eq!((&report["target"], &report["simulated"]), (&"doctor_lost".into(), &true.into()));
        let years = |of: &str| -> Vec<i64> {
            report[of].as_array().unwrap().iter().map(|one| one["origin"].as_i64().unwrap()).collect()
        };
        assert_eq!(
            (years("origins"), years("labels")),
            (vec![2022, 2023, 2024], vec![2021, 2022, 2023, 2024])
        );
        for one in report["labels"].as_array().unwrap() {
            let of = |kind: &str| one[kind].as_u64().unwrap();
            let kinds = ["happened", "did_not", "not_at_risk", "silent", "not_over"];
            assert_eq!(kinds.map(of).iter().sum::<u64>(), of("structures"), "{one}");
        }
        assert!(report["mean"]["auc"].as_f64().unwrap() > 0.0);
    }
    let from_2022 = objects(&back_test(&["--from", "2022", "--to", "2023", "--format", "json"]).ok());
    assert_eq!(from_2022[0]["target"], "below_minimum");
    assert_eq!(from_2022[0]["origins"].as_array().unwrap().len(), 1);
    let text = back_test(&[]).ok();
    for words in ["SIMULATED DATA", "below_minimum: ", "neither yes nor no", "naive_doctor_layer"] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
}

#[test]
fn a_store_without_a_past_says_what_to_do() {
    let young = back_test(&["--from", "2024"]);
    assert_eq!(young.code, 2, "{}", young.out);
    for words in ["too young", "--received", "come back after 2026-12"] {
        assert!(young.err.contains(words), "{words}: {}", young.err);
    }
    let merger = back_test(&["--target", "absorbed"]);
    assert!(merger.code == 2 && merger.err.contains("a merger is no failure"), "{}", merger.err);
    let unknown = back_test(&["--target", "y_exit"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("there are below_minimum, aci_ended"),
        "{}",
        unknown.err
    );
    let both = back_test(&["--panel", "panel.csv"]);
    assert_eq!(both.code, 2, "{}", both.out);
}

#[test]
fn outcomes_dealt_out_at_random_are_not_foretold() {
    let world = &*WORLD;
    let aucs: Vec<f64> = (0..12)
        .map(|seed| {
            let dealt = world.reports(&world.permuted(LEFT, seed), LEFT, Target::DoctorLost, 0);
            report(&dealt, "map").mean.auc
        })
        .collect();
    let mean = aucs.iter().sum::<f64>() / aucs.len() as f64;
    assert!((mean - 0.5).abs() < 0.03, "{aucs:?}");
}
