//! One execution of one job: its steps in order, written into the journal as they end.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;

use super::accounts;
use super::aggregate::aggregate;
use super::assess::store_assessments;
use super::download::download;
use super::inbox;
use super::letters::deliver::{Round, deliver};
use super::letters::forget::forget;
use super::letters::{Office, bulletin, dates, digest, reminders};
use super::notify::notify;
use super::publish::Run;
use super::register::reconcile;
use super::replies::take_over;
use super::retain::{Terms, retain};
use crate::catalog::{Catalog, Job, Step};
use crate::credentials::Secret;
use crate::domain::month::Month;
use crate::mail::Post;
use crate::store::runs::{self, Claim, Status, StepReport};
use crate::store::{Conn, Store};

/// What a job needs from the installation.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub store: &'a Store,
    pub catalog: &'a Catalog,
    /// Holds one folder a source, of files to import.
    pub inbox: &'a Path,
    pub secret: &'a Secret,
    /// How letters are written and sent.
    pub post: &'a Post,
    pub terms: Terms,
    pub now: NaiveDateTime,
    /// Set when the process is asked to end: the file or step in hand is finished, no other begun.
    pub stop: &'a AtomicBool,
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

/// How the steps of a run went.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ended {
    pub(super) is_well: bool,
    /// Another try before that is in vain: a server asked for patience.
    pub(super) not_before: Option<NaiveDateTime>,
}

/// What a step that came to its end says of itself.
#[derive(Debug, Default)]
struct Did {
    rows: i64,
    /// What it could not do, though it did the rest.
    failure: Option<String>,
    not_before: Option<NaiveDateTime>,
}

/// A run asked for by hand: due at once, tried once. `told` hears of each step as it ends. True when all went well.
///
/// # Errors
/// The journal cannot be written.
pub fn run(
    context: Context,
    job: &Job,
    month: Month,
    told: impl FnMut(&StepOutcome),
) -> anyhow::Result<bool> {
    let conn = &mut *context.store.connection()?;
    let claim = by_hand(conn, job, month, context.now)?;
    let begun = Instant::now();
    let is_well = steps(conn, context, job, claim, told)?.is_well;
    let status = if is_well { Status::Done } else { Status::Failed };
    runs::finish(conn, claim, status, context.now + begun.elapsed(), None)?;
    Ok(is_well)
}

/// Under a stopped clock two runs would be due at the same time: the second one is due a moment later.
fn by_hand(conn: &mut Conn, job: &Job, month: Month, now: NaiveDateTime) -> anyhow::Result<Claim> {
    for later in 0..1_000 {
        let due = now + TimeDelta::milliseconds(later);
        if let Some(claim) = runs::claim(conn, &job.id, month, due, now, lease(job, now))? {
            return Ok(claim);
        }
    }
    anyhow::bail!("a thousand runs of {} are due at the same time", job.id)
}

/// Until when a worker that began now is taken to be alive.
pub(super) fn lease(job: &Job, now: NaiveDateTime) -> NaiveDateTime {
    now + TimeDelta::minutes(i64::from(job.limit))
}

/// Does the steps of a claimed run, until one fails that the others need.
pub(super) fn steps(
    conn: &mut Conn,
    context: Context,
    job: &Job,
    claim: Claim,
    mut told: impl FnMut(&StepOutcome),
) -> anyhow::Result<Ended> {
    let mut ended = Ended { is_well: true, not_before: None };
    let deadline = Instant::now() + Duration::from_secs(u64::from(job.limit) * 60);
    for (position, step) in (1..).zip(&job.steps) {
        let started = Instant::now();
        let result = execute(context, *step, claim, deadline);
        let elapsed_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let did =
            result.unwrap_or_else(|error| Did { failure: Some(format!("{error:#}")), ..Did::default() });
        let status = if did.failure.is_none() { Status::Done } else { Status::Failed };
        if let Some(failure) = &did.failure {
            tracing::error!(job = job.id, step = step.as_str(), "a step failed: {failure}");
        }
        let (rows, error) = (did.rows, did.failure);
        let report = StepReport { step: step.as_str(), status, rows, elapsed_ms, error };
        runs::record_step(conn, claim, position, &report)?;
        told(&StepOutcome {
            job: job.id.clone(),
            month: claim.month,
            step: report.step,
            status: status.as_str(),
            rows,
            ms: elapsed_ms,
            error: report.error,
        });
        ended.not_before = ended.not_before.max(did.not_before);
        if status == Status::Failed {
            ended.is_well = false;
            if step.stops_the_run() {
                break;
            }
        }
    }
    Ok(ended)
}

