//! Each kind of answer, the form of the declared data, and what becomes of what is stated.

use observatoire::domain::rights::Family;
use observatoire::domain::statement::Statement;
use observatoire::store::statements::{self, Query};
use observatoire::store::{Known, Scope, Store};

use super::{answer, form, released, replies, sayable};
use crate::harness::{Browser, Installation, Served, on_both};
use crate::risk::NUMBER;

/// What is held of the structure in a table.
fn held(installation: &Installation, source: &str) -> Vec<Statement> {
    let store = Store::open(&installation.store_url()).unwrap();
    let subjects = [NUMBER.to_owned()];
    let query = Query { source, family: Family::Declared, subjects: Some(&subjects), known: Known::Now };
    let conn = &mut *store.connection().unwrap();
    let held = statements::load(conn, &Scope::operator(), query).unwrap();
    held.into_iter().map(|held| held.statement).collect()
}

fn month(installation: &Installation, month: &str) -> Statement {
    let held = held(installation, "declaration_mensuelle");
    held.into_iter().find(|statement| statement.period.to_string() == month).expect("a line of that month")
}

#[test]
fn every_kind_of_answer_is_kept_and_what_states_data_is_imported_like_a_file() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let answers: [(&str, &[(&str, &str)]); 9] = [
            ("inexact", &[("fact", "team_meetings"), ("value", "3"), ("words", "Deux le 4, une le 18")]),
            ("inexact", &[("fact", "team_meetings")]),
            ("inexact", &[("fact", "other"), ("value", "12")]),
            ("replacement", &[("profession", "10"), ("until", "2027-03-31")]),
            ("new_associate", &[("profession", "60"), ("from", "2027-01-04")]),
            ("unconfirmed", &[("words", "Rien n’est décidé")]),
            ("handled", &[]),
            ("call", &[("phone", "+33 4 00 00 00 00"), ("when", "mardi")]),
            ("words", &[("words", "Bonjour ; \"merci\"")]),
        ];
        for (kind, fields) in answers {
            let sent = answer(&browser, &page, kind, fields);
            assert_eq!(sent.status, 303, "{kind}");
            let thanks = browser.get(sent.header("location"));
            assert!(thanks.body.contains("Merci, votre "), "{kind}");
            assert!(thanks.body.contains("20\u{a0}janvier 2027"), "until when nothing more is sent");
            sayable(&thanks.body);
        }
        let kept = replies(installation);
        assert_eq!(kept.len(), 9);
        let stated = kept.iter().filter(|reply| !reply["stated"].is_null()).count();
        assert_eq!(stated, 3, "what is only contested, or said, is no data");
        assert_eq!(month(installation, "2026-06").number("reunions_equipe"), Some(0.0), "not in the request");

        let said = installation.ok(&["run", "replies"]);
        assert!(said.contains("replies"), "{said}");
        let june = month(installation, "2026-06");
        assert_eq!(june.number("reunions_equipe"), Some(3.0));
        assert_eq!(june.number("coordinateur_heures"), Some(60.0), "what it does not speak of stays");
        assert_eq!(june.text("date_declaration"), Some("2026-11-21"));
        let moved = held(installation, "mouvements");
        let told = |day: &str, item: &str, is_associate: bool| {
            moved.iter().any(|it| {
                it.period.to_string() == day && it.item == item && it.flag("associe") == Some(is_associate)
            })
        };
        assert!(told("2027-01-04", "entree/60", true) && told("2026-11-21", "entree/10", false), "{moved:?}");
        assert!(told("2026-12-31", "sortie/10", true), "what was declared before is still there");

        // Once, whenever the job runs again; and nothing is left over for the monthly one.
        installation.ok(&["run", "replies"]);
        installation.ok(&["run", "monthly", "--month", "2026-10"]);
        assert_eq!(held(installation, "mouvements").len(), moved.len());
        let corrected =
            installation.ok(&["lineage", "team_meetings", "--territory", "FR", "--month", "2026-06"]);
        assert!(corrected.contains("reply-1.csv"), "{corrected}");
    });
}

#[test]
fn a_form_that_cannot_be_heard_says_which_field_and_keeps_what_was_typed() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let refused =
            answer(&browser, &page, "replacement", &[("profession", "10"), ("until", "2020-01-01")]);
        assert_eq!(refused.status, 422);
        for part in [
            "<details class=\"answer\" open>",
            "href=\"#replacement-until\"",
            "aria-invalid=\"true\" aria-describedby=\"replacement-until-problem\"",
            "id=\"replacement-until-problem\">cette date est trop éloignée",
            "value=\"2020-01-01\"",
            "<option value=\"10\" selected>",
        ] {
            assert!(refused.body.contains(part), "{part}\n{}", refused.body);
        }
        // What the form takes and the table does not.
        let refused =
            answer(&browser, &page, "new_associate", &[("profession", "99"), ("from", "2026-12-01")]);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("id=\"new_associate-profession-problem\""), "{}", refused.body);
        let refused = answer(&browser, &page, "inexact", &[("fact", "team_meetings"), ("value", "9000")]);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("» est supérieur à 200"), "{}", refused.body);
        let long = "é".repeat(1001);
        assert_eq!(answer(&browser, &page, "words", &[("words", &long)]).status, 422);
        assert_eq!(
            answer(&browser, &page, "words", &[("words", &long[..2000])]).status,
            303,
            "a thousand are heard"
        );
        assert_eq!(replies(installation).len(), 1);
    });
}

