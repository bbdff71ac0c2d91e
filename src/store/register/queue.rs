//! The contradictions that wait for a decision.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::super::backend::{BATCH, Conn, Error, each};
use super::super::schema::register_queue as t;
use crate::domain::register::discrepancy::Discrepancy;

#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// When it was first seen.
    pub found_on: NaiveDate,
    pub discrepancy: Discrepancy,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t)]
struct Row {
    subject: String,
    kind: String,
    department: String,
    found_on: NaiveDate,
    facts: String,
}

/// By department, then kind; all of them, or those of some departments.
///
/// # Errors
/// The database fails, or a row holds what no discrepancy may hold.
pub fn load(conn: &mut Conn, departments: Option<&[&str]>) -> Result<Vec<Waiting>, Error> {
    let mut query = t::table.select(Row::as_select()).into_boxed();
    if let Some(departments) = departments {
        query = query
            .filter(t::department.eq_any(departments.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>()));
    }
    let mut waiting: Vec<Waiting> = query.load(conn)?.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    // Databases sort text each in its own way.
    let key = |one: &Waiting| (one.discrepancy.department.clone(), one.discrepancy.key.clone());
    waiting.sort_by_cached_key(key);
    Ok(waiting)
}

/// Puts the queue in the place of the one before; what was already there keeps its day. Gives the rows written.
///
/// # Errors
/// The database fails.
pub fn replace(conn: &mut Conn, found: &[&Discrepancy], today: NaiveDate) -> Result<usize, Error> {
    let known: Vec<Row> = t::table.select(Row::as_select()).load(conn)?;
    let known: HashMap<&str, &Row> = known.iter().map(|row| (row.subject.as_str(), row)).collect();
    let mut rows = Vec::new();
    let mut kept = HashSet::new();
    for discrepancy in found {
        let facts = serde_json::to_string(discrepancy).map_err(|error| unreadable(&error))?;
        let before = known.get(discrepancy.key.as_str());
        if before.is_some_and(|row| row.facts == facts) {
            kept.insert(discrepancy.key.as_str());
            continue;
        }
        rows.push(Row {
            subject: discrepancy.key.clone(),
            kind: discrepancy.kind.as_str().to_owned(),
            department: discrepancy.department.clone(),
            found_on: before.map_or(today, |row| row.found_on),
            facts,
        });
    }
    let gone: Vec<&str> = known.keys().copied().filter(|subject| !kept.contains(subject)).collect();
    let again = rows.iter().filter(|row| known.contains_key(row.subject.as_str())).count();
    for chunk in gone.chunks(BATCH) {
        diesel::delete(t::table.filter(t::subject.eq_any(chunk))).execute(conn)?;
    }
    for chunk in rows.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(t::table).values(chunk).execute(c))?;
    }
    Ok(rows.len() + gone.len() - again)
}

impl Row {
    fn read(self) -> Result<Waiting, Error> {
        let discrepancy = serde_json::from_str(&self.facts).map_err(|error| unreadable(&error))?;
        Ok(Waiting { found_on: self.found_on, discrepancy })
    }
}

fn unreadable(problem: &impl ToString) -> Error {
    Error::Row { table: "register_queue", problem: problem.to_string() }
}
