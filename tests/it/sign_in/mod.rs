//! Signing in, through the front door: what it gives, what it refuses, and what attackers try.

mod accounts;
mod attacks;
mod audit;
mod factor;
mod forms;
mod matrix;
mod openid;
mod review;
mod time;

use std::io::Write as _;
use std::process::Stdio;

use crate::harness::{Browser, Installation, Said, Served, fixture, on_both};

pub(crate) const PASSWORD: &str = "quatre chevaux bleus";
const AIN: &str = "010009999";
const CORSE: &str = "2A0009997";
const ARS: &str = "ars@test.invalid";

/// A command that reads a password from its standard input.
fn say_with(installation: &Installation, arguments: &[&str], password: &str) -> Said {
    let mut command = installation.command();
    let piped = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A command that refuses its arguments does not wait for the password.
    let _ = writeln!(child.stdin.take().unwrap(), "{password}");
    Said::from(child.wait_with_output().unwrap())
}

fn add(installation: &Installation, email: &str, post: &[&str]) {
    say_with(installation, &[&["user", "add", email], post].concat(), PASSWORD).ok();
}

/// An installation that knows five structures, and an agent of Auvergne-Rhône-Alpes.
fn with_an_agent(test: impl Fn(&Installation)) {
    on_both(|installation| {
        installation.import(&[fixture("finess/507.csv")]);
        add(installation, ARS, &["--role", "ars", "--territory", "REG-84", "--name", "Claire <b>Martin</b>"]);
        test(installation);
    });
}

fn page_of(structure: &str) -> String {
    format!("/structures/{structure}/members")
}

#[test]
fn an_agent_signs_in_reads_and_signs_out() {
    with_an_agent(|installation| {
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let asked = browser.get(&page_of(AIN));
        assert_eq!(asked.status, 303);
        let door = asked.header("location").to_owned();
        assert_eq!(door, "/connexion?next=%2Fstructures%2F010009999%2Fmembers");
        let page = browser.get(&door);
        assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
        assert!(page.body.contains("name=\"next\" value=\"/structures/010009999/members\""));

        let fields = [("email", " ARS@test.invalid "), ("password", PASSWORD), ("next", &page_of(AIN))];
        let entered = browser.fill(&door, "/connexion", &fields);
        assert_eq!((entered.status, entered.header("location")), (303, page_of(AIN).as_str()));
        let read = browser.get(&page_of(AIN));
        assert_eq!(read.status, 200);
        assert_eq!((read.header("cache-control"), read.header("etag")), ("private, no-store", ""));
        assert!(read.body.contains("DU REVERMONT") && read.body.contains("Déclaration mensuelle"));
        // Her name stands on public pages, too, and is no markup.
        let home = browser.get("/");
        assert!(home.body.contains("Claire &#60;b&#62;Martin&#60;/b&#62;"), "{}", home.body);
        assert_eq!(home.header("cache-control"), "private, no-store");
        let account = browser.get("/en/compte");
        assert!(
            account.body.contains("Auvergne-Rhône-Alpes") && account.body.contains("Regional health agency")
        );
        assert_eq!(browser.get("/connexion").status, 303, "she is signed in");

        // Beyond her region.
        let beyond = browser.get(&page_of(CORSE));
        assert_eq!(beyond.status, 403);
        assert!(beyond.body.contains("ne donne pas accès") && !beyond.body.contains("Déclaration mensuelle"));
        assert!(browser.get(&format!("/en{}", page_of(CORSE))).body.contains("gives no access"));

        let token = browser.token();
        let left = browser.fill("/compte", "/deconnexion", &[]);
        assert_eq!((left.status, left.header("location")), (303, "/"));
        assert_eq!(browser.get("/compte").status, 303);
        browser.set("observatoire", &token);
        assert_eq!(
            browser.get("/compte").status,
            303,
            "the session ended in the store, not in the browser alone"
        );
        assert!(!browser.get("/").body.contains("Claire"));

        let said = installation.ok(&["user", "audit", ARS, "--json"]);
        let lines: Vec<[String; 5]> = crate::harness::objects(&said)
            .iter()
            .rev()
            .map(|line| {
                ["who", "action", "family", "subject", "address"]
                    .map(|key| line[key].as_str().unwrap_or("").to_owned())
            })
            .collect();
        let line = |action: &str, family: &str, subject: &str| {
            [ARS, action, family, subject, "127.0.0.1"].map(ToOwned::to_owned)
        };
        assert_eq!(lines[0], ["operator", "account added", "", ARS, ""].map(ToOwned::to_owned));
        let expected = [
            line("signed in", "", ""),
            line("read", "declared", AIN),
            line("read", "aci", AIN),
            line("read refused", "declared", CORSE),
            line("read refused", "declared", CORSE),
            line("signed out", "", ""),
        ];
        assert_eq!(lines[1..], expected);
    });
}

#[test]
fn a_team_s_movements_of_a_year_are_told_in_words() {
    with_an_agent(|installation| {
        let moves = "finess_et;date_effet;date_annonce;sens;code_profession;associe;motif;successeur\n\
            010009999;2025-11-20;2025-11-20;sortie;60;non;retraite;oui\n\
            010009999;2026-02-03;2026-02-03;sortie;10;oui;demenagement;non\n\
            010009999;2026-02-03;2026-02-03;sortie;10;oui;retraite;non\n\
            010009999;2027-01-04;2026-10-01;entree;70;non;inconnu;\n";
        let path = installation.write("mouvements_2026-10.csv", moves);
        installation.ok(&["import", "mouvements", path.to_str().unwrap()]);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        let page = browser.get(&page_of(AIN)).body.replace('\u{a0}', " ");
        let told = |text: &str| page.find(text).unwrap_or_else(|| panic!("no “{text}” in {page}"));
        assert!(
            told("4 janvier 2027 · Arrivée · masseur-kinésithérapeute")
                < told("3 février 2026 · Départ · médecin")
        );
        assert_eq!(page.matches("3 février 2026 · Départ · médecin").count(), 2);
        told("Les douze derniers mois, et ce qui est annoncé");
        assert!(page.contains("déménagement") && !page.contains("demenagement"));
        assert!(!page.contains("2025"), "over a year ago");
        let english = browser.get(&format!("/en{}", page_of(AIN))).body;
        assert!(english.contains("Departure · doctor") && english.contains("retirement"));
    });
}
