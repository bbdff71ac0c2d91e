//! The whole line: a job that reads the inbox and brings points up to date, again and again.

use serde_json::json;

use crate::harness::{Database, Installation, Served, fixture, objects, on_both};

#[test]
fn the_monthly_job_reads_the_inbox_and_may_be_run_again() {
    on_both(|installation| {
        let file = std::fs::read(fixture("finess/507.csv")).unwrap();
        installation.write("data/inbox/finess/507.csv", &file);
        installation.write("data/inbox/finess/nonsense.csv", "nonsense");
        let run = |now: &str| {
            objects(&installation.say_at(now, &["run", "monthly", "--month", "2026-05", "--json"]).ok())
        };

        let first = run("2026-06-05T05:00:00Z");
        let steps: Vec<_> = first.iter().map(|step| step["step"].as_str().unwrap()).collect();
        assert_eq!(steps, ["download", "import", "reconcile", "aggregate", "assess", "notify"]);
        let whole = |step: &serde_json::Value| {
            (&step["job"], &step["status"], &step["month"])
                == (&json!("monthly"), &json!("done"), &json!("2026-05"))
        };
        assert!(first.iter().all(whole), "{first:?}");
        let rows = |steps: &[serde_json::Value], name: &str| {
            let step = steps.iter().find(|step| step["step"] == name);
            step.unwrap()["rows"].as_i64().unwrap()
        };
        assert_eq!(rows(&first, "import"), 6);
        assert!(rows(&first, "aggregate") > 0);
        let series = installation.ok(&["series", "msp_open"]);

        let again = run("2026-06-06T05:00:00Z");
        assert_eq!((rows(&again, "import"), rows(&again, "aggregate")), (0, 0), "same input, same rows");
        assert_eq!(installation.ok(&["series", "msp_open"]), series);

        // An older month does not forget the later ones.
        installation.say_at("2026-08-06T05:00:00Z", &["run", "monthly", "--month", "2026-07"]).ok();
        installation.say_at("2026-08-07T05:00:00Z", &["run", "monthly", "--month", "2026-05"]).ok();
        assert!(installation.ok(&["series", "msp_open"]).contains(",2026-07,5,5,"));
        let check = installation.ok(&["check"]);
        assert!(check.contains("job monthly (Monthly update): last run for 2026-05: done"), "{check}");
        assert!(check.contains("files read: 1, lines rejected: 1, NO LONGER SUPPLIED"), "{check}");
    });
}

#[test]
fn a_demonstration_goes_on_next_month_and_keeps_worlds_apart() {
    let installation = Installation::new(Database::Sqlite);
    let folder = installation.folder.path().join("data");
    let folder = folder.to_str().unwrap();
    let demo = |now: &str, seed: &str| {
        let arguments = ["demo", "--data", folder, "--structures", "60", "--port", "0", "--seed", seed];
        Served::start_with(installation.command().env("OBSERVATOIRE_NOW", now).args(arguments))
    };
    let first = demo("2026-08-15T08:00:00Z", "1").expect("it serves");
    assert!(first.get("/").body.contains("FINESS au 31\u{a0}juillet 2026"));
    drop(first);
    let july = installation.ok(&["series", "msp_open", "--to", "2026-07"]);
    let later = demo("2026-11-15T08:00:00Z", "1").expect("it serves again");
    assert!(later.get("/").body.contains("FINESS au 31\u{a0}octobre 2026"));
    drop(later);
    assert_eq!(installation.ok(&["series", "msp_open", "--to", "2026-07"]), july);
    let other = demo("2026-11-15T08:00:00Z", "2");
    assert!(other.is_none(), "another world in the same folder");
}
