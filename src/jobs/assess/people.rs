//! Movements that a team tells one by one, and what the RPPS shows.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::monthly::observed;
use super::records::{Dossier, Region, tell};
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::profession::Profession;
use crate::domain::statement::Statement;
use crate::risk::doctors::counted_on;
use crate::risk::record::{Announced, Record};

const MOVEMENTS: &str = "mouvements";
const RPPS: &str = "rpps";
/// Months for which an edition of the RPPS stands for the present.
const PATIENCE: i32 = 3;

pub(super) fn fill(record: &mut Record, region: &Region, dossier: &Dossier, month: Month) {
    shown(record, region, dossier, month);
    movements(record, dossier, month);
}

/// Known of a team that has told a movement, of late or while it still declares: from the others silence says nothing.
fn movements(record: &mut Record, dossier: &Dossier, month: Month) {
    let day = month.last_day();
    let told: Vec<(NaiveDate, &Statement)> = dossier
        .movements
        .iter()
        .filter_map(|movement| match movement.period {
            Period::Day(done) if movement.day("date_annonce").unwrap_or(done) <= day => {
                Some((done, movement))
            }
            _ => None,
        })
        .collect();
    let year_ago = day.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
    let is_recent = told.iter().any(|(done, _)| *done > year_ago);
    if told.is_empty() || !is_recent && dossier.monthly.last(month).is_none() {
        return;
    }
    let exits = || told.iter().filter(|(_, movement)| movement.item.starts_with("sortie/"));
    let days: Vec<NaiveDate> =
        exits().map(|(done, _)| *done).filter(|done| year_ago < *done && *done <= day).collect();
    tell(&mut record.exit_days, MOVEMENTS, Some(observed(days, month, Period::Month(month))));
    let counted = counted_on(record);
    let of_doctors = exits().filter(|(done, movement)| {
        let is_doctor = movement.item.split('/').nth(1) == Some("10");
        is_doctor && *done > counted && movement.flag("associe") != Some(false)
    });
    let announced = of_doctors.map(|(done, movement)| Announced {
        day: *done,
        is_succeeded: match movement.text("successeur") {
            Some("oui") => Some(true),
            Some("non") => Some(false),
            _ => None,
        },
    });
    let announced: Vec<Announced> = announced.collect();
    tell(&mut record.announced, MOVEMENTS, Some(observed(announced, month, Period::Month(month))));
}

/// Members at the end of the month and twelve months before, where the RPPS shows any.
fn shown(record: &mut Record, region: &Region, dossier: &Dossier, month: Month) {
    let on = |day: NaiveDate| {
        let versions = dossier.members.iter().filter(move |version| version.from <= day && day < version.to);
        versions.map(|version| &version.content)
    };
    let persons =
        |day: NaiveDate| -> BTreeSet<&str> { on(day).map(|member| member.person.0.as_str()).collect() };
    let day = month.last_day();
    let edition = region.editions.iter().rfind(|edition| **edition <= day);
    let Some(edition) = edition.filter(|edition| month - Month::of(**edition) <= PATIENCE) else { return };
    let now = persons(day);
    if now.is_empty() {
        return;
    }
    let state = if Month::of(*edition) == month { State::Observed } else { State::Late };
    let period = Period::Day(*edition);
    record.rpps_team.know(now.len() as u32, period, RPPS, state);
    let doctors = |day: NaiveDate| -> BTreeSet<&str> {
        let doctors = on(day).filter(|member| member.profession == Profession::DOCTOR);
        doctors.map(|member| member.person.0.as_str()).collect()
    };
    let year_ago = (month - 12).last_day();
    let count = doctors(day).len() as u32;
    // Of a team without any doctor, now and a year ago, the RPPS tells that they are registered elsewhere.
    if count > 0 || !doctors(year_ago).is_empty() {
        record.rpps_doctors.know(count, period, RPPS, state);
    }
    let before = persons(year_ago);
    if !before.is_empty() {
        record.rpps_exits.know(before.difference(&now).count() as f64, period, RPPS, state);
        record.rpps_entries.know(now.difference(&before).count() as f64, period, RPPS, state);
    }
}

#[cfg(test)]
mod tests;
