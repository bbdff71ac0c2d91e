//! The back-tests of one data set and target, as a reader sees them.

use super::super::super::words::Words;
use super::compared::{self, Gain, Row};
use super::drawings::{self, Drawing};
use super::figures::{self, Figure};
use super::{number, share};
use crate::catalog::Licence;
use crate::risk::model::kept::{Backtest, Data};
use crate::risk::model::report::{OfOrigin, Report};

pub(super) struct Tested {
    /// Of the parts of the page.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) finding: String,
    pub(super) is_simulated: bool,
    pub(super) facts: Vec<(String, String)>,
    /// Of a panel: its licence with what it asks to be said, and where it is found.
    pub(super) licence: Option<Licence>,
    pub(super) page: Option<String>,
    pub(super) figures: Vec<Figure>,
    pub(super) heads: Vec<String>,
    pub(super) models: Vec<Row>,
    pub(super) gains: Vec<Gain>,
    pub(super) calibration: Option<Drawing>,
    pub(super) lead_text: String,
    pub(super) lead: Option<Drawing>,
    pub(super) origins: Vec<Vec<String>>,
    pub(super) strata: Option<Drawing>,
}

/// One for each data set and target; back-tests with fewer features stand beside the first.
pub(super) fn all(kept: &[Backtest], words: Words) -> Vec<Tested> {
    let of = |one: &Backtest| (one.data.id().to_owned(), one.target.clone());
    let groups = kept.chunk_by(|one, other| of(one) == of(other));
    groups.enumerate().filter_map(|(at, group)| Tested::of(at + 1, group, words)).collect()
}

impl Tested {
    fn of(at: usize, group: &[Backtest], words: Words) -> Option<Self> {
        let (first, others) = group.split_first()?;
        let bar = first.bar()?;
        let id = format!("test-{at}");
        let part = |name: &str| format!("{id}-{name}");
        let about = About::of(first, words);
        let mut models: Vec<Row> = first
            .reports
            .iter()
            .map(|report| {
                Row::of(report, compared::model(&report.model, words), report.model == bar.model, words)
            })
            .collect();
        models.extend(others.iter().filter_map(|other| {
            let name = words.with("card-without", &[("features", &other.without.join(", "))]);
            Some(Row::of(other.bar()?, name, false, words))
        }));
        let last = bar.origins.last().map(|origin| origin.origin.to_string()).unwrap_or_default();
        Some(Self {
            title: words.with("card-part", &[("by", &about.name), ("part", &about.target)]),
            finding: compared::finding(bar, words),
            is_simulated: first.is_simulated,
            facts: facts(first, bar, &about, words),
            licence: about.licence,
            page: about.page,
            figures: figures::figures(bar, words),
            heads: compared::heads(words),
            models,
            gains: bar.against.iter().map(|against| Gain::of(against, words)).collect(),
            calibration: drawings::of_calibration(&part("calibration"), &bar.calibration, words),
            lead_text: words.with("card-lead-text", &[("year", &last)]),
            lead: drawings::of_lead(&part("lead"), bar, words),
            origins: bar.origins.iter().map(|origin| year(origin, words)).collect(),
            strata: drawings::of_strata(&part("strata"), &bar.strata, words),
            id,
        })
    }
}

/// What the data are, in words.
struct About {
    name: String,
    description: String,
    target: String,
    definition: String,
    licence: Option<Licence>,
    page: Option<String>,
}

impl About {
    fn of(backtest: &Backtest, words: Words) -> Self {
        let typeset = |text: &str| words.language.typeset(text);
        let target = &backtest.target;
        let known =
            |end: &str| words.find(&format!("card-target-{target}{end}")).unwrap_or_else(|| target.clone());
        match &backtest.data {
            Data::Store => Self {
                name: words.say("card-store-name"),
                description: words.say("card-store-description"),
                target: known(""),
                definition: known("-text"),
                licence: None,
                page: None,
            },
            Data::Panel(panel) => {
                let text = panel.text(words.language);
                let of_target = panel.target(target, words.language);
                Self {
                    name: typeset(&text.name),
                    description: typeset(&text.description),
                    target: of_target.map_or_else(|| known(""), |text| typeset(&text.name)),
                    definition: of_target.map_or_else(|| known("-text"), |text| typeset(&text.definition)),
                    licence: Some(panel.licence.clone()),
                    page: panel.page.clone(),
                }
            }
        }
    }
}

fn facts(backtest: &Backtest, bar: &Report, about: &About, words: Words) -> Vec<(String, String)> {
    let language = words.language;
    let years: Vec<String> = bar.origins.iter().map(|origin| origin.origin.to_string()).collect();
    let size = [
        ("n", language.count(bar.n as f64)),
        ("events", language.count(bar.events)),
        ("rate", share(Some(bar.events / bar.n as f64), 2, words)),
    ];
    let made = [
        ("day", language.day(backtest.kept_at.date())),
        ("version", backtest.version.clone()),
        ("draws", language.count(backtest.draws as f64)),
    ];
    let filled = |key: &str, gaps: &[(&'static str, String); 3]| {
        words.with(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    };
    let mut facts = vec![
        (words.say("card-data"), about.description.clone()),
        (words.say("card-definition"), about.definition.clone()),
        (words.say("card-years"), words.with("card-years-text", &[("years", &years.join(", "))])),
        (words.say("card-size"), filled("card-size-text", &size)),
        (words.say("card-model"), compared::model(&bar.model, words)),
        (words.say("card-made"), filled("card-made-text", &made)),
    ];
    if about.licence.is_none() {
        facts.insert(1, (words.say("card-licence"), words.say("card-store-licence")));
    }
    facts
}

fn year(origin: &OfOrigin, words: Words) -> Vec<String> {
    let (measures, level) = (&origin.measures, &origin.level);
    vec![
        origin.origin.to_string(),
        words.language.count(origin.n as f64),
        words.language.count(origin.events),
        share(Some(origin.base_rate), 2, words),
        number(Some(measures.auc), 3, words),
        number(Some(measures.pr_auc), 3, words),
        number(Some(measures.lift_10), 2, words),
        number(level.slope, 2, words),
        number(level.oe, 2, words),
    ]
}
