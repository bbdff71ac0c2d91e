//! What a structure stated last in one table, in the words of the table's layout.

use chrono::{Months, NaiveDate};

use super::super::super::words::Words;
use crate::catalog::{Column, ColumnKind, Key, Source};
use crate::domain::measure::Period;
use crate::domain::statement::{Cell, Statement};

/// The lines of one table for its last period; of a table of events, those of twelve months and those to come.
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

pub(super) fn table(source: &Source, stated: Vec<Statement>, today: NaiveDate, words: Words) -> Table {
    let (period, stated) = if stated.is_empty() {
        (words.say("members-nothing"), stated)
    } else if source.repeats {
        events(stated, today, words)
    } else {
        of_last_period(stated, words)
    };
    let lines = stated.iter().map(|statement| Line {
        item: item(source, statement, words),
        cells: source.columns.iter().filter_map(|column| filled(column, statement, words)).collect(),
    });
    Table {
        id: source.id.clone(),
        name: words.language.typeset(&source.text(words.language).name),
        period,
        lines: lines.collect(),
    }
}

fn of_last_period(mut stated: Vec<Statement>, words: Words) -> (String, Vec<Statement>) {
    let last = stated.iter().map(|statement| statement.period).max_by_key(|period| period.end());
    stated.retain(|statement| Some(statement.period) == last);
    (last.map(|last| named(last, words)).unwrap_or_default(), stated)
}

/// The last first.
fn events(mut stated: Vec<Statement>, today: NaiveDate, words: Words) -> (String, Vec<Statement>) {
    let since = today.checked_sub_months(Months::new(12));
    stated.retain(|statement| statement.period.end() > since);
    stated.sort_by_key(|statement| std::cmp::Reverse(statement.period.end()));
    (words.say(if stated.is_empty() { "members-no-event" } else { "members-events" }), stated)
}

/// What tells a line from the others: of an event its day, and its codes in words. What follows the codes numbers events
/// that are alike.
fn item(source: &Source, statement: &Statement, words: Words) -> String {
    let day = match statement.period {
        Period::Day(day) if source.repeats => Some(words.language.day(day)),
        _ => None,
    };
    let codes = source.keyed(Key::Item).zip(statement.item.split('/'));
    let codes = codes.filter(|(_, code)| !code.is_empty()).map(|(column, code)| coded(column, code, words));
    day.into_iter().chain(codes).collect::<Vec<_>>().join(" · ")
}

/// A code in words; as it is where no sentence names it.
fn coded(column: &Column, code: &str, words: Words) -> String {
    let name = words.find(&format!("code-{}-{code}", column.name));
    name.unwrap_or_else(|| words.language.typeset(code))
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
        Cell::Texts(texts) => {
            texts.iter().map(|text| coded(column, text, words)).collect::<Vec<_>>().join(", ")
        }
        Cell::Text(text) => match (column.kind, text.parse()) {
            (ColumnKind::Day, Ok(day)) => words.language.day(day),
            _ => coded(column, text, words),
        },
    };
    let unit = column.unit.map(|unit| format!(" ({})", unit.name(words.language))).unwrap_or_default();
    let label = words.language.typeset(&column.text(words.language).label);
    Some((format!("{label}{unit}"), text))
}
