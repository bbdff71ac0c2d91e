//! Who works in which structure, as the editions of the RPPS showed it; and how many liberals work in each commune.
//! A person is a keyed hash. Rows on members are read on somebody's behalf; the counts are open data.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::{members as t, professionals as p, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::{Known, Provenance, STILL_KNOWN, Stored, version};
use crate::domain::finess::FinessNumber;
use crate::domain::member::{Member, Mode, PersonKey, Professionals};
use crate::domain::profession::Profession;
use crate::domain::rights::Family;
use crate::domain::timeline::{FOREVER, Version};

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    #[diesel(embed)]
    content: Content,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t)]
struct Content {
    structure: String,
    person: String,
    profession: String,
    is_gp: bool,
    mode: String,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = p)]
struct CountRow {
    id: i64,
    #[diesel(embed)]
    content: CountContent,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = p)]
struct CountContent {
    commune: String,
    profession: String,
    is_gp: bool,
    number: i64,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: i64,
}

/// The memberships that the scope reaches: by structure, person, profession and then day.
///
/// # Errors
/// The database fails, or a row holds what no membership may hold.
pub fn load(conn: &mut Conn, scope: &Scope, known: Known) -> Result<Vec<Stored<Member>>, Error> {
    select(conn, scope, None, known)
}

/// Those of some structures.
///
/// # Errors
/// The database fails, or a row holds what no membership may hold.
pub fn of(
    conn: &mut Conn,
    scope: &Scope,
    structures: &[FinessNumber],
    known: Known,
) -> Result<Vec<Stored<Member>>, Error> {
    select(conn, scope, Some(structures), known)
}

fn select(
    conn: &mut Conn,
    scope: &Scope,
    structures: Option<&[FinessNumber]>,
    known: Known,
) -> Result<Vec<Stored<Member>>, Error> {
    let instant = known.instant();
    let mut wanted = t::table
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .order((t::structure, t::person, t::profession, t::valid_from))
        .select(Row::as_select())
        .into_boxed();
    match scope.rows(Family::Declared) {
        Rows::All => {}
        Rows::None => return Ok(Vec::new()),
        Rows::Structures(numbers) => wanted = wanted.filter(t::structure.eq_any(numbers)),
        Rows::Departments(departments) => {
            // Where FINESS places the structure now.
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
                .select(s::finess);
            wanted = wanted.filter(t::structure.eq_any(placed));
        }
    }
    if let Some(structures) = structures {
        let numbers: Vec<&str> = structures.iter().map(FinessNumber::as_str).collect();
        wanted = wanted.filter(t::structure.eq_any(numbers));
    }
    wanted.load(conn)?.into_iter().map(Row::read).collect()
}

/// Adds memberships, known from now on.
///
/// # Errors
/// The database fails.
pub fn insert(conn: &mut Conn, versions: &[Version<Member>], provenance: Provenance) -> Result<(), Error> {
    for chunk in versions.chunks(BATCH) {
        let rows: Vec<Content> = chunk.iter().map(|version| Content::write(version, provenance)).collect();
        each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Ends the knowledge of memberships: the rows stay for whoever asks what was known before.
///
/// # Errors
/// The database fails.
pub fn close(conn: &mut Conn, ids: &[i64], at: NaiveDateTime) -> Result<(), Error> {
    for chunk in ids.chunks(BATCH) {
        diesel::update(t::table.filter(t::id.eq_any(chunk))).set(t::known_to.eq(at)).execute(conn)?;
    }
    Ok(())
}

/// The liberals of each commune and profession: open data.
///
/// # Errors
/// The database fails, or a row holds what no count may hold.
pub fn professionals(conn: &mut Conn, known: Known) -> Result<Vec<Stored<Professionals>>, Error> {
    let instant = known.instant();
    let rows: Vec<CountRow> = p::table
        .filter(p::known_from.le(instant).and(p::known_to.gt(instant)))
        .order((p::commune, p::profession, p::is_gp, p::valid_from))
        .select(CountRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CountRow::read).collect()
}

/// Adds counts, known from now on.
///
/// # Errors
/// The database fails.
pub fn insert_professionals(
    conn: &mut Conn,
    versions: &[Version<Professionals>],
    provenance: Provenance,
) -> Result<(), Error> {
    for chunk in versions.chunks(BATCH) {
        let rows: Vec<CountContent> =
            chunk.iter().map(|version| CountContent::write(version, provenance)).collect();
        each!(conn, c => diesel::insert_into(p::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Ends the knowledge of counts.
///
/// # Errors
/// The database fails.
pub fn close_professionals(conn: &mut Conn, ids: &[i64], at: NaiveDateTime) -> Result<(), Error> {
    for chunk in ids.chunks(BATCH) {
        diesel::update(p::table.filter(p::id.eq_any(chunk))).set(p::known_to.eq(at)).execute(conn)?;
    }
    Ok(())
}

impl Row {
    fn read(self) -> Result<Stored<Member>, Error> {
        let row = self.content;
        let broken = |problem: &dyn ToString| unreadable("members", problem);
        let content = Member {
            structure: row.structure.parse().map_err(|error| {
                let error: crate::domain::finess::NotAFinessNumber = error;
                broken(&error)
            })?,
            profession: profession("members", &row.profession)?,
            mode: Mode::read(&row.mode).ok_or_else(|| broken(&row.mode))?,
            person: PersonKey(row.person),
            is_gp: row.is_gp,
        };
        Ok(version(self.id, row.valid_from, row.valid_to, content))
    }
}

impl Content {
    fn write(version: &Version<Member>, provenance: Provenance) -> Self {
        let member = &version.content;
        Self {
            structure: member.structure.to_string(),
            person: member.person.0.clone(),
            profession: member.profession.to_string(),
            is_gp: member.is_gp,
            mode: member.mode.as_str().to_owned(),
            valid_from: version.from,
            valid_to: version.to,
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
        }
    }
}

impl CountRow {
    fn read(self) -> Result<Stored<Professionals>, Error> {
        let row = self.content;
        let content = Professionals {
            profession: profession("professionals", &row.profession)?,
            count: u32::try_from(row.number).map_err(|_| unreadable("professionals", &row.number))?,
            commune: row.commune,
            is_gp: row.is_gp,
        };
        Ok(version(self.id, row.valid_from, row.valid_to, content))
    }
}

impl CountContent {
    fn write(version: &Version<Professionals>, provenance: Provenance) -> Self {
        let counted = &version.content;
        Self {
            commune: counted.commune.clone(),
            profession: counted.profession.to_string(),
            is_gp: counted.is_gp,
            number: counted.count.into(),
            valid_from: version.from,
            valid_to: version.to,
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
        }
    }
}

fn profession(table: &'static str, code: &str) -> Result<Profession, Error> {
    code.parse().map_err(|error: crate::domain::profession::NotAProfession| unreadable(table, &error))
}

fn unreadable(table: &'static str, problem: &dyn ToString) -> Error {
    Error::Row { table, problem: problem.to_string() }
}
