//! `observatoire import SOURCE PATH…`

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::domain::writing::Language;
use crate::ingest::Rejection;
use crate::jobs::import::{Outcome, Received, Request, Status, import as import_file, in_order};

#[derive(Args)]
pub(super) struct Arguments {
    /// A source of `jobs/sources`: finess, declaration_mensuelle …
    source: String,
    /// Files; they are read in the order of their editions
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The day on which the files came out: known from then on (back-fill)
    #[arg(long)]
    received: Option<NaiveDate>,
    /// Read and judge, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Import an edition that is over 5 % smaller than the one before
    #[arg(long)]
    force: bool,
    /// One JSON object a file, one a rejection
    #[arg(long)]
    json: bool,
    /// Language of the reasons, for those who fill in tables
    #[arg(long, value_enum, default_value_t = Spoken::En)]
    language: Spoken,
}

/// A language as it is named on the command line.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Spoken {
    Fr,
    En,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Fr => Self::French,
            Spoken::En => Self::English,
        }
    }
}

#[derive(Serialize)]
struct RejectionLine<'a> {
    /// Of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    line: u64,
    column: &'a str,
    reason: &'a str,
}

/// A person is shown this many rejections of a file; the store keeps all.
const SHOWN: usize = 20;

pub(super) fn import(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Some(source) = app.catalog.source(&arguments.source) else {
        let known: Vec<&str> = app.catalog.sources.iter().map(|source| source.id.as_str()).collect();
        return Err(wrong_use(format!(
            "no source is called “{}”; there are {}",
            arguments.source,
            known.join(", ")
        )));
    };
    if arguments.received.is_some_and(|day| day > app.clock.today()) {
        return Err(wrong_use("--received: that day is still to come"));
    }
    // `simulate` leaves the files of other sources in folders beside, and a shell's `*` names those too.
    let (folders, mut paths): (Vec<&PathBuf>, Vec<_>) =
        arguments.paths.iter().partition(|path| path.is_dir());
    for folder in &folders {
        eprintln!("observatoire: {} is a folder: not read", folder.display());
    }
    if paths.is_empty() {
        return Err(wrong_use("name files, not folders"));
    }
    in_order(&mut paths);
    let mut is_any_refused = false;
    for path in paths {
        let bar = output::bar(0, output::BYTES);
        bar.set_message(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        let request = Request {
            source,
            path,
            received: arguments.received.map_or(Received::Now, Received::On),
            force: arguments.force,
            dry_run: arguments.dry_run,
            now: app.clock.now(),
            secret: &app.secret,
            language: arguments.language.into(),
        };
        let outcome = import_file(&app.store, &request, &|done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
        is_any_refused |= outcome.status == Status::Refused;
        let language = arguments.language.into();
        if arguments.json { for_machines(&outcome, language)? } else { for_people(&outcome, language)? }
    }
    Ok(ExitCode::from(if is_any_refused { 2 } else { 0 }))
}

fn for_machines(outcome: &Outcome, language: Language) -> anyhow::Result<()> {
    output::json(outcome)?;
    for rejection in &outcome.rejections {
        let Rejection { line, column, .. } = rejection;
        let reason = rejection.said(language);
        output::json(&RejectionLine { sheet: outcome.sheet.as_deref(), line: *line, column, reason })?;
    }
    Ok(())
}

fn for_people(outcome: &Outcome, language: Language) -> anyhow::Result<()> {
    let (day, is_simulated) = (outcome.snapshot, outcome.is_simulated);
    let (edition, status, counts) = match language {
        Language::French => french(outcome),
        Language::English => english(outcome),
    };
    let edition =
        day.map(|day| format!(", {} {day}", edition[usize::from(is_simulated)])).unwrap_or_default();
    let colon = language.typeset(" : ");
    let colon = if language == Language::French { colon.as_str() } else { ": " };
    let reason = outcome.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    output::line(&format!("{}{edition}{colon}{status}, {counts}{reason}", outcome.file))?;
    let (sheet, line, more) = match language {
        Language::French => ("feuille", "ligne", "autres, toutes gardées dans la base"),
        Language::English => ("sheet", "line", "more, all kept in the store"),
    };
    let sheet = outcome.sheet.as_ref().map(|name| format!("{sheet} {name}, ")).unwrap_or_default();
    for rejection in outcome.rejections.iter().take(SHOWN) {
        let (number, column, reason) = (rejection.line, &rejection.column, rejection.said(language));
        output::line(&format!("  {sheet}{line} {number}, {column}{colon}{reason}"))?;
    }
    if let Some(rest) = outcome.rejections.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let and = if language == Language::French { "et" } else { "and" };
        output::line(&format!("  {and} {rest} {more}"))?;
    }
    Ok(())
}

/// An edition real and simulated, what became of it, how many records.
fn english(outcome: &Outcome) -> ([&'static str; 2], &'static str, String) {
    let status = match outcome.status {
        Status::Imported => "imported",
        Status::AlreadyImported => "already imported",
        Status::Refused => "refused",
        Status::DryRun => "dry run",
    };
    let Outcome { read, accepted, rejected, .. } = outcome;
    let counts = format!("{read} read, {accepted} accepted, {rejected} rejected");
    (["edition of", "simulated edition of"], status, counts)
}

fn french(outcome: &Outcome) -> ([&'static str; 2], &'static str, String) {
    let status = match outcome.status {
        Status::Imported => "importé",
        Status::AlreadyImported => "déjà importé",
        Status::Refused => "refusé",
        Status::DryRun => "essai",
    };
    let Outcome { read, accepted, rejected, .. } = outcome;
    let s = |n: &u64| if *n > 1 { "s" } else { "" };
    let counts = format!(
        "{read} ligne{} lue{}, {accepted} acceptée{}, {rejected} rejetée{}",
        s(read),
        s(read),
        s(accepted),
        s(rejected)
    );
    (["édition du", "édition simulée du"], status, counts)
}
