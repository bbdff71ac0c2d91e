//! The doctors and the legal minimum.

use super::super::doctors::announced;
use super::super::look::{Answer, Look, all, any};
use super::months_after;
use crate::domain::legal_clock::Heads;
use crate::domain::legal_entity::LegalForm;

/// W01: fewer doctors or auxiliaires among the associates than the law asks of a SISA; it asks nothing of another form.
pub(super) fn minimum_lost(look: &Look) -> Answer {
    let record = look.record;
    // Of a form that nobody knows the law is asked: it may be a SISA.
    if look.known(&record.legal_form).is_some_and(|form| *form == LegalForm::Other) {
        return Some(false).into();
    }
    let (doctors, auxiliaries) = (look.at(&record.doctors).copied(), look.at(&record.auxiliaries).copied());
    let reaches = Heads { doctors, auxiliaries, ..Heads::default() }.reach(look.law);
    let fires = reaches.map(|reaches| !reaches);
    Answer { fires, is_grave: fires }
}

/// W02: just the minimum, of doctors or of auxiliaires.
pub(super) fn at_the_edge(look: &Look) -> Option<bool> {
    let (doctors, auxiliaries) = (look.number(&look.record.doctors), look.number(&look.record.auxiliaries));
    any([
        doctors.map(|doctors| doctors == look.thresholds.w02_doctors),
        auxiliaries.map(|auxiliaries| auxiliaries == look.thresholds.w02_auxiliaries),
    ])
}

/// W03: the departures expected in two years would leave too few, or many are of an age to retire.
pub(super) fn retirements(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let doctors = look.number(&record.doctors);
    let births = look.at(&record.gp_births);
    let expected =
        look.outlook.and_then(|outlook| outlook.within(24)).map(|horizon| horizon.expected_departures);
    let expected = expected.map(|expected| look.figure("expected_departures_24m", expected));
    let too_many = doctors.zip(expected).map(|(doctors, expected)| expected >= doctors - limits.w03_spared);
    // Without the ages the expectation is that of any doctors: enough to fire, not to reassure.
    let too_many = too_many.filter(|fires| *fires || births.is_some());
    let aged = births.filter(|births| !births.is_empty()).map(|births| {
        let year = chrono::Datelike::year(&record.day);
        let aged = births.iter().filter(|born| f64::from(year - **born) >= limits.w03_age).count();
        look.figure("aged_share", aged as f64 / births.len() as f64) >= limits.w03_aged_share
    });
    any([too_many, aged])
}

/// W04: one general practitioner follows most of the patients; with two of them that takes more.
pub(super) fn single_doctor(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let share = look.number(&record.largest_share)?;
    match look.number(&record.gps) {
        Some(gps) if gps >= limits.w04_many => Some(share >= limits.w04_share),
        Some(gps) if gps >= 2.0 => Some(share >= limits.w04_share_of_two),
        // Alone: W01 or W02 says it.
        Some(_) => Some(false),
        None => (share < limits.w04_share.min(limits.w04_share_of_two)).then_some(false),
    }
}

/// W05: a doctor's departure is near and nobody is known to come; grave when too few would be left.
pub(super) fn announced_departure(look: &Look) -> Answer {
    let (record, limits) = (look.record, look.thresholds);
    let end = months_after(record.day, limits.w05_months);
    // One whose day is over is still to be taken off the count.
    let is_near = |day: chrono::NaiveDate| day <= end;
    let told = look
        .at(&record.announced)
        .map(|announced| announced.iter().any(|one| is_near(one.day) && one.is_succeeded != Some(true)));
    let counted = all([
        look.at(&record.announced_doctors).map(|doctors| *doctors > 0),
        look.at(&record.announced_alone).map(|alone| *alone > 0),
        // A count without a day: near until somebody says otherwise.
        Some(record.next_departure.value.is_none_or(is_near)),
    ]);
    let fires = any([told, counted]);
    if fires != Some(true) {
        return fires.into();
    }
    let alone =
        announced(record).into_iter().filter(|one| is_near(one.day) && one.is_succeeded != Some(true));
    let alone = look.figure("near_departures_alone", alone.count().max(1) as f64);
    let left = look.number(&record.doctors).map(|doctors| doctors - alone);
    Answer { fires, is_grave: left.map(|left| left < f64::from(look.law.doctors)) }
}
