//! The step that turns facts into points; only series that changed are written.

use std::collections::BTreeMap;

use super::facts::facts;
use super::publish::{self, Run};
use crate::catalog::Catalog;
use crate::domain::cut::Cut;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::point::Span;
use crate::domain::territory::Territory;
use crate::indicators::{Places, Series, evaluate};
use crate::store::{self, Conn, Known, Store, points};

/// One territory, or a part of it, over all months.
type Part<'a> = (&'a Territory, Cut, &'a [Span]);

/// Brings the points up to `month`; gives the number of rows written.
///
/// # Errors
/// The database fails.
pub fn aggregate(store: &Store, catalog: &Catalog, month: Month, run: Run) -> Result<usize, store::Error> {
    store.write(|conn| {
        // Running an older month again must not forget the months after it.
        let last = points::last_month(conn)?.map_or(month, |known| known.max(month));
        let series = evaluate_all(conn, catalog, &Places::stored(france()), Known::Now, last)?;
        if series.is_empty() {
            return Ok(0);
        }
        let standing = publish::begin(conn, catalog, last, run)?;
        let ids: Vec<&str> = catalog.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        let mut by_indicator: BTreeMap<&str, Vec<Part>> = ids.iter().map(|id| (*id, Vec::new())).collect();
        for one in &series {
            by_indicator.entry(&one.indicator).or_default().push((&one.territory, one.cut, &one.spans));
        }
        let mut written = 0;
        for (indicator, series) in by_indicator {
            written += points::replace(conn, indicator, &series, standing)?;
        }
        points::retain(conn, &ids, standing)?;
        publish::hide(conn, catalog, &series)?;
        Ok(written)
    })
}

/// Every indicator for the given places, from what was known at an instant.
///
/// # Errors
/// The database fails.
pub fn evaluate_all(
    conn: &mut Conn,
    catalog: &Catalog,
    places: &Places,
    known: Known,
    last: Month,
) -> Result<Vec<Series>, store::Error> {
    let facts = facts(conn, catalog, known)?;
    Ok(evaluate(&catalog.indicators, &facts, places, &catalog.parameters, last))
}
