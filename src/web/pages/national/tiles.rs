//! The tiles: the hero set against the path to the goal, and four figures.

use chrono::{Datelike, NaiveDate};

use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::query::View;
use crate::catalog::{Catalog, Direction, Indicator, Unit};
use crate::charts::spark::{Spark, spark};
use crate::domain::geography::VINTAGE;
use crate::domain::month::Month;
use crate::domain::point::{Reading, State};
use crate::domain::territory::Territory;

/// Where the count stands on the way to the goal.
pub(super) struct Progress {
    pub(super) value: f64,
    pub(super) goal: f64,
    pub(super) goal_day: NaiveDate,
    /// Where the path stands on the last day of the month; nothing outside the path.
    pub(super) expected: Option<f64>,
    /// Needed from now on, in structures a month.
    pub(super) pace_needed: Option<f64>,
    /// Net change over twelve months, in structures a month.
    pub(super) pace: Option<f64>,
}

impl Progress {
    pub(super) fn find(catalog: &Catalog, parts: &Parts, numbers: &Numbers, month: Month) -> Option<Self> {
        let end = catalog.parameters.named(parts.path).next_back()?;
        let value = numbers.value(parts.open, &Territory::France, month)?;
        let expected = catalog.parameters.on(parts.path, month.last_day());
        let months_left = f64::from(Month::of(end.on) - month);
        let missing = (end.value - value).max(0.0);
        Some(Self {
            value,
            goal: end.value,
            goal_day: end.on,
            expected,
            // Before the path begins nobody had set the goal.
            pace_needed: expected.filter(|_| months_left > 0.0).map(|_| missing / months_left),
            pace: numbers.change(parts.open, &Territory::France, month).map(|change| change / 12.0),
        })
    }

    pub(super) fn share(&self) -> f64 {
        self.value / self.goal
    }

    pub(super) fn year(&self) -> i32 {
        self.goal_day.year()
    }

    /// Where the pace of the last twelve months would lead on the day of the goal, once there is a goal.
    pub(super) fn projected(&self, month: Month) -> Option<f64> {
        self.expected?;
        Some(self.value + self.pace? * f64::from(Month::of(self.goal_day) - month))
    }
}

pub(super) struct Hero {
    pub(super) name: String,
    pub(super) popover: Popover,
    pub(super) value: String,
    pub(super) goal: String,
    pub(super) label: String,
    /// Widths out of 400.
    pub(super) done: String,
    pub(super) expected_at: Option<String>,
    pub(super) share: String,
    pub(super) expected: Option<String>,
    pub(super) badge: Option<Badge>,
    pub(super) pace: Option<String>,
    pub(super) pace_now: Option<String>,
    pub(super) source: String,
}

/// Icon, word and colour: never the colour alone.
pub(super) struct Badge {
    pub(super) class: &'static str,
    pub(super) icon: &'static str,
    pub(super) word: String,
}

pub(super) struct Popover {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) definition: String,
    pub(super) anchor: String,
}

pub(super) struct Tile {
    /// The last word stays beside the button of the definition.
    pub(super) name: (String, String),
    pub(super) popover: Popover,
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) change: Option<(&'static str, String)>,
    pub(super) spark: Spark,
    pub(super) source: String,
}

/// Within this share of the path, the count is said to be on it.
const ON_PATH: f64 = 0.03;

pub(super) fn hero(
    parts: &Parts,
    progress: &Progress,
    source: String,
    is_latest: bool,
    words: Words,
) -> Hero {
    let language = words.language;
    let expected_key = if is_latest { "hero-expected" } else { "hero-expected-then" };
    let year = progress.year().to_string();
    let goal = language.count(progress.goal);
    let share = language.share(progress.share(), 0);
    let width = |share: f64| format!("{:.1}", 400.0 * share.clamp(0.0, 1.0));
    let expected_share = progress.expected.map(|expected| expected / progress.goal);
    let label = expected_share.map(|expected| {
        words.with("hero-progress", &[("share", &share), ("expected", &language.share(expected, 0))])
    });
    Hero {
        name: words.language.typeset(&parts.open.text(language).name),
        popover: popover(parts.open, words),
        value: language.count(progress.value),
        goal: words.with("hero-goal", &[("goal", &goal), ("year", &year)]),
        label: label.unwrap_or_else(|| words.with("hero-share", &[("share", &share)])),
        done: width(progress.share()),
        expected_at: expected_share.map(width),
        share: words.with("hero-share", &[("share", &share)]),
        expected: progress
            .expected
            .map(|expected| words.with(expected_key, &[("count", &language.count(expected))])),
        badge: progress.expected.map(|expected| badge(progress.value / expected, words)),
        pace: progress
            .pace_needed
            .map(|pace| words.with("hero-pace", &[("count", &language.count(pace)), ("year", &year)])),
        pace_now: progress.pace.map(|pace| words.with("hero-pace-now", &[("count", &language.count(pace))])),
        source,
    }
}