fn execute(context: Context, step: Step, claim: Claim, deadline: Instant) -> anyhow::Result<Did> {
    context.may_go_on(deadline)?;
    Ok(match step {
        Step::Download => {
            let report = download(context, deadline)?;
            let failure = (!report.failures.is_empty()).then(|| report.failures.join("; "));
            Did { rows: report.files, failure, not_before: report.not_before }
        }
        Step::Import => Did { rows: inbox::read(context, deadline)?, ..Did::default() },
        Step::Reconcile => {
            let changed = context.store.write(|conn| reconcile(conn, context.catalog, context.now.date()))?;
            Did { rows: i64::try_from(changed)?, ..Did::default() }
        }
        Step::Aggregate => {
            let run = Run { id: claim.run, at: context.now };
            let rows = i64::try_from(aggregate(context.store, context.catalog, claim.month, run)?)?;
            Did { rows, ..Did::default() }
        }
        Step::Assess => {
            let changed = store_assessments(context.store, context.catalog, claim.month, context.now)?;
            Did { rows: i64::try_from(changed)?, ..Did::default() }
        }
        Step::Notify => {
            let told = notify(context.store, &context.office(), claim.month)?;
            Did { rows: i64::try_from(told.begun + told.reopened + told.changed)?, ..Did::default() }
        }
        Step::Digest => {
            let raised = digest::raise_all(context.store, &context.office())?;
            Did { rows: i64::try_from(raised)?, ..Did::default() }
        }
        Step::Review => {
            Did { rows: i64::try_from(accounts::review(context.store, context.now)?)?, ..Did::default() }
        }
        Step::Retain => Did::written(retain(context)?)?,
        Step::Replies => {
            let taken = take_over(context)?;
            let failure = (!taken.refused.is_empty()).then(|| taken.refused.join("; "));
            Did { rows: taken.lines, failure, not_before: None }
        }
        Step::Remind => Did::written(reminders::remind(context.store, &context.office())?)?,
        Step::Dates => Did::written(dates::raise(context.store, &context.office())?)?,
        Step::Bulletin => Did::written(bulletin::raise(context.store, &context.office(), claim.month - 1)?)?,
        Step::Forget => Did::written(forget(context.store, context.catalog, context.now)?)?,
        Step::Deliver => {
            let office = context.office();
            office.address_waiting(context.store)?;
            // Without a server messages wait, which is no failure.
            let Some(server) = &context.post.server else { return Ok(Did::default()) };
            let Context { store, now, stop, .. } = context;
            let done = deliver(Round { store, server, now, stop, deadline })?;
            Did { rows: i64::try_from(done.sent)?, failure: done.trouble, not_before: None }
        }
    })
}

impl Did {
    fn written(rows: usize) -> anyhow::Result<Self> {
        Ok(Self { rows: i64::try_from(rows)?, ..Self::default() })
    }
}

impl<'a> Context<'a> {
    fn office(self) -> Office<'a> {
        Office { catalog: self.catalog, post: self.post, now: self.now, by_hand: false }
    }

    /// Asked before each step and each file, which are never cut in the middle.
    pub(super) fn may_go_on(self, deadline: Instant) -> anyhow::Result<()> {
        anyhow::ensure!(!self.stop.load(Ordering::Relaxed), "the process was asked to end");
        anyhow::ensure!(Instant::now() < deadline, "the run is over its time limit");
        Ok(())
    }
}
