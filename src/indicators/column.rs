//! Terms that are counted place by place: one number for each place and month, in one pass over stays or events.

use super::facts::Facts;
use super::months::Months;
use super::places::Places;
use super::stays::{Moment, Stay, shown};
use super::world::World;
use crate::catalog::Term;
use crate::domain::finess::Kind;
use crate::domain::geography::VINTAGE;
use crate::domain::life::Happening;
use crate::domain::month::Month;
use crate::domain::point::State;

/// Share of the inhabitants from which a register covers a whole place; sums of floats are not exactly one.
const WHOLE: f64 = 0.999_999;

/// Values and states by place, then month.
pub(super) struct Column {
    months: usize,
    /// NaN where there is none.
    values: Vec<f64>,
    states: Vec<State>,
}

impl Column {
    pub(super) fn value(&self, place: usize, month: usize) -> f64 {
        self.values[place * self.months + month]
    }

    pub(super) fn state(&self, place: usize, month: usize) -> State {
        self.states[place * self.months + month]
    }

    /// None for a term that is counted structure by structure or commune by commune.
    pub(super) fn of(term: &Term, world: &World) -> Option<Self> {
        let World { facts, places, register, months, .. } = world;
        let (places, months) = (*places, *months);
        Some(match term {
            Term::Registered {} => Self::stock(&register.open(), places, months),
            Term::Headline {} => Self::headline(world),
            Term::Projects {} => Self::stock(&register.projects(), places, months),
            Term::Openings { kind, months: window } => {
                let opens = |happening| i32::from(happening == Happening::Opening);
                Self::flow(opens, *kind, *window, facts, places, months)
            }
            Term::Closures { kind, months: window } => {
                let closes = |happening| i32::from(happening == Happening::Closure);
                Self::flow(closes, *kind, *window, facts, places, months)
            }
            Term::Transfers { kind, months: window } => {
                let balance = |happening| match happening {
                    Happening::Entered | Happening::MovedIn => 1,
                    Happening::Left | Happening::MovedOut => -1,
                    Happening::Opening | Happening::Closure => 0,
                };
                Self::flow(balance, *kind, *window, facts, places, months)
            }
            Term::Abandoned { months: window } => Self::sum(&register.abandoned(), *window, places, months),
            Term::Passed { stage, months: window } => {
                Self::sum(&register.passed(*stage, false), *window, places, months)
            }
            Term::Waited { stage, months: window } => {
                Self::sum(&register.passed(*stage, true), *window, places, months)
            }
            Term::Population {} => {
                Self::by(places, months, |place, month| (places.population(place), population_state(month)))
            }
            Term::Parameter { name } => {
                let value = |_, month: Month| (world.parameters.on(name, month.last_day()), State::Observed);
                Self::by(places, months, value)
            }
            _ => return None,
        })
    }

    fn by(places: &Places, months: Months, cell: impl Fn(usize, Month) -> (Option<f64>, State)) -> Self {
        let cells =
            (0..places.territories().len()).flat_map(|place| months.all().map(move |month| (place, month)));
        let cells = cells.map(|(place, month)| cell(place, month));
        let (values, states) = cells.map(|(value, state)| (value.unwrap_or(f64::NAN), state)).unzip();
        Self { months: months.len(), values, states }
    }

    /// There at the end of the month: +1 where a stay starts, −1 where it ends, then a running sum.
    fn stock(stays: &[Stay], places: &Places, months: Months) -> Self {
        let n = months.len();
        let mut steps = vec![0i32; places.territories().len() * (n + 1)];
        for stay in stays {
            let start = months.position(stay.first);
            let end = stay.end.map_or(n, |end| months.position(end));
            for place in places.holding(stay.commune, stay.department) {
                steps[place * (n + 1) + start] += 1;
                steps[place * (n + 1) + end] -= 1;
            }
        }
        let running = steps.chunks(n + 1).flat_map(|steps| {
            steps[..n].iter().scan(0, |sum, step| {
                *sum += step;
                Some(f64::from(*sum))
            })
        });
        let values: Vec<_> = running.collect();
        Self { months: n, states: vec![State::Observed; values.len()], values }
    }

