//! The content of messages ends long after they arrived; that they were sent, to whom and when, is kept.

use chrono::{Months, NaiveDateTime};

use crate::catalog::Catalog;
use crate::store::{Error, Store, outbox};

/// Gives how many were emptied.
///
/// # Errors
/// The database fails.
pub fn forget(store: &Store, catalog: &Catalog, now: NaiveDateTime) -> Result<usize, Error> {
    let months = catalog.messages_kept(now.date()).map(Months::new);
    let Some(before) = months.and_then(|months| now.checked_sub_months(months)) else { return Ok(0) };
    store.write(|conn| outbox::empty(conn, before, now))
}
