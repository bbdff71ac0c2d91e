//! The addresses under which structures answer without signing in. Whoever holds the token of a living one may write on
//! behalf of the team that got it, and read what its message told; nothing else of the store.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::{drafts as d, links as t};
use crate::credentials::Token;
use crate::domain::finess::FinessNumber;

/// How long one may answer: a team meets once a month, and one meeting may be missed.
pub const LIFETIME: TimeDelta = TimeDelta::days(60);
/// So long after its end an address is told from one that never was.
const KEPT: TimeDelta = TimeDelta::days(90);

/// A link whose token somebody holds, and which lives: there is no other way to get one.
#[derive(Clone, Debug)]
pub struct Link {
    id: i64,
    structure: FinessNumber,
    told: String,
    expires_at: NaiveDateTime,
}

/// What a token opens.
#[derive(Clone, Debug)]
pub enum Found {
    Open(Link),
    /// It was one, and is over or was taken back.
    Closed,
    Unknown,
}

/// A link about to be made.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub structure: &'a FinessNumber,
    pub token: &'a Token,
    /// The message that it goes with, and what that message tells, in JSON.
    pub message: i64,
    pub told: &'a str,
}

impl Link {
    #[must_use]
    pub fn id(&self) -> i64 {
        self.id
    }

    #[must_use]
    pub fn structure(&self) -> &FinessNumber {
        &self.structure
    }

    /// What its message told, in JSON.
    #[must_use]
    pub fn told(&self) -> &str {
        &self.told
    }

    #[must_use]
    pub fn expires_at(&self) -> NaiveDateTime {
        self.expires_at
    }
}

/// Makes a link, in the transaction that writes its message.
///
/// # Errors
/// The database fails.
pub fn make(conn: &mut Conn, new: New, now: NaiveDateTime) -> Result<(), Error> {
    let link = (
        t::structure.eq(new.structure.as_str()),
        t::token.eq(new.token.digest()),
        t::message.eq(new.message),
        t::told.eq(new.told),
        t::made_at.eq(now),
        t::expires_at.eq(now + LIFETIME),
    );
    diesel::insert_into(t::table).values(link).execute(conn)?;
    Ok(())
}

/// What a token opens; what is no token is looked up like one.
///
/// # Errors
/// The database fails, or the row holds what no link may hold.
pub fn find(conn: &mut Conn, token: Option<&Token>, now: NaiveDateTime) -> Result<Found, Error> {
    type Row = (i64, String, String, NaiveDateTime, Option<NaiveDateTime>);
    let digest = token.map(Token::digest).unwrap_or_default();
    let row: Option<Row> = t::table
        .filter(t::token.eq(digest))
        .select((t::id, t::structure, t::told, t::expires_at, t::revoked_at))
        .first(conn)
        .optional()?;
    let Some((id, structure, told, expires_at, revoked_at)) = row else { return Ok(Found::Unknown) };
    if revoked_at.is_some() || expires_at <= now {
        return Ok(Found::Closed);
    }
    let structure =
        structure.parse().map_err(|_| Error::Row { table: "links", problem: structure.clone() })?;
    Ok(Found::Open(Link { id, structure, told, expires_at }))
}

/// Takes the living links of a structure back; gives their number.
///
/// # Errors
/// The database fails.
pub fn revoke(conn: &mut Conn, structure: &FinessNumber, now: NaiveDateTime) -> Result<usize, Error> {
    let living = t::structure.eq(structure.as_str()).and(t::revoked_at.is_null()).and(t::expires_at.gt(now));
    Ok(diesel::update(t::table.filter(living)).set(t::revoked_at.eq(now)).execute(conn)?)
}

/// Deletes the drafts of links that are over, and such links once nobody asks for them any more; gives their number.
///
/// # Errors
/// The database fails.
pub fn purge(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    let living = t::table.filter(t::revoked_at.is_null().and(t::expires_at.gt(now))).select(t::id);
    let living: Vec<i64> = living.load(conn)?;
    let drafts = diesel::delete(d::table.filter(d::link.ne_all(living))).execute(conn)?;
    let links = diesel::delete(t::table.filter(t::expires_at.lt(now - KEPT))).execute(conn)?;
    Ok(drafts + links)
}
