use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn count(text: &str, doctors: u32, gps: u32) -> Count {
    Count { month: month(text), doctors: Some(doctors), gps: Some(gps) }
}

/// Three doctors at the end of 2023 and of 2024, two of them general practitioners; nothing happened.
fn quiet() -> Followed {
    Followed {
        origin: month("2023-12"),
        last: month("2025-10"),
        minimum: 2,
        counts: vec![count("2023-12", 3, 2), count("2024-12", 3, 2)],
        ending: Ending::Open,
        contract: Contract::Kept,
    }
}

const NOT_AT_RISK: Label = Label::CannotTell(Why::NotAtRisk);
const SILENT: Label = Label::CannotTell(Why::Silent);
const NOT_OVER: Label = Label::CannotTell(Why::NotOver);
use Label::{DidNot, Happened};

/// In the order of [`Target::ALL`]: below the minimum, agreement ended, closed, any of them, doctor lost, absorbed.
fn labels(followed: &Followed) -> [Label; 6] {
    Target::ALL.map(|target| followed.label(target))
}

#[test]
fn what_happened_what_did_not_and_what_nobody_can_tell() {
    let with = |change: &dyn Fn(&mut Followed)| {
        let mut followed = quiet();
        change(&mut followed);
        labels(&followed)
    };
    let counted = |counts: &[Count]| with(&|it| it.counts = counts.to_vec());
    assert_eq!(labels(&quiet()), [DidNot; 6]);
    // Counts.
    let first = count("2023-12", 3, 2);
    let fell = counted(&[first, count("2024-12", 1, 1)]);
    assert_eq!(fell, [Happened, DidNot, DidNot, Happened, Happened, DidNot]);
    let recovered = counted(&[first, count("2024-05", 1, 1), count("2024-11", 3, 2)]);
    assert_eq!(recovered, [DidNot; 6]);
    let fell_silent = counted(&[first, count("2024-05", 1, 1)]);
    assert_eq!(fell_silent, fell, "nothing takes it back");
    let silent = counted(&[first, count("2024-09", 3, 2)]);
    assert_eq!(silent, [SILENT, DidNot, DidNot, SILENT, SILENT, DidNot]);
    let later = counted(&[first, count("2025-01", 1, 1)]);
    assert_eq!(later, silent, "after the twelve months");
    let never = counted(&[count("2024-12", 3, 2)]);
    assert_eq!(never, silent, "nobody knows what there was to lose");
    let before = counted(&[count("2023-12", 1, 0), count("2024-12", 1, 0)]);
    assert_eq!(before, [NOT_AT_RISK, DidNot, DidNot, DidNot, NOT_AT_RISK, DidNot]);
    // Endings.
    let ended = |ending| with(&|it| it.ending = ending);
    assert_eq!(ended(Ending::Closed), [Happened, DidNot, Happened, Happened, Happened, DidNot]);
    for ending in [Ending::Merged, Ending::Succeeded] {
        assert_eq!(ended(ending), [DidNot, DidNot, DidNot, DidNot, SILENT, Happened]);
    }
    assert_eq!(ended(Ending::Unclear), [SILENT, DidNot, SILENT, SILENT, SILENT, SILENT]);
    assert_eq!(ended(Ending::NotOver), [NOT_OVER, DidNot, NOT_OVER, NOT_OVER, NOT_OVER, NOT_OVER]);
    // Contracts.
    let contract = |contract| with(&|it| it.contract = contract);
    assert_eq!(contract(Contract::Terminated), [DidNot, Happened, DidNot, Happened, DidNot, DidNot]);
    assert_eq!(contract(Contract::None), [DidNot, NOT_AT_RISK, DidNot, DidNot, DidNot, DidNot]);
    let unknown = contract(Contract::Unknown(Why::Silent));
    assert_eq!(unknown, [DidNot, SILENT, DidNot, SILENT, DidNot, DidNot]);
    let merged = with(&|it| (it.contract, it.ending) = (Contract::Terminated, Ending::Merged));
    assert_eq!(merged[1], DidNot, "the agreement of a team that goes on elsewhere");
    // Time.
    assert_eq!(with(&|it| it.last = month("2024-11")), [NOT_OVER; 6]);
}

#[test]
fn a_number_that_ends_with_its_team_elsewhere_is_no_closure() {
    let trace = |members, found, is_older| Some(Trace { members, found, is_older });
    assert_eq!(Ending::of(trace(6, 3, true), None), Ending::Merged);
    assert_eq!(Ending::of(trace(6, 4, false), None), Ending::Succeeded);
    assert_eq!(Ending::of(trace(6, 2, true), None), Ending::Closed);
    assert_eq!(Ending::of(None, Some(false)), Ending::Succeeded);
    assert_eq!(Ending::of(trace(6, 0, false), Some(true)), Ending::Merged);
    assert_eq!(Ending::of(trace(0, 0, false), None), Ending::Unclear, "nobody was seen before");
    assert_eq!(Ending::of(None, None), Ending::Unclear);
}

#[test]
fn targets_are_read_by_name_or_column() {
    for target in Target::ALL {
        assert_eq!(Target::read(target.name()), Some(target));
        assert_eq!(Target::read(target.column()), Some(target));
    }
    assert_eq!(Target::read("exit"), None);
}

#[test]
fn a_tally_leaves_nobody_out() {
    let mut tally = Tally::default();
    for label in [Happened, DidNot, NOT_AT_RISK, SILENT, NOT_OVER] {
        tally.add(label, Ending::Open);
    }
    tally.add(DidNot, Ending::Merged);
    let kinds = [tally.happened, tally.did_not, tally.not_at_risk, tally.silent, tally.not_over];
    assert_eq!((kinds, tally.structures, tally.absorbed), ([1, 2, 1, 1, 1], 6, 1));
}
