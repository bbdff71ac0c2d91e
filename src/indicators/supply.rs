//! How well the sources of an indicator are known at the end of a month.

use std::collections::BTreeMap;

use crate::catalog::Source;
use crate::domain::edition::{Calendar, Rhythm};
use crate::domain::month::Month;
use crate::domain::point::State;

/// The editions of one source.
#[derive(Clone, Debug)]
pub(super) struct Supply {
    calendar: Calendar,
    rhythm: Rhythm,
    /// An edition also tells the months before it.
    is_retrospective: bool,
}

/// The sources of which there is an edition, by id.
#[derive(Clone, Debug, Default)]
pub struct Supplies(BTreeMap<String, Supply>);

impl Supplies {
    /// Takes in the editions of a source, if there are any.
    pub fn add(&mut self, source: &Source, calendar: Calendar) {
        if calendar.first().is_some() {
            // A source without a calendar is never late.
            let rhythm = source.rhythm.unwrap_or(Rhythm { every: i32::MAX / 2, patience: 0 });
            let supply = Supply { calendar, rhythm, is_retrospective: source.is_retrospective };
            self.0.insert(source.id.clone(), supply);
        }
    }

    /// The first month that any edition speaks of; what an edition tells of earlier months needs another one
    /// to stand beside it.
    pub(super) fn first(&self) -> Option<Month> {
        let firsts = |is_retrospective: bool| {
            let wanted = self.0.values().filter(move |supply| supply.is_retrospective == is_retrospective);
            wanted.filter_map(|supply| supply.calendar.first()).min()
        };
        firsts(false).or_else(|| firsts(true)).map(Month::of)
    }

    /// How well one source is known; not at all when there is no edition of it.
    pub(super) fn of(&self, source: &str, month: Month) -> State {
        self.0.get(source).map_or(State::NotSupplied, |supply| supply.state(month))
    }
}

impl Supply {
    fn state(&self, month: Month) -> State {
        let is_before = self.calendar.first().is_some_and(|first| month < Month::of(first));
        if is_before && self.is_retrospective {
            State::Estimated
        } else {
            self.calendar.state(month, self.rhythm)
        }
    }
}
