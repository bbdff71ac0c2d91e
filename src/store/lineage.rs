//! Where a point comes from: the edition that holds it, the run and the definition that made it, the files behind.

use super::backend::{Conn, Error};
use super::editions::{self, Held};
use super::imports::{self, Import};
use super::points::{self, Selection};
use super::runs;
use super::scope::Scope;
use crate::domain::month::Month;
use crate::domain::point::Reading;
use crate::domain::territory::Territory;

#[derive(Clone, Debug)]
pub struct Lineage {
    /// As the scope sees it.
    pub reading: Reading,
    pub edition: Held,
    /// Of the definition.
    pub version: Option<u32>,
    /// The last run that made the edition.
    pub run: Option<runs::Last>,
    /// Files that had been read by then.
    pub imports: Vec<Import>,
}

/// The lineage of one point of an edition; nothing where there is no such point.
///
/// # Errors
/// The database fails, or a row holds what it may not hold.
pub fn of(
    conn: &mut Conn,
    scope: &Scope,
    selection: Selection,
    indicator: &str,
    sources: &[&str],
    (territory, month): (&Territory, Month),
) -> Result<Option<Lineage>, Error> {
    let spans = points::of_territory(conn, scope, selection, indicator, territory)?;
    let point = spans.iter().find(|span| span.first <= month && month <= span.last);
    let held = editions::find(conn, selection.edition)?;
    let Some((point, edition)) = point.zip(held) else { return Ok(None) };
    Ok(Some(Lineage {
        reading: point.reading,
        version: edition.definitions.get(indicator).copied(),
        run: runs::find(conn, edition.run)?,
        imports: imports::behind(conn, sources, edition.made_at)?,
        edition,
    }))
}
