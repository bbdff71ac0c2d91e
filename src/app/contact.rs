//! `observatoire contact`: whom letters go to.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::jobs::letters::Office;
use crate::store::contacts::{self, Held};
use crate::store::outbox::unaddressed;
use crate::store::{Error, Scope};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the contacts; `observatoire import contacts FILE` adds them
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Notes that somebody made sure that these addresses are right: nobody is written to before
    Verify {
        /// Numbers of the list
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Removes a contact; what was sent to it stays told
    Remove { id: i64 },
    /// Lists the letters that could be addressed to nobody, and why
    Queue {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// A contact as a script reads it.
#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    kind: &'static str,
    place: String,
    office: &'a str,
    email: &'a str,
    phone: Option<&'a str>,
    language: &'static str,
    frequency: &'static str,
    verified_on: Option<chrono::NaiveDate>,
    /// Letters that it asked not to get any more.
    refused: &'a [String],
}

/// A letter that waits, as a script reads it.
#[derive(Serialize)]
struct Waiting<'a> {
    key: &'a str,
    letter: &'a str,
    audience: &'a str,
    place: &'a str,
    reason: &'a str,
    raised_at: chrono::NaiveDateTime,
}

pub(super) fn contact(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { json } => app.list_contacts(*json)?,
        Command::Verify { ids } => app.verify_contacts(ids)?,
        Command::Remove { id } => {
            if !app.store.write(|conn| contacts::remove(conn, *id))? {
                return Err(unknown(*id));
            }
            output::line(&format!("contact {id} is removed"))?;
        }
        Command::Queue { json } => app.list_queue(*json)?,
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    pub(super) fn office(&self) -> Office<'_> {
        Office { catalog: &self.catalog, post: &self.post, now: self.clock.now(), by_hand: true }
    }

    fn list_contacts(&self, json: bool) -> anyhow::Result<()> {
        for Held { id, contact, .. } in contacts::all(&mut *self.store.connection()?, &Scope::operator())? {
            let line = Line {
                id,
                kind: contact.kind.as_str(),
                place: contact.place.to_string(),
                office: &contact.office,
                email: contact.email.as_str(),
                phone: contact.phone.as_deref(),
                language: contact.language.code(),
                frequency: contact.frequency.as_str(),
                verified_on: contact.verified_on,
                refused: &contact.refused,
            };
            if json {
                output::json(&line)?;
            } else {
                let verified =
                    line.verified_on.map_or("NOT VERIFIED".to_owned(), |on| format!("verified {on}"));
                let Line { kind, place, office, email, frequency, .. } = line;
                let refused = line.refused.join(", ");
                let refused = if refused.is_empty() { refused } else { format!(", never: {refused}") };
                output::line(&format!(
                    "{id}  {kind}  {place}  {office} <{email}>  {frequency}, {verified}{refused}"
                ))?;
            }
        }
        Ok(())
    }

    /// All or none; then what waited for them is written.
    fn verify_contacts(&self, ids: &[i64]) -> anyhow::Result<()> {
        let (today, now) = (self.clock.today(), self.clock.now());
        let missing = self.store.write(|conn| {
            for id in ids {
                if !contacts::verify(conn, *id, today, now)? {
                    return Ok::<_, Error>(Some(*id));
                }
            }
            Ok(None)
        })?;
        if let Some(id) = missing {
            return Err(unknown(id));
        }
        let written = self.office().address_waiting(&self.store)?;
        output::line(&format!("verified: {}; messages that waited for them: {written}", ids.len()))
    }

    fn list_queue(&self, json: bool) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        for waiting in unaddressed::waiting(conn, &Scope::operator())? {
            if json {
                output::json(&Waiting {
                    key: &waiting.key,
                    letter: &waiting.letter,
                    audience: &waiting.audience,
                    place: &waiting.place,
                    reason: &waiting.reason,
                    raised_at: waiting.raised_at,
                })?;
            } else {
                let unaddressed::Unaddressed { letter, audience, place, reason, .. } = &waiting;
                let on = waiting.raised_at.date();
                output::line(&format!("{on}  {letter}  {place}  for {audience}: {reason}"))?;
            }
        }
        let all = contacts::all(conn, &Scope::operator())?;
        let unverified = all.iter().filter(|held| held.contact.verified_on.is_none()).count();
        if unverified > 0 && !json {
            output::line(&format!("contacts that nobody has verified yet: {unverified}"))?;
        }
        Ok(())
    }
}

fn unknown(id: i64) -> anyhow::Error {
    wrong_use(format!("no contact has the number {id}"))
}
