//! The catalogue of indicators, and the page of each.

mod catalogue;
mod cuts;
mod departments;
mod figures;
mod files;
mod one;
mod query;
mod regions;
mod sheet;
mod term;
mod trend;

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::answer;
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::numbers::{Numbers, all_departments, regions as all_regions};
use super::{address, empty, panels, with_query};
use crate::catalog::Indicator;
use crate::domain::cut::Cut;
use crate::domain::point::Span;
use crate::domain::territory::{Level, Territory};
use crate::domain::writing::Language;
use crate::store::editions::Edition;
use catalogue::Catalogue;
use query::{Query, View};

/// The address of the catalogue, and what the address of an indicator begins with.
pub(super) const PATH: &str = "/indicateurs";

pub(in super::super) async fn catalogue(
    request: HttpRequest,
    visit: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| match Catalogue::load(&visit, &query, words)? {
        Some(catalogue) => catalogue.page(),
        None => empty(words, PATH),
    })
    .await
}

pub(in super::super) async fn catalogue_csv(
    request: HttpRequest,
    visit: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        Catalogue::load(&visit, &query, words)?.ok_or(WebError::NotFound)?.csv()
    })
    .await
}

pub(in super::super) async fn page(
    request: HttpRequest,
    visit: Visit,
    language: web::Data<Language>,
    id: web::Path<String>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| match Shown::load(&visit, &id, &query, words)? {
        Some(shown) => shown.page(),
        None => empty(words, &format!("{PATH}/{id}")),
    })
    .await
}

/// One of the page's files, by its name.
pub(in super::super) async fn file(
    request: HttpRequest,
    visit: Visit,
    language: web::Data<Language>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let (id, name) = path.into_inner();
        let shown = Shown::load(&visit, &id, &query, words)?.ok_or(WebError::NotFound)?;
        shown.file(&name)
    })
    .await
}

/// An indicator, in one territory and everywhere around it.
struct Shown<'a> {
    site: &'a Site,
    indicator: &'a Indicator,
    numbers: Numbers,
    /// Zones and breakdowns of the territory, where the definition asks for them.
    cuts: BTreeMap<Cut, Vec<Span>>,
    view: View,
    edition: Edition,
    words: Words,
}

impl<'a> Shown<'a> {
    fn load(visit: &'a Visit, id: &str, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let site: &Site = visit;
        let absent = || WebError::Absent(words.with("indicator-unknown", &[("id", id)]));
        let indicator = site.catalog.indicator(id).ok_or_else(absent)?;
        let guide = panels::parts(&site.catalog)?.open;
        let chosen = query.territory(words)?;
        let conn = &mut *site.store.connection()?;
        let (known_on, edition) = query.known_on.edition(visit, conn, words)?;
        let around = chosen.clone().and_then(|territory| region_of(&territory));
        let read = all_regions().chain(chosen.clone()).chain(around);
        let Some(mut numbers) = Numbers::of(conn, &visit.at(edition), &[indicator, guide], guide, read)?
        else {
            return Ok(None);
        };
        let view = View::read(query, chosen, known_on, &numbers, words)?;
        if indicator.is_given_for(Level::Department) {
            // The chosen one is there already, with all its months.
            let others = all_departments().map(|(department, _)| department);
            let others = others.filter(|department| *department != view.territory);
            numbers.also(conn, &[indicator], others, view.month)?;
        }
        let is_cut = indicator.zones || !indicator.breakdowns.is_empty();
        let cuts = if is_cut { numbers.cuts(conn, indicator, &view.territory)? } else { BTreeMap::new() };
        Ok(Some(Self { site, indicator, numbers, cuts, view, edition, words }))
    }

    fn path(&self) -> String {
        format!("{PATH}/{}", self.indicator.id)
    }

    /// The page in another state.
    fn address(&self, view: &View) -> String {
        with_query(&address(self.words.language, &self.path()), &view.query())
    }

    /// The name of a territory as it stands alone.
    fn name(&self, territory: &Territory) -> String {
        match territory {
            Territory::France => self.words.say("row-france"),
            other => self.words.territory(other),
        }
    }

    /// « en Bretagne », « en France ».
    fn place(&self, territory: &Territory) -> String {
        match territory {
            Territory::France => self.words.say("in-france"),
            other => self.words.place(other, "in").unwrap_or_else(|| self.words.territory(other)),
        }
    }
}

/// The region around a department.
fn region_of(territory: &Territory) -> Option<Territory> {
    match territory {
        Territory::Department(code) => {
            crate::domain::geography::france().region_of(code).map(|code| Territory::Region(code.to_owned()))
        }
        _ => None,
    }
}
