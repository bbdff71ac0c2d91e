//! All that is held on a structure: for the structure itself and for the installation, without what is made of it.

use observatoire::domain::rights::Role;
use observatoire::store::Store;
use serde_json::Value;

use super::{answer, released, replies};
use crate::harness::{Browser, Served, Someone, fixture, on_both};
use crate::risk::NUMBER;

#[test]
fn a_structure_takes_out_all_that_is_held_on_it_and_nobody_elses() {
    on_both(|installation| {
        let page = released(installation);
        let file = fixture("rpps/PS_LibreAcces_Personne_activite_202606020830.txt");
        installation.ok(&["import", "rpps", file.to_str().unwrap()]);
        installation.ok(&["run", "monthly", "--month", "2026-06"]);
        let site = Served::start(installation);
        answer(&Browser::new(&site), &page, "inexact", &[("fact", "team_meetings"), ("value", "3")]);
        installation.ok(&["run", "replies"]);
        assert_eq!(replies(installation).len(), 1);

        let out = installation.folder.path().join("out");
        installation.ok(&["structure", "export", NUMBER, "--out", out.to_str().unwrap()]);
        let written = std::fs::read_to_string(out.join(format!("{NUMBER}.json"))).unwrap();
        let held: Value = serde_json::from_str(&written).unwrap();
        let count = |what: &Value| what.as_array().map_or(0, Vec::len);
        assert!(count(&held["finess"]) > 0 && count(&held["signals"]) == 1, "{held:#}");
        // June twice: as it was, and as it was corrected.
        assert_eq!(count(&held["tables"]["declaration_mensuelle"]), 23);
        assert_eq!(count(&held["tables"]["mouvements"]), 1);
        assert!(held["tables"].get("register").is_none() && held["tables"]["aci_contrats"].is_array());
        assert_eq!((count(&held["messages"]), count(&held["links"]), count(&held["replies"])), (1, 1, 1));
        assert_eq!(held["replies"][0]["file"], "reply-1.csv");
        assert!(count(&held["audit"]) > 0);
        assert_eq!(count(&held["contacts"]["directory"]), 1, "{held:#}");
        // A number in this file alone, not the key that follows a person everywhere.
        let persons = held["members"].as_array().unwrap().iter().map(|member| member["person"].as_u64());
        assert!(persons.flatten().count() == count(&held["members"]) && count(&held["members"]) > 0);
        let token = page.rsplit('/').next().unwrap();
        for never in [token, "\"score\"", "\"level\"", "\"listed\"", "cellule@ars.invalid;"] {
            assert!(!written.contains(never), "{never} is in the file");
        }

        let store = Store::open(&installation.store_url()).unwrap();
        let path = format!("/structures/{NUMBER}/holdings.json");
        let own = Someone::new(&store, Role::Msp, &[], Some(NUMBER));
        let browser = Browser::new(&site);
        browser.set("observatoire", own.token.as_str());
        let file = browser.get(&path);
        assert_eq!(file.status, 200);
        let mine: Value = serde_json::from_str(&file.body).unwrap();
        for part in ["finess", "members", "tables", "signals", "messages", "replies"] {
            assert_eq!(mine[part], held[part], "{part}");
        }
        assert!(
            browser.get(&format!("/structures/{NUMBER}/members")).body.contains(&path),
            "there is a way to it"
        );
        assert!(installation.ok(&["user", "audit"]).contains("exported"));
        for (role, places, structure) in [
            (Role::Msp, &[][..], Some("2A0000014")),
            (Role::Ars, &["REG-84"], None),
            (Role::Dgos, &[], None),
            (Role::Cpam, &["REG-84"], None),
        ] {
            let other = Someone::new(&store, role, places, structure);
            let browser = Browser::new(&site);
            browser.set("observatoire", other.token.as_str());
            assert_eq!(browser.get(&path).status, 403, "{role:?}");
        }
        assert_eq!(Browser::new(&site).get(&path).status, 303, "whoever comes without a name signs in");
        assert_eq!(installation.say(["structure", "export", "990000009", "--out", "out"]).code, 2);
    });
}
