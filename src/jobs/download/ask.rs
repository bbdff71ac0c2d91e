//! One source asked for what is new, from its address to its inbox folder.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::answer::Validators;
use super::named;
use super::part::Part;
use super::transfer::{Attempt, Failure, Fetched};
use crate::catalog::{Download as Wanted, Source};
use crate::jobs::run::Context;
use crate::store::downloads::{self, Download, Status};
use crate::store::{self, Conn, imports};

/// Asks, and tells what came of it.
///
/// # Errors
/// The database fails.
pub(super) fn ask(
    conn: &mut Conn,
    context: Context,
    source: &Source,
    wanted: &Wanted,
    deadline: Instant,
) -> anyhow::Result<Download> {
    let (address, name) = named(wanted).map_err(anyhow::Error::msg)?;
    let mut told = Download::of(&source.id, address.to_string(), context.now);
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
    let mut part = match Part::open(&folder, &name) {
        Ok(part) => part,
        Err(error) => return Ok(told.ended_for(Status::Failed, trouble(&error))),
    };
    let fetched = attempt.fetch(&mut part);
    told.bytes = Some(part.bytes().cast_signed());
    let sha256 = part.sha256();
    let is_here = imports::find(conn, &source.id, &sha256)?.is_some() || lies_in(&folder, &sha256);
    let settled = settle(told.clone(), part, fetched, good, is_here);
    Ok(settled.unwrap_or_else(|error| told.ended_for(Status::Failed, trouble(&error))))
}

/// Puts what came where it belongs; what is good for nothing goes.
fn settle(
    told: Download,
    part: Part,
    fetched: Result<Fetched, Failure>,
    good: Option<Download>,
    is_here: bool,
) -> io::Result<Download> {
    match fetched {
        Ok(Fetched::Unchanged) => {
            part.remove()?;
            let Download { etag, last_modified, sha256, bytes, .. } = good.unwrap_or_else(|| told.clone());
            Ok(Download { etag, last_modified, sha256, bytes, ..told.ended(Status::Unchanged) })
        }
        Ok(Fetched::Whole(Validators { etag, last_modified })) => {
            let told = Download { etag, last_modified, sha256: Some(part.sha256()), ..told };
            if is_here {
                part.remove()?;
                return Ok(told.ended(Status::Unchanged));
            }
            let file = part.publish(told.checked_at.date())?;
            Ok(Download { file: Some(file), ..told.ended(Status::New) })
        }
        Err(Failure { reason, not_before, is_resumable }) => {
            if !is_resumable || part.bytes() == 0 {
                part.remove()?;
            }
            Ok(Download { not_before, ..told.ended_for(Status::Failed, reason) })
        }
    }
}

fn trouble(error: &io::Error) -> String {
    format!("the inbox cannot be written to: {error}")
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
