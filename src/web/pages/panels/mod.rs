//! What the pages of France and of its territories are built from: figures, tiles, trajectory, table, files.

pub(crate) mod dots;
pub(crate) mod files;
pub(crate) mod map;
pub(crate) mod months;
pub(crate) mod numbers;
pub(crate) mod professions;
pub(crate) mod reading;
pub(crate) mod subjects;
pub(crate) mod table;
pub(crate) mod tiles;
pub(crate) mod trajectory;

use super::super::errors::WebError;
use super::super::words::Words;
use super::{address, with_query};
use crate::catalog::Catalog;
use crate::domain::geography::{Zone, france};
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use numbers::{Numbers, Parts};

/// Indicators and parameters that the pages of figures show.
pub(crate) fn parts(catalog: &Catalog) -> Result<Parts<'_>, WebError> {
    Ok(Parts::find(catalog).ok_or_else(|| anyhow::anyhow!("dashboards/national.toml lacks a panel"))?)
}

/// Whether a territory has a page: the 18 regions and their departments.
pub(crate) fn has_page(territory: &Territory) -> bool {
    let zone = match territory {
        Territory::Region(code) => france().region(code).map(|region| region.zone),
        Territory::Department(code) => france().department(code).map(|department| department.zone),
        Territory::France | Territory::Epci(_) | Territory::Commune(_) => None,
    };
    zone.is_some_and(|zone| zone != Zone::Com)
}

/// The page of a territory at the month that is shown.
pub(crate) fn page_of(
    territory: &Territory,
    numbers: &Numbers,
    month: Month,
    words: Words,
) -> Option<String> {
    let query = if month == numbers.last { String::new() } else { format!("month={month}") };
    has_page(territory)
        .then(|| with_query(&address(words.language, &format!("/territories/{territory}")), &query))
}
