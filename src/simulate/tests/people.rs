//! The files of people, agreements, places and measures.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use super::super::edition::month;
use super::super::people::hazards::any_leaves;
use super::super::people::parameters::Parameters;
use super::super::people::trades::Kind;
use super::super::population::Population;
use super::super::row::MARK;
use super::super::world::World;
use super::super::{SOURCES, Written};
use super::{files, settings};

struct Files {
    _folder: tempfile::TempDir,
    written: Vec<Written>,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let (folder, written) = files(&settings(3, 80, month(2026, 9)));
    Files { _folder: folder, written }
});

fn of(source: &str) -> Vec<&'static PathBuf> {
    FILES.written.iter().filter(|file| file.source == source).map(|file| &file.path).collect()
}

fn name(path: &std::path::Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn every_source_has_its_files_under_its_own_names() {
    let counts: BTreeMap<&str, usize> =
        SOURCES.into_iter().map(|source| (source, of(source).len())).collect();
    assert_eq!(counts["declaration_mensuelle"], 60);
    assert_eq!(counts["rpps"], 14);
    assert_eq!((counts["zonage"], counts["apl"], counts["objectifs"]), (2, 1, 1));
    assert_eq!((counts["aci_contrats"], counts["aci_releves"]), (20, 9));
    assert_eq!(counts["aci_releves_indicateurs"], 9);
    assert_eq!((counts["declaration_annuelle"], counts["mouvements"], counts["actions_plan"]), (5, 60, 4));
    assert_eq!(name(of("declaration_mensuelle")[0]), "declaration_mensuelle_2021-10.csv");
    assert_eq!(name(of("rpps")[13]), "PS_LibreAcces_Personne_activite_202609010830.txt");
    for file in FILES.written.iter().filter(|file| file.source != "finess") {
        assert_eq!(name(file.path.parent().unwrap()), file.source);
    }
}

#[test]
fn tables_bear_the_mark_and_lines_as_long_as_their_header() {
    let tables = FILES.written.iter().filter(|f| !matches!(f.source, "finess" | "register" | "rpps" | "apl"));
    for file in tables {
        let text = std::fs::read_to_string(&file.path).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some(MARK), "{}", file.path.display());
        let columns = lines.next().unwrap().split(';').count();
        for line in lines {
            assert_eq!(line.split(';').count(), columns, "{}: {line}", file.path.display());
        }
    }
}

#[test]
fn the_directory_has_57_fields_and_knows_only_some_of_the_teams() {
    let world = World::grow(&settings(3, 80, month(2026, 9)));
    let sites: BTreeSet<&str> = world.establishments.iter().map(|e| e.number.as_str()).collect();
    let (mut ids, mut linked, mut general) = (BTreeMap::new(), 0, 0);
    for path in of("rpps") {
        let text = std::fs::read_to_string(path).unwrap();
        for line in text.lines() {
            assert!(line.ends_with('|') && line.split('|').count() == 57, "{line}");
        }
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split('|').collect();
            assert_eq!(fields[2], format!("{}{}", fields[0], fields[1]));
            let person = (fields[7].to_owned(), fields[9].to_owned(), fields[15].to_owned());
            assert_eq!(ids.entry(fields[1].to_owned()).or_insert_with(|| person.clone()), &person);
            assert!(fields[24].is_empty() || fields[24].ends_with(" SIMULÉ"), "{line}");
            assert!(fields[21].is_empty() || sites.contains(fields[21]), "{line}");
            linked += usize::from(!fields[21].is_empty());
            general += usize::from(matches!(fields[15], "SM26" | "SM53" | "SM54"));
        }
    }
    assert!(linked > 0 && general > linked);
}

