//! What bounds tell of hidden cells in one month: nothing is negative, nothing exceeds what everybody knows, parts sum up
//! to their total.

use super::{Problem, Relation};

/// Narrower than this, an interval is a point.
const POINT: f64 = 1e-6;

/// Over all relations; bounds that still move then move by less and less.
const SWEEPS: usize = 40;

/// The relations and caps that link the cells of a group, and where each of its cells stands.
pub(super) struct Group<'a> {
    pub(super) relations: Vec<&'a Relation>,
    pub(super) caps: &'a [(usize, usize)],
    /// Place of a cell in its group.
    pub(super) slots: &'a [usize],
    pub(super) cells: &'a [usize],
}

/// Bounds by cell; the same twice for one that is seen.
pub(super) struct Bounds<'a> {
    slots: &'a [usize],
    low: Vec<f64>,
    high: Vec<f64>,
}

impl<'a> Bounds<'a> {
    /// `is_hidden` speaks of that month.
    pub(super) fn of(
        problem: &Problem,
        group: &Group<'a>,
        month: usize,
        is_hidden: impl Fn(usize) -> bool,
    ) -> Self {
        let size = group.cells.len();
        let mut bounds =
            Self { slots: group.slots, low: Vec::with_capacity(size), high: Vec::with_capacity(size) };
        for cell in group.cells {
            let held = &problem.cells[*cell];
            let value = held.value(month);
            // Bounds that are not true of the cell tell nothing of it.
            let is_hidden = is_hidden(*cell);
            bounds.low.push(if is_hidden { value.min(0.0) } else { value });
            bounds.high.push(if is_hidden { held.upper(month).max(value) } else { value });
        }
        let relations = group.relations.iter().copied();
        let telling: Vec<(&Relation, f64)> = relations
            .filter_map(|relation| relation.rest(problem, month).map(|rest| (relation, rest)))
            .collect();
        for _ in 0..SWEEPS {
            let mut moved = false;
            for (relation, rest) in &telling {
                moved |= bounds.narrow(relation, *rest);
            }
            for (lesser, greater) in group.caps {
                moved |= bounds.lower(*lesser, bounds.high(*greater));
                moved |= bounds.raise(*greater, bounds.low(*lesser));
            }
            if !moved {
                break;
            }
        }
        bounds
    }

    pub(super) fn is_point(&self, cell: usize) -> bool {
        self.high(cell) - self.low(cell) < POINT
    }

    /// The total lies between the sums of its parts' bounds, a part between what the others leave it; `rest` is the most
    /// that may be in none of the parts.
    fn narrow(&mut self, relation: &Relation, rest: f64) -> bool {
        let parts = || relation.parts.iter().copied();
        let low: f64 = parts().map(|part| self.low(part)).sum();
        let highs = || parts().map(|part| self.high(part)).chain([rest]);
        let unbounded = highs().filter(|high| high.is_infinite()).count();
        let high: f64 = highs().filter(|high| high.is_finite()).sum();
        let mut moved = self.raise(relation.total, low);
        if unbounded == 0 {
            moved |= self.lower(relation.total, high);
        }
        let (total_low, total_high) = (self.low(relation.total), self.high(relation.total));
        for part in parts() {
            let (own_low, own_high) = (self.low(part), self.high(part));
            let others_high = match (unbounded, own_high.is_infinite()) {
                (0, _) => Some(high - own_high),
                (1, true) => Some(high),
                _ => None,
            };
            moved |= self.lower(part, total_high - (low - own_low));
            moved |= others_high.is_some_and(|others| self.raise(part, total_low - others));
        }
        moved
    }

    fn low(&self, cell: usize) -> f64 {
        self.low[self.slots[cell]]
    }

    fn high(&self, cell: usize) -> f64 {
        self.high[self.slots[cell]]
    }

    fn raise(&mut self, cell: usize, low: f64) -> bool {
        let is_better = low > self.low(cell) + POINT;
        if is_better {
            self.low[self.slots[cell]] = low.min(self.high(cell));
        }
        is_better
    }

    fn lower(&mut self, cell: usize, high: f64) -> bool {
        let is_better = high < self.high(cell) - POINT;
        if is_better {
            self.high[self.slots[cell]] = high.max(self.low(cell));
        }
        is_better
    }
}

impl Relation {
    /// The most that may be in the total and in none of the parts. None when the total is not supplied, or is not what
    /// such parts can make: then it tells nothing.
    fn rest(&self, problem: &Problem, month: usize) -> Option<f64> {
        let parts: f64 = self.parts.iter().map(|part| problem.cells[*part].value(month)).sum();
        let total = &problem.cells[self.total];
        let beyond = total.values[month]? - parts;
        let missing = self.missing(problem, month);
        let rest = if missing == 0.0 || total.counts_structures { missing } else { f64::INFINITY };
        (-POINT < beyond && beyond < rest + POINT).then_some(rest)
    }
}
