//! All that is held on a structure, for the structure itself: a file to keep. Each family that is read is a line in the audit.

use actix_web::{HttpRequest, HttpResponse, web};

use super::super::super::errors::WebError;
use super::super::super::reader::{OfOne, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use crate::domain::finess::FinessNumber;
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action, Subject};
use crate::store::holdings::{self, Rights};

pub(in super::super::super) async fn holdings(
    request: HttpRequest,
    reader: Reader<OfOne>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| file(&reader, &number, words)).await
}

fn file(reader: &Reader<OfOne>, number: &str, words: Words) -> Result<Content, WebError> {
    let finess: FinessNumber = number.parse().map_err(|_| WebError::NotFound)?;
    let conn = &mut *reader.store.connection()?;
    let mut right = |family| reader.scope(conn, family, Subject::Structure(&finess), words);
    let (declared, aci, signals) = (right(Family::Declared)?, right(Family::Aci)?, right(Family::Signals)?);
    audit::record(conn, reader.actor(), Action::Exported, Some(finess.as_str()))?;
    let rights = Rights { declared: &declared, aci: &aci, signals: &signals };
    let held = holdings::of(conn, rights, &finess, &reader.catalog.tables_of_structures())?;
    let held = held.ok_or(WebError::NotFound)?;
    let text = serde_json::to_string_pretty(&held).map_err(anyhow::Error::from)?;
    Ok(Content::Json { name: format!("{finess}.json"), text })
}
