//! An import killed at any moment, the commit included, leaves nothing or the whole file.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use observatoire::store::Store;
use rand::RngExt as _;

use crate::harness::{Installation, chance, on_both};
use crate::import::{edition, open_in, rows};

/// Kills for each database: most anywhere in the time that an import takes, some once it was seen writing.
const ANYWHERE: u32 = 13;
const WRITING: u32 = 7;
const LINES: u32 = 2_000;

/// Every edition renames every structure, so that each import closes and writes them all.
fn file(installation: &Installation, round: u32) -> (String, std::path::PathBuf) {
    let day = format!("2026-01-{:02}", round + 1);
    let text = edition(&day, 0..LINES + round).replace(";;MSP ", &format!(";;MSP {round} "));
    (day, installation.write("edition.csv", text))
}

fn start(installation: &Installation, file: &std::path::Path) -> Child {
    installation.command().args(["import", "finess"]).arg(file).stdout(Stdio::null()).spawn().unwrap()
}

/// Rows of everything that an import writes.
fn trace(installation: &Installation) -> [i64; 4] {
    let changed = "structure_versions WHERE known_to < '9000-01-01'";
    ["imports", "rejections", "structure_versions", changed].map(|table| rows(installation, table))
}

/// How to see from outside that an import writes: the log of SQLite grows at the commit alone; PostgreSQL tells what
/// its sessions do.
enum Watch {
    Log(std::path::PathBuf),
    Sessions(Store),
}

impl Watch {
    fn new(installation: &Installation) -> Self {
        let url = installation.store_url();
        match url.strip_prefix("sqlite://") {
            Some(path) => Self::Log(format!("{path}-wal").into()),
            None => Self::Sessions(Store::open(&url).unwrap()),
        }
    }

    fn sees_writing(&self) -> bool {
        match self {
            Self::Log(path) => path.metadata().is_ok_and(|log| log.len() > 0),
            Self::Sessions(store) => sessions(store, "query ILIKE 'insert%' OR query ILIKE 'commit%'") > 0,
        }
    }

    /// A server may still be ending what a killed client began.
    fn settle(&self) {
        if let Self::Sessions(store) = self {
            while sessions(store, "state <> 'idle'") > 0 {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

fn sessions(store: &Store, which: &str) -> i64 {
    use diesel::RunQueryDsl as _;
    let query = format!(
        "SELECT COUNT(*) AS n FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND ({which})"
    );
    let counted: crate::import::Count =
        diesel::sql_query(query).get_result(&mut *store.connection().unwrap()).unwrap();
    counted.n
}

#[test]
fn an_import_that_is_killed_leaves_nothing_or_the_whole_file() {
    on_both(|installation| {
        let mut rng = chance();
        let watch = Watch::new(installation);
        // The second one closes what the first one wrote, as all others will.
        let mut whole_time = Duration::ZERO;
        for round in 0..2 {
            let begun = Instant::now();
            assert!(start(installation, &file(installation, round).1).wait().unwrap().success());
            whole_time = begun.elapsed();
        }
        let (mut nothing, mut whole, mut last) = (0, 0, 1);
        for round in 2..2 + ANYWHERE + WRITING {
            let (day, path) = file(installation, round);
            let before = trace(installation);
            let begun = Instant::now();
            let mut process = start(installation, &path);
            let pause = if round < 2 + ANYWHERE {
                whole_time.mul_f64(rng.random_range(0.0..1.3))
            } else {
                while !watch.sees_writing() && process.try_wait().unwrap().is_none() {
                    std::thread::sleep(Duration::from_micros(100));
                }
                // From the first page written to past the commit.
                whole_time.mul_f64(rng.random_range(0.0..0.5))
            };
            std::thread::sleep(pause);
            process.kill().unwrap();
            process.wait().unwrap();
            let killed = begun.elapsed();
            watch.settle();
            let after = trace(installation);
            let is_whole = after[0] > before[0];
            if is_whole {
                let shown = format!(
                    "structure_versions WHERE valid_from <= '{day}' AND valid_to > '{day}' AND known_to > '9000-01-01'"
                );
                assert_eq!((after[0], rows(installation, &shown)), (before[0] + 1, i64::from(LINES + round)));
                last = round;
                whole += 1;
            } else {
                assert_eq!(after, before, "no import, so no version begun or ended");
                nothing += 1;
            }
            let told = if is_whole { "whole" } else { "nothing" };
            eprintln!("round {round}: killed after {killed:.0?} of {whole_time:.0?}: {told}");
        }
        eprintln!("{nothing} times nothing, {whole} times the whole file");
        // Whatever was left, the next import stands on it.
        let (_, next) = file(installation, 25);
        installation.import(&[next]);
        installation.ok(&["run", "monthly", "--month", "2026-02"]);
        assert_eq!(open_in(installation, "2026-02"), (LINES + 25).to_string(), "after round {last}");
    });
}
