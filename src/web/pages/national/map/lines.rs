//! The departments with their figures, in the order of the measure that is shown.

use super::super::super::super::words::Words;
use super::super::super::panels::numbers::{Numbers, Parts, all_departments};
use super::super::super::panels::page_of;
use super::super::super::panels::tiles::tendency;
use super::super::query::View;
use super::Measure;
use crate::charts::map::{Area, Classes, Shade};
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

pub(super) struct Lines {
    pub(super) measure: Measure,
    /// Digits of the measure.
    pub(super) decimals: usize,
    month: Month,
    pub(super) nation: Option<f64>,
    /// Most first; what is not known last.
    pub(super) all: Vec<Line>,
    pub(super) classes: Classes,
}

pub(super) struct Line {
    pub(super) territory: Territory,
    pub(super) code: &'static str,
    pub(super) name: String,
    pub(super) page: Option<String>,
    /// Of the measure that is shown.
    pub(super) value: Option<f64>,
    /// How many have more, as the figures read, and one; none without a value.
    pub(super) rank: Option<usize>,
    pub(super) number: Option<f64>,
    pub(super) density: Option<String>,
    /// Class and text of the change over twelve months.
    pub(super) change: Option<(&'static str, String)>,
}

impl Lines {
    pub(super) fn find(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> Self {
        let (measure, month) = (view.map, view.month);
        let decimals = measure.indicator(parts).decimals;
        let of = |measure: Measure, territory: &Territory| measure.value(territory, parts, numbers, month);
        let mut all: Vec<Line> = all_departments()
            .map(|(territory, code)| Line {
                code,
                name: words.territory(&territory),
                page: page_of(&territory, numbers, month, words),
                value: of(measure, &territory),
                rank: None,
                number: of(Measure::Number, &territory),
                density: of(Measure::Density, &territory)
                    .map(|value| words.language.number(value, parts.map.density.decimals)),
                change: of(Measure::Change, &territory)
                    .map(|net| (tendency(parts.map.change, net), words.language.change(net, 0))),
                territory,
            })
            .collect();
        all.sort_by(|a, b| {
            let (va, vb) = (a.value.unwrap_or(f64::MIN), b.value.unwrap_or(f64::MIN));
            vb.total_cmp(&va).then_with(|| plain(&a.name).cmp(&plain(&b.name)))
        });
        let read = |value: f64| (value * 10f64.powi(decimals as i32)).round();
        let known: Vec<f64> = all.iter().filter_map(|line| line.value).collect();
        for line in &mut all {
            line.rank =
                line.value.map(|own| 1 + known.iter().filter(|other| read(**other) > read(own)).count());
        }
        Self {
            nation: of(measure, &Territory::France),
            classes: classes(&known, measure, decimals),
            measure,
            decimals,
            month,
            all,
        }
    }

    /// What is measured, for the legend.
    pub(super) fn name(&self, words: Words) -> String {
        words.find(&format!("map-measure-{}", self.measure.code())).unwrap_or_default()
    }

    pub(super) fn month(&self, words: Words) -> String {
        words.language.month(self.month)
    }

    /// A value of the measure as a reader sees it.
    pub(super) fn write(&self, value: Option<f64>, words: Words) -> String {
        match (value, self.measure) {
            (None, _) => words.say("no-value"),
            (Some(value), Measure::Change) => words.language.change(value, self.decimals),
            (Some(value), _) => words.language.number(value, self.decimals),
        }
    }

    /// The value in the middle: as many departments have more as have less.
    pub(super) fn median(&self) -> Option<f64> {
        let known: Vec<f64> = self.all.iter().filter_map(|line| line.value).collect();
        let middle = known.len() / 2;
        let upper = known.get(middle)?;
        if known.len() % 2 == 1 { Some(*upper) } else { Some((upper + known.get(middle - 1)?) / 2.0) }
    }

    pub(super) fn shade(&self, line: &Line) -> Shade {
        line.value.map_or(Shade::Unknown, |value| self.shade_of(self.classes.class(value)))
    }

    /// A loss is no small gain: it has a colour of its own.
    pub(super) fn shade_of(&self, class: usize) -> Shade {
        match (self.measure, class.checked_sub(1)) {
            (Measure::Change, None) => Shade::Loss,
            (Measure::Change, Some(class)) => Shade::of(class, self.classes.number() - 1),
            _ => Shade::of(class, self.classes.number()),
        }
    }

    /// All there is to say of each department, in the order of the lines.
    pub(super) fn labels(&self, words: Words) -> Vec<String> {
        let total = self.all.len().to_string();
        let label = |line: &Line| {
            let place = words.with("map-place", &[("name", &line.name), ("code", line.code)]);
            let (Some(rank), Some(number)) = (line.rank, line.number) else {
                return words.with("map-label-unknown", &[("place", &place)]);
            };
            let number = words.counted("map-number", number, &[]);
            let value = match self.measure {
                Measure::Number => line.density.clone().unwrap_or_else(|| words.say("no-value")),
                _ => self.write(line.value, words),
            };
            let key = match self.measure {
                Measure::Density => "map-label-density",
                Measure::Number => "map-label-number",
                Measure::Change => "map-label-change",
            };
            let gaps = [
                ("place", place.as_str()),
                ("value", &value),
                ("number", &number),
                ("rank", &rank.to_string()),
                ("total", &total),
            ];
            words.language.typeset(&words.with(key, &gaps))
        };
        self.all.iter().map(label).collect()
    }

    pub(super) fn areas<'a>(&'a self, labels: &'a [String]) -> impl Iterator<Item = Area<'a>> {
        self.all.iter().zip(labels).map(|(line, label)| Area {
            department: line.code,
            shade: self.shade(line),
            label,
            page: line.page.as_deref(),
        })
    }
}

/// A change is parted at zero first; its gains, like every other measure, where few digits part them evenly.
fn classes(known: &[f64], measure: Measure, decimals: usize) -> Classes {
    if measure != Measure::Change {
        return Classes::of(known, 5, decimals);
    }
    let gains: Vec<f64> = known.iter().copied().filter(|change| *change > 0.0).collect();
    let least = 10f64.powi(-(decimals as i32));
    let bounds = [0.0, least].into_iter().chain(Classes::of(&gains, 4, decimals).bounds);
    Classes::between(bounds.collect(), decimals)
}
