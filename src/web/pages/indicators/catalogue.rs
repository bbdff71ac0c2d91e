//! All indicators by theme, each with its national value.

use askama::Template;
use serde::Serialize;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::visit::Visit;
use super::super::super::words::Words;
use super::super::panels::months::{Choice, choices};
use super::super::panels::numbers::Numbers;
use super::super::panels::{self, files, reading, tiles};
use super::super::{Frame, address, with_query};
use super::PATH;
use super::query::Query;
use crate::catalog::Indicator;
use crate::charts::spark::{Spark, spark};
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

pub(super) struct Catalogue<'a> {
    site: &'a Site,
    numbers: Numbers,
    search: String,
    theme: Option<String>,
    month: Month,
    words: Words,
}

#[derive(Template)]
#[template(path = "indicators.html")]
struct Page {
    frame: Frame,
    found: String,
    themes: Vec<Choice>,
    months: Vec<Choice>,
    search: String,
    is_filtered: bool,
    groups: Vec<Group>,
    csv: String,
    month: String,
}

struct Group {
    id: String,
    name: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    page: String,
    definition: String,
    value: String,
    unit: String,
    badge: (&'static str, &'static str, String),
    source: String,
    change: Option<(&'static str, String)>,
    spark: Spark,
    direction: (&'static str, String),
    owner: String,
    review: String,
}

#[derive(Serialize)]
struct Line<'a> {
    theme: &'a str,
    indicator: &'a str,
    name: &'a str,
    definition: &'a str,
    good: &'static str,
    territory: &'static str,
    month: String,
    value: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    numerator: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    denominator: Option<f64>,
    coverage: Option<f64>,
    state: &'static str,
    source: &'a str,
    data_date: String,
    version: u32,
    owner: &'a str,
    next_review: String,
    simulated: bool,
}

/// The page of the indicator has the rest.
fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}

impl<'a> Catalogue<'a> {
    /// Nothing when no point was ever made.
    pub(super) fn load(visit: &'a Visit, query: &Query, words: Words) -> Result<Option<Self>, WebError> {
        let site: &Site = visit;
        let guide = panels::parts(&site.catalog)?.open;
        let wanted: Vec<&Indicator> = site.catalog.indicators.iter().collect();
        let conn = &mut *site.store.connection()?;
        let Some(numbers) = Numbers::of(conn, visit, &wanted, guide, [])? else { return Ok(None) };
        let theme = query.theme.clone().filter(|id| !id.is_empty());
        let is_known = |id: &String| site.catalog.themes.all.iter().any(|theme| theme.id == *id);
        if theme.as_ref().is_some_and(|id| !is_known(id)) {
            return Err(WebError::Wrong(words.say("error-text-400")));
        }
        let month = query.month(&numbers, words)?;
        Ok(Some(Self { site, numbers, search: query.search(), theme, month, words }))
    }

    /// Id, name and indicators of each theme that the filters let through.
    fn groups(&self) -> Vec<(&'a str, &'a str, Vec<&'a Indicator>)> {
        let catalog = &self.site.catalog;
        let searched = plain(&self.search);
        let is_found = |indicator: &&Indicator| {
            let text = indicator.text(self.words.language);
            let text = plain(&format!("{} {} {}", indicator.id, text.name, text.definition));
            searched.split_whitespace().all(|word| text.contains(word))
        };
        let themes = catalog.themes.all.iter();
        let wanted = themes.filter(|theme| self.theme.as_ref().is_none_or(|id| *id == theme.id));
        wanted
            .map(|theme| {
                let found = catalog.of_theme(theme).filter(is_found).collect();
                (theme.id.as_str(), theme.name(self.words.language), found)
            })
            .filter(|(.., found): &(_, _, Vec<_>)| !found.is_empty())
            .collect()
    }

