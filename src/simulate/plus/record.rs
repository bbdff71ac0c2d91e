//! One legal entity of FINESS+ with its establishments, as the edition of a month shows them.

use chrono::NaiveDate;

use crate::domain::finess::SIMULATED_MARK;
use crate::domain::month::Month;

use super::super::edition::Layout;
use super::super::place::Place;
use super::super::world::{Entity, Establishment, World};
use super::schema::{
    Address, Contact, ContactType, Coordinates, Ege, EgeFacts, LegalEntity, LegalEntityFacts, Role, Stamp,
    Telecom,
};

#[derive(Clone, Copy)]
pub(super) struct Recorder<'a> {
    pub world: &'a World,
    pub month: Month,
    pub layout: Layout,
}

impl<'a> Recorder<'a> {
    /// `rank` varies what no number says: the spellings of dates, the order of addresses.
    pub(super) fn legal_entity(
        self,
        rank: usize,
        this: &'a Entity,
        establishments: &[usize],
    ) -> LegalEntity<'a> {
        let dissolved = this.dissolved_by(self.month);
        let ege = establishments.iter().filter_map(|index| {
            self.world.establishments.get(*index).map(|establishment| self.ege(*index, this, establishment))
        });
        LegalEntity {
            general: LegalEntityFacts {
                pm_smsse_id: format!("PM{}", this.number),
                num_finess_pm: &this.number,
                denomination_pm: &this.short,
                denomination_longue_pm_smsse: &this.long,
                complement_adresse_pm_smsse: SIMULATED_MARK,
                siren: &this.siren,
                code_ape: None,
                statut_juridique: this.status.code,
                type_personne_morale: "01",
                fonction_publique: None,
                type_groupe_gco: None,
                date_creation: this.created,
                date_fermeture: dissolved,
            },
            adresse: vec![self.address("02", &this.long, &this.seat, true)],
            contact: [contact(&this.telephone)],
            engagement: [],
            evenement: [],
            ege: ege.collect(),
            etat_objet: state(dissolved),
            date_derniere_maj: Stamp(
                dissolved.unwrap_or(this.created.max(this.registered.first_day())),
                rank,
            ),
        }
    }

    fn ege(self, index: usize, owner: &'a Entity, this: &'a Establishment) -> Ege<'a> {
        let closed = this.closed_by(self.month);
        let own = self.address("03", &this.long, this.places.at(self.month), this.located);
        let seat = || self.address("02", &owner.long, &owner.seat, false);
        let category = this.category.at(self.month);
        let moved = this.moved_opening.filter(|day| closed.is_none_or(|closed| *day < closed));
        Ege {
            general: EgeFacts {
                ege_id: &this.number,
                num_finess_ege: &this.number,
                siret: this.tenure.at(self.month).siret.as_deref(),
                nom_ege_court: &this.short,
                nom_ege_long: &this.long,
                complement_denomination_eg: SIMULATED_MARK,
                date_ouverture: moved.unwrap_or(this.opened),
                date_premiere_autorisation: this.opened,
                // One closed establishment in twenty is inactive without a date.
                date_fermeture: closed.filter(|_| index % 20 != 7),
                espic: [],
                numero_education_nationale: None,
            },
            category: category.code,
            modefixationtarifaire: category.tariff.0,
            type_budget: [],
            etat_objet: state(closed),
            date_derniere_maj: Stamp(this.updated(self.month), index),
            adresse: match index % 5 {
                0 => vec![seat(), own],
                1 => vec![own, seat()],
                _ => vec![own],
            },
            contact: [contact(&this.telephone)],
            engagement: [],
            evenement: [],
            role_ege: self.roles(this),
        }
    }

    fn roles(self, this: &'a Establishment) -> Vec<Role<'a>> {
        let site = |index: &usize| {
            self.world.establishments.get(*index).filter(|e| e.listed(self.month)).map(|e| e.number.as_str())
        };
        let above = this
            .main_site
            .as_ref()
            .and_then(site)
            .map(|main| Role { id_ege_porteuse: main, id_ege_non_porteuse: &this.number });
        let below = this
            .antennas
            .iter()
            .filter_map(site)
            .map(|antenna| Role { id_ege_porteuse: &this.number, id_ege_non_porteuse: antenna });
        above.into_iter().chain(below).collect()
    }

    fn address(self, usage: &'static str, name: &'a str, place: &'a Place, located: bool) -> Address<'a> {
        let numero_voie = place.number.map(|number| number.to_string());
        let number = numero_voie.as_deref().unwrap_or_default();
        let ligne_quatre = format!("{number} {} {}", place.street_kind, place.street).trim_start().to_owned();
        Address {
            usage_adresse: usage,
            numero_voie,
            type_voie: place.street_kind,
            libelle_voie: place.street,
            complement_voie: None,
            complement_point_geographique: None,
            lieu_dit: None,
            cog_commune: &place.insee,
            ligne_acheminement: &place.city,
            ligne_une: name,
            ligne_deux: None,
            ligne_trois: None,
            ligne_quatre,
            ligne_cinq: None,
            ligne_six: format!("{} {}", place.postcode, place.city),
            code_postal: &place.postcode,
            coordonnees_geographique: located.then(|| coordinates(place, self.layout)),
        }
    }
}

fn state(closed: Option<NaiveDate>) -> &'static str {
    if closed.is_some() { "I" } else { "A" }
}

fn contact(telephone: &str) -> Contact<'_> {
    let telecom = Telecom { telephone, telecopie: None, courriel: None };
    Contact { type_contact: ContactType { role_contact: "01" }, telecom }
}

/// Text, and never under the key its name promises: no reader may go by the keys.
fn coordinates(place: &Place, layout: Layout) -> Coordinates {
    let degrees = |value: f64| format!("{value:.6}");
    let (east, north) = (format!("{:.0}", place.easting), format!("{:.0}", place.northing));
    let (longitude, latitude) = (degrees(place.longitude), degrees(place.latitude));
    match layout {
        Layout::MetresFirst => Coordinates {
            coordonnee_x: north,
            coordonnee_y: east,
            direction_latitude: latitude,
            direction_longitude: longitude,
        },
        Layout::DegreesFirst => Coordinates {
            coordonnee_x: longitude,
            coordonnee_y: latitude,
            direction_latitude: north,
            direction_longitude: east,
        },
    }
}
