//! Dates that many structures share are one entry: a desk has hundreds of balances on one day.

use std::collections::BTreeMap;

use super::super::super::words::Words;
use super::super::address;
use crate::domain::deadline::{Deadline, Kind, State};
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::store::deadlines::Dated;

/// What the structures of an entry share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    pub(super) due: Period,
    pub(super) kind: Kind,
    pub(super) step: Option<u32>,
    /// The year of a payment or meeting; what is of a signature bears its day alone.
    pub(super) year: Option<i32>,
    pub(super) state: State,
}

impl Shared {
    fn of(deadline: &Deadline) -> Self {
        let year = match deadline.of {
            Period::Year(year) => Some(year),
            _ => None,
        };
        let Deadline { due, kind, step, state, .. } = *deadline;
        Self { due, kind, step, year, state }
    }

    /// What tells it from all others, whenever it is asked.
    pub(super) fn key(&self) -> String {
        let year = self.year.map(|year| format!(".{year}")).unwrap_or_default();
        let step = self.step.map(|months| format!(".{months}")).unwrap_or_default();
        format!("{}.{}{year}{step}", self.kind.as_str(), self.due)
    }

    /// « Solde de l’ACI 2026 », « Délai légal : 24 mois ».
    pub(super) fn name(&self, words: Words) -> String {
        let name = words.say(&format!("deadline-{}", self.kind.as_str()));
        match (self.year, self.step) {
            (Some(year), _) => words.with("deadline-of", &[("name", &name), ("year", &year.to_string())]),
            (None, Some(months)) if self.kind == Kind::ClockStep => {
                words.counted("deadline-step", f64::from(months), &[("name", &name)])
            }
            _ => name,
        }
    }

    /// The day; that no text gives one, where none does.
    pub(super) fn when(&self, words: Words) -> String {
        match self.due {
            Period::Day(day) => words.language.day(day),
            Period::Month(month) => {
                words.with("deadline-no-day", &[("period", &words.language.month(month))])
            }
            Period::Year(year) => words.with("deadline-no-day", &[("period", &year.to_string())]),
            Period::Undated => words.say("deadline-no-date"),
        }
    }

    pub(super) fn basis(&self, words: Words) -> String {
        words.say(&format!("deadline-{}-basis", self.kind.as_str()))
    }
}

/// The entries, by day.
pub(super) fn entries(dated: Vec<Dated>) -> BTreeMap<(Option<Month>, Shared), Vec<Dated>> {
    let mut entries: BTreeMap<(Option<Month>, Shared), Vec<Dated>> = BTreeMap::new();
    for one in dated {
        entries.entry((one.deadline.month(), Shared::of(&one.deadline))).or_default().push(one);
    }
    entries
}

/// A structure of an entry: its name, where it is, its own calendar.
pub(super) struct Whose {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) page: String,
    pub(super) note: Option<String>,
}

impl Whose {
    pub(super) fn of(dated: &Dated, words: Words) -> Self {
        let number = &dated.deadline.structure;
        let met = dated
            .deadline
            .met_on
            .map(|day| words.with("deadline-met-on", &[("day", &words.language.day(day))]));
        let unpaid = dated.deadline.is_unpaid.then(|| words.say("deadline-unpaid"));
        Self {
            name: words.language.typeset(&dated.name),
            place: words.territory(&Territory::Department(dated.department.clone())),
            page: address(words.language, &format!("/structures/{number}/echeancier")),
            note: unpaid.or(met),
        }
    }
}

/// Colour, sign and word of a state.
pub(super) fn badge(state: State, words: Words) -> (&'static str, &'static str, String) {
    let (class, sign) = match state {
        State::Overdue => ("ko", "▲"),
        State::ToCome => ("mid", "●"),
        State::Unknown => ("none", "?"),
        State::Met => ("ok", "✓"),
        State::Passed => ("none", "–"),
    };
    (class, sign, words.say(&format!("deadline-state-{}", state.as_str())))
}
