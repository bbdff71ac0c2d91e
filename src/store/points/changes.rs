//! What is said now of months that an edition had told already.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::editions::Edition;
use super::super::schema::points as t;
use super::super::scope::Scope;
use super::Query;
use super::row::OPEN;
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::territory::{Level, Territory};

/// One number that is no longer what an edition said.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub indicator: String,
    pub territory: Territory,
    pub cut: Cut,
    pub month: Month,
    /// Nothing where the edition did not speak of that month.
    pub before: Option<Reading>,
    pub after: Option<Reading>,
}

/// What changed, as the scope sees both, between a frozen edition and now; of France, regions and departments, by
/// indicator, territory, cut and month.
///
/// # Errors
/// The database fails, or a row holds what no point may hold.
pub fn changes_since(conn: &mut Conn, scope: &Scope, edition: Month) -> Result<Vec<Change>, Error> {
    let text = edition.to_string();
    // Rows that stood in the edition and hold no more, and rows that hold but came later.
    let closed =
        t::edition_from.le(text.clone()).and(t::edition_to.gt(text.clone())).and(t::edition_to.ne(OPEN));
    let later = t::edition_from.gt(text.clone()).and(t::edition_to.eq(OPEN)).and(t::first_month.le(text));
    let touched: Vec<(String, String)> =
        t::table.filter(closed.or(later)).select((t::indicator, t::territory)).distinct().load(conn)?;
    let mut by_indicator: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (indicator, territory) in touched {
        let level = territory.parse::<Territory>().map(|territory| territory.level());
        if matches!(level, Ok(Level::France | Level::Region | Level::Department)) {
            by_indicator.entry(indicator).or_default().push(territory);
        }
    }
    let mut changes = Vec::new();
    for (indicator, territories) in &by_indicator {
        let mut read = |edition| {
            let indicators = [indicator.as_str()];
            let query = Query { edition, cut: None, indicators: &indicators, territories, months: None };
            query.load(conn, scope)
        };
        let (before, after) = (read(Edition::Of(edition))?, read(Edition::Current)?);
        for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let (indicator, territory, cut) = key;
            let Ok(territory) = territory.parse::<Territory>() else { continue };
            let [before, after] =
                [before.get(key), after.get(key)].map(|spans| spans.map_or(&[][..], Vec::as_slice));
            changes.extend(compared(before, after, edition).map(|(month, before, after)| Change {
                indicator: indicator.clone(),
                territory: territory.clone(),
                cut: *cut,
                month,
                before,
                after,
            }));
        }
    }
    Ok(changes)
}

/// The months, up to `last`, of which two series tell other numbers or states.
fn compared<'a>(
    before: &'a [Span],
    after: &'a [Span],
    last: Month,
) -> impl Iterator<Item = (Month, Option<Reading>, Option<Reading>)> + 'a {
    let first = before.iter().chain(after).map(|span| span.first).min().unwrap_or(last + 1);
    let at = |spans: &'a [Span], month: Month| {
        spans.iter().find(|span| span.first <= month && month <= span.last).map(|span| span.reading)
    };
    let both = Month::range(first, last).map(move |month| (month, at(before, month), at(after, month)));
    let told = |reading: &Option<Reading>| {
        reading.map(|reading| (reading.value, reading.numerator, reading.denominator, reading.state))
    };
    both.filter(move |(_, before, after)| told(before) != told(after))
}
