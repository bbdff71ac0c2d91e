//! Files of the register: what they say, what they leave out, in which order they come.

use super::{REGISTER, filled};
use crate::harness::{Database, Installation, objects, on_both};
use crate::simulated::registers;

#[test]
fn a_file_says_everything_of_its_regions_and_what_it_leaves_out_is_withdrawn() {
    on_both(|installation| {
        filled(installation);
        let import = |name: &str, text: &str| {
            let file = installation.write(name, text);
            let said = installation.say(["import", "register", file.to_str().unwrap(), "--json"]);
            (said.code, objects(&said.out)[0]["reason"].as_str().unwrap_or_default().to_owned())
        };
        let listed = |id: &str| installation.ok(&["register", "list"]).contains(&format!("{id}  "));
        let later = |text: &str| text.replace("2025-12-01\n", "2025-12-05\n");
        // R12 is left out, the line of R11 is broken: not being read is not being gone.
        let without: String =
            later(REGISTER).lines().filter(|l| !l.starts_with("R12")).map(|l| format!("{l}\n")).collect();
        let broken = without.replace("MSP rêvée;01053", "MSP rêvée;99999");
        let (code, reason) = import("later.csv", &broken);
        assert_eq!((code, reason.as_str()), (0, "1 entry is no longer in the register"));
        assert_eq!((listed("R12"), listed("R11")), (false, true));
        // Another region's file does not touch this one.
        let header = REGISTER.lines().next().unwrap();
        import(
            "north.csv",
            &format!("{header}\nN1;590000001;MSP des Flandres;59350;ouvert;;;;2020-02-01;;;;;;;2025-12-06\n"),
        );
        assert_eq!((listed("R1"), listed("N1")), (true, true));
        // What a person added stays until a file has its number.
        installation.ok(&["register", "decide", "missing_in_register:010000003", "add_entry", "--by", "ARS"]);
        import("silent.csv", &without.replace("2025-12-05\n", "2027-01-01\n"));
        assert!(listed("F-010000003"), "a line of the future is refused");
        import("next.csv", &without.replace("2025-12-05\n", "2026-11-21\n"));
        assert!(listed("F-010000003"));
        let own = "R20;010000003;MSP des Oubliés;01004;ouvert;;;;2022-03-01;;;;;;;2026-11-22\n";
        import("own.csv", &format!("{}{own}", without.replace("2025-12-05\n", "2026-11-22\n")));
        assert_eq!((listed("F-010000003"), listed("R20")), (false, true));
    });
}

#[test]
fn a_file_without_much_of_a_region_is_refused_unless_forced() {
    on_both(|installation| {
        let header = REGISTER.lines().next().unwrap();
        let file = |name: &str, ids: std::ops::Range<u32>| {
            let lines: Vec<String> = ids
                .map(|i| format!("P{i};;Projet {i};01053;projet;2025-01-01;;;;;;;;;;2025-12-01"))
                .collect();
            installation.write(name, format!("{header}\n{}\n", lines.join("\n")))
        };
        installation.ok(&["import", "register", file("all.csv", 0..120).to_str().unwrap()]);
        let less = file("less.csv", 0..110);
        let said = installation.say(["import", "register", less.to_str().unwrap()]);
        assert_eq!(said.code, 2);
        assert!(
            said.out.contains("10 of the 120 entries of Auvergne-Rhône-Alpes are not in the file"),
            "{}",
            said.out
        );
        installation.ok(&["import", "register", less.to_str().unwrap(), "--force"]);
        assert_eq!(installation.ok(&["register", "list"]).lines().count(), 110);
        // Of fewer than a hundred, half may go and no more.
        installation.ok(&["import", "register", file("few.csv", 0..60).to_str().unwrap(), "--force"]);
        let third = file("third.csv", 0..20);
        assert_eq!(installation.say(["import", "register", third.to_str().unwrap()]).code, 2);
        installation.ok(&["import", "register", file("most.csv", 0..40).to_str().unwrap()]);
    });
}

#[test]
fn files_may_come_in_any_order() {
    let registers = registers();
    let list = |order: &[usize]| {
        let installation = Installation::new(Database::Sqlite);
        for index in order {
            installation.ok(&["import", "register", registers[*index].to_str().unwrap()]);
        }
        installation.ok(&["register", "list", "--json"])
    };
    let newest: Vec<serde_json::Value> = objects(&list(&[1]));
    assert_eq!(objects(&list(&[0, 1])), newest, "the later file says everything");
    assert_eq!(objects(&list(&[1, 0])), newest, "the earlier one changes nothing any more");
}

#[test]
fn a_register_that_stops_gives_way_to_finess() {
    on_both(|installation| {
        filled(installation);
        // FINESS goes on for two years, the register does not.
        for year in [2026, 2027] {
            let last = installation.folder.path().join("etalab_stock_et_20251231.csv");
            let next = installation.write(
                &format!("etalab_stock_et_{year}1231.csv"),
                std::fs::read_to_string(last).unwrap() + &"\n".repeat((year - 2025) as usize),
            );
            let said =
                installation.say_at("2028-01-05T09:00:00Z", &["import", "finess", next.to_str().unwrap()]);
            said.ok();
        }
        installation.say_at("2028-01-05T09:00:00Z", &["run", "monthly", "--month", "2027-12"]).ok();
        let state = |indicator: &str| {
            let csv = installation.ok(&["series", indicator, "--territory", "DEP-01", "--from", "2027-12"]);
            let fields: Vec<_> = csv.lines().nth(1).unwrap().split(',').map(str::to_owned).collect();
            (fields[5].clone(), fields[10].clone())
        };
        assert_eq!(state("msp_registered").1, "not supplied");
        assert_eq!(state("msp_headline"), (state("msp_open").0, "estimated".to_owned()));
        let site = crate::harness::Served::start(installation);
        assert_eq!(site.get("/").status, 200);
    });
}
