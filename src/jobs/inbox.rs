//! The folders of files to import, one a source: what lies there is read, and goes some time after it was.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use chrono::Days;

use super::import::{self, Received, Request, Status, import, in_order};
use super::run::Context;
use crate::catalog::{Catalog, Source};
use crate::domain::writing::Language;
use crate::store::Store;

/// The files of a source, in the order in which they are read. A hidden file is on its way.
fn files(inbox: &Path, source: &Source) -> io::Result<Vec<PathBuf>> {
    let folder = inbox.join(&source.id);
    std::fs::create_dir_all(&folder)?;
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    let paths = std::fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> = paths.filter(|path| path.is_file() && !is_hidden(path)).collect();
    in_order(&mut paths);
    Ok(paths)
}

/// Imports what lies in the folders; gives how many lines were accepted. A refused file is logged and left where it is; the
/// others go on.
pub(super) fn read(context: Context, deadline: Instant) -> anyhow::Result<i64> {
    let mut accepted = 0;
    for source in &context.catalog.sources {
        for path in files(context.inbox, source).with_context(|| source.id.clone())? {
            context.may_go_on(deadline)?;
            let request = Request {
                source,
                path: &path,
                received: Received::Now,
                force: false,
                dry_run: false,
                now: context.now,
                secret: context.secret,
                language: Language::English,
            };
            let outcome = import(context.store, &request, &|_, _| {})?;
            let reason = outcome.reason.unwrap_or_default();
            if outcome.status == Status::Imported && outcome.rejected > 0 {
                let (file, rejected) = (&outcome.file, outcome.rejected);
                tracing::warn!(file, rejected, "lines of a file of the inbox were rejected; they are kept");
            }
            match outcome.status {
                Status::Imported => accepted += outcome.accepted,
                Status::Refused => {
                    tracing::warn!(file = outcome.file, reason, "a file of the inbox was refused")
                }
                Status::AlreadyImported | Status::DryRun => {}
            }
        }
    }
    Ok(i64::try_from(accepted)?)
}

/// Deletes the files whose content was imported longer ago than the term; gives how many. What was refused stays until
/// somebody has looked at it.
pub(super) fn empty(context: Context, term: Days) -> anyhow::Result<usize> {
    let Some(before) = context.now.checked_sub_days(term) else { return Ok(0) };
    let mut gone = 0;
    for source in &context.catalog.sources {
        for path in files(context.inbox, source).with_context(|| source.id.clone())? {
            let known = import::known(context.store, source, &path)?;
            if known.is_some_and(|known| known.imported_at <= before) {
                std::fs::remove_file(&path).with_context(|| path.display().to_string())?;
                gone += 1;
            }
        }
    }
    Ok(gone)
}

/// The files whose content was never imported: they were refused, or nobody has read them yet.
///
/// # Errors
/// A folder cannot be read, or the database fails.
pub fn unread(store: &Store, catalog: &Catalog, inbox: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut unread = Vec::new();
    for source in &catalog.sources {
        for path in files(inbox, source).with_context(|| source.id.clone())? {
            if import::known(store, source, &path)?.is_none() {
                unread.push(path.strip_prefix(inbox).unwrap_or(&path).to_owned());
            }
        }
    }
    Ok(unread)
}
