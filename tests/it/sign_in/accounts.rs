//! `observatoire user`, and the audit that is only added to.

use diesel::connection::SimpleConnection as _;
use observatoire::store::{Store, accounts};

use super::{AIN, ARS, CORSE, PASSWORD, add, page_of, say_with, with_an_agent};
use crate::harness::{Browser, Database, Installation, Served, objects};

#[test]
fn accounts_have_the_place_of_their_role_and_a_password_worth_the_name() {
    let installation = Installation::new(Database::Sqlite);
    let refused = |arguments: &[&str], password: &str, why: &str| {
        let said = say_with(&installation, &[&["user", "add"], arguments].concat(), password);
        assert!(said.code == 2 && said.err.contains(why), "{arguments:?}: {}", said.err);
    };
    refused(&["a@b.fr", "--role", "ars"], PASSWORD, "needs territories");
    refused(&["a@b.fr", "--role", "ars", "--territory", "FR"], PASSWORD, "rights are given by region");
    refused(
        &["a@b.fr", "--role", "ars", "--territory", "REG-85"],
        PASSWORD,
        "no territory has the code REG-85",
    );
    refused(&["a@b.fr", "--role", "msp"], PASSWORD, "of one structure");
    refused(&["a@b.fr", "--role", "dgos", "--territory", "REG-84"], PASSWORD, "has no territories");
    refused(&["a@b.fr", "--role", "operator"], PASSWORD, "msp, ars, cpam, federation, dgos");
    refused(&["nobody", "--role", "dgos"], PASSWORD, "not an e-mail address");
    refused(&["a@b.fr", "--role", "dgos"], "short", "12 characters or more");
    refused(&["chef.de.bureau@b.fr", "--role", "dgos"], "Chef.de.bureau", "is no password");
    refused(&["a@b.fr", "--role", "dgos"], "motdepasse2026", "tried first");
    assert_eq!(installation.ok(&["user", "list"]), "");

    let said =
        installation.ok(&["user", "add", "A@b.fr", "--role", "cpam", "--territory", "FR", "--generate"]);
    let password = said.lines().find_map(|line| line.strip_prefix("password: ")).unwrap().to_owned();
    assert_eq!(password.len(), 19);
    refused(&["a@b.fr", "--role", "dgos"], PASSWORD, "has an account already");
    let listed = objects(&installation.ok(&["user", "list", "--json"]));
    assert_eq!(
        (listed.len(), &listed[0]["email"], &listed[0]["territories"][0]),
        (1, &"a@b.fr".into(), &"FR".into())
    );
    assert!(!installation.ok(&["user", "list", "--json"]).contains("argon2"));
    let unknown = installation.say(["user", "disable", "x@y.fr"]);
    assert!(unknown.code == 2 && unknown.err.contains("x@y.fr has no account"));
    let site = Served::start(&installation);
    assert_eq!(Browser::new(&site).sign_in("a@b.fr", &password).status, 303);
}

#[test]
fn a_disabled_account_and_a_changed_password_end_sessions_at_once() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        assert_eq!(browser.get("/compte").status, 200);
        assert!(installation.ok(&["user", "disable", ARS]).contains("sessions ended: 1"));
        assert_eq!(browser.get("/compte").status, 303);
        let refused = browser.sign_in(ARS, PASSWORD);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("L’adresse ou le mot de passe ne convient pas"), "like any wrong one");
        installation.ok(&["user", "enable", ARS]);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 303);
        let other = "six autres mots de passe";
        say_with(installation, &["user", "password", ARS], other).ok();
        assert_eq!(browser.get("/compte").status, 303);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 422);
        assert_eq!(browser.sign_in(ARS, other).status, 303);
    });
}

#[test]
fn the_audit_is_only_added_to_and_the_store_holds_no_secret() {
    with_an_agent(|installation| {
        add(installation, "msp@test.invalid", &["--role", "msp", "--structure", AIN]);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        let store = Store::open(&installation.store_url()).unwrap();
        let before = installation.ok(&["user", "audit"]);
        assert_eq!(before.lines().count(), 3);
        let mut orders = vec!["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"];
        orders.push(match store.kind() {
            observatoire::store::Kind::Postgres => "TRUNCATE audit",
            observatoire::store::Kind::Sqlite => {
                "REPLACE INTO audit (id, at, who, action) VALUES (1, '2026-01-01 00:00:00', 'nobody', 'read')"
            }
        });
        for order in orders {
            let refused = store.connection().unwrap().batch_execute(order).unwrap_err().to_string();
            assert!(refused.contains("the audit is only added to"), "{order}: {refused}");
        }
        assert_eq!(installation.ok(&["user", "audit"]), before);
        let all = crate::rpps::everything(installation);
        let holds = |text: &str| crate::rpps::contains(&all, text.as_bytes());
        assert!(holds("$argon2id$v=19$m=19456,t=2,p=1$") && holds(ARS));
        assert!(!holds(PASSWORD) && !holds(&browser.token()), "only hashes");
    });
}

#[test]
fn a_password_checked_before_the_operator_changed_something_opens_nothing() {
    with_an_agent(|installation| {
        let store = Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        let id = accounts::find(conn, &ARS.parse().unwrap()).unwrap().unwrap().id;
        let checked = accounts::hash(conn, id).unwrap();
        assert!(accounts::is_still(conn, id, &checked).unwrap());
        installation.ok(&["user", "disable", ARS]);
        assert!(!accounts::is_still(conn, id, &checked).unwrap());
        installation.ok(&["user", "enable", ARS]);
        assert!(accounts::is_still(conn, id, &checked).unwrap());
        say_with(installation, &["user", "password", ARS], "six autres mots de passe").ok();
        assert!(!accounts::is_still(conn, id, &checked).unwrap());
    });
}

#[test]
fn an_account_changes_its_post_at_once_and_is_removed() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        assert_eq!((browser.get(&page_of(AIN)).status, browser.get(&page_of(CORSE)).status), (200, 403));
        let said = installation.ok(&["user", "change", ARS, "--role", "ars", "--territory", "REG-94"]);
        assert!(said.contains("from now on"), "{said}");
        assert_eq!((browser.get(&page_of(AIN)).status, browser.get(&page_of(CORSE)).status), (403, 200));
        assert!(installation.ok(&["user", "list"]).contains("Claire"), "her name is kept");
        let unfit = installation.say(["user", "change", ARS, "--role", "msp"]);
        assert!(unfit.code == 2 && unfit.err.contains("of one structure"), "{}", unfit.err);

        installation.ok(&["user", "remove", ARS]);
        assert_eq!(browser.get("/compte").status, 303);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 422);
        assert_eq!(installation.ok(&["user", "list"]), "");
        assert_eq!(installation.say(["user", "remove", ARS]).code, 2);
        let audit = installation.ok(&["user", "audit", ARS]);
        assert!(audit.contains("account changed") && audit.contains("account removed"), "{audit}");
        add(installation, ARS, &["--role", "dgos"]);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 303);
    });
}
