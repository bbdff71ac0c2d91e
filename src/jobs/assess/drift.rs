//! What a month of scores is judged by: the reference that is stored, editions that have stopped, what happened since.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Assessed, Failure, law};
use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::risk::drift::{Beside, Drift, Events, Readings};
use crate::risk::model::logistic::sigmoid;
use crate::risk::score::{Score, is_sound};
use crate::store::{self, Conn, Error, Known, Scope, assessments, imports};

pub(super) fn watch(
    conn: &mut Conn,
    catalog: &Catalog,
    all: &[Assessed],
    scores: &[Score],
    (month, known): (Month, Known),
) -> Result<Drift, Failure> {
    let limits = &catalog.risk.limits;
    let readings = Readings::of(all.iter().map(|one| &one.record).zip(scores));
    let earlier = store::drift::before(conn, month, known)?;
    let accepted = limits.reference.accepted;
    let held: Vec<&Drift> = earlier
        .iter()
        .filter(|drift| {
            accepted.is_none_or(|accepted| accepted <= drift.month) && drift.steps_back().is_empty()
        })
        .collect();
    let year_before = held.iter().rfind(|drift| drift.month <= month - limits.reference.months);
    let reference = year_before.or(held.first()).copied();
    let stale = stale(conn, catalog, &readings, reference, (month, known))?;
    let scored = held.iter().any(|drift| drift.month == month - 12);
    let events = if scored { events(conn, catalog, all, (month, known))? } else { None };
    let stale = stale.iter().map(|(source, last)| (source.as_str(), *last)).collect();
    let is_fitted = is_sound(scores, &catalog.risk.experts);
    Ok(Drift::of(month, readings, Beside { reference, stale, events, is_fitted }, limits))
}

/// Sources that the model reads, or read at the reference, and that `check` would say are no longer supplied that month.
fn stale(
    conn: &mut Conn,
    catalog: &Catalog,
    readings: &Readings,
    reference: Option<&Drift>,
    (month, known): (Month, Known),
) -> Result<Vec<(String, NaiveDate)>, Error> {
    let mut stale = Vec::new();
    for id in readings.read_with(reference) {
        let Some(rhythm) = catalog.source(id).and_then(|source| source.rhythm) else { continue };
        let last = imports::snapshots(conn, id, known)?.into_iter().max();
        let is_old = |last: &NaiveDate| month - Month::of(*last) >= rhythm.every + rhythm.patience;
        stale.extend(last.filter(is_old).map(|last| (id.to_owned(), last)));
    }
    Ok(stale)
}

/// Of those who had two doctors when they were scored a year before, and whose doctors are declared now: who has fewer.
/// Structures that closed are left out: a closure may be a merger.
fn events(
    conn: &mut Conn,
    catalog: &Catalog,
    all: &[Assessed],
    (month, known): (Month, Known),
) -> Result<Option<Events>, Failure> {
    let minimum = law(catalog, month)?.doctors;
    let then = assessments::of_month(conn, &Scope::operator(), month - 12, known)?;
    let now: BTreeMap<&str, u32> = all
        .iter()
        .filter(|one| !matches!(one.record.doctors.state, State::Estimated | State::NotSupplied))
        .filter_map(|one| Some((one.assessment.finess.as_str(), one.record.doctors.value?)))
        .collect();
    let pairs = then.iter().filter_map(|(finess, stood)| {
        let outlook = stood
            .outlook
            .as_ref()
            .filter(|outlook| outlook.doctors >= Some(minimum) && !outlook.is_carried)?;
        let doctors = now.get(finess.as_str()).filter(|_| outlook.counts("doctors"))?;
        Some((sigmoid(stood.score.log_odds), *doctors < minimum))
    });
    Ok(Events::of(&pairs.collect::<Vec<_>>()))
}
