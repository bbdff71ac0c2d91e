//! What structures and legal entities share: rows valid over days and known over instants.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::timeline::Version;

/// The open end of what is known.
pub(super) const STILL_KNOWN: NaiveDateTime =
    NaiveDateTime::new(crate::domain::timeline::FOREVER, NaiveTime::MIN);

/// Up to when knowledge is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    Now,
    /// As it was known at that instant, UTC.
    At(NaiveDateTime),
}

impl Known {
    /// An instant inside the knowledge wanted: rows with `known_from <= instant < known_to`.
    pub(super) fn instant(self) -> NaiveDateTime {
        match self {
            // The last instant before the open end.
            Self::Now => STILL_KNOWN - chrono::TimeDelta::seconds(1),
            Self::At(instant) => instant,
        }
    }
}

/// A version as it stands in the store, with the number of its row and of whom it speaks.
#[derive(Clone, Debug)]
pub struct Stored<T> {
    pub id: i64,
    pub version: Version<T>,
}

/// When a version became known, and by which import.
#[derive(Clone, Copy, Debug)]
pub struct Provenance {
    pub known_from: NaiveDateTime,
    pub import: i64,
}

pub(super) fn version<T>(id: i64, from: NaiveDate, to: NaiveDate, content: T) -> Stored<T> {
    Stored { id, version: Version { from, to, content } }
}

/// The four things done with a table of versions; expects `t`, `Row` and `Content` where it stands.
macro_rules! versioned {
    ($content:ty) => {
        /// Every version known at that instant, by number and then day.
        ///
        /// # Errors
        /// The database fails, or a row holds what no version may hold.
        pub fn load(
            conn: &mut crate::store::Conn,
            known: crate::store::Known,
        ) -> Result<Vec<Stored<$content>>, Error> {
            let instant = known.instant();
            let rows: Vec<Row> = t::table
                .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
                .order((t::finess, t::valid_from))
                .select(Row::as_select())
                .load(conn)?;
            rows.into_iter().map(Row::read).collect()
        }

        /// The versions of some numbers known at that instant, by number and then day.
        ///
        /// # Errors
        /// The database fails, or a row holds what no version may hold.
        pub fn of(
            conn: &mut crate::store::Conn,
            numbers: &[impl AsRef<str>],
            known: crate::store::Known,
        ) -> Result<Vec<Stored<$content>>, Error> {
            let instant = known.instant();
            let numbers: Vec<&str> = numbers.iter().map(AsRef::as_ref).collect();
            let rows: Vec<Row> = t::table
                .filter(t::finess.eq_any(numbers))
                .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
                .order((t::finess, t::valid_from))
                .select(Row::as_select())
                .load(conn)?;
            rows.into_iter().map(Row::read).collect()
        }

        /// Adds versions, known from now on.
        ///
        /// # Errors
        /// The database fails.
        pub fn insert(
            conn: &mut crate::store::Conn,
            versions: &[Version<$content>],
            provenance: Provenance,
        ) -> Result<(), Error> {
            for chunk in versions.chunks(crate::store::backend::BATCH) {
                let rows: Vec<Content> = chunk.iter().map(|v| Content::write(v, provenance)).collect();
                crate::store::backend::each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
            }
            Ok(())
        }

        /// Ends the knowledge of rows: they stay for whoever asks what was known before.
        ///
        /// # Errors
        /// The database fails.
        pub fn close(
            conn: &mut crate::store::Conn,
            ids: &[i64],
            at: NaiveDateTime,
        ) -> Result<(), Error> {
            for chunk in ids.chunks(crate::store::backend::BATCH) {
                diesel::update(t::table.filter(t::id.eq_any(chunk))).set(t::known_to.eq(at)).execute(conn)?;
            }
            Ok(())
        }
    };
}
pub(super) use versioned;
