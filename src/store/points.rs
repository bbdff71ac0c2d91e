//! The points: a cache of the current vintage. Only rows that changed are written again.

use std::collections::{HashMap, HashSet};

use diesel::dsl::max;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::points as t;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span, State};
use crate::domain::territory::Territory;

#[derive(Queryable, Selectable, Insertable, PartialEq)]
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

/// The spans of some indicators for some territories, by both codes.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn of_territories(
    conn: &mut Conn,
    indicators: &[&str],
    territories: &[String],
) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
    by_place(
        t::table
            .filter(t::indicator.eq_any(indicators).and(t::territory.eq_any(territories)))
            .order((t::indicator, t::territory, t::first_month))
            .select(Row::as_select())
            .load(conn)?,
    )
}

/// The same, of the spans that touch the months from `first` to `last`.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn between(
    conn: &mut Conn,
    indicators: &[&str],
    territories: &[String],
    first: Month,
    last: Month,
) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
    let is_met = t::first_month.le(last.to_string()).and(t::last_month.ge(first.to_string()));
    by_place(
        t::table
            .filter(t::indicator.eq_any(indicators).and(t::territory.eq_any(territories)).and(is_met))
            .order((t::indicator, t::territory, t::first_month))
            .select(Row::as_select())
            .load(conn)?,
    )
}

/// Rows in the order of their months.
fn by_place(rows: Vec<Row>) -> Result<HashMap<(String, String), Vec<Span>>, Error> {
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

/// Makes the stored series of an indicator equal to the given ones; gives the number of rows touched. A new
/// month costs one row a series, the same input none.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn replace(conn: &mut Conn, indicator: &str, series: &[(&Territory, &[Span])]) -> Result<usize, Error> {
    let of_indicator = || t::table.filter(t::indicator.eq(indicator));
    let before: Vec<Row> = of_indicator().select(Row::as_select()).load(conn)?;
    let before: HashMap<(String, String), Row> = before.into_iter().map(|row| (row.place(), row)).collect();
    let rows = series
        .iter()
        .flat_map(|(territory, spans)| spans.iter().map(|span| Row::write(indicator, territory, span)));
    let (mut changed, mut kept) = (Vec::new(), HashSet::new());
    for row in rows {
        let place = row.place();
        if before.get(&place) != Some(&row) {
            changed.push(row);
        }
        kept.insert(place);
    }
    let gone: Vec<_> = before.keys().filter(|place| !kept.contains(*place)).collect();
    for (territory, first) in &gone {
        let it = t::territory.eq(territory).and(t::first_month.eq(first));
        diesel::delete(of_indicator().filter(it)).execute(conn)?;
    }
    for chunk in changed.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(t::table)
            .values(chunk)
            .on_conflict((t::indicator, t::territory, t::first_month))
            .do_update()
            .set((
                t::last_month.eq(excluded(t::last_month)),
                t::numerator.eq(excluded(t::numerator)),
                t::denominator.eq(excluded(t::denominator)),
                t::value.eq(excluded(t::value)),
                t::structures.eq(excluded(t::structures)),
                t::coverage.eq(excluded(t::coverage)),
                t::state.eq(excluded(t::state)),
            ))
            .execute(c))?;
    }
    Ok(gone.len() + changed.len())
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
    /// What tells a row from the others of its indicator.
    fn place(&self) -> (String, String) {
        (self.territory.clone(), self.first_month.clone())
    }

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
