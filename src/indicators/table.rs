//! Monthly or yearly statements of one source as columns: of the cells, those that a definition reads.

use std::borrow::Borrow;
use std::collections::HashMap;

use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::statement::{Cell, Statement, Subject};

#[derive(Clone, Debug, Default)]
pub struct Table {
    subjects: Vec<FinessNumber>,
    /// Where the rows of each subject start; one more at the end.
    starts: Vec<usize>,
    /// The last month of the period of each row.
    months: Vec<Month>,
    items: Vec<u32>,
    item_names: Vec<String>,
    columns: HashMap<String, Column>,
    is_yearly: bool,
}

/// The cells of one column, by what they hold. A part stays empty when no cell holds such a thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Numbers, and flags as 1 and 0; NaN where there is none.
    numbers: Vec<f64>,
    /// Positions in `dictionary`, from 1 on; 0 where there is none.
    words: Vec<u32>,
    dictionary: Vec<String>,
    /// Ranges of `elements`.
    lists: Vec<Option<(usize, usize)>>,
    elements: Vec<f64>,
}

impl Table {
    /// The statements of structures, in the order of subject, period and item, with the columns that are wanted.
    #[must_use]
    pub fn of<S: Borrow<Statement>>(
        statements: impl IntoIterator<Item = S>,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut table = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for statement in statements {
            let statement = statement.borrow();
            let (Subject::Structure(subject), Some(month)) = (&statement.subject, end(statement.period))
            else {
                continue;
            };
            let row = table.months.len();
            if table.subjects.last() != Some(subject) {
                table.subjects.push(subject.clone());
                table.starts.push(row);
            }
            table.is_yearly |= matches!(statement.period, Period::Year(_));
            table.months.push(month);
            let item = known.get(&statement.item).copied().unwrap_or_else(|| {
                table.item_names.push(statement.item.clone());
                known.insert(statement.item.clone(), known.len() as u32);
                known.len() as u32 - 1
            });
            table.items.push(item);
            for (name, cell) in statement.cells.iter().filter(|(name, _)| is_wanted(name)) {
                if !table.columns.contains_key(name) {
                    table.columns.insert(name.clone(), Column::default());
                }
                if let Some(column) = table.columns.get_mut(name) {
                    column.put(row, cell);
                }
            }
        }
        table.starts.push(table.months.len());
        table
    }

    pub(super) fn subjects(&self) -> &[FinessNumber] {
        &self.subjects
    }

    /// The rows of a subject, by its position.
    pub(super) fn rows(&self, subject: usize) -> std::ops::Range<usize> {
        self.starts[subject]..self.starts[subject + 1]
    }

    pub(super) fn month(&self, row: usize) -> Month {
        self.months[row]
    }

    pub(super) fn is_yearly(&self) -> bool {
        self.is_yearly
    }

    pub(super) fn column(&self, name: &str) -> Option<&Column> {
        self.columns.get(name)
    }

    /// For each item, whether it is the one wanted or one of its levels; all are when none is.
    pub(super) fn wanted(&self, item: Option<&str>) -> Vec<bool> {
        let is_wanted = |name: &String| {
            item.is_none_or(|item| name == item || name.split_once('/').is_some_and(|(code, _)| code == item))
        };
        self.item_names.iter().map(is_wanted).collect()
    }

    pub(super) fn item(&self, row: usize) -> usize {
        self.items[row] as usize
    }

    /// The periods of which it tells anything, by their last months.
    #[must_use]
    pub fn months(&self) -> Vec<Month> {
        let mut months = self.months.clone();
        months.sort();
        months.dedup();
        months
    }
}

/// The last month of a month or year.
fn end(period: Period) -> Option<Month> {
    match period {
        Period::Month(month) => Some(month),
        Period::Year(year) => Month::new(year, 12),
        Period::Undated | Period::Day(_) => None,
    }
}

impl Column {
    fn put(&mut self, row: usize, cell: &Cell) {
        let number = |column: &mut Self, number: f64| {
            column.numbers.resize(row, f64::NAN);
            column.numbers.push(number);
        };
        match cell {
            Cell::Number(it) => number(self, *it),
            Cell::Flag(it) => number(self, f64::from(u8::from(*it))),
            Cell::Text(word) => self.word(row, word),
            Cell::Texts(words) => self.word(row, &words.join("|")),
            Cell::Numbers(list) => {
                self.lists.resize(row, None);
                self.lists.push(Some((self.elements.len(), self.elements.len() + list.len())));
                self.elements.extend(list);
            }
        }
    }

    fn word(&mut self, row: usize, word: &str) {
        self.words.resize(row, 0);
        let known = self.dictionary.iter().position(|other| other == word);
        let at = known.unwrap_or_else(|| {
            self.dictionary.push(word.to_owned());
            self.dictionary.len() - 1
        });
        self.words.push(at as u32 + 1);
    }

    /// NaN when there is no number.
    pub(super) fn number(&self, row: usize) -> f64 {
        self.numbers.get(row).copied().unwrap_or(f64::NAN)
    }

    pub(super) fn list(&self, row: usize) -> Option<&[f64]> {
        let (from, to) = (*self.lists.get(row)?)?;
        self.elements.get(from..to)
    }

    pub(super) fn is_filled(&self, row: usize) -> bool {
        let has_word = self.words.get(row).is_some_and(|word| *word != 0);
        has_word || !self.number(row).is_nan() || self.list(row).is_some()
    }

    /// The position of the word in the dictionary.
    pub(super) fn word_at(&self, row: usize) -> Option<usize> {
        (*self.words.get(row)? as usize).checked_sub(1)
    }

    pub(super) fn dictionary(&self) -> &[String] {
        &self.dictionary
    }
}
