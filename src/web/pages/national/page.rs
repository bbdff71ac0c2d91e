//! The page as its template wants it: freshness, filters, and the panels.

use askama::Template;
use chrono::NaiveDate;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::months::{Choice, Freshness, choices, freshness};
use super::super::panels::table::{Sort, Table};
use super::super::panels::tiles::{Popover, Tile, tile, with_state};
use super::super::panels::trajectory::Trajectory;
use super::super::panels::{professions, subjects};
use super::super::{Frame, address, panels, with_query};
use super::query::STARTS;
use super::{Shown, brief, hero, map, regions, trajectory};
use crate::domain::territory::Territory;

#[derive(Template)]
#[template(path = "national.html")]
struct National {
    frame: Frame,
    freshness: Freshness,
    months: Vec<Choice>,
    starts: Vec<Choice>,
    sort: Option<&'static str>,
    measure: Option<&'static str>,
    known_on: Option<NaiveDate>,
    hero: hero::Hero,
    tiles: Vec<Tile>,
    trajectory: Trajectory,
    facts: Vec<brief::Fact>,
    map: map::Card,
    regions: Table,
    professions: Option<professions::Card>,
    subjects: Vec<subjects::Subject>,
    /// Source of what counts FINESS alone.
    finess: String,
    /// The state of the page, for the addresses of its files.
    suffix: String,
}

impl Shown {
    pub(super) fn page(&self, site: &Site) -> Result<Content, WebError> {
        let Self { numbers, view, words } = self;
        let (view, words) = (*view, *words);
        let language = words.language;
        let parts = panels::parts(&site.catalog)?;
        let progress = self.progress(site, &parts, parts.headline)?;
        let drawn = self.progress(site, &parts, parts.open)?;
        let day = numbers.edition(view.month).map(|day| language.day(day)).unwrap_or_default();
        let title = words.with(
            "national-title",
            &[("open", &language.count(progress.value)), ("share", &language.share(progress.share(), 0))],
        );
        let mut frame = Frame::new(words, title, "", view.query(), numbers.is_simulated);
        frame.has_filters = true;
        let reading = numbers.reading(parts.open, &Territory::France, view.month);
        let finess = words.with("source-line", &[("source", "FINESS"), ("day", &day)]);
        let finess = with_state(finess, reading, words);
        let source = hero::source(&parts, numbers, view.month, words);
        let conn = &mut *site.store.connection()?;
        let (catalog, dashboard, at) = (&site.catalog, &site.catalog.national, (view.month, words));
        let subjects = subjects::subjects(conn, catalog, dashboard, numbers, &[Territory::France], at)?;
        let professions = self.professions(conn, site)?;
        let page = National {
            professions: professions.map(|professions| professions.card()),
            subjects,
            freshness: freshness(site, numbers, view.month, words),
            months: choices(numbers, view.month, words),
            starts: self.starts(),
            known_on: view.known_on,
            measure: (view.map != map::Measure::Density).then(|| view.map.code()),
            sort: (view.sort != Sort::Density).then(|| view.sort.code()),
            hero: hero::hero(&parts, &progress, source, view.is_latest, words),
            tiles: parts
                .tiles
                .iter()
                .map(|indicator| tile(indicator, &Territory::France, &[], numbers, view.month, words))
                .collect(),
            trajectory: trajectory::card(&site.catalog, &parts, numbers, &drawn, view, words),
            facts: brief::facts(&parts, numbers, &progress, view, words),
            map: map::card(&parts, numbers, view, words),
            regions: regions::card(&parts, numbers, view, words),
            finess,
            suffix: with_query("", &view.query()),
            frame,
        };
        Ok(Content::Html(page.render()?))
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

impl National {
    /// The map's definition, unless a tile brings it.
    fn definition_of_map(&self) -> Option<&Popover> {
        let id = &self.map.popover.id;
        let is_there = self.hero.popover.id == *id || self.tiles.iter().any(|tile| tile.popover.id == *id);
        (!is_there).then_some(&self.map.popover)
    }

    /// The address of one of the page's files.
    fn file(&self, name: &str) -> String {
        format!("{}{}", address(self.frame.words.language, &format!("/national/{name}")), self.suffix)
    }
}
