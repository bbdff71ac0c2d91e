//! `observatoire structure`: all that is held on one structure, for whoever has a right to it; words erased on request.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::{App, output, wrong_use};
use crate::domain::finess::FinessNumber;
use crate::store::Scope;
use crate::store::audit::{self, Action, Actor, OPERATOR};
use crate::store::erasure::{Place, erase};
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
    /// Takes the free words of one event of a case, or the words and telephone of one reply, out of the history
    EraseText {
        /// The case, with --position
        #[arg(long, requires = "position", required_unless_present = "reply")]
        case: Option<i64>,
        /// Of the event in its case, from 1
        #[arg(long, requires = "case")]
        position: Option<i32>,
        /// The reply, as `reply list` numbers it
        #[arg(long, conflicts_with = "case")]
        reply: Option<i64>,
        /// Why, for the audit: who asked when, never what stood there
        #[arg(long)]
        reason: String,
    },
}

pub(super) fn structure(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::Export { finess, out } => app.export(finess, out)?,
        Command::EraseText { case, position, reply, reason } => {
            let event = case.zip(*position).map(|(case, position)| Place::Event(case, position));
            let place = event.or(reply.map(Place::Reply));
            app.erase(place.ok_or_else(|| wrong_use("name an event of a case, or a reply"))?, reason)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    fn export(&self, finess: &FinessNumber, out: &Path) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        let scope = Scope::operator();
        let rights = Rights { declared: &scope, aci: &scope, signals: &scope };
        let held = holdings::of(conn, rights, finess, &self.catalog.tables_of_structures())?;
        let held = held.ok_or_else(|| wrong_use(format!("no edition of FINESS shows {finess}")))?;
        let actor = Actor { who: OPERATOR, address: None, at: self.clock.now() };
        audit::record(conn, actor, Action::Exported, Some(finess.as_str()))?;
        let path = out.join(format!("{finess}.json"));
        std::fs::create_dir_all(out)
            .and_then(|()| std::fs::write(&path, format!("{held:#}\n")))
            .with_context(|| path.display().to_string())?;
        output::line(&format!("written: {}", path.display()))
    }

    fn erase(&self, place: Place, reason: &str) -> anyhow::Result<()> {
        let actor = Actor { who: OPERATOR, address: None, at: self.clock.now() };
        if !self.store.write(|conn| erase(conn, place, actor, reason))? {
            return Err(wrong_use("nothing stands there that could be erased"));
        }
        output::line("erased; the audit says who and why")
    }
}
