//! `observatoire outbox`: the messages, and what became of them.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use chrono::{Days, NaiveDateTime};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::import::Spoken;
use super::{App, output, wrong_use};
use crate::domain::finess::FinessNumber;
use crate::domain::month::Month;
use crate::domain::territory::{Level, Territory};
use crate::jobs::letters::forget::forget;
use crate::jobs::letters::overview::{self, Released};
use crate::jobs::letters::{Raised, bulletin, critical, dates, digest, reminders};
use crate::mail::Letter;
use crate::store::Scope;
use crate::store::audit::{Actor, OPERATOR};
use crate::store::outbox::{self, Message, Status};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists what went to whom, when, and what the server answered
    List {
        /// waiting, claimed, sending, sent, failed, uncertain
        #[arg(long, value_parser = status)]
        status: Option<Status>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Prints a message as it is sent, after what became of each attempt (on standard error)
    Show { id: i64 },
    /// Raises the letter on a critical structure
    Critical {
        finess: FinessNumber,
        /// The month assessed; by default the last one
        #[arg(long)]
        month: Option<Month>,
        #[command(flatten)]
        preview: Preview,
    },
    /// Raises the reminders of the legal clock that are due, once for each step
    Reminders {
        /// Of one desk only: REG-84
        territory: Option<Territory>,
        #[command(flatten)]
        preview: Preview,
    },
    /// Raises the monthly letter on dates: to the fund of a department, to the desk of a region
    Dates {
        /// DEP-01, REG-84
        territory: Territory,
        #[command(flatten)]
        preview: Preview,
    },
    /// Raises the monthly bulletin of the ministry
    Bulletin {
        /// By default the month before this one
        #[arg(long)]
        month: Option<Month>,
        #[command(flatten)]
        preview: Preview,
    },
    /// Empties the content of messages that are older than the definitions say; what proves them stays
    Forget,
    /// Raises the weekly letter of a desk
    Digest {
        /// REG-84
        territory: Territory,
        #[command(flatten)]
        preview: Preview,
    },
    /// Releases the overview of a structure: whoever runs this has read it (--preview)
    Overview {
        finess: FinessNumber,
        #[command(flatten)]
        preview: Preview,
    },
}

#[derive(Args)]
struct Preview {
    /// Writes the HTML and the text beside it, and raises nothing
    #[arg(long, value_name = "FILE.html")]
    preview: Option<PathBuf>,
    /// Language of the preview
    #[arg(long, value_enum, default_value_t = Spoken::Fr)]
    language: Spoken,
}

/// A line of the table of proof; columns are added at the end only.
#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    letter: &'a str,
    about: &'a str,
    recipient: &'a str,
    office: &'a str,
    subject: &'a str,
    status: &'a str,
    raised_at: NaiveDateTime,
    attempts: i32,
    settled_at: Option<NaiveDateTime>,
    answer: Option<&'a str>,
    message_id: &'a str,
    key: &'a str,
    is_simulated: bool,
    emptied_at: Option<NaiveDateTime>,
}

fn status(text: &str) -> Result<Status, String> {
    let all = Status::ALL.map(Status::as_str).join(", ");
    Status::read(text).ok_or_else(|| format!("write one of {all}"))
}

