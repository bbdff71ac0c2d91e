//! What is wrong with the register, on purpose: a dozen of each kind in the default world, at least one in a smaller
//! one when the world offers it. Nothing else differs from FINESS for over six months.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::{Commune, france};
use crate::domain::month::Month;

use super::super::Settings;
use super::super::growth;
use super::super::names;
use super::super::numbering::Numbering;
use super::super::world::{Establishment, Kin, World};
use super::dossier::project;
use super::entry::{Entry, Form, Status};

/// One discrepancy: what it is, the entry and the number that show it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planted {
    pub kind: &'static str,
    /// Empty when the register has no entry.
    pub id: String,
    /// Empty when the entry has no number.
    pub finess: String,
}

struct Planting<'a> {
    world: &'a World,
    month: Month,
    day: NaiveDate,
    rng: ChaCha8Rng,
    entries: &'a mut Vec<Entry>,
    planted: Vec<Planted>,
    /// Entries added so far.
    added: u32,
}

pub(super) fn plant(
    settings: &Settings,
    world: &World,
    entries: &mut Vec<Entry>,
    day: NaiveDate,
) -> Vec<Planted> {
    let rng = ChaCha8Rng::seed_from_u64(settings.seed ^ 0x706c_616e_7465_6421);
    let mut planting =
        Planting { world, month: Month::of(day), day, rng, entries, planted: Vec::new(), added: 0 };
    let each = growth::dozen(settings.structures) as usize;
    planting.twins();
    planting.closed_in_finess(each);
    let mut ordinary = planting.ordinary();
    let mut take = || ordinary.split_off(ordinary.len().saturating_sub(each));
    let (missing, duplicate, moved, closed) = (take(), take(), take(), take());
    planting.missing_in_finess(each);
    planting.duplicate(&duplicate);
    planting.moved(&moved);
    planting.closed_in_register(&closed);
    planting.missing_in_register(&missing);
    planting.planted.sort();
    planting.planted
}

