//! The contradictions as a reader sees them, and the decisions taken.

use super::super::super::words::Words;
use super::super::panels::months::Choice;
use super::super::{address, with_query};
use super::Shown;
use super::query::{PER_PAGE, View};
use crate::domain::finess::unmarked;
use crate::domain::geography::france;
use crate::domain::register::discrepancy::{FinessSide, Kind, RegisterSide};
use crate::domain::territory::Territory;
use crate::store::register::decisions::Decision;
use crate::store::register::queue::Waiting;

pub(super) struct Queue {
    pub(super) title: String,
    pub(super) items: Vec<Item>,
    /// One line: how many of each kind, as links that choose it.
    pub(super) kinds: Vec<Choice>,
    pub(super) regions: Vec<Choice>,
    pub(super) older: Option<String>,
    pub(super) newer: Option<String>,
    pub(super) range: String,
}

pub(super) struct Item {
    pub(super) kind: String,
    pub(super) place: String,
    pub(super) register: Vec<Side>,
    pub(super) finess: Vec<Side>,
    pub(super) proposal: String,
    pub(super) since: String,
}

/// What one of the two says.
pub(super) struct Side {
    /// The number of the entry, or that of FINESS.
    pub(super) number: String,
    pub(super) page: Option<String>,
    pub(super) name: String,
    pub(super) state: String,
}

pub(super) struct Decided {
    pub(super) day: String,
    pub(super) kind: String,
    pub(super) about: String,
    pub(super) resolution: String,
}

/// Decisions shown, latest first.
const DECISIONS: usize = 20;

impl Shown {
    pub(super) fn queue(&self) -> Queue {
        let words = self.words;
        let found: Vec<&Waiting> =
            self.waiting.iter().filter(|one| self.view.admits(&one.discrepancy)).collect();
        // A page beyond the last is an old address of a queue that has become shorter.
        let page = self.view.page.min(found.len().div_ceil(PER_PAGE).max(1));
        let first = (page - 1) * PER_PAGE;
        let shown: Vec<Item> = found.iter().skip(first).take(PER_PAGE).map(|one| item(one, words)).collect();
        let at = |page: usize| {
            let view = View { page, ..self.view.clone() };
            with_query(&address(words.language, "/register"), &view.query()) + "#queue"
        };
        let count = |n: usize| words.language.count(n as f64);
        let last = first + shown.len();
        let range = [("first", &*count(first + 1)), ("last", &*count(last)), ("all", &*count(found.len()))];
        Queue {
            title: words.counted("queue-title", self.waiting.len() as f64, &[]),
            range: if shown.is_empty() {
                words.say("queue-empty")
            } else {
                words.with("queue-range", &range)
            },
            older: (last < found.len()).then(|| at(page + 1)),
            newer: (page > 1).then(|| at(page - 1)),
            kinds: self.kinds(),
            regions: self.regions(),
            items: shown,
        }
    }

    fn kinds(&self) -> Vec<Choice> {
        let words = self.words;
        let number = |kind: Kind| self.waiting.iter().filter(|one| one.discrepancy.kind == kind).count();
        let kinds = Kind::ALL.map(|kind| Choice {
            value: kind.as_str().to_owned(),
            label: format!("{} ({})", label(kind, words), words.language.count(number(kind) as f64)),
            is_chosen: self.view.kind == Some(kind),
        });
        std::iter::once(all("queue-all-kinds", self.view.kind.is_none(), words)).chain(kinds).collect()
    }

    fn regions(&self) -> Vec<Choice> {
        let words = self.words;
        let regions = super::all_regions().filter_map(|territory| {
            let Territory::Region(code) = &territory else { return None };
            Some(Choice {
                value: territory.to_string(),
                label: words.territory(&territory),
                is_chosen: self.view.region == Some(code),
            })
        });
        std::iter::once(all("queue-all-regions", self.view.region.is_none(), words)).chain(regions).collect()
    }

    pub(super) fn decided(&self) -> Vec<Decided> {
        self.decisions.iter().rev().take(DECISIONS).map(|decision| decided(decision, self.words)).collect()
    }
}

fn all(key: &str, is_chosen: bool, words: Words) -> Choice {
    Choice { value: String::new(), label: words.say(key), is_chosen }
}

pub(super) fn label(kind: Kind, words: Words) -> String {
    words.say(&format!("kind-{}", kind.as_str()))
}

fn item(waiting: &Waiting, words: Words) -> Item {
    let discrepancy = &waiting.discrepancy;
    let department = Territory::Department(discrepancy.department.clone());
    Item {
        kind: label(discrepancy.kind, words),
        place: format!("{} ({})", words.territory(&department), discrepancy.department),
        register: discrepancy.register.iter().map(|side| in_register(side, words)).collect(),
        finess: discrepancy.finess.iter().map(|side| in_finess(side, words)).collect(),
        proposal: words.say(&format!("resolution-{}", discrepancy.proposal.as_str())),
        since: words.language.day(waiting.found_on),
    }
}

fn in_register(side: &RegisterSide, words: Words) -> Side {
    let state = words.say(&format!("status-{}", side.status.as_str()));
    let day = if side.status.is_over() { side.ended_on } else { side.opened_on };
    let since = day.map(|day| words.with("queue-since", &[("day", &words.language.day(day))]));
    let page = side.finess.as_ref().map(|number| address(words.language, &format!("/structures/{number}")));
    Side {
        number: side.id.clone(),
        page,
        name: named(&side.name, Some(&side.commune), words),
        state: format!("{state}{}", since.unwrap_or_default()),
    }
}

fn in_finess(side: &FinessSide, words: Words) -> Side {
    let (key, day) = match side.closed_on {
        Some(day) => ("queue-closed-on", day),
        None => ("queue-open-since", side.opened_on),
    };
    Side {
        number: side.finess.to_string(),
        page: Some(address(words.language, &format!("/structures/{}", side.finess))),
        name: named(&side.name, side.commune.as_deref(), words),
        state: words.with(key, &[("day", &words.language.day(day))]),
    }
}

fn named(name: &str, code: Option<&str>, words: Words) -> String {
    format!("{}, {}", words.language.typeset(unmarked(name)), commune(code, words))
}

fn commune(code: Option<&str>, words: Words) -> String {
    let known = code.and_then(|code| france().commune(code));
    known.map_or_else(|| words.say("no-value"), |commune| words.language.typeset(commune.name))
}

fn decided(decision: &Decision, words: Words) -> Decided {
    let (kind, about) = decision.subject.split_once(':').unwrap_or(("", &decision.subject));
    Decided {
        day: words.language.day(decision.decided_at.date()),
        kind: Kind::read(kind).map(|kind| label(kind, words)).unwrap_or_default(),
        about: about.to_owned(),
        resolution: words.say(&format!("resolution-{}", decision.resolution.as_str())),
    }
}
