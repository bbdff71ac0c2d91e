//! What structures answer, from the message that is released to the data that it corrects.

mod answers;
mod holdings;
mod links;
mod message;

use observatoire::mail::lint;
use serde_json::Value;

use crate::harness::{Browser, Installation, MailServer, objects};
use crate::mail::letters::{outbox, shown};
use crate::mail::{directory, proof};
use crate::risk::{NUMBER, typed};

const CONTACTS: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;04 00 00 00 00;;hebdomadaire;2026-11-01\n\
    ars;REG-94;;Cellule Corse;corse@ars.invalid;;;;2026-11-01\n\
    msp;;010009999;MSP des Quatre Vents;coordination@msp.invalid;;;;2026-11-01\n";

/// A structure that declares, its desk, and the verified address of its team.
fn declaring(installation: &Installation) {
    typed(installation);
    installation.import(&[crate::harness::fixture("finess/507.csv")]);
    directory(installation, CONTACTS);
}

/// Releases the message to the structure; gives the address of its link.
fn released(installation: &Installation) -> String {
    declaring(installation);
    let server = MailServer::start("take");
    assert!(outbox(installation, &server, &["overview", NUMBER]).contains("messages written: 1"));
    link(installation)
}

/// The address in the last message.
fn link(installation: &Installation) -> String {
    let last = proof(installation).last().unwrap()["id"].as_i64().unwrap();
    let (_, body) = shown(installation, last);
    let after = body.split("https://observatoire.example.org").find(|part| part.starts_with("/repondre/"));
    let path: String =
        after.expect("a link").chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
    assert_eq!(path.len(), "/repondre/".len() + 64, "{path}");
    path
}

/// Fills in one of the short forms of a page, and sends it.
pub(crate) fn answer(
    browser: &Browser,
    page: &str,
    kind: &str,
    fields: &[(&str, &str)],
) -> crate::harness::Answer {
    let form = form(browser, page);
    let own = [("form", form.0.as_str()), ("once", form.1.as_str()), ("kind", kind)];
    browser.post(page, &[&own[..], fields].concat())
}

/// What the forms of a page bear: that they are of this browser, and that they are heard once.
fn form(browser: &Browser, page: &str) -> (String, String) {
    let body = browser.get(page).body;
    let after = |name: &str| {
        let after = body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    };
    (after("form"), after("once"))
}

fn replies(installation: &Installation) -> Vec<Value> {
    objects(&installation.ok(&["reply", "list", "--json"]))
}

fn sayable(page: &str) {
    let found = lint::in_text(page);
    assert!(found.is_empty(), "{found:?}\n{page}");
}
