//! Every indicator for every place, month and cut.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::column::{Column, population_state};
use super::communes;
use super::facts::Facts;
use super::months::Months;
use super::places::Places;
use super::reading::Inputs;
use super::rows::Rows;
use super::segment::Layers;
use super::sheet::Sheets;
use super::tally::{Tally, median};
use super::world::World;
use crate::catalog::{Breakdown, Formula, Indicator, Parameters, Term};
use crate::domain::cut::{Class, Cut};
use crate::domain::finess::Kind;
use crate::domain::month::Month;
use crate::domain::point::{Span, State, spans};
use crate::domain::profession::Group;
use crate::domain::territory::{Level, Territory};

/// One indicator of one territory or part of it, from the first edition to the last month asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub indicator: String,
    pub territory: Territory,
    /// Which of its structures.
    pub cut: Cut,
    pub spans: Vec<Span>,
}

/// Facts, places and months laid out; each indicator is evaluated by itself.
pub struct Evaluation<'a>(World<'a>);

#[must_use]
pub fn evaluate(
    indicators: &[Indicator],
    facts: &Facts,
    places: &Places,
    parameters: &Parameters,
    last: Month,
) -> Vec<Series> {
    let evaluation = Evaluation::new(facts, places, parameters, last);
    evaluation.map_or_else(Vec::new, |evaluation| evaluation.series(indicators))
}

impl<'a> Evaluation<'a> {
    /// None when no edition speaks of any month up to `last`.
    #[must_use]
    pub fn new(
        facts: &'a Facts,
        places: &'a Places,
        parameters: &'a Parameters,
        last: Month,
    ) -> Option<Self> {
        let first = facts.supplies.first().filter(|first| *first <= last)?;
        Some(Self(World::new(facts, places, parameters, Months { first, last })))
    }

    /// Indicators in their order, computed side by side on all cores.
    #[must_use]
    pub fn series(&self, indicators: &[Indicator]) -> Vec<Series> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            while let Some((at, indicator)) = {
                let at = next.fetch_add(1, Ordering::Relaxed);
                indicators.get(at).map(|indicator| (at, indicator))
            } {
                done.push((at, self.of(indicator)));
            }
            done
        };
        let cores = thread::available_parallelism().map_or(1, usize::from).min(indicators.len());
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
            let mut done = work();
            for other in others {
                match other.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().flat_map(|(_, series)| series).collect()
    }

    /// One indicator: all structures, then each of its cuts.
    fn of(&self, indicator: &Indicator) -> Vec<Series> {
        let has = |breakdown| indicator.breakdowns.contains(&breakdown);
        let layers = Layers { zones: indicator.zones, sizes: has(Breakdown::Size) };
        let mut series = self.pass(indicator, None, layers);
        let groups = Group::ALL.into_iter().filter(|_| has(Breakdown::Group));
        series.extend(groups.flat_map(|group| self.pass(indicator, Some(group), Layers::default())));
        series
    }

    fn pass(&self, indicator: &Indicator, group: Option<Group>, layers: Layers) -> Vec<Series> {
        let world = &self.0;
        let figures = Figures::of(indicator, group, layers, world);
        let needs_register = indicator.terms().any(Term::needs_register);
        let mut series = Vec::new();
        for (layer, cut) in layers.cuts().into_iter().enumerate() {
            let cut = group.map_or(cut, |group| Cut { zone: None, class: Some(Class::Group(group)) });
            let territories = world.places.territories().iter().enumerate();
            for (place, territory) in territories.take(world.places.in_layer(layer)) {
                let level = territory.level();
                let is_cut = matches!(level, Level::France | Level::Region | Level::Department);
                if !indicator.is_given_for(level) || (cut != Cut::default() && !is_cut) {
                    continue;
                }
                let readings = (0..world.months.len()).map(|month| {
                    let registered = needs_register.then(|| world.kept[place]);
                    figures.inputs(layer, place, month, registered).read(indicator)
                });
                let spans = spans(world.months.first, readings);
                series.push(Series {
                    indicator: indicator.id.clone(),
                    territory: territory.clone(),
                    cut,
                    spans,
                });
            }
        }
        series
    }
}

