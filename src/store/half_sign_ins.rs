//! Right passwords whose owners are still to be asked for a code: no session yet, and not for long.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::half_sign_ins as t;
use crate::credentials::Token;

/// To find one's telephone takes a while.
const LONGEST: TimeDelta = TimeDelta::minutes(5);

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Half {
    pub account_id: i64,
    /// The hash that the password was checked against.
    pub password: String,
    /// The attempt that it was.
    pub attempt: i64,
    /// A page of ours.
    pub next: String,
}

/// # Errors
/// The database fails.
pub fn open(conn: &mut Conn, token: &Token, half: &Half, now: NaiveDateTime) -> Result<(), Error> {
    forget(conn, now)?;
    let row = (
        t::token.eq(token.digest()),
        t::account_id.eq(half.account_id),
        t::password.eq(&half.password),
        t::attempt.eq(half.attempt),
        t::next.eq(&half.next),
        t::expires_at.eq(now + LONGEST),
    );
    diesel::insert_into(t::table).values(row).execute(conn)?;
    Ok(())
}

/// That of a browser.
///
/// # Errors
/// The database fails.
pub fn find(conn: &mut Conn, token: &Token, now: NaiveDateTime) -> Result<Option<Half>, Error> {
    let own = t::table.find(token.digest()).filter(t::expires_at.gt(now));
    Ok(own.select(Half::as_select()).first(conn).optional()?)
}

/// Takes it out; false when it was.
///
/// # Errors
/// The database fails.
pub fn close(conn: &mut Conn, token: &Token) -> Result<bool, Error> {
    Ok(diesel::delete(t::table.find(token.digest())).execute(conn)? == 1)
}

/// Those that nobody completed.
///
/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    Ok(diesel::delete(t::table.filter(t::expires_at.le(now))).execute(conn)?)
}
