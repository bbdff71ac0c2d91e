//! Evidence: what was known of a structure when an alert was raised, frozen as it was, with its sum.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use super::super::backend::{Conn, Error};
use super::super::schema::case_packs as t;
use super::super::scope::Scope;
use super::find;
use crate::domain::month::Month;
use crate::domain::writing::hexadecimal;

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
#[diesel(table_name = t)]
pub struct Pack {
    pub month: String,
    /// As of this instant the store says the same of the month.
    pub known_at: NaiveDateTime,
    pub frozen_at: NaiveDateTime,
    pub content: String,
    pub sha256: String,
}

/// # Errors
/// The database fails.
pub fn freeze(
    conn: &mut Conn,
    case: i64,
    month: Month,
    at: NaiveDateTime,
    content: &str,
) -> Result<(), Error> {
    let sum = hexadecimal(&Sha256::digest(content));
    let pack = (
        t::case_id.eq(case),
        t::month.eq(month.to_string()),
        t::known_at.eq(at),
        t::frozen_at.eq(at),
        t::content.eq(content),
        t::sha256.eq(sum),
    );
    diesel::insert_into(t::table).values(pack).execute(conn)?;
    Ok(())
}

/// The evidence of a case, the last first; nothing where the scope does not reach.
///
/// # Errors
/// The database fails.
pub fn of_case(conn: &mut Conn, scope: &Scope, case: i64) -> Result<Vec<Pack>, Error> {
    if find(conn, scope, case)?.is_none() {
        return Ok(Vec::new());
    }
    let packs = t::table.filter(t::case_id.eq(case)).order(t::id.desc()).select(Pack::as_select());
    Ok(packs.load(conn)?)
}
