//! Hides series until nothing that must be hidden can be told.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Problem;
use super::elimination::{Row, determined};
use super::interval::{Bounds, Group};

pub(super) struct Search<'a> {
    problem: &'a Problem,
    /// By series.
    is_hidden: Vec<bool>,
    /// Series that show a cell.
    shown_by: Vec<Vec<usize>>,
    /// How many of them are not hidden.
    seen: Vec<usize>,
    /// Relations of which the parts are the whole in some month.
    is_sum: Vec<bool>,
    /// Relations that a cell stands in.
    relations_of: Vec<Vec<usize>>,
    ties_of: Vec<Vec<usize>>,
    /// Cells that relations and caps link, directly or not, bear the number of one group.
    group_of: Vec<usize>,
    cells_in: BTreeMap<usize, Vec<usize>>,
    /// Place of a cell in its group.
    slots: Vec<usize>,
    relations_in: BTreeMap<usize, Vec<usize>>,
    caps_in: BTreeMap<usize, Vec<(usize, usize)>>,
    /// Groups in which something was hidden since they were last looked at.
    dirty: BTreeSet<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(problem: &'a Problem, already: &BTreeSet<usize>) -> Self {
        let cells = problem.cells.len();
        let mut shown_by = vec![Vec::new(); cells];
        for (number, series) in problem.series.iter().enumerate() {
            series.cells.iter().for_each(|cell| shown_by[*cell].push(number));
        }
        let mut relations_of = vec![Vec::new(); cells];
        for (number, relation) in problem.relations.iter().enumerate() {
            relation.cells().for_each(|cell| relations_of[cell].push(number));
        }
        let mut ties_of = vec![Vec::new(); problem.series.len()];
        problem.ties.iter().for_each(|(first, second)| ties_of[*first].push(*second));
        let group_of = groups(problem);
        let mut cells_in: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut slots = Vec::with_capacity(cells);
        for (cell, group) in group_of.iter().enumerate() {
            let members = cells_in.entry(*group).or_default();
            slots.push(members.len());
            members.push(cell);
        }
        let mut relations_in: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, relation) in problem.relations.iter().enumerate() {
            relations_in.entry(group_of[relation.total]).or_default().push(number);
        }
        let mut caps_in: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        problem.caps.iter().for_each(|cap| caps_in.entry(group_of[cap.0]).or_default().push(*cap));
        let mut search = Self {
            problem,
            is_hidden: vec![false; problem.series.len()],
            seen: shown_by.iter().map(Vec::len).collect(),
            shown_by,
            is_sum: problem.relations.iter().map(|relation| relation.is_ever_whole(problem)).collect(),
            relations_of,
            ties_of,
            group_of,
            cells_in,
            slots,
            relations_in,
            caps_in,
            dirty: BTreeSet::new(),
        };
        already.iter().for_each(|series| search.hide(*series));
        search
    }

    pub(super) fn run(mut self) -> BTreeSet<usize> {
        for cell in 0..self.problem.cells.len() {
            if self.problem.cells[cell].is_ever_small() {
                self.dirty.insert(self.group_of[cell]);
                for series in self.shown_by[cell].clone() {
                    if !self.problem.series[series].is_by_month {
                        self.hide(series);
                    }
                }
            }
        }
        while let Some(group) = self.dirty.pop_first() {
            let relations = self.relations_in.get(&group).cloned().unwrap_or_default();
            self.settle(group, &relations);
        }
        let hidden = self.is_hidden.iter().enumerate().filter(|(_, is_hidden)| **is_hidden);
        hidden.map(|(series, _)| series).collect()
    }

    /// First what one sum tells, which is cheap to see; then what all sums tell together; then what bounds tell.
    fn settle(&mut self, group: usize, relations: &[usize]) {
        let sums: Vec<usize> = relations.iter().copied().filter(|relation| self.is_sum[*relation]).collect();
        loop {
            while sums.iter().fold(false, |moved, relation| self.blur(*relation) | moved) {}
            if self.undo_elimination(&sums) || self.undo_bounds(group, relations) {
                continue;
            }
            self.dirty.remove(&group);
            return;
        }
    }

    /// A sum with one hidden cell tells it.
    fn blur(&mut self, relation: usize) -> bool {
        let mut hidden = self.problem.relations[relation].cells().filter(|cell| self.is_hidden(*cell));
        let (Some(only), None) = (hidden.next(), hidden.next()) else { return false };
        let near = self.best(std::iter::once(relation), only);
        near.or_else(|| self.near(only)).is_some_and(|cell| self.hide_cell(cell))
    }

    fn undo_elimination(&mut self, relations: &[usize]) -> bool {
        let rows = relations.iter().filter_map(|relation| {
            let relation = &self.problem.relations[*relation];
            let mut row = Row::new();
            for (cell, factor) in
                std::iter::once((relation.total, 1.0)).chain(relation.parts.iter().map(|part| (*part, -1.0)))
            {
                if self.is_hidden(cell) {
                    *row.entry(cell).or_insert(0.0) += factor;
                }
            }
            (!row.is_empty()).then_some(row)
        });
        let told = determined(rows);
        self.cover(told)
    }

    fn undo_bounds(&mut self, group: usize, relations: &[usize]) -> bool {
        let linked = Group {
            relations: relations.iter().map(|number| &self.problem.relations[*number]).collect(),
            caps: self.caps_in.get(&group).map_or(&[], Vec::as_slice),
            slots: &self.slots,
            cells: self.cells_in.get(&group).map_or(&[], Vec::as_slice),
        };
        let mut told = BTreeSet::new();
        for month in 0..self.problem.months {
            let is_secret = |cell: &&usize| {
                self.problem.cells[**cell].is_small[month] && self.is_hidden_at(**cell, month)
            };
            let secrets: Vec<usize> = linked.cells.iter().filter(is_secret).copied().collect();
            if secrets.iter().all(|cell| told.contains(cell)) {
                continue;
            }
            let bounds = Bounds::of(self.problem, &linked, month, |cell| self.is_hidden_at(cell, month));
            told.extend(secrets.into_iter().filter(|cell| bounds.is_point(*cell)));
        }
        self.cover(told)
    }

    /// Hides one cell, the cheapest of those that stand beside what is told: it may be enough for the others.
    fn cover(&mut self, told: impl IntoIterator<Item = usize>) -> bool {
        let near = told.into_iter().filter_map(|cell| self.near(cell));
        near.min_by(|a, b| self.cheaper(*a, *b)).is_some_and(|cell| self.hide_cell(cell))
    }

    /// The best cell to hide so that `secret` is not told: in one of its own sums, or as near as possible.
    fn near(&self, secret: usize) -> Option<usize> {
        let mut reached = BTreeSet::from([secret]);
        let mut border = vec![secret];
        let mut last_resort = None;
        while !border.is_empty() {
            let relations: BTreeSet<usize> =
                border.iter().flat_map(|cell| self.relations_of[*cell].iter().copied()).collect();
            if let Some(best) = self.best(relations.iter().copied(), secret) {
                if !self.is_france(best) {
                    return Some(best);
                }
                last_resort = last_resort.or(Some(best));
            }
            let cells = relations.iter().flat_map(|relation| self.problem.relations[*relation].cells());
            border = cells.filter(|cell| self.is_hidden(*cell) && reached.insert(*cell)).collect();
        }
        last_resort
    }

    /// The best cell to hide in these relations: not France, of a place that is not known to be empty, small to the
    /// public eye, small.
    fn best(&self, relations: impl Iterator<Item = usize>, secret: usize) -> Option<usize> {
        let cells = relations.flat_map(|relation| self.problem.relations[relation].cells());
        let open = cells.filter(|cell| {
            let is_empty = self.problem.cells[*cell].is_known_empty_beside(&self.problem.cells[secret]);
            *cell != secret
                && !self.is_hidden(*cell)
                && !(is_empty && self.problem.cells[secret].is_ever_small())
        });
        open.min_by(|a, b| self.cheaper(*a, *b))
    }

    fn cheaper(&self, a: usize, b: usize) -> Ordering {
        self.cost(a).partial_cmp(&self.cost(b)).unwrap_or(Ordering::Equal)
    }

    fn cost(&self, cell: usize) -> (bool, bool, f64, f64, usize) {
        // Hidden, it would be told by France alone.
        let binds_france = self.relations_of[cell].iter().any(|relation| {
            let relation = &self.problem.relations[*relation];
            relation.parts.len() == 1 && relation.cells().any(|other| other != cell && self.is_france(other))
        });
        let sizes = self.shown_by[cell].iter().map(|series| self.problem.series[*series].size);
        let size = sizes.fold(0.0, f64::max);
        (self.is_france(cell), binds_france, size, self.problem.cells[cell].largest(), cell)
    }

    fn is_france(&self, cell: usize) -> bool {
        self.shown_by[cell].iter().any(|series| self.problem.series[*series].is_by_month)
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.seen[cell] == 0
    }

    fn is_hidden_at(&self, cell: usize, month: usize) -> bool {
        self.is_hidden(cell)
            || self.shown_by[cell].iter().all(|series| {
                let shown = &self.problem.series[*series];
                let is_small = || shown.cells.iter().any(|cell| self.problem.cells[*cell].is_small[month]);
                self.is_hidden[*series] || (shown.is_by_month && is_small())
            })
    }

    fn hide_cell(&mut self, cell: usize) -> bool {
        let was_seen = !self.is_hidden(cell);
        self.shown_by[cell].clone().into_iter().for_each(|series| self.hide(series));
        was_seen
    }

    fn hide(&mut self, series: usize) {
        if std::mem::replace(&mut self.is_hidden[series], true) {
            return;
        }
        for cell in &self.problem.series[series].cells {
            self.seen[*cell] -= 1;
            if self.seen[*cell] == 0 {
                self.dirty.insert(self.group_of[*cell]);
            }
        }
        self.ties_of[series].clone().into_iter().for_each(|tied| self.hide(tied));
    }
}

/// The number of the group of each cell.
fn groups(problem: &Problem) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..problem.cells.len()).collect();
    fn root(parent: &mut [usize], mut cell: usize) -> usize {
        while parent[cell] != cell {
            parent[cell] = parent[parent[cell]];
            cell = parent[cell];
        }
        cell
    }
    let links = problem
        .relations
        .iter()
        .flat_map(|relation| relation.parts.iter().map(|part| (relation.total, *part)));
    for (a, b) in links.chain(problem.caps.iter().copied()) {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a] = b;
    }
    (0..problem.cells.len()).map(|cell| root(&mut parent, cell)).collect()
}
