mod people;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use super::edition::month;
use super::world::{SISA, World};
use super::*;
use crate::domain::finess::{FinessNumber, SIMULATED_MARK};
use crate::domain::geography::{Zone, france, is_near};

fn settings(seed: u64, structures: u32, until: Month) -> Settings {
    Settings { seed, structures, establishments: None, since: None, until }
}

fn files(settings: &Settings) -> (tempfile::TempDir, Vec<Written>) {
    let folder = tempfile::tempdir().unwrap();
    let written = write(settings, folder.path(), |_, _| ()).unwrap();
    (folder, written)
}

fn bytes(settings: &Settings) -> Vec<Vec<u8>> {
    files(settings).1.iter().map(|file| std::fs::read(&file.path).unwrap()).collect()
}

fn lines(folder: &Path, name: &str, encoding: &'static encoding_rs::Encoding) -> Vec<Vec<String>> {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    assert!(encoding == encoding_rs::UTF_8 || String::from_utf8(bytes.clone()).is_err(), "{name}");
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn stock(world: &World, at: Month) -> usize {
    world.establishments.iter().filter(|e| e.listed(at) && e.category.at(at).code == "603").count()
}

#[test]
fn a_seed_decides_every_byte() {
    let until = month(2026, 7);
    let first = bytes(&settings(1, 30, until));
    assert!(first == bytes(&settings(1, 30, until)));
    assert!(first != bytes(&settings(2, 30, until)));
}

#[test]
fn a_longer_run_does_not_rewrite_the_past() {
    let short = World::grow(&settings(3, 60, month(2025, 3)));
    let long = World::grow(&settings(3, 60, month(2026, 9)));
    let structures = |world: &World| -> Vec<String> {
        let at = month(2025, 3);
        let listed = world.establishments.iter().filter(|e| e.listed(at) && e.category.at(at).code == "603");
        listed.map(|e| format!("{} {} {:?}", e.number, e.long, e.places.at(at).insee)).collect()
    };
    assert_eq!(structures(&short), structures(&long));
}

#[test]
fn publishes_the_editions_that_finess_published() {
    let names = |last| {
        let (folder, mut written) = files(&settings(1, 5, last));
        assert_eq!(written.iter().filter(|file| file.source == "register").count(), 2);
        assert!(written.iter().all(|file| file.path.is_file() && SOURCES.contains(&file.source)));
        written.retain(|file| file.source == "finess");
        assert!(written.is_sorted_by_key(|file| file.snapshot));
        let listed = std::fs::read_dir(folder.path()).unwrap();
        assert_eq!(listed.filter(|entry| entry.as_ref().unwrap().path().is_file()).count(), written.len());
        written.iter().map(|f| f.path.file_name().unwrap().to_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = names(month(2026, 8));
    assert_eq!(all.len(), 2 * (18 + 29) + 3);
    assert_eq!(all[..2], ["etalab_stock_ej_20081231.csv", "etalab_stock_et_20081231.csv"]);
    assert!(all.contains(&"etalab_stock_et_20251231.csv".to_owned()));
    assert!(!all.contains(&"etalab-cs1100507-stock-20231231-0339.csv".to_owned()));
    assert!(all.contains(&"etalab-cs1100507-stock-20260512-0339.csv".to_owned()));
    assert_eq!(all.last().unwrap(), "finess-structures-mensuel-202608.json.gz");
    assert_eq!(names(month(2010, 6)).len(), 4);
}

#[test]
fn meets_the_published_counts() {
    let world = World::grow(&settings(42, 2758, month(2026, 10)));
    for (year, count) in [(2008, 20), (2012, 235), (2015, 1000), (2018, 1253), (2022, 2251), (2024, 2758)] {
        assert_eq!(stock(&world, month(year, 12)), count, "end of {year}");
    }
    assert!((2_900..3_250).contains(&stock(&world, month(2026, 10))));

    let at = month(2024, 12);
    let mut departments: BTreeMap<&str, u32> = BTreeMap::new();
    let (mut sisa, mut all) = (0.0, 0.0);
    for this in world.establishments.iter().filter(|e| e.listed(at) && e.category.at(at).code == "603") {
        *departments.entry(this.places.at(at).commune.department).or_default() += 1;
        let owner = &world.entities[this.tenure.at(at).entity];
        sisa += f64::from(u8::from(owner.status.code == SISA.code));
        all += 1.0;
    }
    assert!((0.70..0.75).contains(&(sisa / all)), "SISA share {}", sisa / all);
    for department in france().departments.iter().filter(|d| d.zone != Zone::Com) {
        assert!(departments.contains_key(department.code), "none in {}", department.code);
    }
    assert!(["975", "977", "978", "986"].iter().all(|code| departments.contains_key(code)));

    let mut numbers: Vec<&str> = world.establishments.iter().map(|e| e.number.as_str()).collect();
    numbers.extend(world.entities.iter().map(|e| e.number.as_str()));
    assert!(numbers.iter().all(|number| FinessNumber::is_well_formed(number)));
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count);
}

#[test]
fn covers_every_department_as_soon_as_it_can() {
    let at = month(2024, 12);
    let world = World::grow(&settings(5, 300, at));
    assert_eq!(stock(&world, at), 300);
    let open = world.establishments.iter().filter(|e| e.listed(at) && e.category.at(at).code == "603");
    let covered: BTreeSet<&str> = open.map(|e| e.places.at(at).commune.department).collect();
    assert!(covered.len() >= 101 + 2, "{}", covered.len());
}

#[test]
fn writes_lines_as_long_as_finess_does() {
    let (folder, _) = files(&Settings { establishments: Some(400), ..settings(7, 60, month(2026, 5)) });
    for day in ["20240131", "20241231", "20260512"] {
        let utf8 = encoding_rs::UTF_8;
        let establishments = lines(folder.path(), &format!("etalab-cs1100507-stock-{day}-0339.csv"), utf8);
        let owners = lines(folder.path(), &format!("etalab-cs1100501-stock-{day}-0339.csv"), utf8);
        assert_eq!(establishments[0][..3], ["finess", "etalab", "111"]);
        assert_eq!(owners[0][..3], ["finess", "etalab", "93"]);
        let numbers: Vec<&str> = owners[1..].iter().map(|line| line[1].as_str()).collect();
        assert!(owners[1..].iter().all(|line| line.len() == 23 && line[0] == "structureej"));
        let structures: Vec<_> = establishments.iter().filter(|line| line[0] == "structureet").collect();
        for line in &structures {
            assert_eq!(line.len(), 32);
            assert!(line[31].is_empty() && line[5] == SIMULATED_MARK && numbers.contains(&line[2].as_str()));
            assert!(line[3].chars().count() <= 38 && line[4].chars().count() <= 60);
            assert!(france().commune_of_finess(&line[13], &line[12]).is_some(), "{} {}", line[13], line[12]);
        }
        let points = &establishments[1 + structures.len()..];
        assert!(points.iter().all(|line| line.len() == 6 && line[0] == "geolocalisation"));
        assert!(!points.is_empty() && points.len() < structures.len());
        let msp = structures.iter().filter(|line| line[18] == "603");
        assert!(msp.clone().all(|line| line[19] == "Maison de santé (L.6223-3)"));
        match day {
            "20241231" => assert_eq!(msp.count(), 60),
            "20260512" => assert_eq!(structures.len(), 400),
            _ => {}
        }
    }
}

#[test]
fn writes_stocks_with_the_columns_of_their_year() {
    let (folder, _) = files(&settings(7, 300, month(2025, 12)));
    let (mut dots, mut commas, mut zeros) = (0, 0, 0);
    for (year, encoding, columns) in [
        (2012, encoding_rs::ISO_8859_15, 36),
        (2013, encoding_rs::ISO_8859_15, 42),
        (2019, encoding_rs::WINDOWS_1252, 42),
        (2024, encoding_rs::UTF_8, 42),
    ] {
        let establishments = lines(folder.path(), &format!("etalab_stock_et_{year}1231.csv"), encoding);
        let owners = lines(folder.path(), &format!("etalab_stock_ej_{year}1231.csv"), encoding);
        let header = &establishments[0];
        let at = |name: &str| header.iter().position(|column| column == name).unwrap();
        assert_eq!((header.len(), at("nofinesset"), at("departement"), at("cog")), (columns, 0, 13, 15));
        assert!(establishments.iter().all(|line| line.len() == columns), "{year}");
        assert!(owners.iter().all(|line| line.len() == owners[0].len()) && owners[0][0] == "nofiness");
        let numbers: BTreeSet<&str> = owners[1..].iter().map(|line| line[0].as_str()).collect();
        for line in &establishments[1..] {
            assert!(line[4] == SIMULATED_MARK && numbers.contains(line[1].as_str()));
            assert!(france().commune(&line[15]).is_some(), "{}", line[15]);
            assert!(line[19].len() == 14 && line[at("dateouvert")].parse::<NaiveDate>().is_ok());
            dots += usize::from(line[13] == ".");
            if columns == 42 {
                commas += usize::from(line[36].contains(','));
                zeros += usize::from(line[at("coordx")] == "0");
            }
        }
        let open = establishments.iter().filter(|line| line[at("categetab")] == "603").count();
        assert!(year != 2024 || open == 300);
    }
    assert!(dots > 0 && commas > 0 && zeros > 0, "{dots} dots, {commas} commas, {zeros} zeros");
    let monthly = lines(folder.path(), "etalab-cs1100507-stock-20241231-0339.csv", encoding_rs::UTF_8);
    let stock = lines(folder.path(), "etalab_stock_et_20241231.csv", encoding_rs::UTF_8);
    let monthly = monthly.iter().filter(|line| line[0] == "structureet").map(|line| &line[1]);
    assert!(stock[1..].iter().map(|line| &line[0]).eq(monthly), "two files of one day say the same");
}

#[test]
fn finess_plus_says_what_is_open_and_what_is_closed() {
    let settings = settings(11, 600, month(2026, 7));
    let world = World::grow(&settings);
    let folder = tempfile::tempdir().unwrap();
    for (number, layout) in [(6, edition::Layout::MetresFirst), (7, edition::Layout::DegreesFirst)] {
        let (at, path) = (month(2026, number), folder.path().join("plus.json.gz"));
        plus::write(&path, &world, at, at.last_day(), layout).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(std::fs::File::open(&path).unwrap()).read_to_string(&mut text).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["schemaVersion"], "v1.0.0");
        let entities = document["pmej"].as_array().unwrap();
        assert!(entities.iter().any(|entity| entity.get("ege").is_none()));
        let all: Vec<&Value> = entities.iter().filter_map(|e| e["ege"].as_array()).flatten().collect();
        let of_603 = |ege: &&&Value| ege["categorieentiteGeographiqueExercice"] == "603";
        let open = |ege: &&&Value| ege["etatObjet"] == "A";
        assert_eq!(all.iter().filter(of_603).filter(open).count(), stock(&world, at));
        assert!(
            all.iter().filter(open).all(|ege| ege["informationsGeneralesEGE"]["dateFermeture"].is_null())
        );
        assert!(all.iter().filter(of_603).any(|ege| ege["etatObjet"] == "I"));
        assert!(all.iter().any(|ege| ege["roleEge"].as_array().is_some_and(|roles| !roles.is_empty())));
        let moved = |ege: &&&Value| {
            let facts = &ege["informationsGeneralesEGE"];
            facts["dateOuverture"] != facts["datePremiereAutorisation"]
        };
        let share = all.iter().filter(moved).count() as f64 / all.len() as f64;
        assert!((0.3..0.42).contains(&share), "{share}");
        for ege in all {
            let addresses = ege["adresse"].as_array().unwrap();
            let own = addresses.iter().find(|a| a["usageAdresse"] == "03").unwrap();
            let commune = france().commune(own["cogCommune"].as_str().unwrap()).unwrap();
            let point = &own["coordonneesGeographique"];
            let (x, y) = match layout {
                edition::Layout::MetresFirst => ("directionLongitude", "directionLatitude"),
                edition::Layout::DegreesFirst => ("coordonneeX", "coordonneeY"),
            };
            if let (Some(x), Some(y)) = (point[x].as_str(), point[y].as_str()) {
                assert!(is_near(commune.department, x.parse().unwrap(), y.parse().unwrap()));
            }
        }
    }
}
