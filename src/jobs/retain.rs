//! What ends by itself: lines and rows past their term, and files that were imported.

use chrono::{Days, Months};

use super::run::Context;
use super::{accounts, inbox};
use crate::store::retention;

/// How long an installation keeps what it may decide on.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Lines of the audit.
    pub audit: Months,
    /// Files of the inbox, from their import.
    pub inbox: Days,
}

impl Default for Terms {
    fn default() -> Self {
        Self { audit: Months::new(12), inbox: Days::new(30) }
    }
}

/// Gives how many lines, rows and files went.
pub(super) fn retain(context: Context) -> anyhow::Result<usize> {
    let Context { store, terms, now, .. } = context;
    let of_accounts = accounts::retain(store, terms.audit, now)?;
    let rows = store.write(|conn| retention::forget(conn, now))?;
    Ok(of_accounts + rows + inbox::empty(context, terms.inbox)?)
}
