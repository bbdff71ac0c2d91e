//! The lines of declared, restricted and administrative tables, each as it was known from one instant to another.

use chrono::NaiveDateTime;
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
    let instant = query.known.instant();
    let mut wanted = t::table
        .filter(t::source.eq(query.source.to_owned()))
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .select(Row::as_select())
        .into_boxed();
    match scope.rows(query.family) {
        Rows::All => {}
        Rows::None => return Ok(Vec::new()),
        Rows::Structure(number) => wanted = wanted.filter(t::subject.eq(number.to_string())),
        Rows::Departments(departments) => {
            // Where FINESS places the structure now.
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(crate::domain::timeline::FOREVER)))
                .select(s::finess);
            wanted = wanted.filter(t::subject.eq_any(placed));
        }
    }
    if let Some(subjects) = query.subjects {
        wanted = wanted.filter(t::subject.eq_any(subjects));
    }
    let mut held: Vec<Held> = wanted.load(conn)?.into_iter().map(Row::read).collect::<Result<_, _>>()?;
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
