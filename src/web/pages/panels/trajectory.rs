//! A count over time: ours, the published figures, the required path where there is one; as a chart and a table.

use chrono::{Datelike, NaiveDate};

use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::tiles::state_key;
use crate::charts::line::{self, Observed};
use crate::charts::{Size, Texts};
use crate::domain::measure::{Period, PublishedFigure};
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;

/// The end of the required path.
#[derive(Clone, Copy)]
pub(crate) struct Goal {
    pub(crate) value: f64,
    pub(crate) year: i32,
}

pub(crate) struct Trajectory {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) narrow: String,
    pub(crate) source: String,
    /// Whether the table has a column for the required path.
    pub(crate) has_goal: bool,
    pub(crate) years: Vec<Year>,
    pub(crate) published: Vec<Published>,
}

/// One line of the table: the end of a year.
pub(crate) struct Year {
    pub(crate) label: String,
    pub(crate) count: String,
    pub(crate) state: String,
    pub(crate) required: String,
}

pub(crate) struct Published {
    pub(crate) date: String,
    pub(crate) value: String,
    pub(crate) nature: String,
    pub(crate) source: String,
}

/// The series, from the year asked for to the month shown.
pub(crate) struct Lines {
    pub(crate) observed: Vec<(Month, f64, State)>,
    pub(crate) published: Vec<(NaiveDate, PublishedFigure)>,
    pub(crate) required: Vec<(NaiveDate, f64)>,
    goal: Option<Goal>,
    month: Month,
}

impl Lines {
    /// Without a path: only the country has a goal.
    pub(crate) fn find(
        territory: &Territory,
        since: Option<i32>,
        parts: &Parts,
        numbers: &Numbers,
        month: Month,
    ) -> Self {
        let start =
            since.and_then(|year| Month::new(year - 1, 12)).unwrap_or(numbers.first).max(numbers.first);
        let observed = Month::range(start, month).filter_map(|month| {
            let reading = numbers.reading(parts.open, territory, month)?;
            Some((month, reading.value?, reading.state))
        });
        let of_territory = numbers.figures.iter().filter(|figure| figure.territory == *territory);
        let mut published: Vec<_> = of_territory
            .filter_map(|figure| Some((figure.period.end()?, figure.clone())))
            .filter(|(day, _)| (start.first_day()..=month.last_day()).contains(day))
            .collect();
        published.sort_by_key(|(day, _)| *day);
        Self { observed: observed.collect(), published, required: Vec::new(), goal: None, month }
    }

    /// The same with the path that leads to the goal.
    pub(crate) fn towards(self, goal: Goal, path: Vec<(NaiveDate, f64)>) -> Self {
        Self { required: path, goal: Some(goal), ..self }
    }
}

/// What the card says of its lines.
pub(crate) struct Said {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) source: String,
}

/// `required` tells where the path stands at the end of a month.
pub(crate) fn trajectory(
    lines: &Lines,
    said: Said,
    required: impl Fn(Month) -> Option<f64>,
    words: Words,
) -> Trajectory {
    let draw = |size| chart(lines, words, &Caption { title: &said.title, shown: None }, size);
    Trajectory {
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        source: said.source,
        has_goal: lines.goal.is_some(),
        years: years(lines, required, words),
        published: lines.published.iter().rev().map(|(_, figure)| quoted(figure, words)).collect(),
        title: said.title,
        subtitle: said.subtitle,
    }
}

/// The words of a chart that leaves the page.
pub(crate) struct Caption<'a> {
    pub(crate) title: &'a str,
    pub(crate) shown: Option<&'a str>,
}

pub(crate) fn chart(lines: &Lines, words: Words, caption: &Caption, size: Size) -> String {
    let observed: Vec<Observed> = lines
        .observed
        .iter()
        .map(|(month, value, state)| Observed {
            date: month.last_day(),
            value: *value,
            estimated: *state != State::Observed,
            is_after_gap: false,
        })
        .collect();
    let published: Vec<(NaiveDate, f64)> = lines.published.iter().map(|(day, f)| (*day, f.value)).collect();
    let language = words.language;
    let year = lines.goal.map(|goal| goal.year.to_string()).unwrap_or_default();
    let goal = lines.goal.map(|goal| language.count(goal.value)).unwrap_or_default();
    let value = lines.observed.last().map(|(_, value, _)| language.count(*value)).unwrap_or_default();
    let first = lines.observed.first().map(|(month, ..)| language.month(*month)).unwrap_or_default();
    let month = language.month(lines.month);
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
    let desc = match lines.goal {
        Some(_) => words.with("trajectory-desc", &gaps),
        None => words.with("trajectory-desc-plain", &gaps[..3]),
    };
    let empty = words.say("trajectory-empty");
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
            ranges: &[],
            ranges_name: "",
            number: &|value| language.count(value),
        },
        size,
    )
}

fn years(lines: &Lines, required: impl Fn(Month) -> Option<f64>, words: Words) -> Vec<Year> {
    let language = words.language;
    let last = lines.observed.last().map(|(month, ..)| *month);
    let mut years: Vec<Year> = lines
        .observed
        .iter()
        .filter(|(month, ..)| month.number() == 12 || Some(*month) == last)
        .map(|(month, value, state)| Year {
            label: if month.number() == 12 { month.year().to_string() } else { language.month(*month) },
            count: language.count(*value),
            state: words.say(state_key(*state)),
            required: required(*month).map_or_else(|| "–".to_owned(), |value| language.count(value)),
        })
        .collect();
    years.reverse();
    years
}

pub(crate) fn quoted(figure: &PublishedFigure, words: Words) -> Published {
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
