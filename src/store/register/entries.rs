//! The entries of the register, each as it was known from one instant to another.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::max;
use diesel::prelude::*;

use super::super::backend::{BATCH, Conn, Error, each};
use super::super::schema::register_entries as t;
use super::super::versions::{Known, STILL_KNOWN};
use crate::domain::register::{Entry, Form, Status, Successions};

/// Where a line of the register comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    Import(i64),
    Person { author: &'a str, note: Option<&'a str> },
}

/// An entry as it stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub row: i64,
    pub known_from: NaiveDateTime,
    /// None while it still holds.
    pub known_to: Option<NaiveDateTime>,
    pub author: Option<String>,
    pub note: Option<String>,
    pub entry: Entry,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    #[diesel(embed)]
    content: Content,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Content {
    entry: String,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: Option<i64>,
    author: Option<String>,
    note: Option<String>,
    finess: Option<String>,
    name: String,
    commune: String,
    department: String,
    status: String,
    imagined_on: Option<NaiveDate>,
    filed_on: Option<NaiveDate>,
    recognised_on: Option<NaiveDate>,
    opened_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    form: Option<String>,
    is_university: Option<bool>,
    parent: Option<String>,
    is_priority_district: Option<bool>,
    succeeds: Option<String>,
    confirmed_on: Option<NaiveDate>,
}

/// Every entry known at that instant, by its id.
///
/// # Errors
/// The database fails, or a row holds what no entry may hold.
pub fn load(conn: &mut Conn, known: Known) -> Result<Vec<Held>, Error> {
    let instant = known.instant();
    let rows: Vec<Row> = t::table
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .select(Row::as_select())
        .load(conn)?;
    let mut held: Vec<Held> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    // Databases sort text each in its own way.
    held.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
    Ok(held)
}

