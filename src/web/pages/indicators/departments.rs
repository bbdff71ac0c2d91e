//! The departments: a map in classes, how their values are spread, and the table of all.

use super::super::panels::map::{self, Around, Step, bounds, counted};
use super::super::panels::numbers::all_departments;
use super::super::panels::{reading, tiles};
use super::Shown;
use super::query::View;
use super::regions::{Ranked, Row};
use crate::charts::histogram::{Mark, classes as bins, histogram};
use crate::charts::map::{Area, Classes, Shade};
use crate::charts::{Size, Texts};
use crate::domain::territory::Territory;

pub(super) struct Departments {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) drawing: String,
    pub(super) legend_name: String,
    pub(super) legend: Vec<Step>,
    pub(super) nation: String,
    pub(super) rows: Vec<Row>,
    pub(super) spread: Spread,
}

/// The distribution of the values.
pub(super) struct Spread {
    pub(super) title: String,
    pub(super) wide: String,
    pub(super) narrow: String,
    /// From, to, and how many departments.
    pub(super) classes: Vec<(String, String)>,
}

/// What both drawings show.
pub(super) struct Lines {
    pub(super) ranked: Vec<Ranked>,
    classes: Classes,
    labels: Vec<String>,
    pages: Vec<String>,
}

impl Lines {
    fn shade(&self, line: &Ranked) -> Shade {
        line.value().map_or(Shade::Unknown, |v| Shade::of(self.classes.class(v), self.classes.number()))
    }

    fn areas(&self, has_links: bool) -> Vec<Area<'_>> {
        let code = |line: &Ranked| match &line.territory {
            Territory::Department(code) => {
                crate::domain::geography::france().department(code).map(|d| d.code)
            }
            _ => None,
        };
        let lines = self.ranked.iter().zip(&self.labels).zip(&self.pages);
        lines
            .filter_map(|((line, label), page)| {
                let page = has_links.then_some(page.as_str());
                Some(Area { department: code(line)?, shade: self.shade(line), label, page })
            })
            .collect()
    }
}

