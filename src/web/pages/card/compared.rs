//! Models side by side, and what one of them gains on simple rules.

use super::super::super::words::Words;
use super::figures::Form;
use super::{between, number, share};
use crate::risk::model::bootstrap::Interval;
use crate::risk::model::report::{Against, Report};

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
        ("interval", Form::Number(3).interval(around.auc, words)),
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
