//! Nobody is written to unverified, and nothing is dropped for want of an address.

use observatoire::jobs::letters::Raised;

use super::{critical, deliver, directory, in_state, proof, queue, raise, simulated};
use crate::harness::{MailServer, NOW, objects, on_both};

#[test]
fn a_letter_waits_for_a_verified_address_and_then_goes_there() {
    on_both(|installation| {
        let letter = [critical(1, "MSP DU LAC")];
        assert_eq!(raise(installation, &letter), [Raised::Aside("no contact is known".into())]);
        assert_eq!(raise(installation, &letter).len(), 1);
        let waiting = queue(installation);
        assert_eq!(waiting.len(), 1, "the same letter waits once");
        assert_eq!(waiting[0]["place"], "010000001");
        assert_eq!(proof(installation).len(), 0);

        // Of another region, of another kind, too seldom: none of them is written to in its place.
        let said = directory(
            installation,
            "ars;REG-11;;Ailleurs;ailleurs@ars.invalid;;;;2026-11-01\n\
             cpam_roc;DEP-01;;ROC;roc@cpam.invalid;;;;2026-11-01\n\
             ars;REG-84;;Cellule MSP;cellule@ars.invalid;;en;;\n",
        );
        assert!(said.contains("not verified"), "{said}");
        assert_eq!(raise(installation, &letter), [Raised::Aside("the contact is not verified".into())]);
        assert_eq!(queue(installation)[0]["reason"], "the contact is not verified");
        let told = installation.ok(&["contact", "queue"]);
        assert!(told.contains("nobody has verified yet: 1"), "{told}");

        let list = objects(&installation.ok(&["contact", "list", "--json"]));
        assert_eq!(list.len(), 3);
        let cell = list.iter().find(|line| line["office"] == "Cellule MSP").unwrap();
        assert!(cell["verified_on"].is_null());
        // Without a sender the letter waits on; whoever sets mail up finds it there.
        let id = cell["id"].to_string();
        assert!(installation.ok(&["contact", "verify", &id]).contains("waited for them: 0"));
        assert!(queue(installation)[0]["reason"].as_str().unwrap().contains("mail is not set up"));
        let server = MailServer::start("take");
        let said = deliver(installation, &server, NOW, &[]).ok();
        assert!(said.contains("sent 1"), "{said}");
        assert_eq!(queue(installation).len(), 0);
        let line = &proof(installation)[0];
        assert_eq!((&line["recipient"], &line["status"]), (&"cellule@ars.invalid".into(), &"sent".into()));
        assert!(
            line["subject"].as_str().unwrap().starts_with("Critical: "),
            "in the language of the contact"
        );
        assert_eq!(raise(installation, &letter), [Raised::Written(0)]);

        // A file that does not say again what was verified takes nothing away; another address begins anew.
        directory(installation, "ars;REG-84;;Cellule;cellule@ars.invalid;;;hebdomadaire;\n");
        let list = objects(&installation.ok(&["contact", "list", "--json"]));
        let cell = list.iter().find(|line| line["email"] == "cellule@ars.invalid").unwrap();
        assert_eq!((&cell["verified_on"], &cell["frequency"]), (&"2026-11-21".into(), &"weekly".into()));
        let other = [critical(2, "MSP DU PONT")];
        assert_eq!(
            raise(installation, &other),
            [Raised::Aside("the contact is written to less often".into())]
        );
        installation.ok(&["contact", "remove", &id]);
        assert_eq!(installation.say(["contact", "remove", &id]).code, 2);
        assert_eq!(raise(installation, &other), [Raised::Aside("no contact is known".into())]);
        assert_eq!(in_state(installation, "sent").len(), 1, "what was sent stays told");
    });
}

#[test]
fn a_directory_is_no_sign_of_a_real_world_or_a_simulated_one() {
    on_both(|installation| {
        directory(installation, "ars;FR;;Cellule;cellule@ars.invalid;;;;\n");
        simulated(installation);
        directory(installation, "ars;FR;;Cellule;cellule@ars.invalid;;en;;\n");
    });
}
