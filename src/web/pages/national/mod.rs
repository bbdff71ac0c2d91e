//! The national page: are we on the way to the goal, and where not?

mod brief;
mod files;
mod numbers;
mod query;
mod regions;
mod tiles;
pub(super) mod trajectory;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::Site;
use super::super::errors::{WebError, in_language};
use super::super::reply::{Content, reply};
use super::super::words::Words;
use super::{Frame, address, with_query};
use crate::charts::Size;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use numbers::{Numbers, Parts};
use query::{Query, STARTS, View};
use tiles::Progress;

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

pub(in super::super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let words = Words::new(**language);
    let made = web::block(move || match Shown::load(&site, &query, words)? {
        Some(shown) => shown.page(&site),
        None => empty(words),
    })
    .await;
    let made = made.map_err(WebError::from).flatten();
    in_language(made.map(|html| reply(&request, Content::Html(html))), **language)
}

/// One of the page's files.
async fn file(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
    query: web::Query<Query>,
    make: fn(&Shown, &Site) -> Result<Content, WebError>,
) -> HttpResponse {
    let words = Words::new(**language);
    let made = web::block(move || {
        let shown = Shown::load(&site, &query, words)?.ok_or(WebError::NotFound)?;
        make(&shown, &site)
    })
    .await;
    let made = made.map_err(WebError::from).flatten();
    in_language(made.map(|content| reply(&request, content)), **language)
}

macro_rules! file {
    ($name:ident, $make:expr) => {
        pub(in super::super) async fn $name(
            request: HttpRequest,
            site: web::Data<Site>,
            language: web::Data<Language>,
            query: web::Query<Query>,
        ) -> HttpResponse {
            file(request, site, language, query, $make).await
        }
    };
}

file!(regions_csv, Shown::regions_csv);
file!(regions_svg, Shown::regions_svg);
file!(trajectory_csv, Shown::trajectory_csv);
file!(trajectory_svg, Shown::trajectory_svg);

/// The figures that a request asks for.
struct Shown {
    numbers: Numbers,
    view: View,
    words: Words,
}

impl Shown {
    fn load(site: &Site, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let parts = Self::parts(site)?;
        let Some(numbers) = Numbers::load(&site.store, &parts)? else { return Ok(None) };
        let view = View::read(query, numbers.first, numbers.last, words)?;
        Ok(Some(Self { numbers, view, words }))
    }

    fn parts(site: &Site) -> Result<Parts<'_>, WebError> {
        Ok(Parts::find(&site.catalog)
            .ok_or_else(|| anyhow::anyhow!("dashboards/national.toml lacks a panel"))?)
    }

    fn progress(&self, site: &Site, parts: &Parts) -> Result<Progress, WebError> {
        Progress::find(&site.catalog, parts, &self.numbers, self.view.month).ok_or(WebError::NotFound)
    }

    fn page(&self, site: &Site) -> Result<String, WebError> {
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

    /// `regions-2026-10.csv`; a simulated file says so in its name.
    fn name(&self, what: &str, kind: &str) -> String {
        let simulated = if self.numbers.is_simulated { "-simulated" } else { "" };
        format!("msp-{what}-{}{simulated}.{kind}", self.view.month)
    }

    /// Source, date and warning, drawn into pictures that leave the page.
    fn caption(&self) -> String {
        let language = self.words.language;
        let day = self.numbers.edition(self.view.month).map(|day| language.day(day)).unwrap_or_default();
        let source = self.words.with("source-line", &[("source", "FINESS"), ("day", &day)]);
        if self.numbers.is_simulated {
            format!("{source}. {}.", self.words.say("simulated-caption"))
        } else {
            format!("{source}.")
        }
    }

    fn regions_csv(&self, site: &Site) -> Result<Content, WebError> {
        let text = files::regions(&Self::parts(site)?, &self.numbers, self.view, self.words)?;
        Ok(Content::Csv { name: self.name("regions", "csv"), text })
    }

    fn regions_svg(&self, site: &Site) -> Result<Content, WebError> {
        let caption = self.caption();
        let text = regions::drawing(&Self::parts(site)?, &self.numbers, self.view, self.words, &caption);
        Ok(Content::Svg { name: self.name("regions", "svg"), text })
    }

    fn trajectory_csv(&self, site: &Site) -> Result<Content, WebError> {
        let lines = trajectory::Lines::find(&site.catalog, &Self::parts(site)?, &self.numbers, self.view);
        let text = files::trajectory(&lines, self.numbers.is_simulated)?;
        Ok(Content::Csv { name: self.name("trajectory", "csv"), text })
    }

    fn trajectory_svg(&self, site: &Site) -> Result<Content, WebError> {
        let parts = Self::parts(site)?;
        let progress = self.progress(site, &parts)?;
        let lines = trajectory::Lines::find(&site.catalog, &parts, &self.numbers, self.view);
        let title = trajectory::finding(&lines, &progress, self.view, self.words);
        let caption = self.caption();
        let words = trajectory::Caption { title: &title, shown: Some(&caption) };
        let text = trajectory::chart(&lines, &progress, self.view, self.words, &words, Size::Wide);
        Ok(Content::Svg { name: self.name("trajectory", "svg"), text })
    }
}

fn empty(words: Words) -> Result<String, WebError> {
    let frame = Frame::new(words, words.say("national-empty-title"), "", String::new(), false);
    Ok(Empty { frame }.render()?)
}

/// The address of one of the page's files.
impl National {
    fn file(&self, name: &str) -> String {
        format!("{}{}", address(self.frame.words.language, &format!("/national/{name}")), self.suffix)
    }
}
