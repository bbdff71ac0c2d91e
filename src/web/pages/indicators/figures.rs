//! The figure of the territory shown: its value, how sure it is, what stands behind it, and what is beside it.

use super::super::panels::{reading, tiles};
use super::{Shown, region_of};
use crate::domain::point::{Reading, State};
use crate::domain::territory::Territory;

pub(super) struct Figure {
    pub(super) value: String,
    pub(super) unit: String,
    pub(super) badge: (&'static str, &'static str, String),
    /// What the state means, unless the value was simply observed.
    pub(super) because: Option<String>,
    pub(super) change: Option<(&'static str, String)>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) source: String,
}

impl Shown<'_> {
    pub(super) fn reading(&self, territory: &Territory) -> Option<Reading> {
        self.numbers.reading(self.indicator, territory, self.view.month)
    }

    pub(super) fn cell(&self, territory: &Territory) -> String {
        reading::cell(self.indicator, self.reading(territory), self.words)
    }

    /// The finding: the value, where, and how it moved.
    pub(super) fn title(&self) -> String {
        let words = self.words;
        let own = &self.view.territory;
        let name = words.language.typeset(&self.indicator.text(words.language).name);
        let (place, month) = (self.place(own), words.language.month(self.view.month));
        let reading = self.reading(own);
        let Some(value) = reading.and_then(|reading| reading.value) else {
            let state = reading::cell(self.indicator, reading, words);
            let gaps = [("name", name.as_str()), ("place", &place), ("month", &month), ("state", &state)];
            return words.with("indicator-title-missing", &gaps);
        };
        let unit = tiles::unit(self.indicator, Some(value), words);
        let value = tiles::written(self.indicator, value, words);
        // A name that ends in what it counts needs no unit.
        let value = if unit.is_empty() || unit == words.say("unit-structures") {
            value
        } else {
            format!("{value}\u{a0}{unit}")
        };
        let gaps = [("name", name.as_str()), ("place", &place), ("value", &value)];
        match self.numbers.change(self.indicator, own, self.view.month) {
            None => words.with("indicator-title-plain", &gaps),
            Some(change) => {
                let change = tiles::written_change(self.indicator, change, words);
                if change == "=" {
                    return words.with("indicator-title-same", &gaps);
                }
                words.with("indicator-title", &[&gaps[..], &[("change", change.as_str())]].concat())
            }
        }
    }

    pub(super) fn figure(&self) -> Figure {
        let (words, own) = (self.words, &self.view.territory);
        let reading = self.reading(own);
        let value = reading.and_then(|reading| reading.value);
        let state = reading::state(reading);
        let because = match state {
            State::Observed => None,
            state => words.find(&format!("states-text-{}", state.as_str().replace(' ', "-"))).map(|text| {
                let state = reading::badge(reading, words).2;
                words.with("state-because", &[("state", &state), ("text", &text)])
            }),
        };
        let change = self.numbers.change(self.indicator, own, self.view.month);
        Figure {
            value: self.cell(own),
            unit: tiles::unit(self.indicator, value, words),
            badge: reading::badge(reading, words),
            because,
            change: change.map(|change| {
                let class = tiles::tendency(self.indicator, change);
                (class, tiles::written_change(self.indicator, change, words))
            }),
            facts: self.facts(reading),
            source: tiles::source_line(self.indicator, &self.numbers, self.view.month, words),
        }
    }

    fn facts(&self, reading: Option<Reading>) -> Vec<(String, String)> {
        let (words, own) = (self.words, &self.view.territory);
        let fact = |key: &str, value: Option<String>| value.map(|value| (words.say(key), value));
        let number = |value| reading::plain_number(value, words);
        let has_parts = self.indicator.denominator.is_some();
        let mut facts = vec![
            fact("fact-interval", reading::range(self.indicator, reading, words)),
            fact("fact-numerator", number(reading.and_then(|r| r.numerator)).filter(|_| has_parts)),
            fact("fact-denominator", number(reading.and_then(|r| r.denominator)).filter(|_| has_parts)),
            fact(
                "fact-structures",
                reading.filter(|r| r.value.is_some()).map(|r| words.language.count(r.structures as f64)),
            ),
            fact("fact-coverage", reading::coverage(reading, words)),
        ];
        if *own != Territory::France {
            let around = region_of(own).into_iter().chain([Territory::France]);
            facts.extend(around.map(|other| Some((self.name(&other), self.cell(&other)))));
        }
        facts.into_iter().flatten().collect()
    }
}
