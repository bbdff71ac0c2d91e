//! What a score rests on, and what of it has gone missing since the month before.

use std::collections::BTreeSet;

use super::Subject;
use crate::domain::point::State;
use crate::risk::features::Reading;

/// Names of inputs, as [`super::Score`] keeps them.
pub(super) struct Inputs {
    pub(super) all: Vec<String>,
    pub(super) lost: Vec<String>,
    pub(super) indirect: Vec<String>,
    pub(super) missing: Vec<String>,
}

impl Inputs {
    pub(super) fn have_lost_any(&self, reading: &Reading) -> bool {
        let mut asked = reading.inputs.iter().chain(&reading.missing);
        asked.any(|input| self.lost.iter().any(|lost| lost == input))
    }

    pub(super) fn of(subject: &Subject, readings: &[Reading]) -> Self {
        let those = |wanted: State| -> BTreeSet<&str> {
            subject.record.states().filter(|(_, state)| *state == wanted).map(|(name, _)| name).collect()
        };
        let (missing, estimated) = (those(State::NotSupplied), those(State::Estimated));
        let was_indirect =
            |name: &str| subject.before.is_some_and(|before| before.indirect.iter().any(|it| it == name));
        let asked = readings.iter().flat_map(|reading| &reading.inputs).copied();
        let doctors = subject.outlook.iter().flat_map(|outlook| outlook.inputs.iter().map(AsRef::as_ref));
        let before = subject.before.iter().flat_map(|before| before.inputs.iter().map(String::as_str));
        let is_lost = |name: &&str| missing.contains(name) || estimated.contains(name) && !was_indirect(name);
        let lost: BTreeSet<&str> = before.filter(is_lost).collect();
        let all: BTreeSet<&str> = asked.chain(doctors).chain(lost.iter().copied()).collect();
        let lacked: BTreeSet<&str> =
            readings.iter().filter(|it| it.value.is_none()).flat_map(|it| &it.missing).copied().collect();
        let indirect = all.iter().copied().filter(|name| {
            estimated.contains(name) && !lost.contains(name) || lost.contains(name) && was_indirect(name)
        });
        let indirect: BTreeSet<&str> = indirect.collect();
        let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
        Self { lost: owned(lost), indirect: owned(indirect), all: owned(all), missing: owned(lacked) }
    }
}
