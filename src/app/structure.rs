//! `observatoire structure export`: all that is held on one structure, for whoever has a right to it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::{App, output, wrong_use};
use crate::domain::finess::FinessNumber;
use crate::store::Scope;
use crate::store::audit::{self, Action, Actor, OPERATOR};
use crate::store::holdings::{self, Rights};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Facts, declarations, members (keyed hashes), ACI, signals, messages, replies, audit; no level, no score
    Export {
        finess: FinessNumber,
        /// Folder of the file, which is named after the structure
        #[arg(long)]
        out: PathBuf,
    },
}

pub(super) fn structure(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Command::Export { finess, out } = &arguments.command;
    let conn = &mut *app.store.connection()?;
    let scope = Scope::operator();
    let rights = Rights { declared: &scope, aci: &scope, signals: &scope };
    let held = holdings::of(conn, rights, finess, &app.catalog.tables_of_structures())?;
    let held = held.ok_or_else(|| wrong_use(format!("no edition of FINESS shows {finess}")))?;
    let actor = Actor { who: OPERATOR, address: None, at: app.clock.now() };
    audit::record(conn, actor, Action::Exported, Some(finess.as_str()))?;
    let path = out.join(format!("{finess}.json"));
    std::fs::create_dir_all(out)
        .and_then(|()| std::fs::write(&path, format!("{held:#}\n")))
        .with_context(|| path.display().to_string())?;
    output::line(&format!("written: {}", path.display()))?;
    Ok(ExitCode::SUCCESS)
}
