//! The way to the goal: our count, the published figures, the required path; as a chart, a table and a file.

use chrono::{Datelike, NaiveDate};

use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::query::View;
use super::tiles::{Progress, state_key};
use crate::catalog::Catalog;
use crate::charts::line::{self, Observed};
use crate::charts::{Size, Texts};
use crate::domain::measure::{Period, PublishedFigure};
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;

pub(super) struct Trajectory {
    pub(super) title: String,
    pub(super) wide: String,
    pub(super) narrow: String,
    pub(super) source: String,
    pub(super) years: Vec<Year>,
    pub(super) published: Vec<Published>,
}

/// One line of the table: the end of a year.
pub(super) struct Year {
    pub(super) label: String,
    pub(super) count: String,
    pub(super) state: String,
    pub(super) required: String,
}

pub(in super::super) struct Published {
    pub(in super::super) date: String,
    pub(in super::super) value: String,
    pub(in super::super) nature: String,
    pub(in super::super) source: String,
}

/// The three series, from the year asked for.
pub(super) struct Lines {
    pub(super) observed: Vec<(Month, f64, State)>,
    pub(super) published: Vec<(NaiveDate, PublishedFigure)>,
    pub(super) required: Vec<(NaiveDate, f64)>,
}

impl Lines {
    pub(super) fn find(catalog: &Catalog, parts: &Parts, numbers: &Numbers, view: View) -> Self {
        let start =
            view.since.and_then(|year| Month::new(year - 1, 12)).unwrap_or(numbers.first).max(numbers.first);
        let observed = Month::range(start, view.month).filter_map(|month| {
            let reading = numbers.reading(parts.open, &Territory::France, month)?;
            Some((month, reading.value?, reading.state))
        });
        let of_france = numbers.figures.iter().filter(|figure| figure.territory == Territory::France);
        let mut published: Vec<_> = of_france
            .filter_map(|figure| Some((figure.period.end()?, figure.clone())))
            .filter(|(day, _)| (start.first_day()..=view.month.last_day()).contains(day))
            .collect();
        published.sort_by_key(|(day, _)| *day);
        let required = catalog.parameters.named(parts.path).map(|point| (point.on, point.value)).collect();
        Self { observed: observed.collect(), published, required }
    }
}

pub(super) fn trajectory(
    catalog: &Catalog,
    parts: &Parts,
    numbers: &Numbers,
    progress: &Progress,
    view: View,
    words: Words,
) -> Trajectory {
    let lines = Lines::find(catalog, parts, numbers, view);
    let title = finding(&lines, progress, view, words);
    let day = numbers.edition(view.month).map(|day| words.language.day(day)).unwrap_or_default();
    let draw = |size| chart(&lines, progress, view, words, &Caption { title: &title, shown: None }, size);
    Trajectory {
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        source: words.with("trajectory-source", &[("day", &day)]),
        years: years(catalog, parts, &lines, words),
        published: lines.published.iter().rev().map(|(_, figure)| quoted(figure, words)).collect(),
        title,
    }
}

/// The title of the card, computed from the figures.
pub(super) fn finding(lines: &Lines, progress: &Progress, view: View, words: Words) -> String {
    let year = progress.year().to_string();
    match progress.projected(view.month).map(|projected| progress.goal - projected) {
        Some(gap) if gap >= 1.0 && view.month.last_day() < progress.goal_day => {
            words.with("trajectory-behind", &[("gap", &words.language.count(gap)), ("year", &year)])
        }
        Some(_) if view.month.last_day() < progress.goal_day => {
            words.with("trajectory-reached", &[("year", &year)])
        }
        _ => {
            let first =
                lines.observed.first().map(|(month, ..)| month.year().to_string()).unwrap_or_default();
            words.with("trajectory-unknown", &[("year", &first)])
        }
    }
}

/// The words of a chart that leaves the page.
pub(super) struct Caption<'a> {
    pub(super) title: &'a str,
    pub(super) shown: Option<&'a str>,
}

