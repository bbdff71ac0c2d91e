//! What the page shows: counts, filters, and the dates month by month.

use std::collections::BTreeMap;

use askama::Template;
use chrono::{Days, NaiveDate};

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::{Frame, address, with_query};
use super::entries::{Shared, Whose, badge, entries};
use super::query::{View, Which};
use crate::domain::deadline::{Kind, State};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::store::deadlines::Dated;

/// Structures of one entry that are named while other kinds stand beside it.
const NAMED: usize = 12;

/// What is read, of whom and when.
pub(super) struct Read {
    pub(super) dated: Vec<Dated>,
    pub(super) today: NaiveDate,
    pub(super) near: u32,
    pub(super) is_simulated: bool,
    /// The address of the page without its language, and of one structure its name.
    pub(super) path: String,
    pub(super) structure: Option<String>,
}

#[derive(Template)]
#[template(path = "calendar.html")]
struct Page {
    frame: Frame,
    lead: String,
    /// The page of the structure and its name.
    whose: Option<(String, String)>,
    action: String,
    tiles: Vec<Tile>,
    kinds: Vec<Choice>,
    departments: Vec<Choice>,
    states: Vec<Choice>,
    files: Vec<(String, &'static str)>,
    subscription: String,
    count: String,
    groups: Vec<Group>,
}

struct Tile {
    name: String,
    value: String,
    page: String,
}

struct Choice {
    value: &'static str,
    label: String,
    is_chosen: bool,
}

struct Group {
    id: String,
    title: String,
    entries: Vec<Entry>,
}

struct Entry {
    when: String,
    name: String,
    badge: (&'static str, &'static str, String),
    basis: String,
    count: String,
    shown: Vec<Whose>,
    /// What leads to the others.
    more: Option<(String, String)>,
}

impl Read {
    pub(super) fn page(self, view: View, words: Words) -> Result<Content, WebError> {
        let now = Month::of(self.today);
        let title = match &self.structure {
            Some(name) => words.with("calendar-title-of", &[("name", name)]),
            None => words.say("calendar-title"),
        };
        let (tiles, departments) = (self.tiles(&view, words), self.departments(&view, words));
        let admitted: Vec<Dated> =
            self.dated.iter().filter(|dated| view.admits(dated, now)).cloned().collect();
        let count = words.counted("calendar-count", admitted.len() as f64, &[]);
        let whose = self.structure.as_ref().map(|name| {
            let page = self.path.trim_end_matches("/echeancier");
            (address(words.language, page), name.clone())
        });
        let file = |kind: &'static str| {
            (with_query(&address(words.language, &format!("{}.{kind}", self.path)), &view.query()), kind)
        };
        let groups = groups(admitted, &self, &view, words);
        let mut frame = Frame::new(words, title, self.path.clone(), view.query(), self.is_simulated);
        frame.has_filters = true;
        let page = Page {
            lead: words.say("calendar-lead"),
            whose,
            action: frame.address(&self.path),
            tiles,
            kinds: self.kinds(&view, words),
            departments,
            states: states(&view, words),
            files: vec![file("csv"), file("ics")],
            subscription: frame.address("/compte/agenda"),
            count,
            groups,
            frame,
        };
        Ok(Content::Html(page.render()?))
    }

    fn tiles(&self, view: &View, words: Words) -> Vec<Tile> {
        let until = self.today + Days::new(u64::from(self.near));
        let now = Month::of(self.today);
        let count = |which: Which, until: Option<NaiveDate>| {
            let is_meant = |dated: &&Dated| {
                let due = dated.deadline.due.end();
                let is_soon =
                    |until| dated.deadline.state == State::ToCome && due.is_some_and(|due| due <= until);
                View { which, ..*view }.admits(dated, now) && until.is_none_or(is_soon)
            };
            self.dated.iter().filter(is_meant).count()
        };
        let days = self.near.to_string();
        let (late, unknown) = (Which::Of(State::Overdue), Which::Of(State::Unknown));
        let tiles = [
            (words.say("calendar-late"), count(late, None), late),
            (words.with("calendar-soon", &[("days", &days)]), count(Which::Open, Some(until)), Which::Open),
            (words.say("calendar-unpaid"), count(Which::Unpaid, None), Which::Unpaid),
            (words.say("calendar-unknown"), count(unknown, None), unknown),
        ];
        let tile = |(name, count, which): (String, usize, Which)| Tile {
            name,
            value: words.language.count(count as f64),
            page: with_query(&address(words.language, &self.path), &View { which, ..*view }.query()),
        };
        tiles.into_iter().map(tile).collect()
    }

