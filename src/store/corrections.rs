//! Lines of declared and administrative tables that a later line of the same key corrected.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::schema::statements as t;
use super::scope::Scope;
use super::statements::{self, Held, Query};
use super::versions::{Known, STILL_KNOWN};
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

/// How many lines of each source were corrected after an instant: a count, of nobody in particular.
///
/// # Errors
/// The database fails.
pub fn counts(conn: &mut Conn, since: NaiveDateTime) -> Result<BTreeMap<String, i64>, Error> {
    let is_corrected = t::known_to.gt(since).and(t::known_to.lt(STILL_KNOWN));
    let sources: Vec<String> = t::table.filter(is_corrected).select(t::source).load(conn)?;
    let mut counts = BTreeMap::new();
    sources.into_iter().for_each(|source| *counts.entry(source).or_insert(0) += 1);
    Ok(counts)
}

/// The lines of a source that were corrected after an instant, as far as the scope reaches: what each said at that
/// instant and what it says now.
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
    let query = Query { source, family, subjects: None, known: Known::Now };
    let history = statements::history(conn, scope, query)?;
    let is_same = |a: &(Held, Option<NaiveDateTime>), b: &(Held, Option<NaiveDateTime>)| {
        a.0.statement.key() == b.0.statement.key()
    };
    let lines = history.chunk_by(is_same).filter_map(|line| {
        let (before, _) = line
            .iter()
            .find(|(held, ended)| held.known_from <= since && ended.is_some_and(|ended| ended > since))?;
        let after = line.iter().rfind(|(_, ended)| ended.is_none()).map(|(held, _)| held);
        Some(compared(before, after))
    });
    Ok(lines.collect())
}

fn compared(before: &Held, after: Option<&Held>) -> Correction {
    let nothing = BTreeMap::new();
    let (old, new) = (&before.statement.cells, after.map_or(&nothing, |held| &held.statement.cells));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let both = names.into_iter().map(|name| (name.clone(), (old.get(name).cloned(), new.get(name).cloned())));
    let (subject, period, item) = before.statement.key();
    Correction { subject, period, item, cells: both.filter(|(_, (old, new))| old != new).collect() }
}
