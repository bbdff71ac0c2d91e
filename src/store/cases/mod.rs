//! Cases: their events, which are only added to (a trigger refuses the rest), and beside them what these come to.

pub mod deputies;
mod desks;
mod list;
pub mod packs;
mod row;

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::schema::{case_events as e, cases as t, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::STILL_KNOWN;
use crate::domain::case::{Case, Deed, Event, Refusal, Terms};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::timeline::FOREVER;

pub use desks::by_desk;
pub use list::{Counts, Filter, Order, count, counts, list, overdue};
use row::{New, Row, read_deed, write_deed};

/// A case as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub id: i64,
    pub structure: FinessNumber,
    /// Made in a shadow run: nobody is written to.
    pub is_shadow: bool,
    pub case: Case,
}

/// Why something was not added to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unacted {
    /// There is no such case where the scope reaches.
    Unknown,
    /// Somebody else has acted since the case was shown.
    Changed,
    Refused(Refusal),
}

pub(super) type Wanted = IntoBoxed<'static, t::table, <Conn as Connection>::Backend>;

/// A case begins; gives its number.
///
/// # Errors
/// The database fails, or the structure has an open case.
pub fn begin(
    conn: &mut Conn,
    structure: &FinessNumber,
    (month, level, is_first): (Month, Grade, bool),
    (at, is_shadow): (NaiveDateTime, bool),
    terms: &Terms,
) -> Result<i64, Error> {
    let case = Case::begun(at, (month, level, is_first), terms);
    let new = New { structure: structure.as_str(), is_shadow, row: Row::of(&case) };
    let id = each!(conn, c => diesel::insert_into(t::table).values(new).returning(t::id).get_result(c))?;
    let deed = Deed::Raised { month, level, is_first };
    write_event(conn, id, 1, &Event { at, who: None, deed })?;
    Ok(id)
}

/// Adds what somebody did to a case, if it can be done and nobody else has acted since it had `seen` events.
///
/// # Errors
/// The database fails, or the history cannot be read.
pub fn act(
    conn: &mut Conn,
    scope: &Scope,
    (id, seen): (i64, Option<i32>),
    event: &Event,
    terms: &Terms,
) -> Result<Result<Case, Unacted>, Error> {
    let Some(held) = find(conn, scope, id)? else { return Ok(Err(Unacted::Unknown)) };
    if seen.is_some_and(|seen| seen != held.case.events) && !event.deed.only_adds() {
        return Ok(Err(Unacted::Changed));
    }
    if let Err(refusal) = held.case.allows(&event.deed, event.at.date()) {
        return Ok(Err(Unacted::Refused(refusal)));
    }
    Ok(Ok(add(conn, held, event, terms)?))
}

/// Adds what happened, which is never refused.
///
/// # Errors
/// The database fails.
pub fn add(conn: &mut Conn, held: Held, event: &Event, terms: &Terms) -> Result<Case, Error> {
    let Held { id, mut case, .. } = held;
    case.apply(event, terms);
    write_event(conn, id, case.events, event)?;
    diesel::update(t::table.find(id)).set(Row::of(&case)).execute(conn)?;
    Ok(case)
}

fn write_event(conn: &mut Conn, id: i64, position: i32, event: &Event) -> Result<(), Error> {
    let line = (
        e::case_id.eq(id),
        e::position.eq(position),
        e::at.eq(event.at),
        e::who.eq(event.who.as_deref()),
        e::name.eq(event.deed.name()),
        e::deed.eq(write_deed(&event.deed)?),
    );
    diesel::insert_into(e::table).values(line).execute(conn)?;
    Ok(())
}

