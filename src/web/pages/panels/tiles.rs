//! The tiles: one figure each, with its change, its line over the years and its source.

use super::super::super::words::Words;
use super::super::address;
use super::numbers::Numbers;
use crate::catalog::{Direction, Indicator, Unit};
use crate::charts::spark::{Spark, spark};
use crate::domain::geography::VINTAGE;
use crate::domain::month::Month;
use crate::domain::point::{Reading, State};
use crate::domain::territory::Territory;

pub(crate) struct Popover {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) definition: String,
    pub(crate) anchor: String,
}

pub(crate) struct Tile {
    /// The last word stays beside the button of the definition.
    pub(crate) name: (String, String),
    pub(crate) popover: Popover,
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) change: Option<(&'static str, String)>,
    /// The same figure of the territories around, to compare with.
    pub(crate) beside: Vec<(String, String)>,
    pub(crate) spark: Spark,
    pub(crate) source: String,
}

pub(crate) fn tile(
    indicator: &Indicator,
    territory: &Territory,
    around: &[Territory],
    numbers: &Numbers,
    month: Month,
    words: Words,
) -> Tile {
    let language = words.language;
    let reading = numbers.reading(indicator, territory, month);
    let value = reading.and_then(|reading| reading.value);
    let name = language.typeset(&indicator.text(language).name);
    let (start, last) = name.rsplit_once(' ').unwrap_or(("", &name));
    let change = numbers.change(indicator, territory, month);
    let source = with_state(source_line(indicator, numbers, month, words), reading, words);
    let write = |value: Option<f64>| {
        value.map_or_else(|| words.say("no-value"), |value| written(indicator, value, words))
    };
    Tile {
        name: (start.to_owned(), last.to_owned()),
        popover: popover(indicator, words),
        value: write(value),
        unit: unit(indicator, value, words),
        change: change.map(|change| (tendency(indicator, change), written_change(indicator, change, words))),
        beside: around
            .iter()
            .map(|other| (words.territory(other), write(numbers.value(indicator, other, month))))
            .collect(),
        spark: spark(&numbers.yearly(indicator, territory, 2015, month)),
        source,
    }
}

/// The word beside a value; none where the value or the indicator's name says it.
pub(crate) fn unit(indicator: &Indicator, value: Option<f64>, words: Words) -> String {
    let said = value.zip(indicator.unit.label());
    said.map_or_else(String::new, |(value, label)| words.counted(label, value, &[]))
}

/// Where a figure comes from, and of when.
pub(crate) fn source_line(indicator: &Indicator, numbers: &Numbers, month: Month, words: Words) -> String {
    let (source, day) = numbers.source_of(indicator, month);
    let (name, vintage) = (words.say(&format!("source-{source}")), VINTAGE.to_string());
    // A register tells of months before it was first read.
    let read = numbers.first_edition_of(source).filter(|_| day.is_none());
    let Some(day) = day.or(read).map(|day| words.language.day(day)) else { return name };
    let key = match indicator.unit {
        _ if read.is_some() => "source-line-read",
        Unit::Per100k => "source-population",
        _ => "source-line",
    };
    words.with(key, &[("source", &name), ("day", &day), ("vintage", &vintage)])
}

/// A figure that was not simply observed says so beside its source.
pub(crate) fn with_state(source: String, reading: Option<Reading>, words: Words) -> String {
    match reading.map(|reading| reading.state) {
        None | Some(State::Observed) => source,
        Some(state) => format!("{source} ({})", words.say(state_key(state))),
    }
}

pub(crate) fn state_key(state: State) -> &'static str {
    match state {
        State::Observed => "state-observed",
        State::Estimated => "state-estimated",
        State::Late => "state-late",
        State::NotSupplied => "state-not-supplied",
        State::Suppressed => "state-suppressed",
    }
}

pub(crate) fn popover(indicator: &Indicator, words: Words) -> Popover {
    let text = indicator.text(words.language);
    let title = words.language.typeset(&text.name);
    Popover {
        id: format!("def-{}", indicator.id),
        label: words.with("definition-of", &[("name", &title)]),
        definition: words.language.typeset(&text.definition),
        anchor: address(words.language, &format!("/indicateurs/{}", indicator.id)),
        title,
    }
}

/// A value in its unit.
pub(crate) fn written(indicator: &Indicator, value: f64, words: Words) -> String {
    match indicator.unit {
        Unit::Share => words.language.share(value, indicator.decimals),
        _ => words.language.number(value, indicator.decimals),
    }
}

/// A change over twelve months, in the unit of the value.
pub(crate) fn written_change(indicator: &Indicator, change: f64, words: Words) -> String {
    match indicator.unit {
        Unit::Share => written_points(change, words),
        _ => words.language.change(change, indicator.decimals),
    }
}

/// Percentage points, plural as they are shown.
fn written_points(change: f64, words: Words) -> String {
    let points = words.language.change(change * 100.0, 1);
    let shown = (change * 1000.0).round().abs() / 10.0;
    if points == "=" { points } else { words.counted("change-points", shown, &[("change", &points)]) }
}

/// Good, bad or neither: the class of a change.
pub(crate) fn tendency(indicator: &Indicator, change: f64) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::writing::Language;

    #[test]
    fn points_are_many_from_two_on() {
        let words = Words::new(Language::French);
        for (change, written) in [(0.0, "="), (0.0149, "+1,5\u{a0}pt"), (-0.0197, "\u{2212}2,0\u{a0}pts")] {
            assert_eq!(written_points(change, words), written);
        }
    }
}
