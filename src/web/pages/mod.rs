//! The pages, one module each, and the frame around all of them.

pub(super) mod account;
pub(super) mod accounts;
pub(super) mod calendar;
pub(super) mod card;
pub(super) mod case;
pub(super) mod declare;
pub(super) mod desk;
pub(super) mod indicators;
pub(super) mod journal;
pub(super) mod launch;
pub(super) mod letters;
pub(super) mod method;
pub(super) mod national;
mod panels;
pub(super) mod plan;
pub(super) mod register;
pub(super) mod replies;
pub(super) mod revisions;
pub(super) mod structure;
pub(super) mod territory;

use askama::Template;
use chrono::NaiveDateTime;

use super::assets;
use super::errors::WebError;
use super::reply::Content;
use super::words::Words;
use crate::clock::in_paris;
use crate::domain::writing::Language;

/// Where a page will say who reads it. No text that a reader or a source wrote can hold it: `<` is escaped in them.
pub(super) const READER: &str = "<!-- reader -->";

/// What the frame of a page shows.
pub(super) struct Frame {
    pub(super) words: Words,
    pub(super) title: String,
    /// Set when anything in the store is simulated: every page says so.
    pub(super) is_simulated: bool,
    /// Address of the page without its language; none for an error.
    path: Option<String>,
    /// The state of the page, kept when the language changes.
    query: String,
    pub(super) has_filters: bool,
}

impl Frame {
    pub(super) fn new(
        words: Words,
        title: String,
        path: impl Into<String>,
        query: String,
        is_simulated: bool,
    ) -> Self {
        Self { words, title, is_simulated, path: Some(path.into()), query, has_filters: false }
    }

    /// For an error, which must not touch the store and has no address of its own.
    pub(super) fn bare(words: Words, title: &str) -> Self {
        Self { path: None, ..Self::new(words, words.say(title), "", String::new(), false) }
    }

    pub(super) fn language(&self) -> &'static str {
        self.words.language.code()
    }

    pub(super) fn other_language(&self) -> &'static str {
        self.other().code()
    }

    fn other(&self) -> Language {
        match self.words.language {
            Language::French => Language::English,
            Language::English => Language::French,
        }
    }

    /// The same page in the other language.
    pub(super) fn other_address(&self) -> String {
        with_query(&address(self.other(), self.path.as_deref().unwrap_or_default()), &self.query)
    }

    /// This page, with its state.
    pub(super) fn own_address(&self) -> String {
        with_query(&self.address(self.path.as_deref().unwrap_or_default()), &self.query)
    }

    pub(super) fn address(&self, path: &str) -> String {
        address(self.words.language, path)
    }

    /// How the page stands to an entry of the navigation: the page itself, one of its section, or neither.
    pub(super) fn current(&self, section: &str) -> Option<&'static str> {
        let rest = self.path.as_deref()?.strip_prefix(section)?;
        match rest {
            "" => Some("page"),
            rest => (!section.is_empty() && rest.starts_with('/')).then_some("true"),
        }
    }

    pub(super) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    pub(super) fn reader(&self) -> &'static str {
        READER
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }
}

#[derive(Template)]
#[template(path = "empty.html")]
struct Empty {
    frame: Frame,
}

/// The page of an observatory that knows nothing yet.
fn empty(words: Words, path: &str) -> Result<Content, WebError> {
    let frame = Frame::new(words, words.say("national-empty-title"), path, String::new(), false);
    Ok(Content::Html(Empty { frame }.render()?))
}

/// French addresses stand at the root, English ones under `/en`.
pub(super) fn address(language: Language, path: &str) -> String {
    match (language, path) {
        (Language::French, "") => "/".to_owned(),
        (Language::French, path) => path.to_owned(),
        (Language::English, path) => format!("/en{path}"),
    }
}

pub(super) fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A value inside a query.
pub(super) fn encoded(value: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    value.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// An instant in the time of Paris.
fn moment(instant: NaiveDateTime, words: Words) -> String {
    let here = in_paris(instant);
    let gaps = [("day", words.language.day(here.date())), ("hour", words.language.hour(here.time()))];
    words.with("moment", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}
