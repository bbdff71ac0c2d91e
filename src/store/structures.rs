//! The versions of establishments, and the structures that they tell of.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error};
use super::schema::structure_versions as t;
use super::versions::{Known, Provenance, STILL_KNOWN, Stored, version, versioned};
use super::{entities, imports, register};
use crate::domain::establishment::{Establishment, Location, Quality};
use crate::domain::finess::Kind;
use crate::domain::structure::Structure;
use crate::domain::timeline::Version;

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
    finess: String,
    valid_from: NaiveDate,
    valid_to: NaiveDate,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: i64,
    legal_entity: Option<String>,
    kind: String,
    name: String,
    complement: Option<String>,
    address: Option<String>,
    department: String,
    commune: Option<String>,
    siret: Option<String>,
    opened_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    is_active: bool,
    longitude: Option<f64>,
    latitude: Option<f64>,
    is_doubtful: bool,
    main_site: Option<String>,
}

versioned!(Establishment);

/// All structures, by number.
///
/// # Errors
/// The database fails, or a row holds what no version may hold.
pub fn all(conn: &mut Conn, known: Known) -> Result<Vec<Structure>, Error> {
    let versions: Vec<_> = load(conn, known)?.into_iter().map(|row| row.version).collect();
    let entities = entities::load(conn, known)?.into_iter().map(|row| row.version).collect();
    let (calendar, successions) =
        (imports::calendar(conn, known)?, register::entries::successions(conn, known)?);
    Ok(Structure::gather(&versions, entities, &calendar, &successions))
}

/// Those of the numbers that an edition has ever shown, in whatever category.
///
/// # Errors
/// The database fails.
pub fn shown(conn: &mut Conn, numbers: &[&str]) -> Result<HashSet<String>, Error> {
    let mut shown = HashSet::new();
    for chunk in numbers.chunks(BATCH) {
        let found: Vec<String> =
            t::table.filter(t::finess.eq_any(chunk)).select(t::finess).distinct().load(conn)?;
        shown.extend(found);
    }
    Ok(shown)
}

/// The structures of a kind that an edition ever placed in one of the departments, by number. What is read
/// does not grow with the country.
///
/// # Errors
/// The database fails, or a row holds what no version may hold.
pub fn placed_in(
    conn: &mut Conn,
    departments: &[&str],
    kind: Kind,
    known: Known,
) -> Result<Vec<Structure>, Error> {
    let instant = known.instant();
    let numbers: Vec<String> = t::table
        .filter(t::department.eq_any(departments).and(t::kind.eq(kind.as_str())))
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .select(t::finess)
        .distinct()
        .load(conn)?;
    of_numbers(conn, &numbers, known)
}

/// The structures of a kind whose last version lies within `reach` degrees of a point, north, south, east and west.
///
/// # Errors
/// The database fails, or a row holds what no version may hold.
pub fn near(
    conn: &mut Conn,
    kind: Kind,
    point: Location,
    reach: f64,
    known: Known,
) -> Result<Vec<Structure>, Error> {
    let instant = known.instant();
    let numbers: Vec<String> = t::table
        .filter(t::kind.eq(kind.as_str()).and(t::valid_to.eq(crate::domain::timeline::FOREVER)))
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .filter(t::longitude.between(point.longitude - reach, point.longitude + reach))
        .filter(t::latitude.between(point.latitude - reach, point.latitude + reach))
        .select(t::finess)
        .distinct()
        .load(conn)?;
    of_numbers(conn, &numbers, known)
}

/// The structures of these numbers; a number that is not known gives none.
///
/// # Errors
/// The database fails, or a row holds what no version may hold.
pub fn of_numbers(
    conn: &mut Conn,
    numbers: &[impl AsRef<str>],
    known: Known,
) -> Result<Vec<Structure>, Error> {
    let versions: Vec<_> = of(conn, numbers, known)?.into_iter().map(|row| row.version).collect();
    let behind: HashSet<&str> =
        versions.iter().filter_map(|version| Some(version.content.legal_entity.as_ref()?.as_str())).collect();
    let behind: Vec<&str> = behind.into_iter().collect();
    let entities = entities::of(conn, &behind, known)?.into_iter().map(|row| row.version).collect();
    let (calendar, successions) =
        (imports::calendar(conn, known)?, register::entries::successions(conn, known)?);
    Ok(Structure::gather(&versions, entities, &calendar, &successions))
}

impl Row {
    fn read(self) -> Result<Stored<Establishment>, Error> {
        let row = self.content;
        let number = |text: String| text.parse().map_err(|e| unreadable(&e));
        let quality = if row.is_doubtful { Quality::Doubtful } else { Quality::Good };
        let content = Establishment {
            finess: number(row.finess)?,
            legal_entity: row.legal_entity.map(number).transpose()?,
            kind: Kind::read(&row.kind).ok_or_else(|| unreadable(&row.kind))?,
            name: row.name,
            complement: row.complement,
            address: row.address,
            department: row.department,
            commune: row.commune,
            siret: row.siret,
            opened_on: row.opened_on,
            closed_on: row.closed_on,
            active: row.is_active,
            location: row.longitude.zip(row.latitude).map(|(longitude, latitude)| Location {
                longitude,
                latitude,
                quality,
            }),
            main_site: row.main_site.map(number).transpose()?,
        };
        Ok(version(self.id, row.valid_from, row.valid_to, content))
    }
}

impl Content {
    fn write(version: &Version<Establishment>, provenance: Provenance) -> Self {
        let content = version.content.clone();
        Self {
            finess: content.finess.to_string(),
            valid_from: version.from,
            valid_to: version.to,
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
            legal_entity: content.legal_entity.map(|number| number.to_string()),
            kind: content.kind.as_str().to_owned(),
            name: content.name,
            complement: content.complement,
            address: content.address,
            department: content.department,
            commune: content.commune,
            siret: content.siret,
            opened_on: content.opened_on,
            closed_on: content.closed_on,
            is_active: content.active,
            longitude: content.location.map(|location| location.longitude),
            latitude: content.location.map(|location| location.latitude),
            is_doubtful: content.location.is_some_and(|location| location.quality == Quality::Doubtful),
            main_site: content.main_site.map(|number| number.to_string()),
        }
    }
}

fn unreadable(problem: &impl ToString) -> Error {
    Error::Row { table: "structure_versions", problem: problem.to_string() }
}
