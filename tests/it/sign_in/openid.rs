//! Signing in through a provider of identities: a real one, that runs beside the tests.

use serde_json::json;

use super::{AIN, ARS, PASSWORD, page_of, with_an_agent};
use crate::harness::{Answer, Browser, Installation, NOW, Provider, Served, objects};

fn serve(provider: &Provider, installation: &Installation, now: &str) -> Served {
    let mut command = provider.command(installation, now);
    Served::start_with(command.args(["serve", "--web", "--port", "0"])).expect("it serves")
}

/// Leaves for the provider; gives the page of ours that it leads back to.
fn travel(provider: &Provider, browser: &Browser, next: &str) -> String {
    let left = browser.get(&format!("/connexion/openid?next={next}"));
    assert_eq!(left.status, 303, "{}", left.body);
    assert!(left.header("location").starts_with(&provider.issuer), "{}", left.header("location"));
    provider.visit(left.header("location"))
}

/// Came back and is not let in: with a sentence, without a session.
fn is_out(browser: &Browser, back: &str, why: &str) {
    let answer: Answer = browser.get(back);
    assert_eq!(answer.status, 422, "{back}");
    assert!(answer.body.contains(why), "{why}: {}", answer.body);
    assert_eq!(browser.get("/compte").status, 303, "nobody is signed in");
}

fn lines(installation: &Installation, action: &str) -> Vec<(String, String)> {
    let said = installation.ok(&["user", "audit", "--action", action, "--json"]);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    objects(&said).iter().map(|line| (text(&line["who"]), text(&line["detail"]))).collect()
}

#[test]
fn somebody_known_signs_in_through_the_provider_and_out_of_both() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        provider.tells("sub-claire", "Claire@Elsewhere.invalid", json!({}));
        installation.ok(&[
            "user",
            "add",
            "claire@elsewhere.invalid",
            "--role",
            "ars",
            "--territory",
            "REG-84",
            "--generate",
        ]);
        let site = serve(&provider, installation, NOW);
        let browser = Browser::new(&site);
        let door = browser.get(&format!("/connexion?next={}", page_of(AIN)));
        assert!(door.body.contains("Se connecter avec ProConnect"), "{}", door.body);
        let before = browser.token();
        let left = browser.get("/connexion/openid");
        let place = left.header("location").to_owned();
        for part in
            ["code_challenge_method=S256", "response_type=code", "acr_values=eidas1", "scope=openid+email"]
        {
            assert!(place.contains(part), "{part}: {place}");
        }
        let back = travel(&provider, &browser, &page_of(AIN));
        let entered = browser.get(&back);
        assert_eq!((entered.status, entered.header("location")), (303, page_of(AIN).as_str()));
        assert_ne!(browser.token(), before, "a new token with the session");
        assert_eq!(browser.get(&page_of(AIN)).status, 200);
        let who = "claire@elsewhere.invalid".to_owned();
        assert_eq!(lines(installation, "signed-in"), [(who.clone(), "openid acr=eidas1 amr=pwd".to_owned())]);
        assert_eq!(lines(installation, "identity-bound"), [(who.clone(), provider.issuer.clone())]);

        // Out of both.
        let out = browser.fill("/compte", "/deconnexion", &[]);
        let farewell = out.header("location").to_owned();
        assert!(farewell.starts_with(&format!("{}/session/end?", provider.issuer)), "{farewell}");
        assert!(farewell.contains("id_token_hint=") && farewell.contains("post_logout_redirect_uri="));
        let policy = browser.get("/connexion").header("content-security-policy").to_owned();
        assert!(policy.ends_with(&format!("form-action 'self' {}", provider.issuer)), "{policy}");
        assert_eq!(browser.get("/compte").status, 303);

        // The name counts from then on, whatever the address.
        provider.tells("sub-claire", "renamed@elsewhere.invalid", json!({}));
        let back = travel(&provider, &browser, "");
        assert_eq!(browser.get(&back).header("location"), "/compte");
        assert_eq!(lines(installation, "signed-in").len(), 2);
        assert_eq!(lines(installation, "identity-bound").len(), 1, "bound once");
        // And to nobody else, though they have the address now.
        let other = Browser::new(&site);
        provider.tells("sub-of-another", "claire@elsewhere.invalid", json!({}));
        is_out(&other, &travel(&provider, &other, ""), "aucun compte de l’observatoire");
        assert_eq!(
            lines(installation, "sign-in-failed"),
            [("unknown".to_owned(), "openid: no account".to_owned())]
        );
        // Who signs in by password signs out here alone.
        let own = Browser::new(&site);
        own.sign_in(ARS, PASSWORD);
        assert_eq!(own.fill("/compte", "/deconnexion", &[]).header("location"), "/");
    });
}

