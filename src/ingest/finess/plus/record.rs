//! One legal entity of FINESS+ and its establishments, as the stream writes them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::super::super::{Fault, fault};
use super::super::{Known, address, location, text};
use crate::domain::establishment::{Establishment, Location};
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalEntity;

type Text<'a> = Option<Cow<'a, str>>;

#[derive(Deserialize)]
pub(super) struct Pmej<'a> {
    #[serde(borrow, rename = "informationsGeneralesPMEJ")]
    general: GeneralPmej<'a>,
    /// Each kept apart, so that one broken establishment does not take the others with it.
    #[serde(borrow, default, deserialize_with = "or_none")]
    pub(super) ege: Vec<&'a RawValue>,
    /// Numbers of the establishments by their identifier, made when a role asks for one.
    #[serde(skip)]
    sites: OnceCell<HashMap<String, FinessNumber>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GeneralPmej<'a> {
    #[serde(borrow)]
    num_finess_pm: Text<'a>,
    #[serde(borrow)]
    denomination_pm: Text<'a>,
    #[serde(borrow)]
    denomination_longue_pm_smsse: Text<'a>,
    #[serde(borrow)]
    siren: Text<'a>,
    #[serde(borrow)]
    statut_juridique: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ege<'a> {
    #[serde(borrow, rename = "informationsGeneralesEGE")]
    general: GeneralEge<'a>,
    #[serde(borrow, rename = "categorieentiteGeographiqueExercice")]
    category: Text<'a>,
    #[serde(borrow)]
    etat_objet: Text<'a>,
    #[serde(borrow, default, deserialize_with = "or_none")]
    adresse: Vec<Adresse<'a>>,
    #[serde(borrow, default, rename = "roleEge", deserialize_with = "or_none")]
    role: Vec<Role<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GeneralEge<'a> {
    #[serde(borrow)]
    ege_id: Text<'a>,
    #[serde(borrow)]
    num_finess_ege: Text<'a>,
    #[serde(borrow)]
    siret: Text<'a>,
    #[serde(borrow)]
    nom_ege_court: Text<'a>,
    #[serde(borrow)]
    nom_ege_long: Text<'a>,
    #[serde(borrow)]
    complement_denomination_eg: Text<'a>,
    #[serde(borrow)]
    date_ouverture: Text<'a>,
    #[serde(borrow)]
    date_fermeture: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Adresse<'a> {
    #[serde(borrow)]
    usage_adresse: Text<'a>,
    #[serde(borrow)]
    numero_voie: Text<'a>,
    #[serde(borrow)]
    type_voie: Text<'a>,
    #[serde(borrow)]
    libelle_voie: Text<'a>,
    #[serde(borrow)]
    lieu_dit: Text<'a>,
    #[serde(borrow)]
    cog_commune: Text<'a>,
    #[serde(borrow)]
    coordonnees_geographique: Option<Coordinates<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Coordinates<'a> {
    #[serde(borrow, rename = "coordonneeX")]
    x: Text<'a>,
    #[serde(borrow, rename = "coordonneeY")]
    y: Text<'a>,
    #[serde(borrow)]
    direction_latitude: Text<'a>,
    #[serde(borrow)]
    direction_longitude: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Role<'a> {
    #[serde(borrow)]
    id_ege_porteuse: Text<'a>,
    #[serde(borrow)]
    id_ege_non_porteuse: Text<'a>,
}

