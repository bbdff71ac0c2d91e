//! The state of the catalogue and of an indicator's page, all of it in the address.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::known_on::KnownOn;
use super::super::super::words::Words;
use super::super::panels::has_page;
use super::super::panels::months;
use super::super::panels::numbers::Numbers;
use crate::domain::month::Month;
use crate::domain::territory::Territory;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    pub(super) q: Option<String>,
    pub(super) theme: Option<String>,
    month: Option<String>,
    since: Option<String>,
    territory: Option<String>,
    #[serde(flatten)]
    pub(super) known_on: KnownOn,
}

/// What a reader types is searched, not stored.
const LONGEST_SEARCH: usize = 80;

/// Years from which the trend may start, besides the beginning.
pub(super) const STARTS: [i32; 3] = [2015, 2019, 2022];

impl Query {
    /// The territory of the address: a region or a department; none stands for France.
    ///
    /// # Errors
    /// No such territory, said in the reader's language.
    pub(super) fn territory(&self, words: Words) -> Result<Option<Territory>, WebError> {
        match self.territory.as_deref().unwrap_or_default() {
            "" | "FR" => Ok(None),
            code => {
                let known = code.parse().ok().filter(has_page);
                known.map(Some).ok_or_else(|| WebError::Wrong(words.say("error-territory")))
            }
        }
    }

    pub(super) fn search(&self) -> String {
        self.q.as_deref().unwrap_or_default().trim().chars().take(LONGEST_SEARCH).collect()
    }

    pub(super) fn month(&self, numbers: &Numbers, words: Words) -> Result<Month, WebError> {
        months::read(self.month.as_deref(), numbers, words)
    }
}

/// The state of an indicator's page, understood: what the address leaves out is France, the latest month, the whole
/// series.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    pub(super) territory: Territory,
    pub(super) month: Month,
    pub(super) is_latest: bool,
    pub(super) since: Option<i32>,
    /// Set when the page shows what was known on a day of the past.
    pub(super) known_on: Option<NaiveDate>,
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(
        query: &Query,
        chosen: Option<Territory>,
        known_on: Option<NaiveDate>,
        numbers: &Numbers,
        words: Words,
    ) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let month = query.month(numbers, words)?;
        let since = match query.since.as_deref() {
            None | Some("" | "all") => None,
            Some(text) => Some(text.parse().ok().filter(|year| STARTS.contains(year)).ok_or_else(unknown)?),
        };
        let territory = chosen.unwrap_or(Territory::France);
        Ok(Self { territory, month, is_latest: month == numbers.last, since, known_on })
    }

    /// The shortest query of this state.
    pub(super) fn query(&self) -> String {
        let territory =
            (self.territory != Territory::France).then(|| format!("territory={}", self.territory));
        let month = (!self.is_latest).then(|| format!("month={}", self.month));
        let since = self.since.map(|year| format!("since={year}"));
        let known_on = self.known_on.map(|day| format!("known_on={day}"));
        [territory, month, since, known_on].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}
