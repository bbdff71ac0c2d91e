//! Three drawings of one back-test, each with the lines of the table behind it.

use super::super::super::words::Words;
use super::{between, number, share};
use crate::charts::bars::Reference;
use crate::charts::calibration::{Axes, Group, calibration};
use crate::charts::whiskers::{self, whiskers};
use crate::charts::{Size, Texts};
use crate::domain::interval::{poisson, wilson};
use crate::risk::model::level::Tenth;
use crate::risk::model::report::Report;
use crate::risk::model::strata::Part;

/// Both sizes of a drawing, and the lines that it draws.
pub(super) struct Drawing {
    pub(super) wide: String,
    pub(super) narrow: String,
    pub(super) lines: Vec<Vec<String>>,
}

/// Of a probability that may be small: as many digits as tell it from zero.
fn fine(value: f64, words: Words) -> String {
    let decimals = match value {
        ..0.001 => 2,
        0.001..0.01 => 1,
        _ if (value * 100.0).fract().abs() < 1e-9 => 0,
        _ => 1,
    };
    share(Some(value), decimals, words)
}

pub(super) fn of_calibration(id: &str, tenths: &[Tenth], words: Words) -> Option<Drawing> {
    if tenths.is_empty() {
        return None;
    }
    let exact = |value: f64| share(Some(value), 2, words);
    let line = |(place, tenth): (usize, &Tenth)| {
        let interval = between(&exact(tenth.low), &exact(tenth.high), words);
        let rows = words.language.count(tenth.n as f64);
        vec![(place + 1).to_string(), rows, exact(tenth.predicted), exact(tenth.observed), interval]
    };
    let lines: Vec<Vec<String>> = tenths.iter().enumerate().map(line).collect();
    let pairs: Vec<String> = lines.iter().map(|line| format!("{} → {}", line[2], line[3])).collect();
    let title = words.say("card-calibration-title");
    let desc = words.with("card-calibration-desc", &[("groups", &pairs.join(", "))]);
    let (predicted, observed, same) =
        (words.say("card-axis-predicted"), words.say("card-axis-observed"), words.say("card-axis-same"));
    let axes = Axes { predicted: &predicted, observed: &observed, same: &same };
    let empty = words.say("no-value");
    let texts = Texts { id, title: &title, desc: &desc, empty: &empty, ..Texts::default() };
    let group = |tenth: &Tenth| Group {
        predicted: tenth.predicted,
        observed: tenth.observed,
        interval: (tenth.low, tenth.high),
    };
    let groups: Vec<Group> = tenths.iter().map(group).collect();
    let drawn = |size| calibration(&texts, &groups, &axes, &|value| fine(value, words), size);
    Some(Drawing { wide: drawn(Size::Wide), narrow: drawn(Size::Narrow), lines })
}

/// A line of whiskers: label, value, interval.
type Row = (String, Option<f64>, Option<(f64, f64)>);

struct Around<'a> {
    id: &'a str,
    title: String,
    reference: (f64, String),
    number: &'a dyn Fn(f64) -> String,
}

fn dots(around: &Around, rows: &[Row], words: Words) -> (String, String) {
    let said: Vec<String> =
        rows.iter().map(|(_, value, _)| value.map_or_else(|| words.say("no-value"), around.number)).collect();
    let desc = rows
        .iter()
        .zip(&said)
        .map(|((label, ..), said)| format!("{label} {said}"))
        .collect::<Vec<_>>()
        .join(", ");
    let empty = words.say("no-value");
    let texts = Texts { id: around.id, title: &around.title, desc: &desc, empty: &empty, ..Texts::default() };
    let rows: Vec<whiskers::Row> = rows
        .iter()
        .zip(&said)
        .map(|((label, value, interval), text)| whiskers::Row {
            label,
            value: *value,
            interval: *interval,
            text,
            is_marked: false,
        })
        .collect();
    let reference = Reference { value: around.reference.0, text: &around.reference.1 };
    let drawn = |size| whiskers(&texts, &rows, Some(reference), around.number, size);
    (drawn(Size::Wide), drawn(Size::Narrow))
}

/// Share of a list that is looked at.
const LISTED: f64 = 0.1;

/// How long before an event a unit stood in the first tenth.
pub(super) fn of_lead(id: &str, report: &Report, words: Words) -> Option<Drawing> {
    let last = report.origins.last()?.origin.to_string();
    let rows: Vec<Row> = report
        .lead_time
        .iter()
        .zip(&report.lead_events)
        .enumerate()
        .map(|(before, (value, events))| {
            let label = match before {
                0 => words.say("card-lead-here"),
                years => words.counted("card-lead-before", years as f64, &[]),
            };
            let events = *events as f64;
            (label, *value, value.map(|value| wilson(value * events, events)))
        })
        .collect();
    let percent = |value: f64| words.language.share(value, 0);
    let lines = rows.iter().zip(&report.lead_events).map(|((label, value, interval), events)| {
        let interval = interval.map(|(low, high)| between(&percent(low), &percent(high), words));
        let events = words.language.count(*events as f64);
        vec![label.clone(), events, share(*value, 0, words), interval.unwrap_or_default()]
    });
    let around = Around {
        id,
        title: words.with("card-lead-title", &[("year", &last)]),
        reference: (LISTED, words.with("card-lead-chance", &[("share", &percent(LISTED))])),
        number: &percent,
    };
    let (wide, narrow) = dots(&around, &rows, words);
    Some(Drawing { wide, narrow, lines: lines.collect() })
}

/// Of each part of the whole, whether its level is right.
pub(super) fn of_strata(id: &str, strata: &[Part], words: Words) -> Option<Drawing> {
    if strata.iter().all(|part| part.oe.is_none()) {
        return None;
    }
    let rows: Vec<Row> = strata
        .iter()
        .map(|part| {
            (name(part, words), part.oe, part.expected.map(|expected| poisson(part.events, expected)))
        })
        .collect();
    let ratio = |value: f64| number(Some(value), 2, words);
    let lines = rows.iter().zip(strata).map(|((label, value, interval), part)| {
        let interval = interval.map(|(low, high)| between(&ratio(low), &ratio(high), words));
        vec![
            label.clone(),
            words.language.count(part.n as f64),
            words.language.count(part.events),
            number(*value, 2, words),
            interval.unwrap_or_default(),
            share(part.recall_10, 0, words),
            if part.alarm { words.say("card-strata-alarm") } else { String::new() },
        ]
    });
    let around = Around {
        id,
        title: words.say("card-strata-title"),
        reference: (1.0, words.say("card-strata-ideal")),
        number: &ratio,
    };
    let (wide, narrow) = dots(&around, &rows, words);
    Some(Drawing { wide, narrow, lines: lines.collect() })
}

fn name(part: &Part, words: Words) -> String {
    let said =
        |kind: &str, id: &str| words.find(&format!("card-{kind}-{id}")).unwrap_or_else(|| id.to_owned());
    words.with("card-part", &[("by", &said("by", &part.by)), ("part", &said("part", &part.part))])
}
