//! The count set against the path to the goal.

use chrono::{Datelike, NaiveDate};

use super::super::super::words::Words;
use super::super::panels::numbers::{Numbers, Parts, regions};
use super::super::panels::tiles::{Popover, popover, source_line, with_state};
use super::super::panels::trajectory::Goal;
use crate::catalog::{Catalog, Indicator};
use crate::domain::month::Month;
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
    /// Of one count: the headline, or another that is drawn on the way to the same goal.
    pub(super) fn find(
        catalog: &Catalog,
        parts: &Parts,
        counted: &Indicator,
        numbers: &Numbers,
        month: Month,
    ) -> Option<Self> {
        let end = catalog.parameters.named(parts.path).next_back()?;
        let value = numbers.value(counted, &Territory::France, month)?;
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
            pace: numbers.change(counted, &Territory::France, month).map(|change| change / 12.0),
        })
    }

    pub(super) fn share(&self) -> f64 {
        self.value / self.goal
    }

    pub(super) fn year(&self) -> i32 {
        self.goal_day.year()
    }

    /// What a drawing of the way to the goal says of it.
    pub(super) fn goal(&self) -> Goal {
        Goal { value: self.goal, year: self.year() }
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
        name: words.language.typeset(&parts.headline.text(language).name),
        popover: popover(parts.headline, words),
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

/// Where the headline comes from: FINESS alone, or so many regions by the register of their ARS.
pub(super) fn source(parts: &Parts, numbers: &Numbers, month: Month, words: Words) -> String {
    let reading = numbers.reading(parts.headline, &Territory::France, month);
    let line = |indicator| with_state(source_line(indicator, numbers, month, words), reading, words);
    let kept = regions().filter(|region| numbers.value(parts.registered, region, month).is_some()).count();
    let finess = numbers.value(parts.open, &Territory::France, month).filter(|_| kept > 0);
    let Some(finess) = finess.map(|finess| words.language.count(finess)) else { return line(parts.open) };
    let beside = source_line(parts.open, numbers, month, words);
    let all = words.language.count(regions().count() as f64);
    let gaps = [("line", &*line(parts.headline)), ("beside", &beside), ("finess", &finess), ("all", &all)];
    words.counted("hero-register", kept as f64, &gaps)
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
