//! What a desk can take up, the large among it, and who stays.

use proptest::prelude::*;

use super::*;
use crate::risk::rules::house;

fn lists() -> Lists {
    house().0.experts.lists
}

fn place(region: &str, size: Option<f64>, log_odds: f64, before: Grade) -> Place<'_> {
    Place { region, size, log_odds, before, was_listed: false }
}

#[test]
fn a_desk_gets_as_many_as_it_can_take_and_some_of_each_size() {
    // The smallest are the most fragile, as everywhere.
    let desk: Vec<Place> =
        (0..300).map(|at| place("84", Some(f64::from(at)), -f64::from(at), Grade::None)).collect();
    let found = levels(&desk, &lists());
    let listed = |from: usize| (from..from + 100).filter(|at| found[*at] > Grade::None).count();
    assert_eq!([0, 100, 200].map(listed), [6, 6, 6], "6 % of 300, a third of each size");
    assert_eq!(found.iter().filter(|level| **level == Grade::Tension).count(), 6);
    // Half of the desk is in a level by rules: it can take up 5 % of 300, or what it said.
    let levels: Vec<Grade> =
        (0..300).map(|at| if at % 2 == 0 { Grade::Vigilance } else { Grade::None }.max(found[at])).collect();
    let count = |lists: &Lists, levels: &[Grade]| {
        let on = super::listed(&desk, levels, lists);
        (0..300).filter(|at| on[*at]).count()
    };
    assert_eq!(count(&lists(), &levels), 15);
    let few = Lists { capacity_of: [("84".to_owned(), 4)].into(), ..lists() };
    assert_eq!(count(&few, &levels), 4);
    // Who is critical is on it whatever it can take up.
    let critical: Vec<Grade> =
        (0..300).map(|at| if at < 40 { Grade::Critique } else { levels[at] }).collect();
    assert_eq!(count(&few, &critical), 44);
}

#[test]
fn a_higher_level_comes_first_on_the_list_and_who_was_there_stays_a_little() {
    let desk = |was_listed: usize| -> Vec<Place<'static>> {
        let one = |at: usize| Place {
            was_listed: at == was_listed,
            ..place("84", None, -(at as f64), Grade::None)
        };
        (0..100).map(one).collect()
    };
    let mut levels = vec![Grade::Vigilance; 100];
    levels[99] = Grade::Tension;
    let found = listed(&desk(0), &levels, &lists());
    let at: Vec<usize> = (0..100).filter(|at| found[*at]).collect();
    assert_eq!(at, [0, 1, 2, 3, 99]);
    assert_eq!([5, 6, 7, 8].map(|at| listed(&desk(at), &levels, &lists())[at]), [true, true, false, false]);
}

#[test]
fn who_was_listed_stays_until_far_enough_down() {
    let at = |rank: usize| {
        let desk: Vec<Place> = (0..100)
            .map(|at| {
                let before = if at == rank { Grade::Vigilance } else { Grade::None };
                place("84", None, -(at as f64), before)
            })
            .collect();
        levels(&desk, &lists())[rank]
    };
    // Of one size, six enter and ten may stay.
    assert_eq!([5, 7, 30].map(at), [Grade::Vigilance, Grade::Vigilance, Grade::None]);
}

#[test]
fn a_level_stands_while_an_input_is_missing() {
    use Grade::{Critique, None, Tension, Vigilance};
    assert_eq!(level(Vigilance, Tension, Option::None, false), (Tension, false));
    assert_eq!(level(None, None, Some(Tension), true), (Tension, true));
    assert_eq!(level(None, None, Some(Tension), false), (None, false));
    assert_eq!(level(Critique, None, Some(Tension), true), (Critique, false));
}

proptest! {
    #[test]
    fn the_list_is_never_longer_than_said(scores in prop::collection::vec((-8.0..4.0f64, 0..2usize, any::<bool>()), 0..120)) {
        let regions = ["11", "84"];
        let was = |listed: bool| if listed { Grade::Tension } else { Grade::None };
        let places: Vec<Place> = scores
            .iter()
            .map(|(log_odds, region, listed)| place(regions[*region], Some(log_odds.abs()), *log_odds, was(*listed)))
            .collect();
        let found = levels(&places, &lists());
        for region in regions {
            let desk: Vec<usize> = (0..places.len()).filter(|at| places[*at].region == region).collect();
            let listed = desk.iter().filter(|at| found[**at] > Grade::None).count();
            let entering = (0.06 * desk.len() as f64).round() as usize;
            prop_assert!(listed >= entering.min(desk.len()));
            // Those that enter or stay, at either level, by size or by rank.
            prop_assert!(listed <= 2 * (entering + (0.10 * desk.len() as f64).round() as usize));
            prop_assert!(desk.iter().all(|at| found[*at] <= Grade::Tension));
        }
    }
}
