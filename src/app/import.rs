//! `observatoire import SOURCE PATH…`

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::ingest::Rejection;
use crate::jobs::import::{Outcome, Received, Request, Status, import as import_file, in_order};

#[derive(Args)]
pub(super) struct Arguments {
    /// A source of `jobs/sources`: finess, published
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
}

#[derive(Serialize)]
struct RejectionLine<'a> {
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
        };
        let outcome = import_file(&app.store, &request, &|done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
        is_any_refused |= outcome.status == Status::Refused;
        if arguments.json { for_machines(&outcome)? } else { for_people(&outcome)? }
    }
    Ok(ExitCode::from(if is_any_refused { 2 } else { 0 }))
}

fn for_machines(outcome: &Outcome) -> anyhow::Result<()> {
    output::json(outcome)?;
    for Rejection { line, column, reason } in &outcome.rejections {
        output::json(&RejectionLine { line: *line, column, reason })?;
    }
    Ok(())
}

fn for_people(outcome: &Outcome) -> anyhow::Result<()> {
    let status = match outcome.status {
        Status::Imported => "imported",
        Status::AlreadyImported => "already imported",
        Status::Refused => "refused",
        Status::DryRun => "dry run",
    };
    let kind = if outcome.is_simulated { "simulated edition" } else { "edition" };
    let edition = outcome.snapshot.map(|day| format!(", {kind} of {day}")).unwrap_or_default();
    let reason = outcome.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
    output::line(&format!(
        "{}{edition}: {status}, {} read, {} accepted, {} rejected{reason}",
        outcome.file, outcome.read, outcome.accepted, outcome.rejected
    ))?;
    for Rejection { line, column, reason } in outcome.rejections.iter().take(SHOWN) {
        output::line(&format!("  line {line}, {column}: {reason}"))?;
    }
    if let Some(more) = outcome.rejections.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        output::line(&format!("  and {more} more, all kept in the store"))?;
    }
    Ok(())
}
