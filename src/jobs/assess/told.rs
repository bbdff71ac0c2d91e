//! What one source tells of one structure, period by period.

use crate::catalog::Source;
use crate::domain::edition::Rhythm;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::statement::Statement;

/// Share of a window that must be stated (architecture §7.5), as for the indicators.
const WINDOW: f64 = 0.75;

/// Statements of a monthly or yearly source, oldest first.
#[derive(Clone, Debug)]
pub(super) struct Told {
    source: &'static str,
    rhythm: Rhythm,
    /// Each with the month at whose end it holds.
    statements: Vec<(Month, Statement)>,
}

/// A cell that is known, and whence.
pub(super) struct Cell<T> {
    pub(super) value: T,
    pub(super) month: Month,
    pub(super) period: Period,
    pub(super) state: State,
}

impl Told {
    pub(super) fn new(source: &'static str, definition: Option<&Source>, statements: Vec<Statement>) -> Self {
        let rhythm = definition.and_then(|source| source.rhythm).unwrap_or(Rhythm { every: 1, patience: 3 });
        let mut statements: Vec<_> = statements
            .into_iter()
            .filter_map(|statement| Some((Month::of(statement.period.end()?), statement)))
            .collect();
        statements.sort_by_key(|(month, _)| *month);
        Self { source, rhythm, statements }
    }

    pub(super) fn forget(&mut self) {
        self.statements.clear();
    }

    pub(super) fn source(&self) -> &'static str {
        self.source
    }

    /// The first month told.
    pub(super) fn first(&self) -> Option<Month> {
        self.statements.first().map(|(month, _)| *month)
    }

    /// Months after which a value stands for the present no more: the patience of the source, after the rhythm of a
    /// yearly one.
    pub(super) fn patience(&self) -> i32 {
        if self.rhythm.every >= 12 { self.rhythm.every + self.rhythm.patience } else { self.rhythm.patience }
    }

    pub(super) fn until(&self, month: Month) -> impl DoubleEndedIterator<Item = &(Month, Statement)> {
        let end = self.statements.partition_point(|(own, _)| *own <= month);
        self.statements[..end].iter()
    }

    /// The last statement that is not too old.
    pub(super) fn last(&self, month: Month) -> Option<&Statement> {
        let patience = self.patience();
        self.until(month)
            .next_back()
            .filter(|(own, _)| month - *own <= patience)
            .map(|(_, statement)| statement)
    }

    /// What is read out of the last statement that has it and is not too old.
    pub(super) fn at<T>(&self, month: Month, read: impl Fn(&Statement) -> Option<T>) -> Option<Cell<T>> {
        let patience = self.patience();
        let recent = self.until(month).rev().take_while(|(own, _)| month - *own <= patience);
        let (own, period, value) =
            recent.filter_map(|(own, statement)| Some((*own, statement.period, read(statement)?))).next()?;
        let state = if month - own < self.rhythm.every { State::Observed } else { State::Late };
        Some(Cell { value, month: own, period, state })
    }

    /// What was stated of the year before the last one that says it.
    pub(super) fn year_before<T>(
        &self,
        month: Month,
        read: impl Fn(&Statement) -> Option<T> + Copy,
    ) -> Option<Cell<T>> {
        let before = self.at(month, read)?.month - 12;
        self.at(before, read).filter(|cell| cell.month == before)
    }

    /// What the months of a window that ends with `month` add up to, as if all were like those stated; none when too few
    /// are.
    pub(super) fn sum(
        &self,
        month: Month,
        months: i32,
        read: impl Fn(&Statement) -> Option<f64>,
    ) -> Option<Cell<f64>> {
        let within = self.until(month).filter(|(own, _)| month - *own < months);
        let stated: Vec<(Month, f64)> =
            within.filter_map(|(own, statement)| Some((*own, read(statement)?))).collect();
        let (last, _) = stated.last()?;
        let whole: f64 = stated.iter().map(|(_, value)| value).sum();
        let is_enough = stated.len() as f64 >= WINDOW * f64::from(months);
        is_enough.then(|| Cell {
            value: whole * f64::from(months) / stated.len() as f64,
            month: *last,
            period: Period::Month(month),
            state: if *last == month { State::Observed } else { State::Late },
        })
    }
}
