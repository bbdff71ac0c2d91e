//! How a structure comes to be: its place, its names, its legal entity and its number.

use chrono::{Days, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::geography::{Commune, france};
use crate::domain::month::Month;

use super::super::atlas::Spread;
use super::super::edition::last_csv;
use super::super::growth;
use super::super::names::{self, Names};
use super::super::numbering::siret;
use super::super::place::Place;
use super::super::world::{
    ASSOCIATION, COMMUNE, Entity, Establishment, History, Kin, MSP, SISA, Status, Tenure,
};
use super::Demography;

/// From when departments without a structure come first: until then, pioneers open where they are.
const COVERAGE_YEAR: i32 = 2019;
/// Share of the opening dates that FINESS+ moved.
const MOVED_OPENINGS: f64 = 0.36;

impl Demography {
    pub(super) fn launch(&mut self, month: Month) -> Option<usize> {
        let late = if self.rng.random_bool(growth::LATE) { self.rng.random_range(6..24) } else { 0 };
        let opened = self.day(month - late);
        let created = opened - Days::new(40);
        let bare =
            self.atlas.bare(self.structures, &self.by_department).filter(|_| month.year() >= COVERAGE_YEAR);
        if bare.is_none() && self.rng.random_bool(growth::ANTENNA) && !self.open.is_empty() {
            let main = *self.open.get(self.rng.random_range(0..self.open.len() as u32) as usize)?;
            if let Some(antenna) = self.open_antenna(month, opened, main) {
                return Some(antenna);
            }
        }
        let place = match bare {
            Some(department) => self.atlas.draw_in(department, &mut self.rng)?,
            None => self.atlas.draw(Spread::Structures, &mut self.rng)?,
        };
        let names = self.name(place.commune);
        let status = match self.rng.random::<f64>() {
            draw if draw < growth::sisa_share(Month::of(created)) => &SISA,
            _ if self.rng.random_bool(0.85) => &ASSOCIATION,
            _ => &COMMUNE,
        };
        let seat = Place::within(place.commune, &mut self.rng);
        let entity = self.found_entity(month, created, status, seat, &names);
        Some(self.found(month, opened, names, place, entity, None))
    }

    pub(super) fn open_antenna(&mut self, month: Month, opened: NaiveDate, near: usize) -> Option<usize> {
        let index = self.world.establishments.get(near)?.main_site.unwrap_or(near);
        let main = self.world.establishments.get(index).filter(|main| !main.is_twin())?;
        let place = self.atlas.near(main.places.last().commune, &mut self.rng)?;
        if !self.taken.insert((place.commune.code, names::stem(&main.short))) {
            return None;
        }
        let names = names::antenna(&main.short, &names::postal(place.commune.name));
        let entity = main.tenure.last().entity;
        let antenna = self.found(month, opened, names, place, entity, Some(index));
        self.world.establishments.get_mut(index)?.antennas.push(antenna);
        Some(antenna)
    }

    /// A name that no other team of the commune bears; after many attempts, one that is.
    fn name(&mut self, commune: &'static Commune) -> Names {
        const ATTEMPTS: usize = 100;
        let mut names = names::structure(&mut self.rng, &names::postal(commune.name));
        for _ in 0..ATTEMPTS {
            if self.taken.insert((commune.code, names::stem(&names.0))) {
                break;
            }
            names = names::structure(&mut self.rng, &names::postal(commune.name));
        }
        names
    }

    /// The association founds a SISA, which opens a number of its own in the same commune; the first one stays open.
    pub(super) fn double(&mut self, month: Month) -> Option<usize> {
        let is_ripe = |structure: &&usize| {
            self.world.establishments.get(**structure).is_some_and(|this| {
                let owner = self.world.entities.get(this.tenure.last().entity);
                this.kin.is_none()
                    && this.main_site.is_none()
                    && this.antennas.is_empty()
                    && month - this.registered >= 24
                    && owner.is_some_and(|owner| owner.status.code == ASSOCIATION.code)
                    && self.keepers.contains(region(this.places.last()))
            })
        };
        let ripe: Vec<usize> = self.open.iter().filter(is_ripe).copied().collect();
        let first = *ripe.get(self.rng.random_range(0..(ripe.len() as u32).max(1)) as usize)?;
        let this = self.world.establishments.get(first)?;
        let commune = this.places.last().commune;
        let (own, second) = ((this.short.clone(), this.long.clone()), names::twin(&this.short, &this.long));
        let (seat, place) = (Place::within(commune, &mut self.rng), Place::within(commune, &mut self.rng));
        let entity = self.found_entity(month, month.first_day(), &SISA, seat, &own);
        let opened = self.day(month);
        let twin = self.found(month, opened, second, place, entity, None);
        self.relate(first, Kin::HasTwin(twin));
        self.relate(twin, Kin::IsTwinOf(first));
        Some(twin)
    }

    pub(super) fn found_entity(
        &mut self,
        month: Month,
        created: NaiveDate,
        status: &'static Status,
        seat: Place,
        (short, long): &Names,
    ) -> usize {
        let city = names::postal(seat.commune.name);
        let prefixed = |prefix| (names::prefixed(prefix, short).0, names::prefixed(prefix, long).1);
        let (short, long) = match status.code {
            "80" => prefixed("SISA"),
            "60" => prefixed("ASSOCIATION"),
            _ => names::prefixed("COMMUNE", &names::of_commune(&city)),
        };
        self.world.entities.push(Entity {
            number: self.numbering.finess(seat.department()),
            siren: self.numbering.siren(),
            short,
            long,
            telephone: names::telephone(&mut self.rng, region(&seat)),
            status,
            seat,
            registered: month,
            created,
            dissolved: None,
        });
        self.world.entities.len() - 1
    }

    pub(super) fn tenure(&mut self, entity: usize) -> Tenure {
        let nic = self.rng.random_range(1..40);
        let known = self.rng.random_bool(0.93);
        let siren = self.world.entities.get(entity).filter(|_| known).map(|e| &e.siren);
        Tenure { entity, siret: siren.map(|siren| siret(siren, nic)) }
    }

    pub(super) fn found(
        &mut self,
        month: Month,
        opened: NaiveDate,
        (short, long): Names,
        place: Place,
        entity: usize,
        main_site: Option<usize>,
    ) -> usize {
        let index = self.world.establishments.len();
        let tenure = self.tenure(entity);
        *self.by_department.entry(place.commune.department).or_default() += 1;
        self.open.push(index);
        self.world.establishments.push(Establishment {
            number: self.numbering.finess(place.department()),
            category: History::new(month, &MSP),
            short,
            long,
            telephone: names::telephone(&mut self.rng, region(&place)),
            opened,
            moved_opening: moved_opening(&mut self.rng, opened),
            registered: month,
            closed: None,
            tenure: History::new(month, tenure),
            places: History::new(month, place),
            located: self.rng.random_bool(0.97),
            main_site,
            antennas: Vec::new(),
            kin: None,
        });
        index
    }

    /// No day falls after the tenth: the last CSV edition is of the twelfth of its month.
    pub(super) fn day(&mut self, month: Month) -> NaiveDate {
        let day = if self.rng.random_bool(0.5) { 0 } else { self.rng.random_range(0..10) };
        month.first_day() + Days::new(day)
    }
}

pub(in super::super) fn region(place: &Place) -> &'static str {
    france().department(place.commune.department).map_or("", |d| d.region)
}

/// FINESS+ moved a third of the dates, mostly back, some forward; none into the time of FINESS+ itself.
pub(in super::super) fn moved_opening(rng: &mut ChaCha8Rng, opened: NaiveDate) -> Option<NaiveDate> {
    let shift = Days::new(rng.random_range(1..700));
    let forward = opened + shift;
    let is_forward = rng.random_bool(0.3) && forward < last_csv().first_day();
    rng.random_bool(MOVED_OPENINGS).then(|| if is_forward { forward } else { opened - shift })
}
