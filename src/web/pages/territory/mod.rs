//! The pages of the regions and departments, and the list of them.

mod brief;
mod departments;
mod files;
mod index;
mod list;
mod map;
mod moves;
mod page;
mod query;
mod structures;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::answer;
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::professions::Professions;
use super::panels::{self, has_page, numbers, numbers::Numbers, trajectory::Lines};
use super::{address, empty, with_query};
use crate::domain::geography::france;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::{Conn, Known, editions};
pub(in super::super) use index::page as index;
use query::{Query, View};
use structures::Structures;

pub(in super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    code: web::Path<String>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| match Shown::load(&site, &code, &query, words)? {
        Some(shown) => shown.page(&site),
        None => empty(words, &format!("/territories/{code}")),
    })
    .await
}

/// One of the page's files, by its name.
pub(in super::super) async fn file(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let (code, name) = path.into_inner();
        let shown = Shown::load(&site, &code, &query, words)?.ok_or(WebError::NotFound)?;
        shown.file(&site, &name)
    })
    .await
}

/// What a request asks for: the figures of the territory and of those around and within it, its structures.
struct Shown {
    numbers: Numbers,
    structures: Structures,
    view: View,
    words: Words,
}

impl Shown {
    fn load(site: &Visit, code: &str, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let territory: Territory = code
            .parse()
            .ok()
            .filter(has_page)
            .ok_or_else(|| WebError::Absent(words.say("territory-absent")))?;
        let parts = panels::parts(&site.catalog)?;
        let conn = &mut *site.store.connection()?;
        let within = match &territory {
            Territory::Region(code) => numbers::departments(code).collect(),
            _ => Vec::new(),
        };
        let read = region_of(&territory).into_iter().chain(within).chain([territory.clone()]);
        let (known_on, edition) = query.known_on.edition(site, conn, words)?;
        let Some(numbers) = Numbers::load(conn, &site.at(edition), &parts, read)? else { return Ok(None) };
        let view = View::read(territory, query, known_on, &numbers, words)?;
        let known = editions::frozen_at(conn, edition)?.map_or(Known::Now, Known::At);
        let structures = Structures::load(conn, &view.territory, view.month, known)?;
        Ok(Some(Self { numbers, structures, view, words }))
    }

    fn lines(&self, site: &Site) -> Result<Lines, WebError> {
        let parts = panels::parts(&site.catalog)?;
        Ok(Lines::find(&self.view.territory, None, &parts, &self.numbers, self.view.month))
    }

    /// The territory, then those around it.
    fn compared(&self) -> Vec<Territory> {
        let own = &self.view.territory;
        std::iter::once(own.clone()).chain(region_of(own)).chain([Territory::France]).collect()
    }

    /// What teams are made of, here and around.
    fn professions<'a>(&self, conn: &mut Conn, site: &'a Site) -> Result<Option<Professions<'a>>, WebError> {
        let (catalog, at) = (&site.catalog, (self.view.month, self.words));
        Ok(Professions::load(conn, catalog, &catalog.territory, &self.numbers, self.compared(), at)?)
    }

    fn path(&self) -> String {
        format!("/territories/{}", self.view.territory)
    }

    /// The same territory in another state, at a part of its page.
    fn address(&self, view: &View, part: &str) -> String {
        format!("{}{part}", with_query(&address(self.words.language, &self.path()), &view.query()))
    }
}

/// The region around a department.
fn region_of(territory: &Territory) -> Option<Territory> {
    match territory {
        Territory::Department(code) => Some(Territory::Region(france().department(code)?.region.to_owned())),
        _ => None,
    }
}
