//! What is reported of the measures of the Plan, brought to the country: one report a measure, year and source.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::statement::{Statement, Subject};
use crate::domain::territory::Territory;

/// Of structures, sums of fewer than these are not shown.
const FEWEST: usize = 5;

/// What one source says of one measure in one year, for the whole country.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    pub(super) measure: String,
    pub(super) year: i32,
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

/// The statements of one measure, year and source, by whom they speak of.
#[derive(Default)]
struct Group<'a> {
    country: Option<&'a Statement>,
    regions: BTreeMap<&'a str, &'a Statement>,
    departments: BTreeMap<&'a str, &'a Statement>,
    structures: Vec<&'a Statement>,
}

/// Latest year first within a measure, and sources in the order of their names.
pub(super) fn reports<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<Report> {
    let mut groups: BTreeMap<(&str, i32, &str), Group> = BTreeMap::new();
    for statement in statements {
        let Period::Year(year) = statement.period else { continue };
        let (measure, source) = statement.item.split_once('/').unwrap_or((&statement.item, ""));
        // From the latest year back.
        let group = groups.entry((measure, -year, source)).or_default();
        match &statement.subject {
            Subject::Territory(Territory::France) => group.country = Some(statement),
            Subject::Territory(Territory::Region(code)) => {
                group.regions.insert(code, statement);
            }
            Subject::Territory(Territory::Department(code)) => {
                group.departments.insert(code, statement);
            }
            Subject::Territory(_) => {}
            Subject::Structure(_) => group.structures.push(statement),
        }
    }
    let reported = groups
        .into_iter()
        .filter_map(|((measure, year, source), group)| group.report(measure, -year, source));
    reported.collect()
}

impl Group<'_> {
    fn report(mut self, measure: &str, year: i32, source: &str) -> Option<Report> {
        self.leave_what_is_counted_above();
        let origin = match self.country {
            Some(_) => Origin::Country,
            None => Origin::Parts {
                territories: self.regions.len() + self.departments.len(),
                structures: self.structures.len(),
            },
        };
        if origin == (Origin::Parts { territories: 0, structures: 0 }) {
            return None;
        }
        let unit = self.unit();
        let counted = |column| if unit.is_some() { self.sum(column) } else { Amount::Unknown };
        Some(Report {
            measure: measure.to_owned(),
            year,
            source: source.to_owned(),
            origin,
            target: counted("cible"),
            done: counted("realise"),
            committed: self.sum("euros_engages"),
            paid: self.sum("euros_payes"),
            unit: unit.unwrap_or_default(),
        })
    }

    /// A region speaks for its departments, a territory for its structures: nothing counts twice.
    fn leave_what_is_counted_above(&mut self) {
        let regions: BTreeSet<&str> = self.regions.keys().copied().collect();
        let is_in =
            |department: &str| france().region_of(department).is_some_and(|region| regions.contains(region));
        self.departments.retain(|department, _| !is_in(department));
        let departments: BTreeSet<&str> = self.departments.keys().copied().collect();
        self.structures.retain(|one| {
            let department = department_of(&one.subject);
            department.is_none_or(|department| !is_in(department) && !departments.contains(department))
        });
    }

    fn territories(&self) -> impl Iterator<Item = &Statement> {
        self.regions.values().chain(self.departments.values()).copied()
    }

    /// In which target and done are counted; none when the parts do not count alike.
    fn unit(&self) -> Option<String> {
        let all = self.territories().chain(self.structures.iter().copied());
        let units: BTreeSet<&str> = match self.country {
            Some(country) => country.text("unite").into_iter().collect(),
            None => all.filter_map(|one| one.text("unite")).collect(),
        };
        (units.len() <= 1).then(|| units.into_iter().next().unwrap_or_default().to_owned())
    }

    fn sum(&self, column: &str) -> Amount {
        if let Some(country) = self.country {
            return country.number(column).map_or(Amount::Unknown, Amount::Known);
        }
        let of_structures: Vec<f64> = self.structures.iter().filter_map(|one| one.number(column)).collect();
        if !of_structures.is_empty() && of_structures.len() < FEWEST {
            return Amount::Hidden;
        }
        let of_territories: Vec<f64> = self.territories().filter_map(|one| one.number(column)).collect();
        if of_structures.is_empty() && of_territories.is_empty() {
            return Amount::Unknown;
        }
        Amount::Known(of_territories.iter().chain(&of_structures).sum())
    }
}

/// The department in the number of a structure: that in which it was first registered.
fn department_of(subject: &Subject) -> Option<&str> {
    let Subject::Structure(number) = subject else { return None };
    Some(match number.as_str().get(..2)? {
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
