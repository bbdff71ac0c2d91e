//! Points are brought up to date: only rows that changed are written, and what stood in a frozen edition stays.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::super::backend::{BATCH, Conn, Error, each};
use super::super::schema::points as t;
use super::row::{OPEN, Row, columns};
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::Span;
use crate::domain::revision::{Kept, Standing, revise};
use crate::domain::territory::Territory;

/// Makes the series of an indicator that hold equal to the given ones; gives the number of rows touched. A new
/// month costs about one row a series, the same input none.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn replace(
    conn: &mut Conn,
    indicator: &str,
    series: &[(&Territory, Cut, &[Span])],
    standing: Standing,
) -> Result<usize, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::indicator.eq(indicator).and(t::edition_to.eq(OPEN)))
        .select(Row::as_select())
        .load(conn)?;
    let mut before: HashMap<(String, String, String), Vec<Kept>> = HashMap::new();
    for row in rows {
        let place = (row.territory.clone(), row.zone.clone(), row.breakdown.clone());
        before.entry(place).or_default().push(row.read()?);
    }
    let (mut written, mut touched) = (Vec::new(), 0);
    let mut bring = |conn: &mut Conn, place: &_, kept: &[Kept], now: &[Span]| -> Result<(), Error> {
        let revision = revise(kept, now, standing);
        touched += revision.closed.len() + revision.removed.len() + revision.written.len();
        close(conn, indicator, place, &revision.closed, standing.current)?;
        remove(conn, indicator, place, &revision.removed)?;
        written.extend(revision.written.into_iter().map(|kept| Row::write(indicator, place, kept)));
        Ok(())
    };
    for (territory, cut, spans) in series {
        let (zone, breakdown) = columns(*cut);
        let place = (territory.to_string(), zone, breakdown);
        let kept = before.remove(&place).unwrap_or_default();
        bring(conn, &place, &kept, spans)?;
    }
    for (place, kept) in before {
        bring(conn, &place, &kept, &[])?;
    }
    upsert(conn, &written)?;
    Ok(touched)
}

/// Ends what no definition speaks of any more.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn retain(conn: &mut Conn, indicators: &[&str], standing: Standing) -> Result<usize, Error> {
    let gone: Vec<String> = t::table
        .filter(t::indicator.ne_all(indicators).and(t::edition_to.eq(OPEN)))
        .select(t::indicator)
        .distinct()
        .load(conn)?;
    gone.iter().map(|indicator| replace(conn, indicator, &[], standing)).sum()
}

type Place = (String, String, String);

macro_rules! holding {
    ($indicator:expr, $place:expr, $firsts:expr) => {
        t::table.filter(
            t::indicator
                .eq($indicator)
                .and(t::territory.eq(&$place.0))
                .and(t::zone.eq(&$place.1))
                .and(t::breakdown.eq(&$place.2))
                .and(t::edition_to.eq(OPEN))
                .and(t::first_month.eq_any($firsts)),
        )
    };
}

fn close(
    conn: &mut Conn,
    indicator: &str,
    place: &Place,
    firsts: &[Month],
    current: Month,
) -> Result<(), Error> {
    let firsts: Vec<String> = firsts.iter().map(Month::to_string).collect();
    for chunk in firsts.chunks(BATCH) {
        diesel::update(holding!(indicator, place, chunk))
            .set(t::edition_to.eq(current.to_string()))
            .execute(conn)?;
    }
    Ok(())
}

fn remove(conn: &mut Conn, indicator: &str, place: &Place, firsts: &[Month]) -> Result<(), Error> {
    let firsts: Vec<String> = firsts.iter().map(Month::to_string).collect();
    for chunk in firsts.chunks(BATCH) {
        diesel::delete(holding!(indicator, place, chunk)).execute(conn)?;
    }
    Ok(())
}

fn upsert(conn: &mut Conn, rows: &[Row]) -> Result<(), Error> {
    for chunk in rows.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(t::table)
            .values(chunk)
            .on_conflict((t::indicator, t::territory, t::zone, t::breakdown, t::edition_to, t::first_month))
            .do_update()
            .set((
                t::last_month.eq(excluded(t::last_month)),
                t::edition_from.eq(excluded(t::edition_from)),
                t::numerator.eq(excluded(t::numerator)),
                t::denominator.eq(excluded(t::denominator)),
                t::value.eq(excluded(t::value)),
                t::structures.eq(excluded(t::structures)),
                t::coverage.eq(excluded(t::coverage)),
                t::state.eq(excluded(t::state)),
            ))
            .execute(c))?;
    }
    Ok(())
}
