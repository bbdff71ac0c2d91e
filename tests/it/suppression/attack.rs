//! Somebody who sees what the public sees, in every edition, and computes.

use std::collections::{BTreeMap, HashMap};

use observatoire::domain::cut::{Class, Cut, Size, Zone};
use observatoire::domain::geography::france;
use observatoire::domain::point::{Reading, State};
use observatoire::domain::profession::Group;
use observatoire::domain::territory::Territory;

/// A number that somebody may want to know: what, where, of whom, in which month (counted from the first).
pub(crate) type Secret = (&'static str, Territory, Cut, i32);
/// What is read of an indicator.
pub(crate) type Seen = HashMap<(String, Territory, Cut, i32), Reading>;

const CLOSE: f64 = 1e-6;

/// The numbers that readings tell by themselves: numerator, denominator, coverage times structures, value times
/// denominator.
pub(crate) fn plain(seen: &Seen) -> BTreeMap<Secret, f64> {
    let mut told = BTreeMap::new();
    for ((indicator, territory, cut, month), reading) in seen {
        if reading.state == State::Suppressed {
            assert_eq!(
                (reading.numerator, reading.denominator, reading.value, reading.structures, reading.coverage),
                (None, None, None, 0, None)
            );
            continue;
        }
        let (numerator, denominator) = match indicator.as_str() {
            "share" => ("yes", Some("answered")),
            "meetings" => ("meetings", Some("answered")),
            "members" => ("members", None),
            "doctors" => ("doctors", None),
            "came" => ("came", None),
            "went" => ("went", None),
            "contracts" => ("contracts", None),
            _ => continue,
        };
        // What nobody answered adds nothing.
        let at = |what| (what, territory.clone(), *cut, *month);
        told.insert(at(numerator), reading.numerator.unwrap_or(0.0));
        if let Some(denominator) = denominator {
            let by_coverage = reading.coverage.map(|share| (share * reading.structures as f64).round());
            let number = reading.denominator.or(by_coverage).unwrap_or(0.0);
            told.insert(at(denominator), number);
        }
    }
    told
}

/// A sum: the first number is the sum of the others.
type Sum = (Secret, Vec<(Secret, f64)>);

/// Everything that the public knows of how numbers hang together, in a month.
fn sums(month: i32) -> Vec<Sum> {
    let mut sums = Vec::new();
    let place = |what, territory: &Territory, cut| (what, territory.clone(), cut, month);
    let all: Vec<Territory> = super::world::territories().collect();
    for what in ["members", "doctors", "came", "went", "yes", "answered", "meetings", "contracts"] {
        for cut in super::world::cuts() {
            for whole in &all {
                let parts: Vec<Territory> = match whole {
                    Territory::France => {
                        france().regions.iter().map(|it| Territory::Region(it.code.to_owned())).collect()
                    }
                    Territory::Region(code)
                        if all.iter().any(|it| france().region_of(department(it)) == Some(code)) =>
                    {
                        let within = france().departments.iter().filter(|it| it.region == code);
                        within.map(|it| Territory::Department(it.code.to_owned())).collect()
                    }
                    _ => continue,
                };
                let parts = parts.iter().map(|part| (place(what, part, cut), 1.0)).collect();
                sums.push((place(what, whole, cut), parts));
            }
        }
        let class = |class| Cut { zone: None, class: Some(class) };
        let cuts: [Vec<Cut>; 3] = [
            Zone::ALL.iter().map(|zone| Cut { zone: Some(*zone), class: None }).collect(),
            Group::ALL.iter().map(|group| class(Class::Group(*group))).collect(),
            Size::ALL.iter().map(|size| class(Class::Size(*size))).collect(),
        ];
        for (territory, cuts) in
            all.iter().flat_map(|territory| cuts.iter().map(move |cuts| (territory, cuts)))
        {
            let parts = cuts.iter().map(|cut| (place(what, territory, *cut), 1.0)).collect();
            sums.push((place(what, territory, Cut::default()), parts));
        }
    }
    for territory in &all {
        let doctors = class_of_doctors();
        let same = vec![(place("members", territory, doctors), 1.0)];
        sums.push((place("doctors", territory, Cut::default()), same));
        // Members now are those of a year ago, those who came, less those who went.
        let before = ("members", territory.clone(), Cut::default(), month - 12);
        let moved = [("came", 1.0), ("went", -1.0)];
        let moved = moved.map(|(what, sign)| (place(what, territory, Cut::default()), sign));
        let change = std::iter::once((before, 1.0)).chain(moved).collect();
        sums.push((place("members", territory, Cut::default()), change));
    }
    sums
}

/// The code of a department, or nothing that is one.
fn department(territory: &Territory) -> &str {
    match territory {
        Territory::Department(code) => code,
        _ => "",
    }
}

fn class_of_doctors() -> Cut {
    Cut { zone: None, class: Some(Class::Group(Group::GeneralPractitioner)) }
}

/// A row of a linear system: coefficients of unknowns, and what they sum up to.
#[derive(Clone)]
struct Row(BTreeMap<usize, f64>, f64);

impl Row {
    fn less(&mut self, other: &Self, factor: f64) {
        for (unknown, theirs) in &other.0 {
            let left = self.0.get(unknown).unwrap_or(&0.0) - factor * theirs;
            if left.abs() < CLOSE {
                self.0.remove(unknown)
            } else {
                self.0.insert(*unknown, left)
            };
        }
        self.1 -= factor * other.1;
    }
}

/// What can be computed, beyond what is told plainly, of the months `month` and twelve before.
pub(crate) fn computed(
    told: &BTreeMap<Secret, f64>,
    open: &HashMap<(Territory, Option<Zone>, i32), f64>,
    month: i32,
) -> BTreeMap<Secret, f64> {
    let mut unknowns: BTreeMap<Secret, usize> = BTreeMap::new();
    let mut rows: Vec<Row> = Vec::new();
    for (total, parts) in [month, month - 12].into_iter().flat_map(sums) {
        let mut row = Row(BTreeMap::new(), 0.0);
        let terms = std::iter::once((total, -1.0)).chain(parts);
        let mut is_known = true;
        for (secret, factor) in terms {
            // A number that is nowhere published is of no use, nor is a month before the first.
            if secret.3 < 0 || !exists(&secret) {
                is_known = false;
                break;
            }
            match told.get(&secret) {
                Some(value) => row.1 -= factor * value,
                None => {
                    let next = unknowns.len();
                    *row.0.entry(*unknowns.entry(secret).or_insert(next)).or_insert(0.0) += factor;
                }
            }
        }
        if is_known && !row.0.is_empty() {
            rows.push(row);
        }
    }
    let mut reduced: BTreeMap<usize, Row> = BTreeMap::new();
    for row in &rows {
        let mut row = row.clone();
        for pivot in row.0.keys().copied().collect::<Vec<_>>() {
            if let (Some(other), Some(factor)) = (reduced.get(&pivot), row.0.get(&pivot).copied()) {
                row.less(other, factor);
            }
        }
        let Some((pivot, scale)) = row.0.iter().next().map(|(unknown, factor)| (*unknown, *factor)) else {
            continue;
        };
        row.0.values_mut().for_each(|factor| *factor /= scale);
        row.1 /= scale;
        for other in reduced.values_mut() {
            if let Some(factor) = other.0.get(&pivot).copied() {
                other.less(&row, factor);
            }
        }
        reduced.insert(pivot, row);
    }
    let names: BTreeMap<usize, Secret> =
        unknowns.into_iter().map(|(secret, number)| (number, secret)).collect();
    let mut found: BTreeMap<Secret, f64> = BTreeMap::new();
    for (pivot, row) in &reduced {
        if row.0.len() == 1 {
            found.insert(names[pivot].clone(), row.1);
        }
    }
    // Whole numbers, not negative, structures not above those open, yes not above answered.
    let mut low = vec![0.0f64; names.len()];
    let mut high: Vec<f64> = names.values().map(|secret| upper(secret, told, open)).collect();
    rows.extend(reduced.into_values().filter(|row| row.0.len() <= 12));
    for _ in 0..30 {
        let mut moved = false;
        for Row(factors, sum) in &rows {
            let ends = |unknown: usize, factor: f64| {
                let (a, b) = (factor * low[unknown], factor * high[unknown]);
                (a.min(b), a.max(b))
            };
            let both: Vec<(f64, f64)> =
                factors.iter().map(|(unknown, factor)| ends(*unknown, *factor)).collect();
            for (at, (unknown, factor)) in factors.iter().enumerate() {
                let others = |pick: fn(&(f64, f64)) -> f64| -> f64 {
                    both.iter()
                        .enumerate()
                        .filter(|(other, _)| *other != at)
                        .map(|(_, ends)| pick(ends))
                        .sum()
                };
                let (a, b) = ((sum - others(|e| e.1)) / factor, (sum - others(|e| e.0)) / factor);
                let (least, most) = ((a.min(b) - CLOSE).ceil(), (a.max(b) + CLOSE).floor());
                if least.is_finite() && least > low[*unknown] {
                    low[*unknown] = least;
                    moved = true;
                }
                if most.is_finite() && most < high[*unknown] {
                    high[*unknown] = most;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    for (number, secret) in names {
        if (high[number] - low[number]).abs() < CLOSE {
            found.insert(secret, low[number]);
        }
    }
    found
}

fn exists((what, _, cut, _): &Secret) -> bool {
    match (cut.zone, cut.class) {
        (_, Some(Class::Group(_))) => *what == "members",
        (_, Some(Class::Size(_))) => ["members", "yes", "answered"].contains(what),
        (Some(_), None) => ["members", "yes", "answered", "meetings", "contracts"].contains(what),
        (None, None) => true,
    }
}

fn upper(
    (what, territory, cut, month): &Secret,
    told: &BTreeMap<Secret, f64>,
    open: &HashMap<(Territory, Option<Zone>, i32), f64>,
) -> f64 {
    let open = open[&(territory.clone(), cut.zone, *month)];
    let answered = told.get(&("answered", territory.clone(), *cut, *month));
    let spoke = answered.copied().unwrap_or(open).min(open);
    match *what {
        "answered" | "contracts" => open,
        "yes" => spoke,
        "meetings" if spoke == 0.0 => 0.0,
        _ if open == 0.0 => 0.0,
        _ => f64::INFINITY,
    }
}
