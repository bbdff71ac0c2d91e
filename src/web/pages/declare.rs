//! The tables that people fill in: who sends them, when, what each column means, and the templates to download.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::Frame;
use crate::catalog::{Source, SourceClass};
use crate::domain::writing::Language;
use crate::reports::template::{self, Explained};
use crate::store::imports;

#[derive(Template)]
#[template(path = "declare.html")]
struct Page {
    frame: Frame,
    tables: Vec<TableView>,
}

struct TableView {
    id: String,
    name: String,
    description: String,
    facts: Vec<(String, String)>,
    csv: String,
    xlsx: String,
    /// How many there are, as a sentence.
    size: String,
    columns: Vec<Explained>,
}

/// What is not open is sent by people; then comes what institutions publish.
fn tables(site: &Site) -> impl Iterator<Item = &Source> {
    let of = |is_open: bool| {
        let has = move |source: &&Source| {
            !source.columns.is_empty() && (source.class == SourceClass::Open) == is_open
        };
        site.catalog.sources.iter().filter(has)
    };
    of(false).chain(of(true))
}

pub(in super::super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let is_simulated = imports::any_simulated(&mut *site.store.connection()?)?;
        let title = words.say("declare-title");
        let frame = Frame::new(words, title, "/declarer", String::new(), is_simulated);
        let tables = tables(&site).map(|source| view(source, &frame, words)).collect();
        Ok(Content::Html(Page { frame, tables }.render()?))
    })
    .await
}

fn view(source: &Source, frame: &Frame, words: Words) -> TableView {
    let text = source.text(words.language);
    let said = |text: &str| words.language.typeset(text);
    let file = |kind: &str| frame.address(&format!("/declarer/{}.{kind}", source.id));
    let facts = [
        ("declare-sender", said(&text.sender)),
        ("declare-when", said(&text.when)),
        ("declare-class", words.say(class_key(source.class))),
        ("declare-name", source.id.clone()),
    ];
    TableView {
        id: source.id.clone(),
        name: said(&text.name),
        description: said(&text.description),
        facts: facts.map(|(key, fact)| (words.say(key), fact)).into(),
        csv: file("csv"),
        xlsx: file("xlsx"),
        size: words.counted("declare-columns", source.columns.len() as f64, &[]),
        columns: source.columns.iter().map(|column| Explained::of(column, words.language)).collect(),
    }
}

fn class_key(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Open => "declare-class-open",
        SourceClass::Restricted => "declare-class-restricted",
        SourceClass::Declared | SourceClass::Published => "declare-class-declared",
    }
}

pub(in super::super) async fn file(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
    name: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| {
        let (id, kind) = name.rsplit_once('.').ok_or(WebError::NotFound)?;
        let source = tables(&site).find(|source| source.id == id).ok_or(WebError::NotFound)?;
        let name = name.to_owned();
        match kind {
            "csv" => Ok(Content::Csv { name, text: template::csv(source, words.language) }),
            "xlsx" => {
                let bytes = template::xlsx(source, words.language).map_err(anyhow::Error::from)?;
                Ok(Content::Workbook { name, bytes })
            }
            _ => Err(WebError::NotFound),
        }
    })
    .await
}
