//! Monday: only what changed since last Monday.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime};

use super::super::super::errors::WebError;
use super::super::super::reader::{OfDesks, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::Frame;
use super::super::case::history::told;
use super::super::case::people::People;
use super::row::{Facts, Row, known};
use crate::domain::case::{Deed, Event};
use crate::domain::rights::{Family, Role};
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::cases::{self, Held};
use crate::store::imports;

#[derive(Template)]
#[template(path = "monday.html")]
struct Page {
    frame: Frame,
    form: String,
    lead: String,
    groups: Vec<Group>,
    can_act: bool,
}

/// What happened to these cases, in the order in which a desk reads it.
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<(Row, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Entered,
    Worse,
    Replied,
    Overdue,
    Left,
}

impl Change {
    const ALL: [Self; 5] = [Self::Entered, Self::Worse, Self::Replied, Self::Overdue, Self::Left];

    fn of(deed: &Deed) -> Option<Self> {
        Some(match deed {
            Deed::Raised { .. } | Deed::Reopened { .. } | Deed::Returned { .. } => Self::Entered,
            Deed::Worsened { .. } => Self::Worse,
            Deed::Replied { .. } => Self::Replied,
            Deed::LeftList { .. } | Deed::Closed { .. } => Self::Left,
            _ => return None,
        })
    }

    fn id(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Worse => "worse",
            Self::Replied => "replied",
            Self::Overdue => "overdue",
            Self::Left => "left",
        }
    }
}

/// Monday of last week; on a Monday one looks at the seven days before.
fn last_monday(today: NaiveDate) -> NaiveDate {
    let this = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    this - Days::new(7)
}

pub(in super::super::super) async fn page(
    request: HttpRequest,
    reader: Reader<OfDesks>,
    language: web::Data<Language>,
) -> HttpResponse {
    answer(&request, **language, move |words| monday(&reader, words)).await
}

fn monday(reader: &Reader<OfDesks>, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let today = reader.clock.today();
    let since = last_monday(today);
    let scope = reader.scope(conn, Family::Cases, Subject::Everyone, words)?;
    // The last news of a kind on a case stands for those before it.
    let mut changed: BTreeMap<(Change, i64), (Held, String)> = BTreeMap::new();
    let people = People::of(conn, reader.account())?;
    for (held, event) in cases::since(conn, &scope, since.and_time(NaiveTime::MIN))? {
        let Some(change) = Change::of(&event.deed) else { continue };
        let said = said(&event, reader, &people, words);
        changed.insert((change, held.id), (held, said));
    }
    for held in cases::overdue(conn, &scope, today)? {
        let due = held.case.due.map(|due| words.language.day(due)).unwrap_or_default();
        changed.insert((Change::Overdue, held.id), (held, words.with("monday-due", &[("day", &due)])));
    }
    let mut numbers: Vec<_> = changed.values().map(|(held, _)| held.structure.clone()).collect();
    numbers.sort();
    numbers.dedup();
    let facts = known(reader, conn, &numbers, words)?;
    let group = |change| group(change, &changed, &facts, (reader, &people, today), words);
    let groups: Vec<Group> = Change::ALL.into_iter().map(group).collect();
    let gaps = [("since", words.language.day(since))];
    let lead = words.with("monday-lead", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
    let is_simulated = imports::any_simulated(conn)?;
    let frame = Frame::new(words, words.say("monday-title"), "/suivi/lundi", String::new(), is_simulated);
    let can_act = reader.account().role == Role::Ars;
    Ok(Content::Html(Page { frame, form: reader.form(), lead, groups, can_act }.render()?))
}

fn said(event: &Event, reader: &Reader<OfDesks>, people: &People, words: Words) -> String {
    let (_, what) = told(event, &reader.catalog, people, words);
    what
}

fn group(
    change: Change,
    changed: &BTreeMap<(Change, i64), (Held, String)>,
    facts: &Facts,
    (reader, people, today): (&Reader<OfDesks>, &People, NaiveDate),
    words: Words,
) -> Group {
    let of = changed.iter().filter(|((of, _), _)| *of == change);
    let mut rows: Vec<(&Held, &String)> = of.map(|(_, (held, said))| (held, said)).collect();
    rows.sort_by_key(|(held, _)| (std::cmp::Reverse(held.case.level), held.case.due, held.id));
    let count = rows.len() as f64;
    let row = |(held, said): (&Held, &String)| {
        (facts.row(held, (&reader.catalog, people, today), words), said.clone())
    };
    Group {
        id: change.id(),
        title: words.counted(&format!("monday-{}", change.id()), count, &[]),
        rows: rows.into_iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::last_monday;

    #[test]
    fn the_week_that_is_looked_at_holds_seven_full_days() {
        for (today, since) in
            [("2026-11-23", "2026-11-16"), ("2026-11-22", "2026-11-09"), ("2026-11-24", "2026-11-16")]
        {
            assert_eq!(last_monday(today.parse().unwrap()), since.parse().unwrap(), "{today}");
        }
    }
}
