//! Every kind of letter, in both languages: what all of them keep to, and what a structure is never told.

use super::document::LONGEST_SUBJECT;
use super::*;
use crate::catalog::{Catalog, Definitions};
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;

const ADDRESS: &str = "https://observatoire.example.org";
const LONG: &str =
    "MAISON DE SANTE PLURIPROFESSIONNELLE UNIVERSITAIRE DES HAUTES VALLEES DU LIGNON ET DE LA LOIRE";

fn overview() -> Overview {
    let fact = |seen| Fact { seen, value: 3.0, period: "2026-09".into() };
    Overview {
        finess: "010009999".parse().unwrap(),
        name: LONG.into(),
        month: Month::new(2026, 10).unwrap(),
        facts: Seen::ALL.map(fact).into(),
        office: "Délégation départementale de l’Ain".into(),
        email: "msp@ars.invalid".into(),
        phone: Some("04 00 00 00 00".into()),
        reply: Some(format!("{ADDRESS}/reponse/abc")),
    }
}

fn critical(catalog: &Catalog) -> Critical {
    let reason = |rule: &str| Reason {
        rule: rule.to_owned(),
        is_grave: true,
        seen: Some("2026-09".into()),
        carried_from: Month::new(2026, 8),
        to_confirm: true,
    };
    Critical {
        finess: "010009999".parse().unwrap(),
        name: LONG.into(),
        department: "01".into(),
        month: Month::new(2026, 10).unwrap(),
        before: Some(Grade::Tension),
        reasons: catalog.risk.rules.all.iter().map(|rule| reason(&rule.id)).collect(),
        below_since: chrono::NaiveDate::from_ymd_opt(2026, 1, 31),
        request_possible: chrono::NaiveDate::from_ymd_opt(2027, 7, 31),
        doctors: vec![(Month::new(2026, 9).unwrap(), Some(3.0)), (Month::new(2026, 10).unwrap(), Some(1.0))],
        levers: Vec::new(),
    }
}

fn digest() -> Digest {
    let row = |change, level, before| Row {
        finess: "010009999".parse().unwrap(),
        name: LONG.into(),
        change,
        level,
        before,
        reasons: vec!["W01".into()],
    };
    Digest {
        territory: Territory::Region("93".into()),
        month: Month::new(2026, 10).unwrap(),
        since: chrono::NaiveDate::from_ymd_opt(2026, 11, 14).unwrap(),
        until: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        assessed: 210,
        before: [4, 3, 1],
        now: [5, 2, 2],
        rows: vec![
            row(Change::Entered, Grade::Vigilance, Grade::None),
            row(Change::Worse, Grade::Critique, Grade::Tension),
            row(Change::Held, Grade::Tension, Grade::Tension),
            row(Change::Left, Grade::None, Grade::Vigilance),
        ],
        due: vec![Due {
            finess: "740009996".parse().unwrap(),
            name: "MSP DU LAC".into(),
            level: Grade::Critique,
            day: "2026-05-28".parse().unwrap(),
        }],
    }
}

/// Every letter in both languages, of a simulated world and of a real one.
fn all() -> Vec<(Letter, Document)> {
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let letters =
        [Letter::Critical(critical(&catalog)), Letter::Digest(digest()), Letter::Overview(overview())];
    let mut all = Vec::new();
    for letter in letters {
        for language in [Language::French, Language::English] {
            for is_simulated in [false, true] {
                let writer = Writer { language, catalog: &catalog, address: ADDRESS, is_simulated };
                all.push((letter.clone(), letter.write(writer)));
            }
        }
    }
    all
}

#[test]
fn every_letter_has_a_short_subject_a_banner_when_simulated_and_no_gap() {
    for (letter, document) in all() {
        assert!(document.subject.chars().count() <= LONGEST_SUBJECT, "{}", document.subject);
        assert_eq!(document.banner.is_some(), document.subject.contains("[Simulation]"));
        let (text, html) = (document.text(), document.html());
        for said in [&text, &html, &document.subject] {
            for gap in ["{ $", "Unknown localization", "mail-"] {
                assert!(!said.contains(gap), "{}: {gap} in {said}", letter.name());
            }
        }
        assert_eq!(text.starts_with("***"), document.banner.is_some());
        assert!(document.addresses().all(|address| address.starts_with(ADDRESS)));
        for fetched in ["http://", "url(", "<script", "<link", "src=\"http"] {
            assert!(!html.contains(fetched), "{}: {fetched}", letter.name());
        }
    }
}

#[test]
fn a_letter_is_the_same_after_it_waited() {
    for (letter, _) in all() {
        let kept = serde_json::to_string(&letter).unwrap();
        assert_eq!(serde_json::from_str::<Letter>(&kept).unwrap(), letter);
    }
}

