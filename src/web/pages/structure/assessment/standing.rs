//! What is made of what is seen, in words: level, rank among the others, reasons. A signal, not a verdict: no percentage
//! while there are no labels.

use super::super::super::super::words::Words;
use super::signals::Line;
use super::{chart, doctors, inputs, way};
use crate::catalog::Catalog;
use crate::risk::assess::Grade;
use crate::risk::score::{Band, Contribution, Score};
use crate::risk::sheet::Standing;

/// Reasons that are named.
const REASONS: usize = 3;

pub(super) struct Judged {
    /// Class, icon and word of the level.
    pub(super) badge: (&'static str, &'static str, String),
    pub(super) why: Vec<Line>,
    pub(super) reasons: Vec<String>,
    /// Drawn by theme, in both sizes.
    pub(super) drawing: String,
    /// How the parts add up, line by line to the total.
    pub(super) sum: Vec<Line>,
    pub(super) doctors: Vec<Line>,
    /// What could be done about what raises the risk: the feature, then levers and whom to ask.
    pub(super) ways: Vec<(String, Vec<Line>)>,
    pub(super) missing: String,
    pub(super) lost: String,
}

impl Judged {
    pub(super) fn of(standing: &Standing, catalog: &Catalog, words: Words) -> Self {
        let score = &standing.score;
        let experts = &catalog.risk.experts;
        let ways = score.actionable(experts).into_iter().take(REASONS).map(|(one, levers)| {
            let levers = levers.iter().filter_map(|lever| catalog.risk.lever(lever));
            (feature(one, catalog, words), levers.map(|lever| way(lever, words)).collect())
        });
        let reasons = score.top(REASONS).into_iter().map(|one| reason(one, catalog, words));
        Self {
            badge: badge(standing.level, words),
            why: why(standing, words),
            reasons: reasons.collect(),
            drawing: chart::drawing(score, catalog, words),
            sum: sum(score, catalog, words),
            doctors: standing.outlook.as_ref().map_or_else(Vec::new, |outlook| doctors::told(outlook, words)),
            ways: ways.collect(),
            missing: inputs(score.missing.iter().map(String::as_str), words),
            lost: inputs(score.lost.iter().map(String::as_str), words),
        }
    }
}

/// The mean structure, then what this one differs by, then the whole.
fn sum(score: &Score, catalog: &Catalog, words: Words) -> Vec<Line> {
    let number = |value: f64| words.language.change(value, 3);
    let mut lines = vec![(words.say("assessment-sum-base"), number(score.base))];
    lines.extend(score.contributions.iter().map(|one| (reason(one, catalog, words), number(one.log_odds))));
    lines.push((words.say("assessment-sum-total"), number(score.log_odds)));
    lines
}

pub(in super::super::super) fn badge(level: Grade, words: Words) -> (&'static str, &'static str, String) {
    let (class, icon) = match level {
        Grade::None => ("none", "○"),
        Grade::Vigilance => ("mid", "◆"),
        Grade::Tension => ("ko", "▲"),
        Grade::Critique => ("ko", "■"),
    };
    (class, icon, grade(level, words))
}

fn grade(level: Grade, words: Words) -> String {
    words.find(&format!("grade-{}", level.as_str())).unwrap_or_default()
}

fn why(standing: &Standing, words: Words) -> Vec<Line> {
    let score = &standing.score;
    let mut lines = vec![
        (words.say("assessment-by-rules"), grade(standing.by_rules, words)),
        (words.say("assessment-by-model"), by_model(standing.by_model, words)),
        (words.say("assessment-list"), list(standing, words)),
        (words.say("assessment-rank"), band(score.rank.band(), words)),
        (words.say("assessment-band"), between(score, words)),
    ];
    if standing.is_held {
        lines.push((words.say("assessment-held"), words.say("assessment-held-text")));
    }
    lines.extend(standing.before.map(|before| (words.say("assessment-before"), grade(before, words))));
    lines
}

fn list(standing: &Standing, words: Words) -> String {
    words.say(match (standing.is_listed, standing.was_listed) {
        (true, true) => "assessment-listed",
        (true, false) => "assessment-listed-new",
        (false, _) => "assessment-unlisted",
    })
}

fn by_model(level: Grade, words: Words) -> String {
    words.say(match level {
        Grade::None => "assessment-model-none",
        Grade::Vigilance => "assessment-model-vigilance",
        Grade::Tension | Grade::Critique => "assessment-model-tension",
    })
}

fn band(band: Band, words: Words) -> String {
    words.find(&format!("rank-{}", band.as_str())).unwrap_or_default()
}

/// From the band of one end to that of the other.
fn between(score: &Score, words: Words) -> String {
    let (high, low) = (Band::of(score.rank.high, score.rank.of), Band::of(score.rank.low, score.rank.of));
    if high == low {
        return words.say("assessment-band-same");
    }
    let (high, low) = (band(high, words), band(low, words));
    words.with("assessment-band-text", &[("high", high.as_str()), ("low", &low)])
}

fn feature(one: &Contribution, catalog: &Catalog, words: Words) -> String {
    let known = catalog.risk.experts.feature(&one.feature);
    known.map_or_else(
        || words.say("assessment-doctor-layer"),
        |known| words.language.typeset(known.name(words.language)),
    )
}

pub(in super::super::super) fn reason(one: &Contribution, catalog: &Catalog, words: Words) -> String {
    let name = feature(one, catalog, words);
    if one.is_carried { words.with("assessment-reason-carried", &[("name", &name)]) } else { name }
}
