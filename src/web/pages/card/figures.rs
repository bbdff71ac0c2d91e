//! The measures of one model, each with its interval and what to compare it with.

use super::super::super::words::Words;
use super::{between, number, share};
use crate::risk::model::bootstrap::Interval;
use crate::risk::model::report::Report;

pub(super) struct Figure {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) value: String,
    pub(super) interval: String,
    pub(super) reference: String,
}

/// How a measure is written.
#[derive(Clone, Copy)]
pub(super) enum Form {
    Number(usize),
    Share,
}
use Form::{Number, Share};

impl Form {
    pub(super) fn write(self, value: Option<f64>, words: Words) -> String {
        match self {
            Number(decimals) => number(value, decimals, words),
            Share => share(value, 1, words),
        }
    }

    pub(super) fn interval(self, interval: Option<Interval>, words: Words) -> String {
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
