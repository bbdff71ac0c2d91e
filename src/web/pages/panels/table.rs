//! Territories side by side: a table with density bars and sparklines, its finding, its drawing for download.

use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::page_of;
use super::tiles::{tendency, written};
use crate::charts::Texts;
use crate::charts::bars::{Bar, Reference, bars};
use crate::charts::spark::{Spark, spark};
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

/// The year from which sparklines run.
pub(crate) const SPARK_FROM: i32 = 2018;

/// By what the lines are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Density,
    Open,
    Net,
    Sisa,
    Name,
}

impl Sort {
    pub(crate) const ALL: [Self; 5] = [Self::Name, Self::Open, Self::Density, Self::Net, Self::Sisa];

    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::Open => "open",
            Self::Net => "net",
            Self::Sisa => "sisa",
            Self::Name => "name",
        }
    }

    /// What the address says; by density when it says nothing.
    pub(crate) fn read(text: Option<&str>) -> Option<Self> {
        match text.unwrap_or_default() {
            "" => Some(Self::Density),
            text => Self::ALL.into_iter().find(|sort| sort.code() == text),
        }
    }
}

pub(crate) struct Table {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Column {
    pub(crate) name: String,
    /// Said in full to those who hear the table.
    pub(crate) label: String,
    /// Address that sorts by this column; none when it cannot.
    pub(crate) sort: Option<String>,
    pub(crate) is_sorted: Option<&'static str>,
    pub(crate) class: &'static str,
}

pub(crate) struct Row {
    pub(crate) name: String,
    /// Address of the territory's page, if it has one.
    pub(crate) page: Option<String>,
    /// The whole that the others are parts of, or are compared with.
    pub(crate) is_whole: bool,
    pub(crate) open: String,
    pub(crate) density: String,
    /// Width of the bar and place of the national tick, out of 100.
    pub(crate) bar: Option<(String, String)>,
    pub(crate) net: (&'static str, String),
    pub(crate) opened: String,
    pub(crate) closed: String,
    pub(crate) sisa: String,
    pub(crate) spark: Spark,
}

/// The figures of one line, before they are written.
#[derive(Clone)]
pub(crate) struct Figures {
    pub(crate) territory: Option<Territory>,
    pub(crate) name: String,
    pub(crate) page: Option<String>,
    pub(crate) open: Option<f64>,
    pub(crate) density: Option<f64>,
    pub(crate) net: Option<f64>,
    pub(crate) opened: Option<f64>,
    pub(crate) closed: Option<f64>,
    pub(crate) sisa: Option<f64>,
    /// Of the count; what stands beside it can be no better.
    pub(crate) state: Option<State>,
    pub(crate) yearly: Vec<Option<f64>>,
}

pub(crate) fn figures(
    territory: &Territory,
    parts: &Parts,
    numbers: &Numbers,
    month: Month,
    words: Words,
) -> Figures {
    let value = |indicator| numbers.value(indicator, territory, month);
    Figures {
        territory: Some(territory.clone()),
        name: words.territory(territory),
        page: page_of(territory, numbers, month, words),
        open: value(parts.open),
        density: value(parts.density),
        net: numbers.change(parts.open, territory, month),
        opened: value(parts.opened),
        closed: value(parts.closed),
        sisa: value(parts.sisa),
        state: numbers.reading(parts.open, territory, month).map(|reading| reading.state),
        yearly: numbers.yearly(parts.open, territory, SPARK_FROM, month),
    }
}

/// Most first; names from A to Z; what is not known last.
pub(crate) fn sort(lines: &mut [Figures], sort: Sort) {
    let key = |line: &Figures| match sort {
        Sort::Density => line.density,
        Sort::Open => line.open,
        Sort::Net => line.net,
        Sort::Sisa => line.sisa,
        Sort::Name => None,
    };
    lines.sort_by(|a, b| {
        let (ka, kb) = (key(a).unwrap_or(f64::MIN), key(b).unwrap_or(f64::MIN));
        kb.total_cmp(&ka).then_with(|| plain(&a.name).cmp(&plain(&b.name)))
    });
}

/// The wholes, then their parts; the tick of every bar stands at `mean`.
pub(crate) fn rows(
    wholes: &[Figures],
    lines: &[Figures],
    mean: Option<f64>,
    parts: &Parts,
    words: Words,
) -> Vec<Row> {
    let most = lines.iter().chain(wholes).filter_map(|line| line.density).fold(0.0, f64::max);
    let wholes = wholes.iter().map(|line| row(line, true, parts, most, mean, words));
    wholes.chain(lines.iter().map(|line| row(line, false, parts, most, mean, words))).collect()
}

/// How many times denser the densest territory is than the thinnest, when that is a finding.
pub(crate) fn finding(lines: &[Figures], words: Words) -> Option<String> {
    let (top, bottom) = extremes(lines).filter(|(top, bottom)| top.1 / bottom.1 >= 2.0)?;
    let times = words.language.count((top.1 / bottom.1).round());
    let top_in = words.place(top.0.territory.as_ref()?, "in")?;
    let bottom_than = words.place(bottom.0.territory.as_ref()?, "than")?;
    let gaps = [("times", times.as_str()), ("topIn", &top_in), ("bottomThan", &bottom_than)];
    Some(words.with("regions-title", &gaps))
}

type Extreme<'a> = (&'a Figures, f64);

/// The densest and the thinnest region with a figure above zero.
pub(crate) fn extremes(lines: &[Figures]) -> Option<(Extreme<'_>, Extreme<'_>)> {
    let dense =
        || lines.iter().filter_map(|line| Some((line, line.density.filter(|density| *density > 0.0)?)));
    let top = dense().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let bottom = dense().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some((top, bottom))
}

fn row(line: &Figures, is_whole: bool, parts: &Parts, most: f64, mean: Option<f64>, words: Words) -> Row {
    let nothing = || "–".to_owned();
    let count = |value: Option<f64>| value.map_or_else(nothing, |value| words.language.count(value));
    let place = |value: f64| format!("{:.1}", if most > 0.0 { 100.0 * value / most } else { 0.0 });
    Row {
        name: line.name.clone(),
        page: line.page.clone(),
        is_whole,
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

/// `first` names the column of the territories; `target` is the address of the page sorted otherwise.
pub(crate) fn columns(
    first: &str,
    sorted: Sort,
    target: impl Fn(Sort) -> String,
    words: Words,
) -> Vec<Column> {
    let year = SPARK_FROM.to_string();
    let column = |key: &str, full: Option<&str>, sort: Option<Sort>, class: &'static str| {
        let name = words.with(key, &[("year", &year)]);
        let label = match (sort, full) {
            (Some(_), _) => words.with("sort-by", &[("name", &name)]),
            (None, Some(full)) => words.say(full),
            (None, None) => name.clone(),
        };
        let is_sorted = sort.filter(|sort| *sort == sorted);
        let is_sorted = is_sorted.map(|sort| if sort == Sort::Name { "ascending" } else { "descending" });
        Column { name, label, sort: sort.map(&target), is_sorted, class }
    };
    vec![
        column(first, None, Some(Sort::Name), ""),
        column("col-open", None, Some(Sort::Open), "number"),
        column("col-density", None, Some(Sort::Density), ""),
        column("col-net", None, Some(Sort::Net), "number"),
        column("col-opened", Some("col-opened-full"), None, "number"),
        column("col-closed", Some("col-closed-full"), None, "number"),
        column("col-sisa", None, Some(Sort::Sisa), "number"),
        column("col-spark", None, None, ""),
    ]
}

/// The words of the drawing: id, what its bars are, the finding, source and date.
pub(crate) struct Drawn<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) finding: &'a str,
    pub(crate) caption: &'a str,
}

/// The densities as bars, for a file that leaves the page.
pub(crate) fn drawing(
    lines: &[Figures],
    mean: Option<f64>,
    parts: &Parts,
    drawn: &Drawn,
    words: Words,
) -> String {
    let write = |value: f64| written(parts.density, value, words);
    let texts: Vec<String> =
        lines.iter().map(|line| line.density.map_or_else(|| words.say("no-value"), write)).collect();
    let bars_: Vec<Bar> = lines
        .iter()
        .zip(&texts)
        .filter(|(line, _)| line.territory.is_some())
        .map(|(line, text)| Bar { label: &line.name, value: line.density, text })
        .collect();
    let mean_text =
        mean.map(write).map(|mean| words.with("national-mean", &[("mean", &mean)])).unwrap_or_default();
    let empty = words.say("trajectory-empty");
    let texts = Texts {
        id: drawn.id,
        title: drawn.title,
        desc: drawn.finding,
        empty: &empty,
        heading: Some(drawn.title),
        caption: Some(drawn.caption),
    };
    bars(&texts, &bars_, mean.map(|value| Reference { value, text: &mean_text }))
}
