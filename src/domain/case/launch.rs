//! The gates of the launch: whether a desk is ready to be written to, after a shadow run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Case, Judgement, State};

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// Open cases that a desk may have.
    pub most_open: usize,
    /// Alerts that it has judged.
    pub least_judged: usize,
    /// Share of them that were useful.
    pub least_useful: f64,
}

/// What one desk has had so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Load {
    pub cases: usize,
    pub open: usize,
    /// Open, and taken up by somebody.
    pub taken: usize,
    pub judged: usize,
    pub useful: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Ready,
    /// More open cases than a team can follow.
    TooMany,
    /// Too few alerts have been judged to tell.
    TooFewJudged,
    /// Too few of those judged were useful.
    TooFewUseful,
}

impl Verdict {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::TooMany => "too_many",
            Self::TooFewJudged => "too_few_judged",
            Self::TooFewUseful => "too_few_useful",
        }
    }
}

/// The load of each desk, by what names it.
#[must_use]
pub fn loads<'a, K: Ord>(cases: impl IntoIterator<Item = (K, &'a Case)>) -> BTreeMap<K, Load> {
    let mut loads: BTreeMap<K, Load> = BTreeMap::new();
    for (desk, case) in cases {
        let load = loads.entry(desk).or_default();
        let is_open = case.state != State::Closed;
        load.cases += 1;
        load.open += usize::from(is_open);
        load.taken += usize::from(is_open && case.state != State::New);
        load.judged += usize::from(case.judged.is_some());
        load.useful += usize::from(case.judged == Some(Judgement::Useful));
    }
    loads
}

impl Load {
    #[must_use]
    pub fn verdict(&self, gates: &Gates) -> Verdict {
        if self.open > gates.most_open {
            Verdict::TooMany
        } else if self.judged < gates.least_judged {
            Verdict::TooFewJudged
        } else if (self.useful as f64) < gates.least_useful * self.judged as f64 {
            Verdict::TooFewUseful
        } else {
            Verdict::Ready
        }
    }
}
