//! The message to a structure: what it says, when it is let go, and to whom its link is told.

use observatoire::catalog::{Catalog, Definitions};
use observatoire::domain::case::Deed;
use observatoire::domain::rights::{Family, Role};
use observatoire::jobs::letters::overview::{Released, Untold, release};
use observatoire::jobs::letters::{Office, Raised};
use observatoire::mail::{Alerts, Post};
use observatoire::store::audit::{self, Actor};
use observatoire::store::{Scope, Store, cases, replies as kept};

use super::{CONTACTS, answer, declaring, form, link, released, replies};
use crate::harness::{Browser, Database, Installation, MailServer, Said, Served, Someone, on_both};
use crate::mail::letters::{outbox, shown};
use crate::mail::{deliver, directory, post, proof, queue};
use crate::risk::{NUMBER, typed};

const NOW: &str = crate::harness::NOW;

#[test]
fn a_team_is_told_what_it_declared_and_answers_under_its_link() {
    on_both(|installation| {
        declaring(installation);
        let server = MailServer::start("take");
        let html = installation.folder.path().join("overview.html");
        let preview = ["overview", NUMBER, "--preview", html.to_str().unwrap()];
        assert!(outbox(installation, &server, &preview).contains("Point de situation"));
        assert!(proof(installation).is_empty(), "a preview releases nothing");
        assert!(outbox(installation, &server, &["overview", NUMBER]).contains("messages written: 1"));
        assert!(outbox(installation, &server, &["overview", NUMBER]).contains("raised before"));
        let (head, body) = shown(installation, 1);
        assert!(head.contains("coordination@msp.invalid") && !head.contains("List-Unsubscribe"), "{head}");
        for part in [
            "Réunions d’équipe dans le mois – 0 (juin 2026)",
            "Heures de coordination dans le mois – 60 (juin 2026)",
            "Professionnels associés – 5 (juin 2026)",
            "Mois depuis la dernière déclaration reçue – 4 (10\u{a0}juillet 2026)",
            "Cellule MSP",
            "cellule@ars.invalid · 04 00 00 00 00",
        ] {
            assert!(body.contains(part), "{part}\n{body}");
        }
        // Announced for the end of the year; born in 1960.
        for never in ["2026-12-31", "31\u{a0}décembre", "1960", "médecin"] {
            assert!(!body.contains(never), "“{never}” is in the message");
        }
        deliver(installation, &server, NOW, &[]).ok();
        assert_eq!(server.log("taken").len(), 1);
        assert_eq!(server.log("taken")[0]["to"][0], "coordination@msp.invalid");
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let page = browser.get(&link(installation));
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Réunions d’équipe dans le mois") && page.body.contains("0 (juin 2026)"));
        for (header, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex, nofollow"),
        ] {
            assert_eq!(page.header(header), value);
        }
    });
}

#[test]
fn an_answer_pauses_what_is_sent_to_the_structure() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        assert_eq!(answer(&Browser::new(&site), &page, "handled", &[]).status, 303);
        let server = MailServer::start("take");
        let at = |now: &str| {
            let mut command = server.command(installation, now);
            Said::from(command.args(["outbox", "overview", NUMBER]).output().unwrap())
        };
        let paused = at("2026-12-21T09:00:00Z");
        assert_eq!(paused.code, 2, "{paused:?}");
        assert!(paused.err.contains("nothing more is sent before 2027-01-20"), "{paused:?}");
        assert!(at("2027-01-21T09:00:00Z").ok().contains("messages written: 1"));
        assert_eq!(proof(installation).len(), 2);
    });
}

#[test]
fn without_a_verified_address_or_a_desk_nothing_leaves_and_nothing_is_lost() {
    let installation = Installation::new(Database::Sqlite);
    typed(&installation);
    let server = MailServer::start("take");
    let release = || {
        let mut command = server.command(&installation, NOW);
        Said::from(command.args(["outbox", "overview", NUMBER]).output().unwrap())
    };
    assert!(release().err.contains("no contact is known"), "nobody could offer support");
    directory(&installation, &CONTACTS.lines().next().map(|desk| format!("{desk}\n")).unwrap());
    assert!(release().ok().contains("put in the queue: no contact is known"));
    assert_eq!(queue(&installation).len(), 1);
    directory(&installation, CONTACTS);
    deliver(&installation, &server, NOW, &[]).ok();
    assert_eq!(proof(&installation).len(), 1, "written as soon as there is an address");
    assert_eq!(link(&installation).len(), 74);
    let unknown = installation.say(["outbox", "overview", "990000009"]);
    assert_eq!(unknown.code, 2, "{unknown:?}");
}

