//! Import of source files: each in one transaction, each once, in the order of their editions.

mod contacts;
mod file;
mod finess;
mod merge;
mod outcome;
mod published;
mod register;
mod rpps;
mod table;

use std::path::Path;

use anyhow::Context as _;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

pub use file::Progress;
pub use outcome::{Outcome, Status};

use crate::catalog::Source;
use crate::credentials::Secret;
use crate::domain::writing::Language;
use crate::ingest::{Refusal, Report};
use crate::store::imports::{Import, NewImport};
use crate::store::{self, Conn, Provenance, Store, imports};

/// What to import, and how.
#[derive(Debug)]
pub struct Request<'a> {
    pub source: &'a Source,
    pub path: &'a Path,
    pub received: Received,
    /// Imports an edition that is much smaller than the one before.
    pub force: bool,
    /// Reads and judges, writes nothing.
    pub dry_run: bool,
    pub now: NaiveDateTime,
    /// Under which persons become keys.
    pub secret: &'a Secret,
    /// Of what is said to those who fill in tables.
    pub language: Language,
}

impl Request<'_> {
    /// The day on which the file came, as far as it is said.
    fn day(&self) -> NaiveDate {
        match self.received {
            Received::On(day) => day,
            Received::Now | Received::WithItsEdition => self.now.date(),
        }
    }
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

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no reader is known for the source “{0}”")]
    UnknownSource(String),
    #[error("the secret of the installation: {0}")]
    Secret(std::io::Error),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A file that was read, before anything of it is stored.
enum Parsed {
    Contacts(crate::ingest::contacts::Directory),
    Finess(crate::ingest::finess::Edition),
    Published(crate::ingest::published::Figures),
    Register(crate::ingest::register::Register),
    Rpps(crate::ingest::rpps::Edition),
    Table(crate::ingest::table::Table),
}

impl Parsed {
    /// The day of the edition; figures have none but the day on which they came.
    fn snapshot(&self, request: &Request) -> NaiveDate {
        match (self, request.received) {
            (Self::Finess(edition), _) => edition.snapshot,
            (Self::Register(register), _) => register.day().unwrap_or(request.day()),
            (Self::Rpps(edition), _) => edition.snapshot,
            (Self::Published(_) | Self::Contacts(_), _) => request.day(),
            // What is still to come, or half a year long, is told today.
            (Self::Table(table), _) => table.day().map_or(request.day(), |day| day.min(request.day())),
        }
    }

    /// Nothing for figures quoted from publications and for contacts: they are real in every world.
    fn is_simulated(&self) -> Option<bool> {
        match self {
            Self::Finess(edition) => Some(edition.is_simulated),
            Self::Register(register) => Some(register.is_simulated),
            Self::Rpps(edition) => Some(edition.is_simulated),
            Self::Table(table) => Some(table.is_simulated),
            Self::Published(_) | Self::Contacts(_) => None,
        }
    }

    fn report(&self) -> &Report {
        match self {
            Self::Contacts(directory) => &directory.report,
            Self::Finess(edition) => &edition.report,
            Self::Published(figures) => &figures.report,
            Self::Register(register) => &register.report,
            Self::Rpps(edition) => &edition.report,
            Self::Table(table) => &table.report,
        }
    }
}