#[test]
fn a_longer_run_adds_files_and_rewrites_none() {
    let (_folder, short) = files(&settings(3, 80, month(2025, 11)));
    let long: BTreeMap<(&str, String), &PathBuf> =
        FILES.written.iter().map(|file| ((file.source, name(&file.path)), &file.path)).collect();
    let mut compared = BTreeSet::new();
    for file in &short {
        // What a current year has seen grows; the register and the neighbours in FINESS are told as of the last day.
        let is_current = name(&file.path) == "actions_plan_2025.csv";
        if is_current || matches!(file.source, "register" | "finess" | "apl") {
            continue;
        }
        if let Some(path) = long.get(&(file.source, name(&file.path))) {
            assert!(std::fs::read(path).unwrap() == std::fs::read(&file.path).unwrap(), "{}", name(path));
            compared.insert(file.source);
        }
    }
    assert_eq!(compared.len(), SOURCES.len() - 3);
}

#[test]
fn declarations_come_late_contradict_themselves_and_are_put_right() {
    let (mut late, mut corrected, mut twice, mut refused) = (0, 0, 0, 0);
    let mut seen = BTreeSet::new();
    for path in of("declaration_mensuelle") {
        let text = std::fs::read_to_string(path).unwrap();
        let mut keys = BTreeSet::new();
        let own = name(path).replace("declaration_mensuelle_", "").replace(".csv", "");
        for line in text.lines().skip(2) {
            let key: Vec<&str> = line.splitn(3, ';').collect();
            let key = (key[0].to_owned(), key[1].to_owned());
            late += usize::from(key.1 < own);
            refused += usize::from(key.0.len() != 9 || key.1.ends_with("13"));
            twice += usize::from(!keys.insert(key.clone()));
            corrected += usize::from(!seen.insert(key));
        }
    }
    assert!(
        late > 100 && corrected > twice && twice > 0 && refused > 0,
        "{late} {corrected} {twice} {refused}"
    );
}

#[test]
fn a_team_that_will_close_empties_and_nobody_works_in_a_closed_one() {
    let settings = settings(8, 600, month(2026, 10));
    let (atlas, world) = World::grow_with_atlas(&settings);
    let population = Population::new(&settings, &atlas, &world);
    let (mut before, mut closed) = ([0, 0], 0);
    for team in &population.teams {
        let Some(end) = team.closed.filter(|end| *end <= settings.until && *end - team.opened > 40) else {
            continue;
        };
        closed += 1;
        assert_eq!(team.present(end).count(), 0);
        let gps = |at| team.present(at).filter(|p| p.trade.kind == Kind::GeneralPractitioner).count();
        before[0] += gps(end - 30);
        before[1] += gps(end - 1);
    }
    assert!(closed > 10 && before[1] < before[0] * 9 / 10, "{closed} {before:?}");
}

#[test]
fn as_many_leave_as_the_ceiling_says() {
    let settings = settings(8, 1_200, month(2026, 10));
    let (atlas, world) = World::grow_with_atlas(&settings);
    let population = Population::new(&settings, &atlas, &world);
    let parameters = Parameters::drawn(settings.seed);
    // Likely to lose somebody, and not.
    let (mut expected, mut happened) = ([0.0; 2], [0.0; 2]);
    for (team, year) in population.teams.iter().flat_map(|team| (2012..2025).map(move |year| (team, year))) {
        let now = month(year, 12);
        if team.opened > now || team.closed.is_some_and(|closed| closed <= now + 12) {
            continue;
        }
        let p = any_leaves(&parameters, team, now);
        let gps = team.present(now).filter(|person| person.is(Kind::GeneralPractitioner));
        let goes = gps.filter_map(|person| person.left).any(|leave| leave.month <= now + 12);
        let half = usize::from(p > 0.2);
        expected[half] += p;
        happened[half] += f64::from(u8::from(goes));
    }
    for (expected, happened) in expected.into_iter().zip(happened) {
        let chance = 3.0 / f64::sqrt(expected);
        assert!((happened / expected - 1.0).abs() < chance.max(0.05), "{happened} of {expected}");
    }
}
