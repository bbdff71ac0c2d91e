//! The step that fetches new files into the inboxes. Whatever a server does wrong is written down, and the run goes
//! on with what is there.

mod address;
mod answer;
mod ask;
mod client;
mod part;
mod transfer;

use std::time::Instant;

use chrono::NaiveDateTime;

use self::address::Address;
use self::ask::ask;
use super::run::Context;
use crate::catalog::{Catalog, Download as Wanted, Fault, Source};
use crate::store::downloads::{self, Download, Status};

/// What the step did.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Files laid into the inboxes.
    pub(super) files: i64,
    /// One sentence a source that failed.
    pub(super) failures: Vec<String>,
    /// When the last of the servers that asked for patience may be asked again.
    pub(super) not_before: Option<NaiveDateTime>,
}

/// Every fault of the addresses. Said without repeating them: they may hold secrets.
#[must_use]
pub fn faults(catalog: &Catalog) -> Vec<Fault> {
    let wanted = catalog.sources.iter().filter_map(|source| Some((source, source.download.as_ref()?)));
    let fault = |(source, wanted): (&Source, &Wanted)| {
        let problem = named(wanted).err()?;
        Some(Fault { file: format!("jobs/sources/{}.toml", source.id), problem })
    };
    wanted.filter_map(fault).collect()
}

/// The address, and the name of what lies there.
fn named(wanted: &Wanted) -> Result<(Address, String), String> {
    let address = Address::read(&wanted.url).map_err(|problem| format!("download.url: {problem}"))?;
    let name = wanted.file.as_deref().or(address.file()).map(str::to_owned);
    Ok((address, name.ok_or("download.file: the address ends in no name")?))
}

/// Asks every source that has an address for what is new.
///
/// # Errors
/// Ours: the database fails. What goes wrong with one source is in the report, and the others go on.
pub(super) fn download(context: Context, deadline: Instant) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for source in &context.catalog.sources {
        let Some(wanted) = &source.download else { continue };
        context.may_go_on(deadline)?;
        let conn = &mut *context.store.connection()?;
        let before = downloads::last(conn, &source.id)?;
        if let Some(at) = before.and_then(|before| before.not_before).filter(|at| *at > context.now) {
            report.wait(source, at);
            continue;
        }
        let told = ask(conn, context, source, wanted, deadline)?;
        downloads::record(conn, &told)?;
        report.add(told);
    }
    Ok(report)
}

impl Report {
    fn wait(&mut self, source: &Source, at: NaiveDateTime) {
        let at_utc = at.format("%Y-%m-%d %H:%M UTC");
        self.failures.push(format!("{}: the server asked not to be asked before {at_utc}", source.id));
        self.not_before = self.not_before.max(Some(at));
    }

    fn add(&mut self, told: Download) {
        if told.has(Status::New) {
            self.files += 1;
            tracing::info!(source = told.source, file = told.file, bytes = told.bytes, "downloaded");
        }
        let reason = told.error.as_deref().unwrap_or_default();
        if told.has(Status::Skipped) {
            tracing::warn!(source = told.source, "not downloaded: {reason}");
        }
        if told.has(Status::Failed) {
            self.failures.push(format!("{}: {}: {reason}", told.source, told.url));
        }
        self.not_before = self.not_before.max(told.not_before);
    }
}