/// One term by layer, place and month.
enum Figure {
    Sheets(Sheets),
    Column(Column),
    /// Everywhere not supplied.
    Nothing,
}

/// All that the readings of one indicator are made of.
struct Figures<'w> {
    world: &'w World<'w>,
    layers: Layers,
    numerator: Figure,
    denominator: Option<Figure>,
    /// Open structures behind the number; none when a column counts something else.
    behind: Behind,
    known: Option<Sheets>,
    fallbacks: [Vec<Sheets>; 2],
    /// Of the sources that do not depend on the place, by month.
    supply: Vec<State>,
    /// Of the sources that take each other's place, by term, source and month.
    supplies: [Vec<Vec<State>>; 2],
}

enum Behind {
    Open(Kind),
    Column(Column),
    /// What the numerator counts is structures or projects.
    Numerator,
}

impl<'w> Figures<'w> {
    fn of(indicator: &Indicator, group: Option<Group>, layers: Layers, world: &'w World<'w>) -> Self {
        let (numerator, denominator) = (&indicator.numerator, indicator.denominator.as_ref());
        let rows = |term: &Term| Rows::of(term, group.filter(|_| term.is_by_group()), world);
        let other = |term: &Term| Figure::of(term, group.filter(|_| term.is_by_group()), layers, world);
        let (above, below) = (rows(numerator), denominator.and_then(rows));
        let mut figures = Self {
            world,
            layers,
            numerator: Figure::Nothing,
            denominator: None,
            behind: Behind::of(numerator, world),
            known: None,
            fallbacks: [Vec::new(), Vec::new()],
            supply: supply(indicator, world),
            supplies: [Some(numerator), denominator].map(|term| alternatives(term, world)),
        };
        if let Some(above) = above {
            let paired = below.as_ref().filter(|below| below.kind() == above.kind());
            let tally = match indicator.formula {
                Formula::Median => median(&above, layers, world),
                _ => Tally::of(&above, paired, layers, world),
            };
            figures.numerator = Figure::Sheets(tally.numerator);
            figures.denominator = tally.denominator.map(Figure::Sheets);
            figures.known = tally.known;
            figures.fallbacks = tally.fallbacks;
        } else {
            figures.numerator = other(numerator);
        }
        if let (None, Some(term)) = (&figures.denominator, denominator) {
            figures.denominator = Some(match below {
                Some(below) => Figure::Sheets(Tally::of(&below, None, layers, world).numerator),
                None => other(term),
            });
        }
        figures
    }

    fn inputs(&self, layer: usize, place: usize, month: usize, registered: Option<f64>) -> Inputs {
        let at = |figure: &Figure| figure.value(layer, place, month);
        let numerator = at(&self.numerator);
        let structures = match &self.behind {
            Behind::Open(kind) => self.world.open(*kind, self.layers, layer, place, month),
            Behind::Column(column) => column.value(place, month),
            Behind::Numerator => numerator,
        };
        let known = self.known.as_ref().map(|known| known.at(layer, place, month));
        let states = [Some(&self.numerator), self.denominator.as_ref()].into_iter().flatten();
        let states = states.map(|figure| figure.state(place, month));
        let states = states.chain([self.supply[month]]);
        let states = states.chain([0, 1].map(|term| self.source_state(term, known, (layer, place, month))));
        Inputs {
            numerator: some(numerator),
            denominator: self.denominator.as_ref().map(at).and_then(some),
            structures: some(structures),
            known,
            registered,
            state: states.max().unwrap_or(State::NotSupplied),
        }
    }

