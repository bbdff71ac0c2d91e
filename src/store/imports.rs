//! Imports: which file was read when, what was rejected, which editions are known.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::{imports, rejections};
use super::versions::Known;
use crate::domain::edition::{Calendar, Flow};

/// A file about to be recorded as read.
#[derive(Debug, Insertable)]
#[diesel(table_name = imports)]
pub struct NewImport<'a> {
    pub source: &'a str,
    pub flow: Option<&'a str>,
    pub file: &'a str,
    pub sha256: &'a str,
    pub snapshot: NaiveDate,
    pub known_from: NaiveDateTime,
    pub imported_at: NaiveDateTime,
    pub records_read: i64,
    pub accepted: i64,
    pub rejected: i64,
    pub is_simulated: bool,
}

/// A file that was read.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    pub id: i64,
    pub source: String,
    pub flow: Option<String>,
    pub file: String,
    pub sha256: String,
    pub snapshot: NaiveDate,
    pub known_from: NaiveDateTime,
    pub imported_at: NaiveDateTime,
    pub records_read: i64,
    pub accepted: i64,
    pub rejected: i64,
    pub is_simulated: bool,
}

#[derive(Insertable)]
#[diesel(table_name = rejections, treat_none_as_default_value = false)]
struct NewRejection<'a> {
    import_id: i64,
    position: i64,
    line: i64,
    field: &'a str,
    reason: &'a str,
}

/// Records an import and gives its number.
///
/// # Errors
/// The database fails; the same file of the same source is recorded already.
pub fn record(conn: &mut Conn, import: &NewImport) -> Result<i64, Error> {
    Ok(
        each!(conn, c => diesel::insert_into(imports::table).values(import).returning(imports::id).get_result(c))?,
    )
}

/// Keeps the rejected lines of an import, in their order: line, field, reason.
///
/// # Errors
/// The database fails.
pub fn record_rejections<'a>(
    conn: &mut Conn,
    import_id: i64,
    rejected: impl Iterator<Item = (i64, &'a str, &'a str)>,
) -> Result<(), Error> {
    let rows: Vec<NewRejection> = (1..)
        .zip(rejected)
        .map(|(position, (line, field, reason))| NewRejection { import_id, position, line, field, reason })
        .collect();
    for chunk in rows.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(rejections::table).values(chunk).execute(c))?;
    }
    Ok(())
}

/// The import of exactly this content, if there was one.
///
/// # Errors
/// The database fails.
pub fn find(conn: &mut Conn, source: &str, sha256: &str) -> Result<Option<Import>, Error> {
    let same = imports::source.eq(source).and(imports::sha256.eq(sha256));
    Ok(imports::table.filter(same).select(Import::as_select()).first(conn).optional()?)
}

/// The import of the latest edition, of any of the flows, on or before `day`.
///
/// # Errors
/// The database fails.
pub fn previous(conn: &mut Conn, flows: &[Flow], day: NaiveDate) -> Result<Option<Import>, Error> {
    let flows: Vec<&str> = flows.iter().map(|flow| flow.as_str()).collect();
    let earlier = imports::flow.eq_any(flows).and(imports::snapshot.le(day));
    Ok(imports::table
        .filter(earlier)
        .order((imports::snapshot.desc(), imports::id.desc()))
        .select(Import::as_select())
        .first(conn)
        .optional()?)
}

/// The import of the latest edition of a source on or before `day`.
///
/// # Errors
/// The database fails.
pub fn previous_of(conn: &mut Conn, source: &str, day: NaiveDate) -> Result<Option<Import>, Error> {
    let earlier = imports::source.eq(source).and(imports::snapshot.le(day));
    Ok(imports::table
        .filter(earlier)
        .order((imports::snapshot.desc(), imports::id.desc()))
        .select(Import::as_select())
        .first(conn)
        .optional()?)
}

/// Days and flows of the editions known at that instant.
///
/// # Errors
/// The database fails.
pub fn editions(conn: &mut Conn, known: Known) -> Result<Vec<(NaiveDate, Flow)>, Error> {
    let rows: Vec<(NaiveDate, Option<String>)> = imports::table
        .filter(imports::flow.is_not_null().and(imports::known_from.le(known.instant())))
        .order((imports::snapshot, imports::id))
        .select((imports::snapshot, imports::flow))
        .load(conn)?;
    let editions = rows.into_iter().filter_map(|(day, flow)| Some((day, Flow::read(&flow?)?)));
    Ok(editions.collect())
}