    /// Where a register is kept its state counts beside that of FINESS. A register that is no longer supplied gives way
    /// to FINESS, and the figure is an estimate there.
    fn headline(world: &World) -> Self {
        let World { facts, places, register, months, .. } = world;
        let mut column = Self::stock(&register.headline(facts), places, *months);
        let finess: Vec<Stay> = shown(facts, Kind::Msp).collect();
        let alone = Self::stock(&finess, places, *months);
        for (month, date) in months.all().enumerate() {
            let [registered, shown] = ["register", "finess"].map(|source| facts.supplies.of(source, date));
            for (place, kept) in world.kept.iter().enumerate() {
                let at = place * months.len() + month;
                column.states[at] = match registered {
                    _ if *kept == 0.0 => shown,
                    State::NotSupplied => {
                        column.values[at] = alone.values[at];
                        shown.max(State::Estimated)
                    }
                    registered if *kept > WHOLE => registered,
                    registered => registered.max(shown),
                };
            }
        }
        column
    }

    /// Weights of the window that ends with the month. They are dated in the source itself, so that the first
    /// months need no edition before them.
    fn sum(moments: &[Moment], window: i32, places: &Places, months: Months) -> Self {
        let n = months.len();
        let mut sums = vec![0.0; places.territories().len() * (n + 1)];
        for moment in moments {
            let (from, to) = (months.position(moment.month), months.position(moment.month + window));
            for place in places.holding(Some(moment.commune), moment.department) {
                sums[place * (n + 1) + from] += moment.weight;
                sums[place * (n + 1) + to] -= moment.weight;
            }
        }
        let running = sums.chunks(n + 1).flat_map(|steps| {
            steps[..n].iter().scan(0.0, |sum, step| {
                *sum += step;
                Some(*sum)
            })
        });
        let values: Vec<_> = running.collect();
        Self { months: n, states: vec![State::Observed; values.len()], values }
    }

    /// Events of the window that ends with the month, each with its weight; none while the window reaches before the
    /// first edition.
    fn flow(
        weight: impl Fn(Happening) -> i32,
        kind: Kind,
        window: i32,
        facts: &Facts,
        places: &Places,
        months: Months,
    ) -> Self {
        let n = months.len();
        let window = usize::try_from(window).unwrap_or(0);
        let mut counts = vec![(0i32, 0i32); places.territories().len() * n];
        let events = facts.structures.iter().flat_map(|(_, life)| &life.events);
        for event in events.filter(|e| weight(e.happening) != 0 && e.kind == kind) {
            let at = months.position(Month::of(event.day));
            if at == n {
                continue;
            }
            for place in places.holding(event.commune.as_deref(), &event.department) {
                let (all, unsure) = &mut counts[place * n + at];
                *all += weight(event.happening);
                *unsure += i32::from(!event.certain);
            }
        }
        let mut values = Vec::with_capacity(counts.len());
        let mut states = Vec::with_capacity(counts.len());
        for counts in counts.chunks(n.max(1)) {
            let mut sum = (0, 0);
            for (month, (all, unsure)) in counts.iter().enumerate() {
                sum = (sum.0 + all, sum.1 + unsure);
                if let Some((old, old_unsure)) = month.checked_sub(window).map(|gone| counts[gone]) {
                    sum = (sum.0 - old, sum.1 - old_unsure);
                }
                values.push(if month >= window { f64::from(sum.0) } else { f64::NAN });
                states.push(if sum.1 > 0 { State::Estimated } else { State::Observed });
            }
        }
        Self { months: n, values, states }
    }
}

/// One vintage serves all months, and says so by its state.
pub(super) fn population_state(month: Month) -> State {
    if month.year() == VINTAGE { State::Observed } else { State::Estimated }
}
