//! The schedule: a year of ticks, two workers, nights of clock change, a stop, failures.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::AtomicBool;
use std::thread;

use chrono::{Days, NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text, Timestamp};
use observatoire::catalog::{Catalog, Definitions};
use observatoire::credentials::Secret;
use observatoire::jobs::retain::Terms;
use observatoire::jobs::run::Context;
use observatoire::jobs::scheduler::tick;
use observatoire::mail::Post;
use observatoire::store::Store;

use crate::harness::{Database, Installation};

#[derive(QueryableByName, Debug)]
struct Run {
    #[diesel(sql_type = Timestamp)]
    due_at: NaiveDateTime,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Integer)]
    attempts: i32,
    #[diesel(sql_type = Text)]
    month: String,
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

/// The definitions of the house with one nightly job that only looks into the inbox.
fn catalog(installation: &Installation, steps: &str) -> Catalog {
    crate::check::definitions(installation, |name, text| match name {
        "jobs/schedule/monthly.toml" => text
            .replace("\"15 5 * * *\"", "\"30 2 * * *\"")
            .replace("[\"download\", \"import\", \"aggregate\"]", steps),
        _ => text,
    });
    let definitions = Definitions::Folder(installation.folder.path().join("definitions"));
    let mut catalog = Catalog::load(&definitions).unwrap();
    catalog.jobs.retain(|job| job.id == "monthly");
    catalog
}

fn runs(store: &Store) -> Vec<Run> {
    let conn = &mut *store.connection().unwrap();
    let query = "SELECT due_at, status, attempts, month FROM runs ORDER BY due_at";
    diesel::sql_query(query).load(conn).unwrap()
}

fn tick_at(store: &Store, catalog: &Catalog, inbox: &Path, now: NaiveDateTime) -> usize {
    let (secret, post) = (&Secret::new(None, inbox), &Post::default());
    let stop = &AtomicBool::new(false);
    tick(Context { store, catalog, inbox, secret, post, terms: Terms::default(), now, stop }).unwrap()
}

#[test]
fn a_year_of_ticks_runs_each_due_time_once_with_two_workers_and_a_stop() {
    let installation = Installation::new(Database::Postgres);
    let catalog = catalog(&installation, "[\"import\"]");
    let inbox = installation.folder.path().join("inbox");
    let store = Store::open(&installation.store_url()).unwrap();
    let (start, end) = (at("2026-01-01T12:00:00"), at("2027-01-01T12:00:00"));
    let stopped = at("2026-06-10T00:00:00")..at("2026-06-13T00:00:00");
    // Both workers look at the same clock.
    let together = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            let (store, catalog, inbox, stopped) = (store.clone(), &catalog, &inbox, stopped.clone());
            let together = &together;
            scope.spawn(move || {
                let mut now = start;
                while now < end {
                    together.wait();
                    if !stopped.contains(&now) {
                        tick_at(&store, catalog, inbox, now);
                    }
                    now += TimeDelta::hours(1);
                }
            });
        }
    });
    let runs = runs(&store);
    assert!(runs.iter().all(|run| run.status == "done" && run.attempts == 1));
    let mut nights: BTreeMap<_, usize> = BTreeMap::new();
    for run in &runs {
        // 02:30 in Paris is in the same night, whatever the season.
        *nights.entry((run.due_at + TimeDelta::hours(1)).date()).or_default() += 1;
    }
    let mut night = start.date();
    while night <= end.date() {
        assert_eq!(nights.remove(&night), Some(1), "{night}");
        night = night + Days::new(1);
    }
    assert!(nights.is_empty(), "{nights:?}");
}

#[test]
fn a_process_that_is_asked_to_end_ends_well() {
    for role in [&["serve", "--worker"][..], &["serve", "--port", "0"], &["serve", "--web", "--port", "0"]] {
        let installation = Installation::new(Database::Sqlite);
        let mut process =
            installation.command().args(role).stderr(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(std::time::Duration::from_millis(1_500));
        let asked = std::process::Command::new("kill").arg(process.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert_eq!(process.wait().unwrap().code(), Some(0), "{role:?}");
    }
}

#[test]
fn a_run_that_fails_is_tried_again_later_and_then_given_up() {
    for database in [Database::Sqlite, Database::Postgres] {
        let installation = Installation::new(database);
        let catalog = catalog(&installation, "[\"import\"]");
        let store = Store::open(&installation.store_url()).unwrap();
        let inbox = installation.folder.path().join("inbox");
        let go = |now: &str| tick_at(&store, &catalog, &inbox, at(now));
        let stop = AtomicBool::new(true);
        let stopped = Context {
            store: &store,
            catalog: &catalog,
            inbox: &inbox,
            post: &Post::default(),
            secret: &Secret::new(None, &inbox),
            terms: Terms::default(),
            now: at("2026-03-02T03:00:00"),
            stop: &stop,
        };
        assert_eq!(tick(stopped).unwrap(), 0, "a worker that is asked to end begins nothing");

        // A worker that died in the middle: its run is taken up when its lease is over, not before.
        let conn = &mut *store.connection().unwrap();
        let due = at("2026-03-02T01:30:00");
        let month = "2026-02".parse().unwrap();
        let lease = at("2026-03-02T04:00:00");
        observatoire::store::runs::claim(conn, "monthly", month, due, due, lease).unwrap().unwrap();
        assert_eq!(go("2026-03-02T03:59:00"), 0);
        assert_eq!(go("2026-03-02T04:01:00"), 1);
        let all = runs(&store);
        assert_eq!(
            (all.len(), all[0].attempts, all[0].status.as_str(), all[0].month.as_str()),
            (1, 2, "done", "2026-02")
        );

        // A failure waits, is tried again, and is given up after the last delay.
        diesel::sql_query("ALTER TABLE imports RENAME TO imports_away").execute(conn).unwrap();
        installation
            .write("inbox/finess/507.csv", std::fs::read(crate::harness::fixture("finess/507.csv")).unwrap());
        let tried: Vec<usize> = ["01:31", "01:33", "01:37", "02:00", "02:08", "04:07", "04:09", "20:00"]
            .map(|time| go(&format!("2026-03-03T{time}:00")))
            .into();
        assert_eq!(tried, [1, 0, 1, 0, 1, 0, 1, 0]);
        let last = runs(&store).pop().unwrap();
        assert_eq!((last.status.as_str(), last.attempts), ("failed", 4));
        diesel::sql_query("ALTER TABLE imports_away RENAME TO imports").execute(conn).unwrap();
        assert_eq!(go("2026-03-04T01:31:00"), 1, "the next night goes on as usual");
        assert_eq!(runs(&store).pop().unwrap().status, "done");
    }
}
