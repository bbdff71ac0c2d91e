//! The model in use in France, from its definitions: what it rests on while no outcome is known, coefficients, rules, dates.

use chrono::{NaiveDate, NaiveDateTime};

use super::super::super::words::Words;
use super::{compared, number, share};
use crate::catalog::{Basis, RiskModel, Rule};
use crate::risk::model::ladder::{ENOUGH, FEW, Rung, SHRINK};

pub(super) struct InUse {
    pub(super) target: Vec<(String, String)>,
    pub(super) today: Vec<String>,
    pub(super) coefficients: Vec<Coefficient>,
    pub(super) rules_text: String,
    pub(super) rules: Vec<RuleRow>,
    pub(super) limits: Vec<String>,
    pub(super) versions: Vec<(String, String)>,
}

pub(super) struct Coefficient {
    pub(super) name: String,
    pub(super) theme: String,
    pub(super) prior: String,
    pub(super) factor: String,
    pub(super) basis: String,
}

pub(super) struct RuleRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) theme: String,
    pub(super) weight: String,
    /// Why it weighs what it weighs, where that changed.
    pub(super) demoted: String,
    pub(super) thresholds: Vec<(String, String)>,
    pub(super) lead: String,
}

impl InUse {
    pub(super) fn of(risk: &RiskModel, kept_at: Option<NaiveDateTime>, words: Words) -> Self {
        let heavy = risk.rules.grades.heavy.to_string();
        Self {
            target: target(risk, words),
            today: today(risk, words),
            coefficients: coefficients(risk, words),
            rules_text: words.with("card-rules-text", &[("heavy", &heavy)]),
            rules: risk.rules.all.iter().map(|rule| RuleRow::of(rule, risk, words)).collect(),
            limits: limits(risk, words),
            versions: versions(risk, kept_at, words),
        }
    }
}

/// What experts' coefficients are multiplied by with so many outcomes.
fn shrink(risk: &RiskModel) -> f64 {
    if Rung::of(risk.experts.labels.events) < Rung::Refitted { SHRINK } else { 1.0 }
}

fn target(risk: &RiskModel, words: Words) -> Vec<(String, String)> {
    let base = &risk.experts.base;
    let (rate, source) = (share(Some(base.rate), 1, words), words.language.typeset(&base.source));
    let mark = basis(base.mark, words);
    let rate = [("rate", rate.as_str()), ("source", &source), ("basis", &mark)];
    let events = words.language.count(risk.experts.labels.events as f64);
    vec![
        (words.say("card-event"), words.say("card-event-text")),
        (words.say("card-horizon"), words.say("card-horizon-text")),
        (words.say("card-rate"), words.with("card-rate-text", &rate)),
        (words.say("card-labels"), words.with("card-labels-text", &[("events", &events)])),
    ]
}

fn today(risk: &RiskModel, words: Words) -> Vec<String> {
    let (experts, lists) = (&risk.experts, &risk.experts.lists);
    let count = |number: usize| words.language.count(number as f64);
    let shrink = number(Some(shrink(risk)), 1, words);
    let (rate, each) =
        (share(Some(experts.base.rate), 1, words), number(Some(1_000.0 * experts.base.rate), 0, words));
    let (few, enough, features) = (count(FEW), count(ENOUGH), count(experts.features.len()));
    let (strong, moderate) =
        (share(Some(lists.strong.enters), 0, words), share(Some(lists.moderate.enters), 0, words));
    let capacity = share(Some(lists.capacity.share), 0, words);
    let most = count(lists.capacity.most as usize);
    let scorecard = compared::model("scorecard", words);
    let mut said = vec![
        words.counted("card-today-labels", experts.labels.events as f64, &[]),
        words.with("card-today-shrink", &[("features", &features), ("shrink", &shrink)]),
        words.with("card-today-rate", &[("rate", &rate), ("each", &each)]),
    ];
    if !Rung::shows_probabilities(experts.labels.events) {
        said.push(words.with("card-today-percent", &[("scorecard", &scorecard)]));
    }
    said.push(words.with("card-today-ladder", &[("few", &few), ("enough", &enough)]));
    let lists =
        [("capacity", capacity.as_str()), ("most", &most), ("strong", &strong), ("moderate", &moderate)];
    said.push(words.with("card-today-lists", &lists));
    said
}