#[test]
fn a_token_stands_in_its_message_and_nowhere_else() {
    on_both(|installation| {
        let page = released(installation);
        let token = page.rsplit('/').next().unwrap();
        let log = installation.folder.path().join("log");
        let own = installation.command();
        let mut command = std::process::Command::new("/bin/bash");
        command
            .args(["-c", "exec \"$0\" serve --web --port 0 2> >(tee \"$LOG\" >&2)"])
            .arg(own.get_program());
        for (name, value) in own.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.current_dir(installation.folder.path());
        command.env("LOG", &log).env("OBSERVATOIRE_LOG_FILTER", "trace");
        let site = Served::start_with(&command).unwrap();
        let browser = Browser::new(&site);
        answer(&browser, &page, "words", &[("words", "Bonjour")]);
        browser.get(&format!("/en{page}"));
        browser.get(&page.replace("/repondre/", "/%72epondre/"));
        browser.post(&page, &[("form", &form(&browser, &page).0), ("nonsense", "x")]);
        let refused = browser.get(&format!("{page}/nowhere"));
        assert_eq!(refused.status, 404);
        assert!(
            !refused.body.contains(&format!("next=%2Frepondre%2F{token}")),
            "no other page is told of it"
        );
        drop(site);
        let log = std::fs::read_to_string(log).unwrap();
        assert!(log.contains("/repondre/…"), "{log}");
        assert!(!log.contains(token), "the log tells the token");
        for command in [
            &["outbox", "list", "--json"][..],
            &["outbox", "list"],
            &["contact", "queue", "--json"],
            &["reply", "list", "--json"],
            &["reply", "list"],
            &["user", "audit"],
        ] {
            assert!(!installation.say(command.iter().copied()).out.contains(token), "{command:?}");
        }
        let store = Store::open(&installation.store_url()).unwrap();
        assert!(!format!("{store:?}", store = store.kind()).contains(token));
    });
}

#[test]
fn an_officer_lets_a_message_go_once_and_not_in_a_shadow_run() {
    on_both(|installation| {
        declaring(installation);
        installation.ok(&["run", "monthly", "--month", "2026-06"]);
        let store = Store::open(&installation.store_url()).unwrap();
        let catalog = Catalog::load(&Definitions::Embedded).unwrap();
        let number = NUMBER.parse().unwrap();
        let now = NOW.trim_end_matches('Z').parse().unwrap();
        let release = |alerts| {
            let post = Post { alerts, ..post() };
            let office = Office { catalog: &catalog, post: &post, now, by_hand: false };
            let officer = Actor { who: "officer@ars.invalid", address: None, at: now };
            store.write(|conn| release(conn, &office, officer, &number)).unwrap()
        };
        assert_eq!(release(Alerts::Shadow), Released::Refused(Untold::Shadow));
        assert_eq!(release(Alerts::Live), Released::Raised(Raised::Written(1)));
        assert_eq!(release(Alerts::Live), Released::Raised(Raised::Written(0)));
        let conn = &mut *store.connection().unwrap();
        let scope = Scope::operator();
        let case = cases::of_structure(conn, &scope, &number).unwrap().into_iter().next().unwrap();
        let last = cases::history(conn, &scope, case.id).unwrap().pop().unwrap();
        assert_eq!(last.who.as_deref(), Some("officer@ars.invalid"));
        assert!(matches!(last.deed, Deed::Wrote { letter, .. } if letter == "overview"));
        let by = audit::search::Filter {
            who: Some("officer@ars.invalid".into()),
            ..audit::search::Filter::default()
        };
        let told = audit::search::search(conn, &scope, &by, (0, 9)).unwrap().lines;
        assert_eq!(told.iter().filter(|line| line.action == "released").count(), 1);
    });
}

#[test]
fn an_answer_reaches_the_open_case_of_the_structure() {
    on_both(|installation| {
        let page = released(installation);
        installation.ok(&["run", "monthly", "--month", "2026-06"]);
        let store = Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        let case = |conn: &mut _| {
            let all = cases::of_structure(conn, &Scope::operator(), &NUMBER.parse().unwrap()).unwrap();
            assert_eq!(all.len(), 1);
            all.into_iter().next().unwrap()
        };
        let before = case(conn);
        assert!(!before.case.has_reply);
        let site = Served::start(installation);
        answer(&Browser::new(&site), &page, "new_associate", &[("profession", "10"), ("from", "2027-01-04")]);
        let after = case(conn);
        assert!(after.case.has_reply && after.case.events == before.case.events + 1);
        assert!(after.case.due <= before.case.due, "an answer never puts the deadline of the desk off");
        let last = cases::history(conn, &Scope::operator(), after.id).unwrap().pop().unwrap();
        assert_eq!(last.deed, Deed::Replied { reply: 1, kind: "new_associate".into() });
    });
}

#[test]
fn the_structure_and_its_desk_read_its_replies_and_nobody_else() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        answer(&Browser::new(&site), &page, "call", &[("phone", "04 00 00 00 00")]);
        assert_eq!(replies(installation).len(), 1);
        let store = Store::open(&installation.store_url()).unwrap();
        let number = NUMBER.parse().unwrap();
        let then = "2026-01-01T00:00:00".parse().unwrap();
        for (role, places, structure, expected) in [
            (Role::Msp, &[][..], Some(NUMBER), 1),
            (Role::Msp, &[], Some("2A0000014"), 0),
            (Role::Ars, &["REG-84"], None, 1),
            (Role::Ars, &["DEP-01"], None, 1),
            (Role::Ars, &["REG-94"], None, 0),
            (Role::Cpam, &["REG-84"], None, 0),
            (Role::Dgos, &[], None, 0),
            (Role::Federation, &["FR"], None, 0),
        ] {
            let someone = Someone::new(&store, role, places, structure);
            let scope = someone.scope(&store, Family::Signals);
            let conn = &mut *store.connection().unwrap();
            assert_eq!(
                kept::of_structure(conn, &scope, &number).unwrap().len(),
                expected,
                "{role:?} {places:?}"
            );
            assert_eq!(kept::since(conn, &scope, then).unwrap().len(), expected, "{role:?} {places:?}");
            // What is read of another family reaches nothing of them.
            let other = someone.scope(&store, Family::Declared);
            assert!(kept::since(conn, &other, then).unwrap().is_empty(), "{role:?}");
        }
    });
}
