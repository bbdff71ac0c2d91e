//! What one term reads out of one statement.

use super::table::{Column, Table};
use crate::catalog::{Stated, Term};

/// A term resolved against the columns of one table.
pub(super) struct Answer<'a> {
    table: &'a Table,
    term: &'a Term,
    stated: &'a Stated,
    main: Condition<'a>,
    plus: Vec<Option<&'a Column>>,
    also: Vec<Condition<'a>>,
    /// Of each item of the table, whether it is meant.
    items: Vec<bool>,
}

/// A column, and what its cells must be.
struct Condition<'a> {
    column: Option<&'a Column>,
    at_least: Option<f64>,
    at_most: Option<f64>,
    words: Option<Words>,
    /// One line that satisfies it is enough; else all must.
    any: bool,
}

/// Which words satisfy a condition, by their position in the dictionary, and which flags.
struct Words {
    verdicts: Vec<bool>,
    yes: bool,
    no: bool,
}

impl<'a> Answer<'a> {
    pub(super) fn new(table: &'a Table, term: &'a Term, stated: &'a Stated, column: &str) -> Self {
        let also = stated.also.iter().map(|also| {
            Condition::new(table.column(&also.column), (also.at_least, also.at_most), &also.is, &[])
        });
        Self {
            table,
            term,
            stated,
            main: Condition::new(
                table.column(column),
                (stated.at_least, stated.at_most),
                &stated.is,
                &stated.is_not,
            ),
            plus: stated.plus.iter().map(|name| table.column(name)).collect(),
            also: also.collect(),
            items: table.wanted(stated.item.as_deref()),
        }
    }

    /// Out of the rows of one structure and period; NaN when it is not known.
    pub(super) fn read(&self, rows: std::ops::Range<usize>) -> f64 {
        let is_meant = |row: &usize| self.items[self.table.item(*row)];
        if rows.len() == 1 {
            // Of most sources each period has one line: no list is needed.
            return if is_meant(&rows.start) { self.value(&[rows.start]) } else { f64::NAN };
        }
        let rows: Vec<usize> = rows.filter(is_meant).collect();
        if rows.is_empty() { f64::NAN } else { self.value(&rows) }
    }

    fn value(&self, rows: &[usize]) -> f64 {
        match self.term {
            Term::Aged(_) => self.aged(rows[0]),
            Term::Sum(_) => self.number(rows),
            // What a window adds up to is compared afterwards.
            _ if self.stated.months.is_some() => self.number(rows),
            Term::Meeting(_) => self.is_met(rows).map_or(f64::NAN, |is_met| f64::from(u8::from(is_met))),
            _ => self.is_met(rows).map_or(f64::NAN, |_| 1.0),
        }
    }

    /// The column and those added to it, over all lines; known when each of them is.
    fn number(&self, rows: &[usize]) -> f64 {
        let columns = || std::iter::once(&self.main.column).chain(&self.plus);
        let numbers = rows
            .iter()
            .flat_map(|row| columns().map(|column| column.map_or(f64::NAN, |column| column.number(*row))));
        numbers.sum()
    }

    fn aged(&self, row: usize) -> f64 {
        let list = self.main.column.and_then(|column| column.list(row));
        let year = f64::from(self.table.month(row).year());
        list.map_or(f64::NAN, |born| {
            born.iter().filter(|born| self.main.is_within(year - **born)).count() as f64
        })
    }

    fn is_met(&self, rows: &[usize]) -> Option<bool> {
        let main = if self.stated.filled {
            Some(self.main.column.is_some_and(|column| rows.iter().any(|row| column.is_filled(*row))))
        } else if self.plus.is_empty() && !self.main.has_bounds() {
            self.main.holds(rows)
        } else {
            let number = self.number(rows);
            (!number.is_nan()).then(|| self.main.is_within(number))
        };
        self.also.iter().try_fold(main?, |so_far, also| Some(so_far & also.holds(rows)?))
    }
}

impl<'a> Condition<'a> {
    fn new(
        column: Option<&'a Column>,
        (at_least, at_most): (Option<f64>, Option<f64>),
        is: &[String],
        is_not: &[String],
    ) -> Self {
        let holds = |word: &str| {
            let has = |wanted: &[String]| word.split('|').any(|part| wanted.iter().any(|it| it == part));
            (is.is_empty() || has(is)) && !has(is_not)
        };
        let words = (!is.is_empty() || !is_not.is_empty()).then(|| Words {
            verdicts: column.map_or(&[][..], Column::dictionary).iter().map(|word| holds(word)).collect(),
            yes: holds("oui"),
            no: holds("non"),
        });
        Self { column, at_least, at_most, words, any: !is.is_empty() }
    }

    fn has_bounds(&self) -> bool {
        self.at_least.is_some() || self.at_most.is_some()
    }

    fn is_within(&self, value: f64) -> bool {
        self.at_least.is_none_or(|least| least <= value) && self.at_most.is_none_or(|most| value <= most)
    }

    /// Over the lines of which the cell is known; none when there is none.
    fn holds(&self, rows: &[usize]) -> Option<bool> {
        let known = rows.iter().filter_map(|row| self.holds_in(*row));
        known.reduce(|a, b| if self.any { a || b } else { a && b })
    }

    fn holds_in(&self, row: usize) -> Option<bool> {
        let column = self.column?;
        let number = column.number(row);
        let Some(words) = &self.words else {
            return if number.is_nan() {
                column.is_filled(row).then_some(true)
            } else {
                Some(self.is_within(number))
            };
        };
        match column.word_at(row) {
            Some(word) => Some(words.verdicts[word]),
            None if number.is_nan() => None,
            None => Some(if number == 0.0 { words.no } else { words.yes }),
        }
    }
}
