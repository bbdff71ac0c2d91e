//! The measures of an objective as a reader sees them.

use super::super::super::words::Words;
use super::super::address;
use super::super::method::mark_key;
use super::super::panels::tiles::{state_key, written};
use super::Shown;
use super::actions::{Amount, Origin, Report};
use crate::catalog::plan::{Axis, Measure};
use crate::domain::point::State;
use crate::domain::territory::Territory;

/// One objective: a card with a table.
pub(super) struct Objective {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) aim: String,
    pub(super) lines: Vec<Line>,
    /// Every year that was reported.
    pub(super) years: Vec<Year>,
    /// The source of all lines, when they have the same.
    pub(super) source: Option<String>,
}

/// One measure, with the latest year reported.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) foreseen: String,
    /// Where that comes from, and how sure it is; none when nothing was foreseen.
    pub(super) foreseen_source: Option<String>,
    pub(super) followed: Vec<Followed>,
    /// Of the latest year, one a source; empty when nothing was reported.
    pub(super) reported: Vec<Year>,
}

/// An indicator that follows a measure.
pub(super) struct Followed {
    pub(super) name: String,
    pub(super) page: String,
    pub(super) value: String,
}

/// What one source reports of one year.
pub(super) struct Year {
    pub(super) measure: String,
    pub(super) year: String,
    pub(super) target: String,
    pub(super) done: String,
    /// Width of the bar, out of 100.
    pub(super) bar: Option<String>,
    pub(super) committed: String,
    pub(super) paid: String,
    pub(super) source: String,
}

impl Shown {
    pub(super) fn objectives(&self) -> Vec<Objective> {
        let axes = &self.catalog.plan.axes;
        (1..).zip(axes).map(|(number, axis)| self.objective(number, axis)).collect()
    }

    fn objective(&self, number: usize, axis: &Axis) -> Objective {
        let words = self.words;
        let text = axis.text(words.language);
        let name = words.language.typeset(&text.name);
        let of = |measure: &Measure| measure.code.as_deref().map(|code| self.reports_of(code));
        let lines: Vec<Line> = axis.measures.iter().map(|measure| self.line(measure)).collect();
        let mut sources = lines.iter().flat_map(|line| &line.reported).map(|year| &year.source);
        let source = sources.next().filter(|first| sources.all(|source| source == *first)).cloned();
        Objective {
            id: format!("objective-{number}"),
            name: if axis.beside { name } else { format!("{number}. {name}") },
            aim: words.language.typeset(&text.aim),
            lines,
            source,
            years: axis
                .measures
                .iter()
                .flat_map(|measure| {
                    let name = &measure.text(words.language).name;
                    of(measure).unwrap_or_default().into_iter().map(|report| year(report, name, words))
                })
                .collect(),
        }
    }

    fn reports_of(&self, code: &str) -> Vec<&Report> {
        self.reports.iter().filter(|report| report.measure == code).collect()
    }

    fn line(&self, measure: &Measure) -> Line {
        let words = self.words;
        let text = measure.text(words.language);
        let plan = &self.catalog.plan;
        let source = measure.source.as_deref().unwrap_or(&plan.source);
        let mark = words.say(mark_key(measure.mark.unwrap_or(plan.mark)));
        let reports = measure.code.as_deref().map(|code| self.reports_of(code)).unwrap_or_default();
        let latest = reports.iter().map(|report| report.year).max();
        let of_latest = reports.iter().filter(|report| Some(report.year) == latest);
        Line {
            name: words.language.typeset(&text.name),
            foreseen: text
                .foreseen
                .as_ref()
                .map_or_else(|| words.say("plan-no-figure"), |foreseen| words.language.typeset(foreseen)),
            foreseen_source: text
                .foreseen
                .as_ref()
                .map(|_| format!("{} ({mark})", words.language.typeset(source))),
            followed: measure.indicators.iter().filter_map(|id| self.followed(id)).collect(),
            reported: of_latest.map(|report| year(report, &text.name, words)).collect(),
        }
    }

    fn followed(&self, id: &str) -> Option<Followed> {
        let words = self.words;
        let indicator = self.catalog.indicator(id)?;
        let numbers = self.numbers.as_ref();
        let reading = numbers.and_then(|n| n.reading(indicator, &Territory::France, n.last));
        let value = match (reading.and_then(|reading| reading.value), reading.map(|reading| reading.state)) {
            (Some(value), state) => {
                let month = numbers.map(|numbers| words.language.month(numbers.last)).unwrap_or_default();
                let value = written(indicator, value, words);
                let value = words.with("plan-followed-value", &[("value", &value), ("month", &month)]);
                match state {
                    None | Some(State::Observed) => value,
                    Some(state) => format!("{value} ({})", words.say(state_key(state))),
                }
            }
            (None, state) => words.say(state_key(state.unwrap_or(State::NotSupplied))),
        };
        Some(Followed {
            name: words.language.typeset(&indicator.text(words.language).name),
            page: address(words.language, &format!("/indicateurs/{id}")),
            value,
        })
    }
}

fn year(report: &Report, measure: &str, words: Words) -> Year {
    let counted = |amount| write(amount, words, |value| with_unit(value, &report.unit, words));
    let euros = |amount| write(amount, words, |value| euros(value, words));
    Year {
        measure: words.language.typeset(measure),
        year: report.year.to_string(),
        target: counted(report.target),
        done: counted(report.done),
        bar: report.share().map(|share| format!("{:.1}", 100.0 * share)),
        committed: euros(report.committed),
        paid: euros(report.paid),
        source: told(report, words),
    }
}

/// The source, and of whom it speaks when it is not the country.
fn told(report: &Report, words: Words) -> String {
    let source = if report.source.is_empty() { words.say("plan-no-source") } else { report.source.clone() };
    let source = words.language.typeset(&source);
    let Origin::Parts { territories, structures } = report.origin else { return source };
    let part = |key: &str, number: usize| (number > 0).then(|| words.counted(key, number as f64, &[]));
    let parts = [part("plan-territories", territories), part("plan-structures", structures)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    words.with("plan-sum", &[("source", &source), ("parts", &parts.join(" + "))])
}

fn write(amount: Amount, words: Words, known: impl Fn(f64) -> String) -> String {
    match amount {
        Amount::Known(value) => known(value),
        Amount::Hidden => words.say("plan-hidden"),
        Amount::Unknown => "–".to_owned(),
    }
}

fn with_unit(value: f64, unit: &str, words: Words) -> String {
    let number = words.language.number(value, if value.fract() == 0.0 { 0 } else { 1 });
    if unit.is_empty() { number } else { format!("{number}\u{a0}{}", words.language.typeset(unit)) }
}

/// `2,4 M€` from a million on, `350 000 €` below.
pub(super) fn euros(value: f64, words: Words) -> String {
    if value.abs() < 1e6 {
        return words.with("plan-euros", &[("n", &words.language.count(value))]);
    }
    let millions = (value / 1e5).round() / 10.0;
    let written = words.language.number(millions, if millions.fract() == 0.0 { 0 } else { 1 });
    words.with("plan-millions", &[("n", &written)])
}
