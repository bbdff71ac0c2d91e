//! Forms begun under a link and not yet sent: one a link and table, deleted when it is sent or when the link is over.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::links::Link;
use super::schema::drafts as t;
use crate::domain::reply::Fields;

/// What was typed, and when it was saved.
///
/// # Errors
/// The database fails, or the row holds what no draft may hold.
pub fn find(conn: &mut Conn, link: &Link, source: &str) -> Result<Option<(Fields, NaiveDateTime)>, Error> {
    let row: Option<(String, NaiveDateTime)> =
        t::table.find((link.id(), source)).select((t::cells, t::saved_at)).first(conn).optional()?;
    let read = |(cells, at): (String, NaiveDateTime)| Ok((serde_json::from_str(&cells).map_err(broken)?, at));
    row.map(read).transpose()
}

/// # Errors
/// The database fails.
pub fn save(
    conn: &mut Conn,
    link: &Link,
    source: &str,
    cells: &Fields,
    now: NaiveDateTime,
) -> Result<(), Error> {
    let cells = serde_json::to_string(cells).map_err(broken)?;
    let said = (t::cells.eq(&cells), t::saved_at.eq(now));
    let new = (t::link.eq(link.id()), t::source.eq(source), said);
    each!(conn, c => diesel::insert_into(t::table)
        .values(new)
        .on_conflict((t::link, t::source))
        .do_update()
        .set(said)
        .execute(c))?;
    Ok(())
}

/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, link: i64, source: &str) -> Result<(), Error> {
    diesel::delete(t::table.find((link, source))).execute(conn)?;
    Ok(())
}

fn broken(error: serde_json::Error) -> Error {
    Error::Row { table: "drafts", problem: error.to_string() }
}
