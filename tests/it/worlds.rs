//! A small simulated world, back-tested through the real path: no model knows more than the simulator does.

#[path = "../../benches/worlds/world.rs"]
mod world;

use std::collections::HashMap;
use std::sync::LazyLock;

use observatoire::risk::model::panel::Panel;
use observatoire::risk::outcome::Target;

use world::{LEFT, World, above, report};

/// All that tells of doctors; what takes long to read is left out.
const SOURCES: [&str; 6] =
    ["finess", "aci_contrats", "aci_releves", "declaration_annuelle", "declaration_mensuelle", "mouvements"];
const DRAWS: usize = 200;

static WORLD: LazyLock<World> = LazyLock::new(|| World::new(11, 200, &SOURCES));

/// The number of general practitioners, replaced by how it will have changed a year later.
fn knowing_tomorrow(panel: &Panel) -> Panel {
    let mut panel = panel.clone();
    let gps = panel.number("gps_log").unwrap().to_vec();
    let at: HashMap<(u32, i32), f64> =
        (0..gps.len()).map(|row| ((panel.units.of[row], panel.origins[row]), gps[row])).collect();
    let next = |row: usize| at.get(&(panel.units.of[row], panel.origins[row] + 1)).copied();
    let change = (0..gps.len()).map(|row| next(row).map_or(f64::NAN, |next| next - gps[row])).collect();
    panel.numbers.insert("gps_log".into(), change);
    panel
}

#[test]
fn no_model_knows_more_than_the_simulator() {
    let world = &*WORLD;
    let reports = world.reports(&world.panel, LEFT, Target::DoctorLost, DRAWS);
    let oracle = report(&reports, "naive_oracle");
    assert!((0.66..0.84).contains(&oracle.mean.auc), "the ceiling is {}", oracle.mean.auc);
    for of in reports.iter().filter(|of| of.model != oracle.model) {
        let above = above(of);
        let interval = above.auc_interval.unwrap();
        assert!(interval.low <= 0.0, "{} is above the ceiling by {}: {interval:?}", of.model, above.auc);
    }
    let leaky = world.reports(&knowing_tomorrow(&world.panel), LEFT, Target::DoctorLost, DRAWS);
    let leaky = above(report(&leaky, "map"));
    assert!(leaky.auc_interval.unwrap().low > 0.0, "a leak goes unseen: {leaky:?}");
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
