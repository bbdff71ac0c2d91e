use super::super::edition::Flow;
use super::super::timeline::overlay;
use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn msp() -> Establishment {
    Establishment {
        finess: "010000024".parse().unwrap(),
        legal_entity: Some("010780054".parse().unwrap()),
        kind: Kind::Msp,
        name: "MSP DU CENTRE".into(),
        complement: None,
        address: None,
        department: "01".into(),
        commune: Some("01451".into()),
        siret: None,
        opened_on: None,
        closed_on: None,
        active: true,
        location: None,
        main_site: None,
    }
}

/// Replays editions, each with what it shows of our establishment.
fn replay(editions: &[(&str, Flow, Option<Establishment>)]) -> Life {
    let calendar = Calendar::new(editions.iter().map(|(d, flow, _)| (day(d), *flow)).collect());
    let versions = editions
        .iter()
        .fold(Vec::new(), |versions, (d, _, content)| overlay(&versions, day(d), FOREVER, content.clone()));
    life(&versions, &calendar, |_| &[])
}

fn months(life: &Life) -> Vec<(String, Option<String>)> {
    life.spells.iter().map(|s| (s.first.to_string(), s.end.map(|m| m.to_string()))).collect()
}

fn events(life: &Life) -> Vec<(Happening, String, bool)> {
    life.events.iter().map(|e| (e.happening, e.day.to_string(), e.certain)).collect()
}

use Flow::{Establishments, Plus};

#[test]
fn between_annual_stocks_the_declared_opening_date_decides() {
    let declared = Establishment { opened_on: Some(day("2019-04-10")), ..msp() };
    let life = replay(&[
        ("2018-12-31", Establishments, None),
        ("2019-12-31", Establishments, Some(declared.clone())),
    ]);
    assert_eq!(months(&life), [("2019-04".into(), None)]);
    assert_eq!(events(&life), [(Happening::Opening, "2019-04-10".into(), true)]);

    let monthly =
        replay(&[("2019-11-30", Establishments, None), ("2019-12-31", Establishments, Some(declared))]);
    assert_eq!(months(&monthly), [("2019-12".into(), None)], "an edition should have shown it in November");
}

#[test]
fn a_disappearance_is_a_closure_to_be_confirmed() {
    let once = [("2024-01-31", Establishments, Some(msp())), ("2024-02-29", Establishments, None)];
    assert_eq!(events(&replay(&once)), [(Happening::Closure, "2024-02-29".into(), false)]);
    let twice = [once.as_slice(), &[("2024-03-31", Establishments, None)]].concat();
    let life = replay(&twice);
    assert_eq!(events(&life), [(Happening::Closure, "2024-02-29".into(), true)]);
    assert_eq!(months(&life), [("2024-01".into(), Some("2024-02".into()))]);
}

#[test]
fn a_later_explicit_date_replaces_the_estimated_closure() {
    let closed = Establishment { active: false, closed_on: Some(day("2023-05-20")), ..msp() };
    let life = replay(&[
        ("2022-12-31", Establishments, Some(msp())),
        ("2023-12-31", Establishments, None),
        ("2026-06-30", Plus, Some(closed)),
    ]);
    assert_eq!(events(&life), [(Happening::Closure, "2023-05-20".into(), true)]);
    assert_eq!(months(&life), [("2022-12".into(), Some("2023-05".into()))]);
}

#[test]
fn an_explicit_date_never_contradicts_an_edition_that_showed_it_open() {
    let closed = Establishment { active: false, closed_on: Some(day("2021-05-20")), ..msp() };
    let life = replay(&[
        ("2022-12-31", Establishments, Some(msp())),
        ("2023-12-31", Establishments, None),
        ("2024-12-31", Plus, Some(closed)),
    ]);
    assert_eq!(events(&life), [(Happening::Closure, "2023-12-31".into(), true)]);
}

#[test]
fn absent_from_the_first_finess_plus_file_is_unmatched_not_closed() {
    let life = replay(&[("2026-05-12", Establishments, Some(msp())), ("2026-06-30", Plus, None)]);
    assert_eq!(events(&life), []);
    assert_eq!(months(&life), [("2026-05".into(), Some("2026-06".into()))]);
}

#[test]
fn leaving_category_603_is_its_own_event() {
    let other = Establishment { kind: Kind::Other, ..msp() };
    let life = replay(&[
        ("2024-01-31", Establishments, Some(msp())),
        ("2024-02-29", Establishments, Some(other)),
        ("2024-03-31", Establishments, None),
        ("2024-04-30", Establishments, None),
    ]);
    let msp_events: Vec<_> =
        life.events.iter().filter(|e| e.kind == Kind::Msp).map(|e| e.happening).collect();
    assert_eq!(msp_events, [Happening::Left]);
}

#[test]
fn a_move_is_neither_an_opening_nor_a_closure() {
    let moved = Establishment { commune: Some("01053".into()), ..msp() };
    let life =
        replay(&[("2024-01-31", Establishments, Some(msp())), ("2024-02-29", Establishments, Some(moved))]);
    let moved = [Happening::MovedOut, Happening::MovedIn].map(|h| (h, "2024-02-29".to_owned(), true));
    assert_eq!(events(&life), moved);
    let communes: Vec<_> = life.events.iter().map(|e| e.commune.as_deref()).collect();
    assert_eq!(communes, [Some("01451"), Some("01053")]);
    assert_eq!(months(&life), [("2024-01".into(), Some("2024-02".into())), ("2024-02".into(), None)]);
}

#[test]
fn the_legal_form_follows_the_legal_entity() {
    let entity = |status: &str| LegalEntity {
        finess: "010780054".parse().unwrap(),
        name: "SISA".into(),
        status: Some(status.into()),
        siren: None,
    };
    let versions = [Version { from: day("2024-01-31"), to: FOREVER, content: msp() }];
    let entities = [
        Version { from: day("2024-03-31"), to: day("2025-03-31"), content: entity("60") },
        Version { from: day("2025-03-31"), to: FOREVER, content: entity("80") },
    ];
    let calendar = Calendar::new(vec![(day("2024-01-31"), Establishments)]);
    let life = life(&versions, &calendar, |_| &entities);
    let forms: Vec<_> = life.spells.iter().map(|s| (s.form, s.first.to_string())).collect();
    assert_eq!(
        forms,
        [
            (LegalForm::Unknown, "2024-01".into()),
            (LegalForm::Other, "2024-03".into()),
            (LegalForm::Sisa, "2025-03".into())
        ]
    );
}
