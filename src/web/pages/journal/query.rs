//! What the page looks for, all of it in the address.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use super::super::encoded;
use crate::clock::start_of;
use crate::domain::rights::Family;
use crate::store::audit::Action;
use crate::store::audit::search::Filter;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    who: Option<String>,
    action: Option<String>,
    family: Option<String>,
    subject: Option<String>,
    from: Option<String>,
    to: Option<String>,
    page: Option<String>,
}

/// What the address leaves out is everything, from the first page on.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) who: Option<String>,
    pub(super) action: Option<Action>,
    pub(super) family: Option<Family>,
    pub(super) subject: Option<String>,
    /// Days in Paris, both included.
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    /// From 1.
    pub(super) page: i64,
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(query: Query, words: Words) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let given =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            who: given(query.who),
            action: known(given(query.action), Action::of_code).ok_or_else(unknown)?,
            family: known(given(query.family), Family::read).ok_or_else(unknown)?,
            subject: given(query.subject),
            from: known(given(query.from), day).ok_or_else(unknown)?,
            to: known(given(query.to), day).ok_or_else(unknown)?,
            page: known(given(query.page), page).ok_or_else(unknown)?.unwrap_or(1),
        })
    }

    /// The shortest address of this state.
    pub(super) fn query(&self) -> String {
        let page = (self.page > 1).then(|| self.page.to_string());
        [
            ("who", self.who.clone()),
            ("action", self.action.map(Action::code)),
            ("family", self.family.map(|family| family.as_str().to_owned())),
            ("subject", self.subject.clone()),
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("page", page),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", encoded(&value?))))
        .collect::<Vec<_>>()
        .join("&")
    }

    pub(super) fn filter(&self) -> Filter {
        Filter {
            who: self.who.clone(),
            action: self.action,
            family: self.family,
            subject: self.subject.clone(),
            from: self.from.map(start_of),
            before: self.to.and_then(|day| day.succ_opt()).map(start_of),
        }
    }
}

/// Nothing for what is left out; none for what is not known.
fn known<T>(given: Option<String>, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    match given {
        Some(text) => read(&text).map(Some),
        None => Some(None),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::from_str(text).ok()
}

/// Of so many pages there is none.
const MOST_PAGES: i64 = 1_000_000;

fn page(text: &str) -> Option<i64> {
    text.parse().ok().filter(|page| (1..=MOST_PAGES).contains(page))
}