impl Planting<'_> {
    fn structure(&self, entry: &Entry) -> Option<&Establishment> {
        self.world.establishments.get(entry.structure?)
    }

    fn tell(&mut self, kind: &'static str, id: &str, finess: &str) {
        self.planted.push(Planted { kind, id: id.to_owned(), finess: finess.to_owned() });
    }

    fn referenced(&self) -> BTreeSet<&str> {
        self.entries
            .iter()
            .flat_map(|entry| [&entry.parent, &entry.succeeds])
            .flatten()
            .map(String::as_str)
            .collect()
    }

    /// Entries in order, open for three years in both, that no other entry names and that stand in a department of
    /// several communes: shuffled, by id.
    fn ordinary(&mut self) -> Vec<String> {
        let referenced = self.referenced();
        let is_ordinary = |entry: &&Entry| {
            let Some(this) = self.structure(entry) else { return false };
            entry.status == Status::Open
                && this.is_open_msp(self.month)
                && this.kin.is_none()
                && entry.parent.is_none()
                && self.month - this.registered > 36
                && !referenced.contains(entry.id.as_str())
                && elsewhere(entry.commune).next().is_some()
        };
        let mut ids: Vec<String> =
            self.entries.iter().filter(is_ordinary).map(|entry| entry.id.clone()).collect();
        ids.shuffle(&mut self.rng);
        ids
    }

    /// Each of these entries, changed by `change`, which tells the number that shows it.
    fn each(
        &mut self,
        kind: &'static str,
        ids: &[String],
        change: impl Fn(&mut Entry, &mut ChaCha8Rng, NaiveDate),
    ) {
        for id in ids {
            let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == *id) else { continue };
            change(entry, &mut self.rng, self.day);
            let finess = entry.finess.clone().unwrap_or_default();
            self.tell(kind, id, &finess);
        }
    }

    /// Two open numbers of one team, made by the demography: the number told is the one that the register ignores.
    fn twins(&mut self) {
        for first in &self.world.establishments {
            let Some(Kin::HasTwin(twin)) = first.kin else { continue };
            let Some(twin) = self.world.establishments.get(twin) else { continue };
            let known =
                |number: &str| self.entries.iter().find(|entry| entry.finess.as_deref() == Some(number));
            let pair = [(first, twin), (twin, first)];
            let told = pair
                .iter()
                .find_map(|(one, other)| Some((known(&one.number)?.id.clone(), other.number.clone())));
            if let Some((id, ignored)) = told.filter(|_| twin.is_open_msp(self.month)) {
                self.tell("sisa_twin", &id, &ignored);
            }
        }
    }

    fn moved(&mut self, ids: &[String]) {
        self.each("moved", ids, |entry, rng, _| {
            let others: Vec<&Commune> = elsewhere(entry.commune).collect();
            if let Some(other) = others.get(rng.random_range(0..others.len().max(1) as u32) as usize) {
                entry.commune = other.code;
            }
        });
    }

    fn closed_in_register(&mut self, ids: &[String]) {
        self.each("closed_in_register", ids, |entry, rng, day| {
            let closed = day - Duration::days(rng.random_range(230..700));
            entry.status = Status::Closed;
            // The ARS heard of it late: its file of the year before still called it open.
            let confirmed = day - Duration::days(rng.random_range(5..200));
            (entry.closed, entry.confirmed) = (Some(closed), Some(confirmed));
        });
    }

    /// The latest closures, of which the ARS have not heard.
    fn closed_in_finess(&mut self, count: usize) {
        let referenced = self.referenced();
        let closed = self.entries.iter().filter_map(|entry| {
            let this = self.structure(entry).filter(|this| this.kin.is_none() && this.main_site.is_none())?;
            let closed = this.closed.filter(|day| Month::of(*day) + 8 <= self.month)?;
            let is_plain = entry.status == Status::Closed && !referenced.contains(entry.id.as_str());
            (is_plain && entry.closed.is_some()).then(|| (closed, entry.id.clone()))
        });
        let mut closed: Vec<_> = closed.collect();
        closed.sort();
        let latest: Vec<String> = closed.into_iter().rev().take(count).map(|(_, id)| id).collect();
        self.each("closed_in_finess", &latest, |entry, rng, day| {
            entry.status = Status::Open;
            entry.closed = None;
            entry.confirmed = Some(day - Duration::days(rng.random_range(5..200)));
        });
    }

    fn missing_in_register(&mut self, ids: &[String]) {
        for id in ids {
            let Some(place) = self.entries.iter().position(|entry| entry.id == *id) else { continue };
            let gone = self.entries.remove(place);
            self.tell("missing_in_register", "", gone.finess.as_deref().unwrap_or_default());
        }
    }

    /// A second entry for the same number: the entry told is the one added.
    fn duplicate(&mut self, ids: &[String]) {
        for id in ids {
            let Some(entry) = self.entries.iter().find(|entry| entry.id == *id).cloned() else { continue };
            let id = self.next_id(&entry.id);
            self.tell("duplicate", &id, entry.finess.as_deref().unwrap_or_default());
            let name = names::twin(&entry.name, &entry.name).1;
            self.entries.push(Entry { id, name, ..entry });
        }
    }

    /// Open for over half a year, with a number that FINESS has never given, or with none.
    fn missing_in_finess(&mut self, count: usize) {
        let models: Vec<Entry> =
            self.entries.iter().filter(|e| e.commune.get(..2) < Some("97")).cloned().collect();
        let mut numbering = Numbering::of_errors();
        for rank in 0..count {
            let Some(model) = models.get(self.rng.random_range(0..models.len().max(1) as u32) as usize)
            else {
                return;
            };
            let Some(commune) = france().commune(model.commune) else { return };
            let finess = (rank % 2 == 0).then(|| numbering.finess(commune.department));
            let opened = self.day - Duration::days(self.rng.random_range(220..900));
            let (stages, _) = project(&mut self.rng, opened);
            let id = self.next_id(&model.id);
            self.tell("missing_in_finess", &id, finess.as_deref().unwrap_or_default());
            self.entries.push(Entry {
                id,
                finess,
                name: names::structure(&mut self.rng, &names::postal(commune.name)).1,
                commune: commune.code,
                status: Status::Open,
                idea: stages.idea,
                filed: stages.filed,
                recognised: stages.recognised,
                opened: Some(opened),
                closed: None,
                form: Some(Form::Association),
                mspu: Some(false),
                parent: None,
                qpv: Some(false),
                succeeds: None,
                confirmed: Some(self.day - Duration::days(self.rng.random_range(5..200))),
                structure: None,
            });
        }
    }

    /// Ids of a region go on far above those given in the order of the projects.
    fn next_id(&mut self, of_region: &str) -> String {
        self.added += 1;
        let region = of_region.split('-').next().unwrap_or_default();
        format!("{region}-{:05}", 90_000 + self.added)
    }
}

/// Communes of the same department and another EPCI.
fn elsewhere(code: &str) -> impl Iterator<Item = &'static Commune> {
    let own = france().commune(code);
    let is_elsewhere = move |other: &&Commune| {
        own.is_some_and(|own| other.department == own.department && other.epci != own.epci)
            && other.population.is_some_and(|inhabitants| inhabitants > 1_000)
    };
    france().communes().iter().filter(is_elsewhere)
}
