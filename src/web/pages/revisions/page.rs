//! The page as its template wants it.

use askama::Template;

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::panels::months::Choice;
use super::super::panels::tiles::written;
use super::super::{Frame, address, with_query};
use super::groups::{Groups, groups, value};
use super::{Shown, indicator};
use crate::catalog::Indicator;
use crate::domain::month::Month;
use crate::domain::point::{Reading, State};
use crate::domain::statement::Cell;

#[derive(Template)]
#[template(path = "revisions.html")]
struct Revisions {
    frame: Frame,
    compared: String,
    choices: Vec<Choice>,
    numbers: Vec<Revised>,
    corrected: Vec<CorrectedSource>,
    imports: Vec<File>,
    definitions: Vec<Definition>,
    suffix: String,
}

/// The changes of one indicator.
struct Revised {
    id: String,
    title: String,
    rows: Vec<Row>,
    note: Option<String>,
}

struct Row {
    name: String,
    months: String,
    latest: String,
    before: String,
    after: String,
}

struct CorrectedSource {
    sentence: String,
    lines: Vec<CorrectedLine>,
}

struct CorrectedLine {
    subject: String,
    period: String,
    columns: Vec<String>,
}

struct File {
    source: String,
    file: String,
    day: String,
    imported: String,
    sha256: String,
}

struct Definition {
    name: String,
    change: String,
}

#[derive(Template)]
#[template(path = "no-revisions.html")]
struct Empty {
    frame: Frame,
}

const PATH: &str = "/revisions";
/// Enough of a hash to compare by eye.
const SHORT: usize = 12;

impl Shown {
    pub(super) fn page(&self, site: &Site) -> Result<Content, WebError> {
        let words = self.words;
        let language = words.language;
        let of_whole = groups(&site.catalog, &self.changes);
        let count: usize = of_whole.iter().map(|groups| groups.numbers).sum();
        let day = language.day(self.day);
        let title = words.counted("revisions-title", count as f64, &[("day", &day)]);
        let query = format!("since={}", self.day);
        let frame = Frame::new(words, title, PATH, query.clone(), self.is_simulated);
        let edition = language.month(self.last());
        let page = Revisions {
            compared: words.with("revisions-compared", &[("edition", &edition)]),
            choices: self.choices(),
            numbers: of_whole.iter().filter_map(|groups| self.revised(site, groups)).collect(),
            corrected: self.corrected(site),
            imports: self.files(site),
            definitions: self.definitions(site),
            suffix: with_query("", &query),
            frame,
        };
        Ok(Content::Html(page.render()?))
    }

    /// The editions, newest first, by the day on which they were frozen.
    fn choices(&self) -> Vec<Choice> {
        let frozen = self.editions.iter().rev().filter_map(|held| Some((held, held.frozen_at?.date())));
        let choice = |(held, day): (&crate::store::editions::Held, chrono::NaiveDate)| Choice {
            value: day.to_string(),
            label: self.words.language.month(held.month),
            is_chosen: held.month == self.since.month,
        };
        frozen.map(choice).collect()
    }

    fn revised(&self, site: &Site, groups: &Groups) -> Option<Revised> {
        let words = self.words;
        let indicator = indicator(site, groups.indicator)?;
        let rows = groups.shown.iter().map(|group| Row {
            name: words.territory(group.territory),
            months: self.span(&group.months),
            latest: words.language.month(group.latest.month),
            before: self.reading(indicator, group.latest.before),
            after: self.reading(indicator, group.latest.after),
        });
        let departments = groups.departments as f64;
        Some(Revised {
            id: indicator.id.clone(),
            title: words.counted(
                "revisions-indicator",
                groups.numbers as f64,
                &[("name", &indicator.text(words.language).name)],
            ),
            rows: rows.collect(),
            note: (departments > 0.0).then(|| words.counted("revisions-departments", departments, &[])),
        })
    }

    /// « juin 2026 », or « de mai 2025 à juin 2026, 8 mois ».
    fn span(&self, months: &[Month]) -> String {
        let month = |month: &Month| self.words.language.month(*month);
        match months {
            [] => String::new(),
            [one] => month(one),
            [first, .., last] => {
                let (first, last) = (month(first), month(last));
                self.words.counted(
                    "revisions-months",
                    months.len() as f64,
                    &[("first", &first), ("last", &last)],
                )
            }
        }
    }