#[test]
fn no_account_is_made_nor_opened_by_who_may_not() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        let site = serve(&provider, installation, NOW);
        let accounts = installation.ok(&["user", "list"]).lines().count();
        let refused = |subject: &str, email: &str, more| {
            let browser = Browser::new(&site);
            provider.tells(subject, email, more);
            is_out(&browser, &travel(&provider, &browser, ""), "aucun compte de l’observatoire");
        };
        refused("sub-nobody", "nobody@test.invalid", json!({}));
        refused("sub-ars", ARS, json!({ "email_verified": false }));
        refused("sub-ars", "", json!({}));
        installation.ok(&["user", "disable", ARS]);
        refused("sub-ars", ARS, json!({}));
        installation.ok(&["user", "enable", ARS]);
        let browser = Browser::new(&site);
        provider.tells("sub-ars", ARS, json!({}));
        let back = travel(&provider, &browser, "");
        assert_eq!(browser.get(&back).status, 303);
        assert_eq!(browser.get("/compte").status, 200);
        installation.ok(&["user", "disable", ARS]);
        assert_eq!(browser.get("/compte").status, 303, "ended at once");
        refused("sub-ars", ARS, json!({}));
        assert_eq!(installation.ok(&["user", "list"]).lines().count(), accounts);
        // The provider lets nobody in.
        provider.tells("sub-ars", ARS, json!({ "wrong": "refuse" }));
        is_out(&browser, &travel(&provider, &browser, ""), "n’a pas abouti");
    });
}

#[test]
fn what_comes_back_is_worth_something_once_to_the_browser_that_left() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        provider.tells("sub-ars", ARS, json!({}));
        let site = serve(&provider, installation, NOW);
        let (own, thief) = (Browser::new(&site), Browser::new(&site));
        let stale = "a expiré, ou vient d’un autre navigateur";
        let back = travel(&provider, &own, "");
        // In another browser, with a token of its own and without any.
        is_out(&thief, &back, stale);
        assert_eq!(own.get(&back).status, 303);
        assert_eq!(own.get("/compte").status, 200);
        // Once.
        own.fill("/compte", "/deconnexion", &[]);
        is_out(&own, &back, stale);
        is_out(&own, "/connexion/retour?code=x&state=y", stale);
        is_out(&own, "/connexion/retour", stale);

        // The code of one with the state of the other: PKCE tells them apart.
        let code = |back: &str| {
            let address = url::Url::parse(&format!("http://x{back}")).unwrap();
            address.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
        };
        let (of_own, of_thief) = (travel(&provider, &own, ""), travel(&provider, &thief, ""));
        let swapped = of_thief.replace(&code(&of_thief), &code(&of_own));
        is_out(&thief, &swapped, "n’a pas abouti");
        // A code that was tried is worth nothing to its owner either (RFC 6749, 4.1.2).
        let _ = own.get(&of_own);

        // Too late.
        let late = Browser::new(&site);
        let back = travel(&provider, &late, "");
        let site = serve(&provider, installation, "2026-11-21T09:10:00Z");
        is_out(&late.on(&site), &back, stale);
    });
}

#[test]
fn an_answer_with_another_nonce_or_signature_is_not_believed() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        let site = serve(&provider, installation, NOW);
        for wrong in ["nonce", "signature"] {
            let browser = Browser::new(&site);
            provider.tells("sub-ars", ARS, json!({ "wrong": wrong }));
            is_out(&browser, &travel(&provider, &browser, ""), "n’a pas abouti");
        }
        let refused = lines(installation, "sign-in-failed");
        assert_eq!(refused, vec![("unknown".to_owned(), "openid: untrusted".to_owned()); 2]);
        provider.tells("sub-ars", ARS, json!({}));
        let browser = Browser::new(&site);
        let back = travel(&provider, &browser, "");
        assert_eq!(browser.get(&back).status, 303, "the same without what was wrong");
    });
}

#[test]
fn the_provider_leads_back_to_pages_of_ours_only() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        provider.tells("sub-ars", ARS, json!({}));
        let site = serve(&provider, installation, NOW);
        for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            let browser = Browser::new(&site);
            let encoded: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
            let back = travel(&provider, &browser, &encoded);
            assert_eq!(browser.get(&back).header("location"), "/compte", "{next}");
        }
        let browser = Browser::new(&site);
        let left = browser.get("/en/connexion/openid");
        let back = provider.visit(left.header("location"));
        assert_eq!(browser.get(&back).header("location"), "/en/compte");
    });
}

#[test]
fn without_a_provider_there_is_no_such_door() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        assert!(!browser.get("/connexion").body.contains("/connexion/openid"));
        assert_eq!(browser.get("/connexion/openid").status, 404);
        assert_eq!(browser.get("/connexion/retour?state=x&code=y").status, 404);
        let half = installation
            .command()
            .env("OBSERVATOIRE_OIDC_ISSUER", "https://id.example")
            .arg("check")
            .output();
        assert_eq!(half.unwrap().status.code(), Some(2), "half of the settings");
    });
}

#[test]
fn a_provider_that_is_silent_is_said_so_and_passwords_go_on() {
    let provider = Provider::start();
    with_an_agent(|installation| {
        provider.tells("sub-ars", ARS, json!({}));
        let mut command = provider.command(installation, NOW);
        command.env("OBSERVATOIRE_OIDC_ISSUER", "http://localhost:1");
        let site = Served::start_with(command.args(["serve", "--web", "--port", "0"])).unwrap();
        let browser = Browser::new(&site);
        let answer = browser.get("/connexion/openid");
        assert_eq!(answer.status, 503);
        assert!(answer.body.contains("ne répond pas"), "{}", answer.body);
        assert_eq!(browser.sign_in(ARS, PASSWORD).status, 303);
    });
}
