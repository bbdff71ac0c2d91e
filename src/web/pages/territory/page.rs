//! The page of a territory as its template wants it.

use askama::Template;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::months::{Choice, Freshness, choices, freshness};
use super::super::panels::numbers::Parts;
use super::super::panels::table::Table;
use super::super::panels::tiles::{Tile, tile};
use super::super::panels::trajectory::{Lines, Said, Trajectory, trajectory};
use super::super::panels::{self, page_of, professions, subjects};
use super::super::{Frame, address, with_query};
use super::list::List;
use super::map::Map;
use super::moves::Moves;
use super::{Shown, brief, region_of};
use crate::domain::month::Month;
use crate::domain::territory::Territory;

#[derive(Template)]
#[template(path = "territory.html")]
struct Page {
    frame: Frame,
    name: String,
    region: Option<(String, String)>,
    freshness: Freshness,
    latest: String,
    months: Vec<Choice>,
    /// What the choice of a month keeps.
    kept: Vec<(&'static str, String)>,
    tiles: Vec<Tile>,
    trajectory: Trajectory,
    facts: Vec<brief::Fact>,
    map: Map,
    departments: Option<Table>,
    professions: Option<professions::Card>,
    subjects: Vec<subjects::Subject>,
    moves: Moves,
    list: List,
    source: String,
    action: String,
    suffix: String,
}

impl Shown {
    pub(super) fn page(&self, site: &Site) -> Result<Content, WebError> {
        let Self { numbers, view, words, .. } = self;
        let (month, words) = (view.month, *words);
        let parts = panels::parts(&site.catalog)?;
        let lines = self.lines(site)?;
        let day = numbers.edition(month).map(|day| words.language.day(day)).unwrap_or_default();
        let said = Said {
            title: self.trajectory_title(&lines),
            subtitle: words.say("territory-trajectory-subtitle"),
            source: words.with("source-of", &[("day", &day)]),
        };
        let mut frame =
            Frame::new(words, self.title(&parts), self.path(), view.query(), numbers.is_simulated);
        frame.has_filters = true;
        let latest = super::query::View { is_latest: true, known_on: None, ..view.clone() };
        let region = region_of(&view.territory);
        let region = region.and_then(|it| Some((page_of(&it, numbers, month, words)?, words.territory(&it))));
        let conn = &mut *site.store.connection()?;
        let (catalog, at) = (&site.catalog, (month, words));
        let subjects = subjects::subjects(conn, catalog, &catalog.territory, numbers, &self.compared(), at)?;
        let professions = self.professions(conn, site)?;
        let page = Page {
            professions: professions.map(|professions| professions.card()),
            subjects,
            name: words.territory(&view.territory),
            region,
            freshness: freshness(site, numbers, month, words),
            latest: self.address(&latest, ""),
            months: choices(numbers, month, words),
            kept: view.kept(&["month"]),
            tiles: self.tiles(&parts),
            trajectory: trajectory(&lines, said, |_| None, words),
            facts: self.facts(conn, &parts)?,
            map: self.map(),
            departments: self.departments(site)?,
            moves: self.moves(&parts),
            list: self.list(),
            source: words.with("source-of", &[("day", &day)]),
            action: address(words.language, &self.path()),
            suffix: with_query("", &view.query()),
            frame,
        };
        Ok(Content::Html(page.render()?))
    }

    /// The count, where, and how it changed in a year.
    fn title(&self, parts: &Parts) -> String {
        let (territory, words) = (&self.view.territory, self.words);
        let Some(open) = self.numbers.value(parts.open, territory, self.view.month) else {
            return words.territory(territory);
        };
        let place = words.place(territory, "in");
        let place = place.unwrap_or_else(|| format!("({})", words.territory(territory)));
        let change = match self.numbers.change(parts.open, territory, self.view.month) {
            None => String::new(),
            Some(change) if change > 0.0 => words.counted("territory-more", change, &[]),
            Some(change) if change < 0.0 => words.counted("territory-fewer", -change, &[]),
            Some(_) if open == 0.0 => String::new(),
            Some(_) => words.say("territory-same"),
        };
        let key = if open == 0.0 { "territory-none" } else { "territory-open" };
        format!("{}{change}", words.counted(key, open, &[("place", &place)]))
    }

    /// How far it came in ten years, or since the first edition.
    pub(super) fn trajectory_title(&self, lines: &Lines) -> String {
        let at = |month: Month| lines.observed.iter().find(|(known, ..)| *known == month);
        let ten_years = at(self.view.month - 120);
        let (Some((start, before, _)), Some((_, now, _))) =
            (ten_years.or_else(|| lines.observed.first()), lines.observed.last())
        else {
            return self.words.say("trajectory-empty");
        };
        let [from, to] = [*before, *now].map(|count| self.words.language.count(count));
        let month = self.words.language.month(*start);
        let gaps = [("from", from.as_str()), ("to", &to), ("month", &month)];
        match ten_years {
            Some(_) => self.words.counted("territory-ten-years", *now, &gaps),
            None => self.words.counted("territory-since", *now, &gaps),
        }
    }

    /// Each figure beside those of the region and of the country.
    fn tiles(&self, parts: &Parts) -> Vec<Tile> {
        let around: Vec<Territory> =
            region_of(&self.view.territory).into_iter().chain([Territory::France]).collect();
        let shown = std::iter::once(parts.open).chain(parts.tiles.iter().copied());
        shown
            .map(|indicator| {
                tile(indicator, &self.view.territory, &around, &self.numbers, self.view.month, self.words)
            })
            .collect()
    }
}

impl Page {
    /// The address of one of the page's files.
    fn file(&self, name: &str) -> String {
        format!("{}/{name}{}", self.action, self.suffix)
    }
}
