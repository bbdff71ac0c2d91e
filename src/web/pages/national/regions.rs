//! The regions side by side, and what stands beside them.

use super::super::super::words::Words;
use super::super::panels::numbers::{Numbers, Parts, collectivities, regions};
use super::super::panels::table::{self, Drawn, Figures, Sort, Table, figures, sort};
use super::super::{address, with_query};
use super::query::View;
use crate::domain::territory::Territory;

/// The 18 regions in the order asked for, then the overseas collectivities as one line when there is something
/// to show, so that the lines add up to France.
pub(super) fn lines(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Vec<Figures> {
    let mut lines: Vec<Figures> =
        regions().map(|region| figures(&region, parts, numbers, view.month, words)).collect();
    sort(&mut lines, view.sort);
    lines.extend(overseas(parts, numbers, view, words));
    lines
}

/// The overseas collectivities as one line, when there is something to show.
pub(super) fn overseas(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Option<Figures> {
    let overseas: Vec<Figures> =
        collectivities().map(|region| figures(&region, parts, numbers, view.month, words)).collect();
    let sum = |value: fn(&Figures) -> Option<f64>| {
        let known: Vec<f64> = overseas.iter().filter_map(value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>())
    };
    sum(|line| line.open).filter(|open| *open > 0.0).map(|open| Figures {
        territory: None,
        name: words.say("row-com"),
        page: None,
        open: Some(open),
        density: None,
        net: sum(|line| line.net),
        opened: sum(|line| line.opened),
        closed: sum(|line| line.closed),
        sisa: None,
        state: overseas.iter().filter_map(|line| line.state).max(),
        yearly: Vec::new(),
    })
}

pub(super) fn card(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Table {
    let lines = lines(parts, numbers, view, words);
    let nation = figures(&Territory::France, parts, numbers, view.month, words);
    let mean = nation.density;
    let mean_written = mean
        .map_or_else(|| words.say("no-value"), |mean| words.language.number(mean, parts.density.decimals));
    let month = words.language.month(view.month);
    let target = |sort: Sort| {
        format!("{}#regions", with_query(&address(words.language, ""), &View { sort, ..view }.query()))
    };
    Table {
        title: finding(&lines, words),
        subtitle: words.with("regions-subtitle", &[("mean", &mean_written)]),
        caption: words.with("regions-caption", &[("month", &month)]),
        columns: table::columns("col-region", view.sort, target, words),
        rows: table::rows(&[nation], &lines, mean, parts, words),
    }
}

fn finding(lines: &[Figures], words: Words) -> String {
    table::finding(lines, words).unwrap_or_else(|| words.say("regions-title-plain"))
}

pub(super) fn drawing(parts: &Parts, numbers: &Numbers, view: View, words: Words, caption: &str) -> String {
    let lines = lines(parts, numbers, view, words);
    let mean = numbers.value(parts.density, &Territory::France, view.month);
    let month = words.language.month(view.month);
    let title = words.with("regions-svg-title", &[("month", &month)]);
    let drawn = Drawn { id: "regions", title: &title, finding: &finding(&lines, words), caption };
    table::drawing(&lines, mean, parts, &drawn, words)
}
