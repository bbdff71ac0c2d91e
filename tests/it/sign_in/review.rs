//! Accounts are confirmed every six months, or shut; and what is kept of people has a term.

use diesel::connection::SimpleConnection as _;
use observatoire::store::Store;
use observatoire::store::audit::{self, Action, Actor};

use super::audit::{ADMINISTRATOR, with_an_administrator};
use super::{AIN, ARS, PASSWORD, page_of, with_an_agent};
use crate::harness::{Browser, Installation, Served, objects};

fn run_at(installation: &Installation, now: &str) {
    let said = installation.say_at(now, &["run", "accounts"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

fn told(installation: &Installation, action: &str) -> Vec<(String, String)> {
    let said = installation.ok(&["user", "audit", "--action", action, "--json"]);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    objects(&said).iter().map(|line| (text(&line["who"]), text(&line["subject"]))).collect()
}

#[test]
fn an_account_that_nobody_confirms_is_shut_after_six_months_and_thirty_days() {
    with_an_agent(|installation| {
        let review = |now: &str| installation.say_at(now, &["user", "review"]).ok();
        assert_eq!(review("2027-05-20T09:00:00Z"), "");
        let due = review("2027-05-21T09:00:00Z");
        assert!(due.contains("confirm by 2027-06-20") && due.contains("never signed in"), "{due}");
        let check = installation.say_at("2027-05-21T09:00:00Z", &["check"]).out;
        assert!(check.contains("active accounts: 1, to be reviewed: 1"), "{check}");
        run_at(installation, "2027-06-20T09:00:00Z");
        let site = Served::start_at(installation, "2027-06-20T10:00:00Z");
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        assert_eq!(browser.get(&page_of(AIN)).status, 200, "the last day");

        assert!(review("2027-06-21T09:00:00Z").contains("PAST ITS TERM"));
        let check = installation.say_at("2027-06-21T09:00:00Z", &["check"]).out;
        assert!(check.contains("PAST THEIR TERM: 1"), "{check}");
        run_at(installation, "2027-06-21T02:40:00Z");
        assert_eq!(browser.get(&page_of(AIN)).status, 303, "the session ended with it");
        assert_eq!(told(installation, "account-lapsed"), [("jobs".to_owned(), ARS.to_owned())]);
        run_at(installation, "2027-06-22T02:40:00Z");
        assert_eq!(told(installation, "account-lapsed").len(), 1);
        // Whoever opens it again has looked at it.
        installation.say_at("2027-06-22T09:00:00Z", &["user", "enable", ARS]).ok();
        run_at(installation, "2027-06-23T02:40:00Z");
        assert!(installation.ok(&["user", "list"]).contains("active"));
        let idle = review("2027-12-21T09:00:00Z");
        assert!(idle.contains("last signed in on 2027-06-20"), "{idle}");
    });
}

#[test]
fn one_that_is_confirmed_stays_open() {
    with_an_agent(|installation| {
        let confirmed = installation.say_at("2027-05-30T09:00:00Z", &["user", "review", "--confirm", ARS]);
        assert!(confirmed.ok().contains("six months"));
        run_at(installation, "2027-07-30T02:40:00Z");
        assert!(installation.ok(&["user", "list"]).contains("active"));
        assert_eq!(told(installation, "account-reviewed"), [("operator".to_owned(), ARS.to_owned())]);
        assert_eq!(installation.say(["user", "review", "--confirm", "x@y.fr"]).code, 2);
    });
}

#[test]
fn the_administrator_confirms_and_shuts_accounts_on_a_page() {
    with_an_administrator(|installation| {
        let site = Served::start_at(installation, "2027-05-21T09:00:00Z");
        let (admin, agent) = (Browser::new(&site), Browser::new(&site));
        admin.sign_in(ADMINISTRATOR, PASSWORD);
        agent.sign_in(ARS, PASSWORD);
        let page = admin.get("/comptes");
        assert_eq!(page.status, 200);
        let body = page.body.replace('\u{a0}', " ");
        assert!(body.contains("2 comptes") && body.contains("Claire &#60;b&#62;"), "{body}");
        assert_eq!(body.matches("à confirmer avant le 20 juin 2027").count(), 2);
        assert!(admin.get("/en/comptes").body.contains("to be confirmed by"));
        let id = |email: &str| {
            let row = body.split("<tr>").find(|row| row.contains(&email.replace('@', "%40"))).unwrap();
            row.split("name=\"account\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let (of_agent, of_admin) = (id(ARS), id(ADMINISTRATOR));
        let send = |action: &str, account: &str| {
            admin.fill("/comptes", &format!("/comptes/{action}"), &[("account", account)]).status
        };
        assert_eq!(send("confirmer", &of_agent), 303);
        assert_eq!(told(installation, "account-reviewed"), [(ADMINISTRATOR.to_owned(), ARS.to_owned())]);
        assert!(admin.get("/comptes").body.contains("à jour"));
        assert_eq!(send("desactiver", &of_agent), 303);
        assert_eq!(agent.get("/compte").status, 303, "her session ended");
        assert_eq!(told(installation, "account-disabled"), [(ADMINISTRATOR.to_owned(), ARS.to_owned())]);
        assert_eq!(send("desactiver", &of_admin), 400, "nobody shuts themselves out");
        assert_eq!((send("confirmer", "99"), send("confirmer", "x")), (400, 400));
        let more = [("account", &*of_agent), ("role", "dgos")];
        assert_eq!(admin.fill("/comptes", "/comptes/confirmer", &more).status, 400);

        installation.ok(&["user", "enable", ARS]);
        agent.sign_in(ARS, PASSWORD);
        assert_eq!(agent.get("/comptes").status, 403);
        let form = agent.form("/compte");
        for action in ["/comptes/confirmer", "/comptes/desactiver"] {
            let sent = agent.post(action, &[("form", &form), ("account", &of_admin)]);
            assert_eq!(sent.status, 403, "{action}");
        }
        assert_eq!(admin.get("/compte").status, 200);
        assert_eq!(told(installation, "account-disabled").len(), 1);
    });
}

#[test]
fn lines_of_the_audit_go_after_their_term_and_a_line_says_so() {
    with_an_agent(|installation| {
        let store = Store::open(&installation.store_url()).unwrap();
        // Long ago, whatever the day on which this runs.
        for (day, who) in [("2024-01-01", "old"), ("2024-03-01", "older-than-the-term")] {
            let at = format!("{day}T09:00:00").parse().unwrap();
            let actor = Actor { who, address: None, at };
            store.write(|conn| audit::record(conn, actor, Action::Read, None)).unwrap();
        }
        let young = store.connection().unwrap().batch_execute("DELETE FROM audit").unwrap_err().to_string();
        assert!(young.contains("the audit is only added to"), "not even by the job: {young}");
        let lines = || installation.ok(&["user", "audit"]).lines().count();
        let before = lines();
        run_at(installation, "2026-11-21T02:40:00Z");
        let said = installation.ok(&["user", "audit", "--action", "audit-purged", "--json"]);
        let purged = objects(&said);
        assert_eq!(
            (&purged[0]["who"], &purged[0]["detail"]),
            (&"jobs".into(), &"lines: 2, older than 2025-11-21".into())
        );
        assert_eq!(lines(), before - 2 + 1);
        run_at(installation, "2026-11-21T02:41:00Z");
        assert_eq!(lines(), before - 1, "nothing more to say");
        let short =
            installation.command().env("OBSERVATOIRE_AUDIT_MONTHS", "5").arg("check").output().unwrap();
        assert_eq!(short.status.code(), Some(2), "six months at least");
    });
}

#[test]
fn sessions_and_attempts_go_when_they_are_over() {
    with_an_agent(|installation| {
        let site = Served::start_at(installation, "2026-11-21T09:00:00Z");
        let browser = Browser::new(&site);
        browser.sign_in(ARS, "not this one, no");
        browser.sign_in(ARS, PASSWORD);
        let rows = |now: &str| {
            let said = installation.say_at(now, &["run", "accounts", "--json"]).ok();
            let steps = objects(&said);
            steps.iter().find(|step| step["step"] == "retain").unwrap()["rows"].as_i64().unwrap()
        };
        assert_eq!(rows("2026-11-21T10:00:00Z"), 0);
        assert_eq!(browser.get("/compte").status, 200);
        assert_eq!(rows("2026-11-23T10:00:00Z"), 2, "attempts, after a day");
        assert_eq!(rows("2026-12-20T10:00:00Z"), 0);
        assert_eq!(rows("2026-12-22T10:00:00Z"), 1, "the session, after thirty days");
    });
}
