//! The dossiers of all teams that the ARS with a register will ever know of, from the world as it will be: the
//! projects of today are what opens later, and what is given up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::{Commune, france};
use crate::domain::month::Month;

use super::super::demography::region;
use super::super::place::fixed;
use super::super::world::{Establishment, Kin, MSP, World};
use super::dossier::{Dossier, End, Stages, project};

/// Shares, each an assumption. Of the closures, those of a team that joins a neighbour.
const MERGER: f64 = 0.25;
/// Of the projects since mid-2021, those that an older team helps (MSP tête de pont).
const HELPED: f64 = 0.12;
const FIRST_HELP: NaiveDate = match NaiveDate::from_ymd_opt(2021, 7, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};
const UNIVERSITY: f64 = 0.03;
const PRIORITY_DISTRICT: f64 = 0.1;

/// Days by which register and FINESS may differ on an opening or a closure: always under six months.
const DELAY: i64 = 140;

/// A dossier whose references are not yet ids.
pub(super) struct Draft {
    pub dossier: Dossier,
    pub parent: Option<usize>,
    pub succeeds: Option<usize>,
    pub into: Option<usize>,
}

/// A team that may take another in, or help one.
struct Team {
    structure: usize,
    commune: &'static Commune,
    opened: NaiveDate,
    closed: Option<NaiveDate>,
}

pub(super) struct Gathering {
    seed: u64,
    teams: BTreeMap<&'static str, Vec<Team>>,
    succeeded: BTreeSet<usize>,
    pub communes: BTreeMap<&'static str, Vec<&'static Commune>>,
    pub drafts: Vec<Draft>,
}

/// In the order in which the ARS hear of them, which is that of the ids.
pub(super) fn gather(seed: u64, world: &World, keepers: &BTreeSet<&'static str>) -> Vec<Dossier> {
    let is_kept = |this: &Establishment| keepers.contains(region(this.places.at(this.registered)));
    let structures = world.establishments.iter().enumerate();
    let structures = structures.filter(|(_, this)| this.category.at(this.registered).code == MSP.code);
    let structures: Vec<_> = structures.filter(|(_, this)| is_kept(this)).collect();
    let mut gathering = Gathering {
        seed,
        teams: BTreeMap::new(),
        succeeded: BTreeSet::new(),
        communes: BTreeMap::new(),
        drafts: Vec::new(),
    };
    for commune in france().communes().iter().filter(|c| c.population.is_some_and(|p| p > 1_000)) {
        gathering.communes.entry(commune.department).or_default().push(commune);
    }
    for (index, this) in &structures {
        gathering.succeeded.extend(match this.kin {
            Some(Kin::Succeeds(old)) => Some(old),
            _ => None,
        });
        if this.kin.is_none() && this.main_site.is_none() {
            let commune = this.places.at(this.registered).commune;
            let team = Team { structure: *index, commune, opened: this.opened, closed: this.closed };
            gathering.teams.entry(commune.department).or_default().push(team);
        }
    }
    for (index, this) in &structures {
        gathering.file(*index, this);
    }
    number(gathering.drafts)
}

fn number(mut drafts: Vec<Draft>) -> Vec<Dossier> {
    drafts.sort_by(|a, b| (a.dossier.aware, &a.dossier.name).cmp(&(b.dossier.aware, &b.dossier.name)));
    let mut last: BTreeMap<&str, u32> = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for Draft { dossier, .. } in &mut drafts {
        let rank = last.entry(dossier.region).or_default();
        *rank += 1;
        dossier.id = format!("R{}-{rank:05}", dossier.region);
        if let Some(structure) = dossier.structure {
            ids.insert(structure, dossier.id.clone());
        }
    }
    let id = |structure: Option<usize>| structure.and_then(|structure| ids.get(&structure).cloned());
    let resolve = |draft: Draft| {
        let end = draft.dossier.end.map(|end| End { into: id(draft.into), ..end });
        Dossier { parent: id(draft.parent), succeeds: id(draft.succeeds), end, ..draft.dossier }
    };
    drafts.into_iter().map(resolve).collect()
}

impl Gathering {
    pub(super) fn chance(&self, this: &Establishment, what: &str) -> ChaCha8Rng {
        fixed(&format!("{}/{}/{what}", self.seed, this.number))
    }

