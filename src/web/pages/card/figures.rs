//! The measures of one model, each with its interval and what to compare it with; models side by side; what they gain on
//! simple rules.

use super::super::super::words::Words;
use super::{between, number, share};
use crate::risk::model::bootstrap::Interval;
use crate::risk::model::report::{Against, Report};

pub(super) struct Figure {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) reference: String,
}

/// How a measure is written.
#[derive(Clone, Copy)]
enum Form {
    Number(usize),
    Share,
}
use Form::{Number, Share};

impl Form {
    fn write(self, value: Option<f64>, words: Words) -> String {
        match self {
            Number(decimals) => number(value, decimals, words),
            Share => share(value, 1, words),
        }
    }

    fn interval(self, interval: Option<Interval>, words: Words) -> String {
        let said = |Interval { low, high }| {
            between(&self.write(Some(low), words), &self.write(Some(high), words), words)
        };
        interval.map_or_else(|| "–".to_owned(), said)
    }
}

/// A measure: its key, the share of the list that it speaks of, its value, what to compare it with.
struct Line {
    key: &'static str,
    first: Option<f64>,
    form: Form,
    value: Option<f64>,
    interval: Option<Interval>,
    reference: Option<(Reference, f64)>,
}

#[derive(Clone, Copy)]
enum Reference {
    Chance,
    Rate,
    Ideal,
    Everyone,
}

/// The ranking first, then the probabilities.
pub(super) fn figures(report: &Report, words: Words) -> Vec<Figure> {
    lines(report).into_iter().map(|line| line.said(words)).collect()
}

fn lines(report: &Report) -> Vec<Line> {
    let (mean, pooled, around) = (&report.mean, &report.pooled, report.intervals.unwrap_or_default());
    let yearly =
        report.origins.iter().map(|origin| origin.base_rate).sum::<f64>() / report.origins.len() as f64;
    let rate = report.events / report.n as f64;
    let entropy = -rate * rate.ln() - (1.0 - rate) * (1.0 - rate).ln();
    let of_list = |key, form, reference, measures: [(f64, f64, Option<Interval>); 3]| {
        measures.map(|(first, value, interval)| {
            let of = if let Reference::Rate = reference {
                yearly
            } else if key == "recall" {
                first
            } else {
                1.0
            };
            let reference = Some((reference, of));
            Line { key, first: Some(first), form, value: Some(value), interval, reference }
        })
    };
    let level = |key, decimals, value, interval, reference| Line {
        key,
        first: None,
        form: Number(decimals),
        value,
        interval,
        reference,
    };
    let mut lines = vec![
        level("auc", 3, Some(mean.auc), around.auc, Some((Reference::Chance, 0.5))),
        level("pr_auc", 3, Some(mean.pr_auc), around.pr_auc, Some((Reference::Rate, yearly))),
    ];
    lines.extend(of_list(
        "lift",
        Number(2),
        Reference::Chance,
        [
            (0.02, mean.lift_2, around.lift_2),
            (0.05, mean.lift_5, around.lift_5),
            (0.10, mean.lift_10, around.lift_10),
        ],
    ));
    lines.extend(of_list(
        "precision",
        Share,
        Reference::Rate,
        [
            (0.02, mean.precision_2, around.precision_2),
            (0.05, mean.precision_5, around.precision_5),
            (0.10, mean.precision_10, around.precision_10),
        ],
    ));
    lines.extend(of_list(
        "recall",
        Share,
        Reference::Chance,
        [
            (0.02, mean.recall_2, around.recall_2),
            (0.05, mean.recall_5, around.recall_5),
            (0.10, mean.recall_10, around.recall_10),
        ],
    ));
    lines.extend([
        level("brier", 5, pooled.brier, around.brier, Some((Reference::Everyone, rate * (1.0 - rate)))),
        level("brier_skill", 3, pooled.brier_skill, around.brier_skill, None),
        level("slope", 2, pooled.slope, around.slope, Some((Reference::Ideal, 1.0))),
        level("oe", 2, pooled.oe, around.oe, Some((Reference::Ideal, 1.0))),
        level("ece", 4, pooled.ece, None, Some((Reference::Ideal, 0.0))),
        level("log_loss", 4, pooled.log_loss, around.log_loss, Some((Reference::Everyone, entropy))),
    ]);
    lines
}

