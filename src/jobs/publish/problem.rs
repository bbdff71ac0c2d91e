//! The guarded series as the public would see them: quantities in places, month by month.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash as _, Hasher as _};

use super::{guard, links};
use crate::catalog::{Catalog, FormFilter, Indicator, Term};
use crate::domain::cut::{Cut, Zone};
use crate::domain::finess::Kind;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::point::Reading;
use crate::domain::suppression::{Cell, Problem, Series as Shown, is_small};
use crate::domain::territory::{Level, Territory};
use crate::indicators::Series;
use crate::store::hidden::Place;

/// A territory, by its number, and which of its structures.
pub(super) type Spot = (usize, Cut);
pub(super) type Values = Vec<Option<f64>>;

/// The problem, and whom its series speak of.
pub(super) struct Published {
    pub(super) problem: Problem,
    pub(super) places: Vec<Place>,
}

/// A quantity that one or several indicators show, and the cells that hold it.
#[derive(Default)]
pub(super) struct Quantity {
    pub(super) cells: BTreeMap<Spot, usize>,
}

/// Under construction.
pub(super) struct Draft<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) problem: Problem,
    pub(super) quantities: Vec<Quantity>,
    /// Quantities by what they are for whole territories: the same numbers everywhere are the same quantity.
    by_content: HashMap<u64, usize>,
    /// Structures open, which everybody knows.
    open: HashMap<(usize, Option<Zone>), Vec<f64>>,
    /// Series of the problem by indicator and spot.
    pub(super) series: HashMap<(&'a str, Spot), usize>,
    places: Vec<Place>,
}

/// What an indicator shows in one spot, month by month.
struct Told<'a> {
    spot: Spot,
    territory: &'a Territory,
    readings: Vec<Option<Reading>>,
}

/// What a series shows besides its value.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Numerator,
    Denominator,
    /// Structures that answered: coverage times structures.
    Answered,
}

impl Published {
    pub(super) fn of(catalog: &Catalog, series: &[Series], first: Month, last: Month) -> Self {
        let numbers: HashMap<Territory, usize> = territories().enumerate().map(|(n, it)| (it, n)).collect();
        let mut told: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
        for one in series {
            let Some(number) = numbers.get(&one.territory) else { continue };
            let readings = Month::range(first, last).map(|month| {
                let span = one.spans.iter().find(|span| span.first <= month && month <= span.last);
                span.map(|span| span.reading)
            });
            let (spot, territory) = ((*number, one.cut), &one.territory);
            told.entry(&one.indicator).or_default().push(Told {
                spot,
                territory,
                readings: readings.collect(),
            });
        }
        let mut draft = Draft {
            catalog,
            problem: Problem { months: usize::try_from(last - first + 1).unwrap_or(0), ..Problem::default() },
            quantities: Vec::new(),
            by_content: HashMap::new(),
            open: HashMap::new(),
            series: HashMap::new(),
            places: Vec::new(),
        };
        let open = catalog
            .indicators
            .iter()
            .find(|it| counts_open(&it.numerator) && !guard::is_guarded(catalog, it));
        for told in open.and_then(|indicator| told.get(indicator.id.as_str())).into_iter().flatten() {
            let numbers =
                told.readings.iter().map(|reading| reading.and_then(|r| r.numerator).unwrap_or(0.0));
            if told.spot.1.class.is_none() {
                draft.open.insert((told.spot.0, told.spot.1.zone), numbers.collect());
            }
        }
        for indicator in catalog.indicators.iter().filter(|indicator| guard::is_guarded(catalog, indicator)) {
            draft.add(indicator, told.get(indicator.id.as_str()).map_or(&[], Vec::as_slice));
        }
        links::link(&mut draft);
        Self { problem: draft.problem, places: draft.places }
    }
}

/// France, regions, departments: where the public may see guarded series.
pub(super) fn territories() -> impl Iterator<Item = Territory> {
    france()
        .territories()
        .filter(|it| matches!(it.level(), Level::France | Level::Region | Level::Department))
}

/// Every open maison de santé.
fn counts_open(term: &Term) -> bool {
    matches!(term, Term::Structures { kind: Kind::Msp, form: None | Some(FormFilter::Known), zone, qpv: None } if zone.is_empty())
}

/// Whether a number of the term is a number of structures.
fn counts_structures(term: &Term) -> bool {
    matches!(term, Term::Answered(_) | Term::Meeting(_) | Term::Contracts { .. } | Term::Structures { .. })
}

