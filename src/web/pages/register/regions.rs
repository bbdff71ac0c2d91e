//! The register region by region, beside FINESS.

use super::super::super::words::Words;
use super::super::panels::numbers::{Numbers, regions};
use super::super::panels::page_of;
use super::{Parts, Shown};
use crate::domain::geography::france;
use crate::domain::point::Reading;
use crate::domain::territory::Territory;

pub(super) struct Row {
    pub(super) name: String,
    pub(super) page: Option<String>,
    pub(super) is_whole: bool,
    pub(super) registered: String,
    pub(super) finess: String,
    pub(super) projects: String,
    pub(super) abandoned: String,
    pub(super) delay: String,
    pub(super) waiting: String,
}

/// The figures of one line, before they are written.
pub(super) struct Figures {
    pub(super) territory: Territory,
    /// None where the ARS keeps no register.
    pub(super) registered: Option<f64>,
    /// How well it is known.
    pub(super) reading: Option<Reading>,
    /// In France, of the regions that keep a register.
    pub(super) finess: Option<f64>,
    pub(super) projects: Option<f64>,
    pub(super) abandoned: Option<f64>,
    /// Months from the idea to the opening: the sum of the stages.
    pub(super) delay: Option<f64>,
    /// Contradictions to be decided.
    pub(super) waiting: Option<usize>,
}

/// Months from the idea to the opening: the means of the stages, added up; nothing when one is unknown.
pub(super) fn whole_delay(
    parts: &Parts,
    numbers: &Numbers,
    territory: &Territory,
    shown: &Shown,
) -> Option<f64> {
    parts.delays.iter().map(|delay| numbers.value(delay, territory, shown.month)).sum()
}

impl Shown {
    /// France, then the 18 regions: most projects first, those without a register last.
    pub(super) fn figures(&self, parts: &Parts) -> Vec<Figures> {
        let mut lines: Vec<Figures> = regions().map(|territory| self.line(parts, territory)).collect();
        lines.sort_by(|a, b| b.projects.unwrap_or(-1.0).total_cmp(&a.projects.unwrap_or(-1.0)));
        lines.insert(0, self.line(parts, Territory::France));
        lines
    }

    fn line(&self, parts: &Parts, territory: Territory) -> Figures {
        let value = |indicator| self.numbers.value(indicator, &territory, self.month);
        let is_inside = |department: &str| match &territory {
            Territory::Region(code) => france().region_of(department) == Some(code),
            _ => true,
        };
        let waiting = self.waiting.iter().filter(|one| is_inside(&one.discrepancy.department)).count();
        let reading = self.numbers.reading(parts.registered, &territory, self.month);
        let registered = reading.and_then(|reading| reading.value);
        let is_part = territory == Territory::France && registered.is_some();
        Figures {
            finess: if is_part { self.finess_beside(parts) } else { value(parts.finess) },
            reading,
            projects: value(parts.projects),
            abandoned: value(parts.abandoned),
            delay: whole_delay(parts, &self.numbers, &territory, self),
            waiting: registered.map(|_| waiting),
            registered,
            territory,
        }
    }

    /// How many of the 18 regions keep a register.
    pub(super) fn kept(&self, parts: &Parts) -> usize {
        regions().filter(|region| self.numbers.value(parts.registered, region, self.month).is_some()).count()
    }

    /// What FINESS shows where a register is kept.
    pub(super) fn finess_beside(&self, parts: &Parts) -> Option<f64> {
        let value = |indicator, region: &Territory| self.numbers.value(indicator, region, self.month);
        let kept = regions().filter(|region| value(parts.registered, region).is_some());
        kept.map(|region| value(parts.finess, &region)).sum()
    }

    pub(super) fn rows(&self, parts: &Parts) -> Vec<Row> {
        self.figures(parts).iter().map(|line| self.row(line, self.words)).collect()
    }

    /// Registers are not kept everywhere: what they add up to is not France.
    pub(super) fn named(&self, line: &Figures) -> String {
        match (&line.territory, line.registered) {
            (Territory::France, Some(_)) => self.words.say("register-whole"),
            (territory, _) => self.words.territory(territory),
        }
    }

    fn row(&self, line: &Figures, words: Words) -> Row {
        let count =
            |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| words.language.count(value));
        let is_whole = line.territory == Territory::France;
        Row {
            name: self.named(line),
            page: page_of(&line.territory, &self.numbers, self.numbers.last, words),
            is_whole,
            registered: match line.registered {
                None => words.say("register-none"),
                registered => count(registered),
            },
            finess: count(line.finess),
            projects: count(line.projects),
            abandoned: count(line.abandoned),
            delay: line.delay.map_or_else(|| "–".to_owned(), |months| words.language.number(months, 1)),
            waiting: count(line.waiting.map(|waiting| waiting as f64)),
        }
    }
}
