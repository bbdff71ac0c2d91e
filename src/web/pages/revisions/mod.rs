//! What is no longer what it was: numbers that changed since a day, by how much, and what came in between.

mod cause;
mod groups;
mod lineage;
mod page;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::visit::Visit;
use super::super::words::Words;
use crate::catalog::Indicator;
use crate::domain::month::Month;
use crate::domain::writing::Language;
use crate::store::editions::{self, Held};
use crate::store::points::{Change, changes_since};
use crate::store::{Conn, imports};
use cause::Causes;
pub(in super::super) use lineage::csv as lineage_csv;

#[derive(Debug, Default, Deserialize)]
pub(in super::super) struct Query {
    since: Option<String>,
}

/// What changed since an edition.
struct Shown {
    /// Every edition, oldest first; the last one is open.
    editions: Vec<Held>,
    /// The edition that is compared with the present: the latest that the public could read on the day asked for.
    since: Held,
    day: NaiveDate,
    changes: Vec<Change>,
    causes: Causes,
    is_simulated: bool,
    words: Words,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let conn = &mut *site.store.connection()?;
        match Shown::load(conn, &site, &query, words)? {
            Some(shown) => shown.page(&site),
            None => page::empty(words, imports::any_simulated(conn)?),
        }
    })
    .await
}

pub(in super::super) async fn csv(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let conn = &mut *site.store.connection()?;
        let shown = Shown::load(conn, &site, &query, words)?.ok_or(WebError::NotFound)?;
        let name = format!("revisions-{}.csv", shown.day);
        Ok(Content::Csv { name, text: groups::csv(&shown)? })
    })
    .await
}

impl Shown {
    /// Nothing while no edition was frozen.
    fn load(conn: &mut Conn, site: &Visit, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let editions = editions::all(conn)?;
        let frozen: Vec<(&Held, NaiveDateTime)> =
            editions.iter().filter_map(|held| Some((held, held.frozen_at?))).collect();
        let Some((latest, latest_at)) = frozen.last() else { return Ok(None) };
        let today = site.clock.today();
        let (since, day) = match query.since.as_deref().filter(|text| !text.is_empty()) {
            None => (*latest, latest_at.date()),
            Some(text) => {
                let day = text.parse::<NaiveDate>().ok().filter(|day| *day <= today);
                let day = day.ok_or_else(|| WebError::Wrong(words.say("error-known-on")))?;
                let known = frozen.iter().rev().find(|(_, at)| at.date() <= day);
                let early = || words.with("error-known-on-early", &[("day", &words.language.day(day))]);
                (known.ok_or_else(|| WebError::Wrong(early()))?.0, day)
            }
        };
        let mut changes = changes_since(conn, &site.scope, since.month)?;
        changes.retain(|change| site.catalog.indicator(&change.indicator).is_some());
        let causes = Causes::load(conn, site, since, editions.last())?;
        let is_simulated = imports::any_simulated(conn)?;
        let since = since.clone();
        Ok(Some(Self { since, editions, day, changes, causes, is_simulated, words }))
    }

    fn last(&self) -> Month {
        self.since.month
    }
}

/// The indicator of a change; every one that is kept has one.
fn indicator<'a>(site: &'a Site, id: &str) -> Option<&'a Indicator> {
    site.catalog.indicator(id)
}
