//! From a point to the definition, the edition, the run and the files that made it.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::super::super::errors::WebError;
use super::super::super::known_on::KnownOn;
use super::super::super::reply::{Content, answer};
use super::super::super::visit::Visit;
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::plainly;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::lineage;
use crate::store::points::Selection;

#[derive(Debug, Deserialize)]
pub(in super::super::super) struct Query {
    territory: Option<String>,
    month: Option<String>,
    #[serde(flatten)]
    known_on: KnownOn,
}

#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    definition: Option<u32>,
    territory: String,
    month: String,
    #[serde(serialize_with = "plainly")]
    value: Option<f64>,
    state: &'static str,
    edition: String,
    frozen_at: String,
    run: i64,
    run_started_at: String,
    source: &'a str,
    file: &'a str,
    data_date: String,
    imported_at: String,
    sha256: &'a str,
}

/// One line a file that had been read when the edition was made.
pub(in super::super::super) async fn csv(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
    id: web::Path<String>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let conn = &mut *site.store.connection()?;
        let indicator = site.catalog.indicator(&id).ok_or(WebError::NotFound)?;
        let wrong = || WebError::Wrong(words.say("error-text-400"));
        let territory: Territory = query.territory.as_deref().unwrap_or("FR").parse().map_err(|_| wrong())?;
        let (_, edition) = query.known_on.edition(&site, conn, words)?;
        let held = crate::store::editions::find(conn, edition)?.ok_or(WebError::NotFound)?;
        let month: Month = match query.month.as_deref() {
            Some(text) => text.parse().map_err(|_| wrong())?,
            None => held.month,
        };
        let selection = Selection { cut: Cut::default(), edition };
        let sources: Vec<&str> = indicator.sources_read();
        let found = lineage::of(conn, &site.scope, selection, &indicator.id, &sources, (&territory, month))?;
        let found = found.ok_or(WebError::NotFound)?;
        let mut writer = csv::Writer::from_writer(Vec::new());
        for import in &found.imports {
            let written = writer.serialize(Line {
                indicator: &indicator.id,
                definition: found.version,
                territory: territory.to_string(),
                month: month.to_string(),
                value: found.reading.value,
                state: found.reading.state.as_str(),
                edition: found.edition.month.to_string(),
                frozen_at: found.edition.frozen_at.map(|at| at.and_utc().to_rfc3339()).unwrap_or_default(),
                run: found.edition.run,
                run_started_at: found
                    .run
                    .as_ref()
                    .map(|run| run.started_at.and_utc().to_rfc3339())
                    .unwrap_or_default(),
                source: &import.source,
                file: &import.file,
                data_date: import.snapshot.to_string(),
                imported_at: import.imported_at.and_utc().to_rfc3339(),
                sha256: &import.sha256,
            });
            written.map_err(anyhow::Error::from)?;
        }
        let text = writer.into_inner().map_err(anyhow::Error::from)?;
        let text = String::from_utf8(text).map_err(anyhow::Error::from)?;
        Ok(Content::Csv { name: format!("{}-{territory}-{month}-lineage.csv", indicator.id), text })
    })
    .await
}
