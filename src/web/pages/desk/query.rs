//! What a desk looks for, all of it in the address.

use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use super::super::encoded;
use crate::domain::case::State;
use crate::domain::geography::france;
use crate::domain::grade::Grade;
use crate::store::cases::{Filter, Order};

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    state: Option<String>,
    level: Option<String>,
    /// `me`, `nobody`, or the address of a colleague.
    who: Option<String>,
    /// `first`, `worse`, `replied` or `overdue`.
    only: Option<String>,
    /// Nothing done for so many days.
    idle: Option<String>,
    dep: Option<String>,
    order: Option<String>,
    /// No more than so many this week.
    top: Option<String>,
    page: Option<String>,
    /// What was just done to how many.
    pub(super) done: Option<String>,
}

/// What the address leaves out is everything, from the first page on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    pub(super) state: Option<State>,
    pub(super) level: Option<Grade>,
    pub(super) who: Option<String>,
    pub(super) only: Option<Only>,
    pub(super) idle: Option<u64>,
    pub(super) department: Option<&'static str>,
    pub(super) order: Order,
    pub(super) top: Option<i64>,
    /// From 1.
    pub(super) page: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    First,
    Worse,
    Replied,
    Overdue,
}

/// Cases on one page.
pub(super) const PER_PAGE: i64 = 30;

impl Only {
    pub(super) const ALL: [Self; 4] = [Self::First, Self::Worse, Self::Replied, Self::Overdue];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Worse => "worse",
            Self::Replied => "replied",
            Self::Overdue => "overdue",
        }
    }
}

pub(super) fn spelled(order: Order) -> &'static str {
    match order {
        Order::Level => "level",
        Order::Due => "due",
        Order::Opened => "opened",
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            state: None,
            level: None,
            who: None,
            only: None,
            idle: None,
            department: None,
            order: Order::default(),
            top: None,
            page: 1,
        }
    }
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(query: &Query, words: Words) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let number = |text: &Option<String>, most: i64| {
            let number =
                given(text).map(|text| text.parse::<i64>().ok().filter(|it| (1..=most).contains(it)));
            number.map(|number| number.ok_or_else(unknown)).transpose()
        };
        let state = given(&query.state).map(|text| State::read(&text).ok_or_else(unknown)).transpose()?;
        let level = |text: String| Grade::ALL.into_iter().find(|level| level.as_str() == text);
        let level = given(&query.level).map(|text| level(text).ok_or_else(unknown)).transpose()?;
        let only = |text: String| Only::ALL.into_iter().find(|only| only.as_str() == text);
        let only = given(&query.only).map(|text| only(text).ok_or_else(unknown)).transpose()?;
        let order = |text: String| {
            [Order::Level, Order::Due, Order::Opened].into_iter().find(|order| spelled(*order) == text)
        };
        let order = given(&query.order).map(|text| order(text).ok_or_else(unknown)).transpose()?;
        let department = |text: String| france().department(&text).map(|department| department.code);
        let department = given(&query.dep).map(|text| department(text).ok_or_else(unknown)).transpose()?;
        Ok(Self {
            state,
            level,
            who: given(&query.who),
            only,
            idle: number(&query.idle, 3_650)?.and_then(|days| u64::try_from(days).ok()),
            department,
            order: order.unwrap_or_default(),
            top: number(&query.top, 1_000)?,
            page: number(&query.page, 100_000)?.unwrap_or(1),
        })
    }

    /// The shortest address of this state.
    pub(super) fn query(&self) -> String {
        let order = (self.order != Order::default()).then(|| spelled(self.order).to_owned());
        let page = (self.page > 1).then(|| self.page.to_string());
        let parts = [
            ("state", self.state.map(|state| state.as_str().to_owned())),
            ("level", self.level.map(|level| level.as_str().to_owned())),
            ("who", self.who.clone()),
            ("only", self.only.map(|only| only.as_str().to_owned())),
            ("idle", self.idle.map(|days| days.to_string())),
            ("dep", self.department.map(str::to_owned)),
            ("order", order),
            ("top", self.top.map(|top| top.to_string())),
            ("page", page),
        ];
        let parts =
            parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))));
        parts.collect::<Vec<_>>().join("&")
    }

    /// What the store is asked for by somebody who stands in for others.
    pub(super) fn filter(&self, me: &str, absent: &[String]) -> Filter {
        let mine = || std::iter::once(me.to_owned()).chain(absent.iter().cloned()).collect();
        Filter {
            state: self.state,
            level: self.level,
            assignees: self.who.as_ref().map(|who| match who.as_str() {
                "me" => mine(),
                "nobody" => Vec::new(),
                other => vec![other.to_owned()],
            }),
            is_first: self.only == Some(Only::First),
            is_worse: self.only == Some(Only::Worse),
            has_reply: self.only == Some(Only::Replied),
            is_overdue: self.only == Some(Only::Overdue),
            untouched_days: self.idle,
            department: self.department.map(str::to_owned),
            order: self.order,
        }
    }

    /// From which case on, and how many.
    pub(super) fn window(&self) -> (i64, i64) {
        let offset = (self.page - 1) * PER_PAGE;
        (offset, self.top.map_or(PER_PAGE, |top| (top - offset).clamp(0, PER_PAGE)))
    }
}
