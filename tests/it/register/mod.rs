//! The register beside FINESS: every kind of contradiction found, none invented, decisions that hold.

mod files;

use crate::harness::{Installation, objects, on_both};
use crate::simulated::{files, registers};

/// One number of a hand-made stock: number, entity, name, commune, opening day, years in which it stands there.
type Line =
    (&'static str, &'static str, &'static str, &'static str, &'static str, std::ops::RangeInclusive<i32>);

const STOCK: [Line; 11] = [
    ("010000001", "010009001", "MSP DU LAC", "01053", "2020-02-01", 2021..=2025),
    ("010000002", "010009002", "MSP DU BOIS", "01053", "2020-02-01", 2021..=2025),
    // Not in the register; the second one too young to be missed; the third a project that has opened.
    ("010000003", "010009003", "MSP DES OUBLIES", "01004", "2022-03-01", 2022..=2025),
    ("010000004", "010009004", "MSP DU PRINTEMPS", "01004", "2025-10-01", 2025..=2025),
    ("010000005", "010009005", "MAISON DE SANTE DU VAL D'AIN", "01283", "2024-03-01", 2024..=2025),
    // One team, two numbers; the newer one is that of its SISA (entity 010009007).
    ("010000006", "010009006", "MSP LES TILLEULS", "01053", "2020-02-01", 2021..=2025),
    ("010000007", "010009007", "SISA MSP LES TILLEULS", "01053", "2024-02-01", 2024..=2025),
    ("010000008", "010009008", "MSP DU COL", "01033", "2020-02-01", 2021..=2025),
    ("010000009", "010009009", "MSP DE LA PLAINE", "01053", "2020-02-01", 2021..=2025),
    ("010000010", "010009010", "MSP DU MARCHE", "01053", "2020-02-01", 2021..=2023),
    // A region whose ARS keeps no register.
    ("590000001", "590009001", "MSP DES FLANDRES", "59350", "2020-02-01", 2021..=2025),
];

const REGISTER: &str = "\
id_registre;finess_et;nom;insee_commune;statut;date_idee;date_depot_projet;date_validation_ars;date_ouverture;date_cloture;forme;mspu;structure_mere;qpv;succede_a;confirme_le
R1;010000001;MSP du Lac;01053;ouvert;2018-01-01;2018-11-01;2019-03-01;2020-02-01;;sisa;non;;non;;2025-12-01
R2;010000002;MSP du Bois;01053;ouvert;;;;2020-02-01;;;;;;;2025-12-01
R2bis;010000002;MSP du Bois (bis);01053;ouvert;;;;2020-02-01;;;;;;;2025-06-01
R3;;MSP du Val d’Ain;01283;valide;2022-01-01;2022-09-01;2023-01-01;;;;;;;;2025-12-01
R4;;MSP invisible;01004;ouvert;;;;2023-01-15;;;;;;;2025-12-01
R4a;;Antenne de la MSP du Lac;01004;ouvert;;;;2021-01-15;;;;R1;;;2025-12-01
R6;010000006;MSP Les Tilleuls;01053;ouvert;;;;2020-02-01;;association;;;;;2025-12-01
R8;010000008;MSP du Col;01034;ouvert;;;;2020-02-01;;;;;;;2025-12-01
R9;010000009;MSP de la Plaine;01053;ferme;;;;2020-02-01;2024-06-30;;;;;;2025-12-01
R10;010000010;MSP du Marché;01053;ouvert;;;;2020-02-01;;;;;;;2025-12-01
R11;;MSP rêvée;01053;abandonne;2023-01-01;2024-01-01;;;2025-03-01;;;;;;2025-12-01
R12;;MSP de demain;01053;projet;2025-02-01;2025-08-01;;;;;;R1;oui;;2025-12-01
";

fn stock(installation: &Installation, year: i32) {
    let mut text = String::from("nofinesset;nofinessej;rs;departement;cog;categetab;dateouvert\n");
    for (finess, entity, name, commune, opened, years) in STOCK {
        if years.contains(&year) {
            text += &format!("{finess};{entity};{name};{};{commune};603;{opened}\n", &commune[..2]);
        }
    }
    let establishments = installation.write(&format!("etalab_stock_et_{year}1231.csv"), text);
    let mut text = String::from("nofiness;rs;statutjuridique\n");
    for (_, entity, name, _, _, years) in STOCK {
        if years.contains(&year) {
            let status = if entity == "010009007" { "80" } else { "60" };
            text += &format!("{entity};{name};{status}\n");
        }
    }
    let entities = installation.write(&format!("etalab_stock_ej_{year}1231.csv"), text);
    installation.import(&[establishments, entities]);
}

fn filled(installation: &Installation) {
    for year in 2021..=2025 {
        stock(installation, year);
    }
    let register = installation.write("registre.csv", REGISTER);
    let said = objects(&installation.ok(&["import", "register", register.to_str().unwrap(), "--json"]));
    assert_eq!((&said[0]["accepted"], &said[0]["snapshot"]), (&12.into(), &"2025-12-01".into()));
    let steps = objects(&installation.ok(&["run", "monthly", "--month", "2025-12", "--json"]));
    let steps: Vec<_> = steps.iter().map(|step| step["step"].as_str().unwrap().to_owned()).collect();
    assert!(steps.contains(&"reconcile".to_owned()));
}

fn queue(installation: &Installation) -> Vec<serde_json::Value> {
    objects(&installation.ok(&["register", "queue", "--json"]))
}

fn keys(installation: &Installation) -> Vec<String> {
    queue(installation).iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect()
}

fn value(installation: &Installation, indicator: &str, territory: &str, month: &str) -> String {
    let csv =
        installation.ok(&["series", indicator, "--territory", territory, "--from", month, "--to", month]);
    csv.lines().nth(1).unwrap().split(',').nth(5).unwrap().to_owned()
}

#[test]
fn every_planted_contradiction_is_found_and_none_invented() {
    on_both(|installation| {
        filled(installation);
        let found: Vec<(String, String)> = queue(installation)
            .iter()
            .map(|one| (one["key"].as_str().unwrap().into(), one["proposal"].as_str().unwrap().into()))
            .collect();
        let expected = [
            ("closed_in_finess:R10", "close_entry"),
            ("closed_in_register:R9", "ask_closure"),
            ("duplicate:010000002", "withdraw"),
            ("missing_in_finess:R4", "await_finess"),
            ("missing_in_register:010000003", "add_entry"),
            ("missing_in_register:010000005", "link_number"),
            ("moved:R8", "take_commune"),
            ("sisa_twin:010000007", "take_sisa_number"),
        ];
        assert_eq!(found, expected.map(|(key, proposal)| (key.to_owned(), proposal.to_owned())));
        assert!(installation.ok(&["register", "queue", "--territory", "REG-32"]).starts_with("0 waiting"));
        assert!(installation.ok(&["register", "queue", "--kind", "moved"]).ends_with("1 waiting\n"));
    });
}

#[test]
fn each_proposal_settles_its_contradiction() {
    on_both(|installation| {
        filled(installation);
        for one in queue(installation) {
            let (key, proposal) = (one["key"].as_str().unwrap(), one["proposal"].as_str().unwrap());
            installation.ok(&["register", "decide", key, proposal, "--by", "ARS", "--note", "vu"]);
            assert!(!keys(installation).contains(&key.to_owned()), "{key}");
        }
        assert_eq!(keys(installation), [""; 0]);
        // Running again does not bring them back, and the register says what was decided.
        installation.ok(&["run", "monthly", "--month", "2025-12"]);
        assert_eq!(keys(installation), [""; 0]);
        let history = objects(&installation.ok(&["register", "show", "R10", "--json"]));
        assert_eq!(history.len(), 2);
        assert_eq!(
            (&history[0]["status"], &history[0]["author"]),
            (&"open".into(), &serde_json::Value::Null)
        );
        let (status, ended, author) = (&history[1]["status"], &history[1]["ended_on"], &history[1]["author"]);
        assert_eq!((status, ended, author), (&"closed".into(), &"2024-12-31".into(), &"ARS".into()));
        let added = objects(&installation.ok(&["register", "show", "F-010000003", "--json"]));
        assert_eq!((&added[0]["status"], &added[0]["opened_on"]), (&"open".into(), &"2022-03-01".into()));
        assert_eq!(installation.say(["register", "show", "R2bis"]).code, 0, "withdrawn, not forgotten");
        assert!(!installation.ok(&["register", "list"]).contains("R2bis"));

        // A file confirmed before the decisions undoes none of them; one confirmed since brings back what it undoes.
        let import = |name: &str, day: &str| {
            let file = installation.write(name, REGISTER.replace("2025-12-01\n", day));
            installation.ok(&["import", "register", file.to_str().unwrap()]);
            installation.ok(&["run", "monthly", "--month", "2025-12"]);
            keys(installation)
        };
        assert_eq!(import("before.csv", "2026-11-20\n"), [""; 0]);
        let again = import("since.csv", "2026-11-22\n");
        for key in ["moved:R8", "sisa_twin:010000007", "closed_in_finess:R10"] {
            assert!(again.contains(&key.to_owned()), "{key} in {again:?}");
        }
        assert!(!again.contains(&"closed_in_register:R9".to_owned()), "asked of FINESS on the same facts");
        assert!(
            !again.contains(&"duplicate:010000002".to_owned()),
            "R2bis was not confirmed since it was withdrawn"
        );
    });
}

#[test]
fn new_facts_bring_a_decided_contradiction_back() {
    on_both(|installation| {
        filled(installation);
        installation.ok(&["register", "decide", "moved:R8", "keep_commune", "--by", "ARS"]);
        assert!(!keys(installation).contains(&"moved:R8".to_owned()));
        let moved = REGISTER.replace("R8;010000008;MSP du Col;01034", "R8;010000008;MSP du Col;01053");
        let moved = moved.replace("2025-12-01\n", "2025-12-02\n");
        let file = installation.write("registre-2.csv", moved);
        installation.ok(&["import", "register", file.to_str().unwrap()]);
        installation.ok(&["run", "monthly", "--month", "2025-12"]);
        assert!(keys(installation).contains(&"moved:R8".to_owned()));
    });
}

#[test]
fn the_register_counts_where_it_is_kept_and_finess_elsewhere() {
    on_both(|installation| {
        filled(installation);
        // R1, R2 (with its double), R4, R6, R8, R10; the antenna, the closed and the abandoned ones do not count.
        assert_eq!(value(installation, "msp_registered", "DEP-01", "2025-12"), "6");
        assert_eq!(value(installation, "msp_headline", "DEP-01", "2025-12"), "6");
        assert_eq!(value(installation, "msp_open", "DEP-01", "2025-12"), "9");
        assert_eq!(
            value(installation, "msp_registered", "DEP-59", "2025-12"),
            "",
            "no register: not supplied"
        );
        assert_eq!(value(installation, "msp_headline", "DEP-59", "2025-12"), "1");
        assert_eq!(value(installation, "msp_headline", "FR", "2025-12"), "7");
        assert_eq!(value(installation, "msp_headline", "FR", "2024-06"), "7", "R9 closed, R4 open");
        assert_eq!(value(installation, "msp_headline", "FR", "2024-05"), "8");
        // R3 since 2022, R11 until it was given up, R12 from its filing on.
        let projects = |month| value(installation, "msp_projects", "REG-84", month);
        let months = ["2022-08", "2022-12", "2024-12", "2025-03", "2025-08"];
        assert_eq!(months.map(projects), ["0", "1", "2", "1", "2"]);
        assert_eq!(value(installation, "msp_abandoned_12m", "FR", "2025-12"), "1");
        // R11 took 365 days to file, R12 181.
        let delay: f64 = value(installation, "msp_delay_filing", "FR", "2025-12").parse().unwrap();
        assert!((delay - (365.0 + 181.0) / 2.0 / 30.4375).abs() < 0.01, "{delay}");
    });
}

#[test]
fn a_structure_advances_by_hand_and_an_older_file_does_not_undo_it() {
    on_both(|installation| {
        filled(installation);
        let by = ["--by", "ARS"];
        let say = |arguments: &[&str]| installation.say([&["register", "advance"], arguments, &by].concat());
        let wrong = say(&["R12", "closed", "--on", "2026-01-15"]);
        assert_eq!((wrong.code, wrong.err.contains("R12 is project: it cannot become closed")), (2, true));
        assert_eq!(say(&["R12", "recognised", "--on", "2025-01-15"]).code, 2, "before it was filed");
        assert_eq!(say(&["R12", "recognised", "--on", "2027-01-15"]).code, 2, "still to come");
        assert_eq!(say(&["R99", "open", "--on", "2026-01-15"]).code, 2, "unknown");
        say(&["R12", "recognised", "--on", "2026-01-15"]).ok();
        say(&["R12", "open", "--on", "2026-06-01", "--finess", "010000012"]).ok();
        let file = installation.write("again.csv", REGISTER.replace("MSP rêvée", "MSP rêvée encore"));
        let said = objects(&installation.ok(&["import", "register", file.to_str().unwrap(), "--json"]));
        let reason = said[0]["reason"].as_str().unwrap();
        assert!(reason.contains("1 line is older"), "{reason}");
        let history = objects(&installation.ok(&["register", "show", "R12", "--json"]));
        let states: Vec<_> = history.iter().map(|held| held["status"].as_str().unwrap()).collect();
        assert_eq!(states, ["project", "recognised", "open"]);
        installation.ok(&["run", "monthly", "--month", "2026-10"]);
        assert_eq!(value(installation, "msp_registered", "FR", "2026-06"), "7");
    });
}

#[test]
fn the_same_team_under_a_new_number_is_neither_a_closure_nor_an_opening() {
    on_both(|installation| {
        filled(installation);
        let flows = || {
            ["msp_opened_12m", "msp_closed_12m"]
                .map(|indicator| value(installation, indicator, "DEP-01", "2024-12"))
        };
        // Val d’Ain and the SISA of Les Tilleuls opened, Le Marché closed.
        assert_eq!(flows(), ["2", "1"]);
        let line = "S1;010000007;MSP du Marché;01053;ouvert;;;;2024-02-01;;;;;;R10;2025-12-03\n";
        let file = installation.write("succession.csv", format!("{REGISTER}{line}"));
        installation.ok(&["import", "register", file.to_str().unwrap()]);
        installation.ok(&["run", "monthly", "--month", "2025-12"]);
        assert_eq!(flows(), ["1", "0"]);
    });
}

/// What the simulated world planted: kind, entry, number; either of the last two may be empty.
fn planted() -> Vec<[String; 3]> {
    let text = std::fs::read_to_string(registers()[0].with_file_name("planted.csv")).unwrap();
    let lines = text.lines().skip(1).map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
    lines.map(|fields| fields.try_into().unwrap()).collect()
}

fn speaks_of(found: &serde_json::Value, [kind, entry, number]: &[String; 3]) -> bool {
    let side = |side: &str, field: &str| {
        let all =
            found[side].as_array().unwrap().iter().filter_map(|one| one[field].as_str().map(str::to_owned));
        all.collect::<Vec<_>>()
    };
    let numbers = [side("finess", "finess"), side("register", "finess")].concat();
    found["kind"] == kind.as_str()
        && (entry.is_empty() || side("register", "id").contains(entry))
        && (number.is_empty() || numbers.contains(number))
}

#[test]
fn a_simulated_world_gives_back_its_planted_contradictions_and_no_other() {
    on_both(|installation| {
        installation.import(&files());
        for register in registers() {
            installation.ok(&["import", "register", register.to_str().unwrap()]);
        }
        installation.ok(&["run", "monthly", "--month", "2026-10"]);
        let (found, planted) = (queue(installation), planted());
        assert!(planted.len() >= 7, "one of each kind at least");
        let missed: Vec<_> =
            planted.iter().filter(|planted| !found.iter().any(|found| speaks_of(found, planted))).collect();
        let invented: Vec<_> =
            found.iter().filter(|found| !planted.iter().any(|planted| speaks_of(found, planted))).collect();
        assert!(missed.is_empty() && invented.is_empty(), "missed {missed:?}\ninvented {invented:?}");
        assert_eq!(found.len(), planted.len());
    });
}
