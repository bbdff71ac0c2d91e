//! What teams are made of: persons by family of professions, as one stacked bar a territory.

use std::collections::HashMap;

use serde::Serialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use super::numbers::Numbers;
use super::{files, page_of, reading, tiles};
use crate::catalog::{Catalog, Dashboard, Indicator, Panel};
use crate::charts::stacks::{Stack, Stacks, stacks};
use crate::charts::{Size, Texts};
use crate::domain::month::Month;
use crate::domain::point::{Reading, State};
use crate::domain::profession::Group;
use crate::domain::territory::Territory;
use crate::store::{self, Conn};

/// What is known of the professions of some territories at one month.
pub(crate) struct Professions<'a> {
    whole: &'a Indicator,
    beside: &'a Indicator,
    numbers: Numbers,
    groups: HashMap<(String, Group), Reading>,
    /// The one that the page is about first.
    territories: Vec<Territory>,
    month: Month,
    words: Words,
}

pub(crate) struct Card {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) narrow: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) source: String,
    /// Set when nothing is supplied at all.
    pub(crate) nothing: Option<String>,
}

pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) page: Option<String>,
    pub(crate) is_whole: bool,
    pub(crate) total: String,
    pub(crate) beside: String,
    pub(crate) cells: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    territory: String,
    name: String,
    month: String,
    profession: &'static str,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    value: Option<f64>,
    state: &'static str,
    source: String,
    data_date: String,
    simulated: bool,
}

impl<'a> Professions<'a> {
    /// Nothing when the dashboard has no such panel. The territory that the page is about comes first.
    pub(crate) fn load(
        conn: &mut Conn,
        catalog: &'a Catalog,
        dashboard: &'a Dashboard,
        numbers: &Numbers,
        territories: Vec<Territory>,
        (month, words): (Month, Words),
    ) -> Result<Option<Self>, store::Error> {
        let named = dashboard.panels.iter().find_map(|panel| match panel {
            Panel::Professions { indicator, beside } => {
                catalog.indicator(indicator).zip(catalog.indicator(beside))
            }
            _ => None,
        });
        let Some((whole, beside)) = named else { return Ok(None) };
        let numbers = numbers.more(conn, &[whole, beside], &territories)?;
        let groups = numbers.groups(conn, whole, &territories, month)?;
        Ok(Some(Self { whole, beside, numbers, groups, territories, month, words }))
    }

    fn group(&self, territory: &Territory, group: Group) -> Option<Reading> {
        self.groups.get(&(territory.to_string(), group)).copied()
    }

    /// Persons of each family, and last those whose family is hidden; none when the whole is not known.
    fn parts(&self, territory: &Territory) -> Option<Vec<f64>> {
        let whole = self.numbers.value(self.whole, territory, self.month)?;
        let known: Vec<Option<f64>> =
            Group::ALL.iter().map(|group| self.group(territory, *group)?.value).collect();
        if known.iter().all(Option::is_none) {
            return None;
        }
        let sum: f64 = known.iter().flatten().sum();
        let hidden = if known.iter().any(Option::is_none) { (whole - sum).max(0.0) } else { 0.0 };
        Some(known.into_iter().map(Option::unwrap_or_default).chain([hidden]).collect())
    }

    pub(crate) fn card(&self) -> Card {
        let words = self.words;
        let own = &self.territories[0];
        let title = self.title(own);
        let is_known = self.territories.iter().any(|territory| self.parts(territory).is_some());
        let row = |territory: &Territory| Row {
            name: self.name(territory),
            page: page_of(territory, &self.numbers, self.month, words),
            is_whole: territory == own,
            total: reading::cell(self.whole, self.numbers.reading(self.whole, territory, self.month), words),
            beside: self.beside(territory),
            cells: Group::ALL
                .iter()
                .map(|group| reading::cell(self.whole, self.group(territory, *group), words))
                .collect(),
        };
        Card {
            wide: self.drawing(&title, None, Size::Wide),
            narrow: self.drawing(&title, None, Size::Narrow),
            subtitle: words.say("professions-subtitle"),
            columns: Group::ALL.iter().map(|group| self.family(*group)).collect(),
            rows: self.territories.iter().map(row).collect(),
            source: tiles::source_line(self.whole, &self.numbers, self.month, words),
            nothing: (!is_known).then(|| {
                let whole = self.numbers.reading(self.whole, own, self.month);
                let mut readings = Group::ALL.iter().filter_map(|group| self.group(own, *group)).chain(whole);
                let is_hidden = readings.any(|reading| reading.state == State::Suppressed);
                words.say(if is_hidden { "professions-suppressed" } else { "professions-nothing" })
            }),
            title,
        }
    }

