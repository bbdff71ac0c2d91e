//! A file of the size and shape of the real one, from a fixed seed. The lines are nobody's.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use observatoire::domain::establishment::Establishment;
use observatoire::domain::finess::Kind;
use observatoire::domain::geography::{Commune, france};
use observatoire::ingest::rpps::Known;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub(crate) const LINES: u32 = 2_200_000;
const STRUCTURES: u32 = 2_800;
/// One line in forty is of a member.
const MEMBERS: f64 = 55_000.0 / LINES as f64;

const COLUMNS: &str = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|Code pays (coord. structure)|Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|Télécopie (coord. structure)|Adresse e-mail (coord. structure)|Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|";

/// Code, label, share of the lines in thousandths, share of liberals.
const PROFESSIONS: [(&str, &str, u32, f64); 9] = [
    ("10", "Médecin", 300, 0.5),
    ("60", "Infirmier", 380, 0.25),
    ("70", "Masseur-Kinésithérapeute", 95, 0.85),
    ("21", "Pharmacien", 75, 0.4),
    ("40", "Chirurgien-Dentiste", 50, 0.85),
    ("93", "Psychologue", 40, 0.5),
    ("91", "Orthophoniste", 25, 0.8),
    ("50", "Sage-Femme", 25, 0.4),
    ("80", "Pédicure-Podologue", 10, 0.95),
];
const NAMES: [&str; 8] =
    ["MARTIN", "LEFÈVRE", "DE LA TOUR", "O\"NEIL", "NGUYEN", "BERNARD-PETIT", "ROY", "GARCÍA"];
const STREETS: [&str; 4] = ["DE LA RÉPUBLIQUE", "DU GÉNÉRAL LECLERC", "DES ÉCOLES", "JEAN JAURÈS"];

fn site(structure: u32) -> String {
    format!("01{structure:07}")
}

pub(crate) fn known() -> Known {
    let all: Vec<Establishment> = (0..STRUCTURES)
        .map(|structure| Establishment {
            finess: site(structure).parse().expect("a number"),
            legal_entity: None,
            kind: Kind::Msp,
            name: String::new(),
            complement: None,
            address: None,
            department: "01".into(),
            commune: None,
            siret: None,
            opened_on: None,
            closed_on: None,
            active: true,
            location: None,
            main_site: None,
        })
        .collect();
    Known::new(&all)
}

pub(crate) fn write_known(path: &Path) -> io::Result<()> {
    let numbers: Vec<String> = (0..STRUCTURES).map(site).collect();
    std::fs::write(path, numbers.join("\n"))
}

pub(crate) fn write(path: &Path) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut communes: Vec<&Commune> = france().communes().iter().collect();
    communes.sort_by_key(|commune| std::cmp::Reverse(commune.population));
    writeln!(out, "{COLUMNS}")?;
    let mut person = 0;
    let mut profession = 0;
    for _ in 0..LINES {
        // A person has 1.4 lines.
        if person == 0 || rng.random_bool(0.7) {
            person += 1;
            let mut drawn = rng.random_range(0..1_000);
            profession = PROFESSIONS
                .iter()
                .position(|(_, _, share, _)| {
                    let is_it = drawn < *share;
                    drawn = drawn.saturating_sub(*share);
                    is_it
                })
                .unwrap_or(0);
        }
        let (code, label, _, liberal) = PROFESSIONS[profession];
        let (name, street) = (NAMES[rng.random_range(0..8)], STREETS[rng.random_range(0..4)]);
        let (skill_kind, skill, skill_label) = match code {
            "10" if person % 2 == 0 => ("S|Spécialité ordinale", "SM54", "Médecine générale"),
            "10" => ("S|Spécialité ordinale", "SM04", "Cardiologie et maladies vasculaires"),
            _ => ("|", "", ""),
        };
        let (mode, mode_label) = if rng.random_bool(liberal) { ("L", "Libéral") } else { ("S", "Salarié") };
        let (finess, sector, sector_label) = match rng.random::<f64>() {
            x if x < MEMBERS => {
                (site(rng.random_range(0..STRUCTURES)), "SA52", "Maison de santé ou Pôle de santé")
            }
            x if x < 0.4 => {
                let number = rng.random_range(0..90_000);
                (format!("75{number:07}"), "SA01", "Etablissement public de santé")
            }
            _ => (String::new(), "SA07", "Cabinet individuel"),
        };
        // Half of the people live in a twentieth of the communes.
        let drawn: f64 = rng.random();
        let commune = communes[(drawn.powi(5) * communes.len() as f64) as usize];
        let district = format!("751{:02}", rng.random_range(1..=20));
        let insee = if commune.code == "75056" { &district } else { commune.code };
        let (postal, town, department) = (insee, commune.name, commune.department);
        let siret = rng.random_range(10_000_000_000_000_u64..90_000_000_000_000);
        let (told, technical, old, practice) = match rng.random_bool(0.6) {
            true => (siret.to_string(), format!("C{siret}"), format!("3{siret}"), "CABINET MEDICAL"),
            false => Default::default(),
        };
        let number = rng.random_range(1..200);
        let telephone = rng.random_range(100_000_000..999_999_999);
        let entity = if finess.is_empty() { String::new() } else { format!("92{:07}", siret % 20_000) };
        writeln!(
            out,
            "8|1{person:010}|81{person:010}|||M|Monsieur|{name}|CAMILLE|{code}|{label}|C|Civil|{skill_kind}|{skill}|\
             {skill_label}|{mode}|{mode_label}|{told}||{finess}|{entity}|{technical}|{practice}||||{number}||R|\
             Rue|{street}||{postal} {town}|{postal}|{insee}|{town}|99000|France|0{telephone}||||{department}||{old}|\
             ARS/ARS/ARS|{sector}|{sector_label}|||||GENR01|Activité standard de soin ou de pharmacien|"
        )?;
    }
    out.flush()
}
