//! What is seen of a structure, in words: signals with their evidence, what cannot be told, the legal clock, what one
//! departure would cost, how fresh all that is.

use super::super::super::super::words::Words;
use super::super::declared::named;
use super::{inputs, source, way};
use crate::catalog::{Catalog, Rule};
use crate::domain::legal_clock::Clock;
use crate::domain::measure::Period;
use crate::domain::statement::Cell;
use crate::risk::consequence::{Consequence, Leaving};
use crate::risk::sheet::Signals;
use crate::risk::{Evidence, Finding, Verdict};

/// A label and what is said under it.
pub(super) type Line = (String, String);

pub(super) struct Seen {
    pub(super) threats: Vec<Signal>,
    pub(super) protections: Vec<Signal>,
    /// Name of the rule, and the inputs that it lacks.
    pub(super) untold: Vec<Line>,
    pub(super) clock: Vec<Line>,
    pub(super) departure: Vec<Line>,
    /// Whoever reads is not shown all of it.
    pub(super) is_partial: bool,
    pub(super) levers: Vec<Line>,
    /// By source, the last period.
    pub(super) fresh: Vec<Line>,
}

pub(super) struct Signal {
    pub(super) name: String,
    pub(super) sentence: String,
    /// Whether it makes a structure critical by itself.
    pub(super) is_critical: bool,
    pub(super) marks: Vec<String>,
    pub(super) evidence: Vec<Line>,
    pub(super) missing: String,
}

impl Seen {
    pub(super) fn of(signals: &Signals, catalog: &Catalog, words: Words) -> Self {
        let model = &catalog.risk;
        let mut rules: Vec<(&Rule, &Finding)> = signals
            .findings
            .iter()
            .filter_map(|finding| Some((model.rule(&finding.rule)?, finding)))
            .collect();
        rules.sort_by_key(|(rule, finding)| (std::cmp::Reverse(finding.verdict), -rule.weight.abs()));
        let fired = |protects: bool| {
            let fired = rules.iter().filter(move |(rule, it)| it.fires() && rule.protects() == protects);
            fired.map(|(rule, finding)| Signal::of(rule, finding, catalog, words)).collect()
        };
        let untold = rules.iter().filter(|(_, finding)| finding.verdict == Verdict::CannotTell);
        let mut levers: Vec<&str> = Vec::new();
        for (rule, _) in rules.iter().filter(|(rule, finding)| finding.fires() && !rule.protects()) {
            let new: Vec<&str> =
                rule.levers.iter().map(String::as_str).filter(|lever| !levers.contains(lever)).collect();
            levers.extend(new);
        }
        let fresh = signals.fresh.iter().filter_map(|(id, period)| {
            Some((source(id, catalog, words), named(Period::read(period)?, words)))
        });
        Self {
            threats: fired(false),
            protections: fired(true),
            untold: untold
                .map(|(rule, finding)| {
                    let missing = inputs(finding.missing.iter().map(AsRef::as_ref), words);
                    (words.language.typeset(&rule.text(words.language).name), missing)
                })
                .collect(),
            clock: clock(&signals.clock, words),
            departure: signals.consequence.as_ref().map_or_else(Vec::new, |cost| departure(cost, words)),
            is_partial: signals.is_partial,
            levers: levers.into_iter().filter_map(|lever| Some(way(model.lever(lever)?, words))).collect(),
            fresh: fresh.collect(),
        }
    }
}

impl Signal {
    fn of(rule: &Rule, finding: &Finding, catalog: &Catalog, words: Words) -> Self {
        let text = rule.text(words.language);
        let mut marks = Vec::new();
        marks.extend(finding.to_confirm.then(|| words.say("signal-to-confirm")));
        marks.extend(
            finding
                .carried_from
                .map(|month| words.with("signal-carried", &[("month", &words.language.month(month))])),
        );
        let evidence = finding.evidence.iter().map(|evidence| told(evidence, catalog, words));
        Self {
            name: words.language.typeset(&text.name),
            sentence: words.language.typeset(&text.sentence),
            is_critical: finding.verdict == Verdict::Critical,
            marks,
            evidence: evidence.collect(),
            missing: inputs(finding.missing.iter().map(AsRef::as_ref), words),
        }
    }
}

/// A figure behind a signal, of when and from whom.
fn told(evidence: &Evidence, catalog: &Catalog, words: Words) -> Line {
    let name = evidence.name.as_ref();
    let label = words.find(&format!("input-{name}")).or_else(|| words.find(&format!("figure-of-{name}")));
    let label = label.unwrap_or_else(|| name.to_owned());
    let value = match (&evidence.value, name) {
        (Some(Cell::Numbers(years)), "gp_births" | "other_births") => ages(years, &evidence.period, words),
        (Some(cell), _) => value(cell, words),
        (None, _) => words.say("assessment-withheld"),
    };
    if evidence.source.is_empty() {
        return (label, value);
    }
    let when = Period::read(&evidence.period).map(|period| named(period, words)).unwrap_or_default();
    let from = [source(&evidence.source, catalog, words), when];
    let from = from.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    (label, words.with("assessment-from", &[("value", &value), ("source", &from)]))
}

