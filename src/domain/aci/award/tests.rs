//! Against the worked checks of avenant 1, computed by hand from its points.

use proptest::prelude::*;

use super::*;
use crate::domain::aci::Incomplete;

fn scale() -> Scale {
    let text = include_str!("../../../../jobs/parameters/aci-avenant1.toml");
    let file: toml::Table = text.parse().unwrap();
    let values = file["value"].as_array().unwrap();
    let number = |value: &toml::Value| value.as_float().or(value.as_integer().map(|whole| whole as f64));
    let named = |name: &str| values.iter().find(|value| value["name"].as_str() == Some(name));
    Scale::read(|name| named(name).and_then(|value| number(&value["value"]))).unwrap()
}

fn team(patients: f64, professionals: u32, done: Done) -> Team {
    Team { patients, professionals, months: 12, precarity: 0.0, done }
}

fn points(patients: f64, professionals: u32, done: Done, indicator: Indicator) -> f64 {
    let award = scale().award(&team(patients, professionals, done));
    award.lines.iter().find(|line| line.indicator == indicator).unwrap().points.sum()
}

#[test]
fn the_worked_checks_come_out() {
    // Patients, professionals, protocols, rate; socle: points, euros, advance; with all options: points, euros.
    type Check = (f64, u32, u32, f64, f64, f64, Option<f64>, Option<(f64, f64)>);
    let checks: [Check; 5] = [
        (4_000.0, 13, 8, 0.05, 8_500.0, 59_500.0, Some(35_700.0), Some((13_900.0, 97_300.0))),
        (8_000.0, 25, 8, 0.05, 13_150.0, 92_050.0, Some(55_230.0), Some((20_350.0, 142_450.0))),
        (1_200.0, 4, 8, 0.05, 4_810.0, 33_670.0, Some(20_202.0), Some((8_950.0, 62_650.0))),
        (1_500.0, 4, 1, 0.02, 4_087.5, 28_612.5, None, None),
        (10_000.0, 20, 8, 0.05, 13_450.0, 94_150.0, Some(56_490.0), Some((21_550.0, 150_850.0))),
    ];
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-6, "{found}, not {wanted}");
    for (patients, professionals, protocols, rate, socle, euros, advance, all) in checks {
        let socle_only = team(patients, professionals, Done::socle(protocols, rate));
        let award = scale().award(&socle_only);
        near(award.points(), socle);
        near(award.points_of(Class::Prerequisite) + award.points_of(Class::Socle), socle);
        near(award.euros(), euros);
        if let Some(advance) = advance {
            near(scale().advance(&socle_only), advance);
        }
        if let Some((points, euros)) = all {
            let award = scale().award(&team(patients, professionals, Done::everything(protocols, rate)));
            near(award.points(), points);
            near(award.euros(), euros);
        }
    }
}

#[test]
fn the_most_a_team_can_have_is_the_sum_of_its_indicators() {
    let most = |indicator| scale().most(4_000.0, 13, indicator);
    assert_eq!((most(None), most(Some(Indicator::A11))), (13_900.0, 1_000.0));
    assert_eq!(Indicator::ALL.into_iter().map(|indicator| most(Some(indicator))).sum::<f64>(), most(None));
}

#[test]
fn both_slopes_bend_where_the_agreement_says() {
    let variable = |patients, professionals, indicator| {
        let award = scale().award(&team(patients, professionals, Done::socle(0, 0.0)));
        award.lines.iter().find(|line| line.indicator == indicator).unwrap().points.variable
    };
    assert_eq!(variable(8_000.0, 0, Indicator::A09), 3_400.0);
    assert_eq!(variable(10_000.0, 0, Indicator::A09), 3_950.0);
    assert_eq!(variable(0.0, 16, Indicator::A18), 3_200.0);
    assert_eq!(variable(0.0, 20, Indicator::A18), 3_800.0);
}

#[test]
fn nothing_is_paid_without_a_prerequisite() {
    type Miss = fn(&mut Done);
    let missing: [(Indicator, Miss); 4] = [
        (Indicator::A01, |done| done.opening = None),
        (Indicator::A02, |done| done.crisis_plan = false),
        (Indicator::A09, |done| done.coordination = false),
        (Indicator::A18, |done| done.software = false),
    ];
    for (prerequisite, miss) in missing {
        let mut done = Done::everything(8, 0.05);
        miss(&mut done);
        let award = scale().award(&team(4_000.0, 13, done));
        assert_eq!((award.missed.as_slice(), award.euros()), (&[prerequisite][..], 0.0));
        assert!(award.worth() > 60_000.0, "what is at stake is still told");
    }
}

