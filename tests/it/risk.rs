//! Weak signals through the front door: a hand-typed world in which a few rules must fire, and a simulated one.

use serde_json::{Value, json};

use crate::harness::{Database, Installation, fixture, objects, on_both};
use crate::simulated;

/// The maison de santé of the fixtures of FINESS.
pub(crate) const NUMBER: &str = "010009999";

/// Writes a table and imports it as known from a day on.
pub(crate) fn tell(installation: &Installation, source: &str, lines: &str, received: &str) {
    let file = installation.write(&format!("{source}-{received}.csv"), lines);
    installation.ok(&["import", source, file.to_str().unwrap(), "--received", received]);
}

fn explain(installation: &Installation, more: &[&str]) -> Value {
    let said = installation.ok(&[&["risk", "explain", NUMBER, "--format", "json"], more].concat());
    objects(&said).pop().unwrap()
}

fn rule<'a>(said: &'a Value, id: &str) -> &'a Value {
    said["rules"].as_array().unwrap().iter().find(|rule| rule["rule"] == id).unwrap()
}

/// The figure of that name behind a rule.
fn evidence<'a>(said: &'a Value, id: &str, name: &str) -> &'a Value {
    let evidence = rule(said, id)["evidence"].as_array().unwrap();
    evidence.iter().find(|one| one["name"] == name).unwrap_or(&Value::Null)
}

pub(crate) const MONTHLY: &str = "finess_et;mois;date_declaration;medecins_associes;mg_associes;auxiliaires_associes;associes_total;\
    medecins_salaries_sisa;auxiliaires_salaries_sisa;reunions_equipe;coordinateur_en_poste;coordinateur_heures;patientele_mt\n";

/// Three doctors until the end of 2025, then one and an employed one; meetings stop in the spring.
fn declared(from: (i32, u32), months: u32) -> String {
    let mut lines = MONTHLY.to_owned();
    for ahead in 0..months {
        let at = from.0 * 12 + (from.1 + ahead) as i32 - 1;
        let (year, month) = (at / 12, at % 12 + 1);
        let doctors = if year < 2026 { 3 } else { 1 };
        let meetings = if year < 2026 || month < 4 { 2 } else { 0 };
        lines += &format!(
            "{NUMBER};{year}-{month:02};{year}-{month:02}-28;{doctors};{doctors};4;{};1;0;{meetings};oui;60;3600\n",
            doctors + 4
        );
    }
    lines
}

pub(crate) fn typed(installation: &Installation) {
    let finess = ["502", "501"].map(|flow| fixture(&format!("finess/{flow}.csv")));
    let [sites, entities] = finess.each_ref().map(|path| path.to_str().unwrap());
    installation.ok(&["import", "finess", sites, entities, "--received", "2026-05-15"]);
    tell(installation, "declaration_mensuelle", &declared((2024, 9), 22), "2026-07-10");
    let ages = "finess_et;annee;annees_naissance_mg;patientele_mt_par_mg;mediation_demandee;charges_fixes\n\
                010009999;2025;1960|1975|1984;900|1200|1500;oui;70000\n";
    tell(installation, "declaration_annuelle", ages, "2026-03-20");
    let leaves = "finess_et;sens;code_profession;associe;date_annonce;date_effet;motif;successeur\n\
                  010009999;sortie;10;oui;2026-05-20;2026-12-31;retraite;non\n";
    tell(installation, "mouvements", leaves, "2026-06-05");
}

#[test]
fn a_hand_typed_world_fires_what_it_must_with_its_evidence() {
    on_both(|installation| {
        typed(installation);
        let said = explain(installation, &["--month", "2026-06"]);
        assert_eq!(said["grade"], "critique");

        assert_eq!(rule(&said, "W01")["verdict"], "critical");
        let doctors = evidence(&said, "W01", "doctors");
        let expected = json!({
            "name": "doctors", "value": 1.0, "period": "2026-06", "source": "declaration_mensuelle", "state": "observed",
        });
        assert_eq!(*doctors, expected);
        let clock = &said["clock"];
        assert_eq!(
            (&clock["state"], &clock["breach_start"]),
            (&json!("below_minimum"), &json!("2026-01-31"))
        );
        assert_eq!((&clock["request_possible"], &clock["days_left"]), (&json!("2029-01-31"), &json!(946)));
        assert_eq!((&clock["plan"], &clock["extension"]["by_right"]), (&json!(true), &json!(true)));
        assert_eq!(clock["next_reminder"], json!({ "months": 12, "due": "2027-01-31" }));

        assert_eq!(rule(&said, "W05")["verdict"], "critical");
        assert_eq!(evidence(&said, "W05", "announced")["value"], json!(["2026-12-31"]));
        assert_eq!(rule(&said, "W09")["verdict"], "fired");
        // Two meetings in each of nine months out of twelve; none since the end of March.
        assert_eq!(evidence(&said, "W09", "meetings")["value"], 18.0);
        assert_eq!(evidence(&said, "W09", "days_without_meeting")["value"], 91.0);
        assert_eq!(rule(&said, "W15")["verdict"], "fired");
        assert_eq!(evidence(&said, "W15", "mediation")["period"], "2025");
        assert_eq!(rule(&said, "W02")["verdict"], "not_fired");
        assert_eq!(rule(&said, "W21")["verdict"], "cannot_tell");
        assert!(rule(&said, "W21")["missing"].as_array().unwrap().contains(&json!("legal_notices")));

        assert_eq!(said["doctors"]["horizons"][0]["any_leaves"], 1.0, "announced is certain");
        let cost = &said["consequence"];
        assert_eq!((&cost["heaviest"]["patients"], &cost["average"]["share"]), (&json!(1500.0), &json!(1.0)));
        assert_eq!(
            (&cost["charges_by_remaining"], &cost["minimum_after"]),
            (&json!(17_500.0), &json!(false))
        );
        assert_eq!(said["levers"][0]["lever"], "territorial_review");
    });
}

