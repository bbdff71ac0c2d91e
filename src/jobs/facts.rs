//! From the versions in the store to the lives of structures.

use crate::domain::structure::Structure;
use crate::indicators::Facts;
use crate::store::{Conn, Error, Known, entities, imports, structures};

/// Everything that was known at an instant, ready for evaluation.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, known: Known) -> Result<Facts, Error> {
    let calendar = imports::calendar(conn, known)?;
    let entities = entities::load(conn, known)?.into_iter().map(|row| row.version).collect();
    let versions: Vec<_> = structures::load(conn, known)?.into_iter().map(|row| row.version).collect();
    let mut facts = Facts { calendar, ..Facts::default() };
    for structure in Structure::gather(&versions, entities, &facts.calendar) {
        facts.spells.extend(structure.life.spells);
        facts.events.extend(structure.life.events);
    }
    Ok(facts)
}
