//! What bounds tell of hidden cells in one month: nothing is negative, nothing exceeds what everybody knows, parts sum up
//! to their total.

use super::{Problem, Relation};

/// Narrower than this, an interval is a point.
pub(super) const POINT: f64 = 1e-6;

/// Sweeps over all relations; bounds that still move then move by less and less.
const SWEEPS: usize = 40;

/// Bounds by cell; the same twice for one that is seen.
pub(super) struct Bounds {
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Bounds {
    /// `is_hidden` speaks of that month; only cells of these relations are looked at.
    pub(super) fn of(
        problem: &Problem,
        relations: &[&Relation],
        caps: &[(usize, usize)],
        month: usize,
        is_hidden: impl Fn(usize) -> bool,
    ) -> Self {
        let mut bounds =
            Self { low: vec![0.0; problem.cells.len()], high: vec![f64::INFINITY; problem.cells.len()] };
        let capped = caps.iter().flat_map(|(lesser, greater)| [*lesser, *greater]);
        for cell in relations.iter().flat_map(|relation| relation.cells()).chain(capped) {
            let held = &problem.cells[cell];
            let value = held.values[month];
            if is_hidden(cell) {
                // Bounds that are not true of the cell tell nothing of it.
                bounds.low[cell] = value.unwrap_or(0.0).min(0.0);
                bounds.high[cell] = held.upper[month].max(value.unwrap_or(0.0));
            } else {
                bounds.low[cell] = value.unwrap_or(0.0);
                bounds.high[cell] = value.unwrap_or(0.0);
            }
        }
        // A total that is not supplied, or that is not the sum of its parts, tells nothing.
        let telling: Vec<&&Relation> = relations
            .iter()
            .filter(|relation| {
                let value = |cell: usize| problem.cells[cell].values[month];
                let sum: f64 = relation.parts.iter().filter_map(|part| value(*part)).sum();
                value(relation.total).is_some_and(|total| (total - sum).abs() < POINT)
            })
            .collect();
        for _ in 0..SWEEPS {
            let mut moved = telling.iter().fold(false, |moved, relation| bounds.narrow(relation) | moved);
            for (lesser, greater) in caps {
                moved |= bounds.lower(*lesser, bounds.high[*greater])
                    | bounds.raise(*greater, bounds.low[*lesser]);
            }
            if !moved {
                break;
            }
        }
        bounds
    }

    pub(super) fn is_point(&self, cell: usize) -> bool {
        self.high[cell] - self.low[cell] < POINT
    }

    fn narrow(&mut self, relation: &Relation) -> bool {
        let low: f64 = relation.parts.iter().map(|part| self.low[*part]).sum();
        let unbounded = relation.parts.iter().filter(|part| self.high[**part].is_infinite()).count();
        let high: f64 = relation.parts.iter().map(|part| self.high[*part]).filter(|h| h.is_finite()).sum();
        let mut moved = self.raise(relation.total, low);
        if unbounded == 0 {
            moved |= self.lower(relation.total, high);
        }
        let (total_low, total_high) = (self.low[relation.total], self.high[relation.total]);
        for part in &relation.parts {
            let (own_low, own_high) = (self.low[*part], self.high[*part]);
            if total_high.is_finite() {
                moved |= self.lower(*part, total_high - (low - own_low));
            }
            let others_high = match (unbounded, own_high.is_infinite()) {
                (0, _) => Some(high - own_high),
                (1, true) => Some(high),
                _ => None,
            };
            if let Some(others) = others_high {
                moved |= self.raise(*part, total_low - others);
            }
        }
        moved
    }

    fn raise(&mut self, cell: usize, low: f64) -> bool {
        let is_better = low > self.low[cell] + POINT;
        if is_better {
            self.low[cell] = low.min(self.high[cell]);
        }
        is_better
    }

    fn lower(&mut self, cell: usize, high: f64) -> bool {
        let is_better = high < self.high[cell] - POINT;
        if is_better {
            self.high[cell] = high.max(self.low[cell]);
        }
        is_better
    }
}