#[test]
fn knowledge_counts_up_to_its_day_and_silence_carries_what_was_seen() {
    let installation = Installation::new(Database::Sqlite);
    typed(&installation);
    // Before the mail of July nobody knew.
    let before = explain(&installation, &["--month", "2026-06", "--known-on", "2026-07-01"]);
    assert_eq!(rule(&before, "W01")["verdict"], "cannot_tell");
    assert_eq!(rule(&before, "W05")["verdict"], "fired", "told on 5 June; how many are left is not known");
    // Four months later the heads are too old to stand for the present: what was seen stands.
    let after = explain(&installation, &["--month", "2026-10"]);
    let minimum = rule(&after, "W01");
    assert_eq!((&minimum["verdict"], &minimum["carried_from"]), (&json!("critical"), &json!("2026-09")));
    assert_eq!(minimum["missing"], json!(["doctors", "auxiliaries"]));
    assert_eq!((&after["grade"], &after["clock"]["state"]), (&json!("critique"), &json!("unknown")));
    assert_eq!(after["clock"]["breach_start"], "2026-01-31", "the clock does not stop");
    let text = installation.ok(&["risk", "explain", NUMBER, "--month", "2026-10"]);
    for part in [
        "A signal, not a verdict",
        "seen in 2026-09, an input is missing since",
        "legal minimum",
        "Cannot tell",
    ] {
        assert!(text.contains(part), "“{part}” is missing in\n{text}");
    }
    assert_eq!(installation.say(["risk", "explain", "690000013"]).code, 2);
    assert_eq!(installation.say(["risk", "explain", NUMBER, "--month", "2026-11"]).code, 2, "not over yet");
}

#[test]
fn a_simulated_world_is_counted_rule_by_rule() {
    on_both(|installation| {
        installation.import(&simulated::files_of("finess-structures"));
        for source in ["zonage", "aci_contrats", "aci_releves", "declaration_annuelle", "mouvements"] {
            let files = simulated::of_source(source);
            let files = files.iter().map(|file| file.to_str().unwrap());
            installation.say(["import", source].into_iter().chain(files)).ok();
        }
        let recent = simulated::of_source("declaration_mensuelle");
        let recent = recent[recent.len() - 15..].iter().map(|file| file.to_str().unwrap());
        installation.say(["import", "declaration_mensuelle"].into_iter().chain(recent)).ok();
        let said = objects(&installation.ok(&["risk", "report", "--month", "2026-10", "--format", "json"]));
        let (whole, rules) = said.split_last().unwrap();
        assert_eq!(rules.len(), 29);
        let count = |one: &Value, key: &str| one[key].as_u64().unwrap_or_else(|| panic!("{key} of {one}"));
        let all = count(whole, "structures");
        let open: usize = simulated::open_by_department().values().sum();
        assert_eq!(all, open as u64, "every structure that is open");
        let grades = ["none", "vigilance", "tension", "critique"].map(|grade| count(whole, grade));
        assert_eq!(grades.iter().sum::<u64>(), all);
        assert!(grades[3] < all / 10 && grades[0] > all / 5, "{grades:?}");
        for one in rules {
            let (fired, silent) = (count(one, "fired"), count(one, "cannot_tell"));
            assert!(fired + silent <= all, "{one}");
            let graded =
                ["vigilance", "tension", "critique"].map(|grade| count(one, grade)).iter().sum::<u64>();
            assert!(graded <= fired, "{one}");
        }
        // A heavy rule that fires on a fifth would be no signal.
        let heavy = rules.iter().filter(|one| one["weight"].as_i64().unwrap() >= 4);
        heavy.for_each(|one| assert_eq!(one["is_common"], false, "{one}"));
        let text = installation.ok(&["risk", "report", "--month", "2026-10"]);
        assert!(text.contains("not calibrated") && text.lines().count() > 30, "{text}");
    });
}

/// A year and a half of silence after the minimum was lost: what no source tells any more stands.
#[test]
fn a_long_silence_clears_nothing() {
    let installation = Installation::new(Database::Sqlite);
    let finess = ["502", "501"].map(|flow| fixture(&format!("finess/{flow}.csv")));
    let [sites, entities] = finess.each_ref().map(|path| path.to_str().unwrap());
    installation.ok(&["import", "finess", sites, entities, "--received", "2026-05-15"]);
    let alone = declared((2024, 9), 4).replace(";3;3;4;7;", ";1;1;4;5;");
    tell(&installation, "declaration_mensuelle", &alone, "2025-01-10");
    let said = explain(&installation, &["--month", "2026-10"]);
    let minimum = rule(&said, "W01");
    assert_eq!((&minimum["verdict"], &minimum["carried_from"]), (&json!("critical"), &json!("2025-03")));
    assert_eq!((&said["grade"], &said["clock"]["breach_start"]), (&json!("critique"), &json!("2024-09-30")));
    assert_eq!(rule(&said, "W20")["verdict"], "fired");
}
