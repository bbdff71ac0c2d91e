//! Who is asked for a code besides the password. The secret is not here, nor are recovery codes: a salt, and digests.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::{recovery_codes as r, second_factors as t};

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Factor {
    pub salt: String,
    /// Asked for from then on; none while it is being set up.
    pub confirmed_at: Option<NaiveDateTime>,
    /// Codes of steps up to it were taken.
    pub last_step: i64,
}

/// # Errors
/// The database fails.
pub fn find(conn: &mut Conn, account: i64) -> Result<Option<Factor>, Error> {
    Ok(t::table.find(account).select(Factor::as_select()).first(conn).optional()?)
}

/// Begins anew under a salt that was never used; nothing is done where a factor is asked for already.
///
/// # Errors
/// The database fails.
pub fn begin(conn: &mut Conn, account: i64, salt: &str) -> Result<(), Error> {
    let own = t::table.find(account);
    diesel::delete(own.filter(t::confirmed_at.is_null())).execute(conn)?;
    let is_asked: i64 = own.count().get_result(conn)?;
    if is_asked == 0 {
        let row = (t::account_id.eq(account), t::salt.eq(salt), t::last_step.eq(0_i64));
        diesel::insert_into(t::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Asks for it from now on; false when it was asked for already. Recovery codes come as digests.
///
/// # Errors
/// The database fails.
pub fn confirm(
    conn: &mut Conn,
    account: i64,
    step: i64,
    codes: &[String],
    now: NaiveDateTime,
) -> Result<bool, Error> {
    let begun = t::table.find(account).filter(t::confirmed_at.is_null());
    let set = (t::confirmed_at.eq(now), t::last_step.eq(step));
    if diesel::update(begun).set(set).execute(conn)? == 0 {
        return Ok(false);
    }
    diesel::delete(r::table.filter(r::account_id.eq(account))).execute(conn)?;
    for digest in codes {
        diesel::insert_into(r::table)
            .values((r::account_id.eq(account), r::digest.eq(digest)))
            .execute(conn)?;
    }
    Ok(true)
}

/// Takes the code of a step; false when it, or a later one, was taken.
///
/// # Errors
/// The database fails.
pub fn take(conn: &mut Conn, account: i64, step: i64) -> Result<bool, Error> {
    let fresh = t::table.find(account).filter(t::last_step.lt(step));
    Ok(diesel::update(fresh).set(t::last_step.eq(step)).execute(conn)? == 1)
}

/// Takes a recovery code out; false when there is no such one.
///
/// # Errors
/// The database fails.
pub fn take_recovery(conn: &mut Conn, account: i64, digest: &str) -> Result<bool, Error> {
    Ok(diesel::delete(r::table.find((account, digest))).execute(conn)? == 1)
}

/// How many recovery codes are left.
///
/// # Errors
/// The database fails.
pub fn left(conn: &mut Conn, account: i64) -> Result<i64, Error> {
    Ok(r::table.filter(r::account_id.eq(account)).count().get_result(conn)?)
}

/// Asks for it no more; false when it was not asked for.
///
/// # Errors
/// The database fails.
pub fn remove(conn: &mut Conn, account: i64) -> Result<bool, Error> {
    diesel::delete(r::table.filter(r::account_id.eq(account))).execute(conn)?;
    Ok(diesel::delete(t::table.find(account)).execute(conn)? == 1)
}

/// The accounts that are asked for one.
///
/// # Errors
/// The database fails.
pub fn accounts(conn: &mut Conn) -> Result<Vec<i64>, Error> {
    Ok(t::table.filter(t::confirmed_at.is_not_null()).select(t::account_id).load(conn)?)
}
