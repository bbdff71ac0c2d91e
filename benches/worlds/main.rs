//! Many small simulated worlds, each back-tested through the real path: how much the measures differ from world to world,
//! that outcomes dealt out at random cannot be foretold, and that no model knows more than the simulator. `WORLDS` and
//! `STRUCTURES` say how many of what size, `SEED` the first seed. Simulated accuracy is never evidence.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use observatoire::risk::model::report::Report;
use observatoire::risk::outcome::Target;
use world::{LEFT, World, above, report};

/// All that the model reads, and what tells a merger from a closure.
const SOURCES: [&str; 10] = [
    "finess",
    "register",
    "zonage",
    "rpps",
    "aci_contrats",
    "aci_releves",
    "aci_releves_indicateurs",
    "declaration_annuelle",
    "declaration_mensuelle",
    "mouvements",
];

/// What is looked at: a column, and the target whose priors it takes.
const ASKED: [(&str, Target); 3] = [
    ("y_below_minimum", Target::BelowMinimum),
    ("y_doctor_lost", Target::DoctorLost),
    (LEFT, Target::DoctorLost),
];

/// AUC of what nobody can know.
const CHANCE: f64 = 0.5;
const NEAR: f64 = 0.02;

/// How often outcomes are dealt out in each world.
const DEALS: u64 = 5;

/// One line of the table: what is measured, world by world.
type Found = Vec<(String, f64)>;

fn main() {
    let given = |name: &str, usual: u64| {
        let text = std::env::var_os(name).and_then(|text| text.into_string().ok());
        text.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let (worlds, structures, first) =
        (given("WORLDS", 50), given("STRUCTURES", 300) as u32, given("SEED", 1_000));
    let start = Instant::now();
    let (next, found) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = first + next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + worlds {
                        break;
                    }
                    let one = measure(seed, structures);
                    found.lock().expect("no thread died").push(one);
                }
            });
        }
    });
    let found = found.into_inner().expect("no thread died");
    let seconds = start.elapsed().as_secs_f64();
    println!("{worlds} worlds of {structures} structures, seeds from {first}: {seconds:.0} s");
    println!("{:52} {:>7} {:>7} {:>7} {:>7} {:>7}", "", "mean", "sd", "10 %", "median", "90 %");
    let names: Vec<String> =
        found.first().map(|one| one.iter().map(|(name, _)| name.clone()).collect()).unwrap_or_default();
    let means: Vec<Spread> = names.iter().map(|name| Spread::of(&found, name)).collect();
    for (name, it) in names.iter().zip(&means) {
        let Spread { mean, sd, low, median, high, .. } = it;
        println!("{name:52} {mean:7.3} {sd:7.3} {low:7.3} {median:7.3} {high:7.3}");
    }
    let at =
        |name: &str| names.iter().position(|one| one == name).map(|at| means[at]).expect("it is measured");
    let left = |what: &str| at(&format!("{LEFT} map, {what}"));
    let gap = left("AUC above the oracle");
    assert!(gap.mean < 2.0 * gap.error, "the ceiling is broken: a feature knows what is to come");
    for (column, _) in ASKED {
        let control = at(&format!("{column} map, outcomes dealt anew, AUC"));
        let far = NEAR.max(2.5 * control.error);
        assert!(
            (control.mean - CHANCE).abs() < far,
            "{column}: dealt outcomes are foretold, AUC {}",
            control.mean
        );
        let alerts = at(&format!("{column} map, outcomes dealt anew, lift at 5 %"));
        assert!(alerts.mean - 1.0 < 0.1_f64.max(2.5 * alerts.error), "{column}: alerts above chance");
    }
    println!("Simulated accuracy is never evidence about real structures.");
}

fn measure(seed: u64, structures: u32) -> Found {
    let world = World::new(seed, structures, &SOURCES);
    let mut found = Found::new();
    for (column, target) in ASKED {
        let reports = world.reports(&world.panel, column, target, 0);
        let mut say = |what: String, value: f64| found.push((format!("{column} {what}"), value));
        say("events a year".into(), reports[0].events / reports[0].origins.len() as f64);
        say("% of the labelled".into(), 100.0 * reports[0].events / reports[0].n as f64);
        for of in &reports {
            let is_told = of.model.starts_with("naive") || ["map", "ladder"].contains(&of.model.as_str());
            if is_told {
                say(format!("{}, AUC", of.model), of.mean.auc);
            }
        }
        for model in ["map", "ladder"] {
            let of = report(&reports, model);
            say(format!("{model}, PR-AUC"), of.mean.pr_auc);
            say(format!("{model}, lift at 5 %"), of.mean.lift_5);
            say(format!("{model}, slope"), of.pooled.slope.unwrap_or(f64::NAN));
            say(format!("{model}, O/E"), of.pooled.oe.unwrap_or(f64::NAN));
        }
        if column == LEFT {
            say("map, AUC above the oracle".into(), above(report(&reports, "map")).auc);
        }
        let deals = (0..DEALS).map(|deal| {
            let dealt = world.reports(&world.permuted(column, DEALS * seed + deal), column, target, 0);
            let of: &Report = report(&dealt, "map");
            [of.mean.auc, of.mean.lift_5]
        });
        let sums = deals.fold([0.0; 2], |sums, one| [sums[0] + one[0], sums[1] + one[1]]);
        say("map, outcomes dealt anew, AUC".into(), sums[0] / DEALS as f64);
        say("map, outcomes dealt anew, lift at 5 %".into(), sums[1] / DEALS as f64);
    }
    let tally = |target: Target, of: fn(&observatoire::risk::outcome::Tally) -> usize| {
        world.tallies[target.name()].iter().map(of).sum::<usize>() as f64
    };
    let structures = tally(Target::BelowMinimum, |it| it.structures - it.not_over);
    let unknown = tally(Target::BelowMinimum, |it| it.silent);
    found.push(("y_below_minimum, % unknown".into(), 100.0 * unknown / structures));
    world.folder.close().expect("its files are removed");
    found
}

/// Over the worlds in which it can be told.
#[derive(Clone, Copy)]
struct Spread {
    mean: f64,
    sd: f64,
    /// Of the mean.
    error: f64,
    low: f64,
    median: f64,
    high: f64,
}

impl Spread {
    fn of(found: &[Found], name: &str) -> Self {
        let of = |one: &Found| one.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        let mut values: Vec<f64> = found.iter().filter_map(of).filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
        let at =
            |share: f64| values.get((share * (count - 1.0)).round() as usize).copied().unwrap_or(f64::NAN);
        Self { mean, sd, error: sd / count.sqrt(), low: at(0.1), median: at(0.5), high: at(0.9) }
    }
}
