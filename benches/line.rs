//! How fast the line is: reading an edition of 100,000 establishments beside `wc -l` on the same file, FINESS+ beside
//! `gzip -dc`, and evaluating 4,000 structures over 216 months. Each figure is the median of seven runs; quote the
//! ratios.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::fs::File;
use std::hint::black_box;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use observatoire::catalog::{Catalog, Definitions};
use observatoire::domain::edition::{Calendar, Flow};
use observatoire::domain::finess::Kind;
use observatoire::domain::geography::france;
use observatoire::domain::legal_entity::LegalForm;
use observatoire::domain::life::{Life, Spell};
use observatoire::domain::month::Month;
use observatoire::indicators::{Facts, Places, Supplies, evaluate};
use observatoire::ingest::finess::{Known, read};
use observatoire::simulate::{Settings, write};

const RUNS: usize = 7;
const FIRST: i32 = 2008;

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

const ESTABLISHMENTS: u32 = 100_000;

/// The file of a month whose name holds `part`, of the size of France.
fn edition(folder: &Path, until: Month, part: &str) -> PathBuf {
    let establishments = Some(ESTABLISHMENTS);
    let settings = Settings { seed: 1, structures: 2758, establishments, since: Some(until), until };
    let written = write(&settings, folder, |_, _| {}).expect("the files are written");
    let is_wanted = |path: &PathBuf| path.to_string_lossy().contains(part);
    written.into_iter().map(|written| written.path).find(is_wanted).expect("the file wanted")
}

/// Our reading of a file and the peer's.
fn beside(file: &Path, peer: &mut Command) -> (Duration, Duration) {
    let ours = median(|| {
        let edition = read(BufReader::new(File::open(file).expect("it opens")), "", &Known::default());
        assert!(black_box(edition).expect("it reads").report.tally.read >= u64::from(ESTABLISHMENTS));
    });
    let peer = peer.arg(file).stdout(Stdio::null());
    let peer = median(|| assert!(peer.status().expect("the peer runs").success()));
    (ours, peer)
}

fn reading() {
    let folder = std::env::temp_dir().join("observatoire-bench");
    let file = edition(&folder, Month::new(2025, 1).expect("a month"), "cs1100507");
    let bytes = file.metadata().expect("its size").len();
    let (ours, peer) = beside(&file, Command::new("wc").arg("-l"));
    let speed = bytes as f64 / 1e6 / ours.as_secs_f64();
    println!("read 507, 100,000 establishments, {:.0} MB: {ours:.0?} ({speed:.0} MB/s)", bytes as f64 / 1e6);
    println!("wc -l on the same file: {peer:.0?}; ratio {:.1}", ours.as_secs_f64() / peer.as_secs_f64());
    let file = edition(&folder, Month::new(2026, 10).expect("a month"), "finess-structures");
    let (ours, peer) = beside(&file, Command::new("gzip").arg("-dc"));
    println!("read FINESS+, {ESTABLISHMENTS} establishments: {ours:.0?}");
    println!("gzip -dc on the same file: {peer:.0?}; ratio {:.1}", ours.as_secs_f64() / peer.as_secs_f64());
    let _ = std::fs::remove_dir_all(folder);
}

fn evaluating(structures: usize) -> Duration {
    let catalog = Catalog::load(&Definitions::Embedded).expect("the definitions have no fault");
    let first = Month::new(FIRST, 1).expect("a month");
    let last = first + 215;
    let editions = Month::range(first, last).map(|month| (month.last_day(), Flow::Establishments)).collect();
    let communes: Vec<_> =
        france().communes().iter().filter(|c| c.population.is_some_and(|p| p > 1_000)).collect();
    let lives = (0..structures).map(|i| {
        let commune = communes[i * 7 % communes.len()];
        let start = first + i32::try_from(i * 13 % 216).unwrap_or(0);
        let spell = Spell {
            kind: Kind::Msp,
            department: commune.department.to_owned(),
            commune: Some(commune.code.to_owned()),
            form: if i.is_multiple_of(3) { LegalForm::Other } else { LegalForm::Sisa },
            first: start,
            end: i.is_multiple_of(20).then_some(start + 40),
        };
        let number = format!("01{i:07}").parse().expect("a FINESS number");
        (number, Life { spells: vec![spell], events: Vec::new() })
    });
    let mut supplies = Supplies::default();
    supplies.add(catalog.source("finess").expect("a source"), Calendar::new(editions));
    let facts = Facts { supplies, structures: lives.collect(), ..Facts::default() };
    let places = Places::stored(france());
    median(|| {
        let series = evaluate(&catalog.indicators, &facts, &places, &catalog.parameters, last);
        assert!(black_box(series).len() > 1_000);
    })
}

fn main() {
    reading();
    let (one, ten) = (evaluating(4_000), evaluating(40_000));
    println!(
        "evaluate 6 indicators, FR/REG/DEP/EPCI, 216 months: 4,000 structures {one:.0?}, 40,000 {ten:.0?}"
    );
    println!("ten times the structures: {:.1} times the time", ten.as_secs_f64() / one.as_secs_f64());
}
