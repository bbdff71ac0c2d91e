//! `observatoire simulate --out DIR`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::{output, wrong_use};
use crate::clock::Clock;
use crate::domain::month::Month;
use crate::simulate::{Settings, Written, write};

#[derive(Args)]
pub(super) struct Arguments {
    /// Folder for the files
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// Maisons de santé open at the end of 2024
    #[arg(long, default_value_t = 2758, value_parser = clap::value_parser!(u32).range(1..))]
    structures: u32,
    /// Establishments of all categories in an edition, for size tests
    #[arg(long)]
    establishments: Option<u32>,
    /// First month written; by default that of the first annual stock
    #[arg(long)]
    since: Option<Month>,
    /// Last month written; by default the last one that is over
    #[arg(long)]
    until: Option<Month>,
}

pub(super) fn simulate(clock: Clock, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let settings = Settings {
        seed: arguments.seed,
        structures: arguments.structures,
        establishments: arguments.establishments,
        since: arguments.since,
        until: arguments.until.unwrap_or_else(|| clock.last_month()),
    };
    let out = arguments.out.display();
    let written = write_world(&settings, &arguments.out).with_context(|| out.to_string())?;
    if written.is_empty() {
        return Err(wrong_use("no edition came out in these months; the first one is of 2008-12"));
    }
    for written in &written {
        output::line(&written.path.display().to_string())?;
    }
    eprintln!(
        "{} files; now `observatoire import finess {out}/*`, then for each folder `observatoire import NAME \
         {out}/NAME/*`, then `observatoire run monthly`",
        written.len()
    );
    Ok(ExitCode::SUCCESS)
}

pub(super) fn write_world(settings: &Settings, out: &Path) -> anyhow::Result<Vec<Written>> {
    let bar = output::bar(0, output::STEPS);
    bar.set_message("simulated editions");
    let written = write(settings, out, |done, total| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    Ok(written)
}