impl Shown<'_> {
    /// Digits of a value as it is read: those of a share stand before its percent sign.
    fn digits(&self) -> i32 {
        let more = if self.indicator.unit == crate::catalog::Unit::Share { 2 } else { 0 };
        self.indicator.decimals as i32 + more
    }

    pub(super) fn lines(&self) -> Lines {
        let words = self.words;
        let ranked = self.ranked(all_departments().map(|(department, _)| department));
        let known: Vec<f64> = ranked.iter().filter_map(Ranked::value).collect();
        let digits = self.digits();
        let read = |value: f64| (value * 10f64.powi(digits)).round();
        let total = known.len().to_string();
        let labels = ranked.iter().map(|line| {
            let cell = self.cell(&line.territory);
            let code = line.territory.to_string().trim_start_matches("DEP-").to_owned();
            let place = words.with("map-place", &[("name", &line.name), ("code", &code)]);
            match line.value() {
                None => words.with("area-label-unknown", &[("place", &place), ("state", &cell)]),
                Some(own) => {
                    let rank = 1 + known.iter().filter(|other| read(**other) > read(own)).count();
                    let rank = rank.to_string();
                    let gaps =
                        [("place", place.as_str()), ("value", &cell), ("rank", &rank), ("total", &total)];
                    words.language.typeset(&words.with("area-label", &gaps))
                }
            }
        });
        let pages = ranked
            .iter()
            .map(|line| self.address(&View { territory: line.territory.clone(), ..self.view.clone() }));
        Lines {
            labels: labels.collect(),
            pages: pages.collect(),
            classes: Classes::of(&known, 5, digits.max(0) as usize),
            ranked,
        }
    }

    pub(super) fn departments(&self) -> Departments {
        let words = self.words;
        let lines = self.lines();
        let title = self.map_title(&lines);
        let month = words.language.month(self.view.month);
        let name = words.language.typeset(&self.indicator.text(words.language).name);
        let desc = words.with("area-desc", &[("name", &name), ("month", &month)]);
        Departments {
            subtitle: words
                .with("area-subtitle", &[("month", &month), ("shown", &self.shown_of(&lines.ranked))]),
            drawing: map::inline(&title, &desc, &lines.areas(true), words),
            legend: self.legend(&lines),
            nation: self.nation(),
            rows: lines.ranked.iter().map(|line| self.row(&line.territory)).collect(),
            spread: self.spread(&lines),
            legend_name: name,
            title,
        }
    }

    fn map_title(&self, lines: &Lines) -> String {
        self.spread_title(&lines.ranked).unwrap_or_else(|| self.few_title(&lines.ranked, "area-title-none"))
    }

    fn legend(&self, lines: &Lines) -> Vec<Step> {
        let words = self.words;
        let shades = || lines.ranked.iter().map(|line| lines.shade(line));
        let step = |shade, text| Step { shade, text, count: counted(shade, shades(), words) };
        let write = |value| tiles::written(self.indicator, value, words);
        let known = lines.ranked.iter().any(|line| line.value().is_some());
        let number = if known { lines.classes.number() } else { 0 };
        (0..number)
            .map(|class| {
                let text = bounds(&lines.classes, class, self.digits(), write, words);
                // A share ends at its whole: nothing is above 100 %.
                let from = lines.classes.bounds.last().filter(|_| class + 1 == number);
                let top = lines.ranked.first().and_then(Ranked::value);
                let text = match (from.map(|from| write(*from)), top.map(write)) {
                    (Some(from), Some(top)) if from == top => top,
                    _ => text,
                };
                step(Shade::of(class, number), text)
            })
            .chain([step(Shade::Unknown, words.say("no-value"))])
            .collect()
    }

    pub(super) fn map_file(&self, caption: &str) -> String {
        let words = self.words;
        let lines = self.lines();
        let title = self.map_title(&lines);
        let month = words.language.month(self.view.month);
        let name = words.language.typeset(&self.indicator.text(words.language).name);
        let around = Around {
            title: &title,
            desc: &words.with("area-desc", &[("name", &name), ("month", &month)]),
            heading: &words.with("map-file-heading", &[("title", &title), ("month", &month)]),
            caption: &format!("{caption} {}", words.say("map-credit")),
            name: &name,
            nation: &self.nation(),
        };
        map::file(&around, &lines.areas(false), &self.legend(&lines), words)
    }

    fn spread(&self, lines: &Lines) -> Spread {
        let words = self.words;
        let mut known: Vec<f64> = lines.ranked.iter().filter_map(Ranked::value).collect();
        known.sort_by(f64::total_cmp);
        let write = |place| reading::from_axis(self.indicator, place, words);
        let title = self.half_title(&known);
        let on_axis = known.iter().map(|value| reading::on_axis(self.indicator, *value));
        let classes = bins(&on_axis.collect::<Vec<_>>());
        let written = |(from, to, count): &(f64, f64, usize)| {
            let class = words.with("spread-class", &[("from", &write(*from)), ("to", &write(*to))]);
            (class, count.to_string())
        };
        Spread {
            wide: self.spread_drawing(&known, &title, None, Size::Wide),
            narrow: self.spread_drawing(&known, &title, None, Size::Narrow),
            classes: classes.iter().map(written).collect(),
            title,
        }
    }

    /// Between which values the half in the middle stands.
    pub(super) fn half_title(&self, known: &[f64]) -> String {
        let words = self.words;
        let quarter = |n: usize| known.get(n * known.len().saturating_sub(1) / 4);
        if (1..4).contains(&known.len()) {
            return words.say("title-few");
        }
        let (Some(low), Some(high)) = (quarter(1), quarter(3)) else { return words.say("area-title-none") };
        let [low, high] = [low, high].map(|value| tiles::written(self.indicator, *value, words));
        if low == high {
            return words.with("half-title-same", &[("value", &low)]);
        }
        words.with("half-title", &[("low", &low), ("high", &high)])
    }

    pub(super) fn spread_drawing(
        &self,
        known: &[f64],
        title: &str,
        caption: Option<&str>,
        size: Size,
    ) -> String {
        let words = self.words;
        let on_axis = |value| reading::on_axis(self.indicator, value);
        let own = &self.view.territory;
        let value = |territory: &Territory| self.reading(territory).and_then(|reading| reading.value);
        let (nation, own_name) = (self.nation(), format!("{}\u{a0}: {}", self.name(own), self.cell(own)));
        let whole = value(&Territory::France).filter(|_| self.indicator.denominator.is_some());
        let chosen = value(own).filter(|_| matches!(own, Territory::Department(_)));
        let marks: Vec<Mark> = whole
            .map(|value| Mark { value: on_axis(value), text: &nation, is_whole: true })
            .into_iter()
            .chain(chosen.map(|value| Mark { value: on_axis(value), text: &own_name, is_whole: false }))
            .collect();
        let label = words.language.typeset(&self.indicator.text(words.language).name);
        let desc = words.with("spread-desc", &[("name", &label)]);
        let empty = words.say("trajectory-empty");
        let texts = Texts {
            id: "spread",
            title,
            desc: &desc,
            empty: &empty,
            heading: caption.map(|_| title),
            caption,
        };
        let write = |place| reading::from_axis(self.indicator, place, words);
        let known: Vec<f64> = known.iter().map(|value| on_axis(*value)).collect();
        histogram(&texts, &known, &marks, &write, size)
    }
}
