//! What an edition of FINESS changes in the store.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::merge::{Reach, merge};
use super::{Error, Request};
use crate::domain::edition::Flow;
use crate::domain::establishment::Establishment;
use crate::domain::legal_entity::LegalEntity;
use crate::domain::timeline::{FOREVER, at};
use crate::ingest::finess::{Edition, Known};
use crate::store::{self, Conn, Provenance, Stored, entities, imports, structures};

/// The oldest stock that was published.
const FIRST_STOCK: NaiveDate = match NaiveDate::from_ymd_opt(2004, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The numbers of which something is known.
pub(super) fn known(conn: &mut Conn) -> Result<Known, store::Error> {
    let structures = structures::load(conn, store::Known::Now)?;
    let entities = entities::load(conn, store::Known::Now)?;
    let behind = structures.iter().filter_map(|row| row.version.content.legal_entity.clone());
    Ok(Known {
        legal_entities: behind.chain(entities.into_iter().map(|row| row.version.content.finess)).collect(),
        establishments: structures.into_iter().map(|row| row.version.content.finess).collect(),
    })
}

/// Why an edition is not to be believed: its day cannot be, or it reads much less than the one before. Records
/// *read* are compared, so that rejected lines do not look like closures.
pub(super) fn suspicion(
    conn: &mut Conn,
    request: &Request,
    edition: &Edition,
) -> Result<Option<String>, Error> {
    let day = edition.snapshot;
    if day < FIRST_STOCK || day > request.now.date() + Days::new(1) {
        return Ok(Some(format!("an edition of {day} cannot be: FINESS runs from {FIRST_STOCK} to today")));
    }
    let flows: &[Flow] = match edition.flow {
        Flow::LegalEntities => &[Flow::LegalEntities],
        Flow::Establishments | Flow::Plus => &[Flow::Establishments, Flow::Plus],
    };
    let (Some(guard), Some(before)) = (request.source.guard, imports::previous(conn, flows, day)?) else {
        return Ok(None);
    };
    let (read, known) = (edition.report.tally.read, before.records_read.unsigned_abs());
    let is_suspect = known >= guard.records && (read as f64) < known as f64 * (1.0 - guard.drop);
    Ok((is_suspect && !request.force).then(|| {
        let drop = guard.drop * 100.0;
        let before = before.snapshot;
        format!(
            "{read} records where the edition of {before} had {known}: over {drop:.0} % fewer. \
             If that is right, import with --force"
        )
    }))
}

pub(super) fn keep(conn: &mut Conn, edition: Edition, provenance: Provenance) -> Result<(), Error> {
    let editions = imports::editions(conn, store::Known::Now)?;
    let reach = |is_told_by: fn(Flow) -> bool| {
        let later = editions.iter().filter(|(day, flow)| *day > edition.snapshot && is_told_by(*flow));
        Reach { from: edition.snapshot, to: later.map(|(day, _)| *day).min().unwrap_or(FOREVER) }
    };
    if edition.flow != Flow::LegalEntities {
        let reach = reach(|flow| flow != Flow::LegalEntities);
        let stored = structures::load(conn, store::Known::Now)?;
        let mut shown = edition.establishments;
        if !edition.has_locations {
            carry_locations(&stored, &mut shown, reach);
        }
        // A line whose own number is damaged may still name the legal entity.
        let is_held = |content: &Establishment| {
            let owner = content.legal_entity.as_ref();
            edition.unreadable.contains(&content.finess)
                || owner.is_some_and(|owner| edition.unreadable.contains(owner))
        };
        let changes = merge(stored, shown, is_held, reach, |content| content.finess.clone());
        structures::close(conn, &changes.closed, provenance.known_from)?;
        structures::insert(conn, &changes.added, provenance)?;
    }
    if edition.flow != Flow::Establishments {
        let reach = reach(|flow| flow != Flow::Establishments);
        let stored = entities::load(conn, store::Known::Now)?;
        let is_held = |content: &LegalEntity| edition.unreadable.contains(&content.finess);
        let changes = merge(stored, edition.legal_entities, is_held, reach, |content| content.finess.clone());
        entities::close(conn, &changes.closed, provenance.known_from)?;
        entities::insert(conn, &changes.added, provenance)?;
    }
    Ok(())
}

/// A 502 file has no coordinates: a structure that has not moved keeps those it had.
fn carry_locations(stored: &[Stored<Establishment>], shown: &mut [Establishment], reach: Reach) {
    let wanted: HashSet<_> = shown.iter().map(|content| content.finess.clone()).collect();
    let mut versions: HashMap<_, Vec<_>> = HashMap::new();
    for row in stored.iter().filter(|row| wanted.contains(&row.version.content.finess)) {
        versions.entry(&row.version.content.finess).or_default().push(row.version.clone());
    }
    for content in shown {
        let before = versions.get(&content.finess).and_then(|timeline| {
            let eve = reach.from.pred_opt()?;
            at(timeline, reach.from).or_else(|| at(timeline, eve))
        });
        if let Some(before) = before.filter(|b| b.address == content.address && b.commune == content.commune)
        {
            content.location = before.location;
        }
    }
}
