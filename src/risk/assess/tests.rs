//! How findings combine, and that missing data never make a structure safer.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::record::{Announced, Input};
use super::super::rules::house;
use super::*;
use crate::domain::legal_clock::Heads;
use crate::domain::legal_entity::LegalForm;
use crate::domain::measure::Period;
use crate::domain::point::State;

pub(in super::super) static HOUSE: LazyLock<(RiskModel, Rules)> = LazyLock::new(house);
const MONTHLY: &str = "declaration_mensuelle";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn know<T>(input: &mut Input<T>, value: T) {
    input.know(value, Period::Undated, MONTHLY, State::Observed);
}

fn unknown() -> Record {
    Record::unknown("690000013".parse().unwrap(), day("2026-06-30"))
}

fn assessed(record: &Record, before: Option<&Assessment>) -> Assessment {
    let (model, law) = &*HOUSE;
    Assessment::of(record, month("2026-06"), model, law, before)
}

#[test]
fn the_law_of_the_sisa_is_for_a_sisa_only() {
    let lost = |form: Option<LegalForm>| {
        let mut record = unknown();
        know(&mut record.doctors, 1);
        know(&mut record.auxiliaries, 3);
        record.heads =
            vec![(day("2026-01-01"), Heads { doctors: Some(1), auxiliaries: Some(3), ..Heads::default() })];
        if let Some(form) = form {
            know(&mut record.legal_form, form);
        }
        let assessment = assessed(&record, None);
        let minimum = assessment.findings.into_iter().find(|finding| finding.rule == "W01").unwrap();
        (minimum.verdict, assessment.clock.state)
    };
    let runs = (Verdict::Critical, crate::domain::legal_clock::State::BelowMinimum);
    assert_eq!((lost(None), lost(Some(LegalForm::Sisa))), (runs, runs));
    let no_sisa = (Verdict::NotFired, crate::domain::legal_clock::State::NotConcerned);
    assert_eq!(lost(Some(LegalForm::Other)), no_sisa);
}

/// A structure of which four inputs in five are known, at random, around the thresholds.
pub(in super::super) fn any_record(seed: u64) -> Record {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let mut record = unknown();
    macro_rules! draw {
        ($($name:ident: $value:expr;)*) => {
            $(if rng.random_bool(0.8) {
                let value = $value;
                know(&mut record.$name, value);
            })*
        };
    }
    let near =
        |rng: &mut ChaCha8Rng| day("2026-06-30") + Days::new(rng.random_range(0..800)) - Days::new(400);
    let years = |rng: &mut ChaCha8Rng| -> Vec<i32> {
        (0..rng.random_range(0..6)).map(|_| rng.random_range(1955..1996)).collect()
    };
    let codes = |rng: &mut ChaCha8Rng| -> Vec<String> {
        ["A09", "A18"].into_iter().filter(|_| rng.random_bool(0.2)).map(str::to_owned).collect()
    };
    let one_of = |rng: &mut ChaCha8Rng, words: &[&str]| words[rng.random_range(0..words.len())].to_owned();
    draw! {
        doctors: rng.random_range(0..6);
        gps: rng.random_range(0..6);
        auxiliaries: rng.random_range(0..4);
        team: rng.random_range(1..20);
        gp_births: years(rng);
        other_births: years(rng);
        rpps_doctors: rng.random_range(0..8);
        patients: rng.random_range(500.0..9_000.0);
        patients_before: rng.random_range(500.0..9_000.0);
        legal_form: if rng.random_bool(0.7) { LegalForm::Sisa } else { LegalForm::Other };
        area_exits: rng.random_range(0.0..0.1);
        gp_lists: vec![rng.random_range(200.0..2_000.0)];
        largest_share: rng.random_range(0.1..1.0);
        announced: (0..rng.random_range(0..3)).map(|_| Announced {
            day: near(rng),
            is_succeeded: [None, Some(true), Some(false)][rng.random_range(0..3)],
        }).collect::<Vec<_>>();
        announced_doctors: rng.random_range(0..3);
        announced_alone: rng.random_range(0..2);
        next_departure: near(rng);
        exits: f64::from(rng.random_range(0..6));
        entries: f64::from(rng.random_range(0..4));
        exit_days: (0..rng.random_range(0..5)).map(|_| near(rng)).collect::<Vec<_>>();
        rpps_exits: f64::from(rng.random_range(0..6));
        rpps_entries: f64::from(rng.random_range(0..4));
        rpps_team: rng.random_range(1..20);
        coordinator_empty_days: rng.random_range(0..100);
        coordinator_changes: rng.random_range(0..4);
        coordinator_hours: rng.random_range(0.0..160.0);
        manager_is_coordinator: rng.random_bool(0.5);
        manager_files: rng.random_range(0..4);
        manager_since: near(rng) - Days::new(2_000);
        manager_is_aged: rng.random_bool(0.5);
        meetings: rng.random_range(0.0..20.0);
        meetings_before: rng.random_range(0.0..20.0);
        days_without_meeting: rng.random_range(0..120);
        aci_share: rng.random_range(0.3..0.9);
        aci_share_before: rng.random_range(0.3..0.9);
        prerequisites_missed: codes(rng);
        prerequisites_lacking: codes(rng);
        prerequisites_restored: codes(rng);
        evidence_days: rng.random_range(0.0..90.0);
        opened: near(rng) - Days::new(300);
        has_contract: rng.random_bool(0.7);
        contract_since: near(rng);
        contract_until: near(rng);
        interns: f64::from(rng.random_range(0..3));
        interns_before: f64::from(rng.random_range(0..3));
        supervisors: rng.random_range(0..3);
        supervisors_before: rng.random_range(0..3);
        supervisors_until: near(rng);
        rooms: rng.random_range(1..12);
        rooms_empty: rng.random_range(0..3);
        charges_by_associate: rng.random_range(1_000.0..2_000.0);
        charges_by_associate_before: rng.random_range(1_000.0..2_000.0);
        fixed_charges: rng.random_range(1_000.0..90_000.0);
        monthly_charges: rng.random_range(100.0..9_000.0);
        cash: rng.random_range(-100.0..30_000.0);
        income: rng.random_range(1_000.0..90_000.0);
        aci_amount: rng.random_range(0.0..90_000.0);
        mediation: rng.random_bool(0.2);
        contested_meetings: rng.random_range(0..3);
        aci_dispute: rng.random_bool(0.2);
        zone: one_of(rng, &["ZIP", "ZAC", "HZ"]);
        access: rng.random_range(2.0..4.0);
        access_before: rng.random_range(2.0..4.0);
        regional_load: rng.random_range(500.0..2_000.0);
        refuses_patients: rng.random_bool(0.3);
        software_label: one_of(rng, &["aucun", "standard"]);
        software_label_before: one_of(rng, &["aucun", "standard"]);
        software_label_until: near(rng);
        active_users: rng.random_range(0..15);
        silent_months: rng.random_range(0..15);
        was_met: rng.random_bool(0.8);
        entity_since: near(rng);
        legal_notices: Vec::new();
        insolvency: rng.random_bool(0.1);
        hours: rng.random_range(7.0..13.0);
        hours_before: rng.random_range(7.0..13.0);
        saturday: rng.random_bool(0.5);
        saturday_before: rng.random_bool(0.5);
        university: one_of(rng, &["aucun", "conventionne"]);
        advanced_nurses: rng.random_range(0..2);
        junior_doctors: rng.random_range(0..2);
        in_cpts: rng.random_bool(0.5);
    }
    record
}

