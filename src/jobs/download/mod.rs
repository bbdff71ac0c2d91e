//! The step that fetches new files into the inboxes. Whatever a server does wrong is written down, and the run goes
//! on with what is there.

mod address;
mod answer;
mod client;
mod part;
mod transfer;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use chrono::NaiveDateTime;

use self::address::Address;
use self::answer::Validators;
use self::part::Part;
use self::transfer::{Attempt, Failure, Fetched};
use super::run::Context;
use crate::catalog::{Catalog, Download as Wanted, Fault, Source};
use crate::store::downloads::{self, Download, Status};
use crate::store::{self, Conn, imports};

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
/// Ours: the database or the inbox fails. What a server does wrong is in the report.
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

/// One source, from its address to its inbox folder.
fn ask(
    conn: &mut Conn,
    context: Context,
    source: &Source,
    wanted: &Wanted,
    deadline: Instant,
) -> anyhow::Result<Download> {
    let (address, name) = named(wanted).map_err(anyhow::Error::msg)?;
    let told = Download::of(&source.id, address.to_string(), context.now);
    if imports::any_simulated(conn)? {
        let reason = "the store holds simulated data, nothing real is downloaded into it";
        return Ok(told.ended_for(Status::Skipped, reason));
    }
    let good = imported(conn, source, &told.url)?;
    let known = good
        .as_ref()
        .map(|good| Validators { etag: good.etag.clone(), last_modified: good.last_modified.clone() });
    let attempt = Attempt {
        address: &address,
        known,
        limit: (wanted.megabytes * 1e6) as u64,
        sha256: wanted.sha256.as_deref(),
        silence: Duration::from_secs_f64(wanted.silence),
        deadline: deadline.min(Instant::now() + Duration::from_secs_f64(wanted.minutes * 60.0)),
        now: context.now,
        stop: context.stop,
    };
    let folder = context.inbox.join(&source.id);
    let mut part = Part::open(&folder, &name).with_context(|| folder.display().to_string())?;
    let fetched = attempt.fetch(&mut part);
    let told = Download { bytes: Some(part.bytes().cast_signed()), ..told };
    let settled = match fetched {
        Ok(Fetched::Unchanged) => {
            let Download { etag, last_modified, sha256, bytes, .. } = good.unwrap_or_else(|| told.clone());
            let told = Download { etag, last_modified, sha256, bytes, ..told };
            part.remove().map(|()| told.ended(Status::Unchanged))
        }
        Ok(Fetched::Whole(Validators { etag, last_modified })) => {
            let sha256 = part.sha256();
            let is_known = imports::find(conn, &source.id, &sha256)?.is_some() || lies_in(&folder, &sha256);
            let told = Download { etag, last_modified, sha256: Some(sha256), ..told };
            if is_known {
                part.remove().map(|()| told.ended(Status::Unchanged))
            } else {
                let file = part.publish(context.now.date());
                file.map(|file| Download { file: Some(file), ..told.ended(Status::New) })
            }
        }
        Err(Failure { reason, not_before, is_resumable }) => {
            let told = Download { not_before, ..told.ended_for(Status::Failed, reason) };
            if is_resumable && part.bytes() > 0 { Ok(told) } else { part.remove().map(|()| told) }
        }
    };
    settled.with_context(|| folder.display().to_string())
}

/// The last download that was imported. What was refused is asked for again in full: the fault may be in how it came.
fn imported(conn: &mut Conn, source: &Source, url: &str) -> Result<Option<Download>, store::Error> {
    let Some(good) = downloads::last_good(conn, &source.id, url)? else { return Ok(None) };
    let Some(sha256) = &good.sha256 else { return Ok(None) };
    Ok(imports::find(conn, &source.id, sha256)?.map(|_| good))
}

/// Whether the same content was laid into the folder before, and waits there.
fn lies_in(folder: &Path, sha256: &str) -> bool {
    let mark = format!("-{}", &sha256[..8]);
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    names.map(|entry| entry.file_name()).any(|name| {
        let name = name.to_string_lossy();
        !name.starts_with('.') && name.contains(&mark)
    })
}
