//! The other establishments of the files: pharmacies, nursing homes, hospitals, laboratories, health centres and
//! CPTS. They have no lives worth telling; they are what a reader of FINESS must set aside.

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::domain::month::Month;

use super::Settings;
use super::atlas::{Atlas, Spread};
use super::demography::{moved_opening, region};
use super::edition::{Edition, last_csv, month, until};
use super::names;
use super::numbering::{Numbering, siret};
use super::place::Place;
use super::world::{
    ASSOCIATION, Category, Entity, Establishment, HEALTH_CENTRE, History, Status, Tenure, World,
};

struct Trade {
    /// Share of the neighbours, in a hundred.
    share: u32,
    /// No more than this for one structure: a larger file has no more health centres than France has.
    at_most: f64,
    /// First year of opening.
    since: i32,
    category: &'static Category,
    status: &'static Status,
    prefix: &'static str,
}

/// Labels as published; aggregates of 355 and 500 seen in real lines, those of 611 and 620 only plausible.
const TRADES: [Trade; 6] = [
    Trade {
        share: 53,
        at_most: f64::MAX,
        since: 1970,
        category: &PHARMACY,
        status: &PERSON,
        prefix: "PHARMACIE",
    },
    Trade {
        share: 18,
        at_most: f64::MAX,
        since: 1975,
        category: &NURSING_HOME,
        status: &ASSOCIATION,
        prefix: "EHPAD",
    },
    Trade {
        share: 4,
        at_most: f64::MAX,
        since: 1960,
        category: &HOSPITAL,
        status: &PUBLIC,
        prefix: "CENTRE HOSPITALIER",
    },
    Trade {
        share: 10,
        at_most: f64::MAX,
        since: 1995,
        category: &LABORATORY,
        status: &COMPANY,
        prefix: "LABORATOIRE",
    },
    Trade {
        share: 10,
        at_most: 1.1,
        since: 1990,
        category: &HEALTH_CENTRE,
        status: &ASSOCIATION,
        prefix: "CENTRE DE SANTE",
    },
    Trade { share: 5, at_most: 0.3, since: 2019, category: &CPTS, status: &ASSOCIATION, prefix: "CPTS" },
];

const PHARMACY: Category = Category {
    code: "620",
    label: "Pharmacie d'Officine",
    aggregate: ("3201", "Commerce de Biens à Usage Médicaux"),
    ape: "4773Z",
    tariff: ("01", "Etablissement Tarif Libre"),
};
const NURSING_HOME: Category = Category {
    code: "500",
    label: "Etablissement d'hébergement pour personnes âgées dépendantes",
    aggregate: ("4401", "Etablissements d'Hébergement pour Personnes Âgées"),
    ape: "8710A",
    tariff: ("40", "ARS/PCD, Tarif global, habilité aide sociale, recours PUI"),
};
const HOSPITAL: Category = Category {
    code: "355",
    label: "Centre Hospitalier (C.H.)",
    aggregate: ("1102", "Centres Hospitaliers"),
    ape: "8610Z",
    tariff: ("03", "ARS établissements Publics de santé dotation globale"),
};
const LABORATORY: Category = Category {
    code: "611",
    label: "Laboratoire de Biologie Médicale",
    aggregate: ("3301", "Laboratoires de Biologie Médicale"),
    ape: "8690B",
    tariff: ("01", "Etablissement Tarif Libre"),
};
const CPTS: Category = Category {
    code: "604",
    label: "Communautés professionnelles territoriales de santé (CPTS)",
    aggregate: ("", ""),
    ape: "9499Z",
    tariff: ("99", "Indéterminé"),
};
const PERSON: Status = Status { code: "70", label: "Personne Physique" };
const PUBLIC: Status = Status { code: "13", label: "Etablissement Public Communal d'Hospitalisation" };
const COMPANY: Status =
    Status { code: "85", label: "Société d'Exercice Libéral à Responsabilité Limitée" };

/// Establishments for each structure when the settings do not say.
const ESTABLISHMENTS: u32 = 3;

struct Settling<'a> {
    world: &'a mut World,
    atlas: &'a Atlas,
    rng: ChaCha8Rng,
    numbering: Numbering,
    structures: u32,
    counts: [u32; TRADES.len()],
}

