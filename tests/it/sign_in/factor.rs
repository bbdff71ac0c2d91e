//! The second factor: set up, asked for, used once, lost, taken away.

use observatoire::credentials::second_factor::{FactorSecret, step};

use super::{ARS, PASSWORD, with_an_agent};
use crate::harness::{Answer, Browser, Installation, Served, objects};

const PAGE: &str = "/compte/second-facteur";

/// What an application makes of the secret that one types.
fn read(typed: &str) -> FactorSecret {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String =
        typed.chars().filter(|c| *c != ' ').map(|c| format!("{:05b}", letters.find(c).unwrap())).collect();
    let bytes: Vec<u8> =
        (0..20).map(|byte| u8::from_str_radix(&bits[byte * 8..byte * 8 + 8], 2).unwrap()).collect();
    FactorSecret(bytes.try_into().unwrap())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).map(|rest| rest.split(after).next().unwrap()).collect()
}

fn code_at(secret: &FactorSecret, instant: &str) -> String {
    secret.code(step(instant.trim_end_matches('Z').parse().unwrap()))
}

/// Sets it up; gives the secret and the recovery codes.
fn set_up(browser: &Browser, now: &str) -> (FactorSecret, Vec<String>) {
    assert!(browser.get(PAGE).body.contains("Non activé"));
    assert_eq!(browser.fill(PAGE, PAGE, &[]).header("location"), PAGE);
    let page = browser.get(PAGE).body;
    assert!(page.contains("<svg class=\"qr\"") && page.contains("<path fill=\"#000\" d=\"M"));
    let secret = read(between(&page, "<code>", "</code>")[0]);
    let confirm = |code: &str, password: &str| {
        let fields = [("code", code), ("password", password)];
        browser.fill(PAGE, "/compte/second-facteur/confirmer", &fields)
    };
    let code = code_at(&secret, now);
    assert_eq!(confirm(&code, "not this one, no").status, 422, "the password is asked for, too");
    assert_eq!(confirm("000000", PASSWORD).status, 422);
    let confirmed = confirm(&code, PASSWORD);
    assert_eq!(confirmed.status, 200, "{}", confirmed.body);
    let codes = between(&confirmed.body, "<code>", "</code>").into_iter().map(ToOwned::to_owned).collect();
    (secret, codes)
}

fn answer(browser: &Browser, code: &str) -> Answer {
    browser.fill("/connexion/code", "/connexion/code", &[("code", code)])
}

fn half<'a>(site: &'a Served) -> Browser<'a> {
    let browser = Browser::new(site);
    let sent = browser.sign_in(ARS, PASSWORD);
    assert_eq!((sent.status, sent.header("location")), (303, "/connexion/code"));
    assert_eq!(browser.get("/compte").status, 303, "half signed in is not signed in");
    browser
}

fn with_a_factor(test: impl Fn(&Installation, &FactorSecret, &[String])) {
    with_an_agent(|installation| {
        let site = Served::start_at(installation, "2026-11-21T09:00:00Z");
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        let (secret, codes) = set_up(&browser, "2026-11-21T09:00:00Z");
        assert_eq!(codes.len(), 8);
        let page = browser.get(PAGE).body;
        assert!(!page.contains("<svg class=\"qr\"") && !page.contains("<code>"), "never shown again");
        drop(site);
        test(installation, &secret, &codes);
    });
}

