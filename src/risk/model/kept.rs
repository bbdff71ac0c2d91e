//! A back-test that was kept: what it was made on, when, and what it told of each model.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::report::Report;
use super::strata;
use crate::catalog::{DataSet, OWN_STORE};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Backtest {
    pub kept_at: NaiveDateTime,
    pub data: Data,
    pub is_simulated: bool,
    pub target: String,
    /// Features that were left out.
    pub without: Vec<String>,
    /// Draws behind the intervals.
    pub draws: usize,
    /// Of the program that made it.
    pub version: String,
    /// One a model; the simple rules come first.
    pub reports: Vec<Report>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Data {
    /// What this installation knew, month by month.
    Store,
    Panel(Box<DataSet>),
}

/// The model whose figures are told in full, where it was compared.
const BAR: &str = "map";

impl Data {
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Store => OWN_STORE,
            Self::Panel(data) => &data.id,
        }
    }
}

impl Backtest {
    /// The report that is told in full: of the bar, or else of the first model that gives probabilities.
    #[must_use]
    pub fn bar(&self) -> Option<&Report> {
        let gives = |report: &&Report| report.pooled.brier.is_some();
        let bar = self.reports.iter().find(|report| report.model == BAR);
        bar.or_else(|| self.reports.iter().find(gives))
    }

    /// As anybody may read it: no part of the country, or of the structures, in which too few are.
    #[must_use]
    pub fn public(mut self) -> Self {
        for report in &mut self.reports {
            report.strata = strata::public(&report.strata);
        }
        self
    }
}
