//! A declaration that is corrected, and declarations that stop, seen through the front door.

use std::fmt::Write as _;

use crate::harness::{Database, Installation, Served, fixture, on_both};

const OPEN: [&str; 5] = ["010009999", "2A0009997", "970109995", "980509993", "980609991"];

/// Hours of the coordinator of each structure, the same every month; on the 20th of the month after.
fn declared(months: &[&str], hours: [u32; 5]) -> String {
    let mut text = "finess_et;mois;coordinateur_heures\n".to_owned();
    for month in months {
        for (structure, hours) in OPEN.iter().zip(hours) {
            let _ = writeln!(text, "{structure};{month};{hours}");
        }
    }
    text
}

/// Months, values, numerators and states.
fn told(csv: &str) -> Vec<[&str; 4]> {
    let lines = csv.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    lines.map(|fields| [fields[4], fields[5], fields[6], fields[10]]).collect()
}

#[test]
fn a_corrected_declaration_replays_both_ways_and_the_revisions_page_names_it() {
    on_both(|installation| {
        let at = |now: &str, arguments: &[&str]| installation.say_at(now, arguments).ok();
        let finess = fixture("finess/507.csv");
        at("2026-06-02T08:00:00Z", &["import", "finess", finess.to_str().unwrap()]);
        let import = |now: &str, name: &str, hours| {
            let file = installation.write(name, declared(&["2026-05"], hours));
            at(now, &["import", "declaration_mensuelle", file.to_str().unwrap()]);
        };
        import("2026-06-20T08:00:00Z", "declared.csv", [10, 20, 30, 40, 50]);
        at("2026-06-25T08:00:00Z", &["run", "monthly", "--month", "2026-05"]);
        at("2026-07-05T08:00:00Z", &["run", "monthly", "--month", "2026-06"]);
        import("2026-07-20T08:00:00Z", "corrected.csv", [10, 20, 30, 40, 25]);
        at("2026-07-21T08:00:00Z", &["run", "monthly", "--month", "2026-06"]);

        let may = ["series", "coordinator_hours", "--from", "2026-05", "--to", "2026-05"];
        let value = |now: &str, more: &[&str]| {
            let csv = at(now, &[&may, more].concat());
            told(&csv).first().map(|line| line[1].to_owned())
        };
        let now = "2026-07-22T08:00:00Z";
        assert_eq!(value(now, &[]).as_deref(), Some("25"));
        assert_eq!(value(now, &["--public"]).as_deref(), Some("25"));
        assert_eq!(value(now, &["--known-on", "2026-07-19"]).as_deref(), Some("30"));
        assert_eq!(value(now, &["--known-on", "2026-07-21"]).as_deref(), Some("25"));
        // What was published in the edition of May stays so.
        let later = "2026-08-22T08:00:00Z";
        assert_eq!(value(later, &["--public", "--known-on", "2026-07-22"]).as_deref(), Some("30"));

        let command = &mut installation.command();
        command.env("OBSERVATOIRE_NOW", later).args(["serve", "--port", "0", "--web"]);
        let served = Served::start_with(command).unwrap();
        let page = served.get("/revisions?since=2026-07-22");
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("corrected.csv") && !page.body.contains("declared.csv"), "{}", page.body);
        let csv = served.get("/en/revisions.csv?since=2026-07-22").body;
        let change = csv.lines().find(|line| line.starts_with("coordinator_hours,FR,,,2026-05,"));
        assert_eq!(
            change,
            Some("coordinator_hours,FR,,,2026-05,30,observed,25,observed,-5,2026-05,false"),
            "{csv}"
        );
        // Nobody learns from it what one structure declared.
        assert!(!csv.lines().any(|line| line.starts_with("coordinator_hours,DEP")), "{csv}");
    });
}

#[test]
fn declarations_that_stop_turn_late_then_not_supplied_never_zero() {
    let installation = Installation::new(Database::Sqlite);
    let at = |now: &str, arguments: &[&str]| installation.say_at(now, arguments).ok();
    let finess = std::fs::read_to_string(fixture("finess/507.csv")).unwrap();
    let name = fixture("finess/507.csv");
    at("2026-06-02T08:00:00Z", &["import", "finess", name.to_str().unwrap()]);
    let file = installation.write("declared.csv", declared(&["2026-05"], [10, 20, 30, 40, 50]));
    at("2026-06-20T08:00:00Z", &["import", "declaration_mensuelle", file.to_str().unwrap()]);
    // FINESS goes on, the declarations ended in May.
    let again = installation.write("again.csv", finess.replacen("2026-05-", "2026-10-", 1));
    at("2026-10-20T08:00:00Z", &["import", "finess", again.to_str().unwrap()]);
    at("2026-11-05T08:00:00Z", &["run", "monthly", "--month", "2026-10"]);
    let csv = at("2026-11-22T08:00:00Z", &["series", "coordinator_hours", "--from", "2026-05"]);
    let states: Vec<(&str, &str)> = told(&csv).into_iter().map(|line| (line[1], line[3])).collect();
    let (stated, late, none) = (("30", "observed"), ("30", "late"), ("", "not supplied"));
    assert_eq!(states, [stated, late, late, late, none, none]);
}
