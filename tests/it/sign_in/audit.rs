//! The audit: who may search it, what it finds, and that no file leaves without a line.

use super::{AIN, ARS, CORSE, PASSWORD, add, page_of, with_an_agent};
use crate::harness::{Browser, Installation, Served, objects};

pub(super) const ADMINISTRATOR: &str = "admin_1@test.invalid";

pub(super) fn with_an_administrator(test: impl Fn(&Installation)) {
    with_an_agent(|installation| {
        add(installation, ADMINISTRATOR, &["--role", "administrator", "--name", "Ada"]);
        test(installation);
    });
}

#[test]
fn an_administrator_searches_the_audit_and_sees_nothing_of_structures() {
    with_an_administrator(|installation| {
        let site = Served::start(installation);
        let (agent, admin) = (Browser::new(&site), Browser::new(&site));
        agent.sign_in(ARS, PASSWORD);
        assert_eq!((agent.get(&page_of(AIN)).status, agent.get(&page_of(CORSE)).status), (200, 403));
        admin.sign_in(ADMINISTRATOR, PASSWORD);
        for closed in [&*page_of(AIN), &format!("/structures/{AIN}/assessment"), "/suivi"] {
            assert_eq!(admin.get(closed).status, 403, "{closed}");
        }
        assert_eq!(admin.get(&format!("/structures/{AIN}")).status, 200, "as everybody");

        let rows = |query: &str| {
            let page = admin.get(&format!("/journal?{query}"));
            assert_eq!(page.status, 200, "{query}");
            page.body.split("<tr><td>").skip(1).map(ToOwned::to_owned).collect::<Vec<_>>()
        };
        let found = rows("action=read&family=aci");
        assert!(found.len() == 1 && found[0].contains(ARS) && found[0].contains(AIN), "{found:?}");
        assert!(found[0].contains("127.0.0.1") && found[0].contains("novembre 2026"), "{found:?}");
        assert_eq!(rows(&format!("subject={CORSE}")).len(), 1);
        assert_eq!(rows("who=admin_1&action=account-added").len(), 1, "done to it");
        assert_eq!(rows("who=adminx1").len(), 0, "a sign of patterns means itself");
        assert_eq!(rows("who=%25").len(), 0);
        assert_eq!(rows("from=2026-11-22").len(), 0);
        assert_eq!(rows("to=2026-11-20").len(), 0);
        assert_eq!(rows("from=2026-11-21&to=2026-11-21&who=ars%40").len(), 5);
        let english = admin.get("/en/journal?action=exported").body;
        assert!(english.contains("No line is like that"));
        for wrong in ["action=eaten", "family=x", "from=yesterday", "page=0", "page=x"] {
            assert_eq!(admin.get(&format!("/journal?{wrong}")).status, 400, "{wrong}");
        }
        // Her own reading is there, too.
        assert!(rows("family=audit&action=read").len() > 5);

        for closed in ["/journal", "/journal.csv"] {
            assert_eq!(agent.get(closed).status, 403);
            assert_eq!(Browser::new(&site).get(closed).status, 303);
        }
        assert_eq!(rows("action=read-refused&who=ars").len(), 3);
    });
}

#[test]
fn a_file_that_is_not_for_all_leaves_a_line() {
    with_an_administrator(|installation| {
        let site = Served::start(installation);
        let admin = Browser::new(&site);
        admin.sign_in(ADMINISTRATOR, PASSWORD);
        let exported = || {
            let lines = installation.ok(&["user", "audit", "--action", "exported", "--json"]);
            objects(&lines)
        };
        let open = admin.get("/national/regions.csv");
        assert!(open.header("content-disposition").starts_with("attachment") || open.status == 404);
        assert!(exported().is_empty(), "what everybody may have is no export");
        let file = admin.get("/journal.csv?action=signed-in");
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"journal-2026-11-21.csv\"");
        assert_eq!(file.header("cache-control"), "private, no-store");
        let lines: Vec<&str> = file.body.lines().collect();
        assert_eq!(lines[0], "at,who,action,family,subject,detail,address");
        assert_eq!(lines[1..], [format!("2026-11-21T09:00:00Z,{ADMINISTRATOR},signed in,,,,127.0.0.1")]);
        let told = exported();
        assert_eq!(told.len(), 1);
        assert_eq!(
            (&told[0]["who"], &told[0]["family"], &told[0]["detail"]),
            (&ADMINISTRATOR.into(), &"audit".into(), &"journal-2026-11-21.csv".into())
        );
    });
}

#[test]
fn the_command_line_searches_in_the_same_way() {
    with_an_administrator(|installation| {
        let site = Served::start(installation);
        let agent = Browser::new(&site);
        agent.sign_in(ARS, PASSWORD);
        agent.get(&page_of(AIN));
        let lines = |arguments: &[&str]| {
            let said = installation.ok(&[&["user", "audit", "--json"], arguments].concat());
            objects(&said).len()
        };
        assert_eq!(lines(&["--family", "declared", "--subject", AIN]), 1);
        assert_eq!(lines(&["ars", "--action", "read"]), 2);
        assert_eq!((lines(&["--from", "2026-11-22"]), lines(&["--to", "2026-11-20"])), (0, 0));
        assert_eq!(lines(&["--from", "2026-11-21", "--to", "2026-11-21"]), 5);
        assert_eq!(installation.say(["user", "audit", "--action", "eaten"]).code, 2);
    });
}
