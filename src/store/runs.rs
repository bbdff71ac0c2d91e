//! The journal of jobs: runs and their steps. A run is claimed by whoever inserts or updates its row first.

use chrono::NaiveDateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{run_steps, runs};
use crate::domain::month::Month;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    /// Failed, to be tried again.
    Waiting,
    Done,
    Failed,
}

/// A run in the hands of this worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub run: i64,
    /// From 1.
    pub attempt: i32,
    pub month: Month,
}

/// A run that is neither done nor failed for good.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = runs)]
pub struct Open {
    id: i64,
    month: String,
    pub status: String,
    attempts: i32,
    lease_until: NaiveDateTime,
    next_try_at: Option<NaiveDateTime>,
}

/// How one step of a run went.
#[derive(Clone, Debug)]
pub struct StepReport {
    pub step: &'static str,
    pub status: Status,
    /// Rows written, whatever a row is for the step.
    pub rows: i64,
    pub elapsed_ms: i64,
    pub error: Option<String>,
}

/// The last run of a job, for people.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = runs)]
pub struct Last {
    pub month: String,
    pub status: String,
    pub started_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = runs)]
struct NewRun<'a> {
    job: &'a str,
    month: String,
    due_at: NaiveDateTime,
    started_at: NaiveDateTime,
    status: &'static str,
    attempts: i32,
    lease_until: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = run_steps)]
struct NewStep<'a> {
    run_id: i64,
    attempt: i32,
    position: i64,
    step: &'a str,
    status: &'a str,
    touched: i64,
    elapsed_ms: i64,
    error: Option<&'a str>,
}

impl Status {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

impl Open {
    /// Whether it may be taken up now: its time to be tried again has come, or its worker is dead.
    #[must_use]
    pub fn is_free(&self, now: NaiveDateTime) -> bool {
        self.next_try_at.map_or(self.lease_until < now, |at| at <= now)
    }
}

/// Claims a new run; nothing when another worker has the same job and due time.
///
/// # Errors
/// The database fails.
pub fn claim(
    conn: &mut Conn,
    job: &str,
    month: Month,
    due_at: NaiveDateTime,
    now: NaiveDateTime,
    lease_until: NaiveDateTime,
) -> Result<Option<Claim>, Error> {
    let run = NewRun {
        job,
        month: month.to_string(),
        due_at,
        started_at: now,
        status: Status::Running.as_str(),
        attempts: 1,
        lease_until,
    };
    let id = each!(conn, c => diesel::insert_into(runs::table)
        .values(&run)
        .on_conflict((runs::job, runs::due_at))
        .do_nothing()
        .returning(runs::id)
        .get_result(c)
        .optional())?;
    Ok(id.map(|run| Claim { run, attempt: 1, month }))
}

/// The oldest run of a job that is neither done nor failed for good.
///
/// # Errors
/// The database fails.
pub fn open(conn: &mut Conn, job: &str) -> Result<Option<Open>, Error> {
    let is_open = [Status::Running.as_str(), Status::Waiting.as_str()];
    Ok(runs::table
        .filter(runs::job.eq(job).and(runs::status.eq_any(is_open)))
        .order(runs::due_at)
        .select(Open::as_select())
        .first(conn)
        .optional()?)
}

/// Takes a free run up again; nothing when another worker was faster.
///
/// # Errors
/// The database fails, or the row holds no month.
pub fn take_up(conn: &mut Conn, open: &Open, lease_until: NaiveDateTime) -> Result<Option<Claim>, Error> {
    let as_seen =
        runs::id.eq(open.id).and(runs::attempts.eq(open.attempts)).and(runs::status.eq(&open.status));
    let attempt = open.attempts + 1;
    let taken = diesel::update(runs::table.filter(as_seen))
        .set((
            runs::attempts.eq(attempt),
            runs::status.eq(Status::Running.as_str()),
            runs::lease_until.eq(lease_until),
            runs::next_try_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    let month = open.month.parse().map_err(|_| Error::Row { table: "runs", problem: open.month.clone() })?;
    Ok((taken == 1).then_some(Claim { run: open.id, attempt, month }))
}

/// Writes down how a step went.
///
/// # Errors
/// The database fails.
pub fn record_step(conn: &mut Conn, claim: Claim, position: i64, report: &StepReport) -> Result<(), Error> {
    let step = NewStep {
        run_id: claim.run,
        attempt: claim.attempt,
        position,
        step: report.step,
        status: report.status.as_str(),
        touched: report.rows,
        elapsed_ms: report.elapsed_ms,
        error: report.error.as_deref(),
    };
    diesel::insert_into(run_steps::table).values(&step).execute(conn)?;
    Ok(())
}

/// Ends an attempt, unless another worker has taken the run from this one.
///
/// # Errors
/// The database fails.
pub fn finish(
    conn: &mut Conn,
    claim: Claim,
    status: Status,
    now: NaiveDateTime,
    next_try_at: Option<NaiveDateTime>,
) -> Result<(), Error> {
    let mine = runs::id.eq(claim.run).and(runs::attempts.eq(claim.attempt));
    diesel::update(runs::table.filter(mine))
        .set((runs::finished_at.eq(now), runs::status.eq(status.as_str()), runs::next_try_at.eq(next_try_at)))
        .execute(conn)?;
    Ok(())
}

/// The last due time of a job for which there is a run.
///
/// # Errors
/// The database fails.
pub fn last_due(conn: &mut Conn, job: &str) -> Result<Option<NaiveDateTime>, Error> {
    Ok(runs::table.filter(runs::job.eq(job)).select(max(runs::due_at)).first(conn)?)
}

/// # Errors
/// The database fails.
pub fn last(conn: &mut Conn, job: &str) -> Result<Option<Last>, Error> {
    Ok(runs::table
        .filter(runs::job.eq(job))
        .order(runs::id.desc())
        .select(Last::as_select())
        .first(conn)
        .optional()?)
}

/// One run, by its number.
///
/// # Errors
/// The database fails.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<Last>, Error> {
    Ok(runs::table.find(id).select(Last::as_select()).first(conn).optional()?)
}
