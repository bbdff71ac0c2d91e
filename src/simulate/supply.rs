//! Where doctors are few: the zones of the ARS, and the density of general practitioners that they follow from. The
//! same in every world of a seed, however far it runs.

use std::collections::{BTreeMap, HashMap};

use rand::{Rng, RngExt};

use crate::domain::cut::Zone;
use crate::domain::geography::{Commune, france};

use super::atlas::Atlas;
use super::chance::{chance, normal};

/// Structures in under-dense zones, as published for the end of 2024: 1,744 of 2,758.
const UNDER_DENSE: f64 = 1_744.0 / 2_758.0;
/// Inhabitants of the zones of priority, as the order of 9 May 2025 allots them.
const PRIORITY: f64 = 0.302;

pub(super) struct Supply {
    /// By territoire de vie-santé, which an EPCI stands for: `(department, epci)`, or the commune without one.
    places: HashMap<&'static str, usize>,
    territories: Vec<Territory>,
}

struct Territory {
    code: String,
    population: f64,
    /// Structures that the atlas would place there, of all.
    weight: f64,
    /// Zones of the editions of 2022 and of 2025.
    zones: [Zone; 2],
    /// Scores behind them: the lower, the fewer doctors.
    scores: [f64; 2],
}

/// The order of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Of2022,
    Of2025,
}

impl Supply {
    pub(super) fn new(seed: u64, atlas: &Atlas) -> Self {
        let mut supply = Self { places: HashMap::new(), territories: Vec::new() };
        let mut index: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        let weights = atlas.expected();
        for commune in france().communes().iter().filter(|c| c.population.is_some()) {
            let key = (commune.department, commune.epci.unwrap_or(commune.code));
            let at = *index.entry(key).or_insert_with(|| {
                let count = counts.entry(commune.department).or_default();
                *count += 1;
                supply.territories.push(Territory::new(seed, commune, *count));
                supply.territories.len() - 1
            });
            supply.places.insert(commune.code, at);
            if let Some(territory) = supply.territories.get_mut(at) {
                territory.population += commune.population.unwrap_or_default() as f64;
                territory.weight += weights.get(commune.code).copied().unwrap_or_default();
            }
        }
        supply.zone(0);
        supply.zone(1);
        supply
    }

    /// The poorest are of priority until their share of the inhabitants is reached, the next poorest get lesser help
    /// until the share of the structures is.
    fn zone(&mut self, edition: usize) {
        let score = |t: &Territory| t.scores.get(edition).copied().unwrap_or_default();
        let mut order: Vec<usize> = (0..self.territories.len()).collect();
        order.sort_by(|a, b| {
            let of = |at: &usize| self.territories.get(*at).map_or(0.0, score);
            of(a).total_cmp(&of(b))
        });
        let inhabitants: f64 = self.territories.iter().map(|t| t.population).sum();
        let structures: f64 = self.territories.iter().map(|t| t.weight).sum();
        let (mut living, mut placed) = (0.0, 0.0);
        for at in order {
            let Some(territory) = self.territories.get_mut(at) else { continue };
            living += territory.population / inhabitants;
            placed += territory.weight / structures;
            let zone = match (living <= PRIORITY, placed <= UNDER_DENSE) {
                (true, true) => Zone::Zip,
                (_, true) => Zone::Zac,
                _ => Zone::Outside,
            };
            if let Some(slot) = territory.zones.get_mut(edition) {
                *slot = zone;
            }
        }
    }

    fn territory(&self, commune: &Commune) -> Option<&Territory> {
        self.territories.get(*self.places.get(commune.code)?)
    }

    pub(super) fn zone_of(&self, commune: &Commune, order: Order) -> Option<Zone> {
        self.territory(commune)?.zones.get(order as usize).copied()
    }

    pub(super) fn territory_code(&self, commune: &Commune) -> Option<&str> {
        self.territory(commune).map(|t| t.code.as_str())
    }

    pub(super) fn is_under_dense(&self, commune: &Commune) -> bool {
        self.zone_of(commune, Order::Of2022).is_some_and(|zone| zone != Zone::Outside)
    }

    /// General practitioners for each inhabitant against the country's, some years after 2022.
    pub(super) fn density(&self, commune: &Commune, years: f64) -> f64 {
        let Some(territory) = self.territory(commune) else { return 1.0 };
        let [then, now] = territory.scores;
        let score = then + (now - then) * (years / 3.0).clamp(-1.0, 1.5);
        (0.28 * score).exp()
    }
}

impl Territory {
    fn new(seed: u64, commune: &Commune, rank: u32) -> Self {
        let key = format!("{}/{}", commune.department, commune.epci.unwrap_or(commune.code));
        let mut rng = chance(seed, &key, "supply");
        let region = france().region_of(commune.department).unwrap_or_default();
        let then = leaning(region)
            + 0.5 * normal(&mut chance(seed, commune.department, "supply"))
            + 0.8 * normal(&mut rng);
        let now = then - 0.1 + 0.25 * normal(&mut rng);
        Self {
            code: format!("{}{rank:03}", commune.department),
            population: 0.0,
            weight: 0.0,
            zones: [Zone::Outside; 2],
            scores: [then, now],
        }
    }
}

/// Île-de-France, Centre and most of overseas lack doctors, the south and Brittany less.
fn leaning(region: &str) -> f64 {
    match region {
        "11" => -0.8,
        "24" | "27" => -0.6,
        "03" | "06" => -2.0,
        "01" | "02" => -0.3,
        "28" | "32" => -0.1,
        "93" | "94" | "76" | "75" => 0.5,
        "53" | "04" => 0.4,
        _ => 0.1,
    }
}

/// Draws a commune for somebody who practises outside the teams.
pub(super) struct Draw<'a> {
    communes: Vec<(f64, &'a Commune)>,
}

impl<'a> Draw<'a> {
    /// People live in towns a little more than the inhabitants do.
    pub(super) fn new(supply: &Supply, communes: impl Iterator<Item = &'a Commune>) -> Self {
        let mut sum = 0.0;
        let weighted = communes.map(|commune| {
            sum += practitioners(supply, commune, 2.0);
            (sum, commune)
        });
        Self { communes: weighted.collect() }
    }

    pub(super) fn draw(&self, rng: &mut impl Rng) -> Option<&'a Commune> {
        let mark = rng.random::<f64>() * self.communes.last()?.0;
        self.communes.get(self.communes.partition_point(|(sum, _)| *sum <= mark)).map(|(_, c)| *c)
    }
}

/// General practitioners that a commune would have at one for each thousand inhabitants of the country: hardly any
/// in the smallest.
pub(super) fn practitioners(supply: &Supply, commune: &Commune, years: f64) -> f64 {
    let inhabitants = commune.population.unwrap_or_default() as f64;
    let town = inhabitants / (inhabitants + 900.0);
    inhabitants / 1_000.0 * town * supply.density(commune, years)
}
