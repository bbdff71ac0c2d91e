//! What opened and what closed in the twelve months that end with the month.

use super::super::super::words::Words;
use super::super::address;
use super::super::panels::numbers::Parts;
use super::Shown;
use crate::domain::geography::france;
use crate::domain::life::{Event, Happening};
use crate::domain::structure::Structure;

pub(super) struct Moves {
    pub(super) title: String,
    pub(super) subtitle: String,
    /// Empty when the twelve months reach before the first edition: nothing can be said.
    pub(super) lists: Vec<Moved>,
}

pub(super) struct Moved {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// Said in the place of an empty list.
    pub(super) empty: String,
    pub(super) lines: Vec<Move>,
}

pub(super) struct Move {
    pub(super) day: String,
    pub(super) name: String,
    pub(super) page: String,
    pub(super) place: String,
    /// Set when a second edition has still to confirm it.
    pub(super) doubt: Option<String>,
}

impl Shown {
    pub(super) fn moves(&self, parts: &Parts) -> Moves {
        let words = self.words;
        let month = words.language.month(self.view.month);
        let subtitle = words.with("moves-subtitle", &[("month", &month)]);
        let known = self.numbers.value(parts.opened, &self.view.territory, self.view.month);
        if known.is_none() {
            return Moves { title: words.say("moves-unknown"), subtitle, lists: Vec::new() };
        }
        let list = |happening, id, key: &str| {
            let events = self.structures.events(happening);
            let lines: Vec<Move> =
                events.into_iter().map(|(event, structure)| line(event, structure, words)).collect();
            Moved {
                id,
                title: words.counted(&format!("moves-{key}"), lines.len() as f64, &[]),
                empty: words.say(&format!("moves-no-{key}")),
                lines,
            }
        };
        let lists = vec![
            list(Happening::Opening, "openings", "openings"),
            list(Happening::Closure, "closures", "closures"),
        ];
        let gaps = [("opened", lists[0].title.as_str()), ("closed", &lists[1].title)];
        Moves { title: words.with("moves-title", &gaps), subtitle, lists }
    }
}

fn line(event: &Event, structure: &Structure, words: Words) -> Move {
    let shown = structure.shown(event.day);
    let commune = event.commune.as_deref().and_then(|code| france().commune(code));
    Move {
        day: words.language.day(event.day),
        name: words.language.typeset(&shown.name),
        page: address(words.language, &format!("/structures/{}", structure.finess)),
        place: commune.map_or_else(|| words.say("commune-unknown"), |c| words.language.typeset(c.name)),
        doubt: (!event.certain).then(|| words.say("event-estimated")),
    }
}
