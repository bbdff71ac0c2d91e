//! The same team under a new number.

use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use crate::domain::finess::FinessNumber;
use crate::domain::life::{Event, Happening};

/// The FINESS numbers that teams gave up for another one, and those they took, as the register declares them.
#[derive(Clone, Debug, Default)]
pub struct Successions {
    left: HashSet<FinessNumber>,
    taken: HashSet<FinessNumber>,
}

impl Successions {
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let numbers: HashMap<&str, &FinessNumber> =
            entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.finess.as_ref()?))).collect();
        let pairs = entries.iter().filter_map(|entry| {
            let (old, new) = (*numbers.get(entry.succeeds.as_deref()?)?, entry.finess.as_ref()?);
            (old != new).then(|| (old.clone(), new.clone()))
        });
        let (left, taken) = pairs.unzip();
        Self { left, taken }
    }

    #[cfg(test)]
    pub(in crate::domain) fn given_up(numbers: &[FinessNumber]) -> Self {
        Self { left: numbers.iter().cloned().collect(), taken: HashSet::new() }
    }

    /// What a team does under a new number is neither a closure nor an opening: it left one number and entered
    /// the other.
    pub(in crate::domain) fn tell(&self, number: &FinessNumber, events: &mut [Event]) {
        for event in events {
            event.happening = match event.happening {
                Happening::Closure if self.left.contains(number) => Happening::Left,
                Happening::Opening if self.taken.contains(number) => Happening::Entered,
                other => other,
            };
        }
    }
}
