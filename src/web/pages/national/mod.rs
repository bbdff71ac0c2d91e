//! The national page: are we on the way to the goal, and where not?

mod brief;
mod files;
mod hero;
mod map;
mod page;
mod query;
mod regions;
mod trajectory;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::numbers::{Numbers, Parts, all_departments, all_regions, regions};
use super::panels::professions::Professions;
use super::{empty, panels};
use crate::catalog::Indicator;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::Conn;
use hero::Progress;
use query::{Query, View};

pub(in super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| match Shown::load(&site, &query, words)? {
        Some(shown) => shown.page(&site),
        None => empty(words, ""),
    })
    .await
}

/// One of the page's files.
async fn file(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
    make: fn(&Shown, &Site) -> Result<Content, WebError>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let shown = Shown::load(&site, &query, words)?.ok_or(WebError::NotFound)?;
        make(&shown, &site)
    })
    .await
}

macro_rules! file {
    ($name:ident, $make:expr) => {
        pub(in super::super) async fn $name(
            request: HttpRequest,
            site: Visit,
            language: web::Data<Language>,
            query: web::Query<Query>,
        ) -> HttpResponse {
            file(request, site, language, query, $make).await
        }
    };
}

file!(map_csv, Shown::map_csv);
file!(map_svg, Shown::map_svg);
file!(regions_csv, Shown::regions_csv);
file!(regions_svg, Shown::regions_svg);
file!(professions_csv, Shown::professions_csv);
file!(professions_svg, Shown::professions_svg);
file!(trajectory_csv, Shown::trajectory_csv);
file!(trajectory_svg, Shown::trajectory_svg);

/// The figures that a request asks for.
struct Shown {
    numbers: Numbers,
    view: View,
    words: Words,
}

impl Shown {
    fn load(site: &Visit, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let conn = &mut *site.store.connection()?;
        let (known_on, edition) = query.known_on.edition(site, conn, words)?;
        let Some(mut numbers) = Numbers::load(conn, &site.at(edition), &parts, all_regions())? else {
            return Ok(None);
        };
        let view = View::read(query, known_on, &numbers, words)?;
        numbers.also(
            conn,
            &parts.everywhere(),
            all_departments().map(|(department, _)| department),
            view.month,
        )?;
        Ok(Some(Self { numbers, view, words }))
    }

    /// What teams are made of, in France and in each region.
    fn professions<'a>(&self, conn: &mut Conn, site: &'a Site) -> Result<Option<Professions<'a>>, WebError> {
        let territories = std::iter::once(Territory::France).chain(regions()).collect();
        let (catalog, at) = (&site.catalog, (self.view.month, self.words));
        Ok(Professions::load(conn, catalog, &catalog.national, &self.numbers, territories, at)?)
    }

    /// How far a count has come on the way to the goal.
    fn progress(&self, site: &Site, parts: &Parts, counted: &Indicator) -> Result<Progress, WebError> {
        Progress::find(&site.catalog, parts, counted, &self.numbers, self.view.month)
            .ok_or(WebError::NotFound)
    }
}
