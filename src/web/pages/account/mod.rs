//! One's own account: who one is, what one may see, where one is signed in, and another password.

mod check;
pub(in super::super) mod code;
pub(in super::super) mod factor;
mod next;
pub(in super::super) mod openid;
mod password;
pub(in super::super) mod sign_in;
pub(super) mod view;

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::super::errors::WebError;
use super::super::reader::{Anyone, Reader, Sent, forget, see_other};
use super::super::reply::answer_once;
use super::super::words::Words;
use super::address;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action};
use crate::store::{Error, sessions};

pub(in super::super) use password::change as change_password;

/// How long a page about accounts waits for whoever writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A form of nothing but its button.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Ended {
    session: String,
}

#[derive(Deserialize)]
pub(in super::super) struct Query {
    /// What was just done.
    done: Option<String>,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<Anyone>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let is_changed = query.done.as_deref() == Some("password");
    shown(&request, reader, **language, view::Told { is_changed, problem: None }, StatusCode::OK).await
}

async fn shown(
    request: &HttpRequest,
    reader: Reader<Anyone>,
    language: Language,
    told: view::Told,
    status: StatusCode,
) -> HttpResponse {
    answer_once(request, language, status, move |words| view::page(&reader, told, words)).await
}

/// Ends the session of this browser.
pub(in super::super) async fn sign_out(
    request: HttpRequest,
    reader: Reader<Anyone>,
    language: web::Data<Language>,
    _: Sent<Nothing>,
) -> HttpResponse {
    let own = reader.signed().session();
    end(&request, reader, **language, own).await
}

/// Ends one of one's own sessions.
pub(in super::super) async fn end_session(
    request: HttpRequest,
    reader: Reader<Anyone>,
    language: web::Data<Language>,
    form: Sent<Ended>,
) -> HttpResponse {
    match form.0.session.parse() {
        Ok(session) => end(&request, reader, **language, session).await,
        Err(_) => {
            let wrong = WebError::Wrong(Words::new(**language).say("error-form-fields"));
            wrong.page(Some(&request), **language)
        }
    }
}

async fn end(
    request: &HttpRequest,
    reader: Reader<Anyone>,
    language: Language,
    session: i64,
) -> HttpResponse {
    let site = web::Data::clone(reader.site());
    let is_own = reader.signed().session() == session;
    let ended = web::block(move || {
        let now = reader.clock.now();
        let farewell = if is_own { farewell(&reader)? } else { None };
        reader.store.write_account(PATIENCE, |conn| {
            if sessions::revoke(conn, reader.signed(), session, now)? {
                let action = if is_own { Action::SignedOut } else { Action::SessionEnded };
                audit::record(conn, reader.actor(), action, None)?;
            }
            Ok::<_, Error>(())
        })?;
        Ok::<_, WebError>(farewell)
    });
    match ended.await.map_err(WebError::from).flatten() {
        Ok(farewell) if is_own => {
            let home = || address(language, "");
            let mut response = see_other(&farewell.unwrap_or_else(home));
            match response.add_cookie(&forget(&site)) {
                Ok(()) => response,
                Err(error) => HttpResponse::from_error(error),
            }
        }
        Ok(_) => see_other(&format!("{}#sessions", address(language, "/compte"))),
        Err(error) => error.page(Some(request), language),
    }
}

/// Where a session that a provider opened ends as well.
fn farewell(reader: &Reader<Anyone>) -> Result<Option<String>, Error> {
    let Some(provider) = &reader.provider else { return Ok(None) };
    let id_token = sessions::id_token(&mut *reader.store.connection()?, reader.signed())?;
    Ok(id_token.and_then(|id_token| provider.farewell(&id_token, reader.clock.now())))
}

/// Seconds until then, and a sentence in minutes.
fn wait(until: NaiveDateTime, now: NaiveDateTime, words: Words) -> (i64, String) {
    let seconds = (until - now).num_seconds().max(1);
    let minutes = seconds.div_euclid(60) + i64::from(seconds % 60 > 0);
    (seconds, words.counted("sign-in-shut", minutes as f64, &[]))
}
