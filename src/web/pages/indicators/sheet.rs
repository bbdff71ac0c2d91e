//! The definition in full: what is counted, how, why, from what, and who answers for it.

use super::super::panels::reading;
use super::term::sentence;
use super::{Shown, address};
use crate::catalog::{Formula, Indicator, Interval};
use crate::domain::territory::Level;
use crate::web::words::Words;

pub(super) struct Sheet {
    pub(super) definition: String,
    pub(super) why: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) sources: Vec<SourceLine>,
}

/// A source, in the order in which the indicator prefers it.
pub(super) struct SourceLine {
    pub(super) name: String,
    pub(super) page: String,
    pub(super) last: String,
}

impl Shown<'_> {
    pub(super) fn sheet(&self) -> Sheet {
        let words = self.words;
        let text = self.indicator.text(words.language);
        Sheet {
            definition: words.language.typeset(&text.definition),
            why: words.language.typeset(&text.why),
            facts: facts(self.indicator, words),
            sources: self.sources(),
        }
    }

    fn sources(&self) -> Vec<SourceLine> {
        let (words, month) = (self.words, self.view.month);
        let found = self.indicator.source.iter().filter_map(|id| self.site.catalog.source(id));
        found
            .map(|source| {
                let day = self.numbers.edition_of(&source.id, month).map(|day| words.language.day(day));
                SourceLine {
                    name: words.language.typeset(&source.text(words.language).name),
                    page: format!("{}#source-{}", address(words.language, "/method"), source.id),
                    last: day.map_or_else(
                        || words.say("source-none"),
                        |day| words.with("source-edition", &[("day", &day)]),
                    ),
                }
            })
            .collect()
    }
}

fn facts(indicator: &Indicator, words: Words) -> Vec<(String, String)> {
    let formula = match indicator.formula {
        Formula::Count => words.say("formula-count"),
        Formula::Ratio if (indicator.scale - 1.0).abs() < f64::EPSILON => words.say("formula-share"),
        Formula::Ratio => words.with("formula-ratio", &[("scale", &words.language.count(indicator.scale))]),
        Formula::Shortfall => words.say("formula-shortfall"),
        Formula::Median => words.say("formula-median"),
    };
    let levels: Vec<String> = indicator.levels.iter().map(|level| words.say(level_key(*level))).collect();
    let fact = |key: &str, value: String| (words.say(key), value);
    let mut facts = vec![fact("fact-numerator", sentence(&indicator.numerator, words))];
    facts.extend(indicator.denominator.as_ref().map(|term| fact("fact-denominator", sentence(term, words))));
    facts.extend(indicator.interval.map(|interval| {
        fact(
            "fact-interval",
            words.say(match interval {
                Interval::Wilson => "interval-wilson",
                Interval::Poisson => "interval-poisson",
            }),
        )
    }));
    facts.extend([
        fact("def-formula", formula),
        fact("def-good", reading::direction(indicator, words).1),
        fact("def-levels", levels.join(", ")),
        fact("def-owner", words.language.typeset(&indicator.owner)),
        fact("def-review", words.language.day(indicator.next_review)),
        fact("def-version", format!("{} ({})", indicator.version, indicator.id)),
    ]);
    facts
}

fn level_key(level: Level) -> &'static str {
    match level {
        Level::France => "level-FR",
        Level::Region => "level-REG",
        Level::Department => "level-DEP",
        Level::Epci | Level::Commune => "level-EPCI",
    }
}
