//! What structures answered: lines that are added, never changed nor deleted (a trigger refuses it).

use chrono::{NaiveDateTime, TimeDelta};
use diesel::dsl::{exists, max, not};
use diesel::helper_types::{AsSelect, IntoBoxed, Select};
use diesel::prelude::*;
use sha2::{Digest as _, Sha256};

use super::backend::{Conn, Error, each};
use super::links::Link;
use super::schema::{imports, replies as t, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::STILL_KNOWN;
use super::{audit, cases, drafts};
use crate::domain::case::{Deed, Event, State, Terms};
use crate::domain::finess::FinessNumber;
use crate::domain::reply::{Fields, Kind, Stated};
use crate::domain::rights::Family;
use crate::domain::writing::hexadecimal;

/// So long after its answer a structure is sent no message: whoever answered is called, not written to again.
pub const PAUSE: TimeDelta = TimeDelta::days(60);
/// Replies that one link may give: more is a machine, or asks for a call.
const MOST: i64 = 50;
/// What could not be taken over by then waits for a person.
const PATIENCE: TimeDelta = TimeDelta::days(30);

/// What a structure answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub id: i64,
    /// The link that it was given under.
    pub link: i64,
    pub structure: FinessNumber,
    pub at: NaiveDateTime,
    pub kind: Kind,
    pub said: Fields,
    /// The line of data that it states.
    pub stated: Option<Stated>,
}

/// A reply about to be kept.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub kind: Kind,
    pub said: &'a Fields,
    pub stated: Option<&'a Stated>,
    /// What the form bore that was sent: the same form with the same words is one reply.
    pub once: &'a str,
}

/// What became of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    Now(i64),
    /// It was sent twice.
    Before(i64),
    /// The link gave as many as it may.
    TooMany,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    link: i64,
    structure: String,
    at: NaiveDateTime,
    kind: String,
    said: String,
    source: Option<String>,
    cells: Option<String>,
}

/// Keeps a reply, once, with all that follows from it; its draft is over then.
///
/// # Errors
/// The database fails.
pub fn receive(
    conn: &mut Conn,
    link: &Link,
    new: New,
    now: NaiveDateTime,
    terms: &Terms,
) -> Result<Received, Error> {
    let json = |fields: &Fields| serde_json::to_string(fields).map_err(|error| broken(&error));
    let said = json(new.said)?;
    let cells = new.stated.map(|stated| json(&stated.cells)).transpose()?;
    let source = new.stated.map(|stated| stated.source.as_str());
    let content = [&link.id().to_string(), new.once, new.kind.as_str(), &said, source.unwrap_or_default()];
    let content = content.join("\n") + cells.as_deref().unwrap_or_default();
    let key = hexadecimal(&Sha256::digest(content));
    if let Some(id) = t::table.filter(t::key.eq(&key)).select(t::id).first(conn).optional()? {
        return Ok(Received::Before(id));
    }
    if t::table.filter(t::link.eq(link.id())).count().get_result::<i64>(conn)? >= MOST {
        return Ok(Received::TooMany);
    }
    let row = (
        (t::key.eq(key), t::link.eq(link.id()), t::structure.eq(link.structure().as_str()), t::at.eq(now)),
        (t::kind.eq(new.kind.as_str()), t::said.eq(said), t::source.eq(source), t::cells.eq(cells)),
    );
    let id = each!(conn, c => diesel::insert_into(t::table).values(row).returning(t::id).get_result(c))?;
    if let Some(source) = source {
        drafts::forget(conn, link.id(), source)?;
    }
    let reply = Reply {
        id,
        link: link.id(),
        structure: link.structure().clone(),
        at: now,
        kind: new.kind,
        said: new.said.clone(),
        stated: new.stated.cloned(),
    };
    received(conn, &reply, terms)?;
    Ok(Received::Now(id))
}

/// What follows from a reply, in the transaction that keeps it: its line in the audit, and its place in the open case.
fn received(conn: &mut Conn, reply: &Reply, terms: &Terms) -> Result<(), Error> {
    let who = format!("link {}", reply.link);
    let actor = audit::Actor { who: &who, address: None, at: reply.at };
    audit::record(conn, actor, audit::Action::Replied, Some(reply.structure.as_str()))?;
    let last = cases::of_structure(conn, &Scope::operator(), &reply.structure)?.into_iter().next();
    if let Some(open) = last.filter(|held| held.case.state != State::Closed) {
        let deed = Deed::Replied { reply: reply.id, kind: reply.kind.as_str().to_owned() };
        cases::add(conn, open, &Event { at: reply.at, who: None, deed }, terms)?;
    }
    Ok(())
}

