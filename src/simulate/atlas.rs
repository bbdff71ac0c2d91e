//! Where things open: departments and communes by weight. What opens there is not known here.

use std::collections::BTreeMap;

use rand::{Rng, RngExt};

use crate::domain::geography::{Commune, Zone, france};

use super::place::{Place, fixed};

pub(super) struct Atlas {
    departments: Vec<Department>,
    by_epci: BTreeMap<(&'static str, &'static str), Vec<&'static Commune>>,
}

struct Department {
    code: &'static str,
    zone: Zone,
    /// Sums of weights up to and including this department, for structures and for their neighbours.
    structures: f64,
    neighbours: f64,
    communes: Vec<(f64, &'static Commune)>,
}

/// What is being placed: the two do not spread alike.
#[derive(Clone, Copy)]
pub(super) enum Spread {
    Structures,
    Neighbours,
}

/// Overseas collectivities that the health ministry's FINESS covers.
const COLLECTIVITIES: [&str; 4] = ["975", "977", "978", "986"];

impl Atlas {
    pub(super) fn new() -> Self {
        let mut communes: BTreeMap<&str, Vec<&'static Commune>> = BTreeMap::new();
        let mut by_epci: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for commune in france().communes().iter().filter(|c| c.population.is_some_and(|p| p > 0)) {
            communes.entry(commune.department).or_default().push(commune);
            if let Some(epci) = commune.epci {
                by_epci.entry((epci, region(commune))).or_default().push(commune);
            }
        }
        let mut departments = Vec::new();
        let (mut structures, mut neighbours) = (0.0, 0.0);
        for department in &france().departments {
            if department.zone == Zone::Com && !COLLECTIVITIES.contains(&department.code) {
                continue;
            }
            let list = communes.remove(department.code).unwrap_or_default();
            let population: u64 = list.iter().filter_map(|c| c.population).sum();
            let own = fixed(department.code).random_range(0.75..1.3);
            structures += (population as f64).powf(0.6) * leaning(department.region) * own;
            neighbours += population as f64;
            let mut sum = 0.0;
            let communes = list.into_iter().map(|commune| {
                sum += weight(commune);
                (sum, commune)
            });
            departments.push(Department {
                code: department.code,
                zone: department.zone,
                structures,
                neighbours,
                communes: communes.collect(),
            });
        }
        Self { departments, by_epci }
    }

    /// A department that has none yet and that a world of `structures` owes one, in the order of the codes.
    pub(super) fn bare(&self, structures: u32, open: &BTreeMap<&'static str, u32>) -> Option<&'static str> {
        let owed = |d: &&Department| match (d.zone, d.code) {
            (Zone::Com, "977" | "978") | (Zone::Metropole | Zone::Drom, _) => structures >= 300,
            (Zone::Com, _) => structures >= 2_000,
        };
        let is_bare = |d: &&Department| open.get(d.code).is_none_or(|count| *count == 0);
        self.departments.iter().filter(owed).find(is_bare).map(|d| d.code)
    }

    pub(super) fn draw(&self, spread: Spread, rng: &mut impl Rng) -> Option<Place> {
        let sum = |d: &Department| match spread {
            Spread::Structures => d.structures,
            Spread::Neighbours => d.neighbours,
        };
        let mark = rng.random::<f64>() * self.departments.last().map_or(0.0, sum);
        let department = self.departments.get(self.departments.partition_point(|d| sum(d) <= mark))?;
        department.draw(rng)
    }

    pub(super) fn draw_in(&self, code: &str, rng: &mut impl Rng) -> Option<Place> {
        self.departments.iter().find(|d| d.code == code)?.draw(rng)
    }

    /// Of all structures, the share that each commune would get.
    pub(super) fn expected(&self) -> BTreeMap<&'static str, f64> {
        let mut shares = BTreeMap::new();
        let all = self.departments.last().map_or(1.0, |d| d.structures);
        let mut before = 0.0;
        for department in &self.departments {
            let own = (department.structures - before) / all;
            before = department.structures;
            let sum = department.communes.last().map_or(1.0, |(sum, _)| *sum);
            let mut below = 0.0;
            for (mark, commune) in &department.communes {
                shares.insert(commune.code, own * (mark - below) / sum);
                below = *mark;
            }
        }
        shares
    }

    /// Another commune of the same EPCI and region, perhaps across the border of the department; of the department
    /// where there is no EPCI.
    pub(super) fn near(&self, commune: &'static Commune, rng: &mut impl Rng) -> Option<Place> {
        let group = commune.epci.and_then(|epci| self.by_epci.get(&(epci, region(commune))));
        let others: Vec<_> =
            group.into_iter().flatten().filter(|other| other.code != commune.code).copied().collect();
        if others.is_empty() {
            return self.draw_in(commune.department, rng);
        }
        let other = others.get(rng.random_range(0..others.len() as u32) as usize).copied()?;
        Some(Place::within(other, rng))
    }
}

fn region(commune: &Commune) -> &'static str {
    france().department(commune.department).map_or("", |department| department.region)
}

impl Department {
    fn draw(&self, rng: &mut impl Rng) -> Option<Place> {
        let mark = rng.random::<f64>() * self.communes.last().map_or(0.0, |(sum, _)| *sum);
        let at = self.communes.partition_point(|(sum, _)| *sum <= mark);
        self.communes.get(at).map(|(_, commune)| Place::within(commune, rng))
    }
}

/// Rural regions have more structures for their inhabitants, Île-de-France and the Mediterranean coast fewer.
/// Small departments are favoured by their size alone: Corse and overseas are held back, most of all Guyane and
/// Mayotte.
fn leaning(region: &str) -> f64 {
    match region {
        "24" | "27" | "44" | "53" | "75" | "84" => 1.35,
        "11" => 0.55,
        "93" => 0.6,
        "94" => 0.9,
        "01" => 0.75,
        "02" => 0.8,
        "03" => 0.4,
        "04" => 0.7,
        "06" => 0.3,
        _ => 1.0,
    }
}

/// A structure needs some inhabitants around it and is rarer, for its size, in a large city.
fn weight(commune: &Commune) -> f64 {
    let inhabitants = commune.population.unwrap_or_default();
    let favour = match inhabitants {
        0..1_000 => 0.3,
        1_000..30_000 => 3.0,
        _ => 1.0,
    };
    inhabitants as f64 * favour
}
