//! Which runs are due, and who does them. A tick a minute compares the timetables with the journal; claiming a row
//! decides among several workers. What was missed while no worker ran is caught up, oldest first.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use tokio_cron_scheduler::{Job as Tick, JobScheduler};

use super::retain::Terms;
use super::run::{Context, lease, steps};
use super::timetable::{self, Timetable};
use crate::catalog::{Catalog, Job};
use crate::clock::Clock;
use crate::credentials::Secret;
use crate::mail::Post;
use crate::store::runs::{self, Claim, Status};
use crate::store::{Conn, Store};

/// At the start of every minute; the crate wants seconds.
const EVERY_MINUTE: &str = "0 * * * * *";

/// What a worker needs, for as long as it lives.
pub struct Worker {
    pub store: Store,
    pub catalog: Arc<Catalog>,
    pub inbox: PathBuf,
    pub secret: Secret,
    pub post: Post,
    pub terms: Terms,
    pub clock: Clock,
}

impl Worker {
    /// Ticks every minute until `stop` is set and `ended` resolves; then waits for the step in hand.
    ///
    /// # Errors
    /// The ticking cannot be set up.
    pub async fn work(self, stop: Arc<AtomicBool>, ended: impl Future<Output = ()>) -> anyhow::Result<()> {
        let worker = Arc::new(self);
        // One tick at a time: a long run swallows the ticks that come meanwhile.
        let busy = Arc::new(Mutex::new(()));
        let mut scheduler = JobScheduler::new().await?;
        let tick = {
            let (worker, stop, busy) = (Arc::clone(&worker), Arc::clone(&stop), Arc::clone(&busy));
            Tick::new_async(EVERY_MINUTE, move |_, _| {
                let (worker, stop, busy) = (Arc::clone(&worker), Arc::clone(&stop), Arc::clone(&busy));
                Box::pin(async move {
                    let _ = tokio::task::spawn_blocking(move || worker.tick(&stop, &busy)).await;
                })
            })?
        };
        scheduler.add(tick).await?;
        scheduler.start().await?;
        ended.await;
        stop.store(true, Ordering::Relaxed);
        scheduler.shutdown().await?;
        // The crate waits for nothing: whoever holds the lock is finishing a step.
        tokio::task::spawn_blocking(move || drop(busy.lock())).await?;
        Ok(())
    }

    fn tick(&self, stop: &AtomicBool, busy: &Mutex<()>) {
        let Ok(_alone) = busy.try_lock() else { return };
        let context = Context {
            store: &self.store,
            catalog: &self.catalog,
            inbox: &self.inbox,
            secret: &self.secret,
            post: &self.post,
            terms: self.terms,
            now: self.clock.now(),
            stop,
        };
        if let Err(error) = tick(context) {
            tracing::error!("the schedule cannot be followed: {error:#}");
        }
    }
}

/// Does every run that is due at `context.now`; gives how many attempts were made.
///
/// # Errors
/// The journal cannot be read or written.
pub fn tick(context: Context) -> anyhow::Result<usize> {
    let conn = &mut *context.store.connection()?;
    let mut attempts = 0;
    for job in &context.catalog.jobs {
        let Ok(timetable) = Timetable::of(job) else { continue };
        while !context.stop.load(Ordering::Relaxed) {
            let Some(claim) = next(conn, job, &timetable, context.now)? else { break };
            attempts += 1;
            attempt(conn, context, job, claim)?;
        }
    }
    Ok(attempts)
}

/// Claims what is to be done next of a job: an unfinished run first, so that no two runs of it overlap.
fn next(
    conn: &mut Conn,
    job: &Job,
    timetable: &Timetable,
    now: NaiveDateTime,
) -> anyhow::Result<Option<Claim>> {
    if let Some(open) = runs::open(conn, &job.id)? {
        let is_free = open.is_free(now);
        return Ok(if is_free { runs::take_up(conn, &open, lease(job, now))? } else { None });
    }
    // A new installation begins with the last due time, not with all of the past.
    let due = match runs::last_due(conn, &job.id)? {
        Some(last) if job.catch_up => timetable.after(last).filter(|due| *due <= now),
        Some(last) => timetable.before(now).filter(|due| *due > last),
        None => timetable.before(now),
    };
    let Some(due) = due else { return Ok(None) };
    Ok(runs::claim(conn, &job.id, timetable::month(due), due, now, lease(job, now))?)
}

fn attempt(conn: &mut Conn, context: Context, job: &Job, claim: Claim) -> anyhow::Result<()> {
    tracing::info!(job = job.id, month = %claim.month, attempt = claim.attempt, "a run begins");
    let ended = steps(conn, context, job, claim, |_| {})?;
    let tried = usize::try_from(claim.attempt).unwrap_or(usize::MAX);
    let (status, again) = match job.retry_after.get(tried - 1) {
        _ if ended.is_well => (Status::Done, None),
        // Asked to end: the next worker takes it up at once.
        _ if context.stop.load(Ordering::Relaxed) => (Status::Waiting, Some(context.now)),
        Some(minutes) => {
            let again = context.now + TimeDelta::minutes(i64::from(*minutes));
            (Status::Waiting, Some(again).max(ended.not_before))
        }
        None => (Status::Failed, None),
    };
    runs::finish(conn, claim, status, context.now, again)?;
    tracing::info!(job = job.id, month = %claim.month, status = status.as_str(), "a run ends");
    Ok(())
}
