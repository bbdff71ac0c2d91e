//! Under which names providers know accounts. A name is bound once; an account has one of each provider.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::identities as t;

/// The account that a provider's name is bound to.
///
/// # Errors
/// The database fails.
pub fn account(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<i64>, Error> {
    Ok(t::table.find((issuer, subject)).select(t::account_id).first(conn).optional()?)
}

/// Whether an account has a name of that provider.
///
/// # Errors
/// The database fails.
pub fn is_bound(conn: &mut Conn, issuer: &str, account: i64) -> Result<bool, Error> {
    let bound = t::table.filter(t::issuer.eq(issuer).and(t::account_id.eq(account)));
    Ok(diesel::select(diesel::dsl::exists(bound)).get_result(conn)?)
}

/// # Errors
/// The database fails, or either is bound already.
pub fn bind(
    conn: &mut Conn,
    (issuer, subject): (&str, &str),
    account: i64,
    now: NaiveDateTime,
) -> Result<(), Error> {
    let row = (t::issuer.eq(issuer), t::subject.eq(subject), t::account_id.eq(account), t::bound_at.eq(now));
    diesel::insert_into(t::table).values(row).execute(conn)?;
    Ok(())
}

/// Lets an account be bound anew; gives how many names it had.
///
/// # Errors
/// The database fails.
pub fn release(conn: &mut Conn, account: i64) -> Result<usize, Error> {
    Ok(diesel::delete(t::table.filter(t::account_id.eq(account))).execute(conn)?)
}
