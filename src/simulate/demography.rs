//! The lives of the structures, month after month: they open where the national stock asks for one more, close,
//! move, change hands. Draws depend on the seed and on the months before, never on where the run ends.

mod founding;

use std::collections::{BTreeMap, BTreeSet};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::domain::month::Month;

use super::atlas::Atlas;
use super::growth;
use super::names;
use super::numbering::Numbering;
use super::place::Place;
use super::register::keepers;
use super::world::{HEALTH_CENTRE, Kin, SISA, World};

pub(super) use founding::{moved_opening, region};

pub(super) struct Demography {
    structures: u32,
    rng: ChaCha8Rng,
    atlas: Atlas,
    numbering: Numbering,
    world: World,
    /// The structures open, by index; and their count by department.
    open: Vec<usize>,
    by_department: BTreeMap<&'static str, u32>,
    /// Stems of the names in use, by commune: no two teams of a commune are told apart with difficulty.
    taken: BTreeSet<(&'static str, String)>,
    /// Regions whose register knows one number of a team with two.
    keepers: BTreeSet<&'static str>,
    twins: u32,
}

/// What happens to one structure in one month.
enum Fate {
    Closes,
    Moves,
    IsSucceeded,
    LeavesCategory,
    BecomesSisa,
    Stays,
}

/// A structure younger than this many months does not close.
const SETTLING: i32 = 6;

impl Demography {
    pub(super) fn new(seed: u64, structures: u32) -> Self {
        Self {
            structures,
            rng: ChaCha8Rng::seed_from_u64(seed),
            atlas: Atlas::new(),
            numbering: Numbering::of_structures(),
            world: World { establishments: Vec::new(), entities: Vec::new() },
            open: Vec::new(),
            by_department: BTreeMap::new(),
            taken: BTreeSet::new(),
            keepers: keepers(seed),
            twins: 0,
        }
    }

    pub(super) fn live(mut self, until: Month) -> (Atlas, World) {
        for month in Month::range(growth::dawn(), until + growth::HORIZON) {
            for structure in std::mem::take(&mut self.open) {
                self.pass(structure, month);
            }
            if self.twins < growth::twins(self.structures, month) {
                self.twins += u32::from(self.double(month).is_some());
            }
            let wanted = growth::stock(self.structures, month) as usize;
            while self.open.len() < wanted && self.launch(month).is_some() {}
        }
        (self.atlas, self.world)
    }

    fn fate(&mut self, structure: usize, month: Month) -> Fate {
        let Some(this) = self.world.establishments.get(structure) else { return Fate::Stays };
        let alone = this.main_site.is_none()
            && this
                .antennas
                .iter()
                .all(|a| self.world.establishments.get(*a).is_none_or(|e| e.closed.is_some()));
        let settled = month - this.registered >= SETTLING && !this.is_twin();
        let sisa =
            self.world.entities.get(this.tenure.last().entity).is_some_and(|e| e.status.code == SISA.code);
        let closes = settled && (alone || this.main_site.is_some());
        let rates = [
            (closes, growth::CLOSURE, Fate::Closes),
            (settled, growth::MOVE, Fate::Moves),
            (settled && alone, growth::SUCCESSION, Fate::IsSucceeded),
            (settled && alone, growth::RECATEGORISATION, Fate::LeavesCategory),
            (
                !sisa && this.main_site.is_none() && !this.is_twin() && month >= growth::first_sisa(),
                growth::CONVERSION,
                Fate::BecomesSisa,
            ),
        ];
        let mut draw = self.rng.random::<f64>() * 12.0;
        for (possible, rate, fate) in rates {
            if possible && draw < rate {
                return fate;
            }
            draw -= rate;
        }
        Fate::Stays
    }

    fn pass(&mut self, structure: usize, month: Month) {
        match self.fate(structure, month) {
            Fate::Closes => self.close(structure, month, true),
            Fate::IsSucceeded => self.succeed(structure, month),
            Fate::LeavesCategory => {
                self.leave(structure);
                if let Some(this) = self.world.establishments.get_mut(structure) {
                    this.category.change(month, &HEALTH_CENTRE);
                }
            }
            Fate::Moves => {
                self.relocate(structure, month);
                self.open.push(structure);
            }
            Fate::BecomesSisa => {
                self.convert(structure, month);
                self.open.push(structure);
            }
            Fate::Stays => self.open.push(structure),
        }
    }

    fn leave(&mut self, structure: usize) {
        if let Some(this) = self.world.establishments.get(structure)
            && let Some(count) = self.by_department.get_mut(this.places.last().commune.department)
        {
            *count = count.saturating_sub(1);
        }
    }

    /// `dissolve`: its legal entity goes with it, unless another site lives on.
    fn close(&mut self, structure: usize, month: Month, dissolve: bool) {
        self.leave(structure);
        let day = self.day(month);
        let Some(this) = self.world.establishments.get_mut(structure) else { return };
        this.closed = Some(day);
        if let Some(entity) = self.world.entities.get_mut(this.tenure.last().entity)
            && dissolve
            && this.main_site.is_none()
        {
            entity.dissolved = Some(day);
        }
    }

    fn relocate(&mut self, structure: usize, month: Month) {
        let Some(this) = self.world.establishments.get(structure) else { return };
        let Some(place) = self.atlas.near(this.places.last().commune, &mut self.rng) else { return };
        if !self.taken.insert((place.commune.code, names::stem(&this.short))) {
            return;
        }
        self.leave(structure);
        *self.by_department.entry(place.commune.department).or_default() += 1;
        if let Some(this) = self.world.establishments.get_mut(structure) {
            this.places.change(month, place);
        }
    }

    /// The same team, in the same commune and under the same legal entity, gets a new number.
    fn succeed(&mut self, structure: usize, month: Month) {
        self.close(structure, month, false);
        let Some(old) = self.world.establishments.get(structure) else { return };
        let place = Place::within(old.places.last().commune, &mut self.rng);
        let (names, entity) = (names::successor(&old.short, &old.long), old.tenure.last().entity);
        let opened = self.day(month);
        let successor = self.found(month, opened, names, place, entity, None);
        self.relate(successor, Kin::Succeeds(structure));
    }

    fn relate(&mut self, structure: usize, kin: Kin) {
        if let Some(this) = self.world.establishments.get_mut(structure) {
            this.kin = Some(kin);
        }
    }

    /// The association founds a SISA, which takes over every site; the association lives on without any.
    fn convert(&mut self, structure: usize, month: Month) {
        let Some(this) = self.world.establishments.get(structure) else { return };
        let place = Place::within(this.places.last().commune, &mut self.rng);
        let (names, sites) =
            ((this.short.clone(), this.long.clone()), [&[structure][..], &this.antennas].concat());
        let entity = self.found_entity(month, month.first_day(), &SISA, place, &names);
        for site in sites {
            let tenure = self.tenure(entity);
            if let Some(site) = self.world.establishments.get_mut(site)
                && site.closed.is_none()
            {
                site.tenure.change(month, tenure);
            }
        }
    }
}
