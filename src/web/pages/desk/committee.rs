//! For a committee: the cases to speak of, and the record of what was decided since a day. Made to be printed.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Days, NaiveDate, NaiveTime};
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::Frame;
use super::super::case::history::{Entry, entry};
use super::super::case::people::People;
use super::row::{Row, known};
use crate::domain::case::Event;
use crate::domain::grade::Grade;
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::cases::{self, Filter, Held};
use crate::store::imports;

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    since: Option<String>,
}

#[derive(Template)]
#[template(path = "committee.html")]
struct Page {
    frame: Frame,
    lead: String,
    since: String,
    agenda: Vec<Row>,
    record: Vec<(Row, Vec<Entry>)>,
}

/// As many as a committee can speak of.
const SPOKEN_OF: i64 = 40;
const DAYS: u64 = 30;

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    answer(&request, **language, move |words| committee(&reader, &query, words)).await
}

fn committee(reader: &Reader<OfDesks>, query: &Query, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let today = reader.clock.today();
    let since = match query.since.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => text.parse::<NaiveDate>().map_err(|_| WebError::Wrong(words.say("error-text-400")))?,
        None => today - Days::new(DAYS),
    };
    let scope = reader.scope(conn, Family::Cases, Subject::Everyone, words)?;
    let mut agenda = Vec::new();
    for level in [Grade::Critique, Grade::Tension] {
        let filter = Filter { level: Some(level), ..Filter::default() };
        let left = SPOKEN_OF - agenda.len() as i64;
        agenda.extend(cases::list(conn, &scope, &filter, today, (0, left))?);
    }
    let mut decided: BTreeMap<i64, (Held, Vec<Event>)> = BTreeMap::new();
    for (held, event) in cases::since(conn, &scope, since.and_time(NaiveTime::MIN))? {
        // What people did, and not what was told to them.
        if event.who.is_some() {
            decided.entry(held.id).or_insert_with(|| (held, Vec::new())).1.push(event);
        }
    }
    let people = People::of(conn, reader.account())?;
    let numbers: Vec<_> = agenda
        .iter()
        .chain(decided.values().map(|(held, _)| held))
        .map(|held| held.structure.clone())
        .collect();
    let facts = known(reader, conn, &numbers, words)?;
    let row = |held: &Held| facts.row(held, (&reader.catalog, &people, today), words);
    let record = decided.values().map(|(held, events)| {
        let entries = events.iter().map(|event| entry(event, &reader.catalog, &people, words));
        (row(held), entries.collect())
    });
    let frame = Frame::new(
        words,
        words.say("committee-title"),
        "/suivi/comite",
        format!("since={since}"),
        imports::any_simulated(conn)?,
    );
    let page = Page {
        lead: words.with("committee-lead", &[("day", &words.language.day(today))]),
        since: since.to_string(),
        agenda: agenda.iter().map(row).collect(),
        record: record.collect(),
        frame,
    };
    Ok(Content::Html(page.render()?))
}
