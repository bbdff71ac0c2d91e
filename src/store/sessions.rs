//! Who is signed in. A session lives here, so that it can be ended here; the browser holds a token and nothing else.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::accounts;
use super::backend::{Conn, Error};
use super::schema::{accounts as a, sessions as t};
use crate::credentials::Token;
use crate::domain::account::{Account, State};

/// Without a request for so long it ends: a browser left open at a counter, yet longer than a telephone call.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// It never lasts longer: a working day, so that one signs in once a day.
pub const LONGEST: TimeDelta = TimeDelta::hours(10);
/// How often it is written down that somebody is still there: not at each request.
const NOTED: TimeDelta = TimeDelta::minutes(1);
/// What ended that long ago is deleted.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Somebody who holds the token of a living session: there is no other way to get one.
#[derive(Clone, Debug)]
pub struct Signed {
    session: i64,
    id: i64,
    account: Account,
    seen_at: NaiveDateTime,
}

/// A living session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Session {
    pub id: i64,
    pub created_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
    pub address: String,
}

impl Signed {
    #[must_use]
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The number of the account.
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    #[must_use]
    pub fn session(&self) -> i64 {
        self.session
    }

    /// Whether it is time to write down that somebody is still there.
    #[must_use]
    pub fn is_to_note(&self, now: NaiveDateTime) -> bool {
        self.seen_at + NOTED <= now
    }
}

/// Opens a session of an account under a token that was never used; with the proof of a provider, if one opened it.
///
/// # Errors
/// The database fails.
pub fn open(
    conn: &mut Conn,
    account: i64,
    token: &Token,
    address: &str,
    id_token: Option<&str>,
    now: NaiveDateTime,
) -> Result<(), Error> {
    let session = (
        t::account_id.eq(account),
        t::token.eq(token.digest()),
        t::created_at.eq(now),
        t::seen_at.eq(now),
        t::expires_at.eq(now + LONGEST),
        t::address.eq(address),
        t::id_token.eq(id_token),
    );
    diesel::insert_into(t::table).values(session).execute(conn)?;
    diesel::update(a::table.find(account)).set(a::signed_in_at.eq(now)).execute(conn)?;
    Ok(())
}

/// Whose token it is, when its session lives and its account may sign in.
///
/// # Errors
/// The database fails, or the row holds what no account may hold.
pub fn find(conn: &mut Conn, token: &Token, now: NaiveDateTime) -> Result<Option<Signed>, Error> {
    let found: Option<(i64, NaiveDateTime, accounts::Row)> = t::table
        .inner_join(a::table.on(a::id.eq(t::account_id)))
        .filter(t::token.eq(token.digest()))
        .filter(t::revoked_at.is_null().and(t::expires_at.gt(now)).and(t::seen_at.gt(now - IDLE)))
        .select((t::id, t::seen_at, accounts::Row::as_select()))
        .first(conn)
        .optional()?;
    let Some((session, seen_at, row)) = found else { return Ok(None) };
    let held = row.read()?;
    let is_active = held.account.state == State::Active;
    Ok(is_active.then_some(Signed { session, id: held.id, account: held.account, seen_at }))
}

/// Writes down that somebody is still there.
///
/// # Errors
/// The database fails.
pub fn note(conn: &mut Conn, signed: &Signed, now: NaiveDateTime) -> Result<(), Error> {
    diesel::update(t::table.find(signed.session)).set(t::seen_at.eq(now)).execute(conn)?;
    Ok(())
}

/// The living sessions of somebody, the last seen first.
///
/// # Errors
/// The database fails.
pub fn of(conn: &mut Conn, signed: &Signed, now: NaiveDateTime) -> Result<Vec<Session>, Error> {
    Ok(t::table
        .filter(t::account_id.eq(signed.id))
        .filter(t::revoked_at.is_null().and(t::expires_at.gt(now)).and(t::seen_at.gt(now - IDLE)))
        .order((t::seen_at.desc(), t::id.desc()))
        .select(Session::as_select())
        .load(conn)?)
}

/// Ends one of somebody's own sessions; false when there is no such one.
///
/// # Errors
/// The database fails.
pub fn revoke(conn: &mut Conn, signed: &Signed, session: i64, now: NaiveDateTime) -> Result<bool, Error> {
    let own = t::id.eq(session).and(t::account_id.eq(signed.id)).and(t::revoked_at.is_null());
    let end = (t::revoked_at.eq(now), t::id_token.eq(None::<String>));
    let ended = diesel::update(t::table.filter(own)).set(end).execute(conn)?;
    Ok(ended == 1)
}

/// The proof of the provider that opened a session, if one did.
///
/// # Errors
/// The database fails.
pub fn id_token(conn: &mut Conn, signed: &Signed) -> Result<Option<String>, Error> {
    Ok(t::table.find(signed.session).select(t::id_token).first(conn)?)
}

/// Ends all sessions of an account; gives their number.
///
/// # Errors
/// The database fails.
pub fn revoke_all(conn: &mut Conn, account: i64, now: NaiveDateTime) -> Result<usize, Error> {
    let living = t::account_id.eq(account).and(t::revoked_at.is_null()).and(t::expires_at.gt(now));
    let end = (t::revoked_at.eq(now), t::id_token.eq(None::<String>));
    Ok(diesel::update(t::table.filter(living)).set(end).execute(conn)?)
}

/// Deletes sessions that ended long ago, and what a provider proved of those that have ended.
///
/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    let over = t::table.filter(t::expires_at.lt(now).and(t::id_token.is_not_null()));
    diesel::update(over).set(t::id_token.eq(None::<String>)).execute(conn)?;
    let long_ago = t::expires_at.lt(now - KEPT).or(t::revoked_at.lt(now - KEPT).assume_not_null());
    Ok(diesel::delete(t::table.filter(long_ago)).execute(conn)?)
}
