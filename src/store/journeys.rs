//! Somebody on the way to a provider of identities. The state that they come back with is worth something once, to the
//! browser that left with it, and not for long.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use super::backend::{Conn, Error};
use super::schema::journeys as t;
use crate::credentials::Token;
use crate::domain::writing::hexadecimal;

/// To find one's password takes a while.
const LONGEST: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Journey {
    pub nonce: String,
    pub verifier: String,
    /// A page of ours.
    pub next: String,
}

/// # Errors
/// The database fails.
pub fn open(
    conn: &mut Conn,
    state: &str,
    token: &Token,
    journey: &Journey,
    now: NaiveDateTime,
) -> Result<(), Error> {
    forget(conn, now)?;
    let row = (
        t::state.eq(digest(state)),
        t::token.eq(token.digest()),
        t::nonce.eq(&journey.nonce),
        t::verifier.eq(&journey.verifier),
        t::next.eq(&journey.next),
        t::expires_at.eq(now + LONGEST),
    );
    diesel::insert_into(t::table).values(row).execute(conn)?;
    Ok(())
}

/// Takes a journey out, for whoever comes back with its state in the browser that left.
///
/// # Errors
/// The database fails.
pub fn take(
    conn: &mut Conn,
    state: &str,
    token: &Token,
    now: NaiveDateTime,
) -> Result<Option<Journey>, Error> {
    forget(conn, now)?;
    let own = t::table.filter(t::state.eq(digest(state)).and(t::token.eq(token.digest())));
    let journey = own.select(Journey::as_select()).first(conn).optional()?;
    let taken =
        diesel::delete(t::table.find(digest(state)).filter(t::token.eq(token.digest()))).execute(conn)?;
    Ok(journey.filter(|_| taken == 1))
}

/// Those that nobody came back from.
///
/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    Ok(diesel::delete(t::table.filter(t::expires_at.le(now))).execute(conn)?)
}

fn digest(state: &str) -> String {
    hexadecimal(&Sha256::digest(state))
}
