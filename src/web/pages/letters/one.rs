//! One message, as it was sent; and the weekly letter of a desk as it would be written now.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Days;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfServices, Reader};
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::frame::{framed, framing};
use super::{about, badge, moment};
use crate::domain::rights::Family;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::mail::reading::{Shown, shown};
use crate::mail::{Document, Letter, Writer};
use crate::store::audit::{self, Action, Subject};
use crate::store::imports;
use crate::store::outbox::{Message, desk};

#[derive(Template)]
#[template(path = "letter.html")]
struct Page {
    frame: Frame,
    lead: String,
    facts: Vec<(String, String)>,
    badge: Option<(&'static str, &'static str, String)>,
    /// What stands in the frame; none once the content was emptied.
    source: Option<String>,
    headers: Vec<(String, String)>,
    text: String,
}

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    territory: Option<String>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfServices>,
    language: web::Data<Language>,
    id: web::Path<String>,
) -> HttpResponse {
    framing(&request, **language, move |words| {
        let (message, shown) = read(&reader, &id, words)?;
        let conn = &mut *reader.store.connection()?;
        audit::record(conn, reader.actor(), Action::MessageRead, Some(&message.key))?;
        let path = format!("/courriers/{}", message.id);
        let source = shown.is_some().then(|| address(words.language, &format!("{path}/html")));
        let title = words.language.typeset(&message.subject);
        let page = Page {
            lead: words.say(if shown.is_some() { "letter-lead" } else { "letter-emptied" }),
            facts: facts(&message, words),
            badge: Some(badge(&message, words)),
            source,
            headers: shown.as_ref().map(|shown| shown.headers.clone()).unwrap_or_default(),
            text: shown.map(|shown| shown.text).unwrap_or_default(),
            frame: Frame::new(words, title, path, String::new(), imports::any_simulated(conn)?),
        };
        Ok(Content::Html(page.render()?))
    })
    .await
}

pub(in super::super::super) async fn html(
    request: HttpRequest,
    reader: Reader<OfServices>,
    language: web::Data<Language>,
    id: web::Path<String>,
) -> HttpResponse {
    framed(&request, **language, move |words| {
        let (_, shown) = read(&reader, &id, words)?;
        shown.map(|shown| Content::Html(shown.html)).ok_or(WebError::NotFound)
    })
    .await
}

fn read(reader: &Reader<OfServices>, id: &str, words: Words) -> Result<(Message, Option<Shown>), WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Signals, Subject::Everyone, words)?;
    let (message, content) = desk::one(conn, &scope, id)?.ok_or(WebError::NotFound)?;
    let shown = if content.is_empty() { None } else { shown(&content) };
    Ok((message, shown))
}

fn facts(message: &Message, words: Words) -> Vec<(String, String)> {
    let mut facts = vec![
        (words.say("message-letter"), words.say(&format!("letter-is-{}", message.letter))),
        (words.say("message-about"), about(message, words)),
        (words.say("message-office"), words.language.typeset(&message.office)),
        (words.say("message-raised"), moment(message.raised_at, words)),
    ];
    facts.extend(message.settled_at.map(|at| (words.say("message-settled"), moment(at, words))));
    facts.extend(message.answer.clone().map(|answer| (words.say("message-answer"), answer)));
    facts.extend(message.emptied_at.map(|at| (words.say("message-emptied"), moment(at, words))));
    facts
}

/// The weekly letter of a desk, now.
pub(in super::super::super) async fn preview(
    request: HttpRequest,
    reader: Reader<OfServices>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    framing(&request, **language, move |words| {
        let territory = territory(&reader, &query, words)?;
        let document = digest(&reader, &territory, words)?;
        let query = format!("territory={territory}");
        let path = "/courriers/apercu";
        let is_simulated = imports::any_simulated(&mut *reader.store.connection()?)?;
        let frame = Frame::new(words, words.say("letter-preview"), path, query.clone(), is_simulated);
        let page = Page {
            lead: match &document {
                Some(_) => words.with("letter-preview-lead", &[("place", &words.territory(&territory))]),
                None => words.say("letter-nothing"),
            },
            facts: document.iter().map(|it| (words.say("message-subject"), it.subject.clone())).collect(),
            badge: None,
            source: document.as_ref().map(|_| format!("{}?{query}", frame.address("/courriers/apercu/html"))),
            headers: Vec::new(),
            text: document.map(|document| document.text()).unwrap_or_default(),
            frame,
        };
        Ok(Content::Html(page.render()?))
    })
    .await
}

pub(in super::super::super) async fn preview_html(
    request: HttpRequest,
    reader: Reader<OfServices>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    framed(&request, **language, move |words| {
        let document = digest(&reader, &territory(&reader, &query, words)?, words)?;
        document.map(|document| Content::Html(document.html_alone())).ok_or(WebError::NotFound)
    })
    .await
}

/// One of the reader's own territories: a letter is that of a desk.
fn territory(reader: &Reader<OfServices>, query: &Query, words: Words) -> Result<Territory, WebError> {
    let own = &reader.account().territories;
    let asked = match &query.territory {
        Some(code) => own.iter().find(|territory| territory.to_string() == *code),
        None => own.first(),
    };
    let asked = asked.cloned();
    asked.ok_or_else(|| WebError::Forbidden(words.say("error-text-403")))
}

/// What the letter reads is what the screen of the desk shows, and is told to the audit alike.
fn digest(
    reader: &Reader<OfServices>,
    territory: &Territory,
    words: Words,
) -> Result<Option<Document>, WebError> {
    let conn = &mut *reader.store.connection()?;
    for family in [Family::Assessments, Family::Signals] {
        reader.scope(conn, family, Subject::Everyone, words)?;
    }
    let until = reader.clock.today();
    let facts = reader.clerk.digest(conn, territory, (until - Days::new(7), until))?;
    let is_simulated = imports::any_simulated(conn)?;
    let site: &super::super::super::Site = reader;
    let writer = Writer {
        language: words.language,
        catalog: &site.catalog,
        address: site.address.as_deref().unwrap_or_default(),
        is_simulated,
    };
    Ok(facts.map(|facts| Letter::Digest(facts).write(writer)))
}
