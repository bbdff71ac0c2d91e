//! What of a back-test is kept for the model card.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::{App, wrong_use};
use crate::catalog::DataSet;
use crate::risk::model::kept::{Backtest, Data};
use crate::risk::model::priors::target_of;
use crate::risk::model::report::Report;
use crate::store::{backtests, imports};

#[derive(Args)]
pub(super) struct Keeping {
    /// Keeps the back-test: the model card (/methode/risque) shows the last one kept
    #[arg(long)]
    pub(super) keep: bool,
    /// TOML: what the panel is, its licence and what the target means; by default about.toml beside the panel
    #[arg(long, value_name = "FILE", requires = "keep", conflicts_with = "store")]
    about: Option<PathBuf>,
}

impl Keeping {
    /// What the panel is; none when the back-test is not to be kept.
    pub(super) fn data_set(&self, panel: &Path, target: &str) -> anyhow::Result<Option<DataSet>> {
        if !self.keep {
            return Ok(None);
        }
        let beside = || panel.with_file_name("about.toml");
        let path = self.about.clone().unwrap_or_else(beside);
        let wrong = |problem: String| wrong_use(format!("--keep: {}: {problem}", path.display()));
        let text = fs::read_to_string(&path).map_err(|error| {
            wrong(format!(
                "{error}; this file says what the panel is, and under which licence (jobs/README.md)"
            ))
        })?;
        DataSet::read(&text, target_of(target)).map(Some).map_err(wrong)
    }
}

impl App {
    /// Keeps the reports of one back-test. `without` names the features that were left out, `draws` how often units were drawn.
    pub(in super::super) fn keep(
        &self,
        data: Data,
        without: &[String],
        draws: usize,
        reports: Vec<Report>,
    ) -> anyhow::Result<()> {
        let Some(target) = reports.first().map(|report| report.target.clone()) else { return Ok(()) };
        let kept_at = self.clock.now();
        let mut without = without.to_vec();
        without.sort();
        self.store.write(|conn| {
            let is_simulated = match &data {
                Data::Store => imports::any_simulated(conn)?,
                Data::Panel(panel) => panel.is_simulated,
            };
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let backtest = Backtest { kept_at, data, is_simulated, target, without, draws, version, reports };
            backtests::keep(conn, &backtest)
        })?;
        eprintln!("Kept: shown at /methode/risque");
        Ok(())
    }
}
