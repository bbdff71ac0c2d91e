//! Adds up terms structure by structure, over the structures for which all of them are known.

use super::rows::{Part, Rows};
use super::segment::{Layers, Segment};
use super::sheet::Sheets;
use super::world::World;
use crate::domain::finess::Kind;

pub(super) struct Tally {
    pub(super) numerator: Sheets,
    pub(super) denominator: Option<Sheets>,
    /// Structures for which both are known; nothing when they always are.
    pub(super) known: Option<Sheets>,
    /// Structures whose numerator comes from the second source, the third …; the same of the denominator.
    pub(super) fallbacks: [Vec<Sheets>; 2],
}

/// One term over the months of the structure in hand.
struct Hand<'r> {
    rows: &'r Rows,
    values: Vec<f64>,
    origin: Vec<u8>,
}

impl<'r> Hand<'r> {
    fn new(rows: &'r Rows, months: usize) -> Self {
        Self { rows, values: vec![0.0; months], origin: vec![0; months] }
    }

    fn take(&mut self, structure: usize, is_open: &[bool], world: &World) {
        self.rows.fill(structure, is_open, world, &mut self.values, &mut self.origin);
    }
}

impl Tally {
    pub(super) fn of(numerator: &Rows, denominator: Option<&Rows>, layers: Layers, world: &World) -> Self {
        let months = world.months.len();
        let blank = || Sheets::new(layers, world.places, months);
        let blanks = |rows: Option<&Rows>| vec![blank(); rows.map_or(0, |rows| rows.sources() - 1)];
        let is_partial = numerator.is_partial() || denominator.is_some_and(Rows::is_partial);
        let mut tally = Self {
            numerator: blank(),
            denominator: denominator.map(|_| blank()),
            known: is_partial.then(blank),
            fallbacks: [blanks(Some(numerator)), blanks(denominator)],
        };
        let mut hands: Vec<Hand> =
            std::iter::once(numerator).chain(denominator).map(|rows| Hand::new(rows, months)).collect();
        let mut known = vec![0.0; months];
        each_structure(world.segments(numerator.kind()), months, |segments, is_open| {
            for hand in &mut hands {
                hand.take(segments[0].subject, is_open, world);
            }
            known.fill(1.0);
            for hand in &hands {
                for (known, value) in known.iter_mut().zip(&hand.values) {
                    *known = if value.is_nan() { 0.0 } else { *known };
                }
            }
            for hand in &mut hands {
                for (known, value) in known.iter().zip(&mut hand.values) {
                    *value = if *known == 0.0 { 0.0 } else { *value };
                }
            }
            for segment in segments {
                tally.add(segment, &hands, &known, world);
            }
        });
        for (sheets, rows) in
            [(Some(&mut tally.numerator), Some(numerator)), (tally.denominator.as_mut(), denominator)]
        {
            if let (Some(sheets), Some(Rows::Members { wanted, distinct: true })) = (sheets, rows) {
                world.roster.once(sheets, wanted, world.segments(Kind::Msp), layers, world.places);
            }
        }
        tally
    }

    fn add(&mut self, segment: &Segment, hands: &[Hand], known: &[f64], world: &World) {
        let parts = [0, 1].map(|i| hands.get(i).map_or(Part::Counted, |hand| hand.rows.part(segment, world)));
        let is_nothing = known[segment.from..segment.to].iter().all(|known| *known == 0.0);
        if is_nothing || parts.contains(&Part::Unknown) {
            return;
        }
        if let Some(sheets) = &mut self.known {
            sheets.add(segment, world.places, known);
        }
        let sheets = [Some(&mut self.numerator), self.denominator.as_mut()];
        for ((sheets, hand), part) in sheets.into_iter().zip(hands).zip(parts) {
            if let (Some(sheets), Part::Counted) = (sheets, part) {
                sheets.add(segment, world.places, &hand.values);
            }
        }
        for (fallbacks, hand) in self.fallbacks.iter_mut().zip(hands) {
            for (source, sheets) in (1..).zip(fallbacks) {
                let from_it = hand.origin.iter().zip(known);
                let from_it: Vec<f64> =
                    from_it.map(|(origin, known)| if *origin == source { *known } else { 0.0 }).collect();
                sheets.add(segment, world.places, &from_it);
            }
        }
    }
}

/// The median of a term, and the structures for which it is known.
pub(super) fn median(rows: &Rows, layers: Layers, world: &World) -> Tally {
    let months = world.months.len();
    let segments = world.segments(rows.kind());
    let mut tally = Tally::of(rows, None, layers, world);
    let mut grid: Vec<Vec<f64>> = Vec::new();
    let mut hand = Hand::new(rows, months);
    // Which segments stand in each place of each layer, with the row of their structure.
    let mut standing: Vec<Vec<Vec<(usize, &Segment)>>> = Vec::new();
    standing.extend((0..layers.cuts().len()).map(|layer| vec![Vec::new(); world.places.in_layer(layer)]));
    each_structure(segments, months, |segments, is_open| {
        hand.take(segments[0].subject, is_open, world);
        grid.push(hand.values.clone());
        for segment in segments.iter().filter(|segment| rows.part(segment, world) == Part::Counted) {
            for layer in segment.layers(layers) {
                for place in segment.places_in(layer, world.places) {
                    standing[layer][place].push((grid.len() - 1, segment));
                }
            }
        }
    });
    let mut values: Vec<Vec<f64>> = vec![Vec::new(); months];
    for (layer, places) in standing.iter().enumerate() {
        for (place, segments) in places.iter().enumerate() {
            values.iter_mut().for_each(Vec::clear);
            for (row, segment) in segments {
                for (month, value) in (segment.from..).zip(&grid[*row][segment.from..segment.to]) {
                    if !value.is_nan() {
                        values[month].push(*value);
                    }
                }
            }
            for (month, values) in values.iter_mut().enumerate() {
                tally.numerator.set(layer, place, month, middle(values));
            }
        }
    }
    tally
}

/// NaN of nothing.
fn middle(values: &mut [f64]) -> f64 {
    let count = values.len();
    if count == 0 {
        return f64::NAN;
    }
    let (below, upper, _) = values.select_nth_unstable_by(count / 2, f64::total_cmp);
    if count % 2 == 1 {
        return *upper;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    f64::midpoint(lower, *upper)
}

/// Calls `work` with the segments of each structure and the months in which it is open.
fn each_structure<'s, 'a>(
    segments: &'s [Segment<'a>],
    months: usize,
    mut work: impl FnMut(&'s [Segment<'a>], &[bool]),
) {
    let mut is_open = vec![false; months];
    for segments in segments.chunk_by(|a, b| a.subject == b.subject) {
        is_open.fill(false);
        for segment in segments {
            is_open[segment.from..segment.to].fill(true);
        }
        work(segments, &is_open);
    }
}
