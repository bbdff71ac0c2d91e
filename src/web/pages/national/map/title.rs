//! The title of the map: what the figures say, never written beforehand.

use super::super::super::super::words::Words;
use super::Measure;
use super::lines::{Line, Lines};

pub(super) fn finding(lines: &Lines, words: Words) -> String {
    let found = match lines.measure {
        Measure::Density => gap(lines, words),
        Measure::Number => half(lines, words),
        Measure::Change => moves(lines, words),
    };
    found.unwrap_or_else(|| words.say("map-title-plain"))
}

/// The most and the least, or how many have none.
fn gap(lines: &Lines, words: Words) -> Option<String> {
    let (top, bottom) = ends(lines)?;
    // With fewer than two the sentence would need a singular, and there would be little to find.
    let (most, least) = (top.value.filter(|most| *most >= 2.0)?, bottom.value?);
    let place = |line: &Line| words.place(&line.territory, "in");
    let (top_in, bottom_in) = (place(top)?, place(bottom)?);
    let [most, least] = [most, least].map(|value| lines.write(Some(value), words));
    let gaps = [("top", most.as_str()), ("topIn", &top_in), ("bottom", &least), ("bottomIn", &bottom_in)];
    let without = lines.all.iter().filter(|line| line.value == Some(0.0)).count();
    Some(match without {
        0 => words.with("map-title-density", &gaps),
        without => words.counted("map-title-density-none", without as f64, &gaps),
    })
}

fn ends(lines: &Lines) -> Option<(&Line, &Line)> {
    let mut known = lines.all.iter().filter(|line| line.value.is_some());
    Some((known.next()?, known.next_back()?))
}

/// How few departments hold half of the count.
fn half(lines: &Lines, words: Words) -> Option<String> {
    let total: f64 = lines.all.iter().filter_map(|line| line.value).sum();
    let sums = lines.all.iter().filter_map(|line| line.value).scan(0.0, |sum, value| {
        *sum += value;
        Some(*sum)
    });
    let few = 1 + sums.take_while(|sum| *sum < total / 2.0).count();
    let all = lines.all.len().to_string();
    (total > 0.0).then(|| words.counted("map-title-number", few as f64, &[("total", &all)]))
}

fn moves(lines: &Lines, words: Words) -> Option<String> {
    lines.all.iter().find(|line| line.value.is_some())?;
    let count = |is_wanted: fn(f64) -> bool| {
        lines.all.iter().filter(|line| line.value.is_some_and(is_wanted)).count() as f64
    };
    let gained = words.counted("map-gained", count(|change| change > 0.0), &[]);
    let lost = words.counted("map-lost", count(|change| change < 0.0), &[]);
    Some(words.with("map-title-change", &[("gained", &gained), ("lost", &lost)]))
}