impl Line {
    fn said(self, words: Words) -> Figure {
        let first = self.first.map(|first| words.language.share(first, 0)).unwrap_or_default();
        let say = |end: &str| {
            let key = format!("card-measure-{}{end}", self.key);
            if self.first.is_some() { words.with(&key, &[("share", &first)]) } else { words.say(&key) }
        };
        let reference = |(reference, value): (Reference, f64)| {
            let key = match reference {
                Reference::Chance => "card-reference-chance",
                Reference::Rate => "card-reference-rate",
                Reference::Ideal => "card-reference-ideal",
                Reference::Everyone => "card-reference-everyone",
            };
            let form = match (self.form, reference) {
                (Number(decimals), Reference::Everyone) => Number(decimals),
                (Number(_), Reference::Chance | Reference::Ideal) if value.fract() == 0.0 => Number(0),
                (Number(_), Reference::Chance) => Number(1),
                (form, _) => form,
            };
            words.with(key, &[("value", &form.write(Some(value), words))])
        };
        Figure {
            name: say(""),
            text: say("-text"),
            value: self.form.write(self.value, words),
            interval: self.form.interval(self.interval, words),
            reference: self.reference.map(reference).unwrap_or_default(),
        }
    }
}

/// A model beside the others: its name, whether it is the one told in full, its measures.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) is_bar: bool,
    pub(super) cells: Vec<String>,
}

impl Row {
    pub(super) fn of(report: &Report, name: String, is_bar: bool, words: Words) -> Self {
        let (mean, pooled) = (&report.mean, &report.pooled);
        // A rule gives no probability, which is no measure that is missing.
        let level = |value: Option<f64>, decimals| match report.pooled.brier {
            Some(_) => number(value, decimals, words),
            None => "–".to_owned(),
        };
        let cells = vec![
            number(Some(mean.auc), 3, words),
            number(Some(mean.pr_auc), 3, words),
            number(Some(mean.lift_10), 2, words),
            share(Some(mean.recall_10), 0, words),
            level(pooled.brier, 5),
            level(pooled.slope, 2),
            level(pooled.oe, 2),
            level(pooled.log_loss, 4),
        ];
        Self { name, is_bar, cells }
    }
}

/// Heads of the columns of [`Row`].
pub(super) fn heads(words: Words) -> Vec<String> {
    let tenth = words.language.share(0.1, 0);
    let say = |key: &str| words.with(&format!("card-measure-{key}"), &[("share", &tenth)]);
    ["auc", "pr_auc", "lift", "recall", "brier", "slope", "oe", "log_loss"].map(say).into()
}

/// What a model gains on a rule.
pub(super) struct Gain {
    pub(super) rule: String,
    pub(super) auc: String,
    pub(super) pr_auc: String,
    /// Class and word: better, worse, or nothing established.
    pub(super) said: (&'static str, String),
}

impl Gain {
    pub(super) fn of(against: &Against, words: Words) -> Self {
        Self {
            rule: model(&against.rule, words),
            auc: gap(against.auc, against.auc_interval, words),
            pr_auc: gap(against.pr_auc, against.pr_auc_interval, words),
            said: match against.auc_interval {
                Some(interval) if interval.low > 0.0 => ("ok", words.say("card-said-better")),
                Some(interval) if interval.high < 0.0 => ("ko", words.say("card-said-worse")),
                _ => ("none", words.say("card-said-even")),
            },
        }
    }
}

fn gap(value: f64, interval: Option<Interval>, words: Words) -> String {
    let said = words.language.change(value, 3);
    match interval {
        Some(_) => format!("{said} ({})", changes(interval, words)),
        None => said,
    }
}

fn changes(interval: Option<Interval>, words: Words) -> String {
    let change = |value: f64| words.language.change(value, 3);
    interval.map(|Interval { low, high }| between(&change(low), &change(high), words)).unwrap_or_default()
}

/// How a model is called.
pub(super) fn model(id: &str, words: Words) -> String {
    words.find(&format!("card-model-{id}")).unwrap_or_else(|| id.to_owned())
}

/// The finding, in two sentences: how well it ranks, and whether better than the best simple rule.
pub(super) fn finding(report: &Report, words: Words) -> String {
    let around = report.intervals.unwrap_or_default();
    let gaps = [
        ("auc", number(Some(report.mean.auc), 3, words)),
        ("interval", Number(3).interval(around.auc, words)),
        ("recall", share(Some(report.mean.recall_10), 0, words)),
    ];
    let first = words.with("card-finding", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
    let Some(best) = report.against.iter().min_by(|a, b| a.auc.total_cmp(&b.auc)) else { return first };
    let is_better = best.auc_interval.is_some_and(|interval| interval.low > 0.0);
    let key = if is_better { "card-finding-better" } else { "card-finding-even" };
    let gaps = [
        ("rule", model(&best.rule, words)),
        ("gap", words.language.change(best.auc, 3)),
        ("interval", changes(best.auc_interval, words)),
    ];
    format!("{first} {}", words.with(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str()))))
}
