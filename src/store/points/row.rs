//! A row of `points`, and what it means.

use std::str::FromStr;

use diesel::prelude::*;

use super::super::backend::Error;
use super::super::schema::points as t;
use crate::domain::cut::{Cut, Zone};
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span, State};
use crate::domain::revision::Kept;

/// The open end of the editions in which a row stands.
pub(super) const OPEN: &str = "9999-12";

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
pub(super) struct Row {
    pub(super) indicator: String,
    pub(super) territory: String,
    pub(super) zone: String,
    pub(super) breakdown: String,
    first_month: String,
    last_month: String,
    edition_from: String,
    edition_to: String,
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    structures: i64,
    coverage: Option<f64>,
    state: String,
}

/// The two columns of a cut.
pub(in super::super) fn columns(cut: Cut) -> (String, String) {
    let zone = cut.zone.map_or("", Zone::as_str).to_owned();
    (zone, cut.class.map(|class| class.to_string()).unwrap_or_default())
}

/// The cut of two columns.
pub(in super::super) fn cut(zone: &str, breakdown: &str) -> Result<Cut, Error> {
    fn read<T: FromStr<Err: ToString>>(text: &str) -> Result<Option<T>, Error> {
        if text.is_empty() {
            Ok(None)
        } else {
            text.parse().map(Some).map_err(|error: T::Err| broken(error.to_string()))
        }
    }
    Ok(Cut { zone: read(zone)?, class: read(breakdown)? })
}

fn broken(problem: impl ToString) -> Error {
    Error::Row { table: "points", problem: problem.to_string() }
}

impl Row {
    pub(super) fn cut(&self) -> Result<Cut, Error> {
        cut(&self.zone, &self.breakdown)
    }

    pub(super) fn read(self) -> Result<Kept, Error> {
        let month = |text: &str| text.parse::<Month>().map_err(broken);
        let span = Span {
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
        };
        Ok(Kept { span, since: month(&self.edition_from)? })
    }

    /// A row that holds.
    pub(super) fn write(indicator: &str, place: &(String, String, String), kept: Kept) -> Self {
        let (territory, zone, breakdown) = place.clone();
        let Kept { span: Span { first, last, reading }, since } = kept;
        Self {
            indicator: indicator.to_owned(),
            territory,
            zone,
            breakdown,
            first_month: first.to_string(),
            last_month: last.to_string(),
            edition_from: since.to_string(),
            edition_to: OPEN.to_owned(),
            numerator: reading.numerator,
            denominator: reading.denominator,
            value: reading.value,
            structures: reading.structures,
            coverage: reading.coverage,
            state: reading.state.as_str().to_owned(),
        }
    }
}
