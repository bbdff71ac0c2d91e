//! What structures stated in their replies becomes files like any other: each line a table of its own, in the inbox folder of
//! its source, read by the ordinary import. So a correction is dated, has its import, and is seen in the lineage.

use std::fs;

use anyhow::Context as _;

use super::import::{Received, Request, Status, import};
use super::run::Context;
use crate::domain::writing::Language;
use crate::reports::line;
use crate::store::replies::{self, Reply};
use crate::store::{Scope, imports, links};

/// What became of the replies that waited.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Of tables.
    pub(super) lines: i64,
    /// Why others were not taken over; they wait.
    pub(super) refused: Vec<String>,
}

/// Imports what waits, then lets go of links and drafts that are over.
pub(super) fn take_over(context: Context) -> anyhow::Result<Taken> {
    let conn = &mut *context.store.connection()?;
    let mut taken = Taken::default();
    for reply in replies::to_take_over(conn, &Scope::operator(), context.now)? {
        match take(context, &reply, imports::any_simulated(conn)?)? {
            Ok(lines) => taken.lines += lines,
            Err(reason) => {
                tracing::warn!(reply = reply.id, reason, "a reply was not taken over");
                taken.refused.push(format!("{}: {reason}", reply.file()));
            }
        }
    }
    context.store.write(|conn| links::purge(conn, context.now))?;
    Ok(taken)
}

fn take(context: Context, reply: &Reply, is_simulated: bool) -> anyhow::Result<Result<i64, String>> {
    let Some(stated) = &reply.stated else { return Ok(Ok(0)) };
    let Some(source) = context.catalog.source(&stated.source) else {
        return Ok(Err(format!("no source is called {}", stated.source)));
    };
    let folder = context.inbox.join(&source.id);
    let path = folder.join(reply.file());
    // Its number makes it another file than that of a reply with the same words.
    let heading = format!("reply-{}", reply.id);
    let text = line::csv(&heading, is_simulated, source, &reply.structure, &stated.cells);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, text))
        .with_context(|| path.display().to_string())?;
    let request = Request {
        source,
        path: &path,
        received: Received::Now,
        force: false,
        dry_run: false,
        now: context.now,
        secret: context.secret,
        language: Language::French,
    };
    let outcome = import(context.store, &request, &|_, _| {})?;
    // What was typed is in the reply; a log says where to look.
    let first = outcome.rejections.first().map(|it| format!("line {}, column {}", it.line, it.column));
    Ok(match outcome.status {
        Status::Refused => Err(first.or(outcome.reason).unwrap_or_default()),
        _ => Ok(i64::try_from(outcome.accepted)?),
    })
}
