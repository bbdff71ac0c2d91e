//! One line of a table: its cells read, checked against each other, and put under their key.

use std::collections::BTreeMap;

use super::cell::{self, Value};
use super::problem::Problem;
use super::rows::Raw;
use crate::catalog::{Column, ColumnKind, Key, Source};
use crate::domain::statement::Statement;

/// What is wrong, and in which column.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) column: String,
    pub(super) problem: Problem,
}

/// Where the columns of a layout stand in a file.
pub(super) struct Header<'a> {
    source: &'a Source,
    /// In the order of the layout.
    positions: Vec<Option<usize>>,
    width: usize,
}

/// The columns of a layout with what a line says in them.
struct Cells<'a> {
    source: &'a Source,
    values: Vec<Option<Value>>,
}

fn wrong(column: &Column, problem: Problem) -> Wrong {
    Wrong { column: column.name.clone(), problem }
}

impl<'a> Header<'a> {
    pub(super) fn new(source: &'a Source, names: &[String]) -> Self {
        let position = |column: &Column| names.iter().position(|name| *name == column.name);
        Self { source, positions: source.columns.iter().map(position).collect(), width: names.len() }
    }

    /// Columns of the layout that the file does not have.
    pub(super) fn absent(&self) -> impl Iterator<Item = &'a Column> {
        let pairs = self.source.columns.iter().zip(&self.positions);
        pairs.filter(|(_, position)| position.is_none()).map(|(column, _)| column)
    }

    /// The subject as it stands there, of tables on communes: two of them may have become one since.
    pub(super) fn commune(&self, cells: &[Raw]) -> Option<Raw> {
        let pairs = self.source.columns.iter().zip(&self.positions);
        let is_subject =
            |column: &Column| column.key == Some(Key::Subject) && column.kind == ColumnKind::Insee;
        let position = pairs.filter(|(column, _)| is_subject(column)).find_map(|(_, position)| *position)?;
        cells.get(position).cloned()
    }

    /// The statement of a line. A text file has as many fields on each line as names in its header; a sheet leaves out
    /// what is empty.
    pub(super) fn statement(&self, cells: &[Raw], is_text: bool) -> Result<Statement, Wrong> {
        let is_cut = is_text && cells.len() < self.width;
        if is_cut || cells.iter().skip(self.width).any(|raw| !raw.is_empty()) {
            let problem = Problem::Fields { found: cells.len(), expected: self.width };
            return Err(Wrong { column: "line".into(), problem });
        }
        let mut values = Vec::with_capacity(self.positions.len());
        for (column, position) in self.source.columns.iter().zip(&self.positions) {
            let raw = position.and_then(|position| cells.get(position)).unwrap_or(&Raw::Empty);
            let value = cell::read(raw, column).map_err(|problem| wrong(column, problem))?;
            if value.is_none() && column.is_needed() {
                return Err(wrong(column, Problem::Empty));
            }
            values.push(value);
        }
        let cells = Cells { source: self.source, values };
        cells.check()?;
        cells.statement()
    }
}

impl<'a> Cells<'a> {
    fn filled(&self) -> impl Iterator<Item = (&'a Column, &Value)> {
        let pairs = self.source.columns.iter().zip(&self.values);
        pairs.filter_map(|(column, value)| Some((column, value.as_ref()?)))
    }

    fn value(&self, name: &str) -> Option<&Value> {
        self.filled().find(|(column, _)| column.name == name).map(|(_, value)| value)
    }

    /// What is unknown contradicts nothing.
    fn check(&self) -> Result<(), Wrong> {
        for (column, value) in self.filled() {
            if let Some(other) = &column.at_most
                && let Some((own, limit)) = value.number().zip(self.value(other).and_then(Value::number))
                && own > limit
            {
                return Err(wrong(column, Problem::MoreThan { own, other: other.clone(), limit }));
            }
            if let Some(other) = &column.length_of
                && let Some((own, expected)) = value.length().zip(self.value(other).and_then(Value::length))
                && own != expected
            {
                return Err(wrong(column, Problem::NotAsLong { own, other: other.clone(), expected }));
            }
            if let Some(other) = &column.not_before
                && let Some((own, limit)) = value.day().zip(self.value(other).and_then(Value::day))
                && own < limit
            {
                let (own, limit) = (own.to_string(), limit.to_string());
                return Err(wrong(column, Problem::Before { own, other: other.clone(), limit }));
            }
            let parts: Option<Vec<f64>> =
                column.sum_of.iter().map(|part| self.value(part).and_then(Value::number)).collect();
            if let Some((own, parts)) = value.number().zip(parts.filter(|parts| !parts.is_empty())) {
                let sum: f64 = parts.iter().sum();
                if (own - sum).abs() > column.tolerance {
                    let parts = column.sum_of.clone();
                    return Err(wrong(column, Problem::NotTheSum { own, sum, parts }));
                }
            }
        }
        Ok(())
    }

    fn statement(&self) -> Result<Statement, Wrong> {
        let subjects: Vec<_> = self.filled().filter(|(column, _)| column.key == Some(Key::Subject)).collect();
        let subject = match subjects[..] {
            [(_, Value::Subject(subject))] => subject.clone(),
            _ => return Err(self.one_of(Key::Subject, subjects.len())),
        };
        let period = self.filled().filter(|(column, _)| column.key == Some(Key::Period));
        let Some(period) = period.filter_map(|(_, value)| value.period()).next() else {
            return Err(self.one_of(Key::Period, 0));
        };
        let word = |column: &Column| match self.value(&column.name) {
            Some(value) => value.word(),
            None => column.default.clone().unwrap_or_default(),
        };
        let item: Vec<String> = self.source.keyed(Key::Item).map(word).collect();
        // A day that stands in for the period (that of an announcement) says more than the period does.
        let first = self.source.keyed(Key::Period).next().map(|column| column.name.as_str());
        let is_cell = |column: &Column| match column.key {
            None => true,
            Some(Key::Period) => Some(column.name.as_str()) != first,
            Some(_) => false,
        };
        let cells = self.filled().filter(|(column, _)| is_cell(column));
        let cells: BTreeMap<_, _> =
            cells.map(|(column, value)| (column.name.clone(), value.clone().cell())).collect();
        Ok(Statement { subject, period, item: item.join("/"), cells })
    }

    fn one_of(&self, key: Key, filled: usize) -> Wrong {
        let columns: Vec<String> = self.source.keyed(key).map(|column| column.name.clone()).collect();
        let column = columns.first().cloned().unwrap_or_default();
        let problem = if columns.len() > 1 { Problem::OneOf { columns, filled } } else { Problem::Empty };
        Wrong { column, problem }
    }
}
