//! One execution of one job: its steps in order, written into the journal as they end.

use std::path::Path;
use std::time::Instant;

use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;

use super::aggregate::aggregate;
use super::import::{Received, Request, Status as ImportStatus, import, in_order};
use crate::catalog::{Catalog, Job, Step};
use crate::domain::month::Month;
use crate::store::runs::{self, Status, StepReport};
use crate::store::{Conn, Store};

/// What a job needs from the installation.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub store: &'a Store,
    pub catalog: &'a Catalog,
    /// Holds one folder a source, of files to import.
    pub inbox: &'a Path,
    pub now: NaiveDateTime,
}

/// A step as a script reads it.
#[derive(Debug, Serialize)]
pub struct StepOutcome {
    pub job: String,
    pub month: Month,
    pub step: &'static str,
    pub status: &'static str,
    pub rows: i64,
    pub ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Runs every step until one fails; `told` hears of each as it ends. True when all went well.
///
/// # Errors
/// The journal cannot be written.
pub fn run(
    context: Context,
    job: &Job,
    month: Month,
    mut told: impl FnMut(&StepOutcome),
) -> anyhow::Result<bool> {
    let conn = &mut *context.store.connection()?;
    let run = start(conn, job, month, context.now)?;
    let begun = Instant::now();
    let mut is_well = true;
    for (position, step) in (1..).zip(&job.steps) {
        let started = Instant::now();
        let result = execute(context, *step, month);
        let elapsed_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let (status, rows, error) = match result {
            Ok(rows) => (Status::Done, rows, None),
            Err(error) => {
                tracing::error!(job = job.id, step = step.as_str(), "a step failed: {error:#}");
                (Status::Failed, 0, Some(format!("{error:#}")))
            }
        };
        let report = StepReport { step: step.as_str(), status, rows, elapsed_ms, error };
        runs::record_step(conn, run, position, &report)?;
        told(&StepOutcome {
            job: job.id.clone(),
            month,
            step: report.step,
            status: status.as_str(),
            rows,
            ms: elapsed_ms,
            error: report.error,
        });
        if status == Status::Failed {
            is_well = false;
            break;
        }
    }
    let status = if is_well { Status::Done } else { Status::Failed };
    runs::finish(conn, run, status, context.now + begun.elapsed())?;
    Ok(is_well)
}

/// A run asked for by hand is due at once; under a stopped clock, a moment after the one before.
fn start(conn: &mut Conn, job: &Job, month: Month, now: NaiveDateTime) -> anyhow::Result<i64> {
    for later in 0..1_000 {
        if let Some(run) = runs::start(conn, &job.id, month, now + TimeDelta::milliseconds(later))? {
            return Ok(run);
        }
    }
    anyhow::bail!("a thousand runs of {} are due at the same time", job.id)
}

/// Gives the number of rows written.
fn execute(context: Context, step: Step, month: Month) -> anyhow::Result<i64> {
    match step {
        Step::Import => import_inbox(context),
        Step::Aggregate => Ok(i64::try_from(aggregate(context.store, context.catalog, month)?)?),
    }
}

/// Imports what lies in the inbox folders. A refused file is logged and left where it is; the others go on.
fn import_inbox(context: Context) -> anyhow::Result<i64> {
    let mut accepted = 0;
    for source in &context.catalog.sources {
        let folder = context.inbox.join(&source.id);
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut paths: Vec<_> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| p.is_file()).collect();
        in_order(&mut paths);
        for path in &paths {
            let request = Request {
                source,
                path,
                received: Received::Now,
                force: false,
                dry_run: false,
                now: context.now,
            };
            let outcome = import(context.store, &request, &|_, _| {})?;
            let reason = outcome.reason.unwrap_or_default();
            match outcome.status {
                ImportStatus::Imported => accepted += outcome.accepted,
                ImportStatus::Refused => {
                    tracing::warn!(file = outcome.file, reason, "a file of the inbox was refused")
                }
                ImportStatus::AlreadyImported | ImportStatus::DryRun => {}
            }
        }
    }
    Ok(i64::try_from(accepted)?)
}