    fn name(&self, territory: &Territory) -> String {
        match territory {
            Territory::France => self.words.say("row-france"),
            other => self.words.territory(other),
        }
    }

    fn family(&self, group: Group) -> String {
        self.words.find(&format!("group-{}", group.as_str())).unwrap_or_default()
    }

    fn beside(&self, territory: &Territory) -> String {
        reading::cell(self.beside, self.numbers.reading(self.beside, territory, self.month), self.words)
    }

    /// The two largest families and their share.
    fn title(&self, own: &Territory) -> String {
        let words = self.words;
        let whole = self.numbers.value(self.whole, own, self.month).filter(|whole| *whole > 0.0);
        let mut known: Vec<(Group, f64)> =
            Group::ALL.iter().filter_map(|group| Some((*group, self.group(own, *group)?.value?))).collect();
        known.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (Some(whole), [(first, a), (second, b), ..]) = (whole, &known[..]) else {
            return words.say("professions-title-none");
        };
        let second = self.family(*second);
        let mut letters = second.chars();
        let second: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        let share = words.language.share((a + b) / whole, 0);
        let gaps = [("first", self.family(*first)), ("second", second), ("share", share)];
        words.with("professions-title", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    fn drawing(&self, title: &str, caption: Option<&str>, size: Size) -> String {
        let words = self.words;
        let own = self.parts(&self.territories[0]);
        let sum: f64 = own.iter().flatten().sum();
        let share = |place: usize| own.as_ref().and_then(|own| own.get(place)).map(|part| part / sum);
        let any_hidden = self
            .territories
            .iter()
            .filter_map(|territory| self.parts(territory))
            .any(|parts| parts.last().is_some_and(|hidden| *hidden > 0.0));
        let mut key: Vec<String> = Group::ALL
            .iter()
            .enumerate()
            .map(|(place, group)| match share(place).filter(|share| share.is_finite()) {
                Some(share) => format!("{} {}", self.family(*group), words.language.share(share, 0)),
                None => self.family(*group),
            })
            .collect();
        if any_hidden {
            key.push(words.say("professions-hidden"));
        }
        let key: Vec<&str> = key.iter().map(String::as_str).collect();
        let lines: Vec<(String, Option<Vec<f64>>, String, String)> = self
            .territories
            .iter()
            .map(|territory| {
                let note = self.numbers.reading(self.whole, territory, self.month);
                let note = match note.and_then(|reading| reading.value) {
                    // The whole is shown, its parts are not.
                    Some(_) => words.say("state-suppressed"),
                    None => reading::cell(self.whole, note, words),
                };
                (self.name(territory), self.parts(territory), note, self.beside(territory))
            })
            .collect();
        let rows: Vec<Stack> = lines
            .iter()
            .enumerate()
            .map(|(place, (label, parts, note, text))| Stack {
                label,
                parts: parts.as_deref(),
                note,
                text,
                is_whole: place == 0,
            })
            .collect();
        let (desc, empty, text_name) =
            (words.say("professions-desc"), words.say("trajectory-empty"), words.say("professions-beside"));
        let texts = Texts {
            id: "professions",
            title,
            desc: &desc,
            empty: &empty,
            heading: caption.map(|_| title),
            caption,
        };
        stacks(&Stacks { texts, key: &key, text_name: &text_name, stacks: &rows }, size)
    }

    /// The drawing as a file that leaves the page, with source, date and warning.
    pub(crate) fn file(&self) -> String {
        let words = self.words;
        let source = tiles::source_line(self.whole, &self.numbers, self.month, words);
        let warning = if self.numbers.is_simulated { words.say("simulated-caption") } else { String::new() };
        let caption = format!("{}. {source}. {warning}", words.language.month(self.month));
        self.drawing(&self.title(&self.territories[0]), Some(&caption), Size::Wide)
    }

    pub(crate) fn csv(&self) -> Result<String, WebError> {
        let (source, day) = self.numbers.source_of(self.whole, self.month);
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let line = |territory: &Territory, profession: &'static str, found: Option<Reading>| Line {
            territory: territory.to_string(),
            name: self.name(territory),
            month: self.month.to_string(),
            profession,
            value: found.and_then(|reading| reading.value),
            state: reading::state(found).as_str(),
            source: source.to_owned(),
            data_date: day.clone(),
            simulated: self.numbers.is_simulated,
        };
        let lines = self.territories.iter().flat_map(|territory| {
            let whole = line(territory, "all", self.numbers.reading(self.whole, territory, self.month));
            let parts =
                Group::ALL.iter().map(|group| line(territory, group.as_str(), self.group(territory, *group)));
            std::iter::once(whole).chain(parts.collect::<Vec<_>>())
        });
        Ok(files::table(lines)?)
    }
}
