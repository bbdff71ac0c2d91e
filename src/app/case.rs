//! `observatoire case`: what desks do, for whoever has the command line; evidence checked again; labels for the model.

use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::domain::case::Deed;
use crate::domain::finess::FinessNumber;
use crate::domain::month::Month;
use crate::jobs::letters::Office;
use crate::jobs::notify::evidence;
use crate::store::cases::{self, Held, packs};
use crate::store::{Known, Scope, assessments};

#[derive(Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists all cases
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Prints the history of the last case of a structure
    Show { finess: FinessNumber },
    /// Reads the evidence of the last case again, as known then, and compares it with what was frozen
    Evidence { finess: FinessNumber },
    /// Prints one JSON object for each alert that a desk has judged or closed: what the model may learn from
    Labels,
    /// Says desk by desk what a shadow run would have sent and how its desk judged it
    Launch {
        #[arg(long)]
        json: bool,
    },
}

/// Fields are added at the end only.
#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    structure: &'a str,
    state: &'a str,
    level: &'a str,
    month: Month,
    is_listed: bool,
    assignee: Option<&'a str>,
    opened: NaiveDateTime,
    due: Option<chrono::NaiveDate>,
    outcome: Option<&'a str>,
    judged: Option<&'a str>,
    is_shadow: bool,
    events: i32,
}

/// An alert and what came of it.
#[derive(Serialize)]
struct Label<'a> {
    case: i64,
    structure: &'a str,
    /// The month assessed, and its level.
    month: Month,
    level: &'a str,
    is_useful: Option<bool>,
    judgement: Option<&'a str>,
    outcome: Option<&'a str>,
    closed_on: Option<chrono::NaiveDate>,
}

pub(super) fn case(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        Command::List { json } => app.list_cases(*json)?,
        Command::Show { finess } => app.show_case(finess)?,
        Command::Evidence { finess } => return app.check_evidence(finess),
        Command::Labels => app.labels()?,
        Command::Launch { json } => super::launch::launch(app, *json)?,
    }
    Ok(ExitCode::SUCCESS)
}

impl App {
    fn list_cases(&self, is_json: bool) -> anyhow::Result<()> {
        for held in cases::all(&mut *self.store.connection()?, &Scope::operator())? {
            let line = Line::of(&held);
            if is_json {
                output::json(&line)?;
            } else {
                let who = line.assignee.unwrap_or("nobody");
                let due = line.due.map(|due| format!(", due {due}")).unwrap_or_default();
                output::line(&format!("{}  {:12} {:9} {who}{due}", line.structure, line.state, line.level))?;
            }
        }
        Ok(())
    }

    fn last_case(&self, finess: &FinessNumber) -> anyhow::Result<Held> {
        let conn = &mut *self.store.connection()?;
        let held = cases::of_structure(conn, &Scope::operator(), finess)?.into_iter().next();
        held.ok_or_else(|| wrong_use(format!("{finess} has no case")))
    }

    fn show_case(&self, finess: &FinessNumber) -> anyhow::Result<()> {
        let held = self.last_case(finess)?;
        for event in cases::history(&mut *self.store.connection()?, &Scope::operator(), held.id)? {
            let who = event.who.as_deref().unwrap_or("observatoire");
            let deed = serde_json::to_string(&event.deed)?;
            output::line(&format!("{}  {who}  {deed}", event.at.format("%Y-%m-%dT%H:%M:%SZ")))?;
        }
        Ok(())
    }

    /// Exits 1 when something of what was known then is said otherwise now.
    fn check_evidence(&self, finess: &FinessNumber) -> anyhow::Result<ExitCode> {
        let (held, scope) = (self.last_case(finess)?, Scope::operator());
        let conn = &mut *self.store.connection()?;
        let office =
            Office { catalog: &self.catalog, post: &self.post, now: self.clock.now(), by_hand: true };
        let mut is_same = true;
        for pack in packs::of_case(conn, &scope, held.id)? {
            let month: Month = pack.month.parse()?;
            let known = Known::At(pack.known_at);
            let standing = assessments::standing(conn, &scope, finess, Some(month), known)?;
            let again = evidence(conn, &office, finess, (month, known), standing.as_ref())?;
            let verdict = match again {
                Some(again) if again == pack.content => "the same again",
                Some(_) => "not the same: rules or model have another version, or a row was changed",
                None => "the assessment is no longer there",
            };
            is_same &= verdict == "the same again";
            output::line(&format!("{month}  sha256 {}  {verdict}", pack.sha256))?;
        }
        Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn labels(&self) -> anyhow::Result<()> {
        let (conn, scope) = (&mut *self.store.connection()?, Scope::operator());
        for held in cases::all(conn, &scope)? {
            let case = &held.case;
            if case.judged.is_none() && case.outcome.is_none() {
                continue;
            }
            // What was alerted first, which is what a model would have had to tell.
            let history = cases::history(conn, &scope, held.id)?;
            let Some(Deed::Raised { month, level, .. }) = history.first().map(|event| event.deed.clone())
            else {
                continue;
            };
            output::json(&Label {
                case: held.id,
                structure: held.structure.as_str(),
                month,
                level: level.as_str(),
                is_useful: case.judged.map(|judged| judged == crate::domain::case::Judgement::Useful),
                judgement: case.judged.map(|judged| judged.as_str()),
                outcome: case.outcome.map(|outcome| outcome.as_str()),
                closed_on: case.closed.map(|at| at.date()),
            })?;
        }
        Ok(())
    }
}

impl<'a> Line<'a> {
    fn of(held: &'a Held) -> Self {
        let case = &held.case;
        Self {
            id: held.id,
            structure: held.structure.as_str(),
            state: case.state.as_str(),
            level: case.level.as_str(),
            month: case.month,
            is_listed: case.is_listed,
            assignee: case.assignee.as_deref(),
            opened: case.opened,
            due: case.due,
            outcome: case.outcome.map(|outcome| outcome.as_str()),
            judged: case.judged.map(|judged| judged.as_str()),
            is_shadow: held.is_shadow,
            events: case.events,
        }
    }
}
