//! What a failed or wrong download must not do.

use std::sync::atomic::AtomicBool;

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Timestamp};
use observatoire::catalog::{Catalog, Definitions};
use observatoire::credentials::Secret;
use observatoire::jobs::run::Context;
use observatoire::jobs::scheduler::tick;
use observatoire::store::Store;

use super::server::Answer;
use super::{Fetching, PATIENT, csv, packed};
use crate::harness::{Database, Installation, NOW, Said, Served, fixture, on_both};

#[test]
fn an_error_leaves_the_data_of_yesterday_and_is_tried_again() {
    on_both(|installation| {
        let fetching = Fetching::new(installation, "/etalab.csv");
        installation.import(&[fixture("finess/507.csv")]);
        for status in [404, 500] {
            fetching.server.will([Answer::new(status, &[("Content-Length", "0")], "")]);
            fetching.run().failed(&format!("/etalab.csv: the server answered {status}"));
            assert_eq!(fetching.open(), "5");
        }
        let check = fetching.check();
        assert!(
            check.contains(
                "NO LONGER SUPPLIED; last download 2026-11-21 09:00 UTC: failed (the server answered 500)"
            ),
            "{check}"
        );

        // A server that asks for patience is not asked before.
        let busy = Answer::new(503, &[("Retry-After", "3600"), ("Content-Length", "0")], "");
        fetching.server.will([busy]);
        fetching.run().failed("the server answered 503");
        fetching.server.asked();
        fetching.run_at("2026-11-21T09:59:00Z").failed("asked not to be asked before 2026-11-21 10:00 UTC");
        assert_eq!(fetching.server.asked(), [""; 0]);
        fetching.server.will([Answer::whole(&csv(), "\"a\"")]);
        fetching.run_at("2026-11-21T10:01:00Z").fetched(0);
        let statuses: Vec<_> = fetching.rows().into_iter().map(|row| row.status).collect();
        assert_eq!(statuses, ["failed", "failed", "failed", "unchanged"]);
    });
}

#[derive(QueryableByName, Debug)]
struct Waiting {
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    next_try_at: Option<chrono::NaiveDateTime>,
}

#[test]
fn the_schedule_tries_again_and_hears_when_it_is_asked_to_wait() {
    for database in [Database::Sqlite, Database::Postgres] {
        let installation = Installation::new(database);
        let fetching = Fetching::new(&installation, "/etalab.csv");
        let definitions = Definitions::Folder(installation.folder.path().join("definitions"));
        let mut catalog = Catalog::load(&definitions).unwrap();
        catalog.jobs.retain(|job| job.id == "monthly");
        let store = Store::open(&installation.store_url()).unwrap();
        let inbox = installation.folder.path().join("data/inbox");
        let (stop, secret) = (AtomicBool::new(false), Secret::new(None, &inbox));
        let go = |now: &str| {
            let now = now.parse().unwrap();
            let done = tick(Context {
                store: &store,
                catalog: &catalog,
                inbox: &inbox,
                post: &observatoire::mail::Post::default(),
                secret: &secret,
                terms: observatoire::jobs::retain::Terms::default(),
                now,
                stop: &stop,
            })
            .unwrap();
            let conn = &mut *store.connection().unwrap();
            let last: Vec<Waiting> =
                diesel::sql_query("SELECT status, next_try_at FROM runs").load(conn).unwrap();
            let Waiting { status, next_try_at } = last.into_iter().next_back().unwrap();
            (done, status, next_try_at.map(|at| at.to_string()))
        };
        let busy = |wait| Answer::new(503, &[("Retry-After", wait), ("Content-Length", "0")], "");
        fetching.server.will([busy("60"), busy("7200"), Answer::whole(&csv(), "\"a\"")]);
        let until = |at: &str| Some(format!("2026-11-21 {at}"));
        // The delays of the definition are 5, 30 and 120 minutes; the server may ask for more, not for less.
        assert_eq!(go("2026-11-21T04:15:00"), (1, "waiting".into(), until("04:20:00")));
        assert_eq!(go("2026-11-21T04:20:00"), (1, "waiting".into(), until("06:20:00")));
        assert_eq!(go("2026-11-21T06:19:00").0, 0);
        assert_eq!(go("2026-11-21T06:20:00"), (1, "done".into(), None));
        assert_eq!(fetching.server.asked().len(), 3);
    }
}

#[test]
fn a_page_in_the_place_of_a_file_is_refused_and_yesterday_is_still_served() {
    on_both(|installation| {
        let fetching = Fetching::new(installation, "/etalab.csv");
        installation.import(&[fixture("finess/502.csv")]);
        installation.ok(&["run", "monthly", "--month", "2026-05"]);
        let before = fetching.open();
        let page = b"<!doctype html><title>Maintenance</title><h1>Back soon</h1>";
        fetching.server.will([Answer::whole(page, "\"page\"")]);
        let ran = fetching.run().fetched(1);
        assert!(ran.err.contains("a file of the inbox was refused"), "{ran:?}");
        assert_eq!((&ran.steps[1]["rows"], fetching.open()), (&0.into(), before));
        let served = Served::start(installation);
        let national = served.get("/");
        assert!(national.status == 200 && national.body.contains("<h1>"));
        let check = fetching.check();
        assert!(
            check.contains("NO LONGER SUPPLIED; last download 2026-11-21 09:00 UTC: new, NOT IMPORTED"),
            "{check}"
        );

        // It was not believed, so it is asked for again without conditions; the same page is not kept twice.
        fetching.server.asked();
        fetching.server.will([Answer::whole(page, "\"page\"")]);
        fetching.run().fetched(0);
        assert!(!fetching.server.asked().concat().contains("if-none-match"));
        assert_eq!(fetching.inbox().len(), 1);
        fetching.server.will([Answer::whole(&csv(), "\"a\"")]);
        let ran = fetching.run().fetched(1);
        assert_eq!(ran.steps[1]["rows"], 6, "{ran:?}");
        assert_eq!(fetching.inbox().len(), 2, "a file that was not read is not overwritten");
    });
}

