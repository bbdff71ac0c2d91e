//! One number of an indicator, for one territory, over the months during which it did not change.

use serde::{Deserialize, Serialize};

use super::month::Month;

/// How much a reader may trust a number; missing is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Observed,
    /// Derived from declared dates or from a single observation, to be confirmed by a later edition.
    Estimated,
    /// The last known value, carried on: the source should have sent a newer one.
    Late,
    /// The source said nothing for this month, or nothing any more.
    NotSupplied,
    /// Known, but too few structures or persons stand behind it to be shown.
    Suppressed,
}

impl State {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Estimated => "estimated",
            Self::Late => "late",
            Self::NotSupplied => "not supplied",
            Self::Suppressed => "suppressed",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Observed, Self::Estimated, Self::Late, Self::NotSupplied, Self::Suppressed]
            .into_iter()
            .find(|state| state.as_str() == text)
    }
}

/// What an indicator says, whatever the month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    pub value: Option<f64>,
    /// Number of structures behind the number.
    pub structures: i64,
    /// Share, 0 to 1, of those structures for which every input is known.
    pub coverage: Option<f64>,
    pub state: State,
}

impl Reading {
    /// Structures that answered: what their number and the coverage say.
    #[must_use]
    pub fn contributors(&self) -> f64 {
        self.coverage.map_or(self.structures as f64, |share| (self.structures as f64 * share).round())
    }
}

/// A count is written `2758`, not `2758.0`.
///
/// # Errors
/// Those of the writer.
pub fn plainly<S: serde::Serializer>(number: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match number {
        None => out.serialize_none(),
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => out.serialize_i64(*number as i64),
        Some(number) => out.serialize_f64(*number),
    }
}

/// A reading that held from `first` to `last`, both months included.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub first: Month,
    pub last: Month,
    pub reading: Reading,
}

/// Joins the readings of consecutive months into spans.
#[must_use]
pub fn spans(first: Month, readings: impl IntoIterator<Item = Reading>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (offset, reading) in (0..).zip(readings) {
        let month = first + offset;
        match spans.last_mut() {
            Some(span) if span.reading == reading => span.last = month,
            _ => spans.push(Span { first: month, last: month, reading }),
        }
    }
    spans
}
