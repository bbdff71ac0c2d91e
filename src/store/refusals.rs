//! Letters that a contact asked not to get any more, and the links by which it asks. A link is bound to one contact and one
//! letter: whoever holds it can do nothing else, and undo what it did.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{refusals as t, unsubscribe_links as l};
use crate::credentials::Token;
use crate::domain::contact::Contact;

/// What a link speaks of: who, and which letter.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = l)]
pub struct Link {
    pub kind: String,
    pub place: String,
    pub email: String,
    pub letter: String,
}

impl Link {
    fn key(&self) -> (&str, &str, &str, &str) {
        (&self.kind, &self.place, &self.email, &self.letter)
    }
}

/// Makes a link for one message.
///
/// # Errors
/// The database fails.
pub fn link(
    conn: &mut Conn,
    token: &Token,
    contact: &Contact,
    letter: &str,
    at: NaiveDateTime,
) -> Result<(), Error> {
    let new = (
        l::token.eq(token.digest()),
        l::kind.eq(contact.kind.as_str()),
        l::place.eq(contact.place.to_string()),
        l::email.eq(contact.email.as_str()),
        l::letter.eq(letter),
        l::made_at.eq(at),
    );
    diesel::insert_into(l::table).values(new).execute(conn)?;
    Ok(())
}

/// What a token leads to, and whether that letter is refused already; none for a token that nobody made.
///
/// # Errors
/// The database fails.
pub fn of_token(conn: &mut Conn, token: &Token) -> Result<Option<(Link, bool)>, Error> {
    let found = l::table.find(token.digest()).select(Link::as_select()).first(conn).optional()?;
    let Some(link) = found else { return Ok(None) };
    let is_refused: bool = diesel::select(diesel::dsl::exists(t::table.find(link.key()))).get_result(conn)?;
    Ok(Some((link, is_refused)))
}

/// Notes that a letter is refused, or is wanted again; false when that was so before.
///
/// # Errors
/// The database fails.
pub fn set(conn: &mut Conn, link: &Link, is_refused: bool, at: NaiveDateTime) -> Result<bool, Error> {
    if !is_refused {
        return Ok(diesel::delete(t::table.find(link.key())).execute(conn)? == 1);
    }
    let new = (
        t::kind.eq(&link.kind),
        t::place.eq(&link.place),
        t::email.eq(&link.email),
        t::letter.eq(&link.letter),
        t::refused_at.eq(at),
    );
    let done =
        each!(conn, c => diesel::insert_into(t::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(done == 1)
}

/// The letters that each contact refuses, by kind, place and address.
pub(super) fn all(conn: &mut Conn) -> Result<Vec<(String, String, String, String)>, Error> {
    Ok(t::table.order(t::letter).select((t::kind, t::place, t::email, t::letter)).load(conn)?)
}
