//! The audit, for those who answer for it. Whoever reads it, and takes it away, stands in it as well.

mod query;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Serialize;

use super::super::errors::WebError;
use super::super::reader::{OfAudit, Reader};
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::panels::files::{inert, table};
use super::panels::months::Choice;
use super::{Frame, address, with_query};
use crate::clock::in_paris;
use crate::domain::rights::Family;
use crate::domain::writing::Language;
use crate::store::audit::search::{Found, search};
use crate::store::audit::{Action, Line, Subject};
use crate::store::imports;
use query::View;

pub(in super::super) use query::Query;

/// Lines on one page.
const PER_PAGE: i64 = 50;
/// Lines of one file: what a spreadsheet opens without trouble.
const PER_FILE: i64 = 50_000;

#[derive(Template)]
#[template(path = "journal.html")]
struct Page {
    frame: Frame,
    view: View,
    actions: Vec<Choice>,
    families: Vec<Choice>,
    range: String,
    rows: Vec<Row>,
    older: Option<String>,
    newer: Option<String>,
    csv: String,
}

struct Row {
    moment: String,
    who: String,
    action: String,
    family: String,
    subject: String,
    detail: String,
    address: String,
}

#[derive(Serialize)]
struct FileLine<'a> {
    /// UTC.
    at: String,
    who: std::borrow::Cow<'a, str>,
    action: &'a str,
    family: &'a str,
    subject: std::borrow::Cow<'a, str>,
    detail: std::borrow::Cow<'a, str>,
    address: &'a str,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfAudit>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let query = query.into_inner();
    answer(&request, **language, move |words| shown(&reader, View::read(query, words)?, words)).await
}

pub(in super::super) async fn csv(
    request: HttpRequest,
    reader: Reader<OfAudit>,
    language: web::Data<Language>,
    query: web::Query<Query>,
) -> HttpResponse {
    let query = query.into_inner();
    answer(&request, **language, move |words| file(&reader, &View::read(query, words)?, words)).await
}

fn shown(reader: &Reader<OfAudit>, view: View, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Audit, Subject::Everyone, words)?;
    let first = (view.page - 1) * PER_PAGE;
    let Found { lines, all } = search(conn, &scope, &view.filter(), (first, PER_PAGE))?;
    let last = first + lines.len() as i64;
    let at = |page| with_query(&address(words.language, "/journal"), &View { page, ..view.clone() }.query());
    let [from, to, count] = [first + 1, last, all].map(|n| words.language.count(n as f64));
    let is_simulated = imports::any_simulated(conn)?;
    let page = Page {
        frame: Frame::new(words, words.say("journal-title"), "/journal", view.query(), is_simulated),
        actions: actions(&view, words),
        families: families(&view, words),
        range: if lines.is_empty() {
            words.say("journal-empty")
        } else {
            words.with("queue-range", &[("first", &from), ("last", &to), ("all", &count)])
        },
        rows: lines.into_iter().map(|line| row(line, words)).collect(),
        older: (last < all && last > first).then(|| at(view.page + 1)),
        newer: (view.page > 1).then(|| at(view.page - 1)),
        csv: {
            let whole = View { page: 1, ..view.clone() };
            with_query(&address(words.language, "/journal.csv"), &whole.query())
        },
        view,
    };
    Ok(Content::Html(page.render()?))
}

fn file(reader: &Reader<OfAudit>, view: &View, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let scope = reader.scope(conn, Family::Audit, Subject::Everyone, words)?;
    let Found { lines, all } = search(conn, &scope, &view.filter(), (0, PER_FILE))?;
    if all > PER_FILE {
        let most = words.language.count(PER_FILE as f64);
        return Err(WebError::Wrong(words.with("journal-too-long", &[("most", &most)])));
    }
    let text = table(lines.iter().map(|line| FileLine {
        at: line.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        who: inert(&line.who),
        action: &line.action,
        family: line.family.as_deref().unwrap_or_default(),
        subject: inert(line.subject.as_deref().unwrap_or_default()),
        detail: inert(line.detail.as_deref().unwrap_or_default()),
        address: line.address.as_deref().unwrap_or_default(),
    }))?;
    Ok(Content::Csv { name: format!("journal-{}.csv", reader.clock.today()), text })
}

fn row(line: Line, words: Words) -> Row {
    let moment = in_paris(line.at);
    let (day, hour) = (words.language.day(moment.date()), words.language.hour(moment.time()));
    let action = Action::ALL.into_iter().find(|action| action.as_str() == line.action);
    let family = line.family.as_deref().and_then(Family::read);
    Row {
        moment: words.with("moment", &[("day", &day), ("hour", &hour)]),
        who: line.who,
        action: action.map_or(line.action, |action| named(action, words)),
        family: family.map(|family| family_name(family, words)).unwrap_or_default(),
        subject: line.subject.unwrap_or_default(),
        detail: line.detail.unwrap_or_default(),
        address: line.address.unwrap_or_default(),
    }
}

fn actions(view: &View, words: Words) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Action::ALL
        .map(|action| Choice {
            value: action.code(),
            label: named(action, words),
            is_chosen: view.action == Some(action),
        })
        .into();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices.insert(0, all("journal-all-actions", view.action.is_none(), words));
    choices
}

/// Open families are read without a line.
fn families(view: &View, words: Words) -> Vec<Choice> {
    let guarded = Family::ALL.into_iter().filter(|family| !family.is_open());
    let choices = guarded.map(|family| Choice {
        value: family.as_str().to_owned(),
        label: family_name(family, words),
        is_chosen: view.family == Some(family),
    });
    std::iter::once(all("journal-all-families", view.family.is_none(), words)).chain(choices).collect()
}

fn all(key: &str, is_chosen: bool, words: Words) -> Choice {
    Choice { value: String::new(), label: words.say(key), is_chosen }
}

fn named(action: Action, words: Words) -> String {
    words.say(&format!("action-{}", action.code()))
}

fn family_name(family: Family, words: Words) -> String {
    words.say(&format!("family-{}", family.as_str()))
}
