//! The register as people work on it: its contradictions with FINESS, decisions on them, changes by hand.

use chrono::{NaiveDate, NaiveDateTime};

use crate::catalog::Catalog;
use crate::domain::finess::FinessNumber;
use crate::domain::register::discrepancy::{Discrepancy, Kind};
use crate::domain::register::{Change, Entry, Resolution, Seen, Status, resolve};
use crate::store::register::decisions::{self, Decision};
use crate::store::register::entries::{self, Held, Origin};
use crate::store::register::queue;
use crate::store::{self, Conn, Known, Store, imports, structures};

/// Who decides, and why.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    pub author: &'a str,
    pub note: Option<&'a str>,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What the person asked for cannot be done.
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Store(#[from] store::Error),
}

fn refused<T>(reason: impl Into<String>) -> Result<T, Error> {
    Err(Error::Refused(reason.into()))
}

/// Both sides as they are known now.
struct Sides {
    entries: Vec<Entry>,
    seen: Vec<Seen>,
    found: Vec<Discrepancy>,
}

impl Sides {
    fn load(conn: &mut Conn, catalog: &Catalog) -> Result<Self, store::Error> {
        let entries: Vec<Entry> =
            entries::load(conn, Known::Now)?.into_iter().map(|held| held.entry).collect();
        let seen: Vec<Seen> = structures::all(conn, Known::Now)?.iter().filter_map(Seen::of).collect();
        let Some(day) = imports::calendar(conn, Known::Now)?.days().last() else {
            return Ok(Self { entries, seen, found: Vec::new() });
        };
        let grace = catalog.register_grace(day);
        let found = crate::domain::register::reconcile::reconcile(&entries, &seen, day, grace);
        Ok(Self { entries, seen, found })
    }
}

/// Makes the queue anew: what was decided on the same facts stays out of it. Gives the rows written.
///
/// # Errors
/// The database fails.
pub fn reconcile(conn: &mut Conn, catalog: &Catalog, today: NaiveDate) -> Result<usize, store::Error> {
    let sides = Sides::load(conn, catalog)?;
    let decided = decisions::load(conn)?;
    let is_decided = |discrepancy: &Discrepancy| {
        let last = decided.iter().rev().find(|decision| decision.subject == discrepancy.key);
        last.is_some_and(|decision| {
            settles(decision.resolution, discrepancy) && rests_on(&decision.evidence, discrepancy)
        })
    };
    let waiting: Vec<&Discrepancy> = sides.found.iter().filter(|found| !is_decided(found)).collect();
    queue::replace(conn, &waiting, today)
}

/// A decision that changed the register leaves no contradiction: one that is there again was undone since. But two
/// numbers of a team stay open in FINESS after the entry has taken that of the SISA.
fn settles(resolution: Resolution, discrepancy: &Discrepancy) -> bool {
    let is_taken = resolution == Resolution::TakeSisaNumber && discrepancy.proposal == Resolution::AskClosure;
    !resolution.changes_register() || is_taken
}

/// The facts of both sides, as they are kept with a decision.
fn evidence(discrepancy: &Discrepancy) -> serde_json::Value {
    serde_json::json!({ "register": discrepancy.register, "finess": discrepancy.finess })
}

/// Whether the facts of a decision still stand. For a twin, those of FINESS alone: to take the other number settles it.
fn rests_on(kept: &str, discrepancy: &Discrepancy) -> bool {
    let Ok(kept) = serde_json::from_str::<serde_json::Value>(kept) else { return false };
    let now = evidence(discrepancy);
    let is_same = |side: &str| kept[side] == now[side];
    is_same("finess") && (discrepancy.kind == Kind::SisaTwin || is_same("register"))
}

