//! The departments: a map in classes, their ranking, and the table behind both.

mod lines;
mod measure;
mod ranking;
mod title;

use super::super::super::words::Words;
use super::super::panels::map::{Around, Step, bounds, counted, inline};
use super::super::panels::numbers::{Numbers, Parts};
use super::super::panels::tiles::{Popover, popover};
use super::super::{address, panels, with_query};
use super::query::View;
use crate::charts::map::{Area, Shade};
use crate::domain::geography::VINTAGE;
use lines::Lines;
pub(super) use measure::Measure;
use ranking::{Ranking, Row, ranking, rows};

pub(super) struct Card {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) popover: Popover,
    pub(super) choices: Vec<Choice>,
    pub(super) drawing: String,
    pub(super) legend_name: String,
    pub(super) legend: Vec<Step>,
    pub(super) nation: String,
    pub(super) source: String,
    pub(super) caption: String,
    /// All departments, the first of the ranking first.
    pub(super) rows: Vec<Row>,
    pub(super) ranking: Ranking,
}

pub(super) struct Choice {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) is_chosen: bool,
}

pub(super) fn card(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Card {
    let lines = Lines::find(parts, numbers, view, words);
    let title = title::finding(&lines, words);
    let [name, caption] = [lines.name(words), words.with("map-caption", &[("month", &lines.month(words))])];
    let day = numbers.edition(view.month).map(|day| words.language.day(day)).unwrap_or_default();
    let gaps = [("day", day.as_str()), ("vintage", &VINTAGE.to_string())];
    let source = if view.map == Measure::Density { "map-source-population" } else { "map-source" };
    let desc = description(&lines, words);
    Card {
        subtitle: words.with("map-subtitle", &[("measure", &name), ("month", &lines.month(words))]),
        popover: popover(view.map.indicator(parts), words),
        choices: Measure::ALL.into_iter().map(|measure| choice(measure, view, words)).collect(),
        drawing: drawing(&lines, &title, &desc, words),
        legend: legend(&lines, words),
        legend_name: name,
        nation: nation(&lines, words),
        source: format!("{} {}", words.with(source, &gaps), words.say("map-credit")),
        caption,
        rows: rows(&lines, words),
        ranking: ranking(&lines, words),
        title,
    }
}

fn choice(measure: Measure, view: View, words: Words) -> Choice {
    let query = View { map: measure, ..view }.query();
    Choice {
        name: words.find(&format!("map-choice-{}", measure.code())).unwrap_or_default(),
        address: format!("{}#map", with_query(&address(words.language, ""), &query)),
        is_chosen: measure == view.map,
    }
}

fn description(lines: &Lines, words: Words) -> String {
    let gaps =
        [("measure", lines.name(words)), ("month", lines.month(words)), ("nation", nation(lines, words))];
    words.with("map-desc", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn nation(lines: &Lines, words: Words) -> String {
    let value = lines.write(lines.nation, words);
    words.with("national-mean", &[("mean", &value)])
}

fn drawing(lines: &Lines, title: &str, desc: &str, words: Words) -> String {
    let labels = lines.labels(words);
    let areas: Vec<Area> = lines.areas(&labels).collect();
    inline(title, desc, &areas, words)
}

/// The map as a file, with source, date and warning.
pub(super) fn file(parts: &Parts, numbers: &Numbers, view: View, words: Words, caption: &str) -> String {
    let lines = Lines::find(parts, numbers, view, words);
    let (title, desc, name) = (title::finding(&lines, words), description(&lines, words), lines.name(words));
    let heading = words.with("map-file-heading", &[("title", &title), ("month", &lines.month(words))]);
    let caption = format!("{caption} {}", words.say("map-credit"));
    let labels = lines.labels(words);
    let areas: Vec<Area> = lines.areas(&labels).map(|area| Area { page: None, ..area }).collect();
    let nation = nation(&lines, words);
    let around = Around {
        title: &title,
        desc: &desc,
        heading: &heading,
        caption: &caption,
        name: &name,
        nation: &nation,
    };
    panels::map::file(&around, &areas, &legend(&lines, words), words)
}

/// A line for each class, then the one of what is not known.
fn legend(lines: &Lines, words: Words) -> Vec<Step> {
    let shades = || lines.all.iter().map(|line| lines.shade(line));
    let step = |shade, text| Step { shade, text, count: counted(shade, shades(), words) };
    let known = lines.all.iter().any(|line| line.value.is_some());
    let classes = if known { lines.classes.number() } else { 0 };
    (0..classes)
        .map(|class| step(lines.shade_of(class), of_class(class, lines, words)))
        .chain([step(Shade::Unknown, words.say("no-value"))])
        .collect()
}

/// What a class holds, in words; a change is parted at zero first.
fn of_class(class: usize, lines: &Lines, words: Words) -> String {
    match (lines.measure, class) {
        (Measure::Change, 0) => words.say("map-class-loss"),
        (Measure::Change, 1) => words.say("map-class-same"),
        _ => {
            let write = |value| lines.write(Some(value), words);
            bounds(&lines.classes, class, lines.decimals as i32, write, words)
        }
    }
}
