//! A panel in columns: one row for each unit (structure, practice) and origin (year of the landmark).

use std::collections::{BTreeMap, HashMap};

/// Rows in the order of their file. Inside a column, and nowhere else, a missing number is `NaN`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    pub units: Words,
    pub origins: Vec<i32>,
    pub numbers: BTreeMap<String, Vec<f64>>,
    pub words: BTreeMap<String, Words>,
}

/// A column of words, each kept once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// For each row, its place in `names`.
    pub of: Vec<u32>,
    pub names: Vec<String>,
    known: HashMap<String, u32>,
}

/// A column that the panel lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the panel has no column {0}")]
pub struct Lacking(pub String);

impl Words {
    pub fn push(&mut self, word: &str) {
        let of = self.known.get(word).copied().unwrap_or_else(|| {
            let next = self.names.len() as u32;
            self.names.push(word.to_owned());
            self.known.insert(word.to_owned(), next);
            next
        });
        self.of.push(of);
    }
}

impl Panel {
    /// # Errors
    /// When there is no such column of numbers.
    pub fn number(&self, name: &str) -> Result<&[f64], Lacking> {
        self.numbers.get(name).map(Vec::as_slice).ok_or_else(|| Lacking(name.to_owned()))
    }

    /// # Errors
    /// When there is no such column of words.
    pub fn word(&self, name: &str) -> Result<&Words, Lacking> {
        self.words.get(name).ok_or_else(|| Lacking(name.to_owned()))
    }

    /// The rows whose target is known, and their outcome: 0 or 1.
    ///
    /// # Errors
    /// When there is no such column.
    pub fn labelled(&self, target: &str) -> Result<Sample, Lacking> {
        let column = self.number(target)?;
        let rows: Vec<usize> = (0..column.len()).filter(|row| !column[*row].is_nan()).collect();
        let y = rows.iter().map(|row| column[*row]).collect();
        Ok(Sample { rows, y })
    }
}

/// Some rows of a panel, with what became of each within 12 months.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    pub rows: Vec<usize>,
    pub y: Vec<f64>,
}

impl Sample {
    /// The rows that a condition on the panel's row keeps.
    #[must_use]
    pub fn kept(&self, keep: impl Fn(usize) -> bool) -> Self {
        let (rows, y) = self.rows.iter().zip(&self.y).filter(|(row, _)| keep(**row)).unzip();
        Self { rows, y }
    }

    #[must_use]
    pub fn events(&self) -> f64 {
        self.y.iter().sum()
    }

    /// Share of events; `NaN` of an empty sample.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.events() / self.y.len() as f64
    }
}
