//! What a table changes in the store. A file says only what it states: a line with the cells that are held changes
//! nothing, other cells are a correction, and what it does not speak of stays.

use std::collections::{BTreeSet, HashMap};

use super::Request;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::statement::{Cell, Statement, Subject};
use crate::domain::writing::Language;
use crate::ingest::table::Table;
use crate::store::statements::{self, Held};
use crate::store::{self, Conn, Known, Provenance, Scope, structures};

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    request: &Request,
    mut table: Table,
    provenance: Provenance,
) -> Result<Option<String>, store::Error> {
    let doubts = Doubts { strangers: strangers(conn, &table)?, differing: differing(conn, request, &table)? };
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
    let mut new = Vec::new();
    for (line, mut statement) in std::mem::take(&mut table.statements) {
        if let Some(held) = held.get(&statement.key()) {
            complete(&mut statement, held, &table.absent_columns);
            if held.statement == statement {
                continue;
            }
            corrected.push(held.row);
        }
        new.push((line.cast_signed(), statement));
    }
    let told = told(&table, corrected.len(), &doubts, request.language);
    let new: Vec<(i64, &Statement)> = new.iter().map(|(line, statement)| (*line, statement)).collect();
    statements::change(conn, source, &corrected, &new, provenance)?;
    Ok(told)
}

/// A file without a column says nothing of it: what is held stays.
fn complete(statement: &mut Statement, held: &Held, absent: &[String]) {
    for column in absent {
        if let Some(cell) = held.statement.cells.get(column) {
            statement.cells.insert(column.clone(), cell.clone());
        }
    }
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

/// The lines that say something else than another table does of the end of their year, each as subject and column.
fn differing(conn: &mut Conn, request: &Request, table: &Table) -> Result<Vec<String>, store::Error> {
    let columns = request.source.columns.iter();
    let mut differing = Vec::new();
    for (column, with) in columns.filter_map(|column| Some((column, column.compared_with.as_ref()?))) {
        let december = |statement: &Statement| Some(Month::of(statement.period.end()?).to_string());
        let periods = table.statements.iter().filter_map(|(_, statement)| december(statement)).collect();
        let query = statements::Query {
            source: &with.source,
            family: Family::Declared,
            subjects: None,
            known: Known::Now,
        };
        let held = statements::in_periods(conn, &Scope::operator(), query, periods)?;
        let held: HashMap<_, _> = held
            .iter()
            .map(|held| ((&held.statement.subject, held.statement.period.to_string()), &held.statement))
            .collect();
        for (_, statement) in &table.statements {
            let own = statement.cells.get(&column.name).and_then(count);
            let other = december(statement).and_then(|month| held.get(&(&statement.subject, month)));
            let other = other.and_then(|other| other.number(&with.column));
            if own.zip(other).is_some_and(|(own, other)| (own - other).abs() > with.tolerance * other) {
                differing.push(format!("{} {}", statement.subject, column.name));
            }
        }
    }
    Ok(differing)
}

/// A number, or the items of a list.
fn count(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Numbers(list) => Some(list.len() as f64),
        Cell::Texts(list) => Some(list.len() as f64),
        Cell::Flag(_) | Cell::Text(_) => None,
    }
}

/// What is kept although it looks strange.
struct Doubts {
    strangers: Vec<String>,
    differing: Vec<String>,
}

/// Numbers that a message names.
const NAMED: usize = 5;

fn told(table: &Table, corrections: usize, doubts: &Doubts, language: Language) -> Option<String> {
    let Doubts { strangers, differing } = doubts;
    let counted = |n: usize, [one, many]: [&str; 2]| format!("{n} {}", if n == 1 { one } else { many });
    let (corrected, strange, other, unread) = match language {
        Language::French => (
            ["ligne corrigée", "lignes corrigées"],
            ["numéro que FINESS n’a pas montré", "numéros que FINESS n’a pas montrés"],
            ["valeur loin de celle de décembre", "valeurs loin de celles de décembre"],
            "colonnes non lues",
        ),
        Language::English => (
            ["line corrected", "lines corrected"],
            ["number that FINESS has not shown", "numbers that FINESS has not shown"],
            ["value far from that of December", "values far from those of December"],
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
        (!differing.is_empty()).then(|| list(&counted(differing.len(), other), differing)),
        (!table.unknown_columns.is_empty()).then(|| list(unread, &table.unknown_columns)),
    ];
    notes.into_iter().flatten().reduce(|a, b| format!("{a}; {b}"))
}
