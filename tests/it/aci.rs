//! What the agreement pays, asked on the command line.

use crate::check::definitions;
use crate::harness::{Database, Installation, objects, on_both};

#[test]
fn prints_what_a_team_is_paid_and_what_a_departure_costs() {
    let installation = Installation::new(Database::Sqlite);
    let said = installation.ok(&["aci", "--patients", "4000", "--professionals", "13", "--json"]);
    let said = objects(&said);
    assert_eq!(said.len(), 20, "19 indicators and the whole");
    let whole = &said[19];
    for (key, wanted) in [
        ("socle_points", 8_500.0),
        ("socle_euros", 59_500.0),
        ("advance_euros", 35_700.0),
        ("all_points", 13_900.0),
        ("all_euros", 97_300.0),
    ] {
        let found = whole[key].as_f64().unwrap();
        assert!((found - wanted).abs() < 1e-6, "{key} is {found}");
    }
    assert_eq!(whole["loss"]["patients"], 4_725.0);
    assert_eq!(whole["loss"]["associate"], 1_400.0);
    let coordination = &said[8];
    assert_eq!((&coordination["indicator"], &coordination["class"]), (&"A09".into(), &"prerequis".into()));
    assert_eq!((&coordination["on"], &coordination["marks"]), (&"2022-01-01".into(), &"C".into()));
}

#[test]
fn a_scale_known_in_part_gives_no_amount() {
    let installation = Installation::new(Database::Sqlite);
    let asked = ["aci", "--patients", "4000", "--professionals", "13", "--on", "2019-06-01"];
    let said = installation.say(asked);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("the scale lacks") && said.err.contains("aci_a02_fixed"), "{}", said.err);
}

#[test]
fn a_new_avenant_is_a_file() {
    let installation = Installation::new(Database::Sqlite);
    definitions(&installation, |_, text| text);
    let head = "on = \"2027-01-01\"\nshape = \"step\"\nunit = \"points\"\nmark = \"U\"\nsource = \"Essai\"\n";
    let file = format!("{head}value = [{{ name = \"aci_a09_fixed\", value = 1200 }}]\n");
    installation.write("definitions/jobs/parameters/aci-avenant2.toml", file);
    let points = |day| {
        let mut command = installation.command();
        command.env("OBSERVATOIRE_DEFINITIONS", "definitions");
        command.args(["aci", "--patients", "0", "--professionals", "0", "--on", day, "--json"]);
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        objects(&said)[8]["socle_points"].as_f64().unwrap()
    };
    assert_eq!((points("2026-12-31"), points("2027-01-01")), (1_000.0, 1_200.0));
}

#[test]
fn tells_how_far_a_structure_is_from_being_paid_nothing() {
    on_both(|installation| {
        let monthly = "finess_et;mois;patientele_mt;associes_total;amplitude_jour;snp_chaque_jour;coordinateur_en_poste\n\
                       690000013;2026-08;5000;14;12;oui;oui\n690000013;2026-09;5100;14;12;oui;non\n";
        let stated =
            "finess_et;annee;patientele_mt;ps_associes;prerequis_manquants\n690000013;2025;4000;13;A18\n";
        for (source, content) in [("declaration_mensuelle", monthly), ("aci_releves", stated)] {
            let file = installation.write(&format!("{source}.csv"), content);
            installation.ok(&["import", source, file.to_str().unwrap()]);
        }
        let said = objects(&installation.ok(&["aci", "--structure", "690000013", "--json"]));
        assert_eq!(
            said[19]["socle_euros"], 59_500.0,
            "4,000 patients and 13 associates, as the caisse states"
        );
        let margin = |place: usize| (said[place]["stated"].as_bool(), said[place]["declared"].as_bool());
        assert_eq!(margin(20), (Some(true), Some(true)));
        assert_eq!(margin(21), (Some(true), None), "nothing is declared of crises");
        assert_eq!((margin(22), &said[22]["lacks"][0]), ((Some(true), Some(false)), &"coordinator".into()));
        assert_eq!(margin(23), (Some(false), None));
        assert_eq!(installation.say(["aci", "--structure", "690000021"]).code, 2);
    });
}
