//! Small numbers: which series the public must not see so that it cannot tell, from those that it sees, a number that
//! speaks of fewer than five.
//!
//! Whole series are hidden, not months: the months beside a hidden one would tell it. A series that is too small
//! (primary) is hidden, then others beside it (complementary) until neither sums nor bounds tell it. Which ones is
//! decided by how large they are to the public eye before anything else, so that the choice itself tells nothing.

mod elimination;
mod interval;
mod search;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

/// From this number on, of structures or of persons, a number is public.
pub const K: f64 = 5.0;

/// Whether a count, of structures or persons, is too small to be shown. None is not: nobody stands behind it.
#[must_use]
pub fn is_small(count: f64) -> bool {
    count > 0.0 && count < K
}

/// One quantity in one place (a territory, or a part of it), month by month.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// None where it is not supplied: it adds nothing to a sum, and a sum that is not supplied tells nothing.
    pub values: Vec<Option<f64>>,
    /// Whether too few stand behind it.
    pub is_small: Vec<bool>,
    /// Structures that spoke there, as everybody knows: where none did there is nothing.
    pub spoke: Vec<f64>,
    /// Whether it is a number of structures, of those that spoke.
    pub counts_structures: bool,
}

/// What is shown or hidden as one: an indicator in one place, with all its cells.
#[derive(Clone, Debug, Default)]
pub struct Series {
    pub cells: Vec<usize>,
    /// How large its place is to the public: structures open there.
    pub size: f64,
    /// Whether it is hidden month by month, where it is small (France alone), and whole only when nothing else helps.
    pub is_by_month: bool,
}

/// A total that equals the sum of its parts, every month.
#[derive(Clone, Debug)]
pub struct Relation {
    pub total: usize,
    pub parts: Vec<usize>,
}

/// Everything that is published, and what everybody knows of it.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    pub months: usize,
    pub cells: Vec<Cell>,
    pub series: Vec<Series>,
    pub relations: Vec<Relation>,
    /// The first is never above the second: those who said yes, and those who answered.
    pub caps: Vec<(usize, usize)>,
    /// Series of which the second is hidden with the first.
    pub ties: Vec<(usize, usize)>,
}

impl Problem {
    /// The series to hide, among them those hidden already.
    #[must_use]
    pub fn hide(&self, already: &BTreeSet<usize>) -> BTreeSet<usize> {
        search::Search::new(self, already).run()
    }
}

impl Relation {
    fn cells(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.total).chain(self.parts.iter().copied())
    }

    /// Structures that spoke of the total and are in no part, as one of unknown size; none where the total is its only
    /// part by another name.
    fn missing(&self, problem: &Problem, month: usize) -> f64 {
        let spoke = |cell: usize| problem.cells[cell].spoke[month];
        let parts: f64 = self.parts.iter().map(|part| spoke(*part)).sum();
        if self.parts.len() == 1 || parts >= spoke(self.total) { 0.0 } else { spoke(self.total) - parts }
    }

    fn is_ever_whole(&self, problem: &Problem) -> bool {
        let speaks = |month: usize| problem.cells[self.total].spoke[month] > 0.0;
        (0..problem.months).any(|month| speaks(month) && self.missing(problem, month) == 0.0)
    }
}

impl Cell {
    fn is_ever_small(&self) -> bool {
        self.is_small.contains(&true)
    }

    fn value(&self, month: usize) -> f64 {
        self.values[month].unwrap_or(0.0)
    }

    /// What everybody knows that it does not exceed.
    fn upper(&self, month: usize) -> f64 {
        let spoke = self.spoke[month];
        if self.counts_structures || spoke == 0.0 { spoke } else { f64::INFINITY }
    }

    fn largest(&self) -> f64 {
        self.values.iter().flatten().fold(0.0, |largest: f64, value| largest.max(value.abs()))
    }

    /// Whether everybody knows that there is nothing in it, whenever `other` is small.
    fn is_known_empty_beside(&self, other: &Self) -> bool {
        other.is_small.iter().zip(&self.spoke).filter(|(small, _)| **small).all(|(_, spoke)| *spoke == 0.0)
    }
}
