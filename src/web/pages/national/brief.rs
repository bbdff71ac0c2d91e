//! What to remember of the month: sentences computed from the figures, none written beforehand.

use super::super::super::words::Words;
use super::super::panels::numbers::{Numbers, Parts};
use super::super::panels::table::extremes;
use super::super::panels::tiles::written;
use super::hero::Progress;
use super::query::View;
use super::regions::lines;
use crate::domain::territory::Territory;

pub(super) struct Fact {
    pub(super) lead: String,
    pub(super) text: String,
}

pub(super) fn facts(
    parts: &Parts,
    numbers: &Numbers,
    progress: &Progress,
    view: View,
    words: Words,
) -> Vec<Fact> {
    [
        pace(progress, words),
        gap(parts, numbers, view, words),
        moves(parts, numbers, view, words),
        sisa(parts, numbers, view, words),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn pace(progress: &Progress, words: Words) -> Option<Fact> {
    let (now, needed) = (progress.pace?, progress.pace_needed?);
    let lead = if now < needed { "brief-pace-slower" } else { "brief-pace-faster" };
    let [now, needed] = [now, needed].map(|pace| words.language.count(pace));
    Some(Fact {
        lead: words.say(lead),
        text: words.with("brief-pace", &[("now", &now), ("needed", &needed)]),
    })
}

fn gap(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Option<Fact> {
    let lines = lines(parts, numbers, view, words);
    // A gap between figures that read alike, or that read as nothing, is none.
    let (top, bottom) =
        extremes(&lines).filter(|(top, bottom)| bottom.1 >= 0.1 && top.1 / bottom.1 >= 1.5)?;
    let ratio = words.language.count((top.1 / bottom.1).round());
    let [most, least] = [top.1, bottom.1].map(|density| written(parts.density, density, words));
    let [top_in, bottom_in] =
        [words.place(top.0.territory.as_ref()?, "in")?, words.place(bottom.0.territory.as_ref()?, "in")?];
    let gaps = [("top", most.as_str()), ("topIn", &top_in), ("bottom", &least), ("bottomIn", &bottom_in)];
    Some(Fact {
        lead: words.with("brief-gap", &[("ratio", &ratio)]),
        text: words.with("brief-gap-text", &gaps),
    })
}

fn moves(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Option<Fact> {
    let value = |indicator| numbers.value(indicator, &Territory::France, view.month);
    let [opened, closed] = [value(parts.opened)?, value(parts.closed)?].map(|n| words.language.count(n));
    let month = words.language.month(view.month);
    Some(Fact {
        lead: words.with("brief-moves", &[("opened", &opened), ("closed", &closed)]),
        text: words.with("brief-moves-text", &[("month", &month)]),
    })
}

fn sisa(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Option<Fact> {
    let share = numbers.value(parts.sisa, &Territory::France, view.month)?;
    Some(Fact {
        lead: words.with("brief-sisa", &[("share", &written(parts.sisa, share, words))]),
        text: words.say("brief-sisa-text"),
    })
}
