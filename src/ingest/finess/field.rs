//! What one field of a FINESS file may hold.

use chrono::NaiveDate;

use super::super::{Fault, fault};
use super::text;
use crate::domain::finess::{FinessNumber, Kind};

pub(super) fn finess(column: &'static str, field: &str) -> Result<FinessNumber, Fault> {
    field
        .trim()
        .parse()
        .map_err(|_| fault(column, format!("“{}” is not a FINESS number of nine characters", field)))
}

pub(super) fn date(column: &'static str, field: &str) -> Result<Option<NaiveDate>, Fault> {
    let parse = |day: &str| {
        day.parse().map_err(|_| fault(column, format!("“{}” is not a date like 2026-05-12", day)))
    };
    text(field).map(parse).transpose()
}

/// A number of metres; stocks write thousands with commas.
pub(super) fn metres(column: &'static str, field: &str) -> Result<Option<f64>, Fault> {
    let parse = |value: &str| {
        value.replace(',', "").parse().map_err(|_| fault(column, format!("“{}” is not a number", value)))
    };
    text(field).map(parse).transpose()
}

pub(super) fn kind(column: &'static str, category: &str) -> Result<Kind, Fault> {
    if category.len() == 3 && category.bytes().all(|b| b.is_ascii_digit()) {
        Ok(Kind::of_category(category))
    } else {
        Err(fault(column, format!("“{category}” is not a category of three digits")))
    }
}
