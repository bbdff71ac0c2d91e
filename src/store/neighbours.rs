//! The structures around a structure.

use chrono::NaiveDate;

use super::backend::{Conn, Error};
use super::structures;
use super::versions::Known;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::month::Month;
use crate::domain::structure::Structure;

#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    pub finess: FinessNumber,
    pub name: String,
    /// As the crow flies.
    pub kilometres: f64,
}

/// How far they are looked for, in degrees.
const REACH: [f64; 3] = [0.3, 1.2, 4.0];

/// The nearest others of a kind that are open on a day, at most so many; none where the place of the structure is not known
/// well.
///
/// # Errors
/// The database fails, or a row holds what no version may hold.
pub fn nearest(
    conn: &mut Conn,
    structure: &Structure,
    kind: Kind,
    day: NaiveDate,
    count: usize,
    known: Known,
) -> Result<Vec<Neighbour>, Error> {
    let Some(here) = structure.shown(day).good_location() else { return Ok(Vec::new()) };
    let is_open = |other: &Structure| other.spell(Month::of(day)).is_some_and(|spell| spell.kind == kind);
    let mut found = Vec::new();
    for reach in REACH {
        let around = structures::near(conn, kind, here, reach, known)?;
        let others = around.iter().filter(|other| other.finess != structure.finess && is_open(other));
        found = others
            .filter_map(|other| {
                let shown = other.shown(day);
                let kilometres = here.kilometres_to(shown.good_location()?);
                Some(Neighbour { finess: other.finess.clone(), name: shown.name.clone(), kilometres })
            })
            .collect::<Vec<_>>();
        if found.len() >= count {
            break;
        }
    }
    found.sort_by(|a, b| a.kilometres.total_cmp(&b.kilometres).then_with(|| a.finess.cmp(&b.finess)));
    found.truncate(count);
    Ok(found)
}