    /// Of the sources that a term was really read from; all but the first are a makeshift.
    fn source_state(
        &self,
        term: usize,
        known: Option<f64>,
        (layer, place, month): (usize, usize, usize),
    ) -> State {
        let supplies = &self.supplies[term];
        let Some(first) = supplies.first() else { return State::Observed };
        let known = known.unwrap_or(0.0);
        if known == 0.0 {
            // Nothing was read: what the best source would say of nothing.
            return supplies.iter().map(|supply| supply[month]).min().unwrap_or(State::NotSupplied);
        }
        let used: Vec<f64> =
            self.fallbacks[term].iter().map(|sheets| sheets.at(layer, place, month)).collect();
        let first = (used.iter().sum::<f64>() < known).then(|| first[month]);
        let others = supplies[1..].iter().zip(&used).filter(|(_, used)| **used > 0.0);
        let others = others.map(|(supply, _)| supply[month].max(State::Estimated));
        first.into_iter().chain(others).max().unwrap_or(State::NotSupplied)
    }
}

impl Behind {
    fn of(numerator: &Term, world: &World) -> Self {
        match numerator {
            Term::Structures { kind, .. } => Self::Open(*kind),
            Term::Waited { stage, months } => {
                let passed = Term::Passed { stage: *stage, months: *months };
                Column::of(&passed, world).map_or(Self::Numerator, Self::Column)
            }
            Term::Openings { .. }
            | Term::Closures { .. }
            | Term::Transfers { .. }
            | Term::Registered {}
            | Term::Headline {}
            | Term::Projects {}
            | Term::Abandoned { .. }
            | Term::Passed { .. } => Self::Numerator,
            _ => Self::Open(Kind::Msp),
        }
    }
}

impl Figure {
    fn of(term: &Term, group: Option<Group>, layers: Layers, world: &World) -> Self {
        let is_whole = layers == Layers::default();
        let column = || Column::of(term, world).map(Self::Column);
        let sheets = || communes::sheets(term, group, layers, world).map(Self::Sheets);
        // The population of a whole place is known without its communes.
        let found = if is_whole { column().or_else(sheets) } else { sheets().or_else(column) };
        found.unwrap_or(Self::Nothing)
    }

    /// NaN where there is none.
    fn value(&self, layer: usize, place: usize, month: usize) -> f64 {
        match self {
            Self::Sheets(sheets) => sheets.at(layer, place, month),
            Self::Column(column) => column.value(place, month),
            Self::Nothing => f64::NAN,
        }
    }

    fn state(&self, place: usize, month: usize) -> State {
        match self {
            Self::Column(column) => column.state(place, month),
            _ => State::Observed,
        }
    }
}

fn some(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

/// The worst state, month by month, of the sources that every place needs.
fn supply(indicator: &Indicator, world: &World) -> Vec<State> {
    let supplies = &world.facts.supplies;
    let needed: Vec<&str> = indicator.terms().flat_map(needed).collect();
    let has_population =
        indicator.terms().any(|term| matches!(term, Term::Population {} | Term::Inhabitants { .. }));
    let state = |month: Month| {
        let worst = needed.iter().map(|source| supplies.of(source, month)).max().unwrap_or(State::Observed);
        if has_population { worst.max(population_state(month)) } else { worst }
    };
    world.months.all().map(state).collect()
}

/// The sources of a term but for those that take each other's place.
fn needed(term: &Term) -> Vec<&str> {
    match term.stated() {
        Some(stated) if stated.from.as_slice().len() > 1 => vec!["finess"],
        _ => term.sources(),
    }
}

/// The states of the sources that take each other's place, month by month.
fn alternatives(term: Option<&Term>, world: &World) -> Vec<Vec<State>> {
    let stated = term.and_then(Term::stated).filter(|stated| stated.from.as_slice().len() > 1);
    let sources = stated.into_iter().flat_map(|stated| stated.sources());
    let states =
        |source: &str| world.months.all().map(|month| world.facts.supplies.of(source, month)).collect();
    sources.map(|(source, _)| states(source)).collect()
}
