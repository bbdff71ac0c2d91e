//! Whether the risk model was to be believed, month by month, as it was known over instants. Counts over all structures: of none
//! of them alone does it tell anything.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::drift as t;
use super::versions::{Known, STILL_KNOWN};
use crate::domain::month::Month;
use crate::risk::drift::Drift;

/// The months before one, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no month may hold.
pub fn before(conn: &mut Conn, month: Month, known: Known) -> Result<Vec<Drift>, Error> {
    let instant = known.instant();
    let texts: Vec<String> = t::table
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .filter(t::month.lt(month.to_string()))
        .order(t::month)
        .select(t::content)
        .load(conn)?;
    texts.iter().map(|text| read(text)).collect()
}

/// The last month that was assessed.
///
/// # Errors
/// The database fails, or a row holds what no month may hold.
pub fn last(conn: &mut Conn) -> Result<Option<Drift>, Error> {
    let held = t::table.filter(t::known_to.eq(STILL_KNOWN)).order(t::month.desc()).select(t::content);
    let text: Option<String> = held.first(conn).optional()?;
    text.map(|text| read(&text)).transpose()
}

/// Makes this what is known of its month, as of an instant. True when it is news.
///
/// # Errors
/// The database fails, or the month cannot be written.
pub fn replace(conn: &mut Conn, drift: &Drift, at: NaiveDateTime) -> Result<bool, Error> {
    let content = serde_json::to_string(drift).map_err(|error| unwritten(&error))?;
    let month = drift.month.to_string();
    let of_month = t::month.eq(&month).and(t::known_to.eq(STILL_KNOWN));
    let held: Option<String> = t::table.filter(of_month).select(t::content).first(conn).optional()?;
    if held.as_ref() == Some(&content) {
        return Ok(false);
    }
    diesel::update(t::table.filter(of_month)).set(t::known_to.eq(at)).execute(conn)?;
    let row =
        (t::month.eq(&month), t::content.eq(&content), t::known_from.eq(at), t::known_to.eq(STILL_KNOWN));
    diesel::insert_into(t::table).values(row).execute(conn)?;
    Ok(true)
}

fn read(text: &str) -> Result<Drift, Error> {
    serde_json::from_str(text).map_err(|error| unwritten(&error))
}

fn unwritten(problem: &dyn ToString) -> Error {
    Error::Row { table: "drift", problem: problem.to_string() }
}
