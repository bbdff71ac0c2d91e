//! What rings and what does not: shifts beyond chance, what stops being told, what happens more often than expected.

use super::*;
use crate::risk::rules::house;

fn limits() -> Limits {
    house().0.limits
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// One feature over so many structures, each known or not.
fn readings(feature: &str, values: &[Option<f64>], told: usize) -> Readings {
    let spread = Spread::of(feature, values.iter().copied().flatten().collect());
    let sources = [("rpps".to_owned(), told)].into();
    Readings { structures: values.len(), features: vec![spread], sources }
}

fn judged(before: &Readings, now: Readings) -> Drift {
    let alone = Beside { is_fitted: true, ..Beside::default() };
    let before = Drift::of(month("2025-06"), before.clone(), alone, &limits());
    let before: Drift = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
    let beside = Beside { reference: Some(&before), is_fitted: true, ..Beside::default() };
    let drift = Drift::of(month("2026-06"), now, beside, &limits());
    let text = serde_json::to_string(&drift).unwrap();
    let again: Drift = serde_json::from_str(&text).unwrap();
    assert_eq!(again.steps_back().len(), drift.steps_back().len(), "{text}");
    drift
}

fn evenly(count: usize, from: f64, to: f64) -> Vec<Option<f64>> {
    (0..count).map(|at| Some(from + (to - from) * (at as f64 + 0.5) / count as f64)).collect()
}

#[test]
fn the_same_again_rings_nothing_and_a_shift_does() {
    let before = readings("patients_log", &evenly(1_000, 7.0, 9.0), 1_000);
    let index = |from: f64, to: f64| {
        let drift = judged(&before, readings("patients_log", &evenly(1_000, from, to), 1_000));
        (drift.features[0].stability.unwrap().index, drift)
    };
    let (same, quiet) = index(7.0, 9.0);
    assert!(same < 1e-9 && quiet.alarms.is_empty(), "{quiet:?}");
    let (some, watched) = index(7.0, 9.4);
    assert!((0.10..0.25).contains(&some), "{some}");
    assert!(watched.alarms.len() == 1 && watched.steps_back().is_empty());
    let (much, drift) = index(7.5, 9.5);
    assert!(much > 0.25);
    let expected = Reason::Shifted { feature: "patients_log".into(), index: much };
    assert_eq!(drift.steps_back(), [expected]);
}

/// Two classes: half of the structures, then two thirds. By hand: (2/3 − 1/2) ln(4/3) + (1/3 − 1/2) ln(2/3) = 0.1155.
#[test]
fn the_index_of_a_flag_is_what_the_formula_says() {
    let flags = |ones: usize| (0..600).map(|at| Some(f64::from(u8::from(at < ones)))).collect::<Vec<_>>();
    let before = readings("f_silent", &flags(300), 600);
    let found = judged(&before, readings("f_silent", &flags(400), 600)).features[0].stability.unwrap();
    assert!((found.index - 0.1155).abs() < 0.001, "{found:?}");
    // χ² with one degree of freedom exceeds 10.83 once in a thousand.
    assert!((found.chance - 10.83 / 300.0).abs() < 0.0015, "{found:?}");
    // All of one kind, then all of the other.
    let turned = judged(&readings("f_silent", &flags(0), 600), readings("f_silent", &flags(600), 600));
    assert!(!turned.steps_back().is_empty());
}

#[test]
fn values_that_come_back_are_in_their_class() {
    // Shares of a department, a few values only, that text does not keep to the last digit.
    let shares: Vec<Option<f64>> = (0..900).map(|at| Some(f64::from(at % 7) / 23.0)).collect();
    let before = readings("area_exits", &shares, 900);
    let found = judged(&before, readings("area_exits", &shares, 900)).features[0].stability.unwrap();
    assert!(found.index < 1e-9, "{found:?}");
    let none = judged(&readings("area_exits", &[], 0), readings("area_exits", &[], 0));
    assert!(none.alarms.is_empty());
}

#[test]
fn few_structures_and_chance_ring_nothing() {
    let few = readings("patients_log", &evenly(99, 7.0, 9.0), 99);
    let drift = judged(&few, readings("patients_log", &evenly(99, 8.0, 10.0), 99));
    assert_eq!(drift.features[0].stability, None);
    assert!(drift.alarms.is_empty(), "cannot tell");
    // Of a hundred each, an index of a quarter is nothing out of the common.
    let hundred = readings("patients_log", &evenly(100, 7.0, 9.0), 100);
    let mut drawn = evenly(100, 7.0, 9.0);
    drawn.iter_mut().take(13).for_each(|value| *value = Some(8.95));
    let found = judged(&hundred, readings("patients_log", &drawn, 100));
    let stability = found.features[0].stability.unwrap();
    assert!(0.25 < stability.index && stability.index < stability.chance, "{stability:?}");
    assert!(found.steps_back().is_empty());
}

#[test]
fn what_is_no_longer_told_rings_by_itself() {
    let before = readings("outflow", &evenly(40, -0.2, 0.2), 40);
    let mut some = evenly(40, -0.2, 0.2);
    some.iter_mut().step_by(8).for_each(|value| *value = None);
    let watched = judged(&before, readings("outflow", &some, 40));
    assert_eq!((watched.alarms.len(), watched.steps_back().len()), (1, 0));
    let drift = judged(&before, readings("outflow", &vec![None; 40], 0));
    let told: Vec<String> = drift.alarms.iter().map(|alarm| alarm.reason.to_string()).collect();
    let said = "missing for 100 % of structures, 0 % at the reference";
    assert_eq!(told, [format!("rpps: {said}"), format!("outflow: {said}")]);
    assert_eq!(drift.steps_back().len(), 1, "the one follows from the other");
    // A source of which a fifth is told and which stops is as bad, whatever the share of all.
    let before = readings("outflow", &evenly(200, -0.2, 0.2), 40);
    assert_eq!(judged(&before, readings("outflow", &evenly(200, -0.2, 0.2), 0)).steps_back().len(), 1);
}

#[test]
fn a_source_that_stopped_and_a_score_that_is_none_ring_without_a_reference() {
    let readings = readings("outflow", &evenly(5, -0.2, 0.2), 5);
    let day = "2026-03-01".parse().unwrap();
    let beside = Beside { stale: vec![("rpps", day)], ..Beside::default() };
    let reasons = Drift::of(month("2026-08"), readings, beside, &limits()).steps_back();
    assert_eq!(reasons, [Reason::NoFit, Reason::Stale { source: "rpps".into(), last: day }]);
}

#[test]
fn as_many_events_as_expected_within_chance() {
    let world = |observed: usize, expected: f64| {
        let all: Vec<(f64, bool)> = (0..1_000).map(|at| (expected / 1_000.0, at < observed)).collect();
        Events::of(&all).unwrap()
    };
    // Garwood's limits, as tables print them.
    let (none, ten) = (world(0, 1.0), world(10, 1.0));
    assert!(none.low == 0.0 && (none.high - 3.689).abs() < 0.001, "{none:?}");
    assert!((ten.low - 4.795).abs() < 0.001 && (ten.high - 18.390).abs() < 0.001, "{ten:?}");
    let rings = |observed, expected| world(observed, expected).alarm(&limits().events).is_some();
    assert!(!rings(10, 5.0), "too few to tell");
    assert!(!rings(28, 20.0), "within chance");
    assert!(!rings(26, 20.0) && rings(40, 20.0) && rings(5, 20.0));
    assert_eq!(world(10, 5.0).ratio(&limits().events), None);
    assert_eq!(Events::of(&[]), None);
}
