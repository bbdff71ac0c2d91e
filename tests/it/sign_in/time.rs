//! Sessions end: by themselves, from another place, never somebody else's.

use observatoire::credentials::Token;
use observatoire::store::{Error, Kind, Store, sessions};

use super::{ARS, PASSWORD, add, with_an_agent};
use crate::harness::{Browser, Served};

#[test]
fn a_session_ends_when_nobody_is_there_and_after_a_day_of_work() {
    with_an_agent(|installation| {
        let site = Served::start_at(installation, "2026-11-21T08:00:00Z");
        let (idle, busy) = (Browser::new(&site), Browser::new(&site));
        idle.sign_in(ARS, PASSWORD);
        busy.sign_in(ARS, PASSWORD);
        let site = Served::start_at(installation, "2026-11-21T08:29:00Z");
        assert_eq!(busy.on(&site).get("/compte").status, 200);
        let site = Served::start_at(installation, "2026-11-21T08:58:00Z");
        assert_eq!((busy.on(&site).get("/compte").status, idle.on(&site).get("/compte").status), (200, 303));
        // And so on until the evening.
        let store = Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        let token = Token::read(&busy.token()).unwrap();
        let start: chrono::NaiveDateTime = "2026-11-21T08:58:00".parse().unwrap();
        for step in 1..=18 {
            let now = start + chrono::TimeDelta::minutes(step * 29);
            let signed = sessions::find(conn, &token, now).unwrap().unwrap();
            sessions::note(conn, &signed, now).unwrap();
        }
        let site = Served::start_at(installation, "2026-11-21T17:59:00Z");
        assert_eq!(busy.on(&site).get("/compte").status, 200);
        let site = Served::start_at(installation, "2026-11-21T18:00:00Z");
        assert_eq!(busy.on(&site).get("/compte").status, 303, "ten hours after it began");
    });
}

#[test]
fn one_s_own_sessions_are_ended_from_elsewhere_and_nobody_else_s() {
    with_an_agent(|installation| {
        add(installation, "other@test.invalid", &["--role", "dgos"]);
        let site = Served::start(installation);
        let (desk, phone, other) = (Browser::new(&site), Browser::new(&site), Browser::new(&site));
        desk.sign_in(ARS, PASSWORD);
        phone.sign_in(ARS, PASSWORD);
        other.sign_in("other@test.invalid", PASSWORD);
        let sessions = |browser: &Browser| -> Vec<String> {
            let body = browser.get("/compte").body;
            let ids = body.split("name=\"session\" value=\"").skip(1);
            ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
        };
        let own = sessions(&desk);
        assert_eq!((own.len(), sessions(&other).len()), (2, 1));
        let strange = sessions(&other).remove(0);
        desk.fill("/compte", "/compte/sessions", &[("session", &strange)]);
        assert_eq!(other.get("/compte").status, 200, "not hers to end");
        // The last one that was opened stands first.
        let ended = desk.fill("/compte", "/compte/sessions", &[("session", &own[0])]);
        assert_eq!((ended.status, ended.header("location")), (303, "/compte#sessions"));
        assert_eq!((phone.get("/compte").status, desk.get("/compte").status), (303, 200));
        assert_eq!(desk.fill("/compte", "/compte/sessions", &[("session", "x")]).status, 400);
        let last = desk.fill("/compte", "/compte/sessions", &[("session", &own[1])]);
        assert_eq!((last.status, last.header("location")), (303, "/"));
        assert_eq!((desk.get("/compte").status, desk.token()), (303, String::new()));
    });
}

#[test]
fn an_import_that_writes_for_long_holds_up_neither_pages_nor_sign_in() {
    with_an_agent(|installation| {
        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start_at(installation, "2026-11-21T09:00:00Z");
        let there = Browser::new(&site);
        there.sign_in(ARS, PASSWORD);
        let later = Served::start_at(installation, "2026-11-21T09:10:00Z");
        store
            .write(|_| {
                // Her session is due to be noted, and is not; the page comes all the same.
                assert_eq!(there.on(&later).get("/compte").status, 200);
                // As many at once as the pool has connections.
                let entered: Vec<u16> = std::thread::scope(|scope| {
                    let later = &later;
                    let tries: Vec<_> = (0..8)
                        .map(|i| format!("n{i}@test.invalid"))
                        .map(|login| {
                            scope.spawn(move || Browser::new(later).sign_in(&login, PASSWORD).status)
                        })
                        .collect();
                    assert_eq!(later.get("/").status, 200, "pages have connections left");
                    tries.into_iter().map(|tried| tried.join().unwrap()).collect()
                });
                // SQLite has one writer: they are told to come back.
                let expected = match store.kind() {
                    Kind::Postgres => 422,
                    Kind::Sqlite => 503,
                };
                assert_eq!(entered, [expected; 8]);
                Ok::<_, Error>(())
            })
            .unwrap();
        assert_eq!(Browser::new(&later).sign_in(ARS, PASSWORD).status, 303);
    });
}
