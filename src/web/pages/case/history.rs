//! What happened to a case, said in words.

use super::super::super::words::Words;
use super::super::moment;
use super::people::People;
use crate::catalog::Catalog;
use crate::domain::case::{Deed, Event};
use crate::domain::grade::Grade;

pub(in super::super) struct Entry {
    pub(in super::super) when: String,
    pub(in super::super) who: String,
    pub(in super::super) what: String,
    /// In the words of whoever did it.
    pub(in super::super) text: String,
    /// Told by assessments, clocks or the structure.
    pub(in super::super) is_told: bool,
}

pub(in super::super) fn entry(event: &Event, catalog: &Catalog, people: &People, words: Words) -> Entry {
    let (who, what) = told(event, catalog, people, words);
    Entry {
        when: moment(event.at, words),
        who,
        what,
        text: event.deed.text().unwrap_or_default().to_owned(),
        is_told: event.who.is_none(),
    }
}

/// By whom, and what.
pub(in super::super) fn told(
    event: &Event,
    catalog: &Catalog,
    people: &People,
    words: Words,
) -> (String, String) {
    let who = match (&event.who, &event.deed) {
        (Some(who), _) => people.name(who),
        (None, Deed::Replied { .. }) => words.say("case-by-structure"),
        (None, _) => words.say("case-by-observatory"),
    };
    (who, what(&event.deed, catalog, people, words))
}

fn what(deed: &Deed, catalog: &Catalog, people: &People, words: Words) -> String {
    let grade = |level: Grade| words.say(&format!("grade-{}", level.as_str()));
    let key = format!("case-did-{}", deed.name().replace('_', "-"));
    let say = |gaps: &[(&'static str, &str)]| words.with(&key, gaps);
    match deed {
        Deed::Raised { month, level, is_first } => {
            let key = if *is_first { "case-did-raised-first" } else { "case-did-raised" };
            words.with(key, &[("month", &words.language.month(*month)), ("level", &grade(*level))])
        }
        Deed::Worsened { month, level, before } | Deed::Eased { month, level, before } => say(&[
            ("month", &words.language.month(*month)),
            ("level", &grade(*level)),
            ("before", &grade(*before)),
        ]),
        Deed::LeftList { month, why } => {
            let why = words.say(&format!("case-gone-{}", why.as_str()));
            say(&[("month", &words.language.month(*month)), ("why", &why)])
        }
        Deed::Returned { month, level } => {
            say(&[("month", &words.language.month(*month)), ("level", &grade(*level))])
        }
        Deed::Reminded { due } => say(&[("day", &words.language.day(*due))]),
        Deed::Replied { kind, .. } => {
            let kind = words.find(&format!("reply-kind-{}", kind.replace('_', "-")));
            say(&[("kind", kind.as_deref().unwrap_or_default())])
        }
        Deed::Wrote { letter, .. } | Deed::PutAside { letter, .. } => {
            let letter = words.find(&format!("letter-{letter}"));
            say(&[("letter", letter.as_deref().unwrap_or_default())])
        }
        Deed::Assigned { to: Some(to) } => say(&[("name", &people.name(to))]),
        Deed::Assigned { to: None } => words.say("case-did-unassigned"),
        Deed::Moved { to } => say(&[("state", &words.say(&format!("case-state-{}", to.as_str())))]),
        Deed::Acted { lever, on, .. } => {
            let name = catalog.risk.lever(lever).map(|lever| lever.text(words.language).name.clone());
            let name =
                name.map_or_else(|| words.say("case-lever-other"), |name| words.language.typeset(&name));
            say(&[("lever", &name), ("day", &words.language.day(*on))])
        }
        Deed::Called { on, whom, .. } => say(&[("whom", whom), ("day", &words.language.day(*on))]),
        Deed::Judged { judgement, .. } => {
            say(&[("judgement", &words.say(&format!("judgement-{}", judgement.as_str().replace('_', "-"))))])
        }
        Deed::Shared { with } | Deed::Unshared { with } => {
            say(&[("with", &words.say(&format!("partner-{}", with.as_str())))])
        }
        Deed::Closed { outcome, .. } => {
            say(&[("outcome", &words.say(&format!("outcome-{}", outcome.as_str().replace('_', "-"))))])
        }
        Deed::Acknowledged | Deed::Commented { .. } | Deed::Reopened { .. } => say(&[]),
    }
}
