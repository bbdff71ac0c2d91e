//! The regions from the highest to the lowest value, each with the interval around it, against the country.

use super::super::panels::numbers::regions;
use super::super::panels::{reading, tiles};
use super::Shown;
use super::query::View;
use crate::charts::bars::Reference;
use crate::charts::whiskers::{self, whiskers};
use crate::charts::{Size, Texts};
use crate::domain::point::Reading;
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

pub(super) struct Regions {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) wide: String,
    pub(super) narrow: String,
    pub(super) rows: Vec<Row>,
    pub(super) has_interval: bool,
    pub(super) has_coverage: bool,
    pub(super) has_parts: bool,
}

/// A line of the table of territories.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) page: String,
    pub(super) is_whole: bool,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) numerator: String,
    pub(super) denominator: String,
    pub(super) coverage: String,
    pub(super) change: (&'static str, String),
    pub(super) state: String,
}

/// A territory with what is known of it at the month shown.
pub(super) struct Ranked {
    pub(super) territory: Territory,
    pub(super) name: String,
    pub(super) reading: Option<Reading>,
}

impl Ranked {
    pub(super) fn value(&self) -> Option<f64> {
        self.reading?.value
    }
}

impl Shown<'_> {
    /// The highest value first; what is not known last.
    pub(super) fn ranked(&self, territories: impl Iterator<Item = Territory>) -> Vec<Ranked> {
        let mut all: Vec<Ranked> = territories
            .map(|territory| Ranked {
                name: self.words.territory(&territory),
                reading: self.reading(&territory),
                territory,
            })
            .collect();
        all.sort_by(|a, b| {
            let (va, vb) = (a.value().unwrap_or(f64::MIN), b.value().unwrap_or(f64::MIN));
            vb.total_cmp(&va).then_with(|| plain(&a.name).cmp(&plain(&b.name)))
        });
        all
    }

    pub(super) fn regions(&self) -> Regions {
        let ranked = self.ranked(regions());
        let title =
            self.spread_title(&ranked).unwrap_or_else(|| self.few_title(&ranked, "regions-title-none"));
        let nation = self.nation();
        let rows = std::iter::once(Territory::France)
            .chain(ranked.iter().map(|line| line.territory.clone()))
            .map(|territory| self.row(&territory));
        let rows: Vec<Row> = rows.collect();
        Regions {
            wide: self.regions_drawing(&ranked, &title, None, Size::Wide),
            narrow: self.regions_drawing(&ranked, &title, None, Size::Narrow),
            subtitle: self
                .words
                .with("whiskers-subtitle", &[("nation", &nation), ("shown", &self.shown_of(&ranked))]),
            has_interval: rows.iter().any(|row| !row.interval.is_empty()),
            has_coverage: rows.iter().any(|row| !row.coverage.is_empty()),
            has_parts: self.indicator.denominator.is_some(),
            rows,
            title,
        }
    }

    /// With fewer than two values there is nothing to compare.
    pub(super) fn few_title(&self, ranked: &[Ranked], none: &str) -> String {
        let is_known = ranked.iter().any(|line| line.value().is_some());
        if is_known { self.words.say("title-few") } else { self.words.find(none).unwrap_or_default() }
    }

    /// How many of them show a value, where some do not.
    pub(super) fn shown_of(&self, ranked: &[Ranked]) -> String {
        let (known, all) = (ranked.iter().filter(|line| line.value().is_some()).count(), ranked.len());
        if known == all {
            return String::new();
        }
        self.words.counted("shown-of", known as f64, &[("all", &all.to_string())])
    }

    /// « France : 4,0 ».
    pub(super) fn nation(&self) -> String {
        self.words.with("national-mean", &[("mean", &self.cell(&Territory::France))])
    }

    /// From the lowest to the highest, in words; none with fewer than two.
    pub(super) fn spread_title(&self, ranked: &[Ranked]) -> Option<String> {
        let mut known = ranked.iter().filter(|line| line.value().is_some());
        let (top, bottom) = (known.next()?, known.next_back()?);
        let [most, least] = [top, bottom].map(|line| self.cell(&line.territory));
        if most == least {
            return Some(self.words.with("spread-title-same", &[("value", &most)]));
        }
        let [most_in, least_in] =
            [(top, &most), (bottom, &least)].map(|(line, cell)| self.places(ranked, line, cell));
        let gaps = [("most", most.as_str()), ("mostIn", &most_in), ("least", &least), ("leastIn", &least_in)];
        Some(self.words.with("spread-title", &gaps))
    }

    /// Where a value stands: the place itself, or how many there are of it.
    fn places(&self, ranked: &[Ranked], line: &Ranked, cell: &str) -> String {
        let alike =
            ranked.iter().filter(|other| other.value().is_some() && self.cell(&other.territory) == cell);
        match alike.count() {
            1 => self.place(&line.territory),
            many => {
                let is_region = matches!(line.territory, Territory::Region(_));
                let key = if is_region { "in-regions" } else { "in-departments" };
                self.words.counted(key, many as f64, &[])
            }
        }
    }

    pub(super) fn regions_drawing(
        &self,
        ranked: &[Ranked],
        title: &str,
        caption: Option<&str>,
        size: Size,
    ) -> String {
        let words = self.words;
        let cells: Vec<String> = ranked.iter().map(|line| self.cell(&line.territory)).collect();
        let own = &self.view.territory;
        let around = super::region_of(own);
        let rows: Vec<whiskers::Row> = ranked
            .iter()
            .zip(&cells)
            .map(|(line, text)| whiskers::Row {
                label: &line.name,
                value: line.value().map(|value| reading::on_axis(self.indicator, value)),
                interval: line.reading.and_then(|reading| self.interval_on_axis(&reading)),
                text,
                is_marked: line.territory == *own || around.as_ref() == Some(&line.territory),
            })
            .collect();
        let nation = self.nation();
        let reference = self.reading(&Territory::France).and_then(|reading| reading.value);
        // A count of the country stands far beyond those of its regions.
        let reference = reference.filter(|_| self.indicator.denominator.is_some());
        let reference = reference
            .map(|value| Reference { value: reading::on_axis(self.indicator, value), text: &nation });
        let label = words.language.typeset(&self.indicator.text(words.language).name);
        let desc = words.with("whiskers-desc", &[("name", &label), ("nation", &nation)]);
        let empty = words.say("trajectory-empty");
        let texts = Texts {
            id: "regions-chart",
            title,
            desc: &desc,
            empty: &empty,
            heading: caption.map(|_| title),
            caption,
        };
        let write = |place| reading::from_axis(self.indicator, place, words);
        whiskers(&texts, &rows, reference, &write, size)
    }

    fn interval_on_axis(&self, reading: &Reading) -> Option<(f64, f64)> {
        let (low, high) = reading::interval(self.indicator, reading)?;
        Some((reading::on_axis(self.indicator, low), reading::on_axis(self.indicator, high)))
    }

    pub(super) fn row(&self, territory: &Territory) -> Row {
        let words = self.words;
        let reading = self.reading(territory);
        let change = self.numbers.change(self.indicator, territory, self.view.month);
        let number = |value| reading::plain_number(value, words).unwrap_or_else(|| "–".to_owned());
        Row {
            name: self.name(territory),
            page: self.address(&View { territory: territory.clone(), ..self.view.clone() }),
            is_whole: *territory == Territory::France,
            value: self.cell(territory),
            interval: reading::range(self.indicator, reading, words).unwrap_or_default(),
            numerator: number(reading.and_then(|reading| reading.numerator)),
            denominator: number(reading.and_then(|reading| reading.denominator)),
            coverage: reading::coverage(reading, words).unwrap_or_default(),
            change: change.map_or_else(
                || ("flat", "–".to_owned()),
                |change| {
                    (
                        tiles::tendency(self.indicator, change),
                        tiles::written_change(self.indicator, change, words),
                    )
                },
            ),
            state: reading::badge(reading, words).2,
        }
    }
}
