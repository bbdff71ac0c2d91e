//! The personal address by which a diary program reads the calendar: made, shown once and ended on a page of one's account.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reader::{OfStructures, Reader, Sent, Visitor};
use super::super::super::reply::{Content, answer_once};
use super::super::super::words::Words;
use super::super::account::Nothing;
use super::super::{Frame, address};
use super::files::Diary;
use super::query::View;
use super::{origin, read as dates};
use crate::credentials::Token;
use crate::domain::writing::Language;
use crate::store::audit::{self, Action};
use crate::store::subscriptions::Subscriber;
use crate::store::{Error, imports, subscriptions};

/// How long it waits for whoever writes.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Template)]
#[template(path = "subscription.html")]
struct Page {
    frame: Frame,
    form: String,
    /// What is shown once.
    made: Option<String>,
    /// Since when there is one, and when it was read last.
    since: Option<(String, String)>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer_once(&request, **language, StatusCode::OK, move |words| shown(&reader, None, words)).await
}

fn shown(reader: &Reader<OfStructures>, made: Option<String>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let living = subscriptions::living(conn, reader.signed())?;
    let since = living.map(|(made_at, told_on)| {
        let read = told_on.map_or_else(|| words.say("agenda-never-read"), |day| words.language.day(day));
        (words.language.day(made_at.date()), read)
    });
    let frame = Frame::new(
        words,
        words.say("agenda-title"),
        "/compte/agenda",
        String::new(),
        imports::any_simulated(conn)?,
    );
    Ok(Content::Html(Page { frame, form: reader.form(), made, since }.render()?))
}

/// Another address; the one before ends.
pub(in super::super::super) async fn make(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    _: Sent<Nothing>,
) -> HttpResponse {
    let origin = origin(&request, reader.site());
    answer_once(&request, **language, StatusCode::OK, move |words| {
        let token = Token::draw().map_err(anyhow::Error::from)?;
        reader.store.write_account(PATIENCE, |conn| {
            subscriptions::make(conn, reader.signed(), &token, reader.clock.now())?;
            audit::record(conn, reader.actor(), Action::CalendarSubscribed, None)
        })?;
        let path = format!("/echeancier/abonnement/{}.ics", token.as_str());
        shown(&reader, Some(format!("{origin}{}", address(words.language, &path))), words)
    })
    .await
}

pub(in super::super::super) async fn stop(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    _: Sent<Nothing>,
) -> HttpResponse {
    answer_once(&request, **language, StatusCode::OK, move |words| {
        reader.store.write_account(PATIENCE, |conn| {
            if subscriptions::revoke(conn, reader.signed(), reader.clock.now())? {
                audit::record(conn, reader.actor(), Action::CalendarUnsubscribed, None)?;
            }
            Ok::<_, Error>(())
        })?;
        shown(&reader, None, words)
    })
    .await
}

/// What a diary program reads: no session, no cookie, the rights of the account at this moment.
pub(in super::super::super) async fn read(
    request: HttpRequest,
    site: web::Data<Site>,
    visitor: Visitor,
    language: web::Data<Language>,
    token: web::Path<String>,
) -> HttpResponse {
    let origin = origin(&request, &site);
    answer_once(&request, **language, StatusCode::OK, move |words| {
        let token = Token::read(&token).ok_or(WebError::NotFound)?;
        let here = (visitor.address, site.clock.now());
        let found = site.store.write_account(PATIENCE, |conn| subscriptions::scopes(conn, &token, here))?;
        let Subscriber { account, scopes } = found.ok_or(WebError::NotFound)?;
        let conn = &mut *site.store.connection()?;
        let read = dates(conn, &site, &scopes, ("/echeancier".to_owned(), None))?;
        let place = account.place();
        let diary = Diary { place: &place, address: &origin, at: site.clock.now() };
        Ok(read.ics(&View::default(), &diary, words))
    })
    .await
}