    /// Those that the reader sees, chosen or not.
    fn kinds(&self, view: &View, words: Words) -> Vec<Choice> {
        let all = Choice { value: "", label: words.say("calendar-all"), is_chosen: view.kind.is_none() };
        let seen = Kind::ALL.into_iter().filter(|kind| {
            view.kind == Some(*kind) || self.dated.iter().any(|dated| dated.deadline.kind == *kind)
        });
        let choice = |kind: Kind| Choice {
            value: kind.as_str(),
            label: words.say(&format!("deadline-{}", kind.as_str())),
            is_chosen: view.kind == Some(kind),
        };
        std::iter::once(all).chain(seen.map(choice)).collect()
    }

    fn departments(&self, view: &View, words: Words) -> Vec<Choice> {
        let seen = france().departments.iter().filter(|department| {
            view.department == Some(department.code)
                || self.dated.iter().any(|dated| dated.department == department.code)
        });
        let choices: Vec<Choice> = seen
            .map(|department| Choice {
                value: department.code,
                label: words.territory(&Territory::Department(department.code.to_owned())),
                is_chosen: view.department == Some(department.code),
            })
            .collect();
        if choices.len() < 2 {
            return Vec::new();
        }
        let all =
            Choice { value: "", label: words.say("calendar-all"), is_chosen: view.department.is_none() };
        std::iter::once(all).chain(choices).collect()
    }
}

fn states(view: &View, words: Words) -> Vec<Choice> {
    let choice = |which: Which| Choice {
        value: which.as_str(),
        label: match which {
            Which::Open => words.say("calendar-open"),
            Which::Unpaid => words.say("calendar-unpaid"),
            Which::Of(state) => words.say(&format!("deadline-state-{}", state.as_str())),
        },
        is_chosen: view.which == which,
    };
    Which::ALL.into_iter().map(choice).collect()
}

/// What is late first, then month by month; last what nobody gave a date of.
fn groups(dated: Vec<Dated>, read: &Read, view: &View, words: Words) -> Vec<Group> {
    let mut groups: BTreeMap<(u8, Option<Month>), Vec<Entry>> = BTreeMap::new();
    for ((month, shared), whose) in entries(dated) {
        let place = match (shared.state, month) {
            (State::Overdue, _) => (0, None),
            (_, Some(month)) => (1, Some(month)),
            (_, None) => (2, None),
        };
        groups.entry(place).or_default().push(entry(&shared, &whose, read, view, words));
    }
    let group = |((place, month), entries): ((u8, Option<Month>), Vec<Entry>)| Group {
        id: month.map_or_else(|| format!("group-{place}"), |month| format!("m{month}")),
        title: match (place, month) {
            (0, _) => words.say("calendar-late"),
            (_, Some(month)) => words.language.month(month),
            _ => words.say("deadline-no-date"),
        },
        entries,
    };
    groups.into_iter().map(group).collect()
}

fn entry(shared: &Shared, whose: &[Dated], read: &Read, view: &View, words: Words) -> Entry {
    let is_alone = view.kind.is_some() || whose.len() <= NAMED + 1;
    let shown = if is_alone { whose.len() } else { NAMED };
    let more = (whose.len() > shown).then(|| {
        let query = View { kind: Some(shared.kind), ..*view }.query();
        let text = words.counted("calendar-more", (whose.len() - shown) as f64, &[]);
        (text, with_query(&address(words.language, &read.path), &query))
    });
    Entry {
        when: shared.when(words),
        name: shared.name(words),
        badge: badge(shared.state, words),
        basis: shared.basis(words),
        count: words.counted("calendar-structures", whose.len() as f64, &[]),
        shown: whose.iter().take(shown).map(|dated| Whose::of(dated, words)).collect(),
        more,
    }
}
