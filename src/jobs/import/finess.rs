//! What an edition of FINESS changes in the store.

use std::collections::HashSet;

use super::Error;
use super::merge::{Reach, merge};
use crate::domain::edition::Flow;
use crate::domain::establishment::Establishment;
use crate::domain::timeline::{FOREVER, at};
use crate::ingest::finess::{Edition, Known};
use crate::store::{self, Conn, Provenance, Stored, entities, imports, structures};

/// Editions of this many establishments may not shrink by more than the share below without being forced.
const LARGE: i64 = 1_000;
const SHRINKS_BY: f64 = 0.05;

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

/// Why an edition is suspect: it reads much less than the one before. Establishments *read* are compared, so
/// that rejected lines do not look like closures.
pub(super) fn shrinks(conn: &mut Conn, edition: &Edition) -> Result<Option<String>, Error> {
    let Some(before) = imports::previous(conn, edition.flow, edition.snapshot)? else { return Ok(None) };
    let read = edition.report.tally.read;
    let is_suspect =
        before.lines_read >= LARGE && (read as f64) < before.lines_read as f64 * (1.0 - SHRINKS_BY);
    Ok(is_suspect.then(|| {
        format!(
            "{read} records where the edition of {} had {}: over {:.0} % fewer. If that is right, import with --force",
            before.snapshot,
            before.lines_read,
            SHRINKS_BY * 100.0
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
        let changes = merge(stored, shown, &edition.unreadable, reach, |content| &content.finess);
        structures::close(conn, &changes.closed, provenance.known_from)?;
        structures::insert(conn, &changes.added, provenance)?;
    }
    if edition.flow != Flow::Establishments {
        let reach = reach(|flow| flow != Flow::Establishments);
        let stored = entities::load(conn, store::Known::Now)?;
        let changes =
            merge(stored, edition.legal_entities, &edition.unreadable, reach, |content| &content.finess);
        entities::close(conn, &changes.closed, provenance.known_from)?;
        entities::insert(conn, &changes.added, provenance)?;
    }
    Ok(())
}

/// A 502 file has no coordinates: a structure that has not moved keeps those it had.
fn carry_locations(stored: &[Stored<Establishment>], shown: &mut [Establishment], reach: Reach) {
    let wanted: HashSet<_> = shown.iter().map(|content| content.finess.clone()).collect();
    let mut versions: std::collections::HashMap<_, Vec<_>> = std::collections::HashMap::new();
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
