//! The house: arrows point down, each outside crate is named on one floor, migrations bear the same names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Floors from the ground up; rooms of one floor do not import each other. `clock`, `credentials`, `telemetry` and `words` stand
/// on the ground, and only `app` and `main` read `config`.
const FLOORS: [&[&str]; 9] = [
    &["domain"],
    &["catalog", "clock", "credentials", "telemetry", "words"],
    &["indicators", "risk", "forecast", "charts"],
    &["store", "ingest", "mail", "openid", "reports", "simulate"],
    &["jobs", "web"],
    &["config"],
    &["app"],
    &["main"],
    &["lib"],
];

/// Crates that only these rooms may name.
const OWNERS: [(&str, &[&str]); 19] = [
    ("argon2", &["credentials"]),
    ("subtle", &["credentials"]),
    ("rpassword", &["app"]),
    ("croner", &["jobs"]),
    ("tokio_cron_scheduler", &["jobs"]),
    ("ureq", &["jobs", "openid"]),
    ("openidconnect", &["openid"]),
    ("qrcode", &["web"]),
    ("diesel", &["store"]),
    ("fluent_templates", &["words"]),
    ("lettre", &["mail"]),
    ("mail_parser", &["mail"]),
    ("icalendar", &["reports"]),
    ("png", &["charts"]),
    ("actix_web", &["web"]),
    ("askama", &["web"]),
    ("plotters", &["charts"]),
    ("clap", &["app"]),
    ("indicatif", &["app"]),
];

fn floor(room: &str) -> usize {
    FLOORS
        .iter()
        .position(|rooms| rooms.contains(&room))
        .unwrap_or_else(|| panic!("{room} stands on no floor"))
}

/// Why a line of a room is a breach, if it is one.
fn breach(room: &str, line: &str) -> Option<String> {
    let code = line.split("//").next().unwrap_or_default();
    for (owned, owners) in OWNERS {
        let names = |pattern: &str| code.contains(&format!("{pattern}{owned}::"));
        if !owners.contains(&room) && (names("use ") || names(" ") || names("(") || names("<")) {
            return Some(format!("only {} names {owned}", owners.join(" and ")));
        }
    }
    // `simulate` must not know what the observatory makes of its files.
    let imported = code
        .split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
    imported.filter(|other| *other != room && !other.is_empty()).find_map(|other| {
        let is_up = floor(other) >= floor(room);
        let is_forbidden = room == "simulate" && other != "domain";
        (is_up || is_forbidden).then(|| format!("{room} may not import {other}"))
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn arrows_point_down() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut breaches = Vec::new();
    for path in sources(&src) {
        let relative = path.strip_prefix(&src).unwrap();
        let room = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" {
            continue;
        }
        for (number, line) in (1..).zip(std::fs::read_to_string(&path).unwrap().lines()) {
            if let Some(why) = breach(room, line) {
                breaches.push(format!("src/{}:{number}: {why}: {}", relative.display(), line.trim()));
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn an_upward_import_would_be_found() {
    assert!(breach("domain", "use crate::store::Store;").is_some());
    assert!(breach("web", "use crate::jobs::run;").is_some());
    assert!(breach("simulate", "use crate::catalog::Catalog;").is_some());
    assert!(breach("ingest", "    crate::store::imports::find(conn)").is_some());
    assert!(breach("jobs", "use diesel::prelude::*;").is_some());
    assert_eq!(breach("jobs", "use crate::store::Store;"), None);
    assert_eq!(breach("store", "use diesel::prelude::*;"), None);
    assert_eq!(breach("domain", "// crate::store would be wrong"), None);
}

#[test]
fn only_app_and_main_read_the_settings() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in sources(&src) {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_app = path.starts_with(src.join("app"));
        assert!(is_app || !text.contains("crate::config"), "{} reads config", path.display());
    }
}

#[test]
fn both_databases_have_migrations_of_the_same_names() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}

/// Functions that read, with what they take: everything between the name and the end of the signature.
fn readers(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\npub fn ").skip(1).filter_map(|rest| {
        let signature = rest.split(" {\n").next()?;
        let (name, taken) = signature.split_once('(')?;
        // What only writes gives nothing back but a success.
        (!signature.contains("-> Result<(), Error>")).then_some((name, taken))
    })
}

#[test]
fn no_guarded_row_is_read_without_a_scope() {
    // Open data, and counts of nobody in particular.
    let free = [
        ("members.rs", "professionals"),
        ("corrections.rs", "counts"),
        ("points/mod.rs", "last_month"),
        // They change a row and say whether there was one.
        ("contacts.rs", "verify"),
        ("contacts.rs", "remove"),
        ("outbox/mod.rs", "reserve"),
        // They add, and say what became of it; or say until when nothing is sent, and nothing of what was answered.
        ("replies.rs", "receive"),
        ("replies.rs", "pause"),
        // Whoever holds a link reads what was given under it.
        ("replies.rs", "of_link"),
        ("outbox/mod.rs", "empty"),
    ];
    let is_of_writers =
        |file: &str, name: &str| file == "points/write.rs" && ["replace", "retain"].contains(&name);
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut seen = 0;
    for file in [
        "members.rs",
        "statements.rs",
        "corrections.rs",
        "lineage.rs",
        "audit/search.rs",
        "points/mod.rs",
        "points/changes.rs",
        "points/write.rs",
        "contacts.rs",
        "outbox/mod.rs",
        "outbox/desk.rs",
        "outbox/unaddressed.rs",
        "replies.rs",
        "deadlines.rs",
    ] {
        let text = std::fs::read_to_string(store.join(file)).unwrap();
        for (name, taken) in readers(&text) {
            seen += 1;
            let is_free = free.contains(&(file, name)) || is_of_writers(file, name);
            let is_scoped = taken.contains("&Scope") || taken.contains("&[(Family, Scope)]");
            assert!(is_scoped || is_free, "src/store/{file}: {name} reads without a scope");
        }
    }
    assert!(seen > 12, "{seen}");
}

#[test]
fn a_link_is_looked_up_at_one_door() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let asks = |path: &PathBuf| std::fs::read_to_string(path).unwrap().contains("links::find(");
    let asking: Vec<PathBuf> = sources(&src).into_iter().filter(asks).collect();
    assert_eq!(asking, [src.join("web/reader/guest.rs")]);
}

#[test]
fn the_web_reads_as_the_public_or_as_the_audit_says() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut made = Vec::new();
    for path in sources(&web) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().filter(|line| line.contains("Scope::") || line.contains("audit::scope("));
        let name = path.strip_prefix(&web).unwrap().display().to_string();
        made.extend(lines.map(|line| format!("{name}: {}", line.trim())));
    }
    made.sort();
    assert_eq!(made.len(), 2, "{made:#?}");
    assert!(made[0].starts_with("reader/mod.rs: ") && made[0].contains("audit::scope("), "{made:#?}");
    assert!(made[1].starts_with("visit.rs: ") && made[1].contains("Scope::public()"), "{made:#?}");
}

#[test]
fn every_file_leaves_through_one_door() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    for path in sources(&web) {
        let text = std::fs::read_to_string(&path).unwrap();
        // `reply.rs` writes the line in the audit; whoever makes a file by another way would forget it.
        let is_door = path.ends_with("web/reply.rs");
        assert!(is_door || !text.contains("CONTENT_DISPOSITION"), "{} sends a file", path.display());
    }
}
