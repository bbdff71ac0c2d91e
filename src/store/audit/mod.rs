//! Who did or read what: lines that are added, never changed nor deleted (a trigger refuses it). Whoever is signed in
//! reads guarded rows through a scope, and gets a scope from here only, with the line that says so.

mod action;
pub mod search;

use std::collections::HashMap;
use std::net::IpAddr;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::audit as t;
use super::scope::Scope;
use super::sessions::Signed;
use crate::domain::account::Account;
use crate::domain::finess::FinessNumber;
use crate::domain::rights::Family;

pub use action::Action;

/// What a line says of an action.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub action: Action,
    pub family: Option<Family>,
    pub subject: Option<&'a str>,
    pub detail: Option<&'a str>,
}

impl Entry<'_> {
    #[must_use]
    pub fn of(action: Action) -> Self {
        Self { action, family: None, subject: None, detail: None }
    }
}

/// Who acts, from where, when.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'a> {
    /// The e-mail address of an account, or `OPERATOR`.
    pub who: &'a str,
    /// None on the command line.
    pub address: Option<IpAddr>,
    pub at: NaiveDateTime,
}

/// Whoever has the command line.
pub const OPERATOR: &str = "operator";

/// What the schedule does by itself.
pub const JOBS: &str = "jobs";

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Line {
    pub at: NaiveDateTime,
    pub who: String,
    pub action: String,
    pub family: Option<String>,
    pub subject: Option<String>,
    pub address: Option<String>,
    pub detail: Option<String>,
}

/// Of whom somebody is about to read.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Structure(&'a FinessNumber),
    /// All whom the role reaches: for lists.
    Everyone,
}

impl Subject<'_> {
    /// As it stands in a line of what somebody reads.
    #[must_use]
    pub fn name(self, account: &Account) -> String {
        match self {
            Self::Structure(number) => number.to_string(),
            Self::Everyone => account.place(),
        }
    }
}

/// # Errors
/// The database fails.
pub fn record(conn: &mut Conn, actor: Actor, action: Action, subject: Option<&str>) -> Result<(), Error> {
    write(conn, actor, Entry { subject, ..Entry::of(action) })
}

/// # Errors
/// The database fails.
pub fn write(conn: &mut Conn, actor: Actor, entry: Entry) -> Result<(), Error> {
    let line = (
        t::at.eq(actor.at),
        t::who.eq(actor.who),
        t::action.eq(entry.action.as_str()),
        t::family.eq(entry.family.map(Family::as_str)),
        t::subject.eq(entry.subject),
        t::address.eq(actor.address.map(|address| address.to_canonical().to_string())),
        t::detail.eq(entry.detail),
    );
    diesel::insert_into(t::table).values(line).execute(conn)?;
    Ok(())
}

/// The scope of somebody about to read a family of data of somebody else, once a line says so. It reaches what the line
/// says and nothing else (`families` of sources decide what it shows of signals); there is none, and the line says that too, for what the matrix refuses.
///
/// # Errors
/// The database fails; then nothing is read.
pub fn scope(
    conn: &mut Conn,
    signed: &Signed,
    (family, families): (Family, HashMap<String, Family>),
    subject: Subject,
    (address, at): (Option<IpAddr>, NaiveDateTime),
) -> Result<Option<Scope>, Error> {
    let scope = Scope::of(conn, signed.account(), family, families)?;
    let granted = match subject {
        Subject::Structure(number) => scope.narrowed(conn, number)?,
        Subject::Everyone => scope.reaching(),
    };
    let action = if granted.is_some() { Action::Read } else { Action::ReadRefused };
    let actor = Actor { who: signed.account().email.as_str(), address, at };
    let (family, name) = (Some(family), subject.name(signed.account()));
    write(conn, actor, Entry { family, subject: Some(&name), ..Entry::of(action) })?;
    Ok(granted)
}

/// The same for what only a shared case opens, where a page has more to show than that: that none is shared is no refusal.
///
/// # Errors
/// The database fails; then nothing is read.
pub fn scope_if_shared(
    conn: &mut Conn,
    signed: &Signed,
    (family, families): (Family, HashMap<String, Family>),
    structure: &FinessNumber,
    here: (Option<IpAddr>, NaiveDateTime),
) -> Result<Option<Scope>, Error> {
    if Scope::of(conn, signed.account(), family, HashMap::new())?.narrowed(conn, structure)?.is_none() {
        return Ok(None);
    }
    scope(conn, signed, (family, families), Subject::Structure(structure), here)
}

/// Deletes lines older than an instant; gives their number. The database refuses it for those of the last six months.
///
/// # Errors
/// The database fails, or refuses.
pub fn purge(conn: &mut Conn, before: NaiveDateTime) -> Result<usize, Error> {
    Ok(diesel::delete(t::table.filter(t::at.lt(before))).execute(conn)?)
}
