//! Importing through the front door, on both databases.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::json;

use crate::harness::{Installation, fixture, objects, on_both};

pub(crate) fn edition(day: &str, open: std::ops::Range<u32>) -> String {
    let lines = open.map(|n| {
        format!(
            "structureet;01{n:07};;MSP {n};;;;;;;;;451;01;AIN;01440 VIRIAT;;;603;Maison de santé (L.6223-3);;;;;;;;;2015-01-01;;;"
        )
    });
    let lines: Vec<String> = lines.collect();
    format!("finess;etalab;111;{day}\n{}\n", lines.join("\n"))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

pub(crate) fn open_in(installation: &Installation, month: &str) -> String {
    let csv = installation.ok(&["series", "msp_open", "--from", month, "--to", month]);
    csv.lines().nth(1).map(|line| line.split(',').nth(5).unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn a_file_is_imported_once() {
    on_both(|installation| {
        let file = fixture("finess/502.csv");
        let file = file.to_str().unwrap();
        let first = objects(&installation.ok(&["import", "finess", file, "--json"]));
        let expected = json!({
            "source": "finess", "file": "502.csv", "snapshot": "2026-05-12", "read": 6, "accepted": 6,
            "rejected": 0, "status": "imported", "reason": null
        });
        assert_eq!(first, [expected]);
        let again = objects(&installation.ok(&["import", "finess", file, "--json"]));
        assert_eq!((&again[0]["status"], &again[0]["accepted"]), (&json!("already imported"), &json!(6)));
    });
}

#[test]
fn a_broken_line_is_told_and_the_rest_is_in() {
    on_both(|installation| {
        let text = std::fs::read_to_string(fixture("finess/502.csv")).unwrap();
        let broken = installation.write("broken.csv", text.replace(";2019-04-10;", ";soon;"));
        let said = objects(&installation.ok(&["import", "finess", broken.to_str().unwrap(), "--json"]));
        assert_eq!((&said[0]["accepted"], &said[0]["rejected"]), (&json!(5), &json!(1)));
        assert_eq!(
            said[1],
            json!({"line": 2, "column": "dateouv", "reason": "“soon” is not a date like 2026-05-12"})
        );
        installation.ok(&["run", "monthly", "--month", "2026-05"]);
        assert_eq!(open_in(installation, "2026-05"), "4");
    });
}

#[test]
fn an_unreadable_file_changes_nothing() {
    on_both(|installation| {
        installation.import(&[fixture("finess/502.csv")]);
        installation.ok(&["run", "monthly", "--month", "2026-05"]);
        let before = installation.ok(&["series", "msp_open"]);
        let whole = gzip(&std::fs::read(fixture("finess/plus.json")).unwrap());
        let cut = installation.write("cut.json.gz", &whole[..whole.len() - 6]);
        let empty = installation.write("empty.csv", "");
        for path in [cut, empty, "missing.csv".into()] {
            let said = installation.say(["import", "finess", path.to_str().unwrap(), "--json"]);
            let told = &objects(&said.out)[0];
            assert_eq!((said.code, &told["status"]), (2, &json!("refused")), "{told}");
            assert!(!told["reason"].as_str().unwrap().is_empty());
        }
        installation.ok(&["run", "monthly", "--month", "2026-05"]);
        assert_eq!(installation.ok(&["series", "msp_open"]), before);
    });
}

#[test]
fn an_edition_that_shrinks_is_refused_unless_forced() {
    on_both(|installation| {
        let full = installation.write("1.csv", edition("2026-03-31", 0..1_000));
        let thin = installation.write("2.csv", edition("2026-04-30", 0..949));
        let fair = installation.write("3.csv", edition("2026-04-30", 0..950));
        installation.import(&[full]);
        let said = installation.say(["import", "finess", thin.to_str().unwrap()]);
        assert_eq!(said.code, 2);
        assert!(said.out.contains("949 records where the edition of 2026-03-31 had 1000"), "{}", said.out);
        installation.ok(&["import", "finess", fair.to_str().unwrap()]);
        installation.ok(&["import", "finess", "--force", thin.to_str().unwrap()]);
    });
}

#[test]
fn the_guard_looks_at_the_same_day_and_at_the_other_flow() {
    let installation = Installation::new(crate::harness::Database::Sqlite);
    let full = installation.write("1.csv", edition("2026-03-31", 0..1_500));
    let again = installation.write("2.csv", edition("2026-03-31", 0..600));
    let plus = std::fs::read_to_string(fixture("finess/plus.json")).unwrap();
    let plus = installation.write("3.json.gz", gzip(plus.as_bytes()));
    installation.import(&[full]);
    for path in [again, plus] {
        let said = installation.say(["import", "finess", path.to_str().unwrap()]);
        assert!(said.code == 2 && said.out.contains("import with --force"), "{}", said.out);
    }
}

#[test]
fn an_edition_that_says_nothing_or_of_an_impossible_day_is_refused() {
    on_both(|installation| {
        installation.import(&[fixture("finess/502.csv")]);
        let empty = r#"{"schemaVersion": "v1.0.0", "generatedAt": "2026-10-02T00:00:00Z", "pmej": []}"#;
        let files = [
            installation.write("empty.json.gz", gzip(empty.as_bytes())),
            installation.write("bad.csv", "finess;etalab;111;2026-06-12\nnonsense\n"),
            installation.write("far.csv", edition("9999-12-31", 0..3)),
            installation.write("old.csv", edition("0001-01-31", 0..3)),
            installation.write("odd.csv", edition("+12345-01-31", 0..3)),
        ];
        for path in files {
            let said = installation.say(["import", "finess", "--force", path.to_str().unwrap()]);
            assert!(said.code == 2 && said.out.contains("refused"), "{}", said.out);
        }
    });
}

#[test]
fn two_imports_at_once_do_not_count_twice() {
    on_both(|installation| {
        let days = ["2026-01-31", "2026-02-28", "2026-03-31"];
        let running: Vec<_> = days
            .iter()
            .map(|day| {
                let file = installation.write(&format!("{day}.csv"), edition(day, 0..900));
                installation
                    .command()
                    .args(["import", "finess"])
                    .arg(file)
                    .stdout(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for process in running {
            let ended = process.wait_with_output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        }
        installation.ok(&["run", "monthly", "--month", "2026-03"]);
        assert_eq!(
            ["2026-01", "2026-02", "2026-03"].map(|m| open_in(installation, m)),
            ["900", "900", "900"]
        );
    });
}

#[derive(diesel::QueryableByName)]
pub(crate) struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub(crate) n: i64,
}

/// How many rows of a table there are.
pub(crate) fn rows(installation: &Installation, table: &str) -> i64 {
    use diesel::RunQueryDsl as _;
    let store = observatoire::store::Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let count: Count =
        diesel::sql_query(format!("SELECT COUNT(*) AS n FROM {table}")).get_result(conn).unwrap();
    count.n
}

#[test]
fn a_rejected_line_is_not_a_closure() {
    on_both(|installation| {
        let first = installation.write("1.csv", edition("2026-03-31", 0..10));
        let second = edition("2026-04-30", 0..9).replace("010000003;;", "010000003;?;");
        let second = installation.write("2.csv", second);
        installation.import(&[first, second]);
        installation.ok(&["run", "monthly", "--month", "2026-04"]);
        assert_eq!(open_in(installation, "2026-04"), "9", "number 9 is gone, number 3 is only unreadable");
    });
}

#[test]
fn a_dry_run_writes_nothing() {
    on_both(|installation| {
        let file = fixture("finess/502.csv");
        let said =
            objects(&installation.ok(&["import", "finess", "--dry-run", "--json", file.to_str().unwrap()]));
        assert_eq!((&said[0]["status"], &said[0]["accepted"]), (&json!("dry run"), &json!(6)));
        assert!(installation.ok(&["check"]).contains("source finess: nothing imported yet"));
    });
}

#[test]
fn the_order_of_arrival_does_not_change_what_is_known_in_the_end() {
    on_both(|installation| {
        let days = ["2026-01-31", "2026-02-28", "2026-03-31"];
        let shown = [0..5, 2..7, 0..4];
        for order in [[2, 0, 1], [1, 2, 0]] {
            let other = Installation::new(crate::harness::Database::Sqlite);
            for i in order {
                let file = other.write("edition.csv", edition(days[i], shown[i].clone()));
                other.import(&[file]);
            }
            other.ok(&["run", "monthly", "--month", "2026-03"]);
            assert_eq!(["2026-01", "2026-02", "2026-03"].map(|m| open_in(&other, m)), ["5", "5", "4"]);
        }
        let files: Vec<_> = (0..3)
            .map(|i| installation.write(&format!("{i}.csv"), edition(days[i], shown[i].clone())))
            .collect();
        installation.import(&[files[2].clone(), files[0].clone(), files[1].clone()]);
        installation.ok(&["run", "monthly", "--month", "2026-03"]);
        assert_eq!(["2026-01", "2026-02", "2026-03"].map(|m| open_in(installation, m)), ["5", "5", "4"]);
    });
}

#[test]
fn published_figures_are_all_kept_even_when_they_disagree() {
    on_both(|installation| {
        let figures = concat!(env!("CARGO_MANIFEST_DIR"), "/jobs/published/figures.csv");
        let said = objects(&installation.ok(&["import", "published", figures, "--json"]));
        assert_eq!((&said[0]["accepted"], &said[0]["rejected"]), (&json!(83), &json!(0)));
        let text = std::fs::read_to_string(figures).unwrap();
        assert!(text.matches(";msp_en_fonctionnement;FR;2251;").count() == 2);
        let corrected = installation.write("figures.csv", text.replace(";FR;1253;", ";FR;1254;"));
        installation.ok(&["import", "published", corrected.to_str().unwrap()]);
        let wrong = installation.write("wrong.csv", text.replace(";FR;1253;", ";Atlantide;beaucoup;"));
        let said = objects(&installation.ok(&["import", "published", wrong.to_str().unwrap(), "--json"]));
        assert_eq!(
            (&said[0]["rejected"], &said[1]["line"], &said[1]["column"]),
            (&json!(1), &json!(6), &json!("valeur"))
        );
    });
}

#[test]
fn a_figure_whose_line_cannot_be_read_is_not_withdrawn() {
    on_both(|installation| {
        let figures = concat!(env!("CARGO_MANIFEST_DIR"), "/jobs/published/figures.csv");
        let text = std::fs::read_to_string(figures).unwrap();
        let known = || rows(installation, "published_figures WHERE value = 1253 AND known_to > '9000-01-01'");
        installation.ok(&["import", "published", figures]);
        let broken = installation.write("broken.csv", text.replace(";FR;1253;", ";FR;douze;"));
        installation.ok(&["import", "published", broken.to_str().unwrap()]);
        assert_eq!(known(), 1);
        let without = installation.write("without.csv", text.replace(";FR;1253;", ";FR;1254;"));
        installation.ok(&["import", "published", without.to_str().unwrap()]);
        assert_eq!(known(), 0);
    });
}

#[test]
fn real_and_simulated_files_are_told_apart() {
    let installation = Installation::new(crate::harness::Database::Sqlite);
    for name in ["cs1100507", "cs1100501", "finess-structures"] {
        let file = crate::simulated::files_of(name).pop().unwrap();
        let said = installation.ok(&["import", "finess", file.to_str().unwrap()]);
        assert!(said.contains("simulated edition of") && !said.contains("keep them apart"), "{said}");
    }
    assert!(installation.ok(&["check"]).contains("holds SIMULATED data"));
    let real = fixture("finess/502.csv");
    let said = installation.say(["import", "finess", real.to_str().unwrap()]);
    let refused = "the store holds simulated data and the file is not simulated; --force mixes them";
    assert!(said.code == 2 && said.out.contains(refused), "{}", said.out);
    let said = installation.ok(&["import", "finess", "--force", real.to_str().unwrap()]);
    assert!(said.contains("this store now holds real and simulated files: keep them apart"), "{said}");
}

#[test]
fn a_folder_among_the_files_is_passed_over() {
    let installation = Installation::new(crate::harness::Database::Sqlite);
    let (file, folder) = (fixture("finess/502.csv"), installation.folder.path().to_str().unwrap());
    let said = installation.say(["import", "finess", file.to_str().unwrap(), folder]);
    assert!(said.code == 0 && said.out.contains("imported") && said.err.contains("is a folder"), "{said:?}");
    assert_eq!(installation.say(["import", "finess", folder]).code, 2);
}

#[test]
fn wrong_use_is_said_plainly() {
    let installation = Installation::new(crate::harness::Database::Sqlite);
    for arguments in [
        vec!["import", "finnes", "x.csv"],
        vec!["import", "finess", "x.csv", "--received", "2030-01-01"],
        vec!["series", "msp_opne"],
        vec!["series", "msp_open", "--territory", "DEP-99"],
        vec!["run", "yearly"],
    ] {
        let said = installation.say(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.err);
        assert!(said.err.starts_with("observatoire: ") && said.err.lines().count() == 1, "{}", said.err);
    }
}
