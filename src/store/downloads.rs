//! The journal of downloads: what was asked for when, and what came of it.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::downloads;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A file was laid into the inbox.
    New,
    /// The server has nothing that is not here already.
    Unchanged,
    Failed,
    /// Nothing was asked for, on purpose.
    Skipped,
}

/// One question to one server.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = downloads, treat_none_as_default_value = false)]
pub struct Download {
    pub source: String,
    /// Without its secrets.
    pub url: String,
    pub checked_at: NaiveDateTime,
    pub status: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// Of the file, or of what came of it.
    pub bytes: Option<i64>,
    pub sha256: Option<String>,
    /// Its name in the inbox.
    pub file: Option<String>,
    pub error: Option<String>,
    /// The server asks not to be asked again before.
    pub not_before: Option<NaiveDateTime>,
}

impl Status {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

impl Download {
    /// A question that nothing has come of yet.
    #[must_use]
    pub fn of(source: &str, url: String, checked_at: NaiveDateTime) -> Self {
        Self {
            source: source.to_owned(),
            url,
            checked_at,
            status: Status::Failed.as_str().to_owned(),
            etag: None,
            last_modified: None,
            bytes: None,
            sha256: None,
            file: None,
            error: None,
            not_before: None,
        }
    }

    #[must_use]
    pub fn ended(self, status: Status) -> Self {
        Self { status: status.as_str().to_owned(), ..self }
    }

    /// For a reason that a person reads.
    #[must_use]
    pub fn ended_for(self, status: Status, reason: impl Into<String>) -> Self {
        Self { error: Some(reason.into()), ..self.ended(status) }
    }

    #[must_use]
    pub fn has(&self, status: Status) -> bool {
        self.status == status.as_str()
    }
}

/// # Errors
/// The database fails.
pub fn record(conn: &mut Conn, download: &Download) -> Result<(), Error> {
    diesel::insert_into(downloads::table).values(download).execute(conn)?;
    Ok(())
}

/// The last question about a source.
///
/// # Errors
/// The database fails.
pub fn last(conn: &mut Conn, source: &str) -> Result<Option<Download>, Error> {
    Ok(downloads::table
        .filter(downloads::source.eq(source))
        .order(downloads::id.desc())
        .select(Download::as_select())
        .first(conn)
        .optional()?)
}

/// The last question about this address of a source that was answered well.
///
/// # Errors
/// The database fails.
pub fn last_good(conn: &mut Conn, source: &str, url: &str) -> Result<Option<Download>, Error> {
    let good = [Status::New.as_str(), Status::Unchanged.as_str()];
    Ok(downloads::table
        .filter(downloads::source.eq(source).and(downloads::url.eq(url)).and(downloads::status.eq_any(good)))
        .order(downloads::id.desc())
        .select(Download::as_select())
        .first(conn)
        .optional()?)
}
