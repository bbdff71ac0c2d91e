//! The indicator month by month, with the interval around it; the months of which nothing is known stay empty.

use super::super::panels::reading;
use super::super::panels::tiles;
use super::Shown;
use crate::charts::line::{self, Observed, Range, Words as Named};
use crate::charts::{Size, Texts};
use crate::domain::month::Month;
use crate::domain::point::{Reading, State};

pub(super) struct Trend {
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) wide: String,
    pub(super) narrow: String,
    pub(super) rows: Vec<Row>,
    pub(super) has_interval: bool,
    pub(super) has_coverage: bool,
}

/// The last months, then the ends of years.
pub(super) struct Row {
    pub(super) month: String,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) coverage: String,
    pub(super) state: String,
}

impl Shown<'_> {
    fn months(&self) -> impl DoubleEndedIterator<Item = Month> + use<> {
        let first = self.numbers.first;
        let start = self.view.since.and_then(|year| Month::new(year - 1, 12)).unwrap_or(first).max(first);
        Month::range(start, self.view.month)
    }

    /// Every month shown, with what is known of it.
    pub(super) fn series(&self) -> Vec<(Month, Option<Reading>)> {
        let own = &self.view.territory;
        self.months().map(|month| (month, self.numbers.reading(self.indicator, own, month))).collect()
    }

    pub(super) fn trend(&self) -> Trend {
        let words = self.words;
        let series = self.series();
        let title = self.trend_title(&series);
        let rows = self.rows(&series);
        Trend {
            wide: self.trend_drawing(&series, &title, None, Size::Wide),
            narrow: self.trend_drawing(&series, &title, None, Size::Narrow),
            subtitle: words.with("trend-subtitle", &[("place", &self.place(&self.view.territory))]),
            has_interval: rows.iter().any(|row| !row.interval.is_empty()),
            has_coverage: rows.iter().any(|row| !row.coverage.is_empty()),
            rows,
            title,
        }
    }

    /// From the first known value to the last, and the longest silence if there is one.
    pub(super) fn trend_title(&self, series: &[(Month, Option<Reading>)]) -> String {
        let words = self.words;
        let mut known = series.iter().filter_map(|(month, reading)| Some((*month, (*reading)?.value?)));
        let (Some((first, from)), last) = (known.next(), known.next_back()) else {
            return words.say("trend-title-none");
        };
        let write = |value| tiles::written(self.indicator, value, words);
        let Some((last, to)) = last else {
            let gaps = [("value", write(from)), ("month", words.language.month(first))];
            return words
                .with("trend-title-one", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
        };
        let gaps = [
            ("from", write(from)),
            ("first", words.language.month(first)),
            ("to", write(to)),
            ("last", words.language.month(last)),
        ];
        words.with("trend-title", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    pub(super) fn trend_drawing(
        &self,
        series: &[(Month, Option<Reading>)],
        title: &str,
        caption: Option<&str>,
        size: Size,
    ) -> String {
        let words = self.words;
        let (mut observed, mut ranges) = (Vec::new(), Vec::new());
        let mut before: Option<Month> = None;
        for (month, reading) in series {
            let Some((reading, value)) = reading.and_then(|reading| Some((reading, reading.value?))) else {
                continue;
            };
            observed.push(Observed {
                date: month.last_day(),
                value: reading::on_axis(self.indicator, value),
                estimated: reading.state != State::Observed,
                is_after_gap: before.is_some_and(|before| before + 1 != *month),
            });
            if let Some((low, high)) = reading::interval(self.indicator, &reading) {
                let [low, high] = [low, high].map(|bound| reading::on_axis(self.indicator, bound));
                ranges.push(Range { date: month.last_day(), low, high });
            }
            before = Some(*month);
        }
        let write = |place| reading::from_axis(self.indicator, place, words);
        let end = observed.last().map(|point| write(point.value)).unwrap_or_default();
        let detail = before.map(|month| words.language.month(month)).unwrap_or_default();
        let [name, estimated, interval, empty] =
            ["trend-observed", "trend-estimated", "trend-interval", "trajectory-empty"]
                .map(|key| words.say(key));
        let label = words.language.typeset(&self.indicator.text(words.language).name);
        let desc =
            words.with("trend-desc", &[("name", &label), ("place", &self.place(&self.view.territory))]);
        line::trajectory(
            &line::Trajectory {
                texts: Texts {
                    id: "trend",
                    title,
                    desc: &desc,
                    empty: &empty,
                    heading: caption.map(|_| title),
                    caption,
                },
                observed: &observed,
                ranges: &ranges,
                published: &[],
                required: &[],
                observed_words: Named { name: &name, end: &end, detail: &detail },
                estimated_name: &estimated,
                ranges_name: &interval,
                published_words: Named::default(),
                required_words: Named::default(),
                number: &write,
            },
            size,
        )
    }

    fn rows(&self, series: &[(Month, Option<Reading>)]) -> Vec<Row> {
        let (words, recent) = (self.words, self.view.month - 12);
        let shown = series.iter().rev().filter(|(month, _)| *month > recent || month.number() == 12);
        shown
            .map(|(month, reading)| Row {
                month: words.language.month(*month),
                value: reading::cell(self.indicator, *reading, words),
                interval: reading::range(self.indicator, *reading, words).unwrap_or_default(),
                coverage: reading::coverage(*reading, words).unwrap_or_default(),
                state: reading::badge(*reading, words).2,
            })
            .collect()
    }
}