/// Records a decision, does what it says, and compares again.
///
/// # Errors
/// No such discrepancy, a resolution that does not fit it; the database fails.
pub fn decide(
    store: &Store,
    catalog: &Catalog,
    key: &str,
    resolution: Resolution,
    person: Person,
    now: NaiveDateTime,
) -> Result<Change, Error> {
    store.write(|conn| {
        let sides = Sides::load(conn, catalog)?;
        let Some(discrepancy) = sides.found.iter().find(|found| found.key == key) else {
            return refused(format!(
                "no contradiction is called “{key}”; `observatoire register queue` lists them"
            ));
        };
        if !discrepancy.choices().contains(&resolution) {
            let choices: Vec<&str> = discrepancy.choices().into_iter().map(Resolution::as_str).collect();
            return refused(format!("it can be resolved by {}", choices.join(", ")));
        }
        let change = resolve(discrepancy, resolution, &sides.entries, &sides.seen, now.date());
        let Some(change) = change else { return refused("one of the two sides is not there any more") };
        let row = Decision {
            subject: key.to_owned(),
            resolution,
            author: person.author.to_owned(),
            note: person.note.map(str::to_owned),
            decided_at: now,
            evidence: evidence(discrepancy).to_string(),
        };
        decisions::record(conn, &row)?;
        match &change {
            Change::Write(entry) => write(conn, entry, person, now)?,
            Change::Withdraw(id) => withdraw(conn, id, now)?,
            Change::Nothing => {}
        }
        reconcile(conn, catalog, now.date())?;
        Ok(change)
    })
}

/// A step in the life of a structure, as a person records it.
#[derive(Clone, Debug)]
pub struct Advance {
    pub status: Status,
    /// The day on which it happened.
    pub on: NaiveDate,
    /// The FINESS number it was given, if it is new.
    pub finess: Option<FinessNumber>,
}

/// Moves an entry to another state.
///
/// # Errors
/// No such entry, a step that its state does not allow, dates that run backwards; the database fails.
pub fn advance(
    store: &Store,
    catalog: &Catalog,
    id: &str,
    advance: &Advance,
    person: Person,
    now: NaiveDateTime,
) -> Result<Entry, Error> {
    store.write(|conn| {
        let held = entries::history(conn, id)?.into_iter().rev().find(|held| held.known_to.is_none());
        let Some(Held { entry, .. }) = held else {
            return refused(format!("the register has no entry “{id}”"));
        };
        let (before, after) = (entry.status, advance.status);
        if !before.may_become(after) {
            return refused(format!("{id} is {}: it cannot become {}", before.as_str(), after.as_str()));
        }
        if advance.on > now.date() {
            return refused(format!("{} is still to come", advance.on));
        }
        let day = Some(advance.on);
        let mut entry = Entry { status: after, confirmed_on: Some(now.date()), ..entry };
        match after {
            Status::Project => entry.ended_on = None,
            Status::Recognised => entry.recognised_on = day,
            Status::Open if before.is_over() => entry.ended_on = None,
            Status::Open => entry.opened_on = day,
            Status::Closed | Status::Merged | Status::Abandoned => entry.ended_on = day,
        }
        entry.finess = advance.finess.clone().or(entry.finess);
        write(conn, &entry, person, now)?;
        reconcile(conn, catalog, now.date())?;
        Ok(entry)
    })
}

/// What no entry may be is refused.
fn write(conn: &mut Conn, entry: &Entry, person: Person, now: NaiveDateTime) -> Result<(), Error> {
    if let Err(impossible) = entry.check() {
        return refused(format!("{}: {impossible}", impossible.column));
    }
    withdraw(conn, &entry.id, now)?;
    let from = since(conn, now)?;
    let origin = Origin::Person { author: person.author, note: person.note };
    Ok(entries::insert(conn, &[entry], from, origin)?)
}

fn withdraw(conn: &mut Conn, id: &str, now: NaiveDateTime) -> Result<(), store::Error> {
    let at = since(conn, now)?;
    let current = entries::history(conn, id)?.into_iter().filter(|held| held.known_to.is_none());
    let rows: Vec<i64> = current.map(|held| held.row).collect();
    entries::close(conn, &rows, at)
}

/// Knowledge only grows.
fn since(conn: &mut Conn, now: NaiveDateTime) -> Result<NaiveDateTime, store::Error> {
    Ok(entries::latest_knowledge(conn)?.map_or(now, |latest| latest.max(now)))
}
