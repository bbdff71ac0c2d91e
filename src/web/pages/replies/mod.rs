//! Where a structure answers the message it was sent, without signing in: what is known of it, a few things to say in reply,
//! and the tables that it declares. Nothing here judges it; the lint of messages holds for these pages, too.

pub(in super::super) mod declaration;
mod field;
mod stated;
mod view;

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::super::errors::WebError;
use super::super::reader::{Guest, Sent, give, see_other};
use super::super::reply::{Content, answer_once};
use super::super::words::Words;
use super::address;
use crate::credentials::Token;
use crate::domain::reply::{Fields, Kind, Stated};
use crate::domain::writing::Language;
use crate::mail::Overview;
use crate::store::links::Link;
use crate::store::replies::{self, New, Received};
use view::{Opened, Told};

/// How long a page waits for whoever writes.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
pub(in super::super) struct Query {
    /// The number of the reply that was just given.
    recu: Option<i64>,
}

/// What a form bears besides its fields.
struct Form {
    /// The same form sent twice is one reply.
    once: String,
    /// Without those left empty.
    fields: Fields,
}

impl Form {
    /// Takes apart what was sent; none when it is not such a form.
    fn of(mut sent: Fields) -> Option<Self> {
        let once = sent.remove("once").filter(|once| Token::read(once).is_some())?;
        let typed = sent.into_iter().map(|(name, text)| (name, text.trim().to_owned()));
        Some(Self { once, fields: typed.filter(|(_, text)| !text.is_empty()).collect() })
    }
}

pub(in super::super) async fn page(
    request: HttpRequest,
    guest: Guest,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let told = Told { received: query.recu, opened: None };
    shown(&request, guest, **language, StatusCode::OK, move |guest, form, words| {
        view::page(guest, told, form, words)
    })
    .await
}

pub(in super::super) async fn sent(
    request: HttpRequest,
    guest: Guest,
    language: web::Data<Language>,
    form: Sent<Fields>,
) -> HttpResponse {
    let words = Words::new(**language);
    let mut fields = form.0;
    let kind = fields.remove("kind").and_then(|kind| Kind::read(&kind));
    let known = kind.zip(Form::of(fields)).filter(|(kind, form)| {
        form.fields.keys().all(|name| kind.fields().contains(&name.as_str())) && *kind != Kind::Declaration
    });
    let Some((kind, form)) = known else {
        return WebError::Wrong(words.say("error-form-fields")).page(Some(&request), words.language);
    };
    let today = guest.clock.today();
    let overview = match overview(guest.link()) {
        Ok(overview) => overview,
        Err(error) => return error.page(Some(&request), words.language),
    };
    let say = |(name, wrong): &(&str, crate::domain::reply::Wrong)| {
        ((*name).to_owned(), words.say(&format!("reply-wrong-{}", wrong.as_str())))
    };
    let mut problems: Vec<(String, String)> = kind.problems(&form.fields, today).iter().map(say).collect();
    let stated = stated::of(kind, &form.fields, &overview, today);
    if let Some(stated) = stated.as_ref().filter(|_| problems.is_empty())
        && let Some(source) = guest.catalog.source(&stated.source)
    {
        let found = stated::problems(source, guest.link().structure(), &stated.cells, words.language);
        problems =
            found.into_iter().map(|(column, text)| (view::field_of(kind, &column).into(), text)).collect();
    }
    if !problems.is_empty() {
        let told = Told { received: None, opened: Some(Opened { kind, typed: form.fields, problems }) };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&request, guest, words.language, status, move |guest, form, words| {
            view::page(guest, told, form, words)
        })
        .await;
    }
    keep(&request, guest, words, (kind, form, stated)).await
}

/// Keeps a reply and leads to the page that says so.
async fn keep(
    request: &HttpRequest,
    guest: Guest,
    words: Words,
    (kind, form, stated): (Kind, Form, Option<Stated>),
) -> HttpResponse {
    let path = address(words.language, &guest.path());
    let kept = web::block(move || {
        let new = New { kind, said: &form.fields, stated: stated.as_ref(), once: &form.once };
        let now = guest.clock.now();
        let terms = &guest.catalog.risk.cases;
        guest.store.write_case(PATIENCE, |conn| replies::receive(conn, guest.link(), new, now, terms))
    });
    match kept.await.map_err(WebError::from).and_then(|kept| kept.map_err(WebError::from)) {
        Ok(Received::Now(id) | Received::Before(id)) => see_other(&format!("{path}?recu={id}")),
        Ok(Received::TooMany) => {
            WebError::Wrong(words.say("reply-too-many")).page(Some(request), words.language)
        }
        Err(error) => error.page(Some(request), words.language),
    }
}

/// A page with forms, for one browser: one that has no token yet gets it with them.
async fn shown(
    request: &HttpRequest,
    guest: Guest,
    language: Language,
    status: StatusCode,
    make: impl FnOnce(&Guest, &str, Words) -> Result<Content, WebError> + Send + 'static,
) -> HttpResponse {
    let (known, site) = (guest.visitor().token.clone(), web::Data::clone(guest.site()));
    let token = match known.clone().map_or_else(Token::draw, Ok) {
        Ok(token) => token,
        Err(error) => return WebError::Ours(error.into()).page(Some(request), language),
    };
    let form = token.form();
    let mut response = answer_once(request, language, status, move |words| make(&guest, &form, words)).await;
    if known.is_none() && response.add_cookie(&give(&site, &token)).is_err() {
        tracing::error!("the cookie could not be written");
    }
    response
}

/// What the message of the link told.
fn overview(link: &Link) -> Result<Overview, WebError> {
    serde_json::from_str(link.told()).map_err(|error| WebError::Ours(error.into()))
}

/// What a form bears so that it is heard once.
fn once() -> Result<String, WebError> {
    Ok(Token::draw().map_err(anyhow::Error::from)?.as_str().to_owned())
}
