//! Messages reach a real server once, whatever happens to it or to us, and the table of proof agrees with its log.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::Duration;

use rand::RngExt as _;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{critical, deliver, directory, in_state, proof, raise};
use crate::harness::{Database, Installation, MailServer, NOW, Said, chance, objects, on_both};

const DESK: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n";

fn letters(installation: &Installation, count: u32) {
    directory(installation, DESK);
    let letters: Vec<_> = (1..=count).map(|number| critical(number, &format!("MSP N° {number}"))).collect();
    assert_eq!(raise(installation, &letters).len(), count as usize);
    assert_eq!(in_state(installation, "waiting").len(), count as usize);
}

/// The table of proof against the log of the server: what is said to be sent was taken once, what is uncertain once at
/// most, everything else never; and what was taken is what is stored.
fn agrees(installation: &Installation, server: &MailServer) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for line in server.log("taken") {
        *taken.entry(line["id"].as_str().unwrap().to_owned()).or_default() += 1;
        assert_eq!((&line["secure"], &line["user"]), (&true.into(), &"observatoire".into()));
    }
    for line in proof(installation) {
        let id = line["message_id"].as_str().unwrap();
        let times = taken.remove(id).unwrap_or_default();
        match line["status"].as_str().unwrap() {
            "sent" => assert_eq!(times, 1, "{line}"),
            "uncertain" | "sending" => assert!(times <= 1, "{line}"),
            _ => assert_eq!(times, 0, "{line}"),
        }
    }
    assert!(taken.is_empty(), "nobody knows of {taken:?}");
}

fn status(installation: &Installation, id: i64) -> Value {
    proof(installation).into_iter().find(|line| line["id"] == id).unwrap()
}

#[test]
fn a_refusing_day_two_deaths_and_every_message_arrives_once() {
    on_both(|installation| {
        letters(installation, 12);
        let server = MailServer::start("closed");
        // The server lets nobody in for a day: each try is put off, none is lost.
        for now in
            ["2026-11-21T09:00:00Z", "2026-11-21T09:02:00Z", "2026-11-21T15:00:00Z", "2026-11-22T08:00:00Z"]
        {
            let said = deliver(installation, &server, now, &[]);
            assert_eq!(said.code, 1, "{said:?}");
            assert!(said.err.contains("421") && said.err.contains("closed for the day"), "{}", said.err);
        }
        assert_eq!(in_state(installation, "waiting").len(), 12);
        assert!(
            proof(installation)
                .iter()
                .any(|line| line["answer"].as_str().is_some_and(|it| it.contains("421")))
        );

        // It takes the third message and we die before we hear so.
        server.behave("stall 3");
        let mut process = server.command(installation, "2026-11-22T12:00:00Z");
        let mut process = process.arg("deliver").stdout(Stdio::null()).spawn().unwrap();
        server.wait_for("taken", 3);
        process.kill().unwrap();
        process.wait().unwrap();
        let lost = in_state(installation, "sending");
        assert_eq!((in_state(installation, "sent").len(), lost.len()), (2, 1));
        agrees(installation, &server);

        // We die once more, before anything of a message was handed over.
        server.behave("mute");
        let offered = server.log("offered").len();
        let mut process = server.command(installation, "2026-11-22T12:01:00Z");
        let mut process = process.arg("deliver").stdout(Stdio::null()).spawn().unwrap();
        server.wait_for("offered", offered + 1);
        process.kill().unwrap();
        process.wait().unwrap();
        assert_eq!(in_state(installation, "claimed").len(), 1);

        // All is well again: what others hold is left to them until their lease is over.
        server.behave("take");
        assert!(deliver(installation, &server, "2026-11-22T12:05:00Z", &[]).ok().contains("sent 8"));
        assert!(deliver(installation, &server, "2026-11-22T12:06:00Z", &[]).ok().contains("sent 0"));
        let said = deliver(installation, &server, "2026-11-22T13:00:00Z", &[]).ok();
        assert!(said.contains("sent 1") && said.contains("uncertain 1"), "{said}");
        assert_eq!(in_state(installation, "uncertain"), lost);
        assert_eq!(in_state(installation, "sent").len(), 11);
        agrees(installation, &server);
        assert_eq!(server.log("taken").len(), 12, "every message arrived, the uncertain one too");
        for now in ["2026-11-22T14:00:00Z", "2026-11-29T14:00:00Z"] {
            deliver(installation, &server, now, &[]).ok();
        }
        assert_eq!(server.log("taken").len(), 12, "what is uncertain is not sent again by itself");
        let told = installation.ok(&["check"]);
        assert!(told.contains("UNCERTAIN: 1"), "{told}");

        // A person may ask for it, knowing; the recipient's server sees the same Message-ID.
        let (id, lost) = (lost[0].to_string(), lost[0]);
        assert!(
            deliver(installation, &server, "2026-11-29T15:00:00Z", &["--again", &id]).ok().contains("sent 1")
        );
        let line = status(installation, lost);
        assert_eq!(line["status"], "sent");
        assert_eq!(server.times(line["message_id"].as_str().unwrap()), 2);
        assert_eq!(deliver(installation, &server, "2026-11-29T16:00:00Z", &["--again", &id]).code, 2);
        let attempts = installation.say(["outbox", "show", &id]).err;
        for word in ["uncertain: the worker died", "again: asked for by a person", "sent: 250"] {
            assert!(attempts.contains(word), "{word}\n{attempts}");
        }

        // What the server took is what is stored, byte for byte.
        for line in server.log("taken") {
            let proof = proof(installation);
            let own = proof.iter().find(|own| own["message_id"] == line["id"]).unwrap();
            let shown = installation.ok(&["outbox", "show", &own["id"].to_string()]);
            let print =
                Sha256::digest(shown.trim_end()).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            assert_eq!(line["sha256"], print, "{own}");
        }
    });
}

