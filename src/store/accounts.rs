//! Who may sign in. A password goes in and comes out as a hash.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{accounts as t, half_sign_ins, identities, sessions as s, subscriptions as d};
use super::scope::{Rows, Scope};
use super::second_factors;
use crate::clock::in_paris;
use crate::domain::account::{Account, Email, State};
use crate::domain::rights::{Family, Role};
use crate::domain::territory::Territory;

/// An account as it stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub id: i64,
    pub account: Account,
    pub created_at: NaiveDateTime,
    pub password_set_at: NaiveDateTime,
    /// When somebody last said that it is still wanted.
    pub reviewed_on: NaiveDate,
    pub signed_in_at: Option<NaiveDateTime>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: i64,
    email: String,
    name: String,
    role: String,
    territories: String,
    structure: Option<String>,
    created_at: NaiveDateTime,
    password_set_at: NaiveDateTime,
    disabled_at: Option<NaiveDateTime>,
    reviewed_on: NaiveDate,
    signed_in_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct New<'a> {
    email: &'a str,
    name: &'a str,
    role: &'a str,
    territories: String,
    structure: Option<String>,
    password: &'a str,
    created_at: NaiveDateTime,
    password_set_at: NaiveDateTime,
    disabled_at: Option<NaiveDateTime>,
    reviewed_on: NaiveDate,
}

/// Adds an account; nothing is done, and false said, when the address has one.
///
/// # Errors
/// The database fails.
pub fn add(conn: &mut Conn, account: &Account, hash: &str, now: NaiveDateTime) -> Result<bool, Error> {
    let new = New {
        email: account.email.as_str(),
        name: &account.name,
        role: account.role.as_str(),
        territories: codes(account),
        structure: account.structure.as_ref().map(ToString::to_string),
        password: hash,
        created_at: now,
        password_set_at: now,
        disabled_at: None,
        reviewed_on: in_paris(now).date(),
    };
    let added = each!(conn, c => diesel::insert_into(t::table)
        .values(&new)
        .on_conflict(t::email)
        .do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// All, by address, for those who answer for them.
///
/// # Errors
/// The database fails, or a row holds what no account may hold.
pub fn all(conn: &mut Conn, scope: &Scope) -> Result<Vec<Held>, Error> {
    if scope.rows(Family::Accounts) == Rows::All { every(conn) } else { Ok(Vec::new()) }
}

/// Who is who, for pages on which colleagues stand: nothing of when they come and how.
///
/// # Errors
/// The database fails, or a row holds what no account may hold.
pub fn people(conn: &mut Conn) -> Result<Vec<Account>, Error> {
    Ok(every(conn)?.into_iter().map(|held| held.account).collect())
}

fn every(conn: &mut Conn) -> Result<Vec<Held>, Error> {
    let rows: Vec<Row> = t::table.order(t::email).select(Row::as_select()).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// # Errors
/// The database fails, or the row holds what no account may hold.
pub fn find(conn: &mut Conn, email: &Email) -> Result<Option<Held>, Error> {
    let row = t::table.filter(t::email.eq(email.as_str())).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::read).transpose()
}

/// The account of a number.
///
/// # Errors
/// The database fails, or the row holds what no account may hold.
pub fn of(conn: &mut Conn, account: i64) -> Result<Option<Held>, Error> {
    let row = t::table.find(account).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::read).transpose()
}

/// The hash of the password of an account.
///
/// # Errors
/// The database fails, or there is no such account.
pub fn hash(conn: &mut Conn, account: i64) -> Result<String, Error> {
    Ok(t::table.find(account).select(t::password).first(conn)?)
}

/// Whether an account may still sign in, and its password is still that of the hash; inside a transaction of a writer.
///
/// # Errors
/// The database fails.
pub fn is_still(conn: &mut Conn, account: i64, hash: &str) -> Result<bool, Error> {
    let same = t::id.eq(account).and(t::password.eq(hash)).and(t::disabled_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(t::table.filter(same))).get_result(conn)?)
}

/// Gives an account another password.
///
/// # Errors
/// The database fails.
pub fn set_password(conn: &mut Conn, account: i64, hash: &str, now: NaiveDateTime) -> Result<(), Error> {
    let set = (t::password.eq(hash), t::password_set_at.eq(now));
    diesel::update(t::table.find(account)).set(set).execute(conn)?;
    Ok(())
}

/// Somebody said that an account is still wanted.
///
/// # Errors
/// The database fails.
pub fn set_reviewed(conn: &mut Conn, account: i64, day: NaiveDate) -> Result<(), Error> {
    diesel::update(t::table.find(account)).set(t::reviewed_on.eq(day)).execute(conn)?;
    Ok(())
}

/// Lets an account sign in no more, or again, which is a review.
///
/// # Errors
/// The database fails.
pub fn set_state(conn: &mut Conn, account: i64, state: State, now: NaiveDateTime) -> Result<(), Error> {
    let disabled_at = (state == State::Disabled).then_some(now);
    diesel::update(t::table.find(account)).set(t::disabled_at.eq(disabled_at)).execute(conn)?;
    if state == State::Active {
        set_reviewed(conn, account, in_paris(now).date())?;
    }
    Ok(())
}

/// Gives an account another name, role, territories and structure.
///
/// # Errors
/// The database fails.
pub fn set_post(conn: &mut Conn, account: i64, post: &Account) -> Result<(), Error> {
    let set = (
        t::name.eq(&post.name),
        t::role.eq(post.role.as_str()),
        t::territories.eq(codes(post)),
        t::structure.eq(post.structure.as_ref().map(ToString::to_string)),
    );
    diesel::update(t::table.find(account)).set(set).execute(conn)?;
    Ok(())
}

/// Removes an account with its sessions and subscriptions; what the audit says of it stays.
///
/// # Errors
/// The database fails.
pub fn remove(conn: &mut Conn, account: i64) -> Result<(), Error> {
    diesel::delete(s::table.filter(s::account_id.eq(account))).execute(conn)?;
    diesel::delete(half_sign_ins::table.filter(half_sign_ins::account_id.eq(account))).execute(conn)?;
    second_factors::remove(conn, account)?;
    diesel::delete(identities::table.filter(identities::account_id.eq(account))).execute(conn)?;
    diesel::delete(d::table.filter(d::account_id.eq(account))).execute(conn)?;
    diesel::delete(t::table.find(account)).execute(conn)?;
    Ok(())
}

/// Territories as they stand in the store.
fn codes(account: &Account) -> String {
    let codes: Vec<String> = account.territories.iter().map(Territory::to_string).collect();
    codes.join(" ")
}

impl Row {
    pub(super) fn read(self) -> Result<Held, Error> {
        let role = Role::read(&self.role).ok_or_else(|| broken(&self.role))?;
        let territories =
            self.territories.split_whitespace().map(|code| code.parse().map_err(|e| broken(&e)));
        let structure = self.structure.map(|number| number.parse()).transpose().map_err(|e| broken(&e))?;
        let email = self.email.parse().map_err(|e| broken(&e))?;
        let territories = territories.collect::<Result<_, _>>()?;
        let account =
            Account::new(email, &self.name, role, territories, structure).map_err(|e| broken(&e))?;
        let state = if self.disabled_at.is_some() { State::Disabled } else { State::Active };
        Ok(Held {
            id: self.id,
            account: Account { state, ..account },
            created_at: self.created_at,
            password_set_at: self.password_set_at,
            reviewed_on: self.reviewed_on,
            signed_in_at: self.signed_in_at,
        })
    }
}

fn broken(problem: &dyn ToString) -> Error {
    Error::Row { table: "accounts", problem: problem.to_string() }
}