/// The days on which the files of a source became known, up to that instant.
///
/// # Errors
/// The database fails.
pub fn receipts(conn: &mut Conn, source: &str, known: Known) -> Result<Vec<NaiveDate>, Error> {
    let of_source = imports::source.eq(source).and(imports::known_from.le(known.instant()));
    let received: Vec<NaiveDateTime> =
        imports::table.filter(of_source).order(imports::known_from).select(imports::known_from).load(conn)?;
    Ok(received.into_iter().map(|instant| instant.date()).collect())
}

/// The first day on which a file of one of the sources became known.
///
/// # Errors
/// The database fails.
pub fn first_receipt(conn: &mut Conn, sources: &[&str]) -> Result<Option<NaiveDate>, Error> {
    let of_sources = imports::table.filter(imports::source.eq_any(sources));
    let first: Option<NaiveDateTime> = of_sources.select(min(imports::known_from)).first(conn)?;
    Ok(first.map(|instant| instant.date()))
}

/// The days of the files of a source known at that instant.
///
/// # Errors
/// The database fails.
pub fn snapshots(conn: &mut Conn, source: &str, known: Known) -> Result<Vec<NaiveDate>, Error> {
    let of_source = imports::source.eq(source).and(imports::known_from.le(known.instant()));
    Ok(imports::table.filter(of_source).order(imports::snapshot).select(imports::snapshot).load(conn)?)
}

/// The editions that describe establishments.
///
/// # Errors
/// The database fails.
pub fn calendar(conn: &mut Conn, known: Known) -> Result<Calendar, Error> {
    Ok(Calendar::new(editions(conn, known)?))
}

/// The latest instant from which anything of a source was known; later imports cannot be known earlier.
///
/// # Errors
/// The database fails.
pub fn latest_knowledge(conn: &mut Conn, source: &str) -> Result<Option<NaiveDateTime>, Error> {
    Ok(imports::table.filter(imports::source.eq(source)).select(max(imports::known_from)).first(conn)?)
}

/// What a reader is told of a source.
#[derive(Clone, Debug, Default)]
pub struct Freshness {
    pub last_snapshot: Option<NaiveDate>,
    pub files: i64,
    pub rejected: i64,
}

/// # Errors
/// The database fails.
pub fn freshness(conn: &mut Conn, source: &str) -> Result<Freshness, Error> {
    let of_source = || imports::table.filter(imports::source.eq(source));
    let last_snapshot = of_source().select(max(imports::snapshot)).first(conn)?;
    let files = of_source().select(count_star()).first(conn)?;
    let rejected: Vec<i64> =
        of_source().filter(imports::rejected.gt(0)).select(imports::rejected).load(conn)?;
    Ok(Freshness { last_snapshot, files, rejected: rejected.iter().sum() })
}

/// Whether a file of structures in the store is simulated where this one is not, or the other way round. Figures
/// quoted from publications and contacts are real in every world.
///
/// # Errors
/// The database fails.
pub fn is_otherwise(conn: &mut Conn, is_simulated: bool) -> Result<bool, Error> {
    let other = imports::is_simulated.ne(is_simulated).and(imports::source.ne_all(["published", "contacts"]));
    let files: i64 = imports::table.filter(other).select(count_star()).first(conn)?;
    Ok(files > 0)
}

/// Whether any file in the store says that it is simulated.
///
/// # Errors
/// The database fails.
pub fn any_simulated(conn: &mut Conn) -> Result<bool, Error> {
    let simulated: i64 =
        imports::table.filter(imports::is_simulated.eq(true)).select(count_star()).first(conn)?;
    Ok(simulated > 0)
}

/// Files read after an instant, oldest first.
///
/// # Errors
/// The database fails.
pub fn since(conn: &mut Conn, instant: NaiveDateTime) -> Result<Vec<Import>, Error> {
    Ok(imports::table
        .filter(imports::imported_at.gt(instant))
        .order(imports::id)
        .select(Import::as_select())
        .load(conn)?)
}

/// Files of some sources that were read by `instant`: what an evaluation then stood on.
///
/// # Errors
/// The database fails.
pub fn behind(conn: &mut Conn, sources: &[&str], instant: NaiveDateTime) -> Result<Vec<Import>, Error> {
    Ok(imports::table
        .filter(imports::source.eq_any(sources).and(imports::imported_at.le(instant)))
        .order((imports::source, imports::snapshot, imports::id))
        .select(Import::as_select())
        .load(conn)?)
}
