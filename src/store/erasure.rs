//! What somebody wrote is taken out of a history on request: free words and a telephone, of one event or one reply. That they
//! stood there, when and by whom, stays; the triggers let nothing else pass.

use diesel::prelude::*;

use super::audit::{self, Action, Actor, Entry};
use super::backend::{Conn, Error};
use super::schema::{case_events as e, cases, replies as r};
use crate::domain::case::Deed;
use crate::domain::reply::{self, Fields};

/// Where the words stand.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// The event of a case at a position, from 1.
    Event(i64, i32),
    Reply(i64),
}

/// False when nothing stands there that could be erased. The audit is told who asked for what reason, never what it said.
///
/// # Errors
/// The database fails, or a row holds what it may not hold.
pub fn erase(conn: &mut Conn, place: Place, actor: Actor, reason: &str) -> Result<bool, Error> {
    let (structure, name) = match place {
        Place::Event(case, position) => (event(conn, case, position)?, format!("case {case}, {position}")),
        Place::Reply(id) => (reply(conn, id)?, format!("reply {id}")),
    };
    let Some(structure) = structure else { return Ok(false) };
    let detail = format!("{name}: {reason}");
    let entry = Entry { subject: Some(&structure), detail: Some(&detail), ..Entry::of(Action::TextErased) };
    audit::write(conn, actor, entry)?;
    Ok(true)
}

/// Gives the structure of the case.
fn event(conn: &mut Conn, case: i64, position: i32) -> Result<Option<String>, Error> {
    let own = e::table.filter(e::case_id.eq(case).and(e::position.eq(position)));
    let found: Option<(i64, String)> = own.select((e::id, e::deed)).first(conn).optional()?;
    let Some((id, deed)) = found else { return Ok(None) };
    let broken = |error: serde_json::Error| Error::Row { table: "case_events", problem: error.to_string() };
    let deed: Deed = serde_json::from_str(&deed).map_err(broken)?;
    let Some(erased) = deed.erased() else { return Ok(None) };
    let erased = serde_json::to_string(&erased).map_err(broken)?;
    diesel::update(e::table.find(id)).set(e::deed.eq(erased)).execute(conn)?;
    Ok(Some(cases::table.find(case).select(cases::structure).first(conn)?))
}

/// Gives the structure that answered.
fn reply(conn: &mut Conn, id: i64) -> Result<Option<String>, Error> {
    let found: Option<(String, String)> =
        r::table.find(id).select((r::structure, r::said)).first(conn).optional()?;
    let Some((structure, said)) = found else { return Ok(None) };
    let broken = |error: serde_json::Error| Error::Row { table: "replies", problem: error.to_string() };
    let said: Fields = serde_json::from_str(&said).map_err(broken)?;
    let Some(erased) = reply::erased(&said) else { return Ok(None) };
    let erased = serde_json::to_string(&erased).map_err(broken)?;
    diesel::update(r::table.find(id)).set(r::said.eq(erased)).execute(conn)?;
    Ok(Some(structure))
}
