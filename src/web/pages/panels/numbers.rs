//! Everything that a page of figures reads from the store, in one go.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::super::super::visit::Visit;
use crate::catalog::{Catalog, Indicator, Panel};
use crate::domain::cut::{Class, Cut};
use crate::domain::geography::{Zone, france};
use crate::domain::measure::PublishedFigure;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::profession::Group;
use crate::domain::territory::Territory;
use crate::store::editions::{self, Edition};
use crate::store::points::Selection;
use crate::store::{self, Conn, Known, Scope, imports, points, published};

/// Indicators and parameters of the page, by the part that they play in it.
pub(crate) struct Parts<'a> {
    /// The count set against the goal: the register where one is kept, FINESS elsewhere.
    pub(crate) headline: &'a Indicator,
    pub(crate) registered: &'a Indicator,
    pub(crate) open: &'a Indicator,
    pub(crate) density: &'a Indicator,
    pub(crate) opened: &'a Indicator,
    pub(crate) closed: &'a Indicator,
    pub(crate) sisa: &'a Indicator,
    pub(crate) tiles: Vec<&'a Indicator>,
    pub(crate) map: MapParts<'a>,
    /// Name of the parameter that leads to the goal.
    pub(crate) path: &'a str,
    /// Code of the published figures set beside ours.
    pub(crate) published: &'a str,
}

/// What the map may show of a department.
pub(crate) struct MapParts<'a> {
    pub(crate) density: &'a Indicator,
    pub(crate) number: &'a Indicator,
    /// Shown by its change over twelve months.
    pub(crate) change: &'a Indicator,
}

impl<'a> Parts<'a> {
    /// Nothing when the dashboard's definition lacks one of its panels.
    pub(crate) fn find(catalog: &'a Catalog) -> Option<Self> {
        let (mut goal, mut tiles, mut quoted, mut map, mut regions) = (None, None, None, None, None);
        for panel in &catalog.national.panels {
            match panel {
                Panel::Goal { indicator, registered, path } => goal = Some((indicator, registered, path)),
                Panel::Tiles { indicators } => tiles = Some(indicators),
                Panel::Trajectory { indicator, published } => quoted = Some((indicator, published)),
                Panel::Map { density, number, change } => map = Some([density, number, change]),
                Panel::Regions { density, opened, closed, share } => {
                    regions = Some([density, opened, closed, share]);
                }
                Panel::Register { .. } | Panel::Professions { .. } | Panel::Figures { .. } => {}
            }
        }
        let ((headline, registered, path), (open, published)) = (goal?, quoted?);
        let [density, opened, closed, sisa] = regions?;
        Some(Self {
            headline: catalog.indicator(headline)?,
            registered: catalog.indicator(registered)?,
            open: catalog.indicator(open)?,
            density: catalog.indicator(density)?,
            opened: catalog.indicator(opened)?,
            closed: catalog.indicator(closed)?,
            sisa: catalog.indicator(sisa)?,
            tiles: tiles?.iter().filter_map(|id| catalog.indicator(id)).collect(),
            map: match map?.map(|id| catalog.indicator(id)) {
                [Some(density), Some(number), Some(change)] => MapParts { density, number, change },
                _ => return None,
            },
            path,
            published,
        })
    }

    /// What is read for every territory.
    pub(crate) fn everywhere(&self) -> Vec<&'a Indicator> {
        let of_map = [self.map.density, self.map.number, self.map.change];
        let of_table = [self.open, self.density, self.opened, self.closed, self.sisa];
        of_map.into_iter().chain(of_table).chain([self.headline, self.registered]).collect()
    }
}

pub(crate) struct Numbers {
    scope: Scope,
    edition: Edition,
    known: Known,
    series: HashMap<(String, String), Vec<Span>>,
    pub(crate) first: Month,
    pub(crate) last: Month,
    /// Days of the editions of each source, oldest first.
    editions: HashMap<String, Vec<NaiveDate>>,
    pub(crate) figures: Vec<PublishedFigure>,
    pub(crate) is_simulated: bool,
}

impl Numbers {
    /// France and these territories; nothing when no point was ever made.
    pub(crate) fn load(
        conn: &mut Conn,
        visit: &Visit,
        parts: &Parts,
        territories: impl IntoIterator<Item = Territory>,
    ) -> Result<Option<Self>, store::Error> {
        let loaded = Self::of(
            conn,
            visit,
            &[parts.everywhere(), parts.tiles.clone()].concat(),
            parts.open,
            territories,
        )?;
        let Some(mut numbers) = loaded else { return Ok(None) };
        let figures = published::load(conn, Some(parts.published), numbers.known)?;
        numbers.figures = figures.into_iter().map(|(_, figure)| figure).collect();
        Ok(Some(numbers))
    }