/// Adds neighbours until the last CSV edition written lists as many establishments as the settings ask for.
pub(super) fn settle(world: &mut World, settings: &Settings, atlas: &Atlas) {
    let Some(edition) = until(settings.until).into_iter().rfind(Edition::is_csv) else { return };
    let wanted = settings.establishments.unwrap_or(ESTABLISHMENTS * settings.structures) as usize;
    let mut listed = world.establishments.iter().filter(|e| e.listed(edition.month)).count();
    let rng = ChaCha8Rng::seed_from_u64(settings.seed ^ 0x6e65_6967_6862_6f75);
    let mut settling = Settling {
        world,
        atlas,
        rng,
        numbering: Numbering::of_neighbours(),
        structures: settings.structures,
        counts: [0; TRADES.len()],
    };
    while listed < wanted {
        let Some(neighbour) = settling.add() else { return };
        listed += usize::from(neighbour.listed(edition.month));
    }
}

impl Settling<'_> {
    fn add(&mut self) -> Option<&Establishment> {
        let trade = self.trade()?;
        let place = self.atlas.draw(Spread::Neighbours, &mut self.rng)?;
        let opened = self.opening(trade.since);
        let registered = Month::of(opened);
        // One entity in twenty bears no establishment; one establishment in six joins the entity before it.
        if self.rng.random_bool(0.05) {
            self.entity(trade, &place, opened);
        }
        let joined = self.world.establishments.last().filter(|_| self.rng.random_bool(0.16)).filter(|last| {
            last.category.last().code == trade.category.code
                && last.registered <= registered
                && last.closed.is_none()
        });
        let entity = match joined.map(|last| last.tenure.last().entity) {
            Some(entity) => entity,
            None => self.entity(trade, &place, opened),
        };
        let (short, long) = names::neighbour(&mut self.rng, trade.prefix);
        let siren = &self.world.entities.get(entity)?.siren;
        let nic = self.rng.random_range(1..60);
        let tenure = Tenure { entity, siret: self.rng.random_bool(0.9).then(|| siret(siren, nic)) };
        let closed = self.closure(registered);
        self.world.establishments.push(Establishment {
            number: self.numbering.finess(place.department()),
            category: History::new(registered, trade.category),
            short,
            long,
            telephone: names::telephone(&mut self.rng, region(&place)),
            opened,
            moved_opening: moved_opening(&mut self.rng, opened),
            registered,
            closed,
            tenure: History::new(registered, tenure),
            places: History::new(registered, place),
            located: self.rng.random_bool(0.95),
            main_site: None,
            antennas: Vec::new(),
            kin: None,
        });
        self.world.establishments.last()
    }

    fn trade(&mut self) -> Option<&'static Trade> {
        loop {
            let mut draw = self.rng.random_range(0..100);
            let drawn = TRADES.iter().zip(&mut self.counts).find(|(trade, _)| {
                let found = draw < trade.share;
                draw = draw.wrapping_sub(trade.share);
                found
            });
            let (trade, count) = drawn?;
            if f64::from(*count) < trade.at_most * f64::from(self.structures) {
                *count += 1;
                return Some(trade);
            }
        }
    }

    fn entity(&mut self, trade: &Trade, near: &Place, created: NaiveDate) -> usize {
        let seat = Place::within(near.commune, &mut self.rng);
        let (short, long) = names::prefixed("GESTION", &format!("{} {}", trade.prefix, seat.city));
        self.world.entities.push(Entity {
            number: self.numbering.finess(seat.department()),
            siren: self.numbering.siren(),
            short,
            long,
            telephone: names::telephone(&mut self.rng, region(&seat)),
            status: trade.status,
            seat,
            registered: Month::of(created),
            created,
            dissolved: None,
        });
        self.world.entities.len() - 1
    }

    fn opening(&mut self, since: i32) -> NaiveDate {
        let months = last_csv() - month(since, 1);
        let opened = month(since, 1) + self.rng.random_range(0..months);
        opened.first_day() + Days::new(self.rng.random_range(0..10))
    }

    fn closure(&mut self, registered: Month) -> Option<NaiveDate> {
        let closed = registered.max(month(2009, 1)) + self.rng.random_range(12..260);
        self.rng.random_bool(0.04).then(|| closed.first_day())
    }
}
