//! The lines of declared, restricted and administrative tables, each as it was known from one instant to another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::helper_types::{AsSelect, IntoBoxed, Select};
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::{statements as t, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::{Known, Provenance, STILL_KNOWN};
use crate::domain::measure::Period;
use crate::domain::rights::Family;
use crate::domain::statement::{Statement, Subject};

/// A statement as it stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub row: i64,
    pub known_from: NaiveDateTime,
    pub import: i64,
    /// Of the file that it was read from.
    pub line: i64,
    pub statement: Statement,
}

/// Which statements are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    pub source: &'a str,
    /// The family that the source belongs to: what the scope must reach into.
    pub family: Family,
    /// Of these subjects only.
    pub subjects: Option<&'a [String]>,
    pub known: Known,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    #[diesel(embed)]
    content: Content,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Content {
    source: String,
    subject: String,
    period: String,
    item: String,
    cells: String,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: i64,
    line: i64,
}

/// The statements that the scope reaches, by subject, period and item.
///
/// # Errors
/// The database fails, or a row holds what no statement may hold.
pub fn load(conn: &mut Conn, scope: &Scope, query: Query) -> Result<Vec<Held>, Error> {
    let Some(wanted) = wanted(scope, query) else { return Ok(Vec::new()) };
    let wanted = match query.subjects {
        Some(subjects) => wanted.filter(t::subject.eq_any(subjects.to_vec())),
        None => wanted,
    };
    read(wanted.load(conn)?)
}

/// What stands beside the lines of a file: at least all that the scope reaches under their keys, and little more,
/// since what is held grows with the years and a file does not.
///
/// # Errors
/// The database fails, or a row holds what no statement may hold.
pub fn beside<'a>(
    conn: &mut Conn,
    scope: &Scope,
    query: Query,
    lines: impl Iterator<Item = &'a Statement>,
) -> Result<Vec<Held>, Error> {
    let mut subjects: BTreeSet<String> = BTreeSet::new();
    let mut by_period: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        by_period.entry(line.period.to_string()).or_default().insert(line.subject.to_string());
        subjects.insert(line.subject.to_string());
    }
    if by_period.len() <= subjects.len() {
        return of_each_period(conn, scope, query, by_period);
    }
    let subjects: Vec<String> = subjects.into_iter().collect();
    let mut rows = Vec::new();
    for chunk in subjects.chunks(BATCH) {
        let Some(wanted) = wanted(scope, query) else { break };
        rows.extend(wanted.filter(t::subject.eq_any(chunk.to_vec())).load(conn)?);
    }
    read(rows)
}

/// Late lines speak of a few subjects of many periods.
fn of_each_period(
    conn: &mut Conn,
    scope: &Scope,
    query: Query,
    by_period: BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<Held>, Error> {
    let mut rows = Vec::new();
    for (period, subjects) in by_period {
        let subjects: Vec<String> = subjects.into_iter().collect();
        for chunk in subjects.chunks(BATCH) {
            let Some(wanted) = wanted(scope, query) else { return Ok(Vec::new()) };
            let of_them = t::period.eq(period.clone()).and(t::subject.eq_any(chunk.to_vec()));
            rows.extend(wanted.filter(of_them).load(conn)?);
        }
    }
    read(rows)
}

/// Those that the scope reaches, of these periods only.
///
/// # Errors
/// The database fails, or a row holds what no statement may hold.
pub fn in_periods(
    conn: &mut Conn,
    scope: &Scope,
    query: Query,
    periods: BTreeSet<String>,
) -> Result<Vec<Held>, Error> {
    let periods: Vec<String> = periods.into_iter().collect();
    let mut rows = Vec::new();
    for chunk in periods.chunks(BATCH) {
        let Some(wanted) = wanted(scope, query) else { break };
        rows.extend(wanted.filter(t::period.eq_any(chunk.to_vec())).load(conn)?);
    }
    read(rows)
}

/// All that was known up to the instant of the query, key by key the newest last: corrections stand beside what they
/// corrected. Each with the instant at which it ceased to be known, if it did.
///
/// # Errors
/// The database fails, or a row holds what no statement may hold.
pub fn history(
    conn: &mut Conn,
    scope: &Scope,
    query: Query,
) -> Result<Vec<(Held, Option<NaiveDateTime>)>, Error> {
    let Some(reached) = reached(scope, query) else { return Ok(Vec::new()) };
    let reached = match query.subjects {
        Some(subjects) => reached.filter(t::subject.eq_any(subjects.to_vec())),
        None => reached,
    };
    let rows: Vec<Row> = reached.filter(t::known_from.le(query.known.instant())).load(conn)?;
    let ended = |row: &Row| Some(row.content.known_to).filter(|end| *end < STILL_KNOWN);
    let mut all: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let ended = ended(&row);
            Ok((row.read()?, ended))
        })
        .collect::<Result<_, Error>>()?;
    all.sort_by_cached_key(|(held, _)| (held.statement.key(), held.known_from, held.row));
    Ok(all)
}

