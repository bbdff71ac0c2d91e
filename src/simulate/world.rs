//! What exists in the simulated world, and since when. Why things happen is the business of `demography`; how
//! they are written, of `etalab` and `plus`.

use chrono::{Days, NaiveDate};

use crate::domain::month::Month;

use super::Settings;
use super::atlas::Atlas;
use super::demography::Demography;
use super::neighbours;
use super::place::Place;

pub(super) struct World {
    pub establishments: Vec<Establishment>,
    pub entities: Vec<Entity>,
}

/// A value that changes from a month on; it has always had a first one.
pub(super) struct History<T> {
    first: (Month, T),
    later: Vec<(Month, T)>,
}

pub(super) struct Establishment {
    pub number: String,
    pub category: History<&'static Category>,
    pub short: String,
    pub long: String,
    pub telephone: String,
    pub opened: NaiveDate,
    /// The opening date that FINESS+ gives instead.
    pub moved_opening: Option<NaiveDate>,
    /// The first month whose edition lists it.
    pub registered: Month,
    pub closed: Option<NaiveDate>,
    pub tenure: History<Tenure>,
    pub places: History<Place>,
    /// Listed among the `geolocalisation` lines.
    pub located: bool,
    pub main_site: Option<usize>,
    pub antennas: Vec<usize>,
    pub kin: Option<Kin>,
}

/// Another number of the same team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// The number that this one replaced.
    Succeeds(usize),
    /// Its SISA opened a second number, and nobody closed the first.
    HasTwin(usize),
    /// It is that second number.
    IsTwinOf(usize),
}

/// Who bears an establishment.
pub(super) struct Tenure {
    pub entity: usize,
    pub siret: Option<String>,
}

pub(super) struct Entity {
    pub number: String,
    pub siren: String,
    pub short: String,
    pub long: String,
    pub telephone: String,
    pub status: &'static Status,
    pub seat: Place,
    pub registered: Month,
    pub created: NaiveDate,
    pub dissolved: Option<NaiveDate>,
}

/// A FINESS category with its aggregate and its tariff.
#[derive(Debug)]
pub(super) struct Category {
    pub code: &'static str,
    pub label: &'static str,
    /// Code and label; the aggregate of 603, 604 and 124 is not established and stays empty.
    pub aggregate: (&'static str, &'static str),
    pub ape: &'static str,
    pub tariff: (&'static str, &'static str),
}

/// Statut juridique, nomenclature TRE_R72.
#[derive(Debug)]
pub(super) struct Status {
    pub code: &'static str,
    pub label: &'static str,
}

pub(super) const MSP: Category = Category {
    code: "603",
    label: "Maison de santé (L.6223-3)",
    aggregate: ("", ""),
    ape: "8621Z",
    tariff: ("01", "Etablissement Tarif Libre"),
};

pub(super) const HEALTH_CENTRE: Category = Category {
    code: "124",
    label: "Centre de Santé",
    aggregate: ("", ""),
    ape: "8621Z",
    tariff: ("36", "Tarifs conventionnels assurance maladie"),
};

pub(super) const SISA: Status =
    Status { code: crate::domain::finess::SISA, label: "Société Interprofessionnelle Soins Ambulatoires" };

pub(super) const ASSOCIATION: Status =
    Status { code: "60", label: "Association Loi 1901 non Reconnue d'Utilité Publique" };

pub(super) const COMMUNE: Status = Status { code: "03", label: "Commune" };

impl World {
    #[cfg(test)]
    pub(super) fn grow(settings: &Settings) -> Self {
        Self::grow_with_atlas(settings).1
    }

    pub(super) fn grow_with_atlas(settings: &Settings) -> (Atlas, Self) {
        let (atlas, mut world) = Demography::new(settings.seed, settings.structures).live(settings.until);
        neighbours::settle(&mut world, settings, &atlas);
        (atlas, world)
    }
}

impl<T> History<T> {
    pub(super) fn new(since: Month, value: T) -> Self {
        Self { first: (since, value), later: Vec::new() }
    }

    pub(super) fn change(&mut self, since: Month, value: T) {
        self.later.push((since, value));
    }

    fn entry(&self, month: Month) -> &(Month, T) {
        self.later.iter().rev().find(|(since, _)| *since <= month).unwrap_or(&self.first)
    }

    pub(super) fn at(&self, month: Month) -> &T {
        &self.entry(month).1
    }

    /// Since when the value of `month` has held.
    pub(super) fn since(&self, month: Month) -> Month {
        self.entry(month).0
    }

    pub(super) fn last(&self) -> &T {
        &self.later.last().unwrap_or(&self.first).1
    }
}

impl Establishment {
    pub(super) fn is_twin(&self) -> bool {
        matches!(self.kin, Some(Kin::HasTwin(_) | Kin::IsTwinOf(_)))
    }

    /// Whether the edition of `month` shows it as an open maison de santé.
    pub(super) fn is_open_msp(&self, month: Month) -> bool {
        self.listed(month) && self.category.at(month).code == MSP.code
    }

    /// Whether the edition of `month` knows it, open or closed.
    pub(super) fn known(&self, month: Month) -> bool {
        self.registered <= month
    }

    pub(super) fn closed_by(&self, month: Month) -> Option<NaiveDate> {
        self.closed.filter(|day| Month::of(*day) <= month)
    }

    pub(super) fn listed(&self, month: Month) -> bool {
        self.known(month) && self.closed_by(month).is_none()
    }

    /// The day of the last change that the edition of `month` knows.
    pub(super) fn updated(&self, month: Month) -> NaiveDate {
        let change = self
            .registered
            .max(self.tenure.since(month))
            .max(self.places.since(month))
            .max(self.category.since(month));
        let day = change.first_day() + Days::new(u64::from(change.number() % 10));
        self.closed_by(month).unwrap_or(day.max(self.opened))
    }
}

impl Category {
    /// The label without the reference to the law.
    pub(super) fn short_label(&self) -> &'static str {
        self.label.split(" (").next().unwrap_or(self.label)
    }
}

impl Entity {
    pub(super) fn known(&self, month: Month) -> bool {
        self.registered <= month
    }

    pub(super) fn dissolved_by(&self, month: Month) -> Option<NaiveDate> {
        self.dissolved.filter(|day| Month::of(*day) <= month)
    }

    pub(super) fn listed(&self, month: Month) -> bool {
        self.known(month) && self.dissolved_by(month).is_none()
    }
}
