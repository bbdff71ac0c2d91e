//! The month that a page shows: read from the address, offered as a choice, and how fresh it is.

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::words::Words;
use super::numbers::Numbers;
use crate::domain::month::Month;

pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

pub(crate) struct Freshness {
    pub(crate) data: String,
    pub(crate) next: String,
    pub(crate) is_late: bool,
    /// Set when the page shows an older month.
    pub(crate) replay: Option<String>,
}

/// The month of an address; the last one when it names none.
///
/// # Errors
/// Not a month, or one of which nothing is known; said in the reader's language.
pub(crate) fn read(text: Option<&str>, numbers: &Numbers, words: Words) -> Result<Month, WebError> {
    let (first, last) = (numbers.first, numbers.last);
    match text.filter(|text| !text.is_empty()) {
        None => Ok(last),
        Some(text) => text.parse().ok().filter(|month| (first..=last).contains(month)).ok_or_else(|| {
            let [first, last] = [first, last].map(|month| words.language.month(month));
            WebError::Wrong(words.with("error-month", &[("first", &first), ("last", &last)]))
        }),
    }
}

pub(crate) fn freshness(site: &Site, numbers: &Numbers, month: Month, words: Words) -> Freshness {
    let language = words.language;
    let every =
        site.catalog.source("finess").and_then(|source| source.rhythm).map_or(1, |rhythm| rhythm.every);
    let edition = numbers.edition(month);
    let day = edition.map(|day| language.day(day)).unwrap_or_default();
    let next = edition.map_or(month, |day| Month::of(day) + every);
    let (is_latest, is_late) = (month == numbers.last, next <= site.clock.last_month());
    let key = if is_late { "fresh-late" } else { "fresh-next" };
    let known = |month| words.with("fresh-known", &[("month", &language.month(month))]);
    let replay = || words.with("fresh-replay", &[("month", &language.month(month))]);
    Freshness {
        data: words.with("fresh-data", &[("day", &day)]),
        next: words.with(key, &[("month", &language.month(next))]),
        is_late: is_late && is_latest,
        replay: numbers.frozen().map(known).or_else(|| (!is_latest).then(replay)),
    }
}

/// The last two years month by month, then the ends of years.
pub(crate) fn choices(numbers: &Numbers, shown: Month, words: Words) -> Vec<Choice> {
    let recent = numbers.last - 24;
    let all = Month::range(numbers.first, numbers.last).rev();
    let offered = all.filter(|month| *month > recent || month.number() == 12 || *month == shown);
    offered
        .map(|month| Choice {
            value: if month == numbers.last { String::new() } else { month.to_string() },
            label: words.language.month(month),
            is_chosen: month == shown,
        })
        .collect()
}
