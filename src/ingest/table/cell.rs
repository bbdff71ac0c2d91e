//! One cell, read as its column says: a value, or what is wrong with it.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::problem::Problem;
use super::rows::Raw;
use crate::catalog::{Column, ColumnKind};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::statement::{Cell, Subject};
use crate::domain::territory::Territory;

/// A cell that could be read: what is stored of it, and what a key makes of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Flag(bool),
    Day(NaiveDate),
    Month(Month),
    Year(i32),
    Subject(Subject),
    Text(String),
    Numbers(Vec<f64>),
    Texts(Vec<String>),
}

/// Characters of a text.
const LONGEST: usize = 300;

/// Nothing for an empty cell.
pub(super) fn read(raw: &Raw, column: &Column) -> Result<Option<Value>, Problem> {
    match raw {
        Raw::Empty => return Ok(None),
        Raw::Broken => return Err(Problem::BrokenFormula),
        Raw::Text(text) if text.contains('\0') => return Err(Problem::Nul),
        Raw::Text(text) if text.chars().count() > LONGEST => return Err(Problem::TooLong(LONGEST)),
        _ => {}
    }
    let not = || Problem::Not { kind: column.kind, text: raw.to_string(), values: column.values.clone() };
    let value = match column.kind {
        ColumnKind::Integer | ColumnKind::Decimal => {
            bounded(number(raw, column.kind).ok_or_else(not)?, raw, column)?
        }
        ColumnKind::Flag => Value::Flag(flag(raw).ok_or_else(not)?),
        ColumnKind::Day => Value::Day(day(raw).ok_or_else(not)?),
        ColumnKind::Month => Value::Month(month(raw).ok_or_else(not)?),
        ColumnKind::Year => Value::Year(year(raw).ok_or_else(not)?),
        ColumnKind::Finess => {
            let number: FinessNumber = padded(raw, 9).parse().map_err(|_| not())?;
            Value::Subject(Subject::Structure(number))
        }
        ColumnKind::Insee => {
            // The commune of today, for one that was merged since.
            let commune = france().commune(&padded(raw, 5)).ok_or_else(not)?;
            Value::Subject(Subject::Territory(Territory::Commune(commune.code.to_owned())))
        }
        ColumnKind::Territory => Value::Subject(Subject::Territory(territory(raw).ok_or_else(not)?)),
        ColumnKind::Text => Value::Text(raw.to_string()),
        ColumnKind::Code => Value::Text(code(&raw.to_string(), column).ok_or_else(not)?),
        ColumnKind::Codes => {
            let codes = items(raw).iter().map(|item| code(item, column)).collect::<Option<Vec<_>>>();
            Value::Texts(codes.ok_or_else(not)?)
        }
        ColumnKind::Years => {
            let years =
                items(raw).iter().map(|item| year(&Raw::Text(item.clone()))).collect::<Option<Vec<_>>>();
            let years = years.ok_or_else(not)?;
            if !years.is_sorted() {
                return Err(Problem::NotAscending(raw.to_string()));
            }
            Value::Numbers(years.into_iter().map(f64::from).collect())
        }
        ColumnKind::Integers => {
            let mut numbers = Vec::new();
            for item in items(raw) {
                let raw = Raw::Text(item);
                let found = number(&raw, ColumnKind::Integer).ok_or_else(not)?;
                bounded(found, &raw, column)?;
                numbers.push(found);
            }
            Value::Numbers(numbers)
        }
    };
    Ok(Some(value))
}

fn bounded(number: f64, raw: &Raw, column: &Column) -> Result<Value, Problem> {
    if number < column.minimum {
        return Err(Problem::Below { text: raw.to_string(), minimum: column.minimum });
    }
    if number > column.maximum {
        return Err(Problem::Above { text: raw.to_string(), maximum: column.maximum });
    }
    Ok(Value::Number(number))
}

/// As a person would write it. What is wrong is quoted in a message, but not at any length.
impl std::fmt::Display for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty | Self::Broken => Ok(()),
            Self::Text(text) => text.chars().take(LONGEST).try_for_each(|letter| f.write_char(letter)),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => f.write_str(if *flag { "oui" } else { "non" }),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// A spreadsheet takes a code for a number and drops its zeros.
fn padded(raw: &Raw, width: usize) -> String {
    match raw {
        Raw::Number(_) => format!("{:0>width$}", raw.to_string()),
        _ => raw.to_string(),
    }
}

