//! The page of one structure: what is public of it, source by source, and its history.

mod around;
pub(in super::super) mod assessment;
mod declared;
mod facts;
mod history;
mod holdings;
mod members;
mod register;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::super::errors::WebError;
use super::super::reply::{Content, answer};
use super::super::visit::Visit;
use super::super::words::Words;
use super::panels::dots::{Ground, Placed, Said, draw, spot};
use super::panels::has_page;
use super::{Frame, address};
use crate::domain::edition::Calendar;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::{Department, france};
use crate::domain::month::Month;
use crate::domain::structure::{Ending, Structure};
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::store::register::entries::{self, Held};
use crate::store::{Conn, Error, Known, imports, structures};
use facts::Group;
use history::Entry;

pub(in super::super) use holdings::holdings;
pub(in super::super) use members::members;

#[derive(Template)]
#[template(path = "structure.html")]
struct Page {
    frame: Frame,
    lead: String,
    badge: (&'static str, &'static str, String),
    fresh: String,
    /// Territories around it, the largest first: name and page.
    around: Vec<(String, Option<String>)>,
    /// One group for each source that speaks of it.
    groups: Vec<Group>,
    map: Option<String>,
    map_note: String,
    history: Vec<Entry>,
    source: String,
}

pub(in super::super) async fn page(
    request: HttpRequest,
    visit: Visit,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| structure(&visit, &number, words)).await
}

/// A structure as the last edition knows it.
struct Shown<'a> {
    structure: &'a Structure,
    /// The day of the last edition.
    day: NaiveDate,
    /// None while it is open.
    ending: Option<Ending>,
    /// The number that its team bears now, as the register tells.
    heir: Option<FinessNumber>,
    words: Words,
}

/// The structure of that number, the editions of FINESS, and the day of the last one.
pub(super) fn known(
    conn: &mut Conn,
    number: &str,
    words: Words,
) -> Result<(Structure, Calendar, NaiveDate), WebError> {
    let absent = |key: &str| WebError::Absent(words.with(key, &[("number", number)]));
    if !FinessNumber::is_well_formed(number) {
        return Err(absent("structure-malformed"));
    }
    let found = structures::of_numbers(conn, &[number], Known::Now)?.into_iter().next();
    let calendar = imports::calendar(conn, Known::Now)?;
    let last = calendar.days().last();
    let (Some(structure), Some(day)) = (found, last) else { return Err(absent("structure-unknown")) };
    Ok((structure, calendar, day))
}

fn structure(visit: &Visit, number: &str, words: Words) -> Result<Content, WebError> {
    let conn = &mut *visit.store.connection()?;
    let (structure, calendar, day) = known(conn, number, words)?;
    let bearing = entries::bearing(conn, number)?;
    let named = bearing.iter().flat_map(|held| [&held.entry.parent, &held.entry.succeeds]).flatten();
    let kin = entries::named(conn, &named.collect::<Vec<_>>())?;
    let registered = register::groups(&bearing, &kin, words);
    let ending = structure.spell(Month::of(day)).is_none().then(|| structure.ending(day, &calendar));
    let heir = match ending {
        Some(Ending::Renumbered { .. }) => heir(conn, &bearing)?,
        _ => None,
    };
    let shown = Shown { structure: &structure, day, ending, heir, words };
    let around = around::group(conn, visit, &structure, day, words)?;
    let groups = registered.into_iter().chain(around).collect();
    let page = shown.page(groups, imports::any_simulated(conn)?);
    Ok(Content::Html(page.render()?))
}

/// The number of the entry that succeeds one of these.
fn heir(conn: &mut Conn, bearing: &[Held]) -> Result<Option<FinessNumber>, Error> {
    let is_heir = |held: &Held| bearing.iter().any(|old| held.entry.succeeds.as_ref() == Some(&old.entry.id));
    let heir = entries::load(conn, Known::Now)?.into_iter().find(|held| is_heir(held));
    Ok(heir.and_then(|held| held.entry.finess))
}

