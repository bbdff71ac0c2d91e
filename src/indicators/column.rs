//! One term for every place and month, filled in one pass over spells or events.

use super::evaluate::Facts;
use super::places::Places;
use super::register::{self, Kept, Moment, Stay};
use crate::catalog::{FormFilter, Parameters, Term};
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
    values: Vec<Option<f64>>,
    states: Vec<State>,
}

/// The months of an evaluation, first and last included.
#[derive(Clone, Copy)]
pub(super) struct Months {
    pub(super) first: Month,
    pub(super) last: Month,
}

impl Months {
    pub(super) fn len(self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Position of a month, clamped to the range; `len` when after it.
    fn position(self, month: Month) -> usize {
        usize::try_from(month - self.first).unwrap_or(0).min(self.len())
    }
}

impl Column {
    pub(super) fn value(&self, place: usize, month: usize) -> Option<f64> {
        self.values[place * self.months + month]
    }

    pub(super) fn state(&self, place: usize, month: usize) -> State {
        self.states[place * self.months + month]
    }

    pub(super) fn fill(
        term: &Term,
        facts: &Facts,
        places: &Places,
        parameters: &Parameters,
        months: Months,
    ) -> Self {
        match term {
            Term::Structures { kind, form, .. } => {
                Self::stock(&structures(*kind, *form, facts), places, months)
            }
            Term::Registered {} => Self::stock(&register::open(&facts.entries), places, months),
            Term::Headline {} => Self::headline(facts, places, months),
            Term::Projects {} => Self::stock(&register::projects(&facts.entries), places, months),
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
            Term::Abandoned { months: window } => {
                Self::sum(&register::abandoned(&facts.entries), *window, places, months)
            }
            Term::Passed { stage, months: window } => {
                Self::sum(&register::passed(&facts.entries, *stage, false), *window, places, months)
            }
            Term::Waited { stage, months: window } => {
                Self::sum(&register::passed(&facts.entries, *stage, true), *window, places, months)
            }
            Term::Population {} => Self::by(places, months, |place, month| {
                // One vintage serves all months, and says so by its state.
                let state = if month.year() == VINTAGE { State::Observed } else { State::Estimated };
                (places.population(place), state)
            }),
            Term::Parameter { name } => {
                Self::by(places, months, |_, month| (parameters.on(name, month.last_day()), State::Observed))
            }
            // In the vocabulary, not computed yet.
            Term::Inhabitants { .. }
            | Term::Members { .. }
            | Term::Arrivals { .. }
            | Term::Departures { .. }
            | Term::Professionals { .. }
            | Term::Sum(_)
            | Term::Answered(_)
            | Term::Meeting(_)
            | Term::Aged(_)
            | Term::Attainable { .. }
            | Term::Contracts { .. } => Self::by(places, months, |_, _| (None, State::NotSupplied)),
        }
    }

    fn by(places: &Places, months: Months, cell: impl Fn(usize, Month) -> (Option<f64>, State)) -> Self {
        let cells = (0..places.territories().len())
            .flat_map(|place| Month::range(months.first, months.last).map(move |month| (place, month)));
        let (values, states) = cells.map(|(place, month)| cell(place, month)).unzip();
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
                Some(Some(f64::from(*sum)))
            })
        });
        let values: Vec<_> = running.collect();
        Self { months: n, states: vec![State::Observed; values.len()], values }
    }

    /// Where a register is kept its state counts beside that of FINESS. A register that is no longer supplied gives way
    /// to FINESS, and the figure is an estimate there.
    fn headline(facts: &Facts, places: &Places, months: Months) -> Self {
        let kept = Kept::of(&facts.entries, &facts.spells).shares(places);
        let mut column = Self::stock(&register::headline(&facts.entries, &facts.spells), places, months);
        let finess: Vec<Stay> = register::finess(&facts.spells).collect();
        let alone = Self::stock(&finess, places, months);
        for (month, date) in Month::range(months.first, months.last).enumerate() {
            let [registered, shown] = ["register", "finess"].map(|source| facts.supplies.of(source, date));
            for (place, kept) in kept.iter().enumerate() {
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
                Some(Some(*sum))
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
        for event in facts.events.iter().filter(|e| weight(e.happening) != 0 && e.kind == kind) {
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
                values.push((month >= window).then(|| f64::from(sum.0)));
                states.push(if sum.1 > 0 { State::Estimated } else { State::Observed });
            }
        }
        Self { months: n, values, states }
    }
}

fn structures(kind: Kind, form: Option<FormFilter>, facts: &Facts) -> Vec<Stay<'_>> {
    let wanted = facts.spells.iter().filter(|s| s.kind == kind && form.is_none_or(|f| f.admits(s.form)));
    let stays = wanted.map(|spell| Stay {
        commune: spell.commune.as_deref(),
        department: &spell.department,
        first: spell.first,
        end: spell.end,
    });
    stays.collect()
}