impl<'a> Draft<'a> {
    fn add(&mut self, indicator: &'a Indicator, told: &[Told]) {
        let are_answers_secret = guard::are_answers_secret(self.catalog, indicator);
        let is_secret = |term: &Term| {
            let is_known = matches!(term, Term::Answered(_)) && !are_answers_secret;
            guard::is_term_guarded(self.catalog, term) && !is_known
        };
        let guards_numerator = is_secret(&indicator.numerator) || !indicator.terms().any(is_secret);
        let guarded_denominator = indicator.denominator.as_ref().filter(|term| is_secret(term));
        let parts = [
            guards_numerator.then(|| (Part::Numerator, counts_structures(&indicator.numerator))),
            guarded_denominator.map(|term| (Part::Denominator, counts_structures(term))),
            are_answers_secret.then_some((Part::Answered, true)),
        ];
        for told in told {
            let number = self.problem.series.len();
            let size = self.open_in(told, self.problem.months - 1);
            let is_by_month = *told.territory == Territory::France && told.spot.1 == Cut::default();
            self.problem.series.push(Shown { cells: Vec::new(), size, is_by_month });
            self.series.insert((&indicator.id, told.spot), number);
            self.places.push(Place {
                indicator: indicator.id.clone(),
                territory: told.territory.clone(),
                cut: told.spot.1,
            });
        }
        let mut quantities = Vec::new();
        for (part, counts_structures) in parts.into_iter().flatten() {
            let values: Vec<Values> = told.iter().map(|told| told.values(part)).collect();
            let quantity = self.quantity(told, &values);
            for (told, values) in told.iter().zip(values) {
                let spoke = self.spoke(told, are_answers_secret);
                let cell = self.cell(quantity, told.spot, values, (spoke, counts_structures));
                for (month, reading) in told.readings.iter().enumerate() {
                    let is_small = reading.is_some_and(|reading| {
                        is_small(reading.contributors()) || part.of(&reading).is_some_and(is_small)
                    });
                    self.problem.cells[cell].is_small[month] |= is_small;
                }
                let cells = &mut self.problem.series[self.series[&(indicator.id.as_str(), told.spot)]].cells;
                if !cells.contains(&cell) {
                    cells.push(cell);
                }
            }
            quantities.push((part, counts_structures, quantity));
        }
        self.cap(&quantities);
    }

    /// The quantity that holds these values; a new one unless all of them are held already.
    fn quantity(&mut self, told: &[Told], values: &[Values]) -> usize {
        let whole = told.iter().zip(values).filter(|(told, _)| told.spot.1 == Cut::default());
        let content = content(whole.map(|(told, values)| (told.spot.0, values)));
        let known = content.and_then(|content| self.by_content.get(&content)).copied().filter(|known| {
            told.iter().zip(values).all(|(told, values)| {
                let cell = self.quantities[*known].cells.get(&told.spot);
                cell.is_none_or(|cell| self.problem.cells[*cell].values == *values)
            })
        });
        known.unwrap_or_else(|| {
            let number = self.quantities.len();
            self.quantities.push(Quantity::default());
            if let Some(content) = content {
                self.by_content.entry(content).or_insert(number);
            }
            number
        })
    }

    fn cell(
        &mut self,
        quantity: usize,
        spot: Spot,
        values: Values,
        (spoke, counts_structures): (Vec<f64>, bool),
    ) -> usize {
        let months = self.problem.months;
        let problem = &mut self.problem;
        let cell = *self.quantities[quantity].cells.entry(spot).or_insert_with(|| {
            problem.cells.push(Cell {
                values,
                is_small: vec![false; months],
                spoke: spoke.clone(),
                counts_structures,
            });
            problem.cells.len() - 1
        });
        let held = &mut problem.cells[cell];
        held.counts_structures |= counts_structures;
        held.spoke.iter_mut().zip(spoke).for_each(|(held, spoke)| *held = held.min(spoke));
        cell
    }

    /// Structures that spoke, month by month, as everybody knows: those open, and where it is no secret those of them
    /// that answered.
    fn spoke(&self, told: &Told, are_answers_secret: bool) -> Vec<f64> {
        let spoke = |month: usize| {
            let open = self.open_in(told, month);
            let answered = told.readings[month].filter(|_| !are_answers_secret && open.is_finite());
            answered.map_or(open, |reading| open.min(reading.contributors()))
        };
        (0..self.problem.months).map(spoke).collect()
    }

    /// Structures open in a place, as everybody knows.
    fn open_in(&self, told: &Told, month: usize) -> f64 {
        let (place, cut) = told.spot;
        let known = self.open.get(&(place, cut.zone)).or_else(|| self.open.get(&(place, None)));
        known.map_or(f64::INFINITY, |open| open[month])
    }

    /// Those who said yes are among those who answered.
    fn cap(&mut self, quantities: &[(Part, bool, usize)]) {
        let of = |wanted: Part| quantities.iter().find(|(part, counts, _)| *part == wanted && *counts);
        let Some((_, _, lesser)) = of(Part::Numerator) else { return };
        for (_, _, greater) in [of(Part::Denominator), of(Part::Answered)].into_iter().flatten() {
            let (lesser, greater) = (&self.quantities[*lesser].cells, &self.quantities[*greater].cells);
            let pairs = lesser.iter().filter_map(|(spot, cell)| Some((*cell, *greater.get(spot)?)));
            self.problem.caps.extend(pairs.filter(|(lesser, greater)| lesser != greater));
        }
    }
}

impl Told<'_> {
    fn values(&self, part: Part) -> Values {
        self.readings.iter().map(|reading| reading.as_ref().and_then(|reading| part.of(reading))).collect()
    }
}

impl Part {
    fn of(self, reading: &Reading) -> Option<f64> {
        match self {
            Self::Numerator => reading.numerator,
            Self::Denominator => reading.denominator,
            Self::Answered => reading.numerator.map(|_| reading.contributors()),
        }
    }
}

/// What tells one series of columns from another; nothing when there is nothing in them.
pub(super) fn content<'v>(columns: impl Iterator<Item = (usize, &'v Values)>) -> Option<u64> {
    let (mut hasher, mut is_something) = (DefaultHasher::new(), false);
    for (place, values) in columns {
        place.hash(&mut hasher);
        for value in values {
            value.map(f64::to_bits).hash(&mut hasher);
            is_something |= value.is_some_and(|value| value > 0.0);
        }
    }
    is_something.then(|| hasher.finish())
}
