//! The shape of one legal entity of FINESS+, field by field (sources.md, section 4). The odd casing of the keys is
//! FINESS's own. What fills it is in `record`.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// A list that the simulation leaves empty.
pub(super) type Nothing = [(); 0];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LegalEntity<'a> {
    #[serde(rename = "informationsGeneralesPMEJ")]
    pub general: LegalEntityFacts<'a>,
    pub adresse: Vec<Address<'a>>,
    pub contact: [Contact<'a>; 1],
    pub engagement: Nothing,
    pub evenement: Nothing,
    /// Left out, not empty, when the entity bears nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ege: Vec<Ege<'a>>,
    pub etat_objet: &'static str,
    pub date_derniere_maj: Stamp,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LegalEntityFacts<'a> {
    pub pm_smsse_id: String,
    pub num_finess_pm: &'a str,
    pub denomination_pm: &'a str,
    pub denomination_longue_pm_smsse: &'a str,
    pub complement_adresse_pm_smsse: &'static str,
    pub siren: &'a str,
    pub code_ape: Option<&'a str>,
    pub statut_juridique: &'static str,
    pub type_personne_morale: &'static str,
    pub fonction_publique: Option<&'static str>,
    pub type_groupe_gco: Option<&'static str>,
    pub date_creation: NaiveDate,
    pub date_fermeture: Option<NaiveDate>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ege<'a> {
    #[serde(rename = "informationsGeneralesEGE")]
    pub general: EgeFacts<'a>,
    #[serde(rename = "categorieentiteGeographiqueExercice")]
    pub category: &'static str,
    pub modefixationtarifaire: &'static str,
    pub type_budget: Nothing,
    pub etat_objet: &'static str,
    pub date_derniere_maj: Stamp,
    pub adresse: Vec<Address<'a>>,
    pub contact: [Contact<'a>; 1],
    pub engagement: Nothing,
    pub evenement: Nothing,
    pub role_ege: Vec<Role<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EgeFacts<'a> {
    pub ege_id: &'a str,
    pub num_finess_ege: &'a str,
    pub siret: Option<&'a str>,
    pub nom_ege_court: &'a str,
    pub nom_ege_long: &'a str,
    pub complement_denomination_eg: &'static str,
    pub date_ouverture: NaiveDate,
    pub date_premiere_autorisation: NaiveDate,
    pub date_fermeture: Option<NaiveDate>,
    pub espic: Nothing,
    pub numero_education_nationale: Option<&'static str>,
}

/// The main site bears the other; both carry the same pair.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Role<'a> {
    pub id_ege_porteuse: &'a str,
    pub id_ege_non_porteuse: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Address<'a> {
    /// "02" the seat, "03" the establishment.
    pub usage_adresse: &'static str,
    pub numero_voie: Option<String>,
    pub type_voie: &'static str,
    pub libelle_voie: &'static str,
    pub complement_voie: Option<&'static str>,
    pub complement_point_geographique: Option<&'static str>,
    pub lieu_dit: Option<&'static str>,
    pub cog_commune: &'a str,
    pub ligne_acheminement: &'a str,
    pub ligne_une: &'a str,
    pub ligne_deux: Option<&'static str>,
    pub ligne_trois: Option<&'static str>,
    pub ligne_quatre: String,
    pub ligne_cinq: Option<&'static str>,
    pub ligne_six: String,
    pub code_postal: &'a str,
    pub coordonnees_geographique: Option<Coordinates>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Coordinates {
    pub coordonnee_x: String,
    pub coordonnee_y: String,
    pub direction_latitude: String,
    pub direction_longitude: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Contact<'a> {
    pub type_contact: ContactType,
    pub telecom: Telecom<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ContactType {
    pub role_contact: &'static str,
}

#[derive(Serialize)]
pub(super) struct Telecom<'a> {
    pub telephone: &'a str,
    pub telecopie: Option<&'a str>,
    pub courriel: Option<&'a str>,
}

/// A day in one of the three spellings seen in the real stream.
pub(super) struct Stamp(pub NaiveDate, pub usize);

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(day, spelling) = self;
        match spelling % 3 {
            0 => serializer.collect_str(&format_args!("{day} 00:00:00")),
            1 => serializer.collect_str(&format_args!("{day}T00:00:00")),
            _ => serializer.collect_str(&format_args!("{day}T00:00:00Z")),
        }
    }
}
