//! Letters, from the directory of contacts to a real mail server.

mod contacts;
mod delivery;
pub(crate) mod letters;

use chrono::NaiveDateTime;
use observatoire::catalog::{Catalog, Definitions};
use observatoire::jobs::letters::{Office, Raised};
use observatoire::mail::{Critical, Letter, Post, Reason, Sender};
use observatoire::store::{Error, Store};
use serde_json::Value;

use crate::harness::{Installation, MailServer, NOW, Said, objects};

const HEADER: &str = "role;territoire;finess_et;nom_service;courriel;telephone;langue;frequence;verifie_le\n";

/// Imports a directory of contacts.
pub(crate) fn directory(installation: &Installation, lines: &str) -> String {
    let file = installation.write("contacts.csv", format!("{HEADER}{lines}"));
    installation.ok(&["import", "contacts", file.to_str().unwrap()])
}

pub(crate) fn proof(installation: &Installation) -> Vec<Value> {
    objects(&installation.ok(&["outbox", "list", "--json"]))
}

pub(crate) fn queue(installation: &Installation) -> Vec<Value> {
    objects(&installation.ok(&["contact", "queue", "--json"]))
}

/// The numbers of the messages in a state.
fn in_state(installation: &Installation, status: &str) -> Vec<i64> {
    let all = proof(installation).into_iter().filter(|line| line["status"] == status);
    all.map(|line| line["id"].as_i64().unwrap()).collect()
}

pub(crate) fn deliver(installation: &Installation, server: &MailServer, now: &str, more: &[&str]) -> Said {
    Said::from(server.command(installation, now).arg("deliver").args(more).output().unwrap())
}

pub(crate) fn post() -> Post {
    let sender = Sender::new(
        "Observatoire des MSP <observatoire@example.org>",
        Some("msp@example.org"),
        "https://observatoire.example.org",
        None,
    );
    Post { sender: Some(sender.unwrap()), ..Post::default() }
}

fn critical(number: u32, name: &str) -> Letter {
    Letter::Critical(Critical {
        finess: format!("0100{number:05}").parse().unwrap(),
        name: name.to_owned(),
        department: "01".to_owned(),
        month: "2026-10".parse().unwrap(),
        before: None,
        reasons: vec![Reason {
            rule: "W01".into(),
            is_grave: true,
            seen: Some("2026-09".into()),
            carried_from: None,
            to_confirm: false,
        }],
        below_since: None,
        request_possible: None,
        doctors: vec![("2026-09".parse().unwrap(), Some(3.0)), ("2026-10".parse().unwrap(), Some(1.0))],
        levers: Vec::new(),
    })
}

/// Raises letters as a job does: all in one transaction.
fn raise(installation: &Installation, letters: &[Letter]) -> Vec<Raised> {
    let store = Store::open(&installation.store_url()).unwrap();
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let (post, now) = (post(), instant(NOW));
    let office = Office { catalog: &catalog, post: &post, now, by_hand: true };
    let raised = store
        .write(|conn| letters.iter().map(|letter| office.raise(conn, letter)).collect::<Result<_, Error>>());
    raised.unwrap()
}

fn instant(text: &str) -> NaiveDateTime {
    text.trim_end_matches('Z').parse().unwrap()
}

/// Makes the installation one of a simulated world.
fn simulated(installation: &Installation) {
    let world = installation.folder.path().join("world");
    let out = world.to_str().unwrap();
    installation.ok(&[
        "simulate",
        "--out",
        out,
        "--structures",
        "12",
        "--establishments",
        "40",
        "--since",
        "2026-06",
    ]);
    let files = std::fs::read_dir(&world).unwrap().map(|file| file.unwrap().path());
    let is_edition = |path: &std::path::PathBuf| path.to_string_lossy().contains("finess-structures");
    installation.import(&[files.filter(is_edition).min().unwrap()]);
}