#[test]
fn killed_at_any_moment_no_message_is_lost_or_sent_twice() {
    for database in [Database::Sqlite, Database::Postgres] {
        let installation = &Installation::new(database);
        letters(installation, 24);
        let server = MailServer::start("take");
        let mut chance = chance();
        for round in 0..7 {
            // Past the lease of whoever died before.
            let now = format!("2026-11-21T{:02}:00:00Z", 10 + round);
            let mut process = server.command(installation, &now);
            let taken = server.log("taken").len();
            let mut process = process.arg("deliver").stdout(Stdio::null()).spawn().unwrap();
            while server.log("taken").len() == taken && process.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(chance.random_range(0..30_000)));
            process.kill().unwrap();
            process.wait().unwrap();
            agrees(installation, &server);
        }
        deliver(installation, &server, "2026-11-21T20:00:00Z", &[]).ok();
        agrees(installation, &server);
        let (sent, uncertain) = (in_state(installation, "sent"), in_state(installation, "uncertain"));
        eprintln!("{database:?}: {} sent, {} uncertain", sent.len(), uncertain.len());
        assert_eq!(sent.len() + uncertain.len(), 24);
    }
}

#[test]
fn two_workers_share_the_work() {
    on_both(|installation| {
        letters(installation, 16);
        let server = MailServer::start("take");
        let start =
            || server.command(installation, NOW).arg("deliver").stdout(Stdio::null()).spawn().unwrap();
        let mut workers = [start(), start(), start()];
        assert!(workers.iter_mut().all(|worker| worker.wait().unwrap().success()));
        assert_eq!(in_state(installation, "sent").len(), 16);
        agrees(installation, &server);
    });
}

#[test]
fn refusals_for_now_wait_and_refusals_for_good_are_kept() {
    on_both(|installation| {
        directory(
            installation,
            "ars;DEP-01;;Refus;refused@ars.invalid;;;;2026-11-01\nars;DEP-02;;Attente;later@ars.invalid;;;;2026-11-01\n",
        );
        let elsewhere = |letter: observatoire::mail::Letter| match letter {
            observatoire::mail::Letter::Critical(it) => {
                observatoire::mail::Letter::Critical(observatoire::mail::Critical {
                    department: "02".into(),
                    ..it
                })
            }
            other => other,
        };
        raise(installation, &[critical(1, "MSP"), elsewhere(critical(2, "MSP"))]);
        let server = MailServer::start("take");
        let said = deliver(installation, &server, NOW, &["--json"]).ok();
        assert_eq!(objects(&said)[0]["failed"], 1, "{said}");
        let [refused, later] = &proof(installation)[..] else { panic!("two messages") };
        assert_eq!((&refused["status"], &later["status"]), (&"failed".into(), &"waiting".into()));
        assert_eq!(refused["answer"], "550 no such mailbox here");
        assert_eq!(later["answer"], "451 greylisted, come back");
        // Tried again with growing patience, for five days.
        for (now, attempts) in [
            ("2026-11-21T09:00:50Z", 1),
            ("2026-11-21T09:01:30Z", 2),
            ("2026-11-21T09:05:00Z", 2),
            ("2026-11-21T09:08:00Z", 3),
            ("2026-11-26T08:00:00Z", 4),
        ] {
            deliver(installation, &server, now, &[]).ok();
            assert_eq!(proof(installation)[1]["attempts"], attempts, "{now}");
        }
        assert_eq!(proof(installation)[1]["status"], "waiting");
        deliver(installation, &server, "2026-11-26T12:00:00Z", &[]).ok();
        let line = &proof(installation)[1];
        assert_eq!((&line["status"], &line["attempts"]), (&"failed".into(), &5.into()), "{line}");
        let id = line["id"].to_string();
        assert!(installation.say(["outbox", "show", &id]).err.contains("given up: 451"));
        assert_eq!(server.log("taken").len(), 0);
    });
}

