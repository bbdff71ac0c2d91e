//! What a structure stated last in one table, in the words of the table's layout.

use super::super::super::words::Words;
use crate::catalog::{Column, ColumnKind, Source};
use crate::domain::measure::Period;
use crate::domain::statement::{Cell, Statement};

/// The lines of one table for its last period.
pub(super) struct Table {
    pub(super) id: String,
    pub(super) name: String,
    /// Of when; that nothing was sent, when nothing was.
    pub(super) period: String,
    pub(super) lines: Vec<Line>,
}

pub(super) struct Line {
    /// What tells it from the other lines of the period; empty when it is alone.
    pub(super) item: String,
    /// Label and value of each cell that is filled.
    pub(super) cells: Vec<(String, String)>,
}

pub(super) fn table(source: &Source, mut stated: Vec<Statement>, words: Words) -> Table {
    let last = stated.iter().map(|statement| statement.period).max_by_key(|period| period.end());
    stated.retain(|statement| Some(statement.period) == last);
    let lines = stated.iter().map(|statement| Line {
        item: statement.item.clone(),
        cells: source.columns.iter().filter_map(|column| filled(column, statement, words)).collect(),
    });
    Table {
        id: source.id.clone(),
        name: words.language.typeset(&source.text(words.language).name),
        period: last.map_or_else(|| words.say("members-nothing"), |last| named(last, words)),
        lines: lines.collect(),
    }
}

pub(super) fn named(period: Period, words: Words) -> String {
    match period {
        Period::Undated => String::new(),
        Period::Year(year) => year.to_string(),
        Period::Month(month) => words.language.month(month),
        Period::Day(day) => words.with("members-since", &[("day", &words.language.day(day))]),
    }
}

/// An empty cell is left out: it is unknown, not zero.
fn filled(column: &Column, statement: &Statement, words: Words) -> Option<(String, String)> {
    let cell = statement.cells.get(&column.name)?;
    let number = |value: &f64| match column.kind {
        ColumnKind::Year | ColumnKind::Years => format!("{value:.0}"),
        _ => words.language.number(*value, if value.fract() == 0.0 { 0 } else { 2 }),
    };
    let text = match cell {
        Cell::Flag(flag) => words.say(if *flag { "yes" } else { "no" }),
        Cell::Number(value) => number(value),
        Cell::Numbers(values) => values.iter().map(number).collect::<Vec<_>>().join(", "),
        Cell::Texts(texts) => texts.join(", "),
        Cell::Text(text) => match (column.kind, text.parse()) {
            (ColumnKind::Day, Ok(day)) => words.language.day(day),
            _ => words.language.typeset(text),
        },
    };
    let unit = column.unit.map(|unit| format!(" ({})", unit.name(words.language))).unwrap_or_default();
    let label = words.language.typeset(&column.text(words.language).label);
    Some((format!("{label}{unit}"), text))
}