pub(super) fn chart(
    lines: &Lines,
    progress: &Progress,
    view: View,
    words: Words,
    caption: &Caption,
    size: Size,
) -> String {
    let observed: Vec<Observed> = lines
        .observed
        .iter()
        .map(|(month, value, state)| Observed {
            date: month.last_day(),
            value: *value,
            estimated: *state != State::Observed,
        })
        .collect();
    let published: Vec<(NaiveDate, f64)> = lines.published.iter().map(|(day, f)| (*day, f.value)).collect();
    let language = words.language;
    let (year, goal) = (progress.year().to_string(), language.count(progress.goal));
    let value = language.count(progress.value);
    let first = lines.observed.first().map(|(month, ..)| language.month(*month)).unwrap_or_default();
    let month = language.month(view.month);
    let gaps = [
        ("first", first.as_str()),
        ("last", month.as_str()),
        ("value", value.as_str()),
        ("goal", goal.as_str()),
        ("year", year.as_str()),
    ];
    let last_published = lines.published.last();
    let period = last_published.map(|(_, figure)| period(figure.period, language)).unwrap_or_default();
    let quoted = last_published.map(|(_, figure)| language.count(figure.value)).unwrap_or_default();
    let (desc, empty) = (words.with("trajectory-desc", &gaps), words.say("trajectory-empty"));
    let [observed_name, estimated_name, published_name, required_name] =
        ["trajectory-observed", "trajectory-estimated", "trajectory-published", "trajectory-required"]
            .map(|key| words.say(key));
    let (open, published_detail, goal_end, goal_detail) = (
        words.with("trajectory-open", &[("month", &month)]),
        words.with("trajectory-published-detail", &[("period", &period)]),
        words.with("trajectory-goal", &[("goal", &goal)]),
        words.with("trajectory-goal-detail", &[("year", &year)]),
    );
    line::trajectory(
        &line::Trajectory {
            texts: Texts {
                id: "trajectory",
                title: caption.title,
                desc: &desc,
                empty: &empty,
                heading: caption.shown.map(|_| caption.title),
                caption: caption.shown,
            },
            observed: &observed,
            published: &published,
            required: &lines.required,
            observed_words: line::Words { name: &observed_name, end: &value, detail: &open },
            estimated_name: &estimated_name,
            published_words: line::Words { name: &published_name, end: &quoted, detail: &published_detail },
            required_words: line::Words { name: &required_name, end: &goal_end, detail: &goal_detail },
            number: match language {
                Language::French => |value| Language::French.count(value),
                Language::English => |value| Language::English.count(value),
            },
        },
        size,
    )
}

fn years(catalog: &Catalog, parts: &Parts, lines: &Lines, words: Words) -> Vec<Year> {
    let language = words.language;
    let last = lines.observed.last().map(|(month, ..)| *month);
    let mut years: Vec<Year> = lines
        .observed
        .iter()
        .filter(|(month, ..)| month.number() == 12 || Some(*month) == last)
        .map(|(month, value, state)| {
            let required = catalog.parameters.on(parts.path, month.last_day());
            Year {
                label: if month.number() == 12 { month.year().to_string() } else { language.month(*month) },
                count: language.count(*value),
                state: words.say(state_key(*state)),
                required: required.map_or_else(|| "–".to_owned(), |value| language.count(value)),
            }
        })
        .collect();
    years.reverse();
    years
}

pub(in super::super) fn quoted(figure: &PublishedFigure, words: Words) -> Published {
    let nature = words.find(&format!("nature-{}", figure.nature));
    Published {
        date: period(figure.period, words.language),
        value: in_its_unit(figure, words),
        nature: nature.unwrap_or_else(|| figure.nature.clone()),
        source: words.language.typeset(&figure.citation),
    }
}

/// Shares and money say so; what else is counted, the name of the figure says.
fn in_its_unit(figure: &PublishedFigure, words: Words) -> String {
    let (value, language) = (figure.value, words.language);
    match figure.unit.as_str() {
        "ratio" => language.share(value, decimals(value * 100.0)),
        "%" => language.share(value / 100.0, decimals(value)),
        "euros" => words.with("amount-euros", &[("amount", &language.number(value, decimals(value)))]),
        _ => language.number(value, decimals(value)),
    }
}

/// As many digits as the publication gave, up to three.
fn decimals(value: f64) -> usize {
    (0..3).find(|digits| ((value * 10f64.powi(*digits)).fract()).abs() < 1e-9).unwrap_or(3) as usize
}

fn period(period: Period, language: Language) -> String {
    match period {
        Period::Undated => "–".to_owned(),
        Period::Year(year) => year.to_string(),
        Period::Month(month) => language.month(month),
        Period::Day(day) if day.month() == 12 && day.day() == 31 => match language {
            Language::French => format!("fin {}", day.year()),
            Language::English => format!("end {}", day.year()),
        },
        Period::Day(day) => language.day(day),
    }
}