/// Ages are shown in three bands only.
fn ages(years: &[f64], period: &str, words: Words) -> String {
    let Some(told) = period.get(..4).and_then(|year| year.parse::<f64>().ok()) else { return String::new() };
    let count = |from: f64, to: f64| {
        let within = years.iter().filter(|born| (from..to).contains(&(told - **born))).count();
        words.language.count(within as f64)
    };
    let bands = [count(0.0, 40.0), count(40.0, 55.0), count(55.0, 200.0)];
    words.with("assessment-ages", &[("young", &bands[0]), ("middle", &bands[1]), ("aged", &bands[2])])
}

fn value(cell: &Cell, words: Words) -> String {
    let language = words.language;
    let number = |value: &f64| language.number(*value, if value.fract() == 0.0 { 0 } else { 2 });
    let text = |text: &String| match text.parse() {
        Ok(day) => language.day(day),
        Err(_) => coded(text, words).unwrap_or_else(|| language.typeset(text)),
    };
    match cell {
        Cell::Flag(flag) => words.say(if *flag { "yes" } else { "no" }),
        Cell::Number(value) => number(value),
        Cell::Text(one) => text(one),
        Cell::Numbers(values) if !values.is_empty() => {
            values.iter().map(number).collect::<Vec<_>>().join(" · ")
        }
        Cell::Texts(texts) if !texts.is_empty() => texts.iter().map(text).collect::<Vec<_>>().join(", "),
        Cell::Numbers(_) | Cell::Texts(_) => words.say("assessment-nothing"),
    }
}

/// Codes that have a name.
fn coded(code: &str, words: Words) -> Option<String> {
    match code {
        "ZIP" | "ZAC" | "HZ" => words.find(&format!("zone-one-{code}")),
        "sisa" | "other" => words.find(&format!("legal-form-{code}")),
        _ => None,
    }
}

fn clock(clock: &Clock, words: Words) -> Vec<Line> {
    let day = |day: chrono::NaiveDate| words.language.day(day);
    let state = serde_json::to_value(clock.state).ok();
    let state = state.as_ref().and_then(serde_json::Value::as_str).unwrap_or("unknown");
    let state = words.find(&format!("clock-{state}")).unwrap_or_default();
    let mut lines = vec![(words.say("assessment-clock-state"), state)];
    lines.extend(clock.breach_start.map(|start| (words.say("assessment-clock-since"), day(start))));
    lines.extend(clock.request_possible.map(|end| (words.say("assessment-clock-end"), day(end))));
    lines.extend(clock.days_left.map(|days| {
        (words.say("assessment-clock-left"), words.counted("assessment-days", days as f64, &[]))
    }));
    lines.extend(clock.next_reminder.map(|next| (words.say("assessment-clock-reminder"), day(next.due))));
    lines.extend(
        clock
            .plan
            .filter(|is_it| *is_it)
            .map(|_| (words.say("assessment-clock-plan"), words.say("assessment-clock-plan-text"))),
    );
    lines.extend(clock.reformed_on.map(|on| {
        let text = words.with("assessment-clock-reform-text", &[("day", &day(on))]);
        (words.say("assessment-clock-reform"), text)
    }));
    if clock.breach_start.is_some() {
        lines.push((words.say("assessment-clock-aci"), words.say("signal-aci-to-confirm")));
    }
    lines
}

fn departure(cost: &Consequence, words: Words) -> Vec<Line> {
    let language = words.language;
    let leaving = |key: &str, leaving: &Leaving| {
        let (patients, share) = (language.count(leaving.patients.round()), language.share(leaving.share, 0));
        let gaps = [("patients", patients.as_str()), ("share", &share)];
        let text = words.with("assessment-leaving", &gaps);
        let aci = leaving.aci.map(|loss| {
            let euros = language.count((loss.patients + loss.associate).round());
            words.with("assessment-leaving-aci", &[("euros", &euros)])
        });
        (words.say(key), [Some(text), aci].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    let mut lines = Vec::new();
    lines.extend(cost.average.as_ref().map(|one| leaving("assessment-average", one)));
    lines.extend(cost.heaviest.as_ref().map(|one| leaving("assessment-heaviest", one)));
    lines.extend(cost.charges_by_remaining.zip(cost.charges_by_associate).map(|(after, now)| {
        let (after, now) = (language.count(after.round()), language.count(now.round()));
        let text = words.with("assessment-charges-text", &[("after", after.as_str()), ("now", &now)]);
        (words.say("assessment-charges"), text)
    }));
    lines.extend(cost.minimum_after.map(|is_reached| {
        let key = match (cost.minimum_now, is_reached) {
            (_, true) => "assessment-minimum-kept",
            (Some(false), false) => "assessment-minimum-not",
            (_, false) => "assessment-minimum-lost",
        };
        (words.say("assessment-minimum"), words.say(key))
    }));
    lines
}
