//! Lines of declared and administrative tables that a later line of the same key corrected.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error};
use super::schema::{statements as t, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::STILL_KNOWN;
use crate::domain::rights::Family;
use crate::domain::statement::Cell;

/// One line and what took its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub subject: String,
    pub period: String,
    pub item: String,
    /// The columns that differ: before, after.
    pub cells: BTreeMap<String, (Option<Cell>, Option<Cell>)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    source: String,
    subject: String,
    period: String,
    item: String,
    cells: String,
    known_to: NaiveDateTime,
}

/// How many lines of each source were corrected after an instant: a count, of nobody in particular.
///
/// # Errors
/// The database fails.
pub fn counts(conn: &mut Conn, since: NaiveDateTime) -> Result<BTreeMap<String, i64>, Error> {
    let sources: Vec<String> = t::table
        .filter(t::known_to.gt(since).and(t::known_to.lt(STILL_KNOWN)))
        .select(t::source)
        .load(conn)?;
    let mut counts = BTreeMap::new();
    sources.into_iter().for_each(|source| *counts.entry(source).or_insert(0) += 1);
    Ok(counts)
}

/// The lines of a source that were corrected after an instant, as far as the scope reaches, with what they say now.
///
/// # Errors
/// The database fails, or a row holds what no statement may hold.
pub fn of_source(
    conn: &mut Conn,
    scope: &Scope,
    source: &str,
    family: Family,
    since: NaiveDateTime,
) -> Result<Vec<Correction>, Error> {
    let mut wanted = t::table
        .filter(t::source.eq(source.to_owned()))
        .filter(t::known_to.gt(since).and(t::known_to.lt(STILL_KNOWN)))
        .order((t::subject, t::period, t::item, t::known_to))
        .select(Row::as_select())
        .into_boxed();
    match scope.rows(family) {
        Rows::All => {}
        Rows::None => return Ok(Vec::new()),
        Rows::Structure(number) => wanted = wanted.filter(t::subject.eq(number.to_string())),
        Rows::Departments(departments) => {
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(crate::domain::timeline::FOREVER)))
                .select(s::finess);
            wanted = wanted.filter(t::subject.eq_any(placed));
        }
    }
    let gone: Vec<Row> = wanted.load(conn)?;
    let subjects: Vec<&str> = gone.iter().map(|row| row.subject.as_str()).collect();
    let mut now: HashMap<(String, String, String), String> = HashMap::new();
    for chunk in subjects.chunks(BATCH) {
        let rows: Vec<Row> = t::table
            .filter(t::source.eq(source.to_owned()).and(t::known_to.eq(STILL_KNOWN)))
            .filter(t::subject.eq_any(chunk))
            .select(Row::as_select())
            .load(conn)?;
        now.extend(rows.into_iter().map(|row| ((row.subject, row.period, row.item), row.cells)));
    }
    let mut corrections: Vec<Correction> = Vec::new();
    for row in gone {
        debug_assert!(row.source == source && row.known_to > since);
        let key = (row.subject, row.period, row.item);
        // Corrected twice: what it said first, and what it says now.
        let is_known = |it: &Correction| (&it.subject, &it.period, &it.item) == (&key.0, &key.1, &key.2);
        if corrections.last().is_some_and(is_known) {
            continue;
        }
        let (before, after) =
            (cells(&row.cells)?, now.get(&key).map_or_else(|| Ok(BTreeMap::new()), |it| cells(it))?);
        let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let both = names
            .into_iter()
            .map(|name| (name.clone(), (before.get(name).cloned(), after.get(name).cloned())));
        let differing = both.filter(|(_, (before, after))| before != after).collect();
        let (subject, period, item) = key;
        corrections.push(Correction { subject, period, item, cells: differing });
    }
    Ok(corrections)
}

fn cells(text: &str) -> Result<BTreeMap<String, Cell>, Error> {
    serde_json::from_str(text).map_err(|error| Error::Row { table: "statements", problem: error.to_string() })
}