#[test]
fn a_server_that_is_not_to_be_trusted_gets_nothing_and_a_silent_one_is_given_up() {
    let installation = &Installation::new(Database::Sqlite);
    letters(installation, 1);
    let go = |server: &MailServer, change: &[(&str, &str)]| {
        let mut command = server.command(installation, NOW);
        for (name, value) in change {
            command.env(name, value);
        }
        Said::from(command.arg("deliver").output().unwrap())
    };
    let server = MailServer::start("take");
    // A certificate of nobody we know; a name that it is not given to.
    let other = MailServer::start("take");
    let foreign = installation.write("foreign.pem", std::fs::read(other.root()).unwrap());
    assert_eq!(foreign.metadata().unwrap().len(), server.root().metadata().unwrap().len());
    let nobody = installation
        .write("none.pem", rcgen::generate_simple_self_signed(vec!["x".into()]).unwrap().cert.pem());
    let said = go(&server, &[("OBSERVATOIRE_SMTP_ROOT", nobody.to_str().unwrap())]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("certificate"), "{}", said.err);
    assert_eq!(server.log("auth").len(), 0, "the password was not shown");
    let reset = |installation: &Installation| {
        use diesel::RunQueryDsl as _;
        let store = observatoire::store::Store::open(&installation.store_url()).unwrap();
        let set =
            format!("UPDATE outbox SET next_try_at = '{}'", NOW.replace('T', " ").trim_end_matches('Z'));
        diesel::sql_query(set).execute(&mut *store.connection().unwrap()).unwrap();
    };
    reset(installation);
    assert_eq!(
        go(&server, &[("OBSERVATOIRE_SMTP_HOST", "127.0.0.1")]).code,
        1,
        "the name is not that of the certificate"
    );
    reset(installation);
    let said =
        go(&server, &[("OBSERVATOIRE_SMTP_PASSWORD", "wrong horse"), ("OBSERVATOIRE_LOG_FILTER", "trace")]);
    assert!(said.code == 1 && said.err.contains("535"), "{said:?}");
    for secret in ["wrong horse", "AG9ic2VydmF0b2lyZQB3cm9uZyBob3JzZQ=="] {
        assert!(!said.err.contains(secret), "a log shows the password");
    }
    // STARTTLS is insisted on.
    reset(installation);
    let plain = MailServer::start("open");
    assert_eq!(go(&plain, &[]).code, 1);
    assert_eq!(plain.log("auth").len() + plain.log("taken").len(), 0);
    let said = go(&plain, &[("OBSERVATOIRE_SMTP_SECURITY", "none")]);
    assert!(said.code == 2 && said.err.contains("open line"), "{said:?}");
    // Never an answer: the try ends by itself.
    reset(installation);
    server.behave("mute");
    let said = go(&server, &[("OBSERVATOIRE_SMTP_SECONDS", "1")]);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(in_state(installation, "waiting").len(), 1, "nothing was handed over");
    reset(installation);
    server.behave("stall 0");
    let said = go(&server, &[("OBSERVATOIRE_SMTP_SECONDS", "1")]);
    assert!(said.out.contains("uncertain 1"), "handed over, and no answer: {said:?}");
    agrees(installation, &server);
}

#[test]
fn the_schedule_sends_and_a_dry_run_does_not() {
    let installation = &Installation::new(Database::Sqlite);
    letters(installation, 2);
    let server = MailServer::start("take");
    let folder = installation.folder.path().join("eml");
    let said = deliver(installation, &server, NOW, &["--dry-run", folder.to_str().unwrap()]).ok();
    assert!(said.contains("nothing sent: 2"), "{said}");
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| std::fs::read_to_string(file).unwrap().contains("Message-ID: <")));
    assert_eq!((server.log("taken").len(), in_state(installation, "waiting").len()), (0, 2));
    // Without a server messages wait, and that is no failure.
    installation.ok(&["run", "deliver"]);
    assert_eq!(installation.say(["deliver"]).code, 2);
    let ran =
        Said::from(server.command(installation, NOW).args(["run", "deliver", "--json"]).output().unwrap());
    let step = &objects(&ran.ok())[0];
    assert_eq!((&step["step"], &step["rows"]), (&"deliver".into(), &2.into()));
    agrees(installation, &server);
}
