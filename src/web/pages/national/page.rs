//! The page as its template wants it: freshness, filters, and the panels.

use askama::Template;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::words::Words;
use super::super::{Frame, address, with_query};
use super::query::{self, STARTS};
use super::{Shown, brief, regions, tiles, trajectory};
use crate::domain::month::Month;
use crate::domain::territory::Territory;

#[derive(Template)]
#[template(path = "national.html")]
struct National {
    frame: Frame,
    freshness: Freshness,
    months: Vec<Choice>,
    starts: Vec<Choice>,
    sort: Option<&'static str>,
    hero: tiles::Hero,
    tiles: Vec<tiles::Tile>,
    trajectory: trajectory::Trajectory,
    facts: Vec<brief::Fact>,
    regions: regions::Regions,
    /// The state of the page, for the addresses of its files.
    suffix: String,
}

#[derive(Template)]
#[template(path = "empty.html")]
struct Empty {
    frame: Frame,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

struct Freshness {
    data: String,
    next: String,
    is_late: bool,
    /// Set when the page shows an older month.
    replay: Option<String>,
}

impl Shown {
    pub(super) fn page(&self, site: &Site) -> Result<String, WebError> {
        let Self { numbers, view, words } = self;
        let (view, words) = (*view, *words);
        let language = words.language;
        let parts = Self::parts(site)?;
        let progress = self.progress(site, &parts)?;
        let day = numbers.edition(view.month).map(|day| language.day(day)).unwrap_or_default();
        let title = words.with(
            "national-title",
            &[("open", &language.count(progress.value)), ("share", &language.share(progress.share(), 0))],
        );
        let mut frame = Frame::new(words, title, "", view.query(), numbers.is_simulated);
        frame.has_filters = true;
        let reading = numbers.reading(parts.open, &Territory::France, view.month);
        let source = words.with("source-line", &[("source", "FINESS"), ("day", &day)]);
        let source = tiles::with_state(source, reading, words);
        let page = National {
            freshness: self.freshness(site, day),
            months: self.months(),
            starts: self.starts(),
            sort: (view.sort != query::Sort::Density).then(|| view.sort.code()),
            hero: tiles::hero(&parts, &progress, source, view.is_latest, words),
            tiles: parts.tiles.iter().map(|indicator| tiles::tile(indicator, numbers, view, words)).collect(),
            trajectory: trajectory::trajectory(&site.catalog, &parts, numbers, &progress, view, words),
            facts: brief::facts(&parts, numbers, &progress, view, words),
            regions: regions::table(&parts, numbers, view, words),
            suffix: with_query("", &view.query()),
            frame,
        };
        Ok(page.render()?)
    }

    fn freshness(&self, site: &Site, day: String) -> Freshness {
        let language = self.words.language;
        let every =
            site.catalog.source("finess").and_then(|source| source.rhythm).map_or(1, |rhythm| rhythm.every);
        let edition = self.numbers.edition(self.view.month);
        let next = edition.map_or(self.view.month, |day| Month::of(day) + every);
        let is_late = next <= site.clock.last_month();
        let key = if is_late { "fresh-late" } else { "fresh-next" };
        let replay = || self.words.with("fresh-replay", &[("month", &language.month(self.view.month))]);
        Freshness {
            data: self.words.with("fresh-data", &[("day", &day)]),
            next: self.words.with(key, &[("month", &language.month(next))]),
            is_late: is_late && self.view.is_latest,
            replay: (!self.view.is_latest).then(replay),
        }
    }

    /// The last two years month by month, then the ends of years.
    fn months(&self) -> Vec<Choice> {
        let numbers = &self.numbers;
        let recent = numbers.last - 24;
        let all = Month::range(numbers.first, numbers.last).rev();
        let offered =
            all.filter(|month| *month > recent || month.number() == 12 || *month == self.view.month);
        offered
            .map(|month| Choice {
                value: if month == numbers.last { String::new() } else { month.to_string() },
                label: self.words.language.month(month),
                is_chosen: month == self.view.month,
            })
            .collect()
    }

    fn starts(&self) -> Vec<Choice> {
        let whole = Choice {
            value: String::new(),
            label: self.words.say("filter-since-all"),
            is_chosen: self.view.since.is_none(),
        };
        let years = STARTS.into_iter().map(|year| Choice {
            value: year.to_string(),
            label: year.to_string(),
            is_chosen: self.view.since == Some(year),
        });
        std::iter::once(whole).chain(years).collect()
    }
}

/// The page of an observatory that knows nothing yet.
pub(super) fn empty(words: Words) -> Result<String, WebError> {
    let frame = Frame::new(words, words.say("national-empty-title"), "", String::new(), false);
    Ok(Empty { frame }.render()?)
}

/// The address of one of the page's files.
impl National {
    fn file(&self, name: &str) -> String {
        format!("{}{}", address(self.frame.words.language, &format!("/national/{name}")), self.suffix)
    }
}