    fn file(&mut self, index: usize, this: &Establishment) {
        let mut rng = self.chance(this, "dossier");
        // Of a team with two numbers the ARS knows one.
        let pair = match this.kin {
            Some(Kin::HasTwin(twin)) => Some((index, twin)),
            Some(Kin::IsTwinOf(first)) => Some((first, index)),
            _ => None,
        };
        if let Some((first, second)) = pair {
            let knows_first = fixed(&format!("{}/{first}", self.seed)).random_bool(0.5);
            if index != if knows_first { first } else { second } {
                return;
            }
        }
        let place = this.places.at(this.registered);
        let opened = opened(&mut rng, this);
        let (parent, succeeds) = match this.kin {
            Some(Kin::Succeeds(old)) => (None, Some(old)),
            _ => (this.main_site, None),
        };
        let is_project = parent.is_none() && succeeds.is_none();
        let (stages, aware) = match project(&mut rng, opened) {
            project if is_project => project,
            _ => (Stages::default(), opened),
        };
        let sponsor = stages
            .idea
            .filter(|_| is_project && pair.is_none())
            .and_then(|idea| self.sponsor(index, this, idea));
        let mut end = self.end(index, this);
        let into = end
            .as_ref()
            .filter(|_| is_project && this.closed.is_some())
            .and_then(|end| self.absorber(index, this, end.day));
        if let Some(end) = end.as_mut().filter(|end| end.day < opened) {
            end.day = opened;
        }
        let dossier = Dossier {
            id: String::new(),
            region: region(place),
            name: this.long.clone(),
            commune: place.commune.code,
            structure: Some(index),
            aware,
            stages,
            opened: Some(opened),
            given_up: None,
            end,
            parent: None,
            succeeds: None,
            is_university: rng.random_bool(UNIVERSITY),
            qpv: (!rng.random_bool(0.05)).then(|| rng.random_bool(PRIORITY_DISTRICT)),
        };
        if is_project && pair.is_none() {
            self.site(index, this, &dossier);
            self.abandoned(this, &dossier, opened);
        }
        self.drafts.push(Draft { dossier, parent: parent.or(sponsor), succeeds, into });
    }

    /// Its end as the ARS write it down: up to some months before FINESS does, or after.
    fn end(&self, index: usize, this: &Establishment) -> Option<End> {
        let mut rng = self.chance(this, "end");
        let shift = Duration::days(rng.random_range(-DELAY..DELAY));
        if this.category.last().code != MSP.code {
            let day = this.category.since(Month::from_index(i32::MAX)).first_day();
            return Some(End { day, noted: day, into: None });
        }
        let closed = this.closed?;
        let shift = if self.succeeded.contains(&index) { Duration::zero() } else { shift };
        let day = closed + shift.min(Duration::zero());
        Some(End { day, noted: day.max(closed + shift), into: None })
    }

    /// A team of the same EPCI that was open by then, for one closure in four.
    fn absorber(&self, index: usize, this: &Establishment, day: NaiveDate) -> Option<usize> {
        let mut rng = self.chance(this, "merger");
        let own = this.places.last().commune;
        let is_near = |team: &&Team| team.commune.epci.is_some() && team.commune.epci == own.epci;
        let near = self.open_then(own.department, index, day).filter(is_near);
        let near: Vec<usize> = near.map(|team| team.structure).collect();
        let is_merger = rng.random_bool(MERGER) && !self.succeeded.contains(&index);
        near.get(rng.random_range(0..near.len().max(1) as u32) as usize).copied().filter(|_| is_merger)
    }

    /// A team of the department, open for three years when the idea came.
    fn sponsor(&self, index: usize, this: &Establishment, idea: NaiveDate) -> Option<usize> {
        let mut rng = self.chance(this, "helper");
        let department = this.places.at(this.registered).commune.department;
        let mature = self.open_then(department, index, idea);
        let mature: Vec<usize> = mature
            .filter(|team| (idea - team.opened).num_days() > 3 * 365)
            .map(|team| team.structure)
            .collect();
        let is_helped = rng.random_bool(HELPED) && idea >= FIRST_HELP;
        mature.get(rng.random_range(0..mature.len().max(1) as u32) as usize).copied().filter(|_| is_helped)
    }

    fn open_then(&self, department: &str, but: usize, day: NaiveDate) -> impl Iterator<Item = &Team> {
        let is_open = move |team: &&Team| {
            team.structure != but && team.opened < day && team.closed.is_none_or(|closed| closed > day)
        };
        self.teams.get(department).into_iter().flatten().filter(is_open)
    }
}

/// The opening as the ARS has it. What FINESS registers late, months after the declared day, the ARS counts from a
/// day nearer to its own visit.
fn opened(rng: &mut ChaCha8Rng, this: &Establishment) -> NaiveDate {
    let ahead = Duration::days(rng.random_range(20..DELAY));
    this.opened.max(this.registered.first_day() - ahead)
}
