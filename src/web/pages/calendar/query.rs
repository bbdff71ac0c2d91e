//! The state of the page, all of it in the address.

use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use crate::domain::deadline::{Deadline, Kind, State};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::store::deadlines::Dated;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    kind: Option<String>,
    department: Option<String>,
    state: Option<String>,
}

/// Which of them are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// Late, or due within twelve months.
    #[default]
    Open,
    /// Balances that are late, and years for which nothing was paid.
    Unpaid,
    Of(State),
}

/// What the address leaves out is everything that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct View {
    pub(super) kind: Option<Kind>,
    pub(super) department: Option<&'static str>,
    pub(super) which: Which,
}

impl Which {
    pub(super) const ALL: [Self; 6] = [
        Self::Open,
        Self::Of(State::Overdue),
        Self::Unpaid,
        Self::Of(State::Unknown),
        Self::Of(State::Met),
        Self::Of(State::Passed),
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Unpaid => "unpaid",
            Self::Of(state) => state.as_str(),
        }
    }
}

/// Months of the calendar.
const AHEAD: i32 = 12;

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(query: &Query, words: Words) -> Result<Self, WebError> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let kind = given(&query.kind).map(|text| Kind::read(&text).ok_or_else(unknown)).transpose()?;
        let department = given(&query.department).map(|code| {
            let known = france().departments.iter().find(|department| department.code == code);
            known.map(|department| department.code).ok_or_else(unknown)
        });
        let which = given(&query.state)
            .map(|text| Which::ALL.into_iter().find(|which| which.as_str() == text).ok_or_else(unknown));
        Ok(Self { kind, department: department.transpose()?, which: which.transpose()?.unwrap_or_default() })
    }

    /// The shortest address of this state.
    pub(super) fn query(&self) -> String {
        let kind = self.kind.map(|kind| format!("kind={}", kind.as_str()));
        let department = self.department.map(|code| format!("department={code}"));
        let which = (self.which != Which::Open).then(|| format!("state={}", self.which.as_str()));
        [kind, department, which].into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    pub(super) fn admits(&self, dated: &Dated, now: Month) -> bool {
        self.kind.is_none_or(|kind| dated.deadline.kind == kind)
            && self.department.is_none_or(|code| dated.department == code)
            && self.which.admits(&dated.deadline, now)
    }
}

impl Which {
    pub(super) fn admits(self, deadline: &Deadline, now: Month) -> bool {
        match self {
            Self::Unpaid => deadline.is_of_the_unpaid(),
            Self::Of(state) => deadline.state == state,
            Self::Open => match deadline.state {
                State::Overdue => true,
                State::ToCome => deadline.month().is_some_and(|month| month <= now + AHEAD),
                _ => false,
            },
        }
    }
}
