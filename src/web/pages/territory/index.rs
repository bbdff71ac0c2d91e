//! Every region with its departments, on one page: from here a reader finds his own.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reply::{Content, answer};
use super::super::super::visit::Visit;
use super::super::super::words::Words;
use super::super::panels::months::{Freshness, freshness};
use super::super::panels::numbers::{Numbers, Parts, departments, regions};
use super::super::panels::tiles::{tendency, written};
use super::super::panels::{self, page_of};
use super::super::{Frame, empty};
use crate::domain::territory::Territory;
use crate::domain::writing::{Language, plain};

#[derive(Template)]
#[template(path = "territories.html")]
struct Index {
    frame: Frame,
    freshness: Freshness,
    regions: Vec<Region>,
    source: String,
}

struct Region {
    id: String,
    own: Line,
    departments: Vec<Line>,
}

struct Line {
    name: String,
    code: String,
    page: String,
    open: String,
    density: String,
    net: (&'static str, String),
    gained: Option<bool>,
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    site: Visit,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| index(&site, words)).await
}

fn index(site: &Visit, words: Words) -> Result<Content, WebError> {
    let parts = panels::parts(&site.catalog)?;
    let conn = &mut *site.store.connection()?;
    let Some(mut numbers) = Numbers::load(conn, site, &parts, [])? else {
        return empty(words, "/territories");
    };
    let read = regions().chain(regions().flat_map(|region| within(&region)));
    let last = numbers.last;
    numbers.also(conn, &parts.everywhere(), read, last)?;
    let mut regions: Vec<Region> = regions()
        .map(|region| Region {
            id: region.to_string(),
            own: line(&region, &parts, &numbers, words),
            departments: within(&region).iter().map(|dep| line(dep, &parts, &numbers, words)).collect(),
        })
        .collect();
    regions.sort_by_cached_key(|region| plain(&region.own.name));
    let all = || regions.iter().flat_map(|region| &region.departments);
    let gained = all().filter(|line| line.gained == Some(true)).count();
    let compared = all().filter(|line| line.gained.is_some()).count();
    let title = match compared {
        0 => words.say("territories-title-plain"),
        _ => words.counted("territories-title", gained as f64, &[("all", &compared.to_string())]),
    };
    let month = last;
    let day = numbers.edition(month).map(|day| words.language.day(day)).unwrap_or_default();
    let index = Index {
        frame: Frame::new(words, title, "/territories", String::new(), numbers.is_simulated),
        freshness: freshness(site, &numbers, month, words),
        source: words.with("source-of", &[("day", &day)]),
        regions,
    };
    Ok(Content::Html(index.render()?))
}

fn within(region: &Territory) -> Vec<Territory> {
    match region {
        Territory::Region(code) => departments(code).collect(),
        _ => Vec::new(),
    }
}

fn line(territory: &Territory, parts: &Parts, numbers: &Numbers, words: Words) -> Line {
    let month = numbers.last;
    let value = |indicator| numbers.value(indicator, territory, month);
    let nothing = || words.say("no-value");
    let net = numbers.change(parts.open, territory, month);
    let code = territory.to_string();
    Line {
        name: words.territory(territory),
        code: code.split_once('-').map(|(_, code)| code.to_owned()).unwrap_or_default(),
        page: page_of(territory, numbers, month, words).unwrap_or_default(),
        open: value(parts.open).map_or_else(nothing, |open| words.language.count(open)),
        density: value(parts.density).map_or_else(nothing, |it| written(parts.density, it, words)),
        net: net.map_or_else(
            || ("flat", nothing()),
            |net| (tendency(parts.open, net), words.language.change(net, 0)),
        ),
        gained: net.map(|net| net > 0.0),
    }
}
