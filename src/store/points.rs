//! The points: a cache of the current vintage. Only series that changed are written again.

use std::collections::HashMap;

use diesel::dsl::max;
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::points as t;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span, State};
use crate::domain::territory::Territory;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    indicator: String,
    territory: String,
    first_month: String,
    last_month: String,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    structures: i64,
    coverage: Option<f64>,
    state: String,
}

/// The spans of one indicator, by territory code.
pub type ByTerritory = HashMap<String, Vec<Span>>;

/// All spans of one indicator.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_indicator(conn: &mut Conn, indicator: &str) -> Result<ByTerritory, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::indicator.eq(indicator))
        .order((t::territory, t::first_month))
        .select(Row::as_select())
        .load(conn)?;
    let mut found = ByTerritory::new();
    for row in rows {
        let territory = row.territory.clone();
        found.entry(territory).or_default().push(row.read()?);
    }
    Ok(found)
}

/// The spans of some indicators for some territories, by both codes.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_territories(
    conn: &mut Conn,
    indicators: &[&str],
    territories: &[String],
) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::indicator.eq_any(indicators).and(t::territory.eq_any(territories)))
        .order((t::indicator, t::territory, t::first_month))
        .select(Row::as_select())
        .load(conn)?;
    let mut found: HashMap<_, Vec<Span>> = HashMap::new();
    for row in rows {
        let key = (row.indicator.clone(), row.territory.clone());
        found.entry(key).or_default().push(row.read()?);
    }
    Ok(found)
}

/// The spans of one indicator for one territory, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_territory(conn: &mut Conn, indicator: &str, territory: &Territory) -> Result<Vec<Span>, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::indicator.eq(indicator).and(t::territory.eq(territory.to_string())))
        .order(t::first_month)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Puts the given series in the place of those of the same indicator and territory.
///
/// # Errors
/// The database fails.
pub fn replace<'a>(
    conn: &mut Conn,
    indicator: &str,
    series: impl Iterator<Item = (&'a Territory, &'a [Span])>,
) -> Result<usize, Error> {
    let mut rows = Vec::new();
    let mut territories = Vec::new();
    for (territory, spans) in series {
        territories.push(territory.to_string());
        rows.extend(spans.iter().map(|span| Row::write(indicator, territory, span)));
    }
    for chunk in territories.chunks(BATCH) {
        diesel::delete(t::table.filter(t::indicator.eq(indicator).and(t::territory.eq_any(chunk))))
            .execute(conn)?;
    }
    for chunk in rows.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(t::table).values(chunk).execute(c))?;
    }
    Ok(rows.len())
}

/// Removes what no definition speaks of any more.
///
/// # Errors
/// The database fails.
pub fn retain(conn: &mut Conn, indicators: &[&str]) -> Result<usize, Error> {
    Ok(diesel::delete(t::table.filter(t::indicator.ne_all(indicators))).execute(conn)?)
}

/// The last month for which points were made.
///
/// # Errors
/// The database fails.
pub fn last_month(conn: &mut Conn) -> Result<Option<Month>, Error> {
    let last: Option<String> = t::table.select(max(t::last_month)).first(conn)?;
    Ok(last.and_then(|month| month.parse().ok()))
}

impl Row {
    fn read(self) -> Result<Span, Error> {
        let broken = |problem: &str| Error::Row { table: "points", problem: problem.to_owned() };
        let month = |text: &str| text.parse::<Month>().map_err(|error| broken(&error.to_string()));
        Ok(Span {
            first: month(&self.first_month)?,
            last: month(&self.last_month)?,
            reading: Reading {
                numerator: self.numerator,
                denominator: self.denominator,
                value: self.value,
                structures: self.structures,
                coverage: self.coverage,
                state: State::read(&self.state).ok_or_else(|| broken(&self.state))?,
            },
        })
    }

    fn write(indicator: &str, territory: &Territory, span: &Span) -> Self {
        let reading = span.reading;
        Self {
            indicator: indicator.to_owned(),
            territory: territory.to_string(),
            first_month: span.first.to_string(),
            last_month: span.last.to_string(),
            numerator: reading.numerator,
            denominator: reading.denominator,
            value: reading.value,
            structures: reading.structures,
            coverage: reading.coverage,
            state: reading.state.as_str().to_owned(),
        }
    }
}
