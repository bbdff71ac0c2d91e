//! What is reported of the measures of the Plan, brought to the country: for each measure and year what every source
//! says of it, and what territories and structures add up to.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::statement::{Statement, Subject};
use crate::domain::territory::Territory;

/// Of structures, sums of fewer than these are not shown.
const FEWEST: usize = 5;

/// One measure in one year, for the whole country: as one source says, or as its parts add up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) measure: String,
    pub(super) year: i32,
    /// All of them, where parts add up.
    pub(super) source: String,
    pub(super) origin: Origin,
    /// Of target and done; empty when it is not said.
    pub(super) unit: String,
    pub(super) target: Amount,
    pub(super) done: Amount,
    pub(super) committed: Amount,
    pub(super) paid: Amount,
}

/// Of whom the numbers of a report speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The country, as the source says itself.
    Country,
    /// So many territories and structures, added up.
    Parts { territories: usize, structures: usize },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Unknown,
    /// Said by structures too few to be shown.
    Hidden,
    Known(f64),
}

/// The statements of one measure and year, by whom they speak of. Where several sources speak of the same, the first by
/// its name is the one that is added up.
#[derive(Default)]
struct Group<'a> {
    country: Vec<&'a Statement>,
    regions: BTreeMap<&'a str, &'a Statement>,
    departments: BTreeMap<&'a str, &'a Statement>,
    structures: BTreeMap<&'a str, &'a Statement>,
}

/// Latest year first within a measure.
pub(super) fn reports<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<Report> {
    let mut sorted: Vec<&Statement> = statements.into_iter().collect();
    sorted.sort_by_key(|statement| &statement.item);
    let mut groups: BTreeMap<(&str, i32), Group> = BTreeMap::new();
    for statement in sorted {
        let Period::Year(year) = statement.period else { continue };
        // From the latest year back.
        let group = groups.entry((parts(statement).0, -year)).or_default();
        let part = match &statement.subject {
            Subject::Territory(Territory::France) => {
                group.country.push(statement);
                continue;
            }
            Subject::Territory(Territory::Region(code)) => group.regions.entry(code),
            Subject::Territory(Territory::Department(code)) => group.departments.entry(code),
            Subject::Territory(_) => continue,
            Subject::Structure(number) => group.structures.entry(number.as_str()),
        };
        part.or_insert(statement);
    }
    groups.into_iter().flat_map(|((measure, year), group)| group.reports(measure, -year)).collect()
}

/// Measure and source.
pub(super) fn parts(statement: &Statement) -> (&str, &str) {
    statement.item.split_once('/').unwrap_or((&statement.item, ""))
}

impl Group<'_> {
    fn reports(mut self, measure: &str, year: i32) -> Vec<Report> {
        let stated = |one: &&Statement| report(measure, year, Origin::Country, &[one], &[]);
        let mut reports: Vec<Report> = self.country.iter().map(stated).collect();
        self.leave_what_is_counted_above();
        let territories: Vec<&Statement> =
            self.regions.values().chain(self.departments.values()).copied().collect();
        let structures: Vec<&Statement> = self.structures.values().copied().collect();
        if !(territories.is_empty() && structures.is_empty()) {
            let origin = Origin::Parts { territories: territories.len(), structures: structures.len() };
            reports.push(report(measure, year, origin, &territories, &structures));
        }
        reports
    }

    /// A source that speaks for the country needs no sum of its parts; a region speaks for its departments, a territory
    /// for its structures: nothing counts twice.
    fn leave_what_is_counted_above(&mut self) {
        let whole: BTreeSet<&str> = self.country.iter().map(|one| parts(one).1).collect();
        for held in [&mut self.regions, &mut self.departments, &mut self.structures] {
            held.retain(|_, one| !whole.contains(parts(one).1));
        }
        let regions: BTreeSet<&str> = self.regions.keys().copied().collect();
        let is_in =
            |department: &str| france().region_of(department).is_some_and(|region| regions.contains(region));
        self.departments.retain(|department, _| !is_in(department));
        let departments: BTreeSet<&str> = self.departments.keys().copied().collect();
        self.structures.retain(|number, _| {
            department_of(number)
                .is_none_or(|department| !is_in(department) && !departments.contains(department))
        });
    }
}

fn report(
    measure: &str,
    year: i32,
    origin: Origin,
    territories: &[&Statement],
    structures: &[&Statement],
) -> Report {
    let all = || territories.iter().chain(structures);
    let units: BTreeSet<&str> = all().filter_map(|one| one.text("unite")).collect();
    let sources: BTreeSet<&str> = all().map(|one| parts(one).1).filter(|source| !source.is_empty()).collect();
    let sum = |column| sum(territories, structures, column);
    // What is not counted alike does not add up.
    let counted = |column| if units.len() <= 1 { sum(column) } else { Amount::Unknown };
    Report {
        measure: measure.to_owned(),
        year,
        origin,
        target: counted("cible"),
        done: counted("realise"),
        committed: sum("euros_engages"),
        paid: sum("euros_payes"),
        unit: if units.len() <= 1 { units.into_iter().collect() } else { String::new() },
        source: sources.into_iter().collect::<Vec<_>>().join(", "),
    }
}

fn sum(territories: &[&Statement], structures: &[&Statement], column: &str) -> Amount {
    let told = |of: &[&Statement]| of.iter().filter_map(|one| one.number(column)).collect::<Vec<f64>>();
    let (of_territories, of_structures) = (told(territories), told(structures));
    if !of_structures.is_empty() && of_structures.len() < FEWEST {
        Amount::Hidden
    } else if of_structures.is_empty() && of_territories.is_empty() {
        Amount::Unknown
    } else {
        Amount::Known(of_territories.iter().chain(&of_structures).sum())
    }
}

/// The department in the number of a structure: that in which it was first registered.
fn department_of(number: &str) -> Option<&str> {
    Some(match number.get(..2)? {
        "9A" => "971",
        "9B" => "972",
        "9C" => "973",
        "9D" => "974",
        "9E" => "975",
        "9F" => "976",
        metropole => metropole,
    })
}

impl Amount {
    pub(super) fn known(self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unknown | Self::Hidden => None,
        }
    }
}

impl Report {
    /// How far the target is reached, 0 to 1.
    pub(super) fn share(&self) -> Option<f64> {
        let (done, target) = (self.done.known()?, self.target.known()?);
        (target > 0.0).then(|| (done / target).clamp(0.0, 1.0))
    }

    /// The country before the sum of parts, more parts before fewer.
    fn weight(&self) -> usize {
        match self.origin {
            Origin::Country => usize::MAX,
            Origin::Parts { territories, structures } => territories + structures,
        }
    }
}

/// One report for each measure and year, among those that tell what is wanted: sources that speak of the same are not
/// added up.
pub(super) fn counted<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    tells: impl Fn(&Report) -> bool,
) -> Vec<&'a Report> {
    let mut best: BTreeMap<(&str, i32), &Report> = BTreeMap::new();
    for report in reports.into_iter().filter(|report| tells(report)) {
        let held = best.entry((&report.measure, report.year)).or_insert(report);
        if report.weight() > held.weight() {
            *held = report;
        }
    }
    best.into_values().collect()
}

/// What these reports add up to; nothing when none tells it.
pub(super) fn total<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    amount: impl Fn(&Report) -> Amount,
) -> Option<f64> {
    let counted = counted(reports, |report| amount(report).known().is_some());
    (!counted.is_empty()).then(|| counted.into_iter().filter_map(|report| amount(report).known()).sum())
}

#[cfg(test)]
mod tests;
