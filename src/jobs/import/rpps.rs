//! What an edition of the RPPS changes in the store: memberships of structures, and the liberals of each commune.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use chrono::Days;
use zip::ZipArchive;

use super::merge::{Reach, merge};
use super::{Error, Progress, Request, file, name};
use crate::domain::member::{Member, Professionals};
use crate::domain::timeline::FOREVER;
use crate::ingest::Refusal;
use crate::ingest::rpps::{self, Edition, Keying, Known, MARK};
use crate::store::{self, Conn, Provenance, Scope, Store, imports, members, structures};

/// The first bytes of a zip.
const ZIP: &[u8] = b"PK\x03\x04";

/// Reads the text, packed by gzip or inside the zip that is published.
pub(super) fn read(
    store: &Store,
    request: &Request,
    bytes: u64,
    progress: Progress,
) -> Result<Result<Edition, Refusal>, Error> {
    let keying = Keying::new(&request.secret.bytes().map_err(Error::Secret)?);
    let versions = structures::load(&mut *store.connection()?, store::Known::Now)?;
    let known = Known::new(versions.iter().map(|row| &row.version.content));
    drop(versions);
    let read = || {
        let file = file::open(request.path, bytes, progress)?;
        if !is_zip(request.path)? {
            return rpps::read(file, &name(request.path), &known, &keying);
        }
        let no_zip = |problem: &dyn std::fmt::Display| Refusal::NotThisFormat {
            line: 1,
            problem: format!("the zip cannot be read: {problem}"),
        };
        let mut zip = ZipArchive::new(file).map_err(|error| no_zip(&error))?;
        let mut names = zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        let inside = names.find(|name| name.to_lowercase().contains(MARK));
        drop(names);
        let inside =
            inside.ok_or_else(|| no_zip(&"no file of it is called PS_LibreAcces_Personne_activite"))?;
        let text = zip.by_name(&inside).map_err(|error| no_zip(&error))?;
        rpps::read(BufReader::new(text), &inside, &known, &keying)
    };
    Ok(read())
}

fn is_zip(path: &Path) -> std::io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(ZIP.len() as u64).read_to_end(&mut start)?;
    Ok(start == ZIP)
}

/// Why an edition is not to be believed: its day is to come, it is much smaller than the one before, or nobody in it
/// was known before.
pub(super) fn suspicion(
    conn: &mut Conn,
    request: &Request,
    edition: &Edition,
) -> Result<Option<String>, Error> {
    let day = edition.snapshot;
    if day > request.now.date() + Days::new(1) {
        return Ok(Some(format!("an edition of {day} is still to come")));
    }
    if request.force {
        return Ok(None);
    }
    if imports::editions(conn, store::Known::Now)?.is_empty() {
        let reason = "no edition of FINESS is known, so that no member of a structure could be told: import one \
                      first, or use --force";
        return Ok(Some(reason.into()));
    }
    if let Some((guard, before)) =
        request.source.guard.zip(imports::previous_of(conn, &request.source.id, day)?)
    {
        let (read, known) = (edition.report.tally.read, before.records_read.unsigned_abs());
        if known >= guard.records && (read as f64) < known as f64 * (1.0 - guard.drop) {
            let (drop, before) = (guard.drop * 100.0, before.snapshot);
            return Ok(Some(format!(
                "{read} records where the edition of {before} had {known}: over {drop:.0} % fewer. \
                 If that is right, import with --force"
            )));
        }
    }
    are_strangers(conn, edition)
}

/// Among so many, somebody stays.
const MANY: usize = 20;

/// Under another secret everybody would leave and somebody else come.
fn are_strangers(conn: &mut Conn, edition: &Edition) -> Result<Option<String>, Error> {
    let stored = members::load(conn, &Scope::operator(), store::Known::Now)?;
    let known: HashSet<_> = stored.into_iter().map(|row| row.version.content.person).collect();
    let is_known = edition.members.iter().any(|member| known.contains(&member.person));
    let are_strangers = known.len() >= MANY && edition.members.len() >= MANY && !is_known;
    Ok(are_strangers.then(|| {
        format!(
            "none of the {} persons known is in it: this is not the secret under which they became known. \
             Set OBSERVATOIRE_SECRET, or bring back the file “secret” of the data folder",
            known.len()
        )
    }))
}

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    edition: Edition,
    provenance: Provenance,
) -> Result<Option<String>, Error> {
    let days = imports::snapshots(conn, "rpps", store::Known::Now)?;
    let later = days.into_iter().find(|day| *day > edition.snapshot);
    let reach = Reach { from: edition.snapshot, to: later.unwrap_or(FOREVER) };

    let held = edition.held;
    let is_held = |member: &Member| {
        held.persons.contains(&member.person) || held.structures.contains(&member.structure)
    };
    let key = |member: &Member| (member.structure.clone(), member.person.clone(), member.profession);
    let stored = members::load(conn, &Scope::operator(), store::Known::Now)?;
    // What was rejected may be what makes the person a general practitioner, or a liberal one.
    let doubtful = stored.iter().filter(|row| row.version.from <= reach.from && row.version.to > reach.from);
    let doubtful =
        doubtful.map(|row| &row.version.content).filter(|member| held.persons.contains(&member.person));
    let doubtful: HashSet<_> = doubtful.map(key).collect();
    let mut shown = edition.members;
    shown.retain(|member| !doubtful.contains(&key(member)));
    let changes = merge(stored, shown, is_held, reach, key);
    members::close(conn, &changes.closed, provenance.known_from)?;
    members::insert(conn, &changes.added, provenance)?;

    let key = |counted: &Professionals| (counted.commune.clone(), counted.profession, counted.is_gp);
    let stored = members::professionals(conn, store::Known::Now)?;
    let changes = merge(stored, edition.professionals, |_| false, reach, key);
    members::close_professionals(conn, &changes.closed, provenance.known_from)?;
    members::insert_professionals(conn, &changes.added, provenance)?;

    let notes = [
        (edition.unplaced, "lines of liberals name no commune and are counted in none"),
        (edition.unknown_msp, "lines of a maison de santé name no structure that FINESS knows"),
    ];
    let notes = notes.into_iter().filter(|(lines, _)| *lines > 0);
    Ok(notes.map(|(lines, what)| format!("{lines} {what}")).reduce(|a, b| format!("{a}; {b}")))
}
