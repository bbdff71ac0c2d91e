//! Forms are heard from the browser that was shown them, with their own fields and no others.

use super::{ARS, PASSWORD, add, with_an_agent};
use crate::harness::{Browser, Served};

#[test]
fn a_form_of_nowhere_of_another_session_or_forged_changes_nothing() {
    with_an_agent(|installation| {
        add(installation, "other@test.invalid", &["--role", "dgos"]);
        let site = Served::start(installation);
        let (own, other) = (Browser::new(&site), Browser::new(&site));
        // To sign somebody in under another name, too.
        let fields = [("email", ARS), ("password", PASSWORD)];
        let strange = Browser::new(&site).form("/connexion");
        for form in
            [&[][..], &[("form", "")], &[("form", "0".repeat(64).as_str())], &[("form", strange.as_str())]]
        {
            own.get("/connexion");
            let refused = own.post("/connexion", &[form, &fields[..]].concat());
            assert_eq!(refused.status, 403, "{form:?}");
            assert!(refused.body.contains("Ce formulaire n’est plus valable"));
        }
        assert_eq!(Browser::new(&site).post("/connexion", &fields).status, 403, "without any cookie");
        let twice = own.form("/connexion");
        let fields_twice =
            [("form", twice.as_str()), ("form", twice.as_str()), ("email", ARS), ("password", PASSWORD)];
        assert_eq!(own.post("/connexion", &fields_twice).status, 403);

        assert_eq!(own.sign_in(ARS, PASSWORD).status, 303);
        assert_eq!(other.sign_in("other@test.invalid", PASSWORD).status, 303);
        let strange = other.form("/compte");
        let new = "six autres mots de passe";
        let change = [("current", PASSWORD), ("new", new), ("again", new)];
        let posts: [(&str, &[(&str, &str)]); 3] = [
            ("/deconnexion", &[]),
            ("/compte/sessions", &[("session", "1")]),
            ("/compte/mot-de-passe", &change),
        ];
        for (action, fields) in posts {
            for form in [&[][..], &[("form", strange.as_str())], &[("form", "x")]] {
                assert_eq!(own.post(action, &[form, fields].concat()).status, 403, "{action} {form:?}");
            }
            assert_eq!(
                own.get(action).status,
                if action.contains("compte/") || action == "/deconnexion" { 404 } else { 200 }
            );
        }
        assert_eq!(own.get("/compte").status, 200);
        assert_eq!(Browser::new(&site).sign_in(ARS, PASSWORD).status, 303, "the password is what it was");
    });
}

#[test]
fn fields_that_a_form_does_not_have_are_refused() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let more = [("email", ARS), ("password", PASSWORD), ("role", "dgos")];
        let refused = browser.fill("/connexion", "/connexion", &more);
        assert_eq!((refused.status, refused.header("set-cookie")), (400, ""));
        let twice = [("email", ARS), ("email", "x@y.fr"), ("password", PASSWORD)];
        assert_eq!(browser.fill("/connexion", "/connexion", &twice).status, 400);
        assert_eq!(browser.fill("/connexion", "/connexion", &[("email", ARS)]).status, 400);
        let long = "x".repeat(17_000);
        assert_eq!(
            browser.fill("/connexion", "/connexion", &[("email", ARS), ("password", &long)]).status,
            400
        );
        assert_eq!(browser.get("/compte").status, 303, "nobody was signed in");
        browser.sign_in(ARS, PASSWORD);
        let new = "six autres mots de passe";
        for more in [("role", "dgos"), ("territories", "FR"), ("email", "x@y.fr"), ("account", "2")] {
            let fields = [("current", PASSWORD), ("new", new), ("again", new), more];
            assert_eq!(browser.fill("/compte", "/compte/mot-de-passe", &fields).status, 400, "{more:?}");
        }
        assert_eq!(browser.fill("/compte", "/deconnexion", &[("all", "yes")]).status, 400);
        assert!(installation.ok(&["user", "list"]).contains("ars, REG-84, active"));
    });
}

#[test]
fn a_new_password_is_asked_for_twice_and_weighed() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        let tried = |current: &str, new: &str, again: &str| {
            let fields = [("current", current), ("new", new), ("again", again)];
            browser.fill("/compte", "/compte/mot-de-passe", &fields)
        };
        let new = "six autres mots de passe";
        for (answer, why) in [
            (tried("not this one, no", new, new), "Le mot de passe actuel ne convient pas"),
            (tried(PASSWORD, new, "six autres mots"), "diffèrent"),
            (tried(PASSWORD, "court", "court"), "trop court"),
            (tried(PASSWORD, "motdepasse2026", "motdepasse2026"), "essaie en premier"),
            (tried(PASSWORD, ARS, ARS), "n’est pas un mot de passe"),
        ] {
            assert_eq!(answer.status, 422, "{why}");
            assert!(answer.body.contains(why), "{why}");
            assert!(!answer.body.contains(new));
        }
        assert_eq!(tried(PASSWORD, new, new).status, 303);
        assert_eq!(Browser::new(&site).sign_in(ARS, new).status, 303);
    });
}
