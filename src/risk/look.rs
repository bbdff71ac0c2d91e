//! How a rule reads a record: every input it asks for is kept, as evidence or as missing.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::Name;
use super::doctors::Outlook;
use super::record::{Input, Record, Told};
use crate::catalog::Thresholds;
use crate::domain::legal_clock::Rules;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::statement::Cell;

/// What a rule found, from the least to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    NotFired,
    /// An input that it needs is missing.
    CannotTell,
    Fired,
    /// Fired in the form that makes a structure critical by itself.
    Critical,
}

/// One figure behind a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Name of an input, or of a figure computed from them.
    pub name: Name,
    /// None where it is withheld from whoever reads.
    pub value: Option<Cell>,
    /// Of which it speaks; empty for a computed figure.
    pub period: String,
    /// Empty for a computed figure.
    pub source: Name,
    #[serde(serialize_with = "state", deserialize_with = "read_state")]
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub rule: Name,
    pub verdict: Verdict,
    /// Seen in the RPPS only, where an address that changes looks like a departure.
    pub to_confirm: bool,
    pub evidence: Vec<Evidence>,
    pub missing: Vec<Name>,
    /// An input has gone missing: what was found in that month stands.
    pub carried_from: Option<Month>,
}

/// A record, with all that a rule may ask.
pub(super) struct Look<'a> {
    pub(super) record: &'a Record,
    pub(super) thresholds: &'a Thresholds,
    pub(super) law: &'a Rules,
    pub(super) outlook: Option<&'a Outlook>,
    seen: RefCell<Seen>,
}

#[derive(Default)]
struct Seen {
    evidence: Vec<Evidence>,
    missing: Vec<Name>,
    to_confirm: bool,
}

/// What a rule answers: whether it fires, and whether gravely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) fires: Option<bool>,
    pub(super) is_grave: Option<bool>,
}

impl From<Option<bool>> for Answer {
    fn from(fires: Option<bool>) -> Self {
        Self { fires, is_grave: Some(false) }
    }
}

impl<'a> Look<'a> {
    pub(super) fn new(
        record: &'a Record,
        thresholds: &'a Thresholds,
        law: &'a Rules,
        outlook: Option<&'a Outlook>,
    ) -> Self {
        Self { record, thresholds, law, outlook, seen: RefCell::default() }
    }

    /// The value of an input, which becomes evidence; else its name is told as missing.
    pub(super) fn at<T: Told>(&self, input: &'a Input<T>) -> Option<&'a T> {
        let mut seen = self.seen.borrow_mut();
        let Some(value) = &input.value else {
            if !seen.missing.iter().any(|name| name == input.name) {
                seen.missing.push(input.name.into());
            }
            return None;
        };
        if seen.evidence.iter().all(|evidence| evidence.name != input.name) {
            seen.evidence.push(Evidence {
                name: input.name.into(),
                value: Some(value.told()),
                period: input.period.to_string(),
                source: input.source.into(),
                state: input.state,
            });
        }
        Some(value)
    }

    /// The value of an input that is evidence where it is known, and not missed where it is not.
    pub(super) fn known<T: Told>(&self, input: &'a Input<T>) -> Option<&'a T> {
        input.value.is_some().then(|| self.at(input)).flatten()
    }

    /// The same, as a number.
    pub(super) fn number<T: Told + Copy + Into<f64>>(&self, input: &'a Input<T>) -> Option<f64> {
        self.at(input).map(|value| (*value).into())
    }

    /// Keeps a figure computed from inputs.
    pub(super) fn figure(&self, name: &'static str, value: f64) -> f64 {
        let evidence = Evidence {
            name: name.into(),
            value: Some(Cell::Number(value)),
            period: String::new(),
            source: "".into(),
            state: State::Estimated,
        };
        self.seen.borrow_mut().evidence.push(evidence);
        value
    }

    /// What fires is seen in the RPPS only.
    pub(super) fn to_confirm(&self) {
        self.seen.borrow_mut().to_confirm = true;
    }

    pub(super) fn conclude(self, rule: &'static str, answer: Answer) -> Finding {
        let verdict = match answer {
            Answer { fires: Some(true), is_grave: Some(true) } => Verdict::Critical,
            Answer { fires: Some(true), .. } => Verdict::Fired,
            Answer { fires: Some(false), .. } => Verdict::NotFired,
            Answer { fires: None, .. } => Verdict::CannotTell,
        };
        let Seen { evidence, missing, to_confirm } = self.seen.into_inner();
        Finding { rule: rule.into(), verdict, to_confirm, evidence, missing, carried_from: None }
    }
}

impl Finding {
    #[must_use]
    pub fn fires(&self) -> bool {
        self.verdict >= Verdict::Fired
    }

    /// Whether an input that this finding rested on is gone from a later record, or only estimated in it. The record is
    /// asked, not the later finding: a rule that does not fire may have had no need to look.
    fn has_lost(&self, later: &Record) -> bool {
        let inputs = self.evidence.iter().filter(|evidence| !evidence.source.is_empty());
        inputs.into_iter().any(|before| {
            let now = later.states().find(|(name, _)| *name == before.name).map(|(_, state)| state);
            match now {
                None | Some(State::NotSupplied) => true,
                Some(now) => now == State::Estimated && before.state != State::Estimated,
            }
        })
    }

    /// What stands when an input has gone missing since `before`, found in `month`: never less than before.
    #[must_use]
    pub(super) fn carry(self, before: &Self, month: Month, record: &Record) -> Self {
        let is_less = before.fires() && self.verdict < before.verdict;
        if !(is_less && before.has_lost(record)) {
            return self;
        }
        let carried_from = before.carried_from.or(Some(month));
        Self { missing: self.missing, carried_from, ..before.clone() }
    }
}

/// True when one is; not known when one might be.
pub(super) fn any<const N: usize>(clauses: [Option<bool>; N]) -> Option<bool> {
    if clauses.contains(&Some(true)) {
        return Some(true);
    }
    if clauses.contains(&None) { None } else { Some(false) }
}

/// False when one is; not known when one might be.
pub(super) fn all<const N: usize>(clauses: [Option<bool>; N]) -> Option<bool> {
    any(clauses.map(|clause| clause.map(|holds| !holds))).map(|fails| !fails)
}

fn state<S: serde::Serializer>(state: &State, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(state.as_str())
}

fn read_state<'de, D: serde::Deserializer<'de>>(from: D) -> Result<State, D::Error> {
    let text = String::deserialize(from)?;
    State::read(&text).ok_or_else(|| serde::de::Error::custom(format!("“{text}” is no state")))
}
