//! The page of the register: projects under way, how they advance, and its contradictions with FINESS.

mod files;
mod page;
mod query;
mod queue;
mod regions;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::numbers::{Numbers, regions as all_regions};
use crate::catalog::{Catalog, Indicator, Panel};
use crate::domain::month::Month;
use crate::domain::writing::Language;
use crate::store::imports;
use crate::store::register::decisions::{self, Decision};
use crate::store::register::queue::{self as waiting, Waiting};
use query::{Query, View};

pub(in super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    shown(request, site, language, query, |found, words| match found {
        Ok(shown) => shown.page(),
        Err(NoRegister { is_simulated }) => page::empty(words, is_simulated),
    })
    .await
}

pub(in super::super) async fn regions_csv(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    shown(request, site, language, query, |found, _| found?.regions_csv()).await
}

pub(in super::super) async fn queue_csv(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    shown(request, site, language, query, |found, _| found?.queue_csv()).await
}

async fn shown(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
    make: fn(Result<Shown, NoRegister>, Words) -> Result<Content, WebError>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let view = View::read(&query, words)?;
        make(Shown::load(&site, view, words)?, words)
    })
    .await
}

/// No register was ever read.
struct NoRegister {
    is_simulated: bool,
}

impl From<NoRegister> for WebError {
    fn from(_: NoRegister) -> Self {
        Self::NotFound
    }
}

/// Indicators of the page, by the part that they play in it.
struct Parts<'a> {
    tiles: Vec<&'a Indicator>,
    registered: &'a Indicator,
    finess: &'a Indicator,
    projects: &'a Indicator,
    abandoned: &'a Indicator,
    delays: Vec<&'a Indicator>,
}

impl<'a> Parts<'a> {
    fn find(catalog: &'a Catalog) -> Option<Self> {
        let all = |ids: &'a [String]| ids.iter().filter_map(|id| catalog.indicator(id)).collect::<Vec<_>>();
        let panels = &catalog.register.panels;
        let tiles = panels.iter().find_map(|panel| match panel {
            Panel::Tiles { indicators } => Some(all(indicators)),
            _ => None,
        })?;
        panels.iter().find_map(|panel| match panel {
            Panel::Register { registered, finess, projects, abandoned, delays } => Some(Self {
                tiles: tiles.clone(),
                registered: catalog.indicator(registered)?,
                finess: catalog.indicator(finess)?,
                projects: catalog.indicator(projects)?,
                abandoned: catalog.indicator(abandoned)?,
                delays: all(delays),
            }),
            _ => None,
        })
    }

    fn all(&self) -> Vec<&'a Indicator> {
        let mut all = vec![self.registered, self.finess, self.projects, self.abandoned];
        all.extend(self.delays.iter().chain(&self.tiles));
        all
    }
}

/// What a request asks for.
struct Shown {
    catalog: std::sync::Arc<Catalog>,
    numbers: Numbers,
    month: Month,
    waiting: Vec<Waiting>,
    decisions: Vec<Decision>,
    view: View,
    words: Words,
}

impl Shown {
    fn load(site: &Visit, view: View, words: Words) -> Result<Result<Self, NoRegister>, WebError> {
        let catalog = site.catalog.clone();
        let parts = Self::parts(&catalog)?;
        let conn = &mut *site.store.connection()?;
        let Some(numbers) = Numbers::of(conn, site, &parts.all(), parts.projects, all_regions())? else {
            return Ok(Err(NoRegister { is_simulated: imports::any_simulated(conn)? }));
        };
        let (waiting, decisions) = (waiting::load(conn, None)?, decisions::load(conn)?);
        let month = numbers.last;
        Ok(Ok(Self { catalog: site.catalog.clone(), numbers, month, waiting, decisions, view, words }))
    }

    fn parts(catalog: &Catalog) -> Result<Parts<'_>, WebError> {
        Ok(Parts::find(catalog).ok_or_else(|| anyhow::anyhow!("dashboards/register.toml lacks a panel"))?)
    }
}
