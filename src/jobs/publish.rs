//! What becomes of points once they are made: the edition they stand in.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::domain::revision::Standing;
use crate::store::editions::{self, Making};
use crate::store::{Conn, Error};

/// The run that makes the points.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub id: i64,
    pub at: NaiveDateTime,
}

/// Opens the edition of `month`, or goes on with it; the one before is frozen as it stands.
///
/// # Errors
/// The database fails.
pub fn begin(conn: &mut Conn, catalog: &Catalog, month: Month, run: Run) -> Result<Standing, Error> {
    let definitions: BTreeMap<&str, u32> =
        catalog.indicators.iter().map(|indicator| (indicator.id.as_str(), indicator.version)).collect();
    let window = catalog.parameters.on("public_window", month.last_day()).unwrap_or(0.0) as i32;
    let public_from = month - window + 1;
    editions::begin(conn, month, Making { run: run.id, at: run.at, definitions: &definitions, public_from })
}