/// All that was ever known of one entry, oldest first.
///
/// # Errors
/// The database fails, or a row holds what no entry may hold.
pub fn history(conn: &mut Conn, entry: &str) -> Result<Vec<Held>, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::entry.eq(entry))
        .order((t::known_from, t::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// The entries that bear a FINESS number now, by id.
///
/// # Errors
/// The database fails, or a row holds what no entry may hold.
pub fn bearing(conn: &mut Conn, finess: &str) -> Result<Vec<Held>, Error> {
    let rows: Vec<Row> = t::table
        .filter(t::finess.eq(finess).and(t::known_to.eq(STILL_KNOWN)))
        .order(t::entry)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// The entries of these ids now; an id that is not known gives none.
///
/// # Errors
/// The database fails, or a row holds what no entry may hold.
pub fn named(conn: &mut Conn, ids: &[impl AsRef<str>]) -> Result<Vec<Held>, Error> {
    let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
    let rows: Vec<Row> = t::table
        .filter(t::entry.eq_any(ids).and(t::known_to.eq(STILL_KNOWN)))
        .order(t::entry)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Which teams changed their number, as it was known at that instant.
///
/// # Errors
/// The database fails, or a row holds what no entry may hold.
pub fn successions(conn: &mut Conn, known: Known) -> Result<Successions, Error> {
    let instant = known.instant();
    let is_known = t::known_from.le(instant).and(t::known_to.gt(instant));
    let heirs: Vec<Row> =
        t::table.filter(is_known.and(t::succeeds.is_not_null())).select(Row::as_select()).load(conn)?;
    let old: Vec<String> = heirs.iter().filter_map(|row| row.content.succeeds.clone()).collect();
    let old: Vec<Row> =
        t::table.filter(is_known.and(t::entry.eq_any(old))).select(Row::as_select()).load(conn)?;
    let entries: Result<Vec<Entry>, Error> =
        heirs.into_iter().chain(old).map(|row| Ok(row.read()?.entry)).collect();
    Ok(Successions::of(&entries?))
}

/// The last day on which a file confirmed a line of each department, whatever became of the line.
///
/// # Errors
/// The database fails.
pub fn confirmed(conn: &mut Conn) -> Result<HashMap<String, NaiveDate>, Error> {
    let rows: Vec<(String, Option<NaiveDate>)> = t::table
        .filter(t::import_id.is_not_null())
        .group_by(t::department)
        .select((t::department, max(t::confirmed_on)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(department, day)| Some((department, day?))).collect())
}

/// Adds entries, known from an instant on.
///
/// # Errors
/// The database fails.
pub fn insert(conn: &mut Conn, entries: &[&Entry], from: NaiveDateTime, origin: Origin) -> Result<(), Error> {
    for chunk in entries.chunks(BATCH) {
        let rows: Vec<Content> = chunk.iter().map(|entry| Content::write(entry, from, origin)).collect();
        each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Ends the knowledge of rows.
///
/// # Errors
/// The database fails.
pub fn close(conn: &mut Conn, rows: &[i64], at: NaiveDateTime) -> Result<(), Error> {
    for chunk in rows.chunks(BATCH) {
        diesel::update(t::table.filter(t::id.eq_any(chunk))).set(t::known_to.eq(at)).execute(conn)?;
    }
    Ok(())
}

/// The latest instant from which anything of the register was known.
///
/// # Errors
/// The database fails.
pub fn latest_knowledge(conn: &mut Conn) -> Result<Option<NaiveDateTime>, Error> {
    let learned: Option<NaiveDateTime> = t::table.select(max(t::known_from)).first(conn)?;
    let withdrawn: Option<NaiveDateTime> =
        t::table.filter(t::known_to.ne(STILL_KNOWN)).select(max(t::known_to)).first(conn)?;
    Ok(learned.max(withdrawn))
}

impl Row {
    fn read(self) -> Result<Held, Error> {
        let row = self.content;
        let entry = Entry {
            finess: row.finess.map(|text| text.parse().map_err(|e| unreadable(&e))).transpose()?,
            status: Status::read(&row.status).ok_or_else(|| unreadable(&row.status))?,
            form: row.form.map(|text| Form::read(&text).ok_or_else(|| unreadable(&text))).transpose()?,
            id: row.entry,
            name: row.name,
            commune: row.commune,
            department: row.department,
            imagined_on: row.imagined_on,
            filed_on: row.filed_on,
            recognised_on: row.recognised_on,
            opened_on: row.opened_on,
            ended_on: row.ended_on,
            is_university: row.is_university,
            parent: row.parent,
            is_priority_district: row.is_priority_district,
            succeeds: row.succeeds,
            confirmed_on: row.confirmed_on,
        };
        Ok(Held {
            row: self.id,
            known_from: row.known_from,
            known_to: (row.known_to != STILL_KNOWN).then_some(row.known_to),
            author: row.author,
            note: row.note,
            entry,
        })
    }
}

impl Content {
    fn write(entry: &Entry, known_from: NaiveDateTime, origin: Origin) -> Self {
        let (import_id, author, note) = match origin {
            Origin::Import(id) => (Some(id), None, None),
            Origin::Person { author, note } => (None, Some(author.to_owned()), note.map(str::to_owned)),
        };
        let entry = entry.clone();
        Self {
            known_from,
            known_to: STILL_KNOWN,
            import_id,
            author,
            note,
            finess: entry.finess.map(|number| number.to_string()),
            status: entry.status.as_str().to_owned(),
            form: entry.form.map(|form| form.as_str().to_owned()),
            entry: entry.id,
            name: entry.name,
            commune: entry.commune,
            department: entry.department,
            imagined_on: entry.imagined_on,
            filed_on: entry.filed_on,
            recognised_on: entry.recognised_on,
            opened_on: entry.opened_on,
            ended_on: entry.ended_on,
            is_university: entry.is_university,
            parent: entry.parent,
            is_priority_district: entry.is_priority_district,
            succeeds: entry.succeeds,
            confirmed_on: entry.confirmed_on,
        }
    }
}

fn unreadable(problem: &impl ToString) -> Error {
    Error::Row { table: "register_entries", problem: problem.to_string() }
}
