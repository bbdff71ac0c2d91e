//! The messages that a desk may look at: those to the services of its territories, and those about its structures. Its scope
//! is that of signals, with its line in the audit.

use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::{outbox as t, structure_versions as s};
use super::super::scope::{Rows, Scope};
use super::super::versions::STILL_KNOWN;
use super::Message;
use crate::domain::contact::Kind;
use crate::domain::finess::FinessNumber;
use crate::domain::rights::Family;
use crate::domain::timeline::FOREVER;

/// The services of an agency.
const DESKS: [Kind; 2] = [Kind::Ars, Kind::ArsDelegation];

type Wanted = IntoBoxed<'static, t::table, <Conn as Connection>::Backend>;

/// The last messages, newest first, of one letter or structure if named.
///
/// # Errors
/// The database fails.
pub fn last(
    conn: &mut Conn,
    scope: &Scope,
    (letter, about): (Option<&str>, Option<&FinessNumber>),
    (offset, limit): (i64, i64),
) -> Result<Vec<Message>, Error> {
    let Some(mut wanted) = reached(scope) else { return Ok(Vec::new()) };
    if let Some(letter) = letter {
        wanted = wanted.filter(t::letter.eq(letter.to_owned()));
    }
    if let Some(about) = about {
        wanted = wanted.filter(t::about.eq(about.to_string()));
    }
    Ok(wanted.order(t::id.desc()).offset(offset).limit(limit).select(Message::as_select()).load(conn)?)
}

/// One message with what was sent; that is empty once its time is over.
///
/// # Errors
/// The database fails.
pub fn one(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<(Message, String)>, Error> {
    let Some(wanted) = reached(scope) else { return Ok(None) };
    let wanted = wanted.filter(t::id.eq(id)).select((Message::as_select(), t::content));
    Ok(wanted.first(conn).optional()?)
}

/// None when the scope reaches nothing.
fn reached(scope: &Scope) -> Option<Wanted> {
    let all = t::table.into_boxed();
    match scope.rows(Family::Signals) {
        Rows::All => Some(all),
        // What the desk wrote to a structure, the structure has in its own mail.
        Rows::None | Rows::Structures(_) => None,
        Rows::Departments(departments) => {
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
                .select(s::finess);
            let to_its_services =
                t::audience.eq_any(DESKS.map(Kind::as_str)).and(t::about.eq_any(scope.places()));
            Some(all.filter(to_its_services.or(t::about.eq_any(placed))))
        }
    }
}
