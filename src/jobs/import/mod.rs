//! Import of source files: each in one transaction, each once, in the order of their editions.

mod file;
mod finess;
mod merge;
mod published;

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Serialize;

pub use file::Progress;

use crate::ingest::{Refusal, Rejection, Report};
use crate::store::imports::NewImport;
use crate::store::{self, Conn, Provenance, Store, imports};

/// What to import, and how.
#[derive(Debug)]
pub struct Request<'a> {
    pub source: &'a str,
    pub path: &'a Path,
    pub received: Received,
    /// Imports an edition that is much smaller than the one before.
    pub force: bool,
    /// Reads and judges, writes nothing.
    pub dry_run: bool,
    pub now: NaiveDateTime,
}

/// When the observatory learned of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    Now,
    /// Back-fill: the day on which the edition came out.
    On(NaiveDate),
    /// Demonstration: the day of the edition itself.
    WithItsEdition,
}

/// What became of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub source: String,
    pub file: String,
    pub snapshot: Option<NaiveDate>,
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub status: Status,
    pub reason: Option<String>,
    #[serde(skip)]
    pub rejections: Vec<Rejection>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Status {
    #[serde(rename = "imported")]
    Imported,
    #[serde(rename = "already imported")]
    AlreadyImported,
    #[serde(rename = "refused")]
    Refused,
    #[serde(rename = "dry run")]
    DryRun,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no reader is known for the source “{0}”")]
    UnknownSource(String),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A file that was read, before anything of it is stored.
enum Parsed {
    Finess(crate::ingest::finess::Edition),
    Published(crate::ingest::published::Figures),
}

impl Parsed {
    fn report(&self) -> &Report {
        match self {
            Self::Finess(edition) => &edition.report,
            Self::Published(figures) => &figures.report,
        }
    }
}

/// Imports one file. Whatever is wrong with the file is told in the outcome, and then nothing is stored.
///
/// # Errors
/// Ours: the database fails, or the source has no reader.
pub fn import(store: &Store, request: &Request, progress: Progress) -> Result<Outcome, Error> {
    let mut outcome = Outcome {
        source: request.source.to_owned(),
        file: request.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        snapshot: None,
        read: 0,
        accepted: 0,
        rejected: 0,
        status: Status::Refused,
        reason: None,
        rejections: Vec::new(),
    };
    let print = match file::fingerprint(request.path) {
        Ok(print) => print,
        Err(error) => return Ok(outcome.refused(format!("cannot be opened: {error}"))),
    };
    if let Some(before) = imports::find(&mut *store.connection()?, request.source, &print.sha256)? {
        outcome.snapshot = Some(before.snapshot);
        outcome.read = before.lines_read.unsigned_abs();
        outcome.accepted = before.accepted.unsigned_abs();
        outcome.rejected = before.rejected.unsigned_abs();
        outcome.status = Status::AlreadyImported;
        outcome.reason = Some(format!("the same content was imported on {}", before.imported_at.date()));
        return Ok(outcome);
    }
    let parsed = match parse(store, request, &print, progress)? {
        Ok(parsed) => parsed,
        Err(refusal) => return Ok(outcome.refused(refusal.to_string())),
    };
    outcome.tell(&parsed, request);
    if let Parsed::Finess(edition) = &parsed
        && let Some(reason) = finess::shrinks(&mut *store.connection()?, edition)?
        && !request.force
    {
        return Ok(outcome.refused(reason));
    }
    if request.dry_run {
        outcome.status = Status::DryRun;
        return Ok(outcome);
    }
    store.write(|conn| keep(conn, request, &print, parsed, &mut outcome))?;
    Ok(outcome)
}

fn parse(
    store: &Store,
    request: &Request,
    print: &file::Fingerprint,
    progress: Progress,
) -> Result<Result<Parsed, Refusal>, Error> {
    let reader = match file::open(request.path, print.bytes, progress) {
        Ok(reader) => reader,
        Err(error) => return Ok(Err(error.into())),
    };
    Ok(match request.source {
        "finess" => {
            let known = finess::known(&mut *store.connection()?)?;
            crate::ingest::finess::read(reader, print.encoding, &known).map(Parsed::Finess)
        }
        "published" => crate::ingest::published::read(reader).map(Parsed::Published),
        other => return Err(Error::UnknownSource(other.to_owned())),
    })
}

/// Writes the import, its rejections and what it changes.
fn keep(
    conn: &mut Conn,
    request: &Request,
    print: &file::Fingerprint,
    parsed: Parsed,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let snapshot = outcome.snapshot.unwrap_or(request.now.date());
    let wanted = match request.received {
        Received::Now => request.now,
        Received::On(day) => day.and_time(NaiveTime::MIN),
        Received::WithItsEdition => snapshot.and_time(NaiveTime::MIN),
    };
    // Knowledge only grows: what is read after another file cannot be known before it.
    let known_from =
        imports::latest_knowledge(conn, request.source)?.map_or(wanted, |latest| latest.max(wanted));
    if known_from > wanted {
        outcome.reason = Some(format!(
            "known from {}: later files were known by then",
            known_from.format("%Y-%m-%d %H:%M")
        ));
    }
    let (flow, is_simulated) = match &parsed {
        Parsed::Finess(edition) => (Some(edition.flow), edition.is_simulated),
        Parsed::Published(_) => (None, false),
    };
    let import = imports::record(
        conn,
        &NewImport {
            source: request.source,
            flow: flow.map(crate::domain::edition::Flow::as_str),
            file: &outcome.file,
            sha256: &print.sha256,
            snapshot,
            known_from,
            imported_at: request.now,
            lines_read: outcome.read.cast_signed(),
            accepted: outcome.accepted.cast_signed(),
            rejected: outcome.rejected.cast_signed(),
            is_simulated,
        },
    )?;
    let rejected =
        outcome.rejections.iter().map(|r| (r.line.cast_signed(), r.column.as_str(), r.reason.as_str()));
    imports::record_rejections(conn, import, rejected)?;
    let provenance = Provenance { known_from, import };
    match parsed {
        Parsed::Finess(edition) => finess::keep(conn, edition, provenance)?,
        Parsed::Published(figures) => published::keep(conn, &figures.figures, provenance)?,
    }
    outcome.status = Status::Imported;
    Ok(())
}

impl Outcome {
    fn refused(mut self, reason: String) -> Self {
        self.status = Status::Refused;
        self.reason = Some(reason);
        self
    }

    fn tell(&mut self, parsed: &Parsed, request: &Request) {
        let report = parsed.report();
        self.read = report.tally.read;
        self.accepted = report.tally.accepted;
        self.rejected = report.tally.rejected;
        self.rejections.clone_from(&report.rejections);
        self.snapshot = Some(match (parsed, request.received) {
            (Parsed::Finess(edition), _) => edition.snapshot,
            (Parsed::Published(_), Received::On(day)) => day,
            (Parsed::Published(_), _) => request.now.date(),
        });
    }
}

/// Files in the order in which they must be read: by edition, establishments before the legal entities that
/// stand behind them. What cannot be dated comes last, to be refused with a reason.
pub fn in_order<P: AsRef<Path>>(paths: &mut [P]) {
    paths.sort_by_cached_key(|path| {
        let start =
            std::fs::File::open(path).ok().and_then(|file| crate::ingest::finess::peek(file).ok().flatten());
        (start.is_none(), start, path.as_ref().to_owned())
    });
}
