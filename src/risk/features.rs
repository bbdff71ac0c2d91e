//! What the model reads of a record: numbers and flags, with the inputs that they rest on. A feature that nothing tells is
//! none; only silence itself is a feature.

use std::cell::RefCell;

use chrono::Months;

use super::record::{Input, Record};
use crate::catalog::{FEATURE_IDS, Thresholds};
use crate::domain::legal_entity::LegalForm;

/// One feature of one structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub feature: &'static str,
    /// Flags are 0 or 1.
    pub value: Option<f64>,
    /// Inputs that were asked for, and known; those that were not.
    pub inputs: Vec<&'static str>,
    pub missing: Vec<&'static str>,
}

/// A record, and what was asked of it.
struct Asked<'a> {
    record: &'a Record,
    /// Months without a word from which a structure is silent (W20).
    silent: f64,
    known: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

type Read = fn(&Asked) -> Option<f64>;

/// Before three years a structure is young, after twelve its founders may leave.
const YOUNG: u32 = 3;
const OLD: u32 = 12;

/// In the order of [`FEATURE_IDS`].
const READ: [Read; FEATURE_IDS.len()] = [
    |it| log(it.number(&it.record.patients)?),
    |it| log(it.number(&it.record.patients)? / it.number(&it.record.gps)?),
    |it| log(it.number(&it.record.patients)? / it.number(&it.record.patients_before)?),
    |it| log(it.number(&it.record.gps)?),
    |it| Some(flag(it.number(&it.record.gps)? == 1.0)),
    |it| Some(flag(it.number(&it.record.gps)? == 2.0)),
    outflow,
    trains,
    |it| {
        let has = it.at(&it.record.has_contract).copied();
        let is_sisa = it.at(&it.record.legal_form).map(|form| *form == LegalForm::Sisa);
        either(has.map(|has| !has), is_sisa.map(|is| !is))
    },
    |it| log(it.number(&it.record.aci_amount)? / it.number(&it.record.patients)?),
    |it| it.number(&it.record.aci_share),
    |it| Some(flag(it.number(&it.record.coordinator_empty_days)? > 0.0)),
    |it| Some(flag(it.number(&it.record.meetings)? < 12.0)),
    conflict,
    |it| it.number(&it.record.area_exits),
    |it| {
        let opened = *it.at(&it.record.opened)?;
        let years = |years: u32| it.record.day.checked_sub_months(Months::new(12 * years));
        Some(flag(years(YOUNG).is_some_and(|day| day < opened) || years(OLD).is_some_and(|day| opened < day)))
    },
    |it| Some(flag(it.number(&it.record.silent_months)? >= it.silent)),
];

/// Every feature, in their order.
#[must_use]
pub fn read(record: &Record, thresholds: &Thresholds) -> Vec<Reading> {
    let each = FEATURE_IDS.into_iter().zip(READ).map(|(feature, read)| {
        let asked = Asked {
            record,
            silent: thresholds.w20_months,
            known: RefCell::default(),
            missing: RefCell::default(),
        };
        let value = read(&asked).filter(|value| value.is_finite());
        Reading { feature, value, inputs: asked.known.into_inner(), missing: asked.missing.into_inner() }
    });
    each.collect()
}

impl<'a> Asked<'a> {
    fn at<T>(&self, input: &'a Input<T>) -> Option<&'a T> {
        let names = if input.value.is_some() { &self.known } else { &self.missing };
        if !names.borrow().contains(&input.name) {
            names.borrow_mut().push(input.name);
        }
        input.value.as_ref()
    }

    fn number<T: Copy + Into<f64>>(&self, input: &'a Input<T>) -> Option<f64> {
        self.at(input).map(|value| (*value).into())
    }
}

/// Of what is above zero.
fn log(value: f64) -> Option<f64> {
    (value > 0.0).then(|| value.ln())
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// One that holds is enough; one that is known to fail is not.
fn either(one: Option<bool>, other: Option<bool>) -> Option<f64> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(1.0),
        (Some(false), Some(false)) => Some(0.0),
        _ => None,
    }
}

/// Departures minus arrivals of a year as a share of the team: as declared, else as the RPPS shows them.
fn outflow(it: &Asked) -> Option<f64> {
    let record = it.record;
    let share = |exits: Option<f64>, entries: Option<f64>, team: Option<f64>| {
        Some((exits? - entries?) / team.filter(|team| *team > 0.0)?)
    };
    let declared = share(it.number(&record.exits), it.number(&record.entries), it.number(&record.team));
    declared.or_else(|| {
        share(it.number(&record.rpps_exits), it.number(&record.rpps_entries), it.number(&record.rpps_team))
    })
}

fn trains(it: &Asked) -> Option<f64> {
    let supervisors = it.number(&it.record.supervisors).map(|supervisors| supervisors > 0.0);
    either(supervisors, it.number(&it.record.interns).map(|interns| interns > 0.0))
}

/// What those who declare agree to tell.
fn conflict(it: &Asked) -> Option<f64> {
    let record = it.record;
    let contested = it.number(&record.contested_meetings).map(|meetings| meetings > 0.0);
    let told = [it.at(&record.mediation).copied(), it.at(&record.aci_dispute).copied(), contested];
    let known: Vec<bool> = told.into_iter().flatten().collect();
    (!known.is_empty()).then(|| flag(known.contains(&true)))
}