/// One case; none where the scope does not reach.
///
/// # Errors
/// The database fails.
pub fn find(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<Held>, Error> {
    let Some(wanted) = reached(scope) else { return Ok(None) };
    let row: Option<(i64, String, bool, Row)> =
        wanted.filter(t::id.eq(id)).select(row::columns()).first(conn).optional()?;
    row.map(row::held).transpose()
}

/// All cases of a structure, the last one first.
///
/// # Errors
/// The database fails.
pub fn of_structure(conn: &mut Conn, scope: &Scope, number: &FinessNumber) -> Result<Vec<Held>, Error> {
    let Some(wanted) = reached(scope) else { return Ok(Vec::new()) };
    let wanted = wanted.filter(t::structure.eq(number.to_string())).order(t::id.desc());
    let rows: Vec<(i64, String, bool, Row)> = wanted.select(row::columns()).load(conn)?;
    rows.into_iter().map(row::held).collect()
}

/// Every case that the scope reaches, the oldest first.
///
/// # Errors
/// The database fails.
pub fn all(conn: &mut Conn, scope: &Scope) -> Result<Vec<Held>, Error> {
    let Some(wanted) = reached(scope) else { return Ok(Vec::new()) };
    let rows: Vec<(i64, String, bool, Row)> = wanted.order(t::id).select(row::columns()).load(conn)?;
    rows.into_iter().map(row::held).collect()
}

/// Whatever the scope: for counts alone.
fn all_rows(conn: &mut Conn) -> Result<Vec<Held>, Error> {
    let rows: Vec<(i64, String, bool, Row)> = t::table.order(t::id).select(row::columns()).load(conn)?;
    rows.into_iter().map(row::held).collect()
}

/// What happened to a case, in order; nothing where the scope does not reach.
///
/// # Errors
/// The database fails, or a row holds what no event may hold.
pub fn history(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Vec<Event>, Error> {
    if find(conn, scope, id)?.is_none() {
        return Ok(Vec::new());
    }
    let rows: Vec<(NaiveDateTime, Option<String>, String)> =
        e::table.filter(e::case_id.eq(id)).order(e::position).select((e::at, e::who, e::deed)).load(conn)?;
    let each = rows.into_iter().map(|(at, who, deed)| Ok(Event { at, who, deed: read_deed(&deed)? }));
    each.collect()
}

/// What happened since an instant to all cases that the scope reaches, by case and in order.
///
/// # Errors
/// The database fails, or a row holds what no event may hold.
pub fn since(conn: &mut Conn, scope: &Scope, at: NaiveDateTime) -> Result<Vec<(Held, Event)>, Error> {
    let Some(wanted) = reached(scope) else { return Ok(Vec::new()) };
    let recent = e::table.filter(e::at.ge(at)).select(e::case_id);
    let rows: Vec<(i64, String, bool, Row)> =
        wanted.filter(t::id.eq_any(recent)).order(t::id).select(row::columns()).load(conn)?;
    let held = rows.into_iter().map(row::held).collect::<Result<Vec<_>, _>>()?;
    let events: Vec<(i64, NaiveDateTime, Option<String>, String)> = e::table
        .filter(e::at.ge(at))
        .order((e::case_id, e::position))
        .select((e::case_id, e::at, e::who, e::deed))
        .load(conn)?;
    let mut all = Vec::new();
    for (id, at, who, deed) in events {
        if let Ok(place) = held.binary_search_by_key(&id, |held| held.id) {
            all.push((held[place].clone(), Event { at, who, deed: read_deed(&deed)? }));
        }
    }
    Ok(all)
}

/// How the places of a scope are asked for: the same rows either way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sought {
    /// Most of them are wanted: all places first.
    Many,
    /// A page of them: the place of each.
    Few,
}

/// The cases that the scope reaches; none when it reaches nothing.
fn reached(scope: &Scope) -> Option<Wanted> {
    sought(scope, Sought::Many)
}

fn sought(scope: &Scope, how: Sought) -> Option<Wanted> {
    let wanted = t::table.into_boxed();
    match scope.rows(Family::Cases) {
        Rows::All => Some(wanted),
        Rows::None => None,
        Rows::Structures(numbers) => Some(wanted.filter(t::structure.eq_any(numbers))),
        Rows::Departments(departments) if how == Sought::Few => {
            let placed = s::table
                .filter(s::finess.eq(t::structure).and(s::department.eq_any(departments)))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)));
            Some(wanted.filter(exists(placed)))
        }
        Rows::Departments(departments) => {
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
                .select(s::finess);
            Some(wanted.filter(t::structure.eq_any(placed)))
        }
    }
}