type Backend = <Conn as Connection>::Backend;
type Reached = IntoBoxed<'static, Select<t::table, AsSelect<Row, Backend>>, Backend>;

/// The rows of the source that the scope reaches; none when it reaches nothing.
fn reached(scope: &Scope, query: Query) -> Option<Reached> {
    let of_source: Reached = t::table.select(Row::as_select()).into_boxed();
    let of_source = of_source.filter(t::source.eq(query.source.to_owned()));
    match scope.rows(query.family) {
        Rows::All => Some(of_source),
        Rows::None => None,
        Rows::Structures(numbers) => Some(of_source.filter(t::subject.eq_any(numbers))),
        Rows::Departments(departments) => {
            // Where FINESS places the structure now.
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(crate::domain::timeline::FOREVER)))
                .select(s::finess);
            Some(of_source.filter(t::subject.eq_any(placed)))
        }
    }
}

/// Those of them that are known at the instant of the query.
fn wanted(scope: &Scope, query: Query) -> Option<Reached> {
    let instant = query.known.instant();
    Some(reached(scope, query)?.filter(t::known_from.le(instant).and(t::known_to.gt(instant))))
}

fn read(rows: Vec<Row>) -> Result<Vec<Held>, Error> {
    let mut held: Vec<Held> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    held.sort_by_cached_key(|held| held.statement.key());
    Ok(held)
}

/// Adds statements, each with its line, and ends the knowledge of others.
///
/// # Errors
/// The database fails.
pub fn change(
    conn: &mut Conn,
    source: &str,
    gone: &[i64],
    new: &[(i64, &Statement)],
    provenance: Provenance,
) -> Result<(), Error> {
    for chunk in gone.chunks(BATCH) {
        diesel::update(t::table.filter(t::id.eq_any(chunk)))
            .set(t::known_to.eq(provenance.known_from))
            .execute(conn)?;
    }
    for chunk in new.chunks(BATCH) {
        let rows: Vec<Content> = chunk
            .iter()
            .map(|(line, statement)| Content::write(source, *line, statement, provenance))
            .collect();
        each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
    }
    Ok(())
}

impl Row {
    fn read(self) -> Result<Held, Error> {
        let row = self.content;
        let broken = |problem: String| Error::Row { table: "statements", problem };
        let statement = Statement {
            subject: row.subject.parse::<Subject>().map_err(|error| broken(error.to_string()))?,
            period: Period::read(&row.period).ok_or_else(|| broken(row.period.clone()))?,
            item: row.item,
            cells: serde_json::from_str(&row.cells).map_err(|error| broken(error.to_string()))?,
        };
        let (known_from, import, line) = (row.known_from, row.import_id, row.line);
        Ok(Held { row: self.id, known_from, import, line, statement })
    }
}

impl Content {
    fn write(source: &str, line: i64, statement: &Statement, provenance: Provenance) -> Self {
        Self {
            source: source.to_owned(),
            subject: statement.subject.to_string(),
            period: statement.period.to_string(),
            item: statement.item.clone(),
            cells: serde_json::to_string(&statement.cells).unwrap_or_default(),
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
            line,
        }
    }
}
