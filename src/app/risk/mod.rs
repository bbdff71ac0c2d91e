//! `observatoire risk`: the weak signals of one structure, and of all; what the loss of a source would
//! change; what the risk model is worth.

mod backtest;
mod drill;
mod explain;
mod keep;
mod own;
mod report;
mod table;
mod text;

use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::{Args, Subcommand, ValueEnum};

use super::series::instant;
use super::{App, wrong_use};
use crate::config::Settings;
use crate::domain::month::Month;
use crate::store::Known;

pub(super) use report::stance;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Prints what each rule finds of a structure, its legal clock, its doctors, and what a departure would cost
    Explain(explain::Arguments),
    /// Counts the structures that each rule alone would put in each grade
    Report(report::Arguments),
    /// Takes one source at a time away from what is known: what changes, and that nobody becomes safer
    Drill(drill::Arguments),
    /// Foretells past years of a panel, or of this store, from the years before; compares models and simple rules
    Backtest(Box<backtest::Arguments>),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Which month is asked, and up to when knowledge counts.
#[derive(Args)]
struct When {
    /// As of the end of that month; by default the last one that is over
    #[arg(long)]
    month: Option<Month>,
    /// As it was known at the end of that day (UTC), or at that instant: 2025-03-31 or 2025-03-31T12:00:00Z
    #[arg(long, value_parser = instant)]
    known_on: Option<NaiveDateTime>,
}

pub(super) fn risk(settings: Settings, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        Action::Explain(arguments) => explain::explain(&App::open(settings)?, arguments),
        Action::Report(arguments) => report::report(&App::open(settings)?, arguments),
        Action::Drill(arguments) => drill::drill(&App::open(settings)?, arguments),
        Action::Backtest(arguments) => backtest::backtest(settings, arguments),
    }
}

/// Back-tests the model on the store, with the default choices, for the model card.
pub(super) fn keep_own(settings: Settings) -> anyhow::Result<()> {
    backtest::keep_own(&App::open(settings)?)
}

impl When {
    /// The last month that was over on the day of the knowledge, unless another is asked.
    fn read(&self, app: &App) -> anyhow::Result<(Month, Known)> {
        if self.known_on.is_some_and(|instant| instant.date() > app.clock.today()) {
            return Err(wrong_use("--known-on: that day is still to come"));
        }
        let last = app.clock.last_month();
        let over =
            self.known_on.map_or(last, |instant| super::series::last_month_over(instant.date()).min(last));
        let month = self.month.unwrap_or(over);
        if month > last {
            return Err(wrong_use(format!("--month: {month} is not over yet")));
        }
        Ok((month, self.known_on.map_or(Known::Now, Known::At)))
    }
}
