//! Everything that the national page reads from the store, in one go.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::catalog::{Catalog, Indicator, Panel};
use crate::domain::geography::{Zone, france};
use crate::domain::measure::PublishedFigure;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::territory::Territory;
use crate::store::{self, Known, Store, imports, points, published};

/// Indicators and parameters of the page, by the part that they play in it.
pub(super) struct Parts<'a> {
    pub(super) open: &'a Indicator,
    pub(super) density: &'a Indicator,
    pub(super) opened: &'a Indicator,
    pub(super) closed: &'a Indicator,
    pub(super) sisa: &'a Indicator,
    pub(super) tiles: Vec<&'a Indicator>,
    /// Name of the parameter that leads to the goal.
    pub(super) path: &'a str,
    /// Code of the published figures set beside ours.
    pub(super) published: &'a str,
}

impl<'a> Parts<'a> {
    /// Nothing when the dashboard's definition lacks one of its panels.
    pub(super) fn find(catalog: &'a Catalog) -> Option<Self> {
        let (mut goal, mut tiles, mut quoted, mut regions) = (None, None, None, None);
        for panel in &catalog.national.panels {
            match panel {
                Panel::Goal { indicator, path } => goal = Some((indicator, path)),
                Panel::Tiles { indicators } => tiles = Some(indicators),
                Panel::Trajectory { published } => quoted = Some(published),
                Panel::Regions { density, opened, closed, share } => {
                    regions = Some([density, opened, closed, share]);
                }
            }
        }
        let ((open, path), [density, opened, closed, sisa]) = (goal?, regions?);
        Some(Self {
            open: catalog.indicator(open)?,
            density: catalog.indicator(density)?,
            opened: catalog.indicator(opened)?,
            closed: catalog.indicator(closed)?,
            sisa: catalog.indicator(sisa)?,
            tiles: tiles?.iter().filter_map(|id| catalog.indicator(id)).collect(),
            path,
            published: quoted?,
        })
    }
}

pub(super) struct Numbers {
    series: HashMap<(String, String), Vec<Span>>,
    pub(super) first: Month,
    pub(super) last: Month,
    /// Days of the editions, oldest first.
    editions: Vec<NaiveDate>,
    pub(super) figures: Vec<PublishedFigure>,
    pub(super) is_simulated: bool,
}

impl Numbers {
    /// Nothing when no point was ever made.
    pub(super) fn load(store: &Store, parts: &Parts) -> Result<Option<Self>, store::Error> {
        let conn = &mut *store.connection()?;
        let mut ids: Vec<&str> = [parts.open, parts.density, parts.opened, parts.closed, parts.sisa]
            .map(|i| i.id.as_str())
            .to_vec();
        ids.extend(parts.tiles.iter().map(|indicator| indicator.id.as_str()));
        let territories: Vec<String> =
            std::iter::once(Territory::France).chain(all_regions()).map(|t| t.to_string()).collect();
        let series = points::of_territories(conn, &ids, &territories)?;
        let whole = series.get(&(parts.open.id.clone(), Territory::France.to_string()));
        // Months for which nothing is supplied any more have no page: the months before say how late it is.
        let known = whole.map(|spans| spans.iter().filter(|span| span.reading.value.is_some()));
        let Some((first, last)) = known.and_then(|mut known| known.clone().next().zip(known.next_back()))
        else {
            return Ok(None);
        };
        let (first, last) = (first.first, last.last);
        let calendar = imports::calendar(conn, Known::Now)?;
        let figures = published::load(conn, Some(parts.published), Known::Now)?;
        Ok(Some(Self {
            series,
            first,
            last,
            editions: calendar.days().collect(),
            figures: figures.into_iter().map(|(_, figure)| figure).collect(),
            is_simulated: imports::any_simulated(conn)?,
        }))
    }

    pub(super) fn reading(
        &self,
        indicator: &Indicator,
        territory: &Territory,
        month: Month,
    ) -> Option<Reading> {
        let spans = self.series.get(&(indicator.id.clone(), territory.to_string()))?;
        let span = spans.iter().find(|span| span.first <= month && month <= span.last)?;
        Some(span.reading)
    }

    pub(super) fn value(&self, indicator: &Indicator, territory: &Territory, month: Month) -> Option<f64> {
        self.reading(indicator, territory, month)?.value
    }

    /// The change of a value over twelve months.
    pub(super) fn change(&self, indicator: &Indicator, territory: &Territory, month: Month) -> Option<f64> {
        Some(self.value(indicator, territory, month)? - self.value(indicator, territory, month - 12)?)
    }

    /// Values at the ends of the years since `year`, and at `month`: enough for a sparkline.
    pub(super) fn yearly(
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

    /// The latest edition at the end of a month.
    pub(super) fn edition(&self, month: Month) -> Option<NaiveDate> {
        self.editions.iter().rev().find(|day| **day <= month.last_day()).copied()
    }
}

fn all_regions() -> impl Iterator<Item = Territory> {
    france().regions.iter().map(|region| Territory::Region(region.code.to_owned()))
}

/// The 18 regions, overseas ones included.
pub(super) fn regions() -> impl Iterator<Item = Territory> {
    of_zone(|zone| zone != Zone::Com)
}

/// What stands beside the regions: the overseas collectivities.
pub(super) fn collectivities() -> impl Iterator<Item = Territory> {
    of_zone(|zone| zone == Zone::Com)
}

fn of_zone(is_wanted: fn(Zone) -> bool) -> impl Iterator<Item = Territory> {
    let regions = france().regions.iter().filter(move |region| is_wanted(region.zone));
    regions.map(|region| Territory::Region(region.code.to_owned()))
}
