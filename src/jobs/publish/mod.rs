//! What becomes of points once they are made: the edition they stand in, and what the public must not see of them.

mod guard;
mod links;
mod problem;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::domain::revision::Standing;
use crate::indicators::Series;
use crate::store::editions::{self, Edition, Making};
use crate::store::hidden::{self, Place};
use crate::store::{Conn, Error};
use problem::Published;

/// The run that makes the points.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub id: i64,
    pub at: NaiveDateTime,
}

/// Opens the edition of `month`, or goes on with it; the one before is frozen as it stands.
///
/// # Errors
/// The database fails.
pub fn begin(conn: &mut Conn, catalog: &Catalog, month: Month, run: Run) -> Result<Standing, Error> {
    let definitions: BTreeMap<&str, u32> =
        catalog.indicators.iter().map(|indicator| (indicator.id.as_str(), indicator.version)).collect();
    let window = catalog.parameters.on("public_window", month.last_day()).unwrap_or(0.0) as i32;
    let public_from = month - window + 1;
    editions::begin(conn, month, Making { run: run.id, at: run.at, definitions: &definitions, public_from })
}

/// Hides from the public, for ever, the series that would tell a small number; gives how many are hidden anew.
///
/// # Errors
/// The database fails.
pub fn hide(conn: &mut Conn, catalog: &Catalog, series: &[Series]) -> Result<usize, Error> {
    hidden::set_guards(conn, &guard::guards(catalog))?;
    let Some(edition) = editions::find(conn, Edition::Current)? else { return Ok(0) };
    let published = Published::of(catalog, series, edition.public_from, edition.month);
    let stored = hidden::all(conn)?;
    let already: BTreeSet<usize> = published
        .places
        .iter()
        .enumerate()
        .filter(|(_, place)| stored.contains(*place))
        .map(|(n, _)| n)
        .collect();
    let hide = published.problem.hide(&already);
    let new: Vec<&Place> = hide.difference(&already).map(|number| &published.places[*number]).collect();
    hidden::add(conn, &new, edition.month)?;
    Ok(new.len())
}