#[test]
fn one_leaving_general_practitioner_costs_what_the_design_says() {
    let loss = scale().loss(&team(4_000.0, 13, Done::default()), 1_000.0);
    assert_eq!(loss, Loss { patients: 4_725.0, patients_with_options: 7_875.0, associate: 1_400.0 });
    let large = scale().loss(&team(10_000.0, 20, Done::default()), 1_000.0);
    assert_eq!((large.patients, large.associate), (7.0 * (1_100.0 + 1_000.0) / 4.0, 7.0 * 150.0));
    let alone = scale().loss(&team(600.0, 3, Done::default()), 1_000.0);
    assert_eq!(alone.patients, 7.0 * 2_700.0 * 600.0 / 4_000.0, "nobody takes more patients than there are");
}

#[test]
fn the_first_year_counts_its_months_and_the_advance_has_a_floor() {
    let half = Team { months: 6, ..team(4_000.0, 13, Done::socle(8, 0.05)) };
    assert_eq!((scale().award(&half).euros(), scale().advance(&half)), (29_750.0, 17_850.0));
    assert_eq!(scale().advance(&team(200.0, 2, Done::socle(8, 0.05))), 12_000.0_f64.max(0.6 * 7.0 * 3_735.0));
    assert_eq!(scale().advance(&Team { months: 2, ..team(200.0, 2, Done::default()) }), 12_000.0);
}

#[test]
fn precarity_adds_up_to_a_quarter() {
    let with =
        |precarity| scale().award(&Team { precarity, ..team(4_000.0, 13, Done::socle(8, 0.05)) }).euros();
    assert!((with(0.10) - 65_450.0).abs() < 1e-6);
    assert!((with(0.40) - 59_500.0 * 1.25).abs() < 1e-6);
    assert_eq!(with(-0.05), 59_500.0);
}

#[test]
fn levels_and_caps_hold() {
    let of = |done: Done, indicator| points(4_000.0, 13, done, indicator);
    let opening = |hours, saturday, closes| Done {
        opening: Some(Opening { hours, saturday, closes }),
        ..Done::default()
    };
    assert_eq!(of(opening(11.0, true, false), Indicator::A01), 740.0);
    assert_eq!(of(opening(9.0, true, false), Indicator::A01), 650.0);
    assert_eq!(of(opening(12.0, false, false), Indicator::A01), 680.0);
    assert_eq!(of(opening(12.0, true, true), Indicator::A01), 780.0);
    let ipa = Done { protocols: 12, protocols_ipa: 3, missions: 3, ipa: true, ..Done::socle(0, 0.10) };
    assert_eq!(of(Done { protocols: 12, ..ipa.clone() }, Indicator::A10), 800.0 + 120.0);
    assert_eq!(of(Done { missions: 3, ..ipa.clone() }, Indicator::A06), 700.0 + 200.0);
    assert_eq!(of(Done { missions: 1, ..ipa.clone() }, Indicator::A06), 350.0);
    assert_eq!(of(ipa.clone(), Indicator::A11), 1_200.0, "the rate is capped");
    assert_eq!(of(Done { meetings: 5, ..ipa }, Indicator::A11), 0.0);
    for (trainees, wanted) in [(1, 0.0), (2, 450.0), (3, 675.0), (4, 900.0), (9, 900.0)] {
        assert_eq!(of(Done { trainees, ..Done::default() }, Indicator::A12), wanted);
    }
    assert_eq!(
        of(Done { crisis_plan: true, crisis_actions: true, ..Done::default() }, Indicator::A02),
        450.0
    );
}

#[test]
fn every_value_that_is_not_known_is_named() {
    let Err(Incomplete(missing)) = Scale::read(|name| (name != "aci_a09_fixed").then_some(1.0)) else {
        panic!("a scale without coordination")
    };
    assert_eq!(missing, ["aci_a09_fixed"]);
}

proptest! {
    #[test]
    fn more_patients_or_associates_never_bring_less(
        patients in 0_u32..30_000,
        professionals in 0_u32..80,
        more in 1_u32..5_000,
    ) {
        let euros = |patients: u32, professionals| {
            scale().award(&team(f64::from(patients), professionals, Done::everything(8, 0.05))).euros()
        };
        prop_assert!(euros(patients + more, professionals) > euros(patients, professionals));
        prop_assert!(euros(patients, professionals + 1) > euros(patients, professionals));
    }
}
