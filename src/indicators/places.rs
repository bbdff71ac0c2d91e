//! The territories that are evaluated together, and which of them hold a commune.

use std::collections::HashMap;

use crate::domain::geography::Geography;
use crate::domain::territory::{Level, Territory};

const STORED: [Level; 4] = [Level::France, Level::Region, Level::Department, Level::Epci];

#[derive(Debug)]
pub struct Places {
    territories: Vec<Territory>,
    of_commune: HashMap<&'static str, Vec<usize>>,
    /// For a structure whose commune is unknown: France, its region, its department.
    of_department: HashMap<&'static str, Vec<usize>>,
    population: Vec<Option<f64>>,
}

impl Places {
    /// France, its regions, departments and EPCI: what is stored.
    #[must_use]
    pub fn stored(geography: &'static Geography) -> Self {
        Self::new(geography, geography.territories().collect(), &STORED)
    }

    /// One commune, which is computed on request.
    #[must_use]
    pub fn commune(geography: &'static Geography, code: &str) -> Self {
        let territories = geography.commune(code).map(|c| Territory::Commune(c.code.to_owned()));
        Self::new(geography, territories.into_iter().collect(), &[Level::Commune])
    }

    fn new(geography: &'static Geography, territories: Vec<Territory>, levels: &[Level]) -> Self {
        let index: HashMap<&Territory, usize> = territories.iter().enumerate().map(|(i, t)| (t, i)).collect();
        let mut population = vec![None; territories.len()];
        let mut of_commune = HashMap::new();
        let mut of_department: HashMap<&str, Vec<usize>> = HashMap::new();
        for commune in geography.communes() {
            let containing = |levels: &[Level]| -> Vec<usize> {
                levels
                    .iter()
                    .filter_map(|level| index.get(&geography.containing(commune, *level)?).copied())
                    .collect()
            };
            let places = containing(levels);
            for place in &places {
                if let Some(inhabitants) = commune.population {
                    *population[*place].get_or_insert(0.0) += inhabitants as f64;
                }
            }
            if !of_department.contains_key(commune.department) {
                let wide: Vec<Level> = levels
                    .iter()
                    .copied()
                    .filter(|level| matches!(level, Level::France | Level::Region | Level::Department))
                    .collect();
                of_department.insert(commune.department, containing(&wide));
            }
            of_commune.insert(commune.code, places);
        }
        Self { territories, of_commune, of_department, population }
    }

    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.territories
    }

    pub(super) fn population(&self, place: usize) -> Option<f64> {
        self.population[place]
    }

    /// The places that hold a structure; none for a commune that is not evaluated.
    pub(super) fn holding(&self, commune: Option<&str>, department: &str) -> &[usize] {
        let found =
            commune.and_then(|code| self.of_commune.get(code)).or_else(|| self.of_department.get(department));
        found.map_or(&[], Vec::as_slice)
    }
}
