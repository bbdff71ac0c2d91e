//! From records through scores to levels: taking an input away makes nobody safer.

use proptest::prelude::*;

use super::assess::{Assessment, HOUSE, any_record, stood_in_for};
use super::levels::{Place, level, levels};
use super::record::Record;
use super::score::{Score, Subject, score};
use crate::catalog::{Lists, Share};
use crate::domain::grade::Grade;

/// A desk on which many are listed, and few fall off at once.
fn lists() -> Lists {
    let lists = HOUSE.0.experts.lists.clone();
    let share = |enters, keeps| Share { enters, keeps };
    Lists { moderate: share(0.4, 0.5), strong: share(0.2, 0.3), ..lists }
}

/// What stands of one structure in a month.
#[derive(Clone)]
struct Stood {
    assessment: Assessment,
    score: Score,
    by_model: Grade,
    level: Grade,
}

/// A month, after one before or none.
fn month(records: &[Record], before: Option<&[Stood]>) -> Vec<Stood> {
    let (model, law) = &*HOUSE;
    let stood = |at: usize| before.map(|before| &before[at]);
    let ahead = i32::from(before.is_some());
    let assessed: Vec<Assessment> = records
        .iter()
        .enumerate()
        .map(|(at, record)| {
            let before = stood(at).map(|stood| &stood.assessment);
            let month = before.map_or("2026-05".parse().unwrap(), |before| before.month + ahead);
            Assessment::of(record, month, model, law, before)
        })
        .collect();
    let subjects: Vec<Subject> = records
        .iter()
        .zip(&assessed)
        .enumerate()
        .map(|(at, (record, assessment))| Subject {
            record,
            outlook: assessment.outlook.as_ref(),
            before: stood(at).map(|stood| &stood.score),
        })
        .collect();
    let scores = score(&subjects, model);
    let size = |record: &Record, score: &Score| {
        let patients = record.patients.value.or_else(|| score.value("patients_log").map(f64::exp));
        patients.or_else(|| record.team.value.map(f64::from))
    };
    let places: Vec<Place> = records
        .iter()
        .zip(&scores)
        .enumerate()
        .map(|(at, (record, score))| Place {
            region: "84",
            size: size(record, score),
            log_odds: score.log_odds,
            before: stood(at).map_or(Grade::None, |stood| stood.by_model),
            was_listed: false,
        })
        .collect();
    let listed = levels(&places, &lists());
    let each = assessed.into_iter().zip(scores).zip(listed).enumerate();
    each.map(|(at, ((assessment, score), by_model))| {
        let before = stood(at).map(|stood| stood.level);
        let (level, _) = level(assessment.grade, by_model, before, !score.lost.is_empty());
        Stood { assessment, score, by_model, level }
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_level_does_not_fall_for_want_of_an_input(seed in any::<u64>()) {
        let records: Vec<Record> = (0..7).map(|at| any_record(seed.wrapping_add(at))).collect();
        let before = month(&records, None);
        let blinds = Record::NAMES.iter().map(|name| (*name, records[0].clone().without(name)));
        for (name, blind) in blinds.chain(stood_in_for(&records[0])) {
            let mut later = records.clone();
            later[0] = blind;
            let mut after = month(&later, Some(&before));
            for ahead in 1..=2 {
                prop_assert!(after[0].level >= before[0].level, "{name} {ahead}: {:?} from {:?}", after[0].level, before[0].level);
                after = month(&later, Some(&after));
            }
        }
    }
}
