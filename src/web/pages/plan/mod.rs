//! The page of the Plan: its five objectives, what was reported of each measure, and the indicators that follow it.

mod actions;
mod files;
mod measures;
mod page;

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::errors::WebError;
use super::super::reply::answer;
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::numbers::Numbers;
use crate::catalog::Catalog;
use crate::domain::rights::Family;
use crate::domain::statement::Statement;
use crate::domain::writing::Language;
use crate::store::statements::{self, Query};
use crate::store::{Conn, Known, imports};
use actions::{Report, reports};

const PATH: &str = "/plan";
const ACTIONS: &str = "actions_plan";
const TARGETS: &str = "objectifs";

pub(in super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| Shown::load(&site, words)?.page()).await
}

pub(in super::super) async fn actions_csv(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| Shown::load(&site, words)?.actions_csv()).await
}

/// What the page is made of.
struct Shown {
    catalog: Arc<Catalog>,
    /// None while no point was ever made.
    numbers: Option<Numbers>,
    reports: Vec<Report>,
    actions: Vec<Statement>,
    targets: Vec<Statement>,
    is_simulated: bool,
    words: Words,
}

impl Shown {
    fn load(site: &Visit, words: Words) -> Result<Self, WebError> {
        let catalog = site.catalog.clone();
        let conn = &mut *site.store.connection()?;
        let headline = catalog.indicator(&catalog.plan.headline);
        let followed = catalog.plan.measures().flat_map(|measure| &measure.indicators);
        let wanted: Vec<_> = followed.filter_map(|id| catalog.indicator(id)).chain(headline).collect();
        let numbers = match headline {
            Some(headline) => Numbers::of(conn, site, &wanted, headline, [])?,
            None => None,
        };
        let actions = stated(conn, site, ACTIONS)?;
        let targets = stated(conn, site, TARGETS)?;
        let is_simulated = imports::any_simulated(conn)?;
        let reports = reports(&actions);
        Ok(Self { catalog, numbers, reports, actions, targets, is_simulated, words })
    }
}

/// Actions and targets are facts that every scope reaches; of structures only sums leave this page.
fn stated(conn: &mut Conn, site: &Visit, source: &str) -> Result<Vec<Statement>, WebError> {
    let query = Query { source, family: Family::Facts, subjects: None, known: Known::Now };
    let held = statements::load(conn, &site.scope, query)?;
    Ok(held.into_iter().map(|held| held.statement).collect())
}
