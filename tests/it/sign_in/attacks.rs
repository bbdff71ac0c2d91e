//! What attackers try: guessing, planting a session, leading astray.

use super::{ARS, PASSWORD, with_an_agent};
use crate::harness::{Answer, Browser, Database, Installation, Served};

/// A page without what differs between two logins.
fn told(answer: &Answer, email: &str, browser: &Browser) -> (u16, String) {
    let form = browser.form("/connexion");
    (answer.status, answer.body.replace(email, "…").replace(&form, "…"))
}

#[test]
fn guessing_shuts_the_door_for_a_while_whether_the_account_exists_or_not() {
    with_an_agent(|installation| {
        let site = Served::start_at(installation, "2026-11-21T09:00:00Z");
        let (one, other) = (Browser::new(&site), Browser::new(&site));
        for guess in 0..5 {
            let tried = one.sign_in(ARS, "not this one, no");
            assert_eq!(tried.status, 422, "guess {guess}");
            let unknown = other.sign_in("nobody@test.invalid", "not this one, no");
            assert_eq!(told(&tried, ARS, &one), told(&unknown, "nobody@test.invalid", &other));
        }
        let shut = one.sign_in(ARS, PASSWORD);
        assert_eq!((shut.status, shut.header("retry-after")), (429, "60"), "even the right one");
        assert!(shut.body.contains("Réessayez dans 1 minute."));
        let unknown = other.sign_in("nobody@test.invalid", PASSWORD);
        assert_eq!(told(&shut, ARS, &one), told(&unknown, "nobody@test.invalid", &other));
        // Asking again does not keep the owner out for longer.
        assert_eq!(one.sign_in(ARS, PASSWORD).header("retry-after"), "60");

        let site = Served::start_at(installation, "2026-11-21T09:01:00Z");
        let one = one.on(&site);
        assert_eq!(one.sign_in(ARS, "nor this one, no").status, 422);
        assert_eq!(one.sign_in(ARS, PASSWORD).header("retry-after"), "120", "twice as long");

        let site = Served::start_at(installation, "2026-11-21T09:03:00Z");
        let one = one.on(&site);
        assert_eq!(one.sign_in(ARS, PASSWORD).status, 303);
        let again = Browser::new(&site);
        for _ in 0..4 {
            assert_eq!(again.sign_in(ARS, "not this one, no").status, 422, "a success starts the count anew");
        }
        assert_eq!(again.sign_in(ARS, PASSWORD).status, 303);
    });
}

#[test]
fn the_operator_opens_a_shut_door() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        for _ in 0..5 {
            browser.sign_in(ARS, "not this one, no");
        }
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 429);
        installation.ok(&["user", "unlock", ARS]);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 303);
    });
}

#[test]
fn one_address_that_tries_many_logins_is_shut_too() {
    with_an_agent(|installation| {
        let start = |proxy: &str| {
            let mut command = installation.command();
            command.env("OBSERVATOIRE_BEHIND_PROXY", proxy).args(["serve", "--web", "--port", "0"]);
            Served::start_with(&command).unwrap()
        };
        let try_from = |site: &Served, address: &str, email: &str| {
            let browser = Browser::new(site);
            let form = browser.form("/connexion");
            let cookie = format!("observatoire={}", browser.token());
            let mut body = url::form_urlencoded::Serializer::new(String::new());
            body.extend_pairs([("form", form.as_str()), ("email", email), ("password", "not this one, no")]);
            let kind = ("content-type", "application/x-www-form-urlencoded");
            let headers = [("cookie", cookie.as_str()), kind, ("x-forwarded-for", address)];
            site.send("POST", "/connexion", &headers, body.finish()).status
        };
        let site = start("true");
        for i in 0..20 {
            // The browser writes what it likes; the proxy adds what it sees.
            let hop = match i % 3 {
                0 => format!("2001:db8:1:2::{i:x}"),
                1 => format!("[2001:db8:1:2::{i:x}]"),
                _ => format!("[2001:db8:1:2::{i:x}]:51{i:03}"),
            };
            let address = format!("203.0.113.{i}, {hop}");
            assert_eq!(try_from(&site, &address, &format!("n{i}@test.invalid")), 422);
        }
        assert_eq!(try_from(&site, "2001:db8:1:2:ffff::1", ARS), 429, "the same customer");
        assert_eq!(try_from(&site, "2001:db8:1:3::1", ARS), 422, "another one");
        assert_eq!(try_from(&site, "203.0.113.7:51000", ARS), 422, "another one, with a port");
        drop(site);
        let site = start("false");
        for i in 0..20 {
            assert_eq!(try_from(&site, &format!("203.0.113.{i}"), &format!("m{i}@test.invalid")), 422);
        }
        assert_eq!(
            try_from(&site, "203.0.113.99", ARS),
            429,
            "nobody stands before it: the header is not read"
        );
    });
}

