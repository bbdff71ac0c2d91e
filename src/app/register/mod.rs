//! `observatoire register`: the list that the ARS keeps, and its contradictions with FINESS.

mod print;

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::register::discrepancy::{Discrepancy, Kind};
use crate::domain::register::{Change, Entry, Resolution, Status};
use crate::domain::territory::Territory;
use crate::jobs::register::{self, Advance, Person};
use crate::store::Known;
use crate::store::register::{entries, queue};
use print::{explain, line};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the entries
    List {
        #[command(flatten)]
        place: Place,
        /// project, recognised, open, closed, merged, abandoned
        #[arg(long, value_parser = status)]
        status: Option<Status>,
    },
    /// Shows all that was known of one entry, oldest first
    Show {
        id: String,
        #[arg(long)]
        json: bool,
    },
    /// Records a step in the life of a structure
    Advance {
        id: String,
        /// project, recognised, open, closed, merged, abandoned
        #[arg(value_parser = status)]
        status: Status,
        /// The day on which it happened
        #[arg(long)]
        on: NaiveDate,
        /// The FINESS number it was given
        #[arg(long)]
        finess: Option<FinessNumber>,
        #[command(flatten)]
        who: Who,
    },
    /// Lists the contradictions with FINESS that wait for a decision
    Queue {
        #[command(flatten)]
        place: Place,
        /// missing_in_register, missing_in_finess, duplicate, sisa_twin, moved, closed_in_register, closed_in_finess
        #[arg(long, value_parser = kind)]
        kind: Option<Kind>,
    },
    /// Decides one of them
    Decide {
        /// As the queue names it
        key: String,
        /// One of the choices that the queue offers
        #[arg(value_parser = resolution)]
        resolution: Resolution,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Args)]
struct Place {
    /// FR, REG-84, DEP-2A
    #[arg(long, default_value = "FR")]
    territory: Territory,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Who {
    /// Who says so
    #[arg(long)]
    by: String,
    /// Why
    #[arg(long)]
    note: Option<String>,
}

impl Who {
    fn person(&self) -> Person<'_> {
        Person { author: &self.by, note: self.note.as_deref() }
    }
}

fn status(text: &str) -> Result<Status, String> {
    Status::read(text).ok_or_else(|| one_of(&Status::ALL.map(Status::as_str)))
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::read(text).ok_or_else(|| one_of(&Kind::ALL.map(Kind::as_str)))
}

fn resolution(text: &str) -> Result<Resolution, String> {
    Resolution::read(text).ok_or_else(|| one_of(&Resolution::ALL.map(Resolution::as_str)))
}

fn one_of(words: &[&str]) -> String {
    format!("write one of {}", words.join(", "))
}

pub(super) fn register(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { place, status } => app.list(place, *status)?,
        Command::Show { id, json } => app.show(id, *json)?,
        Command::Queue { place, kind } => app.queue(place, *kind)?,
        Command::Advance { id, status, on, finess, who } => {
            let step = Advance { status: *status, on: *on, finess: finess.clone() };
            let done = register::advance(&app.store, &app.catalog, id, &step, who.person(), app.clock.now());
            line(&done.map_err(refused)?)?;
        }
        Command::Decide { key, resolution, who } => {
            let decided =
                register::decide(&app.store, &app.catalog, key, *resolution, who.person(), app.clock.now());
            match decided.map_err(refused)? {
                Change::Write(entry) => line(&entry)?,
                Change::Withdraw(id) => output::line(&format!("{id} left the register"))?,
                Change::Nothing => output::line("recorded; the register stays as it is")?,
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn refused(error: register::Error) -> anyhow::Error {
    match error {
        register::Error::Refused(reason) => wrong_use(reason),
        register::Error::Store(error) => error.into(),
    }
}

impl Place {
    /// The departments of the territory; none for the whole country.
    fn departments(&self) -> anyhow::Result<Option<Vec<&'static str>>> {
        match &self.territory {
            Territory::France => Ok(None),
            Territory::Region(_) | Territory::Department(_) => {
                let found = france().departments_of([&self.territory]);
                let unknown = || wrong_use(format!("no territory has the code {}", self.territory));
                if found.is_empty() { Err(unknown()) } else { Ok(Some(found)) }
            }
            Territory::Epci(_) | Territory::Commune(_) => Err(wrong_use("name a department, a region or FR")),
        }
    }
}

/// A line of history as a script reads it.
#[derive(Serialize)]
struct HeldLine<'a> {
    known_from: String,
    known_to: Option<String>,
    author: &'a Option<String>,
    note: &'a Option<String>,
    #[serde(flatten)]
    entry: &'a Entry,
}

/// A contradiction as a script reads it.
#[derive(Serialize)]
struct QueueLine<'a> {
    found_on: NaiveDate,
    choices: Vec<Resolution>,
    #[serde(flatten)]
    discrepancy: &'a Discrepancy,
}

impl App {
    fn list(&self, place: &Place, status: Option<Status>) -> anyhow::Result<()> {
        let departments = place.departments()?;
        let held = entries::load(&mut *self.store.connection()?, Known::Now)?;
        let wanted = held.iter().map(|held| &held.entry).filter(|entry| {
            status.is_none_or(|status| entry.status == status)
                && departments.as_ref().is_none_or(|codes| codes.contains(&entry.department.as_str()))
        });
        for entry in wanted {
            if place.json { output::json(entry)? } else { line(entry)? }
        }
        Ok(())
    }

    fn show(&self, id: &str, json: bool) -> anyhow::Result<()> {
        let history = entries::history(&mut *self.store.connection()?, id)?;
        if history.is_empty() {
            return Err(wrong_use(format!("the register has no entry “{id}”")));
        }
        for held in &history {
            if json {
                output::json(&HeldLine {
                    known_from: held.known_from.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
                    known_to: held.known_to.map(|until| until.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
                    author: &held.author,
                    note: &held.note,
                    entry: &held.entry,
                })?;
            } else {
                let author = held.author.as_deref().unwrap_or("a file");
                let note = held.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
                output::line(&format!("known from {}, by {author}{note}", held.known_from.date()))?;
                line(&held.entry)?;
            }
        }
        Ok(())
    }

    fn queue(&self, place: &Place, kind: Option<Kind>) -> anyhow::Result<()> {
        let departments = place.departments()?;
        let waiting = queue::load(&mut *self.store.connection()?, departments.as_deref())?;
        let wanted: Vec<_> =
            waiting.iter().filter(|one| kind.is_none_or(|kind| one.discrepancy.kind == kind)).collect();
        for one in &wanted {
            let (found_on, discrepancy) = (one.found_on, &one.discrepancy);
            if place.json {
                output::json(&QueueLine { found_on, choices: discrepancy.choices(), discrepancy })?;
            } else {
                explain(discrepancy, found_on)?;
            }
        }
        if !place.json {
            output::line(&format!("{} waiting", wanted.len()))?;
        }
        Ok(())
    }
}