fn badge(of_path: f64, words: Words) -> Badge {
    let (class, icon, word) = if of_path >= 1.0 {
        ("ok", "▲", "badge-ahead")
    } else if of_path >= 1.0 - ON_PATH {
        ("mid", "●", "badge-on-path")
    } else {
        ("ko", "▼", "badge-behind")
    };
    Badge { class, icon, word: words.say(word) }
}

pub(super) fn tile(indicator: &Indicator, numbers: &Numbers, view: View, words: Words) -> Tile {
    let language = words.language;
    let reading = numbers.reading(indicator, &Territory::France, view.month);
    let value = reading.and_then(|reading| reading.value);
    let name = language.typeset(&indicator.text(language).name);
    let (start, last) = name.rsplit_once(' ').unwrap_or(("", &name));
    let change = numbers.change(indicator, &Territory::France, view.month);
    let day = numbers.edition(view.month).map(|day| language.day(day)).unwrap_or_default();
    let key = if indicator.unit == Unit::Per100k { "source-population" } else { "source-line" };
    let gaps = [("source", "FINESS"), ("day", &day), ("vintage", &VINTAGE.to_string())];
    let source = with_state(words.with(key, &gaps), reading, words);
    Tile {
        name: (start.to_owned(), last.to_owned()),
        popover: popover(indicator, words),
        value: value.map_or_else(|| words.say("no-value"), |value| written(indicator, value, words)),
        unit: match indicator.unit {
            Unit::Structures => words.say("unit-structures"),
            Unit::Months => words.say("unit-months"),
            // The name of the indicator says the rest.
            Unit::Share | Unit::Per100k => String::new(),
        },
        change: change.map(|change| (tendency(indicator, change), written_change(indicator, change, words))),
        spark: spark(&numbers.yearly(indicator, &Territory::France, 2015, view.month)),
        source,
    }
}

/// A figure that was not simply observed says so beside its source.
pub(super) fn with_state(source: String, reading: Option<Reading>, words: Words) -> String {
    match reading.map(|reading| reading.state) {
        None | Some(State::Observed) => source,
        Some(state) => format!("{source} ({})", words.say(state_key(state))),
    }
}

pub(super) fn state_key(state: State) -> &'static str {
    match state {
        State::Observed => "state-observed",
        State::Estimated => "state-estimated",
        State::Late => "state-late",
        State::NotSupplied => "state-not-supplied",
    }
}

fn popover(indicator: &Indicator, words: Words) -> Popover {
    let text = indicator.text(words.language);
    let title = words.language.typeset(&text.name);
    Popover {
        id: format!("def-{}", indicator.id),
        label: words.with("definition-of", &[("name", &title)]),
        definition: words.language.typeset(&text.definition),
        anchor: format!("{}#{}", super::super::address(words.language, "/method"), indicator.id),
        title,
    }
}

/// A value in its unit.
pub(super) fn written(indicator: &Indicator, value: f64, words: Words) -> String {
    match indicator.unit {
        Unit::Share => words.language.share(value, indicator.decimals),
        Unit::Structures | Unit::Per100k | Unit::Months => words.language.number(value, indicator.decimals),
    }
}

fn written_change(indicator: &Indicator, change: f64, words: Words) -> String {
    match indicator.unit {
        Unit::Share => {
            let points = words.language.change(change * 100.0, 1);
            if points == "=" { points } else { words.with("change-points", &[("change", &points)]) }
        }
        Unit::Structures | Unit::Per100k | Unit::Months => words.language.change(change, indicator.decimals),
    }
}

/// Good, bad or neither: the class of a change.
pub(super) fn tendency(indicator: &Indicator, change: f64) -> &'static str {
    let is_nothing =
        change.abs() < 0.5 * 10f64.powi(-(indicator.decimals as i32)) && indicator.unit != Unit::Share;
    match indicator.good {
        _ if is_nothing || change == 0.0 => "flat",
        Direction::None => "flat",
        Direction::Up if change > 0.0 => "up",
        Direction::Down if change < 0.0 => "up",
        Direction::Up | Direction::Down => "down",
    }
}
