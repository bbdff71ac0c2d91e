//! The messages of a desk, newest first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfServices, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::{Frame, address, with_query};
use super::{about, badge, moment};
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::imports;
use crate::store::outbox::desk;

/// Messages on one page.
const PER_PAGE: i64 = 50;

/// Letters that a desk may come upon.
const LETTERS: [&str; 5] = ["critical", "reminder", "digest", "dates", "overview"];

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    letter: Option<String>,
    page: Option<String>,
}

#[derive(Template)]
#[template(path = "letters.html")]
struct Page {
    frame: Frame,
    letters: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    when: String,
    letter: String,
    about: String,
    subject: String,
    page: String,
    office: String,
    badge: (&'static str, &'static str, String),
    settled: Option<String>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfServices>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| listed(&reader, &query, words)).await
}

fn listed(reader: &Reader<OfServices>, query: &Query, words: Words) -> Result<Content, WebError> {
    let unknown = || WebError::Wrong(words.say("error-text-400"));
    let letter = query.letter.as_deref().filter(|letter| !letter.is_empty());
    if letter.is_some_and(|letter| !LETTERS.contains(&letter)) {
        return Err(unknown());
    }
    let number = query.page.as_deref().map_or(Ok(1), str::parse::<u16>).map_err(|_| unknown())?.max(1);
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Signals, Subject::Everyone, words)?;
    let offset = i64::from(number - 1) * PER_PAGE;
    let mut found = desk::last(conn, &scope, (letter, None), (offset, PER_PAGE + 1))?;
    let has_more = found.len() > PER_PAGE as usize;
    found.truncate(PER_PAGE as usize);
    let rows = found.iter().map(|message| Row {
        when: moment(message.raised_at, words),
        letter: words.say(&format!("letter-is-{}", message.letter)),
        about: about(message, words),
        subject: words.language.typeset(&message.subject),
        page: address(words.language, &format!("/courriers/{}", message.id)),
        office: words.language.typeset(&message.office),
        badge: badge(message, words),
        settled: message.settled_at.map(|at| moment(at, words)),
    });
    let other = |page: u16| {
        let letter = letter.map(|letter| format!("letter={letter}"));
        let page = (page > 1).then(|| format!("page={page}"));
        let query = [letter, page].into_iter().flatten().collect::<Vec<_>>().join("&");
        with_query(&address(words.language, "/courriers"), &query)
    };
    let letters =
        LETTERS.iter().map(|name| (*name, words.say(&format!("letter-is-{name}")), letter == Some(*name)));
    let mut frame = Frame::new(
        words,
        words.say("letters-title"),
        "/courriers",
        letter.map(|letter| format!("letter={letter}")).unwrap_or_default(),
        imports::any_simulated(conn)?,
    );
    frame.has_filters = true;
    let page = Page {
        letters: letters.collect(),
        rows: rows.collect(),
        newer: (number > 1).then(|| other(number - 1)),
        older: has_more.then(|| other(number + 1)),
        frame,
    };
    Ok(Content::Html(page.render()?))
}
