//! `observatoire reply`: what structures answered, and the links that they answer under.

use std::process::ExitCode;

use chrono::{DateTime, NaiveDateTime};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{App, output};
use crate::domain::finess::FinessNumber;
use crate::domain::reply::{Fields, Stated};
use crate::store::replies::{self, Reply};
use crate::store::{Scope, links};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the replies, the last first
    List {
        /// Of one structure
        #[arg(long)]
        structure: Option<FinessNumber>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Takes the links of a structure back: nobody answers under them any more
    Revoke { structure: FinessNumber },
}

/// A reply as a script reads it; columns are added at the end only.
#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    structure: &'a str,
    at: NaiveDateTime,
    kind: &'static str,
    said: &'a Fields,
    stated: Option<&'a Stated>,
    link: i64,
}

pub(super) fn reply(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { structure, json } => app.list_replies(structure.as_ref(), *json)?,
        Command::Revoke { structure } => {
            let now = app.clock.now();
            let count = app.store.write(|conn| links::revoke(conn, structure, now))?;
            output::line(&format!("links taken back: {count}"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    fn list_replies(&self, structure: Option<&FinessNumber>, json: bool) -> anyhow::Result<()> {
        let (conn, scope) = (&mut *self.store.connection()?, Scope::operator());
        let all = match structure {
            Some(structure) => replies::of_structure(conn, &scope, structure)?,
            None => replies::since(conn, &scope, DateTime::UNIX_EPOCH.naive_utc())?,
        };
        for reply in &all {
            if json {
                output::json(&Line::of(reply))?;
                continue;
            }
            let Reply { id, structure, at, kind, .. } = reply;
            let said = reply.said.iter().map(|(name, text)| format!("{name}: {}", text.replace('\n', " ")));
            let said = said.collect::<Vec<_>>().join(", ");
            let (at, kind) = (at.format("%Y-%m-%d %H:%M"), kind.as_str());
            output::line(&format!("{id}  {at}  {structure}  {kind}  {said}"))?;
        }
        Ok(())
    }
}

impl<'a> Line<'a> {
    fn of(reply: &'a Reply) -> Self {
        Self {
            id: reply.id,
            structure: reply.structure.as_str(),
            at: reply.at,
            kind: reply.kind.as_str(),
            said: &reply.said,
            stated: reply.stated.as_ref(),
            link: reply.link,
        }
    }
}
