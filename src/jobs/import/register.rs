//! What a file of the register changes in the store. A file speaks for its lines alone: an ARS sends its own
//! region, and what it does not mention stays as it is.

use std::collections::HashMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::Error;
use crate::domain::register::Entry;
use crate::ingest::register::Register;
use crate::store::register::entries::{self, Origin};
use crate::store::{self, Conn, Known, Provenance, imports};

/// A file of the day after tomorrow is not to be believed.
pub(super) fn suspicion(register: &Register, today: NaiveDate) -> Option<String> {
    let tomorrow = today + Days::new(1);
    let day = register.day().filter(|day| *day > tomorrow)?;
    Some(format!("a line was confirmed on {day}, which is still to come"))
}

pub(super) fn latest_knowledge(conn: &mut Conn) -> Result<Option<NaiveDateTime>, Error> {
    let imported = imports::latest_knowledge(conn, "register")?;
    Ok(imported.max(entries::latest_knowledge(conn)?))
}

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    register: &Register,
    provenance: Provenance,
) -> Result<Option<String>, store::Error> {
    let stored = entries::load(conn, Known::Now)?;
    let held: HashMap<&str, (i64, &Entry)> =
        stored.iter().map(|held| (held.entry.id.as_str(), (held.row, &held.entry))).collect();
    let (mut gone, mut new, mut older) = (Vec::new(), Vec::new(), 0);
    for entry in &register.entries {
        match held.get(entry.id.as_str()) {
            None => new.push(entry),
            Some((_, same)) if *same == entry => {}
            Some((_, known)) if entry.confirmed_on < known.confirmed_on => older += 1,
            Some((row, _)) => {
                gone.push(*row);
                new.push(entry);
            }
        }
    }
    entries::close(conn, &gone, provenance.known_from)?;
    entries::insert(conn, &new, provenance.known_from, Origin::Import(provenance.import))?;
    let older = (older > 0)
        .then(|| format!("{older} lines were confirmed before what is known by now, and change nothing"));
    let columns = &register.unknown_columns;
    let unknown = (!columns.is_empty()).then(|| format!("columns not read: {}", columns.join(", ")));
    Ok(older.into_iter().chain(unknown).reduce(|a, b| format!("{a}; {b}")))
}