    pub(super) fn page(&self) -> Result<Content, WebError> {
        let words = self.words;
        let (groups, all) = (self.groups(), self.site.catalog.indicators.len());
        let found: usize = groups.iter().map(|(.., found)| found.len()).sum();
        let is_filtered = !self.search.is_empty() || self.theme.is_some();
        let every = Choice {
            value: String::new(),
            label: words.say("catalogue-all-themes"),
            is_chosen: self.theme.is_none(),
        };
        let themes = self.site.catalog.themes.all.iter().map(|theme| Choice {
            value: theme.id.clone(),
            label: words.language.typeset(theme.name(words.language)),
            is_chosen: self.theme.as_ref() == Some(&theme.id),
        });
        let key = if is_filtered { "catalogue-found" } else { "catalogue-count" };
        let title = words.counted("catalogue-title", all as f64, &[]);
        let mut frame = Frame::new(words, title, PATH, self.query(), self.numbers.is_simulated);
        frame.has_filters = true;
        let page = Page {
            found: words.counted(key, found as f64, &[("all", &words.language.count(all as f64))]),
            themes: std::iter::once(every).chain(themes).collect(),
            months: choices(&self.numbers, self.month, words),
            search: self.search.clone(),
            is_filtered,
            groups: groups
                .into_iter()
                .map(|(id, name, found)| Group {
                    id: id.to_owned(),
                    name: words.language.typeset(name),
                    rows: found.into_iter().map(|indicator| self.row(indicator)).collect(),
                })
                .collect(),
            csv: with_query(&address(words.language, &format!("{PATH}/catalogue.csv")), &self.query()),
            month: words.language.month(self.month),
            frame,
        };
        Ok(Content::Html(page.render()?))
    }

    fn row(&self, indicator: &Indicator) -> Row {
        let (words, numbers, month) = (self.words, &self.numbers, self.month);
        let text = indicator.text(words.language);
        let reading = numbers.reading(indicator, &Territory::France, month);
        let change = numbers.change(indicator, &Territory::France, month);
        let query = if month == numbers.last { String::new() } else { format!("month={month}") };
        Row {
            id: indicator.id.clone(),
            name: words.language.typeset(&text.name),
            page: with_query(&address(words.language, &format!("{PATH}/{}", indicator.id)), &query),
            definition: words.language.typeset(first_sentence(&text.definition)),
            value: reading::cell(indicator, reading, words),
            unit: tiles::unit(indicator, reading.and_then(|reading| reading.value), words),
            badge: reading::badge(reading, words),
            source: tiles::source_line(indicator, numbers, month, words),
            change: change.map(|change| {
                (tiles::tendency(indicator, change), tiles::written_change(indicator, change, words))
            }),
            spark: spark(&numbers.yearly(indicator, &Territory::France, 2015, month)),
            direction: reading::direction(indicator, words),
            owner: words.language.typeset(&indicator.owner),
            review: words.language.day(indicator.next_review),
        }
    }

    pub(super) fn csv(&self) -> Result<Content, WebError> {
        let lines = self.groups().into_iter().flat_map(|(theme, _, found)| {
            found.into_iter().map(move |indicator| self.line(theme, indicator))
        });
        let text = files::table(lines)?;
        Ok(Content::Csv { name: files::dated("indicators", &self.numbers, self.month, "csv"), text })
    }

    fn line(&self, theme: &'a str, indicator: &'a Indicator) -> Line<'a> {
        let text = indicator.text(self.words.language);
        let reading = self.numbers.reading(indicator, &Territory::France, self.month);
        let (source, day) = self.numbers.source_of(indicator, self.month);
        Line {
            theme,
            indicator: &indicator.id,
            name: &text.name,
            definition: &text.definition,
            good: reading::good_code(indicator),
            territory: "FR",
            month: self.month.to_string(),
            value: reading.and_then(|reading| reading.value),
            numerator: reading.and_then(|reading| reading.numerator),
            denominator: reading.and_then(|reading| reading.denominator),
            coverage: reading.and_then(|reading| reading.coverage),
            state: reading::state(reading).as_str(),
            source,
            data_date: day.map(|day| day.to_string()).unwrap_or_default(),
            version: indicator.version,
            owner: &indicator.owner,
            next_review: indicator.next_review.to_string(),
            simulated: self.numbers.is_simulated,
        }
    }

    /// The shortest query of this state.
    fn query(&self) -> String {
        let search = (!self.search.is_empty()).then(|| format!("q={}", super::super::encoded(&self.search)));
        let theme = self.theme.as_ref().map(|theme| format!("theme={theme}"));
        let month = (self.month != self.numbers.last).then(|| format!("month={}", self.month));
        [search, theme, month].into_iter().flatten().collect::<Vec<_>>().join("&")
    }
}