    /// A value, or why there is none.
    fn reading(&self, indicator: &Indicator, reading: Option<Reading>) -> String {
        let words = self.words;
        match (value(reading), reading.map(|reading| reading.state)) {
            (Some(value), Some(State::Observed)) => written(indicator, value, words),
            (Some(value), Some(state)) => {
                format!("{} ({})", written(indicator, value, words), words.say(state_key(state)))
            }
            (None, Some(State::Suppressed)) => words.say(state_key(State::Suppressed)),
            _ => words.say("no-value"),
        }
    }

    fn corrected(&self, site: &Site) -> Vec<CorrectedSource> {
        let words = self.words;
        let source = |id: &str| {
            let known = site.catalog.source(id);
            known.map_or_else(|| id.to_owned(), |source| source.text(words.language).name.clone())
        };
        let cell =
            |cell: &Option<Cell>| cell.as_ref().map_or_else(|| words.say("no-value"), |it| self.cell(it));
        let corrected = self.causes.corrected.iter();
        corrected
            .map(|one| CorrectedSource {
                sentence: words.counted(
                    "revisions-corrected",
                    one.lines as f64,
                    &[("source", &source(&one.source))],
                ),
                lines: one
                    .shown
                    .iter()
                    .map(|it| CorrectedLine {
                        subject: it.subject.clone(),
                        period: it.period.clone(),
                        columns: it
                            .cells
                            .iter()
                            .map(|(name, (before, after))| {
                                words.with(
                                    "revisions-column",
                                    &[("column", name), ("before", &cell(before)), ("after", &cell(after))],
                                )
                            })
                            .collect(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Flag(flag) => self.words.say(if *flag { "revisions-yes" } else { "revisions-no" }),
            Cell::Number(number) => self.words.language.number(*number, usize::from(number.fract() != 0.0)),
            Cell::Text(text) => text.clone(),
            Cell::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Cell::Texts(texts) => texts.join(" "),
        }
    }

    fn files(&self, site: &Site) -> Vec<File> {
        let language = self.words.language;
        let imports = self.causes.imports.iter().rev();
        imports
            .map(|import| File {
                source: site
                    .catalog
                    .source(&import.source)
                    .map_or_else(|| import.source.clone(), |source| source.text(language).name.clone()),
                file: import.file.clone(),
                day: language.day(import.snapshot),
                imported: language.day(import.imported_at.date()),
                sha256: import.sha256.chars().take(SHORT).collect(),
            })
            .collect()
    }

    fn definitions(&self, site: &Site) -> Vec<Definition> {
        let words = self.words;
        let version = |version: Option<u32>| version.map_or_else(String::new, |version| version.to_string());
        let changed = self.causes.definitions.iter();
        changed
            .map(|(id, before, after)| Definition {
                name: indicator(site, id)
                    .map_or_else(|| id.clone(), |it| it.text(words.language).name.clone()),
                change: match (before, after) {
                    (None, _) => words.say("revisions-definition-new"),
                    (_, None) => words.say("revisions-definition-gone"),
                    _ => words.with(
                        "revisions-definition",
                        &[("before", &version(*before)), ("after", &version(*after))],
                    ),
                },
            })
            .collect()
    }
}

fn state_key(state: State) -> &'static str {
    match state {
        State::Observed => "revisions-observed",
        State::Estimated => "revisions-estimated",
        State::Late => "revisions-late",
        State::NotSupplied => "no-value",
        State::Suppressed => "revisions-suppressed",
    }
}

/// The page while no edition was frozen.
pub(super) fn empty(words: Words, is_simulated: bool) -> Result<Content, WebError> {
    let frame = Frame::new(words, words.say("revisions-empty-title"), PATH, String::new(), is_simulated);
    Ok(Content::Html(Empty { frame }.render()?))
}

impl Revisions {
    fn csv(&self) -> String {
        format!("{}{}", address(self.frame.words.language, "/revisions.csv"), self.suffix)
    }
}
