//! From the versions in the store to the lives of structures.

use std::collections::HashMap;

use crate::domain::edition::Calendar;
use crate::domain::legal_entity::LegalEntity;
use crate::domain::life::life;
use crate::domain::timeline::Version;
use crate::indicators::Facts;
use crate::store::{Conn, Error, Known, Stored, entities, imports, structures};

/// Everything that was known at an instant, ready for evaluation.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, known: Known) -> Result<Facts, Error> {
    let calendar: Calendar = imports::calendar(conn, known)?;
    let mut behind: HashMap<String, Vec<Version<LegalEntity>>> = HashMap::new();
    for Stored { version, .. } in entities::load(conn, known)? {
        behind.entry(version.content.finess.to_string()).or_default().push(version);
    }
    let entity = |number: &str| behind.get(number).map_or(&[][..], Vec::as_slice);
    let versions: Vec<_> = structures::load(conn, known)?.into_iter().map(|row| row.version).collect();
    let mut facts = Facts { calendar, ..Facts::default() };
    for versions in versions.chunk_by(|a, b| a.content.finess == b.content.finess) {
        let life = life(versions, &facts.calendar, entity);
        facts.spells.extend(life.spells);
        facts.events.extend(life.events);
    }
    Ok(facts)
}
