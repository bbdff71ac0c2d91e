//! The directory of contacts. Nobody but the installation reads it.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{Conn, Error, each};
use super::refusals;
use super::schema::contacts as t;
use super::scope::Scope;
use crate::domain::contact::{Contact, Frequency, Kind};
use crate::domain::statement::Subject;
use crate::domain::writing::Language;

/// A contact as it stands in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub id: i64,
    pub contact: Contact,
    pub changed_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    kind: String,
    place: String,
    office: String,
    email: String,
    phone: Option<String>,
    language: String,
    frequency: String,
    verified_on: Option<NaiveDate>,
    changed_at: NaiveDateTime,
}

/// All, by kind and place.
///
/// # Errors
/// The database fails, or a row holds what no contact may hold.
pub fn all(conn: &mut Conn, scope: &Scope) -> Result<Vec<Held>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = t::table.order((t::kind, t::place, t::email)).select(Row::as_select()).load(conn)?;
    with_refusals(conn, rows)
}

/// Those of a kind who answer for one of the places.
///
/// # Errors
/// The database fails, or a row holds what no contact may hold.
pub fn answering(
    conn: &mut Conn,
    scope: &Scope,
    kind: Kind,
    places: &[Subject],
) -> Result<Vec<Contact>, Error> {
    if !scope.is_of_the_installation() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    let wanted = t::kind.eq(kind.as_str()).and(t::place.eq_any(places));
    let rows: Vec<Row> = t::table.filter(wanted).order(t::id).select(Row::as_select()).load(conn)?;
    Ok(with_refusals(conn, rows)?.into_iter().map(|held| held.contact).collect())
}

fn with_refusals(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Held>, Error> {
    let refused = refusals::all(conn)?;
    let read = |row: Row| {
        let mut held = row.read()?;
        let contact = &held.contact;
        let (kind, place) = (contact.kind.as_str(), contact.place.to_string());
        let own = refused.iter().filter(|(of_kind, of_place, email, _)| {
            of_kind == kind && *of_place == place && email == contact.email.as_str()
        });
        held.contact.refused = own.map(|(.., letter)| letter.clone()).collect();
        Ok(held)
    };
    rows.into_iter().map(read).collect()
}

/// Adds a contact, or changes the one of the same kind, place and address. What was verified stays so when a file does not
/// say it again.
///
/// # Errors
/// The database fails.
pub fn put(conn: &mut Conn, contact: &Contact, at: NaiveDateTime) -> Result<(), Error> {
    let (kind, place) = (contact.kind.as_str(), contact.place.to_string());
    let key = t::kind.eq(kind).and(t::place.eq(&place)).and(t::email.eq(contact.email.as_str()));
    let held: Option<Option<NaiveDate>> =
        t::table.filter(key).select(t::verified_on).first(conn).optional()?;
    let said = (
        t::office.eq(&contact.office),
        t::phone.eq(contact.phone.as_deref()),
        t::language.eq(contact.language.code()),
        t::frequency.eq(contact.frequency.as_str()),
        t::verified_on.eq(contact.verified_on.max(held.flatten())),
        t::changed_at.eq(at),
    );
    if held.is_some() {
        diesel::update(t::table.filter(key)).set(said).execute(conn)?;
    } else {
        let new = (t::kind.eq(kind), t::place.eq(&place), t::email.eq(contact.email.as_str()), said);
        each!(conn, c => diesel::insert_into(t::table).values(new).execute(c))?;
    }
    Ok(())
}

/// Notes that somebody made sure of an address; false when there is no such contact.
///
/// # Errors
/// The database fails.
pub fn verify(conn: &mut Conn, id: i64, on: NaiveDate, at: NaiveDateTime) -> Result<bool, Error> {
    let set = (t::verified_on.eq(on), t::changed_at.eq(at));
    Ok(diesel::update(t::table.find(id)).set(set).execute(conn)? == 1)
}

/// Removes a contact; what was sent to it stays told. False when there is none.
///
/// # Errors
/// The database fails.
pub fn remove(conn: &mut Conn, id: i64) -> Result<bool, Error> {
    Ok(diesel::delete(t::table.find(id)).execute(conn)? == 1)
}

impl Row {
    fn read(self) -> Result<Held, Error> {
        let contact = Contact {
            kind: Kind::read(&self.kind).ok_or_else(|| broken(&self.kind))?,
            place: self.place.parse().map_err(|error| broken(&error))?,
            office: self.office,
            email: self.email.parse().map_err(|error| broken(&error))?,
            phone: self.phone,
            language: Language::read(&self.language).ok_or_else(|| broken(&self.language))?,
            frequency: Frequency::read(&self.frequency).ok_or_else(|| broken(&self.frequency))?,
            verified_on: self.verified_on,
            refused: Vec::new(),
        };
        Ok(Held { id: self.id, contact, changed_at: self.changed_at })
    }
}

fn broken(problem: &dyn ToString) -> Error {
    Error::Row { table: "contacts", problem: problem.to_string() }
}
