//! The directory of contacts: a file says what it states, and what it does not speak of stays.

use chrono::NaiveDateTime;

use crate::ingest::contacts::Directory;
use crate::store::{self, Conn, contacts};

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    directory: &Directory,
    at: NaiveDateTime,
) -> Result<Option<String>, store::Error> {
    for contact in &directory.contacts {
        contacts::put(conn, contact, at)?;
    }
    let unverified = directory.contacts.iter().filter(|contact| contact.verified_on.is_none()).count();
    Ok((unverified > 0).then(|| format!("not verified, and not written to before: {unverified}")))
}
