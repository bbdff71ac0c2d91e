//! `observatoire risk`: the fragility of structures, and what its model is worth.

mod backtest;
mod table;

use std::process::ExitCode;

use clap::{Args, Subcommand};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Foretells past years of a panel from the years before, and compares models and simple rules
    Backtest(backtest::Arguments),
}

pub(super) fn risk(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Backtest(arguments) => backtest::backtest(arguments),
    }
}
