//! A table that a structure declares, as a form made of its layout: saved as a draft, sent when it is complete.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::reader::{Guest, Sent, see_other};
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::field::{self, Field, Input};
use super::view::{declared, point};
use super::{Form, PATIENCE, keep, once, shown, stated};
use crate::catalog::Source;
use crate::domain::reply::{Fields, Kind, Stated};
use crate::domain::writing::Language;
use crate::store::{drafts, imports};

#[derive(Template)]
#[template(path = "reply-declaration.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    form: String,
    once: String,
    /// That a draft was saved, or taken up again.
    note: Option<String>,
    problems: Vec<(String, String)>,
    fields: Vec<Field>,
    /// Columns of the table that are not asked for here.
    others: String,
}

#[derive(Deserialize)]
pub(in super::super::super) struct Query {
    saved: Option<String>,
}

/// A form that could not be heard.
struct Refused {
    typed: Fields,
    problems: Vec<(String, String)>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    guest: Guest,
    language: web::Data<Language>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> HttpResponse {
    let is_saved = query.saved.is_some();
    shown(&request, guest, **language, StatusCode::OK, move |guest, form, words| {
        table(guest, &path.1, form, is_saved, None, words)
    })
    .await
}

pub(in super::super::super) async fn sent(
    request: HttpRequest,
    guest: Guest,
    language: web::Data<Language>,
    path: web::Path<(String, String)>,
    form: Sent<Fields>,
) -> HttpResponse {
    let words = Words::new(**language);
    let Some(source) = declared(&guest).find(|source| source.id == path.1).cloned() else {
        return WebError::NotFound.page(Some(&request), words.language);
    };
    let mut fields = form.0;
    let action = fields.remove("action");
    let is_asked = |name: &String| field::asked(&source).any(|column| column.name == *name);
    let known = Form::of(fields).filter(|form| form.fields.keys().all(is_asked));
    let Some(form) = known else {
        return WebError::Wrong(words.say("error-form-fields")).page(Some(&request), words.language);
    };
    if action.as_deref() == Some("save") {
        return saved(&request, guest, &source, form.fields, words).await;
    }
    let problems = problems(&guest, &source, &form.fields, words);
    if !problems.is_empty() {
        let (refused, status) = (Refused { typed: form.fields, problems }, StatusCode::UNPROCESSABLE_ENTITY);
        return shown(&request, guest, words.language, status, move |guest, form, words| {
            table(guest, &source.id, form, false, Some(refused), words)
        })
        .await;
    }
    let stated = stated_by(&guest, &source, &form.fields);
    keep(&request, guest, words, (Kind::Declaration, form, Some(stated))).await
}

/// What is missing, then what the reader of the table refuses.
fn problems(guest: &Guest, source: &Source, typed: &Fields, words: Words) -> Vec<(String, String)> {
    let missing = field::asked(source)
        .filter(|column| field::is_needed(column) && !typed.contains_key(&column.name))
        .map(|column| (column.name.clone(), words.say("reply-wrong-missing")));
    let mut problems: Vec<_> = missing.collect();
    let has_content =
        field::asked(source).any(|column| !field::is_needed(column) && typed.contains_key(&column.name));
    if !has_content {
        problems.push((String::new(), words.say("reply-wrong-empty")));
    }
    if problems.is_empty() {
        let stated = stated_by(guest, source, typed);
        problems = stated::problems(source, guest.link().structure(), &stated.cells, words.language);
    }
    problems
}

/// The line that a form states, dated today where its table says when a line was written.
fn stated_by(guest: &Guest, source: &Source, typed: &Fields) -> Stated {
    let dated = source.dated_by.clone().map(|column| (column, guest.clock.today().to_string()));
    Stated { source: source.id.clone(), cells: typed.clone().into_iter().chain(dated).collect() }
}

/// Saves a draft, right or wrong.
async fn saved(
    request: &HttpRequest,
    guest: Guest,
    source: &Source,
    fields: Fields,
    words: Words,
) -> HttpResponse {
    let id = source.id.clone();
    let place = format!("{}/declaration/{id}?saved=1", address(words.language, &guest.path()));
    let saved = web::block(move || {
        let now = guest.clock.now();
        guest.store.write_account(PATIENCE, |conn| drafts::save(conn, guest.link(), &id, &fields, now))
    });
    match saved.await.map_err(WebError::from).and_then(|saved| saved.map_err(WebError::from)) {
        Ok(()) => see_other(&place),
        Err(error) => error.page(Some(request), words.language),
    }
}

fn table(
    guest: &Guest,
    id: &str,
    form: &str,
    is_saved: bool,
    refused: Option<Refused>,
    words: Words,
) -> Result<Content, WebError> {
    let source = declared(guest).find(|source| source.id == id).ok_or(WebError::NotFound)?;
    let conn = &mut *guest.store.connection()?;
    let draft = drafts::find(conn, guest.link(), id)?;
    let note = match (&draft, &refused) {
        (Some(_), None) => Some(words.say(if is_saved { "reply-saved" } else { "reply-resumed" })),
        _ => None,
    };
    let (typed, problems) = match refused {
        Some(refused) => (refused.typed, refused.problems),
        None => (draft.map(|(typed, _)| typed).unwrap_or_default(), Vec::new()),
    };
    let mut fields = field::of_table(source, &typed, words);
    let problems = point(&mut fields, &problems, words);
    let others = source.columns.len().saturating_sub(fields.len() + 2);
    let path = format!("{}/declaration/{id}", guest.path());
    let title = words.language.typeset(&source.text(words.language).name);
    let page = Page {
        back: address(words.language, &guest.path()),
        action: address(words.language, &path),
        form: form.to_owned(),
        once: once()?,
        note,
        problems,
        fields,
        others: words.counted("reply-others", others as f64, &[]),
        frame: Frame::new(words, title, path, String::new(), imports::any_simulated(conn)?),
    };
    Ok(Content::Html(page.render()?))
}