fn coefficients(risk: &RiskModel, words: Words) -> Vec<Coefficient> {
    let experts = &risk.experts;
    let shrink = shrink(risk);
    let row = |name: String, theme: &str, (mean, sd): (f64, f64), factor: Option<f64>, mark| {
        let (mean, sd) = (words.language.number(mean, 2), words.language.number(sd, 2));
        let factor = factor.map(|factor| words.language.number(factor, 2));
        Coefficient {
            name,
            theme: theme_of(theme, risk, words),
            prior: words.with("card-prior", &[("mean", &mean), ("sd", &sd)]),
            factor: factor
                .map_or_else(|| "–".to_owned(), |factor| words.with("card-factor", &[("factor", &factor)])),
            basis: basis(mark, words),
        }
    };
    let layer = &experts.doctors;
    // The layer tells log-odds of its own: its weight is an exponent, not a factor.
    let doctors =
        row(words.say("assessment-doctor-layer"), "doctors", (layer.mean, layer.sd), None, layer.mark);
    let features = experts.features.iter().map(|feature| {
        let name = words.language.typeset(feature.name(words.language));
        row(
            name,
            &feature.theme,
            (feature.mean, feature.sd),
            Some((feature.mean * shrink).exp()),
            feature.mark,
        )
    });
    std::iter::once(doctors).chain(features).collect()
}

fn theme_of(id: &str, risk: &RiskModel, words: Words) -> String {
    let theme = risk.rules.themes.iter().find(|theme| theme.id == id);
    theme.map_or_else(|| id.to_owned(), |theme| words.language.typeset(theme.name(words.language)))
}

fn basis(mark: Basis, words: Words) -> String {
    words.say(match mark {
        Basis::P => "card-basis-P",
        Basis::L => "card-basis-L",
        Basis::S => "card-basis-S",
        Basis::A => "card-basis-A",
    })
}

impl RuleRow {
    fn of(rule: &Rule, risk: &RiskModel, words: Words) -> Self {
        let language = words.language;
        let demoted =
            rule.demoted.as_ref().map(|it| words.with("card-demoted", &[("from", &it.from.to_string())]));
        let lead = rule.lead.map(|[from, to]| {
            words.with("card-lead-months", &[("from", &from.to_string()), ("to", &to.to_string())])
        });
        let digits = |value: f64| if value.fract() == 0.0 { 0 } else { 2 };
        let thresholds = rule.thresholds.iter();
        Self {
            id: rule.id.clone(),
            name: language.typeset(&rule.text(language).name),
            theme: theme_of(&rule.theme, risk, words),
            weight: language.number(f64::from(rule.weight), 0),
            demoted: demoted.unwrap_or_default(),
            thresholds: thresholds
                .map(|(name, value)| (name.clone(), language.number(*value, digits(*value))))
                .collect(),
            lead: lead.unwrap_or_default(),
        }
    }
}

fn limits(risk: &RiskModel, words: Words) -> Vec<String> {
    let (rate, shrink) =
        (share(Some(risk.experts.base.rate), 1, words), number(Some(shrink(risk)), 1, words));
    vec![
        words.say("card-limit-france"),
        words.with("card-limit-rate", &[("rate", &rate)]),
        words.with("card-limit-factor", &[("shrink", &shrink)]),
        words.say("card-limit-missing"),
        words.say("card-limit-help"),
        words.say("card-limit-causes"),
        words.say("card-limit-simulated"),
    ]
}

fn versions(risk: &RiskModel, kept_at: Option<NaiveDateTime>, words: Words) -> Vec<(String, String)> {
    let said = |version: u32, owner: &str, review: NaiveDate| {
        let (version, owner) = (version.to_string(), words.language.typeset(owner));
        let review = words.language.day(review);
        words.with(
            "card-version-text",
            &[("version", version.as_str()), ("owner", &owner), ("review", &review)],
        )
    };
    let (experts, rules, hazards) = (&risk.experts, &risk.rules, &risk.hazards);
    let mut versions = vec![
        (words.say("card-version-model"), said(experts.version, &experts.owner, experts.next_review)),
        (words.say("card-version-rules"), said(rules.version, &rules.owner, rules.next_review)),
        (words.say("card-version-hazards"), said(hazards.version, &hazards.owner, hazards.next_review)),
        (words.say("card-version-program"), env!("CARGO_PKG_VERSION").to_owned()),
    ];
    versions.extend(kept_at.map(|at| (words.say("card-version-kept"), words.language.day(at.date()))));
    versions
}
