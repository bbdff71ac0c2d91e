//! The fragility of structures as of a month: from what the store knows on a day to findings and grades, region by
//! region. Read on behalf of the installation itself.

mod agreement;
mod drift;
mod drill;
mod history;
mod judge;
mod monthly;
mod people;
mod place;
mod records;
mod sequel;
mod standing;
mod told;
mod yearly;

use std::collections::{BTreeSet, HashMap};

use crate::catalog::Catalog;
use crate::domain::aci::Scale;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::legal_clock::Rules;
use crate::domain::month::Month;
use crate::domain::structure::Structure;
use crate::risk::assess::Assessment;
use crate::risk::consequence::Consequence;
use crate::risk::record::Record;
use crate::store::{Conn, Error, Known, structures};
use records::Region;

pub use drill::{Lost, drill};
pub use history::{History, history, origins};
pub use judge::{Judged, judge, store_assessments};

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
    let mut laws = Laws::new(catalog);
    let regions: BTreeSet<&str> = france().departments.iter().map(|department| department.region).collect();
    for region in regions {
        let region = Region::load(conn, catalog, region, known)?;
        for structure in region.open(month) {
            all.push(course(&region, structure, &mut laws, month)?);
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
    structure.map(|structure| course(&region, structure, &mut Laws::new(catalog), month)).transpose()
}

/// The assessment of a month, all those before it first from which anything is told: what went missing since is carried,
/// however long the silence.
fn course(
    region: &Region,
    structure: &Structure,
    laws: &mut Laws,
    month: Month,
) -> Result<Assessed, Failure> {
    let model = &laws.catalog.risk;
    let mut before: Option<Assessment> = None;
    let first = region.first_told(structure).unwrap_or(month);
    for earlier in Month::range(first, month - 1).filter(|month| Region::may_be_open(structure, *month)) {
        // Before the law there is nothing to carry.
        let Some(law) = laws.of(earlier) else { continue };
        let record = region.record(structure, earlier);
        before = Some(Assessment::of(&record, earlier, model, law, before.as_ref()));
    }
    let record = region.record(structure, month);
    let assessment = Assessment::of(&record, month, model, &law(laws.catalog, month)?, before.as_ref());
    let name = structure.shown(month.last_day()).name.clone();
    Ok(Assessed { name, region: region.code.clone(), record, assessment })
}

/// The law of the legal clock, month by month, each read once.
struct Laws<'a> {
    catalog: &'a Catalog,
    known: HashMap<Month, Option<Rules>>,
}

impl<'a> Laws<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, known: HashMap::new() }
    }

    fn of(&mut self, month: Month) -> Option<&Rules> {
        self.known.entry(month).or_insert_with(|| law(self.catalog, month).ok()).as_ref()
    }
}

/// The law of the legal clock at the end of a month.
fn law(catalog: &Catalog, month: Month) -> Result<Rules, Failure> {
    let day = month.last_day();
    catalog.legal_clock(day).map_err(|incomplete| Failure::Law(day, incomplete))
}

/// What it would cost when one of its general practitioners left.
///
/// # Errors
/// As [`assess`].
pub fn consequence(catalog: &Catalog, record: &Record, month: Month) -> Result<Consequence, Failure> {
    let day = month.last_day();
    let scale = Scale::read(|name| catalog.parameters.on(name, day)).ok();
    Ok(Consequence::of(record, &law(catalog, month)?, scale.as_ref()))
}
