//! From what the store knows at an instant to what can be evaluated and compared.

use crate::catalog::Catalog;
use crate::domain::edition::{Calendar, Flow};
use crate::domain::register::Entry;
use crate::indicators::{Facts, Supplies};
use crate::store::register::entries;
use crate::store::{Conn, Error, Known, imports, structures};

/// Everything that was known at an instant, ready for evaluation.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, catalog: &Catalog, known: Known) -> Result<Facts, Error> {
    let entries: Vec<Entry> = entries::load(conn, known)?.into_iter().map(|held| held.entry).collect();
    let supplies = supplies(conn, catalog, known)?;
    let mut facts = Facts { supplies, entries, ..Facts::default() };
    for structure in structures::all(conn, known)? {
        facts.spells.extend(structure.life.spells);
        facts.events.extend(structure.life.events);
    }
    Ok(facts)
}

fn supplies(conn: &mut Conn, catalog: &Catalog, known: Known) -> Result<Supplies, Error> {
    let mut supplies = Supplies::default();
    if let Some(source) = catalog.source("finess") {
        supplies.add(source, imports::calendar(conn, known)?);
    }
    if let Some(source) = catalog.source("register") {
        let days = imports::snapshots(conn, &source.id, known)?;
        let editions = days.into_iter().map(|day| (day, Flow::Establishments));
        supplies.add(source, Calendar::new(editions.collect()));
    }
    Ok(supplies)
}
