//! What a team tells of its movements, and what its silence does not tell.

use std::collections::BTreeMap;

use super::super::told::Told;
use super::*;
use crate::domain::statement::{Cell, Subject};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn stated(period: Period, item: &str, cells: &[(&str, Cell)]) -> Statement {
    let subject = Subject::Structure("690000013".parse().unwrap());
    let cells: BTreeMap<_, _> = cells.iter().map(|(name, cell)| ((*name).to_owned(), cell.clone())).collect();
    Statement { subject, period, item: item.into(), cells }
}

/// Four doctors declared for April, and these departures of doctors, all announced in March.
fn dossier(leaving: &[&str]) -> Dossier {
    let april = Period::Month("2026-04".parse().unwrap());
    let heads = stated(april, "", &[("medecins_associes", Cell::Number(4.0))]);
    let told = |source, statements| Told::new(source, None, statements);
    let announced = ("date_annonce", Cell::Text("2026-03-01".into()));
    Dossier {
        monthly: told("declaration_mensuelle", vec![heads]),
        yearly: told("declaration_annuelle", Vec::new()),
        statements: told("aci_releves", Vec::new()),
        lines: Vec::new(),
        movements: leaving
            .iter()
            .map(|done| stated(Period::Day(day(done)), "sortie/10/1", std::slice::from_ref(&announced)))
            .collect(),
        contracts: Vec::new(),
        members: Vec::new(),
    }
}

fn june(dossier: &Dossier) -> Record {
    let month: Month = "2026-06".parse().unwrap();
    let mut record = Record::unknown("690000013".parse().unwrap(), month.last_day());
    super::super::monthly::fill(&mut record, &dossier.monthly, month);
    movements(&mut record, dossier, month);
    record
}

#[test]
fn who_left_after_the_last_count_is_still_to_leave() {
    let record = june(&dossier(&["2026-04-15", "2026-05-15", "2026-09-30"]));
    let announced = record.announced.value.unwrap();
    let days: Vec<NaiveDate> = announced.iter().map(|one| one.day).collect();
    assert_eq!(days, [day("2026-05-15"), day("2026-09-30")], "counted in April");
    assert_eq!(record.exit_days.value.unwrap().len(), 2);
}

#[test]
fn a_team_that_never_told_a_movement_is_not_one_without_departures() {
    let never = june(&dossier(&[]));
    assert_eq!(never.doctors.value, Some(4), "it does declare");
    assert_eq!((never.exit_days.value, never.announced.value), (None, None));
    let once = june(&dossier(&["2021-03-31"]));
    assert_eq!((once.exit_days.value, once.announced.value), (Some(Vec::new()), Some(Vec::new())));
}
