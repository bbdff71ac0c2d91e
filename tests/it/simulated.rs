//! A small simulated world, written once for all tests, and counts of it made without the observatory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::harness::{Database, Installation};

/// Structures open at the end of 2024 in the small world.
pub(crate) const STRUCTURES: u32 = 120;

static WORLD: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let written = Command::new(env!("CARGO_BIN_EXE_observatoire"))
        .args([
            "simulate",
            "--seed",
            "7",
            "--structures",
            &STRUCTURES.to_string(),
            "--until",
            "2026-10",
            "--out",
        ])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    folder
});

/// All files of the world, in the order of their names.
pub(crate) fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(WORLD.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    files
}

/// The files whose name holds `part`.
pub(crate) fn files_of(part: &str) -> Vec<PathBuf> {
    files().into_iter().filter(|path| path.file_name().unwrap().to_str().unwrap().contains(part)).collect()
}

/// Open establishments of category 603 in the last FINESS+ file, by the first characters of their commune.
pub(crate) fn open_by_department() -> BTreeMap<String, usize> {
    let last = files_of("finess-structures").pop().unwrap();
    let mut json = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(last).unwrap()).read_to_string(&mut json).unwrap();
    let document: serde_json::Value = serde_json::from_str(&json).unwrap();
    let day = &document["generatedAt"].as_str().unwrap()[..10];
    let mut counts = BTreeMap::new();
    for entity in document["pmej"].as_array().unwrap() {
        for site in entity["ege"].as_array().into_iter().flatten() {
            let closed = site["informationsGeneralesEGE"]["dateFermeture"].as_str().unwrap_or("9999");
            let is_open = site["etatObjet"] == "A" && &closed[..closed.len().min(10)] > day;
            if site["categorieentiteGeographiqueExercice"] == "603" && is_open {
                let addresses = site["adresse"].as_array().unwrap();
                let own = addresses.iter().find(|address| address["usageAdresse"] == "03").unwrap();
                let commune = own["cogCommune"].as_str().unwrap();
                let length = if commune.starts_with("97") || commune.starts_with("98") { 3 } else { 2 };
                *counts.entry(commune[..length].to_owned()).or_default() += 1;
            }
        }
    }
    counts
}

/// The register files of the world, oldest first.
pub(crate) fn registers() -> Vec<PathBuf> {
    let mut files = of_source("register");
    files.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with("registre-"));
    files
}

/// The files of a source that has a folder of its own, oldest first.
pub(crate) fn of_source(source: &str) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(WORLD.path().join(source)).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The people of the simulated world mistype monthly declarations, and nothing else.
#[test]
fn every_simulated_file_is_read() {
    let here = Installation::new(Database::Sqlite);
    here.import(&files_of("finess-structures"));
    for source in [
        "zonage",
        "apl",
        "rpps",
        "aci_contrats",
        "aci_releves",
        "aci_releves_indicateurs",
        "declaration_annuelle",
        "declaration_mensuelle",
        "mouvements",
        "actions_plan",
        "objectifs",
    ] {
        let files = of_source(source);
        let arguments = ["import", source].map(PathBuf::from).into_iter().chain(files.iter().cloned());
        let said = here.say(arguments.map(PathBuf::into_os_string)).ok();
        let outcomes: Vec<&str> = said.lines().filter(|line| !line.starts_with(' ')).collect();
        assert_eq!(outcomes.len(), files.len(), "{said}");
        for outcome in &outcomes {
            assert!(
                outcome.contains(", simulated edition of ") && outcome.contains(": imported"),
                "{outcome}"
            );
        }
        let is_clean = outcomes.iter().all(|outcome| outcome.contains(" 0 rejected"));
        assert_eq!(is_clean, source != "declaration_mensuelle", "{said}");
    }
}
