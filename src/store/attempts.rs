//! Passwords tried of late, and whether another may be. An attempt counts as failed from the moment it is allowed, so
//! that many at once are not let through together.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use super::backend::{Conn, Error};
use super::schema::sign_in_attempts as t;
use crate::domain::account::Lockout;
use crate::domain::writing::hexadecimal;

/// The answer to whoever wants to try a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// May try, under this number.
    Now(i64),
    /// Not before.
    At(NaiveDateTime),
}

/// Asks for a turn; inside a transaction of a writer. `login` as it was typed, known or not.
///
/// # Errors
/// The database fails.
pub fn ask(conn: &mut Conn, login: &str, origin: &str, now: NaiveDateTime) -> Result<Turn, Error> {
    forget_old(conn, now)?;
    let login = key(login);
    let tried: Vec<(NaiveDateTime, bool)> = t::table
        .filter(t::login.eq(&login))
        .order(t::id)
        .select((t::tried_at, t::has_succeeded))
        .load(conn)?;
    // A success tells that the owner was there.
    let since = tried.iter().rposition(|(_, has_succeeded)| *has_succeeded).map_or(0, |last| last + 1);
    let of_login: Vec<_> = tried.into_iter().skip(since).map(|(at, _)| at).collect();
    let of_origin: Vec<NaiveDateTime> = t::table
        .filter(t::origin.eq(origin).and(t::has_succeeded.eq(false)))
        .select(t::tried_at)
        .load(conn)?;
    let shut = Lockout::OF_LOGIN.until(&of_login, now).max(Lockout::OF_ADDRESS.until(&of_origin, now));
    if let Some(until) = shut {
        return Ok(Turn::At(until));
    }
    let attempt = (t::login.eq(login), t::origin.eq(origin), t::tried_at.eq(now), t::has_succeeded.eq(false));
    Ok(Turn::Now(diesel::insert_into(t::table).values(attempt).returning(t::id).get_result(conn)?))
}

/// The password was right.
///
/// # Errors
/// The database fails.
pub fn succeeded(conn: &mut Conn, attempt: i64) -> Result<(), Error> {
    diesel::update(t::table.find(attempt)).set(t::has_succeeded.eq(true)).execute(conn)?;
    Ok(())
}

/// Until when an address is not heard, when too much was tried from it. Asks for no turn and counts nothing.
///
/// # Errors
/// The database fails.
pub fn shut(conn: &mut Conn, origin: &str, now: NaiveDateTime) -> Result<Option<NaiveDateTime>, Error> {
    let of_origin: Vec<NaiveDateTime> = t::table
        .filter(t::origin.eq(origin).and(t::has_succeeded.eq(false)))
        .select(t::tried_at)
        .load(conn)?;
    Ok(Lockout::OF_ADDRESS.until(&of_origin, now))
}

/// Counts what was tried without a turn, and is wrong; inside a transaction of a writer.
///
/// # Errors
/// The database fails.
pub fn missed(conn: &mut Conn, tried: &str, origin: &str, now: NaiveDateTime) -> Result<(), Error> {
    diesel::delete(t::table.filter(t::tried_at.lt(now - oldest()))).execute(conn)?;
    let attempt =
        (t::login.eq(key(tried)), t::origin.eq(origin), t::tried_at.eq(now), t::has_succeeded.eq(false));
    diesel::insert_into(t::table).values(attempt).execute(conn)?;
    Ok(())
}

/// What counts no more.
fn oldest() -> TimeDelta {
    Lockout::OF_LOGIN.window().max(Lockout::OF_ADDRESS.window())
}

/// Forgets what was tried on a login.
///
/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, login: &str) -> Result<(), Error> {
    diesel::delete(t::table.filter(t::login.eq(key(login)))).execute(conn)?;
    Ok(())
}

/// Forgets what counts no more.
///
/// # Errors
/// The database fails.
pub fn forget_old(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    let oldest = now - Lockout::OF_LOGIN.window().max(Lockout::OF_ADDRESS.window());
    Ok(diesel::delete(t::table.filter(t::tried_at.lt(oldest))).execute(conn)?)
}

fn key(login: &str) -> String {
    hexadecimal(&Sha256::digest(login.trim().to_lowercase()))
}
