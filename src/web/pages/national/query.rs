//! The state of the national page, all of it in the address.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::known_on::KnownOn;
use super::super::super::words::Words;
use super::super::panels::months;
use super::super::panels::numbers::Numbers;
use super::super::panels::table::Sort;
use super::map::Measure;
use crate::domain::month::Month;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    month: Option<String>,
    since: Option<String>,
    sort: Option<String>,
    map: Option<String>,
    #[serde(flatten)]
    pub(super) known_on: KnownOn,
}

/// Years from which the trajectory may start, besides the beginning.
pub(super) const STARTS: [i32; 3] = [2015, 2019, 2022];

/// The state, understood: what the address leaves out is the latest month, the whole series, the map and the regions by density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) month: Month,
    pub(super) is_latest: bool,
    pub(super) since: Option<i32>,
    pub(super) sort: Sort,
    pub(super) map: Measure,
    /// The day whose knowledge is shown, when it is not today.
    pub(super) known_on: Option<NaiveDate>,
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(
        query: &Query,
        known_on: Option<NaiveDate>,
        numbers: &Numbers,
        words: Words,
    ) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let month = months::read(query.month.as_deref(), numbers, words)?;
        let since = match query.since.as_deref() {
            None | Some("" | "all") => None,
            Some(text) => Some(text.parse().ok().filter(|year| STARTS.contains(year)).ok_or_else(unknown)?),
        };
        let sort = Sort::read(query.sort.as_deref()).ok_or_else(unknown)?;
        let map = Measure::read(query.map.as_deref()).ok_or_else(unknown)?;
        Ok(Self { month, is_latest: month == numbers.last, since, sort, map, known_on })
    }

    /// The shortest address of this state.
    pub(super) fn query(self) -> String {
        let month = (!self.is_latest).then(|| format!("month={}", self.month));
        let since = self.since.map(|year| format!("since={year}"));
        let sort = (self.sort != Sort::Density).then(|| format!("sort={}", self.sort.code()));
        let map = (self.map != Measure::Density).then(|| format!("map={}", self.map.code()));
        let known_on = self.known_on.map(|day| format!("known_on={day}"));
        [month, since, sort, map, known_on].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}
