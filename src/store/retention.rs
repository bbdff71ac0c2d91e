//! Rows that nobody needs after a term, counted from the last day on which they were of use. The terms are the project's own,
//! to be confirmed by the officer for data protection (docs/AIPD.md, § 5).

use chrono::{Months, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::{deputies, imports, rejections, unaddressed, unsubscribe_links};

/// As the content of messages (`messages_kept_months`): a letter that found its address late is that message; a message may be
/// refused by its link for as long as it can be read; a yearly table is corrected in the year after, from its rejected lines,
/// which quote what was typed.
const LETTERS: Months = Months::new(24);
/// The tally of cases looks a year back.
const LEAVES: Months = Months::new(12);

/// Deletes settled letters without address, the links by which letters are refused (a refusal itself stays), rejected lines
/// and leaves that are over; gives how many.
///
/// # Errors
/// The database fails.
pub fn forget(conn: &mut Conn, now: NaiveDateTime) -> Result<usize, Error> {
    let ago = |term: Months| now.checked_sub_months(term).unwrap_or(NaiveDateTime::MIN);
    let (letters, leaves) = (ago(LETTERS), ago(LEAVES).date());
    let old = imports::table.filter(imports::imported_at.lt(letters)).select(imports::id);
    let gone = [
        diesel::delete(unaddressed::table.filter(unaddressed::settled_at.lt(letters))).execute(conn)?,
        diesel::delete(unsubscribe_links::table.filter(unsubscribe_links::made_at.lt(letters)))
            .execute(conn)?,
        diesel::delete(rejections::table.filter(rejections::import_id.eq_any(old))).execute(conn)?,
        diesel::delete(deputies::table.filter(deputies::last_day.lt(leaves))).execute(conn)?,
    ];
    Ok(gone.iter().sum())
}