    /// Some indicators; the months are those over which `guide` is known for France.
    pub(crate) fn of(
        conn: &mut Conn,
        visit: &Visit,
        wanted: &[&Indicator],
        guide: &Indicator,
        territories: impl IntoIterator<Item = Territory>,
    ) -> Result<Option<Self>, store::Error> {
        let ids = ids(wanted);
        let territories: Vec<String> =
            std::iter::once(Territory::France).chain(territories).map(|t| t.to_string()).collect();
        let (scope, edition) = (visit.scope.clone(), visit.edition);
        let known = editions::frozen_at(conn, edition)?.map_or(Known::Now, Known::At);
        let selection = Selection { edition, ..Selection::default() };
        let series = points::of_territories(conn, &scope, selection, &ids, &territories)?;
        let whole = series.get(&(guide.id.clone(), Territory::France.to_string()));
        // Months for which nothing is supplied any more have no page: the months before say how late it is.
        let supplied = whole.map(|spans| spans.iter().filter(|span| span.reading.value.is_some()));
        let Some((first, last)) = supplied.and_then(|mut it| it.clone().next().zip(it.next_back())) else {
            return Ok(None);
        };
        let (first, last) = (first.first, last.last);
        Ok(Some(Self {
            scope,
            edition,
            known,
            series,
            first,
            last,
            editions: days(conn, wanted, known)?,
            figures: Vec::new(),
            is_simulated: imports::any_simulated(conn)?,
        }))
    }

    /// Adds what is known of these territories at `month` and a year before, and no more: they are many.
    pub(crate) fn also(
        &mut self,
        conn: &mut Conn,
        wanted: &[&Indicator],
        territories: impl IntoIterator<Item = Territory>,
        month: Month,
    ) -> Result<(), store::Error> {
        let territories: Vec<String> = territories.into_iter().map(|t| t.to_string()).collect();
        let found = self.between(conn, wanted, &territories, (month - 12, month))?;
        self.series.extend(found);
        Ok(())
    }

    /// What is known of some indicators and territories over some months, by both codes.
    pub(crate) fn between(
        &self,
        conn: &mut Conn,
        wanted: &[&Indicator],
        territories: &[String],
        months: (Month, Month),
    ) -> Result<HashMap<(String, String), Vec<Span>>, store::Error> {
        let selection = Selection { edition: self.edition, ..Selection::default() };
        points::between(conn, &self.scope, selection, &ids(wanted), territories, months)
    }

    /// Other indicators and territories, over the same months and for the same reader.
    pub(crate) fn more(
        &self,
        conn: &mut Conn,
        wanted: &[&Indicator],
        territories: &[Territory],
    ) -> Result<Self, store::Error> {
        let codes: Vec<String> =
            territories.iter().map(ToString::to_string).chain(["FR".to_owned()]).collect();
        let selection = Selection { edition: self.edition, ..Selection::default() };
        Ok(Self {
            series: points::of_territories(conn, &self.scope, selection, &ids(wanted), &codes)?,
            scope: self.scope.clone(),
            edition: self.edition,
            known: self.known,
            first: self.first,
            last: self.last,
            editions: days(conn, wanted, self.known)?,
            figures: Vec::new(),
            is_simulated: self.is_simulated,
        })
    }

    /// An indicator by family of professions, at one month.
    pub(crate) fn groups(
        &self,
        conn: &mut Conn,
        indicator: &Indicator,
        territories: &[Territory],
        month: Month,
    ) -> Result<HashMap<(String, Group), Reading>, store::Error> {
        let codes: Vec<String> = territories.iter().map(ToString::to_string).collect();
        let mut found = HashMap::new();
        for group in Group::ALL {
            let cut = Cut { zone: None, class: Some(Class::Group(group)) };
            let selection = Selection { cut, edition: self.edition };
            let ids = [indicator.id.as_str()];
            let series = points::between(conn, &self.scope, selection, &ids, &codes, (month, month))?;
            let readings = series
                .into_iter()
                .filter_map(|((_, territory), spans)| Some(((territory, group), spans.last()?.reading)));
            found.extend(readings);
        }
        Ok(found)
    }

    /// Every cut of an indicator in one territory.
    pub(crate) fn cuts(
        &self,
        conn: &mut Conn,
        indicator: &Indicator,
        territory: &Territory,
    ) -> Result<BTreeMap<Cut, Vec<Span>>, store::Error> {
        points::cuts(conn, &self.scope, self.edition, &indicator.id, territory)
    }

    pub(crate) fn reading(
        &self,
        indicator: &Indicator,
        territory: &Territory,
        month: Month,
    ) -> Option<Reading> {
        let spans = self.series.get(&(indicator.id.clone(), territory.to_string()))?;
        let span = spans.iter().find(|span| span.first <= month && month <= span.last)?;
        Some(span.reading)
    }

