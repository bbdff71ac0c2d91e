//! Each rule where it fires, where it does not, and where it cannot tell.

use chrono::NaiveDate;

use super::*;
use crate::catalog::{Catalog, Definitions, RULE_IDS, RiskModel};
use crate::domain::legal_clock::Rules;
use crate::domain::measure::Period;
use crate::domain::point::State;
use crate::risk::Verdict::{self, CannotTell, Critical, Fired, NotFired};
use crate::risk::doctors::Outlook;
use crate::risk::record::{Announced, Input, Record};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(in super::super) fn house() -> (RiskModel, Rules) {
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let law = Rules::read(|name| {
        catalog.parameters.in_force(name, day("2026-06-30")).map(|value| (value.value, value.on))
    });
    (catalog.risk, law.unwrap())
}

fn know<T>(input: &mut Input<T>, value: T) {
    input.know(value, Period::Undated, "declaration_mensuelle", State::Observed);
}

/// What a rule finds of a structure of which this is known, at the end of June 2026.
fn found(rule: &str, tell: impl Fn(&mut Record)) -> Finding {
    let (model, law) = house();
    let mut record = Record::unknown("690000013".parse().unwrap(), day("2026-06-30"));
    tell(&mut record);
    let outlook = Outlook::of(&record, &model.hazards, law.doctors);
    let found = find(|| Look::new(&record, &model.thresholds, &law, outlook.as_ref()));
    found.into_iter().find(|finding| finding.rule == rule).unwrap()
}

type Tell = fn(&mut Record);

