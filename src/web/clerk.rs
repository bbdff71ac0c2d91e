//! What jobs know how to write and pages ask for: handed in by `app`, since pages import no jobs.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::finess::FinessNumber;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::mail::{Digest, Document};
use crate::store::audit::Actor;
use crate::store::{Conn, Error};

pub trait Clerk: Send + Sync {
    /// The facts of the weekly letter of a desk between two days; none where nothing was assessed.
    ///
    /// # Errors
    /// The database fails.
    fn digest(
        &self,
        conn: &mut Conn,
        territory: &Territory,
        week: (NaiveDate, NaiveDate),
    ) -> Result<Option<Digest>, Error>;

    /// What a structure would be told of itself, or why it cannot be.
    ///
    /// # Errors
    /// The database fails.
    fn overview(
        &self,
        conn: &mut Conn,
        structure: &FinessNumber,
        language: Language,
        now: NaiveDateTime,
    ) -> Result<Result<Document, Released>, Error>;

    /// Tells it, on the word of an officer who has read that; inside a transaction.
    ///
    /// # Errors
    /// The database fails.
    fn release(&self, conn: &mut Conn, officer: Actor, structure: &FinessNumber) -> Result<Released, Error>;
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    Written,
    /// It had been told this month.
    Before,
    /// It waits in the queue, for want of a contact.
    Aside,
    /// The structure has answered: nothing more is sent until then.
    Paused(NaiveDateTime),
    Unknown,
    /// Nobody answers for its territory who could offer support.
    NoDesk,
    Shadow,
}

impl Released {
    /// Of the sentence that says it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Written => "overview-written",
            Self::Before => "overview-before",
            Self::Aside => "overview-aside",
            Self::Paused(_) => "overview-paused",
            Self::Unknown => "overview-unknown",
            Self::NoDesk => "overview-no-desk",
            Self::Shadow => "overview-shadow",
        }
    }
}
