//! What a table changes in the store. A file says only what it states: a line with the cells that are held changes
//! nothing, other cells are a correction, and what it does not speak of stays.

use std::collections::{BTreeSet, HashMap};

use super::Request;
use crate::domain::rights::Family;
use crate::domain::statement::{Statement, Subject};
use crate::domain::writing::Language;
use crate::ingest::table::Table;
use crate::store::statements::{self, Held};
use crate::store::{self, Conn, Known, Provenance, Scope, structures};

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    request: &Request,
    table: &Table,
    provenance: Provenance,
) -> Result<Option<String>, store::Error> {
    let source = request.source.id.as_str();
    let query = statements::Query {
        source,
        family: request.source.family.unwrap_or(Family::Declared),
        subjects: None,
        known: Known::Now,
    };
    let keys = table.statements.iter().map(|(_, statement)| statement);
    let held = statements::beside(conn, &Scope::operator(), query, keys)?;
    let held: HashMap<_, Held> = held.into_iter().map(|held| (held.statement.key(), held)).collect();
    let mut corrected = Vec::new();
    let mut new: Vec<(i64, Statement)> = Vec::new();
    for (line, statement) in &table.statements {
        let before = held.get(&statement.key());
        let statement = before.map_or_else(|| statement.clone(), |held| completed(statement, held, table));
        match before {
            Some(held) if held.statement == statement => continue,
            Some(held) => corrected.push(held.row),
            None => {}
        }
        new.push((line.cast_signed(), statement));
    }
    let corrections = corrected.len();
    let new: Vec<(i64, &Statement)> = new.iter().map(|(line, statement)| (*line, statement)).collect();
    statements::change(conn, source, &corrected, &new, provenance)?;
    let strangers = strangers(conn, table)?;
    Ok(told(table, corrections, &strangers, request.language))
}

/// A file without a column says nothing of it: what is held stays.
fn completed(statement: &Statement, held: &Held, table: &Table) -> Statement {
    let mut statement = statement.clone();
    for column in &table.absent_columns {
        if let Some(cell) = held.statement.cells.get(column) {
            statement.cells.insert(column.clone(), cell.clone());
        }
    }
    statement
}

/// The structures of the table that no edition of FINESS has shown.
fn strangers(conn: &mut Conn, table: &Table) -> Result<Vec<String>, store::Error> {
    let numbers: BTreeSet<&str> = table
        .statements
        .iter()
        .filter_map(|(_, statement)| match &statement.subject {
            Subject::Structure(number) => Some(number.as_str()),
            Subject::Territory(_) => None,
        })
        .collect();
    let known = structures::shown(conn, &numbers.iter().copied().collect::<Vec<_>>())?;
    Ok(numbers.into_iter().filter(|number| !known.contains(*number)).map(str::to_owned).collect())
}

/// Numbers that a message names.
const NAMED: usize = 5;

fn told(table: &Table, corrections: usize, strangers: &[String], language: Language) -> Option<String> {
    let counted = |n: usize, [one, many]: [&str; 2]| format!("{n} {}", if n == 1 { one } else { many });
    let (corrected, strange, unread) = match language {
        Language::French => (
            ["ligne corrigée", "lignes corrigées"],
            ["numéro que FINESS n’a pas montré", "numéros que FINESS n’a pas montrés"],
            "colonnes non lues",
        ),
        Language::English => (
            ["line corrected", "lines corrected"],
            ["number that FINESS has not shown", "numbers that FINESS has not shown"],
            "columns not read",
        ),
    };
    let list = |what: &str, names: &[String]| {
        let named = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if names.len() > NAMED { ", …" } else { "" };
        match language {
            Language::French => language.typeset(&format!("{what} : {named}{more}")),
            Language::English => format!("{what}: {named}{more}"),
        }
    };
    let notes = [
        (corrections > 0).then(|| counted(corrections, corrected)),
        (!strangers.is_empty()).then(|| list(&counted(strangers.len(), strange), strangers)),
        (!table.unknown_columns.is_empty()).then(|| list(unread, &table.unknown_columns)),
    ];
    notes.into_iter().flatten().reduce(|a, b| format!("{a}; {b}"))
}
