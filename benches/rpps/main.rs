//! How fast an edition of the RPPS of full size is read: 2.2 million lines of 57 fields, of which 55,000 tell members.
//! Beside it DuckDB, which reads, filters and groups the same file on two threads, and `wc -l`. Each round is a process
//! of its own, ours and the peers' in turn; the medians are compared, and both answers must be the same.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod world;

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use observatoire::ingest::rpps::{Keying, read};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

const ROUNDS: usize = 5;
const NAME: &str = "PS_LibreAcces_Personne_activite_202603010830.txt";

/// What a round measured, and what it found.
#[derive(Serialize, Deserialize)]
struct Round {
    seconds: f64,
    megabytes: f64,
    members: u64,
    groups: u64,
    liberals: u64,
}

/// One round of ours, in this process.
fn ours(file: &Path) -> Round {
    let known = world::known();
    let started = Instant::now();
    let opened = BufReader::with_capacity(1 << 16, File::open(file).expect("it opens"));
    let edition = read(opened, NAME, &known, &Keying::new(b"a secret of this bench")).expect("it reads");
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(edition.report.tally.rejected, 0);
    Round {
        seconds,
        megabytes: peak(),
        members: edition.members.len() as u64,
        groups: edition.professionals.len() as u64,
        liberals: edition.professionals.iter().map(|counted| u64::from(counted.count)).sum(),
    }
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

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
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

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, file] = arguments.as_slice()
        && word == "read"
    {
        println!("{}", serde_json::to_string(&ours(Path::new(file))).expect("a round"));
        return;
    }
    let folder = std::env::temp_dir().join("observatoire-bench-rpps");
    std::fs::create_dir_all(&folder).expect("a folder");
    let (file, known) = (folder.join(NAME), folder.join("known.csv"));
    world::write(&file).expect("the file is written");
    world::write_known(&known).expect("the numbers are written");
    let bytes = file.metadata().expect("its size").len() as f64;

    let peer = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/rpps.py");
    let (itself, python) = (std::env::current_exe().expect("this program"), python());
    let (mut own, mut duckdb, mut wc, mut hash) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(round(Command::new(&itself).arg("read").arg(&file)));
        duckdb.push(round(Command::new(&python).arg(&peer).arg(&file).arg(&known)));
        wc.push(seconds(|| {
            let counted = Command::new("wc").arg("-l").arg(&file).stdout(Stdio::null()).status();
            assert!(counted.is_ok_and(|status| status.success()));
        }));
        hash.push(seconds(|| {
            let (mut file, mut hash) = (File::open(&file).expect("it opens"), Sha256::new());
            let mut chunk = vec![0; 1 << 16];
            while let n @ 1.. = file.read(&mut chunk).expect("it reads") {
                hash.update(&chunk[..n]);
            }
            std::hint::black_box(hash.finalize());
        }));
    }
    let answer = |round: &Round| (round.members, round.groups, round.liberals);
    for round in own.iter().chain(&duckdb) {
        assert_eq!(answer(round), answer(&own[0]), "both find the same");
    }
    let most = |rounds: &[Round]| rounds.iter().map(|round| round.megabytes).fold(0.0, f64::max);
    let (our_memory, duckdb_memory) = (most(&own), most(&duckdb));
    let Round { members, groups, liberals, .. } = own[0];
    let time = |rounds: Vec<Round>| median(rounds.into_iter().map(|round| round.seconds).collect());
    let (ours, duckdb, wc, hash) = (time(own), time(duckdb), median(wc), median(hash));
    println!("RPPS, {} lines, {:.0} MB, medians of {ROUNDS} rounds", world::LINES, bytes / 1e6);
    println!("both find {members} members, {groups} groups of {liberals} distinct liberals");
    println!("ours:   {ours:.2} s ({:.0} MB/s), peak {our_memory:.0} MB", bytes / 1e6 / ours);
    println!("DuckDB: {duckdb:.2} s, peak {duckdb_memory:.0} MB, 2 threads");
    println!("ratio ours / DuckDB: {:.2} (target: at most 0.50); peak below 64 MB", ours / duckdb);
    println!("wc -l:  {wc:.2} s; ratio ours / wc: {:.1}", ours / wc);
    println!(
        "SHA-256 of the file, which an import takes first: {hash:.2} s; with it {:.2}",
        (ours + hash) / duckdb
    );
    let _ = std::fs::remove_dir_all(folder);
}