/// A rule, what is known, and the verdict.
type Case = (&'static str, Tell, Verdict);

fn check(cases: &[Case]) {
    for (at, (rule, tell, verdict)) in cases.iter().enumerate() {
        let found = found(rule, tell);
        assert_eq!(found.verdict, *verdict, "case {at}, {rule}: {found:?}");
        let is_told = *verdict == CannotTell && found.missing.is_empty();
        assert!(!is_told, "{rule} cannot tell and does not say why");
        assert!(*verdict < Fired || !found.evidence.is_empty(), "{rule} fires without evidence");
    }
}

#[test]
fn every_rule_is_written_and_cannot_tell_of_nothing() {
    assert_eq!(TABLE.map(|(id, _)| id), RULE_IDS);
    for id in RULE_IDS {
        let nothing = found(id, |_| {});
        assert_eq!(nothing.verdict, CannotTell, "{id}");
        assert!(!nothing.missing.is_empty(), "{id}");
    }
}

#[test]
fn doctors_and_the_minimum() {
    check(&[
        ("W01", |r| (know(&mut r.doctors, 1), know(&mut r.auxiliaries, 2)).0, Critical),
        ("W01", |r| know(&mut r.doctors, 1), Critical),
        ("W01", |r| know(&mut r.doctors, 5), CannotTell),
        ("W01", |r| (know(&mut r.doctors, 2), know(&mut r.auxiliaries, 1)).0, NotFired),
        ("W01", |r| (know(&mut r.doctors, 2), know(&mut r.auxiliaries, 0)).0, Critical),
        ("W02", |r| (know(&mut r.doctors, 2), know(&mut r.auxiliaries, 5)).0, Fired),
        ("W02", |r| know(&mut r.auxiliaries, 1), Fired),
        ("W02", |r| (know(&mut r.doctors, 3), know(&mut r.auxiliaries, 5)).0, NotFired),
        ("W03", |r| (know(&mut r.doctors, 4), know(&mut r.gp_births, vec![1966, 1966, 1990, 1990])).0, Fired),
        (
            "W03",
            |r| (know(&mut r.doctors, 4), know(&mut r.gp_births, vec![1966, 1985, 1990, 1990])).0,
            NotFired,
        ),
        ("W03", |r| know(&mut r.doctors, 4), CannotTell),
        ("W04", |r| (know(&mut r.gps, 3), know(&mut r.largest_share, 0.5)).0, Fired),
        ("W04", |r| (know(&mut r.gps, 2), know(&mut r.largest_share, 0.6)).0, NotFired),
        ("W04", |r| (know(&mut r.gps, 2), know(&mut r.largest_share, 0.7)).0, Fired),
        ("W04", |r| (know(&mut r.gps, 1), know(&mut r.largest_share, 1.0)).0, NotFired),
        ("W04", |r| know(&mut r.largest_share, 0.8), CannotTell),
    ]);
    let leaves = |r: &mut Record, doctors, on: &str, is_succeeded| {
        know(&mut r.doctors, doctors);
        know(&mut r.announced, vec![Announced { day: day(on), is_succeeded }]);
        know(&mut r.announced_doctors, 1);
        know(&mut r.announced_alone, 0);
    };
    for (doctors, on, is_succeeded, verdict) in [
        (2, "2026-12-31", Some(false), Critical),
        (2, "2026-12-31", None, Critical),
        (3, "2026-12-31", Some(false), Fired),
        (3, "2026-12-31", Some(true), NotFired),
        (3, "2027-07-01", Some(false), NotFired),
        // Over, and not yet taken off the count.
        (3, "2026-05-15", Some(false), Fired),
    ] {
        let found = found("W05", |r| leaves(r, doctors, on, is_succeeded));
        assert_eq!(found.verdict, verdict, "{doctors} {on} {is_succeeded:?}");
    }
    let counted = |r: &mut Record| {
        know(&mut r.announced_doctors, 1);
        know(&mut r.announced_alone, 1);
        know(&mut r.next_departure, day("2026-09-01"));
    };
    assert_eq!(found("W05", counted).verdict, Fired, "whether gravely cannot be told");
    let dateless = |r: &mut Record| {
        know(&mut r.doctors, 3);
        know(&mut r.announced_doctors, 2);
        know(&mut r.announced_alone, 2);
    };
    assert_eq!(found("W05", dateless).verdict, Critical, "both are near until a day is told");
}

#[test]
fn the_team() {
    let declared = |r: &mut Record| {
        know(&mut r.exits, 3.0);
        know(&mut r.entries, 1.0);
        know(&mut r.team, 10);
        know(&mut r.exit_days, Vec::new());
    };
    let shown = |r: &mut Record| {
        know(&mut r.rpps_exits, 4.0);
        know(&mut r.rpps_entries, 0.0);
        know(&mut r.rpps_team, 12);
    };
    let both = found("W06", |r| (declared(r), shown(r)).0);
    assert!(both.fires() && !both.to_confirm, "the team says so itself");
    let alone = found("W06", shown);
    assert!(alone.fires() && alone.to_confirm, "an address may have changed");
    let unlike = found("W06", |r| {
        declared(r);
        know(&mut r.exits, 1.0);
        shown(r);
    });
    assert!(unlike.fires() && unlike.to_confirm);
    let days = |days: &[&str]| days.iter().map(|text| day(text)).collect::<Vec<_>>();
    let cascade = |r: &mut Record, on: &[&str]| know(&mut r.exit_days, days(on));
    assert_eq!(found("W06", |r| cascade(r, &["2026-05-20", "2026-02-20", "2026-04-01"])).verdict, Fired);
    assert_eq!(found("W06", |r| cascade(r, &["2026-05-22", "2026-02-20", "2026-04-01"])).verdict, CannotTell);
    check(&[
        ("W12", |r| (know(&mut r.interns, 0.0), know(&mut r.supervisors, 0)).0, CannotTell),
        (
            "W12",
            |r| {
                know(&mut r.interns, 0.0);
                know(&mut r.supervisors, 0);
                know(&mut r.supervisors_before, 2);
            },
            Fired,
        ),
        (
            "W12",
            |r| {
                know(&mut r.interns, 0.0);
                know(&mut r.supervisors, 0);
                know(&mut r.interns_before, 0.0);
                know(&mut r.supervisors_before, 0);
            },
            NotFired,
        ),
        ("W12", |r| know(&mut r.interns, 2.0), CannotTell),
        ("W12", |r| (know(&mut r.interns, 0.0), know(&mut r.interns_before, 3.0)).0, Fired),
        (
            "W12",
            |r| {
                know(&mut r.interns, 2.0);
                know(&mut r.supervisors, 2);
                know(&mut r.supervisors_until, day("2026-09-30"));
                know(&mut r.interns_before, 3.0);
            },
            Fired,
        ),
        (
            "W12",
            |r| {
                know(&mut r.interns, 2.0);
                know(&mut r.supervisors, 2);
                know(&mut r.supervisors_until, day("2027-09-30"));
            },
            NotFired,
        ),
    ]);
}

#[test]
fn the_organisation() {
    check(&[
        ("W07", |r| know(&mut r.coordinator_empty_days, 91), Fired),
        ("W07", |r| know(&mut r.coordinator_empty_days, 90), CannotTell),
        ("W07", |r| (know(&mut r.coordinator_hours, 8.0), know(&mut r.team, 20)).0, Fired),
        ("W08", |r| (know(&mut r.manager_is_coordinator, true), know(&mut r.manager_files, 2)).0, Fired),
        (
            "W08",
            |r| (know(&mut r.manager_is_aged, true), know(&mut r.manager_since, day("2020-06-30"))).0,
            Fired,
        ),
        (
            "W08",
            |r| (know(&mut r.manager_is_aged, false), know(&mut r.manager_is_coordinator, false)).0,
            NotFired,
        ),
        ("W09", |r| know(&mut r.meetings, 5.0), Fired),
        ("W09", |r| (know(&mut r.meetings, 12.0), know(&mut r.meetings_before, 20.0)).0, Fired),
        (
            "W09",
            |r| {
                know(&mut r.meetings, 12.0);
                know(&mut r.meetings_before, 19.0);
                know(&mut r.days_without_meeting, 30);
            },
            NotFired,
        ),
        ("W09", |r| know(&mut r.days_without_meeting, 91), Fired),
        ("W15", |r| know(&mut r.mediation, true), Fired),
        ("W15", |r| know(&mut r.contested_meetings, 1), CannotTell),
        ("W18", |r| (know(&mut r.active_users, 4), know(&mut r.team, 9)).0, Fired),
        (
            "W18",
            |r| {
                know(&mut r.software_label, "aucun".into());
                know(&mut r.software_label_before, "standard".into());
            },
            Fired,
        ),
    ]);
}

#[test]
fn the_agreement() {
    check(&[
        ("W10", |r| (know(&mut r.aci_share_before, 0.8), know(&mut r.aci_share, 0.67)).0, Fired),
        ("W10", |r| (know(&mut r.aci_share_before, 0.8), know(&mut r.aci_share, 0.7)).0, CannotTell),
        ("W10", |r| know(&mut r.prerequisites_lacking, vec!["A09".into()]), CannotTell),
        (
            "W10",
            |r| {
                know(&mut r.prerequisites_lacking, vec!["A09".into()]);
                know(&mut r.has_contract, true);
            },
            Fired,
        ),
        ("W10", |r| know(&mut r.prerequisites_missed, vec!["A09".into()]), Critical),
        (
            "W10",
            |r| {
                know(&mut r.prerequisites_missed, vec!["A09".into()]);
                know(&mut r.prerequisites_restored, vec!["A09".into()]);
                know(&mut r.prerequisites_lacking, Vec::new());
                know(&mut r.evidence_days, 40.0);
                know(&mut r.aci_share_before, 0.8);
                know(&mut r.aci_share, 0.8);
            },
            NotFired,
        ),
        ("W11", |r| (know(&mut r.has_contract, false), know(&mut r.opened, day("2025-06-01"))).0, Fired),
        ("W11", |r| (know(&mut r.has_contract, false), know(&mut r.opened, day("2025-07-01"))).0, NotFired),
        (
            "W11",
            |r| (know(&mut r.has_contract, true), know(&mut r.contract_until, day("2026-11-30"))).0,
            Fired,
        ),
        (
            "W11",
            |r| (know(&mut r.has_contract, true), know(&mut r.contract_until, day("2027-01-31"))).0,
            NotFired,
        ),
        ("W22", |r| (know(&mut r.hours_before, 12.0), know(&mut r.hours, 11.5)).0, Fired),
        ("W22", |r| (know(&mut r.saturday_before, true), know(&mut r.saturday, false)).0, Fired),
        ("W22", |r| (know(&mut r.hours_before, 11.5), know(&mut r.hours, 10.0)).0, CannotTell),
    ]);
}

#[test]
fn money_territory_and_what_is_known() {
    check(&[
        ("W13", |r| (know(&mut r.rooms, 10), know(&mut r.rooms_empty, 2)).0, Fired),
        ("W13", |r| (know(&mut r.rooms, 11), know(&mut r.rooms_empty, 2)).0, NotFired),
        ("W14", |r| (know(&mut r.cash, 50.0), know(&mut r.monthly_charges, 100.0)).0, Fired),
        ("W14", |r| know(&mut r.cash, 1_000.0), CannotTell),
        ("W16", |r| (know(&mut r.access_before, 4.0), know(&mut r.access, 3.0)).0, Fired),
        ("W17", |r| know(&mut r.refuses_patients, false), CannotTell),
        (
            "W17",
            |r| {
                know(&mut r.refuses_patients, false);
                know(&mut r.patients, 6_000.0);
                know(&mut r.gps, 3);
                know(&mut r.regional_load, 1_900.0);
            },
            Fired,
        ),
        ("W19", |r| know(&mut r.opened, day("2024-07-01")), Fired),
        ("W20", |r| know(&mut r.silent_months, 12), Fired),
        ("W20", |r| (know(&mut r.silent_months, 11), know(&mut r.was_met, true)).0, NotFired),
        (
            "W21",
            |r| (know(&mut r.opened, day("2015-01-01")), know(&mut r.entity_since, day("2026-05-01"))).0,
            Fired,
        ),
        (
            "W21",
            |r| (know(&mut r.opened, day("2015-01-01")), know(&mut r.entity_since, day("2015-01-01"))).0,
            CannotTell,
        ),
        ("P01", |r| know(&mut r.university, "conventionne".into()), Fired),
        ("P01", |r| know(&mut r.university, "expire".into()), NotFired),
        ("P06", |r| know(&mut r.doctors, 5), Fired),
        ("P07", |r| know(&mut r.in_cpts, false), NotFired),
    ]);
}