#[test]
fn a_code_is_asked_for_after_the_password_and_works_once() {
    with_a_factor(|installation, secret, codes| {
        let now = "2026-11-21T09:01:00Z";
        let site = Served::start_at(installation, now);
        let browser = Browser::new(&site);
        let door = browser.fill(
            "/connexion",
            "/connexion",
            &[("email", ARS), ("password", PASSWORD), ("next", "/register")],
        );
        assert_eq!(door.header("location"), "/connexion/code");
        assert!(browser.get("/connexion/code").body.contains("Code à usage unique"));
        let planted = browser.token();
        let code = code_at(secret, now);
        let entered = answer(&browser, &format!("{} {}", &code[..3], &code[3..]));
        assert_eq!((entered.status, entered.header("location")), (303, "/register"));
        assert_ne!(browser.token(), planted, "a new token with the session");
        assert_eq!(browser.get("/compte").status, 200);
        // The same code again, and an older one.
        let other = half(&site);
        let again = answer(&other, &code);
        assert_eq!(again.status, 422);
        assert!(again.body.contains("a déjà servi"));
        assert_eq!(answer(&other, &code_at(secret, "2026-11-21T09:00:30Z")).status, 422);
        // A recovery code, once.
        assert_eq!(answer(&other, &codes[0].to_uppercase()).status, 303);
        assert!(
            other.get(PAGE).body.contains("7\u{a0}codes de secours")
                || other.get(PAGE).body.contains("7 codes")
        );
        assert_eq!(answer(&half(&site), &codes[0]).status, 422);

        let said = installation.ok(&["user", "audit", ARS, "--json"]);
        let told = |action: &str| objects(&said).iter().filter(|line| line["action"] == action).count();
        assert_eq!((told("second factor added"), told("recovery code used")), (1, 1));
        let all = crate::rpps::everything(installation);
        for hidden in [&codes[1], &secret.typed().replace(' ', ""), &secret.typed()] {
            assert!(!crate::rpps::contains(&all, hidden.as_bytes()), "the store holds no secret");
        }
    });
}

#[test]
fn codes_are_guessed_no_faster_than_passwords() {
    with_a_factor(|installation, secret, _| {
        let now = "2026-11-21T10:00:00Z";
        let site = Served::start_at(installation, now);
        let browser = half(&site);
        for guess in 0..4 {
            assert_eq!(answer(&browser, "000000").status, 422, "guess {guess}");
        }
        let shut = answer(&browser, &code_at(secret, now));
        assert_eq!((shut.status, shut.header("retry-after")), (429, "60"), "even the right one");
        // A right password does not start the count anew.
        assert_eq!(Browser::new(&site).sign_in(ARS, PASSWORD).status, 429);
        let later = "2026-11-21T10:01:00Z";
        let site = Served::start_at(installation, later);
        assert_eq!(answer(&browser.on(&site), &code_at(secret, later)).status, 303);
        // Too late, and without a password.
        let slow = half(&site);
        let site = Served::start_at(installation, "2026-11-21T10:06:00Z");
        assert_eq!(slow.on(&site).get("/connexion/code").header("location"), "/connexion");
        let without = Browser::new(&site);
        let form = without.form("/connexion");
        let sent = without.post("/connexion/code", &[("form", &form), ("code", "000000")]);
        assert_eq!((sent.status, sent.header("location")), (303, "/connexion"));
    });
}

#[test]
fn an_account_shut_meanwhile_opens_nothing() {
    with_a_factor(|installation, secret, _| {
        let now = "2026-11-21T10:00:00Z";
        let site = Served::start_at(installation, now);
        let browser = half(&site);
        installation.ok(&["user", "disable", ARS]);
        let refused = answer(&browser, &code_at(secret, now));
        assert_eq!((refused.status, refused.header("location")), (303, "/connexion"));
        assert_eq!(browser.get("/compte").status, 303);
    });
}

#[test]
fn its_owner_takes_it_away_with_the_password_and_the_operator_without() {
    with_a_factor(|installation, secret, _| {
        let now = "2026-11-21T10:00:00Z";
        let site = Served::start_at(installation, now);
        let browser = half(&site);
        assert_eq!(answer(&browser, &code_at(secret, now)).status, 303);
        // It cannot be replaced while it is asked for.
        browser.fill(PAGE, PAGE, &[]);
        assert!(browser.get(PAGE).body.contains("Il reste"));
        let remove = "/compte/second-facteur/retirer";
        assert_eq!(browser.fill(PAGE, remove, &[("password", "not this one, no")]).status, 422);
        assert_eq!(browser.fill(PAGE, remove, &[("password", PASSWORD), ("account", "1")]).status, 400);
        assert_eq!(browser.fill(PAGE, remove, &[("password", PASSWORD)]).header("location"), PAGE);
        assert_eq!(Browser::new(&site).sign_in(ARS, PASSWORD).header("location"), "/compte");
        let (_, codes) = set_up(&browser, now);
        assert_eq!(codes.len(), 8);
        half(&site);
        assert!(installation.ok(&["user", "remove-factor", ARS]).contains("no more"));
        assert_eq!(Browser::new(&site).sign_in(ARS, PASSWORD).header("location"), "/compte");
        installation.ok(&["user", "remove", ARS]);
    });
}
