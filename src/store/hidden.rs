//! What the public must not see: indicators under guard, and series hidden for ever.

use std::collections::HashSet;

use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::points::columns;
use super::schema::{guards as g, hidden_series as t};
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::territory::Territory;

/// Whom a series speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub indicator: String,
    pub territory: Territory,
    pub cut: Cut,
}

/// What the public may see of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = g)]
pub struct Guard {
    pub indicator: String,
    /// Whether it speaks of data that are not open: shown for France, regions and departments, small numbers hidden.
    pub is_guarded: bool,
    /// Whether its denominator does.
    pub guards_denominator: bool,
}

#[derive(Insertable)]
#[diesel(table_name = t)]
struct Row {
    indicator: String,
    territory: String,
    zone: String,
    breakdown: String,
    since: String,
}

/// Says anew what may be seen of which indicator.
///
/// # Errors
/// The database fails.
pub fn set_guards(conn: &mut Conn, guards: &[Guard]) -> Result<(), Error> {
    let mut before: Vec<Guard> = g::table.order(g::indicator).select(Guard::as_select()).load(conn)?;
    let mut now = guards.to_vec();
    for list in [&mut before, &mut now] {
        list.sort_by(|a, b| a.indicator.cmp(&b.indicator));
    }
    if before != now {
        diesel::delete(g::table).execute(conn)?;
        each!(conn, c => diesel::insert_into(g::table).values(&now).execute(c))?;
    }
    Ok(())
}

/// Every series that is hidden.
///
/// # Errors
/// The database fails, or a row holds what no series may be.
pub fn all(conn: &mut Conn) -> Result<HashSet<Place>, Error> {
    let rows: Vec<(String, String, String, String)> =
        t::table.select((t::indicator, t::territory, t::zone, t::breakdown)).load(conn)?;
    let broken = |problem: String| Error::Row { table: "hidden_series", problem };
    rows.into_iter()
        .map(|(indicator, territory, zone, breakdown)| {
            let territory = territory.parse().map_err(|_| broken(territory.clone()))?;
            let cut = super::points::cut(&zone, &breakdown).map_err(|error| broken(error.to_string()))?;
            Ok(Place { indicator, territory, cut })
        })
        .collect()
}

/// Hides series from the edition of a month on, and in every edition before.
///
/// # Errors
/// The database fails.
pub fn add(conn: &mut Conn, places: &[&Place], since: Month) -> Result<(), Error> {
    for chunk in places.chunks(BATCH) {
        let rows: Vec<Row> = chunk
            .iter()
            .map(|place| {
                let (zone, breakdown) = columns(place.cut);
                let (indicator, territory) = (place.indicator.clone(), place.territory.to_string());
                Row { indicator, territory, zone, breakdown, since: since.to_string() }
            })
            .collect();
        each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// The guards of some indicators.
pub(super) fn guards(conn: &mut Conn, indicators: &[&str]) -> Result<Vec<Guard>, Error> {
    Ok(g::table.filter(g::indicator.eq_any(indicators)).select(Guard::as_select()).load(conn)?)
}

/// The hidden series of some indicators and territories: indicator, territory, zone, breakdown.
pub(super) fn among(
    conn: &mut Conn,
    indicators: &[&str],
    territories: &[String],
) -> Result<HashSet<(String, String, String, String)>, Error> {
    let rows: Vec<_> = t::table
        .filter(t::indicator.eq_any(indicators).and(t::territory.eq_any(territories)))
        .select((t::indicator, t::territory, t::zone, t::breakdown))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
