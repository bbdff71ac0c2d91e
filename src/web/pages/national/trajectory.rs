//! The way to the goal: the count of France, the published figures, the required path.

use super::super::super::words::Words;
use super::super::panels::numbers::{Numbers, Parts};
use super::super::panels::trajectory::{self, Lines, Said, Trajectory};
use super::hero::Progress;
use super::query::View;
use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::domain::territory::Territory;

pub(super) fn lines(
    catalog: &Catalog,
    parts: &Parts,
    numbers: &Numbers,
    progress: &Progress,
    view: View,
) -> Lines {
    let path = catalog.parameters.named(parts.path).map(|point| (point.on, point.value)).collect();
    Lines::find(&Territory::France, view.since, parts, numbers, view.month).towards(progress.goal(), path)
}

pub(super) fn card(
    catalog: &Catalog,
    parts: &Parts,
    numbers: &Numbers,
    progress: &Progress,
    view: View,
    words: Words,
) -> Trajectory {
    let lines = lines(catalog, parts, numbers, progress, view);
    let day = numbers.edition(view.month).map(|day| words.language.day(day)).unwrap_or_default();
    let said = Said {
        title: finding(&lines, progress, view, words),
        subtitle: words.say("trajectory-subtitle"),
        source: words.with("trajectory-source", &[("day", &day)]),
    };
    let required = |month: Month| catalog.parameters.on(parts.path, month.last_day());
    trajectory::trajectory(&lines, said, required, words)
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