/// Those given under a link, the last first.
///
/// # Errors
/// The database fails, or a row holds what no reply may hold.
pub fn of_link(conn: &mut Conn, link: &Link) -> Result<Vec<Reply>, Error> {
    let own = t::table.filter(t::link.eq(link.id())).order(t::id.desc());
    own.select(Row::as_select()).load(conn)?.into_iter().map(Row::read).collect()
}

/// Those of one structure, the last first.
///
/// # Errors
/// The database fails, or a row holds what no reply may hold.
pub fn of_structure(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Reply>, Error> {
    let Some(reached) = reached(scope) else { return Ok(Vec::new()) };
    let rows: Vec<Row> = reached.filter(t::structure.eq(structure.to_string())).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Those since an instant, the last first.
///
/// # Errors
/// The database fails, or a row holds what no reply may hold.
pub fn since(conn: &mut Conn, scope: &Scope, instant: NaiveDateTime) -> Result<Vec<Reply>, Error> {
    let Some(reached) = reached(scope) else { return Ok(Vec::new()) };
    let rows: Vec<Row> = reached.filter(t::at.ge(instant)).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Until when nothing more is sent to a structure, because it answered. Says nothing of what it answered.
///
/// # Errors
/// The database fails.
pub fn pause(
    conn: &mut Conn,
    structure: &FinessNumber,
    now: NaiveDateTime,
) -> Result<Option<NaiveDateTime>, Error> {
    let last: Option<NaiveDateTime> =
        t::table.filter(t::structure.eq(structure.as_str())).select(max(t::at)).first(conn)?;
    Ok(last.map(|last| last + PAUSE).filter(|until| *until > now))
}

/// Replies that state data which no import has taken over yet, the oldest first.
///
/// # Errors
/// The database fails, or a row holds what no reply may hold.
pub fn to_take_over(conn: &mut Conn, scope: &Scope, now: NaiveDateTime) -> Result<Vec<Reply>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    let recent = t::source.is_not_null().and(t::at.gt(now - PATIENCE));
    let rows: Vec<Row> = t::table.filter(recent).order(t::id).select(Row::as_select()).load(conn)?;
    let mut waiting = Vec::new();
    for reply in rows.into_iter().map(Row::read) {
        let reply = reply?;
        let Some(stated) = &reply.stated else { continue };
        let taken =
            imports::table.filter(imports::source.eq(&stated.source).and(imports::file.eq(reply.file())));
        if diesel::select(not(exists(taken))).get_result(conn)? {
            waiting.push(reply);
        }
    }
    Ok(waiting)
}

type Backend = <Conn as Connection>::Backend;
type Reached = IntoBoxed<'static, Select<t::table, AsSelect<Row, Backend>>, Backend>;

/// What a structure answered is of the family of what is seen of it: the structure and its desk read it.
fn reached(scope: &Scope) -> Option<Reached> {
    let all: Reached = t::table.select(Row::as_select()).into_boxed();
    let all = all.order(t::id.desc());
    match scope.rows(Family::Signals) {
        Rows::All => Some(all),
        Rows::None => None,
        Rows::Structures(numbers) => Some(all.filter(t::structure.eq_any(numbers))),
        Rows::Departments(departments) => {
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(crate::domain::timeline::FOREVER)))
                .select(s::finess);
            Some(all.filter(t::structure.eq_any(placed)))
        }
    }
}

impl Reply {
    /// The name under which its line is imported.
    #[must_use]
    pub fn file(&self) -> String {
        format!("reply-{}.csv", self.id)
    }
}

impl Row {
    fn read(self) -> Result<Reply, Error> {
        let fields = |text: &str| serde_json::from_str(text).map_err(|error| broken(&error));
        let cells = self.cells.as_deref().map(fields).transpose()?;
        Ok(Reply {
            id: self.id,
            link: self.link,
            structure: self.structure.parse().map_err(|_| broken(&self.structure))?,
            at: self.at,
            kind: Kind::read(&self.kind).ok_or_else(|| broken(&self.kind))?,
            said: fields(&self.said)?,
            stated: self.source.zip(cells).map(|(source, cells)| Stated { source, cells }),
        })
    }
}

fn broken(problem: &dyn ToString) -> Error {
    Error::Row { table: "replies", problem: problem.to_string() }
}