fn number(raw: &Raw, kind: ColumnKind) -> Option<f64> {
    decimal(raw).filter(|number| kind == ColumnKind::Decimal || number.fract() == 0.0)
}

/// A finite number. Decimals beyond the sixth are the arithmetic of a spreadsheet, not a measure.
pub(in crate::ingest) fn decimal(raw: &Raw) -> Option<f64> {
    let number = match raw {
        Raw::Number(number) => *number,
        Raw::Text(text) => typed(text)?,
        _ => return None,
    };
    let number = if number.abs() <= 1e9 { (number * 1e6).round() / 1e6 } else { number };
    // No minus before a zero.
    let number = if number == 0.0 { 0.0 } else { number };
    number.is_finite().then_some(number)
}

/// `1234`, `1 234,5`, `-0.5`; neither `1e3` nor `inf`.
fn typed(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        .map(|c| match c {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits(whole) && are_digits(fraction)).then(|| plain.parse().ok())?
}

fn flag(raw: &Raw) -> Option<bool> {
    match raw {
        Raw::Flag(flag) => Some(*flag),
        Raw::Text(text) if text.eq_ignore_ascii_case("oui") => Some(true),
        Raw::Text(text) if text.eq_ignore_ascii_case("non") => Some(false),
        _ => None,
    }
}

/// Years that a table may speak of: births, leases and targets included.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

fn day(raw: &Raw) -> Option<NaiveDate> {
    let day = match raw {
        Raw::Day(day) => *day,
        Raw::Text(text) if text.len() == 10 => text.parse().ok()?,
        _ => return None,
    };
    YEARS.contains(&chrono::Datelike::year(&day)).then_some(day)
}

fn month(raw: &Raw) -> Option<Month> {
    let month = match raw {
        // A spreadsheet takes `2025-03` for the first day of that month.
        Raw::Day(day) => Month::of(*day),
        Raw::Text(text) => text.parse().ok()?,
        _ => return None,
    };
    YEARS.contains(&month.year()).then_some(month)
}

fn year(raw: &Raw) -> Option<i32> {
    let text = match raw {
        Raw::Number(_) | Raw::Text(_) => raw.to_string(),
        _ => return None,
    };
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    YEARS.contains(&year).then_some(year)
}

fn territory(raw: &Raw) -> Option<Territory> {
    let territory = raw.to_string().parse().ok()?;
    let is_known = match &territory {
        Territory::Epci(code) => france().epcis.iter().any(|epci| epci.code == code),
        other => france().name(other).is_some(),
    };
    is_known.then_some(territory)
}

/// One of the values of the column, or a word when it has none.
fn code(text: &str, column: &Column) -> Option<String> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fits = if column.values.is_empty() {
        text.len() <= 40 && text.chars().all(is_word)
    } else {
        column.values.iter().any(|value| value == text)
    };
    (fits && !text.is_empty()).then(|| text.to_owned())
}

fn items(raw: &Raw) -> Vec<String> {
    raw.to_string().split('|').map(|item| item.trim().to_owned()).collect()
}

impl Value {
    pub(super) fn cell(self) -> Cell {
        match self {
            Self::Number(number) => Cell::Number(number),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Day(day) => Cell::Text(day.to_string()),
            Self::Month(month) => Cell::Text(month.to_string()),
            Self::Year(year) => Cell::Number(f64::from(year)),
            Self::Subject(subject) => Cell::Text(subject.to_string()),
            Self::Text(text) => Cell::Text(text),
            Self::Numbers(numbers) => Cell::Numbers(numbers),
            Self::Texts(texts) => Cell::Texts(texts),
        }
    }

    pub(super) fn period(&self) -> Option<Period> {
        match self {
            Self::Day(day) => Some(Period::Day(*day)),
            Self::Month(month) => Some(Period::Month(*month)),
            Self::Year(year) => Some(Period::Year(*year)),
            _ => None,
        }
    }

    /// As a part of a key.
    pub(super) fn word(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            _ => String::new(),
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Items of a list, or how many a number says.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Numbers(numbers) => Some(numbers.len()),
            Self::Texts(texts) => Some(texts.len()),
            Self::Number(number) if *number >= 0.0 => Some(*number as usize),
            _ => None,
        }
    }

    pub(super) fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            _ => None,
        }
    }
}
