//! The layer against what can be counted by hand, by trying everything, and by chance.

use std::sync::LazyLock;

use proptest::prelude::*;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::catalog::{Catalog, Definitions, Rate};

fn hazards() -> Hazards {
    static HOUSE: LazyLock<Hazards> =
        LazyLock::new(|| Catalog::load(&Definitions::Embedded).unwrap().risk.hazards);
    HOUSE.clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn cohort(ages: &[i32]) -> Cohort {
    let births = ages.iter().map(|age| 2026 - age).collect();
    Cohort { count: ages.len() as u32, births, announced: Vec::new(), is_under_dense: false }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// Every way in which doctors may leave, one by one.
fn enumerated(leaving: &[f64]) -> Vec<f64> {
    let mut of_number = vec![0.0; leaving.len() + 1];
    for way in 0u32..1 << leaving.len() {
        let probability: f64 =
            leaving.iter().enumerate().map(|(i, q)| if way >> i & 1 == 1 { *q } else { 1.0 - q }).product();
        of_number[way.count_ones() as usize] += probability;
    }
    of_number
}

proptest! {
    #[test]
    fn the_recursion_counts_every_way(leaving in proptest::collection::vec(0.0f64..=1.0, 0..9)) {
        let (fast, slow) = (departures(&leaving), enumerated(&leaving));
        for (k, (a, b)) in fast.iter().zip(&slow).enumerate() {
            prop_assert!((a - b).abs() < 1e-12, "{k}: {a} {b}");
        }
    }

    /// Vacancies filled and arrivals, against sums over every number of each.
    #[test]
    fn what_is_left_is_counted_out(
        leaving in proptest::collection::vec(0.0f64..=1.0, 0..6),
        minimum in 0u32..4,
        is_filled in 0.0f64..=1.0,
        arrivals in 0.0f64..2.0,
        succeeded in 0usize..3,
    ) {
        let of_number = departures(&leaving);
        let mut slow = 0.0;
        for (gone, p) in of_number.iter().enumerate() {
            let certain = succeeded.min(gone);
            for (back, q) in enumerated(&vec![is_filled; gone - certain]).iter().enumerate() {
                let mut poisson = (-arrivals).exp();
                for come in 0..60 {
                    if leaving.len() - gone + certain + back + come < minimum as usize {
                        slow += p * q * poisson;
                    }
                    poisson *= arrivals / (come + 1) as f64;
                }
            }
        }
        let fast = fewer_than(minimum, leaving.len() as u32, &of_number, succeeded, is_filled, arrivals);
        prop_assert!((fast - slow).abs() < 1e-9, "{fast} {slow}");
    }

    /// Where the hazard grows with age, an older doctor never makes a team safer.
    #[test]
    fn an_older_doctor_is_no_safer(ages in proptest::collection::vec(30i32..75, 1..6), which in 0usize..6, more in 1i32..20) {
        let mut hazards = hazards();
        hazards.moves.rates.clear();
        let mut highest = 0.0f64;
        for Rate { rate, .. } in &mut hazards.retirement.rates {
            highest = highest.max(*rate);
            *rate = highest;
        }
        let mut older = ages.clone();
        older[which % ages.len()] += more;
        for months in HORIZONS {
            let of = |ages: &[i32]| cohort(ages).horizon(&hazards, 2, day("2026-06-30"), months);
            let (young, old) = (of(&ages), of(&older));
            prop_assert!(young.below_minimum <= old.below_minimum + 1e-12);
            prop_assert!(young.any_leaves <= old.any_leaves + 1e-12);
        }
    }

    /// One more announced departure never makes a team safer; a successor never makes it less safe.
    #[test]
    fn an_announced_departure_is_no_safer(ages in proptest::collection::vec(30i32..75, 1..6), days in proptest::collection::vec(0u64..1500, 0..5)) {
        let hazards = hazards();
        let today = day("2026-06-30");
        let mut team = cohort(&ages);
        let mut before = HORIZONS.map(|months| team.horizon(&hazards, 2, today, months));
        for (i, days) in days.into_iter().enumerate() {
            team.announced.push(Announced { day: today + chrono::Days::new(days), is_succeeded: None });
            team.announced.sort_by_key(|one| one.day);
            let now = HORIZONS.map(|months| team.horizon(&hazards, 2, today, months));
            for (now, before) in now.iter().zip(&before) {
                prop_assert!(before.below_minimum <= now.below_minimum + 1e-12, "{i}");
                prop_assert!(before.any_leaves <= now.any_leaves + 1e-12, "{i}");
            }
            before = now;
        }
        for one in &mut team.announced {
            one.is_succeeded = Some(true);
        }
        for (months, before) in HORIZONS.into_iter().zip(&before) {
            prop_assert!(team.horizon(&hazards, 2, today, months).below_minimum <= before.below_minimum + 1e-12);
        }
    }
}

#[test]
fn what_is_certain_is_certain() {
    let hazards = hazards();
    let today = day("2026-06-30");
    let leaving = |day| Announced { day, is_succeeded: Some(false) };
    let mut pair = cohort(&[40, 40]);
    pair.announced = vec![leaving(day("2027-03-31"))];
    let soon = pair.horizon(&hazards, 2, today, 12);
    assert!(near(soon.any_leaves, 1.0));
    // One leaves for sure: what is left to chance is who comes, and whether the other goes too.
    assert!(soon.below_minimum > 0.5 && soon.below_minimum < 1.0, "{soon:?}");
    pair.announced = vec![leaving(day("2027-12-31"))];
    assert!(pair.horizon(&hazards, 2, today, 12).any_leaves < 0.1, "not within the year");
    assert!(near(pair.horizon(&hazards, 2, today, 24).any_leaves, 1.0));

    let mut still = hazards.clone();
    (still.retirement.rates, still.moves.rates) = (Vec::new(), Vec::new());
    (still.replacement.arrivals_a_year, still.replacement.filled_a_month) = (0.0, 0.0);
    for (ages, announced, below) in [
        (&[40, 40, 40][..], 0, 0.0),
        (&[40, 40, 40], 1, 0.0),
        (&[40, 40, 40], 2, 1.0),
        (&[40], 0, 1.0),
        (&[], 0, 1.0),
    ] {
        let mut team = cohort(ages);
        team.announced = vec![leaving(day("2026-12-31")); announced];
        let found = team.horizon(&still, 2, today, 12);
        assert!(near(found.below_minimum, below), "{ages:?} {announced}: {found:?}");
        assert!(near(found.expected_departures, announced as f64));
    }
    let mut replaced = cohort(&[40, 40]);
    replaced.announced = vec![Announced { day: day("2026-12-31"), is_succeeded: Some(true) }];
    assert!(near(replaced.horizon(&still, 2, today, 12).below_minimum, 0.0), "somebody comes");
}

/// Neither a day that is over nor one that nobody told makes a departure less certain.
#[test]
fn who_is_still_in_the_count_leaves() {
    let hazards = hazards();
    let today = day("2026-06-30");
    let mut record = Record::unknown("690000013".parse().unwrap(), today);
    let april = Period::Month("2026-04".parse().unwrap());
    record.doctors.know(2, april, "declaration_mensuelle", State::Late);
    assert_eq!(counted_on(&record), day("2026-04-30"));
    let within_a_year = |record: &Record| Outlook::of(record, &hazards, 2).unwrap().horizons[0];
    assert!(within_a_year(&record).any_leaves < 0.5);
    let mut over = record.clone();
    let may = vec![Announced { day: day("2026-05-15"), is_succeeded: None }];
    over.announced.know(may, Period::Undated, "mouvements", State::Observed);
    assert!(near(within_a_year(&over).any_leaves, 1.0));
    record.announced_doctors.know(1, april, "declaration_mensuelle", State::Late);
    assert!(near(within_a_year(&record).any_leaves, 1.0));
}

#[test]
fn the_ages_of_retirement_are_those_of_the_pension_fund() {
    let hazards = hazards();
    let mut there = 1.0;
    let retired = |until: i32| 1.0 - (60..until).map(|age| 1.0 - hazards.retirement.at(age)).product::<f64>();
    // domain.md 8.1: 15.1 % by 64, half by 66, 58 % by 67 of those who practise at 60.
    for (age, share) in [(64, 0.151), (66, 0.495), (67, 0.581)] {
        assert!((retired(age) - share).abs() < 0.002, "{age}: {}", retired(age));
    }
    let mean: f64 = (60..120)
        .map(|age| {
            let goes = there * hazards.retirement.at(age);
            there -= goes;
            f64::from(age) * goes
        })
        .sum();
    assert!((mean - 66.2).abs() < 0.1, "{mean}");
}

#[test]
fn an_unknown_age_lies_between_young_and_old() {
    let hazards = hazards();
    for months in HORIZONS {
        let unknown = leaves_at_unknown_age(&hazards, months);
        assert!(leaves(&hazards, 50, months) < unknown && unknown < leaves(&hazards, 66, months));
    }
    let mut some = cohort(&[40, 41]);
    some.count = 3;
    let known = cohort(&[40, 41, 45]);
    let today = day("2026-06-30");
    let (some, known) = (some.horizon(&hazards, 2, today, 24), known.horizon(&hazards, 2, today, 24));
    assert!(some.below_minimum > known.below_minimum);
}

/// Lives one horizon by chance, month by month, as the layer says that it goes.
fn lived(rng: &mut impl Rng, team: &Cohort, hazards: &Hazards, months: u32) -> (bool, bool) {
    let eased = if team.is_under_dense { hazards.replacement.under_dense } else { 1.0 };
    let (mut there, mut gone) = (0, 0);
    for born in &team.births {
        let age = 2026 - born;
        let leaves = (0..(months / 12) as i32).any(|year| {
            let retires = hazards.leaving.value * hazards.retirement.at(age + year);
            rng.random_bool(retires) | rng.random_bool(hazards.moves.at(age + year))
        });
        let left = rng.random_range(0..months);
        let is_filled =
            leaves && (left..months).any(|_| rng.random_bool(hazards.replacement.filled_a_month * eased));
        there += i32::from(!leaves || is_filled);
        gone += i32::from(leaves);
    }
    let none = (-hazards.replacement.arrivals_a_year * eased * f64::from(months) / 12.0).exp();
    let mut product = rng.random::<f64>();
    while product > none {
        there += 1;
        product *= rng.random::<f64>();
    }
    (there < 2, gone > 0)
}

#[test]
fn the_whole_layer_agrees_with_chance() {
    let hazards = hazards();
    let mut rng = ChaCha8Rng::seed_from_u64(20_261_122);
    let draws = 20_000;
    for (ages, is_under_dense) in [(&[63, 66][..], true), (&[35, 58, 67], false), (&[64, 65, 66, 67], true)] {
        let team = Cohort { is_under_dense, ..cohort(ages) };
        for months in [12, 36] {
            let exact = team.horizon(&hazards, 2, day("2026-06-30"), months);
            let (mut below, mut any) = (0, 0);
            for _ in 0..draws {
                let (is_below, leaves) = lived(&mut rng, &team, &hazards, months);
                below += u32::from(is_below);
                any += u32::from(leaves);
            }
            for (found, p) in [(below, exact.below_minimum), (any, exact.any_leaves)] {
                let share = f64::from(found) / f64::from(draws);
                let margin = 4.5 * (p * (1.0 - p) / f64::from(draws)).sqrt() + 1e-4;
                assert!((share - p).abs() < margin, "{ages:?} {months}: {share} drawn, {p} computed");
            }
        }
    }
}
