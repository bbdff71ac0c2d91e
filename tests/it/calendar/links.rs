//! A letter is refused by its link, by whom it was sent to, for that letter alone.

use super::fill;
use super::letters::{message, outbox};
use crate::harness::{Browser, MailServer, Served, objects, on_both};
use crate::mail::{directory, proof, queue};

/// Where the List-Unsubscribe of a message leads.
fn link(head: &str) -> String {
    let unfolded = head.replace("\n ", " ");
    let line = unfolded.lines().find(|line| line.starts_with("List-Unsubscribe:")).unwrap();
    let address = line.split('<').nth(1).unwrap().split('>').next().unwrap();
    address.strip_prefix("https://observatoire.example.org").unwrap().to_owned()
}

#[test]
fn one_click_ends_one_letter_of_one_contact_and_can_be_undone() {
    on_both(|installation| {
        fill(installation);
        directory(
            installation,
            "ars;REG-84;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n\
             ars;REG-84;;Direction;direction@ars.invalid;;fr;;2026-11-01\n\
             ars;REG-94;;Cellule MSP;cellule@ars.invalid;;fr;;2026-11-01\n",
        );
        let server = MailServer::start("take");
        outbox(installation, &server, &["digest", "REG-84"]);
        let of = |recipient: &str| {
            let lines = proof(installation);
            let line = lines.iter().find(|it| it["recipient"] == recipient).unwrap();
            message(installation, line["id"].as_i64().unwrap())
        };
        let (head, body) = of("cellule@ars.invalid");
        let path = link(&head);
        assert!(body.contains(&path), "people find it, too");
        assert_ne!(path, link(&of("direction@ars.invalid").0), "a link is of one contact");

        let site = Served::start(installation);
        let nobody = Browser::new(&site);
        let page = nobody.get(&path);
        assert!(page.status == 200 && page.body.contains("Ne plus la recevoir"), "{}", page.body);
        let refused = || {
            let lines = objects(&installation.ok(&["contact", "list", "--json"]));
            lines.iter().map(|it| it["refused"].as_array().unwrap().len()).sum::<usize>()
        };
        assert_eq!(refused(), 0, "who opens the page has done nothing");
        assert_eq!(nobody.post(&path, &[]).status, 400);
        assert_eq!(nobody.post(&path, &[("choice", "all")]).status, 400);
        assert_eq!(refused(), 0);
        // As a mail program does it, without a cookie.
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        assert_eq!(site.send("POST", &path, &kind, "List-Unsubscribe=One-Click").status, 200);
        assert_eq!(
            site.send("POST", &path, &kind, "List-Unsubscribe=One-Click").status,
            200,
            "again, the same"
        );
        assert_eq!(refused(), 1);
        let list = objects(&installation.ok(&["contact", "list", "--json"]));
        for line in &list {
            let is_the_one = line["email"] == "cellule@ars.invalid" && line["place"] == "REG-84";
            assert_eq!(line["refused"] == serde_json::json!(["digest"]), is_the_one, "{line}");
            assert_eq!(line["frequency"], "immediate");
        }
        assert!(installation.ok(&["contact", "list"]).contains("never: digest"));
        assert!(nobody.get(&path).body.contains("La recevoir de nouveau"));

        // The other goes on; what cannot wait goes on.
        let next = |arguments: &[&str]| {
            let said =
                server.command(installation, "2026-11-30T09:00:00Z").arg("outbox").args(arguments).output();
            crate::harness::Said::from(said.unwrap()).ok()
        };
        assert!(next(&["digest", "REG-84"]).contains("written: 1"));
        assert!(next(&["digest", "REG-94"]).contains("written: 1"));
        assert!(next(&["critical", crate::risk::NUMBER]).contains("written: 2"));
        let other = link(&of("direction@ars.invalid").0);
        assert_eq!(nobody.post(&other, &[("choice", "stop")]).status, 200);
        let said = server
            .command(installation, "2026-12-07T09:00:00Z")
            .args(["outbox", "digest", "REG-84"])
            .output();
        assert!(crate::harness::Said::from(said.unwrap()).ok().contains("asked not to get this letter"));
        assert_eq!(queue(installation)[0]["reason"], "the contact asked not to get this letter any more");

        let undone = nobody.post(&path, &[("choice", "resume")]);
        assert!(undone.status == 200 && undone.body.contains("Ne plus la recevoir"));
        assert_eq!(refused(), 1, "that of the other stays");
        let audit = objects(&installation.ok(&["user", "audit", "cellule@ars.invalid", "--json"]));
        let actions: Vec<&str> = audit.iter().map(|line| line["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["letter wanted", "letter refused"]);
        let unknown = format!("/courriers/desabonnement/{}", "0".repeat(64));
        for wrong in ["/courriers/desabonnement/abc", &unknown] {
            assert_eq!(nobody.get(wrong).status, 404);
            assert_eq!(nobody.post(wrong, &[("choice", "stop")]).status, 404);
        }
    });
}
