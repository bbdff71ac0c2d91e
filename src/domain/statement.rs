//! What a line of a declared, restricted or administrative table states: one subject, one period, named cells.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::finess::FinessNumber;
use super::measure::Period;
use super::territory::Territory;

/// One line, under its key: source, subject, period and item. A later line of the same key corrects it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub subject: Subject,
    /// The month or year that it speaks of, or the day from which it holds.
    pub period: Period,
    /// What tells the lines of one subject and period apart (`A09/1`, `sortie/10/…`); empty when there is one only.
    pub item: String,
    /// The columns of its layout that are filled; an empty cell is absent, never zero.
    pub cells: BTreeMap<String, Cell>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    Structure(FinessNumber),
    Territory(Territory),
}

/// A cell as it is stored, in JSON: a number, yes or no, a text (code, day, month), a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    Flag(bool),
    Number(f64),
    Text(String),
    Numbers(Vec<f64>),
    Texts(Vec<String>),
}

impl Statement {
    /// What tells it from the others of its source, as text.
    #[must_use]
    pub fn key(&self) -> (String, String, String) {
        (self.subject.to_string(), self.period.to_string(), self.item.clone())
    }

    #[must_use]
    pub fn number(&self, column: &str) -> Option<f64> {
        match self.cells.get(column)? {
            Cell::Number(number) => Some(*number),
            Cell::Flag(flag) => Some(f64::from(u8::from(*flag))),
            _ => None,
        }
    }

    #[must_use]
    pub fn flag(&self, column: &str) -> Option<bool> {
        match self.cells.get(column)? {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    #[must_use]
    pub fn text(&self, column: &str) -> Option<&str> {
        match self.cells.get(column)? {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    #[must_use]
    pub fn day(&self, column: &str) -> Option<chrono::NaiveDate> {
        self.text(column)?.parse().ok()
    }

    #[must_use]
    pub fn numbers(&self, column: &str) -> Option<&[f64]> {
        match self.cells.get(column)? {
            Cell::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Structure(number) => write!(f, "{number}"),
            Self::Territory(territory) => write!(f, "{territory}"),
        }
    }
}

impl std::str::FromStr for Subject {
    type Err = super::territory::NotATerritory;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::Structure).or_else(|_| text.parse().map(Self::Territory))
    }
}