impl Pmej<'_> {
    /// The number of the establishment of that identifier, when it is of the same legal entity.
    fn site(&self, identifier: &str) -> Option<FinessNumber> {
        let sites = self.sites.get_or_init(|| {
            let read = self.ege.iter().filter_map(|raw| Ege::read(raw.get()).ok());
            read.filter_map(|ege| Some((given(&ege.general.ege_id)?.to_owned(), ege.finess().ok()?)))
                .collect()
        });
        sites.get(identifier).cloned()
    }

    pub(super) fn legal_entity(&self) -> Result<LegalEntity, Fault> {
        let general = &self.general;
        let name = given(&general.denomination_longue_pm_smsse).or(given(&general.denomination_pm));
        Ok(LegalEntity {
            finess: finess("numFinessPm", &general.num_finess_pm)?,
            name: name.unwrap_or_default().to_owned(),
            status: owned(&general.statut_juridique),
            siren: owned(&general.siren),
        })
    }

    /// One establishment; nothing when it is not one that the observatory keeps.
    pub(super) fn establishment(
        &self,
        finess: FinessNumber,
        legal_entity: &FinessNumber,
        ege: &Ege,
        known: &Known,
    ) -> Result<Option<Establishment>, Fault> {
        let general = &ege.general;
        let category = given(&ege.category)
            .ok_or_else(|| fault("categorieentiteGeographiqueExercice", "the category is missing"))?;
        let active = match given(&ege.etat_objet) {
            Some("A") => true,
            Some("I") => false,
            other => {
                let problem = format!("“{}” is neither A nor I", other.unwrap_or_default());
                return Err(fault("etatObjet", problem));
            }
        };
        let opened_on = date("dateOuverture", &general.date_ouverture)?;
        let closed_on = date("dateFermeture", &general.date_fermeture)?;
        let kind = Kind::of_category(category);
        if !known.wants(&finess, kind) {
            return Ok(None);
        }
        let name = given(&general.nom_ege_long).or(given(&general.nom_ege_court));
        let adresse = ege.address();
        let commune = adresse.and_then(|a| france().commune(given(&a.cog_commune)?));
        let department = commune
            .map(|commune| commune.department)
            .or_else(|| department_of_number(&finess))
            .ok_or_else(|| fault("cogCommune", "neither the commune nor the number tells the department"))?;
        Ok(Some(Establishment {
            legal_entity: Some(legal_entity.clone()),
            kind,
            name: name.ok_or_else(|| fault("nomEgeCourt", "the name is missing"))?.to_owned(),
            complement: owned(&general.complement_denomination_eg),
            address: adresse.and_then(|a| {
                address([&a.numero_voie, &a.type_voie, &a.libelle_voie, &a.lieu_dit].map(given))
            }),
            department: department.to_owned(),
            commune: commune.map(|commune| commune.code.to_owned()),
            siret: owned(&general.siret),
            opened_on,
            closed_on,
            active,
            location: adresse.and_then(|a| a.coordonnees_geographique.as_ref()?.location(department)),
            main_site: ege.main_site().and_then(|main| self.site(main)),
            finess,
        }))
    }
}

impl<'a> Ege<'a> {
    pub(super) fn read(raw: &'a str) -> Result<Self, Fault> {
        serde_json::from_str(raw).map_err(|error| fault("ege", error.to_string()))
    }

    pub(super) fn finess(&self) -> Result<FinessNumber, Fault> {
        finess("numFinessEge", &self.general.num_finess_ege)
    }

    /// The establishment's own address ("03"), else its seat's ("02"), else the first.
    fn address(&self) -> Option<&Adresse<'a>> {
        let usage = |code| self.adresse.iter().find(move |a| given(&a.usage_adresse) == Some(code));
        usage("03").or_else(|| usage("02")).or(self.adresse.first())
    }

    /// The identifier of the main site, when this establishment is a secondary one.
    fn main_site(&self) -> Option<&str> {
        let own = given(&self.general.ege_id)?;
        let role = self.role.iter().find(|role| given(&role.id_ege_non_porteuse) == Some(own))?;
        given(&role.id_ege_porteuse).filter(|main| *main != own)
    }
}

impl Coordinates<'_> {
    fn location(&self, department: &str) -> Option<Location> {
        let pair = |a, b| Some((given(a)?.parse::<f64>().ok()?, given(b)?.parse::<f64>().ok()?));
        let pairs = [pair(&self.direction_longitude, &self.direction_latitude), pair(&self.x, &self.y)];
        location::by_value(pairs, department)
    }
}

/// The first two characters of a number name the department that gave it.
fn department_of_number(finess: &FinessNumber) -> Option<&'static str> {
    let code = finess.as_str().get(..2)?;
    france().department(code).map(|department| department.code)
}

/// An array may be missing, or null.
fn or_none<'de, D: Deserializer<'de>, T: Deserialize<'de>>(json: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(json)?.unwrap_or_default())
}

fn given<'a>(value: &'a Text) -> Option<&'a str> {
    value.as_deref().and_then(text)
}

fn owned(value: &Text) -> Option<String> {
    given(value).map(str::to_owned)
}

fn finess(column: &'static str, value: &Text) -> Result<FinessNumber, Fault> {
    let value = given(value).ok_or_else(|| fault(column, "the number is missing"))?;
    value.parse().map_err(|_| fault(column, format!("“{value}” is not a FINESS number")))
}

/// `2025-03-28`, `2025-03-28 00:00:00`, `2021-10-18T00:00:00` or `…Z`.
fn date(column: &'static str, value: &Text) -> Result<Option<NaiveDate>, Fault> {
    let parse = |value: &str| {
        let day = value.get(..10).and_then(|day| day.parse().ok());
        day.ok_or_else(|| fault(column, format!("“{value}” is not a date")))
    };
    given(value).map(parse).transpose()
}
