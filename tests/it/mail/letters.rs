//! What letters say, to whom they say it, and what they never say.

use observatoire::jobs::letters::Raised;
use observatoire::mail::{Critical, Letter};

use super::{critical, directory, proof, queue, raise, simulated};
use crate::harness::{Database, Installation, MailServer, NOW, Said, fixture, on_both};
use crate::risk::{NUMBER, typed};

const DESKS: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n\
    ars;REG-94;;Cellule Corse;corse@ars.invalid;;fr;;2026-11-01\n";

/// Headers and parts of a message, undone from quoted-printable.
pub(crate) fn shown(installation: &Installation, id: i64) -> (String, String) {
    let content = installation.ok(&["outbox", "show", &id.to_string()]).replace('\r', "");
    let (head, body) = content.split_once("\n\n").unwrap();
    let body = body.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = body.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let digits = more.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match (first, digits.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    (head.to_owned(), String::from_utf8_lossy(&bytes).into_owned())
}

pub(crate) fn outbox(installation: &Installation, server: &MailServer, arguments: &[&str]) -> String {
    Said::from(server.command(installation, NOW).arg("outbox").args(arguments).output().unwrap()).ok()
}

#[test]
fn a_desk_gets_its_critical_structure_at_once_and_its_week() {
    on_both(|installation| {
        typed(installation);
        installation.import(&[fixture("finess/507.csv")]);
        directory(installation, DESKS);
        // A week ago little was known.
        installation.say_at("2026-11-10T09:00:00Z", &["run", "monthly", "--month", "2025-11"]).ok();
        installation.ok(&["run", "monthly", "--month", "2026-06"]);
        let server = MailServer::start("take");
        assert!(outbox(installation, &server, &["critical", NUMBER]).contains("messages written: 1"));
        assert!(outbox(installation, &server, &["critical", NUMBER]).contains("raised before"));
        assert!(outbox(installation, &server, &["digest", "REG-84"]).contains("messages written: 1"));
        assert!(outbox(installation, &server, &["digest", "REG-94"]).contains("messages written: 1"));
        let proof = proof(installation);
        assert_eq!(proof.len(), 3);
        for line in &proof {
            let subject = line["subject"].as_str().unwrap();
            assert!(subject.chars().count() < 70, "{subject}");
        }
        let id = |line: usize| proof[line]["id"].as_i64().unwrap();

        let (head, body) = shown(installation, id(0));
        for part in [
            "From: \"Observatoire des MSP\" <observatoire@example.org>",
            "Reply-To: msp@example.org",
            "To: \"Cellule MSP\" <cellule@ars.invalid>",
            "@observatoire.example.org>",
            "Auto-Submitted: auto-generated",
            "Date: Sat, 21 Nov 2026 09:00:00 +0000",
        ] {
            assert!(head.contains(part), "{part}\n{head}");
        }
        assert!(head.contains(&format!("Message-ID: <{}.", id(0))), "{head}");
        assert!(!head.contains("List-Unsubscribe"), "nobody unsubscribes from what cannot wait");
        for part in [
            "text/plain",
            "text/html",
            "image/png",
            "Content-ID: <picture>",
            "src=\"cid:picture\"",
            "niveau critique",
            NUMBER,
            "juin 2026",
            "Composition minimale perdue",
            "suffit à lui seul",
            "Départ annoncé sans successeur",
            "Revue territoriale",
            "https://observatoire.example.org/structures/010009999/assessment",
            "Médecins associés déclarés\u{a0}: 3 en",
        ] {
            assert!(body.contains(part), "{part}\n{body}");
        }
        // Born in 1960, 1975, 1984; neither their ages nor the days on which they leave.
        for never in ["1960", "1975", "1984", "\u{a0}ans", " ans ", "2026-12-31", "31\u{a0}décembre"] {
            assert!(!body.contains(never), "“{never}” is in the message");
        }

        let (head, body) = shown(installation, id(1));
        assert!(head.contains("<mailto:msp@example.org?subject=unsubscribe>"), "{head}");
        assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{head}");
        for part in
            ["Entrées sur la liste", NUMBER, "Composition minimale perdue", "du 14\u{a0}novembre 2026"]
        {
            assert!(body.contains(part), "{part}\n{body}");
        }
        // The other desk is told nothing of it.
        let (_, other) = shown(installation, id(2));
        assert!(!other.contains(NUMBER), "{other}");
        for line in proof {
            assert_eq!(line["about"] == NUMBER, line["letter"] == "critical");
        }
    });
}

#[test]
fn a_simulated_world_says_so_above_everything() {
    let installation = Installation::new(Database::Sqlite);
    directory(&installation, DESKS);
    simulated(&installation);
    assert_eq!(raise(&installation, &[critical(1, "MSP DU LAC")]), [Raised::Written(1)]);
    let line = &proof(&installation)[0];
    assert!(line["subject"].as_str().unwrap().starts_with("[Simulation] Critique"), "{line}");
    assert_eq!(line["is_simulated"], true);
    let (_, body) = shown(&installation, line["id"].as_i64().unwrap());
    assert_eq!(body.matches("Données simulées").count(), 2, "in the text and in the HTML");
}

#[test]
fn no_name_and_no_address_begins_another_header() {
    let installation = Installation::new(Database::Sqlite);
    // The directory refuses what would; nothing of it is sent anywhere.
    let file = installation.write(
        "bad.csv",
        format!(
            "{}ars;REG-84;;\"Cellule\r\nBcc: all@evil.invalid\";cellule@ars.invalid;;;;2026-11-01\n\
             ars;REG-84;;Cellule;\"a@ars.invalid\r\nBcc: all@evil.invalid\";;;;2026-11-01\n",
            super::HEADER
        ),
    );
    assert_eq!(installation.say(["import", "contacts", file.to_str().unwrap()]).code, 2);
    directory(&installation, DESKS);
    for name in ["MSP\r\nBcc: all@evil.invalid", "MSP\nX: y", "MSP\u{2028}Bcc: z"] {
        let raised = raise(&installation, &[critical(7, name)]);
        assert!(matches!(&raised[..], [Raised::Aside(why)] if why.contains("line break")), "{raised:?}");
    }
    assert_eq!(proof(&installation).len(), 0, "half a message is no message");
    assert_eq!(queue(&installation).len(), 1);
    // What only looks like a header is a name like any other.
    raise(&installation, &[critical(8, "MSP Bcc: all@evil.invalid <b>&\"")]);
    let (head, body) = shown(&installation, proof(&installation)[0]["id"].as_i64().unwrap());
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert!(body.contains("&lt;b&gt;&amp;&quot;"), "escaped in HTML");
}

#[test]
fn what_is_stored_is_what_is_sent() {
    use diesel::RunQueryDsl as _;
    on_both(|installation| {
        directory(installation, DESKS);
        raise(installation, &[critical(1, "MSP DU LAC")]);
        let store = observatoire::store::Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        for change in ["content = 'x'", "recipient = 'x@y.invalid'", "subject = 'x'", "key = 'x'"] {
            let changed = diesel::sql_query(format!("UPDATE outbox SET {change}")).execute(conn);
            assert!(changed.is_err(), "{change}");
        }
        diesel::sql_query("UPDATE outbox SET attempts = 3").execute(conn).unwrap();
    });
}

#[test]
fn a_transaction_that_fails_leaves_no_message() {
    let installation = Installation::new(Database::Sqlite);
    directory(&installation, DESKS);
    let store = observatoire::store::Store::open(&installation.store_url()).unwrap();
    let catalog =
        observatoire::catalog::Catalog::load(&observatoire::catalog::Definitions::Embedded).unwrap();
    let (post, now) = (super::post(), super::instant(NOW));
    let office = observatoire::jobs::letters::Office { catalog: &catalog, post: &post, now, by_hand: true };
    let failed: Result<(), observatoire::store::Error> = store.write(|conn| {
        office.raise(conn, &critical(1, "MSP DU LAC"))?;
        Err(observatoire::store::Error::Url("what raised it failed after all".into()))
    });
    assert!(failed.is_err());
    assert_eq!(proof(&installation).len(), 0);
}

#[test]
fn letters_of_two_months_are_two_and_a_preview_is_none() {
    let installation = Installation::new(Database::Sqlite);
    typed(&installation);
    directory(&installation, DESKS);
    installation.ok(&["run", "monthly", "--month", "2026-06"]);
    let file = installation.folder.path().join("critical.html");
    let said = installation.ok(&[
        "outbox",
        "critical",
        NUMBER,
        "--preview",
        file.to_str().unwrap(),
        "--language",
        "en",
    ]);
    assert!(said.starts_with("Critical: "), "{said}");
    let html = std::fs::read_to_string(&file).unwrap();
    assert!(html.contains("data:image/png;base64,") && html.contains("lang=\"en\""));
    assert_eq!(proof(&installation).len(), 0);
    let letters = ["2026-09", "2026-10"].map(|month| match critical(1, "MSP") {
        Letter::Critical(letter) => Letter::Critical(Critical { month: month.parse().unwrap(), ..letter }),
        other => other,
    });
    assert_eq!(raise(&installation, &letters), [Raised::Written(1), Raised::Written(1)]);
}
