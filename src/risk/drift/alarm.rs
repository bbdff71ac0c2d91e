//! What is wrong with what the model reads, and how much.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::catalog::Limit;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alarm {
    /// Else somebody is to look.
    pub is_to_act: bool,
    #[serde(flatten)]
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// Its editions stopped for longer than its patience.
    Stale {
        source: String,
        last: NaiveDate,
    },
    /// It tells nothing of structures of which it told; shares of all structures.
    SourceLost {
        source: String,
        missing: f64,
        missing_before: f64,
    },
    FeatureLost {
        feature: String,
        missing: f64,
        missing_before: f64,
    },
    /// By the population stability index.
    Shifted {
        feature: String,
        index: f64,
    },
    /// Events that happened are not those expected.
    Events {
        observed: usize,
        expected: f64,
    },
    /// The scores cannot be computed.
    NoFit,
}

impl Alarm {
    pub(super) fn act(reason: Reason) -> Self {
        Self { is_to_act: true, reason }
    }

    pub(super) fn past(value: f64, limit: &Limit, reason: impl FnOnce() -> Reason) -> Option<Self> {
        (value >= limit.watch).then(|| Self { is_to_act: value >= limit.act, reason: reason() })
    }
}

/// As the operator reads it.
impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let percent = |share: f64| (100.0 * share).round();
        match self {
            Self::Stale { source, last } => write!(out, "{source}: no edition since {last}"),
            Self::SourceLost { source: what, missing, missing_before }
            | Self::FeatureLost { feature: what, missing, missing_before } => write!(
                out,
                "{what}: missing for {} % of structures, {} % at the reference",
                percent(*missing),
                percent(*missing_before)
            ),
            Self::Shifted { feature, index } => {
                write!(out, "{feature}: has shifted (stability index {index:.2})")
            }
            Self::Events { observed, expected } => {
                write!(out, "{observed} structures fell below two doctors, {expected:.1} were expected")
            }
            Self::NoFit => write!(out, "the scores cannot be computed"),
        }
    }
}
