//! What a desk sees of the messages, and how long their content is kept.

use diesel::RunQueryDsl as _;
use observatoire::domain::rights::Role;

use super::fill;
use super::letters::outbox;
use crate::assessments::signed_in;
use crate::harness::{MailServer, NOW, Served, objects, on_both};
use crate::mail::{deliver, directory, proof};
use crate::risk::NUMBER;

const SERVICES: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n\
    ars;REG-94;;Cellule Corse;corse@ars.invalid;;fr;;2026-11-01\n\
    cpam_roc;DEP-01;;ROC de l’Ain;roc01@cpam.invalid;;fr;;2026-11-01\n\
    dgos;FR;;Bureau des soins primaires;dgos@sante.invalid;;fr;;2026-11-01\n";

#[test]
fn a_desk_sees_its_own_and_no_key_of_a_link() {
    on_both(|installation| {
        let store = fill(installation);
        directory(installation, SERVICES);
        let server = MailServer::start("take");
        for letter in
            [&["critical", NUMBER][..], &["digest", "REG-84"], &["digest", "REG-94"], &["dates", "DEP-01"]]
        {
            outbox(installation, &server, letter);
        }
        outbox(installation, &server, &["bulletin", "--month", "2026-06"]);
        deliver(installation, &server, NOW, &[]).ok();
        let proof = proof(installation);
        let id = |letter: &str, about: &str| {
            proof.iter().find(|it| it["letter"] == letter && it["about"] == about).unwrap()["id"].to_string()
        };
        let (critical, digest) = (id("critical", NUMBER), id("digest", "REG-84"));
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let list = agent.get("/courriers").body;
        assert_eq!(list.matches("reçu par le serveur").count(), 2, "its own two: {list}");
        for never in ["Corse", "ROC de l’Ain", "Bureau des soins primaires"] {
            assert!(!list.contains(never), "{never}");
        }
        let page = agent.get(&format!("/courriers/{critical}"));
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Cellule MSP") && page.body.contains("250"), "{}", page.body);
        assert!(page.header("content-security-policy").contains("frame-src 'self'"));
        let frame = agent.get(&format!("/courriers/{critical}/html"));
        let policy = frame.header("content-security-policy");
        assert!(policy.starts_with("sandbox") && policy.contains("default-src 'none'"), "{policy}");
        assert!(frame.body.contains("data:image/png;base64,") && frame.body.contains("niveau critique"));

        let content = installation.ok(&["outbox", "show", &digest]);
        let token = content.split("desabonnement/").nth(1).unwrap().split('>').next().unwrap().to_owned();
        assert_eq!(token.len(), 64);
        for path in [format!("/courriers/{digest}"), format!("/courriers/{digest}/html")] {
            let shown = agent.get(&path).body;
            assert!(!shown.contains(&token[..20]) && shown.contains("desabonnement/…"), "{shown}");
        }
        // Of others: as if there were none.
        for other in [id("digest", "REG-94"), id("dates", "DEP-01"), id("bulletin", "FR"), "999".into()] {
            assert_eq!(agent.get(&format!("/courriers/{other}")).status, 404);
            assert_eq!(agent.get(&format!("/courriers/{other}/html")).status, 404);
        }
        let delegation = signed_in(&site, &store, Role::Ars, &["DEP-01"], None);
        assert_eq!(delegation.get(&format!("/courriers/{critical}")).status, 200, "about its structure");
        assert_eq!(delegation.get(&format!("/courriers/{digest}")).status, 404, "to the desk of the region");
        for (role, territories, own) in
            [(Role::Cpam, &["FR"][..], None), (Role::Msp, &[], Some(NUMBER)), (Role::Dgos, &[], None)]
        {
            let other = signed_in(&site, &store, role, territories, own);
            assert_eq!(other.get("/courriers").status, 403);
            assert_eq!(other.get(&format!("/courriers/{critical}")).status, 403);
            assert_eq!(other.get("/courriers/apercu").status, 403);
        }
        let preview = agent.get("/courriers/apercu");
        assert!(preview.status == 200 && preview.body.contains("Rien n’est envoyé"));
        assert!(agent.get("/courriers/apercu/html").body.contains("Maisons de santé suivies"));
        assert_eq!(agent.get("/courriers/apercu?territory=REG-94").status, 403);
        let audit = objects(&installation.ok(&["user", "audit", "--lines", "999", "--json"]));
        let read = audit.iter().filter(|line| line["action"] == "message read");
        assert!(
            read.clone().count() >= 2
                && read.clone().any(|line| line["subject"].to_string().contains(NUMBER))
        );
    });
}

#[test]
fn content_ends_after_its_time_and_the_proof_stays() {
    on_both(|installation| {
        let store = fill(installation);
        directory(installation, SERVICES);
        let server = MailServer::start("take");
        outbox(installation, &server, &["critical", NUMBER]);
        deliver(installation, &server, NOW, &[]).ok();
        outbox(installation, &server, &["digest", "REG-84"]);
        let before = proof(installation);
        assert!(installation.ok(&["outbox", "forget"]).contains("emptied: 0"));
        let later = "2028-12-01T09:00:00Z";
        assert!(installation.say_at(later, &["outbox", "forget"]).ok().contains("emptied: 1"));
        assert!(installation.say_at(later, &["outbox", "forget"]).ok().contains("emptied: 0"));
        let after = proof(installation);
        for (one, other) in before.iter().zip(&after) {
            for column in
                ["key", "recipient", "office", "subject", "message_id", "status", "answer", "settled_at"]
            {
                assert_eq!(one[column], other[column], "{column}");
            }
            assert_eq!(other["emptied_at"].is_null(), other["letter"] == "digest", "what waits is kept");
        }
        let id = after[0]["id"].to_string();
        assert_eq!(installation.ok(&["outbox", "show", &id]).trim(), "");
        assert_eq!(installation.say(["deliver", "--again", &id]).code, 2, "nothing is left to send");
        let conn = &mut *store.connection().unwrap();
        let emptied = format!("WHERE id = {id}");
        let waiting = format!("WHERE id = {}", after[1]["id"]);
        for (change, rows) in [
            ("content = 'x'", &emptied),
            ("emptied_at = NULL", &emptied),
            ("subject = 'x'", &emptied),
            ("content = ''", &waiting),
            ("content = '', emptied_at = '2029-01-01 00:00:00'", &waiting),
            ("office = 'x'", &waiting),
        ] {
            let changed = diesel::sql_query(format!("UPDATE outbox SET {change} {rows}")).execute(conn);
            assert!(changed.is_err(), "{change} {rows}");
        }
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let page = agent.get(&format!("/courriers/{id}"));
        assert!(page.status == 200 && page.body.contains("a été effacé") && !page.body.contains("<iframe"));
    });
}
