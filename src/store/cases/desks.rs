//! The load of every desk, for those who may know how many cases there are and not whose.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use super::super::backend::{Conn, Error};
use super::super::schema::structure_versions as s;
use super::super::scope::{Rows, Scope};
use super::super::versions::STILL_KNOWN;
use super::{Held, all_rows};
use crate::domain::case::{Load, loads};
use crate::domain::geography::france;
use crate::domain::rights::Family;
use crate::domain::territory::Territory;

/// By region, that in which FINESS shows or last showed each structure; nothing for whom the matrix gives no counts.
///
/// # Errors
/// The database fails.
pub fn by_desk(conn: &mut Conn, scope: &Scope) -> Result<BTreeMap<Territory, Load>, Error> {
    if scope.rows(Family::Tallies) != Rows::All {
        return Ok(BTreeMap::new());
    }
    let placed: HashMap<String, String> = s::table
        .filter(s::known_to.eq(STILL_KNOWN))
        .order(s::valid_from)
        .select((s::finess, s::department))
        .load(conn)?
        .into_iter()
        .collect();
    let cases: Vec<Held> = all_rows(conn)?;
    let region = |held: &Held| {
        let department = placed.get(held.structure.as_str())?;
        Some(Territory::Region(france().region_of(department)?.to_owned()))
    };
    Ok(loads(cases.iter().filter_map(|held| Some((region(held)?, &held.case)))))
}
