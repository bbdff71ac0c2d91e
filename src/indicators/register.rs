//! What the register counts: structures it calls open, projects, how they advance. Entries of regions that keep no
//! register count nowhere, so that France is the sum of what its regions show.

use std::collections::{BTreeSet, HashMap};

use super::facts::Facts;
use super::places::Places;
use super::stays::{Moment, Stay, shown};
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::register::reconcile::keeping;
use crate::domain::register::{Entry, Stage, Status};

/// The entries that count, and where a register is kept.
pub(super) struct Register<'a> {
    entries: Vec<&'a Entry>,
    departments: BTreeSet<&'static str>,
}

impl<'a> Register<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        let open = shown(facts, Kind::Msp).filter(|stay| stay.end.is_none()).map(|stay| stay.department);
        let regions = keeping(&facts.entries, open);
        let departments = france().departments.iter().filter(|d| regions.contains(d.region));
        let departments: BTreeSet<_> = departments.map(|department| department.code).collect();
        let is_kept = |entry: &&Entry| departments.contains(entry.department.as_str());
        Self { entries: facts.entries.iter().filter(is_kept).collect(), departments }
    }

    pub(super) fn is_kept(&self, department: &str) -> bool {
        self.departments.contains(department)
    }

    /// Share of the inhabitants of each place who live where a register is kept.
    pub(super) fn shares(&self, places: &Places) -> Vec<f64> {
        places.share(|department| self.is_kept(department))
    }

    /// Structures open in the register. Antennas belong to their main site; entries that share a FINESS number are
    /// one at any time.
    pub(super) fn open(&self) -> Vec<Stay<'a>> {
        let mut covered: HashMap<&FinessNumber, Vec<Month>> = HashMap::new();
        let stays = self.ranked().into_iter().filter_map(|entry| {
            let (first, end) = entry.open_months()?;
            let Some(number) = &entry.finess else { return Some(stay(entry, (first, end))) };
            // What a later entry of the number already covers is not counted twice.
            let later = covered.entry(number).or_default();
            let end = later.iter().copied().chain(end).min();
            later.push(first);
            end.is_none_or(|end| first < end).then(|| stay(entry, (first, end)))
        });
        stays.collect()
    }

    /// Whether the structure of each number stands in a priority urban district, as its entry last says.
    pub(super) fn priority_districts(&self) -> HashMap<&'a FinessNumber, bool> {
        let mut said = HashMap::new();
        for entry in self.ranked() {
            if let (Some(number), Some(is_priority)) = (&entry.finess, entry.is_priority_district) {
                said.entry(number).or_insert(is_priority);
            }
        }
        said
    }

    /// Main sites, those that last first, then those confirmed last.
    fn ranked(&self) -> Vec<&'a Entry> {
        let mut ordered: Vec<&Entry> = self.teams().collect();
        ordered.sort_by_key(|entry| (entry.status.is_over(), std::cmp::Reverse(entry.confirmed_on)));
        ordered
    }

    fn teams(&self) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().copied().filter(|entry| !entry.is_antenna())
    }

    pub(super) fn projects(&self) -> Vec<Stay<'a>> {
        self.entries.iter().filter_map(|entry| Some(stay(entry, entry.project_months()?))).collect()
    }

    /// The register where the ARS keeps one, FINESS elsewhere.
    pub(super) fn headline(&self, facts: &'a Facts) -> Vec<Stay<'a>> {
        let elsewhere = shown(facts, Kind::Msp).filter(|stay| !self.is_kept(stay.department));
        self.open().into_iter().chain(elsewhere).collect()
    }

    pub(super) fn abandoned(&self) -> Vec<Moment<'a>> {
        let given_up = self.teams().filter(|entry| entry.status == Status::Abandoned);
        given_up.filter_map(|entry| Some(moment(entry, Month::of(entry.ended_on?), 1.0))).collect()
    }

    /// One for each project that passed the stage, or the days that it took.
    pub(super) fn passed(&self, stage: Stage, in_days: bool) -> Vec<Moment<'a>> {
        let passages = self.teams().filter_map(|entry| Some((entry, entry.passage(stage)?)));
        let weigh = |days: i64| if in_days { days as f64 } else { 1.0 };
        passages.map(|(entry, passage)| moment(entry, Month::of(passage.day), weigh(passage.days))).collect()
    }
}

fn stay(entry: &Entry, (first, end): (Month, Option<Month>)) -> Stay<'_> {
    Stay { commune: Some(&entry.commune), department: &entry.department, first, end }
}

fn moment(entry: &Entry, month: Month, weight: f64) -> Moment<'_> {
    Moment { commune: &entry.commune, department: &entry.department, month, weight }
}
