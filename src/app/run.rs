//! `observatoire run JOB`

use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

use clap::Args;

use super::{App, output, wrong_use};
use crate::domain::month::Month;
use crate::jobs::run::{Context, StepOutcome, run as run_job};

#[derive(Args)]
pub(super) struct Arguments {
    /// A job of `jobs/schedule`: monthly
    job: String,
    /// The last month to bring up to date; by default the last one that is over
    #[arg(long)]
    month: Option<Month>,
    /// One JSON object a step
    #[arg(long)]
    json: bool,
}

pub(super) fn run(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let month = arguments.month.unwrap_or_else(|| app.clock.last_month());
    if month > app.clock.last_month() {
        return Err(wrong_use(format!("--month: {month} is not over yet")));
    }
    let is_well = app.run(&arguments.job, month, |step| {
        let told = if arguments.json { output::json(step) } else { output::line(&sentence(step)) };
        if let Err(error) = told {
            tracing::error!("a step cannot be printed: {error:#}");
        }
    })?;
    Ok(ExitCode::from(if is_well { 0 } else { 1 }))
}

fn sentence(step: &StepOutcome) -> String {
    let error = step.error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
    format!(
        "{} {} {}: {}, {} rows, {} ms{error}",
        step.job, step.month, step.step, step.status, step.rows, step.ms
    )
}

impl App {
    pub(super) fn run(
        &self,
        job: &str,
        month: Month,
        told: impl FnMut(&StepOutcome),
    ) -> anyhow::Result<bool> {
        let Some(job) = self.catalog.job(job) else {
            let known: Vec<&str> = self.catalog.jobs.iter().map(|job| job.id.as_str()).collect();
            return Err(wrong_use(format!("no job is called “{job}”; there are {}", known.join(", "))));
        };
        let inbox = self.settings.data.join("inbox");
        let context = Context {
            store: &self.store,
            catalog: &self.catalog,
            inbox: &inbox,
            secret: &self.secret,
            post: &self.post,
            terms: self.settings.terms(),
            now: self.clock.now(),
            stop: &AtomicBool::new(false),
        };
        run_job(context, job, month, told)
    }
}
