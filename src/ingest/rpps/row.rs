//! One line: an activity of a person.

use super::super::{Fault, fault};
use super::columns::{COMMUNE, Columns, Fields, LEGAL_ENTITY, MODE, PERSON, PROFESSION, SITE};
use crate::domain::finess::FinessNumber;
use crate::domain::member::Mode;

/// What a line says of an activity. No name, telephone, address or street is ever looked at.
pub(super) struct Row<'a> {
    pub(super) person: &'a [u8],
    /// Two digits; nothing for a student, or for whoever is no civilian.
    pub(super) profession: Option<u8>,
    /// Whether the savoir-faire of a doctor is one of those of general practice.
    pub(super) is_gp: bool,
    pub(super) mode: Mode,
    pub(super) site: Option<[u8; 9]>,
    pub(super) legal_entity: Option<[u8; 9]>,
    /// As it is written: it may have been merged since.
    pub(super) commune: Option<[u8; 5]>,
    /// Secteur d'activité SA52, maison de santé ou pôle de santé.
    pub(super) is_in_msp: bool,
}

/// Qualifié en médecine générale, spécialiste en médecine générale, médecine générale.
const GENERAL_PRACTICE: [&[u8]; 3] = [b"SM26", b"SM53", b"SM54"];
const DOCTOR: &[u8] = b"10";
const CIVIL: &[u8] = b"C";
const MSP: &[u8] = b"SA52";
/// Value set of students, beside that of professions: `G16_10` is a student of medicine.
const STUDENTS: &[u8] = b"G16";

impl<'a> Row<'a> {
    /// The reasons quote no value: in a shifted line it may be a name.
    pub(super) fn read(columns: &Columns, fields: Fields<'a>) -> Result<Self, Fault> {
        if fields.len() != columns.fields() {
            let reason = format!("{} fields where the header has {}", fields.len(), columns.fields());
            return Err(fault("line", reason));
        }
        let person = fields.at(columns.person);
        if person.is_empty() {
            return Err(fault(PERSON, "is missing"));
        }
        let profession = fields.at(columns.profession);
        let code = match profession {
            [tens @ b'0'..=b'9', units @ b'0'..=b'9'] => Some((tens - b'0') * 10 + units - b'0'),
            _ if profession.starts_with(STUDENTS) => None,
            _ => return Err(fault(PROFESSION, "is not a code of two digits, nor one of G16")),
        };
        let is_civil = matches!(fields.at(columns.category), CIVIL | b"");
        let mode = match fields.at(columns.mode) {
            b"L" => Mode::Liberal,
            b"S" => Mode::Employed,
            b"" | [b'A'..=b'Z'] => Mode::Other,
            _ => return Err(fault(MODE, "is not a code of one capital")),
        };
        Ok(Self {
            person,
            profession: code.filter(|_| is_civil),
            is_gp: profession == DOCTOR && GENERAL_PRACTICE.contains(&fields.at(columns.skill)),
            mode,
            site: number(SITE, fields.at(columns.site))?,
            legal_entity: number(LEGAL_ENTITY, fields.at(columns.legal_entity))?,
            commune: commune(fields.at(columns.commune))?,
            is_in_msp: columns.sector.is_some_and(|sector| fields.at(sector) == MSP),
        })
    }
}

fn number(column: &'static str, field: &[u8]) -> Result<Option<[u8; 9]>, Fault> {
    if field.is_empty() {
        return Ok(None);
    }
    let is_well_formed = std::str::from_utf8(field).is_ok_and(FinessNumber::is_well_formed);
    let number = field.try_into().ok().filter(|_| is_well_formed);
    number
        .map(Some)
        .ok_or_else(|| fault(column, "is not a FINESS number (a digit, a digit or capital, seven digits)"))
}

fn commune(field: &[u8]) -> Result<Option<[u8; 5]>, Fault> {
    match field {
        [] => Ok(None),
        &[
            a @ b'0'..=b'9',
            b @ (b'0'..=b'9' | b'A' | b'B'),
            c @ b'0'..=b'9',
            d @ b'0'..=b'9',
            e @ b'0'..=b'9',
        ] => Ok(Some([a, b, c, d, e])),
        _ => Err(fault(COMMUNE, "is not an INSEE code of five characters")),
    }
}