/// The record where a less direct source stands in for an input that is known, and says that all is well.
pub(in super::super) fn stood_in_for(record: &Record) -> Vec<(&'static str, Record)> {
    let mut all = Vec::new();
    macro_rules! stand_in {
        ($($name:ident: $value:expr;)*) => {
            $(if record.$name.value.is_some() {
                let mut indirect = record.clone();
                indirect.$name.know($value, Period::Undated, "aci_releves", State::Estimated);
                all.push((stringify!($name), indirect));
            })*
        };
    }
    stand_in! {
        // Not so many that they protect.
        doctors: 4;
        gp_births: vec![1990, 1990];
        announced: Vec::new();
        announced_doctors: 0;
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Taking any one input away, at once or a month later, never makes a structure safer; nor does a less direct source
    /// that says it is.
    #[test]
    fn silence_never_reassures(seed in any::<u64>()) {
        let (model, law) = &*HOUSE;
        let (may, june) = (month("2026-05"), month("2026-06"));
        let record = any_record(seed);
        let before = Assessment::of(&record, may, model, law, None);
        let blinds = Record::NAMES.iter().map(|name| (*name, record.clone().without(name)));
        for (name, blind) in blinds.chain(stood_in_for(&record)) {
            let mut after = Assessment::of(&blind, june, model, law, Some(&before));
            // And the month after that, still without it.
            for _ in 0..2 {
                prop_assert!(after.grade >= before.grade, "{name}: {:?} from {:?}", after.grade, before.grade);
                prop_assert!(after.weight >= before.weight, "{name}: {} from {}", after.weight, before.weight);
                for (now, then) in after.findings.iter().zip(&before.findings) {
                    let is_risk = now.rule.starts_with('W');
                    prop_assert!(!is_risk || !then.fires() || now.verdict >= then.verdict, "{name}: {now:?} from {then:?}");
                }
                if let (Some(now), Some(then)) = (&after.outlook, &before.outlook) {
                    for (now, then) in now.horizons.iter().zip(&then.horizons) {
                        prop_assert!(now.below_minimum >= then.below_minimum - 1e-12, "{name}");
                        prop_assert!(now.any_leaves >= then.any_leaves - 1e-12, "{name}");
                    }
                }
                prop_assert!(after.outlook.is_some() || before.outlook.is_none(), "{name}");
                after = Assessment::of(&blind, june + 1, model, law, Some(&after));
            }
        }
    }
}

#[test]
fn signals_combine_by_weight_and_theme() {
    let grade = |tell: fn(&mut Record)| {
        let mut record = unknown();
        tell(&mut record);
        assessed(&record, None).grade
    };
    assert_eq!(grade(|_| {}), Grade::None);
    assert_eq!(grade(|r| know(&mut r.doctors, 1)), Grade::Critique);
    // At the edge: not enough by itself, nor with its own theme; with another one it is.
    assert_eq!(grade(|r| know(&mut r.auxiliaries, 1)), Grade::None);
    let single = |r: &mut Record| {
        know(&mut r.auxiliaries, 1);
        know(&mut r.gps, 4);
        know(&mut r.largest_share, 0.6);
    };
    assert_eq!(grade(single), Grade::Vigilance);
    assert_eq!(
        grade(|r| {
            know(&mut r.auxiliaries, 1);
            know(&mut r.mediation, true);
        }),
        Grade::Tension
    );
    assert_eq!(grade(|r| know(&mut r.mediation, true)), Grade::Vigilance);
    // Two that weigh little.
    assert_eq!(
        grade(|r| {
            know(&mut r.meetings, 2.0);
            know(&mut r.silent_months, 14);
        }),
        Grade::None
    );
    // A loss more likely than not.
    assert_eq!(
        grade(|r| {
            know(&mut r.doctors, 2);
            know(&mut r.auxiliaries, 3);
            know(&mut r.gp_births, vec![1959, 1960]);
            know(&mut r.announced, vec![Announced { day: day("2027-12-31"), is_succeeded: None }]);
        }),
        Grade::Tension
    );
    // What the RPPS alone shows is to be confirmed: it may open a file, it does not raise it.
    let shown = |r: &mut Record| {
        know(&mut r.rpps_exits, 5.0);
        know(&mut r.rpps_entries, 0.0);
        know(&mut r.rpps_team, 10);
    };
    assert_eq!(grade(shown), Grade::Vigilance);
}

#[test]
fn what_fired_stands_until_it_is_seen_again() {
    let mut record = unknown();
    know(&mut record.doctors, 1);
    know(&mut record.auxiliaries, 4);
    let first = assessed(&record, None);
    let (model, law) = &*HOUSE;
    let next = |record: &Record, ahead: i32, before: &Assessment| {
        Assessment::of(record, month("2026-06") + ahead, model, law, Some(before))
    };
    let silent = next(&record.clone().without("doctors"), 1, &first);
    let minimum = &silent.findings[0];
    assert_eq!((silent.grade, minimum.carried_from), (Grade::Critique, Some(month("2026-06"))));
    assert_eq!(minimum.missing, ["doctors"]);
    assert_eq!(minimum.evidence, first.findings[0].evidence, "the evidence is the one that was seen");
    let still = next(&record.clone().without("doctors"), 2, &silent);
    assert_eq!((still.grade, still.findings[0].carried_from), (Grade::Critique, Some(month("2026-06"))));
    // A less direct source does not say that all is well again.
    let mut indirect = record.clone();
    indirect.doctors.know(3, Period::Year(2025), "aci_releves", State::Estimated);
    assert_eq!(next(&indirect, 3, &still).grade, Grade::Critique);
    let mut cured = record.clone();
    know(&mut cured.doctors, 3);
    let cured = next(&cured, 3, &still);
    assert_eq!((cured.grade, cured.findings[0].carried_from), (Grade::None, None));
}

#[test]
fn the_clock_and_the_levers_come_with_it() {
    let (model, _) = &*HOUSE;
    let mut record = unknown();
    know(&mut record.doctors, 1);
    know(&mut record.auxiliaries, 4);
    know(&mut record.meetings, 2.0);
    let heads = |doctors| Heads { doctors: Some(doctors), auxiliaries: Some(4), ..Heads::default() };
    record.heads = vec![(day("2025-01-01"), heads(3)), (day("2025-09-01"), heads(1))];
    let found = assessed(&record, None);
    assert_eq!(found.clock.breach_start, Some(day("2025-09-01")));
    assert_eq!((found.clock.plan, found.clock.request_possible), (Some(true), Some(day("2028-09-01"))));
    assert_eq!(found.levers(model)[..2], ["territorial_review", "tete_de_pont"], "the heaviest first");
    assert!(found.levers(model).contains(&"facilitation"));
}

/// A rule that no longer fires asks for less: what it does not ask for is not missing.
#[test]
fn what_is_over_is_not_carried() {
    let (model, law) = &*HOUSE;
    let mut record = unknown();
    know(&mut record.doctors, 4);
    know(&mut record.announced, vec![Announced { day: day("2026-09-30"), is_succeeded: None }]);
    know(&mut record.announced_doctors, 1);
    know(&mut record.announced_alone, 1);
    let fired = |assessment: &Assessment| assessment.findings.iter().any(|it| it.rule == "W05" && it.fires());
    let before = assessed(&record, None);
    assert!(fired(&before));
    know(&mut record.announced, Vec::new());
    know(&mut record.announced_doctors, 0);
    know(&mut record.announced_alone, 0);
    let after = Assessment::of(&record, month("2026-07"), model, law, Some(&before));
    assert!(!fired(&after), "he stays after all");
    let silent = record.without("announced");
    assert!(fired(&Assessment::of(&silent, month("2026-07"), model, law, Some(&before))), "nobody says so");
}
