//! The whole loop: a doctor leaves; the desk is told and takes the case up; the team is written to, answers, and is left in
//! peace; the case is closed; a label stays.

use std::process::Command;

use observatoire::domain::rights::Role;
use observatoire::store::Store;
use serde_json::{Value, json};

use crate::assessments::signed_in;
use crate::cases::{act, case, told};
use crate::harness::{Browser, Installation, MailServer, NOW, Said, Served, fixture, objects, on_both};
use crate::mail::directory;
use crate::mail::letters::shown;
use crate::replies::answer;
use crate::risk::{MONTHLY, NUMBER, tell};

const CONTACTS: &str = "ars;REG-84;;Cellule MSP;cellule@ars.invalid;04 00 00 00 00;;;2026-11-01\n\
    msp;;010009999;MSP des Quatre Vents;coordination@msp.invalid;;;;2026-11-01\n";
/// Not https: a browser would keep its cookie from the server of the test.
const ADDRESS: &str = "http://observatoire.example.org";

/// Months of 2026 with so many associated doctors.
fn months(range: std::ops::RangeInclusive<u32>, doctors: u32) -> String {
    let line = |month: u32| {
        let total = doctors + 4;
        format!(
            "{NUMBER};2026-{month:02};2026-{month:02}-28;{doctors};{doctors};4;{total};1;0;2;oui;60;3600\n"
        )
    };
    MONTHLY.to_owned() + &range.map(line).collect::<String>()
}

fn at<'a>(installation: &'a Installation, server: &MailServer) -> impl Fn(&[&str]) -> Command + 'a {
    let envs: Vec<(String, Option<String>)> = server
        .command(installation, NOW)
        .get_envs()
        .map(|(name, value)| {
            (name.to_string_lossy().into_owned(), value.map(|it| it.to_string_lossy().into_owned()))
        })
        .collect();
    move |arguments| {
        let mut command = installation.command();
        for (name, value) in &envs {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
            .env("OBSERVATOIRE_PUBLIC_ADDRESS", ADDRESS)
            .env("OBSERVATOIRE_ALERTS", "live")
            .args(arguments);
        command
    }
}

#[test]
fn from_a_doctor_who_leaves_to_a_label() {
    on_both(|installation| {
        let server = MailServer::start("take");
        let command = at(installation, &server);
        let run = |arguments: &[&str]| Said::from(command(arguments).output().unwrap()).ok();
        directory(installation, CONTACTS);
        let finess = ["502", "501"].map(|flow| fixture(&format!("finess/{flow}.csv")));
        let [sites, entities] = finess.each_ref().map(|path| path.to_str().unwrap());
        installation.ok(&["import", "finess", sites, entities, "--received", "2026-05-15"]);

        // Three doctors: nothing to tell anybody at once.
        tell(installation, "declaration_mensuelle", &months(1..=5, 3), "2026-06-10");
        run(&["run", "monthly", "--month", "2026-05"]);
        run(&["deliver"]);
        assert!(server.log("taken").is_empty(), "{:?}", server.log("taken"));

        // Two of them leave: the desk reads it at once, and nobody else does.
        tell(installation, "declaration_mensuelle", &months(6..=6, 1), "2026-07-10");
        run(&["run", "monthly", "--month", "2026-06"]);
        run(&["deliver"]);
        run(&["run", "monthly", "--month", "2026-06"]);
        run(&["deliver"]);
        let to = || -> Vec<Value> { server.log("taken").iter().map(|line| line["to"][0].clone()).collect() };
        assert_eq!(to(), ["cellule@ars.invalid"], "once, to its desk");
        assert_eq!(
            (&case(installation)["level"], &case(installation)["state"]),
            (&json!("critique"), &json!("new"))
        );

        let site = Served::start_with(&command(&["serve", "--web", "--port", "0"])).unwrap();
        let store = Store::open(&installation.store_url()).unwrap();
        let officer = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        assert_eq!(act(&officer, &[("deed", "take")]), 303);
        assert_eq!(case(installation)["state"], "acknowledged");

        // Read, then released.
        let letter = format!("/suivi/{NUMBER}/courrier");
        let read = officer.get(&letter).body;
        assert!(read.contains("Point de situation") && read.contains("Cellule MSP"), "{read}");
        assert_eq!(officer.fill(&letter, &letter, &[]).status, 400, "nobody said that it was read");
        let sent = officer.fill(&letter, &letter, &[("read", "yes")]);
        assert!(sent.status == 200 && sent.body.contains("parti vers l’envoi"), "{}", sent.body);
        let again = officer.fill(&letter, &letter, &[("read", "yes")]);
        assert!(again.status == 403 || again.body.contains("déjà"), "once a month: {}", again.body);
        run(&["deliver"]);
        assert_eq!(to(), ["cellule@ars.invalid", "coordination@msp.invalid"]);

        // The team answers without an account, and is left in peace.
        let proof = objects(&installation.ok(&["outbox", "list", "--json"]));
        let message = proof.iter().find(|line| line["letter"] == "overview").unwrap();
        assert_eq!(message["status"], "sent");
        let (_, body) = shown(installation, message["id"].as_i64().unwrap());
        let link = body.split(ADDRESS).find(|part| part.starts_with("/repondre/")).unwrap();
        let link: String = link.chars().take_while(|c| c.is_alphanumeric() || *c == '/').collect();
        let team = Browser::new(&site);
        let words = [("words", "Un remplaçant arrive en septembre")];
        assert_eq!(answer(&team, &link, "handled", &words).status, 303);
        assert!(officer.get("/suivi?only=replied").body.contains(NUMBER));
        assert!(officer.get("/suivi/lundi").body.contains("1 réponse"));
        let page = officer.get(&format!("/suivi/{NUMBER}")).body;
        for part in ["Un remplaçant arrive en septembre", "C’est déjà suivi", "aucun autre message avant le"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        run(&["run", "monthly", "--month", "2026-06"]);
        run(&["deliver"]);
        assert_eq!(to().len(), 2, "paused");

        let judged = [("deed", "judge"), ("judgement", "useful"), ("text", "Un appel a suffi")];
        assert_eq!(act(&officer, &judged), 303);
        let closed = [("deed", "close"), ("outcome", "improved"), ("text", "Remplacement confirmé")];
        assert_eq!(act(&officer, &closed), 303);
        let label = objects(&installation.ok(&["case", "labels"])).pop().unwrap();
        assert_eq!((&label["structure"], &label["outcome"]), (&json!(NUMBER), &json!("improved")));
        assert_eq!((&label["is_useful"], &label["level"]), (&json!(true), &json!("critique")));
        let deeds: Vec<Value> = told(installation).into_iter().map(|mut deed| deed["deed"].take()).collect();
        let expected =
            ["raised", "wrote", "assigned", "wrote", "replied", "judged", "closed"].map(Value::from);
        assert_eq!(deeds, expected);
    });
}
