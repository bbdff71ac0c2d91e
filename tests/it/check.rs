//! `check` lists every fault of the definitions at once.

use std::path::Path;

use crate::harness::{Database, Installation};

/// Copies the definitions of the house into a folder, each through `change`.
pub(crate) fn definitions(installation: &Installation, change: impl Fn(&str, String) -> String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in
        ["jobs/sources", "jobs/indicators", "jobs/parameters", "jobs/risk", "jobs/schedule", "dashboards"]
    {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
                let text = std::fs::read_to_string(&path).unwrap();
                installation.write(&format!("definitions/{name}"), change(&name, text));
            }
        }
    }
}

fn check(installation: &Installation) -> (i32, String) {
    let output =
        installation.command().env("OBSERVATOIRE_DEFINITIONS", "definitions").arg("check").output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_definitions_of_the_house_have_no_fault() {
    let installation = Installation::new(Database::Sqlite);
    assert!(installation.ok(&["check"]).contains("no fault"));
    definitions(&installation, |_, text| text);
    assert_eq!(check(&installation).0, 0);
}

#[test]
fn every_fault_is_listed_at_once() {
    let installation = Installation::new(Database::Sqlite);
    definitions(&installation, |name, text| match name {
        "jobs/indicators/msp_open.toml" => text.replace("[\"finess\"]", "[\"finnes\"]"),
        "jobs/indicators/msp_per_100k.toml" => text.replace("[denominator]\ncount = \"population\"", ""),
        "jobs/indicators/msp_goal_gap.toml" => text.replace("\"msp_goal\"", "\"msp_gaol\""),
        "jobs/indicators/msp_closed_12m.toml" => text.replace("good = \"down\"", "good = \"downwards\""),
        "jobs/schedule/monthly.toml" => text.replace("\"aggregate\"", "\"agregate\""),
        "jobs/sources/published.toml" => format!("colour = \"red\"\n{text}"),
        "jobs/risk/rules.toml" => text
            .replace("share_of_two = 0.7", "share_of_tow = 0.7")
            .replace("levers = [\"mediation\"]", "levers = [\"meditation\"]")
            .replace("id = \"W22\"", "id = \"W23\""),
        "jobs/risk/hazards.toml" => text.replace("share = 0.22", "share = 0.32"),
        "jobs/risk/drift.toml" => text
            .replace("months = 12", "months = 0\naccepted = \"2027-01\"")
            .replace("high = 1.4", "high = 0.4"),
        "dashboards/national.toml" => text.replace("\"msp_path\"", "\"msp_goal\""),
        _ => text,
    });
    let (code, said) = check(&installation);
    assert_eq!(code, 1);
    for part in [
        "msp_open.toml: source: no source is called “finnes”",
        "msp_per_100k.toml: denominator",
        "msp_goal_gap.toml: no parameter is called “msp_gaol”",
        "msp_closed_12m.toml",
        "downwards",
        "monthly.toml",
        "agregate",
        "published.toml",
        "colour",
        "no parameter of shape path is called “msp_goal”",
        "no indicator is called “msp_closed_12m”",
        "rules.toml: W04: no threshold is called “share_of_tow”",
        "rules.toml: W04: the threshold “share_of_two” is missing",
        "rules.toml: W15: no lever is called “meditation”",
        "rules.toml: no rule is called “W23”",
        "rules.toml: W22: is missing",
        "drift.toml: reference.months: is at least 1",
        "drift.toml: events: 0 < low < 1 < high",
        "hazards.toml: unknown_age.bands: the shares add up to 1.1",
    ] {
        assert!(said.contains(part), "“{part}” is missing in\n{said}");
    }
}

#[test]
fn a_time_that_cannot_be_read_is_a_fault_for_every_command() {
    let installation = Installation::new(Database::Sqlite);
    definitions(&installation, |_, text| text.replace("15 5 * * *", "15 25 * * *"));
    let (code, said) = check(&installation);
    assert!(code == 1 && said.contains("monthly.toml: cron: “15 25 * * *”"), "{said}");
    let mut serve = installation.command();
    let served =
        serve.env("OBSERVATOIRE_DEFINITIONS", "definitions").args(["serve", "--worker"]).output().unwrap();
    assert_eq!(served.status.code(), Some(2), "a worker must not pass over a job in silence");
}

#[test]
fn a_review_that_is_overdue_fails_the_check() {
    let installation = Installation::new(Database::Sqlite);
    let said = installation.say_at("2030-01-01T00:00:00Z", &["check"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("msp_open.toml: next_review: was due on 2027-06-30"), "{}", said.out);
}
