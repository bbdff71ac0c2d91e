//! The store as a panel: of each structure and origin the features as they were known on that day, and what is known now
//! of the twelve months after it. No origin sees a file that came later.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveTime;

use super::records::Region;
use super::sequel::Everywhere;
use super::{Failure, law};
use crate::catalog::{Catalog, FEATURE_IDS};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::risk::doctors::Outlook;
use crate::risk::features;
use crate::risk::model::logistic::logit;
use crate::risk::model::own::{BELOW, DOCTORS, LEAVES, REGION};
use crate::risk::model::panel::{Panel, Words};
use crate::risk::model::standard::is_flag;
use crate::risk::outcome::{Followed, HORIZON, Tally, Target};
use crate::risk::record::Record;
use crate::store::{Conn, Known};

#[derive(Clone, Debug, Default)]
pub struct History {
    /// With a column for each target.
    pub panel: Panel,
    /// Of each target, origin by origin.
    pub tallies: BTreeMap<&'static str, Vec<Tally>>,
}

/// Every origin whose twelve months are over by the end of `last`, from `first` on, one a year at the end of that month of
/// the year.
#[must_use]
pub fn origins(first: i32, number: u32, last: Month) -> Vec<Month> {
    let years = (first..=last.year()).filter_map(|year| Month::new(year, number));
    years.filter(|origin| *origin + HORIZON <= last).collect()
}

/// # Errors
/// The database fails, or the parameters of the legal clock are not known for an origin.
pub fn history(
    conn: &mut Conn,
    catalog: &Catalog,
    origins: &[Month],
    last: Month,
) -> Result<History, Failure> {
    let followed = followed(conn, catalog, origins, last)?;
    let mut history = History::default();
    for origin in origins {
        let mut rows = Rows::default();
        for region in regions() {
            let region = Region::load(conn, catalog, region, as_known(*origin))?;
            for structure in region.open(*origin) {
                rows.push(catalog, *origin, &region.code, &region.record(structure, *origin))?;
            }
        }
        rows.finish(*origin, &followed, &mut history);
    }
    Ok(history)
}

/// Up to the last second of the month.
fn as_known(origin: Month) -> Known {
    Known::At((origin + 1).first_day().and_time(NaiveTime::MIN) - chrono::TimeDelta::seconds(1))
}

fn regions() -> BTreeSet<&'static str> {
    france().departments.iter().map(|department| department.region).collect()
}

/// What is known now, region by region.
fn followed(
    conn: &mut Conn,
    catalog: &Catalog,
    origins: &[Month],
    last: Month,
) -> Result<HashMap<(FinessNumber, Month), Followed>, Failure> {
    let everywhere = Everywhere::load(conn, last)?;
    let mut followed = HashMap::new();
    for region in regions() {
        let now = Region::load(conn, catalog, region, Known::Now)?;
        for origin in origins {
            let minimum = law(catalog, *origin)?.doctors;
            for structure in &now.structures {
                let sequel = everywhere.follow(&now, structure, *origin, minimum);
                followed.insert((structure.finess.clone(), *origin), sequel);
            }
        }
    }
    Ok(followed)
}

/// The rows of one origin.
#[derive(Default)]
struct Rows {
    numbers: Vec<(FinessNumber, String)>,
    columns: BTreeMap<&'static str, Vec<f64>>,
}

impl Rows {
    fn push(
        &mut self,
        catalog: &Catalog,
        origin: Month,
        region: &str,
        record: &Record,
    ) -> Result<(), Failure> {
        let model = &catalog.risk;
        let outlook = Outlook::of(record, &model.hazards, law(catalog, origin)?.doctors);
        let floor = model.experts.doctors.floor;
        let within = outlook.as_ref().and_then(|outlook| outlook.within(HORIZON as u32));
        let log_odds = |p: f64| logit(p.clamp(floor, 1.0 - floor));
        let layer = [
            (BELOW, within.map(|it| log_odds(it.below_minimum))),
            (LEAVES, within.map(|it| log_odds(it.any_leaves))),
            (DOCTORS, outlook.as_ref().and_then(|outlook| outlook.doctors).map(f64::from)),
        ];
        let read = features::read(record, &model.thresholds);
        let read = read.into_iter().map(|reading| (reading.feature, reading.value));
        for (column, value) in read.chain(layer) {
            self.columns.entry(column).or_default().push(value.unwrap_or(f64::NAN));
        }
        self.numbers.push((record.finess.clone(), region.to_owned()));
        Ok(())
    }

    fn finish(
        mut self,
        origin: Month,
        followed: &HashMap<(FinessNumber, Month), Followed>,
        into: &mut History,
    ) {
        for flag in FEATURE_IDS.into_iter().filter(|feature| is_flag(feature)) {
            self.columns.entry(flag).and_modify(|column| settle(column));
        }
        let panel = &mut into.panel;
        for (column, values) in self.columns {
            panel.numbers.entry(column.to_owned()).or_default().extend(values);
        }
        for target in Target::ALL {
            let mut tally = Tally { origin: origin.year(), ..Tally::default() };
            let labels = self.numbers.iter().map(|(number, _)| {
                let followed = followed.get(&(number.clone(), origin));
                let label = followed.map(|followed| (followed.label(target), followed.ending));
                label.into_iter().for_each(|(label, ending)| tally.add(label, ending));
                label.and_then(|(label, _)| label.number()).unwrap_or(f64::NAN)
            });
            panel.numbers.entry(target.column().to_owned()).or_default().extend(labels);
            into.tallies.entry(target.name()).or_default().push(tally);
        }
        let regions: &mut Words = panel.words.entry(REGION.to_owned()).or_default();
        for (number, region) in &self.numbers {
            panel.units.push(number.as_str());
            panel.origins.push(origin.year());
            regions.push(region);
        }
    }
}

/// A flag that nobody told is what the others are on average: zero would reassure.
fn settle(flags: &mut [f64]) {
    let known = || flags.iter().filter(|flag| !flag.is_nan());
    let mean = known().sum::<f64>() / known().count() as f64;
    flags.iter_mut().filter(|flag| flag.is_nan()).for_each(|flag| *flag = mean);
}