impl Shown<'_> {
    fn page(&self, groups: Vec<Group>, is_simulated: bool) -> Page {
        let (words, own) = (self.words, self.structure.shown(self.day));
        let title = words.language.typeset(&own.name);
        let path = format!("/structures/{}", self.structure.finess);
        let map = self.map(&title);
        let note =
            if map.is_some() && spot(own).is_some() { "structure-map-note" } else { "structure-no-place" };
        let day = words.language.day(self.day);
        Page {
            lead: self.lead(),
            badge: self.badge(),
            fresh: words.with("fresh-data", &[("day", &day)]),
            around: self.around(),
            groups: std::iter::once(self.finess()).chain(groups).collect(),
            map_note: words.say(note),
            map,
            history: self.history(),
            source: words.with("source-of", &[("day", &day)]),
            frame: Frame::new(words, title, path, String::new(), is_simulated),
        }
    }

    /// What it is, where, and since when: one sentence computed from the facts.
    fn lead(&self) -> String {
        let (words, own) = (self.words, self.structure.shown(self.day));
        let kind = kind_word(own.kind, words);
        let commune = own.commune.as_deref().and_then(|code| france().commune(code));
        let department = self.department().map(|department| words.language.typeset(department.name));
        let department = department.unwrap_or_default();
        let place = match commune {
            Some(commune) => format!("{} ({department})", words.language.typeset(commune.name)),
            None => department,
        };
        let opened = self.structure.opened(self.day).map(|day| words.language.day(day)).unwrap_or_default();
        let closed = match self.ending {
            Some(Ending::Closed { day, .. } | Ending::Renumbered { day }) => words.language.day(day),
            _ => String::new(),
        };
        let gaps = [("kind", kind.as_str()), ("place", &place), ("opened", &opened), ("closed", &closed)];
        let key = match self.ending {
            None if opened.is_empty() => "structure-lead-open-plain",
            None => "structure-lead-open",
            Some(Ending::Closed { .. }) => "structure-lead-closed",
            Some(Ending::Renumbered { .. }) => "structure-lead-renumbered",
            Some(Ending::Lost | Ending::Gone) => "structure-lead-lost",
        };
        words.with(key, &gaps)
    }

    /// Class, icon and word.
    fn badge(&self) -> (&'static str, &'static str, String) {
        let (class, icon, key) = match self.ending {
            None => ("ok", "●", "end-open"),
            Some(Ending::Closed { certain: true, .. }) => ("ko", "■", "badge-closed"),
            Some(Ending::Closed { certain: false, .. }) => ("mid", "■", "badge-closed-estimated"),
            Some(Ending::Renumbered { .. }) => ("mid", "■", "badge-renumbered"),
            Some(Ending::Lost) => ("mid", "■", "end-lost"),
            Some(Ending::Gone) => ("mid", "■", "end-gone"),
        };
        (class, icon, self.words.say(key))
    }

    fn department(&self) -> Option<&'static Department> {
        france().department(&self.structure.shown(self.day).department)
    }

    fn around(&self) -> Vec<(String, Option<String>)> {
        let Some(department) = self.department() else { return Vec::new() };
        let region = Territory::Region(department.region.to_owned());
        [region, Territory::Department(department.code.to_owned())]
            .map(|territory| {
                let page = has_page(&territory)
                    .then(|| address(self.words.language, &format!("/territories/{territory}")));
                (self.words.territory(&territory), page)
            })
            .into()
    }

    /// Its place in its department.
    fn map(&self, name: &str) -> Option<String> {
        let (words, own) = (self.words, self.structure.shown(self.day));
        let department = self.department()?;
        let ground = Ground { department: department.code, name: None, page: None };
        let dot = spot(own).map(|at| Placed { at, is_new: true, name: name.to_owned(), page: None });
        let place = words.language.typeset(department.name);
        let desc = words.with("structure-map-desc", &[("place", &place)]);
        let said = Said { title: name, desc: &desc, heading: None, caption: None };
        draw(&[ground], dot.as_slice(), &said, words)
    }
}

fn kind_word(kind: Kind, words: Words) -> String {
    words.say(match kind {
        Kind::Msp => "kind-msp",
        Kind::Cpts => "kind-cpts",
        Kind::Cds => "kind-cds",
        Kind::Other => "kind-other",
    })
}
