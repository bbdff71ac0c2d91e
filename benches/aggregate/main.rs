//! From facts in memory to points in memory: all indicators that SQL can say, for France, regions, departments and EPCI,
//! 4,000 structures over 216 months, beside DuckDB on the same data in its own tables (loading is not counted on either
//! side). Each round is a process of its own; medians are compared, and both must find the same numbers.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use observatoire::catalog::{Catalog, Definitions, Formula, Indicator, Term};
use observatoire::domain::cut::Cut;
use observatoire::domain::finess::Kind;
use observatoire::domain::geography::france;
use observatoire::domain::territory::Level;
use observatoire::indicators::{Evaluation, Places};
use serde::{Deserialize, Serialize};

const ROUNDS: usize = 5;

/// What a round measured, and what it found in the last month, by indicator and place: numerator and denominator.
#[derive(Serialize, Deserialize)]
struct Round {
    seconds: f64,
    megabytes: f64,
    found: BTreeMap<String, (Option<f64>, Option<f64>)>,
}

/// Whether the peer's script says it too; the register and flows of FINESS are left out, and the scale of the ACI.
fn is_said_in_sql(indicator: &Indicator) -> bool {
    indicator.terms().all(|term| match term {
        Term::Structures { kind, qpv, .. } => *kind == Kind::Msp && qpv.is_none(),
        Term::Members { .. }
        | Term::Arrivals { .. }
        | Term::Departures { .. }
        | Term::Professionals { .. }
        | Term::Population {}
        | Term::Inhabitants { .. }
        | Term::Contracts { .. } => true,
        term => term.stated().is_some(),
    })
}

fn catalog() -> Catalog {
    Catalog::load(&Definitions::Embedded).expect("the definitions have no fault")
}

/// What is compared: the indicators in every place, without their cuts.
fn compared(catalog: &Catalog) -> Vec<Indicator> {
    let mut compared: Vec<Indicator> =
        catalog.indicators.iter().filter(|it| is_said_in_sql(it)).cloned().collect();
    for indicator in &mut compared {
        indicator.zones = false;
        indicator.breakdowns.clear();
        indicator.levels = vec![Level::France, Level::Region, Level::Department, Level::Epci];
    }
    compared
}

/// One round of ours, in this process.
fn ours(structures: usize, indicators: impl Fn(&Catalog) -> Vec<Indicator>) -> Round {
    let catalog = catalog();
    let indicators = indicators(&catalog);
    let facts = world::facts(&catalog, structures, None);
    let places = Places::stored(france());
    let last = world::first() + world::MONTHS - 1;
    let started = Instant::now();
    let evaluation = Evaluation::new(&facts, &places, &catalog.parameters, last).expect("editions");
    let series = evaluation.series(&indicators);
    let seconds = started.elapsed().as_secs_f64();
    let wholes = series.iter().filter(|one| one.cut == Cut::default());
    let found = wholes.map(|one| {
        let reading = one.spans.last().expect("months").reading;
        let formula = catalog.indicator(&one.indicator).map(|indicator| indicator.formula);
        let numerator = if formula == Some(Formula::Median) { reading.value } else { reading.numerator };
        (format!("{} {}", one.indicator, one.territory), (numerator, reading.denominator))
    });
    Round { seconds, found: found.collect(), megabytes: peak() }
}

/// The most memory that this process ever had, in megabytes.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
    line.trim().trim_end_matches(" kB").parse::<f64>().expect("kilobytes") / 1024.0
}

fn round(command: &mut Command) -> Round {
    let output = command.stderr(Stdio::inherit()).output().expect("it runs");
    assert!(output.status.success(), "{command:?}");
    serde_json::from_slice(&output.stdout).expect("what a round says")
}

/// Python with DuckDB, in a folder that `cargo clean` removes.
fn python() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers");
    let python = folder.join("bin/python");
    let has_duckdb = || {
        let asked = Command::new(&python).args(["-c", "import duckdb"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    if !has_duckdb() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status().expect("python3");
        assert!(made.success(), "a virtual environment can be made");
        let pip = Command::new(&python).args(["-m", "pip", "install", "--quiet", "duckdb"]).status();
        assert!(pip.is_ok_and(|status| status.success()), "DuckDB can be installed");
    }
    python
}

fn median(rounds: &[Round]) -> f64 {
    let mut seconds: Vec<f64> = rounds.iter().map(|round| round.seconds).collect();
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

fn most(rounds: &[Round]) -> f64 {
    rounds.iter().map(|round| round.megabytes).fold(0.0, f64::max)
}

fn agree(ours: &Round, peer: &Round) {
    let is_near = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-6 * (1.0 + a.abs()),
        (a, b) => a.unwrap_or(0.0) == b.unwrap_or(0.0),
    };
    let mut apart = Vec::new();
    for (indicator, (numerator, denominator)) in &ours.found {
        let (above, below) = peer.found.get(indicator).copied().unwrap_or_default();
        if !is_near(*numerator, above) || !is_near(*denominator, below) {
            apart.push(format!(
                "{indicator}: {numerator:?} / {denominator:?}, the peer: {above:?} / {below:?}"
            ));
        }
    }
    assert!(
        apart.is_empty(),
        "{} numbers of {} differ:\n{}",
        apart.len(),
        ours.found.len(),
        apart.join("\n")
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, structures] = arguments.as_slice()
        && let Ok(structures) = structures.parse()
    {
        let all = |catalog: &Catalog| catalog.indicators.clone();
        let round = if word == "all" { ours(structures, all) } else { ours(structures, compared) };
        println!("{}", serde_json::to_string(&round).expect("a round"));
        return;
    }
    let folder = std::env::temp_dir().join("observatoire-bench-aggregate");
    std::fs::create_dir_all(&folder).expect("a folder");
    let catalog = catalog();
    let indicators = compared(&catalog);
    world::facts(&catalog, 4_000, Some(&folder));
    let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    std::fs::write(folder.join("indicators.txt"), ids.join("\n")).expect("it is written");

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (itself, python) = (std::env::current_exe().expect("this program"), python());
    let (mut own, mut duckdb) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(round(Command::new(&itself).args(["compared", "4000"])));
        let peer = root.join("benches/peers/aggregate.py");
        duckdb.push(round(Command::new(&python).arg(peer).arg(&folder).arg(root.join("jobs/indicators"))));
    }
    agree(&own[0], &duckdb[0]);
    let (ours, peer) = (median(&own), median(&duckdb));
    println!(
        "4,000 structures, {} months, {} of {} indicators, FR/REG/DEP/EPCI, medians of {ROUNDS} rounds",
        world::MONTHS,
        ids.len(),
        catalog.indicators.len()
    );
    println!("ours:   {ours:.2} s, peak {:.0} MB with the facts", most(&own));
    println!("DuckDB: {peer:.2} s, peak {:.0} MB, 2 threads; the same numbers in every place", most(&duckdb));
    println!("ratio ours / DuckDB: {:.2} (target: at most 0.20)", ours / peer);
    let mut before = None;
    for structures in [4_000, 12_000, 40_000] {
        let one = round(Command::new(&itself).arg("all").arg(structures.to_string()));
        let each = one.seconds / f64::from(structures) * 4_000.0;
        let growth = before.map_or(String::new(), |before| format!(", {:.2} times", each / before));
        println!(
            "all indicators and their cuts, {structures} structures: {:.2} s, peak {:.0} MB; for each 4,000: {each:.2} s{growth}",
            one.seconds, one.megabytes
        );
        before.get_or_insert(each);
    }
    let _ = std::fs::remove_dir_all(folder);
}