    pub(crate) fn value(&self, indicator: &Indicator, territory: &Territory, month: Month) -> Option<f64> {
        self.reading(indicator, territory, month)?.value
    }

    /// The change of a value over twelve months.
    pub(crate) fn change(&self, indicator: &Indicator, territory: &Territory, month: Month) -> Option<f64> {
        Some(self.value(indicator, territory, month)? - self.value(indicator, territory, month - 12)?)
    }

    /// Values at the ends of the years since `year`, and at `month`: enough for a sparkline.
    pub(crate) fn yearly(
        &self,
        indicator: &Indicator,
        territory: &Territory,
        year: i32,
        month: Month,
    ) -> Vec<Option<f64>> {
        let ends =
            (year..month.year()).filter_map(|year| Month::new(year, 12)).filter(|end| *end >= self.first);
        ends.chain([month]).map(|month| self.value(indicator, territory, month)).collect()
    }

    /// The month of the edition that is read, when it is not the present one.
    pub(crate) fn frozen(&self) -> Option<Month> {
        match self.edition {
            Edition::Of(month) => Some(month),
            Edition::Current => None,
        }
    }

    /// The latest edition of FINESS at the end of a month.
    pub(crate) fn edition(&self, month: Month) -> Option<NaiveDate> {
        self.edition_of("finess", month)
    }

    /// The latest edition of a source at the end of a month.
    pub(crate) fn edition_of(&self, source: &str, month: Month) -> Option<NaiveDate> {
        self.editions.get(source)?.iter().rev().find(|day| **day <= month.last_day()).copied()
    }

    pub(crate) fn first_edition_of(&self, source: &str) -> Option<NaiveDate> {
        self.editions.get(source)?.first().copied()
    }

    /// The first of an indicator's sources that there is, with its latest edition: what the figure comes from.
    pub(crate) fn source_of<'a>(
        &self,
        indicator: &'a Indicator,
        month: Month,
    ) -> (&'a str, Option<NaiveDate>) {
        let is_there = |id: &&String| self.editions.get(id.as_str()).is_some_and(|days| !days.is_empty());
        // Of a figure that is not there, the preferred source says why.
        let has_value = self.value(indicator, &Territory::France, month).is_some();
        let known = indicator.source.iter().find(is_there).filter(|_| has_value);
        let source = known.or(indicator.source.first()).map_or("finess", String::as_str);
        (source, self.edition_of(source, month))
    }
}

/// The days of the editions of FINESS and of every source that these indicators need.
fn days(
    conn: &mut Conn,
    wanted: &[&Indicator],
    known: Known,
) -> Result<HashMap<String, Vec<NaiveDate>>, store::Error> {
    let sources: BTreeSet<&str> =
        wanted.iter().flat_map(|indicator| &indicator.source).map(String::as_str).chain(["finess"]).collect();
    let days = sources.into_iter().map(|source| {
        let days = match source {
            // Of the editions that describe establishments alone.
            "finess" => imports::calendar(conn, known)?.days().collect(),
            _ => imports::snapshots(conn, source, known)?,
        };
        Ok((source.to_owned(), days))
    });
    days.collect()
}

fn ids<'a>(indicators: &[&'a Indicator]) -> Vec<&'a str> {
    let mut ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Every region, and what stands in its place overseas.
pub(crate) fn all_regions() -> impl Iterator<Item = Territory> {
    france().regions.iter().map(|region| Territory::Region(region.code.to_owned()))
}

/// The 101 departments, with their codes.
pub(crate) fn all_departments() -> impl Iterator<Item = (Territory, &'static str)> {
    let departments = france().departments.iter().filter(|department| department.zone != Zone::Com);
    departments.map(|department| (Territory::Department(department.code.to_owned()), department.code))
}

/// The 18 regions, overseas ones included.
pub(crate) fn regions() -> impl Iterator<Item = Territory> {
    of_zone(|zone| zone != Zone::Com)
}

/// The departments of a region, in the order of their codes.
pub(crate) fn departments(region: &str) -> impl Iterator<Item = Territory> {
    let departments = france().departments.iter().filter(move |department| department.region == region);
    departments.map(|department| Territory::Department(department.code.to_owned()))
}

/// What stands beside the regions: the overseas collectivities.
pub(crate) fn collectivities() -> impl Iterator<Item = Territory> {
    of_zone(|zone| zone == Zone::Com)
}

fn of_zone(is_wanted: fn(Zone) -> bool) -> impl Iterator<Item = Territory> {
    let regions = france().regions.iter().filter(move |region| is_wanted(region.zone));
    regions.map(|region| Territory::Region(region.code.to_owned()))
}
