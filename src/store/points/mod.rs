//! The points: as they stand, and as they stood in every frozen edition.

mod changes;
mod mask;
mod row;
mod write;

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::max;
use diesel::prelude::*;

use super::backend::{Conn, Error};
use super::editions::Edition;
use super::schema::{editions, points as t};
use super::scope::Scope;
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::Span;
use crate::domain::territory::Territory;
use mask::Mask;
use row::{OPEN, Row};
pub(super) use row::{columns, cut};

pub use changes::{Change, changes_since};
pub use write::{replace, retain};

/// Which of the series of an indicator and a territory, and as of when; all structures, as they stand, by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    pub cut: Cut,
    pub edition: Edition,
}

/// The spans of some indicators for some territories, by both codes.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_territories(
    conn: &mut Conn,
    scope: &Scope,
    selection: Selection,
    indicators: &[&str],
    territories: &[String],
) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
    let Selection { cut, edition } = selection;
    let query = Query { edition, cut: Some(cut), indicators, territories, months: None };
    Ok(by_place(query.load(conn, scope)?))
}

/// The same, of the spans that touch some months, first and last.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn between(
    conn: &mut Conn,
    scope: &Scope,
    selection: Selection,
    indicators: &[&str],
    territories: &[String],
    months: (Month, Month),
) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
    let Selection { cut, edition } = selection;
    let query = Query { edition, cut: Some(cut), indicators, territories, months: Some(months) };
    Ok(by_place(query.load(conn, scope)?))
}

/// The spans of one indicator for one territory, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_territory(
    conn: &mut Conn,
    scope: &Scope,
    selection: Selection,
    indicator: &str,
    territory: &Territory,
) -> Result<Vec<Span>, Error> {
    let territory = territory.to_string();
    let found = of_territories(conn, scope, selection, &[indicator], std::slice::from_ref(&territory))?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// What a reader may see of a series that was not read here but computed.
///
/// # Errors
/// The database fails.
pub fn as_seen(
    conn: &mut Conn,
    scope: &Scope,
    edition: Edition,
    indicator: &str,
    territory: &Territory,
    spans: Vec<Span>,
) -> Result<Vec<Span>, Error> {
    let territory = territory.to_string();
    let mask = Mask::load(conn, scope, edition, &[indicator], std::slice::from_ref(&territory))?;
    Ok(match mask {
        Some(mask) => mask.apply(indicator, &territory, Cut::default(), spans),
        None => spans,
    })
}

fn by_place(found: HashMap<(String, String, Cut), Vec<Span>>) -> HashMap<(String, String), Vec<Span>> {
    found.into_iter().map(|((indicator, territory, _), spans)| ((indicator, territory), spans)).collect()
}

/// Every series of one indicator and territory, whole or cut.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn cuts(
    conn: &mut Conn,
    scope: &Scope,
    edition: Edition,
    indicator: &str,
    territory: &Territory,
) -> Result<BTreeMap<Cut, Vec<Span>>, Error> {
    let territory = territory.to_string();
    let query =
        Query { edition, cut: None, indicators: &[indicator], territories: &[territory], months: None };
    let found = query.load(conn, scope)?;
    Ok(found.into_iter().map(|((_, _, cut), spans)| (cut, spans)).collect())
}

/// Indicator, territory and cut of a series.
type Key = (String, String, Cut);

#[derive(Clone, Copy)]
struct Query<'a> {
    edition: Edition,
    /// One of them, or all.
    cut: Option<Cut>,
    indicators: &'a [&'a str],
    territories: &'a [String],
    months: Option<(Month, Month)>,
}

impl Query<'_> {
    fn load(self, conn: &mut Conn, scope: &Scope) -> Result<HashMap<Key, Vec<Span>>, Error> {
        let mut wanted = t::table
            .filter(t::indicator.eq_any(self.indicators).and(t::territory.eq_any(self.territories)))
            .order((t::indicator, t::territory, t::zone, t::breakdown, t::first_month))
            .select(Row::as_select())
            .into_boxed();
        if let Some(cut) = self.cut {
            let (zone, breakdown) = columns(cut);
            wanted = wanted.filter(t::zone.eq(zone).and(t::breakdown.eq(breakdown)));
        }
        wanted = match self.edition {
            Edition::Current => wanted.filter(t::edition_to.eq(OPEN)),
            Edition::Of(month) => {
                let month = month.to_string();
                let stood = t::edition_to.gt(month.clone()).and(t::edition_from.le(month.clone()));
                wanted.filter(stood.and(t::first_month.le(month)))
            }
        };
        if let Some((first, last)) = self.months {
            let is_met = t::first_month.le(last.to_string()).and(t::last_month.ge(first.to_string()));
            wanted = wanted.filter(is_met);
        }
        let mut found: HashMap<Key, Vec<Span>> = HashMap::new();
        for row in wanted.load(conn)? {
            let key = (row.indicator.clone(), row.territory.clone(), row.cut()?);
            let mut span = row.read()?.span;
            if let Edition::Of(month) = self.edition {
                span.last = span.last.min(month);
            }
            found.entry(key).or_default().push(span);
        }
        let mask = Mask::load(conn, scope, self.edition, self.indicators, self.territories)?;
        if let Some(mask) = mask {
            for ((indicator, territory, cut), spans) in &mut found {
                *spans = mask.apply(indicator, territory, *cut, std::mem::take(spans));
            }
        }
        Ok(found)
    }
}

/// The last month for which points were made.
///
/// # Errors
/// The database fails.
pub fn last_month(conn: &mut Conn) -> Result<Option<Month>, Error> {
    let last: Option<String> = editions::table.select(max(editions::month)).first(conn)?;
    Ok(last.and_then(|month| month.parse().ok()))
}
