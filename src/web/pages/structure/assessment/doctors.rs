//! The outlook of the doctors in words: no percentage, since nothing has calibrated it.

use super::super::super::super::words::Words;
use super::signals::Line;
use crate::risk::doctors::Outlook;

/// From these probabilities on something is unlikely, possible, likely, very likely.
const STEPS: [(f64, &str); 4] =
    [(0.80, "likely-very"), (0.50, "likely"), (0.20, "likely-maybe"), (0.05, "likely-hardly")];

fn likelihood(probability: f64, words: Words) -> String {
    let step = STEPS.into_iter().find(|(from, _)| *from <= probability);
    words.find(step.map_or("likely-not", |(_, key)| key)).unwrap_or_default()
}

pub(super) fn told(outlook: &Outlook, words: Words) -> Vec<Line> {
    let count = |key: &str, count: Option<u32>| {
        let count = count.map(|count| words.language.count(f64::from(count)));
        (words.say(key), count.unwrap_or_else(|| words.say("assessment-withheld")))
    };
    let mut lines = vec![count("assessment-doctors-now", outlook.doctors)];
    let more = [
        ("assessment-doctors-unknown", outlook.unknown_ages),
        ("assessment-doctors-announced", outlook.announced),
    ];
    lines.extend(more.iter().filter(|(_, told)| *told > Some(0)).map(|(key, told)| count(key, *told)));
    lines.extend(outlook.horizons.iter().map(|horizon| {
        let label = words.counted("assessment-within", f64::from(horizon.months), &[]);
        let (leaves, below) =
            (likelihood(horizon.any_leaves, words), likelihood(horizon.below_minimum, words));
        (label, words.with("assessment-outlook", &[("leaves", leaves.as_str()), ("below", &below)]))
    }));
    if !outlook.is_sure {
        let key = if outlook.is_carried { "assessment-doctors-carried" } else { "assessment-doctors-unsure" };
        lines.push((words.say("assessment-doctors-sure"), words.say(key)));
    }
    lines
}
