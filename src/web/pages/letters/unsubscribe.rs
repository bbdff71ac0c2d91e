//! Where a letter is refused, or asked for again (RFC 8058 and a page for people). Who opens the page has done nothing yet:
//! programs that look links up for safety do that.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reader::Visitor;
use super::super::super::reply::{Content, answer_once};
use super::super::super::words::Words;
use super::super::Frame;
use crate::credentials::Token;
use crate::domain::statement::Subject;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action, Actor};
use crate::store::refusals::{self, Link};
use crate::store::{Error, imports};

/// How long it waits for whoever writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a mail program sends.
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Page {
    frame: Frame,
    lead: String,
    /// What was just done.
    done: Option<String>,
    is_refused: bool,
    action: String,
}

pub(in super::super::super) async fn unsubscribe(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
    token: web::Path<String>,
) -> HttpResponse {
    answer_once(&request, **language, StatusCode::OK, move |words| {
        let found = Token::read(&token).map(|read| refusals::of_token(&mut *site.store.connection()?, &read));
        let (link, is_refused) = found.transpose()?.flatten().ok_or(WebError::NotFound)?;
        page(&site, &token, (&link, is_refused), None, words)
    })
    .await
}

pub(in super::super::super) async fn unsubscribed(
    request: HttpRequest,
    site: web::Data<Site>,
    visitor: Visitor,
    language: web::Data<Language>,
    token: web::Path<String>,
    body: web::Bytes,
) -> HttpResponse {
    answer_once(&request, **language, StatusCode::OK, move |words| {
        let sent = String::from_utf8_lossy(&body);
        // Some send it as a form of several parts.
        let is_one_click = sent.contains(ONE_CLICK)
            || sent.contains("name=\"List-Unsubscribe\"") && sent.contains("One-Click");
        let is_refused = match sent.as_ref() {
            "choice=stop" => true,
            "choice=resume" => false,
            _ if is_one_click => true,
            _ => return Err(WebError::Wrong(words.say("error-form-fields"))),
        };
        let read = Token::read(&token).ok_or(WebError::NotFound)?;
        let at = site.clock.now();
        let link = site.store.write_account(PATIENCE, |conn| {
            let Some((link, _)) = refusals::of_token(conn, &read)? else { return Ok(None) };
            if refusals::set(conn, &link, is_refused, at)? {
                let action = if is_refused { Action::LetterRefused } else { Action::LetterWanted };
                let actor = Actor { who: &link.email, address: visitor.address, at };
                audit::record(conn, actor, action, Some(&format!("{}/{}", link.letter, link.place)))?;
            }
            Ok::<_, Error>(Some(link))
        })?;
        let link = link.ok_or(WebError::NotFound)?;
        let done = words.say(if is_refused { "unsubscribe-done" } else { "unsubscribe-undone" });
        page(&site, &token, (&link, is_refused), Some(done), words)
    })
    .await
}

fn page(
    site: &Site,
    token: &str,
    (link, is_refused): (&Link, bool),
    done: Option<String>,
    words: Words,
) -> Result<Content, WebError> {
    let is_simulated = imports::any_simulated(&mut *site.store.connection()?)?;
    let letter = words.say(&format!("letter-is-{}", link.letter));
    let place = match link.place.parse() {
        Ok(Subject::Territory(territory)) => words.territory(&territory),
        _ => link.place.clone(),
    };
    let key = if is_refused { "unsubscribe-is-refused" } else { "unsubscribe-is-sent" };
    let lead = words.with(key, &[("letter", &letter), ("place", &place)]);
    let path = format!("/courriers/desabonnement/{token}");
    let frame = Frame::new(words, words.say("unsubscribe-title"), path.clone(), String::new(), is_simulated);
    let action = frame.address(&path);
    Ok(Content::Html(Page { frame, lead, done, is_refused, action }.render()?))
}