pub(super) fn outbox(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { status, json } => app.list_messages(*status, *json)?,
        Command::Show { id } => app.show_message(*id)?,
        Command::Critical { finess, month, preview } => {
            let conn = &mut *app.store.connection()?;
            let facts = critical::facts(conn, &app.catalog.risk, finess, *month)?;
            let facts = facts.ok_or_else(|| wrong_use(format!("no assessment of {finess} is known")))?;
            app.raise_letter(&Letter::Critical(facts), preview)?;
        }
        Command::Reminders { territory, preview } => app.remind(territory.as_ref(), preview)?,
        Command::Dates { territory, preview } => {
            if !matches!(territory.level(), Level::Region | Level::Department) {
                return Err(wrong_use(
                    "a fund is that of a department, a desk that of a region: DEP-01, REG-84",
                ));
            }
            let conn = &mut *app.store.connection()?;
            let facts = dates::facts(conn, &app.catalog, territory, app.clock.today())?;
            let facts =
                facts.ok_or_else(|| wrong_use(format!("nothing is late or due soon in {territory}")))?;
            app.raise_letter(&Letter::Dates(facts), preview)?;
        }
        Command::Bulletin { month, preview } => {
            let month = month.unwrap_or(Month::of(app.clock.today()) - 1);
            let facts = bulletin::facts(&mut *app.store.connection()?, &app.catalog, month)?;
            let facts = facts.ok_or_else(|| wrong_use(format!("no point of {month} is known")))?;
            app.raise_letter(&Letter::Bulletin(facts), preview)?;
        }
        Command::Forget => {
            let count = forget(&app.store, &app.catalog, app.clock.now())?;
            output::line(&format!("messages emptied: {count}"))?;
        }
        Command::Digest { territory, preview } => {
            if !matches!(territory.level(), Level::Region | Level::Department) {
                return Err(wrong_use("a desk is that of a region or a department: REG-84, DEP-01"));
            }
            let until = app.clock.today();
            let since = until - Days::new(7);
            let conn = &mut *app.store.connection()?;
            let facts = digest::facts(conn, &app.catalog.risk, territory, (since, until))?;
            let facts = facts.ok_or_else(|| wrong_use(format!("nothing was assessed in {territory}")))?;
            app.raise_letter(&Letter::Digest(facts), preview)?;
        }
        Command::Overview { finess, preview } => app.release_overview(finess, preview)?,
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    fn raise_letter(&self, letter: &Letter, preview: &Preview) -> anyhow::Result<()> {
        if let Some(path) = &preview.preview {
            return self.write_preview(letter, path, preview.language);
        }
        say_raised(&self.store.write(|conn| self.office().raise(conn, letter))?)
    }

    fn release_overview(&self, finess: &FinessNumber, preview: &Preview) -> anyhow::Result<()> {
        let now = self.clock.now();
        if let Some(path) = &preview.preview {
            let facts = overview::facts(&mut *self.store.connection()?, finess, now)?;
            let facts = facts.map_err(|untold| wrong_use(format!("{finess}: {}", untold.as_str())))?;
            return self.write_preview(&Letter::Overview(facts), path, preview.language);
        }
        let actor = Actor { who: OPERATOR, address: None, at: now };
        match self.store.write(|conn| overview::release(conn, &self.office(), actor, finess))? {
            Released::Raised(raised) => say_raised(&raised),
            Released::Paused(until) => {
                let until = until.date();
                Err(wrong_use(format!("{finess} has answered: nothing more is sent before {until}")))
            }
            Released::Refused(untold) => Err(wrong_use(format!("{finess}: {}", untold.as_str()))),
        }
    }

    /// All desks, or one; a preview shows the first that is due.
    fn remind(&self, territory: Option<&Territory>, preview: &Preview) -> anyhow::Result<()> {
        let Some(territory) = territory else {
            if preview.preview.is_some() {
                return Err(wrong_use("name the desk of which the first reminder is shown: REG-84"));
            }
            let written = reminders::remind(&self.store, &self.office())?;
            return output::line(&format!("messages written: {written}"));
        };
        let conn = &mut *self.store.connection()?;
        let due = reminders::facts(conn, &self.catalog, territory, self.clock.today())?;
        if due.is_empty() {
            return output::line(&format!("no legal clock runs in {territory}"));
        }
        let shown = if preview.preview.is_some() { 1 } else { due.len() };
        due.into_iter().take(shown).try_for_each(|facts| self.raise_letter(&Letter::Reminder(facts), preview))
    }

    fn write_preview(&self, letter: &Letter, path: &Path, language: Spoken) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        let document = self.office().preview(conn, letter, language.into())?;
        std::fs::write(path, document.html_alone()).with_context(|| path.display().to_string())?;
        std::fs::write(path.with_extension("txt"), document.text())?;
        output::line(&document.subject)
    }

    fn list_messages(&self, status: Option<Status>, json: bool) -> anyhow::Result<()> {
        for message in outbox::list(&mut *self.store.connection()?, &Scope::operator(), status)? {
            if json {
                output::json(&Line::of(&message))?;
            } else {
                let Message { id, letter, about, recipient, status, .. } = &message;
                let when = message.settled_at.unwrap_or(message.raised_at).format("%Y-%m-%d %H:%M:%S");
                let answer = message.answer.as_deref().unwrap_or("–");
                output::line(&format!("{id}  {when}  {letter}  {about}  {recipient}  {status}: {answer}"))?;
            }
        }
        Ok(())
    }

    fn show_message(&self, id: i64) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        let content = outbox::content(conn, &Scope::operator(), id)?;
        let content = content.ok_or_else(|| wrong_use(format!("no message has the number {id}")))?;
        for attempt in outbox::attempts(conn, &Scope::operator(), id)? {
            eprintln!("{}  {}: {}", attempt.at, attempt.outcome, attempt.answer);
        }
        output::line(content.trim_end())
    }
}

fn say_raised(raised: &Raised) -> anyhow::Result<()> {
    match raised {
        Raised::Written(0) => output::line("it was raised before: nothing is written twice"),
        Raised::Written(count) => output::line(&format!("messages written: {count}")),
        Raised::Aside(reason) => output::line(&format!("put in the queue: {reason}")),
        Raised::Withheld => output::line("this is a shadow run: nobody is written to"),
    }
}

impl<'a> Line<'a> {
    fn of(message: &'a Message) -> Self {
        Self {
            id: message.id,
            letter: &message.letter,
            about: &message.about,
            recipient: &message.recipient,
            office: &message.office,
            subject: &message.subject,
            status: &message.status,
            raised_at: message.raised_at,
            attempts: message.attempts,
            settled_at: message.settled_at,
            answer: message.answer.as_deref(),
            message_id: &message.message_id,
            key: &message.key,
            is_simulated: message.is_simulated,
            emptied_at: message.emptied_at,
        }
    }
}
