//! The journal of jobs: runs and their steps.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{run_steps, runs};
use crate::domain::month::Month;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Running,
    Done,
    Failed,
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

#[derive(Insertable)]
#[diesel(table_name = runs)]
struct NewRun<'a> {
    job: &'a str,
    month: String,
    due_at: NaiveDateTime,
    started_at: NaiveDateTime,
    status: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = run_steps)]
struct NewStep<'a> {
    run_id: i64,
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
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// Opens a run; nothing when another one of the same job and due time exists.
///
/// # Errors
/// The database fails.
pub fn start(conn: &mut Conn, job: &str, month: Month, due_at: NaiveDateTime) -> Result<Option<i64>, Error> {
    let run = NewRun {
        job,
        month: month.to_string(),
        due_at,
        started_at: due_at,
        status: Status::Running.as_str(),
    };
    Ok(each!(conn, c => diesel::insert_into(runs::table)
        .values(&run)
        .on_conflict((runs::job, runs::due_at))
        .do_nothing()
        .returning(runs::id)
        .get_result(c)
        .optional())?)
}

/// Writes down how a step went.
///
/// # Errors
/// The database fails.
pub fn record_step(conn: &mut Conn, run_id: i64, position: i64, report: &StepReport) -> Result<(), Error> {
    let step = NewStep {
        run_id,
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

/// Closes a run.
///
/// # Errors
/// The database fails.
pub fn finish(conn: &mut Conn, run_id: i64, status: Status, now: NaiveDateTime) -> Result<(), Error> {
    diesel::update(runs::table.find(run_id))
        .set((runs::finished_at.eq(now), runs::status.eq(status.as_str())))
        .execute(conn)?;
    Ok(())
}

/// The last run of a job: month, status, when it started.
///
/// # Errors
/// The database fails.
pub fn last(conn: &mut Conn, job: &str) -> Result<Option<(String, String, NaiveDateTime)>, Error> {
    Ok(runs::table
        .filter(runs::job.eq(job))
        .order(runs::id.desc())
        .select((runs::month, runs::status, runs::started_at))
        .first(conn)
        .optional()?)
}