#[test]
fn a_structure_is_never_told_what_it_must_not_be_in_either_language() {
    let mut letters = 0;
    for (letter, document) in all() {
        let said = lint::unsayable(&document);
        if matches!(letter, Letter::Overview(_)) {
            assert!(said.is_empty(), "{said:?} in {}", document.text());
            letters += 1;
        } else {
            assert!(!said.is_empty(), "the lint finds what desks are told");
        }
    }
    assert_eq!(letters, 4);
    let named = Overview { name: "MSP du Conflit".into(), ..overview() };
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let writer =
        Writer { language: Language::French, catalog: &catalog, address: ADDRESS, is_simulated: false };
    assert_eq!(lint::unsayable(&Letter::Overview(named).write(writer)), ["conflit"]);
    let linked = Overview { reply: Some(format!("{ADDRESS}/alerte/abc")), ..overview() };
    assert_eq!(lint::unsayable(&Letter::Overview(linked).write(writer)), ["alerte"]);
}

#[test]
fn no_letter_tells_an_age() {
    for (letter, document) in all() {
        let ages: Vec<String> = lint::in_text(&document.text())
            .into_iter()
            .filter(|word| ["an", "ans", "year", "years", "age", "aged", "ages"].contains(&word.as_str()))
            .collect();
        assert!(ages.is_empty(), "{}: {ages:?}", letter.name());
    }
}

#[test]
fn a_message_is_signed_when_the_installation_signs() {
    // 32 bytes of a key that nobody uses.
    let key = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    let signature = Signature::new("example.org", "mail", key).unwrap();
    let sender = Sender::new("a@example.org", None, ADDRESS, Some(signature)).unwrap();
    let (_, document) = all().remove(0);
    let email = "desk@ars.invalid".parse().unwrap();
    let to = To { office: "Cellule, « MSP »", email: &email, unsubscribe: None };
    let composed = sender.compose(&document, to, (7, "key"), chrono::NaiveDateTime::MIN).unwrap();
    assert!(composed.content.is_ascii(), "old servers take it, too");
    let head = composed.content.split("\r\n\r\n").next().unwrap();
    for part in ["DKIM-Signature: ", "d=example.org", "s=mail", "a=ed25519-sha256", "Message-ID: <7."] {
        assert!(head.to_lowercase().contains(&part.to_lowercase()), "{part}\n{head}");
    }
    let again = sender.compose(&document, to, (7, "key"), chrono::NaiveDateTime::MIN).unwrap();
    assert_eq!(composed.message_id, again.message_id, "one key, one Message-ID");
    assert!(Signature::new("example.org", "mail", "no key").is_err());
    assert!(Sender::new("nobody", None, ADDRESS, None).is_err());
    assert!(Sender::new("a@example.org", None, "no address", None).is_err());
}

#[test]
fn no_name_begins_a_header_of_its_own() {
    let sender = Sender::new("a@example.org", None, ADDRESS, None).unwrap();
    let email = "desk@ars.invalid".parse().unwrap();
    let compose = |subject: &str, office: &str| {
        let (_, mut document) = all().remove(0);
        subject.clone_into(&mut document.subject);
        let to = To { office, email: &email, unsubscribe: None };
        sender.compose(&document, to, (7, "key"), chrono::NaiveDateTime::MIN)
    };
    let headers = |content: &str| {
        let head = content.split("\r\n\r\n").next().unwrap().to_owned();
        let begun = head.lines().filter(|line| !line.starts_with([' ', '\t']));
        begun.map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let usual = headers(&compose("MSP", "Cellule").unwrap().content);
    assert!(!usual.contains(&"Bcc".to_owned()));
    for ending in ["\r\n", "\n", "\r", "\u{b}", "\u{85}", "\u{2028}", "\0"] {
        let planted = format!("MSP{ending}Bcc: everybody@evil.example");
        assert!(matches!(compose(&planted, "Cellule"), Err(Unfit::Control(_))), "{ending:?}");
        assert!(matches!(compose("MSP", &planted), Err(Unfit::Control(_))), "{ending:?}");
        assert!(
            format!("desk@ars.invalid{ending}bcc:x@y.fr").parse::<crate::domain::account::Email>().is_err()
        );
        let from = format!("Observatoire{ending}Bcc: x@evil.example <a@example.org>");
        assert!(Sender::new(&from, None, ADDRESS, None).is_err(), "{ending:?}");
    }
    for odd in ["Bcc: x@y.fr", "=?utf-8?q?=0D=0ABcc:_x@y.fr?=", "a, b <c@d.fr>", "\\r\\nBcc: x@y.fr"] {
        assert_eq!(headers(&compose(odd, odd).unwrap().content), usual, "{odd}");
    }
}
