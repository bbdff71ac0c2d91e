//! The page where one signs in.

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::super::super::Site;
use super::super::super::checks::Checks;
use super::super::super::errors::WebError;
use super::super::super::reader::{Anyone, Reader, Sent, Visitor, give, see_other};
use super::super::super::reply::{Content, answer_once};
use super::super::super::words::Words;
use super::super::{Frame, address, encoded, with_query};
use super::check::{Right, Verdict, check};
use super::next::own_path;
use super::{PATIENCE, code, wait};
use crate::credentials::Token;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action, Actor};
use crate::store::{imports, sessions};

#[derive(Template)]
#[template(path = "sign-in.html")]
struct Page {
    frame: Frame,
    form: String,
    next: String,
    email: String,
    problem: Option<String>,
    /// Where one signs in through a provider, and what the button says.
    provider: Option<(String, String)>,
}

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Form {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// What the page shows besides its form.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) next: String,
    pub(super) email: String,
    pub(super) problem: Option<String>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Option<Reader<Anyone>>,
    site: web::Data<Site>,
    visitor: Visitor,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    if reader.is_some() {
        return see_other(&afterwards(&query.next, **language));
    }
    let next = query.into_inner().next;
    let filled = Filled { next, ..Filled::default() };
    shown(&request, &site, &visitor, **language, StatusCode::OK, filled).await
}

/// A browser that has no token yet gets one with the form, which the form is bound to.
pub(super) async fn shown(
    request: &HttpRequest,
    site: &web::Data<Site>,
    visitor: &Visitor,
    language: Language,
    status: StatusCode,
    filled: Filled,
) -> HttpResponse {
    let token = match visitor.token.clone().map_or_else(Token::draw, Ok) {
        Ok(token) => token,
        Err(error) => return WebError::Ours(error.into()).page(Some(request), language),
    };
    let (form, own) = (token.form(), site.clone());
    let mut response = answer_once(request, language, status, move |words| {
        let is_simulated = imports::any_simulated(&mut *own.store.connection()?)?;
        let next = own_path(&filled.next).unwrap_or_default().to_owned();
        let query = if next.is_empty() { String::new() } else { format!("next={}", encoded(&next)) };
        let provider = own.provider.as_ref().map(|provider| {
            let place = with_query(&address(language, "/connexion/openid"), &query);
            (place, words.with("openid-button", &[("name", provider.name())]))
        });
        let frame = Frame::new(words, words.say("sign-in-title"), "/connexion", query, is_simulated);
        let page = Page { frame, form, next, email: filled.email, problem: filled.problem, provider };
        Ok(Content::Html(page.render()?))
    })
    .await;
    if visitor.token.is_none() && response.add_cookie(&give(site, &token)).is_err() {
        tracing::error!("the cookie could not be written");
    }
    response
}

pub(in super::super::super) async fn sent(
    request: HttpRequest,
    site: web::Data<Site>,
    checks: web::Data<Checks>,
    visitor: Visitor,
    language: web::Data<Language>,
    form: Sent<Form>,
) -> HttpResponse {
    let Form { email, password, next } = form.0;
    let words = Words::new(**language);
    let (status, problem) = match check(&site, &checks, &visitor, (email.clone(), password)).await {
        Ok(Verdict::Right(right)) => match enter(&site, &visitor, right, afterwards(&next, **language)).await
        {
            Ok(Entered::In(token)) => return entered(&site, &token, &afterwards(&next, **language)),
            Ok(Entered::Half(token)) => {
                return entered(&site, &token, &address(**language, "/connexion/code"));
            }
            Ok(Entered::Out) => (StatusCode::UNPROCESSABLE_ENTITY, words.say("sign-in-wrong")),
            Err(error) => return error.page(Some(&request), **language),
        },
        Ok(Verdict::Wrong) => (StatusCode::UNPROCESSABLE_ENTITY, words.say("sign-in-wrong")),
        Ok(Verdict::Shut(until)) => {
            return shut(&request, &site, &visitor, words, until, (email, next)).await;
        }
        Err(error) => return error.page(Some(&request), **language),
    };
    let filled = Filled { next, email, problem: Some(problem) };
    shown(&request, &site, &visitor, **language, status, filled).await
}

async fn shut(
    request: &HttpRequest,
    site: &web::Data<Site>,
    visitor: &Visitor,
    words: Words,
    until: NaiveDateTime,
    (email, next): (String, String),
) -> HttpResponse {
    let (seconds, sentence) = wait(until, site.clock.now(), words);
    let filled = Filled { next, email, problem: Some(sentence) };
    let mut response =
        shown(request, site, visitor, words.language, StatusCode::TOO_MANY_REQUESTS, filled).await;
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// What a right password opens.
enum Entered {
    In(Token),
    /// A code is asked for.
    Half(Token),
    /// Nothing: it is right no more.
    Out,
}

/// Opens a session under a new token: one that somebody planted before is worth nothing. Where the account asks for a code
/// besides the password, that comes first, and the password counts as wrong until then.
async fn enter(
    site: &web::Data<Site>,
    visitor: &Visitor,
    right: Right,
    next: String,
) -> Result<Entered, WebError> {
    let (site, address, shown) = (site.clone(), visitor.address, visitor.shown());
    let token = Token::draw().map_err(anyhow::Error::from)?;
    let opened = web::block(move || {
        let now = site.clock.now();
        let actor = Actor { who: right.held.account.email.as_str(), address, at: now };
        site.store.write_account(PATIENCE, |conn| {
            if let Some(token) = code::asked(conn, &right, &next, now)? {
                return Ok::<_, WebError>(Entered::Half(token));
            }
            if !right.is_used(conn)? {
                audit::record(conn, actor, Action::SignInFailed, None)?;
                return Ok(Entered::Out);
            }
            sessions::open(conn, right.held.id, &token, &shown, None, now)?;
            audit::record(conn, actor, Action::SignedIn, None)?;
            Ok(Entered::In(token))
        })
    });
    opened.await?
}

/// To a page of ours, with a token that was never used.
pub(super) fn entered(site: &Site, token: &Token, place: &str) -> HttpResponse {
    let mut response = see_other(place);
    match response.add_cookie(&give(site, token)) {
        Ok(()) => response,
        Err(error) => HttpResponse::from_error(error),
    }
}

pub(super) fn afterwards(next: &str, language: Language) -> String {
    own_path(next).map_or_else(|| address(language, "/compte"), ToOwned::to_owned)
}
