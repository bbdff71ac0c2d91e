//! The « point de situation »: what the structure would be told, read by an officer before it leaves.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::super::super::clerk::Released;
use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader, Sent};
use super::super::super::reply::{Content, answer, answer_once};
use super::super::super::words::Words;
use super::super::{Frame, address, moment};
use super::{PATIENCE, forbidden, last};
use crate::domain::case::State;
use crate::domain::rights::Role;
use crate::domain::writing::Language;
use crate::store::imports;

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    frame: Frame,
    form: String,
    case: String,
    action: String,
    subject: String,
    text: String,
    /// What became of it, or why there is nothing to send.
    told: Option<(&'static str, String)>,
    can_release: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super::super) struct Read {
    /// Ticked: the officer has read it.
    read: String,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| shown(&reader, &number, None, words)).await
}

pub(in super::super::super) async fn release(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    number: web::Path<String>,
    sent: Sent<Read>,
) -> HttpResponse {
    let Sent(Read { read }) = sent;
    let make = move |words: Words| {
        if read != "yes" {
            return Err(WebError::Wrong(words.say("error-form-fields")));
        }
        let released = released(&reader, &number, words)?;
        shown(&reader, &number, Some(released), words)
    };
    answer_once(&request, **language, StatusCode::OK, make).await
}

fn released(reader: &Reader<OfDesks>, number: &str, words: Words) -> Result<Released, WebError> {
    if reader.account().role != Role::Ars {
        return Err(forbidden(words));
    }
    let conn = &mut *reader.store.connection()?;
    let (_, held) = last(reader, conn, number, words)?;
    if held[0].case.state == State::Closed {
        return Err(WebError::Wrong(words.say("case-refused-closed")));
    }
    let structure = &held[0].structure;
    let (clerk, officer) = (&reader.clerk, reader.actor());
    Ok(reader.store.write_case(PATIENCE, |conn| clerk.release(conn, officer, structure))?)
}

fn shown(
    reader: &Reader<OfDesks>,
    number: &str,
    released: Option<Released>,
    words: Words,
) -> Result<Content, WebError> {
    if reader.account().role != Role::Ars {
        return Err(forbidden(words));
    }
    let conn = &mut *reader.store.connection()?;
    let (_, held) = last(reader, conn, number, words)?;
    let path = format!("/suivi/{}", held[0].structure);
    let document = reader.clerk.overview(conn, &held[0].structure, words.language, reader.clock.now())?;
    let (subject, text, untold) = match document {
        Ok(document) => (document.subject.clone(), document.text(), None),
        Err(untold) => (String::new(), String::new(), Some(untold)),
    };
    let told = released
        .or(untold)
        .map(|told| (if told == Released::Written { "ok" } else { "mid" }, say(told, words)));
    let is_open = held[0].case.state != State::Closed;
    let page = Page {
        frame: Frame::new(
            words,
            words.say("overview-title"),
            format!("{path}/courrier"),
            String::new(),
            imports::any_simulated(conn)?,
        ),
        form: reader.form(),
        case: address(words.language, &path),
        action: address(words.language, &format!("{path}/courrier")),
        can_release: is_open && !text.is_empty() && released.is_none(),
        subject,
        text,
        told,
    };
    Ok(Content::Html(page.render()?))
}

fn say(told: Released, words: Words) -> String {
    let until = match told {
        Released::Paused(until) => moment(until, words),
        _ => String::new(),
    };
    words.with(told.key(), &[("until", &until)])
}
