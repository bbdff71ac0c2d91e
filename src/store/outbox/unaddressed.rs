//! Letters that could be addressed to nobody. Their facts are kept as they were, and written when somebody can be written to.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::backend::{Conn, Error, each};
use super::super::schema::unaddressed as t;
use super::super::scope::Scope;

/// A letter that waits for an address.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Unaddressed {
    pub id: i64,
    pub key: String,
    pub letter: String,
    /// The kind of contact that it is for.
    pub audience: String,
    pub place: String,
    pub facts: String,
    pub reason: String,
    pub raised_at: NaiveDateTime,
}

/// A letter about to be put aside.
#[derive(Clone, Copy, Debug)]
pub struct Aside<'a> {
    pub key: &'a str,
    pub letter: &'a str,
    pub audience: &'a str,
    pub place: &'a str,
    pub facts: &'a str,
    pub reason: &'a str,
}

/// Puts a letter aside, once for each key; one that waits already is told the new reason.
///
/// # Errors
/// The database fails.
pub fn put(conn: &mut Conn, aside: Aside, at: NaiveDateTime) -> Result<(), Error> {
    let new = (
        t::key.eq(aside.key),
        t::letter.eq(aside.letter),
        t::audience.eq(aside.audience),
        t::place.eq(aside.place),
        t::facts.eq(aside.facts),
        t::reason.eq(aside.reason),
        t::raised_at.eq(at),
    );
    each!(conn, c => diesel::insert_into(t::table)
        .values(new)
        .on_conflict(t::key)
        .do_update()
        .set(t::reason.eq(aside.reason))
        .execute(c))?;
    Ok(())
}

/// Those that still wait, oldest first.
///
/// # Errors
/// The database fails.
pub fn waiting(conn: &mut Conn, scope: &Scope) -> Result<Vec<Unaddressed>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    let open = t::table.filter(t::settled_at.is_null()).order(t::id);
    Ok(open.select(Unaddressed::as_select()).load(conn)?)
}

/// Notes that a letter waits no more.
///
/// # Errors
/// The database fails.
pub fn settle(conn: &mut Conn, key: &str, at: NaiveDateTime) -> Result<(), Error> {
    let open = t::key.eq(key).and(t::settled_at.is_null());
    diesel::update(t::table.filter(open)).set(t::settled_at.eq(Some(at))).execute(conn)?;
    Ok(())
}

/// Notes that the letters of the same name, for the same readers and of the same place wait no more, but for one key.
///
/// # Errors
/// The database fails.
pub fn supersede(
    conn: &mut Conn,
    (letter, audience): (&str, &str),
    place: &str,
    (key, at): (&str, NaiveDateTime),
) -> Result<(), Error> {
    let same = t::letter.eq(letter).and(t::audience.eq(audience)).and(t::place.eq(place));
    let others = same.and(t::key.ne(key)).and(t::settled_at.is_null());
    diesel::update(t::table.filter(others)).set(t::settled_at.eq(Some(at))).execute(conn)?;
    Ok(())
}
