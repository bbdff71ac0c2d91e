//! What the public can compute with: sums over territories and parts, and indicators that tell each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::problem::{Draft, Spot, content, territories};
use crate::catalog::{Indicator, Term};
use crate::domain::cut::{Class, Cut, Size, Zone};
use crate::domain::geography::france;
use crate::domain::profession::Group;
use crate::domain::suppression::{Problem, Relation};
use crate::domain::territory::Territory;

/// A total this close to the sum of its parts tells about them: persons who work in two places are few.
const NEARLY: f64 = 0.1;

pub(super) fn link(draft: &mut Draft) {
    let nested = nested();
    let mut relations = Vec::new();
    for quantity in &draft.quantities {
        let cells = &quantity.cells;
        let cuts: BTreeSet<Cut> = cells.keys().map(|(_, cut)| *cut).collect();
        for (whole, parts) in &nested {
            for cut in &cuts {
                relations.extend(relation(cells, (*whole, *cut), parts.iter().map(|part| (*part, *cut))));
            }
        }
        for (place, _) in cells.keys().filter(|(_, cut)| *cut == Cut::default()) {
            for parts in partitions() {
                relations.extend(relation(cells, (*place, Cut::default()), parts.map(|cut| (*place, cut))));
            }
        }
    }
    relations.retain(|relation| is_nearly_true(&draft.problem, relation));
    relations.extend(same(draft));
    draft.problem.relations = relations;
    draft.problem.ties = ties(draft);
}

/// Each territory with those that make it up, by their numbers.
fn nested() -> Vec<(usize, Vec<usize>)> {
    let numbers: HashMap<Territory, usize> = territories().enumerate().map(|(n, it)| (it, n)).collect();
    let number = |territory: Territory| numbers.get(&territory).copied();
    let region = |code: &str| number(Territory::Region(code.to_owned()));
    let mut nested = vec![(0, france().regions.iter().filter_map(|it| region(it.code)).collect())];
    for it in &france().regions {
        let within = france().departments.iter().filter(|department| department.region == it.code);
        let within = within.filter_map(|it| number(Territory::Department(it.code.to_owned()))).collect();
        nested.extend(region(it.code).map(|whole| (whole, within)));
    }
    nested
}

/// The cuts that make up a whole.
fn partitions() -> [Box<dyn Iterator<Item = Cut>>; 3] {
    let class = |class| Cut { zone: None, class: Some(class) };
    [
        Box::new(Zone::ALL.into_iter().map(|zone| Cut { zone: Some(zone), class: None })),
        Box::new(Group::ALL.into_iter().map(move |group| class(Class::Group(group)))),
        Box::new(Size::ALL.into_iter().map(move |size| class(Class::Size(size)))),
    ]
}

/// A sum of which all terms are shown or hidden somewhere.
fn relation(
    cells: &BTreeMap<Spot, usize>,
    total: Spot,
    parts: impl Iterator<Item = Spot>,
) -> Option<Relation> {
    let parts: Option<Vec<usize>> = parts.map(|part| cells.get(&part).copied()).collect();
    Some(Relation { total: *cells.get(&total)?, parts: parts.filter(|parts| !parts.is_empty())? })
}

fn is_nearly_true(problem: &Problem, relation: &Relation) -> bool {
    let value = |cell: usize, month: usize| problem.cells[cell].values[month];
    (0..problem.months).all(|month| {
        let sum: f64 = relation.parts.iter().filter_map(|part| value(*part, month)).sum();
        value(relation.total, month)
            .is_none_or(|total| (total - sum).abs() <= NEARLY * total.abs().max(sum.abs()))
    })
}

/// A part of one quantity that is the whole of another, everywhere: general practitioners among members, and members
/// who are general practitioners.
fn same(draft: &Draft) -> Vec<Relation> {
    let column = |quantity: usize, cut: Cut| {
        let cells = draft.quantities[quantity].cells.iter().filter(move |((_, own), _)| *own == cut);
        cells.map(|((place, _), cell)| (*place, *cell))
    };
    let content = |quantity: usize, cut: Cut| {
        content(column(quantity, cut).map(|(place, cell)| (place, &draft.problem.cells[cell].values)))
    };
    let mut by_content: HashMap<u64, (usize, Cut)> = HashMap::new();
    let mut relations = Vec::new();
    for quantity in 0..draft.quantities.len() {
        let cuts: BTreeSet<Cut> = draft.quantities[quantity].cells.keys().map(|(_, cut)| *cut).collect();
        for cut in cuts {
            let Some(content) = content(quantity, cut) else { continue };
            let (first, its_cut) = *by_content.entry(content).or_insert((quantity, cut));
            if first != quantity {
                let pairs = column(first, its_cut).zip(column(quantity, cut));
                relations.extend(pairs.map(|((_, total), (_, part))| Relation { total, parts: vec![part] }));
            }
        }
    }
    relations
}

/// Arrivals less departures are the change of the members: arrivals and departures are hidden together, and with the
/// members. Members stay when these are hidden: two unknowns for one change.
fn ties(draft: &Draft) -> Vec<(usize, usize)> {
    let mut ties = Vec::new();
    let indicators = &draft.catalog.indicators;
    for (first, second) in
        indicators.iter().flat_map(|first| indicators.iter().map(move |second| (first, second)))
    {
        if first.id == second.id || !tells(first, second) {
            continue;
        }
        for ((indicator, spot), series) in draft.series.iter().filter(|((id, _), _)| *id == first.id) {
            debug_assert_eq!(*indicator, first.id);
            ties.extend(draft.series.get(&(second.id.as_str(), *spot)).map(|tied| (*series, *tied)));
        }
    }
    ties.sort_unstable();
    ties
}

/// Whether the second is hidden with the first.
fn tells(first: &Indicator, second: &Indicator) -> bool {
    use Term::{Arrivals, Departures, Members};
    match (&first.numerator, &second.numerator) {
        (Arrivals { of: one, months }, Departures { of: other, months: theirs })
        | (Departures { of: one, months }, Arrivals { of: other, months: theirs }) => {
            one == other && months == theirs
        }
        (Members { of: one, .. }, Arrivals { of: other, .. } | Departures { of: other, .. }) => one == other,
        _ => false,
    }
}
