//! The fragility of structures as of a month: from what the store knows on a day to findings and grades, region by
//! region. Read on behalf of the installation itself.

mod agreement;
mod history;
mod judge;
mod monthly;
mod people;
mod place;
mod records;
mod sequel;
mod told;
mod yearly;

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::domain::aci::Scale;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::legal_clock::Rules;
use crate::domain::month::Month;
use crate::domain::structure::Structure;
use crate::risk::assess::Assessment;
use crate::risk::consequence::{Consequence, Neighbour};
use crate::risk::record::Record;
use crate::store::{Conn, Error, Known, structures};
use records::Region;

pub use history::{History, history, origins};
pub use judge::{judge, store_assessments};

/// How many of the nearest structures are named.
const NEAREST: usize = 3;
/// How far they are looked for, in degrees.
const REACH: [f64; 3] = [0.3, 1.2, 4.0];

/// One structure, with what is known of it and what is made of that.
#[derive(Debug)]
pub struct Assessed {
    pub name: String,
    /// Code of the region, whose desk it is on.
    pub region: String,
    pub record: Record,
    pub assessment: Assessment,
}

/// Why nothing can be assessed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Store(#[from] Error),
    #[error("on {0} {1}")]
    Law(chrono::NaiveDate, crate::domain::legal_clock::Incomplete),
}

/// Every maison de santé that is open at the end of a month, as far as is known, by number.
///
/// # Errors
/// The database fails, or the parameters of the legal clock are not known for that month.
pub fn assess(
    conn: &mut Conn,
    catalog: &Catalog,
    month: Month,
    known: Known,
) -> Result<Vec<Assessed>, Failure> {
    let mut all = Vec::new();
    let regions: BTreeSet<&str> = france().departments.iter().map(|department| department.region).collect();
    for region in regions {
        let region = Region::load(conn, catalog, region, known)?;
        for structure in region.open(month) {
            all.push(course(&region, structure, catalog, month)?);
        }
    }
    all.sort_by(|a, b| a.assessment.finess.cmp(&b.assessment.finess));
    Ok(all)
}

/// One of them; none when FINESS does not show it open then.
///
/// # Errors
/// As [`assess`].
pub fn assess_one(
    conn: &mut Conn,
    catalog: &Catalog,
    finess: &FinessNumber,
    month: Month,
    known: Known,
) -> Result<Option<Assessed>, Failure> {
    let found = structures::of_numbers(conn, &[finess.as_str()], known)?;
    let spell = found.first().and_then(|structure| structure.spell(month));
    let Some(spell) = spell.filter(|spell| spell.kind == Kind::Msp) else { return Ok(None) };
    let Some(region) = france().region_of(&spell.department) else { return Ok(None) };
    let region = Region::load(conn, catalog, region, known)?;
    let structure = region.open(month).find(|structure| structure.finess == *finess);
    structure.map(|structure| course(&region, structure, catalog, month)).transpose()
}

/// The assessment of a month, all those before it first from which anything is told: what went missing since is carried,
/// however long the silence.
fn course(
    region: &Region,
    structure: &Structure,
    catalog: &Catalog,
    month: Month,
) -> Result<Assessed, Failure> {
    let mut before: Option<Assessment> = None;
    let first = region.first_told(structure).unwrap_or(month);
    for earlier in Month::range(first, month - 1).filter(|month| Region::may_be_open(structure, *month)) {
        // Before the law there is nothing to carry.
        let Ok(law) = law(catalog, earlier) else { continue };
        let record = region.record(structure, earlier);
        before = Some(Assessment::of(&record, earlier, &catalog.risk, &law, before.as_ref()));
    }
    let record = region.record(structure, month);
    let assessment = Assessment::of(&record, month, &catalog.risk, &law(catalog, month)?, before.as_ref());
    let name = structure.shown(month.last_day()).name.clone();
    Ok(Assessed { name, region: region.code.clone(), record, assessment })
}

/// The law of the legal clock at the end of a month.
fn law(catalog: &Catalog, month: Month) -> Result<Rules, Failure> {
    let day = month.last_day();
    let value = |name: &str| catalog.parameters.in_force(name, day).map(|value| (value.value, value.on));
    Rules::read(value).map_err(|incomplete| Failure::Law(day, incomplete))
}

/// What it would cost when one of its general practitioners left.
///
/// # Errors
/// As [`assess`].
pub fn consequence(
    conn: &mut Conn,
    catalog: &Catalog,
    record: &Record,
    month: Month,
    known: Known,
) -> Result<Consequence, Failure> {
    let nearest = nearest(conn, &record.finess, month, known)?;
    Ok(Consequence { nearest, ..consequence_alone(catalog, record, month)? })
}

/// The same without its neighbours.
fn consequence_alone(catalog: &Catalog, record: &Record, month: Month) -> Result<Consequence, Failure> {
    let day = month.last_day();
    let scale = Scale::read(|name| catalog.parameters.on(name, day)).ok();
    Ok(Consequence::of(record, &law(catalog, month)?, scale.as_ref(), Vec::new()))
}

/// The nearest others that are open, as the crow flies; none where its place is not known well.
fn nearest(
    conn: &mut Conn,
    finess: &FinessNumber,
    month: Month,
    known: Known,
) -> Result<Vec<Neighbour>, Error> {
    let day = month.last_day();
    let own = structures::of_numbers(conn, &[finess.as_str()], known)?;
    let Some(here) = own.first().and_then(|structure| structure.shown(day).good_location()) else {
        return Ok(Vec::new());
    };
    let mut found: Vec<Neighbour> = Vec::new();
    for reach in REACH {
        let around = structures::near(conn, Kind::Msp, here, reach, known)?;
        let others = around.iter().filter(|other| other.finess != *finess && Region::is_open(other, month));
        found = others
            .filter_map(|other| {
                let shown = other.shown(day);
                let kilometres = here.kilometres_to(shown.good_location()?);
                Some(Neighbour { finess: other.finess.clone(), name: shown.name.clone(), kilometres })
            })
            .collect();
        found.sort_by(|a, b| a.kilometres.total_cmp(&b.kilometres).then_with(|| a.finess.cmp(&b.finess)));
        if found.len() >= NEAREST {
            break;
        }
    }
    found.truncate(NEAREST);
    Ok(found)
}