/// Imports one file. Whatever is wrong with the file is told in the outcome, and then nothing is stored.
///
/// # Errors
/// Ours: the database fails, or the source has no reader.
pub fn import(store: &Store, request: &Request, progress: Progress) -> Result<Outcome, Error> {
    let mut outcome = Outcome::of(&request.source.id, request.path);
    let print = match file::fingerprint(request.path) {
        Ok(print) => print,
        Err(error) => return Ok(outcome.refused(format!("cannot be opened: {error}"))),
    };
    if let Some(before) = imports::find(&mut *store.connection()?, &request.source.id, &print.sha256)? {
        outcome.known(&before);
        return Ok(outcome);
    }
    let parsed = match parse(store, request, print.bytes, progress)? {
        Ok(parsed) => parsed,
        Err(refusal) => return Ok(outcome.refused(refusal.said(request.language))),
    };
    outcome.count(parsed.snapshot(request), parsed.report());
    if let Parsed::Table(table) = &parsed {
        outcome.sheet.clone_from(&table.sheet);
    }
    // Whatever is decided is decided under the lock: another import may have come first.
    store.write(|conn| {
        if let Some(before) = imports::find(conn, &request.source.id, &print.sha256)? {
            outcome.known(&before);
        } else if let Some(reason) = suspicion(conn, request, &parsed)? {
            outcome.refuse(reason);
        } else if request.dry_run {
            outcome.status = Status::DryRun;
        } else {
            keep(conn, request, &print.sha256, parsed, &mut outcome)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(outcome)
}

/// The import of exactly the content of a file, if there was one.
///
/// # Errors
/// The file cannot be read, or the database fails.
pub(super) fn known(store: &Store, source: &Source, path: &Path) -> anyhow::Result<Option<Import>> {
    let print = file::fingerprint(path).with_context(|| path.display().to_string())?;
    Ok(imports::find(&mut *store.connection()?, &source.id, &print.sha256)?)
}

fn parse(
    store: &Store,
    request: &Request,
    bytes: u64,
    progress: Progress,
) -> Result<Result<Parsed, Refusal>, Error> {
    let reader = match file::open(request.path, bytes, progress) {
        Ok(reader) => reader,
        Err(error) => return Ok(Err(error.into())),
    };
    Ok(match request.source.id.as_str() {
        "contacts" => crate::ingest::contacts::read(reader, request.day()).map(Parsed::Contacts),
        "finess" => {
            let known = finess::known(&mut *store.connection()?)?;
            crate::ingest::finess::read(reader, &name(request.path), &known).map(Parsed::Finess)
        }
        "published" => crate::ingest::published::read(reader).map(Parsed::Published),
        "register" => crate::ingest::register::read(reader, request.day()).map(Parsed::Register),
        "rpps" => rpps::read(store, request, bytes, progress)?.map(Parsed::Rpps),
        "apl" => crate::ingest::apl::read(reader).map(Parsed::Table),
        _ if !request.source.columns.is_empty() => {
            crate::ingest::table::read(reader, request.source).map(Parsed::Table)
        }
        other => return Err(Error::UnknownSource(other.to_owned())),
    })
}

/// Why a file that could be read is not to be believed.
fn suspicion(conn: &mut Conn, request: &Request, parsed: &Parsed) -> Result<Option<String>, Error> {
    if parsed.report().tally.accepted == 0 {
        return Ok(Some(match request.language {
            Language::French => "aucune ligne du fichier n’a pu être lue".into(),
            Language::English => "not one record of the file could be read".into(),
        }));
    }
    // By themselves, real and simulated files never meet.
    if let Some(is_simulated) = parsed.is_simulated().filter(|_| !request.force)
        && imports::is_otherwise(conn, is_simulated)?
    {
        let (here, file) = if is_simulated { ("real", "is") } else { ("simulated", "is not") };
        return Ok(Some(format!(
            "the store holds {here} data and the file {file} simulated; --force mixes them"
        )));
    }
    match parsed {
        Parsed::Finess(edition) => finess::suspicion(conn, request, edition),
        Parsed::Contacts(_) | Parsed::Published(_) | Parsed::Table(_) => Ok(None),
        Parsed::Register(register) => register::suspicion(conn, request, register),
        Parsed::Rpps(edition) => rpps::suspicion(conn, request, edition),
    }
}

/// Writes the import, its rejections and what it changes.
fn keep(
    conn: &mut Conn,
    request: &Request,
    sha256: &str,
    parsed: Parsed,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let snapshot = parsed.snapshot(request);
    let wanted = match request.received {
        Received::Now => request.now,
        Received::On(day) => day.and_time(NaiveTime::MIN),
        Received::WithItsEdition => snapshot.and_time(NaiveTime::MIN),
    };
    // Knowledge only grows: what is read after another file cannot be known before it.
    let latest = match &parsed {
        // A person may have changed it since the last file.
        Parsed::Register(_) => register::latest_knowledge(conn)?,
        _ => imports::latest_knowledge(conn, &request.source.id)?,
    };
    let known_from = latest.map_or(wanted, |latest| latest.max(wanted));
    if known_from > wanted {
        outcome.reason = Some(format!(
            "known from {}: later files were known by then",
            known_from.format("%Y-%m-%d %H:%M")
        ));
    }
    let flow = match &parsed {
        Parsed::Finess(edition) => Some(edition.flow),
        _ => None,
    };
    let said = parsed.is_simulated();
    let is_simulated = said.unwrap_or(false);
    if said.is_some() && imports::is_otherwise(conn, is_simulated)? {
        let mixed = "this store now holds real and simulated files: keep them apart".to_owned();
        outcome.reason =
            Some(outcome.reason.take().map_or(mixed.clone(), |reason| format!("{reason}; {mixed}")));
    }
    outcome.is_simulated = is_simulated;
    let import = imports::record(
        conn,
        &NewImport {
            source: &request.source.id,
            flow: flow.map(crate::domain::edition::Flow::as_str),
            file: &outcome.file,
            sha256,
            snapshot,
            known_from,
            imported_at: request.now,
            records_read: outcome.read.cast_signed(),
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
        Parsed::Contacts(directory) => {
            let aside = contacts::keep(conn, &directory, request.now)?;
            outcome.reason =
                outcome.reason.take().into_iter().chain(aside).reduce(|a, b| format!("{a}; {b}"));
        }
        Parsed::Finess(edition) => finess::keep(conn, edition, provenance)?,
        Parsed::Published(figures) => {
            published::keep(conn, &figures.figures, outcome.rejected == 0, provenance)?
        }
        Parsed::Register(register) => {
            let aside = register::keep(conn, &register, provenance)?;
            outcome.reason =
                outcome.reason.take().into_iter().chain(aside).reduce(|a, b| format!("{a}; {b}"));
        }
        Parsed::Rpps(edition) => {
            let aside = rpps::keep(conn, edition, provenance)?;
            outcome.reason =
                outcome.reason.take().into_iter().chain(aside).reduce(|a, b| format!("{a}; {b}"));
        }
        Parsed::Table(table) => {
            let aside = table::keep(conn, request, table, provenance)?;
            outcome.reason =
                outcome.reason.take().into_iter().chain(aside).reduce(|a, b| format!("{a}; {b}"));
        }
    }
    outcome.status = Status::Imported;
    Ok(())
}

/// Files in the order in which they must be read: by edition, establishments before the legal entities that
/// stand behind them. What cannot be dated comes last, to be refused with a reason.
pub fn in_order<P: AsRef<Path>>(paths: &mut [P]) {
    paths.sort_by_cached_key(|path| {
        let path = path.as_ref();
        let file_name = name(path);
        let start = crate::ingest::rpps::day(&file_name).map(|day| (day, None)).or_else(|| {
            let file = std::fs::File::open(path).ok()?;
            let (day, flow) = crate::ingest::finess::peek(file, &file_name).ok()??;
            Some((day, Some(flow)))
        });
        (start.is_none(), start, path.to_owned())
    });
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
