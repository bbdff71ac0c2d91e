//! From what the store knows at an instant to what can be evaluated and compared.

use std::collections::HashSet;

use crate::catalog::{Catalog, ColumnKind, Key, Source, Term};
use crate::domain::edition::{Calendar, Flow};
use crate::domain::month::Month;
use crate::domain::register::Entry;
use crate::domain::statement::Statement;
use crate::domain::timeline::Version;
use crate::indicators::{Facts, Supplies, Table};
use crate::store::members;
use crate::store::register::entries;
use crate::store::statements::{self, Query};
use crate::store::{Conn, Error, Known, Scope, Stored, imports, structures};

/// Everything that was known at an instant, ready for evaluation. Read on behalf of the installation itself: points are
/// made of all that is known, and guarded when they are shown.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, catalog: &Catalog, known: Known) -> Result<Facts, Error> {
    let operator = Scope::operator();
    let entries: Vec<Entry> = entries::load(conn, known)?.into_iter().map(|held| held.entry).collect();
    let supplies = supplies(conn, catalog, known)?;
    let mut facts = Facts { supplies, entries, ..Facts::default() };
    for structure in structures::all(conn, known)? {
        facts.structures.push((structure.finess, structure.life));
    }
    facts.members = members::load(conn, &operator, known)?.into_iter().map(version).collect();
    facts.professionals = members::professionals(conn, known)?.into_iter().map(version).collect();
    let read = read_columns(catalog);
    for source in catalog.sources.iter() {
        let Some(family) = source.family else { continue };
        let query = Query { source: &source.id, family, subjects: None, known };
        let held = statements::load(conn, &operator, query)?;
        let statements: Vec<Statement> = held.into_iter().map(|held| held.statement).collect();
        if is_by_day(source) {
            facts.statements.insert(source.id.clone(), statements);
            continue;
        }
        let table = Table::of(statements, |column| read.contains(&(&source.id, column)));
        // It is supplied for the periods that it speaks of, whenever its files came.
        let ends = table.months().into_iter().map(Month::last_day);
        let periods = ends.map(|day| (day, Flow::Establishments)).collect();
        facts.supplies.add(source, Calendar::new(periods));
        facts.tables.insert(source.id.clone(), table);
    }
    Ok(facts)
}

/// Sources and columns that a definition reads.
fn read_columns(catalog: &Catalog) -> HashSet<(&str, &str)> {
    let terms = catalog.indicators.iter().flat_map(|indicator| indicator.terms());
    let mut read: HashSet<(&str, &str)> = HashSet::new();
    for term in terms {
        if matches!(term, Term::Attainable { .. }) {
            read.extend(["patientele_mt", "ps_associes"].map(|column| ("aci_releves", column)));
        }
        let Some(stated) = term.stated() else { continue };
        for (source, column) in stated.sources() {
            let others = stated.plus.iter().chain(stated.also.iter().map(|also| &also.column));
            read.extend(others.map(|column| (source, column.as_str())).chain([(source, column)]));
        }
    }
    read
}

/// Whether its lines hold from a day on, rather than for a month or a year.
fn is_by_day(source: &Source) -> bool {
    source.keyed(Key::Period).any(|column| column.kind == ColumnKind::Day)
}

fn version<T>(stored: Stored<T>) -> Version<T> {
    stored.version
}

fn supplies(conn: &mut Conn, catalog: &Catalog, known: Known) -> Result<Supplies, Error> {
    let mut supplies = Supplies::default();
    if let Some(source) = catalog.source("finess") {
        supplies.add(source, imports::calendar(conn, known)?);
    }
    for source in &catalog.sources {
        let days = match source.id.as_str() {
            "register" | "rpps" => imports::snapshots(conn, &source.id, known)?,
            // Contracts and zones are told as they stand on the day of the file, which no line bears.
            _ if is_by_day(source) => imports::receipts(conn, &source.id, known)?,
            _ => continue,
        };
        let editions = days.into_iter().map(|day| (day, Flow::Establishments));
        supplies.add(source, Calendar::new(editions.collect()));
    }
    Ok(supplies)
}
