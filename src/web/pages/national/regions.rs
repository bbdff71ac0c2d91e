//! The regions: a table with density bars and sparklines, its finding as title, its drawing for download.

use super::super::super::words::Words;
use super::super::{address, with_query};
use super::numbers::{Numbers, Parts, collectivities, regions};
use super::query::{Sort, View};
use super::tiles::{tendency, written};
use crate::charts::Texts;
use crate::charts::bars::{Bar, Reference, bars};
use crate::charts::spark::{Spark, spark};
use crate::domain::point::State;
use crate::domain::territory::Territory;

/// The year from which sparklines run.
pub(super) const SPARK_FROM: i32 = 2018;

pub(super) struct Regions {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) caption: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Column {
    pub(super) name: String,
    /// Said in full to those who hear the table.
    pub(super) label: String,
    /// Address that sorts by this column; none when it cannot.
    pub(super) sort: Option<String>,
    pub(super) is_sorted: Option<&'static str>,
    pub(super) class: &'static str,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) is_nation: bool,
    pub(super) open: String,
    pub(super) density: String,
    /// Width of the bar and place of the national tick, out of 100.
    pub(super) bar: Option<(String, String)>,
    pub(super) net: (&'static str, String),
    pub(super) opened: String,
    pub(super) closed: String,
    pub(super) sisa: String,
    pub(super) spark: Spark,
}

/// The figures of one line, before they are written.
#[derive(Clone)]
pub(super) struct Figures {
    pub(super) territory: Option<Territory>,
    pub(super) name: String,
    pub(super) open: Option<f64>,
    pub(super) density: Option<f64>,
    pub(super) net: Option<f64>,
    pub(super) opened: Option<f64>,
    pub(super) closed: Option<f64>,
    pub(super) sisa: Option<f64>,
    /// Of the count; what stands beside it can be no better.
    pub(super) state: Option<State>,
    yearly: Vec<Option<f64>>,
}

pub(super) fn figures(
    territory: &Territory,
    name: String,
    parts: &Parts,
    numbers: &Numbers,
    view: View,
) -> Figures {
    let value = |indicator| numbers.value(indicator, territory, view.month);
    Figures {
        territory: Some(territory.clone()),
        name,
        open: value(parts.open),
        density: value(parts.density),
        net: numbers.change(parts.open, territory, view.month),
        opened: value(parts.opened),
        closed: value(parts.closed),
        sisa: value(parts.sisa),
        state: numbers.reading(parts.open, territory, view.month).map(|reading| reading.state),
        yearly: numbers.yearly(parts.open, territory, SPARK_FROM, view.month),
    }
}

/// The 18 regions in the order asked for, then the overseas collectivities as one line when there is something
/// to show, so that the lines add up to France.
pub(super) fn lines(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Vec<Figures> {
    let mut lines: Vec<Figures> =
        regions().map(|region| figures(&region, words.territory(&region), parts, numbers, view)).collect();
    sort(&mut lines, view.sort);
    let overseas: Vec<Figures> =
        collectivities().map(|region| figures(&region, String::new(), parts, numbers, view)).collect();
    let sum = |value: fn(&Figures) -> Option<f64>| {
        let known: Vec<f64> = overseas.iter().filter_map(value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>())
    };
    if sum(|line| line.open).is_some_and(|open| open > 0.0) {
        lines.push(Figures {
            territory: None,
            name: words.say("row-com"),
            open: sum(|line| line.open),
            density: None,
            net: sum(|line| line.net),
            opened: sum(|line| line.opened),
            closed: sum(|line| line.closed),
            sisa: None,
            state: overseas.iter().filter_map(|line| line.state).max(),
            yearly: Vec::new(),
        });
    }
    lines
}

/// Most first; names from A to Z; what is not known last.
fn sort(lines: &mut [Figures], sort: Sort) {
    let key = |line: &Figures| match sort {
        Sort::Density => line.density,
        Sort::Open => line.open,
        Sort::Net => line.net,
        Sort::Sisa => line.sisa,
        Sort::Name => None,
    };
    // É and Î stand with E and I.
    let plain = |name: &str| name.replace(['É', 'È'], "E").replace('Î', "I");
    lines.sort_by(|a, b| {
        let (ka, kb) = (key(a).unwrap_or(f64::MIN), key(b).unwrap_or(f64::MIN));
        kb.total_cmp(&ka).then_with(|| plain(&a.name).cmp(&plain(&b.name)))
    });
}

pub(super) fn table(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Regions {
    let language = words.language;
    let lines = lines(parts, numbers, view, words);
    let nation = figures(&Territory::France, words.say("row-france"), parts, numbers, view);
    let most = lines.iter().filter_map(|line| line.density).fold(0.0, f64::max);
    let mean = nation.density;
    let write = |line: &Figures, is_nation| row(line, is_nation, parts, most, mean, words);
    let mean_written =
        mean.map_or_else(|| words.say("no-value"), |mean| language.number(mean, parts.density.decimals));
    let month = language.month(view.month);
    let mut rows = vec![write(&nation, true)];
    rows.extend(lines.iter().map(|line| write(line, false)));
    Regions {
        title: finding(&lines, words),
        subtitle: words.with("regions-subtitle", &[("mean", &mean_written)]),
        caption: words.with("regions-caption", &[("month", &month)]),
        columns: columns(view, words),
        rows,
    }
}

/// How many times denser the densest region is than the thinnest.
fn finding(lines: &[Figures], words: Words) -> String {
    extremes(lines)
        .filter(|(top, bottom)| top.1 / bottom.1 >= 2.0)
        .and_then(|(top, bottom)| {
            let times = words.language.count((top.1 / bottom.1).round());
            let top_in = words.find(&format!("reg-{}-in", code(top.0)?))?;
            let bottom_than = words.find(&format!("reg-{}-than", code(bottom.0)?))?;
            let gaps = [("times", times.as_str()), ("topIn", &top_in), ("bottomThan", &bottom_than)];
            Some(words.with("regions-title", &gaps))
        })
        .unwrap_or_else(|| words.say("regions-title-plain"))
}

type Extreme<'a> = (&'a Figures, f64);

/// The densest and the thinnest region with a figure above zero.
pub(super) fn extremes(lines: &[Figures]) -> Option<(Extreme<'_>, Extreme<'_>)> {
    let dense =
        || lines.iter().filter_map(|line| Some((line, line.density.filter(|density| *density > 0.0)?)));
    let top = dense().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let bottom = dense().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((top, bottom))
}

pub(super) fn code(line: &Figures) -> Option<&str> {
    match line.territory.as_ref()? {
        Territory::Region(code) => Some(code),
        _ => None,
    }
}

fn row(line: &Figures, is_nation: bool, parts: &Parts, most: f64, mean: Option<f64>, words: Words) -> Row {
    let nothing = || "–".to_owned();
    let count = |value: Option<f64>| value.map_or_else(nothing, |value| words.language.count(value));
    let place = |value: f64| format!("{:.1}", if most > 0.0 { 100.0 * value / most } else { 0.0 });
    Row {
        name: line.name.clone(),
        is_nation,
        open: count(line.open),
        density: line.density.map_or_else(nothing, |density| written(parts.density, density, words)),
        bar: line.density.zip(mean).map(|(density, mean)| (place(density), place(mean))),
        net: line.net.map_or_else(
            || ("flat", nothing()),
            |net| (tendency(parts.open, net), words.language.change(net, 0)),
        ),
        opened: count(line.opened),
        closed: count(line.closed),
        sisa: line.sisa.map_or_else(nothing, |share| written(parts.sisa, share, words)),
        spark: spark(&line.yearly),
    }
}

fn columns(view: View, words: Words) -> Vec<Column> {
    let year = SPARK_FROM.to_string();
    let column = |key: &str, full: Option<&str>, sort: Option<Sort>, class: &'static str| {
        let name = words.with(key, &[("year", &year)]);
        let label = match (sort, full) {
            (Some(_), _) => words.with("sort-by", &[("name", &name)]),
            (None, Some(full)) => words.say(full),
            (None, None) => name.clone(),
        };
        let target = |sort| {
            format!("{}#regions", with_query(&address(words.language, ""), &View { sort, ..view }.query()))
        };
        let is_sorted = sort.filter(|sort| *sort == view.sort);
        let is_sorted = is_sorted.map(|sort| if sort == Sort::Name { "ascending" } else { "descending" });
        Column { name, label, sort: sort.map(target), is_sorted, class }
    };
    vec![
        column("col-region", None, Some(Sort::Name), ""),
        column("col-open", None, Some(Sort::Open), "number"),
        column("col-density", None, Some(Sort::Density), ""),
        column("col-net", None, Some(Sort::Net), "number"),
        column("col-opened", Some("col-opened-full"), None, "number"),
        column("col-closed", Some("col-closed-full"), None, "number"),
        column("col-sisa", None, Some(Sort::Sisa), "number"),
        column("col-spark", None, None, ""),
    ]
}

/// The densities as bars, for a file that leaves the page.
pub(super) fn drawing(parts: &Parts, numbers: &Numbers, view: View, words: Words, caption: &str) -> String {
    let lines = lines(parts, numbers, view, words);
    let mean = numbers.value(parts.density, &Territory::France, view.month);
    let write = |value: f64| written(parts.density, value, words);
    let texts: Vec<String> =
        lines.iter().map(|line| line.density.map_or_else(|| words.say("no-value"), write)).collect();
    let bars_: Vec<Bar> = lines
        .iter()
        .zip(&texts)
        .filter(|(line, _)| line.territory.is_some())
        .map(|(line, text)| Bar { label: &line.name, value: line.density, text })
        .collect();
    let month = words.language.month(view.month);
    let title = words.with("regions-svg-title", &[("month", &month)]);
    let mean_text =
        mean.map(write).map(|mean| words.with("national-mean", &[("mean", &mean)])).unwrap_or_default();
    let (desc, empty) = (finding(&lines, words), words.say("trajectory-empty"));
    let texts = Texts {
        id: "regions",
        title: &title,
        desc: &desc,
        empty: &empty,
        heading: Some(&title),
        caption: Some(caption),
    };
    bars(&texts, &bars_, mean.map(|value| Reference { value, text: &mean_text }))
}
