//! The address by which somebody's diary program reads the calendar, without a session. Its token is a secret of one
//! account; each reading has the rights that the account has at that moment, and the audit is told once a day.

use std::net::IpAddr;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::accounts;
use super::audit::{self, Actor};
use super::backend::{Conn, Error};
use super::deadlines::FAMILIES;
use super::schema::{accounts as a, subscriptions as t};
use super::scope::Scope;
use super::sessions::Signed;
use crate::credentials::Token;
use crate::domain::account::{Account, State};
use crate::domain::rights::Family;

/// Whose token it is, and what that account may read now.
#[derive(Debug)]
pub struct Subscriber {
    pub account: Account,
    pub scopes: Vec<(Family, Scope)>,
}

/// Gives an account another token; the one before ends.
///
/// # Errors
/// The database fails.
pub fn make(conn: &mut Conn, signed: &Signed, token: &Token, now: NaiveDateTime) -> Result<(), Error> {
    revoke(conn, signed, now)?;
    let new = (t::account_id.eq(signed.id()), t::token.eq(token.digest()), t::made_at.eq(now));
    diesel::insert_into(t::table).values(new).execute(conn)?;
    Ok(())
}

/// Ends the token of an account; false when it has none.
///
/// # Errors
/// The database fails.
pub fn revoke(conn: &mut Conn, signed: &Signed, now: NaiveDateTime) -> Result<bool, Error> {
    let living = t::account_id.eq(signed.id()).and(t::revoked_at.is_null());
    Ok(diesel::update(t::table.filter(living)).set(t::revoked_at.eq(now)).execute(conn)? > 0)
}

/// When the living token of an account was made, and the last day on which it was read.
///
/// # Errors
/// The database fails.
pub fn living(conn: &mut Conn, signed: &Signed) -> Result<Option<(NaiveDateTime, Option<NaiveDate>)>, Error> {
    let living = t::account_id.eq(signed.id()).and(t::revoked_at.is_null());
    Ok(t::table.filter(living).select((t::made_at, t::told_on)).first(conn).optional()?)
}

/// Whose token it is and what that account may read now, once the audit of the day says so; none for a token that has
/// ended, or of an account that is disabled. Inside a transaction.
///
/// # Errors
/// The database fails; then nothing is read.
pub fn scopes(
    conn: &mut Conn,
    token: &Token,
    (address, at): (Option<IpAddr>, NaiveDateTime),
) -> Result<Option<Subscriber>, Error> {
    let found: Option<(i64, Option<NaiveDate>, accounts::Row)> = t::table
        .inner_join(a::table.on(a::id.eq(t::account_id)))
        .filter(t::token.eq(token.digest()).and(t::revoked_at.is_null()))
        .select((t::id, t::told_on, accounts::Row::as_select()))
        .first(conn)
        .optional()?;
    let Some((id, told_on, row)) = found else { return Ok(None) };
    let account = row.read()?.account;
    if account.state != State::Active {
        return Ok(None);
    }
    let mut reached = Vec::new();
    for family in FAMILIES {
        reached.extend(
            Scope::of(conn, &account, family, HashMap::new())?.reaching().map(|scope| (family, scope)),
        );
    }
    if told_on != Some(at.date()) {
        let actor = Actor { who: account.email.as_str(), address, at };
        let place = account.place();
        for (family, _) in &reached {
            let (action, family, subject) =
                (audit::Action::CalendarRead, Some(*family), Some(place.as_str()));
            audit::write(conn, actor, audit::Entry { action, family, subject, detail: None })?;
        }
        diesel::update(t::table.find(id)).set(t::told_on.eq(at.date())).execute(conn)?;
    }
    Ok(Some(Subscriber { account, scopes: reached }))
}
