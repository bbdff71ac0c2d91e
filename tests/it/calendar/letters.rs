//! Reminders, monthly dates and the bulletin, from the command line to a mail server.

use super::fill;
use crate::harness::{Installation, MailServer, NOW, Said, on_both};
use crate::mail::{deliver, directory, proof, queue};
use crate::risk::NUMBER;

const SERVICES: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n\
    cpam_roc;DEP-01;;ROC de l’Ain;roc01@cpam.invalid;;fr;;2026-11-01\n\
    cpam_roc;DEP-2A;;ROC de Corse-du-Sud;roc2a@cpam.invalid;;en;;2026-11-01\n\
    dgos;FR;;Bureau des soins primaires;dgos@sante.invalid;;fr;;2026-11-01\n";

pub(crate) fn outbox(installation: &Installation, server: &MailServer, arguments: &[&str]) -> String {
    Said::from(server.command(installation, NOW).arg("outbox").args(arguments).output().unwrap()).ok()
}

/// Head and decoded body of a message.
pub(crate) fn message(installation: &Installation, id: i64) -> (String, String) {
    crate::mail::letters::shown(installation, id)
}

#[test]
fn each_is_told_its_own_and_once() {
    on_both(|installation| {
        fill(installation);
        directory(installation, SERVICES);
        let server = MailServer::start("take");
        assert!(outbox(installation, &server, &["reminders"]).contains("messages written: 1"));
        assert!(outbox(installation, &server, &["reminders"]).contains("messages written: 0"));
        assert!(outbox(installation, &server, &["dates", "DEP-01"]).contains("written: 1"));
        assert!(outbox(installation, &server, &["dates", "DEP-2A"]).contains("written: 1"));
        assert!(outbox(installation, &server, &["dates", "DEP-2A"]).contains("raised before"));
        assert!(outbox(installation, &server, &["dates", "REG-84"]).contains("written: 1"));
        assert!(outbox(installation, &server, &["bulletin", "--month", "2026-06"]).contains("written: 1"));
        let said =
            Said::from(server.command(installation, NOW).args(["outbox", "dates", "FR"]).output().unwrap());
        assert_eq!(said.code, 2, "a fund is that of a department");
        let proof = proof(installation);
        assert_eq!(proof.len(), 5);
        for line in &proof {
            let subject = line["subject"].as_str().unwrap();
            assert!(subject.chars().count() < 70, "{subject}");
        }
        let of = |letter: &str, recipient: &str| {
            let found = proof.iter().find(|it| it["letter"] == letter && it["recipient"] == recipient);
            message(installation, found.unwrap()["id"].as_i64().unwrap())
        };

        let (head, body) = of("reminder", "cellule@ars.invalid");
        assert!(!head.contains("List-Unsubscribe"), "nobody unsubscribes from what the law sets");
        for part in [
            "délai légal en cours",
            "le délai légal commence",
            "31\u{a0}janvier 2029",
            "L4041-4",
            "/echeancier",
        ] {
            assert!(body.contains(part), "{part}\n{body}");
        }
        for never in ["dissolution", "sanction", "infraction"] {
            assert!(!body.to_lowercase().contains(never), "{never}");
        }
        let key = proof.iter().find(|it| it["letter"] == "reminder").unwrap()["key"].to_string();
        assert!(key.contains(&format!("reminder/{NUMBER}/2026-01-31+0")), "{key}");

        let (head, body) = of("dates", "roc01@cpam.invalid");
        assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{head}");
        assert!(body.contains("Solde de l’ACI") && body.contains("30\u{a0}avril 2026"), "{body}");
        for never in ["2A0009997", "délai légal", "L4041-4", "maître de stage"] {
            assert!(!body.contains(never), "“{never}” is no date of an agreement of the Ain");
        }
        let (_, english) = of("dates", "roc2a@cpam.invalid");
        assert!(english.contains("Balance of the ACI") && !english.contains(NUMBER));
        let (_, desk) = of("dates", "cellule@ars.invalid");
        assert!(desk.contains("Solde de l’ACI") && !desk.contains("2A0009997"), "{desk}");

        let (_, bulletin) = of("bulletin", "dgos@sante.invalid");
        assert!(bulletin.contains("4\u{a0}000") && bulletin.contains("image/png"), "{bulletin}");
        for (number, ..) in super::PLACES {
            assert!(!bulletin.contains(number), "it names no structure");
        }
        // Five structures in all, one critical: no count of levels may be told.
        assert!(bulletin.contains("critique –") && !bulletin.contains("critique 1"), "{bulletin}");
        assert!(deliver(installation, &server, NOW, &[]).ok().contains("sent 5"));
    });
}

fn run(installation: &Installation, alerts: &str, job: &str, now: &str) {
    let mut command = installation.command();
    command.env("OBSERVATOIRE_ALERTS", alerts).env("OBSERVATOIRE_NOW", now).args(["run", job, "--json"]);
    let said = Said::from(command.output().unwrap()).ok();
    assert!(!said.contains("\"failed\""), "{said}");
}

#[test]
fn in_a_shadow_run_no_job_writes_to_anybody_about_a_structure() {
    on_both(|installation| {
        fill(installation);
        directory(installation, SERVICES);
        let written = || {
            let letters = proof(installation).into_iter().chain(queue(installation));
            let letters = letters.map(|line| line["letter"].as_str().unwrap().to_owned());
            letters.collect::<std::collections::BTreeSet<_>>()
        };
        let jobs = ["monthly", "weekly", "reminders", "letters"];
        jobs.iter().for_each(|job| run(installation, "shadow", job, "2026-07-06T09:00:00Z"));
        assert_eq!(written(), ["bulletin".to_owned()].into(), "which holds counts alone");
        // The same day, once somebody has decided: all but the critical letter, whose case began in the shadow.
        jobs.iter().for_each(|job| run(installation, "live", job, "2026-07-06T09:00:00Z"));
        assert_eq!(written(), ["bulletin", "dates", "digest", "reminder"].map(str::to_owned).into());
    });
}

#[test]
fn the_schedule_raises_them_and_what_nobody_answers_for_waits_once() {
    on_both(|installation| {
        fill(installation);
        let run = |job: &str, now: &str| run(installation, "live", job, now);
        run("reminders", NOW);
        run("letters", NOW);
        let waiting = queue(installation);
        let letters: Vec<&str> = waiting.iter().map(|line| line["letter"].as_str().unwrap()).collect();
        for letter in ["reminder", "dates"] {
            assert!(letters.contains(&letter), "{letters:?}");
        }
        // In a later month the monthly letter before is no news any more; the reminder waits on.
        run("letters", "2026-12-01T09:00:00Z");
        run("reminders", "2026-12-01T09:00:00Z");
        let later = queue(installation);
        assert_eq!(later.len(), waiting.len(), "{later:?}");
        assert!(
            later
                .iter()
                .filter(|line| line["letter"] == "dates")
                .all(|line| { line["key"].as_str().unwrap().ends_with("2026-12") })
        );
    });
}
