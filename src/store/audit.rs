//! Who did or read what: lines that are added, never changed nor deleted (a trigger refuses it). Whoever is signed in
//! reads guarded rows through a scope, and gets a scope from here only, with the line that says so.

use std::net::IpAddr;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::audit as t;
use super::scope::Scope;
use super::sessions::Signed;
use crate::domain::finess::FinessNumber;
use crate::domain::rights::Family;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    SignedIn,
    /// A password that was heard and is wrong; of `unknown` when the address has no account.
    SignInFailed,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    Read,
    ReadRefused,
    AccountAdded,
    AccountChanged,
    AccountRemoved,
    AccountDisabled,
    AccountEnabled,
    AccountUnlocked,
    /// The first of the day through the address of a subscription.
    CalendarRead,
    CalendarSubscribed,
    CalendarUnsubscribed,
    /// A contact asked not to get a letter any more, or to get it again.
    LetterRefused,
    LetterWanted,
    /// What was written to somebody was looked at.
    MessageRead,
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

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Line {
    pub at: NaiveDateTime,
    pub who: String,
    pub action: String,
    pub family: Option<String>,
    pub subject: Option<String>,
    pub address: Option<String>,
}

/// Of whom somebody is about to read.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Structure(&'a FinessNumber),
    /// All whom the role reaches: for lists.
    Everyone,
}

impl Action {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed in",
            Self::SignInFailed => "sign-in failed",
            Self::SignedOut => "signed out",
            Self::SessionEnded => "session ended",
            Self::PasswordChanged => "password changed",
            Self::Read => "read",
            Self::ReadRefused => "read refused",
            Self::AccountAdded => "account added",
            Self::AccountChanged => "account changed",
            Self::AccountRemoved => "account removed",
            Self::AccountDisabled => "account disabled",
            Self::AccountEnabled => "account enabled",
            Self::AccountUnlocked => "account unlocked",
            Self::CalendarRead => "calendar read",
            Self::CalendarSubscribed => "calendar subscribed",
            Self::CalendarUnsubscribed => "calendar unsubscribed",
            Self::LetterRefused => "letter refused",
            Self::LetterWanted => "letter wanted",
            Self::MessageRead => "message read",
        }
    }
}

/// # Errors
/// The database fails.
pub fn record(conn: &mut Conn, actor: Actor, action: Action, subject: Option<&str>) -> Result<(), Error> {
    add(conn, actor, action, None, subject)
}

pub(super) fn add(
    conn: &mut Conn,
    actor: Actor,
    action: Action,
    family: Option<Family>,
    subject: Option<&str>,
) -> Result<(), Error> {
    let line = (
        t::at.eq(actor.at),
        t::who.eq(actor.who),
        t::action.eq(action.as_str()),
        t::family.eq(family.map(Family::as_str)),
        t::subject.eq(subject),
        t::address.eq(actor.address.map(|address| address.to_canonical().to_string())),
    );
    diesel::insert_into(t::table).values(line).execute(conn)?;
    Ok(())
}

/// The scope of somebody about to read a family of data of somebody else, once a line says so. It reaches what the line
/// says and nothing else; there is none, and the line says that too, for what the matrix refuses.
///
/// # Errors
/// The database fails; then nothing is read.
pub fn scope(
    conn: &mut Conn,
    signed: &Signed,
    family: Family,
    subject: Subject,
    (address, at): (Option<IpAddr>, NaiveDateTime),
) -> Result<Option<Scope>, Error> {
    let scope = Scope::of(conn, signed.account(), family)?;
    let (granted, name) = match subject {
        Subject::Structure(number) => (scope.narrowed(conn, number)?, number.to_string()),
        Subject::Everyone => (scope.reaching(), signed.account().place()),
    };
    let action = if granted.is_some() { Action::Read } else { Action::ReadRefused };
    let actor = Actor { who: signed.account().email.as_str(), address, at };
    add(conn, actor, action, Some(family), Some(&name))?;
    Ok(granted)
}

/// The same for what only a shared case opens, where a page has more to show than that: that none is shared is no refusal.
///
/// # Errors
/// The database fails; then nothing is read.
pub fn scope_if_shared(
    conn: &mut Conn,
    signed: &Signed,
    family: Family,
    structure: &FinessNumber,
    here: (Option<IpAddr>, NaiveDateTime),
) -> Result<Option<Scope>, Error> {
    if Scope::of(conn, signed.account(), family)?.narrowed(conn, structure)?.is_none() {
        return Ok(None);
    }
    scope(conn, signed, family, Subject::Structure(structure), here)
}

/// The last lines, newest first, of one person if named.
///
/// # Errors
/// The database fails.
pub fn last(conn: &mut Conn, who: Option<&str>, lines: i64) -> Result<Vec<Line>, Error> {
    let mut wanted = t::table.order(t::id.desc()).limit(lines).select(Line::as_select()).into_boxed();
    if let Some(who) = who {
        wanted = wanted.filter(t::who.eq(who).or(t::subject.eq(who)));
    }
    Ok(wanted.load(conn)?)
}
