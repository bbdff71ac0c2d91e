//! What the register counts: structures it calls open, projects, how they advance.

use std::collections::{BTreeSet, HashMap};

use super::places::Places;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::life::Spell;
use crate::domain::month::Month;
use crate::domain::register::reconcile::keeping;
use crate::domain::register::{Entry, Stage, Status};

/// The months over which something counted in one commune.
pub(super) struct Stay<'a> {
    pub(super) commune: Option<&'a str>,
    pub(super) department: &'a str,
    pub(super) first: Month,
    pub(super) end: Option<Month>,
}

/// Something that weighs on the month of one day.
pub(super) struct Moment<'a> {
    pub(super) commune: &'a str,
    pub(super) department: &'a str,
    pub(super) month: Month,
    pub(super) weight: f64,
}

/// Structures open in the register. Antennas belong to their main site; entries that share a FINESS number are one
/// at any time.
pub(super) fn open(entries: &[Entry]) -> Vec<Stay<'_>> {
    let mut covered: HashMap<&FinessNumber, Vec<Month>> = HashMap::new();
    let mut ordered: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_antenna()).collect();
    ordered.sort_by_key(|entry| (entry.status.is_over(), std::cmp::Reverse(entry.confirmed_on)));
    let stays = ordered.into_iter().filter_map(|entry| {
        let (first, end) = entry.open_months()?;
        let Some(number) = &entry.finess else { return stay(entry, (first, end)) };
        // What a later entry of the number already covers is not counted twice.
        let later = covered.entry(number).or_default();
        let end = later.iter().copied().chain(end).min();
        later.push(first);
        end.is_none_or(|end| first < end).then(|| stay(entry, (first, end))).flatten()
    });
    stays.collect()
}

pub(super) fn projects(entries: &[Entry]) -> Vec<Stay<'_>> {
    entries.iter().filter_map(|entry| stay(entry, entry.project_months()?)).collect()
}

fn stay(entry: &Entry, (first, end): (Month, Option<Month>)) -> Option<Stay<'_>> {
    Some(Stay { commune: Some(&entry.commune), department: &entry.department, first, end })
}

/// The register where the ARS keeps one, FINESS elsewhere.
pub(super) fn headline<'a>(entries: &'a [Entry], spells: &'a [Spell]) -> Vec<Stay<'a>> {
    let kept = Kept::of(entries, spells);
    let registered = open(entries).into_iter().filter(|stay| kept.has(stay.department));
    registered.chain(finess(spells).filter(|stay| !kept.has(stay.department))).collect()
}

/// Maisons de santé open in FINESS.
pub(super) fn finess(spells: &[Spell]) -> impl Iterator<Item = Stay<'_>> {
    spells.iter().filter(|spell| spell.kind == Kind::Msp).map(|spell| Stay {
        commune: spell.commune.as_deref(),
        department: &spell.department,
        first: spell.first,
        end: spell.end,
    })
}

pub(super) fn abandoned(entries: &[Entry]) -> Vec<Moment<'_>> {
    let given_up = entries.iter().filter(|entry| entry.status == Status::Abandoned && !entry.is_antenna());
    given_up.filter_map(|entry| Some(moment(entry, Month::of(entry.ended_on?), 1.0))).collect()
}

/// One for each project that passed the stage, or the days that it took.
pub(super) fn passed(entries: &[Entry], stage: Stage, in_days: bool) -> Vec<Moment<'_>> {
    let teams = entries.iter().filter(|entry| !entry.is_antenna());
    let passages = teams.filter_map(|entry| Some((entry, entry.passage(stage)?)));
    let weigh = |days: i64| if in_days { days as f64 } else { 1.0 };
    passages.map(|(entry, passage)| moment(entry, Month::of(passage.day), weigh(passage.days))).collect()
}

fn moment(entry: &Entry, month: Month, weight: f64) -> Moment<'_> {
    Moment { commune: &entry.commune, department: &entry.department, month, weight }
}

/// Where a register is kept.
pub(super) struct Kept(BTreeSet<&'static str>);

impl Kept {
    pub(super) fn of(entries: &[Entry], spells: &[Spell]) -> Self {
        let open = finess(spells).filter(|stay| stay.end.is_none()).map(|stay| stay.department);
        let regions = keeping(entries, open);
        let departments = france().departments.iter().filter(|d| regions.contains(d.region));
        Self(departments.map(|department| department.code).collect())
    }

    pub(super) fn has(&self, department: &str) -> bool {
        self.0.contains(department)
    }

    /// Share of the inhabitants of each place who live where a register is kept.
    pub(super) fn shares(&self, places: &Places) -> Vec<f64> {
        places.share(|department| self.has(department))
    }
}
