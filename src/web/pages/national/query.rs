//! The state of the national page, all of it in the address.

use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use crate::domain::month::Month;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    month: Option<String>,
    since: Option<String>,
    sort: Option<String>,
}

/// By what the regions are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Density,
    Open,
    Net,
    Sisa,
    Name,
}

impl Sort {
    pub(super) const ALL: [Self; 5] = [Self::Name, Self::Open, Self::Density, Self::Net, Self::Sisa];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::Open => "open",
            Self::Net => "net",
            Self::Sisa => "sisa",
            Self::Name => "name",
        }
    }
}

/// Years from which the trajectory may start, besides the beginning.
pub(super) const STARTS: [i32; 3] = [2015, 2019, 2022];

/// The state, understood: what the address leaves out is the latest month, the whole series, by density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) month: Month,
    pub(super) is_latest: bool,
    pub(super) since: Option<i32>,
    pub(super) sort: Sort,
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(query: &Query, first: Month, last: Month, words: Words) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let month = match query.month.as_deref().filter(|text| !text.is_empty()) {
            None => last,
            Some(text) => {
                text.parse().ok().filter(|month| (first..=last).contains(month)).ok_or_else(|| {
                    let [first, last] = [first, last].map(|month| words.language.month(month));
                    WebError::Wrong(words.with("error-month", &[("first", &first), ("last", &last)]))
                })?
            }
        };
        let since = match query.since.as_deref() {
            None | Some("" | "all") => None,
            Some(text) => Some(text.parse().ok().filter(|year| STARTS.contains(year)).ok_or_else(unknown)?),
        };
        let sort = match query.sort.as_deref() {
            None | Some("") => Sort::Density,
            Some(text) => Sort::ALL.into_iter().find(|sort| sort.code() == text).ok_or_else(unknown)?,
        };
        Ok(Self { month, is_latest: month == last, since, sort })
    }

    /// The shortest address of this state.
    pub(super) fn query(self) -> String {
        let month = (!self.is_latest).then(|| format!("month={}", self.month));
        let since = self.since.map(|year| format!("since={year}"));
        let sort = (self.sort != Sort::Density).then(|| format!("sort={}", self.sort.code()));
        [month, since, sort].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}
