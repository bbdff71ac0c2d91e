//! The versions of legal entities.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::backend::Error;
use super::schema::legal_entity_versions as t;
use super::versions::{Provenance, STILL_KNOWN, Stored, version, versioned};
use crate::domain::legal_entity::LegalEntity;
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
    name: String,
    status: Option<String>,
    siren: Option<String>,
}

versioned!(LegalEntity);

impl Row {
    fn read(self) -> Result<Stored<LegalEntity>, Error> {
        let row = self.content;
        let finess = row.finess.parse().map_err(|error: crate::domain::finess::NotAFinessNumber| {
            Error::Row { table: "legal_entity_versions", problem: error.to_string() }
        })?;
        let content = LegalEntity { finess, name: row.name, status: row.status, siren: row.siren };
        Ok(version(self.id, row.valid_from, row.valid_to, content))
    }
}

impl Content {
    fn write(version: &Version<LegalEntity>, provenance: Provenance) -> Self {
        let content = version.content.clone();
        Self {
            finess: content.finess.to_string(),
            valid_from: version.from,
            valid_to: version.to,
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
            name: content.name,
            status: content.status,
            siren: content.siren,
        }
    }
}
