//! What is made of what is seen, in words: level, rank among the others, reasons. A signal, not a verdict: no percentage
//! while there are no labels.

use super::super::super::super::words::Words;
use super::signals::Line;
use super::{chart, doctors, inputs, source, way};
use crate::catalog::Catalog;
use crate::domain::grade::Grade;
use crate::risk::drift::Reason;
use crate::risk::score::{Band, Contribution, Score};
use crate::risk::sheet::Standing;

/// Reasons that are named.
const REASONS: usize = 3;

pub(super) struct Judged {
    /// Class, icon and word of the level.
    pub(super) badge: (&'static str, &'static str, String),
    /// Why the model has stepped back that month; empty when it has not.
    pub(super) steps_back: Vec<String>,
    pub(super) why: Vec<Line>,
    pub(super) reasons: Vec<String>,
    /// Drawn by theme, in both sizes.
    pub(super) drawing: Option<String>,
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
        let score = standing.shown();
        let experts = &catalog.risk.experts;
        let ways = score.into_iter().flat_map(|score| score.actionable(experts)).take(REASONS);
        let ways = ways.map(|(one, levers)| {
            let levers = levers.iter().filter_map(|lever| catalog.risk.lever(lever));
            (feature(&one.feature, catalog, words), levers.map(|lever| way(lever, words)).collect())
        });
        let reasons = score.into_iter().flat_map(|score| score.top(REASONS));
        let missing = score.map_or(&[][..], |score| &score.missing);
        Self {
            badge: badge(standing.level, words),
            steps_back: standing.steps_back.iter().map(|reason| because(reason, catalog, words)).collect(),
            why: why(standing, words),
            reasons: reasons.map(|one| reason(one, catalog, words)).collect(),
            drawing: score.map(|score| chart::drawing(score, catalog, words)),
            sum: score.map_or_else(Vec::new, |score| sum(score, catalog, words)),
            doctors: standing.outlook.as_ref().map_or_else(Vec::new, |outlook| doctors::told(outlook, words)),
            ways: ways.collect(),
            missing: inputs(missing.iter().map(String::as_str), words),
            lost: inputs(standing.score.lost.iter().map(String::as_str), words),
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

/// One reason for which the model has stepped back.
fn because(reason: &Reason, catalog: &Catalog, words: Words) -> String {
    let percent = |share: f64| words.language.number(100.0 * share, 0);
    let lost = |name: &str, now: f64, before: f64| {
        let (now, before) = (percent(now), percent(before));
        words.with("steps-back-lost", &[("name", name), ("now", &now), ("before", &before)])
    };
    match reason {
        Reason::Stale { source: id, last } => {
            let (name, day) = (source(id, catalog, words), words.language.day(*last));
            words.with("steps-back-stale", &[("name", name.as_str()), ("day", &day)])
        }
        Reason::SourceLost { source: id, missing, missing_before } => {
            lost(&source(id, catalog, words), *missing, *missing_before)
        }
        Reason::FeatureLost { feature: id, missing, missing_before } => {
            lost(&feature(id, catalog, words), *missing, *missing_before)
        }
        Reason::Shifted { feature: id, .. } => {
            words.with("steps-back-shifted", &[("name", &feature(id, catalog, words))])
        }
        Reason::Events { observed, expected } => {
            let (observed, expected) =
                (words.language.count(*observed as f64), words.language.number(*expected, 0));
            words.with("steps-back-events", &[("observed", observed.as_str()), ("expected", &expected)])
        }
        Reason::NoFit => words.say("steps-back-no-fit"),
    }
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
    let mut lines = vec![(words.say("assessment-by-rules"), grade(standing.by_rules, words))];
    let by_model = grade(standing.by_model, words);
    if let Some(score) = standing.shown() {
        lines.push((words.say("assessment-by-model"), by_model));
        lines.push((words.say("assessment-rank"), band(score.rank.band(), words)));
        lines.push((words.say("assessment-band"), between(score, words)));
    } else {
        lines.push((words.say("assessment-by-doctors"), by_model));
    }
    lines.push((words.say("assessment-list"), list(standing, words)));
    if standing.is_held {
        let key = if standing.steps_back.is_empty() { "assessment-held-text" } else { "steps-back-held" };
        lines.push((words.say("assessment-held"), words.say(key)));
    }
    lines.extend(standing.before.map(|before| (words.say("assessment-before"), grade(before, words))));
    lines
}

fn list(standing: &Standing, words: Words) -> String {
    words.say(match (standing.is_listed, standing.is_new()) {
        (true, false) => "assessment-listed",
        (true, true) => "assessment-listed-new",
        (false, _) => "assessment-unlisted",
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

fn feature(id: &str, catalog: &Catalog, words: Words) -> String {
    let known = catalog.risk.experts.feature(id);
    known.map_or_else(
        || words.say("assessment-doctor-layer"),
        |known| words.language.typeset(known.name(words.language)),
    )
}

pub(in super::super::super) fn reason(one: &Contribution, catalog: &Catalog, words: Words) -> String {
    let name = feature(&one.feature, catalog, words);
    if one.is_carried { words.with("assessment-reason-carried", &[("name", &name)]) } else { name }
}