#[test]
fn a_simulated_store_receives_nothing_real() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/etalab.csv");
    installation.import(&crate::simulated::files_of("cs1100507")[..1]);
    let ran = fetching.run().fetched(0);
    assert!(
        ran.err.contains("the store holds simulated data, nothing real is downloaded into it"),
        "{ran:?}"
    );
    assert_eq!((fetching.server.asked(), fetching.inbox()), (vec![], vec![]));
    let check = fetching.say_at(NOW, &["check"]);
    assert!(
        check.out.contains("last download 2026-11-21 09:00 UTC: skipped (the store holds simulated"),
        "{check:?}"
    );
    assert_eq!(check.code, 1, "on one old edition of FINESS the risk model has stepped back: {check:?}");

    // Not even what was fetched before the store became simulated.
    installation.write("data/inbox/finess/507.csv", csv());
    let ran = fetching.run();
    assert_eq!((ran.code, &ran.steps[1]["rows"]), (0, &0.into()), "{ran:?}");
    assert!(ran.err.contains("the store holds simulated data and the file is not simulated"), "{ran:?}");
}

#[test]
fn secrets_of_an_address_stay_out_of_sight() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/");
    let url = fetching.server.url("/etalab.csv?token=s3cret").replace("http://", "http://me:s3cret@");
    fetching.wants(&url, PATIENT);
    let elsewhere = Answer::new(302, &[("Location", "/other?signature=s3cret"), ("Content-Length", "0")], "");
    fetching.server.will([elsewhere]);
    let mut command = installation.command();
    command.env("OBSERVATOIRE_DEFINITIONS", "definitions").env("OBSERVATOIRE_LOG_FILTER", "trace");
    command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
    let said = Said::from(command.args(["run", "monthly"]).output().unwrap());
    assert!(said.err.contains("/etalab.csv?…: the server answered 500"), "{}", said.err);
    let told = format!("{}{}{}{:?}", said.out, said.err, fetching.check(), fetching.rows());
    let shown = told.lines().find(|line| line.contains("s3cret"));
    assert_eq!(shown, None);
    let asked = fetching.server.asked();
    assert!(asked[0].contains("authorization: basic bwu6cznjcmv0"), "{}", asked[0]);
    assert!(fetching.rows()[0].url.ends_with("/etalab.csv?…"));
}

#[test]
fn a_file_with_the_wrong_hash_is_thrown_away() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/etalab.csv");
    let hash = format!("{PATIENT}\nsha256 = \"{}\"", "0".repeat(64));
    fetching.wants(&fetching.server.url("/etalab.csv"), &hash);
    fetching.server.will([Answer::whole(&csv(), "\"a\"")]);
    fetching.run().failed("not that of the definition");
    assert_eq!(fetching.inbox(), [""; 0]);
    assert_eq!(fetching.rows()[0].error.as_deref().map(|error| error.contains("damaged")), Some(true));
    let damaged = [&packed()[..40], &[0; 200]].concat();
    fetching.wants(&fetching.server.url("/plus.json.gz"), PATIENT);
    fetching.server.will([Answer::whole(&damaged, "\"a\"")]);
    fetching.run().failed("it cannot be unpacked");
    assert_eq!(fetching.inbox(), [""; 0]);
}

#[test]
fn a_download_that_cannot_be_is_a_fault_of_the_definitions() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/");
    for (url, more, fault) in [
        ("s3cret", "", "finess.toml: download.url: the address cannot be read"),
        ("ftp://host/s3cret", "", "download.url: an address begins with https:// or http://, not ftp:"),
        ("https://host/s3cret/", "", "download.file: the address ends in no name"),
        ("https://host/a", "file = \"../b\"", "download.file: must be the name of a file"),
        ("https://host/a", "sha256 = \"b\"", "download.sha256: must be 64 hexadecimal digits"),
    ] {
        fetching.wants(url, &format!("{PATIENT}\n{more}"));
        let said = fetching.say_at(NOW, &["check"]);
        assert!(said.code == 1 && said.out.contains(fault), "{}", said.out);
        assert!(!said.out.contains("s3cret"), "{}", said.out);
    }
    fetching.wants("https://host/a", "megabytes = 0\nminutes = 60");
    let said = fetching.say_at(NOW, &["check"]);
    assert!(said.out.contains("download.megabytes: must be above zero"), "{}", said.out);
    assert!(said.out.contains("monthly.toml: limit: downloads alone may take 60 minutes"), "{}", said.out);
}
