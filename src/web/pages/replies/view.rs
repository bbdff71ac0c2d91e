//! What the page of a link shows.

use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reader::Guest;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::{Frame, moment};
use super::field::{self, Field, Input};
use super::{once, overview, stated};
use crate::catalog::Source;
use crate::clock::in_paris;
use crate::domain::reply::{Fields, Kind};
use crate::domain::rights::Family;
use crate::mail::Overview;
use crate::store::replies::{self, PAUSE, Reply};
use crate::store::{drafts, imports};

#[derive(Template)]
#[template(path = "reply.html")]
struct Page {
    frame: Frame,
    lead: String,
    form: String,
    once: String,
    /// What came of the reply that was just given.
    thanks: Option<String>,
    facts: Vec<(String, String)>,
    source: String,
    forms: Vec<Short>,
    tables: Vec<Table>,
    office: String,
    reach: Vec<(String, String)>,
    given: Vec<Given>,
}

/// A short form.
struct Short {
    kind: &'static str,
    name: String,
    is_open: bool,
    fields: Vec<Field>,
    problems: Vec<(String, String)>,
}

/// A table that may be declared here.
struct Table {
    name: String,
    page: String,
    /// When its draft was saved.
    saved: Option<String>,
}

/// A reply, to those who gave it.
struct Given {
    name: String,
    when: String,
    said: Vec<(String, String)>,
}

/// What came of the form that was sent.
pub(super) struct Told {
    pub(super) received: Option<i64>,
    pub(super) opened: Option<Opened>,
}

/// A form that could not be heard, as it was filled in.
pub(super) struct Opened {
    pub(super) kind: Kind,
    pub(super) typed: Fields,
    /// Field and sentence.
    pub(super) problems: Vec<(String, String)>,
}

pub(super) fn page(guest: &Guest, told: Told, form: &str, words: Words) -> Result<Content, WebError> {
    let conn = &mut *guest.store.connection()?;
    let (link, overview) = (guest.link(), overview(guest.link())?);
    let given = replies::of_link(conn, link)?;
    let thanks = given.iter().find(|reply| Some(reply.id) == told.received);
    let movements = guest.catalog.source(stated::MOVEMENTS);
    let mut tables = Vec::new();
    for source in declared(guest) {
        let saved = drafts::find(conn, link, &source.id)?.map(|(_, at)| moment(at, words));
        let name = words.language.typeset(&source.text(words.language).name);
        let page = super::address(words.language, &format!("{}/declaration/{}", guest.path(), source.id));
        tables.push(Table { name, page, saved });
    }
    let name = words.language.typeset(&overview.name);
    let until = words.language.day(in_paris(link.expires_at()).date());
    let reach = [
        Some((format!("mailto:{}", overview.email), overview.email.clone())),
        overview.phone.as_ref().map(|phone| {
            let digits = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+');
            (format!("tel:{}", digits.collect::<String>()), phone.clone())
        }),
    ];
    let is_simulated = imports::any_simulated(conn)?;
    let page = Page {
        lead: words.with("reply-lead", &[("until", &until)]),
        form: form.to_owned(),
        once: once()?,
        thanks: thanks.map(|reply| thanked(reply, words)),
        facts: overview.facts.iter().map(|fact| fact.said(words)).collect(),
        source: words.with("reply-source", &[("month", &words.language.month(overview.month))]),
        forms: Kind::SHORT.iter().map(|kind| short(*kind, &overview, movements, &told, words)).collect(),
        tables,
        office: words.language.typeset(&overview.office),
        reach: reach.into_iter().flatten().collect(),
        given: given.iter().map(|reply| Given::of(reply, guest, &overview, words)).collect(),
        frame: Frame::new(words, name, guest.path(), String::new(), is_simulated),
    };
    Ok(Content::Html(page.render()?))
}

/// The tables that a structure declares, one line a period.
pub(super) fn declared(guest: &Guest) -> impl Iterator<Item = &Source> {
    let is_declared = |source: &&Source| {
        source.family == Some(Family::Declared) && !source.repeats && !source.columns.is_empty()
    };
    guest.catalog.sources.iter().filter(is_declared)
}

fn short(kind: Kind, overview: &Overview, movements: Option<&Source>, told: &Told, words: Words) -> Short {
    let opened = told.opened.as_ref().filter(|opened| opened.kind == kind);
    let none = Fields::new();
    let typed = opened.map_or(&none, |opened| &opened.typed);
    let mut fields = field::short(kind, overview, movements, typed, words);
    let problems = opened.map(|opened| point(&mut fields, &opened.problems, words)).unwrap_or_default();
    Short { kind: kind.as_str(), name: named(kind, words), is_open: opened.is_some(), fields, problems }
}

/// Ties problems to their fields; gives, for the summary above them, the place of each and its sentence.
pub(super) fn point(
    fields: &mut [Field],
    problems: &[(String, String)],
    words: Words,
) -> Vec<(String, String)> {
    let tie = |(name, text): &(String, String)| {
        let Some(field) = fields.iter_mut().find(|field| field.name == *name) else {
            return (String::new(), text.clone());
        };
        field.problem = Some(text.clone());
        (field.id.clone(), words.with("reply-problem", &[("field", &field.label), ("text", text)]))
    };
    problems.iter().map(tie).collect()
}

fn named(kind: Kind, words: Words) -> String {
    words.say(&format!("reply-kind-{}", kind.as_str().replace('_', "-")))
}

/// The field of a short form that a column of its line comes from.
pub(super) fn field_of(kind: Kind, column: &str) -> &'static str {
    match (kind, column) {
        (_, field::PROFESSION) => "profession",
        (Kind::NewAssociate, "date_effet") => "from",
        (Kind::Inexact, _) => "value",
        _ => "",
    }
}

fn thanked(reply: &Reply, words: Words) -> String {
    let until = words.language.day(in_paris(reply.at + PAUSE).date());
    let key = match reply.kind {
        Kind::Call => "reply-thanks-call",
        _ if reply.stated.is_some() => "reply-thanks-data",
        _ => "reply-thanks",
    };
    words.with(key, &[("until", &until)])
}

impl Given {
    fn of(reply: &Reply, guest: &Guest, overview: &Overview, words: Words) -> Self {
        let source = reply.stated.as_ref().and_then(|stated| guest.catalog.source(&stated.source));
        let fields = match source.filter(|_| reply.kind == Kind::Declaration) {
            Some(source) => field::of_table(source, &reply.said, words),
            None => {
                let movements = guest.catalog.source(stated::MOVEMENTS);
                field::short(reply.kind, overview, movements, &reply.said, words)
            }
        };
        let said = fields.into_iter().filter(|field| !field.value.is_empty());
        Self {
            name: named(reply.kind, words),
            when: moment(reply.at, words),
            said: said.map(|field| (field.label.clone(), written(&field, words))).collect(),
        }
    }
}

/// What was typed, as it is read.
fn written(field: &Field, words: Words) -> String {
    let text = match &field.input {
        Input::Choice(choices) => {
            choices.iter().find(|(code, _)| *code == field.value).map(|(_, name)| name.clone())
        }
        Input::Day => field.value.parse().ok().map(|day| words.language.day(day)),
        Input::Month => field.value.parse().ok().map(|month| words.language.month(month)),
        _ => None,
    };
    text.unwrap_or_else(|| field.value.clone())
}
