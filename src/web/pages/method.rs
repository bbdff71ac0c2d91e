//! Definitions, sources and limits: what stands behind every figure.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::Site;
use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::words::Words;
use super::panels::trajectory::{Published, quoted};
use super::{Frame, address};
use crate::catalog::{Catalog, Indicator, Mark, Source, SourceClass, Theme};
use crate::domain::geography::VINTAGE;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::{Conn, Known, imports, published};

#[derive(Template)]
#[template(path = "method.html")]
struct Method {
    frame: Frame,
    themes: Vec<Shelf>,
    sources: Vec<SourceView>,
    parameters: Vec<ParameterView>,
    figures: Vec<Group>,
    states: Vec<(String, String)>,
    geography: String,
}

/// The indicators of a theme.
struct Shelf {
    name: String,
    indicators: Vec<Definition>,
}

/// An indicator, whose page says the rest.
struct Definition {
    id: String,
    name: String,
    page: String,
}

struct SourceView {
    id: String,
    name: String,
    description: String,
    page: String,
    facts: Vec<(String, String)>,
}

/// The published figures of one thing counted.
struct Group {
    code: String,
    name: String,
    /// Each with its territory.
    lines: Vec<(String, Published)>,
}

struct ParameterView {
    code: String,
    name: String,
    from: String,
    value: String,
    source: String,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| method(&site, words)).await
}

fn method(site: &Site, words: Words) -> Result<Content, WebError> {
    let conn = &mut *site.store.connection()?;
    let catalog = &site.catalog;
    let is_simulated = imports::any_simulated(conn)?;
    let sources: Result<Vec<_>, WebError> =
        catalog.sources.iter().map(|source| source_view(conn, source, words)).collect();
    let parameters = ["msp_goal", "msp_path"].into_iter().flat_map(|name| catalog.parameters.named(name));
    let states = ["observed", "estimated", "late", "not-supplied", "suppressed"]
        .map(|state| (words.say(&format!("state-{state}")), words.say(&format!("states-text-{state}"))));
    let page = Method {
        frame: Frame::new(words, words.say("method-title"), "/method", String::new(), is_simulated),
        themes: themes(catalog, words),
        sources: sources?,
        parameters: parameters
            .map(|value| ParameterView {
                name: words.find(&format!("parameter-{}", value.name)).unwrap_or_else(|| value.name.clone()),
                code: value.name.clone(),
                from: words.language.day(value.on),
                value: words.language.count(value.value),
                source: format!(
                    "{} ({})",
                    words.language.typeset(&value.source),
                    words.say(mark_key(value.mark))
                ),
            })
            .collect(),
        figures: figures(conn, words)?,
        states: states.into(),
        geography: words.with("geography-text", &[("vintage", &VINTAGE.to_string())]),
    };
    Ok(Content::Html(page.render()?))
}

fn themes(catalog: &Catalog, words: Words) -> Vec<Shelf> {
    let typeset = |text: &str| words.language.typeset(text);
    let named = |indicator: &Indicator| Definition {
        id: indicator.id.clone(),
        name: typeset(&indicator.text(words.language).name),
        page: address(words.language, &format!("/indicateurs/{}", indicator.id)),
    };
    let shelf = |theme: &Theme| Shelf {
        name: typeset(theme.name(words.language)),
        indicators: catalog.of_theme(theme).map(named).collect(),
    };
    catalog.themes.all.iter().map(shelf).collect()
}

fn source_view(conn: &mut Conn, source: &Source, words: Words) -> Result<SourceView, WebError> {
    let freshness = imports::freshness(conn, &source.id)?;
    let text = source.text(words.language);
    let typeset = |text: &str| words.language.typeset(text);
    let fact = |key: &str, value: String| (words.say(key), value);
    let mut facts = vec![
        fact("source-class", words.say(class_key(source.class))),
        fact("source-publisher", typeset(&source.publisher)),
        fact("source-licence", typeset(&source.licence)),
    ];
    match freshness.last_snapshot {
        Some(day) => {
            let files = words.language.count(freshness.files as f64);
            let rejected = words.language.count(freshness.rejected as f64);
            let day = words.language.day(day);
            let gaps = [("day", day.as_str()), ("files", &files), ("rejected", &rejected)];
            facts.push(fact("source-last", words.with("source-files", &gaps)));
        }
        None => facts.push(fact("source-last", words.say("source-none"))),
    }
    let facts = facts.into_iter().map(|(name, value)| (name, typeset(&value))).collect();
    Ok(SourceView {
        id: source.id.clone(),
        name: typeset(&text.name),
        description: typeset(&text.description),
        page: source.page.clone(),
        facts,
    })
}

fn class_key(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Open => "class-open",
        SourceClass::Declared => "class-declared",
        SourceClass::Restricted => "class-restricted",
        SourceClass::Published => "class-published",
    }
}

pub(super) fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::V => "mark-verified",
        Mark::C => "mark-corroborated",
        Mark::One => "mark-one",
        Mark::M => "mark-memory",
        Mark::U => "mark-unverified",
    }
}

/// All published figures, by what they count, in the order of the names.
fn figures(conn: &mut Conn, words: Words) -> Result<Vec<Group>, WebError> {
    let mut figures: Vec<_> =
        published::load(conn, None, Known::Now)?.into_iter().map(|(_, figure)| figure).collect();
    figures.sort_by(|a, b| (&a.code, a.period).cmp(&(&b.code, b.period)));
    let groups = figures.chunk_by(|a, b| a.code == b.code).map(|group| {
        let lines = group.iter().map(|figure| {
            let territory = match &figure.territory {
                Territory::France => words.say("row-france"),
                other => words.territory(other),
            };
            (territory, quoted(figure, words))
        });
        let code = group[0].code.clone();
        let name = words.find(&format!("figure-{code}")).unwrap_or_else(|| code.clone());
        Group { code, name, lines: lines.collect() }
    });
    let mut groups: Vec<Group> = groups.collect();
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(groups)
}
