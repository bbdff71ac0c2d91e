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
    /// How many territories come before the first EPCI or commune.
    wide: usize,
    /// Inhabitants of a place by department.
    residents: HashMap<(usize, &'static str), f64>,
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
        let mut residents: HashMap<(usize, &str), f64> = HashMap::new();
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
                    *residents.entry((*place, commune.department)).or_default() += inhabitants as f64;
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
        let is_wide = |t: &Territory| matches!(t.level(), Level::France | Level::Region | Level::Department);
        let wide = territories.iter().take_while(|territory| is_wide(territory)).count();
        Self { territories, of_commune, of_department, wide, population, residents }
    }

    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.territories
    }

    /// How many territories a layer has: all of them, or France, regions and departments for a part of them.
    pub(super) fn in_layer(&self, layer: usize) -> usize {
        if layer == 0 { self.territories.len() } else { self.wide }
    }

    pub(super) fn population(&self, place: usize) -> Option<f64> {
        self.population[place]
    }

    /// Share of each place's inhabitants who live in a department of that kind.
    pub(super) fn share(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<f64> {
        let mut shares = vec![0.0; self.territories.len()];
        for ((place, department), inhabitants) in &self.residents {
            if is_wanted(department) {
                shares[*place] += inhabitants;
            }
        }
        let whole = |share: &f64, total: &Option<f64>| total.filter(|t| *t > 0.0).map_or(0.0, |t| share / t);
        shares.iter().zip(&self.population).map(|(share, total)| whole(share, total)).collect()
    }

    /// The places that hold a structure; none for a commune that is not evaluated.
    pub(super) fn holding(&self, commune: Option<&str>, department: &str) -> &[usize] {
        let found =
            commune.and_then(|code| self.of_commune.get(code)).or_else(|| self.of_department.get(department));
        found.map_or(&[], Vec::as_slice)
    }
}
