//! The page as its template wants it.

use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::panels::numbers::regions;
use super::super::panels::tiles::{Tile, source_line, tile};
use super::super::{Frame, address, with_query};
use super::Shown;
use super::queue::{Decided, Queue};
use super::regions::{Row, whole_delay};
use crate::domain::territory::Territory;

#[derive(Template)]
#[template(path = "register.html")]
struct Register {
    frame: Frame,
    fresh: String,
    kept: String,
    tiles: Vec<Tile>,
    rows: Vec<Row>,
    regions_title: String,
    regions_subtitle: String,
    note: String,
    queue_subtitle: String,
    source: String,
    queue: Queue,
    decided: Vec<Decided>,
    /// The state of the page, for the address of the file.
    suffix: String,
}

#[derive(Template)]
#[template(path = "no-register.html")]
struct Empty {
    frame: Frame,
}

const PATH: &str = "/register";

impl Shown {
    pub(super) fn page(self) -> Result<Content, WebError> {
        let words = self.words;
        let parts = Self::parts(&self.catalog)?;
        let projects = self.numbers.value(parts.projects, &Territory::France, self.month).unwrap_or_default();
        let delay = whole_delay(&parts, &self.numbers, &Territory::France, &self);
        let title = match delay {
            Some(months) => {
                let months = words.language.number(months, 0);
                words.counted("register-title-delay", projects, &[("months", &months)])
            }
            None => words.counted("register-title", projects, &[]),
        };
        let day = self.numbers.edition_of("register", self.month).map(|day| words.language.day(day));
        let [kept, all] = [self.kept(&parts), regions().count()].map(|n| n as f64);
        let open = self.numbers.value(parts.registered, &Territory::France, self.month);
        let pair = open
            .zip(self.finess_beside(&parts))
            .map(|(open, beside)| [open, beside].map(|n| words.language.count(n)));
        let grace = f64::from(self.catalog.register_grace(self.month.last_day()));
        let filled = |key: &str, name, number: f64| words.with(key, &[(name, &words.language.count(number))]);
        let mut frame = Frame::new(words, title, PATH, self.view.query(), self.numbers.is_simulated);
        frame.has_filters = true;
        let page = Register {
            fresh: words.with("register-fresh", &[("day", &day.unwrap_or_else(|| words.say("no-value")))]),
            kept: words.counted("register-kept", kept, &[("all", &words.language.count(all))]),
            tiles: parts
                .tiles
                .iter()
                .map(|indicator| tile(indicator, &Territory::France, &[], &self.numbers, self.month, words))
                .collect(),
            rows: self.rows(&parts),
            regions_title: pair.map_or_else(
                || words.say("register-regions"),
                |[open, beside]| {
                    words.with("register-regions-title", &[("open", &open), ("finess", &beside)])
                },
            ),
            regions_subtitle: filled("register-regions-subtitle", "all", all),
            note: filled("register-note", "stages", parts.delays.len() as f64),
            queue_subtitle: filled("queue-subtitle", "months", grace),
            source: source_line(parts.registered, &self.numbers, self.month, words),
            queue: self.queue(),
            decided: self.decided(),
            suffix: with_query("", &self.view.query()),
            frame,
        };
        Ok(Content::Html(page.render()?))
    }
}

/// The page while no register was ever read.
pub(super) fn empty(words: Words, is_simulated: bool) -> Result<Content, WebError> {
    let frame = Frame::new(words, words.say("register-empty-title"), PATH, String::new(), is_simulated);
    Ok(Content::Html(Empty { frame }.render()?))
}

impl Register {
    fn file(&self, name: &str) -> String {
        format!("{}{}", address(self.frame.words.language, &format!("/register/{name}")), self.suffix)
    }
}
