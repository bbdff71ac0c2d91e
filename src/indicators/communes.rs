//! Terms that are counted commune by commune: inhabitants, professionals.

use std::collections::{HashMap, HashSet};

use super::roster::of_subject;
use super::segment::Layers;
use super::sheet::Sheets;
use super::stays::shown;
use super::world::World;
use crate::catalog::{Near, Term};
use crate::domain::finess::Kind;
use crate::domain::geography::{Commune, france};
use crate::domain::month::Month;
use crate::domain::profession::Group;
use crate::domain::timeline::FOREVER;

/// The term in every layer; none for a term of another sort.
pub(super) fn sheets(term: &Term, group: Option<Group>, layers: Layers, world: &World) -> Option<Sheets> {
    let mut sheets = Sheets::new(layers, world.places, world.months.len());
    match term {
        Term::Population {} => inhabitants(&mut sheets, world, |_, row| row.fill(1.0)),
        Term::Inhabitants { near } => {
            let open = open_near(*near, world);
            inhabitants(&mut sheets, world, |commune, row| match open.get(nearby(*near, commune)) {
                Some(open) => row.copy_from_slice(open),
                None => row.fill(0.0),
            });
        }
        Term::Professionals { of } => {
            let of = group.map_or(of.clone(), |group| vec![group]);
            professionals(&mut sheets, world, &of);
        }
        _ => return None,
    }
    Some(sheets)
}

/// Inhabitants of each commune, by the share of them that counts in each month.
fn inhabitants(sheets: &mut Sheets, world: &World, share: impl Fn(&Commune, &mut [f64])) {
    let mut row = vec![0.0; world.months.len()];
    for segment in &world.communes {
        let commune = &france().communes()[segment.subject];
        let Some(population) = commune.population else { continue };
        share(commune, &mut row);
        row.iter_mut().for_each(|share| *share *= population as f64);
        sheets.add(segment, world.places, &row);
    }
}

/// The months in which a maison de santé is open, by commune or EPCI.
fn open_near(near: Near, world: &World) -> HashMap<&'static str, Vec<f64>> {
    let mut open: HashMap<&str, Vec<f64>> = HashMap::new();
    for stay in shown(world.facts, Kind::Msp) {
        let Some(commune) = stay.commune.and_then(|code| france().commune(code)) else { continue };
        let months = open.entry(nearby(near, commune)).or_insert_with(|| vec![0.0; world.months.len()]);
        let from = world.months.position(stay.first);
        let to = stay.end.map_or(months.len(), |end| world.months.position(end));
        if from < to {
            months[from..to].fill(1.0);
        }
    }
    open
}

/// An island without an EPCI stands for itself.
fn nearby(near: Near, commune: &Commune) -> &'static str {
    match near {
        Near::Commune => commune.code,
        Near::Epci => commune.epci.unwrap_or(commune.code),
    }
}

fn professionals(sheets: &mut Sheets, world: &World, of: &[Group]) {
    let positions: HashMap<&str, usize> =
        france().communes().iter().enumerate().map(|(i, commune)| (commune.code, i)).collect();
    let wanted: HashSet<Group> = if of.is_empty() { Group::ALL.into() } else { of.iter().copied().collect() };
    let mut counted: Vec<(usize, usize, usize, f64)> = Vec::new();
    for version in &world.facts.professionals {
        let content = &version.content;
        let commune = france().commune(&content.commune).and_then(|commune| positions.get(commune.code));
        let Some(commune) = commune.filter(|_| wanted.contains(&content.profession.group(content.is_gp)))
        else {
            continue;
        };
        let from = world.months.position(Month::of(version.from));
        let is_open = version.to == FOREVER;
        let to = if is_open { world.months.len() } else { world.months.position(Month::of(version.to)) };
        counted.push((*commune, from, to, f64::from(content.count)));
    }
    counted.sort_by_key(|(commune, ..)| *commune);
    let mut row = vec![0.0; world.months.len()];
    for versions in counted.chunk_by(|a, b| a.0 == b.0) {
        row.fill(0.0);
        for (_, from, to, count) in versions.iter().filter(|(_, from, to, _)| from < to) {
            row[*from..*to].iter_mut().for_each(|cell| *cell += count);
        }
        for segment in of_subject(&world.communes, versions[0].0) {
            sheets.add(segment, world.places, &row);
        }
    }
}