#[test]
fn a_session_that_was_planted_is_worth_nothing() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let planted = "0123456789abcdef".repeat(4);
        browser.set("observatoire", &planted);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 303);
        let token = browser.token();
        assert_ne!(token, planted, "a new one at sign-in");
        let thief = Browser::new(&site);
        thief.set("observatoire", &planted);
        assert_eq!(thief.get("/compte").status, 303);
        assert_eq!(browser.get("/compte").status, 200);
        // And another one when the password changes.
        let fields = [
            ("current", PASSWORD),
            ("new", "six autres mots de passe"),
            ("again", "six autres mots de passe"),
        ];
        let changed = browser.fill("/compte", "/compte/mot-de-passe", &fields);
        assert_eq!((changed.status, changed.header("location")), (303, "/compte?done=password"));
        assert_ne!(browser.token(), token);
        thief.set("observatoire", &token);
        assert_eq!(thief.get("/compte").status, 303);
        assert!(browser.get("/compte?done=password").body.contains("Votre mot de passe est changé"));
    });
}

#[test]
fn signing_in_leads_to_pages_of_ours_only() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        for next in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
        ] {
            let browser = Browser::new(&site);
            let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let page = browser.get(&format!("/connexion?next={encoded}"));
            assert!(!page.body.contains("evil.example"), "{next}");
            let fields = [("email", ARS), ("password", PASSWORD), ("next", next)];
            let entered = browser.fill("/connexion", "/connexion", &fields);
            assert_eq!((entered.status, entered.header("location")), (303, "/compte"), "{next}");
            let again = browser.get(&format!("/connexion?next={encoded}"));
            assert_eq!(again.header("location"), "/compte", "{next}");
        }
    });
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
    let installation = Installation::new(Database::Sqlite);
    let cookie = |address: &str| {
        let mut command = installation.command();
        command.env("OBSERVATOIRE_PUBLIC_ADDRESS", address).args(["serve", "--web", "--port", "0"]);
        let site = Served::start_with(&command).unwrap();
        let given = site.get("/connexion").header("set-cookie").to_owned();
        assert_eq!(site.get("/").header("set-cookie"), "", "public pages set none");
        assert!(site.get("/method").body.contains("adresse IP"), "the legal notice tells of the log");
        given
    };
    let (plain, safe) = (cookie("http://observatoire.example"), cookie("https://observatoire.example"));
    assert!(plain.starts_with("observatoire=") && !plain.contains("Secure"), "{plain}");
    assert!(safe.starts_with("__Host-observatoire=") && safe.contains("Secure"), "{safe}");
    for given in [plain, safe] {
        assert!(
            given.contains("HttpOnly") && given.contains("SameSite=Lax") && given.contains("Path=/"),
            "{given}"
        );
        assert!(!given.contains("Domain"), "{given}");
    }
    let wrong = installation
        .command()
        .env("OBSERVATOIRE_PUBLIC_ADDRESS", "observatoire.example")
        .arg("check")
        .output();
    assert_eq!(wrong.unwrap().status.code(), Some(2));
}
