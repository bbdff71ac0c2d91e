//! How a reading is written, whatever the indicator: its value, or the word that says why there is none; how sure it
//! is; and what stands behind it.

use super::super::super::words::Words;
use super::tiles::{state_key, written};
use crate::catalog::{Direction, Indicator, Interval, Unit};
use crate::domain::interval::{poisson, wilson};
use crate::domain::point::{Reading, State};

/// The state of what is not even stored.
pub(crate) fn state(reading: Option<Reading>) -> State {
    reading.map_or(State::NotSupplied, |reading| reading.state)
}

/// The value in its unit; where there is none, the state says why, and it is never zero.
pub(crate) fn cell(indicator: &Indicator, reading: Option<Reading>, words: Words) -> String {
    match reading.and_then(|reading| reading.value) {
        Some(value) => written(indicator, value, words),
        None => words.say(short_state_key(state(reading))),
    }
}

/// Class, icon and word of a state.
pub(crate) fn badge(reading: Option<Reading>, words: Words) -> (&'static str, &'static str, String) {
    let state = state(reading);
    let (class, icon) = match state {
        State::Observed => ("ok", "●"),
        State::Estimated => ("mid", "◐"),
        State::Late => ("mid", "◷"),
        State::NotSupplied => ("none", "○"),
        State::Suppressed => ("none", "▨"),
    };
    let key = if state == State::Suppressed { "state-short-suppressed" } else { state_key(state) };
    (class, icon, words.say(key))
}

/// « masqué » in a cell that has no room for its reason.
fn short_state_key(state: State) -> &'static str {
    match state {
        State::Suppressed => "state-short-suppressed",
        // A value that is carried on or estimated may itself be undefined (nothing to divide by).
        State::Observed | State::Estimated | State::Late => "state-short-undefined",
        State::NotSupplied => "state-not-supplied",
    }
}

/// The 95 % interval around a value, where the definition has one and what it needs is shown.
pub(crate) fn interval(indicator: &Indicator, reading: &Reading) -> Option<(f64, f64)> {
    let (numerator, denominator) = (reading.numerator?, reading.denominator?);
    // What is not shown has no interval either.
    reading.value?;
    match indicator.interval? {
        Interval::Wilson => Some(wilson(numerator, denominator)),
        Interval::Poisson => {
            let (low, high) = poisson(numerator, denominator);
            Some((low * indicator.scale, high * indicator.scale))
        }
    }
}

/// From its lower to its upper bound, in words.
pub(crate) fn range(indicator: &Indicator, reading: Option<Reading>, words: Words) -> Option<String> {
    let (low, high) = interval(indicator, &reading?)?;
    let [low, high] = [low, high].map(|bound| written(indicator, bound, words));
    Some(words.with("range", &[("low", &low), ("high", &high)]))
}

/// A numerator or denominator: whole where it is whole, or large.
pub(crate) fn plain_number(value: Option<f64>, words: Words) -> Option<String> {
    let value = value?;
    Some(words.language.number(value, usize::from(value.fract().abs() > 1e-9 && value.abs() < 1000.0)))
}

/// Which way is better: icon and word.
pub(crate) fn direction(indicator: &Indicator, words: Words) -> (&'static str, String) {
    let (icon, key) = match indicator.good {
        Direction::Up => ("↗", "good-up"),
        Direction::Down => ("↘", "good-down"),
        Direction::None => ("–", "good-none"),
    };
    (icon, words.say(key))
}

/// The same in a file.
pub(crate) fn good_code(indicator: &Indicator) -> &'static str {
    match indicator.good {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::None => "none",
    }
}

/// The share of structures for which all that the value needs is known.
pub(crate) fn coverage(reading: Option<Reading>, words: Words) -> Option<String> {
    Some(words.language.share(reading?.coverage?, 0))
}

/// Where a value stands on an axis: shares are drawn in percent, so that an axis may end at a whole number.
pub(crate) fn on_axis(indicator: &Indicator, value: f64) -> f64 {
    if indicator.unit == Unit::Share { value * 100.0 } else { value }
}

/// A place on the axis, written as its value is.
pub(crate) fn from_axis(indicator: &Indicator, place: f64, words: Words) -> String {
    written(indicator, if indicator.unit == Unit::Share { place / 100.0 } else { place }, words)
}
