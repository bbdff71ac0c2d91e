//! Contributions add up, the mean is the published rate, what is missing is no comfort.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::legal_clock::Rules;
use crate::domain::measure::Period;
use crate::domain::point::State;
use crate::risk::record::Input;
use crate::risk::rules::house;

static HOUSE: LazyLock<(RiskModel, Rules)> = LazyLock::new(house);

fn know<T>(input: &mut Input<T>, value: T) {
    input.know(value, Period::Undated, "declaration_mensuelle", State::Observed);
}

/// Doctors, patients, patients before, meetings; each known or not.
type Drawn = (Option<u32>, Option<f64>, Option<f64>, Option<f64>);

fn record((doctors, patients, before, meetings): Drawn) -> Record {
    let day = "2026-06-30".parse().unwrap();
    let mut record = Record::unknown("690000013".parse().unwrap(), day);
    if let Some(doctors) = doctors {
        know(&mut record.doctors, doctors);
        know(&mut record.gps, doctors);
    }
    patients.into_iter().for_each(|value| know(&mut record.patients, value));
    before.into_iter().for_each(|value| know(&mut record.patients_before, value));
    meetings.into_iter().for_each(|value| know(&mut record.meetings, value));
    record
}

fn scored(records: &[Record], before: &[Score]) -> Vec<Score> {
    let (model, law) = &*HOUSE;
    let outlooks: Vec<Option<Outlook>> =
        records.iter().map(|record| Outlook::of(record, &model.hazards, law.doctors)).collect();
    let subjects: Vec<Subject> = records
        .iter()
        .zip(&outlooks)
        .enumerate()
        .map(|(at, (record, outlook))| Subject { record, outlook: outlook.as_ref(), before: before.get(at) })
        .collect();
    score(&subjects, model)
}

fn any_world() -> impl Strategy<Value = Vec<Drawn>> {
    let number = |from: f64, to: f64| prop::option::weighted(0.8, from..to);
    let one = (
        prop::option::weighted(0.8, 1..9u32),
        number(500.0, 9_000.0),
        number(500.0, 9_000.0),
        number(0.0, 30.0),
    );
    prop::collection::vec(one, 3..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_adds_up_is_all_there_is(world in any_world()) {
        let scores = scored(&world.into_iter().map(record).collect::<Vec<_>>(), &[]);
        let rate = HOUSE.0.experts.base.rate;
        let mean = scores.iter().map(|score| sigmoid(score.log_odds)).sum::<f64>() / scores.len() as f64;
        prop_assert!((mean - rate).abs() < 1e-9, "{mean}");
        for score in &scores {
            prop_assert_eq!(score.log_odds, score.base + sum(&score.contributions));
            let by_theme: f64 = score.themes().iter().map(|(_, log_odds)| log_odds).sum();
            prop_assert!((score.base + by_theme - score.log_odds).abs() < 1e-9);
            prop_assert!(score.half > 0.0 && score.half.is_finite());
            let Rank { at, low, high, of } = score.rank;
            prop_assert!(1 <= high && high <= at && at <= low && low <= of, "{:?}", score.rank);
            prop_assert!(score.contributions.iter().all(|one| one.value.is_some() || one.log_odds == 0.0));
        }
    }

    #[test]
    fn what_goes_missing_is_carried_with_a_wider_band(world in any_world(), at in 0..3usize) {
        let mut records: Vec<Record> = world.into_iter().map(record).collect();
        let before = scored(&records, &[]);
        let known = records[at].patients.value;
        records[at] = records[at].clone().without("patients");
        let now = &scored(&records, &before)[at];
        prop_assert_eq!(now.value("patients_log"), before[at].value("patients_log"));
        prop_assert_eq!(now.lost.contains(&"patients".to_owned()), known.is_some());
        if known.is_some() {
            prop_assert!(now.half > before[at].half);
            prop_assert!(now.inputs.contains(&"patients".to_owned()), "awaited until it is told again");
        }
    }
}

#[test]
fn what_stands_in_for_an_input_does_not_reassure() {
    let known = |patients: f64| record((Some(3), Some(patients), None, Some(6.0)));
    let world = |first: &Record| [first.clone(), known(4_000.0), known(6_000.0)];
    let stated = |patients: f64| {
        let mut record = known(patients);
        record.patients.know(patients, Period::Undated, "aci_releves", State::Estimated);
        record
    };
    let is_lost = |score: &Score| score.lost.contains(&"patients".to_owned());
    let before = scored(&world(&known(2_000.0)), &[]);
    let now = scored(&world(&stated(9_000.0)), &before);
    assert!(is_lost(&now[0]) && now[0].value("patients_log") == before[0].value("patients_log"));
    let later = scored(&world(&stated(9_000.0)), &now);
    assert!(is_lost(&later[0]), "until it is told again");
    let graver = scored(&world(&stated(1_000.0)), &before);
    assert_eq!(graver[0].value("patients_log"), Some(1_000f64.ln()));
    let again = scored(&world(&known(9_000.0)), &later);
    assert!(!is_lost(&again[0]) && again[0].value("patients_log") == Some(9_000f64.ln()));
    // Where nothing better was ever told, nothing is lost.
    let first = scored(&world(&stated(2_000.0)), &[]);
    assert!(!is_lost(&scored(&world(&stated(9_000.0)), &first)[0]));
}

#[test]
fn fewer_doctors_and_fewer_patients_come_first_and_say_why() {
    let world = [(2, 1_500.0), (5, 5_000.0), (6, 7_000.0), (8, 9_000.0)];
    let each = world.map(|(doctors, patients)| record((Some(doctors), Some(patients), None, Some(6.0))));
    let scores = scored(&each, &[]);
    let ranks: Vec<usize> = scores.iter().map(|score| score.rank.at).collect();
    assert_eq!(ranks, [1, 2, 3, 4]);
    assert_eq!(scores[0].rung, Rung::Anchored);
    let top: Vec<&str> = scores[0].top(3).iter().map(|one| one.feature.as_str()).collect();
    assert_eq!(top, ["doctors", "patients_log", "f_two_gps"]);
    let ways = scores[0].actionable(&HOUSE.0.experts);
    assert!(ways.iter().any(|(one, levers)| one.feature == "f_two_gps" && levers.len() == 2));
    assert!(scores[0].missing.contains(&"aci_share".to_owned()));
}

#[test]
fn nobody_to_score_is_no_trouble() {
    assert!(score(&[], &HOUSE.0).is_empty());
    let bands = [1, 5, 20, 50, 51].map(|rank| Band::of(rank, 100));
    assert_eq!(bands, [Band::Fiftieth, Band::Twentieth, Band::Fifth, Band::FirstHalf, Band::SecondHalf]);
}