#[test]
fn a_declaration_is_saved_as_a_draft_taken_up_again_and_sent_when_it_is_right() {
    on_both(|installation| {
        let page = released(installation);
        let table = format!("{page}/declaration/declaration_mensuelle");
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        let send = |browser: &Browser, fields: &[(&str, &str)]| {
            let (mark, once) = form(browser, &table);
            browser.post(&table, &[&[("form", mark.as_str()), ("once", once.as_str())], fields].concat())
        };
        let shown = browser.get(&table);
        assert_eq!(shown.status, 200);
        sayable(&shown.body);
        sayable(&browser.get(&format!("/en{table}")).body);
        for never in
            ["finess_et", "departs_annonces_medecins", "date_prochain_depart_medecin", "date_declaration"]
        {
            assert!(!shown.body.contains(never), "{never} is not asked for behind a link");
            assert_eq!(send(&browser, &[("mois", "2026-10"), (never, "1"), ("action", "send")]).status, 400);
        }
        // Half of it, on another machine the rest.
        let half = [("mois", "2026-10"), ("associes_total", "many"), ("action", "save")];
        assert_eq!(send(&browser, &half).header("location"), format!("{table}?saved=1"));
        assert!(browser.get(&page).body.contains("brouillon du 21\u{a0}novembre 2026"));
        let other = Browser::new(&site);
        let resumed = other.get(&table).body;
        assert!(resumed.contains("value=\"many\"") && resumed.contains("Voici votre brouillon"), "{resumed}");

        let wrong = [
            ("mois", "2026-10"),
            ("associes_total", "5"),
            ("medecins_associes", "9"),
            ("salles_total", "-1"),
            ("action", "send"),
        ];
        let refused = send(&other, &wrong);
        assert_eq!(refused.status, 422);
        for part in [
            "id=\"medecins_associes-problem\"",
            "9 dépasse «\u{a0}Associés en tout\u{a0}», qui vaut 5",
            "id=\"salles_total-problem\"",
        ] {
            assert!(refused.body.contains(part), "{part}\n{}", refused.body);
        }
        assert_eq!(send(&other, &[("action", "send")]).status, 422, "nothing is no declaration");
        assert!(replies(installation).is_empty());

        let right = [
            ("mois", "2026-10"),
            ("associes_total", "5"),
            ("medecins_associes", "2"),
            ("coordinateur_heures", "60,5"),
            ("ouvert_samedi_matin", "oui"),
            ("action", "send"),
        ];
        let sent = send(&other, &right);
        assert_eq!(sent.status, 303);
        assert!(!other.get(&table).body.contains("Voici votre brouillon"), "what was sent is no draft");
        let received = other.get(sent.header("location")).body;
        assert!(received.contains("Associés en tout (personnes) – 5"), "{received}");
        sayable(&received);
        installation.ok(&["run", "replies"]);
        let october = month(installation, "2026-10");
        assert_eq!(october.number("coordinateur_heures"), Some(60.5));
        assert_eq!(october.flag("ouvert_samedi_matin"), Some(true));
        assert_eq!(october.number("reunions_equipe"), None, "what is empty is unknown");
    });
}

#[test]
fn no_page_of_a_link_says_what_a_message_may_not() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        for language in ["", "/en"] {
            for rest in ["", "/declaration/declaration_mensuelle", "/declaration/declaration_annuelle"] {
                let shown = browser.get(&format!("{language}{page}{rest}"));
                assert_eq!(shown.status, 200, "{rest}");
                sayable(&shown.body);
            }
        }
        for other in ["mouvements", "aci_contrats", "register", "nonsense"] {
            assert_eq!(browser.get(&format!("{page}/declaration/{other}")).status, 404, "{other}");
        }
        assert!(!browser.get(&format!("{page}/declaration/declaration_annuelle")).body.contains("naissance"));
    });
}

#[test]
fn the_reply_of_a_simulated_world_stays_in_it() {
    use std::collections::BTreeMap;
    let catalog =
        observatoire::catalog::Catalog::load(&observatoire::catalog::Definitions::Embedded).unwrap();
    let source = catalog.source("mouvements").unwrap();
    let cells: BTreeMap<String, String> =
        [("sens", "entree"), ("code_profession", "10"), ("date_effet", "2026-12-01")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    for is_simulated in [false, true] {
        let text = observatoire::reports::line::csv(
            "reply-1",
            is_simulated,
            source,
            &NUMBER.parse().unwrap(),
            &cells,
        );
        let table = observatoire::ingest::table::read(text.as_bytes(), source).unwrap();
        assert_eq!((table.is_simulated, table.statements.len()), (is_simulated, 1), "{text}");
    }
}
