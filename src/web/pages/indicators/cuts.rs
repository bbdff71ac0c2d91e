//! The parts of a figure: by zone, by family of professions, by size, where the definition asks for them.

use super::super::panels::reading;
use super::Shown;
use crate::charts::bars::Reference;
use crate::charts::whiskers::{self, whiskers};
use crate::charts::{Size, Texts};
use crate::domain::cut::{Class, Cut};
use crate::domain::point::Reading;

/// One way of cutting, with its parts.
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) wide: String,
    pub(super) narrow: String,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) coverage: String,
    pub(super) state: String,
}

/// By what a cut parts the whole; nothing for the whole itself.
fn way(cut: &Cut) -> Option<&'static str> {
    match cut {
        Cut { zone: Some(_), .. } => Some("zone"),
        Cut { class: Some(Class::Group(_)), .. } => Some("group"),
        Cut { class: Some(Class::Size(_)), .. } => Some("size"),
        Cut { zone: None, class: None } => None,
    }
}

impl Shown<'_> {
    /// Of every cut that was made, what is known at the month shown.
    pub(super) fn cut_readings(&self) -> impl Iterator<Item = (&Cut, Option<Reading>)> {
        let month = self.view.month;
        self.cuts.iter().filter(|(cut, _)| way(cut).is_some()).map(move |(cut, spans)| {
            let span = spans.iter().find(|span| span.first <= month && month <= span.last);
            (cut, span.map(|span| span.reading))
        })
    }

    pub(super) fn groups(&self) -> Vec<Group> {
        let all: Vec<(&Cut, Option<Reading>)> = self.cut_readings().collect();
        let ways = [("zone", "cuts-zone"), ("group", "cuts-group"), ("size", "cuts-size")];
        ways.into_iter()
            .filter_map(|(id, key)| {
                let parts: Vec<(String, Option<Reading>)> = all
                    .iter()
                    .filter(|(cut, _)| way(cut) == Some(id))
                    .map(|(cut, reading)| (self.cut_name(cut), *reading))
                    .collect();
                if parts.is_empty() {
                    return None;
                }
                let place = self.place(&self.view.territory);
                let title = self.words.find(key).unwrap_or_default();
                let title = format!("{title}, {place}");
                Some(Group {
                    id,
                    wide: self.cut_drawing(id, &title, &parts, Size::Wide),
                    narrow: self.cut_drawing(id, &title, &parts, Size::Narrow),
                    rows: parts.iter().map(|(name, reading)| self.cut_row(name, *reading)).collect(),
                    title,
                })
            })
            .collect()
    }

    pub(super) fn cut_name(&self, cut: &Cut) -> String {
        let key = match (cut.zone, cut.class) {
            (Some(zone), _) => format!("zone-{}", zone.as_str()),
            (None, Some(Class::Group(group))) => format!("group-{}", group.as_str()),
            (None, Some(Class::Size(size))) => {
                let key = format!("size-{}", size.as_str().replace('+', "-more"));
                return self.words.find(&key).unwrap_or_else(|| size.as_str().to_owned());
            }
            (None, None) => return String::new(),
        };
        self.words.find(&key).unwrap_or(key)
    }

    fn cut_row(&self, name: &str, reading: Option<Reading>) -> Row {
        let words = self.words;
        Row {
            name: name.to_owned(),
            value: reading::cell(self.indicator, reading, words),
            interval: reading::range(self.indicator, reading, words).unwrap_or_default(),
            coverage: reading::coverage(reading, words).unwrap_or_default(),
            state: reading::badge(reading, words).2,
        }
    }

    fn cut_drawing(&self, id: &str, title: &str, parts: &[(String, Option<Reading>)], size: Size) -> String {
        let words = self.words;
        let cells: Vec<String> =
            parts.iter().map(|(_, reading)| reading::cell(self.indicator, *reading, words)).collect();
        let on_axis = |value| reading::on_axis(self.indicator, value);
        let rows: Vec<whiskers::Row> = parts
            .iter()
            .zip(&cells)
            .map(|((name, reading), text)| whiskers::Row {
                label: name,
                value: reading.and_then(|reading| reading.value).map(on_axis),
                interval: reading
                    .and_then(|reading| reading::interval(self.indicator, &reading))
                    .map(|(low, high)| (on_axis(low), on_axis(high))),
                text,
                is_marked: false,
            })
            .collect();
        let own = &self.view.territory;
        let whole = self.reading(own).and_then(|reading| reading.value);
        // A count of all stands far beyond those of its parts.
        let whole = whole.filter(|_| self.indicator.denominator.is_some());
        let text = format!("{}\u{a0}: {}", self.name(own), self.cell(own));
        let reference = whole.map(|value| Reference { value: on_axis(value), text: &text });
        let (id, empty) = (format!("cut-{id}"), words.say("trajectory-empty"));
        let texts = Texts { id: &id, title, desc: title, empty: &empty, ..Texts::default() };
        whiskers(&texts, &rows, reference, &|place| reading::from_axis(self.indicator, place, words), size)
    }
}
