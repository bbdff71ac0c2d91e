//! Lines of the audit that somebody looks for.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::audit as t;
use super::super::scope::{Rows, Scope};
use super::{Action, Line};
use crate::domain::rights::Family;

/// What a line must be; what is left out may be anything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// A part of the address of who acted, or of the account that it was done to.
    pub who: Option<String>,
    pub action: Option<Action>,
    pub family: Option<Family>,
    /// A structure, a territory.
    pub subject: Option<String>,
    pub from: Option<NaiveDateTime>,
    /// Itself left out.
    pub before: Option<NaiveDateTime>,
}

/// Lines, newest first, and how many there are in all.
#[derive(Debug, Default)]
pub struct Found {
    pub lines: Vec<Line>,
    pub all: i64,
}

/// `take` lines after the first `skip`.
///
/// # Errors
/// The database fails.
pub fn search(
    conn: &mut Conn,
    scope: &Scope,
    filter: &Filter,
    (skip, take): (i64, i64),
) -> Result<Found, Error> {
    if scope.rows(Family::Audit) != Rows::All {
        return Ok(Found::default());
    }
    let wanted = || {
        let mut wanted = t::table.into_boxed();
        if let Some(who) = &filter.who {
            let part = containing(&who.to_lowercase());
            let is_done_to =
                t::subject.is_not_null().and(t::subject.assume_not_null().like(part.clone()).escape('\\'));
            wanted = wanted.filter(t::who.like(part).escape('\\').or(is_done_to));
        }
        if let Some(action) = filter.action {
            wanted = wanted.filter(t::action.eq(action.as_str()));
        }
        if let Some(family) = filter.family {
            wanted = wanted.filter(t::family.eq(family.as_str()));
        }
        if let Some(subject) = &filter.subject {
            wanted = wanted.filter(t::subject.eq(subject));
        }
        if let Some(from) = filter.from {
            wanted = wanted.filter(t::at.ge(from));
        }
        if let Some(before) = filter.before {
            wanted = wanted.filter(t::at.lt(before));
        }
        wanted
    };
    let all = wanted().count().get_result(conn)?;
    let shown = wanted().order(t::id.desc()).offset(skip).limit(take).select(Line::as_select());
    Ok(Found { lines: shown.load(conn)?, all })
}

/// A pattern of texts that hold this one, whose signs mean themselves.
fn containing(text: &str) -> String {
    let plain: String = text
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]))
        .collect();
    format!("%{plain}%")
}
